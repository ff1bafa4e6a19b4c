/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs case files: "== name of the shape", a document, "---", what must be read
 * of it (see expect.h).
 *
 *     parse-cases FILE...          compares; exit 1 when a case does not do what its name says
 *     parse-cases --known FILE...  tells of the cases that are expected to fail, too
 *     parse-cases --all FILE...    prints all fields of every case
 *     parse-cases --mark FILE...   writes the marks of expected failures as they are now
 *
 * A case whose name ends with " !" is expected to fail: what it expects is
 * right, and the parser does not yet do it. When such a case passes, that is a
 * failure as well, so that the mark is taken away. \uHHHH in a document is a
 * code point that an editor would not show.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/slice.h"
#include "expect.h"

typedef enum mode { COMPARE, KNOWN, ALL, MARK } mode;

typedef struct run {
    mode mode;
    const char *path;
    vt_buffer fresh; /* the file with its marks as they are now */
    int cases, failed, known;
} run;

typedef struct test {
    vt_slice name, body, input, expectation; /* body: from the line after the name to the next case */
    bool marked;
} test;

static bool read_all(const char *path, vt_buffer *text) {
    char block[4096];
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;) vt_buffer_append(text, block, got);
    bool ok = !ferror(file);
    fclose(file);
    return ok && !text->failed;
}

static bool write_all(const char *path, vt_slice text) {
    FILE *file = fopen(path, "wb");
    bool ok = file && fwrite(text.data, 1, text.size, file) == text.size;
    return file && fclose(file) == 0 && ok;
}

/* Where mark stands in text from `from` on, or text.size. */
static size_t find(vt_slice text, size_t from, vt_slice mark) {
    for (; from + mark.size <= text.size; from++)
        if (memcmp(text.data + from, mark.data, mark.size) == 0) return from;
    return text.size;
}

static void append_point(vt_buffer *out, unsigned point) {
    if (point < 0x80) {
        vt_buffer_append_char(out, (char)point);
    } else if (point < 0x800) {
        vt_buffer_append_char(out, (char)(0xC0 | point >> 6));
        vt_buffer_append_char(out, (char)(0x80 | (point & 0x3F)));
    } else {
        vt_buffer_append_char(out, (char)(0xE0 | point >> 12));
        vt_buffer_append_char(out, (char)(0x80 | (point >> 6 & 0x3F)));
        vt_buffer_append_char(out, (char)(0x80 | (point & 0x3F)));
    }
}

/* Four hexadecimal digits. */
static bool read_point(vt_slice text, unsigned *point) {
    char digits[5] = "", *end;
    if (text.size < 6 || text.data[0] != '\\' || text.data[1] != 'u') return false;
    memcpy(digits, text.data + 2, 4);
    *point = (unsigned)strtoul(digits, &end, 16);
    return end == digits + 4;
}

static void unescape(vt_slice text, vt_buffer *out) {
    for (size_t i = 0; i < text.size; i++) {
        unsigned point;
        if (read_point(vt_slice_sub(text, i, text.size), &point)) {
            append_point(out, point);
            i += 5;
        } else {
            vt_buffer_append_char(out, text.data[i]);
        }
    }
}

/* The case whose "== " stands at `at`; *at moves to the next one. False when it has no "---". */
static bool read_test(vt_slice text, size_t *at, test *t) {
    size_t name = *at + 3, line = find(text, name, VT_LITERAL("\n"));
    size_t next = find(text, line, VT_LITERAL("\n== "));
    *at = next < text.size ? next + 1 : text.size;
    if (line == text.size) return false;
    t->name = vt_slice_trim(vt_slice_sub(text, name, line));
    t->body = vt_slice_sub(text, line + 1, *at);
    t->marked = vt_slice_ends(t->name, VT_LITERAL(" !"));
    if (t->marked) t->name.size -= 2;
    size_t bar = find(t->body, 0, VT_LITERAL("\n---\n"));
    if (bar == t->body.size) return false;
    t->input = vt_slice_sub(t->body, 0, bar + 1);
    t->expectation = vt_slice_sub(t->body, bar + 5, t->body.size);
    return true;
}

