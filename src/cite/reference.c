/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a reference as a person types it: "ct 24/ct-ubnd", "QĐ 20", "luat thi dua
 * khen thuong", "quyet dinh so 1400/QĐ-TTg nam 2008". Out: its key, unknown
 * parts empty. What is typed as a document would print it goes through the
 * grammar; the rest is read here, word by word.
 */
#include <string.h>
#include "cite/key.h"
#include "lexicon/bodies.h"
#include "lexicon/laws.h"
#include "lexicon/provinces.h"
#include "lexicon/types.h"
#include "text/letter.h"
#include "text/utf8.h"

typedef struct query {
    vt_arena *arena;
    vt_slice text;
    vt_shadow shadow;
    bool accented; /* something in it has a mark, so that d is no đ */
    bool ok;
} query;

static bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static char *copy(query *q, vt_slice text) {
    char *out = vt_arena_text(q->arena, text);
    q->ok = q->ok && out;
    return out;
}

static vt_slice kept(const query *q, size_t start, size_t end) {
    return (vt_slice){q->text.data + q->shadow.offset[start], q->shadow.offset[end] - q->shadow.offset[start]};
}

static bool is_code(query *q, const char *code, size_t start, size_t end) {
    char *low = vt_cite_canon(q->arena, (vt_slice){code, strlen(code)}),
         *mine = vt_cite_canon(q->arena, kept(q, start, end));
    q->ok = q->ok && low && mine;
    return low && mine && strcmp(low, mine) == 0;
}

static bool folds_to(query *q, const char *code, size_t start, size_t end) {
    char *folded = vt_fold_text(q->arena, (vt_slice){code, strlen(code)});
    q->ok = q->ok && folded;
    return folded && strlen(folded) == end - start && memcmp(folded, q->shadow.text + start, end - start) == 0;
}

/* The type whose code a word is. Without accents DA is ĐA or DA: *is, and the type stays unknown. */
static const vt_type_entry *type_by_code(query *q, size_t start, size_t end, bool *is) {
    const vt_type_entry *found = NULL;
    int count = 0;
    for (size_t i = 0; i < vt_type_count; i++) {
        const char *code = vt_types[i].code;
        if (q->accented ? !is_code(q, code, start, end) : !folds_to(q, code, start, end)) continue;
        found = &vt_types[i];
        count++;
    }
    *is = count > 0;
    return count == 1 ? found : NULL;
}

static size_t word_end(const query *q, size_t at) {
    while (is_letter(q->shadow.text[at])) at++;
    return at;
}

static size_t skip_blanks(const query *q, size_t at) {
    while (q->shadow.text[at] == ' ' || q->shadow.text[at] == ':' || q->shadow.text[at] == ',') at++;
    return at;
}

/* The type word or code at the start; *at moves behind it. */
static const vt_type_entry *read_type(query *q, size_t *at) {
    const vt_type_entry *type = vt_type_at(q->shadow.text + *at, q->shadow.size - *at);
    if (type) {
        *at += type->folded_size;
        return type;
    }
    size_t end = word_end(q, *at);
    if (end == *at || end - *at > 4) return NULL;
    bool is;
    type = type_by_code(q, *at, end, &is);
    if (is) *at = end;
    return type;
}

static bool is_word(const query *q, size_t at, const char *word) {
    size_t size = strlen(word);
    return strncmp(q->shadow.text + at, word, size) == 0 && !is_letter(q->shadow.text[at + size]);
}

/* Where a number ends: figures, letters and marks, blanks only around marks. */
static size_t number_end(const query *q, size_t at) {
    const char *text = q->shadow.text;
    size_t end = at;
    for (;;) {
        while (is_digit(text[at]) || is_letter(text[at])) at++;
        end = at;
        while (text[at] == ' ') at++;
        if (text[at] != '-' && text[at] != '/' && text[at] != '&' && text[at] != '.') return end;
        at++;
        while (text[at] == ' ') at++;
        if (!is_letter(text[at]) && !is_digit(text[at])) return end;
    }
}

/* A body's abbreviation typed without accents: hdnd is HĐND. */
static const char *accented_body(query *q, vt_slice group) {
    char *plain = vt_fold_text(q->arena, group);
    if (!plain) return q->ok = false, NULL;
    for (size_t i = 0; i < vt_body_count; i++) {
        const char *abbreviation = vt_bodies[i].abbreviation;
        char *folded = vt_fold_text(q->arena, (vt_slice){abbreviation, strlen(abbreviation)});
        if (!folded) return q->ok = false, NULL;
        if (*folded && strcmp(folded, plain) == 0) return abbreviation;
    }
    return NULL;
}

