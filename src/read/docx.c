/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the bytes of a DOCX file. Out: its lines: headers first, then the body
 * with text boxes and notes in place, then footers. The document part is found
 * by the package's relationships and everything else by the document's; part
 * names are free. Damage in a part that only adds to the document (styles,
 * lists, notes, headers) is noted, not fatal.
 */
#include "read/read.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include "base/error.h"
#include "base/slice.h"
#include "read/docx_story.h"
#include "text/utf8.h"

static bool named_docx(const char *name) {
    static const char *const ends[] = {".docx", ".docm", ".dotx", ".dotm"};
    size_t size = name ? strlen(name) : 0;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (size >= 5 && strcasecmp(name + size - 5, ends[i]) == 0) return true;
    return false;
}

/* Any zip archive, or what is named so: whether there is a document in it shows when it is read. */
static bool sniff(vt_slice bytes, const char *name) {
    return vt_slice_starts(bytes, VT_LITERAL("PK\003\004")) || vt_slice_starts(bytes, VT_LITERAL("PK\005\006")) ||
           named_docx(name);
}

/* --- the parts ------------------------------------------------------------------------------------------------ */

static vt_code find_document(vt_docx_reader *reader, const char **part) {
    static const char hint[] = "only Word documents (.docx) are read";
    vt_docx_relations relations = {0};
    vt_code code = vt_docx_relations_read(&reader->package, "", &relations, reader->err);
    if (code) return code;
    const vt_docx_relation *relation = vt_docx_relation_of_type(&relations, "officeDocument");
    if (!relation) return vt_fail_hint(reader->err, VT_ERR_FORMAT, hint, "a zip archive, but no document in it");
    *part = relation->part;
    if (!vt_docx_package_has(&reader->package, *part))
        return vt_fail_hint(reader->err, VT_ERR_DAMAGED, "open it in Word, repair it and save it again",
                            "the document part %.120s is missing from the archive", *part);
    return vt_docx_relations_read(&reader->package, *part, &reader->relations, reader->err);
}

/* The part of this type, if the document has one and the archive holds it. */
static const char *part_of(const vt_docx_reader *reader, const char *type) {
    const vt_docx_relation *relation = vt_docx_relation_of_type(&reader->relations, type);
    return relation && vt_docx_package_has(&reader->package, relation->part) ? relation->part : NULL;
}

/* An error may quote damaged bytes, or end within a letter; what a document says of itself is text. */
static char *text_of(vt_arena *arena, const vt_error *err) {
    char *message = vt_arena_text(arena, vt_slice_of(err->message));
    if (!message || vt_utf8_valid(vt_slice_of(message))) return message;
    for (char *at = message; *at; at++)
        if ((unsigned char)*at >= 0x80) *at = '?';
    return message;
}

/* Damage in a part beside the document is worth a note. */
static vt_code forgive(vt_docx_reader *reader, vt_code code) {
    if (code != VT_ERR_DAMAGED) return code;
    const char *message = text_of(reader->arena, reader->err);
    if (!message || !vt_docx_sink_note(reader, &reader->body, "docx.part", message)) return vt_fail_memory(reader->err);
    *reader->err = (vt_error){.offset = -1};
    return VT_OK;
}

static vt_code read_definitions(vt_docx_reader *reader) {
    vt_docx_package *package = &reader->package;
    vt_code code =
        forgive(reader, vt_docx_styles_read(package, part_of(reader, "styles"), &reader->styles, reader->err));
    if (code) return code;
    return forgive(reader, vt_docx_numbering_read(package, part_of(reader, "numbering"), &reader->styles,
                                                  &reader->numbering, reader->err));
}

static vt_code read_notes(vt_docx_reader *reader) {
    static const char *const types[] = {"footnotes", "endnotes"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        const char *part = part_of(reader, types[i]);
        if (!part) continue;
        vt_code code = vt_docx_walk_part(reader, part, VT_DOCX_OTHER, VT_REGION_NOTE, &reader->note_sink);
        code = forgive(reader, code);
        if (code) return code;
    }
    return VT_OK;
}

/* --- headers and footers -------------------------------------------------------------------------------------- */

static bool take_setting(void *self, const vt_docx_element *element) {
    bool *even_and_odd = self;
    if (element->token == VT_DOCX_EVEN_AND_ODD) *even_and_odd = vt_docx_flag(element);
    return true;
}

/* Whether even pages have headers of their own: a setting of the document, read only when a section names some. */
static vt_code even_pages_differ(vt_docx_reader *reader, bool *differ) {
    *differ = false;
    const char *part = part_of(reader, "settings");
    bool named = false;
    for (size_t i = 0; i < reader->running.count; i++) named |= reader->running.items[i].pages == VT_DOCX_PAGES_EVEN;
    if (!part || !named) return VT_OK;
    vt_code code = VT_OK;
    vt_docx_handler handler = {.self = differ, .start = take_setting, .code = &code};
    return forgive(reader, vt_docx_parse(&reader->package, part, VT_DOCX_OTHER, &handler, reader->err));
}

static bool was_read(const vt_docx_reader *reader, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (strcmp(reader->running.items[i].part, reader->running.items[index].part) == 0) return true;
    return false;
}

