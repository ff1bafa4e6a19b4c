/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a run of a CLI case. Out: whether the program did what the case expects. */
#include "clitest.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include "base/slice.h"
#include "write/plain.h"

/* What the program did. */
typedef struct outcome {
    int exit; /* -1: ended by a signal */
    vt_buffer out, err;
} outcome;

static const char input_name[] = ".stdin", out_name[] = ".stdout", err_name[] = ".stderr";

bool test_read_file(const char *path, vt_buffer *bytes) {
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    char piece[4096];
    size_t size;
    while ((size = fread(piece, 1, sizeof piece, file)) > 0) vt_buffer_append(bytes, piece, size);
    bool read = !ferror(file);
    fclose(file);
    return read && !bytes->failed;
}

bool test_folder_enter(test_case *t) {
    strcpy(t->folder, "/tmp/clitest-XXXXXX");
    if (!mkdtemp(t->folder)) t->folder[0] = '\0';
    return t->folder[0] && chdir(t->folder) == 0;
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *state) {
    (void)info, (void)type, (void)state;
    return remove(path);
}

void test_folder_leave(test_case *t) {
    if (t->folder[0] && chdir("/") == 0) nftw(t->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static bool redirect(int fd, const char *path, int flags) {
    int file = open(path, flags, 0666);
    return file >= 0 && dup2(file, fd) >= 0;
}

/* In the child: streams, environment, program. The variables that change what is printed are taken away. */
static void become(const test_run *run, int terminal) {
    static const char *const removed[] = {"NO_COLOR", "VANTHU_ARCHIVE", "LC_ALL", "LANG", "LANGUAGE"};
    const int fresh = O_WRONLY | O_CREAT | O_TRUNC;
    bool ready = redirect(STDIN_FILENO, input_name, O_RDONLY) && redirect(STDERR_FILENO, err_name, fresh);
    if (terminal >= 0)
        ready = ready && dup2(terminal, STDOUT_FILENO) >= 0;
    else
        ready = ready && redirect(STDOUT_FILENO, run->stdout_to ? run->stdout_to : out_name, fresh);
    for (size_t i = 0; i < sizeof removed / sizeof *removed; i++) unsetenv(removed[i]);
    setenv("TERM", "xterm", 1);
    for (size_t i = 0; i < run->env_count; i++) putenv((char *)run->env[i]);
    if (ready) execv(run->words[0], (char *const *)run->words);
    _exit(127);
}

/* Both ends of a terminal that passes bytes on as they are. */
static bool open_terminal(int *ours, int *theirs) {
    struct termios mode;
    *ours = posix_openpt(O_RDWR | O_NOCTTY);
    if (*ours < 0 || grantpt(*ours) != 0 || unlockpt(*ours) != 0) return false;
    *theirs = open(ptsname(*ours), O_RDWR | O_NOCTTY);
    if (*theirs < 0 || tcgetattr(*theirs, &mode) != 0) return false;
    mode.c_oflag &= ~(tcflag_t)OPOST;
    return tcsetattr(*theirs, TCSANOW, &mode) == 0;
}

/* Reads until the program has closed its end. */
static void drain(int terminal, vt_buffer *out) {
    char piece[1024];
    ssize_t size;
    while ((size = read(terminal, piece, sizeof piece)) > 0 || (size < 0 && errno == EINTR))
        if (size > 0) vt_buffer_append(out, piece, (size_t)size);
}

static bool execute(test_run *run, outcome *got) {
    int ours = -1, theirs = -1, status = 0;
    if (run->terminal && !open_terminal(&ours, &theirs)) return false;
    pid_t child = fork();
    if (child < 0) return false;
    if (child == 0) become(run, theirs);
    if (theirs >= 0) close(theirs);
    if (ours >= 0) drain(ours, &got->out), close(ours);
    if (waitpid(child, &status, 0) != child) return false;
    got->exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    bool read = run->terminal || run->stdout_to || test_read_file(out_name, &got->out);
    return test_read_file(err_name, &got->err) && read;
}

static bool contains(vt_slice text, vt_slice part) {
    for (size_t at = 0; at + part.size <= text.size; at++)
        if (vt_slice_starts(vt_slice_sub(text, at, text.size), part)) return true;
    return false;
}

static size_t count_lines(vt_slice text) {
    size_t lines = 0;
    for (size_t i = 0; i < text.size; i++) lines += text.data[i] == '\n';
    return lines;
}

static bool save(const test_case *t, vt_slice name, vt_slice text) {
    char path[256];
    snprintf(path, sizeof path, "%.*s", (int)name.size, name.data);
    FILE *file = fopen(path, "wb");
    bool done = file && (!text.size || fwrite(text.data, 1, text.size, file) == text.size);
    if (file && fclose(file) != 0) done = false;
    if (!done) fprintf(stderr, "%s: could not save %s\n", t->path, path);
    return done;
}

static bool matches(const test_case *t, const test_expectation *expected, vt_slice text) {
    switch (expected->kind) {
    case TEST_WHOLE: return vt_slice_equal(text, expected->text);
    case TEST_HAS: return contains(text, expected->text);
    case TEST_LACKS: return !contains(text, expected->text);
    case TEST_LINES: return count_lines(text) == strtoul(expected->text.data, NULL, 10);
    case TEST_SAVED: return save(t, expected->text, text);
    default: return true;
    }
}

static void print_difference(const test_case *t, const test_expectation *expected, vt_slice text) {
    static const char *const words[] = {"is", "has", "lacks", "", "has as many lines as", ""};
    fprintf(stderr, "%s:%zu: expected that %s %s:\n%.*s\n--- and it is:\n%.*s\n---\n", t->path, expected->line,
            expected->on_stderr ? "stderr" : "stdout", words[expected->kind], (int)expected->text.size,
            expected->text.data, (int)text.size, text.size ? text.data : "");
}

/* The expectation that nothing is written, where the case says nothing. */
static bool check_silence(const test_case *t, bool on_stderr, vt_slice text) {
    for (size_t i = 0; i < t->run.expected.count; i++)
        if (t->run.expected.items[i].on_stderr == on_stderr) return true;
    test_expectation nothing = {TEST_WHOLE, on_stderr, t->run.line, {"", 0}};
    if (text.size) print_difference(t, &nothing, text);
    return !text.size;
}

static bool is_line_end(vt_slice text, size_t at) { return text.data[at] == '\r' && at + 1 < text.size && text.data[at + 1] == '\n'; }

static bool has_colours(const test_run *run) {
    bool wanted = run->terminal;
    for (size_t i = 0; i < run->env_count; i++) wanted = wanted && strncmp(run->env[i], "NO_COLOR=", 9) != 0;
    return wanted;
}

/* Nothing that a terminal would obey, or that is no text; lines of CSV end in two bytes. */
static bool check_harmless(const test_case *t, const char *stream, vt_slice text) {
    for (size_t at = 0; at < text.size && !t->run.raw && !has_colours(&t->run);) {
        uint32_t point;
        size_t size = vt_point_next(text.data + at, text.size - at, &point);
        if (vt_point_is_control(point) && !is_line_end(text, at)) {
            fprintf(stderr, "%s:%zu: %s holds U+%04X at byte %zu\n", t->path, t->run.line, stream, point, at);
            return false;
        }
        at += size;
    }
    return true;
}

static bool check(const test_case *t, const outcome *got) {
    vt_slice out = vt_buffer_slice(&got->out), err = vt_buffer_slice(&got->err);
    bool passed = got->exit == t->run.exit;
    if (!passed) fprintf(stderr, "%s:%zu: exit %d, expected %d\n", t->path, t->run.line, got->exit, t->run.exit);
    for (size_t i = 0; i < t->run.expected.count; i++) {
        const test_expectation *expected = &t->run.expected.items[i];
        vt_slice text = expected->on_stderr ? err : out;
        if (matches(t, expected, text)) continue;
        print_difference(t, expected, text);
        passed = false;
    }
    passed = check_harmless(t, "stdout", out) && check_harmless(t, "stderr", err) && passed;
    passed = check_silence(t, false, out) && passed;
    return check_silence(t, true, err) && passed;
}

bool test_run_check(test_case *t) {
    t->runs++;
    outcome got = {0};
    vt_buffer_init(&got.out, NULL);
    vt_buffer_init(&got.err, NULL);
    bool ran = save(t, vt_slice_of(input_name), t->run.input) && execute(&t->run, &got);
    if (!ran) fprintf(stderr, "%s:%zu: could not be run\n", t->path, t->run.line);
    bool passed = ran && check(t, &got);
    if (ran && !passed && got.err.size) fprintf(stderr, "--- stderr:\n%s---\n", got.err.data);
    vt_buffer_free(&got.out);
    vt_buffer_free(&got.err);
    return passed;
}
