/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The heap: what is put is got back, phrases are found by the positions in it, and damage is an error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/slice.h"
#include "index_fixture.h"

typedef index_fixture fixture;

static void assert_bytes(vt_heap *heap, uint64_t at, const char *expected) {
    vt_slice bytes = vt_heap_get(heap, at, strlen(expected));
    assert_non_null(bytes.data);
    assert_true(vt_slice_is(bytes, expected));
}

static void gives_back_what_was_put(void **state) {
    fixture *f = *state;
    vt_heap *reader;
    uint64_t first, second;
    assert_int_equal(vt_heap_put(f->heap, VT_LITERAL("kế hoạch"), &first, NULL), VT_OK);
    assert_int_equal(vt_heap_open(f->heap_path, VT_HEAP_READ, &reader, NULL), VT_OK);
    assert_bytes(reader, first, "kế hoạch");
    assert_int_equal(vt_heap_put(f->heap, VT_LITERAL("năm học"), &second, NULL), VT_OK);
    assert_bytes(reader, second, "năm học");
    assert_bytes(f->heap, first, "kế hoạch");
    assert_null(vt_heap_get(reader, second, 1000).data);
    assert_null(vt_heap_get(reader, UINT64_MAX, 2).data);
    assert_int_equal(vt_heap_sync(f->heap, NULL), VT_OK);
    vt_heap_close(reader);
}

static void goes_on_behind_what_is_there(void **state) {
    fixture *f = *state;
    vt_heap *again;
    uint64_t first, second;
    assert_int_equal(vt_heap_put(f->heap, VT_LITERAL("một"), &first, NULL), VT_OK);
    assert_int_equal(vt_heap_open(f->heap_path, VT_HEAP_WRITE, &again, NULL), VT_OK);
    assert_int_equal(vt_heap_put(again, VT_LITERAL("hai"), &second, NULL), VT_OK);
    assert_bytes(again, first, "một");
    assert_bytes(again, second, "hai");
    vt_heap_close(again);
}

