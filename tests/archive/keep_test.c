/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups that are whole or refused; folders that are watched. */
#include <setjmp.h>
#include <pthread.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <time.h>
#include <unistd.h>
#include <vanthu/journal.h>
#include <vanthu/keep.h>
#include "base/buffer.h"
#include "base/slice.h"
#include "scratch.h"

static const char plan[] = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\n\nSố: %d/KH-PGDĐT\n\nTân Hòa, ngày 10 tháng 3 năm 2022\n\n"
                           "KẾ HOẠCH\nTổ chức ngày hội đọc sách\n\nI. MỤC ĐÍCH\nKhuyến khích đọc sách.\n";

typedef struct fixture {
    char *folder;
    char archive[512], other[512], plans[512];
} fixture;

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_make();
    snprintf(f->archive, sizeof f->archive, "%s/archive", f->folder);
    snprintf(f->other, sizeof f->other, "%s/other", f->folder);
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

static void write_plan(const fixture *f, const char *name, int number) {
    char text[1024];
    snprintf(text, sizeof text, plan, number);
    assert_true(scratch_write(f->plans, name, text));
}

static uint64_t count(const char *folder) {
    vt_archive *archive;
    uint64_t records = 0;
    if (vt_archive_open(folder, VT_ARCHIVE_READ, &archive, NULL) != VT_OK) return 0;
    assert_int_equal(vt_archive_count(archive, &records, NULL), VT_OK);
    vt_archive_close(archive);
    return records;
}

/* ---- backups ---- */

static bool take(void *context, char *bytes, size_t size, size_t *got) {
    vt_slice *rest = context;
    *got = rest->size < size ? rest->size : size;
    if (*got) memcpy(bytes, rest->data, *got);
    *rest = vt_slice_sub(*rest, *got, rest->size);
    return true;
}

static vt_buffer dump_of(const char *folder) {
    vt_buffer buffer;
    vt_buffer_init(&buffer, NULL);
    vt_output into = vt_buffer_output(&buffer);
    assert_int_equal(vt_archive_dump(folder, 0, &into, NULL), VT_OK);
    return buffer;
}

static vt_code restore(const fixture *f, vt_slice dump, vt_error *err) {
    return vt_archive_restore(f->other, 0, &(vt_input){take, &dump}, NULL, err);
}

/* Two plans, one of which a person has corrected. */
static vt_buffer make_dump(const fixture *f) {
    const char *paths[] = {f->plans};
    vt_index_summary summary;
    vt_archive *archive;
    vt_hits *hits;
    write_plan(f, "a.txt", 1);
    write_plan(f, "b \"data\":\"x.txt", 2);
    assert_int_equal(vt_archive_open(f->archive, VT_ARCHIVE_WRITE, &archive, NULL), VT_OK);
    assert_int_equal(vt_archive_index(archive, paths, 1, NULL, &summary, NULL), VT_OK);
    assert_int_equal(vt_archive_search(archive, "number:1", NULL, &hits, NULL), VT_OK);
    assert_int_equal(vt_archive_set(archive, hits->items[0].id, "title", "Ngày hội", NULL, NULL), VT_OK);
    vt_hits_free(hits);
    vt_archive_close(archive);
    return dump_of(f->archive);
}

static void a_restored_archive_is_equal(void **state) {
    const fixture *f = *state;
    vt_buffer first = make_dump(f);
    assert_int_equal(restore(f, vt_buffer_slice(&first), NULL), VT_OK);
    vt_buffer second = dump_of(f->other);
    assert_true(vt_slice_equal(vt_buffer_slice(&first), vt_buffer_slice(&second)));
    uint64_t findings;
    assert_int_equal(vt_archive_check(f->other, NULL, NULL, NULL, &findings, NULL), VT_OK);
    assert_int_equal(findings, 0);
    /* What people said is there as well: a writer finds nothing to catch up with that changes the dump. */
    vt_archive *archive;
    assert_int_equal(vt_archive_open(f->other, VT_ARCHIVE_WRITE, &archive, NULL), VT_OK);
    vt_archive_close(archive);
    vt_buffer third = dump_of(f->other);
    assert_true(vt_slice_equal(vt_buffer_slice(&first), vt_buffer_slice(&third)));
    vt_buffer_free(&third);
    vt_buffer_free(&second);
    vt_buffer_free(&first);
}

static void assert_refused(const fixture *f, vt_slice dump) {
    vt_error err = {0};
    assert_int_equal(restore(f, dump, &err), VT_ERR_DAMAGED);
    assert_true(err.message[0] != '\0');
    vt_archive *archive;
    assert_int_equal(vt_archive_open(f->other, VT_ARCHIVE_READ, &archive, &err), VT_ERR_ARCHIVE);
}

static void a_cut_dump_is_refused(void **state) {
    const fixture *f = *state;
    vt_buffer dump = make_dump(f);
    for (size_t size = 0; size < dump.size; size += 1 + dump.size / 97) assert_refused(f, (vt_slice){dump.data, size});
    assert_refused(f, (vt_slice){dump.data, dump.size - 1});
    assert_int_equal(restore(f, vt_buffer_slice(&dump), NULL), VT_OK);
    vt_buffer_free(&dump);
}

