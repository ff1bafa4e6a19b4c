/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: folded text. Out: the entry of a lexicon that begins it. The tries are generated from the tables. */
#include "lexicon/lexicon.h"

/* A letter of a trie; the letters that may stand in its place follow it, up to the last one. */
typedef struct vt_lexicon_node {
    char letter;
    bool last;
    uint16_t child; /* the first letter that may follow, or 0 */
    uint16_t word;  /* the entry that ends here, from 1, or 0 */
} vt_lexicon_node;

#include "lexicon_table.h"

static bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool goes_on(char c) { return is_letter(c) || is_digit(c); }

/* The node for a letter among the first one and those beside it; NULL when there is none. */
static const vt_lexicon_node *step(unsigned first, char letter) {
    if (!first) return NULL;
    for (const vt_lexicon_node *node = &lexicon_nodes[first];; node++) {
        if (node->letter == letter) return node;
        if (node->last || node->letter > letter) return NULL;
    }
}

vt_match vt_lexicon_at(unsigned lexicon, const char *folded, size_t size) {
    vt_match match = {0};
    unsigned first = lexicon_roots[lexicon];
    for (size_t at = 0; at < size;) {
        const vt_lexicon_node *node = step(first, folded[at++]);
        if (!node) break;
        if (node->word && (at == size || !goes_on(folded[at]))) match = (vt_match){at, node->word - 1U};
        first = node->child;
    }
    return match;
}

vt_match vt_lexicon_spaced(unsigned lexicon, const char *folded, bool digits) {
    vt_match match = {0};
    unsigned first = lexicon_roots[lexicon];
    for (size_t at = 0; folded[at];) {
        const vt_lexicon_node *node = step(first, folded[at++]);
        if (!node) break;
        while (node->letter == ' ' && folded[at] == ' ') at++;
        if (node->word && !is_letter(folded[at]) && (digits || !is_digit(folded[at])))
            match = (vt_match){at, node->word - 1U};
        first = node->child;
    }
    return match;
}
