/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: lines as read. Out: the document's text and its pieces. A header or a
 * closing whose two columns were printed on common lines is re-ordered: all of
 * the left column, then all of the right. Assumes NFC lines.
 */
#include "base/slice.h"
#include "parse/atoms.h"
#include "text/utf8.h"

enum {
    GAP_COLUMNS = 3,      /* blanks that make a gap */
    TAB_STOP = 8,
    WIDEST_LINE = 130,    /* a longer line is a paragraph, whatever gaps it has */
    WIDEST_SINGLE = 80,   /* a line without a gap that may stand in a run of columns */
    LONGEST_SINGLES = 6,  /* such lines in a row */
    MAX_PARTS = 6
};

/* A stretch of a line between gaps. */
typedef struct part {
    uint32_t start, end;   /* bytes in the line */
    uint32_t left, right;  /* columns on the page */
    bool after_tab;
} part;

typedef struct layout {
    part parts[MAX_PARTS];
    unsigned count;
    unsigned leading_tabs;
    uint32_t width;
} layout;

static bool word_before_is(vt_slice text, size_t at, const char *const *words) {
    while (at && vt_is_space(text.data[at - 1])) at--;
    for (; *words; words++) {
        size_t size = strlen(*words);
        if (at >= size && memcmp(text.data + at - size, *words, size) == 0) return true;
    }
    return false;
}

/* A gap that is a blank to be filled in by hand: "Số:      /KH", "ngày    tháng". */
static bool is_blank_to_fill(vt_slice text, size_t from, size_t to) {
    static const char *const before[] = {"Số:", "Số", "SỐ:", "số", "số:", "ngày", "tháng", "năm", "Ngày", NULL};
    if (to < text.size && text.data[to] == ',') return false; /* a date whose place is blank: another column */
    if (to < text.size && (text.data[to] == '/' || text.data[to] == '-')) return true;
    return word_before_is(text, from, before);
}

/* Whether what follows a gap goes on in lower case, as justified text does. */
static bool goes_on(vt_slice text, size_t to) {
    char c = vt_fold_point(vt_utf8_decode(text.data + to));
    return c >= 'a' && c <= 'z';
}

/* Whether a line may have a gap: asked of many bytes at once. */
static bool has_gap(vt_slice text) {
    unsigned char found = 0;
    for (size_t i = 0; i < text.size; i++) found |= text.data[i] == '\t';
    for (size_t i = 2; i < text.size; i++)
        found |= (text.data[i - 2] == ' ') & (text.data[i - 1] == ' ') & (text.data[i] == ' ');
    return found;
}

/* A line without a gap is one part; each of its code points takes a column. */
static void lay_out_plain(vt_slice text, layout *out) {
    size_t start = 0, end = text.size;
    while (start < end && text.data[start] == ' ') start++;
    while (end > start && text.data[end - 1] == ' ') end--;
    if (start == end) return;
    uint32_t right = (uint32_t)start;
    for (size_t i = start; i < end; i++) right += (text.data[i] & 0xC0) != 0x80;
    out->parts[out->count++] = (part){(uint32_t)start, (uint32_t)end, (uint32_t)start, right, false};
    out->width = right;
}

static void lay_out(vt_slice text, layout *out) {
    *out = (layout){0};
    if (!has_gap(text)) {
        lay_out_plain(text, out);
        return;
    }
    uint32_t column = 0, gap_start = 0;
    size_t at = 0, gap_at = 0;
    bool tab = false, in_gap = true;
    for (; at < text.size; at += vt_utf8_size(text.data[at])) {
        char c = text.data[at];
        if (c == ' ' || c == '\t') {
            if (!in_gap) gap_start = column, gap_at = at, in_gap = true, tab = false;
            if (c == '\t' && !out->count) out->leading_tabs++;
            tab |= c == '\t';
            column = c == '\t' ? (column / TAB_STOP + 1) * TAB_STOP : column + 1;
            continue;
        }
        if (in_gap) {
            bool wide = !out->count || tab || column - gap_start >= GAP_COLUMNS;
            bool cut = !out->count || (wide && out->count < MAX_PARTS && !is_blank_to_fill(text, gap_at, at) &&
                                       (tab || !goes_on(text, at)));
            if (cut) out->parts[out->count++] = (part){(uint32_t)at, 0, column, 0, tab};
            in_gap = false;
        }
        column++;
        part *last = &out->parts[out->count - 1];
        last->end = (uint32_t)(at + vt_utf8_size(c));
        last->right = column;
    }
    out->width = out->count ? out->parts[out->count - 1].right : 0;
}

/* The lines [first, last] whose columns are re-ordered. */
typedef struct run {
    size_t first, last;
    uint32_t middle; /* column that parts left from right */
} run;

