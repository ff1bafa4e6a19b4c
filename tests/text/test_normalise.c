/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Normalising: properties over random Vietnamese strings, the map, borrowing, validity and repair of UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include <utf8proc.h>
#include "base/slice.h"
#include "text/normalise.h"

enum { ROUNDS = 20000, MOST = 64 };

static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

static const char *const letters[] = {"a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "A", "Ă", "Ê", "Ơ",
                                      "U", "Ư", "đ", "Đ", "n", "g", "h", "t", "c", "K", "T", " ", ",", "8", "ủ", "ệ"};
static const char *const marks[] = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"};

/* Vowels with at most one tone, decomposed or not; consonants without marks. */
static vt_slice random_text(uint32_t *state, char *out) {
    size_t size = 0, count = next_random(state) % 14;
    for (size_t i = 0; i < count; i++) {
        size_t letter = next_random(state) % 32;
        size_t length = strlen(letters[letter]);
        memcpy(out + size, letters[letter], length);
        size += length;
        if (letter < 18 && next_random(state) % 2) {
            memcpy(out + size, marks[next_random(state) % 5], 2);
            size += 2;
        }
    }
    out[size] = '\0';
    return (vt_slice){out, size};
}

static void equals_nfc(void **state) {
    (void)state;
    uint32_t seed = 7;
    char text[MOST * 4];
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    for (int i = 0; i < ROUNDS; i++) {
        vt_slice in = random_text(&seed, text), out;
        utf8proc_uint8_t *expected = utf8proc_NFC((const utf8proc_uint8_t *)text);
        assert_true(vt_normalise(&arena, in, &out));
        assert_int_equal(out.size, strlen((char *)expected));
        assert_memory_equal(out.data, expected, out.size);
        free(expected);
        vt_arena_reset(&arena);
    }
    vt_arena_free(&arena);
}

static const uint32_t odd_points[] = {'a',   'o',   't',    'n',    'g',    'h',    'c',      ' ',     '\t',
                                      0x301, 0x323, 0x302,  0x309,  0x31B,  0xF4,   0xEA,     0xD0,    0xF0,
                                      0x189, 0xA0,  0xAD,   0x200B, 0xFEFF, 0x1EC7, 0xF1,     0x1E6D,  0x85,
                                      7,     0x958, 0x1112, 0x1161, 0x11AB, 0x212B, 0x10FFFF, 0x1D160, 0x344};

static vt_slice random_mess(uint32_t *state, char *out) {
    size_t size = 0, count = next_random(state) % 40;
    for (size_t i = 0; i < count; i++)
        size += vt_utf8_encode(odd_points[next_random(state) % (sizeof odd_points / sizeof *odd_points)], out + size);
    return (vt_slice){out, size};
}

/* The map never goes back, stays in the source, and agrees where a byte was kept. */
static void check_map(vt_slice in, vt_slice out, const vt_text_map *map) {
    size_t before = 0;
    for (size_t at = 0; at <= out.size; at++) {
        size_t source = vt_text_map_source(map, at);
        assert_true(source >= before && source <= in.size);
        before = source;
    }
}

static void is_idempotent(void **state) {
    (void)state;
    uint32_t seed = 11;
    char text[MOST * 4];
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    for (int i = 0; i < ROUNDS; i++) {
        vt_slice in = random_mess(&seed, text), once, twice;
        vt_text_map map;
        assert_true(vt_normalise_mapped(&arena, in, &once, &map));
        check_map(in, once, &map);
        assert_true(vt_utf8_valid(once));
        assert_true(vt_normalise(&arena, once, &twice));
        assert_int_equal(once.size, twice.size);
        assert_memory_equal(once.data, twice.data, once.size);
        vt_arena_reset(&arena);
    }
    vt_arena_free(&arena);
}

static void normal_text_is_borrowed(void **state) {
    (void)state;
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    vt_slice in = VT_LITERAL("Kế hoạch số 12/KH-PGDĐT\tngày 03 tháng 02 năm 2023"), out;
    assert_true(vt_normalise(&arena, in, &out));
    assert_ptr_equal(out.data, in.data);
    assert_null(arena.blocks);
    vt_arena_free(&arena);
}

static void map_leads_back(void **state) {
    (void)state;
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    vt_slice in = VT_LITERAL("\uFEFFKe\u0302\u0301 hoa\u0323ch\u00A0x"), out;
    vt_text_map map;
    assert_true(vt_normalise_mapped(&arena, in, &out, &map));
    assert_true(vt_slice_is(out, "Kế hoạch x"));
    assert_int_equal(vt_text_map_source(&map, 0), 3);  /* K */
    assert_int_equal(vt_text_map_source(&map, 1), 4);  /* ế */
    assert_int_equal(vt_text_map_source(&map, 4), 9);  /* the space */
    assert_int_equal(vt_text_map_source(&map, 5), 10); /* h */
    assert_int_equal(vt_text_map_source(&map, 7), 12); /* ạ */
    assert_int_equal(vt_text_map_source(&map, 10), 15);
    assert_int_equal(vt_text_map_source(&map, out.size - 1), in.size - 1);
    assert_int_equal(vt_text_map_source(&map, out.size), in.size);
    vt_arena_free(&arena);
}

static void utf8_validity(void **state) {
    (void)state;
    static const char *const bad[] = {"\x80",
                                      "\xC0\x80",
                                      "\xC3",
                                      "\xE1\xBA",
                                      "\xED\xA0\x80",
                                      "\xE0\x80\x80",
                                      "\xF0\x80\x80\x80",
                                      "\xF4\x90\x80\x80",
                                      "\xF8\x88\x80\x80\x80",
                                      "a\xFF"};
    static const char *const good[] = {"", "abcdefghijk", "ế", "\uD7FF\uE000", "\U0010FFFF", "12345678ạ"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(vt_utf8_valid(vt_slice_of(bad[i])));
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) assert_true(vt_utf8_valid(vt_slice_of(good[i])));
    assert_int_equal(vt_utf8_bad(VT_LITERAL("12345678abc\xFFz")), 11);
}

static void utf8_repair(void **state) {
    (void)state;
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    vt_slice out;
    size_t bad;
    assert_true(vt_utf8_repair(&arena, VT_LITERAL("a\xFFế\xC3"), &out, &bad));
    assert_int_equal(bad, 2);
    assert_true(vt_slice_is(out, "a\uFFFDế\uFFFD"));
    assert_true(vt_utf8_repair(&arena, VT_LITERAL("abc"), &out, &bad));
    assert_int_equal(bad, 0);
    vt_arena_free(&arena);
}

static void *no_memory(void *context, size_t size) { return (void)context, (void)size, NULL; }
static void *no_resize(void *context, void *block, size_t size) { return (void)context, (void)block, (void)size, NULL; }
static void no_release(void *context, void *block) { (void)context, (void)block; }

static void memory_runs_out(void **state) {
    (void)state;
    const vt_allocator none = {no_memory, no_resize, no_release, NULL};
    vt_arena arena;
    vt_arena_init(&arena, &none);
    vt_slice out;
    size_t bad;
    assert_false(vt_normalise(&arena, VT_LITERAL("a\u0301"), &out));
    assert_false(vt_utf8_repair(&arena, VT_LITERAL("a\xFF"), &out, &bad));
    vt_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equals_nfc),      cmocka_unit_test(is_idempotent), cmocka_unit_test(normal_text_is_borrowed),
        cmocka_unit_test(map_leads_back),  cmocka_unit_test(utf8_validity), cmocka_unit_test(utf8_repair),
        cmocka_unit_test(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
