/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Large and hostile texts: what is found in them is counted. Time is not measured, but whatever grows faster than
 * the text does not end here before the test's time is up.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* cmocka.h wants the four above */
#include <cmocka.h>
#include <vanthu/document.h>
#include "base/buffer.h"

#define ANY SIZE_MAX

/* A head, then a piece so many times, numbered where it says so. */
static const struct {
    const char *what, *piece; /* %zu is the number */
    size_t times, sections, bases, citations;
} cases[] = {
    {"short lines", "dòng %zu\n", 100000, 0, 0, 0},
    {"one line", "công tác thi đua khen thưởng %zu ", 100000, 0, 0, 0},
    {"one word", "a", 2000000, 0, 0, 0},
    {"numbered sections", "1. Mục %zu của kế hoạch\nNội dung của mục.\n", 30000, 30000, 0, 0},
    {"citations", "Các phòng thực hiện nghiêm Quyết định số %zu/QĐ-UBND ngày 05/02/2020 của Ủy ban nhân dân tỉnh.\n", 50000, 0, 0, 50000},
    {"citations on one line", "Quyết định số %zu/QĐ-UBND ngày 05/02/2020 và ", 50000, 0, ANY, 50000},
    {"basis clauses", "Căn cứ Quyết định số %zu/QĐ-UBND ngày 05/02/2020 của Ủy ban nhân dân tỉnh;\n", 30000, 0, 30000, 30000},
    {"basis clauses on one line", "Căn cứ Quyết định số %zu/QĐ-UBND; ", 30000, 0, 30000, 30000},
    {"dates on one line", "Đại Xuyên, ngày 5 tháng 6 năm 2020 ", 50000, 0, 0, 0},
    {"chained symbols", "1/a-", 200000, 0, 0, 0},
    {"marks on one letter", "\xCC\x81\xCC\xA3", 300000, 0, 0, 0},
    {"ellipses", "…", 300000, 0, 0, 0},
    {"brackets", "(kem theo ", 60000, 0, 0, 0},
    {"columns", "Cột trái %zu          Cột phải\n", 50000, 0, 0, 0},
};

static vt_buffer text_of(size_t which) {
    vt_buffer text;
    vt_buffer_init(&text, NULL);
    vt_buffer_append_text(&text, "ỦY BAN NHÂN DÂN\nXÃ ĐẠI XUYÊN\nSố: 12/KH-UBND\n\nKẾ HOẠCH\nThực hiện thử nghiệm\n\nNội dung x");
    vt_buffer_append_char(&text, '\n');
    for (size_t i = 1; i <= cases[which].times; i++) {
        const char *at = cases[which].piece;
        for (const char *hole; (hole = strstr(at, "%zu")); at = hole + 3) {
            vt_buffer_append(&text, at, (size_t)(hole - at));
            vt_buffer_printf(&text, "%zu", i);
        }
        vt_buffer_append_text(&text, at);
    }
    assert_false(text.failed);
    return text;
}

static void expect(const char *what, const char *things, size_t got, size_t expected) {
    if (expected != ANY && got != expected) fail_msg("%s: %zu %s, expected %zu", what, got, things, expected);
}

static void test_large(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vt_buffer text = text_of(i);
        vt_document *document;
        vt_error err = {0};
        if (vt_parse_memory(vt_buffer_slice(&text), "large.txt", NULL, &document, &err)) fail_msg("%s: %s", cases[i].what, err.message);
        expect(cases[i].what, "sections", document->section_count, cases[i].sections);
        expect(cases[i].what, "bases", document->basis_count, cases[i].bases);
        expect(cases[i].what, "citations", document->citation_count, cases[i].citations);
        assert_string_equal(document->type.code, "KH");
        vt_document_free(document);
        vt_buffer_free(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_large)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
