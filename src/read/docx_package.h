/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A DOCX file as a package of parts that relationships tie together. Part
 * names are free: the document is found from the root's relationships, and
 * everything else from the document's.
 */
#ifndef VT_READ_DOCX_PACKAGE_H
#define VT_READ_DOCX_PACKAGE_H

#include "base/arena.h"
#include "read/limits.h"
#include "read/lines.h"

typedef struct vt_docx_relation {
    const char *id;
    const char *type; /* the last step of its type: "styles" */
    const char *part; /* the target's part name, without a leading slash */
} vt_docx_relation;

typedef VT_ARRAY(vt_docx_relation) vt_docx_relations;

typedef struct vt_docx_package {
    struct zip *zip;
    const vt_limits *limits; /* resolved */
    uint64_t inflated;       /* of all parts so far: many may share their packed bytes */
    vt_arena *scratch;
} vt_docx_package;

/* One part while it is inflated, with its limits. */
typedef struct vt_docx_stream {
    struct zip_file *file;
    vt_docx_package *package;
    const char *part;
    uint64_t inflated, deflated;
} vt_docx_stream;

/* Opens the package over bytes that must outlive it. On failure nothing is to be closed. */
vt_code vt_docx_package_open(vt_slice bytes, const vt_limits *limits, vt_arena *scratch, vt_docx_package *package,
                             vt_error *err);
void vt_docx_package_close(vt_docx_package *package);

bool vt_docx_package_has(const vt_docx_package *package, const char *part);

vt_code vt_docx_stream_open(vt_docx_package *package, const char *part, vt_docx_stream *stream, vt_error *err);
/* Fills the buffer; *size 0 at the end. */
vt_code vt_docx_stream_read(vt_docx_stream *stream, char *buffer, size_t capacity, size_t *size, vt_error *err);
void vt_docx_stream_close(vt_docx_stream *stream);

/* The relationships of a part, those of the package for "". A part without any has none. */
vt_code vt_docx_relations_read(vt_docx_package *package, const char *part, vt_docx_relations *relations, vt_error *err);

/* The first one of this type, or NULL. */
const vt_docx_relation *vt_docx_relation_of_type(const vt_docx_relations *relations, const char *type);
/* The one with this id, or NULL. */
const vt_docx_relation *vt_docx_relation_of_id(const vt_docx_relations *relations, vt_slice id);

#endif
