/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of an archive: files come, change, move and go; writers meet; processes are killed. */
#include <setjmp.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vanthu/archive.h>
#include "base/slice.h"
#include "scratch.h"

static const char first_plan[] = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\n\nSố: 15/KH-PGDĐT\n\nTân Hòa, ngày 10 tháng 3 năm 2022\n\n"
                                 "KẾ HOẠCH\nTổ chức ngày hội đọc sách\n\n"
                                 "Căn cứ Chỉ thị số 24/CT-UBND ngày 14/12/2021 của Ủy ban nhân dân thành phố;\n\n"
                                 "I. MỤC ĐÍCH\nKhuyến khích đọc sách.\n";
static const char second_plan[] = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\n\nSố: 16/KH-PGDĐT\n\nTân Hòa, ngày 11 tháng 4 năm 2022\n\n"
                                  "KẾ HOẠCH\nPhòng chống đuối nước\n\n"
                                  "Căn cứ Chỉ thị số 24/CT-UBND ngày 14/12/2021 của Ủy ban nhân dân thành phố;\n\n"
                                  "I. MỤC ĐÍCH\nDạy bơi an toàn.\n";

typedef struct fixture {
    char *folder;
    char archive[512], plans[512];
} fixture;

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_make();
    snprintf(f->archive, sizeof f->archive, "%s/archive", f->folder);
    snprintf(f->plans, sizeof f->plans, "%s/plans", f->folder);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static void path_of(const fixture *f, const char *name, char *path) { snprintf(path, 1024, "%s/%s", f->plans, name); }

static vt_index_summary index_plans(const fixture *f) {
    const char *paths[] = {f->plans};
    vt_index_summary summary;
    vt_archive *archive;
    assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_WRITE, &archive, NULL), VT_OK);
    assert_int_equal(vt_archive_index(archive, paths, 1, NULL, &summary, NULL), VT_OK);
    vt_archive_close(archive);
    return summary;
}

static uint64_t total(const fixture *f, const char *query) {
    vt_archive *archive;
    vt_hits *hits;
    assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_READ, &archive, NULL), VT_OK);
    assert_int_equal(vt_archive_search(archive, query, NULL, &hits, NULL), VT_OK);
    uint64_t count = hits->total;
    vt_hits_free(hits);
    vt_archive_close(archive);
    return count;
}

/* The only hit's record. */
static vt_record *only_record(const fixture *f, const char *query) {
    vt_archive *archive;
    vt_hits *hits;
    vt_record *record;
    char prefix[9] = "";
    assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_READ, &archive, NULL), VT_OK);
    assert_int_equal(vt_archive_search(archive, query, NULL, &hits, NULL), VT_OK);
    assert_int_equal(hits->total, 1);
    memcpy(prefix, hits->items[0].id, 8);
    assert_int_equal(vt_archive_show(archive, prefix, &record, NULL), VT_OK);
    assert_string_equal(record->document->id, hits->items[0].id);
    vt_hits_free(hits);
    vt_archive_close(archive);
    return record;
}

static void unchanged_files_are_not_read_again(void **state) {
    const fixture *f = *state;
    char path[1024];
    struct stat info;
    assert_true(scratch_write(f->plans, "a.txt", first_plan));
    assert_int_equal(index_plans(f).counts[VT_INDEX_ADDED], 1);
    /* Other bytes of one size with the time set back: whoever trusts size and time does not see them. */
    path_of(f, "a.txt", path);
    assert_int_equal(stat(path, &info), 0);
    char *changed = strdup(first_plan);
    memcpy(strstr(changed, "15/KH"), "99", 2);
    assert_true(scratch_write(f->plans, "a.txt", changed));
    free(changed);
    const struct timespec times[] = {info.st_atim, info.st_mtim};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    assert_int_equal(index_plans(f).counts[VT_INDEX_UNCHANGED], 1);
    assert_int_equal(total(f, "number:15/KH-PGDĐT"), 1);
}

