/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints the automaton of spelling.c: a state for each way in which the word that is being read may go on, and the
 * three in which none is being read. It is the smallest one, as states that lead to the same ones are the same. Run at
 * build time.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/slice.h"
#include "syllable_table.h"
#include "text/letter.h"
#include "text/utf8.h"

enum { BETWEEN, RIGHT, WRONG, ENDS, SKIPPED = ENDS, LOST, MOST_STATES = 256, NOT_BUILT = 0 };

typedef enum tone_kind { NO_TONE, STOP_TONE, OTHER_TONE, TONE_KINDS } tone_kind;

/* What is known of the word so far. */
typedef struct place {
    unsigned letters; /* the state of its letters in the table of syllables */
    tone_kind tone;
    bool alone;       /* one letter of ASCII */
    unsigned missing; /* bytes of the code point that is being read */
    uint32_t point;   /* what its bytes so far make */
} place;

typedef struct row {
    uint8_t next[256];
} row;

static row rows[MOST_STATES];
static unsigned row_count;
static uint8_t built[sizeof syllable_next / sizeof *syllable_next][TONE_KINDS][2]; /* the states of whole code points */

static uint8_t keep(const row *fresh) {
    unsigned known = ENDS;
    while (known < row_count && memcmp(&rows[known], fresh, sizeof *fresh) != 0) known++;
    if (known == MOST_STATES) exit(1);
    if (known == row_count) rows[row_count++] = *fresh;
    return (uint8_t)known;
}

static uint8_t state_of(place at);

/* The state behind a code point that goes on with a word. */
static uint8_t add_point(place at, uint32_t point) {
    uint16_t entry = vt_letter_of(point);
    vt_tone tone = vt_letter_tone(entry);
    if (tone && at.tone) return LOST;
    if (tone) at.tone = vt_tone_fits_stop(tone) ? STOP_TONE : OTHER_TONE;
    at.letters = syllable_next[at.letters][vt_letter_base(entry)];
    return at.letters ? state_of(at) : LOST;
}

/* Whether the letters of the table that have more than one byte begin so. */
static bool leads(unsigned byte) { return (byte >= 0xC2 && byte < 0xE0) || byte == 0xE1; }

/* The state behind a byte of a code point beyond ASCII. */
static uint8_t add_high(place at, unsigned byte) {
    if (!at.missing) {
        if (!leads(byte)) return LOST;
        at.missing = vt_utf8_size((char)byte) - 1;
        at.point = byte & (0x3FU >> at.missing);
        at.alone = false;
        return state_of(at);
    }
    at.point = at.point << 6 | (byte & 0x3FU);
    return --at.missing ? state_of(at) : add_point(at, at.point);
}

static uint8_t add_ascii(place at, unsigned byte) {
    bool stops = syllable_ends[at.letters] & SYLLABLE_STOP;
    bool right = syllable_ends[at.letters] && (!stops || at.tone == STOP_TONE);
    if (byte >= 'A' && byte <= 'Z') return SKIPPED;
    if (vt_is_letter((char)byte)) return at.alone = false, at.missing ? LOST : add_point(at, byte);
    if (at.alone) return BETWEEN;
    return right && !at.missing ? RIGHT : WRONG;
}

static uint8_t state_of(place at) {
    uint8_t *whole = at.missing ? NULL : &built[at.letters][at.tone][at.alone];
    if (whole && *whole != NOT_BUILT) return *whole;
    row fresh;
    for (unsigned byte = 0; byte < 256; byte++)
        fresh.next[byte] = byte < 0x80 ? add_ascii(at, byte) : add_high(at, byte);
    uint8_t state = keep(&fresh);
    if (whole) *whole = state;
    return state;
}

/* The rows of the states that have a name; of a word that is lost only the end is waited for. */
static void build(void) {
    row between, skipped, lost;
    for (unsigned byte = 0; byte < 256; byte++) {
        bool capital = byte >= 'A' && byte <= 'Z', word = byte >= 0x80 || vt_is_letter((char)byte);
        skipped.next[byte] = word ? SKIPPED : BETWEEN;
        lost.next[byte] = capital ? SKIPPED : word ? LOST : WRONG;
    }
    row_count = ENDS;
    keep(&skipped);
    keep(&lost);
    for (unsigned byte = 0; byte < 256; byte++) {
        place first = {.letters = syllable_next[SYLLABLE_START][vt_letter_base(vt_letter_of(byte))], .alone = true};
        between.next[byte] = byte >= 0x80 ? SKIPPED : vt_is_letter((char)byte) ? state_of(first) : BETWEEN;
    }
    for (unsigned end = 0; end < ENDS; end++) rows[end] = between;
}

/* The first byte that leads from each state to where this one does. */
static unsigned first_like(unsigned byte) {
    for (unsigned first = 0; first < byte; first++) {
        unsigned state = 0;
        while (state < row_count && rows[state].next[first] == rows[state].next[byte]) state++;
        if (state == row_count) return first;
    }
    return byte;
}

int main(void) {
    unsigned classes[256] = {0}, firsts[256] = {0}, count = 0;
    build();
    for (unsigned byte = 0; byte < 256; byte++) {
        unsigned first = first_like(byte);
        if (first == byte) firsts[count] = byte;
        classes[byte] = first == byte ? count++ : classes[first];
    }
    printf("enum { SPELLING_BETWEEN = %d, SPELLING_RIGHT = %d, SPELLING_WRONG = %d, SPELLING_STATES = %d };\n", BETWEEN,
           RIGHT, WRONG, MOST_STATES);
    puts("static const uint8_t spelling_class[256] = {");
    for (unsigned byte = 0; byte < 256; byte++) printf("%u,%s", classes[byte], byte % 32 == 31 ? "\n" : "");
    printf("};\nstatic const uint8_t spelling_next[%u][SPELLING_STATES] = {\n", count);
    for (unsigned class = 0; class < count; class ++)
        for (unsigned state = 0; state < MOST_STATES; state++)
            printf("%s%u,%s", state ? "" : "{", state < row_count ? rows[state].next[firsts[class]] : 0U,
                   state + 1 == MOST_STATES ? "},\n" : "");
    puts("};");
    return 0;
}
