/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the elements of a part that holds text: the document, a header or
 * footer, the notes. Out: calls to the story that is open. Elements that are
 * not named here (content controls, smart tags, hyperlinks, insertions, simple
 * fields, ...) are transparent: what is in them is read.
 */
#include "read/docx_story.h"

#include <string.h>
#include "base/error.h"
#include "base/slice.h"
#include "text/utf8.h"

/* What is passed over with everything in it. */
static bool is_passed_over(vt_docx_token token) {
    switch (token) {
    case VT_DOCX_TABS:
    case VT_DOCX_TBLPR:
    case VT_DOCX_RT: /* ruby: the reading over its base */
    case VT_DOCX_SDTPR:
    case VT_DOCX_SDT_END_PR:
    case VT_DOCX_SMART_TAG_PR:
    case VT_DOCX_CUSTOM_XML_PR:
    case VT_DOCX_PPR_CHANGE:
    case VT_DOCX_RPR_CHANGE:
    case VT_DOCX_SECTPR_CHANGE:
    case VT_DOCX_TBLPR_CHANGE:
    case VT_DOCX_TBLPR_EX_CHANGE:
    case VT_DOCX_TRPR_CHANGE:
    case VT_DOCX_TCPR_CHANGE:
    case VT_DOCX_TBL_GRID_CHANGE:
    case VT_DOCX_NUMBERING_CHANGE: return true;
    default: return false;
    }
}

/* What is passed over and said so. */
static const struct {
    vt_docx_token token;
    const char *code, *message;
} noted[] = {
    {VT_DOCX_CHART, "docx.chart", "a chart was passed over"},
    {VT_DOCX_DIAGRAM, "docx.diagram", "a diagram was passed over"},
    {VT_DOCX_BLIP, "docx.image", "an image was passed over"},
    {VT_DOCX_IMAGE_DATA, "docx.image", "an image was passed over"},
    {VT_DOCX_OLE_OBJECT, "docx.object", "an embedded object was passed over"},
    {VT_DOCX_ALT_CHUNK, "docx.altchunk", "an embedded document of another format was passed over"},
    {VT_DOCX_SUB_DOC, "docx.subdocument", "a linked document was passed over"},
};

static void check(vt_docx_walk *walk, bool done) {
    if (done || walk->code) return;
    vt_error *err = walk->reader->err; /* a limit was already told; all else is memory */
    walk->code = err && err->code == VT_ERR_LIMIT ? VT_ERR_LIMIT : vt_fail_memory(err);
}

static void take_note(vt_docx_walk *walk, vt_docx_token token) {
    for (size_t i = 0; i < sizeof noted / sizeof *noted; i++)
        if (noted[i].token == token)
            check(walk, vt_docx_sink_note(walk->reader, walk->sink, noted[i].code, noted[i].message));
}

/* --- tables --------------------------------------------------------------------------------------------------- */

static vt_docx_table *innermost(vt_docx_story *story) {
    return story->tables.count ? &story->tables.items[story->tables.count - 1] : NULL;
}

static void begin_table(vt_docx_walk *walk) {
    vt_docx_story *story = walk->story;
    check(walk, vt_docx_story_settle(story));
    vt_docx_table *table = vt_array_push(walk->reader->scratch, &story->tables);
    check(walk, table != NULL);
    if (!table) return;
    *table = (vt_docx_table){.row = -1};
    if (story->tables.count == 1) story->table = walk->reader->tables++;
}

static void begin_row(vt_docx_table *table) {
    if (!table) return;
    table->row++;
    table->next = 0;
    table->row_deleted = table->cell_deleted = false;
}

/* Whether this is inside a row or cell whose deletion is tracked. */
static bool is_deleted(vt_docx_story *story, vt_docx_token token) {
    const vt_docx_table *table = innermost(story);
    if (!table) return false;
    return (table->row_deleted && token == VT_DOCX_TC) ||
           (table->cell_deleted && (token == VT_DOCX_P || token == VT_DOCX_TBL));
}

