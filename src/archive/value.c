/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a field and its value as typed. Out: the node of the query tree. Values are NFC. */
#include <string.h>
#include "archive/date.h"
#include "archive/query.h"
#include "archive/reference.h"
#include "archive/slots.h"
#include "base/error.h"
#include "base/slice.h"
#include "cite/cite.h"
#include "lexicon/types.h"
#include "text/fold.h"

enum { MOST_OPEN = 6 };

/* A value under reading. */
typedef struct reading {
    vt_arena *arena;
    const vt_field *field;
    vt_slice text;
    size_t offset;
    vt_error *err;
} reading;

static vt_code fault(const reading *r, const char *what) {
    return vt_fail_at(r->err, VT_ERR_QUERY, (int64_t)r->offset, "%s: is not %s", r->field->name, what);
}

static vt_code new_node(const reading *r, vt_node_kind kind, vt_node **out) {
    *out = vt_node_new(r->arena, kind);
    if (!*out) return vt_fail_memory(r->err);
    (*out)->prefix = r->field->prefix;
    (*out)->text = r->text;
    return VT_OK;
}

static vt_code words_value(const reading *r, vt_node **out) {
    return vt_query_count_words(r->arena, r->text) ? new_node(r, VT_NODE_WORDS, out) : fault(r, "followed by a word");
}

static bool all_digits(vt_slice text) {
    for (size_t i = 0; i < text.size; i++)
        if (!vt_is_digit(text.data[i])) return false;
    return text.size > 0;
}

/* An ordinal alone is an incomplete reference to everything that has it. */
static const char *ordinal_key(const reading *r) {
    vt_slice ordinal = vt_slice_trim(r->text);
    while (ordinal.size > 1 && ordinal.data[0] == '0') ordinal = vt_slice_sub(ordinal, 1, ordinal.size);
    return vt_arena_printf(r->arena, "|%.*s|||", (int)ordinal.size, ordinal.data);
}

/* A whole key behind an equals sign, as facets have it, is that key alone and not what agrees with it. */
static vt_code exact_reference(const reading *r, vt_node **out) {
    const char *key = vt_arena_text(r->arena, vt_slice_sub(r->text, 1, r->text.size));
    vt_slice term = key ? vt_reference_term(r->arena, key) : (vt_slice){NULL, 0};
    if (!term.data) return key ? fault(r, "followed by an identity key") : vt_fail_memory(r->err);
    vt_code code = new_node(r, VT_NODE_TERM, out);
    if (code == VT_OK) (*out)->text = term;
    return code;
}

static vt_code reference_value(const reading *r, vt_node **out) {
    if (r->text.size && r->text.data[0] == '=') return exact_reference(r, out);
    const char *key = all_digits(vt_slice_trim(r->text)) ? ordinal_key(r) : vt_reference_parse(r->arena, r->text);
    if (!key) return fault(r, "followed by the number or the name of a document");
    vt_code code = new_node(r, VT_NODE_REFERENCE, out);
    if (code == VT_OK) (*out)->key = key;
    return code;
}

static vt_code add_term(const reading *r, vt_slice text, vt_node *any) {
    vt_node *child;
    vt_code code = new_node(r, VT_NODE_TERM, &child);
    if (code != VT_OK) return code;
    child->text = text;
    vt_node_add(any, child);
    return VT_OK;
}

/* ---- symbol ---- */

/* Each of the first few letters that may be D or Đ as either. */
static vt_code add_spellings(const reading *r, const char *symbol, unsigned open, vt_node *any) {
    const char *d = strchr(symbol, 'd');
    if (!d) return add_term(r, vt_slice_of(symbol), any);
    static const char *const letters[] = {"D", "Đ"};
    vt_code code = VT_OK;
    for (size_t i = open < MOST_OPEN ? 0 : 1; i < 2 && code == VT_OK; i++) {
        const char *spelled = vt_arena_printf(r->arena, "%.*s%s%s", (int)(d - symbol), symbol, letters[i], d + 1);
        code = spelled ? add_spellings(r, spelled, open + 1, any) : vt_fail_memory(r->err);
    }
    return code;
}

static vt_code symbol_value(const reading *r, vt_node **out) {
    const char *symbol = vt_cite_parse_symbol(r->arena, r->text);
    if (!symbol) return vt_fail_memory(r->err);
    if (!*symbol) return fault(r, "followed by the symbol of a number or a part of it");
    vt_code code = new_node(r, VT_NODE_OR, out);
    return code == VT_OK ? add_spellings(r, symbol, 0, *out) : code;
}

/* ---- body ---- */

static vt_code body_value(const reading *r, vt_node **out) {
    const char *body = vt_body_of(r->arena, vt_slice_trim(r->text));
    if (!body) return vt_fail_memory(r->err);
    if (!*body) return fault(r, "followed by the name of a body");
    vt_code code = new_node(r, VT_NODE_TERM, out);
    if (code == VT_OK) (*out)->text = vt_identity_term(r->arena, vt_slice_of(body));
    return code == VT_OK && !(*out)->text.data ? vt_fail_memory(r->err) : code;
}

