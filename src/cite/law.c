/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: tokens from behind the word Luật (Bộ luật, Pháp lệnh, Hiến pháp). Out:
 * where the law's name ends: a known name as the lexicon has it; an amending
 * law's name with the laws that it amends; otherwise up to a date, a number, a
 * mark, or a word with which no name goes on.
 */
#include <string.h>
#include "cite/reading.h"
#include "lexicon/laws.h"

enum { LONGEST_NAME = 24 };

static bool is_law_word(const vt_reading *r, size_t at) {
    const vt_type_entry *type = r->tokens[at].type;
    return vt_reading_is(r, at, VT_TOKEN_TYPE) && type &&
           (strcmp(type->code, "LUAT") == 0 || strcmp(type->code, "BL") == 0 || strcmp(type->code, "PL") == 0);
}

/* và các văn bản, và Nghị định, và hướng dẫn: what follows is not the name's. */
static bool joins_name(const vt_reading *r, size_t at) {
    return vt_reading_is(r, at, VT_TOKEN_AND) && vt_reading_is(r, at + 1, VT_TOKEN_WORD) &&
           !vt_reading_breaks_name(r, at + 1);
}

/* Phòng, chống; quản lý, sử dụng: a comma between verbs at the start of a name. */
static bool is_early_comma(const vt_reading *r, size_t start, size_t at) {
    return vt_reading_is(r, at, VT_TOKEN_COMMA) && at <= start + 2 && at > start &&
           vt_reading_is(r, at + 1, VT_TOKEN_WORD) && !r->tokens[at + 1].capital && !vt_reading_breaks_name(r, at + 1);
}

static size_t unknown_end(const vt_reading *r, size_t start) {
    size_t at = start;
    while (at < start + LONGEST_NAME) {
        bool verb = vt_reading_is(r, at, VT_TOKEN_VERB) && at == start;
        if (joins_name(r, at) || is_early_comma(r, start, at))
            at += 2;
        else if (verb || !vt_reading_breaks_name(r, at))
            at++;
        else
            break;
    }
    return at;
}

static size_t plain_end(const vt_reading *r, size_t at, const char *type) {
    size_t size;
    const vt_law_entry *law = vt_law_at(type, r->shadow->text + r->tokens[at].start, &size);
    if (law && (r->tokens[at].capital || strchr(law->folded, ' ')))
        return vt_reading_token_at(r, at, r->tokens[at].start + (uint32_t)size);
    return r->tokens[at].capital ? unknown_end(r, at) : at;
}

/* Luật A, Luật B và Luật C: the laws that an amending law names. */
static size_t amended_end(const vt_reading *r, size_t at) {
    for (;;) {
        size_t end = plain_end(r, at + 1, r->tokens[at].type->code);
        if (end == at + 1) return end;
        bool more = vt_reading_is(r, end, VT_TOKEN_COMMA) || vt_reading_is(r, end, VT_TOKEN_AND);
        if (!more || !is_law_word(r, end + 1)) return end;
        if (vt_reading_is(r, end + 2, VT_TOKEN_AMEND) || vt_reading_is(r, end + 2, VT_TOKEN_SO)) return end;
        at = end + 1;
    }
}

static size_t amending_end(const vt_reading *r, size_t start) {
    for (size_t at = start; at < start + LONGEST_NAME; at++) {
        if (is_law_word(r, at)) return amended_end(r, at);
        if (vt_reading_is(r, at, VT_TOKEN_END) || vt_reading_is(r, at, VT_TOKEN_SEMICOLON) ||
            vt_reading_is(r, at, VT_TOKEN_STOP) || vt_reading_is(r, at, VT_TOKEN_SO) ||
            vt_reading_is(r, at, VT_TOKEN_DATE) || vt_reading_is(r, at, VT_TOKEN_OPEN))
            return at;
    }
    return start;
}

size_t vt_cite_law_end(const vt_reading *r, size_t at, const char *type) {
    if (vt_reading_is(r, at, VT_TOKEN_AMEND)) return amending_end(r, at);
    return plain_end(r, at, type);
}
