/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include "archive/walk.h"

/* The calls of one walk, one a line: "file a/b.txt". */
typedef struct calls {
    vt_buffer lines;
    size_t stop_after;
} calls;

static vt_code note(void *context, const vt_walk_entry *entry) {
    static const char *const kinds[] = {"file", "skipped", "failed"};
    calls *to = context;
    assert_int_equal(entry->kind == VT_WALK_FAILED, entry->error != NULL);
    vt_buffer_printf(&to->lines, "%s %s\n", kinds[entry->kind], entry->path);
    return to->stop_after-- == 1 ? VT_ERR_WRITE : VT_OK;
}

static void make(const char *path) {
    int file = open(path, O_WRONLY | O_CREAT, 0666);
    assert_true(file >= 0);
    assert_int_equal(close(file), 0);
}

static int set_up(void **state) {
    static char folder[32];
    strcpy(folder, "/tmp/walk-XXXXXX");
    *state = folder;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int tear_down(void **state) {
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", (char *)*state);
    return chdir("/") == 0 ? system(command) : -1;
}

static void expect(const char *path, const char *lines) {
    calls to = {.stop_after = SIZE_MAX};
    vt_buffer_init(&to.lines, NULL);
    assert_int_equal(vt_walk(path, note, &to, NULL), VT_OK);
    assert_string_equal(to.lines.data ? to.lines.data : "", lines);
    vt_buffer_free(&to.lines);
}

static void walks_in_byte_order_and_chooses(void **state) {
    (void)state;
    assert_int_equal(mkdir("d", 0777), 0);
    assert_int_equal(mkdir("d/b", 0777), 0);
    assert_int_equal(mkdir("d/.git", 0777), 0);
    static const char *const names[] = {"d/c.DOCX",   "d/b/x.Txt",    "d/a.md",       "d/.hidden.txt", "d/~$c.DOCX",
                                        "d/scan.pdf", "d/b/Makefile", "d/.git/a.txt", "d/old.txt.bak"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) make(names[i]);
    expect("d", "file d/a.md\nskipped d/b/Makefile\nfile d/b/x.Txt\nfile d/c.DOCX\nskipped d/old.txt.bak\n"
                "skipped d/scan.pdf\n");
    expect("d/", "file d/a.md\nskipped d/b/Makefile\nfile d/b/x.Txt\nfile d/c.DOCX\nskipped d/old.txt.bak\n"
                 "skipped d/scan.pdf\n");
}

static void hands_over_what_is_named(void **state) {
    (void)state;
    make("scan.pdf");
    make(".hidden");
    expect("scan.pdf", "file scan.pdf\n");
    expect(".hidden", "file .hidden\n");
    expect("-", "file -\n");
    expect("absent.txt", "failed absent.txt\n");
}

static void ends_in_spite_of_loops(void **state) {
    (void)state;
    assert_int_equal(mkdir("d", 0777), 0);
    assert_int_equal(mkdir("d/b", 0777), 0);
    assert_int_equal(mkdir("outside", 0777), 0);
    make("d/b/x.txt");
    make("outside/y.txt");
    assert_int_equal(symlink("..", "d/b/up"), 0);
    assert_int_equal(symlink("self", "d/self"), 0);
    assert_int_equal(symlink("b", "d/again"), 0);
    assert_int_equal(symlink("../outside", "d/aside"), 0);
    assert_int_equal(symlink("../d", "outside/back"), 0);
    expect("d", "file d/b/x.txt\nfile d/aside/y.txt\n");
}

static void names_links_that_lead_nowhere(void **state) {
    (void)state;
    assert_int_equal(mkdir("d", 0777), 0);
    assert_int_equal(symlink("gone.txt", "d/plan.txt"), 0);
    assert_int_equal(symlink("gone", "d/other"), 0);
    expect("d", "failed d/plan.txt\n");
}

static void remembers_many_folders(void **state) {
    (void)state;
    char path[32], link[32];
    assert_int_equal(mkdir("d", 0777), 0);
    for (int i = 0; i < 200; i++) {
        snprintf(path, sizeof path, "d/%03d", i);
        snprintf(link, sizeof link, "d/%03d/all", i);
        assert_int_equal(mkdir(path, 0777), 0);
        assert_int_equal(symlink("../../d", link), 0);
    }
    make("d/100/x.txt");
    expect("d", "file d/100/x.txt\n");
}

static void stops_when_told(void **state) {
    (void)state;
    assert_int_equal(mkdir("d", 0777), 0);
    make("d/a.txt");
    make("d/b.txt");
    calls to = {.stop_after = 1};
    vt_buffer_init(&to.lines, NULL);
    assert_int_equal(vt_walk("d", note, &to, NULL), VT_ERR_WRITE);
    assert_string_equal(to.lines.data, "file d/a.txt\n");
    vt_buffer_free(&to.lines);
}

int main(void) {
#define WALK_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WALK_TEST(walks_in_byte_order_and_chooses), WALK_TEST(hands_over_what_is_named),
        WALK_TEST(ends_in_spite_of_loops),          WALK_TEST(names_links_that_lead_nowhere),
        WALK_TEST(remembers_many_folders),          WALK_TEST(stops_when_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