/* ---- type ---- */

/* Codes that differ in Đ and D alone are told apart where they are typed so; "hd" is both. */
static bool is_code(const reading *r, const vt_type_entry *type, const char *folded) {
    const char *other = vt_fold_text(r->arena, vt_slice_of(type->code));
    return other && strcmp(other, folded) == 0;
}

static vt_code type_value(const reading *r, vt_node **out) {
    const char *folded = vt_fold_text(r->arena, vt_slice_trim(r->text));
    const char *exact = vt_arena_text(r->arena, vt_slice_trim(r->text));
    if (!folded || !exact) return vt_fail_memory(r->err);
    vt_code code = new_node(r, VT_NODE_OR, out);
    if (code == VT_OK && vt_type_by_code(exact)) return add_term(r, vt_slice_of(exact), *out);
    for (size_t i = 0; i < vt_type_count && code == VT_OK; i++)
        if (strcmp(vt_types[i].folded, folded) == 0 || is_code(r, &vt_types[i], folded))
            code = add_term(r, vt_slice_of(vt_types[i].code), *out);
    if (code == VT_OK && !(*out)->first) return fault(r, "followed by the code or the name of a document type");
    return code;
}

/* ---- date and year ---- */

/* A date as the slot keeps it. As the start of a range its first day or month is left out, so that documents whose
 * date is known in part only are inside. */
static char *print_date(vt_arena *arena, const vt_date *d, bool start) {
    bool day = d->day && !(start && d->day == 1), month = d->month && (day || !(start && d->month == 1));
    vt_date shown = {d->year, month ? d->month : 0, day ? d->day : 0};
    return vt_date_print(arena, &shown);
}

/* One end of a range; empty text is an open end. */
static vt_code date_end(const reading *r, vt_slice text, bool start, vt_slice *out) {
    vt_date d;
    *out = (vt_slice){"", 0};
    if (!text.size) return VT_OK;
    if (!vt_date_read(text, &d))
        return fault(r, "followed by a date (2023-04-07, 07/04/2023, 2023) or a range (2023-01..2023-06)");
    char *printed = print_date(r->arena, &d, start);
    if (printed && !start) printed = vt_arena_printf(r->arena, "%s%c", printed, VT_RANGE_BEHIND);
    if (!printed) return vt_fail_memory(r->err);
    *out = vt_slice_of(printed);
    return VT_OK;
}

/* A single day, month or year means all of it and nothing less exact, so its start is printed in full. */
static vt_code single_date(const reading *r, vt_node *node) {
    vt_code code = date_end(r, r->text, false, &node->high);
    if (code == VT_OK) node->low = vt_slice_sub(node->high, 0, node->high.size - 1);
    return code;
}

/* Cuts "a..b" in two; false when there are no two dots. */
static bool cut_range(vt_slice text, vt_slice *low, vt_slice *high) {
    for (size_t i = 0; i + 1 < text.size; i++) {
        if (text.data[i] != '.' || text.data[i + 1] != '.') continue;
        *low = vt_slice_trim(vt_slice_sub(text, 0, i));
        *high = vt_slice_trim(vt_slice_sub(text, i + 2, text.size));
        return low->size || high->size;
    }
    return false;
}

static vt_code range_of(const reading *r, vt_slice low, vt_slice high, vt_node *node) {
    vt_code code = date_end(r, low, true, &node->low);
    return code == VT_OK ? date_end(r, high, false, &node->high) : code;
}

static vt_code date_value(const reading *r, vt_node **out) {
    vt_slice low, high;
    vt_code code = new_node(r, VT_NODE_RANGE, out);
    if (code != VT_OK) return code;
    return cut_range(r->text, &low, &high) ? range_of(r, low, high, *out) : single_date(r, *out);
}

static bool is_year(vt_slice text) { return text.size == 4 && all_digits(text); }

static vt_code year_value(const reading *r, vt_node **out) {
    vt_slice low, high;
    if (is_year(r->text)) return new_node(r, VT_NODE_TERM, out);
    bool range = cut_range(r->text, &low, &high);
    if (!range || (low.size && !is_year(low)) || (high.size && !is_year(high)))
        return fault(r, "followed by a year (2023) or a range (2021..2023)");
    vt_code code = new_node(r, VT_NODE_RANGE, out);
    return code == VT_OK ? range_of(r, low, high, *out) : code;
}

vt_code vt_query_value(vt_arena *arena, const vt_field *field, vt_slice value, size_t offset, vt_node **out,
                       vt_error *err) {
    reading r = {arena, field, value, offset, err};
    *out = NULL;
    switch (field->kind) {
    case VT_FIELD_WORDS: return words_value(&r, out);
    case VT_FIELD_REFERENCE: return reference_value(&r, out);
    case VT_FIELD_SYMBOL: return symbol_value(&r, out);
    case VT_FIELD_TYPE: return type_value(&r, out);
    case VT_FIELD_BODY: return body_value(&r, out);
    case VT_FIELD_YEAR: return year_value(&r, out);
    case VT_FIELD_DATE: break;
    }
    return date_value(&r, out);
}
