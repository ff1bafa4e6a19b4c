/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints the folded words of words.def, types.def and bodies.def as tries: one array of nodes, in which the letters
 * that may follow one node stand side by side, and the start of each trie. Run at build time.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_NODES = 1 << 15 };

typedef struct word {
    const char *text; /* or NULL: a list begins */
    unsigned number;  /* in its list, from 1 */
} word;

static word words[] = {
#define LIST(name) {NULL, 0},
#define W(word) {word, 0},
#include "lexicon/words.def"
#undef LIST
#undef W
    {NULL, 0},
#define X(code, name, folded, kind, archive) {folded, 0},
#include "lexicon/types.def"
#undef X
    {NULL, 0},
#define X(abbreviation, name, folded, kind) {folded, 0},
#include "lexicon/bodies.def"
#undef X
    {NULL, 0},
};
enum { WORDS = sizeof words / sizeof *words };

static struct {
    char letter;
    unsigned child, word, last;
    uint32_t follows;
} nodes[MOST_NODES];
static unsigned node_count = 1; /* node 0 is none */

/* In the order of their letters; of the same word twice the first stands first. */
static int by_text(const void *a, const void *b) {
    const word *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

static size_t same_letter(const word *list, size_t count, size_t depth) {
    size_t same = 1;
    while (same < count && list[same].text[depth] == list[0].text[depth]) same++;
    return same;
}

/* A bit for each letter of a row of nodes. */
static uint32_t letters_from(unsigned first) {
    uint32_t letters = 0;
    for (bool more = first; more; more = !nodes[first++].last) letters |= UINT32_C(1) << (nodes[first].letter & 31);
    return letters;
}

/* The nodes for what follows the first depth letters, which the words share; returns the first of them, or 0. */
static unsigned build(const word *list, size_t count, size_t depth) {
    while (count && !list->text[depth]) list++, count--;
    if (!count) return 0;
    unsigned first = node_count;
    for (size_t i = 0; i < count; i += same_letter(list + i, count - i, depth)) node_count++;
    if (node_count > MOST_NODES) exit(1);
    unsigned at = first;
    for (size_t i = 0, same; i < count; i += same, at++) {
        const word *own = list + i;
        same = same_letter(own, count - i, depth);
        nodes[at].letter = own->text[depth];
        nodes[at].word = own->text[depth + 1] ? 0 : own->number;
        nodes[at].last = i + same == count;
        nodes[at].child = build(own, same, depth + 1);
        nodes[at].follows = letters_from(nodes[at].child);
    }
    return first;
}

/* The node of each first letter, so that the longest row of a trie need not be searched. */
static void print_first(unsigned at) {
    unsigned first[26] = {0};
    for (bool last = false; !last; at++) {
        if (nodes[at].letter < 'a' || nodes[at].letter > 'z') exit(1);
        first[nodes[at].letter - 'a'] = at;
        last = nodes[at].last;
    }
    printf("    {");
    for (unsigned i = 0; i < 26; i++) printf("%u,", first[i]);
    puts("},");
}

int main(void) {
    puts("static const uint16_t lexicon_first[VT_LEXICONS][26] = {");
    for (size_t i = 0; i + 1 < WORDS;) {
        size_t start = ++i;
        for (; words[i].text; i++) words[i].number = (unsigned)(i - start) + 1;
        qsort(words + start, i - start, sizeof *words, by_text);
        print_first(build(words + start, i - start, 0));
    }
    puts("};\nstatic const vt_lexicon_node lexicon_nodes[] = {\n    {0, 0, 0, 0, 0},");
    for (unsigned i = 1; i < node_count; i++)
        printf("    {'%c', %u, %u, %u, %u},\n", nodes[i].letter, nodes[i].last, nodes[i].child, nodes[i].word,
               (unsigned)nodes[i].follows);
    puts("};");
    return 0;
}