/* Cells are counted by the column of the grid that they start in, so that a cell over two columns moves the next. */
static void begin_cell(vt_docx_story *story) {
    vt_docx_table *table = innermost(story);
    if (!table) return;
    table->column = table->next++;
    table->cell_deleted = false;
    story->blank = 0;
}

static void widen_cell(vt_docx_table *table, int columns, int most) {
    if (table && columns > 0 && columns < most) table->next += columns;
}

static void end_cell(vt_docx_walk *walk) {
    check(walk, vt_docx_story_settle(walk->story));
    walk->story->blank = 0;
}

static void end_table(vt_docx_walk *walk) {
    check(walk, vt_docx_story_settle(walk->story));
    if (walk->story->tables.count) walk->story->tables.count--;
    walk->story->blank = 0;
}

/* --- runs ----------------------------------------------------------------------------------------------------- */

static void begin_run(vt_docx_story *story) {
    story->in_run = true;
    story->run_known = false;
    story->run_direct = (vt_docx_run_props){0};
    story->run_style = VT_DOCX_NO_STYLE;
}

static void begin_text(vt_docx_walk *walk, const vt_docx_element *element) {
    vt_docx_story *story = walk->story;
    vt_slice space = vt_docx_attribute(element, "space");
    story->in_text = true;
    story->keeps_space = element->token == VT_DOCX_MATH_T || vt_slice_is(space, "preserve") ||
                         (walk->keeps_space && !vt_slice_is(space, "default"));
    story->text_from = story->paragraph.open ? story->paragraph.text.size : 0;
}

static void end_text(vt_docx_story *story) {
    if (story->in_text && !story->keeps_space) vt_docx_story_trim_text(story);
    story->in_text = false;
}

static bool add_point(vt_docx_story *story, uint32_t point) {
    char bytes[4];
    size_t size = vt_utf8_encode(point, bytes);
    return vt_docx_story_text(story, (vt_slice){bytes, size});
}

static void take_symbol(vt_docx_walk *walk, const vt_docx_element *element) {
    vt_slice code = vt_docx_attribute(element, "char");
    uint32_t value = 0;
    for (size_t i = 0; i < code.size && i < 6; i++) {
        int digit = vt_hex_value(code.data[i]);
        if (digit < 0) return;
        value = value << 4 | (uint32_t)digit;
    }
    uint32_t point = vt_docx_symbol(vt_docx_attribute(element, "font"), value);
    if (point) check(walk, add_point(walk->story, point));
}

/* A page or column break starts a line that continues nothing. */
static void take_break(vt_docx_walk *walk, const vt_docx_element *element) {
    vt_slice type = vt_docx_attribute(element, "type");
    bool page = vt_slice_is(type, "page") || vt_slice_is(type, "column");
    check(walk, vt_docx_story_break(walk->story, page ? VT_DOCX_PAGE_BREAK : VT_DOCX_LINE_BREAK));
}

static void take_field_mark(vt_docx_walk *walk, const vt_docx_element *element) {
    vt_slice type = vt_docx_attribute(element, "fldCharType");
    if (vt_slice_is(type, "begin"))
        check(walk, vt_docx_field_begin(walk->story));
    else if (vt_slice_is(type, "separate"))
        vt_docx_field_separate(walk->story);
    else if (vt_slice_is(type, "end"))
        check(walk, vt_docx_field_end(walk->story));
}

