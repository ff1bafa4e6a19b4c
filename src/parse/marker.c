/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a view and a place in it. Out: the marker that stands there. Assumes a word begins there. */
#include "parse/marker.h"

#include <string.h>
#include "base/slice.h"

/* A cursor over the fold. */
typedef struct cursor {
    const char *text;
    size_t at, size;
} cursor;

static char peek(const cursor *c) { return c->at < c->size ? c->text[c->at] : '\0'; }

static void skip_blanks(cursor *c) {
    while (peek(c) == ' ') c->at++;
}

static bool take_word(cursor *c, const char *word) {
    if (peek(c) != *word) return false;
    size_t size = strlen(word);
    if (c->size - c->at < size || memcmp(c->text + c->at, word, size) != 0) return false;
    char after = c->at + size < c->size ? c->text[c->at + size] : ' ';
    if (vt_is_letter(after) || vt_is_digit(after)) return false;
    c->at += size;
    return true;
}

static bool take_number(cursor *c, uint32_t *value) {
    size_t start = c->at;
    *value = 0;
    while (vt_is_digit(peek(c)) && c->at - start < 3) *value = *value * 10 + (uint32_t)(peek(c) - '0'), c->at++;
    return c->at > start && !vt_is_digit(peek(c));
}

static unsigned roman_digit(char c) {
    switch (c) {
    case 'i': return 1;
    case 'v': return 5;
    case 'x': return 10;
    case 'l': return 50;
    case 'c': return 100;
    default: return 0;
    }
}

static bool take_roman(cursor *c, uint32_t *value) {
    size_t start = c->at;
    *value = 0;
    while (roman_digit(peek(c)) && c->at - start < 8) {
        unsigned now = roman_digit(c->text[c->at]);
        unsigned next = c->at + 1 < c->size ? roman_digit(c->text[c->at + 1]) : 0;
        *value = now < next ? *value - now : *value + now;
        c->at++;
    }
    return c->at > start && !vt_is_letter(peek(c)) && !vt_is_digit(peek(c)) && *value && *value < 100;
}

/* The Vietnamese order of letters for điểm: a b c d đ e g h i k l m n o p q r s t u v x y. */
static uint32_t letter_value(char letter, bool barred) {
    static const char order[] = "abcd_eghiklmnopqrstuvxy";
    if (letter == 'd' && barred) return 5;
    const char *at = letter == '_' ? NULL : strchr(order, letter);
    if (at) return (uint32_t)(at - order) + 1;
    return letter >= 'a' && letter <= 'z' ? 100 + (uint32_t)(letter - 'a') : 0;
}

/* The kept text's byte at a place of the fold. */
static const char *kept(const vt_view *view, size_t fold_at) {
    return view->text.data + (fold_at < view->fold.size ? view->fold.offset[fold_at] : view->text.size);
}

/* Takes the end mark of a marker; ' ' is none. "I/." and "I. -" have two. */
static char take_end(cursor *c, const char *allowed) {
    char end = peek(c);
    if (!end || !strchr(allowed, end)) return ' ';
    c->at++;
    if (end == '/' && peek(c) == '.') c->at++;
    return end;
}

/* The marker ends here; its text begins behind blanks and, for "I -", behind the dash. */
static vt_marker finish(const vt_view *view, const cursor *c, vt_marker marker) {
    cursor body = *c;
    skip_blanks(&body);
    if (marker.end == '-' && peek(&body) == '-') body.at++;
    skip_blanks(&body);
    marker.size = (size_t)(kept(view, c->at) - view->text.data);
    marker.body = (size_t)(kept(view, body.at) - view->text.data);
    return marker;
}

static const struct {
    const char *word;
    vt_marker_kind kind;
} named[] = {{"phan thu", VT_MARKER_PART},
             {"phan", VT_MARKER_PART},
             {"chuong", VT_MARKER_CHAPTER},
             {"muc", VT_MARKER_SECTION},
             {"dieu", VT_MARKER_ARTICLE}};

static const char *const ordinals[] = {"nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"};

static bool take_ordinal(cursor *c, uint32_t *value) {
    for (uint32_t i = 0; i < 10; i++)
        if (take_word(c, ordinals[i])) return *value = i + 1, true;
    return false;
}

static vt_marker named_at(const vt_view *view, cursor c) {
    vt_marker marker = {0};
    size_t start = c.at;
    if (!vt_view_is_upper(view, start)) return marker;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        c.at = start;
        if (*named[i].word != peek(&c) || !take_word(&c, named[i].word)) continue;
        skip_blanks(&c);
        size_t number = c.at;
        bool counted = take_number(&c, &marker.value) || (c.at = number, take_roman(&c, &marker.value)) ||
                       (c.at = number, i == 0 && take_ordinal(&c, &marker.value));
        if (!counted) continue;
        if (named[i].kind == VT_MARKER_ARTICLE && vt_is_letter(peek(&c))) c.at++;
        size_t end = c.at;
        skip_blanks(&c);
        marker.end = take_end(&c, ".:/-)");
        if (marker.end == ' ') c.at = end;
        /* "Mục II Thông tư" and "Điều 5 Nghị định" in running text carry no end mark. */
        bool shouted = vt_view_is_upper(view, start + 1);
        bool alone = c.at >= c.size;
        if (marker.end == ' ' && !shouted && !alone && named[i].kind != VT_MARKER_CHAPTER) continue;
        marker.kind = named[i].kind;
        return finish(view, &c, marker);
    }
    return (vt_marker){0};
}

