/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a view. Out: the place and date that stand in it. A date alone is no date
 * of issue: it stands behind a place and a comma, or begins the text, or is
 * written "ngày ... tháng ... năm ...", in which day and month may be blank.
 */
#include "parse/dateline.h"

#include <string.h>
#include "base/slice.h"
#include "lexicon/words.h"

enum { PLACE_WORDS = 6, AT_ONCE = 32 };

typedef struct cursor {
    const char *text;
    size_t at, end;
} cursor;

static char peek(const cursor *c) { return c->at < c->end ? c->text[c->at] : '\0'; }

/* Blanks and what stands for a blank to be filled in by hand. */
static void skip_filler(cursor *c) {
    while (peek(c) && strchr(" ._-,:;/*", peek(c))) c->at++;
}

static void skip_blanks(cursor *c) {
    while (peek(c) == ' ' || peek(c) == '.') c->at++;
}

/* Up to `digits` digits; l and o are digits that were misread. 0 when none stands there. */
static uint16_t take_digits(cursor *c, unsigned digits) {
    unsigned value = 0, count = 0;
    while (count < digits && (vt_is_digit(peek(c)) || (count && (peek(c) == 'o' || peek(c) == 'l')))) {
        char digit = peek(c) == 'o' ? '0' : peek(c) == 'l' ? '1' : peek(c);
        value = value * 10 + (unsigned)(digit - '0');
        c->at++;
        count++;
    }
    return (uint16_t)value;
}

/* A word with at most one letter misread. */
static bool take(cursor *c, const char *word) {
    size_t size = strlen(word), slips = 0;
    if (c->end - c->at < size) return false;
    for (size_t i = 0; i < size; i++) slips += c->text[c->at + i] != word[i];
    if (slips > 1) return false;
    c->at += size;
    return true;
}

bool vt_date_is_valid(unsigned day, unsigned month, unsigned year) {
    static const unsigned char days[] = {31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month <= 12 && day <= days[month] && (year == 0 || (year >= 1900 && year <= 2100));
}

/* "tháng 01 năm 2023" */
static bool take_month_year(cursor *c, vt_dateline *d) {
    skip_filler(c);
    if (!take(c, "thang")) return false;
    skip_filler(c);
    d->month = take_digits(c, 2);
    skip_filler(c);
    if (!take(c, "nam")) return false;
    skip_filler(c);
    size_t start = c->at;
    d->year = take_digits(c, 4);
    if (c->at - start != 4) d->year = 0;
    if (c->at - start == 2) c->at = start + 2;
    return d->year || c->at == start || c->at - start == 2;
}

/* "09/01/2023" and its other marks */
static bool take_short(cursor *c, vt_dateline *d) {
    skip_blanks(c);
    d->day = take_digits(c, 2);
    skip_blanks(c);
    char mark = peek(c);
    if (!d->day || !mark || !strchr("/-", mark)) return false;
    c->at++;
    skip_blanks(c);
    d->month = take_digits(c, 2);
    skip_blanks(c);
    if (!d->month || peek(c) != mark) return false;
    c->at++;
    skip_blanks(c);
    d->year = take_digits(c, 4);
    return d->year >= 1900;
}

/* The date behind the word "ngày". */
static bool take_date(cursor *c, vt_dateline *d) {
    size_t start = c->at;
    skip_filler(c);
    d->day = take_digits(c, 2);
    if (take_month_year(c, d)) return vt_date_is_valid(d->day, d->month, d->year);
    c->at = start;
    return take_short(c, d) && vt_date_is_valid(d->day, d->month, d->year);
}

static size_t word_start(const char *text, size_t from, size_t at) {
    while (at > from && text[at - 1] != ' ') at--;
    return at;
}

/* Whether a word may be one of a place's name: capital, or a number that ends it ("Quận 1"); no symbol of a document. */
static bool is_place_word(const vt_view *view, size_t start, size_t end, bool last) {
    if (memchr(view->fold.text + start, '/', end - start) || memchr(view->fold.text + start, ':', end - start))
        return false;
    return vt_view_is_upper(view, start) || (vt_is_digit(view->fold.text[start]) && last) || view->fold.text[start] == '-';
}

/* A known name's start, or that of "Thành phố", "Tỉnh", "TP." before it. */
static size_t with_kind(const vt_view *view, size_t from, size_t start) {
    static const char *const kinds[] = {"thanh pho ", "tinh ", "tp. ", "tp.", "tp "};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t size = strlen(kinds[i]);
        if (start < from + size || memcmp(view->fold.text + start - size, kinds[i], size) != 0) continue;
        if (vt_view_is_upper(view, start - size)) return start - size;
    }
    return start;
}

