/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a finished paragraph: its text in looks, its breaks, its list. Out: lines,
 * decoded and normalised, each with its hints, and the notes that it refers to.
 */
#include "read/docx_story.h"

#include <string.h>
#include "base/error.h"
#include "base/slice.h"
#include "text/normalise.h"

/* A line while it is made. */
typedef struct draft {
    vt_line line;
    vt_slice number;
    vt_charset number_charset;
    size_t first_run; /* of its encoded runs in the sink */
    bool has_look;
    uint8_t on;    /* toggles that all of its letters have */
    size_t widest; /* bytes in the font size chosen so far */
} draft;

/* Appends text in its charset to the reader's line buffer; *changed when it was not Unicode already. */
static bool decode(vt_docx_reader *reader, const vt_docx_run_props *look, vt_slice text, bool *changed) {
    vt_slice out = text;
    if (look->charset != VT_CHARSET_UTF8 &&
        !vt_charset_decode_run(reader->scratch, (vt_charset)look->charset, look->capital_font, text, &out))
        return false;
    *changed = !vt_slice_equal(text, out);
    reader->encoded[*changed ? look->charset : VT_CHARSET_UTF8] += out.size;
    vt_buffer_append_slice(&reader->line, out);
    return !reader->line.failed;
}

static bool add_encoded_run(vt_docx_story *story, vt_charset charset, size_t start, size_t end) {
    vt_encoded_run *run = vt_array_push(story->reader->scratch, &story->sink->runs);
    if (run) *run = (vt_encoded_run){story->sink->lines.count, {start, end}, vt_charset_name(charset)};
    return run != NULL;
}

static bool is_blank(vt_slice text) { return vt_slice_trim(text).size == 0; }

/* What the letters of a stretch say about the whole line. */
static void take_look(draft *draft, const vt_docx_run_props *look, vt_slice text) {
    if (is_blank(text)) return;
    draft->on = draft->has_look ? draft->on & look->on : look->on;
    draft->has_look = true;
    if (text.size <= draft->widest) return;
    draft->widest = text.size;
    draft->line.half_points = look->half_points;
}

static bool same_charset(const vt_docx_run_props *a, const vt_docx_run_props *b) {
    return a->charset == b->charset && a->capital_font == b->capital_font;
}

/* The text of the paragraph from start to end, decoded font by font: a letter and its mark may stand in two runs. */
static bool decode_stretch(vt_docx_story *story, draft *draft, size_t start, size_t end) {
    const vt_docx_paragraph *paragraph = &story->paragraph;
    size_t at = start, i = 0;
    while (i < paragraph->segments.count && paragraph->segments.items[i].end <= start) i++;
    while (at < end && i < paragraph->segments.count) {
        const vt_docx_run_props *look = &paragraph->segments.items[i].props;
        size_t from = at;
        for (; at < end && i < paragraph->segments.count; i++) {
            const vt_docx_segment *segment = &paragraph->segments.items[i];
            if (!same_charset(&segment->props, look)) break;
            size_t stop = segment->end < end ? segment->end : end;
            take_look(draft, &segment->props, (vt_slice){paragraph->text.data + at, stop - at});
            at = stop;
            if (segment->end > end) break;
        }
        bool changed = false;
        size_t before = story->reader->line.size;
        if (!decode(story->reader, look, (vt_slice){paragraph->text.data + from, at - from}, &changed)) return false;
        if (changed && !add_encoded_run(story, (vt_charset)look->charset, before, story->reader->line.size))
            return false;
    }
    return true;
}

static size_t normalised_size(vt_arena *arena, vt_slice text, size_t size) {
    vt_slice out;
    return vt_normalise(arena, (vt_slice){text.data, size}, &out) ? out.size : size;
}

/* The spans of encoded runs were taken before normalising, and without the number. */
static void move_encoded_runs(vt_docx_story *story, const draft *draft, vt_slice raw, size_t size) {
    vt_arena *arena = story->reader->scratch;
    for (size_t i = draft->first_run; i < story->sink->runs.count; i++) {
        vt_span *span = &story->sink->runs.items[i].span;
        if (size != raw.size) {
            span->start = normalised_size(arena, raw, span->start);
            span->end = normalised_size(arena, raw, span->end);
        }
        span->start += draft->number.size;
        span->end += draft->number.size;
    }
}

static void take_place(const vt_docx_story *story, vt_line *line) {
    line->region = story->region;
    line->source = story->paragraph.ordinal;
    line->table = line->row = line->cell = -1;
    if (!story->tables.count) return;
    const vt_docx_table *table = &story->tables.items[story->tables.count - 1];
    line->table = story->table;
    line->row = table->row;
    line->cell = table->column;
}

