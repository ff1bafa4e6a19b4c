/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a reader finds of common words by their arrays is what a writer, which has none, finds by Xapian's lists: the same
 * documents in the same order with the same weights, and as many. In: two thousand documents with words from one that
 * all have to one that few have, in one database and, half by half, in two.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include "base/slice.h"
#include "index_fixture.h"

enum { NUMBER = 1, DOCUMENTS = 2000, SAMPLES = 4, DEPTH = 10 };

static const struct {
    const char *term;
    unsigned percent; /* of the documents */
} words[] = {{"kế", 100}, {"hoạch", 90}, {"năm", 60}, {"thi", 20}, {"lụt", 2}};

typedef struct fixture {
    index_fixture *written; /* all, as the writer sees them */
    vt_index *one, *two;    /* the readers of one database, and of two */
} fixture;

static void put(vt_index *index, unsigned number) {
    static const uint32_t places[] = {1, 2, 3};
    unsigned seed = number;
    char id[16], order[16], sample[4];
    vt_index_term terms[COUNT(words) + 2];
    size_t count = 0;
    index_draw(&seed, 2);
    snprintf(id, sizeof id, "Q%u", number);
    snprintf(order, sizeof order, "%06u", number);
    snprintf(sample, sizeof sample, "U%u", index_draw(&seed, SAMPLES));
    terms[count++] = (vt_index_term){vt_slice_of(id), 0, NULL, 0};
    terms[count++] = (vt_index_term){vt_slice_of(sample), 0, NULL, 0};
    bool turned = index_draw(&seed, 3) == 0;
    for (size_t i = 0; i < COUNT(words); i++) {
        bool has = index_draw(&seed, 100) < words[i].percent;
        uint32_t times = 1 + index_draw(&seed, index_draw(&seed, 10) ? 9 : 70000);
        const uint32_t *place = i < 2 ? &places[i ^ turned] : &places[2];
        if (has) terms[count++] = (vt_index_term){vt_slice_of(words[i].term), times, place, 1};
    }
    vt_index_value value = {NUMBER, vt_slice_of(order)};
    vt_index_document document = {vt_slice_of(order), terms, count, &value, 1};
    assert_int_equal(vt_index_add(index, &document, NULL), VT_OK);
}

static void fill(vt_index *index, unsigned from, unsigned to) {
    assert_int_equal(vt_index_begin(index, NULL), VT_OK);
    for (unsigned i = from; i < to; i++) put(index, i);
    assert_int_equal(vt_index_commit(index, NULL), VT_OK);
}

static void fill_half(const index_fixture *f, const char *path, unsigned from, unsigned to) {
    vt_index *half;
    assert_int_equal(vt_index_open(&path, 1, f->heap, VT_INDEX_CREATE, &half, NULL), VT_OK);
    fill(half, from, to);
    vt_index_close(half);
}

static int set_up(void **state) {
    static fixture f;
    void *written;
    char second[600], third[600];
    if (index_set_up(&written) != 0) return -1;
    f.written = written;
    *state = &f;
    fill(f.written->index, 0, DOCUMENTS);
    snprintf(second, sizeof second, "%s/db-2", f.written->folder);
    snprintf(third, sizeof third, "%s/db-3", f.written->folder);
    fill_half(f.written, second, 0, DOCUMENTS / 2);
    fill_half(f.written, third, DOCUMENTS / 2, DOCUMENTS);
    const char *all = f.written->path, *halves[] = {second, third};
    assert_int_equal(vt_index_open(&all, 1, f.written->heap, VT_INDEX_READ, &f.one, NULL), VT_OK);
    assert_int_equal(vt_index_open(halves, 2, f.written->heap, VT_INDEX_READ, &f.two, NULL), VT_OK);
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    void *written = f->written;
    vt_index_close(f->one);
    vt_index_close(f->two);
    return index_tear_down(&written);
}

static vt_index_answer *find(vt_index *index, const vt_index_query *query, uint32_t limit, bool sampled) {
    static const vt_slice samples[SAMPLES] = {VT_LITERAL_INIT("U0"), VT_LITERAL_INIT("U1"), VT_LITERAL_INIT("U2"),
                                              VT_LITERAL_INIT("U3")};
    vt_index_answer *answer;
    vt_index_search search = {.limit = limit, .depth = sampled ? DEPTH : UINT32_MAX, .sort_slot = NUMBER,
                              .samples = samples, .sample_count = sampled ? SAMPLES : 0, .with_data = true};
    assert_int_equal(vt_index_find(index, query, &search, &answer, NULL), VT_OK);
    return answer;
}

static void compare_rows(const vt_index_answer *expected, const vt_index_answer *found, size_t count) {
    assert_true(expected->row_count >= count && found->row_count == count);
    for (size_t i = 0; i < count; i++) {
        assert_true(vt_slice_equal(found->rows[i].data, expected->rows[i].data));
        assert_true(fabs(found->rows[i].weight - expected->rows[i].weight) < 1e-9);
    }
}

