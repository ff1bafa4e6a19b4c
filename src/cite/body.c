/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: tokens from the first word of a body's name on (behind của, or behind a
 * type word). Out: where the name ends. A known name takes its place behind it
 * (Ủy ban nhân dân | tỉnh Hà Giang); behind a head word (Sở, Ban, Trường) the
 * name goes on until a word with which no name goes on.
 */
#include <string.h>
#include "base/slice.h"
#include "cite/head.h"
#include "cite/reading.h"
#include "lexicon/bodies.h"
#include "text/utf8.h"

enum { LONGEST_TAIL = 16 };

bool vt_reading_word(const vt_reading *r, size_t at, const char *folded) {
    const vt_cite_token *token = &r->tokens[at];
    vt_slice word = {r->shadow->text + token->start, token->end - token->start};
    return *word.data == *folded && vt_slice_is(word, folded);
}

bool vt_reading_upper(const vt_reading *r, size_t at) {
    const vt_cite_token *token = &r->tokens[at];
    for (uint32_t place = token->start; token->capital && place < token->end; place++)
        if (r->shadow->cased[place] >= 'a' && r->shadow->cased[place] <= 'z') return false;
    return token->capital;
}

static bool is_in(vt_slice word, const char *const *list) {
    for (; *list; list++)
        if (**list == *word.data && vt_slice_is(word, *list)) return true;
    return false;
}

bool vt_reading_breaks_name(const vt_reading *r, size_t at) {
    static const char *const words[] = {
        "tại",  "để",  "đã",   "có",  "theo", "khi",   "trong", "cho", "với",       "do",   "là",   "như",
        "nhằm", "gửi", "trên", "từ",  "đến",  "hoặc",  "phải",  "cần", "nêu",       "thì",  "bằng", "không",
        "cũng", "sẽ",  "còn",  "mà",  "nếu",  "vì",    "gồm",   "ra",  "kể",        "chưa", "hiện", "đối",
        "ký",   "lập", "đang", "bảo", "sau",  "trước", "nay",   "vào", "hiện hành", "đúng", "giữa", "quyết",
        "ngày", "năm", "số",   "này", "đó",   "cùng",  "liên",  "qua", "thông",     NULL};
    if (!vt_reading_is(r, at, VT_TOKEN_WORD)) return true;
    return is_in(vt_reading_kept(r, at, at + 1), words);
}

size_t vt_reading_token_at(const vt_reading *r, size_t at, uint32_t place) {
    while (!vt_reading_is(r, at, VT_TOKEN_END) && r->tokens[at].start < place) at++;
    return at;
}

/* Words in small letters that belong to the place or rank behind a body's name. */
static bool is_qualifier(const vt_reading *r, size_t at) {
    static const char *const words[] = {"tỉnh",   "thành", "phố", "quận",  "huyện",  "thị",   "xã",  "trấn",
                                        "phường", "đặc",   "khu", "trung", "ương",   "nước",  "cấp", "khóa",
                                        "khoá",   "nhiệm", "kỳ",  "nhà",   "trường", "lần",   "thứ", "tp",
                                        "Tp",     "TP",    "T.P", "khối",  "trực",   "thuộc", NULL};
    return vt_reading_is(r, at, VT_TOKEN_WORD) && is_in(vt_reading_kept(r, at, at + 1), words);
}

static bool is_capital_word(const vt_reading *r, size_t at) {
    return vt_reading_is(r, at, VT_TOKEN_WORD) && r->tokens[at].capital;
}

/* (khóa XII) behind a committee's name belongs to it. */
static size_t skip_term(const vt_reading *r, size_t at) {
    bool term = vt_reading_is(r, at, VT_TOKEN_OPEN) && vt_reading_word(r, at + 1, "khoa") &&
                vt_reading_is(r, at + 2, VT_TOKEN_WORD) && vt_reading_is(r, at + 3, VT_TOKEN_CLOSE);
    return term ? at + 4 : at;
}

