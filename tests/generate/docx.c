/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a plan. Out: the bytes of a .docx: the head and the end in borderless tables or as paragraphs, runs broken up and
 * formatted each, as a word processor leaves them after some editing.
 */
#include "docx.h"

#include <string.h>
#include <zip.h>
#include "base/slice.h"
#include "layout.h"

enum { BOLD = 1, ITALIC = 2, CENTRE = 4, NO_LEVEL = -1 };
enum { FIXED_TIME = 1500000000 }; /* of the files in the package: the same plan gives the same bytes */

typedef struct writer {
    const gen_plan *plan;
    gen_random *random;
    vt_arena arena;
    vt_buffer xml;
} writer;

static void put(writer *w, const char *text) {
    if (text)
        vt_buffer_append_text(&w->xml, text);
    else
        w->xml.failed = true;
}

/* The number of one of the sessions in which the document was edited. */
static unsigned edit(writer *w) { return gen_below(w->random, 120) * 104729 & 0xFFFFFF; }

static void put_escaped(writer *w, vt_slice text) {
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '&')
            put(w, "&amp;");
        else
            vt_buffer_append_char(&w->xml, text.data[i]);
    }
}

static void put_format(writer *w, unsigned look) {
    put(w, "<w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:hAnsi=\"Times New Roman\" "
           "w:cs=\"Times New Roman\"/>");
    if (look & BOLD) put(w, "<w:b/><w:bCs/>");
    if (look & ITALIC) put(w, "<w:i/><w:iCs/>");
    put(w, "<w:color w:val=\"000000\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"vi-VN\"/></w:rPr>");
}

/* The end of the next run: somewhere within 20 to 90 bytes, before a letter's first byte. */
static size_t run_end(writer *w, vt_slice text) {
    size_t end = gen_between(w->random, 20, 90);
    if (end >= text.size) return text.size;
    while (end && ((unsigned char)text.data[end] & 0xC0) == 0x80) end--;
    return end;
}

static void put_runs(writer *w, vt_slice text, unsigned look) {
    while (text.size) {
        size_t end = run_end(w, text);
        vt_buffer_printf(&w->xml, "<w:r w:rsidRPr=\"00%06X\">", edit(w));
        put_format(w, look);
        put(w, "<w:t xml:space=\"preserve\">");
        put_escaped(w, vt_slice_sub(text, 0, end));
        put(w, "</w:t></w:r>");
        text = vt_slice_sub(text, end, text.size);
    }
}

static void open_paragraph(writer *w, unsigned look, int level) {
    vt_buffer_printf(
        &w->xml,
        "<w:p w14:paraId=\"%08X\" w14:textId=\"77777777\" w:rsidR=\"00%06X\" w:rsidRDefault=\"00%06X\"><w:pPr>",
        gen_below(w->random, 0x7FFFFFFF), edit(w), edit(w));
    if (level != NO_LEVEL)
        vt_buffer_printf(&w->xml, "<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%d\"/></w:numPr>", level,
                         GEN_LIST_ID);
    put(w, "<w:spacing w:before=\"120\" w:after=\"120\" w:line=\"340\" w:lineRule=\"exact\"/>");
    put(w, look & CENTRE ? "<w:jc w:val=\"center\"/>" : "<w:ind w:firstLine=\"720\"/><w:jc w:val=\"both\"/>");
    put_format(w, look);
    put(w, "</w:pPr>");
}

static void put_paragraph(writer *w, const char *text, unsigned look) {
    open_paragraph(w, look, NO_LEVEL);
    if (text)
        put_runs(w, vt_slice_of(text), look);
    else
        w->xml.failed = true;
    put(w, "</w:p>");
}

static void put_cell(writer *w, const char *const *lines, size_t count, unsigned width, unsigned look) {
    vt_buffer_printf(&w->xml, "<w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/></w:tcPr>", width);
    for (size_t i = 0; i < count; i++) put_paragraph(w, lines[i], look);
    put(w, "</w:tc>");
}

