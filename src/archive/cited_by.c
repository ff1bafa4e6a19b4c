/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a reference as typed, or a record's id. Out: the documents that cite it,
 * the newest first, with each place. Which mentions are one document, merge.h
 * says, over all keys of the archive that could be meant, so that a partial
 * mention is not taken for the one document that this reference names.
 */
#include <vanthu/references.h>

#include <stdlib.h>
#include <string.h>
#include "archive/each.h"
#include "archive/entry.h"
#include "archive/fields.h"
#include "archive/meant.h"
#include "archive/sentence.h"
#include "archive/told.h"
#include "base/error.h"
#include "base/slice.h"
#include "cite/key.h"

enum { LEAST_ID = 8 };

/* A citing document under way; the keys of its places beside them. */
typedef struct citing {
    vt_citing_document told;
    VT_ARRAY(vt_citing_place) places;
    VT_ARRAY(vt_merge_key *) keys;
} citing;

typedef VT_ARRAY(citing *) citing_list;

/* The list with the arena that it lives in; the list is the first member. */
typedef struct work {
    vt_cited_by list;
    vt_arena arena;
    vt_cited_by_options options;
    const char *key;          /* of the reference */
    vt_references references; /* of the archive that agree with it */
    vt_table terms;           /* theirs, without prefix */
    vt_merge merge;
    vt_meant_list meant;
    citing_list found;
} work;

/* ---- which references ---- */

static char prefix_of(const work *w) {
    return vt_fields[w->options.basis_only ? VT_FIELD_ID_BASIS : VT_FIELD_ID_CITES].prefix;
}

static bool take_reference(work *w, const vt_reference *reference) {
    void **known = vt_table_put(&w->terms, vt_slice_sub(reference->term, 1, reference->term.size));
    vt_reference *place = known && !*known ? vt_array_push(&w->arena, &w->references.items) : NULL;
    if (!place) return known;
    *place = *reference;
    *known = w; /* any value: the term is known */
    return !reference->key || vt_meant_take(&w->meant, &w->merge, reference);
}

static vt_code take_references(work *w, vt_index *index, const char *key, vt_references *found, vt_error *err) {
    vt_code code = vt_reference_find(index, &w->arena, prefix_of(w), key, found, err);
    for (size_t i = 0; code == VT_OK && i < found->items.count; i++)
        if (!take_reference(w, &found->items.items[i])) code = vt_fail_memory(err);
    return code;
}

/* A law is cited by its number and by its name, also without a year. */
static vt_code find_references(work *w, vt_index *index, vt_error *err) {
    vt_references found, named;
    vt_code code = take_references(w, index, w->key, &found, err);
    for (size_t i = 0; code == VT_OK && i < found.items.count; i++) {
        const char *name = found.items.items[i].name_key;
        if (name) code = take_references(w, index, name, &named, err);
    }
    return code;
}

static bool is_known(work *w, const char *key, bool *ok) {
    vt_slice term = key ? vt_reference_term(&w->arena, key) : (vt_slice){NULL, 0};
    *ok &= !key || term.data;
    return term.data && vt_table_get(&w->terms, term);
}

static bool is_meant(work *w, const vt_citation *citation, bool *ok) {
    if (!citation->key || (w->options.basis_only && citation->basis < 0)) return false;
    bool meant = is_known(w, citation->key, ok) || is_known(w, vt_cite_name_key(&w->arena, citation), ok);
    *ok &= !w->arena.failed;
    return meant;
}

/* ---- what is told of them ---- */

static const char *keep(work *w, const char *text, bool *ok) {
    const char *copy = text ? vt_arena_text(&w->arena, vt_slice_of(text)) : NULL;
    *ok &= !text || copy;
    return copy;
}

