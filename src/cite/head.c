/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the tokens from a type word (or số) on. Out: the head of the mention, or
 * that there is none. A mention is specific when it has a number, names a law,
 * or gives type, body and date.
 */
#include "cite/head.h"

#include <string.h>
#include "cite/number.h"

enum { LONGEST_GAP = 6, LONGEST_NOTE = 16, LONGEST_PASSING = 24 };

static bool is_type(const vt_type_entry *type, const char *codes) {
    if (!type) return false;
    size_t size = strlen(type->code);
    for (const char *at = strstr(codes, type->code); at; at = strstr(at + 1, type->code))
        if (at[-1] == ' ' && at[size] == ' ') return true;
    return false;
}

static bool is_law_type(const vt_type_entry *type) { return is_type(type, " HP BL LUAT PL "); }

bool vt_cite_is_verb(const vt_reading *r, size_t at) {
    const vt_cite_token *token = &r->tokens[at];
    switch ((vt_cite_token_kind)token->kind) {
    case VT_TOKEN_VERB:
    case VT_TOKEN_AMEND:
    case VT_TOKEN_REPLACE:
    case VT_TOKEN_REPEAL: return true;
    case VT_TOKEN_TYPE: return is_type(token->type, " HD QyĐ TB QĐ NĐ BC ");
    default: return false;
    }
}

/* ngày ..., , ngày ..., (ngày ...), ban hành ngày ...: the token of the date, or 0. */
static size_t date_at(const vt_reading *r, size_t at) {
    if (vt_reading_is(r, at, VT_TOKEN_DATE)) return at;
    if (!vt_reading_is(r, at + 1, VT_TOKEN_DATE)) return 0;
    bool said = r->tokens[at + 1].lead_day;
    if (vt_reading_is(r, at, VT_TOKEN_COMMA) && said) return at + 1;
    if (vt_reading_is(r, at, VT_TOKEN_OPEN) && vt_reading_is(r, at + 2, VT_TOKEN_CLOSE)) return at + 1;
    bool issued = vt_reading_is(r, at, VT_TOKEN_VERB) && vt_reading_word(r, at, "ban hanh");
    return said && (issued || vt_reading_word(r, at, "ky")) ? at + 1 : 0;
}

static bool take_date(const vt_reading *r, vt_head *head) {
    size_t date = head->date ? 0 : date_at(r, head->end);
    if (!date) return false;
    head->date = date;
    head->end = date + 1;
    if (vt_reading_is(r, date - 1, VT_TOKEN_OPEN) && vt_reading_is(r, head->end, VT_TOKEN_CLOSE)) head->end++;
    return true;
}

static bool opens_subject(const vt_reading *r, size_t at) {
    return vt_reading_is(r, at, VT_TOKEN_VE) || vt_reading_is(r, at, VT_TOKEN_QUOTE) || vt_cite_is_verb(r, at);
}

/* của đồng chí Chủ tịch ...: words of courtesy before a post. */
static size_t skip_courtesy(const vt_reading *r, size_t at) {
    if (vt_reading_word(r, at, "dong") && vt_reading_word(r, at + 1, "chi")) return at + 2;
    return vt_reading_word(r, at, "ong") || vt_reading_word(r, at, "ba") ? at + 1 : at;
}

static bool take_issuer(const vt_reading *r, vt_head *head) {
    if (head->issuer.last) return false;
    bool said = vt_reading_is(r, head->end, VT_TOKEN_CUA);
    if (!said && !r->tokens[head->end].capital) return false;
    bool known = vt_cite_body_known(r, head->end);
    size_t first = said ? skip_courtesy(r, head->end + 1) : head->end;
    size_t end = vt_cite_body_end(r, first, is_type(head->type, " TTLT NQLT "));
    bool bare_head = !said && !known && head->date && vt_cite_body_head(r, first) && opens_subject(r, end);
    if (end == first || (!said && !known && !bare_head)) return false;
    head->issuer = (vt_run){first, end};
    head->end = end;
    return true;
}

