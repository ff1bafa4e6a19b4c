/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a view and a place in it. Out: ordinal, year and symbol of the number
 * line that stands there. Blanks may stand around every mark; the symbol is
 * kept as printed. Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3.
 */
#include "parse/numberline.h"

#include <string.h>
#include "base/slice.h"

typedef struct cursor {
    const char *text;
    size_t at, size;
} cursor;

static char peek(const cursor *c) { return c->at < c->size ? c->text[c->at] : '\0'; }
static char peek_next(const cursor *c) { return c->at + 1 < c->size ? c->text[c->at + 1] : '\0'; }

static void skip(cursor *c, const char *these) {
    while (peek(c) && strchr(these, peek(c))) c->at++;
}

static bool is_name_character(char c) { return vt_is_letter(c) || vt_is_digit(c) || c == VT_FOLD_OTHER; }

/* "Số" and what may stand for it on a bad scan. */
static bool take_word(cursor *c) {
    static const char *const words[] = {"so", "s6", "s0", "sd"};
    if (peek(c) != 's') return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (c->size - c->at < 2 || memcmp(c->text + c->at, words[i], 2) != 0) continue;
        char after = c->at + 2 < c->size ? c->text[c->at + 2] : ' ';
        if (vt_is_letter(after)) continue;
        if (i && after != ':' && after != ' ') continue;
        c->at += 2;
        return true;
    }
    return false;
}

/* "Luật số:", "Nghị quyết số:": laws and their like say in the number line what they are. */
static void skip_type(cursor *c) {
    static const vt_slice types[] = {VT_LITERAL_INIT("luat so:"), VT_LITERAL_INIT("bo luat so:"),
                                     VT_LITERAL_INIT("phap lenh so:"), VT_LITERAL_INIT("nghi quyet so:")};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (vt_slice_starts((vt_slice){c->text + c->at, c->size - c->at}, types[i])) c->at += types[i].size - 3;
}

/* "Số 24 BC/HND": a dash was left out before a symbol of the Party's form. */
static bool lacks_dash(const vt_view *view, const cursor *c) {
    size_t end = c->at;
    while (end < c->size && c->text[end] != ' ') end++;
    const char *slash = memchr(c->text + c->at, '/', end - c->at);
    return slash && c->text[c->at - 1] == ' ' && vt_view_is_caps(view, c->at, (size_t)(slash - c->text));
}

/* Digits, "66.7", "364a"; returns their range in the fold. */
static vt_span take_ordinal(cursor *c) {
    size_t start = c->at;
    while (vt_is_digit(peek(c)) || (peek(c) == '.' && c->at > start && vt_is_digit(peek_next(c))) ||
           (peek(c) && strchr("oil", peek(c)) && (vt_is_digit(peek_next(c)) || (c->at > start && peek_next(c) == '/'))))
        c->at++;
    if (c->at > start && vt_is_letter(peek(c)) && !vt_is_letter(peek_next(c))) c->at++;
    return (vt_span){(uint32_t)start, (uint32_t)c->at};
}

static bool is_year(const cursor *c, size_t at) {
    for (size_t i = 0; i < 4; i++)
        if (at + i >= c->size || !vt_is_digit(c->text[at + i])) return false;
    size_t after = at + 4;
    while (after < c->size && c->text[after] == ' ') after++;
    return (c->text[at] == '1' || c->text[at] == '2') && after < c->size && c->text[after] == '/';
}

/* Whether a symbol that was broken at this blank goes on behind it. */
static bool goes_on(const vt_view *view, const cursor *c, char before) {
    size_t at = c->at;
    while (at < c->size && c->text[at] == ' ') at++;
    if (at >= c->size) return false;
    char next = c->text[at];
    if (next == '-' || next == '/' || next == '&')
        return at + 1 < c->size && (c->text[at + 1] == ' ' || is_name_character(c->text[at + 1]));
    if (before == '-' || before == '/' || before == '&' || before == '.') return vt_view_is_upper(view, at);
    /* "TT-BGD ĐT": a last word of capitals that nothing follows. */
    size_t end = at;
    while (end < c->size && is_name_character(c->text[end])) end++;
    size_t rest = end;
    while (rest < c->size && strchr(" .", c->text[rest])) rest++;
    return rest == c->size && end - at <= 8 && vt_view_is_caps(view, at, end);
}