/* What a form field shows when its result is not text: a box, or an entry of its list. */
static void take_form_field(vt_docx_walk *walk, const vt_docx_element *element) {
    vt_docx_story *story = walk->story;
    if (!story->fields.count) return;
    vt_docx_field *field = &story->fields.items[story->fields.count - 1];
    switch (element->token) {
    case VT_DOCX_CHECK_BOX: field->box = 1; break;
    case VT_DOCX_DEFAULT:
    case VT_DOCX_CHECKED:
        if (element->parent == VT_DOCX_CHECK_BOX) field->box = vt_docx_flag(element) ? 2 : 1;
        break;
    case VT_DOCX_RESULT:
        if (element->parent == VT_DOCX_DD_LIST) field->choice = vt_docx_number(element, "val", 0);
        break;
    case VT_DOCX_LIST_ENTRY:
        if (field->entries++ != field->choice) break;
        field->chosen = vt_docx_attribute(element, "val");
        field->chosen.data = vt_arena_text(walk->reader->scratch, field->chosen);
        check(walk, field->chosen.data != NULL);
        if (!field->chosen.data) field->chosen.size = 0;
        break;
    default: break;
    }
}

static void take_note_reference(vt_docx_walk *walk, const vt_docx_element *element) {
    vt_docx_reader *reader = walk->reader;
    vt_docx_story *story = walk->story;
    bool endnote = element->token == VT_DOCX_ENDNOTE_REFERENCE;
    int id = vt_docx_number(element, "id", -1);
    if (!story->paragraph.open || !vt_docx_story_visible(story)) return;
    for (size_t i = 0; i < reader->notes.count; i++) {
        size_t at = (reader->next_note + i) % reader->notes.count; /* they are mostly kept in order */
        if (reader->notes.items[at].id != id || reader->notes.items[at].endnote != endnote) continue;
        size_t *reference = vt_array_push(reader->scratch, &story->paragraph.notes);
        check(walk, reference != NULL);
        if (reference) *reference = at;
        reader->next_note = at + 1;
        return;
    }
}

/* --- properties ----------------------------------------------------------------------------------------------- */

static void take_run_property(vt_docx_story *story, const vt_docx_element *element) {
    vt_docx_paragraph *paragraph = &story->paragraph;
    if (!story->in_run) {
        vt_docx_run_take(&paragraph->mark, element);
        return;
    }
    if (element->token == VT_DOCX_RSTYLE)
        story->run_style = vt_docx_styles_find(&story->reader->styles, vt_docx_attribute(element, "val"));
    else
        vt_docx_run_take(&story->run_direct, element);
    story->run_known = false;
}

static void take_paragraph_property(vt_docx_story *story, const vt_docx_element *element) {
    vt_docx_paragraph *paragraph = &story->paragraph;
    if (element->token == VT_DOCX_FRAMEPR) { /* a drop cap is the first letter of the next paragraph */
        vt_slice drop = vt_docx_attribute(element, "dropCap");
        paragraph->mark_deleted |= drop.size && !vt_slice_is(drop, "none");
    }
    if (paragraph->keeps_look) return;
    if (element->token != VT_DOCX_PSTYLE) {
        vt_docx_para_take(&paragraph->direct, element);
        return;
    }
    int style = vt_docx_styles_find(&story->reader->styles, vt_docx_attribute(element, "val"));
    if (style != VT_DOCX_NO_STYLE) paragraph->style = style;
}

/* w:del, w:moveFrom, w:cellDel: of runs, of a paragraph's end, of a row, of a cell. What was deleted is not read. */
static bool is_deletion(vt_docx_token token) {
    return token == VT_DOCX_DEL || token == VT_DOCX_MOVE_FROM || token == VT_DOCX_CELL_DEL;
}

static void take_deletion(vt_docx_story *story, const vt_docx_element *element) {
    vt_docx_table *table = innermost(story);
    if (element->parent == VT_DOCX_RPR && !story->in_run) story->paragraph.mark_deleted = true;
    if (element->parent == VT_DOCX_TRPR && table) {
        table->row_deleted = true;
        table->row--;
    }
    if (element->parent == VT_DOCX_TCPR && table) table->cell_deleted = true;
}

/* --- headers and footers -------------------------------------------------------------------------------------- */

