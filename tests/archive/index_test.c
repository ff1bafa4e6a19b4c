/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shim by itself: what is put in is found, changes belong together, misuse is an error and no crash. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <pthread.h>
#include "base/slice.h"
#include "index_fixture.h"

#define S(text) VT_LITERAL(text)

typedef index_fixture fixture;

/* A document of words in a row, the first of them its unique term. */
static vt_code put(vt_index *index, const char *const *words, size_t count, const char *date) {
    vt_index_term terms[8];
    uint32_t positions[8];
    for (size_t i = 0; i < count; i++) {
        positions[i] = (uint32_t)i + 1;
        terms[i] = (vt_index_term){vt_slice_of(words[i]), 1, &positions[i], 1};
    }
    vt_index_value value = {1, vt_slice_of(date)};
    vt_index_document document = {vt_slice_of(words[0]), terms, count, &value, 1};
    return vt_index_put(index, vt_slice_of(words[0]), &document, NULL);
}

static void put_three(vt_index *index) {
    static const char *const a[] = {"Qa", "thi", "đua", "x"}, *const b[] = {"Qb", "thì", "dùa", "y"},
                             *const c[] = {"Qc", "đua", "thi"};
    assert_int_equal(put(index, a, 4, "2021"), VT_OK);
    assert_int_equal(put(index, b, 4, "2022"), VT_OK);
    assert_int_equal(put(index, c, 3, "2023"), VT_OK);
}

static vt_index_query term(const char *text) {
    return (vt_index_query){.op = VT_INDEX_TERM, .term = vt_slice_of(text)};
}

/* The data of all that match, best first, without its Q: "ab". */
static void assert_found(vt_index *index, const vt_index_query *query, const char *expected) {
    static const vt_index_search all = {
        .limit = 10, .depth = UINT32_MAX, .with_data = true, .sorted = true, .ascending = true, .sort_slot = 1};
    vt_index_answer *answer;
    char found[16] = "";
    assert_int_equal(vt_index_find(index, query, &all, &answer, NULL), VT_OK);
    assert_true(answer->row_count < sizeof found);
    for (size_t i = 0; i < answer->row_count; i++) found[i] = answer->rows[i].data.data[1];
    assert_string_equal(found, expected);
    assert_int_equal(answer->total, strlen(expected));
    assert_true(answer->total_is_exact);
    vt_index_release(answer);
}

static void assert_joined(vt_index *index, vt_index_op op, const vt_index_query *const *children, size_t count,
                          const char *expected) {
    vt_index_query query = {.op = op, .children = children, .child_count = count};
    assert_found(index, &query, expected);
}

static void finds_by_every_kind_of_query(void **state) {
    vt_index *index = ((fixture *)*state)->index;
    put_three(index);
    vt_index_query thi = term("thi"), thii = term("thì"), dua = term("đua"), duaa = term("dùa");
    vt_index_query all = {.op = VT_INDEX_ALL}, none = {.op = VT_INDEX_NONE};
    assert_found(index, &thi, "ac");
    assert_found(index, &all, "abc");
    assert_found(index, &none, "");
    assert_joined(index, VT_INDEX_AND, (const vt_index_query *[]){&thi, &dua}, 2, "ac");
    assert_joined(index, VT_INDEX_OR, (const vt_index_query *[]){&thi, &thii}, 2, "abc");
    assert_joined(index, VT_INDEX_NOT, (const vt_index_query *[]){&all, &dua, &none}, 3, "b");
    assert_joined(index, VT_INDEX_PHRASE, (const vt_index_query *[]){&thi, &dua}, 2, "a");
    vt_index_query first = {.op = VT_INDEX_OR, .children = (const vt_index_query *[]){&thi, &thii}, .child_count = 2};
    vt_index_query second = {.op = VT_INDEX_OR, .children = (const vt_index_query *[]){&dua, &duaa}, .child_count = 2};
    assert_joined(index, VT_INDEX_PHRASE, (const vt_index_query *[]){&first, &second}, 2, "ab");
    vt_index_query filter = {.op = VT_INDEX_WEIGHTED, .children = (const vt_index_query *[]){&thi}, .child_count = 1};
    assert_found(index, &filter, "ac");
}

