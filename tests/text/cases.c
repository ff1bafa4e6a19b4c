/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text-cases FUNCTION FILE: runs one function over the cases of a file and
 * compares. A case is `== name`, the input, `---`, the expected output. Both
 * may hold \xHH (a byte), \uHHHH (a code point), \n, \r, \t, \f and \\; a line
 * break in the file is a line feed, the last one before a mark is none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/slice.h"
#include "read/read.h"
#include "text/charset.h"
#include "text/normalise.h"
#include "text/token.h"
#include "text/tone.h"
#include "text/written.h"

typedef bool (*operation)(vt_arena *arena, vt_slice input, vt_buffer *out);

static bool run_normalise(vt_arena *arena, vt_slice input, vt_buffer *out) {
    vt_slice normal;
    if (!vt_normalise(arena, input, &normal)) return false;
    vt_buffer_append_slice(out, normal);
    return true;
}

static bool run_tone(vt_arena *arena, vt_slice input, vt_buffer *out) {
    vt_slice unified;
    if (!vt_tone_unify(arena, input, &unified)) return false;
    vt_buffer_append_slice(out, unified);
    return true;
}

static bool run_lower(vt_arena *arena, vt_slice input, vt_buffer *out) {
    vt_slice lower;
    if (!vt_lower(arena, input, &lower)) return false;
    vt_buffer_append_slice(out, lower);
    return true;
}

/* exact/folded of each word, with ' when it is accented. Those that are read as they are written are the same ones. */
static bool run_tokens(vt_arena *arena, vt_slice input, vt_buffer *out) {
    vt_tokens tokens;
    vt_token token;
    vt_written_words words;
    vt_slice written;
    uint32_t hash;
    vt_tokens_init(&tokens, arena, input);
    vt_written_start(&words, input);
    while (vt_tokens_next(&tokens, &token)) {
        if (!vt_written_next(&words, &written, &hash)) return false;
        if (!vt_slice_equal(written, vt_slice_sub(input, token.span.start, token.span.end))) return false;
        if (out->size) vt_buffer_append_char(out, ' ');
        vt_buffer_append_slice(out, token.exact);
        vt_buffer_append_char(out, '/');
        vt_buffer_append_slice(out, token.folded);
        if (token.accented) vt_buffer_append_char(out, '\'');
    }
    return !tokens.failed && !vt_written_next(&words, &written, &hash);
}

/* The first line of the input is the font's name. */
static bool run_font(vt_arena *arena, vt_slice input, vt_buffer *out) {
    const char *feed = memchr(input.data, '\n', input.size);
    if (!feed) return false;
    size_t size = (size_t)(feed - input.data);
    char *font = vt_arena_text(arena, vt_slice_sub(input, 0, size));
    bool capitals;
    vt_slice decoded;
    vt_charset charset = font ? vt_charset_of_font(font, &capitals) : VT_CHARSET_UTF8;
    if (!font || !vt_charset_decode_run(arena, charset, capitals, vt_slice_sub(input, size + 1, input.size), &decoded))
        return false;
    vt_buffer_printf(out, "%s: ", vt_charset_name(charset));
    vt_buffer_append_slice(out, decoded);
    return true;
}

static vt_code read_lines(vt_arena *arena, vt_slice input, vt_lines *lines, vt_error *err) {
    vt_arena scratch;
    vt_arena_init(&scratch, NULL);
    vt_code code = vt_reader_text.read(input, NULL, arena, &scratch, lines, err);
    vt_arena_free(&scratch);
    return code;
}

static void print_runs(const vt_lines *lines, vt_buffer *out) {
    for (size_t i = 0; i < lines->runs.count; i++) {
        vt_encoded_run run = lines->runs.items[i];
        vt_buffer_printf(out, "\n%s %zu:%u-%u", run.encoding, run.line, run.span.start, run.span.end);
    }
}

/* The lines of a text file, then its encodings, the runs in a legacy charset, and the notes. */
static bool run_file(vt_arena *arena, vt_slice input, vt_buffer *out) {
    vt_lines lines = {0};
    if (read_lines(arena, input, &lines, NULL)) return false;
    for (size_t i = 0; i < lines.lines.count; i++) {
        vt_buffer_append_slice(out, lines.lines.items[i].text);
        vt_buffer_append_char(out, '\n');
    }
    for (size_t i = 0; i < lines.encodings.count; i++)
        vt_buffer_printf(out, "%s%s", i ? " " : "[", lines.encodings.items[i]);
    vt_buffer_append_char(out, ']');
    print_runs(&lines, out);
    for (size_t i = 0; i < lines.notes.count; i++)
        vt_buffer_printf(out, "\n%s: %s", lines.notes.items[i].code, lines.notes.items[i].message);
    return true;
}

/* source, blank lines before, indent and text of each line. */
static bool run_lines(vt_arena *arena, vt_slice input, vt_buffer *out) {
    vt_lines lines = {0};
    if (read_lines(arena, input, &lines, NULL)) return false;
    for (size_t i = 0; i < lines.lines.count; i++) {
        const vt_line *line = &lines.lines.items[i];
        vt_buffer_printf(out, "%s%llu %u %u |", i ? "\n" : "", (unsigned long long)line->source, line->blank_before,
                         line->indent);
        vt_buffer_append_slice(out, line->text);
    }
    return true;
}