static vt_marker roman_at(const vt_view *view, cursor c) {
    vt_marker marker = {.kind = VT_MARKER_ROMAN};
    size_t start = c.at;
    if (!roman_digit(peek(&c)) || !vt_view_is_upper(view, start) || !take_roman(&c, &marker.value)) return (vt_marker){0};
    for (size_t i = start; i < c.at; i++)
        if (!vt_view_is_upper(view, i)) return (vt_marker){0};
    size_t end = c.at;
    marker.end = take_end(&c, "./):");
    if (marker.end == ' ') {
        skip_blanks(&c);
        marker.end = take_end(&c, "-");
        if (marker.end == ' ' || peek(&c) != ' ') return (vt_marker){0};
        c.at = end;
    }
    /* "V/v" */
    if (marker.end == '/' && vt_is_letter(peek(&c)) && !vt_view_is_upper(view, c.at)) return (vt_marker){0};
    /* "I.1" and "II.2.a" carry on in numbers. */
    uint32_t more;
    while (marker.end == '.' && vt_is_digit(peek(&c))) {
        if (!take_number(&c, &more)) break;
        marker.value = more;
        marker.depth++;
        if (peek(&c) == '.') c.at++;
    }
    return finish(view, &c, marker);
}

/* Whether a document's symbol stands here and not a word: "NQ-CP" of "214/NQ-CP". */
static bool is_symbol(const vt_view *view, size_t at) {
    size_t end = at;
    while (end < view->fold.size && view->fold.text[end] != ' ') end++;
    return memchr(view->fold.text + at, '-', end - at) || memchr(view->fold.text + at, '/', end - at) ||
           (end - at > 1 && end - at < 7 && vt_view_is_caps(view, at, end));
}

/* "1-", "2.1-" and "1 -" before a capital letter. */
static char take_dash(const vt_view *view, cursor *c) {
    size_t at = c->at;
    while (at < c->size && c->text[at] == ' ') at++;
    if (at >= c->size || c->text[at] != '-') return ' ';
    size_t body = at + 1;
    while (body < c->size && c->text[body] == ' ') body++;
    if (!vt_view_is_upper(view, body) || (at == c->at && is_symbol(view, body))) return ' ';
    c->at = at + 1;
    return '-';
}

/* "54.170.890 đồng" is an amount: its points part thousands, and no section has a hundred below it. */
enum { THOUSANDS = 3 };

static vt_marker decimal_at(const vt_view *view, cursor c) {
    vt_marker marker = {.kind = VT_MARKER_DECIMAL, .end = ' '};
    do {
        size_t start = c.at;
        if (!take_number(&c, &marker.value) || (marker.depth && c.at - start == THOUSANDS)) return (vt_marker){0};
        marker.depth++;
        marker.end = take_end(&c, "./):");
    } while (marker.end == '.' && vt_is_digit(peek(&c)) && marker.depth < 6);
    if (marker.end == ' ') marker.end = take_dash(view, &c);
    char next = peek(&c);
    if (marker.end == ' ' && (marker.depth < 2 || next != ' ')) return (vt_marker){0};
    if (marker.end == '/' && (vt_is_digit(next) || is_symbol(view, c.at))) return (vt_marker){0};
    if (marker.end == ':' && vt_is_digit(next)) return (vt_marker){0};
    if (next && next != ' ' && !vt_is_letter(next) && next != '"' && next != '(') return (vt_marker){0};
    if (vt_is_letter(next) && !vt_view_is_upper(view, c.at)) return (vt_marker){0};
    return finish(view, &c, marker);
}

static vt_marker letter_at(const vt_view *view, cursor c) {
    vt_marker marker = {.kind = VT_MARKER_LETTER};
    size_t start = c.at;
    char letter = peek(&c);
    bool upper = vt_view_is_upper(view, start);
    if (!vt_is_letter(letter)) return (vt_marker){0};
    bool barred = letter == 'd' && (unsigned char)*kept(view, start) >= 0x80;
    marker.value = letter_value(letter, barred);
    c.at++;
    uint32_t number;
    if (vt_is_digit(peek(&c)) && !take_number(&c, &number)) return (vt_marker){0};
    marker.end = take_end(&c, upper ? "./)" : ")./");
    if (marker.end == ' ') return (vt_marker){0};
    if (upper) marker.kind = VT_MARKER_CAPITAL;
    char next = peek(&c);
    /* "a.m", "v/v", "Q.1" are no markers. */
    if (marker.end != ')' && next != ' ' && next) return (vt_marker){0};
    return finish(view, &c, marker);
}

static vt_marker paren_at(const vt_view *view, cursor c) {
    vt_marker marker = {.kind = VT_MARKER_PAREN, .end = ')'};
    c.at++;
    size_t start = c.at;
    if (!take_number(&c, &marker.value)) {
        c.at = start;
        char letter = peek(&c);
        if (!vt_is_letter(letter)) return (vt_marker){0};
        marker.value = letter_value(letter, (unsigned char)*kept(view, start) >= 0x80);
        c.at++;
    }
    if (peek(&c) != ')') return (vt_marker){0};
    c.at++;
    return finish(view, &c, marker);
}

vt_marker vt_marker_at(const vt_view *view, size_t fold_at) {
    cursor c = {view->fold.text, fold_at, view->fold.size};
    /* Text that is quoted from another document keeps its markers. */
    if (peek(&c) == '"') c.at++;
    char first = peek(&c);
    if (vt_is_digit(first)) return decimal_at(view, c);
    if (first == '(') return paren_at(view, c);
    if (!vt_is_letter(first)) return (vt_marker){0};
    bool word = c.at + 1 < c.size && vt_is_letter(c.text[c.at + 1]);
    vt_marker marker = word ? named_at(view, c) : roman_at(view, c);
    if (!marker.kind) marker = word ? roman_at(view, c) : letter_at(view, c);
    return marker;
}
