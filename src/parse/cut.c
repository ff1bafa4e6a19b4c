/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the document's text and its pieces. Out: atoms, in the order of the text.
 * A piece is first split at cell marks, breaks, tags and rules, then at anchors.
 * Pieces of nothing but marks leave only a trace on the atom behind them.
 */
#include "base/slice.h"
#include "parse/anchors.h"
#include "parse/atoms.h"

enum { RULE_SIZE = 4 };

typedef struct cutter {
    vt_arena *arena;
    vt_slice text;
    size_t most; /* atoms */
    vt_atoms *atoms;
    const vt_piece *piece;
    uint32_t blank_before;
    bool cell, rule;      /* seen since the last atom */
    bool emphasis;        /* open at this place */
    bool fresh_line;
} cutter;

static bool is_mark(char c) { return vt_is_space(c) || strchr("|*_-=#~+.:\\", c); }

static const char rules[] = "-*_=~";

/* A run of rule characters that parts things: "-------", "********", "______". */
static size_t rule_at(vt_slice text, size_t at, size_t end) {
    char c = text.data[at];
    size_t size = 0;
    if (!memchr(rules, c, sizeof rules - 1)) return 0;
    while (at + size < end && text.data[at + size] == c) size++;
    return size >= RULE_SIZE ? size : 0;
}

/* A letter, a digit or anything beyond ASCII. */
static bool is_substance(char c) { return vt_is_letter(c) || vt_is_digit(c) || (c & 0x80); }

static bool has_substance(vt_slice text, vt_span span) {
    for (size_t i = span.start; i < span.end; i++)
        if (is_substance(text.data[i])) return true;
    return false;
}

/* Whether the emphasis that is open here closes at the end of the span or behind it. */
static bool closes_late(vt_slice text, size_t at, size_t end) {
    while (end > at && strchr(" :.;*_", text.data[end - 1])) end--;
    for (; at < end; at++)
        if (text.data[at] == '*') return false;
    return true;
}

/* Marks of emphasis at the start of a span: 1 italic, 2 or more bold. */
static unsigned emphasis_at(vt_slice text, vt_span span) {
    size_t at = span.start;
    unsigned marks = 0;
    while (at < span.end && (vt_is_space(text.data[at]) || text.data[at] == '#')) at++;
    while (at < span.end && (text.data[at] == '*' || text.data[at] == '_')) at++, marks++;
    return marks && at < span.end && text.data[at] != ' ' && closes_late(text, at, span.end) ? marks : 0;
}

static uint8_t heading_level(vt_slice text, vt_span span) {
    uint8_t level = 0;
    size_t at = span.start;
    while (at < span.end && text.data[at] == ' ') at++;
    while (at < span.end && text.data[at] == '#' && level < 6) at++, level++;
    return level && at < span.end && text.data[at] == ' ' ? level : 0;
}

static void track_emphasis(cutter *c, vt_span span) {
    const char *star, *from = c->text.data + span.start, *last = c->text.data + span.end;
    while ((star = memchr(from, '*', (size_t)(last - from)))) {
        for (from = star; from < last && *from == '*';) from++;
        bool bullet = from - star == 1 && from < last && *from == ' ' && !c->emphasis;
        if (!bullet) c->emphasis = !c->emphasis;
    }
}

static bool push_atom(cutter *c, const vt_view *view, vt_span raw, bool flat, bool firm) {
    vt_atom *atom = vt_array_push(c->arena, c->atoms);
    if (!atom || c->atoms->count > c->most) return false;
    unsigned marks = emphasis_at(c->text, raw);
    *atom = (vt_atom){.view = *view,
                      .span = vt_view_span(view, 0, view->text.size),
                      .line = c->piece->line,
                      .line_index = c->piece->line_index,
                      .blank_before = c->blank_before,
                      .column = c->piece->column,
                      .starts_line = c->fresh_line,
                      .starts_cell = c->cell,
                      .rule_before = c->rule,
                      .flat = flat,
                      .firm = firm,
                      .bold = c->piece->line->bold || marks > 1,
                      .italic = c->piece->line->italic || marks == 1,
                      .in_emphasis = c->fresh_line && c->emphasis,
                      .heading_level = heading_level(c->text, raw),
                      .number_size = c->fresh_line ? c->piece->line->number_size : 0};
    c->blank_before = 0;
    c->cell = c->rule = c->fresh_line = false;
    return true;
}

