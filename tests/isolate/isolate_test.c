/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Workers that crash, run away, eat memory, lie and reach for what is not
 * theirs: each file is named, the rest goes on. The program starts itself as a
 * worker with a reader that does what the first word of a file says.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include <seccomp.h>
#include <vanthu/keep.h>
#include "archive/scratch.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/slice.h"
#include "isolate/isolate.h"
#include "isolate/worker.h"

/* A crash is to look like one; a sanitizer's shadow leaves no room for a limit. */
#if defined __SANITIZE_ADDRESS__
#define SANITIZER_OPTIONS __asan_default_options
#elif defined __SANITIZE_THREAD__
#define SANITIZER_OPTIONS __tsan_default_options
#endif
#ifdef SANITIZER_OPTIONS
VT_API const char *SANITIZER_OPTIONS(void);
const char *SANITIZER_OPTIONS(void) { return "handle_segv=0:handle_abort=0"; }
#define HAS_SHADOW true
#else
#define HAS_SHADOW false
#endif

enum { BLOCK = 1 << 20, MEBIBYTES = 512 };

/* ---- the worker ---- */

static void eat(vt_error *err) {
    for (char *block; (block = malloc(BLOCK));) memset(block, 1, BLOCK);
    vt_fail_memory(err);
}

static void reach_for_file(vt_error *err) {
    bool opened = open("/etc/passwd", O_RDONLY) >= 0;
    vt_fail(err, VT_ERR_IO, "%s", opened ? "it was opened" : errno == EACCES ? "opening was refused" : "it failed");
}

static void reach_for_network(vt_error *err) {
    socket(AF_INET, SOCK_STREAM, 0);
    vt_fail(err, VT_ERR_IO, "there is a network");
}

static void start_program(vt_error *err) {
    execl("/bin/true", "true", (char *)NULL);
    vt_fail(err, VT_ERR_IO, "a program may be started");
}

static void lie(vt_error *err) {
    static const char rubbish[4096] = {1, 1, 1, 1};
    ssize_t written = write(VT_WORKER_SOCKET, rubbish, sizeof rubbish);
    vt_fail(err, VT_ERR_IO, "it wrote %zd bytes", written);
}

static void run_away(vt_error *err) {
    for (volatile unsigned turns = 1; turns;) turns |= 1;
    vt_fail(err, VT_ERR_IO, "it stopped");
}

static void wait_for_ever(vt_error *err) {
    char byte;
    ssize_t got = read(VT_WORKER_SOCKET, &byte, 1);
    vt_fail(err, VT_ERR_IO, "it got %zd bytes", got);
}

static void crash(vt_error *err) { vt_fail(err, VT_ERR_IO, "raised %d", raise(SIGSEGV)); }
static void give_up(vt_error *err) { (void)err, abort(); }
static void leave(vt_error *err) { (void)err, _exit(3); }

static void be_damaged(vt_error *err) { vt_fail_hint(err, VT_ERR_DAMAGED, "mend it", "it is damaged"); }

static const struct deed {
    const char *word;
    void (*done)(vt_error *err);
    const char *message;
    bool needs_room; /* to be limited */
} deeds[] = {
    {"crash", crash, "reading it crashed (signal 11)", false},
    {"abort", give_up, "reading it crashed (signal 6)", false},
    {"leave", leave, "reading it ended without an answer (exit 3)", false},
    {"runaway", run_away, "reading it takes longer than the limit of 1 seconds", false},
    {"wait", wait_for_ever, "reading it takes longer than the limit of 1 seconds", false},
    {"eat", eat, "reading it takes more memory than the limit of 512 MiB", true},
    {"file", reach_for_file, "opening was refused", false},
    {"network", reach_for_network, "reading it was stopped: it asked the system for what no reader needs", false},
    {"program", start_program, "reading it was stopped: it asked the system for what no reader needs", false},
    {"lie", lie, "reading it gave an answer that is none", false},
    {"damaged", be_damaged, "it is damaged", false},
};
enum { DEEDS = sizeof deeds / sizeof *deeds };

