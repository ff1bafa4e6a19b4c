/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What letters and pieces the symbols of document numbers are made of. */
#ifndef VT_CITE_NUMBER_H
#define VT_CITE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A capital or a digit as symbols have them: no tone marks. */
bool vt_cite_symbol_letter(uint32_t point);

/* Whether folded letters are the code of a document type (qd, ttr). */
bool vt_cite_is_type_code(const char *folded, size_t size);

#endif
