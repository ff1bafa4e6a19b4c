/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the page in both its languages (words.def). */
#ifndef VT_WEB_WORDS_H
#define VT_WEB_WORDS_H

typedef enum vt_language { VT_VIETNAMESE, VT_ENGLISH, VT_LANGUAGES } vt_language;

typedef enum vt_word_id {
#define X(id, vietnamese, english) VT_WORD_##id,
#include "web/words.def"
#undef X
    VT_WORD_COUNT
} vt_word_id;

const char *vt_word_in(vt_language language, vt_word_id id);

/* "vi", "en": for the lang attribute. */
const char *vt_language_code(vt_language language);

#endif