/* What is read of a case, held against what it expects. */
static bool is_met(const run *r, const test *t, vt_buffer *report) {
    vt_arena arena;
    vt_buffer input;
    vt_error err;
    fields got;
    vt_arena_init(&arena, NULL);
    vt_buffer_init(&input, NULL);
    unescape(t->input, &input);
    bool met = !input.failed && !fields_read(&arena, vt_buffer_slice(&input), &got, &err);
    if (!met) vt_buffer_printf(report, "    could not be read\n");
    else met = expect_met(t->expectation, &got, report);
    if (r->mode == ALL && got.count) expect_write(&got, report);
    vt_buffer_free(&input);
    vt_arena_free(&arena);
    return met && !report->failed;
}

static void tell(const run *r, const char *what, vt_slice name, const vt_buffer *report) {
    printf("%s %s: %.*s\n%s", what, r->path, (int)name.size, name.data, report->data ? report->data : "");
}

static void run_test(run *r, const test *t) {
    vt_buffer report;
    vt_buffer_init(&report, NULL);
    bool met = is_met(r, t, &report);
    r->cases++;
    r->known += !met && t->marked;
    r->failed += met == t->marked;
    if (!met && !t->marked) tell(r, "FAILED", t->name, &report);
    else if (!met && r->mode == KNOWN) tell(r, "known", t->name, &report);
    else if (met && t->marked) tell(r, "PASSES, take its mark away:", t->name, &report);
    else if (r->mode == ALL) tell(r, "case", t->name, &report);
    vt_buffer_printf(&r->fresh, "== %.*s%s\n", (int)t->name.size, t->name.data, met ? "" : " !");
    vt_buffer_append_slice(&r->fresh, t->body);
    vt_buffer_free(&report);
}

static bool run_text(run *r, vt_slice text) {
    size_t at = vt_slice_starts(text, VT_LITERAL("== ")) ? 0 : find(text, 0, VT_LITERAL("\n== ")) + 1;
    vt_buffer_append(&r->fresh, text.data, at < text.size ? at : 0);
    while (at < text.size) {
        test t = {0};
        if (!read_test(text, &at, &t)) return printf("%s: %.*s: a case without ---\n", r->path, (int)t.name.size, t.name.data) < 0;
        run_test(r, &t);
    }
    return !r->fresh.failed && (r->mode != MARK || write_all(r->path, vt_buffer_slice(&r->fresh)));
}

static bool run_file(run *r, const char *path) {
    vt_buffer text;
    vt_buffer_init(&text, NULL);
    vt_buffer_init(&r->fresh, NULL);
    r->path = path;
    bool ok = read_all(path, &text);
    if (!ok) printf("%s: cannot be read\n", path);
    ok = ok && run_text(r, vt_buffer_slice(&text));
    vt_buffer_free(&r->fresh);
    vt_buffer_free(&text);
    return ok;
}

static mode mode_of(const char *argument) {
    static const struct {
        const char *option;
        mode mode;
    } modes[] = {{"--known", KNOWN}, {"--all", ALL}, {"--mark", MARK}};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (strcmp(argument, modes[i].option) == 0) return modes[i].mode;
    return COMPARE;
}

int main(int argc, char **argv) {
    run r = {.mode = argc > 1 ? mode_of(argv[1]) : COMPARE};
    bool ok = true;
    for (int i = r.mode == COMPARE ? 1 : 2; i < argc; i++) ok = run_file(&r, argv[i]) && ok;
    printf("%d cases, %d failed, %d expected to fail\n", r.cases, r.failed, r.known);
    return ok && r.cases && (!r.failed || r.mode == MARK) ? 0 : 1;
}