/* An abbreviation in brackets inside a name: Sở Giáo dục và Đào tạo (GDĐT) Hà Nội. */
static size_t skip_abbreviation(const vt_reading *r, size_t at) {
    if (!vt_reading_is(r, at, VT_TOKEN_OPEN)) return at;
    if (skip_term(r, at) != at) return skip_term(r, at);
    size_t end = at + 1;
    while (end < at + 6 &&
           (vt_reading_upper(r, end) || vt_reading_is(r, end, VT_TOKEN_OTHER) || vt_reading_is(r, end, VT_TOKEN_DASH)))
        end++;
    bool closes = end > at + 1 && vt_reading_is(r, end, VT_TOKEN_CLOSE);
    return closes && (is_capital_word(r, end + 1) || is_qualifier(r, end + 1)) ? end + 1 : at;
}

/* A mark between two capital words of one name: GD&ĐT, Thương binh - Xã hội, TP. Huế, Huế và An Giang. */
static bool is_name_link(const vt_reading *r, size_t at) {
    switch ((vt_cite_token_kind)r->tokens[at].kind) {
    case VT_TOKEN_OTHER:
    case VT_TOKEN_DASH:
    case VT_TOKEN_AND: break;
    case VT_TOKEN_STOP:
        if (!vt_reading_word(r, at - 1, "tp") && !vt_reading_word(r, at - 1, "tx") && !vt_reading_word(r, at - 1, "tt"))
            return false;
        break;
    default: return false;
    }
    bool type = r->tokens[at + 1].capital && vt_reading_is(r, at + 1, VT_TOKEN_TYPE); /* Tài chính - Kế hoạch */
    return is_capital_word(r, at + 1) || (type && !vt_reading_is(r, at, VT_TOKEN_AND));
}

/* Quận 1, Trường Tiểu học số 2: a figure that belongs to a name. */
static bool is_ordinal(const vt_reading *r, size_t at) {
    static const char *const words[] = {"quan", "phuong", "khu", "vung", "khoi", "khoa", "xa", "thon", "to", "uong"};
    if (!vt_reading_is(r, at, VT_TOKEN_DIGITS) || r->tokens[at].end - r->tokens[at].start > 2) return false;
    if (vt_reading_is(r, at - 1, VT_TOKEN_SO)) return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (vt_reading_word(r, at - 1, words[i])) return true;
    return false;
}

/* Another body's name of several words; one word alone may be a place's (Hải Phòng). */
static bool is_other_body(const vt_reading *r, size_t at) {
    size_t size;
    const vt_body_entry *entry = vt_body_at(r->shadow->text + r->tokens[at].start, &size);
    return entry && strchr(entry->folded, ' ');
}

/* The place behind a body: capital words, level words, figures (Quận 1). */
static size_t place_end(const vt_reading *r, size_t at) {
    for (size_t start = at; at < start + LONGEST_TAIL;) {
        size_t behind = skip_abbreviation(r, at);
        if (behind != at)
            at = behind;
        else if (is_qualifier(r, at))
            at++;
        else if (is_capital_word(r, at) && !is_other_body(r, at))
            at++;
        else if (is_ordinal(r, at))
            at++;
        else if (vt_reading_is(r, at, VT_TOKEN_MANY) && is_qualifier(r, at + 1))
            at++;
        else if (at > start && !vt_reading_is(r, at, VT_TOKEN_AND) && is_name_link(r, at))
            at += 2;
        else
            break;
    }
    return at;
}

/* "Trường THPT Cỏ May 2 về ...": a figure with which a name ends. */
static bool is_last_figure(const vt_reading *r, size_t at) {
    if (!vt_reading_is(r, at, VT_TOKEN_DIGITS) || r->tokens[at].end - r->tokens[at].start > 1) return false;
    bool ends = vt_reading_is(r, at + 1, VT_TOKEN_VE) || vt_reading_is(r, at + 1, VT_TOKEN_END) ||
                vt_reading_is(r, at + 1, VT_TOKEN_COMMA) || vt_reading_is(r, at + 1, VT_TOKEN_SEMICOLON) ||
                vt_cite_is_verb(r, at + 1);
    return ends && is_capital_word(r, at - 1);
}