/* Cuts a span without marks that part at its anchors. */
static bool cut_span(cutter *c, vt_span span) {
    vt_view view, part;
    bool flat = false;
    vt_cuts cuts = {0};
    if (!has_substance(c->text, span)) return true;
    bool seen = c->piece->plain ? vt_view_plain(c->arena, c->text, span, &view)
                                : vt_view_clean(c->arena, c->text, span, &view);
    if (!seen) return false;
    if (!vt_anchors_find(c->arena, &view, &cuts, &flat)) return false;
    if (!cuts.count) return push_atom(c, &view, span, false, false);
    size_t start = 0;
    for (size_t i = 0; i <= cuts.count; i++) {
        size_t end = i < cuts.count ? view.fold.offset[cuts.items[i].at] : view.text.size, trimmed = end;
        while (trimmed > start && view.text.data[trimmed - 1] == ' ') trimmed--;
        if (trimmed > start) {
            if (!vt_view_part(c->arena, &view, start, trimmed, &part)) return false;
            if (!push_atom(c, &part, start ? vt_view_span(&part, 0, part.text.size) : span, flat, i && cuts.items[i - 1].firm)) return false;
        }
        start = end;
    }
    return true;
}

/* What parts a line at a byte: a cell mark, a break, a rule. Returns its size, or 0. */
static size_t parting_at(const cutter *c, size_t at, size_t start, size_t end) {
    vt_slice rest = vt_slice_sub(c->text, at, end);
    if (rest.data[0] == '|') return 1;
    if (rest.data[0] == '<') return vt_html_tag_size(rest);
    bool edge = at == start || c->text.data[at - 1] == ' ';
    return edge ? rule_at(c->text, at, end) : 0;
}

static bool cut_piece(cutter *c) {
    vt_span span = c->piece->span;
    size_t start = span.start;
    if (c->piece->plain) return cut_span(c, span);
    for (size_t at = span.start; at < span.end;) {
        size_t size = parting_at(c, at, span.start, span.end);
        if (!size) {
            at++;
            continue;
        }
        if (!cut_span(c, (vt_span){(uint32_t)start, (uint32_t)at})) return false;
        char mark = c->text.data[at];
        if (mark == '|') c->cell = true;
        else if (mark != '<') c->rule = true;
        start = at += size;
    }
    return cut_span(c, (vt_span){(uint32_t)start, span.end});
}

static bool only_marks(vt_slice text, vt_span span) {
    for (size_t i = span.start; i < span.end; i++)
        if (!is_mark(text.data[i])) return false;
    return true;
}

static void note_marks(cutter *c) {
    vt_slice raw = vt_slice_sub(c->text, c->piece->span.start, c->piece->span.end);
    if (memchr(raw.data, '|', raw.size)) c->cell = true;
    else if (raw.size && strchr("-=_~*", vt_slice_trim(raw).size ? vt_slice_trim(raw).data[0] : 'x')) c->rule = true;
}

bool vt_cut_atoms(vt_arena *arena, vt_slice text, const vt_pieces *pieces, size_t most, vt_atoms *atoms) {
    cutter c = {.arena = arena, .text = text, .most = most, .atoms = atoms};
    atoms->items = vt_arena_array(arena, pieces->count, sizeof *atoms->items); /* mostly one a piece */
    if (!atoms->items) return false;
    atoms->capacity = pieces->count;
    for (size_t i = 0; i < pieces->count; i++) {
        c.piece = &pieces->items[i];
        c.fresh_line = true;
        c.blank_before += c.piece->line->blank_before;
        if (c.piece->line->blank_before) c.emphasis = false;
        if (c.piece->column > 1 && (i == 0 || pieces->items[i - 1].column != c.piece->column)) c.cell = true;
        if (i && pieces->items[i - 1].moved != c.piece->moved) c.cell = true;
        bool marks = only_marks(text, c.piece->span);
        if (marks) note_marks(&c);
        else if (!cut_piece(&c)) return false;
        /* A lone star is the rule under a Party document's issuer. */
        if (c.piece->plain) continue;
        if (!marks || vt_slice_trim(vt_slice_sub(text, c.piece->span.start, c.piece->span.end)).size > 1)
            track_emphasis(&c, c.piece->span);
    }
    return true;
}