static const char *clause_of(work *w, const vt_document *document, const vt_citation *citation) {
    if (citation->basis < 0) return vt_sentence_of(&w->arena, document, citation);
    const vt_basis *basis = &document->bases[citation->basis];
    return vt_arena_printf(&w->arena, "%s%s%s", basis->lead ? basis->lead : "", basis->lead ? " " : "", basis->text);
}

/* NULL without a provision. */
static const char *provision_of(work *w, const vt_citation *citation, bool *ok) {
    const char *joined = NULL;
    for (size_t i = 0; i < citation->provision_count; i++) {
        const char *own = citation->provisions[i].text;
        joined = joined ? vt_arena_printf(&w->arena, "%s; %s", joined, own) : keep(w, own, ok);
        *ok &= joined != NULL;
    }
    return joined;
}

static bool add_place(work *w, citing *into, const vt_document *document, const vt_citation *citation) {
    bool ok = true;
    vt_citing_place *place = vt_array_push(&w->arena, &into->places);
    vt_merge_key **key = vt_array_push(&w->arena, &into->keys);
    if (!place || !key || !(*key = vt_merge_add_citation(&w->merge, citation))) return false;
    *place = (vt_citing_place){.text = keep(w, citation->text, &ok),
                               .clause = clause_of(w, document, citation),
                               .section = keep(w, citation->section, &ok),
                               .provision = provision_of(w, citation, &ok),
                               .relation = citation->relation,
                               .is_basis = citation->basis >= 0};
    return ok && place->clause;
}

static citing *new_citing(work *w, const vt_found *found) {
    bool ok = true;
    const vt_document *document = found->document;
    citing *fresh = vt_arena_alloc(&w->arena, sizeof *fresh);
    citing **place = fresh ? vt_array_push(&w->arena, &w->found) : NULL;
    if (!place) return NULL;
    fresh->told = (vt_citing_document){.id = keep(w, found->places->id, &ok),
                                       .path = keep(w, found->places->items.items[0].path, &ok),
                                       .type = keep(w, document->type.code, &ok),
                                       .number = keep(w, document->number.full, &ok),
                                       .date = keep(w, document->issued.date, &ok),
                                       .issuer = keep(w, document->issuer.name, &ok),
                                       .title = keep(w, document->title, &ok)};
    return ok ? *place = fresh : NULL;
}

static vt_code add_document(void *context, const vt_found *found, vt_error *err) {
    work *w = context;
    citing *own = NULL;
    bool ok = true;
    for (size_t i = 0; ok && i < found->document->citation_count; i++) {
        const vt_citation *citation = &found->document->citations[i];
        if (!is_meant(w, citation, &ok)) continue;
        if (!own) ok = (own = new_citing(w, found));
        ok = ok && add_place(w, own, found->document, citation);
    }
    return ok ? VT_OK : vt_fail_memory(err);
}

/* ---- which documents are meant ---- */

/* All keys with the reference's number or name, whatever else they say. */
static vt_code add_candidates(work *w, vt_archive *archive, vt_error *err) {
    vt_key parts = vt_key_split(w->key);
    bool numbered = parts.parts[VT_KEY_ORDINAL].size > 0;
    vt_slice word = parts.parts[numbered ? VT_KEY_ORDINAL : VT_KEY_SYMBOL];
    if (!word.size) return VT_OK;
    const char *wide = vt_arena_printf(&w->arena, numbered ? "|%.*s|||" : "||%.*s||", (int)word.size, word.data);
    vt_references found;
    if (!wide) return vt_fail_memory(err);
    vt_code code = vt_reference_find(archive->index, &w->arena, vt_fields[VT_FIELD_ID_CITES].prefix, wide, &found, err);
    for (size_t i = 0; code == VT_OK && i < found.items.count; i++)
        if (found.items.items[i].key && !vt_merge_add(&w->merge, found.items.items[i].key)) code = vt_fail_memory(err);
    return code;
}

