/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: NFC text. Out: its words in one spelling. Assumes that a letter is one code point. */
#include "text/tone.h"

#include "base/slice.h"
#include "text/syllable.h"
#include "text/utf8.h"

#define L(name) VT_LETTER_##name

/* ---- tones ---- */

/* Writes the word with its tone moved; at most as many bytes as word and two more. */
static size_t put_moved(vt_slice word, const vt_syllable *syllable, unsigned place, char *out) {
    size_t size = 0;
    unsigned index = 0;
    for (size_t at = 0; at < word.size; at += vt_utf8_size(word.data[at]), index++) {
        uint32_t point = vt_utf8_decode(word.data + at);
        if (index == place || index == syllable->tone_at) {
            bool upper = vt_letter_of(point) & VT_LETTER_UPPER;
            point = vt_letter_compose[syllable->letters[index]][index == place ? syllable->tone : VT_TONE_NONE];
            if (upper) point = vt_letter_upper(point);
        }
        size += vt_utf8_encode(point, out + size);
    }
    return size;
}

/* The end of the word at `at`; *toned says whether one of its letters has a tone. */
static size_t word_end(vt_slice text, size_t at, bool *toned) {
    *toned = false;
    while (at < text.size) {
        uint16_t entry = vt_letter_of(vt_utf8_decode(text.data + at));
        if (!(entry & VT_LETTER_WORD)) break;
        *toned = *toned || vt_letter_tone(entry);
        at += vt_utf8_size(text.data[at]);
    }
    return at;
}

/* Writes the unified word; 0 when it stays. */
static size_t unified(vt_slice word, char *out) {
    vt_syllable syllable;
    if (!vt_syllable_read(word, &syllable) || !syllable.tone) return 0;
    unsigned place = vt_syllable_tone_place(&syllable);
    return place == syllable.tone_at ? 0 : put_moved(word, &syllable, place, out);
}

bool vt_tone_unify(vt_arena *arena, vt_slice in, vt_slice *out) {
    char *copy = NULL, word[VT_SYLLABLE_MOST * 4];
    size_t size = 0, copied = 0;
    *out = in;
    for (size_t at = 0, end; at < in.size; at = end) {
        bool toned;
        end = word_end(in, at, &toned);
        if (end == at) end += vt_utf8_size(in.data[at]);
        size_t moved = toned ? unified(vt_slice_sub(in, at, end), word) : 0;
        if (!moved) continue;
        /* Moving a tone changes a word by two bytes at most, and it has three at least. */
        if (!copy && !(copy = vt_arena_bytes(arena, in.size + in.size))) return false;
        memcpy(copy + size, in.data + copied, at - copied);
        memcpy(copy + size + (at - copied), word, moved);
        size += at - copied + moved;
        copied = end;
    }
    if (!copy) return true;
    memcpy(copy + size, in.data + copied, in.size - copied);
    *out = (vt_slice){copy, size + in.size - copied};
    return true;
}

/* ---- i and y ---- */

/* Onsets after which a bare i is written y too: lý, kỹ, mỹ, sỹ, tỷ, hy; quý. */
static bool takes_y(const vt_syllable *s) {
    static const uint8_t onsets[] = {L(H), L(K), L(L), L(M), L(S), L(T)};
    if (s->onset == 2) return s->letters[0] == L(Q);
    if (s->onset != 1) return false;
    for (size_t i = 0; i < sizeof onsets; i++)
        if (onsets[i] == s->letters[0]) return true;
    return false;
}

static bool is_bare_y(const vt_syllable *s) {
    return s->count == s->onset + 1 && s->letters[s->onset] == L(Y) && takes_y(s);
}

size_t vt_syllable_index_form(const vt_syllable *syllable, char *out) {
    unsigned place = vt_syllable_tone_place(syllable);
    bool bare_y = is_bare_y(syllable);
    size_t size = 0;
    if (!bare_y && (!syllable->tone || place == syllable->tone_at)) return 0;
    for (unsigned i = 0; i < syllable->count; i++) {
        unsigned letter = bare_y && i == syllable->onset ? (unsigned)L(I) : syllable->letters[i];
        size += vt_utf8_encode(vt_letter_compose[letter][i == place ? syllable->tone : VT_TONE_NONE], out + size);
    }
    return size;
}

size_t vt_tone_index_form(vt_slice word, char *out) {
    vt_syllable syllable;
    return vt_syllable_read(word, &syllable) ? vt_syllable_index_form(&syllable, out) : 0;
}

/* ---- case ---- */

static size_t first_upper(vt_slice in) {
    size_t at = 0;
    while (at < in.size && !(vt_letter_of(vt_utf8_decode(in.data + at)) & VT_LETTER_UPPER))
        at += vt_utf8_size(in.data[at]);
    return at;
}

bool vt_lower(vt_arena *arena, vt_slice in, vt_slice *out) {
    size_t at = first_upper(in), size = at;
    *out = in;
    if (at == in.size) return true;
    char *copy = vt_arena_bytes(arena, in.size); /* no lower case is longer */
    if (!copy) return false;
    memcpy(copy, in.data, at);
    for (; at < in.size; at += vt_utf8_size(in.data[at]))
        size += vt_utf8_encode(vt_letter_lower(vt_utf8_decode(in.data + at)), copy + size);
    *out = (vt_slice){copy, size};
    return true;
}
