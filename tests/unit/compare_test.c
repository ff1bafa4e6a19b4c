/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing: differences give back both texts, whatever they are; memory that runs out at every place. */
#include "unit.h"

#include <vanthu/compare.h>
#include "base/slice.h"
#include "compare/diff.h"

enum { MOST_WORDS = 60, ROUNDS = 2000 };

/* A repeatable sequence. */
static unsigned next_number(unsigned *state) {
    *state = *state * 1103515245U + 12345U;
    return *state >> 16;
}

static void write_words(unsigned *seed, vt_buffer *out) {
    static const char *const words[] = {"hòa", "hoà", "sách", "đọc", "và", "30/4/2023", "THI", "kĩ", "kỹ"};
    vt_buffer_clear(out);
    for (unsigned count = next_number(seed) % MOST_WORDS; count; count--) {
        vt_buffer_append_text(out, words[next_number(seed) % (sizeof words / sizeof *words)]);
        vt_buffer_append_text(out, next_number(seed) % 5 ? " " : ", ");
    }
}

/* The words of the runs of one side, as one wording. */
static void read_side(vt_arena *arena, const vt_diff *diff, vt_change side, vt_wording *out) {
    vt_buffer text;
    vt_buffer_init(&text, NULL);
    for (size_t i = 0; i < diff->count; i++) {
        if (diff->runs[i].change != VT_CHANGE_KEPT && diff->runs[i].change != side) continue;
        vt_buffer_append_slice(&text, diff->runs[i].text);
        vt_buffer_append_char(&text, ' ');
    }
    const char *copy = vt_arena_text(arena, vt_buffer_slice(&text));
    vt_buffer_free(&text);
    assert_true(vt_wording_read(arena, vt_slice_of(copy), out));
}

static void check_pair(vt_arena *arena, vt_slice before, vt_slice after) {
    vt_wording a, b, x, y;
    vt_diff diff;
    assert_true(vt_wording_read(arena, before, &a) && vt_wording_read(arena, after, &b));
    assert_true(vt_diff_words(arena, &a, &b, &diff));
    if (vt_wording_same(&a, &b)) {
        assert_int_equal(diff.count, 0);
        return;
    }
    read_side(arena, &diff, VT_CHANGE_DROPPED, &x);
    read_side(arena, &diff, VT_CHANGE_ADDED, &y);
    assert_true(vt_wording_same(&a, &x) && vt_wording_same(&b, &y));
    for (size_t i = 1; i < diff.count; i++) assert_int_not_equal(diff.runs[i].change, diff.runs[i - 1].change);
}

static void a_difference_gives_back_both_texts(void **state) {
    (void)state;
    vt_arena arena;
    vt_buffer before, after;
    unsigned seed = 7;
    vt_arena_init(&arena, NULL);
    vt_buffer_init(&before, NULL);
    vt_buffer_init(&after, NULL);
    for (int i = 0; i < ROUNDS; i++) {
        write_words(&seed, &before);
        write_words(&seed, &after);
        check_pair(&arena, vt_buffer_slice(&before), vt_buffer_slice(&after));
        vt_arena_reset(&arena);
    }
    vt_buffer_free(&before);
    vt_buffer_free(&after);
    vt_arena_free(&arena);
}

static void texts_with_little_in_common_are_two_runs(void **state) {
    (void)state;
    vt_arena arena;
    vt_buffer before, after;
    vt_wording a, b;
    vt_diff diff;
    vt_arena_init(&arena, NULL);
    vt_buffer_init(&before, NULL);
    vt_buffer_init(&after, NULL);
    for (int i = 0; i < 2000; i++) vt_buffer_printf(&before, "cũ%d ", i), vt_buffer_printf(&after, "mới%d ", i);
    assert_true(vt_wording_read(&arena, vt_buffer_slice(&before), &a));
    assert_true(vt_wording_read(&arena, vt_buffer_slice(&after), &b));
    assert_true(vt_diff_words(&arena, &a, &b, &diff));
    assert_int_equal(diff.count, 2);
    assert_int_equal(diff.runs[0].change, VT_CHANGE_DROPPED);
    assert_int_equal(diff.runs[1].change, VT_CHANGE_ADDED);
    vt_buffer_free(&before);
    vt_buffer_free(&after);
    vt_arena_free(&arena);
}

static vt_document *parse_corpus(const char *path) {
    vt_document *document;
    assert_int_equal(vt_parse_file(path, NULL, &document, NULL), VT_OK);
    return document;
}

static void fails_cleanly_without_memory(void **state) {
    (void)state;
    vt_document *before = parse_corpus(CORPUS "/phong-gddt-an-binh-ke-hoach-thi-dua-2024.txt");
    vt_document *after = parse_corpus(CORPUS "/phong-gddt-an-binh-ke-hoach-thi-dua-2025.txt");
    vt_comparison *comparison = NULL;
    for (long left = 0; !comparison; left++) {
        miser m;
        vt_error err = {0};
        vt_allocator allocator = miser_allocator(&m, left);
        vt_code code = vt_compare(before, after, &allocator, &comparison, &err);
        assert_true(code == VT_OK ? comparison != NULL : code == VT_ERR_MEMORY && err.code == code && !comparison);
        vt_comparison *done = comparison;
        vt_comparison_free(done);
        assert_int_equal(m.out, 0);
    }
    vt_document_free(before);
    vt_document_free(after);
}

static void a_failed_write_is_told(void **state) {
    (void)state;
    vt_document *document = parse_corpus(CORPUS "/phong-gddt-an-binh-ke-hoach-thi-dua-2024.txt");
    vt_comparison *comparison;
    collector to;
    vt_output output = collector_output(&to, 100);
    assert_int_equal(vt_compare(document, document, NULL, &comparison, NULL), VT_OK);
    assert_true(vt_comparison_is_same(comparison));
    assert_int_equal(vt_write_comparison_json(comparison, false, &output, NULL), VT_ERR_WRITE);
    vt_comparison_free(comparison);
    vt_document_free(document);
    vt_buffer_free(&to.bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_difference_gives_back_both_texts),
        cmocka_unit_test(texts_with_little_in_common_are_two_runs),
        cmocka_unit_test(fails_cleanly_without_memory),
        cmocka_unit_test(a_failed_write_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
