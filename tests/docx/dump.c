/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the bytes of a file. Out: what the reader makes of it, one line each; only hints that say something are shown. */
#include "case.h"

#include <string.h>
#include "base/slice.h"

static void hint(vt_buffer *out, size_t start, const char *text) {
    vt_buffer_append_text(out, out->size == start ? "[" : " ");
    vt_buffer_append_text(out, text);
}

static void number_hint(vt_buffer *out, size_t start, const char *name, unsigned value) {
    if (!value) return;
    hint(out, start, name);
    vt_buffer_printf(out, "%u", value);
}

static void dump_line(const vt_line *line, vt_buffer *out) {
    static const char *const regions[] = {NULL, "header", "footer", "box", "note"};
    static const char *const aligns[] = {"unknown", NULL, "center", "right", "both"};
    size_t start = out->size;
    if (regions[line->region]) hint(out, start, regions[line->region]);
    if (line->table >= 0) {
        hint(out, start, "t");
        vt_buffer_printf(out, "%d.%d.%d", (int)line->table, (int)line->row, (int)line->cell);
    }
    if (line->breaks) hint(out, start, "break");
    number_hint(out, start, "blank", line->blank_before);
    number_hint(out, start, "L", line->list_level);
    if (aligns[line->align]) hint(out, start, aligns[line->align]);
    number_hint(out, start, "indent", line->indent);
    number_hint(out, start, "size", line->half_points);
    if (line->bold) hint(out, start, "bold");
    if (line->italic) hint(out, start, "italic");
    if (line->caps) hint(out, start, "caps");
    if (out->size > start) vt_buffer_append_text(out, "] ");
    if (line->number_size) {
        vt_buffer_append_char(out, '{');
        vt_buffer_append(out, line->text.data, line->number_size);
        vt_buffer_append_char(out, '}');
    }
    for (size_t i = line->number_size; i < line->text.size; i++) {
        if (line->text.data[i] == '\t')
            vt_buffer_append_text(out, "\\t");
        else
            vt_buffer_append_char(out, line->text.data[i]);
    }
    vt_buffer_append_char(out, '\n');
}

static void dump_lines(const vt_lines *lines, vt_buffer *out) {
    for (size_t i = 0; i < lines->lines.count; i++) dump_line(&lines->lines.items[i], out);
    for (size_t i = 0; i < lines->notes.count; i++)
        vt_buffer_printf(out, "note %s after %zu: %s\n", lines->notes.items[i].code, lines->notes.items[i].line,
                         lines->notes.items[i].message);
    for (size_t i = 0; i < lines->runs.count; i++) {
        const vt_encoded_run *run = &lines->runs.items[i];
        vt_slice text = vt_slice_sub(lines->lines.items[run->line].text, run->span.start, run->span.end);
        vt_buffer_printf(out, "%s in %zu: %.*s\n", run->encoding, run->line, (int)text.size, text.data);
    }
    bool plain = lines->encodings.count == 1 && strcmp(lines->encodings.items[0], "utf-8") == 0;
    for (size_t i = 0; !plain && i < lines->encodings.count; i++)
        vt_buffer_printf(out, "encoding %s\n", lines->encodings.items[i]);
}

void docx_dump(vt_slice bytes, const vt_limits *limits, vt_buffer *out) {
    vt_arena arena, scratch;
    vt_arena_init(&arena, NULL);
    vt_arena_init(&scratch, NULL);
    vt_lines lines = {0};
    vt_error err = {0};
    vt_code code = vt_reader_docx.read(bytes, limits, &arena, &scratch, &lines, &err);
    if (code) {
        vt_buffer_printf(out, "error %s: %s\n", vt_error_id(code), err.message);
        if (err.hint) vt_buffer_printf(out, "hint: %s\n", err.hint);
    } else {
        dump_lines(&lines, out);
    }
    vt_arena_free(&scratch);
    vt_arena_free(&arena);
}
