/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: what a person typed as the value of a field. Out: the value as the document keeps it, or what is wrong with it. */
#include <string.h>
#include "archive/correct_field.h"
#include "archive/date.h"
#include "base/error.h"
#include "base/slice.h"
#include "lexicon/types.h"
#include "parse/numberline.h"
#include "text/normalise.h"
#include "write/plain.h"

enum { VALUE_MAX = 4000 };

/* The number of a view that is nothing but one. */
static bool whole_number(const vt_view *view, vt_numberline *line) {
    *line = vt_numberline_at(view, 0);
    return line->found && line->end == view->fold.size && line->ordinal.end > line->ordinal.start;
}

bool vt_number_parse(vt_arena *arena, const char *text, vt_number *number) {
    vt_slice whole = vt_slice_of(text);
    vt_numberline line;
    vt_view view;
    number->ordinal = number->year = number->symbol = NULL;
    if (!vt_view_clean(arena, whole, (vt_span){0, (uint32_t)whole.size}, &view)) return false;
    if (!whole_number(&view, &line)) return true;
    number->ordinal = vt_numberline_part(arena, vt_slice_sub(view.text, line.ordinal.start, line.ordinal.end));
    number->symbol = vt_numberline_part(arena, vt_slice_sub(view.text, line.symbol.start, line.symbol.end));
    bool dated = line.year.end > line.year.start;
    if (dated) number->year = vt_numberline_part(arena, vt_slice_sub(view.text, line.year.start, line.year.end));
    if (!number->ordinal || !number->symbol || (dated && !number->year)) return false;
    number->full = vt_numberline_full(arena, number, line.party);
    return number->full;
}

/* One check of a text: fills out, or says what is wrong. */
typedef vt_code (*check)(vt_arena *arena, const char *text, const char **out, vt_error *err);

static vt_code keep(const char *value, const char **out, vt_error *err) {
    *out = value;
    return value ? VT_OK : vt_fail_memory(err);
}

static vt_code check_text(vt_arena *arena, const char *text, const char **out, vt_error *err) {
    (void)arena;
    return keep(text, out, err);
}

static vt_code check_date(vt_arena *arena, const char *text, const char **out, vt_error *err) {
    vt_date date;
    if (!vt_date_read(vt_slice_of(text), &date))
        return vt_fail_hint(err, VT_ERR_ARGUMENT, "2023-04-07 or 07/04/2023; 2023-04 or 2023 where the rest is unknown",
                            "not a date: %.64s", text);
    return keep(vt_date_print(arena, &date), out, err);
}

static vt_code check_type(vt_arena *arena, const char *text, const char **out, vt_error *err) {
    const vt_type_entry *type = vt_type_by_code(text);
    const char *folded = vt_fold_text(arena, vt_slice_of(text));
    if (!folded) return vt_fail_memory(err);
    for (size_t i = 0; i < vt_type_count && !type; i++)
        if (strcmp(vt_types[i].folded, folded) == 0) type = &vt_types[i];
    if (!type)
        return vt_fail_hint(err, VT_ERR_ARGUMENT, "a type's code (KH) or its name (Kế hoạch)",
                            "not a type of document: %.64s", text);
    return keep(type->code, out, err);
}

static vt_code fail_number(const char *text, vt_error *err) {
    return vt_fail_hint(err, VT_ERR_ARGUMENT, "a number is put together as 87/KH-PGDĐT, 30/2020/NĐ-CP or 23-CT/TW",
                        "not a document's number, or part of one: %.64s", text);
}

static vt_code check_number(vt_arena *arena, const char *text, const char **out, vt_error *err) {
    vt_number number = {0};
    if (!vt_number_parse(arena, text, &number)) return vt_fail_memory(err);
    return number.ordinal ? keep(number.full, out, err) : fail_number(text, err);
}

