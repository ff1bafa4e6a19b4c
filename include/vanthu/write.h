/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writers: a document out as JSON, as a record to read, or as its text. Each
 * writes piece by piece through a small output interface.
 */
#ifndef VANTHU_WRITE_H
#define VANTHU_WRITE_H

#include <vanthu/document.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Where bytes go. write returns false when it could not; nothing more is written after that. */
typedef struct vt_output {
    bool (*write)(void *context, const char *bytes, size_t size);
    void *context;
} vt_output;

/* All zero is the default. */
typedef struct vt_json_options {
    bool with_text; /* adds "text", which spans point into */
    bool indented;  /* for reading; otherwise one line without a line feed */
    const char *const *paths; /* of a stored record: adds "paths", where the content lies */
    size_t path_count;
    bool source_missing;      /* adds "source_missing": true */
} vt_json_options;

/* The document JSON, schema vanthu.document/1. options may be NULL. */
VT_API vt_code vt_write_json(const vt_document *document, const vt_json_options *options, const vt_output *output,
                             vt_error *err);

/* All zero is the default. */
typedef struct vt_record_options {
    unsigned width; /* columns to wrap at; 0: 100 */
    bool colour;    /* with a terminal's escape sequences for emphasis */
} vt_record_options;

/* A record to read at a terminal; control characters of the document never reach it. options may be NULL. */
VT_API vt_code vt_write_record(const vt_document *document, const vt_record_options *options, const vt_output *output,
                               vt_error *err);

/* The text that spans point into. */
VT_API vt_code vt_write_text(const vt_document *document, const vt_output *output, vt_error *err);

#ifdef __cplusplus
}
#endif
#endif