static void a_touched_file_is_read_and_found_equal(void **state) {
    const fixture *f = *state;
    assert_true(scratch_write(f->plans, "a.txt", first_plan));
    index_plans(f);
    char path[1024];
    path_of(f, "a.txt", path);
    assert_int_equal(utimensat(AT_FDCWD, path, (const struct timespec[]){{1, 0}, {1, 0}}, 0), 0);
    vt_index_summary summary = index_plans(f);
    assert_int_equal(summary.counts[VT_INDEX_UNCHANGED], 1);
    assert_int_equal(summary.records, 1);
}

static void a_changed_file_replaces_its_record(void **state) {
    const fixture *f = *state;
    assert_true(scratch_write(f->plans, "a.txt", first_plan));
    index_plans(f);
    assert_true(scratch_write(f->plans, "a.txt", second_plan));
    vt_index_summary summary = index_plans(f);
    assert_int_equal(summary.counts[VT_INDEX_UPDATED], 1);
    assert_int_equal(summary.records, 1);
    assert_int_equal(total(f, "\"đọc sách\""), 0);
    assert_int_equal(total(f, "\"đuối nước\""), 1);
}

static void a_record_lives_as_long_as_its_last_path(void **state) {
    const fixture *f = *state;
    char path[1024];
    assert_true(scratch_write(f->plans, "a.txt", first_plan));
    index_plans(f);
    assert_true(scratch_write(f->plans, "b.TXT", first_plan));
    vt_index_summary summary = index_plans(f);
    assert_int_equal(summary.counts[VT_INDEX_DUPLICATE], 1);
    assert_int_equal(summary.records, 1);
    vt_record *record = only_record(f, "sách");
    assert_int_equal(record->path_count, 2);
    path_of(f, "a.txt", path);
    assert_string_equal(record->paths[0], path);
    vt_record_free(record);

    assert_int_equal(unlink(path), 0);
    assert_int_equal(index_plans(f).counts[VT_INDEX_REMOVED], 1);
    record = only_record(f, "sách");
    assert_int_equal(record->path_count, 1);
    vt_record_free(record);

    path_of(f, "b.TXT", path);
    assert_int_equal(unlink(path), 0);
    summary = index_plans(f);
    assert_int_equal(summary.counts[VT_INDEX_REMOVED], 1);
    assert_int_equal(summary.records, 0);
    assert_int_equal(total(f, "sách"), 0);
}

static void a_moved_file_keeps_its_record(void **state) {
    const fixture *f = *state;
    char from[1024], to[1024];
    assert_true(scratch_write(f->plans, "a.txt", first_plan));
    index_plans(f);
    path_of(f, "a.txt", from);
    path_of(f, "c.txt", to);
    assert_int_equal(rename(from, to), 0);
    assert_int_equal(index_plans(f).records, 1);
    vt_record *record = only_record(f, "sách");
    assert_int_equal(record->path_count, 1);
    assert_string_equal(record->paths[0], to);
    vt_record_free(record);
}

static bool note_failure(void *context, const vt_index_event *event) {
    if (event->kind == VT_INDEX_FAILED) {
        char *names = context;
        assert_non_null(event->error);
        strncat(names, event->path, 1023 - strlen(names));
    }
    return true;
}

static void a_bad_file_stops_nothing(void **state) {
    const fixture *f = *state;
    char failed[1024] = "";
    const char *paths[] = {f->plans, "/nowhere/at-all.txt"};
    vt_index_options options = {.threads = 3, .commit_every = 1, .progress = note_failure, .context = failed};
    vt_index_summary summary;
    vt_archive *archive;
    assert_true(scratch_write(f->plans, "a.txt", first_plan));
    assert_true(scratch_write(f->plans, "b.docx", "PK\003\004 no zip"));
    assert_true(scratch_write(f->plans, "c.txt", second_plan));
    assert_true(scratch_write(f->plans, "d.xlsx", "sheet"));
    assert_true(scratch_write(f->plans, ".e.txt", "hidden"));
    assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_WRITE, &archive, NULL), VT_OK);
    assert_int_equal(vt_archive_index(archive, paths, 2, &options, &summary, NULL), VT_OK);
    vt_archive_close(archive);
    assert_int_equal(summary.counts[VT_INDEX_ADDED], 2);
    assert_int_equal(summary.counts[VT_INDEX_FAILED], 2);
    assert_int_equal(summary.counts[VT_INDEX_SKIPPED], 1);
    assert_non_null(strstr(failed, "/nowhere/at-all.txt"));
    assert_non_null(strstr(failed, "/plans/b.docx"));
    assert_int_equal(total(f, "basis:24/CT-UBND"), 2);
}