/* A part is right when it is found again in a number that it is put into. */
static vt_code check_part(vt_arena *arena, vt_number parts, const char *text, size_t member, const char **out,
                          vt_error *err) {
    vt_number number = {0};
    const char *found;
    const char *full = vt_numberline_full(arena, &parts, false);
    if (!full || !vt_number_parse(arena, full, &number)) return vt_fail_memory(err);
    memcpy(&found, (const char *)&number + member, sizeof found);
    return found && strcmp(found, text) == 0 ? keep(found, out, err) : fail_number(text, err);
}

static vt_code check_ordinal(vt_arena *arena, const char *text, const char **out, vt_error *err) {
    return check_part(arena, (vt_number){.ordinal = text, .symbol = "KH"}, text, offsetof(vt_number, ordinal), out, err);
}

static vt_code check_year(vt_arena *arena, const char *text, const char **out, vt_error *err) {
    return check_part(arena, (vt_number){.ordinal = "1", .year = text, .symbol = "QĐ"}, text,
                      offsetof(vt_number, year), out, err);
}

static vt_code check_symbol(vt_arena *arena, const char *text, const char **out, vt_error *err) {
    return check_part(arena, (vt_number){.ordinal = "1", .symbol = text}, text, offsetof(vt_number, symbol), out, err);
}

static const check checks[] = {
    [VT_CORRECTABLE_TEXT] = check_text,       [VT_CORRECTABLE_DATE] = check_date,
    [VT_CORRECTABLE_TYPE] = check_type,       [VT_CORRECTABLE_NUMBER] = check_number,
    [VT_CORRECTABLE_ORDINAL] = check_ordinal, [VT_CORRECTABLE_YEAR] = check_year,
    [VT_CORRECTABLE_SYMBOL] = check_symbol,
};
_Static_assert(sizeof checks / sizeof *checks == VT_CORRECTABLE_FIXED, "a check for every field that can be set");

static bool has_control(vt_slice text) {
    for (size_t at = 0; at < text.size;) {
        uint32_t point;
        at += vt_point_next(text.data + at, text.size - at, &point);
        if (point == '\n' || point == '\t' || vt_point_is_control(point)) return true;
    }
    return false;
}

/* What holds for every value: text of one line in NFC. */
static vt_code clean(vt_arena *arena, const char *value, const char **out, vt_error *err) {
    vt_slice text = vt_slice_of(value);
    if (text.size > VALUE_MAX) return vt_fail(err, VT_ERR_ARGUMENT, "a value has at most %d bytes", VALUE_MAX);
    if (!vt_utf8_valid(text)) return vt_fail(err, VT_ERR_ARGUMENT, "the value is not UTF-8");
    if (has_control(text)) return vt_fail(err, VT_ERR_ARGUMENT, "the value has control characters in it");
    if (!vt_normalise(arena, text, &text)) return vt_fail_memory(err);
    text = vt_slice_trim(text);
    char *copy = vt_arena_text(arena, text);
    if (!copy) return vt_fail_memory(err);
    if (!*copy)
        return vt_fail_hint(err, VT_ERR_ARGUMENT, "--none says that the document has no such thing",
                            "the value is empty");
    *out = copy;
    return VT_OK;
}

static vt_code check_place(const vt_spot *spot, const vt_document *document, vt_error *err) {
    if (spot->field->kind >= VT_CORRECTABLE_FIXED)
        return vt_fail(err, VT_ERR_ARGUMENT, "%.64s can only be confirmed", spot->path);
    if (vt_spot_is_behind(spot, document))
        return vt_fail(err, VT_ERR_ARGUMENT, "%.64s is behind the end of its list", spot->path);
    return VT_OK;
}

vt_code vt_spot_check(const vt_spot *spot, vt_arena *arena, const vt_document *document, const char *value,
                      const char **out, vt_error *err) {
    const char *text = NULL;
    *out = NULL;
    vt_code code = check_place(spot, document, err);
    if (code == VT_OK && !value && spot->field->whole_item)
        return vt_fail(err, VT_ERR_ARGUMENT, "%.64s can be changed, not taken away", spot->path);
    if (code != VT_OK || !value) return code;
    code = clean(arena, value, &text, err);
    return code == VT_OK ? checks[spot->field->kind](arena, text, out, err) : code;
}