static void take_running(vt_docx_walk *walk, const vt_docx_element *element) {
    vt_docx_reader *reader = walk->reader;
    const vt_docx_relation *relation = vt_docx_relation_of_id(&reader->relations, vt_docx_attribute(element, "id"));
    if (!relation || walk->sink != &reader->body) return;
    vt_docx_running *running = vt_array_push(reader->scratch, &reader->running);
    check(walk, running != NULL);
    if (!running) return;
    vt_slice type = vt_docx_attribute(element, "type");
    running->footer = element->token == VT_DOCX_FOOTER_REFERENCE;
    running->part = relation->part;
    running->pages = vt_slice_is(type, "first")  ? VT_DOCX_PAGES_FIRST
                     : vt_slice_is(type, "even") ? VT_DOCX_PAGES_EVEN
                                                 : VT_DOCX_PAGES_DEFAULT;
}

/* --- notes ---------------------------------------------------------------------------------------------------- */

/* False for the separators, which are kept as notes of their own kinds. */
static bool begin_note(vt_docx_walk *walk, const vt_docx_element *element) {
    vt_slice type = vt_docx_attribute(element, "type");
    if (walk->sink != &walk->reader->note_sink || (type.size && !vt_slice_is(type, "normal"))) return false;
    walk->note = vt_array_push(walk->reader->scratch, &walk->reader->notes);
    check(walk, walk->note != NULL);
    if (!walk->note) return false;
    *walk->note = (vt_docx_note){.endnote = element->token == VT_DOCX_ENDNOTE,
                                 .id = vt_docx_number(element, "id", -1),
                                 .first_line = walk->sink->lines.count};
    return true;
}

static void end_note(vt_docx_walk *walk) {
    check(walk, vt_docx_story_settle(walk->story));
    if (walk->note) walk->note->end_line = walk->sink->lines.count;
    walk->note = NULL;
    walk->story->blank = 0;
}

/* --- the events ----------------------------------------------------------------------------------------------- */

/* Text, breaks and references: what a run holds. */
static void take_content(vt_docx_walk *walk, const vt_docx_element *element) {
    vt_docx_story *story = walk->story;
    switch (element->token) {
    case VT_DOCX_T:
    case VT_DOCX_MATH_T: begin_text(walk, element); break;
    case VT_DOCX_TAB:
    case VT_DOCX_PTAB: check(walk, vt_docx_story_text(story, VT_LITERAL("\t"))); break;
    case VT_DOCX_NO_BREAK_HYPHEN: check(walk, vt_docx_story_text(story, VT_LITERAL("-"))); break;
    case VT_DOCX_SOFT_HYPHEN: check(walk, vt_docx_story_text(story, VT_LITERAL("\xC2\xAD"))); break; /* or TCVN3's ư */
    case VT_DOCX_CR:
    case VT_DOCX_BR: take_break(walk, element); break;
    case VT_DOCX_SYM: take_symbol(walk, element); break;
    case VT_DOCX_FLD_CHAR: take_field_mark(walk, element); break;
    case VT_DOCX_FOOTNOTE_REFERENCE:
    case VT_DOCX_ENDNOTE_REFERENCE: take_note_reference(walk, element); break;
    case VT_DOCX_CHECK_BOX:
    case VT_DOCX_DEFAULT:
    case VT_DOCX_CHECKED:
    case VT_DOCX_RESULT:
    case VT_DOCX_LIST_ENTRY: take_form_field(walk, element); break;
    default: take_note(walk, element->token); break;
    }
}

static void begin_box(vt_docx_walk *walk) { check(walk, vt_docx_story_open(walk, VT_REGION_BOX)); }

static void end_box(vt_docx_walk *walk) {
    check(walk, vt_docx_story_settle(walk->story));
    if (walk->story->outer) vt_docx_story_close(walk);
}