static void finds_by_range(void **state) {
    vt_index *index = ((fixture *)*state)->index;
    static const char *const undated[] = {"Qd", "thi"};
    put_three(index);
    assert_int_equal(put(index, undated, 2, ""), VT_OK);
    vt_index_query range = {.op = VT_INDEX_RANGE, .slot = 1, .low = S("2021"), .high = S("2022")};
    assert_found(index, &range, "ab");
    range.high.size = 0;
    assert_found(index, &range, "abc");
    range = (vt_index_query){.op = VT_INDEX_RANGE, .slot = 1, .high = S("2021")};
    assert_found(index, &range, "a");
    range.high.size = 0;
    assert_found(index, &range, "abc");
}

static void a_put_replaces(void **state) {
    vt_index *index = ((fixture *)*state)->index;
    static const char *const fresh[] = {"Qa", "mới"};
    put_three(index);
    assert_int_equal(put(index, fresh, 2, "2024"), VT_OK);
    uint64_t count;
    assert_int_equal(vt_index_count(index, &count, NULL), VT_OK);
    assert_int_equal(count, 3);
    vt_index_query thi = term("thi"), now = term("mới");
    assert_found(index, &thi, "c");
    assert_found(index, &now, "a");
    assert_int_equal(vt_index_delete(index, S("Qa"), NULL), VT_OK);
    assert_int_equal(vt_index_delete(index, S("Qa"), NULL), VT_OK);
    assert_found(index, &now, "");
}

static void amends_in_place(void **state) {
    vt_index *index = ((fixture *)*state)->index;
    put_three(index);
    const vt_slice added = S("P/x"), dropped = S("thi");
    vt_index_value value = {1, S("2030")};
    vt_index_change change = {&added, &dropped, 1, 1, &value, 1};
    assert_int_equal(vt_index_amend(index, S("Qa"), &change, NULL), VT_OK);
    vt_error err;
    assert_int_equal(vt_index_amend(index, S("Qz"), &change, &err), VT_ERR_NOT_FOUND);
    vt_index_query path = term("P/x"), thi = term("thi"), dua = term("đua");
    assert_found(index, &path, "a");
    assert_found(index, &thi, "c");
    assert_found(index, &dua, "ca");
}

static void what_is_cancelled_never_was(void **state) {
    fixture *f = *state;
    static const char *const late[] = {"Qz", "muộn"};
    assert_int_equal(vt_index_begin(f->index, NULL), VT_OK);
    put_three(f->index);
    assert_int_equal(vt_index_commit(f->index, NULL), VT_OK);
    assert_int_equal(vt_index_begin(f->index, NULL), VT_OK);
    assert_int_equal(put(f->index, late, 2, "2024"), VT_OK);
    assert_int_equal(vt_index_cancel(f->index, NULL), VT_OK);
    assert_int_equal(vt_index_begin(f->index, NULL), VT_OK);
    assert_int_equal(put(f->index, late, 2, "2024"), VT_OK);
    vt_index_close(f->index);
    f->index = NULL;
    const char *paths[] = {f->path};
    assert_int_equal(vt_index_open(paths, 1, f->heap, VT_INDEX_READ, &f->index, NULL), VT_OK);
    uint64_t count;
    assert_int_equal(vt_index_count(f->index, &count, NULL), VT_OK);
    assert_int_equal(count, 3);
}

