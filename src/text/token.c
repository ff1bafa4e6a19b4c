/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: NFC text. Out: its words in the forms that the index keeps. Assumes valid UTF-8 below 4 GiB. */
#include "text/token.h"

#include "base/slice.h"
#include "text/fold.h"
#include "text/tone.h"
#include "text/utf8.h"

enum { SHORT_WORD = 64 /* bytes; longer words go the slow way */ };

/* What one pass over a word yields. */
typedef struct word {
    vt_syllable syllable; /* its letters, as far as they can be one */
    bool syllabic;        /* they can be one */
    bool cluster;         /* two vowels side by side, or y: its spelling may vary */
    bool upper;           /* has a letter that is not lower case */
    bool marked;          /* has a code point beyond ASCII */
    size_t size, lower_size, folded_size;
    char lower[SHORT_WORD], folded[SHORT_WORD];
} word;

void vt_tokens_init(vt_tokens *tokens, vt_arena *arena, vt_slice text) {
    /* No text has an address all the same, to which a place can be added. */
    *tokens = (vt_tokens){.arena = arena, .text = text.data ? text : VT_LITERAL("")};
}

static bool is_of_word(const char *at) { return vt_letter_of(vt_utf8_decode(at)) & VT_LETTER_WORD; }

static size_t word_start(vt_slice text, size_t at) {
    while (at < text.size && !is_of_word(text.data + at)) at += vt_utf8_size(text.data[at]);
    return at;
}

static size_t word_end(vt_slice text, size_t at) {
    while (at < text.size && is_of_word(text.data + at)) at += vt_utf8_size(text.data[at]);
    return at;
}

/* ---- what words begin with ---- */

/* The folded letters in the order of letter.h. */
static const char plain[VT_LETTER_COUNT + 1] = "?aaaeeiooouuybcddfghjklmnpqrstvwxz";

enum { OTHER_INITIAL, FIRST_LETTER, FIRST_DIGIT = FIRST_LETTER + 26 };

static vt_initials initial_bit(char c) {
    unsigned bit = OTHER_INITIAL;
    if (c >= 'a' && c <= 'z') bit = FIRST_LETTER + (unsigned)((c == 'y' ? 'i' : c) - 'a');
    if (c >= '0' && c <= '9') bit = FIRST_DIGIT + (unsigned)(c - '0');
    return (vt_initials)1 << bit;
}

vt_initials vt_initial_of(vt_slice folded) { return folded.size ? initial_bit(folded.data[0]) : VT_INITIALS_ANY; }

/* A mark is dropped, and so what follows is the first letter. */
static vt_initials initial_at(vt_slice text, size_t at) {
    uint32_t point = vt_utf8_decode(text.data + at);
    uint16_t entry = vt_letter_of(point);
    if (vt_letter_base(entry)) return initial_bit(plain[vt_letter_base(entry)]);
    char c = vt_fold_point(vt_letter_lower(point));
    return c ? initial_bit(c) : VT_INITIALS_ANY;
}

static size_t start_of(vt_slice text, size_t at, vt_initials initials) {
    size_t start = word_start(text, at);
    while (start < text.size && !(initial_at(text, start) & initials)) start = word_start(text, word_end(text, start));
    return start;
}

/* ---- short words: one pass ---- */

/* Marks go, letters without an ASCII likeness stay as they are. */
static unsigned fold_point(uint32_t point, char *out) {
    char c = vt_fold_point(point);
    if (c == VT_FOLD_OTHER) return vt_utf8_encode(point, out);
    *out = c;
    return c != 0;
}

static void add_letter(word *w, unsigned base, vt_tone tone) {
    vt_syllable *s = &w->syllable;
    if (!base || s->count == VT_SYLLABLE_MOST || (tone && s->tone)) {
        w->syllabic = false;
        return;
    }
    bool after_vowel = s->count && s->letters[s->count - 1] <= VT_LETTER_VOWELS;
    w->cluster = w->cluster || base == VT_LETTER_Y || (after_vowel && base <= VT_LETTER_VOWELS);
    if (tone) s->tone = (uint8_t)tone, s->tone_at = s->count;
    s->letters[s->count++] = (uint8_t)base;
}