static void open_table(writer *w) {
    put(w, "<w:tbl><w:tblPr><w:tblW w:w=\"9600\" w:type=\"dxa\"/><w:tblLook "
           "w:val=\"04A0\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"4200\"/>"
           "<w:gridCol w:w=\"5400\"/></w:tblGrid>");
}

static void put_row(writer *w, const char *const *left, size_t left_count, const char *const *right, size_t right_count,
                    unsigned look) {
    put(w, "<w:tr w:rsidR=\"00A1B2C3\">");
    put_cell(w, left, left_count, 4200, look);
    put_cell(w, right, right_count, 5400, look);
    put(w, "</w:tr>");
}

static void put_head(writer *w) {
    const char *left[GEN_LINES_MAX], *number = vt_arena_printf(&w->arena, "Số: %s", w->plan->act.reference.number);
    const char *dateline = gen_dateline(&w->plan->act, &w->arena);
    size_t count = gen_issuer_lines(&w->plan->act, &w->arena, left);
    if (w->plan->shape.header == GEN_LEFT_FIRST) {
        for (size_t i = 0; i < count; i++) put_paragraph(w, left[i], BOLD | CENTRE);
        put_paragraph(w, number, CENTRE);
        for (size_t i = 0; i < 2; i++) put_paragraph(w, gen_motto[i], BOLD | CENTRE);
        put_paragraph(w, dateline, ITALIC | CENTRE);
        return;
    }
    const char *right[] = {gen_motto[0], gen_motto[1], dateline};
    bool one_row = w->plan->shape.header == GEN_UNDER;
    if (one_row) left[count++] = number;
    open_table(w);
    put_row(w, left, count, right, one_row ? 3 : 2, BOLD | CENTRE);
    if (!one_row) put_row(w, &number, 1, &dateline, 1, CENTRE);
    put(w, "</w:tbl>");
}

static void put_title(writer *w) {
    if (gen_is_letter(&w->plan->act)) {
        put_paragraph(w, vt_arena_printf(&w->arena, "V/v %s", w->plan->title), CENTRE);
        return;
    }
    put_paragraph(w, gen_upper(&w->arena, w->plan->act.reference.type), BOLD | CENTRE);
    put_paragraph(w, w->plan->title, BOLD | CENTRE);
}

/* The automatic numbering knows I. and 1. below it. */
static int level_of(const writer *w, const gen_paragraph *p) {
    return w->plan->shape.numbered && p->role == GEN_HEADING && gen_has_chapters(w->plan) ? (int)p->level - 1
                                                                                          : NO_LEVEL;
}

static void put_content(writer *w, size_t i) {
    const gen_paragraph *p = &w->plan->paragraphs.items[i];
    unsigned look = p->role == GEN_BASIS       ? ITALIC
                    : p->role == GEN_HEADING   ? BOLD
                    : p->role == GEN_AUTHORITY ? BOLD | CENTRE
                                               : 0;
    const char *lead = p->role == GEN_ADDRESSEE ? "Kính gửi:" : p->marker;
    int level = level_of(w, p);
    open_paragraph(w, look, level);
    if (*lead && level == NO_LEVEL) put_runs(w, vt_slice_of(vt_arena_printf(&w->arena, "%s ", lead)), look);
    put_runs(w, p->text, look);
    put_runs(w, vt_slice_of(gen_closing_mark(w->plan, i)), look);
    put(w, "</w:p>");
    if (gen_decides_behind(w->plan, i))
        put_paragraph(w, vt_arena_printf(&w->arena, "%s:", gen_upper(&w->arena, w->plan->act.reference.type)),
                      BOLD | CENTRE);
}

