/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a reference as typed, or a query's text. Out: its key, or how far a number goes in it; see reference.h. */
#include <string.h>
#include "archive/reference.h"
#include "base/slice.h"
#include "cite/cite.h"
#include "lexicon/types.h"
#include "text/fold.h"
#include "text/letter.h"
#include "text/utf8.h"

/* "số 24/CT-UBND" or "24/CT-UBND": no type word is there. */
static bool is_bare_number(vt_arena *arena, vt_slice text) {
    const char *folded = vt_fold_text(arena, text);
    if (!folded) return false;
    folded += strspn(folded, " ");
    if (strncmp(folded, "so", 2) == 0) folded += 2 + strspn(folded + 2, " :.");
    return vt_is_digit(*folded);
}

static bool is_joint(char c) { return c == '/' || c == '-' || c == '&'; }

/* Behind a figure: the blanks that stand for the slash in "24 CT-UBND"; 0 when none do. */
static size_t lost_slash(vt_slice text) {
    size_t blanks = 0, code = 0;
    while (blanks < text.size && text.data[blanks] == ' ') blanks++;
    vt_slice rest = vt_slice_sub(text, blanks, text.size);
    while (code < rest.size && rest.data[code] != ' ' && rest.data[code] != '-') code++;
    char name[8] = "";
    if (!blanks || code >= sizeof name || code == rest.size || rest.data[code] != '-') return 0;
    memcpy(name, rest.data, code);
    return vt_type_by_code(name) ? blanks : 0;
}

/* Capitals, as a symbol has them: ASCII, and đ and ư, whose second byte is one more than that of Đ and Ư. */
static char in_capitals(const char *text, char before) {
    bool marked = (before == '\xC4' && *text == '\x91') || (before == '\xC6' && *text == '\xB0');
    return *text >= 'a' && *text <= 'z' ? (char)(*text - 'a' + 'A') : marked ? (char)(*text - 1) : *text;
}

/* A number as it would be printed, from its first slash to the end of its symbol: without the blanks around the joints,
 * and in capitals. */
static vt_slice close_up(vt_arena *arena, vt_slice text) {
    char *out = vt_arena_bytes(arena, text.size + 1);
    size_t size = 0;
    bool number = false;
    if (!out) return text;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        size_t next = i, lost = size && vt_is_digit(out[size - 1]) ? lost_slash(vt_slice_sub(text, i, text.size)) : 0;
        while (next < text.size && text.data[next] == ' ') next++;
        bool before = next < text.size && (number ? is_joint(text.data[next]) : text.data[next] == '/');
        bool after = number && size && is_joint(out[size - 1]);
        if (lost) i += lost - 1, c = '/';
        if (c == ' ' && (before || after)) continue;
        number = c == '/' || (number && c != ' ');
        out[size++] = number && i ? in_capitals(lost ? &c : text.data + i, text.data[i - 1]) : c;
    }
    return (vt_slice){out, size};
}

/* TYPE|ordinal|symbol|year|body as it is: what a list or a graph gave out comes back. */
static bool is_key(vt_slice text) {
    size_t bars = 0;
    for (size_t i = 0; i < text.size; i++) bars += text.data[i] == '|';
    return bars == 4;
}

const char *vt_reference_parse(vt_arena *arena, vt_slice text) {
    if (is_key(text)) return vt_arena_text(arena, text);
    const char *key = vt_cite_parse_reference(arena, close_up(arena, text));
    /* The type that a symbol suggests is a guess (a letter 804/HD-PGDĐT): a bare number finds every type. */
    return key && is_bare_number(arena, text) ? key + strcspn(key, "|") : key;
}

/* ---- numbers in a query ---- */

/* A letter or a figure of a symbol, in either case; 0 when it is none. */
static size_t symbol_letter(vt_slice text) {
    if (!text.size) return 0;
    if (vt_is_letter(text.data[0]) || vt_is_digit(text.data[0])) return 1;
    static const char *const letters[] = {"Đ", "đ", "Ư", "ư"};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (vt_slice_starts(text, vt_slice_of(letters[i]))) return strlen(letters[i]);
    return 0;
}

/* Whether bytes are a letter with an accent: no symbol has one, so a word stands there. */
static bool starts_accent(vt_slice text) {
    return text.size && (unsigned char)text.data[0] >= 0x80 && vt_letter_of(vt_utf8_decode(text.data)) & VT_LETTER_WORD;
}

/* Thi: a word with a capital; TTg, ubnd: none. */
static bool is_capitalised(vt_slice text) {
    if (text.size < 2 || text.data[0] < 'A' || text.data[0] > 'Z') return false;
    for (size_t i = 1; i < text.size; i++)
        if (text.data[i] < 'a' || text.data[i] > 'z') return false;
    return true;
}

/* One group of a number's symbol; 0 when it is a word. */
static size_t group_size(vt_slice text, bool *letter) {
    size_t size = 0, step;
    while ((step = symbol_letter(vt_slice_sub(text, size, text.size)))) {
        *letter |= !vt_is_digit(text.data[size]);
        size += step;
    }
    bool word = starts_accent(vt_slice_sub(text, size, text.size)) || is_capitalised(vt_slice_sub(text, 0, size));
    return word ? 0 : size;
}

/* A joint and the blanks around it. Blanks stand around a slash, or behind one. */
static size_t joint_size(vt_slice text, bool *slash) {
    static const char *const joints[] = {"/", "-", "&", ".", "\u2010", "\u2011", "\u2013", "\u2014"};
    size_t blanks = 0, size = 0;
    while (blanks < text.size && text.data[blanks] == ' ') blanks++;
    vt_slice rest = vt_slice_sub(text, blanks, text.size);
    for (size_t i = 0; i < sizeof joints / sizeof *joints && !size; i++)
        if (vt_slice_starts(rest, vt_slice_of(joints[i]))) size = strlen(joints[i]);
    if (!size) return 0;
    bool first_slash = rest.data[0] == '/', blank = blanks > 0;
    while (size < rest.size && rest.data[size] == ' ') size++, blank = true;
    if (blank && !first_slash && !*slash) return 0;
    *slash |= first_slash;
    return blanks + size;
}

size_t vt_reference_number_size(vt_slice text) {
    size_t size = 0, joint, group;
    bool slash = false, letter = false;
    while (size < text.size && vt_is_digit(text.data[size])) size++;
    if (!size) return 0;
    if (size < text.size && vt_is_letter(text.data[size])) size++; /* 364a/QĐ-UBND */
    for (;;) {
        bool slash_here = slash, letter_here = letter;
        joint = joint_size(vt_slice_sub(text, size, text.size), &slash_here);
        group = joint ? group_size(vt_slice_sub(text, size + joint, text.size), &letter_here) : 0;
        if (!group) break;
        size += joint + group;
        slash = slash_here;
        letter = letter_here;
    }
    return slash && letter ? size : 0;
}
