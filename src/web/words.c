/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two columns of words.def as a table. */
#include "web/words.h"

static const char *const words[VT_WORD_COUNT][VT_LANGUAGES] = {
#define X(id, vietnamese, english) {vietnamese, english},
#include "web/words.def"
#undef X
};

const char *vt_word_in(vt_language language, vt_word_id id) { return words[id][language]; }

const char *vt_language_code(vt_language language) { return language == VT_ENGLISH ? "en" : "vi"; }