static vt_code read_badly(void *context, vt_slice bytes, const char *name, const vt_parse_options *options,
                          vt_document **out, vt_error *err) {
    (void)context;
    for (size_t i = 0; i < DEEDS; i++) {
        if (!vt_slice_is(bytes, deeds[i].word)) continue;
        deeds[i].done(err);
        return err->code;
    }
    return vt_parse_memory(bytes, name, options, out, err);
}

/* ---- the program ---- */

static const char *const command[] = {"/proc/self/exe", "worker", NULL};
static const vt_isolate_options limits = {command, 1, MEBIBYTES};

static vt_isolate *open_isolate(void) {
    vt_isolate *isolate;
    vt_error err = {0};
    vt_code code = vt_isolate_open(&limits, &isolate, &err);
    if (code != VT_OK) print_error("%s\n", err.message);
    assert_int_equal(code, VT_OK);
    return isolate;
}

static const char good[] = "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 12/KH-SGDĐT\n\nKẾ HOẠCH\nTrường học xanh năm 2024\n";

static void read_good(vt_isolate *isolate) {
    vt_document *document;
    vt_error err = {0};
    assert_int_equal(vt_isolate_read(isolate, vt_slice_of(good), "good.txt", NULL, &document, &err), VT_OK);
    assert_string_equal(document->number.full, "12/KH-SGDĐT");
    assert_string_equal(document->source.path, "good.txt");
    vt_document_free(document);
}

static void a_deed_is_named(void **state) {
    (void)state;
    vt_isolate *isolate = open_isolate();
    for (size_t i = 0; i < DEEDS; i++) {
        vt_document *document;
        vt_error err = {0};
        if (HAS_SHADOW && deeds[i].needs_room) continue;
        vt_code code = vt_isolate_read(isolate, vt_slice_of(deeds[i].word), deeds[i].word, NULL, &document, &err);
        assert_int_not_equal(code, VT_OK);
        assert_int_equal(code, err.code);
        assert_null(document);
        assert_string_equal(err.message, deeds[i].message);
        read_good(isolate);
    }
    vt_isolate_close(isolate);
}

static void hints_come_back(void **state) {
    (void)state;
    vt_isolate *isolate = open_isolate();
    vt_document *document;
    vt_error err = {0};
    assert_int_equal(vt_isolate_read(isolate, VT_LITERAL("damaged"), "d", NULL, &document, &err), VT_ERR_DAMAGED);
    assert_string_equal(err.hint, "mend it");
    vt_isolate_close(isolate);
}

/* ---- a whole run ---- */

static bool count_failures(void *context, const vt_index_event *event) {
    char *named = context;
    for (size_t i = 0; event->kind == VT_INDEX_FAILED && i < DEEDS; i++) {
        const char *base = strrchr(event->path, '/') + 1;
        named[i] |= strncmp(base, deeds[i].word, strlen(deeds[i].word)) == 0 &&
                    strcmp(event->error->message, deeds[i].message) == 0;
    }
    return true;
}

static void make_files(const char *folder) {
    for (size_t i = 0; i < DEEDS; i++) {
        char name[64], text[256];
        if (HAS_SHADOW && deeds[i].needs_room) continue;
        snprintf(name, sizeof name, "%s.txt", deeds[i].word);
        assert_true(scratch_write(folder, name, deeds[i].word));
        snprintf(name, sizeof name, "sound-%zu.txt", i);
        snprintf(text, sizeof text, "%s%zu\n", good, i);
        assert_true(scratch_write(folder, name, text));
    }
}