/* Paragraphs, tables and all that holds them; false: not one of these. */
static bool take_frame(vt_docx_walk *walk, const vt_docx_element *element) {
    vt_docx_story *story = walk->story;
    switch (element->token) {
    case VT_DOCX_P:
        if (story->paragraph.open && !story->paragraph.joins) check(walk, vt_docx_story_settle(story));
        story->in_run = story->in_text = false;
        vt_docx_story_begin_paragraph(story, ++walk->ordinal);
        return true;
    case VT_DOCX_R: begin_run(story); return true;
    case VT_DOCX_TBL: begin_table(walk); return true;
    case VT_DOCX_TR: begin_row(innermost(story)); return true;
    case VT_DOCX_TC: begin_cell(story); return true;
    case VT_DOCX_GRID_SPAN: widen_cell(innermost(story), vt_docx_number(element, "val", 1) - 1, 63); return true;
    case VT_DOCX_GRID_BEFORE: widen_cell(innermost(story), vt_docx_number(element, "val", 0), 63); return true;
    case VT_DOCX_TXBX_CONTENT: begin_box(walk); return true;
    case VT_DOCX_SECTPR: story->paragraph.has_section = true; return true;
    case VT_DOCX_TITLE_PG: walk->reader->has_title_page |= vt_docx_flag(element); return true;
    case VT_DOCX_HEADER_REFERENCE:
    case VT_DOCX_FOOTER_REFERENCE: take_running(walk, element); return true;
    default: return false;
    }
}

static bool start(void *self, const vt_docx_element *element) {
    vt_docx_walk *walk = self;
    bool outermost = walk->ordinal == 0 && element->parent == VT_DOCX_OTHER;
    if (outermost && vt_slice_is(vt_docx_attribute(element, "space"), "preserve")) walk->keeps_space = true;
    if (element->token == VT_DOCX_OTHER) return true;
    if (is_passed_over(element->token)) return false;
    if (is_deleted(walk->story, element->token)) return false;
    if (is_deletion(element->token)) {
        take_deletion(walk->story, element);
        return false;
    }
    if (element->token == VT_DOCX_FOOTNOTE || element->token == VT_DOCX_ENDNOTE) return begin_note(walk, element);
    if (element->token == VT_DOCX_RPR)
        return element->parent == VT_DOCX_R || (element->parent == VT_DOCX_PPR && !walk->story->in_run);
    if (element->parent == VT_DOCX_RPR) {
        take_run_property(walk->story, element);
    } else if (!take_frame(walk, element)) {
        if (element->parent == VT_DOCX_PPR || element->parent == VT_DOCX_NUMPR)
            take_paragraph_property(walk->story, element);
        else
            take_content(walk, element);
    }
    return true;
}

static void end(void *self, vt_docx_token token) {
    vt_docx_walk *walk = self;
    switch (token) {
    case VT_DOCX_T:
    case VT_DOCX_MATH_T: end_text(walk->story); break;
    case VT_DOCX_R:
        walk->story->in_run = false;
        walk->story->run_known = false;
        break;
    case VT_DOCX_P: check(walk, vt_docx_story_end_paragraph(walk->story)); break;
    case VT_DOCX_TC: end_cell(walk); break;
    case VT_DOCX_TBL: end_table(walk); break;
    case VT_DOCX_TXBX_CONTENT: end_box(walk); break;
    case VT_DOCX_FOOTNOTE:
    case VT_DOCX_ENDNOTE: end_note(walk); break;
    default: break;
    }
}

static void text(void *self, vt_slice text) {
    vt_docx_walk *walk = self;
    if (walk->story->in_text) check(walk, vt_docx_story_text(walk->story, text));
}

vt_code vt_docx_walk_part(vt_docx_reader *reader, const char *part, vt_docx_token root, vt_region region,
                          vt_docx_sink *sink) {
    vt_docx_walk walk = {.reader = reader, .sink = sink};
    if (!vt_docx_story_open(&walk, region)) return vt_fail_memory(reader->err);
    vt_docx_handler handler = {.self = &walk, .start = start, .end = end, .text = text, .code = &walk.code};
    vt_code code = vt_docx_parse(&reader->package, part, root, &handler, reader->err);
    if (code == VT_OK && !vt_docx_story_settle(walk.story)) check(&walk, false);
    return code ? code : walk.code;
}
