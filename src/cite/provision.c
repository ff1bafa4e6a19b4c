/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: tokens from điểm, khoản or điều on. Out: the provisions, one for each
 * khoản (or điều) named: "điểm a, b khoản 2 và khoản 3 Điều 5" is khoản 2 with
 * its điểm and khoản 3, both of Điều 5.
 */
#include "cite/reading.h"

typedef VT_ARRAY(vt_provision) provision_list;

static bool is_level(const vt_reading *r, size_t at) {
    return vt_reading_is(r, at, VT_TOKEN_DIEU) || vt_reading_is(r, at, VT_TOKEN_KHOAN) ||
           vt_reading_is(r, at, VT_TOKEN_DIEM);
}

static bool is_ordinal(const vt_reading *r, size_t at) {
    return vt_reading_is(r, at, VT_TOKEN_DIGITS) ||
           (vt_reading_is(r, at, VT_TOKEN_WORD) && r->tokens[at].end - r->tokens[at].start <= 2);
}

static bool is_link(const vt_reading *r, size_t at) {
    return vt_reading_is(r, at, VT_TOKEN_COMMA) || vt_reading_is(r, at, VT_TOKEN_AND) ||
           vt_reading_word(r, at, "den") || vt_reading_word(r, at, "cua");
}

/* "a, b", "2 và 3", "7 đến 9" behind a level word. */
static size_t ordinals_end(const vt_reading *r, size_t at) {
    bool letters = vt_reading_is(r, at, VT_TOKEN_WORD);
    while (is_ordinal(r, at) && vt_reading_is(r, at, VT_TOKEN_WORD) == letters) {
        bool more = is_link(r, at + 1) && is_ordinal(r, at + 2) && vt_reading_is(r, at + 2, VT_TOKEN_WORD) == letters &&
                    r->tokens[at + 2].end - r->tokens[at + 2].start <= 2;
        if (!more) return at + 1;
        at += 2;
    }
    return at;
}

static const char *kept(const vt_reading *r, size_t first, size_t last, bool *ok) {
    char *text = vt_arena_text(r->arena, vt_reading_kept(r, first, last));
    *ok = *ok && text;
    return text;
}

static void fill_dieu(provision_list *list, size_t from, const char *dieu) {
    for (size_t i = from; i < list->count; i++)
        if (!list->items[i].dieu) list->items[i].dieu = dieu;
}

/* One level word with its ordinals; false when none stands there. */
static bool read_level(const vt_reading *r, size_t *at, provision_list *list, size_t *open_from, bool *ok) {
    vt_cite_token_kind kind = (vt_cite_token_kind)r->tokens[*at].kind;
    size_t first = *at + 1, end = is_level(r, *at) ? ordinals_end(r, first) : first;
    if (end == first) return false;
    const char *value = kept(r, first, end, ok);
    vt_provision *last = list->count > *open_from ? &list->items[list->count - 1] : NULL;
    if (kind == VT_TOKEN_DIEU && last)
        fill_dieu(list, *open_from, value), *open_from = list->count;
    else if (kind == VT_TOKEN_KHOAN && last && last->diem && !last->khoan)
        last->khoan = value;
    else {
        last = vt_array_push(r->arena, list);
        if (!last) return *ok = false;
        *(kind == VT_TOKEN_DIEU ? &last->dieu : kind == VT_TOKEN_KHOAN ? &last->khoan : &last->diem) = value;
        if (kind == VT_TOKEN_DIEU) *open_from = list->count;
    }
    *at = end;
    return true;
}

size_t vt_cite_provisions(const vt_reading *r, size_t at, const vt_provision **out, size_t *count, bool *ok) {
    provision_list list = {0};
    size_t start = at, end = at, open_from = 0;
    while (*ok && read_level(r, &at, &list, &open_from, ok)) {
        end = at;
        if (is_link(r, at) && is_level(r, at + 1)) at++;
    }
    const char *text = end > start ? kept(r, start, end, ok) : NULL;
    for (size_t i = 0; i < list.count; i++) list.items[i].text = text;
    *out = list.items;
    *count = list.count;
    return end > start ? end : start + 1;
}
