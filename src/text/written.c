/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: NFC text. Out: its words as they are written. Assumes valid UTF-8. In the
 * blocks of which every letter of Vietnamese is all is letters, but for the two
 * signs × and ÷; what is of other blocks is looked up.
 */
#include "text/written.h"

#include <string.h>
#include "base/hash.h"
#include "base/slice.h"
#include "text/letter.h"
#include "text/utf8.h"

enum { WINDOW = 64, AT_ONCE = sizeof(uint64_t) };

/* A byte each, 0 or 1: whether it can be of a word, and whether what begins with it has to be looked up. */
typedef struct judged {
    unsigned char of_word[WINDOW], odd[WINDOW];
} judged;

/* Reads one byte more than the window. */
static void judge(const unsigned char *bytes, judged *out) {
    for (size_t i = 0; i < WINDOW; i++) {
        unsigned char c = bytes[i], next = bytes[i + 1];
        unsigned char letter = (unsigned char)((c | 0x20) - 'a') < 26, digit = (unsigned char)(c - '0') < 10;
        out->of_word[i] = letter | digit | (c >= 0x80);
        unsigned char latin = (c == 0xC3) & ((next | 0x20) != 0xB7); /* U+00C0 to U+00FF without U+00D7 and U+00F7 */
        unsigned char extended = (unsigned char)(c - 0xC4) < 3;      /* U+0100 to U+01BF */
        unsigned char toned = (c == 0xE1) & ((next & 0xFE) == 0xBA); /* U+1E80 to U+1EFF */
        out->odd[i] = (c >= 0xC2) & !(latin | extended | toned);
    }
}

/* Eight bytes that are 0 or 1 as bits, the first one's the lowest. */
static uint64_t eight_bits(const unsigned char *flags) {
    const uint64_t gather = UINT64_C(0x0102040810204080);
    uint64_t bytes;
    memcpy(&bytes, flags, sizeof bytes);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    return bytes * gather >> 56;
}

static uint64_t bits_of(const unsigned char *flags) {
    uint64_t bits = 0;
    for (unsigned i = 0; i < WINDOW; i += AT_ONCE) bits |= eight_bits(flags + i) << i;
    return bits;
}

/* What has to be looked up and is no letter, digit or mark is of no word; it may end in the next window. */
static void take_out(vt_written_words *words, uint64_t odd) {
    for (; odd; odd &= odd - 1) {
        unsigned place = (unsigned)__builtin_ctzll(odd);
        const char *at = words->text.data + words->window + place;
        unsigned size = vt_utf8_size(*at);
        if (vt_letter_of(vt_utf8_decode(at)) & VT_LETTER_WORD) continue;
        words->of_words &= ~(((UINT64_C(1) << size) - 1) << place);
        if (place + size > WINDOW) words->carried = place + size - WINDOW;
    }
}

static void look_at(vt_written_words *words, size_t window) {
    unsigned char end[WINDOW + 1] = {0};
    const unsigned char *bytes = (const unsigned char *)words->text.data + window;
    judged found;
    if (words->text.size - window <= WINDOW) bytes = memcpy(end, bytes, words->text.size - window);
    judge(bytes, &found);
    words->window = window;
    words->of_words = bits_of(found.of_word) & ~((UINT64_C(1) << words->carried) - 1);
    words->carried = 0;
    take_out(words, bits_of(found.odd));
}

void vt_written_start(vt_written_words *words, vt_slice text) {
    /* No text has an address all the same, to which a place can be added. */
    *words = (vt_written_words){.text = text.data ? text : VT_LITERAL("")};
    if (text.size) look_at(words, 0);
}

/* The next place from one on that is of a word, or is of none; the text's end when there is no such place. */
static size_t find(vt_written_words *words, size_t at, bool of_word) {
    while (at < words->text.size) {
        if (at == words->window + WINDOW) look_at(words, at);
        uint64_t rest = (of_word ? words->of_words : ~words->of_words) >> (at - words->window);
        if (rest) return at + (unsigned)__builtin_ctzll(rest);
        at = words->window + WINDOW;
    }
    return words->text.size;
}

bool vt_written_next(vt_written_words *words, vt_slice *word, uint32_t *hash) {
    size_t start = find(words, words->at, true), end = find(words, start, false);
    words->at = end;
    *word = vt_slice_sub(words->text, start, end);
    *hash = vt_hash_word(*word);
    return word->size;
}
