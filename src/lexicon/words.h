/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of the field as sorted lists: lead words, capacities, posts, organisations, surnames, places. */
#ifndef VT_LEXICON_WORDS_H
#define VT_LEXICON_WORDS_H

#include <vanthu/text.h>

typedef enum vt_word_list {
    VT_WORDS_LEADS,         /* căn cứ, thực hiện, ...: open a basis clause */
    VT_WORDS_POSTS,         /* chức vụ: chủ tịch, giám đốc, ... */
    VT_WORDS_ORGANISATIONS, /* head words of a body's name: ủy ban, sở, phòng, ... */
    VT_WORDS_NO_ORGANISATIONS, /* words that begin like one and are none: ban hành, tổ chức */
    VT_WORDS_KINDS,         /* kinds of places and schools, behind which a name follows: huyện, tiểu học */
    VT_WORDS_SURNAMES,      /* họ */
    VT_WORDS_PLACES,        /* provinces and central cities, before and after 1 July 2025 */
    VT_WORDS_RANKS,         /* học hàm, học vị, cấp bậc: dropped before a name */
    VT_WORDS_ISSUES,        /* what a body does when it issues a document: ban hành, xây dựng */
    VT_WORD_LISTS
} vt_word_list;

/* The size of the longest entry of the list that begins the folded text at a word's end; 0 when none does. */
size_t vt_words_at(vt_word_list list, const char *folded, size_t size);

/* Whether the whole folded text is an entry. */
bool vt_words_has(vt_word_list list, const char *folded, size_t size);

#endif