static void an_altered_dump_is_refused(void **state) {
    const fixture *f = *state;
    vt_buffer dump = make_dump(f);
    for (size_t at = 0; at < dump.size; at += 1 + dump.size / 89) {
        dump.data[at] ^= 4;
        assert_refused(f, vt_buffer_slice(&dump));
        dump.data[at] ^= 4;
    }
    vt_buffer_free(&dump);
}

/* Each line is right by itself, but one is missing or there twice. */
static void lines_of_a_dump_stand_together(void **state) {
    const fixture *f = *state;
    vt_buffer dump = make_dump(f);
    size_t lines = 0;
    for (char *line = dump.data; *line; lines++) {
        size_t size = strcspn(line, "\n") + 1, before = (size_t)(line - dump.data);
        vt_buffer altered;
        vt_buffer_init(&altered, NULL);
        vt_buffer_append(&altered, dump.data, before);
        vt_buffer_append_text(&altered, line + size);
        assert_refused(f, vt_buffer_slice(&altered));
        vt_buffer_clear(&altered);
        vt_buffer_append(&altered, dump.data, before + size);
        vt_buffer_append_text(&altered, line);
        assert_refused(f, vt_buffer_slice(&altered));
        vt_buffer_free(&altered);
        line += size;
    }
    assert_true(lines > 5);
    vt_buffer_free(&dump);
}

/* ---- watching ---- */

typedef struct watched {
    const fixture *f;
    int stop[2];
    vt_code code;
} watched;

static void *watch(void *context) {
    watched *w = context;
    const char *paths[] = {w->f->plans};
    vt_watch_options options = {.stop = w->stop[0], .settle = 50};
    w->code = vt_archive_watch(w->f->archive, paths, 1, &options, NULL);
    return NULL;
}

/* Waits, at most half a minute, until the archive has so many records that the query finds. */
static bool comes_to_be(const fixture *f, const char *query, uint64_t records) {
    for (int tries = 0; tries < 600; tries++) {
        vt_archive *archive;
        vt_hits *hits = NULL;
        bool done = false;
        if (vt_archive_open(f->archive, VT_ARCHIVE_READ, &archive, NULL) == VT_OK) {
            done = vt_archive_search(archive, query, NULL, &hits, NULL) == VT_OK && hits->total == records;
            vt_hits_free(hits);
            vt_archive_close(archive);
        }
        if (done) return true;
        nanosleep(&(struct timespec){0, 50000000}, NULL);
    }
    return false;
}

static void path_of(const fixture *f, const char *name, char *path) { snprintf(path, 600, "%s/%s", f->plans, name); }

static void a_watched_folder_is_followed(void **state) {
    const fixture *f = *state;
    char from[600], to[600];
    pthread_t thread;
    watched w = {.f = f};
    write_plan(f, "a.txt", 1);
    assert_int_equal(pipe(w.stop), 0);
    assert_int_equal(pthread_create(&thread, NULL, watch, &w), 0);
    assert_true(comes_to_be(f, "sách", 1));
    write_plan(f, "b.txt", 2);
    assert_true(comes_to_be(f, "sách", 2));
    write_plan(f, "b.txt", 3);
    assert_true(comes_to_be(f, "number:3/KH-PGDĐT", 1));
    /* A new folder, with a file that is there before the folder can be watched. */
    fixture below = *f;
    snprintf(below.plans, sizeof below.plans, "%.400s/new", f->plans);
    write_plan(&below, "c.txt", 4);
    assert_true(comes_to_be(f, "number:4/KH-PGDĐT", 1));
    write_plan(&below, "d.txt", 5);
    assert_true(comes_to_be(f, "number:5/KH-PGDĐT", 1));
    /* The folder under another name is followed as well. */
    path_of(f, "new", from);
    path_of(f, "old", to);
    assert_int_equal(rename(from, to), 0);
    snprintf(below.plans, sizeof below.plans, "%.400s/old", f->plans);
    write_plan(&below, "e.txt", 6);
    assert_true(comes_to_be(f, "number:6/KH-PGDĐT", 1));
    path_of(f, "a.txt", from);
    assert_int_equal(unlink(from), 0);
    assert_true(comes_to_be(f, "number:1/KH-PGDĐT", 0));
    assert_int_equal(write(w.stop[1], "x", 1), 1);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(w.code, VT_OK);
    assert_int_equal(count(f->archive), 4);
    close(w.stop[0]);
    close(w.stop[1]);
    uint64_t findings;
    assert_int_equal(vt_archive_check(f->archive, NULL, NULL, NULL, &findings, NULL), VT_OK);
    assert_int_equal(findings, 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {TEST(a_restored_archive_is_equal), TEST(a_cut_dump_is_refused),
                                       TEST(an_altered_dump_is_refused), TEST(lines_of_a_dump_stand_together),
                                       TEST(a_watched_folder_is_followed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
