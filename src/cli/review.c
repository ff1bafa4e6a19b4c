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

static void add_doubt(const vt_document *document, const vt_evidence *evidence, vt_buffer *out) {
    vt_buffer_printf(out, "%s is uncertain, %.0f in 100", evidence->path, evidence->confidence * 100);
    if (!evidence->span_count || evidence->spans[0].end > document->text.size) return;
    vt_buffer_append_text(out, ": ");
    vt_buffer_append_slice(out, vt_slice_sub(document->text, evidence->spans[0].start, evidence->spans[0].end));
}

static void add_concern(const vt_document *document, const vt_warning *warning, vt_buffer *out) {
    bool unsure = warning->field && strcmp(warning->code, "field.unsure") == 0;
    const vt_evidence *doubted = unsure ? vt_document_evidence(document, warning->field) : NULL;
    if (out->size) vt_buffer_append_char(out, '\n');
    if (doubted)
        add_doubt(document, doubted, out);
    else
        vt_buffer_printf(out, "%s (%s)", warning->message, warning->code);
}

bool vt_review_add(vt_review *review, const char *path, const vt_document *document) {
    vt_buffer out;
    double weight = vt_document_review_weight(document);
    vt_buffer_init(&out, NULL);
    for (size_t i = 0; i < document->warning_count; i++)
        if (vt_warning_is_concern(&document->warnings[i])) add_concern(document, &document->warnings[i], &out);
    review->documents++;
    vt_reviewed *item = out.size ? vt_array_push(review->arena, &review->items) : NULL;
    bool ok = !out.failed && (!out.size || item);
    if (item) {
        *item = (vt_reviewed){vt_arena_text(review->arena, vt_slice_of(path)),
                                 vt_arena_text(review->arena, vt_buffer_slice(&out)), weight};
        ok = ok && item->path && item->concerns;
    }
    vt_buffer_free(&out);
    return ok;
}

static int worst_first(const void *a, const void *b) {
    const vt_reviewed *x = a, *y = b;
    if (x->weight != y->weight) return x->weight < y->weight ? 1 : -1;
    return strcmp(x->path, y->path);
}

static void write_concerns(vt_cli *cli, const char *concerns) {
    while (*concerns) {
        size_t size = strcspn(concerns, "\n");
        vt_cli_put(cli, VT_STYLE_PLAIN, VT_LITERAL("    "));
        vt_cli_put(cli, VT_STYLE_PLAIN, (vt_slice){concerns, size});
        vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
        concerns += size + (concerns[size] == '\n');
    }
}

void vt_review_write(vt_cli *cli, vt_review *review) {
    if (review->items.count) qsort(review->items.items, review->items.count, sizeof *review->items.items, worst_first);
    for (size_t i = 0; i < review->items.count; i++) {
        vt_cli_put(cli, VT_STYLE_STRONG, vt_slice_of(review->items.items[i].path));
        vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
        write_concerns(cli, review->items.items[i].concerns);
    }
    vt_cli_note(cli, "%zu of %zu documents need a look", review->items.count, review->documents);
}
