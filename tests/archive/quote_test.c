/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotations: where a line stands in the text, and the line from there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "archive/quote.h"
#include "base/slice.h"

static const char source[] = "KẾ HOẠCH\n  Phát động\n\tphong trào   thi đua\n\nI. Mục đích\n";

static void assert_quoted(vt_quoting *q, const char *line) {
    char copy[64];
    vt_quoting back = *q;
    size_t start = vt_quote_find(q, vt_slice_of(line));
    assert_true(start != SIZE_MAX);
    assert_true(vt_quote_copy(&back, start, strlen(line), copy));
    assert_memory_equal(copy, line, strlen(line));
    assert_int_equal(back.at, q->at);
}

static void lines_follow_one_another(void **state) {
    (void)state;
    vt_quoting q = vt_quote_from(vt_slice_of(source));
    assert_quoted(&q, "HOẠCH Phát động");
    assert_quoted(&q, "phong trào thi đua");
    assert_quoted(&q, "");
    assert_quoted(&q, "I. Mục đích");
    assert_int_equal(vt_quote_find(&q, VT_LITERAL("KẾ HOẠCH")), SIZE_MAX);
}

static void what_is_no_quotation_is_not_found(void **state) {
    (void)state;
    static const char *const lines[] = {"Phát  động", "phong\ttrào", "thi đua x", "I. Mục đích của", "Kế hoạch"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        vt_quoting q = vt_quote_from(vt_slice_of(source));
        assert_int_equal(vt_quote_find(&q, vt_slice_of(lines[i])), SIZE_MAX);
        assert_int_equal(q.at, 0);
    }
}

static void nothing_is_quoted_from_behind_the_text(void **state) {
    (void)state;
    char copy[64];
    vt_quoting q = vt_quote_from(VT_LITERAL("ab  "));
    assert_true(vt_quote_copy(&q, 0, 3, copy));
    assert_memory_equal(copy, "ab ", 3);
    assert_false(vt_quote_copy(&q, 0, 4, copy));
    assert_false(vt_quote_copy(&q, 5, 1, copy));
    vt_quoting empty = vt_quote_from((vt_slice){NULL, 0});
    assert_int_equal(vt_quote_find(&empty, VT_LITERAL("a")), SIZE_MAX);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(lines_follow_one_another),
                                       cmocka_unit_test(what_is_no_quotation_is_not_found),
                                       cmocka_unit_test(nothing_is_quoted_from_behind_the_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