/* Luật Doanh nghiệp 2014: a bare year. */
static bool take_law_year(const vt_reading *r, vt_head *head) {
    const vt_cite_token *token = &r->tokens[head->end];
    const char *figures = r->shadow->text + token->start;
    if (!head->law || head->date || token->kind != VT_TOKEN_DIGITS || token->end - token->start != 4) return false;
    if (memcmp(figures, "19", 2) != 0 && memcmp(figures, "20", 2) != 0) return false;
    head->date = head->end++;
    return true;
}

/* "được Quốc hội khóa XIV thông qua ngày 14/6/2019": the date of a law stands behind who passed it. */
static bool take_passing(const vt_reading *r, vt_head *head) {
    if (!head->law || head->date || !vt_reading_is(r, head->end, VT_TOKEN_PASSIVE)) return false;
    if (!vt_reading_word(r, head->end + 1, "quoc") && !vt_reading_is(r, head->end + 1, VT_TOKEN_VERB)) return false;
    for (size_t at = head->end + 1; at < head->end + LONGEST_PASSING; at++) {
        if (vt_reading_is(r, at, VT_TOKEN_END) || vt_reading_is(r, at, VT_TOKEN_SEMICOLON)) return false;
        if (!vt_reading_word(r, at, "thong qua") || !vt_reading_is(r, at + 1, VT_TOKEN_DATE)) continue;
        head->date = at + 1;
        head->end = at + 2;
        return true;
    }
    return false;
}

static bool take_number(const vt_reading *r, vt_head *head) {
    size_t at = head->end;
    if (head->number || head->blank) return false;
    if (vt_reading_is(r, at, VT_TOKEN_SO)) at++;
    if (vt_reading_is(r, at, VT_TOKEN_COLON)) at++;
    bool said = at > head->end;
    if (vt_reading_is(r, at, VT_TOKEN_NUMBER))
        head->number = at;
    else if (said && vt_reading_is(r, at, VT_TOKEN_BLANK))
        head->blank = true;
    else
        return false;
    head->end = at + 1;
    return true;
}

static void take_attributes(const vt_reading *r, vt_head *head) {
    while (take_date(r, head) || take_number(r, head) || take_issuer(r, head) || take_law_year(r, head) ||
           take_passing(r, head))
        continue;
}

/* Words of measure behind a plain figure: Kế hoạch 5 năm, Chương trình 2 buổi. */
static bool is_counter(const vt_reading *r, size_t at) {
    static const char *const words[] = {"nam",  "thang", "tuan", "ngay",  "buoi", "tiet",   "noi",   "lop",
                                        "lan",  "mon",   "muc",  "buoc",  "giai", "truong", "hoc",   "loai",
                                        "nhom", "nhiem", "tieu", "phan",  "cap",  "bo",     "dong",  "trieu",
                                        "ty",   "gio",   "phut", "nguoi", "em",   "sao",    "chieu", "don",
                                        "dot",  "vong",  "hoat", "cuoc",  "ky",   "de",     "du",    NULL};
    if (!vt_reading_is(r, at, VT_TOKEN_WORD) || r->tokens[at].capital) return false;
    for (const char *const *word = words; *word; word++)
        if (vt_reading_word(r, at, *word)) return true;
    return false;
}

/* 101, 06, 22/2021; not 2021-2025, 1.000 or a year. */
static bool is_bare_figure(const vt_reading *r, size_t at) {
    const vt_cite_token *token = &r->tokens[at];
    if (token->kind != VT_TOKEN_DIGITS) return false;
    size_t size = token->end - token->start, plain = strspn(r->shadow->text + token->start, "0123456789");
    const char *figures = r->shadow->text + token->start;
    bool year = size == 4 && (memcmp(figures, "19", 2) == 0 || memcmp(figures, "20", 2) == 0);
    if (plain >= size) return size <= 4 && !year;
    return plain <= 4 && r->shadow->text[token->start + plain] == '/' && size - plain == 5;
}