static void a_reader_keeps_up(void **state) {
    fixture *f = *state;
    const char *paths[] = {f->path};
    vt_index *reader;
    uint64_t count;
    assert_int_equal(vt_index_open(paths, 1, f->heap, VT_INDEX_READ, &reader, NULL), VT_OK);
    for (int round = 0; round < 20; round++) {
        assert_int_equal(vt_index_begin(f->index, NULL), VT_OK);
        put_three(f->index);
        assert_int_equal(vt_index_commit(f->index, NULL), VT_OK);
        vt_index_query thi = term("thi");
        if (round % 3 == 0) assert_int_equal(vt_index_refresh(reader, NULL, NULL), VT_OK);
        assert_found(reader, &thi, "ac");
    }
    assert_int_equal(vt_index_refresh(reader, NULL, NULL), VT_OK);
    assert_int_equal(vt_index_count(reader, &count, NULL), VT_OK);
    assert_int_equal(count, 3);
    vt_index_close(reader);
}

static void lists_terms_and_counts_values(void **state) {
    vt_index *index = ((fixture *)*state)->index;
    put_three(index);
    vt_index_answer *answer;
    assert_int_equal(vt_index_terms(index, S("Q"), S("R"), 2, &answer, NULL), VT_OK);
    assert_int_equal(answer->term_count, 2);
    assert_true(vt_slice_is(answer->terms[0].term, "Qa"));
    assert_int_equal(answer->terms[1].documents, 1);
    vt_index_release(answer);

    const uint32_t slots[] = {1};
    vt_index_search search = {.depth = UINT32_MAX, .facet_slots = slots, .facet_slot_count = 1};
    vt_index_query thi = term("thi");
    assert_int_equal(vt_index_find(index, &thi, &search, &answer, NULL), VT_OK);
    assert_int_equal(answer->facet_count, 2);
    assert_true(vt_slice_is(answer->facets[1].value, "2023"));
    assert_int_equal(answer->facets[1].count, 1);
    vt_index_release(answer);
    vt_index_release(NULL);
}

/* The first half of the documents has the phrase "thi đua", the others its words in the wrong order. Each stands in one
 * of four samples. */
static void put_many(vt_index *index, int count) {
    assert_int_equal(vt_index_begin(index, NULL), VT_OK);
    for (int i = 0; i < count; i++) {
        char name[16], sample[] = {'U', (char)('0' + i % 4), '\0'};
        snprintf(name, sizeof name, "Q%d", i);
        bool phrase = i < count / 2;
        const char *words[] = {name, phrase ? "thi" : "đua", phrase ? "đua" : "thi", sample};
        assert_int_equal(put(index, words, 4, i % 8 ? "2021" : "2022"), VT_OK);
    }
    assert_int_equal(vt_index_commit(index, NULL), VT_OK);
}

static vt_index_answer *find_phrase(vt_index *index, uint32_t depth) {
    static const uint32_t slots[] = {1};
    const vt_slice samples[] = {S("U0"), S("U1"), S("U2"), S("U3")};
    vt_index_search search = {.limit = 3, .depth = depth, .facet_slots = slots, .facet_slot_count = 1,
                              .samples = samples, .sample_count = COUNT(samples)};
    vt_index_query thi = term("thi"), dua = term("đua");
    vt_index_query phrase = {
        .op = VT_INDEX_PHRASE, .children = (const vt_index_query *[]){&thi, &dua}, .child_count = 2};
    vt_index_answer *answer;
    assert_int_equal(vt_index_find(index, &phrase, &search, &answer, NULL), VT_OK);
    assert_int_equal(answer->row_count, 3);
    assert_int_equal(answer->total, 2000);
    return answer;
}

