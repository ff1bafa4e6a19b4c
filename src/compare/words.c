/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: texts. Out: their words, and how like they are. */
#include "compare/words.h"

#include <stdlib.h>
#include <string.h>
#include "base/slice.h"

/* 30/4/2023, 41/KH-UBND and 1.500 are one word each: half a date says nothing. */
static bool are_joined(vt_slice text, const vt_token *left, const vt_token *right) {
    if (right->span.start != left->span.end + 1) return false;
    char joint = text.data[left->span.end];
    bool numbers = vt_is_digit(text.data[left->span.end - 1]) && vt_is_digit(text.data[right->span.start]);
    return joint == '/' || joint == '-' || (numbers && (joint == '.' || joint == ','));
}

static bool join(vt_arena *arena, vt_token *left, const vt_token *right) {
    char *exact = vt_arena_printf(arena, "%.*s %.*s", (int)left->exact.size, left->exact.data, (int)right->exact.size,
                                  right->exact.data);
    left->exact = vt_slice_of(exact);
    left->span.end = right->span.end;
    return exact;
}

static bool add_word(vt_arena *arena, vt_wording *out, const vt_token *token) {
    vt_token *last = out->words.count ? &out->words.items[out->words.count - 1] : NULL;
    if (last && are_joined(out->text, last, token)) return join(arena, last, token);
    vt_token *place = vt_array_push(arena, &out->words);
    if (place) *place = *token;
    return place;
}

bool vt_wording_read(vt_arena *arena, vt_slice text, vt_wording *out) {
    vt_tokens tokens;
    vt_token token;
    *out = (vt_wording){.text = text};
    if (!text.size) return true;
    vt_tokens_init(&tokens, arena, text);
    while (vt_tokens_next(&tokens, &token))
        if (!add_word(arena, out, &token)) return false;
    return !tokens.failed;
}

bool vt_wording_same(const vt_wording *a, const vt_wording *b) {
    if (a->words.count != b->words.count) return false;
    for (size_t i = 0; i < a->words.count; i++)
        if (!vt_wording_same_word(&a->words.items[i], &b->words.items[i])) return false;
    return true;
}

static int compare_words(const vt_token *a, const vt_token *b) { return vt_slice_compare(a->exact, b->exact); }

static int by_word(const void *a, const void *b) {
    return compare_words(*(const vt_token *const *)a, *(const vt_token *const *)b);
}

bool vt_wording_sort(vt_arena *arena, vt_wording *wording) {
    size_t count = wording->words.count;
    wording->sorted = vt_arena_alloc(arena, count * sizeof(vt_token *));
    if (!wording->sorted) return false;
    for (size_t i = 0; i < count; i++) wording->sorted[i] = &wording->words.items[i];
    if (count) qsort(wording->sorted, count, sizeof(vt_token *), by_word);
    return true;
}

static double weight_of(const vt_token *word) { return vt_is_digit(word->exact.data[0]) ? 0.1 : 1; }

static double weight_of_all(const vt_wording *wording) {
    double sum = 0;
    for (size_t i = 0; i < wording->words.count; i++) sum += weight_of(&wording->words.items[i]);
    return sum;
}

double vt_wording_likeness(const vt_wording *a, const vt_wording *b) {
    double all = weight_of_all(a) + weight_of_all(b), shared = 0;
    if (all <= 0) return 0;
    for (size_t i = 0, j = 0; i < a->words.count && j < b->words.count;) {
        int order = compare_words(a->sorted[i], b->sorted[j]);
        if (order == 0) shared += 2 * weight_of(a->sorted[i]);
        i += order <= 0;
        j += order >= 0;
    }
    return shared / all;
}
