/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the rough extent of a number with its symbol, as the scanner found it in
 * the folded shadow. Out: where it really ends. Blanks creep into symbols
 * (24/CT- UBND, 71/NQ -CP, TT-BGD ĐT), so the scanner takes groups across them;
 * only the kept text tells a further group of the symbol from the next word.
 */
#include "cite/token.h"

#include <string.h>
#include "cite/number.h"
#include "lexicon/types.h"
#include "text/utf8.h"

/* Mixed-case pieces of symbols; any other is written in capitals. */
static const char *const mixed_codes[] = {"TTg", "TTr", "CTr", "QyĐ", "QĐi", "TrS", "GDTrH", "GDTHTrH", "TgCP", "QHTr"};

typedef struct group {
    uint32_t start, end;
    bool after_blank; /* a blank stands between it and the group before */
} group;

bool vt_cite_symbol_letter(uint32_t point) {
    if (point < 0x80) return (point >= 'A' && point <= 'Z') || (point >= '0' && point <= '9');
    switch (point) {
    case 0x0110:
    case 0x00D0:
    case 0x0189: /* Đ and what is written for it */
    case 0x01AF:
    case 0x01A0:
    case 0x00C2:
    case 0x00D4:
    case 0x00CA: /* Ư Ơ Â Ô Ê */
    case 0x0421:
    case 0x0422:
    case 0x0410:
    case 0x0412:
    case 0x041D:
    case 0x041A:
    case 0x041C:
    case 0x041E:
    case 0x0420: return true; /* Cyrillic capitals that look Latin */
    default: return false;
    }
}

static bool is_mixed_code(vt_slice kept) {
    for (size_t i = 0; i < sizeof mixed_codes / sizeof *mixed_codes; i++)
        if (strlen(mixed_codes[i]) == kept.size && memcmp(mixed_codes[i], kept.data, kept.size) == 0) return true;
    return false;
}

/* Written as symbols are: capitals and digits, or a known mixed code. */
static bool is_formal(vt_slice text, const vt_shadow *shadow, group g) {
    vt_slice kept = vt_cite_kept(text, shadow, g.start, g.end);
    if (is_mixed_code(kept)) return true;
    bool letter = false;
    for (size_t at = 0; at < kept.size; at += vt_utf8_size(kept.data[at])) {
        uint32_t point = vt_utf8_decode(kept.data + at);
        if (point == '.' || point == '&' || point == ' ') continue;
        if (!vt_cite_symbol_letter(point)) return false;
        letter = letter || point > '9';
    }
    return letter || g.end - g.start <= 2;
}

static bool has_capital(vt_slice text, const vt_shadow *shadow, group g) {
    for (uint32_t at = g.start; at < g.end; at++)
        if (vt_cite_symbol_letter(vt_utf8_decode(text.data + shadow->offset[at])) && shadow->text[at] > '9')
            return true;
    return false;
}

static bool is_figure(const char *folded, group g) {
    while (g.start < g.end && folded[g.start] >= '0' && folded[g.start] <= '9') g.start++;
    return g.start == g.end;
}

/* Has a capital at least, or is a figure, or a type's code in small letters (24/ct-ubnd), or the mark /nb (nội bộ). */
static bool is_plausible(vt_slice text, const vt_shadow *shadow, group g) {
    return has_capital(text, shadow, g) || is_figure(shadow->text, g) ||
           vt_cite_is_type_code(shadow->text + g.start, g.end - g.start) ||
           (g.end - g.start == 2 && memcmp(shadow->text + g.start, "nb", 2) == 0);
}

bool vt_cite_is_type_code(const char *folded, size_t size) {
    static const char codes[] = " nq qd ct qc tb hd ctr kh pa bc bb ttr hd cd nd tt ttlt nqlt kl cv gm gt lct cthd qh "
                                "qdd da tc bgn vbhn khlt khph ctph qcph ";
    char wanted[8];
    if (size > sizeof wanted - 3) return false;
    wanted[0] = ' ';
    memcpy(wanted + 1, folded, size);
    memcpy(wanted + 1 + size, " ", 2);
    return strstr(codes, wanted) != NULL;
}

static bool is_mark(char c) { return c == '-' || c == '/'; }
static bool is_alnum(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/* The group that starts at or after at: letters and digits, with . and & inside; an empty one where none does. */
static group next_group(const char *folded, uint32_t at, uint32_t end) {
    group g = {at, at, at > 0 && folded[at - 1] == ' '};
    while (g.start < end && (folded[g.start] == ' ' || is_mark(folded[g.start]))) {
        g.after_blank = g.after_blank || folded[g.start] == ' ';
        g.start++;
    }
    g.end = g.start;
    while (g.end < end && (is_alnum(folded[g.end]) || ((folded[g.end] == '.' || folded[g.end] == '&') &&
                                                       g.end + 1 < end && is_alnum(folded[g.end + 1]))))
        g.end++;
    return g;
}

/* BGD ĐT, SGD & ĐT: the one word that blanks split from its group. */
static uint32_t training_end(const char *folded, uint32_t end) {
    if (end < 2 || memcmp(folded + end - 2, "gd", 2) != 0) return end;
    uint32_t at = end;
    while (folded[at] == ' ' || folded[at] == '&') at++;
    bool ends = at > end && folded[at] == 'd' && folded[at + 1] == 't' && !is_alnum(folded[at + 2]);
    return ends ? at + 2 : end;
}

uint32_t vt_cite_number_end(vt_slice text, const vt_shadow *shadow, uint32_t start, uint32_t symbol, uint32_t end) {
    uint32_t done = start;
    bool blank = symbol > start && shadow->text[symbol - 1] == ' ', capitals = true;
    for (group g = next_group(shadow->text, symbol, end); g.start < g.end; g = next_group(shadow->text, g.end, end)) {
        bool first = done == start;
        bool strict = first ? blank : g.after_blank;
        if (strict ? !is_formal(text, shadow, g) : capitals && !is_plausible(text, shadow, g)) break;
        if (first) capitals = has_capital(text, shadow, g);
        done = g.end = training_end(shadow->text, g.end);
    }
    return done;
}