/* Where the place that ends here begins; its end when there is none. */
static size_t place_start(const vt_view *view, size_t from, size_t end) {
    const char *text = view->fold.text;
    size_t start = end, known = end;
    for (int words = 0; words < PLACE_WORDS && start > from; words++) {
        size_t word_end = start == end ? end : start - 1;
        while (word_end > from && text[word_end - 1] == ' ') word_end--;
        size_t word = word_start(text, from, word_end);
        if (word == word_end || !is_place_word(view, word, word_end, start == end)) break;
        start = word;
        if (vt_words_has(VT_WORDS_PLACES, text + start, end - start)) known = start;
    }
    /* A known name in mid-text ends where it is known: what stands before it belongs to something else. */
    if (known < end && start > from) return with_kind(view, from, known);
    if (start < end && text[start] == '-') return end;
    return start;
}

/* A word that ends as "ngày" does, with at most one letter misread: one half of it is right, and a letter of the other. */
static bool is_like_day(const char *at) {
    bool n = at[0] == 'n', g = at[1] == 'g', a = at[2] == 'a', y = at[3] == 'y', ends = at[4] < 'a' || at[4] > 'z';
    return ((n & g) | (a & y)) & (n | g) & (a | y) & ends;
}

/* A comma, and a digit as far behind it as that of a short date. */
static bool is_like_short(const char *at) {
    bool comma = at[0] == ',', digit = vt_is_digit(at[2]);
    return comma & digit;
}

/* Whether a date may begin at one of so many places: asked of all at once, since none does at most of them. */
static bool may_begin(const char *text) {
    unsigned char found = 0;
    for (size_t at = 0; at < AT_ONCE; at++) {
        unsigned char day = is_like_day(text + at), short_date = is_like_short(text + at);
        found |= day | short_date;
    }
    return found;
}

/* Whether a word of four letters stands there. */
static bool is_word_of_four(const char *text, size_t at) {
    for (size_t i = 0; i < 4; i++)
        if (!vt_is_letter(text[at + i])) return false;
    return !vt_is_letter(text[at + 4]) && (!at || !vt_is_letter(text[at - 1]));
}

/* The start of "ngày" or of a short date behind a comma; to when there is none. */
static size_t next_date_word(const vt_view *view, size_t at, size_t to, bool *shorthand) {
    const char *text = view->fold.text;
    size_t from = at, last = to < 4 ? 0 : to - 4;
    for (size_t next; at < last; at = next) {
        next = at + AT_ONCE < last ? at + AT_ONCE : last;
        /* The last places are asked with those before them, as many as always. */
        if (next >= from + AT_ONCE && !may_begin(text + next - AT_ONCE)) continue;
        for (; at < next; at++) {
            *shorthand = text[at] == ',' && text[at + 1] == ' ' && vt_is_digit(text[at + 2]);
            if (*shorthand) return at + 2;
            if (text[at] != 'n' && text[at + 1] != 'g') continue;
            if (is_like_day(text + at) && is_word_of_four(text, at)) return at;
        }
    }
    return to;
}

vt_dateline vt_dateline_find(const vt_view *view, size_t from, size_t to) {
    const char *text = view->fold.text;
    bool shorthand = false;
    for (size_t word = next_date_word(view, from, to, &shorthand); word < to;
         word = next_date_word(view, word + 1, to, &shorthand)) {
        vt_dateline d = {.start = word};
        cursor c = {text, shorthand ? word : word + 4, to};
        if (!(shorthand ? take_short(&c, &d) && vt_date_is_valid(d.day, d.month, d.year) : take_date(&c, &d))) continue;
        size_t place_end = word;
        while (place_end > from && strchr(" ,.;", text[place_end - 1])) place_end--;
        size_t start = place_end < word ? place_start(view, from, place_end) : word;
        /* Without a comma only a place that is known is one: "Từ ngày ..." is none. */
        bool comma = memchr(text + place_end, ',', word - place_end) != NULL;
        if (!comma && !vt_words_has(VT_WORDS_PLACES, text + start, place_end - start)) start = place_end;
        d.has_place = start < place_end;
        if (d.has_place) d.start = start, d.place_end = place_end;
        d.end = c.at;
        d.found = true;
        if (!d.has_place && (shorthand || !vt_view_is_upper(view, word))) {
            /* "ngày 5 tháng 6 năm 2020" in a sentence is no date of issue, but a line may begin with it. */
            size_t before = word;
            while (before > from && strchr(" .,_-", text[before - 1])) before--;
            if (before > from) continue;
        }
        return d;
    }
    return (vt_dateline){0};
}
