/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows that are found tier by tier are those that a look at every match finds, in the same order, from every offset;
 * and so is how many there are, whether they are asked of the writer or of a reader. In: a thousand documents of twelve
 * years, some without a date, some with a part of one.
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

#define RANGE(from, to)                                                                                                \
    &(const vt_index_query){.op = VT_INDEX_RANGE, .slot = DATE, .low = VT_LITERAL(from), .high = VT_LITERAL(to)}

enum { DATE = 1, DOCUMENTS = 1000, SAMPLES = 4, DEPTH = 10 };

typedef struct fixture {
    index_fixture *written;
    vt_index *index, *reader; /* of the same */
} fixture;

static void print_date(unsigned *seed, char date[16]) {
    unsigned year = 2012 + index_draw(seed, 12), month = index_draw(seed, 12) + 1, day = index_draw(seed, 28) + 1;
    int size = snprintf(date, 16, "%04u-%02u-%02u", year, month, day);
    static const int kept[] = {0, 4, 7};
    unsigned kind = index_draw(seed, 20);
    date[kind < COUNT(kept) ? kept[kind] : size] = '\0';
}

static void put(vt_index *index, unsigned number, unsigned *seed) {
    static const uint32_t positions[] = {1, 2, 3};
    char id[16], sample[4], type[4], date[16], year[8];
    print_date(seed, date);
    snprintf(id, sizeof id, "Q%u", number);
    snprintf(sample, sizeof sample, "U%u", index_draw(seed, SAMPLES));
    snprintf(type, sizeof type, "T%u", index_draw(seed, 3));
    snprintf(year, sizeof year, "Y%.4s", date);
    uint32_t weight = 1 + index_draw(seed, 3);
    bool turned = index_draw(seed, 3) == 0;
    vt_index_term terms[] = {{vt_slice_of(id), 0, NULL, 0},
                             {vt_slice_of(sample), 0, NULL, 0},
                             {vt_slice_of(type), 0, NULL, 0},
                             {VT_LITERAL("thi"), weight, &positions[turned], 1},
                             {VT_LITERAL("đua"), 1, &positions[!turned], 1},
                             {vt_slice_of(year), 0, NULL, 0}};
    vt_index_value value = {DATE, vt_slice_of(date)};
    vt_index_document document = {vt_slice_of(id), terms, COUNT(terms) - !*date, &value, 1};
    assert_int_equal(vt_index_add(index, &document, NULL), VT_OK);
}

static int set_up(void **state) {
    static fixture f;
    void *written;
    unsigned seed = 1;
    if (index_set_up(&written) != 0) return -1;
    *state = &f;
    f.written = written;
    f.index = f.written->index;
    const char *path = f.written->path;
    assert_int_equal(vt_index_begin(f.index, NULL), VT_OK);
    for (unsigned i = 0; i < DOCUMENTS; i++) put(f.index, i, &seed);
    assert_int_equal(vt_index_commit(f.index, NULL), VT_OK);
    assert_int_equal(vt_index_open(&path, 1, f.written->heap, VT_INDEX_READ, &f.reader, NULL), VT_OK);
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    void *written = f->written;
    vt_index_close(f->reader);
    return index_tear_down(&written);
}

static vt_index_answer *find(vt_index *index, const vt_index_query *query, const vt_index_search *search) {
    vt_index_answer *answer;
    assert_int_equal(vt_index_find(index, query, search, &answer, NULL), VT_OK);
    return answer;
}

/* exact: whether the total is known in spite of the depth. */
static void compare_with(vt_index *index, const vt_index_answer *all, const vt_index_query *query, bool sorted,
                         bool exact) {
    static const vt_slice samples[SAMPLES] = {VT_LITERAL_INIT("U0"), VT_LITERAL_INIT("U1"), VT_LITERAL_INIT("U2"),
                                              VT_LITERAL_INIT("U3")};
    vt_index_search tiered = {.limit = 7,
                              .depth = DEPTH,
                              .sorted = sorted,
                              .sort_slot = DATE,
                              .tiers = VT_LITERAL("Y"),
                              .samples = samples,
                              .sample_count = SAMPLES};
    size_t seen = 0;
    for (; tiered.offset < DOCUMENTS; tiered.offset += tiered.limit) {
        vt_index_answer *some = find(index, query, &tiered);
        for (size_t i = 0; i < some->row_count; i++, seen++) {
            assert_int_equal(some->rows[i].docid, all->rows[tiered.offset + i].docid);
            assert_true(fabs(some->rows[i].weight - all->rows[tiered.offset + i].weight) < 1e-9);
        }
        if (exact) assert_int_equal(some->total, all->total);
        assert_int_equal(some->total_is_exact, exact);
        vt_index_release(some);
    }
    assert_int_equal(seen, all->row_count);
}

static void compare(const fixture *f, const vt_index_query *query, bool sorted, bool exact) {
    vt_index_search plain = {.limit = DOCUMENTS, .depth = UINT32_MAX, .sorted = sorted, .sort_slot = DATE};
    vt_index_answer *all = find(f->index, query, &plain);
    assert_true(all->row_count > 3 * DEPTH);
    compare_with(f->index, all, query, sorted, exact);
    compare_with(f->reader, all, query, sorted, exact);
    vt_index_release(all);
}

static void what_has_no_weight_comes_by_date(void **state) {
    const fixture *f = *state;
    const vt_index_query *everything = &(const vt_index_query){.op = VT_INDEX_ALL};
    const vt_index_query *years = QUERY(VT_INDEX_EITHER, TERM("Y2014"), TERM("Y2015"), TERM("Y2020"));
    const vt_index_query *spring = QUERY(VT_INDEX_FILTER, TERM("Y2016"), RANGE("2016-02", "2016-06~"));
    compare(f, everything, false, true);
    compare(f, FILTER(TERM("T1")), false, true);
    compare(f, FILTER(years), false, true);
    compare(f, QUERY(VT_INDEX_NOT, everything, TERM("T1")), false, true);
    compare(f, QUERY(VT_INDEX_NOT, everything, years), false, true);
    compare(f, QUERY(VT_INDEX_AND, FILTER(TERM("T1")), FILTER(years)), false, true);
    compare(f, FILTER(QUERY(VT_INDEX_EITHER, spring, TERM("Y2019"))), false, true);
    compare(f, FILTER(QUERY(VT_INDEX_OR, TERM("T1"), TERM("Y2015"))), false, true);
}

static void words_are_sorted_by_date(void **state) {
    const fixture *f = *state;
    const vt_index_query *words = QUERY(VT_INDEX_AND, TERM("thi"), TERM("đua"));
    const vt_index_query *row = QUERY(VT_INDEX_PHRASE, TERM("thi"), TERM("đua"));
    compare(f, words, true, true);
    compare(f, QUERY(VT_INDEX_MAYBE, TERM("T2"), TERM("thi")), true, true);
    compare(f, QUERY(VT_INDEX_AND, words, FILTER(TERM("T0"))), true, true);
    compare(f, row, true, false);
    compare(f, QUERY(VT_INDEX_AND, row, FILTER(TERM("T0"))), true, false);
}

static void words_come_by_weight(void **state) {
    const fixture *f = *state;
    compare(f, TERM("thi"), false, true);
    compare(f, QUERY(VT_INDEX_PHRASE, TERM("thi"), TERM("đua")), false, false);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_has_no_weight_comes_by_date),
        cmocka_unit_test(words_are_sorted_by_date),
        cmocka_unit_test(words_come_by_weight),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