/* Which reader, or the error and its hint. */
static bool run_sniff(vt_arena *arena, vt_slice input, vt_buffer *out) {
    (void)arena;
    vt_error err = {0};
    const vt_reader *reader = vt_reader_for(input, "plan.txt", &err);
    if (reader)
        vt_buffer_append_text(out, reader->name);
    else
        vt_buffer_printf(out, "%s: %s%s%s", vt_error_id(err.code), err.message, err.hint ? "; hint: " : "",
                         err.hint ? err.hint : "");
    return true;
}

static const struct {
    const char *name;
    operation run;
} operations[] = {
    {"normalise", run_normalise}, {"tone", run_tone}, {"lower", run_lower}, {"tokens", run_tokens},
    {"font", run_font},           {"file", run_file}, {"lines", run_lines}, {"sniff", run_sniff},
};

/* ---- the file of cases ---- */

static const char *unescape_one(const char *at, vt_buffer *out) {
    static const char names[] = "nrtf\\", values[] = "\n\r\t\f\\";
    char digits[5] = {0}, bytes[4];
    if (*at == 'x' || *at == 'u') {
        size_t count = *at == 'x' ? 2 : 4;
        memcpy(digits, at + 1, count);
        unsigned long value = strtoul(digits, NULL, 16);
        if (*at == 'x')
            vt_buffer_append_char(out, (char)value);
        else
            vt_buffer_append(out, bytes, vt_utf8_encode((uint32_t)value, bytes));
        return at + 1 + count;
    }
    const char *name = strchr(names, *at);
    vt_buffer_append_char(out, name ? values[name - names] : *at);
    return at + 1;
}

static void unescape(vt_slice text, vt_buffer *out) {
    const char *at = text.data, *end = text.data + text.size;
    vt_buffer_clear(out);
    while (at < end) {
        if (*at == '\\' && at + 1 < end)
            at = unescape_one(at + 1, out);
        else
            vt_buffer_append_char(out, *at++);
    }
}

/* The text up to the line that starts with mark, or to the end; *at moves past that line's start. */
static vt_slice take_until(const char **at, const char *mark) {
    const char *start = *at, *stop = start;
    size_t size = strlen(mark);
    while (*stop && strncmp(stop, mark, size)) {
        const char *feed = strchr(stop, '\n');
        stop = feed ? feed + 1 : stop + strlen(stop);
    }
    *at = stop;
    return (vt_slice){start, (size_t)(stop - start) - (stop > start && stop[-1] == '\n')};
}

static vt_slice take_line(const char **at) {
    const char *start = *at, *feed = strchr(start, '\n');
    *at = feed ? feed + 1 : start + strlen(start);
    return (vt_slice){start, feed ? (size_t)(feed - start) : strlen(start)};
}

static bool check(operation run, vt_slice name, vt_slice input, vt_slice expected) {
    vt_arena arena;
    vt_buffer in, want, got;
    vt_arena_init(&arena, NULL);
    vt_buffer_init(&in, NULL);
    vt_buffer_init(&want, NULL);
    vt_buffer_init(&got, NULL);
    unescape(input, &in);
    unescape(expected, &want);
    bool ran = run(&arena, vt_buffer_slice(&in), &got);
    bool good = ran && !got.failed && vt_slice_equal(vt_buffer_slice(&got), vt_buffer_slice(&want));
    if (!good)
        printf("FAILED: %.*s\n  expected: %.*s\n  got:      %.*s\n", (int)name.size, name.data, (int)want.size,
               want.data ? want.data : "", (int)got.size, got.data ? got.data : "");
    vt_buffer_free(&in);
    vt_buffer_free(&want);
    vt_buffer_free(&got);
    vt_arena_free(&arena);
    return good;
}

static int run_cases(operation run, const char *text) {
    int count = 0, failed = 0;
    const char *at = text;
    take_until(&at, "== ");
    while (*at) {
        vt_slice name = take_line(&at);
        vt_slice input = take_until(&at, "---");
        take_line(&at);
        vt_slice expected = take_until(&at, "== ");
        count++;
        if (!check(run, name, input, expected)) failed++;
    }
    printf("%d cases, %d failed\n", count, failed);
    return count && !failed ? 0 : 1;
}

static char *read_text(const char *path) {
    vt_buffer text;
    char bytes[4096];
    FILE *file = fopen(path, "rb");
    vt_buffer_init(&text, NULL);
    for (size_t size; file && (size = fread(bytes, 1, sizeof bytes, file)) > 0;) vt_buffer_append(&text, bytes, size);
    if (file) fclose(file);
    return text.failed ? NULL : text.data;
}

int main(int count, char **arguments) {
    char *text = count == 3 ? read_text(arguments[2]) : NULL;
    int result = 2;
    for (size_t i = 0; text && i < sizeof operations / sizeof *operations; i++)
        if (!strcmp(operations[i].name, arguments[1])) result = run_cases(operations[i].run, text);
    if (result == 2) fprintf(stderr, "usage: text-cases FUNCTION FILE\n");
    free(text);
    return result;
}
