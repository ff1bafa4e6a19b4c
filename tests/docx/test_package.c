/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packages that are none, cut off or larger than the limits; every allocation that can fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "base/slice.h"
#include "case.h"

static const char SMALL[] =
    "== numbering\n"
    "abstract 0\n"
    "lvl 0 decimal \"%1.\"\n"
    "num 1 0\n"
    "== styles\n"
    "style D <w:rPr><w:b/><w:rFonts w:ascii=\".VnTime\" w:hAnsi=\".VnTime\"/></w:rPr>\n"
    "== footnotes\n"
    "<w:footnote w:id=\"1\"><w:p><w:r><w:t>chú</w:t></w:r></w:p></w:footnote>\n"
    "== header1\n"
    "đầu trang\n"
    "== document\n"
    "[1.0] Mục đích\n"
    "[D] Uû ban nh©n d©n huyÖn\n"
    "<w:tbl><w:tr><w:tc>\n"
    "một\n"
    "</w:tc></w:tr></w:tbl>\n"
    "<w:p><w:r><w:pict><v:textbox><w:txbxContent>\n"
    "khung\n"
    "</w:txbxContent></v:textbox></w:pict></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>\n"
    "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header1\"/></w:sectPr>\n"
    "---\n";

static void build(const char *text, vt_buffer *out) {
    docx_case docx;
    vt_buffer_init(out, NULL);
    assert_true(docx_case_parse(vt_slice_of(text), &docx));
    assert_true(docx_build(&docx, out));
    docx_case_free(&docx);
}

/* The reader's code for these bytes; err is filled when it is not VT_OK. */
static vt_code read_with(vt_slice bytes, const vt_limits *limits, const vt_allocator *allocator, vt_error *err) {
    vt_arena arena, scratch;
    vt_arena_init(&arena, allocator);
    vt_arena_init(&scratch, allocator);
    vt_lines lines = {0};
    *err = (vt_error){0};
    vt_code code = vt_reader_docx.read(bytes, limits, &arena, &scratch, &lines, err);
    vt_arena_free(&scratch);
    vt_arena_free(&arena);
    return code;
}

static void refuses(vt_slice bytes, const vt_limits *limits, vt_code code, const char *message) {
    vt_error err;
    assert_int_equal(read_with(bytes, limits, NULL, &err), code);
    assert_int_equal(err.code, code);
    if (!strstr(err.message, message)) fail_msg("%s: not in: %s", message, err.message);
    assert_null(strchr(err.message, '\n'));
}

static void test_not_a_package(void **state) {
    (void)state;
    refuses(VT_LITERAL(""), NULL, VT_ERR_FORMAT, "empty");
    refuses(VT_LITERAL("Just some words"), NULL, VT_ERR_FORMAT, "not a zip");
    refuses(VT_LITERAL("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"), NULL, VT_ERR_FORMAT, "Word 97");
    refuses(VT_LITERAL("{\\rtf1 text}"), NULL, VT_ERR_FORMAT, "RTF");
    refuses(VT_LITERAL("%PDF-1.7"), NULL, VT_ERR_FORMAT, "PDF");
    refuses(VT_LITERAL("<?xml version='1.0'?><w/>"), NULL, VT_ERR_FORMAT, "XML");
    refuses(VT_LITERAL("PK\x03\x04 and no more"), NULL, VT_ERR_DAMAGED, "cut off");
}

static void test_encrypted(void **state) {
    (void)state;
    refuses(VT_LITERAL("\xD0\xCF\x11\xE0 .. EE\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0 .."), NULL, VT_ERR_FORMAT,
            "password");
}

static void test_zip_without_document(void **state) {
    (void)state;
    const docx_file files[] = {{"readme.txt", VT_LITERAL("no document")}};
    vt_buffer zip;
    vt_buffer_init(&zip, NULL);
    assert_true(docx_pack(files, 1, &zip));
    refuses(vt_buffer_slice(&zip), NULL, VT_ERR_FORMAT, "no document in it");
    vt_buffer_free(&zip);
}

/* Wherever a file is cut off, it is refused in one line: the directory of a zip archive stands at its end. */
static void test_truncated(void **state) {
    (void)state;
    vt_buffer zip;
    build(SMALL, &zip);
    for (size_t size = 4; size < zip.size; size += 97) refuses((vt_slice){zip.data, size}, NULL, VT_ERR_DAMAGED, "");
    vt_buffer_free(&zip);
}