/* Phrases are what the index itself cannot guess. */
static void estimates_what_it_does_not_count(void **state) {
    vt_index *index = ((fixture *)*state)->index;
    put_many(index, 4000);
    vt_index_answer *answer = find_phrase(index, UINT32_MAX);
    assert_true(answer->total_is_exact);
    assert_int_equal(answer->counted, 2000);
    assert_int_equal(answer->facets[1].count, 250);
    vt_index_release(answer);
    /* Fewer than the depth, as is only known at the end: the words stand in more documents. */
    answer = find_phrase(index, 3000);
    assert_true(answer->total_is_exact);
    assert_int_equal(answer->counted, 2000);
    assert_int_equal(answer->facets[1].count, 250);
    vt_index_release(answer);
    answer = find_phrase(index, 10);
    assert_false(answer->total_is_exact);
    assert_int_equal(answer->counted, 500);
    assert_int_equal(answer->facets[1].count, 250);
    vt_index_release(answer);
}

static void fetches_one(void **state) {
    vt_index *index = ((fixture *)*state)->index;
    put_three(index);
    const uint32_t slots[] = {1, 7};
    vt_index_search search = {.with_data = true, .value_slots = slots, .value_slot_count = COUNT(slots)};
    vt_index_answer *answer;
    assert_int_equal(vt_index_fetch(index, S("Qb"), &search, &answer, NULL), VT_OK);
    assert_int_equal(answer->row_count, 1);
    assert_true(vt_slice_is(answer->rows[0].data, "Qb"));
    assert_true(vt_slice_is(answer->rows[0].values[0], "2022"));
    assert_int_equal(answer->rows[0].values[1].size, 0);
    vt_index_release(answer);
    assert_int_equal(vt_index_fetch(index, S("Qz"), &search, &answer, NULL), VT_OK);
    assert_int_equal(answer->row_count, 0);
    vt_index_release(answer);
}

static void goes_over_all_that_match(void **state) {
    static const vt_index_search wanted = {.with_data = true};
    vt_index *index = ((fixture *)*state)->index;
    vt_index_query dua = term("đua");
    vt_index_answer *found, *row;
    put_three(index);
    assert_int_equal(vt_index_docids(index, &dua, &found, NULL), VT_OK);
    assert_int_equal(found->docid_count, 2);
    assert_true(found->docids[0] < found->docids[1]);
    assert_int_equal(vt_index_delete(index, S("Qa"), NULL), VT_OK);
    assert_int_equal(vt_index_rows_of(index, found->docids, 2, &wanted, &row, NULL), VT_OK);
    assert_int_equal(row->row_count, 1);
    assert_int_equal(row->rows[0].docid, found->docids[1]);
    assert_true(vt_slice_is(row->rows[0].data, "Qc"));
    vt_index_release(row);
    vt_index_release(found);
}

/* Values are read along; a docid that goes back starts anew. */
static void rows_have_the_values_of_their_documents(void **state) {
    static const uint32_t slots[] = {1, 2};
    static const vt_index_search wanted = {.with_data = true, .value_slots = slots, .value_slot_count = 2};
    vt_index *index = ((fixture *)*state)->index;
    const char *const a[] = {"Qa"}, *const b[] = {"Qb"}, *const c[] = {"Qc"};
    vt_index_query all = {.op = VT_INDEX_ALL};
    vt_index_answer *found, *rows;
    assert_int_equal(put(index, a, 1, "2021"), VT_OK);
    assert_int_equal(put(index, b, 1, ""), VT_OK);
    assert_int_equal(put(index, c, 1, "2023"), VT_OK);
    assert_int_equal(vt_index_docids(index, &all, &found, NULL), VT_OK);
    const uint32_t docids[] = {found->docids[1], found->docids[2], found->docids[0], found->docids[0]};
    assert_int_equal(vt_index_rows_of(index, docids, 4, &wanted, &rows, NULL), VT_OK);
    assert_int_equal(rows->row_count, 4);
    static const char *const years[] = {"", "2023", "2021", "2021"};
    for (size_t i = 0; i < 4; i++) {
        assert_true(vt_slice_is(rows->rows[i].values[0], years[i]));
        assert_int_equal(rows->rows[i].values[1].size, 0);
    }
    vt_index_release(rows);
    vt_index_release(found);
}

