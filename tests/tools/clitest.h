/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a CLI case holds while it is read and run; clitest.c has the language. */
#ifndef VT_TESTS_CLITEST_H
#define VT_TESTS_CLITEST_H

#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"
#include "base/buffer.h"

enum { TEST_WORDS_MOST = 32, TEST_ENV_MOST = 8 };

enum { TEST_WHOLE, TEST_HAS, TEST_LACKS, TEST_ANY, TEST_LINES, TEST_SAVED };

typedef struct test_expectation {
    int kind;
    bool on_stderr;
    size_t line; /* of the case file */
    vt_slice text;
} test_expectation;

typedef struct test_run {
    bool pending; /* read, and not yet run */
    bool terminal;
    bool raw; /* what it writes may hold anything */
    size_t line;
    const char *words[TEST_WORDS_MOST + 1]; /* ends with NULL */
    size_t word_count;
    const char *env[TEST_ENV_MOST];
    size_t env_count;
    vt_slice input;
    const char *stdout_to;
    int exit;
    VT_ARRAY(test_expectation) expected;
} test_run;

typedef struct test_case {
    const char *path, *program, *root;
    vt_arena arena;
    vt_slice rest; /* of the case file */
    size_t line;
    test_run run;
    size_t runs;
    bool skipped;
    char folder[64]; /* where it runs */
} test_case;

bool test_read_file(const char *path, vt_buffer *bytes);

/* Makes an empty folder and goes there; leaves it and removes it with all that is in it. */
bool test_folder_enter(test_case *t);
void test_folder_leave(test_case *t);

/* Runs the pending run and compares what it wrote; prints every difference. */
bool test_run_check(test_case *t);

#endif