static vt_span take_symbol(const vt_view *view, cursor *c) {
    size_t start = c->at, end = c->at;
    while (c->at < c->size) {
        char now = peek(c);
        if (is_name_character(now)) {
            end = ++c->at;
        } else if (strchr("-/&.", now) && c->at > start) {
            if (now == '.' && !is_name_character(peek_next(c))) break;
            c->at++;
        } else if (now == ' ' && c->at > start && goes_on(view, c, c->text[c->at - 1])) {
            skip(c, " ");
        } else
            break;
    }
    c->at = end;
    return (vt_span){(uint32_t)start, (uint32_t)end};
}

static vt_span kept_range(const vt_view *view, vt_span fold) {
    if (fold.end <= fold.start) return (vt_span){0, 0};
    uint32_t end = fold.end < view->fold.size ? view->fold.offset[fold.end] : (uint32_t)view->text.size;
    return (vt_span){view->fold.offset[fold.start], end};
}

static bool has_capital(const vt_view *view, vt_span fold) {
    for (size_t i = fold.start; i < fold.end; i++)
        if (vt_view_is_upper(view, i)) return true;
    return false;
}

vt_numberline vt_numberline_at(const vt_view *view, size_t fold_at) {
    cursor c = {view->fold.text, fold_at, view->fold.size};
    vt_numberline line = {.start = fold_at};
    if (!fold_at) skip_type(&c);
    line.has_word = take_word(&c);
    if (line.has_word) skip(&c, " :.;,_");
    vt_span ordinal = take_ordinal(&c), year = {0, 0};
    if (!line.has_word && ordinal.end == ordinal.start) return (vt_numberline){0};
    size_t after_ordinal = c.at;
    skip(&c, " ._,");
    bool bare = line.has_word && ordinal.end > ordinal.start && lacks_dash(view, &c);
    char mark = bare ? '-' : peek(&c);
    if (mark != '/' && mark != '-') return (vt_numberline){0};
    line.party = mark == '-';
    if (line.party && c.at > after_ordinal && ordinal.end > ordinal.start && !line.has_word) return (vt_numberline){0};
    c.at += !bare;
    skip(&c, " ");
    if (mark == '/' && is_year(&c, c.at)) {
        year = (vt_span){(uint32_t)c.at, (uint32_t)c.at + 4};
        c.at += 4;
        skip(&c, " /");
    }
    vt_span symbol = take_symbol(view, &c);
    if (symbol.end <= symbol.start || !has_capital(view, symbol)) return (vt_numberline){0};
    line.found = true;
    line.end = c.at;
    line.ordinal = kept_range(view, ordinal);
    line.year = kept_range(view, year);
    line.symbol = kept_range(view, symbol);
    return line;
}

char *vt_numberline_full(vt_arena *arena, const vt_number *number, bool party) {
    vt_slice ordinal = vt_slice_of(number->ordinal), year = vt_slice_of(number->year);
    vt_slice symbol = vt_slice_of(number->symbol), mark = vt_slice_of(party ? "-" : "/");
    vt_slice behind = vt_slice_of(number->year ? "/" : "");
    return vt_arena_join(arena, VT_TEXTS(ordinal, mark, year, behind, symbol));
}

char *vt_numberline_part(vt_arena *arena, vt_slice text) {
    char *out = vt_arena_bytes(arena, text.size + 1);
    size_t size = 0;
    if (!out) return NULL;
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] != ' ') out[size++] = text.data[i];
    while (size && strchr(".,;-/", out[size - 1])) size--;
    out[size] = '\0';
    return out;
}