/* Nghị quyết 101, QĐ 20, Đề án 06: a type that is named by its figure alone. */
static bool take_bare(const vt_reading *r, vt_head *head) {
    bool said = vt_reading_is(r, head->end, VT_TOKEN_SO);
    size_t at = head->end + (said ? 1 : 0);
    if (said && vt_reading_is(r, at, VT_TOKEN_COLON)) at++;
    if (!is_bare_figure(r, at) || is_counter(r, at + 1)) return false;
    bool word = r->tokens[head->start].end - r->tokens[head->start].start > 4;
    const char *codes = said ? " NQ NQLT NĐ TT TTLT QĐ CT KL ĐA CTr KH QC QyĐ CV TB HD BC TTr VB CĐ BL LUAT PL L "
                        : word ? " NQ NQLT NĐ TT TTLT QĐ CT KL ĐA CTr KH QC QyĐ CV CĐ "
                               : " NQ NQLT NĐ TT TTLT QĐ CT KL ĐA ";
    if (!is_type(head->type, codes) || (!said && !r->tokens[head->start].capital)) return false;
    head->number = at;
    head->bare = true;
    head->end = at + 1;
    return true;
}

/* The first group of the number's symbol is this type's code: 12/TB-VPCP. */
static bool symbol_names(const vt_reading *r, size_t at, const vt_type_entry *type) {
    const vt_cite_token *token = &r->tokens[at];
    vt_slice kept = vt_cite_kept(r->text, r->shadow, token->start + token->symbol, token->end);
    size_t size = strlen(type->code);
    return kept.size > size && memcmp(kept.data, type->code, size) == 0 &&
           (kept.data[size] == '-' || kept.data[size] == '/' || kept.data[size] == ' ');
}

/* Kế hoạch phối hợp số 12/KHPH-..., Thông báo Kết luận số 5/TB-VPCP: words between type and số. */
static bool take_distant_number(const vt_reading *r, vt_head *head) {
    size_t at = head->end;
    bool other = false;
    for (; at < head->end + LONGEST_GAP; at++) {
        if (vt_reading_is(r, at, VT_TOKEN_SO)) break;
        other = other || vt_reading_is(r, at, VT_TOKEN_TYPE);
        bool plain = vt_reading_is(r, at, VT_TOKEN_WORD) && !vt_reading_breaks_name(r, at);
        bool passed = vt_reading_is(r, at, VT_TOKEN_TYPE) || vt_reading_is(r, at, VT_TOKEN_VERB) ||
                      (vt_reading_is(r, at, VT_TOKEN_DIGITS) && at > head->end);
        if (!plain && !passed) return false;
    }
    if (at == head->end || !vt_reading_is(r, at, VT_TOKEN_SO) || !vt_reading_is(r, at + 1, VT_TOKEN_NUMBER))
        return false;
    if (other && !symbol_names(r, at + 1, head->type)) return false;
    head->number = at + 1;
    head->end = at + 2;
    return true;
}

static bool law_head(const vt_reading *r, vt_head *head) {
    size_t at = head->start + 1;
    if (vt_reading_is(r, at, VT_TOKEN_SUCH)) return false;
    head->law = true;
    if (take_number(r, head) || take_bare(r, head)) take_attributes(r, head);
    size_t from = head->end, end = vt_cite_law_end(r, from, head->type->code);
    bool amending = vt_reading_is(r, from, VT_TOKEN_AMEND);
    if (end > from && (from == at || amending)) {
        head->name = (vt_run){from, end};
        head->end = end;
    }
    take_attributes(r, head);
    bool constitution = strcmp(head->type->code, "HP") == 0 && r->tokens[head->start].capital;
    bool named = head->name.last && (r->tokens[head->start].capital || !vt_reading_upper(r, head->name.first));
    head->confidence = head->number || head->date ? 0.98 : 0.97;
    return head->number || named || constitution;
}

