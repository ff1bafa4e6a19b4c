/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The databases under a writer: promised changes survive a crash, many publications leave few databases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "archive/pending.h"
#include "base/slice.h"
#include "scratch.h"

typedef struct fixture {
    char *folder;
    char plans[512], archive[512];
    vt_arena arena;
} fixture;

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_make();
    snprintf(f->plans, sizeof f->plans, "%s/plans", f->folder);
    snprintf(f->archive, sizeof f->archive, "%s/archive", f->folder);
    vt_arena_init(&f->arena, NULL);
    *state = f;
    return f->folder ? 0 : -1;
}

static int tear_down(void **state) {
    fixture *f = *state;
    vt_arena_free(&f->arena);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static void write_plan(const fixture *f, unsigned number) {
    char name[32], text[256];
    snprintf(name, sizeof name, "%03u.txt", number);
    snprintf(text, sizeof text,
             "UBND XÃ BẾN ĐÒ\nSố: %u/KH-UBND\nBến Đò, ngày 09 tháng 3 năm 2023\nKẾ HOẠCH\nTrồng cây\n", number);
    assert_true(scratch_write(f->plans, name, text));
}

static vt_archive *open_writer(const fixture *f) {
    vt_archive *archive;
    vt_error err = {0};
    if (vt_archive_open(f->archive, VT_ARCHIVE_WRITE, &archive, &err) != VT_OK) fail_msg("%s", err.message);
    return archive;
}

static void index_plans(const fixture *f, uint32_t commit_every) {
    const char *paths[] = {f->plans};
    vt_index_options options = {.threads = 2, .commit_every = commit_every};
    vt_index_summary summary;
    vt_archive *archive = open_writer(f);
    assert_int_equal(vt_archive_index(archive, paths, 1, &options, &summary, NULL), VT_OK);
    assert_int_equal(summary.counts[VT_INDEX_FAILED], 0);
    vt_archive_close(archive);
}

static uint64_t count(const fixture *f, const char *query, char id[65]) {
    vt_archive *archive;
    vt_hits *hits;
    assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_READ, &archive, NULL), VT_OK);
    assert_int_equal(vt_archive_search(archive, query, NULL, &hits, NULL), VT_OK);
    uint64_t total = hits->total;
    if (id && hits->count) snprintf(id, 65, "%s", hits->items[0].id);
    vt_hits_free(hits);
    vt_archive_close(archive);
    return total;
}

/* The state that a crash leaves between the new manifest and the changes that it promises. */
static void promise(fixture *f, const vt_store_change *changes, size_t change_count) {
    vt_manifest manifest;
    assert_int_equal(vt_manifest_read(&f->arena, f->archive, &manifest, NULL), VT_OK);
    assert_int_equal(vt_pending_write(f->archive, changes, change_count, NULL), VT_OK);
    manifest.pending = true;
    assert_int_equal(vt_manifest_write(f->archive, &manifest, NULL), VT_OK);
}

static void promised_changes_are_made_by_the_next_writer(void **state) {
    fixture *f = *state;
    char gone[65], moved[65];
    vt_places places = {.id = moved};
    vt_slice value;
    vt_manifest manifest;
    for (unsigned i = 1; i <= 3; i++) write_plan(f, i);
    index_plans(f, 0);
    assert_int_equal(count(f, "number:2/KH-UBND", gone), 1);
    assert_int_equal(count(f, "number:3/KH-UBND", moved), 1);
    *vt_array_push(&f->arena, &places.items) = (vt_place){.path = "/elsewhere/3.txt", .size = 7, .time = 8};
    assert_true(vt_entry_places_value(&f->arena, &places, &value));
    const vt_store_change changes[] = {{gone, {"", 0}}, {moved, value}};
    promise(f, changes, 2);
    vt_archive_close(open_writer(f));
    assert_int_equal(count(f, "", NULL), 2);
    assert_int_equal(count(f, "number:2/KH-UBND", NULL), 0);
    assert_int_equal(vt_manifest_read(&f->arena, f->archive, &manifest, NULL), VT_OK);
    assert_false(manifest.pending);
    vt_archive *archive = open_writer(f);
    vt_record *record;
    assert_int_equal(vt_archive_show(archive, moved, &record, NULL), VT_OK);
    assert_string_equal(record->paths[0], "/elsewhere/3.txt");
    vt_record_free(record);
    vt_archive_close(archive);
}

