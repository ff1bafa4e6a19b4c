/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: what happens in one story: paragraphs, runs, fields. Out: the text of the open paragraph, in looks. */
#include "read/docx_story.h"

#include <string.h>
#include "base/slice.h"

static const char EMPTY_BOX[] = "☐", CHECKED_BOX[] = "☒";

/* A story of before, emptied, or a new one. */
static vt_docx_story *make_story(vt_docx_walk *walk) {
    vt_docx_story *story = walk->spare;
    if (story) {
        walk->spare = story->spare;
        return story;
    }
    story = vt_arena_alloc(walk->reader->scratch, sizeof *story);
    if (!story) return NULL;
    vt_buffer_init(&story->paragraph.text, walk->reader->arena->allocator);
    story->next_made = walk->reader->stories;
    walk->reader->stories = story;
    return story;
}

bool vt_docx_story_open(vt_docx_walk *walk, vt_region region) {
    vt_docx_story *story = make_story(walk);
    if (!story) return false;
    story->outer = walk->story;
    story->reader = walk->reader;
    story->sink = walk->sink;
    story->region = region;
    story->table = -1;
    story->tables.count = story->fields.count = story->silent_fields = 0;
    story->counters = (vt_docx_counters){0};
    story->blank = 0;
    story->in_run = story->in_text = story->run_known = false;
    story->paragraph.open = story->paragraph.joins = false;
    story->paragraph.style = walk->reader->styles.default_paragraph;
    walk->story = story;
    return true;
}

void vt_docx_story_close(vt_docx_walk *walk) {
    vt_docx_story *story = walk->story;
    walk->story = story->outer;
    story->spare = walk->spare;
    walk->spare = story;
}

void vt_docx_reader_free_stories(vt_docx_reader *reader) {
    for (vt_docx_story *story = reader->stories; story; story = story->next_made)
        vt_buffer_free(&story->paragraph.text);
    reader->stories = NULL;
}

/* --- paragraphs ----------------------------------------------------------------------------------------------- */

void vt_docx_story_begin_paragraph(vt_docx_story *story, uint64_t ordinal) {
    vt_docx_paragraph *paragraph = &story->paragraph;
    if (paragraph->joins && !paragraph->mark_deleted) {
        paragraph->keeps_look = true;
    } else {
        if (!paragraph->joins) {
            vt_buffer_clear(&paragraph->text);
            paragraph->segments.count = paragraph->notes.count = 0;
        }
        paragraph->style = story->reader->styles.default_paragraph;
        paragraph->direct = (vt_docx_para_props){0};
        paragraph->ordinal = ordinal;
        paragraph->keeps_look = false;
    }
    paragraph->mark = (vt_docx_run_props){0};
    paragraph->open = true;
    paragraph->joins = paragraph->mark_deleted = paragraph->mark_hidden = paragraph->has_section = false;
    story->run_known = false;
}

static bool mark_is_hidden(const vt_docx_story *story) {
    const vt_docx_paragraph *paragraph = &story->paragraph;
    vt_docx_run_props mark =
        vt_docx_styles_run(&story->reader->styles, paragraph->style, VT_DOCX_NO_STYLE, &paragraph->mark);
    return mark.on & VT_DOCX_HIDDEN;
}

/* Fields may go on over paragraphs, but only their results: an instruction that has no separator by the end of its
 * paragraph is damaged, and must not swallow the rest of the document. */
static void show_all_fields(vt_docx_story *story) {
    for (size_t i = 0; story->silent_fields && i < story->fields.count; i++) story->fields.items[i].shows = true;
    story->silent_fields = 0;
}

bool vt_docx_story_end_paragraph(vt_docx_story *story) {
    vt_docx_paragraph *paragraph = &story->paragraph;
    if (!paragraph->open) return true;
    show_all_fields(story);
    paragraph->mark_hidden = mark_is_hidden(story);
    if (paragraph->mark_deleted || paragraph->mark_hidden) {
        paragraph->joins = paragraph->text.size > 0;
        paragraph->open = paragraph->joins;
        return true;
    }
    return vt_docx_story_settle(story);
}

bool vt_docx_story_settle(vt_docx_story *story) {
    if (!story->paragraph.open) return true;
    bool done = vt_docx_lines_make(story) == VT_OK;
    story->paragraph.open = story->paragraph.joins = false;
    return done;
}

/* --- text ----------------------------------------------------------------------------------------------------- */

