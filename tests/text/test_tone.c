/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tones: every syllable that spelling allows, with its tone on each of its vowels, has one form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "base/slice.h"
#include "text/fold.h"
#include "text/spelling.h"
#include "text/tone.h"
#include "text/utf8.h"

static const char *const rimes[] = {
#define X(rime) rime,
#include "text/rimes.def"
#undef X
};

static const char *const onsets[] = {"",  "b",  "c",   "ch", "d", "đ",  "g",  "gh", "gi", "h", "k",  "kh", "l", "m",
                                     "n", "ng", "ngh", "nh", "p", "ph", "qu", "r",  "s",  "t", "th", "tr", "v", "x"};

enum { RIMES = sizeof rimes / sizeof *rimes, ONSETS = sizeof onsets / sizeof *onsets, WORD = 32 };

/* The word with the tone on its letter `place`; false when that is no vowel. */
static bool with_tone(const char *word, unsigned place, vt_tone tone, char *out) {
    unsigned index = 0;
    size_t size = 0;
    bool vowel = false;
    for (const char *at = word; *at; at += vt_utf8_size(*at), index++) {
        uint32_t point = vt_utf8_decode(at);
        unsigned letter = vt_letter_base(vt_letter_of(point));
        if (index == place) {
            vowel = letter <= VT_LETTER_VOWELS;
            if (vowel) point = vt_letter_compose[letter][tone];
        }
        size += vt_utf8_encode(point, out + size);
    }
    out[size] = '\0';
    return vowel;
}

/* How many placements of one word were met. */
static unsigned check_word(vt_arena *arena, const char *word, vt_tone tone) {
    char toned[WORD], first[WORD] = "";
    unsigned met = 0;
    for (unsigned place = 0; place < VT_SYLLABLE_MOST; place++) {
        vt_syllable syllable;
        vt_slice unified, again;
        if (!with_tone(word, place, tone, toned) || !vt_syllable_read(vt_slice_of(toned), &syllable)) continue;
        assert_true(vt_tone_unify(arena, vt_slice_of(toned), &unified));
        assert_true(vt_tone_unify(arena, unified, &again));
        assert_true(vt_slice_equal(unified, again));
        if (!met++) snprintf(first, sizeof first, "%.*s", (int)unified.size, unified.data);
        if (!vt_slice_is(unified, first)) fail_msg("%s and %.*s", first, (int)unified.size, unified.data);
    }
    return met;
}

static void every_placement_meets(void **state) {
    (void)state;
    vt_arena arena;
    unsigned met = 0;
    vt_arena_init(&arena, NULL);
    for (size_t onset = 0; onset < ONSETS; onset++)
        for (size_t rime = 0; rime < RIMES; rime++) {
            char word[WORD];
            snprintf(word, sizeof word, "%s%s", onsets[onset], rimes[rime]);
            for (int tone = VT_TONE_GRAVE; tone < VT_TONE_COUNT; tone++) met += check_word(&arena, word, (vt_tone)tone);
            vt_arena_reset(&arena);
        }
    vt_arena_free(&arena);
    assert_true(met > 20000);
}

static bool is_syllable(const char *word) {
    vt_syllable syllable;
    return vt_syllable_read(vt_slice_of(word), &syllable);
}

static void spelling_is_checked(void **state) {
    (void)state;
    static const char *const good[] = {"nghiêng", "giếng", "gì",    "quyết", "quốc", "Hoà", "thuở", "khuỷu", "yêu",
                                       "kỹ",      "ĐƯỢC",  "xoong", "huỳnh", "già",  "Đắk", "oanh", "ủy"};
    static const char *const bad[] = {"",    "b",     "kanh",  "ceo",   "gê",     "nge",     "nghanh",
                                      "cáć", "toan2", "cat",   "hoach", "strong", "zá",      "wá",
                                      "qa",  "hyê",   "éc-cu", "đẵẵ",   "áá",     "nghiêngg"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!is_syllable(good[i])) fail_msg("%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (is_syllable(bad[i])) fail_msg("%s", bad[i]);
}

/* A word in a text counts as what it is alone, in small letters and with a capital. */
static unsigned check_spelling(char *word) {
    char text[2 * WORD];
    vt_spelling spelling = {0};
    bool plain = !(word[0] & 0x80) && word[1], right = is_syllable(word);
    size_t size = (size_t)snprintf(text, sizeof text, "%s, %s", word, word);
    if (plain) text[0] = (char)(text[0] - 'a' + 'A');
    vt_spelling_add(&spelling, (vt_slice){text, size});
    if (spelling.plain != 2U * plain || spelling.wrong != 2U * (plain && !right)) fail_msg("%s", text);
    return plain && right;
}

static void texts_are_judged_by_their_words(void **state) {
    (void)state;
    static const char *const tails[] = {"", "b", "n", "ng", "á", "ở", "ư"};
    unsigned right = 0;
    for (size_t i = 0; i < ONSETS * RIMES * VT_TONE_COUNT * VT_SYLLABLE_MOST; i++) {
        char word[WORD], toned[WORD];
        snprintf(word, sizeof word, "%s%s", onsets[i % ONSETS], rimes[i / ONSETS % RIMES]);
        size_t rest = i / ONSETS / RIMES;
        if (!with_tone(word, (unsigned)(rest / VT_TONE_COUNT), (vt_tone)(rest % VT_TONE_COUNT), toned)) continue;
        for (size_t tail = 0; tail < sizeof tails / sizeof *tails; tail++) {
            snprintf(word, sizeof word, "%.20s%s", toned, tails[tail]);
            right += check_spelling(word);
        }
    }
    assert_true(right > 20000);
}

static void only_plain_words_are_judged(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t plain, wrong;
    } cases[] = {{"", 0, 0},
                 {"a b c d", 0, 0},
                 {"UBND tỉnh", 1, 0},
                 {"sGDĐT SgD", 0, 0},
                 {"ủy ban ước Ước", 1, 0},
                 {"toàn toànn toan2 tOàn", 3, 1},
                 {"hÀ nội", 2, 0},
                 {"wi-fi", 2, 2},
                 {"ba\xCC\x81 \xE2\x80\x9C"
                  "ba\xE2\x80\x9D ba\xF0\x9F\x99\x82",
                  2, 2},
                 {"ba\xC3 ba\xE1\xBA ba\xE1\xBA"
                  "B ba\xE1\xBA"
                  "b \xA1",
                  3, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vt_spelling spelling = {0};
        vt_spelling_add(&spelling, vt_slice_of(cases[i].text));
        assert_int_equal(spelling.plain, cases[i].plain);
        assert_int_equal(spelling.wrong, cases[i].wrong);
    }
}

static void upper_and_lower_agree(void **state) {
    (void)state;
    for (unsigned letter = 1; letter < VT_LETTER_COUNT; letter++)
        for (unsigned tone = 0; tone < VT_TONE_COUNT; tone++) {
            uint32_t point = vt_letter_compose[letter][tone];
            if (!point) continue;
            uint32_t upper = vt_letter_upper(point);
            assert_int_not_equal(upper, point);
            assert_int_equal(vt_letter_lower(upper), point);
            assert_int_equal(vt_letter_base(vt_letter_of(upper)), letter);
            assert_int_equal(vt_letter_tone(vt_letter_of(upper)), tone);
            assert_int_equal(vt_fold_point(point), vt_fold_point(vt_letter_compose[letter][0]));
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_placement_meets),           cmocka_unit_test(spelling_is_checked),
        cmocka_unit_test(texts_are_judged_by_their_words), cmocka_unit_test(only_plain_words_are_judged),
        cmocka_unit_test(upper_and_lower_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
