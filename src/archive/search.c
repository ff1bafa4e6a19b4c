/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query as typed. Out: hits with their snippets. */
#include <stdlib.h>
#include "archive/inside.h"
#include "archive/facets.h"
#include "archive/fields.h"
#include "archive/hit.h"
#include "archive/meaning.h"
#include "archive/relax.h"
#include "archive/sample.h"
#include "archive/snippet.h"
#include "archive/suggest.h"
#include "base/error.h"

enum { DEFAULT_LIMIT = 10 };

/* The hits with the arena that they live in; the hits are the first member. */
typedef struct kept_hits {
    vt_hits hits;
    vt_arena arena, scratch;
    const vt_node *query;
    vt_search_options options; /* without zeros */
} kept_hits;

/* Whole records go by in a scratch arena; of each only the hit is kept. */
static vt_code fill_hit(kept_hits *kept, const vt_node *query, const vt_index_row *row, vt_hit *hit, vt_error *err) {
    vt_document document;
    vt_snippet snippet;
    vt_arena_reset(&kept->scratch);
    vt_code code = vt_hit_read(&kept->scratch, row, &document, hit, err);
    if (code != VT_OK) return code;
    if (!vt_snippet_build(&kept->scratch, query, &document, &snippet)) return vt_fail_memory(err);
    hit->section = snippet.section;
    hit->snippet = snippet.text;
    hit->marks = snippet.marks;
    hit->mark_count = snippet.mark_count;
    return vt_hit_keep(&kept->arena, hit) ? VT_OK : vt_fail_memory(err);
}

static vt_code fill_hits(kept_hits *kept, const vt_node *query, const vt_index_answer *answer, vt_error *err) {
    vt_hit *items = vt_arena_alloc(&kept->arena, answer->row_count * sizeof *items);
    vt_code code = items ? VT_OK : vt_fail_memory(err);
    for (size_t i = 0; i < answer->row_count && code == VT_OK; i++)
        code = fill_hit(kept, query, &answer->rows[i], &items[i], err);
    kept->hits = (vt_hits){.total = answer->total,
                           .total_is_estimate = !answer->total_is_exact,
                           .items = items,
                           .count = answer->row_count};
    return code;
}

static vt_code fill_facets(vt_archive *archive, kept_hits *kept, const vt_index_answer *answer, vt_error *err) {
    bool all = answer->counted >= answer->total || !answer->counted;
    vt_facets_wanted wanted = {.kinds = kept->options.facets,
                               .limit = kept->options.facet_limit,
                               .share = all ? 1 : (double)answer->total / (double)answer->counted};
    if (!wanted.kinds) return VT_OK;
    kept->hits.facets_are_estimates = !all;
    return vt_facets_build(archive, &kept->arena, answer, &wanted, &kept->hits.facets, &kept->hits.facet_count, err);
}

const char *vt_sort_id(vt_sort sort) {
    static const char *const ids[] = {
#define X(name, id) id,
        VT_SORT_TABLE(X)
#undef X
    };
    return ids[sort];
}

/* How each order is had from the index: by weight with the date behind it, or by a slot. */
static const struct {
    bool sorted, ascending;
    uint32_t slot;
} orders[] = {
    [VT_SORT_RELEVANCE] = {false, false, VT_SLOT_DATE},
    [VT_SORT_DATE] = {true, false, VT_SLOT_DATE},
    [VT_SORT_ISSUER] = {true, true, VT_SLOT_BODY},
};

/* The years sort as the dates do. */
static vt_slice tiers_of(uint32_t slot) {
    return (vt_slice){&vt_fields[VT_FIELD_ID_YEAR].prefix, slot == VT_SLOT_DATE ? 1 : 0};
}

static vt_code read_hits(vt_archive *archive, void *context, vt_error *err) {
    static const uint32_t slots[] = {VT_SLOT_PLACES};
    kept_hits *kept = context;
    const vt_node *query = kept->query;
    uint32_t facet_slots[VT_FACETS];
    vt_index_answer *answer;
    vt_meanings meanings;
    bool relaxed;
    vt_index_search wanted = {.offset = kept->options.offset,
                              .limit = kept->options.limit,
                              .depth = kept->options.depth,
                              .with_data = true,
                              .sorted = orders[kept->options.sort].sorted,
                              .ascending = orders[kept->options.sort].ascending,
                              .sort_slot = orders[kept->options.sort].slot,
                              .tiers = tiers_of(orders[kept->options.sort].slot),
                              .value_slots = slots,
                              .value_slot_count = 1,
                              .facet_slots = facet_slots,
                              .facet_slot_count = vt_facets_slots(kept->options.facets, facet_slots),
                              .samples = vt_samples(&kept->arena),
                              .sample_count = VT_SAMPLES};
    if (!wanted.samples) return vt_fail_memory(err);
    vt_code code = vt_query_find(archive->index, &kept->arena, &query, &wanted, &relaxed, &answer, err);
    if (code != VT_OK) return code;
    code = fill_hits(kept, query, answer, err);
    if (code == VT_OK) code = fill_facets(archive, kept, answer, err);
    vt_index_release(answer);
    if (code == VT_OK) code = vt_meanings_find(archive->index, &kept->arena, kept->query, &meanings, err);
    if (code == VT_OK) code = vt_suggest(archive->index, &kept->arena, kept->query, &kept->hits.suggestion, err);
    if (code != VT_OK) return code;
    kept->hits.is_relaxed = relaxed;
    kept->hits.ambiguities = meanings.items.items;
    kept->hits.ambiguity_count = meanings.items.count;
    return VT_OK;
}

vt_code vt_archive_search(vt_archive *archive, const char *query, const vt_search_options *options, vt_hits **out,
                          vt_error *err) {
    *out = NULL;
    kept_hits *kept = calloc(1, sizeof *kept);
    if (!kept) return vt_fail_memory(err);
    vt_arena_init(&kept->arena, NULL);
    vt_arena_init(&kept->scratch, NULL);
    if (options) kept->options = *options;
    if (!kept->options.limit) kept->options.limit = DEFAULT_LIMIT;
    if (!kept->options.depth) kept->options.depth = VT_SEARCH_DEPTH;
    if (!kept->options.facet_limit) kept->options.facet_limit = DEFAULT_LIMIT;
    vt_code code = vt_query_parse(&kept->arena, query, &kept->query, err);
    if (code == VT_OK) code = vt_archive_reading(archive, read_hits, kept, err);
    if (code == VT_OK)
        *out = &kept->hits;
    else
        vt_hits_free(&kept->hits);
    return code;
}

void vt_hits_free(vt_hits *hits) {
    kept_hits *kept = (kept_hits *)hits;
    if (!kept) return;
    vt_arena_free(&kept->scratch);
    vt_arena_free(&kept->arena);
    free(kept);
}
