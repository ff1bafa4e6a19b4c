/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a .docx that hold no text of the document. */
#ifndef GENERATE_DOCX_H
#define GENERATE_DOCX_H

#include "base/buffer.h"

typedef struct gen_part {
    const char *path;
    void (*write)(vt_buffer *out);
} gen_part;

/* Ends at a path that is NULL. */
extern const gen_part gen_parts[];

/* Numbering levels of the one list that documents use. */
enum { GEN_LIST_ID = 1 };

#endif
