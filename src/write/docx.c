/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: paragraphs. Out: the bytes of a DOCX (ECMA-376): four parts in a zip
 * archive that is put together in memory. Every entry has the same time, so
 * that equal paragraphs give equal bytes.
 */
#include "write/docx.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include "base/error.h"
#include "base/slice.h"
#include "write/plain.h"

enum { DOS_TIME = 0, DOS_DATE = 0x21 }; /* 1 January 1980, the first day that zip knows */

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORD_SPACE "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define OFFICE_TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define WORD_PART "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define PACKAGE_SPACE "http://schemas.openxmlformats.org/package/2006/"

static const char content_types[] =
    XML_HEAD "<Types xmlns=\"" PACKAGE_SPACE "content-types\">"
             "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
             "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_PART "document.main+xml\"/>"
             "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD_PART "styles+xml\"/></Types>";

static const char package_links[] = XML_HEAD "<Relationships xmlns=\"" PACKAGE_SPACE "relationships\">"
                                             "<Relationship Id=\"rId1\" Type=\"" OFFICE_TYPE
                                             "officeDocument\" Target=\"word/document.xml\"/></Relationships>";

static const char document_links[] =
    XML_HEAD "<Relationships xmlns=\"" PACKAGE_SPACE "relationships\">"
             "<Relationship Id=\"rId1\" Type=\"" OFFICE_TYPE "styles\" Target=\"styles.xml\"/></Relationships>";

/* Sizes are half points, lengths twentieths of a point: 28 is 14 pt, 720 is 1.27 cm. */
static const char styles[] =
    XML_HEAD "<w:styles " WORD_SPACE "><w:docDefaults><w:rPrDefault><w:rPr>"
             "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\""
             " w:cs=\"Times New Roman\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"vi-VN\"/>"
             "</w:rPr></w:rPrDefault></w:docDefaults>"
             "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:pPr>"
             "<w:spacing w:before=\"0\" w:after=\"120\" w:line=\"240\" w:lineRule=\"auto\"/>"
             "<w:ind w:firstLine=\"720\"/><w:jc w:val=\"both\"/></w:pPr></w:style></w:styles>";

static const char document_head[] = XML_HEAD "<w:document " WORD_SPACE "><w:body>";

/* A4 with the margins of Phụ lục I: top, bottom and right 2 cm, left 3 cm. */
static const char document_tail[] =
    "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\""
    " w:left=\"1701\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";

void vt_docx_init(vt_docx *docx) {
    vt_buffer_init(&docx->body, NULL);
    vt_buffer_append_text(&docx->body, document_head);
}

void vt_docx_begin(vt_docx *docx, vt_docx_style style) {
    vt_buffer_append_text(&docx->body, "<w:p><w:r>");
    if (style == VT_DOCX_ITALIC) vt_buffer_append_text(&docx->body, "<w:rPr><w:i/><w:iCs/></w:rPr>");
    vt_buffer_append_text(&docx->body, "<w:t xml:space=\"preserve\">");
}

/* What XML cannot hold or a reader must not be given is left out: controls, and the two code points that are none. */
static void put_point(vt_buffer *body, uint32_t point, vt_slice bytes) {
    switch (point) {
    case '<': vt_buffer_append_text(body, "&lt;"); break;
    case '>': vt_buffer_append_text(body, "&gt;"); break;
    case '&': vt_buffer_append_text(body, "&amp;"); break;
    case '\t':
    case '\n': vt_buffer_append_char(body, ' '); break;
    case VT_POINT_INVALID: vt_buffer_append_text(body, "\xEF\xBF\xBD"); break;
    default:
        if (!vt_point_is_control(point) && point != 0xFFFE && point != 0xFFFF) vt_buffer_append_slice(body, bytes);
    }
}

void vt_docx_text(vt_docx *docx, const char *text) {
    vt_slice rest = vt_slice_of(text);
    uint32_t point;
    for (size_t size; (size = vt_point_next(rest.data, rest.size, &point)); rest = vt_slice_sub(rest, size, rest.size))
        put_point(&docx->body, point, vt_slice_sub(rest, 0, size));
}

void vt_docx_end(vt_docx *docx) { vt_buffer_append_text(&docx->body, "</w:t></w:r></w:p>"); }

static bool add_part(zip_t *zip, const char *name, vt_slice bytes) {
    zip_source_t *source = zip_source_buffer(zip, bytes.data, bytes.size, 0);
    zip_int64_t index = source ? zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) zip_source_free(source); /* takes NULL */
    return index >= 0 && zip_file_set_dostime(zip, (zip_uint64_t)index, DOS_TIME, DOS_DATE, 0) == 0;
}

/* The package in source, which stays the caller's. Nothing but memory can run out here. */
static bool pack(zip_source_t *source, vt_slice body) {
    const struct {
        const char *name;
        vt_slice bytes;
    } parts[] = {{"[Content_Types].xml", vt_slice_of(content_types)},
                 {"_rels/.rels", vt_slice_of(package_links)},
                 {"word/document.xml", body},
                 {"word/_rels/document.xml.rels", vt_slice_of(document_links)},
                 {"word/styles.xml", vt_slice_of(styles)}};
    zip_source_keep(source);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    bool ok = zip != NULL;
    if (!zip) zip_source_free(source);
    for (size_t i = 0; ok && i < sizeof parts / sizeof *parts; i++) ok = add_part(zip, parts[i].name, parts[i].bytes);
    if (ok && zip_close(zip) == 0) return true;
    if (zip) zip_discard(zip);
    return false;
}

static vt_code hand_out(zip_source_t *source, const vt_output *output, vt_error *err) {
    char bytes[16384];
    zip_int64_t got = 0;
    vt_code code = zip_source_open(source) == 0 ? VT_OK : vt_fail_memory(err);
    if (code != VT_OK) return code;
    while (code == VT_OK && (got = zip_source_read(source, bytes, sizeof bytes)) > 0)
        if (!output->write(output->context, bytes, (size_t)got)) code = vt_fail(err, VT_ERR_WRITE, "could not write");
    zip_source_close(source);
    return got < 0 ? vt_fail_memory(err) : code;
}

vt_code vt_docx_write(vt_docx *docx, const vt_output *output, vt_error *err) {
    vt_buffer_append_text(&docx->body, document_tail);
    zip_source_t *source = docx->body.failed ? NULL : zip_source_buffer_create(NULL, 0, 0, NULL);
    bool packed = source && pack(source, vt_buffer_slice(&docx->body));
    vt_code code = packed ? hand_out(source, output, err) : vt_fail_memory(err);
    zip_source_free(source);
    vt_buffer_free(&docx->body);
    return code;
}
