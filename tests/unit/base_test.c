/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdio.h>
#include "base/arena.h"
#include "base/error.h"
#include "base/set.h"
#include "base/slice.h"

static void arena_aligns_and_zeroes(void **state) {
    (void)state;
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    for (size_t size = 0; size < 3000; size += 7) {
        assert_non_null(memset(vt_arena_bytes(&arena, size % 5 + 1), 0xAA, size % 5 + 1));
        unsigned char *block = vt_arena_alloc(&arena, size);
        assert_non_null(block);
        assert_int_equal((uintptr_t)block % 16, 0);
        for (size_t i = 0; i < size; i++) assert_int_equal(block[i], 0);
    }
    vt_arena_free(&arena);
}

static void arena_serves_a_block_larger_than_its_own(void **state) {
    (void)state;
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    char *large = vt_arena_alloc(&arena, 5 * 1024 * 1024);
    assert_non_null(large);
    large[5 * 1024 * 1024 - 1] = 'x';
    assert_null(vt_arena_alloc(&arena, SIZE_MAX));
    assert_string_equal(vt_arena_text(&arena, VT_LITERAL("kế hoạch")), "kế hoạch");
    vt_arena_free(&arena);
}

static void arena_gives_all_back(void **state) {
    (void)state;
    miser m;
    vt_allocator allocator = miser_allocator(&m, 3);
    vt_arena arena;
    vt_arena_init(&arena, &allocator);
    assert_non_null(vt_arena_alloc(&arena, 10000));
    assert_false(arena.failed);
    while (vt_arena_alloc(&arena, 10000)) continue;
    assert_true(m.out > 1);
    assert_true(arena.failed);
    vt_arena_reset(&arena);
    assert_false(arena.failed);
    assert_int_equal(m.out, 1);
    assert_string_equal(vt_arena_printf(&arena, "%d/%s", 87, "KH-GDĐT"), "87/KH-GDĐT");
    vt_arena_free(&arena);
    assert_int_equal(m.out, 0);
}

static void array_keeps_its_items_while_it_grows(void **state) {
    (void)state;
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    VT_ARRAY(size_t) numbers = {0};
    for (size_t i = 0; i < 1000; i++) {
        size_t *added = vt_array_push(&arena, &numbers);
        assert_non_null(added);
        assert_int_equal(*added, 0);
        *added = i;
    }
    for (size_t i = 0; i < 1000; i++) assert_int_equal(numbers.items[i], i);
    vt_arena_free(&arena);
}

static void array_says_when_memory_is_out(void **state) {
    (void)state;
    miser m;
    vt_allocator allocator = miser_allocator(&m, 1);
    vt_arena arena;
    vt_arena_init(&arena, &allocator);
    VT_ARRAY(size_t) numbers = {0};
    while (vt_array_push(&arena, &numbers)) continue;
    assert_true(numbers.count >= 8);
    vt_arena_free(&arena);
    assert_int_equal(m.out, 0);
}

static void buffer_collects_and_stays_terminated(void **state) {
    (void)state;
    vt_buffer buffer;
    vt_buffer_init(&buffer, NULL);
    for (int i = 0; i < 500; i++) vt_buffer_printf(&buffer, "%d;", i);
    vt_buffer_append(&buffer, NULL, 0);
    vt_buffer_append_char(&buffer, '!');
    assert_false(buffer.failed);
    assert_int_equal(strlen(buffer.data), buffer.size);
    assert_memory_equal(buffer.data, "0;1;2;", 6);
    vt_buffer_clear(&buffer);
    assert_string_equal(buffer.data, "");
    vt_buffer_free(&buffer);
    assert_null(buffer.data);
}

static void buffer_remembers_a_failure(void **state) {
    (void)state;
    miser m;
    vt_allocator allocator = miser_allocator(&m, 1);
    vt_buffer buffer;
    vt_buffer_init(&buffer, &allocator);
    vt_buffer_append_text(&buffer, "fits");
    while (!buffer.failed) vt_buffer_append_text(&buffer, "more and more");
    size_t size = buffer.size;
    vt_buffer_append_text(&buffer, "nothing more");
    vt_buffer_printf(&buffer, "%d", 1);
    assert_int_equal(buffer.size, size);
    vt_buffer_free(&buffer);
    assert_int_equal(m.out, 0);
}