/* Codes that without accents can be no other. */
static const char *accented_code(vt_slice group) {
    static const char *const codes[][2] = {{"QD", "QĐ"}, {"ND", "NĐ"}, {"QYD", "QYĐ"}};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strlen(codes[i][0]) == group.size && memcmp(codes[i][0], group.data, group.size) == 0) return codes[i][1];
    return NULL;
}

/* A group whose accents are unknown: each D becomes the small d that agrees with D and Đ. */
static const char *open_group(query *q, vt_slice group) {
    char *out = copy(q, group);
    for (char *at = out; at && *at; at++)
        if (*at == 'D') *at = 'd';
    return out;
}

/* The symbol of a reference without accents, its accents given back where they are sure. */
static const char *restore_symbol(query *q, const char *symbol) {
    const char *out = "";
    for (const char *at = symbol; *at && q->ok;) {
        vt_slice group = {at, strcspn(at, "-")};
        const char *known = accented_code(group);
        if (!known) known = accented_body(q, group);
        if (known)
            known = vt_cite_symbol(q->arena, known);
        else
            known = open_group(q, group);
        char *joined = known ? vt_arena_printf(q->arena, "%s%s%s", out, *out ? "-" : "", known) : NULL;
        q->ok = q->ok && joined;
        if (joined) out = joined;
        at += group.size + (at[group.size] ? 1 : 0);
    }
    return out;
}

/* A year or a date's year anywhere behind the number. */
static const char *read_year(query *q, size_t at) {
    for (; at < q->shadow.size; at++) {
        const char *text = q->shadow.text + at;
        bool starts = (text[0] == '1' && text[1] == '9') || (text[0] == '2' && text[1] == '0');
        bool alone = starts && is_digit(text[2]) && is_digit(text[3]) && !is_digit(text[4]);
        /* As folded: a mark may hang on a figure. */
        if (alone && (!at || !is_digit(text[-1]))) return copy(q, (vt_slice){text, 4});
    }
    return "";
}

/* Where a body ends: before its date, its year or its subject. */
static size_t body_end(const query *q, size_t at) {
    for (; at < q->shadow.size; at++) {
        if (q->shadow.text[at] != ' ' && q->shadow.text[at] != ',') continue;
        size_t next = skip_blanks(q, at);
        bool dated = is_word(q, next, "ngay") || is_word(q, next, "ve") || is_word(q, next, "v/v");
        if (dated || (is_word(q, next, "nam") && is_digit(q->shadow.text[skip_blanks(q, next + 3)]))) return at;
    }
    return at;
}

/* Drops a tail of whole words from a text; false when it does not end with it. */
static bool drop_tail(query *q, vt_slice *text, const char *accented) {
    const char *tail = vt_fold_text(q->arena, (vt_slice){accented, strlen(accented)});
    size_t size = tail ? strlen(tail) : 0;
    q->ok = q->ok && tail;
    if (!size || text->size <= size || text->data[text->size - size - 1] != ' ') return false;
    if (memcmp(text->data + text->size - size, tail, size) != 0) return false;
    text->size -= size + 1;
    return true;
}

/* The province that a body without accents ends with gets its accents back and its level. */
static const char *accented_province(query *q, const char *body) {
    for (size_t i = 0; i < vt_province_count && q->ok; i++) {
        const vt_province_entry *province = &vt_provinces[i];
        vt_slice head = {body, strlen(body)};
        if (!drop_tail(q, &head, province->name)) continue;
        if (!drop_tail(q, &head, province->level)) drop_tail(q, &head, "tp");
        char *out = vt_arena_printf(q->arena, "%.*s %s %s", (int)head.size, head.data, province->level, province->name);
        return q->ok = q->ok && out, out;
    }
    return body;
}

static const char *read_body(query *q, size_t at) {
    for (; at < q->shadow.size; at++) {
        if (!is_word(q, at, "cua") || !at || q->shadow.text[at - 1] != ' ') continue;
        size_t start = skip_blanks(q, at + 3), end = body_end(q, start);
        if (q->accented) return copy(q, kept(q, start, end));
        const char *folded = copy(q, (vt_slice){q->shadow.text + start, end - start});
        return folded ? accented_province(q, folded) : NULL;
    }
    return NULL;
}

