/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One part of a package as a stream of events. Names are interned to tokens
 * once for each distinct name, namespaces are transitional or strict alike,
 * mc:AlternateContent is settled here (the first Choice; a Fallback only where
 * there is no Choice), and what a handler does not want is passed over whole.
 */
#ifndef VT_READ_DOCX_XML_H
#define VT_READ_DOCX_XML_H

#include "read/docx_package.h"

typedef enum vt_docx_token {
    VT_DOCX_OTHER,
#define X(token, space, name) VT_DOCX_##token,
#include "read/docx_tokens.def"
#undef X
    VT_DOCX_TOKEN_COUNT
} vt_docx_token;

typedef struct vt_docx_element {
    vt_docx_token token, parent;
    int attribute_count;
    const unsigned char **attributes; /* five pointers each: local name, prefix, namespace, value, value's end */
} vt_docx_element;

/* Who takes the events of one part. A callback that fails fills code (and the error that the parse was given). */
typedef struct vt_docx_handler {
    void *self;
    /* False: this element and everything in it is passed over; its end is not told. */
    bool (*start)(void *self, const vt_docx_element *element);
    void (*end)(void *self, vt_docx_token token);
    void (*text)(void *self, vt_slice text); /* in pieces, anywhere; may be NULL */
    vt_code *code;                           /* set by a callback to stop */
} vt_docx_handler;

/* Streams a part. root is the document's outermost token, VT_DOCX_OTHER for any; another root is VT_ERR_FORMAT. */
vt_code vt_docx_parse(vt_docx_package *package, const char *part, vt_docx_token root, const vt_docx_handler *handler,
                      vt_error *err);

/* The attribute of this local name; data NULL when there is none. */
vt_slice vt_docx_attribute(const vt_docx_element *element, const char *name);

/* w:val as a whole number, fallback when it is none. */
int vt_docx_number(const vt_docx_element *element, const char *name, int fallback);

/* The on/off value of w:val: on when it is absent. */
bool vt_docx_flag(const vt_docx_element *element);

#endif
