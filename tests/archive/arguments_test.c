/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public functions of an archive with NULL for all that may be NULL: they work, and they fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <vanthu/archive.h>
#include <vanthu/export.h>
#include <vanthu/journal.h>
#include <vanthu/keep.h>
#include <vanthu/references.h>
#include <vanthu/similar.h>
#include "scratch.h"

static const char none[] = "0123456789abcdef"; /* no record's id begins with it */

typedef struct fixture {
    char *folder;
    char path[512];
    vt_archive *archive;
    char id[65];
} fixture;

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    vt_hits *hits;
    *state = f;
    f->folder = scratch_make();
    snprintf(f->path, sizeof f->path, "%s/archive", f->folder);
    assert_int_equal(vt_archive_open(f->path, VT_ARCHIVE_WRITE, &f->archive, NULL), VT_OK);
    assert_int_equal(vt_archive_index(f->archive, (const char *[]){CORPUS}, 1, NULL, NULL, NULL), VT_OK);
    assert_int_equal(vt_archive_search(f->archive, "type:KH", NULL, &hits, NULL), VT_OK);
    assert_true(hits->count > 1);
    snprintf(f->id, sizeof f->id, "%s", hits->items[0].id);
    vt_hits_free(hits);
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    vt_archive_close(f->archive);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static bool count_bytes(void *context, const char *bytes, size_t size) {
    (void)bytes;
    *(size_t *)context += size;
    return true;
}

static void nothing_can_be_freed(void **state) {
    (void)state;
    vt_archive_close(NULL);
    vt_hits_free(NULL);
    vt_record_free(NULL);
    vt_similar_list_free(NULL);
    vt_cited_by_free(NULL);
    vt_graph_free(NULL);
    vt_stats_free(NULL);
    vt_journal_list_free(NULL);
    vt_review_list_free(NULL);
}

static void nobody_asks_for_a_summary(void **state) {
    fixture *f = *state;
    const char *gone[] = {"/nowhere/at/all"};
    uint64_t count;
    assert_int_equal(vt_archive_index(f->archive, gone, 1, NULL, NULL, NULL), VT_OK);
    assert_int_equal(vt_archive_index(f->archive, NULL, 0, NULL, NULL, NULL), VT_OK);
    assert_int_equal(vt_archive_count(f->archive, &count, NULL), VT_OK);
    vt_archive_close(f->archive);
    assert_int_equal(vt_archive_rebuild(f->path, 0, NULL, NULL, NULL), VT_OK);
    assert_int_equal(vt_archive_rebuild("/nowhere", 0, NULL, NULL, NULL), VT_ERR_ARCHIVE);
    assert_int_equal(vt_archive_open("/nowhere", VT_ARCHIVE_READ, &f->archive, NULL), VT_ERR_ARCHIVE);
    assert_int_equal(vt_archive_open(f->path, VT_ARCHIVE_WRITE, &f->archive, NULL), VT_OK);
    uint64_t again;
    assert_int_equal(vt_archive_count(f->archive, &again, NULL), VT_OK);
    assert_int_equal(again, count);
}

static void searching_and_suggesting(void **state) {
    fixture *f = *state;
    vt_hits *hits;
    size_t bytes = 0;
    const vt_output output = {count_bytes, &bytes};
    assert_int_equal(vt_archive_search(f->archive, "hoachj", NULL, &hits, NULL), VT_OK);
    assert_int_equal(hits->count, 0);
    assert_non_null(hits->suggestion);
    assert_int_equal(vt_write_hits_json(hits, NULL, false, &output, NULL), VT_OK);
    assert_true(bytes > 0);
    vt_hits_free(hits);
    assert_int_equal(vt_archive_search(f->archive, "", NULL, &hits, NULL), VT_OK);
    vt_hits_free(hits);
    assert_int_equal(vt_archive_search(f->archive, "(", NULL, &hits, NULL), VT_ERR_QUERY);
    assert_null(hits);
}

static void what_is_similar(void **state) {
    fixture *f = *state;
    vt_similar_list *list;
    size_t bytes = 0;
    const vt_output output = {count_bytes, &bytes};
    assert_int_equal(vt_archive_similar(f->archive, f->id, 0, &list, NULL), VT_OK);
    assert_true(list->count > 0);
    assert_int_equal(vt_write_similar_json(list, true, &output, NULL), VT_OK);
    assert_true(bytes > 0);
    vt_similar_list_free(list);
    assert_int_equal(vt_archive_similar(f->archive, none, 0, &list, NULL), VT_ERR_NOT_FOUND);
    assert_null(list);
    assert_int_equal(vt_archive_similar(f->archive, "", 0, &list, NULL), VT_ERR_ARGUMENT);
    assert_null(list);
}

static void records_and_lists(void **state) {
    fixture *f = *state;
    vt_record *record;
    vt_cited_by *cited_by;
    vt_graph *graph;
    vt_stats *stats;
    vt_journal_list *journal;
    vt_review_list *review;
    assert_int_equal(vt_archive_show(f->archive, none, &record, NULL), VT_ERR_NOT_FOUND);
    assert_null(record);
    assert_int_equal(vt_archive_cited_by(f->archive, "Luật Giáo dục", NULL, &cited_by, NULL), VT_OK);
    vt_cited_by_free(cited_by);
    assert_int_equal(vt_archive_graph(f->archive, NULL, 0, &graph, NULL), VT_OK);
    vt_graph_free(graph);
    assert_int_equal(vt_archive_stats(f->archive, &stats, NULL), VT_OK);
    assert_true(stats->records > 1);
    vt_stats_free(stats);
    assert_int_equal(vt_archive_journal(f->archive, NULL, &journal, NULL), VT_OK);
    vt_journal_list_free(journal);
    assert_int_equal(vt_archive_review(f->archive, NULL, &review, NULL), VT_OK);
    vt_review_list_free(review);
}

static void what_is_written_out(void **state) {
    fixture *f = *state;
    size_t bytes = 0;
    const vt_output output = {count_bytes, &bytes};
    assert_int_equal(vt_archive_export(f->archive, NULL, NULL, &output, NULL, NULL), VT_OK);
    assert_true(bytes > 1000);
    vt_archive_close(f->archive);
    f->archive = NULL;
    assert_int_equal(vt_archive_check(f->path, NULL, NULL, NULL, NULL, NULL), VT_OK);
    assert_int_equal(vt_archive_check("/nowhere", NULL, NULL, NULL, NULL, NULL), VT_ERR_ARCHIVE);
    assert_int_equal(vt_archive_dump("/nowhere", 0, &output, NULL), VT_ERR_ARCHIVE);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_can_be_freed), TEST(nobody_asks_for_a_summary), TEST(searching_and_suggesting),
        TEST(what_is_similar),                  TEST(records_and_lists),         TEST(what_is_written_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