bool vt_cite_head(const vt_reading *r, size_t at, vt_head *head) {
    *head = (vt_head){.type = r->tokens[at].type, .start = at, .end = at + 1, .confidence = 0.99};
    if (is_law_type(head->type)) return law_head(r, head);
    if (vt_reading_is(r, head->end, VT_TOKEN_SUCH)) return false;
    bool list = vt_reading_is(r, at - 1, VT_TOKEN_MANY) && vt_reading_is(r, at + 1, VT_TOKEN_COLON);
    if (list && vt_reading_is(r, at + 2, VT_TOKEN_SO)) head->end++; /* các Tờ trình: số ... */
    if (take_date(r, head) || take_issuer(r, head)) {
        while (take_date(r, head) || take_issuer(r, head)) continue;
        head->issuer_first = head->issuer.last != 0;
        if (vt_reading_is(r, head->end, VT_TOKEN_COLON)) head->end++;
    }
    if (!take_number(r, head) && !take_bare(r, head) && !head->issuer_first) take_distant_number(r, head);
    take_attributes(r, head);
    if (head->bare) head->confidence = 0.9;
    if (head->number) return true;
    head->confidence = 0.85;
    if (head->blank) return head->date && vt_cite_subject(r, head);
    return head->date && head->issuer.last && r->tokens[head->date].day;
}

bool vt_cite_untyped_head(const vt_reading *r, size_t at, vt_head *head) {
    *head = (vt_head){.start = at, .end = at, .confidence = 0.9};
    if (!take_number(r, head) || head->blank) return false;
    take_attributes(r, head);
    return true;
}

bool vt_cite_listed_head(const vt_reading *r, size_t at, vt_head *head) {
    *head = (vt_head){.start = at, .end = at, .confidence = 0.85, .bare = true};
    if (vt_reading_is(r, at, VT_TOKEN_SO)) head->end = ++at;
    if (!is_bare_figure(r, at) || is_counter(r, at + 1)) return false;
    head->number = at;
    head->end = at + 1;
    take_attributes(r, head);
    return true;
}

/* "(nay là ...)", "(sau đây gọi tắt là ...)" between the body and the subject. */
static size_t skip_note(const vt_reading *r, size_t at) {
    size_t end = at;
    if (!vt_reading_is(r, at, VT_TOKEN_OPEN)) return at;
    while (end < at + LONGEST_NOTE && !vt_reading_is(r, end, VT_TOKEN_CLOSE) && !vt_reading_is(r, end, VT_TOKEN_END))
        end++;
    if (!vt_reading_is(r, end, VT_TOKEN_CLOSE)) return at;
    return opens_subject(r, end + 1) ? end + 1 : at;
}

/* ", kỳ họp thứ 4 về ...": the session behind a council's name; ", về ...": a comma before the subject. */
static size_t skip_session(const vt_reading *r, size_t at) {
    if (!vt_reading_is(r, at, VT_TOKEN_COMMA)) return at;
    if (vt_reading_is(r, at + 1, VT_TOKEN_VE) || vt_reading_word(r, at + 1, "ban hanh")) return at + 1;
    size_t end = at + 1;
    if (!vt_reading_word(r, end, "ky") && !vt_reading_word(r, end, "khoa") && !vt_reading_word(r, end, "nhiem"))
        return at;
    while (end < at + LONGEST_NOTE && (vt_reading_is(r, end, VT_TOKEN_WORD) || vt_reading_is(r, end, VT_TOKEN_DIGITS) ||
                                       vt_reading_is(r, end, VT_TOKEN_DASH) || vt_reading_is(r, end, VT_TOKEN_COMMA)))
        end++;
    return opens_subject(r, end) ? end : at;
}

size_t vt_cite_subject(const vt_reading *r, const vt_head *head) {
    size_t at = skip_session(r, skip_note(r, head->end));
    if (head->name.last) return 0; /* a law's name is its subject */
    bool mere = head->bare && !head->date && !head->issuer.last;
    if (mere && !vt_reading_is(r, at, VT_TOKEN_VE)) return 0;
    if (vt_reading_is(r, at, VT_TOKEN_VE) || vt_reading_word(r, at, "viec")) /* về lost: "ngày ... việc ..." */
        at++;
    else if (!vt_cite_is_verb(r, at) && !vt_reading_is(r, at, VT_TOKEN_QUOTE))
        return 0;
    if (vt_reading_is(r, at, VT_TOKEN_COLON)) at++;
    return vt_reading_is(r, at, VT_TOKEN_END) ? 0 : at;
}