static bool stop_at_first(void *context, const vt_index_event *event) {
    (void)context;
    return event->kind != VT_INDEX_ADDED;
}

static void what_was_done_before_a_stop_is_kept(void **state) {
    const fixture *f = *state;
    const char *paths[] = {f->plans};
    vt_index_options options = {.progress = stop_at_first};
    vt_index_summary summary;
    vt_archive *archive;
    assert_true(scratch_write(f->plans, "a.txt", first_plan));
    assert_true(scratch_write(f->plans, "c.txt", second_plan));
    assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_WRITE, &archive, NULL), VT_OK);
    assert_int_equal(vt_archive_index(archive, paths, 1, &options, &summary, NULL), VT_OK);
    vt_archive_close(archive);
    assert_true(summary.stopped);
    assert_int_equal(summary.records, 1);
    assert_int_equal(index_plans(f).records, 2);
}

static void bases_stand_once(void **state) {
    const fixture *f = *state;
    vt_archive *archive;
    vt_cited_list *list;
    assert_true(scratch_write(f->plans, "a.txt", first_plan));
    assert_true(scratch_write(f->plans, "b.txt", second_plan));
    index_plans(f);
    assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_READ, &archive, NULL), VT_OK);
    assert_int_equal(vt_archive_bases(archive, NULL, NULL, &list, NULL), VT_OK);
    assert_int_equal(list->count, 1);
    assert_int_equal(list->items[0].documents, 2);
    assert_int_equal(list->items[0].mentions, 2);
    assert_string_equal(list->items[0].number, "24/CT-UBND");
    vt_cited_list_free(list);
    assert_int_equal(vt_archive_bases(archive, "number:15", NULL, &list, NULL), VT_OK);
    assert_int_equal(list->items[0].documents, 1);
    vt_cited_list_free(list);
    vt_archive_close(archive);
}

static void snippets_mark_what_was_found(void **state) {
    const fixture *f = *state;
    vt_archive *archive;
    vt_hits *hits;
    assert_true(scratch_write(f->plans, "a.txt", first_plan));
    index_plans(f);
    assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_READ, &archive, NULL), VT_OK);
    assert_int_equal(vt_archive_search(archive, "\"doc sach\"", NULL, &hits, NULL), VT_OK);
    const vt_hit *hit = &hits->items[0];
    assert_true(hit->mark_count > 0);
    for (size_t i = 0; i < hit->mark_count; i++) {
        vt_slice marked = vt_slice_sub(vt_slice_of(hit->snippet), hit->marks[i].start, hit->marks[i].end);
        assert_true(vt_slice_is(marked, "đọc sách"));
    }
    assert_null(strchr(hit->snippet, '\n'));
    vt_hits_free(hits);
    assert_int_equal(vt_archive_search(archive, "basis:\"ct 24/ct-ubnd\"", NULL, &hits, NULL), VT_OK);
    assert_int_equal(hits->items[0].mark_count, 1);
    assert_non_null(strstr(hits->items[0].snippet + hits->items[0].marks[0].start, "Chỉ thị số 24/CT-UBND"));
    vt_hits_free(hits);
    vt_archive_close(archive);
}

static void names_of_records_are_checked(void **state) {
    const fixture *f = *state;
    vt_archive *archive;
    vt_record *record;
    vt_error err;
    assert_true(scratch_write(f->plans, "a.txt", first_plan));
    index_plans(f);
    assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_READ, &archive, NULL), VT_OK);
    assert_int_equal(vt_archive_show(archive, "0000000", &record, &err), VT_ERR_ARGUMENT);
    assert_int_equal(vt_archive_show(archive, "not-an-id", &record, &err), VT_ERR_ARGUMENT);
    assert_int_equal(vt_archive_show(archive, "0123456789", &record, &err), VT_ERR_NOT_FOUND);
    assert_null(record);
    vt_record_free(NULL);
    vt_archive_close(archive);
}

