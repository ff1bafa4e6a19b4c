/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: NFC text. Out: words as terms of the index, see words.h. */
#include "archive/words.h"

#include <string.h>
#include "text/letter.h"
#include "text/utf8.h"

enum {
    MARK_FIRST,  /* â ê ô ư đ */
    MARK_SECOND, /* ă ơ: the other one of a and o */
    MARK_TONE,   /* a further tone, of words run together */
    MARK_KINDS,
    LAST_PLACE = 18, /* letters further inside share one place: such words are no Vietnamese */
    SPELLING_MAX = 64
};

/* The spelling of one word while it is written. */
typedef struct spelling {
    char bytes[SPELLING_MAX];
    size_t size;
    vt_tone tone;
    size_t place;
} spelling;

void vt_words_start(vt_words *words, vt_arena *arena, vt_slice text) {
    vt_tokens_init(&words->tokens, arena, text);
    words->dropped = 0;
    words->failed = false;
}

static void add_byte(spelling *s, char byte) {
    if (s->size < SPELLING_MAX) s->bytes[s->size++] = byte;
}

static void add_mark(spelling *s, int kind) {
    size_t place = s->place < LAST_PLACE ? s->place : LAST_PLACE;
    add_byte(s, (char)('A' + place * MARK_KINDS + (size_t)kind));
}

static void add_tone(spelling *s, vt_tone tone) {
    if (!tone) return;
    if (!s->tone) {
        s->tone = tone;
        return;
    }
    add_mark(s, MARK_TONE);
    add_byte(s, (char)('0' + tone));
}

static void add_letter(spelling *s, unsigned letter) {
    switch (letter) {
    case VT_LETTER_AW: case VT_LETTER_OW: add_mark(s, MARK_SECOND); break;
    case VT_LETTER_AA: case VT_LETTER_EE: case VT_LETTER_OO: case VT_LETTER_UW: case VT_LETTER_DD:
        add_mark(s, MARK_FIRST);
        break;
    default: break;
    }
}

static void spell(spelling *s, vt_slice exact) {
    *s = (spelling){.size = 0};
    for (size_t at = 0; at < exact.size; at += vt_utf8_size(exact.data[at])) {
        uint16_t entry = vt_letter_of(vt_utf8_decode(exact.data + at));
        add_letter(s, vt_letter_base(entry));
        add_tone(s, vt_letter_tone(entry));
        s->place++;
    }
}

/* False when the term is too long. */
static bool build(vt_words *words, const vt_token *token, vt_word *word) {
    spelling s = {.size = 0};
    if (token->accented) spell(&s, token->exact);
    size_t size = token->folded.size, whole = size + 1 + s.size;
    if (whole > VT_WORD_MAX) return false;
    memcpy(words->bytes, token->folded.data, size);
    words->bytes[size] = (char)(VT_WORD_FIRST_TONE + s.tone);
    memcpy(words->bytes + size + 1, s.bytes, s.size);
    *word = (vt_word){{words->bytes, whole}, {words->bytes, size}, s.tone || s.size, token->span};
    return true;
}

bool vt_words_next(vt_words *words, vt_word *word) {
    vt_token token;
    while (vt_tokens_next(&words->tokens, &token)) {
        if (!token.folded.size) continue;
        if (build(words, &token, word)) return true;
        words->dropped++;
    }
    words->failed = words->tokens.failed;
    return false;
}
