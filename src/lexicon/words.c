/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: folded text. Out: the size of the entry of a list that begins it. The lists are words.def. */
#include "lexicon/words.h"

#include <string.h>

typedef struct entry {
    char first; /* letter of the word, so that most entries cost one comparison */
    unsigned char size;
    const char *word;
} entry;

/* An array a list: each LIST of words.def closes the one before. */
static const entry list_none[] = {{0, 0, NULL}
#define LIST(name) }; static const entry list_##name[] = {
#define W(word) {word[0], sizeof(word) - 1, word},
#include "lexicon/words.def"
#undef LIST
#undef W
};

#define LIST_OF(name) [VT_WORDS_##name] = {list_##name, sizeof list_##name / sizeof *list_##name}
static const struct {
    const entry *entries;
    size_t count;
} lists[VT_WORD_LISTS] = {LIST_OF(LEADS),    LIST_OF(POSTS),  LIST_OF(ORGANISATIONS), LIST_OF(NO_ORGANISATIONS),
                          LIST_OF(SURNAMES), LIST_OF(PLACES), LIST_OF(RANKS)};

static bool is_word_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

size_t vt_words_at(vt_word_list list, const char *folded, size_t size) {
    size_t longest = 0;
    (void)list_none;
    for (size_t i = 0; size && i < lists[list].count; i++) {
        const entry *e = &lists[list].entries[i];
        if (e->first != folded[0] || e->size > size || e->size <= longest) continue;
        if (memcmp(e->word, folded, e->size) != 0) continue;
        if (size == e->size || !is_word_character(folded[e->size])) longest = e->size;
    }
    return longest;
}

bool vt_words_has(vt_word_list list, const char *folded, size_t size) {
    return size && vt_words_at(list, folded, size) == size;
}
