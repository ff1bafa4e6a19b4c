/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a filter as the query language has it. Out: its field and value in the words of the page and of the archive. */
#include "web/filter.h"

#include <string.h>
#include <vanthu/references.h>
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

/* As the facet of all documents tells it; NULL when it is not among the most frequent. */
static const char *label_of(const vt_page *page, vt_facet_kind kind, const char *value) {
    const vt_overall *overall;
    vt_error ignored;
    if (vt_catalog_overall(page->request->catalog, page->request->archive, &overall, &ignored) != VT_OK) return NULL;
    const vt_facet *facet = vt_overall_facet(overall, kind);
    for (size_t i = 0; facet && i < facet->count; i++)
        if (strcmp(facet->items[i].value, value) == 0)
            return vt_arena_text(page->request->arena, vt_slice_of(facet->items[i].label));
    return NULL;
}

/* The same for "=" and an identity key, from a document that cites it. */
static const char *cited_label(const vt_page *page, const char *value) {
    vt_cited_by *found = NULL;
    vt_error ignored;
    const char *label = NULL;
    if (vt_archive_cited_by(page->request->archive, value + 1, &(vt_cited_by_options){.limit = 1}, &found, &ignored) ==
            VT_OK &&
        found->meaning_count)
        label = vt_arena_text(page->request->arena, vt_slice_of(found->meanings[0].text));
    vt_cited_by_free(found);
    return label;
}

static const char *value_text(const vt_page *page, const vt_field *field, const char *value) {
    const char *label = NULL;
    for (int kind = 0; kind < VT_FACETS && !label; kind++)
        if (strcmp(vt_facet_field((vt_facet_kind)kind), field->name) == 0)
            label = label_of(page, (vt_facet_kind)kind, value);
    if (!label && value[0] == '=') label = cited_label(page, value);
    return label ? label : value;
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
