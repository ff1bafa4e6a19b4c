/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packages made to exhaust whoever reads them, and each limit of a package: what is just within it, and what is past. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/slice.h"
#include "case.h"

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define BODY "<w:document " W "><w:body>"
#define BODY_END "</w:body></w:document>"
#define RELATIONSHIPS "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define RELATION(id, type, target)                                                                               \
    "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type \
    "\" Target=\"" target "\"/>"
#define PLAN "<w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p>"

static const char ROOT[] = RELATIONSHIPS RELATION("a", "officeDocument", "word/document.xml") "</Relationships>";

static void repeat(vt_buffer *out, const char *text, size_t times) {
    for (size_t i = 0; i < times; i++) vt_buffer_append_text(out, text);
}

/* A package of which the body is given. */
static void pack(const vt_buffer *body, vt_buffer *zip) {
    vt_buffer document;
    vt_buffer_init(&document, NULL);
    vt_buffer_printf(&document, "%s", BODY);
    vt_buffer_append_slice(&document, vt_buffer_slice(body));
    vt_buffer_append_text(&document, BODY_END);
    const docx_file files[] = {{"_rels/.rels", vt_slice_of(ROOT)}, {"word/document.xml", vt_buffer_slice(&document)}};
    vt_buffer_init(zip, NULL);
    assert_true(docx_pack(files, 2, zip));
    vt_buffer_free(&document);
}

/* The reader's code; *lines are those that it made. */
static vt_code count_lines(vt_slice bytes, const vt_limits *limits, size_t *lines, vt_error *err) {
    vt_arena arena, scratch;
    vt_lines read = {0};
    vt_arena_init(&arena, NULL);
    vt_arena_init(&scratch, NULL);
    *err = (vt_error){0};
    vt_code code = vt_reader_docx.read(bytes, limits, &arena, &scratch, &read, err);
    *lines = read.lines.count;
    vt_arena_free(&scratch);
    vt_arena_free(&arena);
    return code;
}

static void gives(const vt_buffer *zip, const vt_limits *limits, size_t expected) {
    vt_error err;
    size_t lines;
    vt_code code = count_lines(vt_buffer_slice(zip), limits, &lines, &err);
    if (code) fail_msg("%s", err.message);
    assert_int_equal(lines, expected);
}

static void refuses(const vt_buffer *zip, const vt_limits *limits, const char *message) {
    vt_error err;
    size_t lines;
    assert_int_equal(count_lines(vt_buffer_slice(zip), limits, &lines, &err), VT_ERR_LIMIT);
    if (!strstr(err.message, message)) fail_msg("%s: not in: %s", message, err.message);
}

/* ---- much of what is little ---- */

static void a_million_empty_paragraphs(void **state) {
    (void)state;
    vt_buffer body, zip;
    vt_buffer_init(&body, NULL);
    repeat(&body, "<w:p/>", 1000000);
    vt_buffer_append_text(&body, PLAN);
    pack(&body, &zip);
    refuses(&zip, NULL, "more than 200 times the packed size");
    gives(&zip, &(vt_limits){.inflate_ratio = 100000}, 1);
    vt_buffer_free(&zip);
    vt_buffer_free(&body);
}

static void tables_in_tables(void **state) {
    (void)state;
    enum { DEEP = 20000 };
    vt_buffer body, zip;
    vt_buffer_init(&body, NULL);
    repeat(&body, "<w:tbl><w:tr><w:tc>", DEEP);
    vt_buffer_append_text(&body, PLAN);
    repeat(&body, "</w:tc></w:tr></w:tbl>", DEEP);
    pack(&body, &zip);
    refuses(&zip, NULL, "more than 1000 XML elements inside each other");
    gives(&zip, &(vt_limits){.xml_depth = 3 * DEEP + 5, .inflate_ratio = 100000}, 1); /* and w:document, body, p, r, t */
    refuses(&zip, &(vt_limits){.xml_depth = 3 * DEEP + 4, .inflate_ratio = 100000}, "more than 60004 XML elements");
    vt_buffer_free(&zip);
    vt_buffer_free(&body);
}

/* ---- entries that share their bytes ---- */

enum { CENTRAL_SIZE = 46, HEADERS = 20 };

static uint32_t number_at(const char *at, size_t bytes) {
    uint32_t number = 0;
    while (bytes--) number = number << 8 | (unsigned char)at[bytes];
    return number;
}

/* The directory's entry of a name. */
static char *entry_of(const vt_buffer *zip, const char *name) {
    size_t size = strlen(name);
    for (char *at = zip->data; at + CENTRAL_SIZE + size <= zip->data + zip->size; at++)
        if (!memcmp(at, "PK\1\2", 4) && number_at(at + 28, 2) == size && !memcmp(at + CENTRAL_SIZE, name, size)) return at;
    fail_msg("%s is not in the directory", name);
    return NULL;
}

