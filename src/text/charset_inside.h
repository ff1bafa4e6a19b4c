/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by charset.c and charset_judge.c. */
#ifndef VT_TEXT_CHARSET_INSIDE_H
#define VT_TEXT_CHARSET_INSIDE_H

#include <stdint.h>
#include "text/charset.h"

/* Whether a code point is part of a word in this reading. */
bool vt_charset_word_point(vt_charset charset, uint32_t point);

/* Decodes one word, case as it stands; out has room for three times word.size. Returns the bytes written. */
size_t vt_charset_decode_word(vt_charset charset, vt_slice word, char *out);

#endif