static void add_point(word *w, uint32_t point, uint16_t entry) {
    unsigned base = vt_letter_base(entry);
    if (entry & VT_LETTER_UPPER) {
        w->upper = true;
        point = vt_letter_lower(point);
    }
    if (w->syllabic) add_letter(w, base, vt_letter_tone(entry));
    w->marked = w->marked || point >= 0x80;
    w->lower_size += vt_utf8_encode(point, w->lower + w->lower_size);
    if (base || point < 0x80)
        w->folded[w->folded_size++] = base ? plain[base] : (char)point;
    else
        w->folded_size += fold_point(point, w->folded + w->folded_size);
}

/* False when the word is too long for this. */
static bool take_word(vt_slice text, size_t at, word *w) {
    size_t start = at;
    w->syllable.count = w->syllable.tone = w->syllable.tone_at = 0;
    w->syllabic = true;
    w->cluster = w->upper = w->marked = false;
    w->lower_size = w->folded_size = 0;
    while (at < text.size) {
        uint32_t point = vt_utf8_decode(text.data + at);
        uint16_t entry = vt_letter_of(point);
        if (!(entry & VT_LETTER_WORD)) break;
        if (at - start > SHORT_WORD - 8) return false;
        add_point(w, point, entry);
        at += vt_utf8_size(text.data[at]);
    }
    w->size = at - start;
    return true;
}

static bool copy(vt_arena *arena, const char *bytes, size_t size, vt_slice *out) {
    char *kept = vt_arena_bytes(arena, size);
    if (kept) memcpy(kept, bytes, size);
    *out = (vt_slice){kept, size};
    return kept != NULL;
}

/* i for y may change the folded form too. */
static bool take_index_form(vt_arena *arena, word *w, vt_token *token) {
    char form[VT_INDEX_FORM_MOST];
    size_t size = vt_syllable_split(&w->syllable) ? vt_syllable_index_form(&w->syllable, form) : 0;
    if (!size) return true;
    if (!copy(arena, form, size, &token->exact)) return false;
    bool y_is_i =
        w->folded[w->folded_size - 1] == 'y' && form[size - 1] != 'y' && w->syllable.count == w->syllable.onset + 1U;
    if (y_is_i) w->folded[w->folded_size - 1] = 'i';
    return true;
}

static bool fill_short(vt_arena *arena, vt_slice source, word *w, vt_token *token) {
    vt_slice none = {0};
    token->exact = none;
    /* Without a tone only a last y can be written otherwise. */
    bool varies = w->syllabic && w->cluster && (w->syllable.tone || w->folded[w->folded_size - 1] == 'y');
    if (varies && !take_index_form(arena, w, token)) return false;
    if (!token->exact.data) {
        token->exact = source;
        if (w->upper && !copy(arena, w->lower, w->lower_size, &token->exact)) return false;
    }
    token->folded = token->exact;
    if (w->marked && !copy(arena, w->folded, w->folded_size, &token->folded)) return false;
    token->accented = w->marked && !vt_slice_equal(token->exact, token->folded);
    return true;
}

/* ---- long words: no syllables ---- */

static bool fold_long(vt_arena *arena, vt_slice text, vt_slice *folded) {
    char *out = vt_arena_bytes(arena, text.size);
    size_t size = 0;
    if (!out) return false;
    for (size_t at = 0; at < text.size; at += vt_utf8_size(text.data[at]))
        size += fold_point(vt_utf8_decode(text.data + at), out + size);
    *folded = (vt_slice){out, size};
    return true;
}

static bool fill_long(vt_arena *arena, vt_slice source, vt_token *token) {
    if (!vt_lower(arena, source, &token->exact) || !fold_long(arena, token->exact, &token->folded)) return false;
    token->accented = !vt_slice_equal(token->exact, token->folded);
    return true;
}

static bool take_token(vt_tokens *tokens, size_t start, vt_token *token) {
    vt_slice text = tokens->text;
    tokens->at = start;
    if (start >= text.size) return false;
    word w;
    bool is_short = take_word(text, start, &w);
    tokens->at = is_short ? start + w.size : word_end(text, start);
    token->span = (vt_span){(uint32_t)start, (uint32_t)tokens->at};
    vt_slice source = vt_slice_sub(text, start, tokens->at);
    tokens->failed =
        !(is_short ? fill_short(tokens->arena, source, &w, token) : fill_long(tokens->arena, source, token));
    return !tokens->failed;
}

bool vt_tokens_next(vt_tokens *tokens, vt_token *token) {
    return take_token(tokens, word_start(tokens->text, tokens->at), token);
}

bool vt_tokens_next_of(vt_tokens *tokens, vt_initials initials, vt_token *token) {
    return take_token(tokens, start_of(tokens->text, tokens->at, initials), token);
}