static void there_is_one_writer(void **state) {
    const fixture *f = *state;
    vt_archive *first, *second;
    vt_error err;
    assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_WRITE, &first, NULL), VT_OK);
    assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_WRITE, &second, &err), VT_ERR_LOCKED);
    assert_null(second);
    assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_READ, &second, &err), VT_OK);
    vt_archive_close(second);
    vt_archive_close(first);
    assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_WRITE, &first, NULL), VT_OK);
    vt_archive_close(first);
}

static void what_is_no_archive_is_refused(void **state) {
    const fixture *f = *state;
    static const char *const manifests[] = {"", "vanthu archive\n", "vanthu archive\nfeatures words-0\ndatabase db-1\n",
                                            "vanthu archive\nfeatures words-5 keys-3 record-3 places-2\ndatabase ../x\n",
                                            "vanthu archive\nfeatures words-5 keys-3 record-3 places-2\ndatabase db-1"};
    vt_archive *archive;
    vt_error err;
    assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_READ, &archive, &err), VT_ERR_ARCHIVE);
    index_plans(f);
    for (size_t i = 0; i < sizeof manifests / sizeof *manifests; i++) {
        assert_true(scratch_write(f->archive, "manifest", manifests[i]));
        assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_READ, &archive, &err), VT_ERR_ARCHIVE);
        assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_WRITE, &archive, &err), VT_ERR_ARCHIVE);
    }
    assert_true(scratch_write(f->plans, "a.txt", first_plan));
    assert_int_equal(vt_archive_open(f->plans, VT_ARCHIVE_WRITE, &archive, &err), VT_ERR_ARCHIVE);
    assert_null(archive);
}

/* Indexes in a process of its own, which is killed after some time. */
static void index_and_kill(const fixture *f, long microseconds) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const char *paths[] = {f->plans};
        vt_index_options options = {.threads = 1, .commit_every = 2};
        vt_index_summary summary;
        vt_archive *archive;
        if (vt_archive_open(f->archive, VT_ARCHIVE_WRITE, &archive, NULL) == VT_OK)
            vt_archive_index(archive, paths, 1, &options, &summary, NULL);
        _exit(0);
    }
    nanosleep(&(struct timespec){0, microseconds * 1000}, NULL);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static uint64_t count_records(const fixture *f) {
    vt_archive *archive;
    vt_error err;
    uint64_t count = 0;
    if (vt_archive_open(f->archive, VT_ARCHIVE_READ, &archive, &err) != VT_OK) return 0;
    assert_int_equal(vt_archive_count(archive, &count, NULL), VT_OK);
    vt_archive_close(archive);
    return count;
}

static void a_killed_run_is_completed_by_the_next(void **state) {
    const fixture *f = *state;
    enum { PLANS = 40, KILLS = 12 };
    for (int i = 0; i < PLANS; i++) {
        char name[32], text[1024];
        snprintf(name, sizeof name, "plan-%d.txt", i);
        snprintf(text, sizeof text, "%s\nLớp thứ %d.\n", first_plan, i);
        assert_true(scratch_write(f->plans, name, text));
    }
    uint64_t former = 0;
    for (long i = 0; i < KILLS; i++) {
        index_and_kill(f, 2000 + i * 7000);
        uint64_t now = count_records(f);
        assert_true(now >= former);
        former = now;
    }
    assert_int_equal(index_plans(f).records, PLANS);
    assert_int_equal(total(f, "basis:24/CT-UBND"), PLANS);
    assert_int_equal(index_plans(f).counts[VT_INDEX_UNCHANGED], PLANS);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(unchanged_files_are_not_read_again),  TEST(a_touched_file_is_read_and_found_equal),
        TEST(a_changed_file_replaces_its_record),  TEST(a_record_lives_as_long_as_its_last_path),
        TEST(a_moved_file_keeps_its_record),       TEST(a_bad_file_stops_nothing),
        TEST(what_was_done_before_a_stop_is_kept), TEST(bases_stand_once),
        TEST(snippets_mark_what_was_found),        TEST(names_of_records_are_checked),
        TEST(there_is_one_writer),                 TEST(what_is_no_archive_is_refused),
        TEST(a_killed_run_is_completed_by_the_next)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
