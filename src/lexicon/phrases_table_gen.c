/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints the automaton that finds all phrases of phrases.def in one pass (Aho and Corasick 1975): a state is the
 * longest beginning of any phrase that the text read so far ends with. Run at build time.
 */
#include <stdio.h>
#include <stdlib.h>
#include "lexicon/phrases.h"

enum { MOST_STATES = 4096, MOST_CLASSES = 32 /* a row of the table, so that one is found by a shift */ };

static const struct {
    vt_phrase_group group;
    const char *text;
} phrases[] = {
#define P(group, phrase) {VT_PHRASE_##group, phrase},
#include "lexicon/phrases.def"
#undef P
};

static unsigned classes[256], class_count = 1; /* class 0: in no phrase */
static unsigned next[MOST_STATES][MOST_CLASSES], state_count = 1;
static unsigned back[MOST_STATES]; /* the state of the longest end that begins a phrase */
static vt_phrases found[MOST_STATES];

static unsigned class_of(char c) {
    unsigned *own = &classes[(unsigned char)c];
    if (!*own) *own = class_count++;
    if (class_count > MOST_CLASSES) exit(1);
    return *own;
}

static void add(const char *text, vt_phrase_group group) {
    unsigned state = 0;
    for (; *text; text++) {
        unsigned *to = &next[state][class_of(*text)];
        if (!*to) *to = state_count++;
        if (state_count > MOST_STATES) exit(1);
        state = *to;
    }
    found[state] |= (vt_phrases)1 << group;
}

/* From the shorter beginnings to the longer ones: where a phrase does not go on, its end may. */
static void link_states(void) {
    static unsigned queue[MOST_STATES];
    unsigned head = 0, tail = 0;
    for (unsigned c = 0; c < class_count; c++)
        if (next[0][c]) queue[tail++] = next[0][c];
    while (head < tail) {
        unsigned state = queue[head++];
        found[state] |= found[back[state]];
        for (unsigned c = 0; c < class_count; c++) {
            unsigned other = next[back[state]][c];
            if (next[state][c]) back[next[state][c]] = other, queue[tail++] = next[state][c];
            else next[state][c] = other;
        }
    }
}

int main(void) {
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) add(phrases[i].text, phrases[i].group);
    link_states();
    puts("static const uint8_t phrases_class[256] = {");
    for (unsigned i = 0; i < 256; i++) printf("%u,%s", classes[i], i % 32 == 31 ? "\n" : "");
    printf("};\nstatic const uint16_t phrases_next[%u][%u] = {\n", state_count, (unsigned)MOST_CLASSES);
    for (unsigned i = 0; i < state_count; i++)
        for (unsigned c = 0; c < class_count; c++)
            printf("%s%u,%s", c ? "" : "{", next[i][c], c + 1 == class_count ? "},\n" : "");
    printf("};\nstatic const vt_phrases phrases_found[%u] = {\n", state_count);
    for (unsigned i = 0; i < state_count; i++) printf("%u,%s", (unsigned)found[i], i % 16 == 15 ? "\n" : "");
    puts("};");
    return 0;
}