static void error_table_is_whole(void **state) {
    (void)state;
    for (int code = 0; code < VT_ERR_COUNT; code++) {
        assert_true(strlen(vt_error_id((vt_code)code)) > 0);
        assert_true(strlen(vt_error_meaning((vt_code)code)) > 0);
    }
    assert_string_equal(vt_error_id(VT_ERR_DAMAGED), "damaged");
    assert_string_equal(vt_error_id((vt_code)VT_ERR_COUNT), "unknown");
    assert_string_equal(vt_error_id((vt_code)-1), "unknown");
}

static void error_is_filled_and_cut(void **state) {
    (void)state;
    vt_error err;
    char longer[600];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_int_equal(vt_fail_at(&err, VT_ERR_QUERY, 12, "%s", longer), VT_ERR_QUERY);
    assert_int_equal(strlen(err.message), sizeof err.message - 1);
    assert_int_equal(err.offset, 12);
    assert_null(err.hint);
    assert_int_equal(vt_fail_hint(&err, VT_ERR_FORMAT, "convert it", "not a document"), VT_ERR_FORMAT);
    assert_string_equal(err.hint, "convert it");
    assert_int_equal(err.offset, -1);
    assert_int_equal(vt_fail_memory(NULL), VT_ERR_MEMORY);
}

static void slices_compare_and_trim(void **state) {
    (void)state;
    assert_true(vt_slice_equal((vt_slice){NULL, 0}, VT_LITERAL("")));
    assert_true(vt_slice_is(vt_slice_trim(VT_LITERAL(" \t Số: 87 \n")), "Số: 87"));
    assert_int_equal(vt_slice_trim(VT_LITERAL(" \v ")).size, 0);
    assert_true(vt_slice_starts(VT_LITERAL("kế hoạch"), VT_LITERAL("kế")));
    assert_false(vt_slice_ends(VT_LITERAL("ế"), VT_LITERAL("kế")));
    assert_true(vt_slice_compare(VT_LITERAL("2021"), VT_LITERAL("2021-05")) < 0);
    assert_true(vt_slice_compare(VT_LITERAL("2021~"), VT_LITERAL("2021-05")) > 0);
    assert_true(vt_slice_compare((vt_slice){NULL, 0}, VT_LITERAL("")) == 0);
}

static vt_slice name_of(const void *item) { return vt_slice_of(item); }

static void set_finds_its_items(void **state) {
    (void)state;
    enum { MANY = 1000 };
    static char items[MANY][8];
    char again[] = "7";
    vt_set set;
    vt_set_init(&set, name_of);
    assert_null(vt_set_get(&set, VT_LITERAL("7")));
    for (int i = 0; i < MANY; i++) {
        snprintf(items[i], sizeof items[i], "%d", i);
        assert_true(vt_set_put(&set, items[i]));
    }
    for (int i = 0; i < MANY; i++) assert_ptr_equal(vt_set_get(&set, vt_slice_of(items[i])), items[i]);
    assert_null(vt_set_get(&set, VT_LITERAL("1000")));
    assert_true(vt_set_put(&set, again));
    assert_ptr_equal(vt_set_get(&set, VT_LITERAL("7")), again);
    assert_int_equal(set.count, MANY);
    vt_set_free(&set);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_aligns_and_zeroes),       cmocka_unit_test(arena_serves_a_block_larger_than_its_own),
        cmocka_unit_test(arena_gives_all_back),          cmocka_unit_test(array_keeps_its_items_while_it_grows),
        cmocka_unit_test(array_says_when_memory_is_out), cmocka_unit_test(buffer_collects_and_stays_terminated),
        cmocka_unit_test(buffer_remembers_a_failure),    cmocka_unit_test(error_table_is_whole),
        cmocka_unit_test(error_is_filled_and_cut),       cmocka_unit_test(slices_compare_and_trim),
        cmocka_unit_test(set_finds_its_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
