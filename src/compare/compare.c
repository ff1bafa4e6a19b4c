/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: two documents. Out: their comparison, part by part. */
#include <vanthu/compare.h>

#include "base/error.h"
#include "compare/parts.h"

/* The comparison with the arena that it lives in; the comparison is the first member. */
typedef struct kept_comparison {
    vt_comparison comparison;
    vt_arena arena;
} kept_comparison;

static kept_comparison *new_comparison(const vt_allocator *allocator) {
    vt_arena arena;
    vt_arena_init(&arena, allocator);
    kept_comparison *kept = vt_arena_alloc(&arena, sizeof *kept);
    if (kept)
        kept->arena = arena;
    else
        vt_arena_free(&arena);
    return kept;
}

vt_code vt_compare(const vt_document *before, const vt_document *after, const vt_allocator *allocator,
                   vt_comparison **out, vt_error *err) {
    *out = NULL;
    kept_comparison *kept = new_comparison(allocator);
    if (!kept) return vt_fail_memory(err);
    vt_comparison *comparison = &kept->comparison;
    comparison->before = before;
    comparison->after = after;
    bool ok = vt_compare_fields(&kept->arena, comparison) && vt_compare_bases(&kept->arena, comparison) &&
              vt_compare_sections(&kept->arena, comparison) && vt_compare_lines(&kept->arena, comparison);
    if (!ok) {
        vt_comparison_free(comparison);
        return vt_fail_memory(err);
    }
    *out = comparison;
    return VT_OK;
}

static bool are_kept(const vt_line_change *lines, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (lines[i].change != VT_CHANGE_KEPT) return false;
    return true;
}

bool vt_comparison_is_same(const vt_comparison *comparison) {
    for (size_t i = 0; i < comparison->base_count; i++)
        if (comparison->bases[i].change != VT_CHANGE_KEPT) return false;
    for (size_t i = 0; i < comparison->section_count; i++)
        if (comparison->sections[i].change != VT_CHANGE_KEPT) return false;
    return !comparison->field_count && are_kept(comparison->recipients, comparison->recipient_count) &&
           are_kept(comparison->addressees, comparison->addressee_count);
}

void vt_comparison_free(vt_comparison *comparison) {
    if (!comparison) return;
    vt_arena arena = ((kept_comparison *)comparison)->arena; /* it lives in itself */
    vt_arena_free(&arena);
}

const char *vt_change_id(vt_change change) {
    static const char *const ids[VT_CHANGE_COUNT] = {
#define X(name, id) id,
        VT_CHANGE_TABLE(X)
#undef X
    };
    return (unsigned)change < VT_CHANGE_COUNT ? ids[change] : "";
}