static void a_damaged_promise_is_not_half_kept(void **state) {
    fixture *f = *state;
    char id[65];
    vt_archive *archive;
    write_plan(f, 1);
    index_plans(f, 0);
    assert_int_equal(count(f, "number:1/KH-UBND", id), 1);
    const vt_store_change change = {id, {"", 0}};
    promise(f, &change, 1);
    char *whole = scratch_read(vt_arena_printf(&f->arena, "%s/pending", f->archive));
    for (size_t size = strlen(whole); size-- > 0;) {
        whole[size] = '\0';
        assert_true(scratch_write(f->archive, "pending", whole));
        assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_WRITE, &archive, NULL), VT_ERR_ARCHIVE);
        assert_int_equal(count(f, "number:1/KH-UBND", NULL), 1);
    }
    free(whole);
}

static size_t count_databases(fixture *f) {
    vt_manifest manifest;
    assert_int_equal(vt_manifest_read(&f->arena, f->archive, &manifest, NULL), VT_OK);
    return manifest.databases.count;
}

static void many_publications_leave_few_databases(void **state) {
    fixture *f = *state;
    for (unsigned i = 1; i <= 40; i++) write_plan(f, i);
    index_plans(f, 1);
    assert_int_equal(count(f, "\"trong cay\"", NULL), 40);
    assert_in_range(count_databases(f), 1, 4);
}

/* The last database is much smaller than each before it, and not than all of them together. */
static void a_small_one_at_the_end_keeps_none_apart(void **state) {
    fixture *f = *state;
    for (unsigned i = 1; i <= 41; i++) write_plan(f, i);
    index_plans(f, 5);
    assert_int_equal(count(f, "\"trong cay\"", NULL), 41);
    assert_int_equal(count_databases(f), 1);
}

typedef struct watched {
    fixture *f;
    size_t most, least; /* databases while the run goes on */
} watched;

static bool watch(void *context, const vt_index_event *event) {
    watched *w = context;
    size_t now = event->done ? count_databases(w->f) : 0;
    if (now > w->most) w->most = now;
    if (w->most > w->least && now < w->least) w->least = now;
    return true;
}

static void databases_are_merged_under_way_when_they_are_many(void **state) {
    fixture *f = *state;
    watched w = {f, 0, 2};
    const char *paths[] = {f->plans};
    vt_index_options options = {.threads = 1, .commit_every = 1, .progress = watch, .context = &w};
    vt_archive *archive = open_writer(f);
    for (unsigned i = 1; i <= 60; i++) write_plan(f, i);
    assert_int_equal(vt_archive_index(archive, paths, 1, &options, NULL, NULL), VT_OK);
    vt_archive_close(archive);
    assert_in_range(w.most, 5, 16);
    assert_int_equal(w.least, 1);
}

static void content_that_comes_up_again_stays(void **state) {
    fixture *f = *state;
    char from[600], to[600];
    write_plan(f, 1);
    write_plan(f, 2);
    index_plans(f, 0);
    snprintf(from, sizeof from, "%s/001.txt", f->plans);
    snprintf(to, sizeof to, "%s/009.txt", f->plans);
    assert_int_equal(rename(from, to), 0);
    write_plan(f, 3);
    snprintf(to, sizeof to, "%s/003.txt", f->plans);
    assert_int_equal(rename(to, from), 0);
    index_plans(f, 0);
    assert_int_equal(count(f, "", NULL), 3);
    for (unsigned i = 1; i <= 3; i++) {
        char query[32];
        snprintf(query, sizeof query, "number:%u/KH-UBND", i);
        assert_int_equal(count(f, query, NULL), 1);
    }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {TEST(promised_changes_are_made_by_the_next_writer),
                                       TEST(a_damaged_promise_is_not_half_kept),
                                       TEST(many_publications_leave_few_databases),
                                       TEST(a_small_one_at_the_end_keeps_none_apart),
                                       TEST(databases_are_merged_under_way_when_they_are_many),
                                       TEST(content_that_comes_up_again_stays)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