/* Checksum, sizes and place of one entry become those of another. */
static void share(vt_buffer *zip, const char *name, const char *with) {
    char *to = entry_of(zip, name);
    const char *from = entry_of(zip, with);
    memcpy(to + 16, from + 16, 12);
    memcpy(to + 42, from + 42, 4);
}

static void overlapping_entries(void **state) {
    (void)state;
    static char names[HEADERS][32];
    docx_file files[HEADERS + 4] = {{"_rels/.rels", vt_slice_of(ROOT)}};
    vt_buffer relations, document, part, zip;
    vt_buffer *const all[] = {&relations, &document, &part, &zip};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) vt_buffer_init(all[i], NULL);
    vt_buffer_append_text(&relations, RELATIONSHIPS);
    vt_buffer_append_text(&document, BODY PLAN "<w:sectPr "
                                          "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">");
    for (int i = 0; i < HEADERS; i++) {
        snprintf(names[i], sizeof names[i], "word/header%d.xml", i);
        files[i + 4] = (docx_file){names[i], VT_LITERAL("<w:hdr " W "/>")};
        vt_buffer_printf(&relations, RELATION("h%d", "header", "header%d.xml"), i, i);
        vt_buffer_printf(&document, "<w:headerReference w:type=\"default\" r:id=\"h%d\"/>", i);
    }
    vt_buffer_append_text(&relations, "</Relationships>");
    vt_buffer_append_text(&document, "</w:sectPr>" BODY_END);
    vt_buffer_append_text(&part, "<w:hdr " W ">");
    repeat(&part, "<w:p><w:r><w:t>đầu trang</w:t></w:r></w:p>", 3000);
    vt_buffer_append_text(&part, "</w:hdr>");
    files[1] = (docx_file){"word/_rels/document.xml.rels", vt_buffer_slice(&relations)};
    files[2] = (docx_file){"word/document.xml", vt_buffer_slice(&document)};
    files[3] = (docx_file){"word/large.xml", vt_buffer_slice(&part)};
    assert_true(docx_pack(files, HEADERS + 4, &zip));
    size_t small = sizeof ROOT - 1 + relations.size + document.size;
    gives(&zip, &(vt_limits){.inflated_bytes = small + HEADERS * strlen("<w:hdr " W "/>")}, 1);
    for (int i = 0; i < HEADERS; i++) share(&zip, names[i], "word/large.xml");
    refuses(&zip, &(vt_limits){.inflated_bytes = small + part.size / 2}, "bytes unpacked from a DOCX");
    refuses(&zip, &(vt_limits){.lines = 3000}, "more than 3000 lines");
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) vt_buffer_free(all[i]);
}

/* ---- limits that depend on what the packer made ---- */

static uint64_t packed_size(const vt_buffer *zip, const char *name) { return number_at(entry_of(zip, name) + 20, 4); }

static void the_ratio(void **state) {
    (void)state;
    vt_buffer body, zip;
    vt_buffer_init(&body, NULL);
    repeat(&body, PLAN, 40000);
    pack(&body, &zip);
    uint64_t inflated = number_at(entry_of(&zip, "word/document.xml") + 24, 4);
    uint64_t packed = packed_size(&zip, "word/document.xml"), ratio = (inflated + packed - 1) / packed;
    assert_true(inflated > 1 << 20);
    gives(&zip, &(vt_limits){.inflate_ratio = ratio}, 40000);
    refuses(&zip, &(vt_limits){.inflate_ratio = ratio - 1}, "times the packed size");
    vt_buffer_free(&zip);
    vt_buffer_free(&body);
}

static void parse_file(const char *path, uint64_t most, vt_code expected) {
    vt_document *document;
    vt_error err = {0};
    vt_code code = vt_parse_file(path, &(vt_parse_options){.limits = {.bytes = most}}, &document, &err);
    assert_int_equal(code, expected);
    if (code) assert_non_null(strstr(err.message, "bytes in a file"));
    vt_document_free(document);
}

static void the_bytes_of_the_file(void **state) {
    (void)state;
    char path[] = "/tmp/vanthu-hostile-XXXXXX";
    vt_buffer body, zip;
    vt_buffer_init(&body, NULL);
    vt_buffer_append_text(&body, PLAN);
    pack(&body, &zip);
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, zip.data, zip.size), zip.size);
    assert_int_equal(close(file), 0);
    parse_file(path, zip.size, VT_OK);
    parse_file(path, zip.size - 1, VT_ERR_LIMIT);
    assert_int_equal(unlink(path), 0);
    vt_buffer_free(&zip);
    vt_buffer_free(&body);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_million_empty_paragraphs),
        cmocka_unit_test(tables_in_tables),
        cmocka_unit_test(overlapping_entries),
        cmocka_unit_test(the_ratio),
        cmocka_unit_test(the_bytes_of_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
