/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: folded text. Out: the entry of a lexicon that begins it. The tries are generated from the tables. */
#include "lexicon/lexicon.h"

/* A letter of a trie; the letters that may stand in its place follow it, up to the last one. */
typedef struct vt_lexicon_node {
    char letter;
    bool last;
    uint16_t child;   /* the first letter that may follow */
    uint16_t word;    /* the entry that ends here, from 1, or 0 */
    uint32_t follows; /* a bit for each letter that may follow, by its last five bits: most that do not are told by it */
} vt_lexicon_node;

#include "lexicon_table.h"

static bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool goes_on(char c) { return is_letter(c) || is_digit(c); }

/* The node for a letter that begins a word; NULL when there is none. */
static const vt_lexicon_node *first_node(unsigned lexicon, char letter) {
    unsigned node = is_letter(letter) ? lexicon_first[lexicon][letter - 'a'] : 0;
    return node ? &lexicon_nodes[node] : NULL;
}

/* The node for a letter that goes on behind another; NULL when there is none. */
static const vt_lexicon_node *next_node(const vt_lexicon_node *before, char letter) {
    if (!(before->follows >> (letter & 31) & 1)) return NULL;
    for (const vt_lexicon_node *node = &lexicon_nodes[before->child];; node++) {
        if (node->letter == letter) return node;
        if (node->last || node->letter > letter) return NULL;
    }
}

vt_match vt_lexicon_at(unsigned lexicon, const char *folded, size_t size) {
    vt_match match = {0};
    const vt_lexicon_node *node = size ? first_node(lexicon, folded[0]) : NULL;
    for (size_t at = 1; node; at++) {
        if (node->word && (at == size || !goes_on(folded[at]))) match = (vt_match){at, node->word - 1U};
        if (at == size) break;
        node = next_node(node, folded[at]);
    }
    return match;
}

vt_match vt_lexicon_spaced(unsigned lexicon, const char *folded, bool digits) {
    vt_match match = {0};
    const vt_lexicon_node *node = first_node(lexicon, folded[0]);
    for (size_t at = 1; node; node = next_node(node, folded[at++])) {
        while (node->letter == ' ' && folded[at] == ' ') at++;
        if (node->word && !is_letter(folded[at]) && (digits || !is_digit(folded[at])))
            match = (vt_match){at, node->word - 1U};
    }
    return match;
}
