/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a record. Out: those most like it. The index ranks by an OR of the
 * record's bases, each as rare as it is, and of its telling words; what two
 * documents share is then read from the two records.
 */
#include <vanthu/similar.h>

#include <stdlib.h>
#include "archive/entry.h"
#include "archive/fields.h"
#include "archive/hit.h"
#include "archive/inside.h"
#include "archive/query.h"
#include "archive/reference.h"
#include "archive/telling.h"
#include "archive/words.h"
#include "base/error.h"
#include "base/slice.h"
#include "cite/key.h"

enum {
    DEFAULT_LIMIT = 10,
    MOST_BASES = 64,  /* longer preambles are no plan's */
    MOST_WORDS = 24,  /* that are looked for */
    MOST_TOLD = 8,    /* words that are told of each */
    MOST_COPIES = 16, /* files with the same text that the index cannot know beforehand */
    BASIS_WEIGHT = 3  /* a basis is worth as many words of its rarity */
};

typedef struct own_basis {
    const vt_citation *citation;
    const char *name_key;
    uint64_t documents;
} own_basis;

/* The list with the arena that it lives in; the list is the first member. */
typedef struct work {
    vt_similar_list list;
    vt_arena arena;
    vt_record *record; /* the list borrows from it */
    const vt_document *document;
    uint32_t limit;
    VT_ARRAY(own_basis) bases;
    vt_telling words;
} work;

/* ---- the record's own ---- */

static bool has_basis(const work *w, const char *key) {
    for (size_t i = 0; i < w->bases.count; i++)
        if (strcmp(w->bases.items[i].citation->key, key) == 0) return true;
    return false;
}

static bool may_be_shared(const vt_citation *citation) {
    return citation->basis >= 0 && citation->key && !vt_cite_key_is_nameless(citation->key);
}

/* A document that cites a law by number and name counts once. */
static vt_code count_documents(work *w, vt_index *index, own_basis *basis, vt_error *err) {
    static const vt_index_search wanted = {.depth = VT_SEARCH_DEPTH};
    vt_node node = {.kind = VT_NODE_REFERENCE,
                    .prefix = vt_fields[VT_FIELD_ID_BASIS].prefix,
                    .key = basis->citation->key};
    vt_index_answer *answer;
    vt_code code = vt_query_ask(index, &w->arena, &node, &wanted, &answer, err);
    if (code != VT_OK) return code;
    basis->documents = answer->total;
    vt_index_release(answer);
    return VT_OK;
}

static int by_rarity(const void *a, const void *b) {
    const own_basis *x = a, *y = b;
    if (x->documents != y->documents) return x->documents < y->documents ? -1 : 1;
    return (x->citation > y->citation) - (x->citation < y->citation);
}

static vt_code gather_bases(work *w, vt_index *index, vt_error *err) {
    vt_code code = VT_OK;
    w->bases.count = 0;
    for (size_t i = 0; i < w->document->citation_count && w->bases.count < MOST_BASES && code == VT_OK; i++) {
        const vt_citation *citation = &w->document->citations[i];
        if (!may_be_shared(citation) || has_basis(w, citation->key)) continue;
        own_basis *own = vt_array_push(&w->arena, &w->bases);
        if (!own) return vt_fail_memory(err);
        *own = (own_basis){citation, vt_cite_name_key(&w->arena, citation), 0};
        code = count_documents(w, index, own, err);
    }
    if (w->bases.count) qsort(w->bases.items, w->bases.count, sizeof *w->bases.items, by_rarity);
    w->list.basis_count = w->bases.count;
    return code;
}

/* ---- the query ---- */

static vt_node *add_node(work *w, vt_node *parent, vt_node_kind kind) {
    vt_node *node = parent ? vt_node_new(&w->arena, kind) : NULL;
    if (node) vt_node_add(parent, node);
    return node;
}