static vt_code add_line(vt_docx_story *story, draft *draft, vt_slice text) {
    vt_docx_reader *reader = story->reader;
    const vt_limits *limits = reader->package.limits;
    size_t size = draft->number.size + text.size;
    reader->text_size += size;
    if (reader->line_count >= limits->lines) return vt_limit_fail(limits, VT_LIMIT_lines, NULL, reader->err);
    if (reader->text_size > limits->text_bytes) return vt_limit_fail(limits, VT_LIMIT_text_bytes, NULL, reader->err);
    char *copy = vt_arena_bytes(reader->arena, size + 1);
    vt_line *line = vt_array_push(reader->scratch, &story->sink->lines);
    if (!copy || !line) return vt_fail_memory(reader->err);
    if (draft->number.size) memcpy(copy, draft->number.data, draft->number.size);
    if (text.size) memcpy(copy + draft->number.size, text.data, text.size);
    copy[size] = '\0';
    *line = draft->line;
    take_place(story, line);
    line->text = (vt_slice){copy, size};
    line->number_size = (uint32_t)draft->number.size;
    line->blank_before = story->blank;
    line->bold = draft->on & VT_DOCX_BOLD;
    line->italic = draft->on & VT_DOCX_ITALIC;
    line->caps = draft->on & VT_DOCX_CAPITALS;
    story->blank = 0;
    reader->line_count++;
    return VT_OK;
}

/* One line of the paragraph; an empty one without a number only counts. */
static vt_code make_line(vt_docx_story *story, draft *draft, size_t start, size_t end, bool *made) {
    vt_docx_reader *reader = story->reader;
    vt_buffer_clear(&reader->line);
    draft->first_run = story->sink->runs.count;
    draft->has_look = false;
    draft->on = 0;
    draft->widest = 0;
    vt_slice text = {0};
    if (!decode_stretch(story, draft, start, end)) return vt_fail_memory(reader->err);
    vt_slice raw = vt_buffer_slice(&reader->line);
    if (raw.size && !vt_normalise(reader->scratch, raw, &text)) return vt_fail_memory(reader->err);
    if (is_blank(text) && !draft->number.size) {
        story->sink->runs.count = draft->first_run;
        story->blank++;
        return VT_OK;
    }
    if (is_blank(text)) { /* an empty paragraph in a list still prints its number */
        draft->number = vt_slice_trim(draft->number);
        text.size = 0;
    }
    move_encoded_runs(story, draft, raw, text.size);
    *made = true;
    if (draft->number_charset != VT_CHARSET_UTF8 && draft->number.size &&
        !add_encoded_run(story, draft->number_charset, 0, draft->number.size))
        return vt_fail_memory(reader->err);
    return add_line(story, draft, text);
}

/* --- the list number ------------------------------------------------------------------------------------------ */

/* The number may be in a legacy font of its own, or in the paragraph mark's. */
static bool decode_number(vt_docx_story *story, const vt_docx_level *level, draft *draft) {
    vt_docx_reader *reader = story->reader;
    const vt_docx_paragraph *paragraph = &story->paragraph;
    vt_docx_run_props mark = vt_docx_styles_run(&reader->styles, paragraph->style, VT_DOCX_NO_STYLE, &paragraph->mark);
    vt_docx_run_props look = level->run;
    vt_docx_run_inherit(&look, &mark);
    if (look.on & VT_DOCX_HIDDEN) return true;
    bool changed;
    vt_slice number = {0};
    vt_buffer_clear(&reader->line);
    if (!decode(reader, &look, vt_buffer_slice(&reader->number), &changed)) return false;
    if (reader->line.size && !vt_normalise(reader->scratch, vt_buffer_slice(&reader->line), &number)) return false;
    char *copy = vt_arena_text(reader->scratch, number); /* the line buffer serves the text next */
    draft->number = (vt_slice){copy, number.size};
    draft->number_charset = changed ? (vt_charset)look.charset : VT_CHARSET_UTF8;
    return copy != NULL;
}

