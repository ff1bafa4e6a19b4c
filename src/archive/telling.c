/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a document. Out: its telling words, weighed by the documents of the index that have them. */
#include "archive/telling.h"

#include <math.h>
#include <stdlib.h>
#include "archive/terms.h"
#include "base/error.h"
#include "base/slice.h"

/* What a word counts more that stands in the title or in a heading; what is said once is not worth looking up. */
enum { COUNT_TITLE = 8, COUNT_HEADING = 2, LEAST_COUNT = 2 };
#define MOST_SHARE 0.75

/* A word's position is where it begins, so that it can be shown as it stands. Figures tell nothing: they are numbers of
 * points, days and documents. */
static void add_text(vt_terms *terms, vt_slice text) {
    vt_words words;
    vt_word word;
    vt_words_start(&words, terms->arena, text);
    while (vt_words_next(&words, &word))
        if (!vt_is_digit(word.folded.data[0])) vt_terms_add(terms, '\0', word.term, 1, word.span.start + 1);
    terms->failed |= words.failed;
}

static void add_headings(vt_terms *terms, const vt_section *sections, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (sections[i].title) vt_terms_boost(terms, COUNT_HEADING, vt_slice_of(sections[i].title));
        add_headings(terms, sections[i].sections, sections[i].section_count);
    }
}

static bool collect(vt_arena *arena, const vt_document *document, const vt_index_term **terms, size_t *count) {
    vt_terms own;
    vt_terms_init(&own, arena, NULL);
    add_text(&own, document->text);
    if (document->title) vt_terms_boost(&own, COUNT_TITLE, vt_slice_of(document->title));
    add_headings(&own, document->sections, document->section_count);
    return vt_terms_finish(&own, arena, terms, count);
}

static bool may_tell(const vt_index_term *term) { return term->count >= LEAST_COUNT && term->position_count; }

static bool read_word(vt_arena *arena, const vt_document *document, vt_telling_word *own) {
    vt_words words;
    vt_word word;
    vt_slice rest = vt_slice_sub(document->text, own->at, document->text.size);
    vt_words_start(&words, arena, rest);
    if (!vt_words_next(&words, &word)) return false;
    own->text = vt_slice_sub(rest, word.span.start, word.span.end);
    return true;
}

static int by_worth(const void *a, const void *b) {
    const vt_telling_word *x = a, *y = b;
    if (x->worth != y->worth) return x->worth > y->worth ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

static vt_code weigh(vt_index *index, vt_arena *arena, const vt_index_term *term, double all, vt_telling *out,
                     vt_error *err) {
    uint32_t documents;
    vt_code code = vt_word_documents(index, '\0', term->text, &documents, err);
    /* What the record alone says leads nowhere, and what most documents say tells nothing. */
    if (code != VT_OK || documents < 2 || documents > all * MOST_SHARE) return code;
    vt_telling_word *place = vt_array_push(arena, &out->items);
    if (!place) return vt_fail_memory(err);
    double worth = log(1 + (double)term->count) * log((1 + all) / documents);
    *place = (vt_telling_word){.term = term->text, .at = term->positions[0] - 1, .worth = worth};
    return VT_OK;
}

vt_code vt_telling_find(vt_index *index, vt_arena *arena, const vt_document *document, size_t limit,
                        vt_telling *out, vt_error *err) {
    const vt_index_term *terms;
    size_t count;
    uint64_t all;
    *out = (vt_telling){0};
    if (!collect(arena, document, &terms, &count)) return vt_fail_memory(err);
    vt_code code = vt_index_count(index, &all, err);
    for (size_t i = 0; i < count && code == VT_OK; i++)
        if (may_tell(&terms[i])) code = weigh(index, arena, &terms[i], (double)all, out, err);
    if (code != VT_OK || !out->items.count) return code;
    qsort(out->items.items, out->items.count, sizeof *out->items.items, by_worth);
    if (out->items.count > limit) out->items.count = limit;
    for (size_t i = 0; i < out->items.count; i++)
        if (!read_word(arena, document, &out->items.items[i])) return vt_fail_memory(err);
    return VT_OK;
}
