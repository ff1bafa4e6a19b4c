/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of the shim: one new database with its heap in a folder of its own, queries as they are written, and chance. */
#ifndef VT_TESTS_INDEX_FIXTURE_H
#define VT_TESTS_INDEX_FIXTURE_H

#include "index/index.h"

typedef struct index_fixture {
    char *folder;
    char heap_path[512], path[512];
    vt_heap *heap;
    vt_index *index;
} index_fixture;

/* As cmocka calls them; the state is an index_fixture. */
int index_set_up(void **state);
int index_tear_down(void **state);

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A query of others, and of a term. */
#define QUERY(kind, ...)                                                                                               \
    &(const vt_index_query){.op = kind,                                                                                \
                            .children = (const vt_index_query *const[]){__VA_ARGS__},                                  \
                            .child_count = sizeof((const vt_index_query *const[]){__VA_ARGS__}) / sizeof(void *)}
#define TERM(name) &(const vt_index_query){.op = VT_INDEX_TERM, .term = VT_LITERAL(name)}
#define FILTER(query) QUERY(VT_INDEX_WEIGHTED, query)

/* By chance, and each time the same. */
unsigned index_draw(unsigned *seed, unsigned below);

#endif