/* Counts the paragraph in its list. An empty paragraph that only ends a section is in none. */
static bool take_number(vt_docx_story *story, draft *draft, vt_docx_para_props *props) {
    vt_docx_reader *reader = story->reader;
    const vt_docx_paragraph *paragraph = &story->paragraph;
    vt_docx_place place;
    if (paragraph->mark_deleted || (paragraph->has_section && !paragraph->text.size)) return true;
    if (!vt_docx_numbering_place(&reader->numbering, &reader->styles, paragraph->style, &paragraph->direct, &place))
        return true;
    const vt_docx_level *level = vt_docx_numbering_level(&reader->numbering, place.num, place.level);
    vt_buffer_clear(&reader->number);
    if (!vt_docx_numbering_count(&reader->numbering, &story->counters, reader->scratch, place, &reader->number))
        return false;
    draft->line.list_level = (uint8_t)(place.level + 1);
    if (paragraph->direct.set & VT_DOCX_SET_NUM) vt_docx_para_inherit(props, &level->para);
    if (paragraph->style != VT_DOCX_NO_STYLE)
        vt_docx_para_inherit(props, &reader->styles.items.items[paragraph->style].para);
    vt_docx_para_inherit(props, &level->para);
    return decode_number(story, level, draft);
}

/* Indents are counted in columns of about a twelfth of an inch. */
static uint32_t columns(int twips) { return twips <= 0 ? 0 : (uint32_t)twips / 120; }

static bool take_paragraph(vt_docx_story *story, draft *draft) {
    const vt_docx_reader *reader = story->reader;
    vt_docx_para_props props = story->paragraph.direct;
    if (!take_number(story, draft, &props)) return false;
    int style = story->paragraph.style;
    if (style != VT_DOCX_NO_STYLE) vt_docx_para_inherit(&props, &reader->styles.items.items[style].para);
    vt_docx_para_inherit(&props, &reader->styles.default_para);
    draft->line.align = props.set & VT_DOCX_SET_ALIGN ? (vt_align)props.align : VT_ALIGN_LEFT;
    draft->line.indent =
        columns((props.set & VT_DOCX_SET_LEFT ? props.left : 0) + (props.set & VT_DOCX_SET_FIRST ? props.first : 0));
    return true;
}

/* --- notes ---------------------------------------------------------------------------------------------------- */

static bool copy_encoded_runs(vt_docx_story *story, size_t from_line, size_t to_line) {
    const vt_docx_sink *notes = &story->reader->note_sink;
    size_t low = 0, high = notes->runs.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (notes->runs.items[middle].line < from_line)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = low; i < notes->runs.count && notes->runs.items[i].line == from_line; i++) {
        vt_encoded_run *run = vt_array_push(story->reader->scratch, &story->sink->runs);
        if (!run) return false;
        *run = notes->runs.items[i];
        run->line = to_line;
    }
    return true;
}

/* The lines of the notes, directly after the paragraph that refers to them. */
static vt_code place_notes(vt_docx_story *story) {
    vt_docx_reader *reader = story->reader;
    for (size_t i = 0; i < story->paragraph.notes.count; i++) {
        vt_docx_note *note = &reader->notes.items[story->paragraph.notes.items[i]];
        if (note->placed) continue;
        note->placed = true;
        for (size_t k = note->first_line; k < note->end_line; k++) {
            if (!copy_encoded_runs(story, k, story->sink->lines.count)) return vt_fail_memory(reader->err);
            vt_line *line = vt_array_push(reader->scratch, &story->sink->lines);
            if (!line) return vt_fail_memory(reader->err);
            *line = reader->note_sink.lines.items[k];
        }
    }
    return VT_OK;
}

/* --- the whole ------------------------------------------------------------------------------------------------ */

vt_code vt_docx_lines_make(vt_docx_story *story) {
    const vt_docx_paragraph *paragraph = &story->paragraph;
    draft draft = {0};
    if (!take_paragraph(story, &draft)) return vt_fail_memory(story->reader->err);
    bool made_any = false;
    for (size_t start = 0; start <= paragraph->text.size;) {
        size_t end = start;
        while (end < paragraph->text.size && paragraph->text.data[end] != VT_DOCX_LINE_BREAK &&
               paragraph->text.data[end] != VT_DOCX_PAGE_BREAK)
            end++;
        draft.line.breaks = made_any && paragraph->text.data[start - 1] == VT_DOCX_LINE_BREAK;
        vt_code code = make_line(story, &draft, start, end, &made_any);
        if (code) return code;
        draft.number = (vt_slice){0};
        start = end + 1;
    }
    return place_notes(story);
}

bool vt_docx_sink_note(vt_docx_reader *reader, vt_docx_sink *sink, const char *code, const char *message) {
    vt_read_note *note = vt_array_push(reader->scratch, &sink->notes);
    if (note) *note = (vt_read_note){code, message, sink->lines.count ? sink->lines.count - 1 : 0};
    return note != NULL;
}
