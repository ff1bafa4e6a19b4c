/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text as a query: parsed, and asked of a small archive. */
#include <stdio.h>
#include <vanthu/archive.h>
#include "archive/query.h"
#include "fuzz.h"
#include "site.h"

static void ask(const char *query) {
    vt_hits *hits;
    vt_error err = {0};
    fuzz_expect_error(vt_archive_search(site_archive(), query, NULL, &hits, &err), &err);
    if (err.code != VT_OK) return;
    for (size_t i = 0; i < hits->count; i++)
        for (size_t k = 0; k < hits->items[i].mark_count; k++)
            fuzz_expect(hits->items[i].marks[k].start <= hits->items[i].marks[k].end, "a mark has an end");
    vt_hits_free(hits);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    vt_arena arena;
    const vt_node *node;
    vt_error err = {0};
    vt_arena_init(&arena, NULL);
    const char *query = vt_arena_text(&arena, (vt_slice){(const char *)data, size});
    fuzz_expect_error(vt_query_parse(&arena, query, &node, &err), &err);
    fuzz_expect(err.code != VT_ERR_QUERY || (err.offset >= 0 && err.offset <= (int64_t)size), "a fault has its place");
    if (err.code == VT_OK) ask(query);
    vt_arena_free(&arena);
    return 0;
}