static bool is_double(const layout *l) {
    return (l->count == 2 && l->width <= WIDEST_LINE) || (l->count == 1 && l->leading_tabs > 1 && l->width <= WIDEST_LINE);
}

static bool may_stand_between(const layout *l, const vt_line *line) {
    return l->count <= 1 && line->blank_before <= 3 &&
           (l->count == 0 || l->parts[0].right - l->parts[0].left <= WIDEST_SINGLE);
}

/* Whether a run of columns may start at a line; then its layout is known. */
static bool may_start(vt_slice text, layout *own) {
    if (!has_gap(text)) return false;
    lay_out(text, own);
    return is_double(own);
}

/* The run of columns that starts at this line, whose layout is known, and those of the lines behind it. */
static run find_run(const vt_lines *lines, layout *layouts, size_t first) {
    run found = {first, first, 0};
    uint64_t middle = 0;
    uint32_t doubles = 0, singles = 0;
    for (size_t i = first; i < lines->lines.count; i++) {
        layout *l = &layouts[i];
        const vt_line *line = &lines->lines.items[i];
        if (line->table >= 0 || (i > first && line->blank_before > 6)) break;
        if (i > first) lay_out(line->text, l);
        if (is_double(l)) {
            if (l->count == 2) middle += (l->parts[0].right + l->parts[1].left) / 2, doubles++;
            found.last = i;
            singles = 0;
        } else if (!may_stand_between(l, line) || ++singles > LONGEST_SINGLES)
            break;
    }
    found.middle = doubles ? (uint32_t)(middle / doubles) : 0;
    return found;
}

/* Which column (1 or 2) a part of a run's line belongs to. */
static uint8_t column_of(const layout *l, unsigned part_index, uint32_t middle) {
    if (l->count == 2) return part_index ? 2 : 1;
    if (l->leading_tabs) return 2;
    return (l->parts[0].left + l->parts[0].right) / 2 > middle ? 2 : 1;
}

typedef struct writer {
    vt_arena *arena;
    char *text;
    size_t size;
    vt_pieces *pieces;
} writer;

static bool emit(writer *w, const vt_lines *lines, size_t index, vt_slice bytes, uint8_t column, bool plain) {
    vt_piece *piece = vt_array_push(w->arena, w->pieces);
    if (!piece) return false;
    if (bytes.size) memcpy(w->text + w->size, bytes.data, bytes.size);
    *piece = (vt_piece){.span = {(uint32_t)w->size, (uint32_t)(w->size + bytes.size)},
                        .line = &lines->lines.items[index],
                        .line_index = (uint32_t)index,
                        .column = column,
                        .moved = column > 0,
                        .plain = plain};
    w->size += bytes.size;
    w->text[w->size++] = '\n';
    return true;
}

static bool emit_run(writer *w, const vt_lines *lines, const layout *layouts, const run *r) {
    for (uint8_t column = 1; column <= 2; column++)
        for (size_t i = r->first; i <= r->last; i++) {
            const layout *l = &layouts[i];
            for (unsigned k = 0; k < l->count; k++) {
                if (column_of(l, k, r->middle) != column) continue;
                vt_slice bytes = vt_slice_sub(lines->lines.items[i].text, l->parts[k].start, l->parts[k].end);
                if (!emit(w, lines, i, bytes, column, false)) return false;
            }
        }
    return true;
}

static bool emit_line(writer *w, const vt_lines *lines, size_t i, bool plain) {
    const vt_line *line = &lines->lines.items[i];
    if (line->blank_before && w->size) w->text[w->size++] = '\n';
    return emit(w, lines, i, line->text, 0, plain);
}

bool vt_cut_columns(vt_arena *arena, vt_arena *scratch, const vt_lines *lines, vt_slice *text, vt_pieces *pieces) {
    size_t count = lines->lines.count, room = 1;
    layout *layouts = vt_arena_array(scratch, count + 1, sizeof *layouts);
    for (size_t i = 0; i < count; i++) room += lines->lines.items[i].text.size + 2 + MAX_PARTS;
    writer w = {scratch, vt_arena_bytes(arena, room), 0, pieces};
    if (!layouts || !w.text) return false;
    for (size_t i = 0; i < count; i++) {
        vt_slice line = lines->lines.items[i].text;
        bool plain = vt_view_is_plain(line);
        run r = !plain && may_start(line, &layouts[i]) ? find_run(lines, layouts, i) : (run){1, 0, 0};
        bool side_by_side = r.last > r.first || (r.last == r.first && layouts[i].count == 2);
        if (!(side_by_side ? emit_run(&w, lines, layouts, &r) : emit_line(&w, lines, i, plain))) return false;
        if (side_by_side) i = r.last;
    }
    *text = (vt_slice){w.text, w.size};
    return true;
}
