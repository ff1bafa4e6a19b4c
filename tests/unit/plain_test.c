/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include "base/slice.h"
#include "write/plain.h"

static void expect_plain(vt_slice text, bool breaks, const char *expected) {
    collector to;
    vt_output output = collector_output(&to, SIZE_MAX);
    assert_true(vt_plain_write(&output, text, breaks));
    assert_string_equal(collected(&to), expected);
    vt_buffer_free(&to.bytes);
}

static void takes_controls_away(void **state) {
    (void)state;
    expect_plain(VT_LITERAL("a\x1B]0;title\x07"
                            "b"),
                 true, "a�]0;title�b");
    expect_plain(VT_LITERAL("a\rb\x08\x7F"), true, "a�b��");
    expect_plain(VT_LITERAL("\xC2\x9B"
                            "31m\xE2\x80\xAEx\xE2\x81\xA6"),
                 true, "�31m�x�");
    expect_plain(VT_LITERAL("\xD8\x9C.\xE2\x80\x8E.\xE2\x80\x8F.\xE2\x80\x8B."), true, "�.�.�.\xE2\x80\x8B.");
    expect_plain(VT_LITERAL("\xFF\xE1\xBA"), true, "���");
}

static void keeps_or_joins_lines(void **state) {
    (void)state;
    expect_plain(VT_LITERAL("một\thai\nba"), true, "một\thai\nba");
    expect_plain(VT_LITERAL("một\thai\nba"), false, "một hai ba");
    expect_plain((vt_slice){NULL, 0}, true, "");
}

/* However the text is cut into writes, the filter gives the same as one whole write. */
static void filter_is_the_same_at_every_cut(void **state) {
    (void)state;
    static const char text[] = "Kế hoạch \x1B[2J ấ\xE1\xBA đ\xF0\x9F\x93\x84 \xC2\x9B.\xE1";
    const size_t size = sizeof text - 1;
    collector whole;
    vt_output output = collector_output(&whole, SIZE_MAX);
    assert_true(vt_plain_write(&output, (vt_slice){text, size}, true));
    for (size_t first = 0; first <= size; first++)
        for (size_t second = first; second <= size; second++) {
            collector to;
            vt_output next = collector_output(&to, SIZE_MAX);
            vt_plain_filter filter;
            vt_output cut = vt_plain_filter_output(&filter, &next);
            assert_true(cut.write(cut.context, text, first));
            assert_true(cut.write(cut.context, text + first, second - first));
            assert_true(cut.write(cut.context, text + second, size - second));
            assert_true(vt_plain_filter_end(&filter));
            assert_string_equal(collected(&to), collected(&whole));
            vt_buffer_free(&to.bytes);
        }
    vt_buffer_free(&whole.bytes);
}

static void filter_passes_on_a_failed_write(void **state) {
    (void)state;
    collector to;
    vt_output next = collector_output(&to, 3);
    vt_plain_filter filter;
    vt_output output = vt_plain_filter_output(&filter, &next);
    assert_true(output.write(output.context, "abc", 3));
    assert_false(output.write(output.context, "d", 1));
    vt_buffer_free(&to.bytes);
}

static void counts_columns(void **state) {
    (void)state;
    assert_int_equal(vt_plain_width(VT_LITERAL("Kế hoạch")), 8);
    assert_int_equal(vt_plain_width(VT_LITERAL("Ke\xCC\x82\xCC\x81 hoa\xCC\xA3"
                                               "ch")),
                     8);
    assert_int_equal(vt_plain_width(VT_LITERAL("計画")), 4);
    assert_int_equal(vt_plain_width(VT_LITERAL("a\xE2\x80\x8B"
                                               "b\xFF")),
                     3);
    assert_int_equal(vt_plain_width((vt_slice){NULL, 0}), 0);
}

static void decodes_only_what_is_valid(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        uint32_t point;
    } cases[] = {
        {"A", 1, 'A'},
        {"\xC3\xA0", 2, 0xE0},
        {"\xE1\xBA\xA5", 3, 0x1EA5},
        {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
        {"\xF4\x90\x80\x80", 1, VT_POINT_INVALID},
        {"\xE0\x80\x80", 1, VT_POINT_INVALID},
        {"\xED\xBF\xBF", 1, VT_POINT_INVALID},
        {"\xC3", 1, VT_POINT_INVALID},
        {"\xC3(", 1, VT_POINT_INVALID},
        {"", 0, VT_POINT_INVALID},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t point;
        assert_int_equal(vt_point_next(cases[i].bytes, strlen(cases[i].bytes), &point), cases[i].size);
        assert_int_equal(point, cases[i].point);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_controls_away),
        cmocka_unit_test(keeps_or_joins_lines),
        cmocka_unit_test(filter_is_the_same_at_every_cut),
        cmocka_unit_test(filter_passes_on_a_failed_write),
        cmocka_unit_test(counts_columns),
        cmocka_unit_test(decodes_only_what_is_valid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
