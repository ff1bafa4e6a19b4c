/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: folded text. Out: the size of the entry of a list that begins it. The lists are words.def. */
#include "lexicon/words.h"

#include <string.h>

typedef struct entry {
    unsigned char list;
    unsigned char size;
    const char *word;
} entry;

/* The lists of words.def in one table; a list's entries stand together. */
static const entry entries[] = {
#define LIST(name) {VT_WORDS_##name, 0, NULL},
#define W(word) {VT_WORD_LISTS, sizeof(word) - 1, word},
#include "lexicon/words.def"
#undef LIST
#undef W
};

enum { ENTRIES = sizeof entries / sizeof *entries };

static bool is_word_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

size_t vt_words_at(vt_word_list list, const char *folded, size_t size) {
    size_t longest = 0;
    bool inside = false;
    for (size_t i = 0; i < ENTRIES; i++) {
        const entry *e = &entries[i];
        if (!e->word) {
            if (inside) break;
            inside = e->list == list;
            continue;
        }
        if (!inside || e->size > size || e->size <= longest || e->word[0] != folded[0]) continue;
        if (memcmp(e->word, folded, e->size) != 0) continue;
        if (size == e->size || !is_word_character(folded[e->size])) longest = e->size;
    }
    return longest;
}

bool vt_words_has(vt_word_list list, const char *folded, size_t size) {
    return size && vt_words_at(list, folded, size) == size;
}
