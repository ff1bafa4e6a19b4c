/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: NFC text. Out: its words in the forms that the index keeps. Assumes valid UTF-8 below 4 GiB. */
#include "text/token.h"

#include "base/slice.h"
#include "text/fold.h"
#include "text/syllable.h"
#include "text/tone.h"
#include "text/utf8.h"

/* What a scan of a word finds. */
typedef struct word_facts {
    size_t end;
    bool upper;   /* has a letter that is not lower case */
    bool marked;  /* has a code point beyond ASCII */
    bool cluster; /* two vowels side by side, or y: its spelling may vary */
} word_facts;

void vt_tokens_init(vt_tokens *tokens, vt_arena *arena, vt_slice text) {
    *tokens = (vt_tokens){.arena = arena, .text = text};
}

static size_t word_start(vt_slice text, size_t at) {
    while (at < text.size && !(vt_letter_of(vt_utf8_decode(text.data + at)) & VT_LETTER_WORD))
        at += vt_utf8_size(text.data[at]);
    return at;
}

static word_facts scan_word(vt_slice text, size_t at) {
    word_facts facts = {.end = at};
    bool after_vowel = false;
    while (facts.end < text.size) {
        unsigned char c = (unsigned char)text.data[facts.end];
        uint16_t entry = vt_letter_of(vt_utf8_decode(text.data + facts.end));
        if (!(entry & VT_LETTER_WORD)) break;
        unsigned base = vt_letter_base(entry);
        bool vowel = base && base <= VT_LETTER_VOWELS;
        facts.upper |= (entry & VT_LETTER_UPPER) != 0;
        facts.marked |= c >= 0x80;
        facts.cluster |= (vowel && after_vowel) || base == VT_LETTER_Y;
        after_vowel = vowel;
        facts.end += vt_utf8_size((char)c);
    }
    return facts;
}

/* Spelling varies only in a short word with two vowels together or a y. */
static bool unify(vt_arena *arena, vt_slice *word) {
    char form[VT_SYLLABLE_MOST * 4 + 4];
    if (word->size > VT_SYLLABLE_MOST * 3) return true;
    size_t size = vt_tone_index_form(*word, form);
    if (!size) return true;
    char *copy = vt_arena_bytes(arena, size);
    if (!copy) return false;
    memcpy(copy, form, size);
    *word = (vt_slice){copy, size};
    return true;
}

/* Marks go, letters without an ASCII likeness stay as they are. */
static bool fold_word(vt_arena *arena, vt_slice word, vt_slice *folded) {
    char *out = vt_arena_bytes(arena, word.size);
    size_t size = 0;
    if (!out) return false;
    for (size_t at = 0; at < word.size; at += vt_utf8_size(word.data[at])) {
        char c = vt_fold_point(vt_utf8_decode(word.data + at));
        if (c && c != VT_FOLD_OTHER) {
            out[size++] = c;
        } else if (c) {
            memcpy(out + size, word.data + at, vt_utf8_size(word.data[at]));
            size += vt_utf8_size(word.data[at]);
        }
    }
    *folded = (vt_slice){out, size};
    return true;
}

static bool fill(vt_arena *arena, vt_slice word, word_facts facts, vt_token *token) {
    token->exact = word;
    if (facts.upper && !vt_lower(arena, word, &token->exact)) return false;
    if (facts.cluster && !unify(arena, &token->exact)) return false;
    token->folded = token->exact;
    if (facts.marked && !fold_word(arena, token->exact, &token->folded)) return false;
    token->accented = facts.marked && !vt_slice_equal(token->exact, token->folded);
    return true;
}

bool vt_tokens_next(vt_tokens *tokens, vt_token *token) {
    size_t start = word_start(tokens->text, tokens->at);
    tokens->at = start;
    if (start >= tokens->text.size) return false;
    word_facts facts = scan_word(tokens->text, start);
    tokens->at = facts.end;
    token->span = (vt_span){(uint32_t)start, (uint32_t)facts.end};
    tokens->failed = !fill(tokens->arena, vt_slice_sub(tokens->text, start, facts.end), facts, token);
    return !tokens->failed;
}