/* The rest of a name behind a head word: anything but what breaks a name. */
static size_t name_end(const vt_reading *r, size_t at) {
    size_t start = at;
    if (vt_reading_is(r, at, VT_TOKEN_COLON)) at++; /* Liên Bộ: Nội vụ - Tài chính */
    if (r->tokens[at].capital && (vt_reading_is(r, at, VT_TOKEN_VERB) || vt_reading_is(r, at, VT_TOKEN_TYPE))) at++;
    while (at < start + LONGEST_TAIL) {
        size_t behind = skip_abbreviation(r, at);
        if (behind != at)
            at = behind;
        else if (is_name_link(r, at))
            at += 2;
        else if (!vt_reading_breaks_name(r, at) || is_qualifier(r, at) || is_capital_word(r, at))
            at++;
        else if (is_ordinal(r, at) || is_last_figure(r, at))
            at++;
        else if (vt_reading_is(r, at, VT_TOKEN_SO) && is_ordinal(r, at + 1))
            at += 2;
        else
            break;
    }
    return at;
}

static bool is_level(const vt_reading *r, size_t at) {
    return is_qualifier(r, at) && !vt_reading_word(r, at, "lan") && !vt_reading_word(r, at, "khoi");
}

/* Đoàn giám sát của Ủy ban Thường vụ Quốc hội: the national body that a part belongs to. TCVN3 has
 * no letter for its capital Ủ. */
static size_t whole_end(const vt_reading *r, size_t at) {
    size_t size;
    if (!vt_reading_is(r, at, VT_TOKEN_CUA)) return at;
    const vt_body_entry *entry = vt_body_at(r->shadow->text + r->tokens[at + 1].start, &size);
    return entry && entry->kind == 'N' ? vt_reading_token_at(r, at + 1, r->tokens[at + 1].start + (uint32_t)size) : at;
}

static size_t one_body_end(const vt_reading *r, size_t at, int depth) {
    const vt_cite_token *token = &r->tokens[at];
    if (vt_reading_is(r, at, VT_TOKEN_END) || vt_reading_is(r, at, VT_TOKEN_MANY)) return at;
    size_t size;
    const vt_body_entry *entry = vt_body_at(r->shadow->text + token->start, &size);
    if (!entry) {
        if (is_level(r, at)) return place_end(r, at);
        return is_capital_word(r, at) ? name_end(r, at + 1) : at;
    }
    size_t next = vt_reading_token_at(r, at, token->start + (uint32_t)size);
    switch (entry->kind) {
    case 'P': {
        size_t behind = depth ? one_body_end(r, next, depth - 1) : next;
        return behind != next ? behind : place_end(r, next);
    }
    case 'H':
        if (!token->capital && !r->tokens[next - 1].capital && !r->tokens[next].capital) return at;
        return whole_end(r, name_end(r, next));
    case 'N':
    case 'L': return place_end(r, next);
    default: return at;
    }
}

size_t vt_cite_body_end(const vt_reading *r, size_t at, bool joint) {
    size_t end = one_body_end(r, at, 2);
    while (joint && end > at &&
           (vt_reading_is(r, end, VT_TOKEN_COMMA) || vt_reading_is(r, end, VT_TOKEN_AND) ||
            vt_reading_is(r, end, VT_TOKEN_DASH))) {
        size_t behind = r->tokens[end + 1].capital ? one_body_end(r, end + 1, 2) : end + 1;
        if (behind == end + 1) break;
        end = behind;
    }
    return end;
}

bool vt_cite_body_known(const vt_reading *r, size_t at) {
    size_t size;
    const vt_body_entry *entry = vt_body_at(r->shadow->text + r->tokens[at].start, &size);
    return entry && entry->kind != 'H';
}

bool vt_cite_body_head(const vt_reading *r, size_t at) {
    size_t size;
    return vt_body_at(r->shadow->text + r->tokens[at].start, &size) != NULL;
}
