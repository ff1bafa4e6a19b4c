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
        cmocka_unit_test(every_placement_meets),
        cmocka_unit_test(spelling_is_checked),
        cmocka_unit_test(upper_and_lower_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
