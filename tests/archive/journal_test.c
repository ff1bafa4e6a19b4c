/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal on disk: torn at every byte, each bit changed, written to a disk that is full. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <sys/resource.h>
#include <unistd.h>
#include "archive/journal.h"
#include "base/slice.h"
#include "scratch.h"

static const char id[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static vt_journal_entry entry_of(vt_journal_action action, const char *field, const char *value) {
    return (vt_journal_entry){.time = "2024-05-06T07:08:09Z", .user = "lan\tvăn thư", .action = action, .id = id,
                              .path = "/plans/a\\b\n.txt", .field = field, .value = value, .said = "2023"};
}

/* A folder whose journal has three lines; their text from malloc. */
static char *make_journal(const char *folder) {
    const vt_journal_entry entries[] = {entry_of(VT_JOURNAL_SET, "issued.date", "2023-04-07"),
                                        entry_of(VT_JOURNAL_CONFIRM, "title", "Tổ chức hội thi"),
                                        entry_of(VT_JOURNAL_UNSET, "issued.date", NULL)};
    vt_journal journal;
    char path[1024];
    snprintf(path, sizeof path, "%s/journal", folder);
    unlink(path);
    assert_int_equal(vt_journal_read(&journal, folder, NULL), VT_OK);
    assert_int_equal(vt_journal_append(&journal, entries, 2, NULL), VT_OK);
    assert_int_equal(vt_journal_append(&journal, entries + 2, 1, NULL), VT_OK);
    vt_journal_free(&journal);
    return scratch_read(path);
}

static void entries_come_back(void **state) {
    vt_journal journal;
    free(make_journal(*state));
    assert_int_equal(vt_journal_read(&journal, *state, NULL), VT_OK);
    assert_int_equal(journal.lines.count, 3);
    assert_int_equal(journal.damaged.count, 0);
    for (size_t i = 0; i < 3; i++) assert_int_equal(journal.lines.items[i].entry.sequence, i + 1);
    const vt_journal_entry *first = &journal.lines.items[0].entry, *last = &journal.lines.items[2].entry;
    assert_string_equal(first->user, "lan\tvăn thư");
    assert_string_equal(first->path, "/plans/a\\b\n.txt");
    assert_string_equal(first->value, "2023-04-07");
    assert_int_equal(last->action, VT_JOURNAL_UNSET);
    assert_null(last->value);
    vt_journal_free(&journal);
}

static size_t count_lines(const char *text, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++) count += text[i] == '\n';
    return count;
}