/* A body that was typed without accents has none in the key: half of them would agree with nothing. */
static char *plain_body(query *q, char *key) {
    char *body = key ? strrchr(key, '|') + 1 : NULL;
    char *folded = body ? vt_fold_text(q->arena, (vt_slice){body, strlen(body)}) : NULL;
    q->ok = q->ok && folded;
    return folded ? vt_arena_printf(q->arena, "%.*s%s", (int)(body - key), key, folded) : NULL;
}

/* A law by its name; one that is known gets its accents back. */
static char *law_key(query *q, const char *type, size_t at) {
    size_t size;
    const vt_law_entry *law = q->accented ? NULL : vt_law_at(type, q->shadow.text + at, &size);
    size_t end = at;
    while (end < q->shadow.size && !is_digit(q->shadow.text[end])) end++;
    if (law) end = at + size;
    if (end >= at + 3 && !law && is_word(q, end - 4, "nam")) end -= 4;
    const char *name = law ? law->name : copy(q, kept(q, at, end));
    const char *year = read_year(q, end);
    if (!q->ok || !*name) return NULL;
    vt_citation citation = {.type = type, .subject = name, .date = *year ? year : NULL};
    return vt_cite_key(q->arena, &citation, NULL);
}

static char *number_key(query *q, const vt_type_entry *type, size_t at) {
    size_t end = number_end(q, at);
    const char *number = copy(q, kept(q, at, end)), *issuer = read_body(q, end);
    vt_number_parts parts;
    if (!q->ok || !vt_cite_number_parts(q->arena, number, &parts)) return NULL;
    if (!q->accented) parts.symbol = restore_symbol(q, parts.symbol);
    if (!*parts.year) parts.year = read_year(q, end);
    if (!q->ok) return NULL;
    char *key = vt_cite_key_of(q->arena, type ? type->code : NULL, &parts, issuer, NULL);
    return issuer && !q->accented ? plain_body(q, key) : key;
}

/* The Constitution needs no name; the year tells which. */
static char *constitution_key(query *q, size_t at) {
    const char *year = read_year(q, at);
    if (!q->ok) return NULL;
    vt_citation citation = {.type = "HP", .date = *year ? year : NULL};
    return vt_cite_key(q->arena, &citation, NULL);
}

/* A reference as a document would print it. */
static char *printed_key(query *q) {
    vt_mentions mentions = {0};
    if (!vt_cite_unit(q->arena, q->text, &q->shadow, &mentions)) return q->ok = false, NULL;
    if (!mentions.items.count) return NULL;
    const vt_mention *first = &mentions.items.items[0];
    if (first->span.start) return NULL;
    vt_citation citation = {.type = first->type,
                            .number = first->number,
                            .date = first->date,
                            .issuer = first->issuer,
                            .subject = first->subject};
    return vt_cite_key(q->arena, &citation, NULL);
}

static bool has_accents(vt_slice text) {
    for (size_t at = 0; at < text.size; at += vt_utf8_size(text.data[at])) {
        uint32_t point = vt_utf8_decode(text.data + at);
        if (point >= 0x80 && (vt_letter_of(point) & VT_LETTER_WORD)) return true;
    }
    return false;
}

static bool is_law(const vt_type_entry *type) {
    return type && (strcmp(type->code, "LUAT") == 0 || strcmp(type->code, "BL") == 0 || strcmp(type->code, "PL") == 0 ||
                    strcmp(type->code, "HP") == 0);
}

char *vt_cite_parse_reference(vt_arena *arena, vt_slice reference) {
    query q = {.arena = arena, .text = reference, .accented = has_accents(reference), .ok = true};
    if (!vt_fold(arena, reference, &q.shadow)) return NULL;
    char *key = q.accented ? printed_key(&q) : NULL;
    if (key || !q.ok) return key;
    size_t at = skip_blanks(&q, 0);
    const vt_type_entry *type = read_type(&q, &at);
    at = skip_blanks(&q, at);
    if (is_word(&q, at, "so")) at = skip_blanks(&q, at + 2);
    if (!q.ok) return NULL;
    if (type && strcmp(type->code, "HP") == 0) return constitution_key(&q, at);
    if (is_digit(q.shadow.text[at])) return number_key(&q, type, at);
    return is_law(type) && q.shadow.text[at] ? law_key(&q, type->code, at) : NULL;
}

const char *vt_cite_parse_symbol(vt_arena *arena, vt_slice symbol) {
    query q = {.arena = arena, .text = symbol, .accented = has_accents(symbol), .ok = true};
    const char *text = copy(&q, symbol), *spelled = text ? vt_cite_symbol(arena, text) : NULL;
    if (spelled && !q.accented) spelled = restore_symbol(&q, spelled);
    return q.ok ? spelled : NULL;
}
