/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a citation's parts as printed. Out: its identity key, TYPE|ordinal|symbol|
 * year|body, unknown parts empty. A law without a number has its name in the
 * place of the symbol. Two keys agree when no part known in both differs.
 */
#include "cite/key.h"

#include <string.h>
#include "base/slice.h"
#include "text/utf8.h"

vt_key vt_key_split(const char *key) {
    vt_key out = {{{NULL, 0}}};
    for (int i = 0; i < VT_KEY_PARTS; i++) {
        size_t size = strcspn(key, "|");
        out.parts[i] = (vt_slice){key, size};
        key += size + (key[size] ? 1 : 0);
    }
    return out;
}

char *vt_key_join(vt_arena *arena, const vt_key *key) {
    const vt_slice *p = key->parts, bar = VT_LITERAL("|");
    return vt_arena_join(arena, VT_TEXTS(p[0], bar, p[1], bar, p[2], bar, p[3], bar, p[4]));
}

vt_slice vt_key_ordinal(const char *key) {
    const char *start = key + strcspn(key, "|");
    start += *start == '|';
    return (vt_slice){start, strcspn(start, "|")};
}

static bool is_ascii(vt_slice text) {
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.data[i] >= 0x80) return false;
    return true;
}

/* A name typed without accents agrees with its accented spelling. */
static bool same_name(vt_slice a, vt_slice b) {
    if (vt_slice_equal(a, b)) return true;
    if (is_ascii(a) == is_ascii(b)) return false;
    size_t i = 0;
    vt_slice accented = is_ascii(a) ? b : a, plain = is_ascii(a) ? a : b;
    for (size_t at = 0; at < accented.size; at += vt_utf8_size(accented.data[at]), i++) {
        char c = vt_fold_point(vt_utf8_decode(accented.data + at));
        if (i >= plain.size || plain.data[i] != c) return false;
    }
    return i == plain.size;
}

/* In a symbol typed without accents a small d is D or Đ. */
static bool same_symbol(vt_slice a, vt_slice b) {
    size_t i = 0, j = 0;
    while (i < a.size && j < b.size) {
        uint32_t x = vt_utf8_decode(a.data + i), y = vt_utf8_decode(b.data + j);
        bool open = (x == 'd' && (y == 'D' || y == 0x110)) || (y == 'd' && (x == 'D' || x == 0x110));
        if (x != y && !open) return false;
        i += vt_utf8_size(a.data[i]);
        j += vt_utf8_size(b.data[j]);
    }
    return i == a.size && j == b.size;
}

bool vt_key_agrees(const vt_key *a, const vt_key *b) {
    for (int i = 0; i < VT_KEY_PARTS; i++) {
        vt_slice x = a->parts[i], y = b->parts[i];
        if (!x.size || !y.size) continue;
        bool named = i == VT_KEY_BODY || (i == VT_KEY_SYMBOL && !a->parts[VT_KEY_ORDINAL].size);
        bool agree = named ? same_name(x, y) : i == VT_KEY_SYMBOL ? same_symbol(x, y) : vt_slice_equal(x, y);
        if (!agree) return false;
    }
    return true;
}

bool vt_cite_keys_agree(const char *a, const char *b) {
    vt_key x = vt_key_split(a), y = vt_key_split(b);
    return vt_key_agrees(&x, &y);
}

bool vt_cite_key_is_nameless(const char *key) {
    vt_key parts = vt_key_split(key);
    return !parts.parts[VT_KEY_ORDINAL].size && !parts.parts[VT_KEY_SYMBOL].size;
}

/* Codes that a symbol begins with only when it is that type; TC and CT may be bodies in the symbol of a letter. */
static const char *const symbol_codes[] = {"NQ", "QĐ",   "CT",   "TB",  "HD", "KH", "BC", "TTr", "CĐ",  "KL", "NĐ",
                                           "TT", "TTLT", "NQLT", "CTr", "ĐA", "PA", "BB", "QC",  "QyĐ", "HĐ", "GM"};

static bool same_code(const char *code, vt_slice group) {
    if (strlen(code) != group.size) return false;
    for (size_t i = 0; i < group.size; i++) {
        char c = code[i] >= 'a' && code[i] <= 'z' ? (char)(code[i] - 'a' + 'A') : code[i];
        if (c != group.data[i]) return false;
    }
    return true;
}

/* The type that the symbol begins with: a bare "số 70/TTr-SNV" and "Văn bản số 70/TTr-SNV" are a Tờ trình;
 * a symbol that begins with a body is a letter's. */
static const char *type_of_symbol(const char *symbol) {
    vt_slice first = {symbol, strcspn(symbol, "-")};
    if (!first.size) return "";
    for (size_t i = 0; i < sizeof symbol_codes / sizeof *symbol_codes; i++)
        if (same_code(symbol_codes[i], first)) return symbol_codes[i];
    if (memchr(first.data, 'd', first.size)) return ""; /* D or Đ: a reference typed without accents */
    return first.size >= 2 && memcmp(first.data, "QH", 2) == 0 ? "LUAT" : "CV";
}

static const char *key_type(const char *type, const char *symbol) {
    bool open = !type || strcmp(type, "VB") == 0;
    if (!open) return type;
    const char *told = type_of_symbol(symbol);
    return *told ? told : type ? type : "";
}

static bool is_law(const char *type) {
    return type &&
           (strcmp(type, "LUAT") == 0 || strcmp(type, "BL") == 0 || strcmp(type, "PL") == 0 || strcmp(type, "HP") == 0);
}

char *vt_cite_key_of(vt_arena *arena, const char *type, const vt_number_parts *number, const char *issuer,
                     const vt_cite_context *context) {
    const char *told = key_type(type, *number->ordinal ? number->symbol : "");
    const char *symbol = *number->ordinal || !is_law(type) ? number->symbol : "";
    const char *body = vt_cite_body_key(arena, told, symbol, issuer, context);
    if (!body) return NULL;
    vt_key key = {{[VT_KEY_TYPE] = vt_slice_of(told),
                   [VT_KEY_ORDINAL] = vt_slice_of(number->ordinal),
                   [VT_KEY_SYMBOL] = vt_slice_of(number->symbol),
                   [VT_KEY_YEAR] = vt_slice_of(number->year),
                   [VT_KEY_BODY] = vt_slice_of(body)}};
    return vt_key_join(arena, &key);
}

char *vt_cite_key(vt_arena *arena, const vt_citation *citation, const vt_cite_context *context) {
    vt_number_parts number;
    if (!vt_cite_number_parts(arena, citation->number, &number)) return NULL;
    const char *date = citation->date;
    if (!*number.year && date && strlen(date) >= 4) number.year = vt_arena_text(arena, (vt_slice){date, 4});
    if (!*number.ordinal && is_law(citation->type) && citation->subject)
        number.symbol = vt_cite_canon(arena, (vt_slice){citation->subject, strlen(citation->subject)});
    if (!number.symbol || !number.year) return NULL;
    return vt_cite_key_of(arena, citation->type, &number, citation->issuer, context);
}

char *vt_cite_name_key(vt_arena *arena, const vt_citation *citation) {
    if (!citation->number || !citation->subject || !is_law(citation->type)) return NULL;
    vt_number_parts number;
    vt_citation named = *citation;
    if (!vt_cite_number_parts(arena, citation->number, &number)) return NULL;
    if (!named.date && *number.year) named.date = number.year;
    named.number = NULL;
    return vt_cite_key(arena, &named, &(vt_cite_context){0});
}