static void what_is_no_heap_is_an_error(void **state) {
    fixture *f = *state;
    char path[600];
    vt_heap *heap;
    vt_error err = {0};
    snprintf(path, sizeof path, "%s/other", f->folder);
    assert_int_equal(vt_heap_open(path, VT_HEAP_READ, &heap, &err), VT_ERR_ARCHIVE);
    assert_null(heap);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs("something else", file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(vt_heap_open(path, VT_HEAP_READ, &heap, &err), VT_ERR_ARCHIVE);
    assert_int_equal(vt_heap_open(path, VT_HEAP_WRITE, &heap, &err), VT_ERR_ARCHIVE);
    snprintf(path, sizeof path, "%s/nowhere/heap-1", f->folder);
    assert_int_equal(vt_heap_open(path, VT_HEAP_WRITE, &heap, &err), VT_ERR_WRITE);
    assert_true(strlen(err.message) > 0);
}

/* Words that are shorter than a key of the positions, and such as are longer. */
enum { MOST_WORDS = 32 };

typedef struct words {
    char bytes[512];
    vt_index_term terms[MOST_WORDS];
    uint32_t positions[MOST_WORDS][MOST_WORDS];
    size_t count;
} words;

/* Each distinct word of a text once, with all its positions. */
static void read_words(words *to, const char *text) {
    uint32_t position = 0;
    snprintf(to->bytes, sizeof to->bytes, "%s", text);
    to->count = 0;
    for (char *rest, *word = strtok_r(to->bytes, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        size_t i = 0;
        while (i < to->count && !vt_slice_is(to->terms[i].text, word)) i++;
        if (i == to->count) to->terms[to->count++] = (vt_index_term){vt_slice_of(word), 0, to->positions[i], 0};
        to->terms[i].count++;
        to->positions[i][to->terms[i].position_count++] = ++position;
    }
}

static void put(fixture *f, const char *text) {
    words all;
    read_words(&all, text);
    vt_index_document document = {vt_slice_of(text), all.terms, all.count, NULL, 0};
    assert_int_equal(vt_index_put(f->index, all.terms[0].text, &document, NULL), VT_OK);
}

/* How many documents have the words of a text in a row. */
static vt_code count(fixture *f, const char *text, uint64_t *total, vt_error *err) {
    words all;
    vt_index_query nodes[MOST_WORDS];
    const vt_index_query *children[MOST_WORDS];
    vt_index_query phrase = {.op = VT_INDEX_PHRASE, .children = children};
    vt_index_answer *answer;
    read_words(&all, text);
    phrase.child_count = all.count;
    for (size_t i = 0; i < all.count; i++) {
        nodes[i] = (vt_index_query){.op = VT_INDEX_TERM, .term = all.terms[i].text};
        children[i] = &nodes[i];
    }
    vt_code code = vt_index_docids(f->index, &phrase, &answer, err);
    if (code == VT_OK) *total = answer->total;
    vt_index_release(answer);
    return code;
}

static void assert_count(fixture *f, const char *text, uint64_t expected) {
    uint64_t total;
    assert_int_equal(count(f, text, &total, NULL), VT_OK);
    assert_int_equal(total, expected);
}

static void finds_words_in_a_row(void **state) {
    fixture *f = *state;
    put(f, "Q1 a b c thongtu a c b");
    put(f, "Q2 b a thongtu b a x b thongtu");
    put(f, "Q3 thongtu");
    assert_count(f, "a b", 1);
    assert_count(f, "b a", 1);
    assert_count(f, "a thongtu", 1);
    assert_count(f, "b thongtu", 1);
    assert_count(f, "a b c thongtu", 1);
    assert_count(f, "a c", 1);
    assert_count(f, "c a", 0);
    assert_count(f, "a thongt", 0);
    assert_count(f, "thongtu", 3);
    assert_count(f, "c b", 1);
}

/* In many documents the source of phrases skips, over more than one chunk of values. */
static void finds_rare_phrases_among_many(void **state) {
    fixture *f = *state;
    char text[64];
    for (int i = 0; i < 3000; i++) {
        snprintf(text, sizeof text, "Q%d %s", i, i % 7 == 0 ? "a b" : i % 5 == 0 ? "b a" : i % 3 == 0 ? "a" : "b");
        put(f, text);
    }
    assert_count(f, "a b", 429);
    assert_count(f, "b a", 514);
}

/* A query that is nothing but phrases has to find its documents by itself, whatever it stands in. */
static void phrases_stand_anywhere(void **state) {
    fixture *f = *state;
    put(f, "Q1 a b");
    put(f, "Q2 b a");
    put(f, "Q3 a b a");
    vt_index_query a = {.op = VT_INDEX_TERM, .term = VT_LITERAL("a")}, b = {.op = VT_INDEX_TERM, .term = VT_LITERAL("b")};
    vt_index_query ab = {.op = VT_INDEX_PHRASE, .children = (const vt_index_query *[]){&a, &b}, .child_count = 2};
    vt_index_query ba = {.op = VT_INDEX_PHRASE, .children = (const vt_index_query *[]){&b, &a}, .child_count = 2};
    const vt_index_query *both[] = {&ab, &ba};
    static const struct {
        vt_index_op op;
        size_t expected;
    } joints[] = {{VT_INDEX_AND, 1}, {VT_INDEX_OR, 3}, {VT_INDEX_NOT, 1}, {VT_INDEX_MAYBE, 2}, {VT_INDEX_FILTER, 1}};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        vt_index_query joint = {.op = joints[i].op, .children = both, .child_count = 2};
        vt_index_answer *answer;
        assert_int_equal(vt_index_docids(f->index, &joint, &answer, NULL), VT_OK);
        assert_int_equal(answer->docid_count, joints[i].expected);
        vt_index_release(answer);
    }
    vt_index_query odd = {.op = VT_INDEX_PHRASE, .children = both, .child_count = 2};
    vt_index_answer *answer;
    assert_int_equal(vt_index_docids(f->index, &odd, &answer, NULL), VT_ERR_ARGUMENT);
}

/* Of more positions than two bytes count, the rows are wider. */
static void a_document_may_have_very_many_positions(void **state) {
    enum { MANY = 40000 };
    static uint32_t a[MANY], b[MANY];
    fixture *f = *state;
    vt_error err;
    for (uint32_t i = 0; i < MANY; i++) a[i] = 3 * i + 1, b[i] = 3 * i + 2;
    const vt_index_term terms[] = {
        {VT_LITERAL("Q1"), 1, NULL, 0}, {VT_LITERAL("a"), MANY, a, MANY}, {VT_LITERAL("b"), MANY, b, MANY}};
    vt_index_document document = {VT_LITERAL("a b"), terms, 3, NULL, 0};
    assert_int_equal(vt_index_put(f->index, terms[0].text, &document, NULL), VT_OK);
    put(f, "Q2 a b");
    assert_count(f, "a b", 2);
    assert_count(f, "b a", 0);
    assert_int_equal(vt_index_check_positions(f->index, &err), VT_OK);
}

static void a_heap_that_was_cut_is_an_error(void **state) {
    fixture *f = *state;
    vt_error err = {0};
    uint64_t total;
    vt_index_answer *answer;
    put(f, "Q1 a b");
    put(f, "Q2 a b");
    assert_int_equal(vt_index_check_positions(f->index, &err), VT_OK);
    assert_int_equal(truncate(f->heap_path, 40), 0);
    vt_heap_close(f->heap);
    vt_index_close(f->index);
    const char *paths[] = {f->path};
    assert_int_equal(vt_heap_open(f->heap_path, VT_HEAP_READ, &f->heap, NULL), VT_OK);
    assert_int_equal(vt_index_open(paths, 1, f->heap, VT_INDEX_READ, &f->index, NULL), VT_OK);
    assert_int_equal(count(f, "a b", &total, &err), VT_ERR_ARCHIVE);
    assert_true(strlen(err.message) > 0);
    assert_int_equal(vt_index_check_positions(f->index, &err), VT_ERR_ARCHIVE);
    assert_int_equal(vt_index_fetch(f->index, VT_LITERAL("Q2"), &(vt_index_search){.with_data = true}, &answer, &err),
                     VT_ERR_ARCHIVE);
}

/* Whatever byte of the positions is another: an error or another count, and nothing read that is not theirs. */
static void damaged_bytes_do_no_harm(void **state) {
    fixture *f = *state;
    vt_error err;
    uint64_t total;
    put(f, "Q1 a b thongtu a b");
    vt_slice whole = vt_heap_get(f->heap, 0, 12 + 48);
    assert_non_null(whole.data);
    FILE *file = fopen(f->heap_path, "r+");
    assert_non_null(file);
    for (long at = 12; at < 12 + 48; at++) {
        int was = whole.data[at];
        for (int bit = 0; bit < 8; bit++) {
            assert_int_equal(fseek(file, at, SEEK_SET), 0);
            assert_int_not_equal(fputc(was ^ (1 << bit), file), EOF);
            assert_int_equal(fflush(file), 0);
            vt_code code = count(f, "a b thongtu", &total, &err);
            assert_true((code == VT_OK && total <= 1) || code == VT_ERR_ARCHIVE);
        }
        assert_int_equal(fseek(file, at, SEEK_SET), 0);
        assert_int_not_equal(fputc(was, file), EOF);
        assert_int_equal(fflush(file), 0);
    }
    fclose(file);
    assert_count(f, "a b thongtu", 1);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, index_set_up, index_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(gives_back_what_was_put),         TEST(goes_on_behind_what_is_there), TEST(what_is_no_heap_is_an_error),
        TEST(finds_words_in_a_row),  TEST(finds_rare_phrases_among_many),
        TEST(phrases_stand_anywhere),          TEST(a_document_may_have_very_many_positions),
        TEST(a_heap_that_was_cut_is_an_error), TEST(damaged_bytes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