static void a_later_page_has_its_documents(void **state) {
    vt_index *index = ((fixture *)*state)->index;
    vt_index_query word = term("x");
    vt_index_answer *answer;
    for (int i = 0; i < 500; i++) {
        char id[8];
        snprintf(id, sizeof id, "Q%03d", i);
        const char *const words[] = {id, "x"};
        assert_int_equal(put(index, words, 2, id), VT_OK);
    }
    vt_index_search wanted = {
        .offset = 400, .limit = 3, .with_data = true, .sorted = true, .ascending = true, .sort_slot = 1};
    assert_int_equal(vt_index_find(index, &word, &wanted, &answer, NULL), VT_OK);
    assert_int_equal(answer->row_count, 3);
    assert_true(vt_slice_is(answer->rows[0].data, "Q400"));
    vt_index_release(answer);
}

/* A segment of one document: its words, the first of them its unique term. */
static void make_segment(const char *path, vt_heap *heap, const char *const *words, size_t count) {
    const char *paths[] = {path};
    vt_index *segment;
    assert_int_equal(vt_index_open(paths, 1, heap, VT_INDEX_SEGMENT, &segment, NULL), VT_OK);
    assert_int_equal(vt_index_begin(segment, NULL), VT_OK);
    assert_int_equal(put(segment, words, count, "2021"), VT_OK);
    assert_int_equal(vt_index_commit(segment, NULL), VT_OK);
    vt_index_close(segment);
}

static void merges_segments_in_their_order(void **state) {
    fixture *f = *state;
    static const char *const a[] = {"Qa", "thi"}, *const b[] = {"Qb", "thi"};
    char first[600], second[600], merged[600];
    snprintf(first, sizeof first, "%s/db-2", f->folder);
    snprintf(second, sizeof second, "%s/db-3", f->folder);
    snprintf(merged, sizeof merged, "%s/db-4", f->folder);
    make_segment(first, f->heap, a, 2);
    make_segment(second, f->heap, b, 2);
    const char *segments[] = {second, first}, *target[] = {merged}, *nowhere[] = {"/nowhere"};
    assert_int_equal(vt_index_merge(segments, 2, merged, NULL), VT_OK);
    vt_index *index;
    assert_int_equal(vt_index_open(target, 1, f->heap, VT_INDEX_READ, &index, NULL), VT_OK);
    vt_index_query all = {.op = VT_INDEX_ALL};
    vt_index_answer *found, *row;
    assert_int_equal(vt_index_docids(index, &all, &found, NULL), VT_OK);
    assert_int_equal(found->docid_count, 2);
    assert_int_equal(vt_index_rows_of(index, found->docids, 1, &(vt_index_search){.with_data = true}, &row, NULL),
                     VT_OK);
    assert_true(vt_slice_is(row->rows[0].data, "Qb"));
    vt_index_release(row);
    vt_index_release(found);
    vt_index_close(index);
    assert_int_equal(vt_index_merge(nowhere, 1, first, NULL), VT_ERR_ARCHIVE);
}