/* Each part once, in the order in which the sections name them, those that no page shows left out. */
static vt_code read_running(vt_docx_reader *reader) {
    bool even;
    vt_code code = even_pages_differ(reader, &even);
    for (size_t i = 0; code == VT_OK && i < reader->running.count; i++) {
        const vt_docx_running *running = &reader->running.items[i];
        if (running->pages == VT_DOCX_PAGES_FIRST && !reader->has_title_page) continue;
        if (running->pages == VT_DOCX_PAGES_EVEN && !even) continue;
        if (was_read(reader, i) || !vt_docx_package_has(&reader->package, running->part)) continue;
        vt_docx_sink *sink = running->footer ? &reader->footers : &reader->headers;
        vt_region region = running->footer ? VT_REGION_PAGE_FOOTER : VT_REGION_PAGE_HEADER;
        code = forgive(reader, vt_docx_walk_part(reader, running->part, VT_DOCX_OTHER, region, sink));
    }
    return code;
}

/* --- putting together ----------------------------------------------------------------------------------------- */

/* Appends the items of a sink to an array of the result, which has room for them. */
#define TAKE(to, from)                                                                                            \
    do {                                                                                                          \
        if ((from)->count) memcpy((to)->items + (to)->count, (from)->items, (from)->count * sizeof *(to)->items); \
        (to)->count += (from)->count;                                                                             \
    } while (0)

#define MAKE_ROOM(arena, array, wanted) \
    ((array)->capacity = (wanted), (array)->items = vt_arena_alloc(arena, (wanted) * sizeof *(array)->items))

static void take_sink(vt_lines *lines, const vt_docx_sink *sink) {
    size_t line = lines->lines.count, run = lines->runs.count, note = lines->notes.count;
    TAKE(&lines->lines, &sink->lines);
    TAKE(&lines->runs, &sink->runs);
    TAKE(&lines->notes, &sink->notes);
    for (size_t i = run; i < lines->runs.count; i++) lines->runs.items[i].line += line;
    for (size_t i = note; i < lines->notes.count; i++) lines->notes.items[i].line += line;
}

/* The charsets that were met, most used first. */
static bool take_encodings(const vt_docx_reader *reader, vt_lines *lines) {
    bool taken[VT_CHARSET_COUNT] = {false};
    for (;;) {
        int most = -1;
        for (int i = 0; i < VT_CHARSET_COUNT; i++)
            if (!taken[i] && reader->encoded[i] && (most < 0 || reader->encoded[i] > reader->encoded[most])) most = i;
        if (most < 0 && lines->encodings.count) return true;
        const char **name = vt_array_push(reader->arena, &lines->encodings);
        if (!name) return false;
        *name = vt_charset_name(most < 0 ? VT_CHARSET_UTF8 : (vt_charset)most);
        if (most < 0) return true;
        taken[most] = true;
    }
}

static vt_code assemble(vt_docx_reader *reader, vt_lines *lines) {
    const vt_docx_sink *const sinks[] = {&reader->headers, &reader->body, &reader->footers};
    const size_t count = sizeof sinks / sizeof *sinks;
    size_t line_count = 0, run_count = 0, note_count = 0;
    for (size_t i = 0; i < count; i++) {
        line_count += sinks[i]->lines.count;
        run_count += sinks[i]->runs.count;
        note_count += sinks[i]->notes.count;
    }
    bool room = MAKE_ROOM(reader->arena, &lines->lines, line_count) &&
                MAKE_ROOM(reader->arena, &lines->runs, run_count) &&
                MAKE_ROOM(reader->arena, &lines->notes, note_count);
    if (!room || !take_encodings(reader, lines)) return vt_fail_memory(reader->err);
    for (size_t i = 0; i < count; i++) take_sink(lines, sinks[i]);
    return VT_OK;
}

static vt_code read_parts(vt_docx_reader *reader, vt_lines *lines) {
    const char *document = NULL;
    vt_code code = find_document(reader, &document);
    if (code == VT_OK) code = read_definitions(reader);
    if (code == VT_OK) code = read_notes(reader);
    if (code == VT_OK) code = vt_docx_walk_part(reader, document, VT_DOCX_DOCUMENT, VT_REGION_BODY, &reader->body);
    if (code == VT_OK) code = read_running(reader);
    return code ? code : assemble(reader, lines);
}

static vt_code read(vt_slice bytes, const vt_limits *limits, vt_arena *arena, vt_arena *scratch, vt_lines *lines,
                    vt_error *err) {
    vt_error own = {.offset = -1};
    vt_limits resolved = vt_limits_resolve(limits);
    vt_docx_reader *reader = vt_arena_alloc(scratch, sizeof *reader);
    if (!reader) return vt_fail_memory(err);
    reader->arena = arena;
    reader->scratch = scratch;
    reader->err = &own;
    vt_buffer_init(&reader->line, arena->allocator);
    vt_buffer_init(&reader->number, arena->allocator);
    *lines = (vt_lines){0};
    vt_code code = vt_docx_package_open(bytes, &resolved, scratch, &reader->package, &own);
    if (code == VT_OK) code = read_parts(reader, lines);
    vt_docx_package_close(&reader->package);
    vt_docx_reader_free_stories(reader);
    vt_buffer_free(&reader->line);
    vt_buffer_free(&reader->number);
    if (code && err) *err = own;
    return code;
}

const vt_reader vt_reader_docx = {"docx", sniff, read};
