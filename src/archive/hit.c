/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a row of the index. Out: the record in it, and what a list tells of it. */
#include "archive/hit.h"

#include "archive/entry.h"
#include "base/slice.h"

vt_code vt_hit_read(vt_arena *arena, const vt_index_row *row, vt_document *document, vt_hit *hit, vt_error *err) {
    vt_places places;
    vt_code code = vt_entry_read(arena, row, VT_ENTRY_WHOLE, document, &places, err);
    if (code != VT_OK) return code;
    *hit = (vt_hit){.id = places.id,
                    .path = places.items.items[0].path,
                    .source_missing = vt_places_all_missing(&places),
                    .type = document->type.code,
                    .number = document->number.full,
                    .date = document->issued.date,
                    .issuer = document->issuer.name,
                    .title = document->title,
                    .score = row->weight,
                    .section = "",
                    .snippet = ""};
    return VT_OK;
}

bool vt_hit_keep(vt_arena *arena, vt_hit *hit) {
    const char **texts[] = {&hit->id,     &hit->path,  &hit->type,    &hit->number, &hit->date,
                            &hit->issuer, &hit->title, &hit->section, &hit->snippet};
    vt_span *marks = vt_arena_alloc(arena, hit->mark_count * sizeof *marks);
    if (!marks) return false;
    for (size_t i = 0; i < hit->mark_count; i++) marks[i] = hit->marks[i];
    hit->marks = marks;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (*texts[i] && !(*texts[i] = vt_arena_text(arena, vt_slice_of(*texts[i])))) return false;
    return true;
}