/* A number is only met by a number, as the index has it. */
static bool speaks_of(const char *reference, const char *key) {
    if (!vt_cite_keys_agree(reference, key)) return false;
    if (vt_cite_key_is_nameless(reference)) return true;
    return !vt_cite_key_is_nameless(key) && vt_slice_equal(vt_key_ordinal(reference), vt_key_ordinal(key));
}

/* Whether a fuller key agrees with one that has joined none: then there are several. */
static bool is_uncertain(const work *w, const vt_merge_key *root) {
    for (size_t i = 0; i < w->merge.keys.count; i++) {
        const vt_merge_key *other = w->merge.keys.items[i];
        if (other->known_parts > root->known_parts && speaks_of(root->key, other->key)) return true;
    }
    return false;
}

static void settle_places(const work *w, citing *c) {
    for (size_t i = 0; i < c->places.count; i++) {
        const vt_merge_key *root = vt_merge_root(c->keys.items[i]);
        c->places.items[i].key = root->key;
        c->places.items[i].is_uncertain = is_uncertain(w, root);
    }
    c->told.places = c->places.items;
    c->told.place_count = c->places.count;
}

static bool says_more(const char *text, const char *former) { return !former || strlen(text) > strlen(former); }

/* The longest mention among those that are listed; otherwise one of another document. */
static vt_code word_meaning(work *w, vt_index *index, const vt_meant *meant, vt_meaning *out, vt_error *err) {
    const char *key = vt_merge_root(meant->key)->key;
    *out = (vt_meaning){.key = key, .documents = meant->documents};
    for (size_t i = 0; i < w->found.count; i++) {
        const citing *c = w->found.items[i];
        for (size_t j = 0; j < c->places.count; j++)
            if (c->places.items[j].key == key && says_more(c->places.items[j].text, out->text))
                out->text = c->places.items[j].text;
    }
    return out->text ? VT_OK : vt_told_document(index, &w->arena, meant->term, meant->key->key, &out->text, err);
}

static vt_code settle_meanings(work *w, vt_index *index, vt_error *err) {
    vt_code code = vt_meant_join(&w->meant, &w->arena) ? VT_OK : vt_fail_memory(err);
    if (code == VT_OK) code = vt_meant_count(&w->meant, index, &w->arena, err);
    size_t count = w->meant.items.count;
    vt_meaning *meanings = vt_arena_alloc(&w->arena, count * sizeof *meanings);
    if (code == VT_OK && !meanings) code = vt_fail_memory(err);
    vt_meant_sort(&w->meant);
    for (size_t i = 0; code == VT_OK && i < count; i++)
        code = word_meaning(w, index, &w->meant.items.items[i], &meanings[i], err);
    w->list.meanings = meanings;
    w->list.meaning_count = count;
    return code;
}

/* ---- the list ---- */

/* The newest first, what has no date last. */
static int by_date(const void *a, const void *b) {
    const vt_citing_document *x = a, *y = b;
    int order = x->date && y->date ? strcmp(y->date, x->date) : vt_compare_known(x->date, y->date);
    if (!order) order = vt_compare_known(x->number, y->number);
    return order ? order : strcmp(x->id, y->id);
}

static vt_code settle(work *w, vt_index *index, vt_error *err) {
    vt_citing_document *items = vt_arena_alloc(&w->arena, w->found.count * sizeof *items);
    if (!items || !vt_merge_join(&w->merge)) return vt_fail_memory(err);
    for (size_t i = 0; i < w->found.count; i++) {
        settle_places(w, w->found.items[i]);
        items[i] = w->found.items[i]->told;
    }
    if (w->found.count) qsort(items, w->found.count, sizeof *items, by_date);
    w->list.items = items;
    w->list.key = w->key;
    w->list.count = w->found.count;
    return settle_meanings(w, index, err);
}