static void write_bytes(const char *folder, vt_slice bytes) {
    char path[1024];
    snprintf(path, sizeof path, "%s/journal", folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
    assert_int_equal(fclose(file), 0);
}

/* What is whole stands, the rest is put aside, and the journal goes on. */
static void check_torn(const char *folder, const char *text, size_t size) {
    vt_journal journal;
    bool ended = size == 0 || text[size - 1] == '\n', whole = text[size] == '\n' && !ended;
    size_t expected = count_lines(text, size) + whole;
    write_bytes(folder, (vt_slice){text, size});
    assert_int_equal(vt_journal_read(&journal, folder, NULL), VT_OK);
    assert_int_equal(journal.lines.count, expected);
    assert_int_equal(journal.damaged.count, ended || whole ? 0 : 1);
    assert_int_equal(vt_journal_mend(&journal, NULL), VT_OK);
    const vt_journal_entry next = entry_of(VT_JOURNAL_SET, "title", "Kế hoạch");
    assert_int_equal(vt_journal_append(&journal, &next, 1, NULL), VT_OK);
    vt_journal_free(&journal);
    assert_int_equal(vt_journal_read(&journal, folder, NULL), VT_OK);
    assert_int_equal(journal.lines.count, expected + 1);
    assert_int_equal(journal.damaged.count, 0);
    vt_journal_free(&journal);
}

static void a_torn_line_is_put_aside(void **state) {
    const char *folder = *state;
    char *text = make_journal(folder), path[1024];
    for (size_t size = 0; size < strlen(text); size++) check_torn(folder, text, size);
    /* The first that was torn is its first byte. */
    snprintf(path, sizeof path, "%s/journal.damaged-1", folder);
    char *damaged = scratch_read(path);
    assert_int_equal(strlen(damaged), 2);
    assert_int_equal(damaged[0], text[0]);
    free(damaged);
    free(text);
}

/* Every line that is kept is one that was written. */
static void check_lines(const vt_journal *journal, const char *text) {
    for (size_t i = 0; i < journal->lines.count; i++) {
        vt_slice raw = journal->lines.items[i].raw;
        char *line = strndup(raw.data, raw.size);
        const char *at = strstr(text, line);
        assert_non_null(at);
        assert_int_equal(at[raw.size], '\n');
        free(line);
    }
}

static void a_changed_bit_costs_one_line(void **state) {
    const char *folder = *state;
    char *text = make_journal(folder), *changed = strdup(text);
    size_t size = strlen(text);
    for (size_t bit = 0; bit < size * 8; bit++) {
        vt_journal journal;
        changed[bit / 8] = (char)(text[bit / 8] ^ 1 << bit % 8);
        write_bytes(folder, (vt_slice){changed, size});
        changed[bit / 8] = text[bit / 8];
        assert_int_equal(vt_journal_read(&journal, folder, NULL), VT_OK);
        assert_int_equal(journal.lines.count, 2);
        assert_true(journal.damaged.count > 0);
        check_lines(&journal, text);
        vt_journal_free(&journal);
    }
    free(changed);
    free(text);
}

/* Of an entry that does not fit nothing stays. */
static void a_full_disk_leaves_nothing_behind(void **state) {
    const char *folder = *state;
    char *text = make_journal(folder), path[1024];
    struct rlimit former, limit;
    vt_journal journal;
    vt_error err;
    assert_int_equal(vt_journal_read(&journal, folder, NULL), VT_OK);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &former), 0);
    limit = former;
    limit.rlim_cur = strlen(text) + 20;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    const vt_journal_entry next = entry_of(VT_JOURNAL_SET, "title", "Kế hoạch");
    vt_code code = vt_journal_append(&journal, &next, 1, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &former), 0);
    assert_int_equal(code, VT_ERR_WRITE);
    assert_int_equal(journal.lines.count, 3);
    snprintf(path, sizeof path, "%s/journal", folder);
    char *after = scratch_read(path);
    assert_string_equal(after, text);
    assert_int_equal(vt_journal_append(&journal, &next, 1, NULL), VT_OK);
    assert_int_equal(journal.lines.count, 4);
    vt_journal_free(&journal);
    free(after);
    free(text);
}

static void the_last_word_holds(void **state) {
    vt_journal journal;
    vt_corrections said;
    vt_journal_entry entries[] = {entry_of(VT_JOURNAL_SET, "title", "A"), entry_of(VT_JOURNAL_SET, "issued.date", "2023"),
                                  entry_of(VT_JOURNAL_SET, "title", "B"), entry_of(VT_JOURNAL_CONFIRM, "title", "B"),
                                  entry_of(VT_JOURNAL_UNSET, "issued.date", NULL)};
    entries[3].user = "hoa";
    free(make_journal(*state));
    assert_int_equal(vt_journal_read(&journal, *state, NULL), VT_OK);
    assert_int_equal(vt_journal_append(&journal, entries, 5, NULL), VT_OK);
    assert_true(vt_journal_corrections(&journal, &journal.arena, id, &said));
    assert_int_equal(said.count, 1);
    assert_string_equal(said.items[0].value, "B");
    assert_int_equal(said.items[0].kind, VT_CORRECTION_SET);
    assert_string_equal(said.items[0].by, "lan\tvăn thư");
    assert_true(vt_journal_corrections(&journal, &journal.arena, "another", &said));
    assert_int_equal(said.count, 0);
    vt_journal_free(&journal);
}

static int set_up(void **state) { return (*state = scratch_make()) ? 0 : -1; }

static int tear_down(void **state) {
    scratch_remove(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(entries_come_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_torn_line_is_put_aside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_changed_bit_costs_one_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_full_disk_leaves_nothing_behind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_last_word_holds, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