/* exact: the total must be known in spite of the depth. */
static void compare(const fixture *f, const vt_index_query *query, bool exact) {
    enum { PAGE = 10 };
    vt_index *const readers[] = {f->one, f->two};
    vt_index_answer *expected = find(f->written->index, query, DOCUMENTS, false);
    assert_true(expected->row_count > 3 * PAGE);
    for (size_t i = 0; i < COUNT(readers); i++) {
        vt_index_answer *all = find(readers[i], query, DOCUMENTS, false);
        compare_rows(expected, all, expected->row_count);
        assert_int_equal(all->total, expected->total);
        vt_index_answer *page = find(readers[i], query, PAGE, true);
        compare_rows(expected, page, PAGE);
        assert_true(page->total_is_exact || !exact);
        if (page->total_is_exact) assert_int_equal(page->total, expected->total);
        vt_index_release(page);
        vt_index_release(all);
    }
    vt_index_release(expected);
}

static void words_weigh_what_they_do_in_xapian(void **state) {
    const fixture *f = *state;
    const vt_index_query *common = QUERY(VT_INDEX_AND, TERM("kế"), TERM("hoạch"), TERM("năm"));
    compare(f, TERM("kế"), true);
    compare(f, TERM("thi"), true);
    compare(f, common, true);
    compare(f, QUERY(VT_INDEX_AND, TERM("hoạch"), TERM("hoạch")), true);
    compare(f, QUERY(VT_INDEX_MAYBE, common, TERM("thi"), TERM("lụt")), true);
    compare(f, QUERY(VT_INDEX_AND, common, TERM("thi")), true);
    compare(f, QUERY(VT_INDEX_AND, TERM("kế"), FILTER(TERM("năm"))), false);
    compare(f, QUERY(VT_INDEX_FILTER, common, TERM("hoạch")), false);
    compare(f, QUERY(VT_INDEX_NOT, common, TERM("thi")), false);
    compare(f, QUERY(VT_INDEX_AND, TERM("kế"), QUERY(VT_INDEX_OR, TERM("thi"), TERM("năm"))), false);
}

/* Xapian rounds at each of more than two, and so would weigh by a document more or fewer. */
static void what_may_be_any_of_several_is_one_word(void **state) {
    const fixture *f = *state;
    const vt_index_query *either = QUERY(VT_INDEX_SYNONYM, TERM("năm"), TERM("thi"));
    compare(f, either, true);
    compare(f, QUERY(VT_INDEX_AND, either, TERM("hoạch")), true);
    compare(f, QUERY(VT_INDEX_MAYBE, QUERY(VT_INDEX_AND, either, TERM("kế")), TERM("thi")), true);
    compare(f, QUERY(VT_INDEX_AND, either, QUERY(VT_INDEX_SYNONYM, TERM("hoạch"), TERM("lụt"))), true);
    compare(f, QUERY(VT_INDEX_SYNONYM, TERM("kế"), TERM("kệ")), true);
}

static void rare_words_are_left_to_their_lists(void **state) {
    const fixture *f = *state;
    compare(f, QUERY(VT_INDEX_AND, TERM("kế"), TERM("lụt")), false);
    compare(f, QUERY(VT_INDEX_OR, TERM("thi"), TERM("lụt")), false);
}

static void phrases_are_looked_for_behind_their_words(void **state) {
    const fixture *f = *state;
    const vt_index_query *row = QUERY(VT_INDEX_PHRASE, TERM("kế"), TERM("hoạch"));
    compare(f, row, false);
    compare(f, QUERY(VT_INDEX_AND, row, TERM("năm")), false);
}

static void what_has_changed_is_read_anew(void **state) {
    fixture *f = *state;
    vt_index *only = f->one;
    bool changed;
    compare(f, TERM("năm"), true);
    assert_int_equal(vt_index_begin(f->written->index, NULL), VT_OK);
    for (unsigned i = 0; i < DOCUMENTS; i += 3) {
        char id[16];
        snprintf(id, sizeof id, "Q%u", i);
        assert_int_equal(vt_index_delete(f->written->index, vt_slice_of(id), NULL), VT_OK);
    }
    assert_int_equal(vt_index_commit(f->written->index, NULL), VT_OK);
    assert_int_equal(vt_index_refresh(only, &changed, NULL), VT_OK);
    assert_true(changed);
    vt_index_answer *expected = find(f->written->index, TERM("năm"), DOCUMENTS, false);
    vt_index_answer *found = find(only, TERM("năm"), DOCUMENTS, false);
    assert_true(expected->row_count < DOCUMENTS / 2);
    compare_rows(expected, found, expected->row_count);
    vt_index_release(found);
    vt_index_release(expected);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_weigh_what_they_do_in_xapian),
        cmocka_unit_test(what_may_be_any_of_several_is_one_word),
        cmocka_unit_test(rare_words_are_left_to_their_lists),
        cmocka_unit_test(phrases_are_looked_for_behind_their_words),
        cmocka_unit_test(what_has_changed_is_read_anew),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