/* Damage anywhere is found or does no harm; the sanitizers watch. */
static void test_damaged_bytes(void **state) {
    (void)state;
    vt_buffer zip;
    build(SMALL, &zip);
    for (size_t at = 0; at < zip.size; at += 3) {
        vt_error err;
        char kept = zip.data[at];
        zip.data[at] = (char)(kept ^ 0x55);
        vt_code code = read_with(vt_buffer_slice(&zip), NULL, NULL, &err);
        assert_true(code == VT_OK || err.message[0]);
        zip.data[at] = kept;
    }
    vt_buffer_free(&zip);
}

/* A document whose body is text repeated. */
static void build_large(const char *text, size_t times, const char *end, vt_buffer *out) {
    vt_buffer source;
    vt_buffer_init(&source, NULL);
    vt_buffer_append_text(&source, "== document\n");
    for (size_t i = 0; i < times; i++) vt_buffer_append_text(&source, text);
    for (size_t i = 0; i < times; i++) vt_buffer_append_text(&source, end);
    vt_buffer_append_text(&source, "\n---\n");
    build(source.data, out);
    vt_buffer_free(&source);
}

static void test_limits(void **state) {
    (void)state;
    vt_buffer zip;
    build_large("<w:p><w:r><w:t>dòng</w:t></w:r></w:p>\n", 50000, "", &zip);
    vt_error err;
    assert_int_equal(read_with(vt_buffer_slice(&zip), NULL, NULL, &err), VT_ERR_LIMIT); /* by its ratio */
    refuses(vt_buffer_slice(&zip), NULL, VT_ERR_LIMIT, "times the packed size");
    refuses(vt_buffer_slice(&zip), &(vt_limits){.inflated_bytes = 100000}, VT_ERR_LIMIT,
            "more than 100000 bytes unpacked");
    refuses(vt_buffer_slice(&zip), &(vt_limits){.inflate_ratio = 100000, .lines = 1000}, VT_ERR_LIMIT, "more than 1000 lines");
    assert_int_equal(read_with(vt_buffer_slice(&zip), &(vt_limits){.inflate_ratio = 100000}, NULL, &err), VT_OK);
    vt_buffer_free(&zip);
}

static void test_depth(void **state) {
    (void)state;
    vt_buffer zip;
    vt_error err;
    build_large("<w:sdt>", 900, "</w:sdt>", &zip);
    assert_int_equal(read_with(vt_buffer_slice(&zip), NULL, NULL, &err), VT_OK);
    refuses(vt_buffer_slice(&zip), &(vt_limits){.xml_depth = 100}, VT_ERR_LIMIT, "more than 100 XML elements");
    vt_buffer_free(&zip);
    build_large("<w:sdtPr>", 1100, "</w:sdtPr>", &zip); /* what is passed over counts as well */
    refuses(vt_buffer_slice(&zip), NULL, VT_ERR_LIMIT, "more than 1000 XML elements");
    vt_buffer_free(&zip);
}

static void test_sniff(void **state) {
    (void)state;
    assert_true(vt_reader_docx.sniff(VT_LITERAL("PK\x03\x04..."), "plan.txt"));
    assert_true(vt_reader_docx.sniff(VT_LITERAL("words"), "plan.DOCX"));
    assert_false(vt_reader_docx.sniff(VT_LITERAL("words"), "plan.txt"));
    assert_false(vt_reader_docx.sniff(VT_LITERAL("PK words"), NULL));
}

/* An allocator that fails once its budget is spent. */
static void *budget_resize(void *context, void *block, size_t size) {
    size_t *budget = context;
    if (*budget == 0) return NULL;
    --*budget;
    return realloc(block, size);
}

static void *budget_alloc(void *context, size_t size) { return budget_resize(context, NULL, size); }

static void budget_release(void *context, void *block) {
    (void)context;
    free(block);
}

static void test_failing_memory(void **state) {
    (void)state;
    vt_buffer zip;
    build(SMALL, &zip);
    vt_code code = VT_ERR_MEMORY;
    size_t budget = 0;
    for (; code == VT_ERR_MEMORY && budget < 10000; budget++) {
        size_t left = budget;
        vt_allocator allocator = {budget_alloc, budget_resize, budget_release, &left};
        vt_error err;
        code = read_with(vt_buffer_slice(&zip), NULL, &allocator, &err);
    }
    assert_int_equal(code, VT_OK);
    assert_true(budget > 4);
    vt_buffer_free(&zip);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_not_a_package),
        cmocka_unit_test(test_encrypted),
        cmocka_unit_test(test_zip_without_document),
        cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_damaged_bytes),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_sniff),
        cmocka_unit_test(test_failing_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
