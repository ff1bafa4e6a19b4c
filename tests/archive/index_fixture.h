/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One new database with its heap in a folder of its own, for tests of the shim. */
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

#endif
