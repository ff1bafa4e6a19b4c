/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <stdio.h>
#include "cli/options.h"

typedef struct settings {
    const char *archive;
    uint64_t limit;
    int format;
    bool all, quiet;
} settings;

static const char *const formats[] = {"record", "json", "text", NULL};

static const vt_option options[] = {
    {"archive", 'A', VT_OPTION_TEXT, offsetof(settings, archive), "", "DIR", NULL},
    {"limit", 'n', VT_OPTION_NUMBER, offsetof(settings, limit), "", "N", NULL},
    {"format", 'f', VT_OPTION_CHOICE, offsetof(settings, format), "", "FORMAT", formats},
    {"all", 'a', VT_OPTION_FLAG, offsetof(settings, all), "", NULL, NULL},
    {"quiet", 'q', VT_OPTION_FLAG, offsetof(settings, quiet), "", NULL, NULL},
    {0},
};

/* Splits the line at blanks and reads it; *given points into static storage. */
static vt_code read_line(const char *line, settings *chosen, vt_arguments *given, vt_error *err) {
    static char copy[256];
    static char *words[32];
    int count = 0;
    snprintf(copy, sizeof copy, "%s", line);
    for (char *word = strtok(copy, " "); word; word = strtok(NULL, " ")) words[count++] = word;
    *chosen = (settings){.limit = 20};
    *err = (vt_error){0};
    return vt_options_parse(options, count, words, chosen, given, err);
}

static void reads_every_kind(void **state) {
    (void)state;
    settings s;
    vt_arguments given;
    vt_error err;
    assert_int_equal(read_line("--archive=a one --limit 5 -a --format json two", &s, &given, &err), VT_OK);
    assert_string_equal(s.archive, "a");
    assert_int_equal(s.limit, 5);
    assert_int_equal(s.format, 1);
    assert_true(s.all);
    assert_false(s.quiet);
    assert_int_equal(given.operand_count, 2);
    assert_string_equal(given.operands[0], "one");
    assert_string_equal(given.operands[1], "two");
}

static void reads_letters_in_a_row(void **state) {
    (void)state;
    settings s;
    vt_arguments given;
    vt_error err;
    assert_int_equal(read_line("-aqn7 -f text -", &s, &given, &err), VT_OK);
    assert_true(s.all && s.quiet);
    assert_int_equal(s.limit, 7);
    assert_int_equal(s.format, 2);
    assert_int_equal(given.operand_count, 1);
    assert_string_equal(given.operands[0], "-");
}

static void stops_at_two_dashes(void **state) {
    (void)state;
    settings s;
    vt_arguments given;
    vt_error err;
    assert_int_equal(read_line("-a -- --help -q", &s, &given, &err), VT_OK);
    assert_false(given.help);
    assert_false(s.quiet);
    assert_int_equal(given.operand_count, 2);
    assert_string_equal(given.operands[0], "--help");
}

static void help_wins_over_mistakes(void **state) {
    (void)state;
    settings s;
    vt_arguments given;
    vt_error err;
    assert_int_equal(read_line("--nonsense --help", &s, &given, &err), VT_OK);
    assert_true(given.help);
}

static void refuses_what_is_wrong(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"--nonsense", "there is no option --nonsense"},
        {"-x", "there is no option -x"},
        {"--form json", "there is no option --form"},
        {"--limit", "--limit needs a value"},
        {"--limit=x", "--limit needs a number, not \"x\""},
        {"--limit -1", "--limit needs a number, not \"-1\""},
        {"--limit 5x", "--limit needs a number, not \"5x\""},
        {"--limit 99999999999999999999", "--limit needs a number, not \"99999999999999999999\""},
        {"--all=yes", "--all takes no value"},
        {"--format xml", "--format is record, json or text, not \"xml\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        settings s;
        vt_arguments given;
        vt_error err;
        assert_int_equal(read_line(cases[i][0], &s, &given, &err), VT_ERR_ARGUMENT);
        assert_string_equal(err.message, cases[i][1]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_kind),      cmocka_unit_test(reads_letters_in_a_row),
        cmocka_unit_test(stops_at_two_dashes),   cmocka_unit_test(help_wins_over_mistakes),
        cmocka_unit_test(refuses_what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
