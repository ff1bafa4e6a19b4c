/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: folded text. Out: the size of the entry of a list that begins it. The lists are words.def. */
#include "lexicon/words.h"

#include "lexicon/lexicon.h"

size_t vt_words_at(vt_word_list list, const char *folded, size_t size) {
    return vt_lexicon_at(list, folded, size).size;
}

bool vt_words_has(vt_word_list list, const char *folded, size_t size) {
    return size && vt_words_at(list, folded, size) == size;
}
