/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many records by way of segments: all are there, in their order, and nothing else is left in the folder. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "archive/segments.h"
#include "base/slice.h"
#include "scratch.h"

typedef struct fixture {
    char *folder;
    vt_heap *heap;
    vt_pool *pool;
} fixture;

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    char heap[512];
    *state = f;
    f->folder = scratch_make();
    snprintf(heap, sizeof heap, "%s/heap-1", f->folder);
    if (vt_heap_open(heap, VT_HEAP_WRITE, &f->heap, NULL) != VT_OK) return -1;
    return vt_pool_open(3, 0, &f->pool, NULL) == VT_OK ? 0 : -1;
}

static int tear_down(void **state) {
    fixture *f = *state;
    vt_pool_close(f->pool);
    vt_heap_close(f->heap);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

/* A record whose data is its number. */
static void add(vt_segments *segments, unsigned number) {
    vt_arena arena;
    vt_entry entry = {0};
    vt_arena_init(&arena, NULL);
    vt_index_term *term = vt_arena_alloc(&arena, sizeof *term);
    term->text = vt_slice_of(vt_arena_printf(&arena, "Q%u", number));
    entry.document =
        (vt_index_document){.data = vt_slice_of(vt_arena_printf(&arena, "%u", number)), .terms = term, .term_count = 1};
    assert_int_equal(vt_segments_add(segments, &arena, &entry, NULL), VT_OK);
    vt_arena_free(&arena);
}

static void assert_record(vt_index *index, uint32_t docid, unsigned number) {
    vt_index_answer *row;
    char expected[16];
    snprintf(expected, sizeof expected, "%u", number);
    assert_int_equal(vt_index_rows_of(index, &docid, 1, &(vt_index_search){.with_data = true}, &row, NULL), VT_OK);
    assert_true(vt_slice_is(row->rows[0].data, expected));
    vt_index_release(row);
}

static void assert_records(const fixture *f, const char *name, unsigned first, unsigned count) {
    char path[512];
    const char *paths[] = {path};
    vt_index *index;
    uint64_t there;
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    assert_int_equal(vt_index_open(paths, 1, f->heap, VT_INDEX_READ, &index, NULL), VT_OK);
    assert_int_equal(vt_index_count(index, &there, NULL), VT_OK);
    assert_int_equal(there, count);
    for (unsigned i = 0; i < count; i++) assert_record(index, i + 1, first + i);
    vt_index_close(index);
}

/* Without the heap. */
static unsigned count_databases(const fixture *f) {
    unsigned count = 0;
    DIR *dir = opendir(f->folder);
    assert_non_null(dir);
    for (struct dirent *next; (next = readdir(dir));) count += strncmp(next->d_name, "db-", 3) == 0;
    closedir(dir);
    return count;
}

static void gathers_in_order(void **state) {
    fixture *f = *state;
    enum { MANY = 2500, FEW = 3 }; /* over several tiers; less than a batch */
    unsigned long next = 1;
    vt_segments *segments;
    const char *name;
    assert_int_equal(vt_segments_open(f->folder, f->heap, f->pool, &next, &segments, NULL), VT_OK);
    assert_int_equal(vt_segments_gather(segments, &name, NULL), VT_OK);
    assert_null(name);
    for (unsigned i = 0; i < MANY; i++) add(segments, i);
    assert_int_equal(vt_segments_count(segments), MANY);
    assert_int_equal(vt_segments_gather(segments, &name, NULL), VT_OK);
    assert_records(f, name, 0, MANY);
    assert_int_equal(count_databases(f), 1);
    for (unsigned i = 0; i < FEW; i++) add(segments, i);
    assert_int_equal(vt_segments_gather(segments, &name, NULL), VT_OK);
    assert_records(f, name, 0, FEW);
    assert_int_equal(count_databases(f), 2);
    vt_segments_close(segments);
    assert_int_equal(count_databases(f), 2);
}

static void leaves_nothing_that_was_not_gathered(void **state) {
    fixture *f = *state;
    unsigned long next = 1;
    vt_segments *segments;
    assert_int_equal(vt_segments_open(f->folder, f->heap, f->pool, &next, &segments, NULL), VT_OK);
    for (unsigned i = 0; i < 300; i++) add(segments, i);
    vt_segments_close(segments);
    assert_int_equal(count_databases(f), 0);
    vt_segments_close(NULL);
}

static void a_folder_that_is_gone_is_an_error(void **state) {
    fixture *f = *state;
    unsigned long next = 1;
    vt_segments *segments;
    const char *name;
    char nowhere[512];
    vt_error err = {0};
    snprintf(nowhere, sizeof nowhere, "%s/nowhere", f->folder);
    assert_int_equal(vt_segments_open(nowhere, f->heap, f->pool, &next, &segments, NULL), VT_OK);
    add(segments, 1);
    assert_int_not_equal(vt_segments_gather(segments, &name, &err), VT_OK);
    assert_true(strlen(err.message) > 0);
    vt_segments_close(segments);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {TEST(gathers_in_order), TEST(leaves_nothing_that_was_not_gathered),
                                       TEST(a_folder_that_is_gone_is_an_error)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