static const vt_docx_run_props *look(vt_docx_story *story) {
    if (!story->run_known) {
        static const vt_docx_run_props none = {0};
        story->run = vt_docx_styles_run(&story->reader->styles, story->paragraph.style,
                                        story->in_run ? story->run_style : VT_DOCX_NO_STYLE,
                                        story->in_run ? &story->run_direct : &none);
        story->run_known = true;
    }
    return &story->run;
}

bool vt_docx_story_visible(vt_docx_story *story) {
    return story->silent_fields == 0 && !(look(story)->on & VT_DOCX_HIDDEN);
}

static bool same_look(const vt_docx_run_props *a, const vt_docx_run_props *b) {
    return a->on == b->on && a->half_points == b->half_points && a->charset == b->charset &&
           a->capital_font == b->capital_font;
}

static bool extend_segment(vt_docx_story *story) {
    vt_docx_paragraph *paragraph = &story->paragraph;
    size_t count = paragraph->segments.count;
    vt_docx_segment *segment = count ? &paragraph->segments.items[count - 1] : NULL;
    if (!segment || !same_look(&segment->props, look(story))) {
        segment = vt_array_push(story->reader->scratch, &paragraph->segments);
        if (!segment) return false;
        segment->props = *look(story);
    }
    segment->end = paragraph->text.size;
    return true;
}

bool vt_docx_story_text(vt_docx_story *story, vt_slice text) {
    if (!vt_docx_story_visible(story) || !text.size) return true;
    if (!story->paragraph.open) vt_docx_story_begin_paragraph(story, 0); /* text outside any paragraph is kept */
    vt_docx_paragraph *paragraph = &story->paragraph;
    size_t from = paragraph->text.size;
    vt_buffer_append_slice(&paragraph->text, text);
    if (paragraph->text.failed) return false;
    const vt_limits *limits = story->reader->package.limits;
    if (paragraph->text.size > limits->text_bytes)
        return vt_limit_fail(limits, VT_LIMIT_text_bytes, NULL, story->reader->err), false;
    for (char *at = paragraph->text.data + from, *end = at + text.size; at < end; at++)
        if (*at == '\n' || *at == '\r') *at = ' ';
    return extend_segment(story);
}

bool vt_docx_story_break(vt_docx_story *story, char kind) {
    if (!vt_docx_story_visible(story) || !story->paragraph.open) return true;
    vt_buffer_append_char(&story->paragraph.text, kind);
    return !story->paragraph.text.failed && extend_segment(story);
}

/* Without xml:space="preserve" white space at the ends of a w:t is none of the document's. */
void vt_docx_story_trim_text(vt_docx_story *story) {
    vt_docx_paragraph *paragraph = &story->paragraph;
    if (!paragraph->open || paragraph->text.size <= story->text_from) return;
    vt_slice whole = {paragraph->text.data + story->text_from, paragraph->text.size - story->text_from};
    vt_slice kept = vt_slice_trim(whole);
    if (kept.size == whole.size) return;
    memmove(paragraph->text.data + story->text_from, kept.data, kept.size);
    paragraph->text.size = story->text_from + kept.size;
    size_t count = paragraph->segments.count;
    if (!count) return;
    paragraph->segments.items[count - 1].end = paragraph->text.size;
    size_t before = count > 1 ? paragraph->segments.items[count - 2].end : 0;
    if (before >= paragraph->text.size) paragraph->segments.count--;
}

/* --- fields --------------------------------------------------------------------------------------------------- */

bool vt_docx_field_begin(vt_docx_story *story) {
    vt_docx_field *field = vt_array_push(story->reader->scratch, &story->fields);
    if (!field) return false;
    *field = (vt_docx_field){.text_at = story->paragraph.text.size};
    story->silent_fields++;
    return true;
}

void vt_docx_field_separate(vt_docx_story *story) {
    if (!story->fields.count) return;
    vt_docx_field *field = &story->fields.items[story->fields.count - 1];
    if (field->shows) return;
    field->shows = true;
    if (story->silent_fields) story->silent_fields--;
}

bool vt_docx_field_end(vt_docx_story *story) {
    if (!story->fields.count) return true;
    vt_docx_field_separate(story);
    vt_docx_field field = story->fields.items[--story->fields.count];
    if (story->paragraph.text.size != field.text_at) return true;
    if (field.box) return vt_docx_story_text(story, vt_slice_of(field.box == 2 ? CHECKED_BOX : EMPTY_BOX));
    return vt_docx_story_text(story, field.chosen);
}