/* The query: who has one of the references. NULL when memory ran out. */
static const vt_node *query_of(work *w) {
    vt_node *either = vt_node_new(&w->arena, VT_NODE_OR);
    for (size_t i = 0; either && i < w->references.items.count; i++) {
        vt_slice term = w->references.items.items[i].term;
        vt_node *node = vt_node_new(&w->arena, VT_NODE_TERM);
        if (!node) return NULL;
        node->prefix = term.data[0];
        node->text = vt_slice_sub(term, 1, term.size);
        vt_node_add(either, node);
    }
    return either;
}

static vt_code read_documents(work *w, vt_archive *archive, vt_error *err) {
    vt_newest some = {w->options.offset, w->options.limit};
    if (!w->references.items.count) return VT_OK;
    const vt_node *query = query_of(w);
    if (!query) return vt_fail_memory(err);
    return vt_archive_each_newest(archive, query, &some, VT_ENTRY_WHOLE, add_document, w, &w->list.total, err);
}

static void begin(work *w) {
    w->list.total = 0;
    w->references = (vt_references){0};
    w->meant = (vt_meant_list){0};
    w->found = (citing_list){0};
    vt_table_init(&w->terms, &w->arena);
    vt_merge_init(&w->merge, &w->arena);
}

static vt_code read_cited_by(vt_archive *archive, void *context, vt_error *err) {
    work *w = context;
    begin(w);
    /* The reference is one of the keys: a mention that says less than it may mean it. */
    vt_code code = vt_merge_add(&w->merge, w->key) ? VT_OK : vt_fail_memory(err);
    if (code == VT_OK) code = find_references(w, archive->index, err);
    if (code == VT_OK) code = add_candidates(w, archive, err);
    if (code == VT_OK) code = read_documents(w, archive, err);
    return code == VT_OK ? settle(w, archive->index, err) : code;
}

/* ---- the reference ---- */

static bool may_be_id(const char *text) {
    size_t size = strlen(text);
    return size >= LEAST_ID && strspn(text, "0123456789abcdef") == size;
}

static vt_code key_of_record(work *w, vt_archive *archive, const char *id, vt_error *err) {
    vt_record *record;
    vt_code code = vt_archive_show(archive, id, &record, err);
    if (code != VT_OK) return code;
    w->key = vt_entry_own_key(&w->arena, record->document);
    vt_record_free(record);
    if (w->arena.failed) return vt_fail_memory(err);
    return w->key ? VT_OK
                  : vt_fail(err, VT_ERR_ARGUMENT, "the record %.12s has no number by which it could be cited", id);
}

static vt_code key_of_reference(work *w, vt_archive *archive, const char *text, vt_error *err) {
    bool id = may_be_id(text);
    vt_code code = id ? key_of_record(w, archive, text, err) : VT_ERR_NOT_FOUND;
    if (code != VT_ERR_NOT_FOUND) return code;
    /* "=KEY" is an identity key as a facet of a search gives it. */
    w->key = vt_reference_parse(&w->arena, vt_slice_of(*text == '=' ? text + 1 : text));
    if (w->key || id) return w->key ? VT_OK : code;
    return vt_fail_hint(err, VT_ERR_ARGUMENT, "write it as a number (24/CT-UBND), a law's name, or a record's id",
                        "there is no reference in \"%.100s\"", text);
}

vt_code vt_archive_cited_by(vt_archive *archive, const char *reference, const vt_cited_by_options *options,
                            vt_cited_by **out, vt_error *err) {
    *out = NULL;
    work *w = calloc(1, sizeof *w);
    if (!w) return vt_fail_memory(err);
    vt_arena_init(&w->arena, NULL);
    if (options) w->options = *options;
    vt_code code = key_of_reference(w, archive, reference, err);
    if (code == VT_OK) code = vt_archive_reading(archive, read_cited_by, w, err);
    if (code == VT_OK)
        *out = &w->list;
    else
        vt_cited_by_free(&w->list);
    return code;
}

void vt_cited_by_free(vt_cited_by *cited_by) {
    work *w = (work *)cited_by;
    if (!w) return;
    vt_arena_free(&w->arena);
    free(w);
}
