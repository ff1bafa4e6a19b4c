/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small documents from fragments of XML, and the lines that the reader makes of a document as text. */
#ifndef TESTS_DOCX_CASE_H
#define TESTS_DOCX_CASE_H

#include "base/buffer.h"
#include "read/read.h"

enum { DOCX_PARTS = 24 };

/* One section of a case file. */
typedef struct docx_part {
    char name[96]; /* "document", "styles", "header1", or the path of a part that is taken as it is */
    vt_buffer content;
} docx_part;

typedef struct docx_case {
    docx_part parts[DOCX_PARTS];
    size_t count;
    vt_buffer expected;
} docx_case;

/* Splits a case file into its parts, short forms expanded (see README). False with a message on stderr. */
bool docx_case_parse(vt_slice file, docx_case *out);
void docx_case_free(docx_case *docx);

/* Appends a line of a part, its short forms expanded. */
void docx_expand_line(const char *part, vt_slice line, vt_buffer *out);
/* Closes what the short forms of a part have left open. */
void docx_expand_end(const char *part, vt_buffer *out);

/* Packs the parts as a DOCX file; out is the zip archive. */
bool docx_build(const docx_case *docx, vt_buffer *out);

/* Packs named files as they are. */
typedef struct docx_file {
    const char *path;
    vt_slice content;
} docx_file;
bool docx_pack(const docx_file *files, size_t count, vt_buffer *out);

/* Appends what the reader makes of the bytes: lines with hints, notes, encodings, or the error. */
void docx_dump(vt_slice bytes, const vt_limits *limits, vt_buffer *out);

#endif
