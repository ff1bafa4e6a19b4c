/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: documents. Out: for each that needs a person, its warnings and the fields
 * whose reading won by a small margin. A document without a concern is not listed.
 */
#include "cli/review.h"

#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/slice.h"
#include "cli/output.h"

static const double MISSING = 1; /* what a warning weighs beside doubts between 0 and 1 */

static void add_warnings(const vt_document *document, vt_buffer *out, double *weight) {
    for (size_t i = 0; i < document->warning_count; i++) {
        const vt_warning *warning = &document->warnings[i];
        if (strcmp(warning->code, "field.unsure") == 0) continue;
        vt_buffer_printf(out, "%s%s (%s)", out->size ? "\n" : "", warning->message, warning->code);
        *weight += MISSING;
    }
}

static void add_doubts(const vt_document *document, vt_buffer *out, double *weight) {
    for (size_t i = 0; i < document->evidence_count; i++) {
        const vt_evidence *evidence = &document->evidence[i];
        if (evidence->confidence >= VT_CONFIDENCE_SURE) continue;
        vt_buffer_printf(out, "%s%s is uncertain, %.0f in 100", out->size ? "\n" : "", evidence->path,
                         evidence->confidence * 100);
        if (evidence->span_count && evidence->spans[0].end <= document->text.size) {
            vt_span span = evidence->spans[0];
            vt_buffer_append_text(out, ": ");
            vt_buffer_append_slice(out, vt_slice_sub(document->text, span.start, span.end));
        }
        *weight += 1 - evidence->confidence;
    }
}

bool vt_review_add(vt_review *review, const char *path, const vt_document *document) {
    vt_buffer out;
    double weight = 0;
    vt_buffer_init(&out, NULL);
    add_warnings(document, &out, &weight);
    add_doubts(document, &out, &weight);
    review->documents++;
    vt_review_item *item = out.size ? vt_array_push(review->arena, &review->items) : NULL;
    bool ok = !out.failed && (!out.size || item);
    if (item) {
        *item = (vt_review_item){vt_arena_text(review->arena, vt_slice_of(path)),
                                 vt_arena_text(review->arena, vt_buffer_slice(&out)), weight};
        ok = ok && item->path && item->concerns;
    }
    vt_buffer_free(&out);
    return ok;
}

static int worst_first(const void *a, const void *b) {
    const vt_review_item *x = a, *y = b;
    if (x->weight != y->weight) return x->weight < y->weight ? 1 : -1;
    return strcmp(x->path, y->path);
}

static void write_concerns(vt_cli *cli, const char *concerns) {
    while (*concerns) {
        size_t size = strcspn(concerns, "\n");
        vt_cli_put(cli, VT_STYLE_PLAIN, VT_LITERAL("    "));
        vt_cli_put(cli, VT_STYLE_PLAIN, (vt_slice){concerns, size});
        vt_cli_put(cli, VT_STYLE_PLAIN, VT_LITERAL("\n"));
        concerns += size + (concerns[size] == '\n');
    }
}

void vt_review_write(vt_cli *cli, vt_review *review) {
    if (review->items.count) qsort(review->items.items, review->items.count, sizeof *review->items.items, worst_first);
    for (size_t i = 0; i < review->items.count; i++) {
        vt_cli_put(cli, VT_STYLE_STRONG, vt_slice_of(review->items.items[i].path));
        vt_cli_put(cli, VT_STYLE_PLAIN, VT_LITERAL("\n"));
        write_concerns(cli, review->items.items[i].concerns);
    }
    vt_cli_note(cli, "%zu of %zu documents need a look", review->items.count, review->documents);
}