static bool add_bases(work *w, vt_node *any) {
    for (size_t i = 0; i < w->bases.count; i++) {
        vt_node *node = add_node(w, any, VT_NODE_REFERENCE);
        if (!node) return false;
        node->prefix = vt_fields[VT_FIELD_ID_BASIS].prefix;
        node->key = w->bases.items[i].citation->key;
        node->weight = BASIS_WEIGHT;
    }
    return true;
}

static bool add_words(work *w, vt_node *any) {
    for (size_t i = 0; i < w->words.items.count; i++) {
        vt_node *node = add_node(w, any, VT_NODE_WORDS);
        if (!node) return false;
        node->text = w->words.items.items[i].text;
    }
    return true;
}

static bool exclude(work *w, vt_node *all, char prefix, vt_slice term) {
    vt_node *node = add_node(w, add_node(w, all, VT_NODE_NOT), VT_NODE_TERM);
    if (!node || !term.data) return false;
    node->prefix = prefix;
    node->text = term;
    return true;
}

/* A number without year or body could be another document's too. */
static bool names_one(const char *key) {
    vt_key parts = vt_key_split(key);
    return parts.parts[VT_KEY_YEAR].size && parts.parts[VT_KEY_BODY].size;
}

/* NULL when memory ran out. */
static const vt_node *query_of(work *w) {
    vt_node *all = vt_node_new(&w->arena, VT_NODE_AND), *any = add_node(w, all, VT_NODE_OR);
    if (!any || !add_bases(w, any) || !add_words(w, any)) return NULL;
    if (!exclude(w, all, VT_PREFIX_ID, vt_slice_of(w->document->id))) return NULL;
    const char *own = vt_entry_own_key(&w->arena, w->document);
    if (own && names_one(own) &&
        !exclude(w, all, vt_fields[VT_FIELD_ID_NUMBER].prefix, vt_reference_term(&w->arena, own)))
        return NULL;
    return all;
}

/* ---- what two documents share ---- */

static bool is_one(const char *a, const char *b) {
    if (!a || !b || !vt_cite_keys_agree(a, b)) return false;
    return vt_slice_equal(vt_key_ordinal(a), vt_key_ordinal(b));
}

static bool cites(work *w, const vt_document *document, const own_basis *own) {
    for (size_t i = 0; i < document->citation_count; i++) {
        const vt_citation *citation = &document->citations[i];
        if (!may_be_shared(citation)) continue;
        const char *key = own->citation->key, *name_key = vt_cite_name_key(&w->arena, citation);
        if (is_one(key, citation->key) || is_one(key, name_key) || is_one(own->name_key, citation->key)) return true;
    }
    return false;
}

static bool share_bases(work *w, const vt_document *document, vt_similar *item) {
    VT_ARRAY(vt_shared_basis) shared = {0};
    for (size_t i = 0; i < w->bases.count; i++) {
        const own_basis *own = &w->bases.items[i];
        if (!cites(w, document, own)) continue;
        vt_shared_basis *place = vt_array_push(&w->arena, &shared);
        if (!place) return false;
        *place = (vt_shared_basis){own->citation->key, own->citation->text, own->documents};
    }
    item->bases = shared.items;
    item->basis_count = shared.count;
    return true;
}

/* Which of the telling words the text has, a bit for each. False when memory ran out. */
static bool find_words(work *w, vt_slice text, uint64_t *found) {
    vt_words words;
    vt_word word;
    *found = 0;
    vt_words_start(&words, &w->arena, text);
    while (vt_words_next(&words, &word))
        for (size_t i = 0; i < w->words.items.count; i++)
            if (vt_slice_equal(w->words.items.items[i].term, word.term)) *found |= (uint64_t)1 << i;
    return !words.failed;
}

static bool share_words(work *w, const vt_document *document, vt_similar *item) {
    uint64_t found;
    const char **told = vt_arena_alloc(&w->arena, MOST_TOLD * sizeof *told);
    if (!told || !find_words(w, document->text, &found)) return false;
    for (size_t i = 0; i < w->words.items.count && item->word_count < MOST_TOLD; i++) {
        if (!(found >> i & 1)) continue;
        told[item->word_count] = vt_word_small(&w->arena, w->words.items.items[i].text);
        if (!told[item->word_count++]) return false;
    }
    item->words = told;
    return true;
}

