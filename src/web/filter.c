/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a filter as the query language has it. Out: its field and value in the words of the page and of the archive. */
#include "web/filter.h"

#include <string.h>
#include "archive/facets.h"
#include "base/slice.h"

static const vt_word_id field_words[VT_FIELD_COUNT] = {
    [VT_FIELD_ID_TYPE] = VT_WORD_TYPE,
    [VT_FIELD_ID_NUMBER] = VT_WORD_NUMBER,
    [VT_FIELD_ID_SYMBOL] = VT_WORD_SYMBOL,
    [VT_FIELD_ID_ISSUER] = VT_WORD_ISSUER,
    [VT_FIELD_ID_BODY] = VT_WORD_BODY,
    [VT_FIELD_ID_TITLE] = VT_WORD_TITLE,
    [VT_FIELD_ID_PLACE] = VT_WORD_PLACE,
    [VT_FIELD_ID_SIGNER] = VT_WORD_SIGNER,
    [VT_FIELD_ID_RECIPIENT] = VT_WORD_RECIPIENTS,
    [VT_FIELD_ID_SECTION] = VT_WORD_OUTLINE,
    [VT_FIELD_ID_CITES] = VT_WORD_CITED,
    [VT_FIELD_ID_BASIS] = VT_WORD_BASES,
    [VT_FIELD_ID_CHANGES] = VT_WORD_CHANGES,
    [VT_FIELD_ID_YEAR] = VT_WORD_YEAR,
    [VT_FIELD_ID_DATE] = VT_WORD_DATE,
};

const char *vt_filter_field(vt_language language, vt_field_id field) {
    return vt_word_in(language, field_words[field]);
}

/* The facet that tells such a value: "=" and an identity key is a document in every field. VT_FACETS: none does. */
static vt_facet_kind kind_of(const vt_field *field, const char *value) {
    int kind = 0;
    if (value[0] == '=') return VT_FACET_CITES;
    while (kind < VT_FACETS && strcmp(vt_facet_field((vt_facet_kind)kind), field->name) != 0) kind++;
    return (vt_facet_kind)kind;
}

static const char *value_text(const vt_page *page, const vt_field *field, const char *value) {
    vt_facet_kind kind = kind_of(field, value);
    const char *label;
    vt_error ignored;
    if (kind == VT_FACETS) return value;
    vt_code code = vt_facet_tell(page->request->archive, page->request->arena, kind, value, &label, &ignored);
    return code == VT_OK ? label : value;
}

const char *vt_filter_text(const vt_page *page, const char *filter) {
    vt_arena *arena = page->request->arena;
    size_t name = strcspn(filter, ":");
    const vt_field *field = vt_field_find((vt_slice){filter, name});
    if (!field || !filter[name]) return filter;
    vt_slice quoted = vt_slice_of(filter + name + 1);
    bool both = quoted.size > 1 && quoted.data[0] == '"' && vt_slice_ends(quoted, VT_LITERAL("\""));
    const char *value = vt_arena_text(arena, both ? vt_slice_sub(quoted, 1, quoted.size - 1) : quoted), *text = NULL;
    if (value)
        text =
            vt_arena_printf(arena, "%s: %s", vt_filter_field(page->request->language, (vt_field_id)(field - vt_fields)),
                            value_text(page, field, value));
    return text ? text : filter;
}
