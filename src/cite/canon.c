/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: numbers and names as printed. Out: their one spelling, for keys. Case,
 * blanks, dashes, the tone's place and i or y are no difference; a mark that
 * makes another letter (QĐ and QyĐ, ĐA and DA) is.
 */
#include <string.h>
#include "cite/key.h"
#include "text/letter.h"
#include "text/tone.h"
#include "text/utf8.h"

static bool is_word_point(uint32_t point) { return vt_letter_of(point) & VT_LETTER_WORD; }

/* One word with its index form; the place behind it. */
static char *put_word(char *out, vt_slice word) {
    size_t size = vt_tone_index_form(word, out);
    if (size) return out + size;
    memcpy(out, word.data, word.size);
    return out + word.size;
}

char *vt_cite_canon(vt_arena *arena, vt_slice text) {
    vt_slice low;
    if (!vt_lower(arena, text, &low)) return NULL;
    char *start = vt_arena_bytes(arena, low.size * 3 + 8), *out = start;
    if (!start) return NULL;
    for (size_t at = 0; at < low.size;) {
        size_t end = at;
        while (end < low.size && is_word_point(vt_utf8_decode(low.data + end))) end += vt_utf8_size(low.data[end]);
        if (end > at) {
            if (out > start) *out++ = ' ';
            out = put_word(out, (vt_slice){low.data + at, end - at});
        }
        at = end < low.size ? end + vt_utf8_size(low.data[end]) : end;
    }
    *out = '\0';
    return start;
}

/* ---- numbers ---- */

/* A letter of a symbol in its one spelling: capitals; đ and its look-alikes Đ; other letters as ASCII, Ư apart. */
static char *put_symbol_letter(char *out, uint32_t point) {
    switch (point) {
    case 0x0110:
    case 0x0111:
    case 0x00D0:
    case 0x00F0:
    case 0x0189:
    case 0x0256: memcpy(out, "Đ", 2); return out + 2;
    case 0x01AF:
    case 0x01B0: memcpy(out, "Ư", 2); return out + 2;
    default: break;
    }
    char c = vt_fold_point(point);
    if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
    if (c == '/' || c == '.') c = '-';
    bool letter = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (letter) *out++ = c;
    return out;
}

/* What is written in two ways in one symbol: GD-ĐT, GDDT are GDĐT; TƯ is TW. */
static void replace_all(char *text, const char *from, const char *to) {
    size_t from_size = strlen(from), to_size = strlen(to);
    for (char *at = strstr(text, from); at; at = strstr(at + to_size, from)) {
        memmove(at + to_size, at + from_size, strlen(at + from_size) + 1);
        memcpy(at, to, to_size);
    }
}

const char *vt_cite_symbol(vt_arena *arena, const char *text) {
    char *start = vt_arena_bytes(arena, strlen(text) * 2 + 1), *out = start;
    if (!start) return NULL;
    for (const char *at = text; *at; at += vt_utf8_size(*at)) {
        char *next = put_symbol_letter(out, vt_utf8_decode(at));
        if (next > out && *out == '-' && (out == start || out[-1] == '-')) continue;
        out = next;
    }
    while (out > start && out[-1] == '-') out--;
    *out = '\0';
    replace_all(start, "GD-ĐT", "GDĐT");
    replace_all(start, "GD-DT", "GDĐT");
    replace_all(start, "GDDT", "GDĐT"); /* one byte more: room was left */
    replace_all(start, "TƯ", "TW");
    return start;
}

static size_t digits(const char *at) { return strspn(at, "0123456789"); }

/* 364a, 66.7: figures with a part or a letter behind them. */
static size_t ordinal_size(const char *at) {
    size_t size = digits(at);
    if (size && at[size] == '.' && digits(at + size + 1)) size += 1 + digits(at + size + 1);
    unsigned letter = size && at[size] ? vt_utf8_size(at[size]) : 0;
    bool ends = letter && (at[size + letter] == '/' || at[size + letter] == '-' || !at[size + letter]);
    return ends && is_word_point(vt_utf8_decode(at + size)) ? size + letter : size;
}

bool vt_cite_number_parts(vt_arena *arena, const char *number, vt_number_parts *parts) {
    *parts = (vt_number_parts){"", "", ""};
    if (!number) return true;
    while (*number == '0' && digits(number) > 1) number++;
    size_t size = ordinal_size(number);
    vt_slice ordinal = {number, size};
    number += size;
    if (*number == '/' && digits(number + 1) == 4 && (!number[5] || number[5] == '/' || number[5] == '-')) {
        parts->year = vt_arena_text(arena, (vt_slice){number + 1, 4});
        number += 5;
    }
    parts->ordinal = vt_cite_canon(arena, ordinal);
    if (memchr(ordinal.data, '.', ordinal.size)) parts->ordinal = vt_arena_text(arena, ordinal);
    parts->symbol = vt_cite_symbol(arena, number);
    return parts->symbol && parts->ordinal && parts->year;
}