/* ---- the list ---- */

/* White space aside. */
static bool same_text(vt_slice a, vt_slice b) {
    size_t i = 0, j = 0;
    for (;; i++, j++) {
        while (i < a.size && vt_is_space(a.data[i])) i++;
        while (j < b.size && vt_is_space(b.data[j])) j++;
        if (i == a.size || j == b.size) return i == a.size && j == b.size;
        if (a.data[i] != b.data[j]) return false;
    }
}

static vt_code add_item(work *w, const vt_index_row *row, vt_similar *items, vt_error *err) {
    vt_document document;
    vt_similar *item = &items[w->list.count];
    *item = (vt_similar){.words = NULL};
    vt_code code = vt_hit_read(&w->arena, row, &document, &item->hit, err);
    if (code != VT_OK || same_text(document.text, w->document->text)) return code;
    w->list.count++;
    return share_bases(w, &document, item) && share_words(w, &document, item) ? VT_OK : vt_fail_memory(err);
}

static vt_code add_items(work *w, const vt_index_answer *answer, vt_error *err) {
    vt_similar *items = vt_arena_alloc(&w->arena, answer->row_count * sizeof *items);
    if (!items) return vt_fail_memory(err);
    w->list.items = items;
    w->list.count = 0;
    vt_code code = VT_OK;
    for (size_t i = 0; i < answer->row_count && w->list.count < w->limit && code == VT_OK; i++)
        code = add_item(w, &answer->rows[i], items, err);
    return code;
}

static vt_code find(work *w, vt_index *index, vt_error *err) {
    static const uint32_t slots[] = {VT_SLOT_PLACES};
    vt_index_search wanted = {.limit = w->limit < UINT32_MAX - MOST_COPIES ? w->limit + MOST_COPIES : UINT32_MAX,
                              .with_data = true,
                              .sort_slot = VT_SLOT_DATE,
                              .value_slots = slots,
                              .value_slot_count = 1};
    vt_index_answer *answer;
    const vt_node *query = query_of(w);
    vt_code code = query ? vt_query_ask(index, &w->arena, query, &wanted, &answer, err) : vt_fail_memory(err);
    if (code != VT_OK) return code;
    code = add_items(w, answer, err);
    vt_index_release(answer);
    return code;
}

static vt_code read_similar(vt_archive *archive, void *context, vt_error *err) {
    work *w = context;
    vt_code code = gather_bases(w, archive->index, err);
    if (code == VT_OK) code = vt_telling_find(archive->index, &w->arena, w->document, MOST_WORDS, &w->words, err);
    if (code == VT_OK) code = find(w, archive->index, err);
    return code == VT_OK && w->arena.failed ? vt_fail_memory(err) : code;
}

vt_code vt_archive_similar(vt_archive *archive, const char *prefix, uint32_t limit, vt_similar_list **out,
                           vt_error *err) {
    *out = NULL;
    work *w = calloc(1, sizeof *w);
    if (!w) return vt_fail_memory(err);
    vt_arena_init(&w->arena, NULL);
    w->limit = limit ? limit : DEFAULT_LIMIT;
    vt_code code = vt_archive_show(archive, prefix, &w->record, err);
    if (code == VT_OK) {
        w->document = w->record->document;
        w->list.id = w->document->id;
        code = vt_archive_reading(archive, read_similar, w, err);
    }
    if (code == VT_OK)
        *out = &w->list;
    else
        vt_similar_list_free(&w->list);
    return code;
}

void vt_similar_list_free(vt_similar_list *list) {
    work *w = (work *)list;
    if (!w) return;
    vt_record_free(w->record);
    vt_arena_free(&w->arena);
    free(w);
}
