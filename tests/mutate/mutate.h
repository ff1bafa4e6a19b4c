/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DOCX files damaged in ways that are the same for the same seed. */
#ifndef TESTS_MUTATE_MUTATE_H
#define TESTS_MUTATE_MUTATE_H

#include "docx/case.h"

enum { MUTATE_PARTS = 64 };

/* A whole file and, once taken apart, what is in it. */
typedef struct mutate_source {
    vt_buffer bytes;
    docx_file files[MUTATE_PARTS];
    size_t count;
} mutate_source;

/* False when the file cannot be read or is no zip. Free it in any case. */
bool mutate_open(mutate_source *source, const char *path);
void mutate_free(mutate_source *source);

/* Appends a damaged file: mostly a sound zip with damaged XML, now and then a damaged zip. */
bool mutate_make(const mutate_source *source, uint32_t *seed, vt_buffer *out);

#endif
