/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: NFC text. Out: words as terms of the index, see words.h. */
#include "archive/words.h"

#include <string.h>
#include "archive/stem.h"
#include "base/slice.h"
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

/* What is marked as a number: a digit to the base 3 for each letter that can have a mark, the first letter's the lowest.
 * The usual numbers, by which nine of ten words are spelt: ăn is 2, kế and đi are 1, đường is none of them. */
static const unsigned usual[] = {0, 1, 2, 3, 4, 7};
enum { BASE = 3, USUAL = sizeof usual / sizeof *usual, MOST_UNIT = BASE * BASE, UNUSUAL = 1000 };

_Static_assert(VT_WORD_LAST_SPELLING == VT_WORD_FIRST_SPELLING + VT_TONE_COUNT * (USUAL + 1) - 1,
               "a byte for each tone with each of the usual numbers, or with marks that are written out");

/* The spelling of one word while it is written. */
typedef struct spelling {
    vt_tone tone;
    unsigned number, unit; /* what is marked; the next letter's digit */
    char marks[SPELLING_MAX]; /* the same written out */
    size_t size, place;
} spelling;

void vt_words_start(vt_words *words, vt_arena *arena, vt_slice text) {
    vt_tokens_init(&words->tokens, arena, text);
    words->dropped = 0;
    words->failed = false;
}

static void add_byte(spelling *s, char byte) {
    if (s->size < SPELLING_MAX) s->marks[s->size++] = byte;
}

static void add_mark(spelling *s, unsigned kind) {
    size_t place = s->place < LAST_PLACE ? s->place : LAST_PLACE;
    add_byte(s, (char)('A' + place * MARK_KINDS + kind));
    s->number += kind == MARK_TONE || s->unit > MOST_UNIT ? UNUSUAL : (kind + 1) * s->unit;
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
    case VT_LETTER_A: case VT_LETTER_E: case VT_LETTER_O: case VT_LETTER_U: case VT_LETTER_D: break;
    default: return;
    }
    if (s->unit <= MOST_UNIT) s->unit *= BASE;
}

static void spell(spelling *s, vt_slice exact) {
    for (size_t at = 0; at < exact.size; at += vt_utf8_size(exact.data[at])) {
        uint16_t entry = vt_letter_of(vt_utf8_decode(exact.data + at));
        add_letter(s, vt_letter_base(entry));
        add_tone(s, vt_letter_tone(entry));
        s->place++;
    }
}

/* Writes the spelling behind the stem and returns its size. */
static size_t write_spelling(const spelling *s, char *to) {
    unsigned which = 0;
    while (which < USUAL && usual[which] != s->number) which++;
    *to = (char)(VT_WORD_FIRST_SPELLING + s->tone * (USUAL + 1) + which);
    if (which < USUAL) return 1;
    memcpy(to + 1, s->marks, s->size);
    return s->size + 1;
}

/* Tones and marks stand on vowels and on d. */
static bool may_vary(vt_slice folded) {
    for (size_t i = 0; i < folded.size; i++)
        if (strchr("aeiouyd", folded.data[i]) && folded.data[i]) return true;
    return false;
}

/* False when the term is too long. */
static bool build(vt_words *words, const vt_token *token, vt_word *word) {
    spelling s = {.unit = 1};
    if (token->accented) spell(&s, token->exact);
    if (VT_STEM_SIZE(token->folded.size) + 1 + s.size > VT_WORD_MAX) return false;
    size_t size = vt_stem_pack(token->folded, words->bytes);
    size_t whole = size + write_spelling(&s, words->bytes + size);
    *word = (vt_word){.term = {words->bytes, whole},
                      .stem = {words->bytes, size},
                      .folded = token->folded,
                      .accented = s.tone || s.number,
                      .varies = may_vary(token->folded),
                      .span = token->span};
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

vt_code vt_word_spellings(vt_index *index, char prefix, vt_slice stem, size_t limit, vt_index_answer **out,
                          vt_error *err) {
    char low[VT_WORD_MAX + 2], high[VT_WORD_MAX + 2];
    size_t size = 0;
    if (prefix) low[size++] = prefix;
    memcpy(low + size, stem.data, stem.size);
    size += stem.size;
    memcpy(high, low, size);
    low[size] = VT_WORD_FIRST_SPELLING;
    high[size++] = VT_WORD_LAST_SPELLING + 1;
    return vt_index_terms(index, (vt_slice){low, size}, (vt_slice){high, size}, limit, out, err);
}

vt_code vt_word_documents(vt_index *index, char prefix, vt_slice term, uint32_t *documents, vt_error *err) {
    char low[VT_WORD_MAX + 2];
    size_t size = 0;
    vt_index_answer *answer;
    if (prefix) low[size++] = prefix;
    memcpy(low + size, term.data, term.size);
    size += term.size;
    low[size] = '\0'; /* nothing is between a term and the same with this byte */
    vt_code code = vt_index_terms(index, (vt_slice){low, size}, (vt_slice){low, size + 1}, 1, &answer, err);
    if (code != VT_OK) return code;
    *documents = answer->term_count ? answer->terms[0].documents : 0;
    vt_index_release(answer);
    return VT_OK;
}

/* What is behind the stem. */
static vt_slice spelling_of(vt_slice term) {
    size_t at = 0;
    while (at < term.size && (term.data[at] < VT_WORD_FIRST_SPELLING || term.data[at] > VT_WORD_LAST_SPELLING)) at++;
    return vt_slice_sub(term, at, term.size);
}

unsigned vt_word_accents_apart(vt_slice a, vt_slice b) {
    vt_slice x = spelling_of(a), y = spelling_of(b);
    if (!x.size || !y.size) return 0;
    int first = x.data[0] - VT_WORD_FIRST_SPELLING, second = y.data[0] - VT_WORD_FIRST_SPELLING, marks = USUAL + 1;
    bool same_marks = first % marks == second % marks &&
                      vt_slice_equal(vt_slice_sub(x, 1, x.size), vt_slice_sub(y, 1, y.size));
    return (unsigned)(first / marks != second / marks) + !same_marks;
}

char *vt_word_small(vt_arena *arena, vt_slice word) {
    char *small = vt_arena_bytes(arena, word.size * 2 + 1); /* a small letter may be longer */
    size_t size = 0;
    if (!small) return NULL;
    for (size_t at = 0; at < word.size; at += vt_utf8_size(word.data[at]))
        size += vt_utf8_encode(vt_letter_lower(vt_utf8_decode(word.data + at)), small + size);
    small[size] = '\0';
    return small;
}
