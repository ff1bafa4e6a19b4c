/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Terms: collects what a document is found by. Each word gives two terms: the
 * folded word, which counts for the ranking and has no positions (a word
 * without accents finds every spelling), and the word in its spelling with its
 * positions (an accented word, and phrases).
 */
#ifndef VT_ARCHIVE_TERMS_H
#define VT_ARCHIVE_TERMS_H

#include "archive/words.h"
#include "base/arena.h"
#include "index/index.h"

typedef struct vt_term_entry vt_term_entry;

typedef struct vt_terms {
    vt_arena *arena;
    vt_term_entry **table; /* open addressing; size is a power of two */
    size_t size, count;
    size_t dropped;        /* words that were too long */
    bool failed;           /* memory ran out */
} vt_terms;

/* prefix is '\0' for none; positions count on from *position, which the caller starts at 0. */
typedef struct vt_term_field {
    char prefix;
    uint32_t weight; /* how much one occurrence counts */
    uint32_t *position; /* NULL: without positions */
} vt_term_field;

/* The gap that keeps phrases from running over from one value of a field into the next. */
enum { VT_TERM_GAP = 16 };

void vt_terms_init(vt_terms *terms, vt_arena *arena);

/* One term; position 0 is none. */
void vt_terms_add(vt_terms *terms, char prefix, vt_slice text, uint32_t weight, uint32_t position);

/* All words of a text; NULL text is none. */
void vt_terms_add_words(vt_terms *terms, const vt_term_field *field, vt_slice text);

/* The terms as the index takes them, in the arena; false when memory ran out, now or before. */
bool vt_terms_finish(const vt_terms *terms, const vt_index_term **items, size_t *count);

#endif
