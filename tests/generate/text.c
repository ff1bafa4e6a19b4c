/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a plan. Out: a text file as conversions leave it: columns side by side or one under the other, wrapped or not. */
#include <string.h>
#include "base/slice.h"
#include "layout.h"

enum { LEFT_WIDTH = 38 };

static size_t letters(const char *text, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++) count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static void put_spaces(vt_buffer *out, size_t count) {
    while (count--) vt_buffer_append_char(out, ' ');
}

static void put_line(vt_buffer *out, const char *text) {
    if (text)
        vt_buffer_append_text(out, text);
    else
        out->failed = true;
    vt_buffer_append_char(out, '\n');
}

/* Two columns on the same lines. */
static void put_columns(vt_buffer *out, const char *const *left, size_t left_count, const char *const *right,
                        size_t right_count) {
    for (size_t i = 0; i < left_count || i < right_count; i++) {
        const char *text = i < left_count && left[i] ? left[i] : "";
        out->failed = out->failed || (i < left_count && !left[i]) || (i < right_count && !right[i]);
        size_t width = letters(text, strlen(text));
        vt_buffer_append_text(out, text);
        if (i < right_count && right[i] && *right[i]) {
            put_spaces(out, width + 2 < LEFT_WIDTH ? LEFT_WIDTH - width : 3);
            vt_buffer_append_text(out, right[i]);
        }
        vt_buffer_append_char(out, '\n');
    }
}

static void put_head(const gen_plan *plan, vt_arena *arena, vt_buffer *out) {
    const char *left[GEN_LINES_MAX], *right[GEN_LINES_MAX] = {gen_motto[0], gen_motto[1], "---------------"};
    size_t count = gen_issuer_lines(&plan->act, arena, left), right_count = 3;
    const char *number = vt_arena_printf(arena, "Số: %s", plan->act.reference.number);
    if (plan->shape.header == GEN_SIDE_BY_SIDE) {
        left[count++] = "-------";
        while (count < right_count) left[count++] = "";
        while (right_count < count) right[right_count++] = "";
        left[count++] = number;
        right[right_count++] = gen_dateline(&plan->act, arena);
        put_columns(out, left, count, right, right_count);
        return;
    }
    for (size_t i = 0; i < count; i++) put_line(out, left[i]);
    if (plan->shape.header == GEN_LEFT_FIRST) put_line(out, number);
    for (size_t i = 0; i < right_count; i++) put_line(out, right[i]);
    if (plan->shape.header != GEN_LEFT_FIRST) put_line(out, number);
    put_line(out, gen_dateline(&plan->act, arena));
}

/* Text behind a marker, broken at spaces where the plan says so. */
static void put_wrapped(vt_buffer *out, vt_slice text, unsigned columns, size_t used) {
    while (columns && used + letters(text.data, text.size) > columns) {
        size_t best = 0, width = used;
        for (size_t i = 0; i < text.size && width <= columns; i++) {
            width += ((unsigned char)text.data[i] & 0xC0) != 0x80;
            if (text.data[i] == ' ') best = i;
        }
        if (!best) break;
        vt_buffer_append(out, text.data, best);
        vt_buffer_append_char(out, '\n');
        text = vt_slice_sub(text, best + 1, text.size);
        used = 0;
    }
    vt_buffer_append_slice(out, text);
}

static void put_paragraph(const gen_plan *plan, size_t i, vt_arena *arena, vt_buffer *out) {
    const gen_paragraph *p = &plan->paragraphs.items[i];
    const char *lead = p->role == GEN_ADDRESSEE ? "Kính gửi:" : p->marker;
    size_t used = letters(lead, strlen(lead)) + (*lead != '\0');
    vt_buffer_append_text(out, lead);
    if (*lead) vt_buffer_append_char(out, ' ');
    put_wrapped(out, p->text, plan->shape.columns, used);
    vt_buffer_append_text(out, gen_closing_mark(plan, i));
    vt_buffer_append_text(out, plan->shape.spaced ? "\n\n" : "\n");
    if (gen_decides_behind(plan, i)) {
        put_line(out, vt_arena_printf(arena, "%s:", gen_upper(arena, plan->act.reference.type)));
        if (plan->shape.spaced) put_line(out, "");
    }
}

static void put_title(const gen_plan *plan, vt_arena *arena, vt_buffer *out) {
    vt_buffer_append_char(out, '\n');
    if (gen_is_letter(&plan->act)) {
        vt_buffer_printf(out, "V/v %s\n\n", plan->title);
        return;
    }
    put_line(out, gen_upper(arena, plan->act.reference.type));
    put_wrapped(out, vt_slice_of(plan->title), plan->shape.columns, 0);
    vt_buffer_append_text(out, "\n\n");
}

static void put_end(const gen_plan *plan, vt_arena *arena, vt_buffer *out) {
    const char *left[GEN_LINES_MAX] = {"Nơi nhận:"}, *right[GEN_LINES_MAX];
    size_t count = 1, right_count = gen_signer_lines(&plan->act, arena, right);
    count += gen_recipient_lines(plan, arena, left + 1);
    vt_buffer_append_char(out, '\n');
    if (plan->shape.header == GEN_SIDE_BY_SIDE) {
        put_columns(out, left, count, right, right_count);
        return;
    }
    for (size_t i = 0; i < count; i++) put_line(out, left[i]);
    vt_buffer_append_char(out, '\n');
    for (size_t i = 0; i < right_count; i++) put_line(out, right[i]);
}

bool gen_write_text(const gen_plan *plan, vt_buffer *out) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    put_head(plan, &arena, out);
    put_title(plan, &arena, out);
    for (size_t i = 0; i < plan->paragraphs.count; i++) put_paragraph(plan, i, &arena, out);
    put_end(plan, &arena, out);
    vt_arena_free(&arena);
    return !out->failed;
}