static void misuse_is_an_error(void **state) {
    fixture *f = *state;
    const char *paths[] = {f->path, f->path}, *nowhere[] = {"/nowhere/db-1"};
    vt_index *other;
    vt_error err = {0};
    assert_int_equal(vt_index_open(paths, 1, f->heap, VT_INDEX_WRITE, &other, &err), VT_ERR_LOCKED);
    assert_null(other);
    assert_int_equal(vt_index_open(paths, 2, f->heap, VT_INDEX_WRITE, &other, &err), VT_ERR_ARGUMENT);
    assert_int_equal(vt_index_open(nowhere, 1, f->heap, VT_INDEX_READ, &other, &err), VT_ERR_ARCHIVE);
    assert_true(strlen(err.message) > 0);
    char long_term[300];
    memset(long_term, 'x', sizeof long_term);
    vt_index_term too_long = {{long_term, sizeof long_term}, 1, NULL, 0};
    vt_index_document document = {S("data"), &too_long, 1, NULL, 0};
    assert_int_equal(vt_index_put(f->index, S("Qa"), &document, &err), VT_ERR_ARGUMENT);
    static const char zeros[VT_INDEX_TERM_MAX / 2 + 1]; /* each counts double */
    too_long.text = (vt_slice){zeros, sizeof zeros};
    assert_int_equal(vt_index_put(f->index, too_long.text, &document, &err), VT_ERR_ARGUMENT);
    static const vt_index_op first[] = {VT_INDEX_MAYBE, VT_INDEX_FILTER, VT_INDEX_NOT, VT_INDEX_WEIGHTED};
    for (size_t i = 0; i < COUNT(first); i++) {
        vt_index_query childless = {.op = first[i]};
        vt_index_answer *answer;
        assert_int_equal(vt_index_docids(f->index, &childless, &answer, &err), VT_ERR_ARGUMENT);
        assert_null(answer);
    }
    assert_int_not_equal(vt_index_commit(f->index, &err), VT_OK);
    vt_index_close(NULL);
}

/* What one thread sees of the index, which it has opened for itself. */
typedef struct onlooker {
    const char *path, *heap_path;
    pthread_t thread;
    bool ok;
} onlooker;

static void *look_often(void *context) {
    onlooker *own = context;
    static const vt_index_op ops[] = {VT_INDEX_ALL, VT_INDEX_NONE};
    vt_heap *heap = NULL;
    vt_index *index = NULL;
    own->ok = vt_heap_open(own->heap_path, VT_HEAP_READ, &heap, NULL) == VT_OK &&
              vt_index_open(&own->path, 1, heap, VT_INDEX_READ, &index, NULL) == VT_OK;
    for (int i = 0; own->ok && i < 20000; i++) {
        vt_index_query query = {.op = ops[i % COUNT(ops)]};
        vt_index_answer *answer;
        own->ok = vt_index_docids(index, &query, &answer, NULL) == VT_OK && answer->docid_count == (i % 2 ? 0 : 3);
        vt_index_release(answer);
    }
    vt_index_close(index);
    vt_heap_close(heap);
    return NULL;
}

/* Xapian's ready-made queries are counted references that all threads would share. */
static void threads_share_nothing(void **state) {
    fixture *f = *state;
    onlooker all[8];
    char heap[512];
    snprintf(heap, sizeof heap, "%s/heap-1", f->folder);
    assert_int_equal(vt_index_begin(f->index, NULL), VT_OK);
    put_three(f->index);
    assert_int_equal(vt_index_commit(f->index, NULL), VT_OK);
    for (size_t i = 0; i < COUNT(all); i++) {
        all[i] = (onlooker){.path = f->path, .heap_path = heap};
        assert_int_equal(pthread_create(&all[i].thread, NULL, look_often, &all[i]), 0);
    }
    for (size_t i = 0; i < COUNT(all); i++) assert_int_equal(pthread_join(all[i].thread, NULL), 0);
    for (size_t i = 0; i < COUNT(all); i++) assert_true(all[i].ok);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, index_set_up, index_tear_down)
    const struct CMUnitTest tests[] = {TEST(finds_by_every_kind_of_query),
                                       TEST(finds_by_range),
                                       TEST(a_put_replaces),
                                       TEST(amends_in_place),
                                       TEST(what_is_cancelled_never_was),
                                       TEST(a_reader_keeps_up),
                                       TEST(lists_terms_and_counts_values),
                                       TEST(estimates_what_it_does_not_count),
                                       TEST(fetches_one),
                                       TEST(goes_over_all_that_match),
                                       TEST(rows_have_the_values_of_their_documents),
                                       TEST(a_later_page_has_its_documents),
                                       TEST(merges_segments_in_their_order),
                                       TEST(threads_share_nothing),
                                       TEST(misuse_is_an_error)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