static void the_batch_goes_on(void **state) {
    (void)state;
    char *home = scratch_make(), *folder = scratch_make(), named[DEEDS] = {0};
    vt_isolate *isolate = open_isolate();
    vt_index_options options = {
        .threads = 2, .read = vt_isolate_read, .read_context = isolate, .progress = count_failures, .context = named};
    vt_index_summary summary;
    vt_archive *archive;
    make_files(folder);
    assert_int_equal(vt_archive_open(home, VT_ARCHIVE_WRITE, &archive, NULL), VT_OK);
    const char *const paths[] = {folder};
    assert_int_equal(vt_archive_index(archive, paths, 1, &options, &summary, NULL), VT_OK);
    assert_int_equal(summary.counts[VT_INDEX_ADDED], DEEDS - HAS_SHADOW);
    assert_int_equal(summary.counts[VT_INDEX_FAILED], DEEDS - HAS_SHADOW);
    for (size_t i = 0; i < DEEDS; i++) assert_true(named[i] || (HAS_SHADOW && deeds[i].needs_room));
    vt_archive_close(archive);
    vt_isolate_close(isolate);
    scratch_remove(folder);
    scratch_remove(home);
}

static void dump_corpus(vt_reading read, void *context, vt_buffer *dump) {
    char *home = scratch_make();
    vt_index_options options = {.read = read, .read_context = context};
    vt_index_summary summary;
    vt_archive *archive;
    assert_int_equal(vt_archive_open(home, VT_ARCHIVE_WRITE, &archive, NULL), VT_OK);
    const char *const paths[] = {CORPUS};
    assert_int_equal(vt_archive_index(archive, paths, 1, &options, &summary, NULL), VT_OK);
    vt_archive_close(archive);
    assert_true(summary.counts[VT_INDEX_ADDED] > 20);
    vt_output output = vt_buffer_output(dump);
    vt_buffer_init(dump, NULL);
    assert_int_equal(vt_archive_dump(home, 0, &output, NULL), VT_OK);
    scratch_remove(home);
}

static void the_archive_is_the_same(void **state) {
    (void)state;
    vt_buffer plain, isolated;
    vt_isolate *isolate = open_isolate();
    dump_corpus(NULL, NULL, &plain);
    dump_corpus(vt_isolate_read, isolate, &isolated);
    assert_int_equal(plain.size, isolated.size);
    assert_memory_equal(plain.data, isolated.data, plain.size);
    vt_buffer_free(&plain);
    vt_buffer_free(&isolated);
    vt_isolate_close(isolate);
}

/* ---- what the system refuses ---- */

static void forbid_filters(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(seccomp), 0) != 0 ||
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prctl), 1,
                         SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP, 0)) != 0 ||
        seccomp_load(filter) != 0)
        _exit(2);
    seccomp_release(filter);
}

static void no_filter_is_an_error(void **state) {
    (void)state;
    int status;
    pid_t child = fork();
    if (child == 0) {
        vt_isolate *isolate;
        vt_error err = {0};
        forbid_filters();
        vt_code code = vt_isolate_open(&limits, &isolate, &err);
        _exit(code == VT_ERR_IO && !isolate && strstr(err.message, "seccomp") ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void no_program_is_an_error(void **state) {
    (void)state;
    static const char *const missing[] = {"/nonexistent", NULL}, *const other[] = {"/bin/true", NULL};
    const char *const *commands[] = {missing, other};
    for (size_t i = 0; i < 2; i++) {
        vt_isolate *isolate;
        vt_error err = {0};
        assert_int_equal(vt_isolate_open(&(vt_isolate_options){.command = commands[i]}, &isolate, &err), VT_ERR_IO);
        assert_null(isolate);
    }
}

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "worker") == 0) return vt_worker_run(read_badly);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deed_is_named),       cmocka_unit_test(hints_come_back),
        cmocka_unit_test(the_batch_goes_on),     cmocka_unit_test(the_archive_is_the_same),
        cmocka_unit_test(no_filter_is_an_error), cmocka_unit_test(no_program_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
