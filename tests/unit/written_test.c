/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words as they are written are the tokens' words, whatever they are of and wherever they stand. */
#include "text/written.h"
#include "base/slice.h"
#include "text/letter.h"
#include "text/token.h"
#include "text/utf8.h"
#include "unit.h"

enum { WINDOW = 64 };

static void assert_same_words(vt_slice text) {
    vt_arena arena;
    vt_tokens tokens;
    vt_token token;
    vt_written_words words;
    vt_slice word;
    uint32_t hash;
    vt_arena_init(&arena, NULL);
    vt_tokens_init(&tokens, &arena, text);
    vt_written_start(&words, text);
    while (vt_tokens_next(&tokens, &token)) {
        assert_true(vt_written_next(&words, &word, &hash));
        assert_true(vt_slice_equal(word, vt_slice_sub(text, token.span.start, token.span.end)));
    }
    assert_false(vt_written_next(&words, &word, &hash));
    vt_arena_free(&arena);
}

/* The code point between two letters, and at both ends. */
static void every_code_point_is_of_a_word_or_not(void **state) {
    char text[16];
    (void)state;
    for (uint32_t point = 1; point < 0x30000; point += point == 0xD7FF ? 0x801 : 1) {
        size_t size = 1;
        text[0] = 'a';
        size += vt_utf8_encode(point, text + size);
        text[size++] = 'b';
        assert_same_words((vt_slice){text, size});
        assert_same_words((vt_slice){text + 1, size - 2});
    }
}

static void words_go_over_the_ends_of_windows(void **state) {
    static const char *const pieces[] = {"a", " ", "ế", "–", "×", "đường", " năm ", "𝒜", "😀", "\xCC\x81"};
    char text[4 * WINDOW];
    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        for (size_t size = 0; size < (size_t)2 * WINDOW + 8; size++)
            for (unsigned filler = 0; filler < 2; filler++) {
                memset(text, filler ? 'x' : ' ', sizeof text);
                memcpy(text + size, pieces[i], strlen(pieces[i]));
                assert_same_words((vt_slice){text, size + strlen(pieces[i])});
                assert_same_words((vt_slice){text, sizeof text});
            }
}

static void nothing_has_no_words(void **state) {
    (void)state;
    assert_same_words((vt_slice){NULL, 0});
    assert_same_words(VT_LITERAL(""));
    assert_same_words(VT_LITERAL("  .,"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_is_of_a_word_or_not),
        cmocka_unit_test(words_go_over_the_ends_of_windows),
        cmocka_unit_test(nothing_has_no_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