static void put_end(writer *w) {
    const char *left[GEN_LINES_MAX] = {"Nơi nhận:"}, *right[GEN_LINES_MAX];
    size_t count = 1 + gen_recipient_lines(w->plan, &w->arena, left + 1);
    size_t right_count = gen_signer_lines(&w->plan->act, &w->arena, right);
    open_table(w);
    put_row(w, left, count, right, right_count, 0);
    put(w, "</w:tbl>");
}

static void put_document(writer *w) {
    put(w, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document "
           "xmlns:w=\"http://schemas.openxmlformats.org/"
           "wordprocessingml/2006/main\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"><w:body>");
    put_head(w);
    put_title(w);
    for (size_t i = 0; i < w->plan->paragraphs.count; i++) put_content(w, i);
    put_end(w);
    put(w, "<w:p/><w:sectPr><w:pgSz w:w=\"11907\" w:h=\"16840\"/><w:pgMar w:top=\"1134\" w:right=\"851\" "
           "w:bottom=\"1134\" "
           "w:left=\"1701\"/></w:sectPr></w:body></w:document>");
}

static bool add_part(zip_t *zip, const char *path, vt_slice content) {
    zip_source_t *source = zip_source_buffer(zip, content.data, content.size, 0);
    if (!source) return false;
    zip_int64_t at = zip_file_add(zip, path, source, ZIP_FL_ENC_UTF_8);
    if (at < 0) return zip_source_free(source), false;
    return zip_file_set_mtime(zip, (zip_uint64_t)at, FIXED_TIME, 0) == 0;
}

/* A picture of the first page, as far as a reader of text sees: bytes that no one can pack. */
static bool add_thumbnail(zip_t *zip, writer *w) {
    enum { SIZE = 6000 };
    char *bytes = vt_arena_bytes(&w->arena, SIZE);
    for (size_t i = 0; bytes && i < SIZE; i++) bytes[i] = (char)gen_below(w->random, 256);
    return bytes && add_part(zip, "docProps/thumbnail.jpeg", (vt_slice){bytes, SIZE});
}

/* The package keeps no copies: the parts live in the arena until it is written. */
static bool add_parts(zip_t *zip, writer *w) {
    vt_buffer content;
    vt_buffer_init(&content, NULL);
    bool added = true;
    for (const gen_part *part = gen_parts; added && part->path; part++) {
        vt_buffer_clear(&content);
        part->write(&content);
        char *copy = content.failed ? NULL : vt_arena_text(&w->arena, vt_buffer_slice(&content));
        added = copy && add_part(zip, part->path, (vt_slice){copy, content.size});
    }
    vt_buffer_free(&content);
    if (!added || !add_thumbnail(zip, w)) return false;
    return add_part(zip, "word/document.xml", vt_buffer_slice(&w->xml));
}

/* What the archive in memory holds after it is closed. */
static bool take_bytes(zip_source_t *source, vt_buffer *out) {
    zip_stat_t info;
    if (zip_source_stat(source, &info) < 0 || zip_source_open(source) < 0) return false;
    bool taken =
        vt_buffer_reserve(out, info.size) && zip_source_read(source, out->data, info.size) == (zip_int64_t)info.size;
    if (taken) out->size = info.size;
    zip_source_close(source);
    return taken;
}

static bool put_package(writer *w, vt_buffer *out) {
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, NULL) : NULL;
    if (!zip) return zip_source_free(source), false;
    zip_source_keep(source);
    bool written = add_parts(zip, w);
    if (!written)
        zip_discard(zip);
    else if (zip_close(zip) < 0)
        zip_discard(zip), written = false;
    written = written && take_bytes(source, out);
    zip_source_free(source);
    return written;
}

bool gen_write_docx(const gen_plan *plan, gen_random *random, vt_buffer *out) {
    writer w = {.plan = plan, .random = random};
    vt_arena_init(&w.arena, NULL);
    vt_buffer_init(&w.xml, NULL);
    put_document(&w);
    bool written = !w.xml.failed && put_package(&w, out);
    vt_buffer_free(&w.xml);
    vt_arena_free(&w.arena);
    return written;
}
