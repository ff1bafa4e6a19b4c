/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The styles of a document (styles.xml), each with what it inherits. */
#ifndef VT_READ_DOCX_STYLES_H
#define VT_READ_DOCX_STYLES_H

#include "read/docx_props.h"

enum { VT_DOCX_NO_STYLE = -1 };

typedef struct vt_docx_style {
    const char *id, *based_on;
    int parent; /* index, or VT_DOCX_NO_STYLE */
    bool is_default_paragraph;
    vt_docx_run_props own_run, run; /* run and para: with all ancestors', without the defaults */
    vt_docx_para_props own_para, para;
} vt_docx_style;

typedef struct vt_docx_styles {
    VT_ARRAY(vt_docx_style) items;
    int *slots; /* hash of ids; index + 1, 0 free */
    size_t slot_count;
    vt_docx_run_props default_run;
    vt_docx_para_props default_para;
    int default_paragraph;
} vt_docx_styles;

/* Reads the part and resolves all inheritance. A loop in it ends where it closes. */
vt_code vt_docx_styles_read(vt_docx_package *package, const char *part, vt_docx_styles *styles, vt_error *err);

/* The index of the style with this id, or VT_DOCX_NO_STYLE. */
int vt_docx_styles_find(const vt_docx_styles *styles, vt_slice id);

/* What a run looks like: defaults, paragraph style, character style (either may be none), direct properties. */
vt_docx_run_props vt_docx_styles_run(const vt_docx_styles *styles, int paragraph_style, int character_style,
                                     const vt_docx_run_props *direct);

#endif
