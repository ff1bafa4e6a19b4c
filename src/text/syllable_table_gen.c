/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints all syllables, without tones, as the smallest automaton that takes them: the state behind each letter, and
 * what ends there. A syllable is an onset of the table here and a rime of rimes.def that may stand behind it. Run at
 * build time.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "text/syllable.h"
#include "text/utf8.h"

/* Which rimes follow an onset: c, g, ng stand before a, o, u and theirs; k, gh, ngh before e, ê, i, y. */
typedef enum follow { ANY, BACK, BACK_AND_I, FRONT } follow;

/* gi goes before g: in gia it is the onset, in giêng the i belongs to both. f, j, w, z and q alone begin none. */
static const struct {
    const char *letters;
    follow before;
} onsets[] = {{"", ANY},         {"b", ANY},    {"c", BACK},    {"ch", ANY},  {"d", ANY},  {"đ", ANY},  {"gi", ANY},
              {"g", BACK_AND_I}, {"gh", FRONT}, {"h", ANY},     {"k", FRONT}, {"kh", ANY}, {"l", ANY},  {"m", ANY},
              {"n", ANY},        {"ng", BACK},  {"ngh", FRONT}, {"nh", ANY},  {"p", ANY},  {"ph", ANY}, {"qu", ANY},
              {"r", ANY},        {"s", ANY},    {"t", ANY},     {"th", ANY},  {"tr", ANY}, {"v", ANY},  {"x", ANY}};

static const char *const rimes[] = {
#define X(rime) rime,
#include "text/rimes.def"
#undef X
};

enum {
    STOP = 8, /* added to what ends in c, ch, p, t */
    ONSETS = sizeof onsets / sizeof *onsets,
    RIMES = sizeof rimes / sizeof *rimes,
    MOST_STATES = 256
};

typedef struct word {
    uint8_t letters[VT_SYLLABLE_MOST + 1]; /* ended by 0 */
    uint8_t end;                           /* 1 + the letters of its onset, or STOP more */
} word;

static word words[ONSETS * RIMES];
static unsigned word_count;

typedef struct state {
    uint8_t next[VT_LETTER_COUNT], end;
} state;

static state states[MOST_STATES]; /* the first one leads nowhere */
static unsigned state_count = 1;

#define L(name) VT_LETTER_##name

static unsigned spell(const char *text, uint8_t *letters) {
    unsigned count = 0;
    for (; *text; text += vt_utf8_size(*text))
        letters[count++] = (uint8_t)vt_letter_base(vt_letter_of(vt_utf8_decode(text)));
    return count;
}

static bool follows(follow before, unsigned first) {
    bool front = first == L(E) || first == L(EE) || first == L(I) || first == L(Y);
    return before == ANY || front == (before == FRONT) || (before == BACK_AND_I && first == L(I));
}

/* After a consonant y is the whole rime (kỹ), but for qu (quyết). */
static bool y_fits(const word *w, unsigned onset, unsigned count) {
    return w->letters[onset] != L(Y) || !onset || w->letters[0] == L(Q) || count == onset + 1;
}

/* c, ch, p, t; k of Đắk. */
static bool is_stop(const word *w, unsigned count) {
    unsigned last = w->letters[count - 1], before = count > 1 ? w->letters[count - 2] : 0;
    return last == L(C) || last == L(P) || last == L(T) || last == L(K) || (last == L(H) && before == L(C));
}

static void add(unsigned onset, unsigned rime) {
    word *w = &words[word_count];
    memset(w, 0, sizeof *w);
    unsigned before = spell(onsets[onset].letters, w->letters),
             count = before + spell(rimes[rime], w->letters + before);
    if (!follows(onsets[onset].before, w->letters[before]) || !y_fits(w, before, count)) return;
    w->end = (uint8_t)(1 + before + (is_stop(w, count) ? STOP : 0));
    word_count++;
}

/* By their letters; the longer onset first. */
static int by_letters(const void *a, const void *b) {
    const word *x = a, *y = b;
    int order = memcmp(x->letters, y->letters, sizeof x->letters);
    return order ? order : y->end - x->end;
}

/* The state that takes what follows the first depth letters of these words, which share them. */
static unsigned build(const word *list, size_t count, unsigned depth) {
    state fresh = {{0}, 0};
    for (size_t i = 0, same; i < count; i += same) {
        unsigned letter = list[i].letters[depth];
        for (same = 1; i + same < count && list[i + same].letters[depth] == letter;) same++;
        if (letter)
            fresh.next[letter] = (uint8_t)build(list + i, same, depth + 1);
        else
            fresh.end = list[i].end;
    }
    unsigned known = 1;
    while (known < state_count && memcmp(&states[known], &fresh, sizeof fresh) != 0) known++;
    if (known == MOST_STATES) exit(1);
    if (known == state_count) states[state_count++] = fresh;
    return known;
}

int main(void) {
    for (unsigned onset = 0; onset < ONSETS; onset++)
        for (unsigned rime = 0; rime < RIMES; rime++) add(onset, rime);
    qsort(words, word_count, sizeof *words, by_letters);
    unsigned start = build(words, word_count, 0);
    printf("enum { SYLLABLE_START = %u, SYLLABLE_STOP = %d };\n", start, STOP);
    printf("static const uint8_t syllable_next[%u][%d] = {\n", state_count, VT_LETTER_COUNT);
    for (unsigned i = 0; i < state_count; i++)
        for (unsigned k = 0; k < VT_LETTER_COUNT; k++)
            printf("%s%u,%s", k ? "" : "{", states[i].next[k], k + 1 == VT_LETTER_COUNT ? "},\n" : "");
    printf("};\nstatic const uint8_t syllable_ends[%u] = {\n", state_count);
    for (unsigned i = 0; i < state_count; i++) printf("%u,%s", states[i].end, i % 32 == 31 ? "\n" : "");
    puts("};");
    return 0;
}
