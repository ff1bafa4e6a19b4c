/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether text is its own clean view, wherever a mark stands in it. */
#include "parse/view.h"
#include "unit.h"

enum { LONGEST = 100 };

static void assert_view(vt_arena *arena, vt_slice text, bool plain) {
    vt_span whole = {0, (uint32_t)text.size};
    vt_view view;
    assert_int_equal(vt_view_is_plain(text), plain);
    assert_true(vt_view_clean(arena, text, whole, &view));
    assert_int_equal(vt_slice_equal(view.text, text), plain);
}

static void plain_text_is_its_own_view(void **state) {
    char text[LONGEST];
    vt_arena arena;
    (void)state;
    vt_arena_init(&arena, NULL);
    memset(text, 'a', sizeof text);
    for (size_t size = 0; size <= LONGEST; size++) assert_view(&arena, (vt_slice){text, size}, true);
    assert_view(&arena, VT_LITERAL("- Lưu: VT; (a) 1/2 \"b\" c - d, e%"), true);
    vt_arena_free(&arena);
}

static void a_mark_is_seen_wherever_it_stands(void **state) {
    static const char *const marks[] = {"*b", "_b", "|", "<b>", "&amp;", "\\-", "\t", "\n", "  "};
    char text[LONGEST + 8];
    vt_arena arena;
    (void)state;
    vt_arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        for (size_t size = 8; size <= LONGEST; size++)
            for (size_t at = 0; at + strlen(marks[i]) <= size; at++) {
                memset(text, ',', sizeof text);
                memcpy(text + at, marks[i], strlen(marks[i]));
                assert_view(&arena, (vt_slice){text, size}, false);
                vt_arena_reset(&arena);
            }
    vt_arena_free(&arena);
}

static void a_rule_is_seen_wherever_it_stands(void **state) {
    static const char *const rules[] = {"--", "==", "~~", "__", "**"};
    char text[LONGEST];
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        for (size_t size = 2; size <= LONGEST; size++)
            for (size_t at = 0; at + 2 <= size; at++) {
                memset(text, 'a', sizeof text);
                memcpy(text + at, rules[i], 2);
                assert_false(vt_view_is_plain((vt_slice){text, size}));
            }
}

static void its_ends_are_blank_or_marked(void **state) {
    static const char *const texts[] = {"# a", "> a", " a", "a ", " "};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) assert_false(vt_view_is_plain(vt_slice_of(texts[i])));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_is_its_own_view),
        cmocka_unit_test(a_mark_is_seen_wherever_it_stands),
        cmocka_unit_test(a_rule_is_seen_wherever_it_stands),
        cmocka_unit_test(its_ends_are_blank_or_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
