/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a query. Out: the documents that match and what they cite, as a graph.
 * The keys of the archive's own records are among those that are merged, so
 * that a partial mention finds the record that it means, matching or not.
 */
#include "archive/graph.h"

#include <stdlib.h>
#include <string.h>
#include "archive/entry.h"
#include "archive/fields.h"
#include "archive/reference.h"
#include "base/error.h"
#include "base/slice.h"
#include "cite/cite.h"

static const char *keep(vt_graph_work *w, const char *text, bool *ok) {
    const char *copy = text ? vt_arena_text(&w->arena, vt_slice_of(text)) : NULL;
    *ok &= !text || copy;
    return copy;
}

/* The places for a key that may be new. False when memory ran out. */
static bool make_room(vt_graph_work *w, const vt_merge_key *key) {
    if (!key) return false;
    while (w->cited.count <= key->at) {
        const vt_graph_about *cited = vt_array_push(&w->arena, &w->cited);
        const vt_graph_about *stored = vt_array_push(&w->arena, &w->stored);
        if (!cited || !stored) return false;
    }
    return true;
}

static bool tell_record(vt_graph_work *w, const vt_document *document, const vt_places *places, vt_graph_about *out) {
    bool ok = true;
    *out = (vt_graph_about){.id = keep(w, places->id, &ok),
                            .path = keep(w, places->items.items[0].path, &ok),
                            .type = keep(w, document->type.code, &ok),
                            .number = keep(w, document->number.full, &ok),
                            .date = keep(w, document->issued.date, &ok),
                            .issuer = keep(w, document->issuer.name, &ok),
                            .title = keep(w, document->title, &ok)};
    return ok;
}

/* The longest mention tells most. */
static bool tell_mention(vt_graph_work *w, const vt_citation *citation, vt_graph_about *out) {
    size_t worth = strlen(citation->text);
    bool bare = !citation->number && !citation->type;
    const char *subject = citation->subject || !bare ? citation->subject : citation->text;
    bool ok = true;
    if (worth <= out->worth) return true;
    *out = (vt_graph_about){.type = keep(w, citation->type, &ok),
                            .number = keep(w, citation->number, &ok),
                            .date = keep(w, citation->date, &ok),
                            .issuer = keep(w, citation->issuer, &ok),
                            .title = keep(w, subject, &ok),
                            .worth = worth};
    return ok;
}

static bool add_mention(vt_graph_work *w, size_t record, const vt_citation *citation) {
    if (!citation->key) return true;
    const vt_merge_key *key = vt_merge_add_citation(&w->merge, citation);
    vt_graph_mention *mention = make_room(w, key) ? vt_array_push(&w->arena, &w->mentions) : NULL;
    if (!mention) return false;
    *mention = (vt_graph_mention){record, key, citation->relation, citation->basis >= 0};
    return tell_mention(w, citation, &w->cited.items[key->at]);
}

static bool add_record(vt_graph_work *w, const vt_found *found) {
    vt_graph_record *record = vt_array_push(&w->arena, &w->records);
    if (!record || !tell_record(w, found->document, found->places, &record->about)) return false;
    const char *own = vt_entry_own_key(&w->arena, found->document);
    if (!own) return true;
    record->key = vt_merge_add(&w->merge, own);
    if (!make_room(w, record->key)) return false;
    if (!w->stored.items[record->key->at].id) w->stored.items[record->key->at] = record->about;
    return true;
}

static vt_code add_document(void *context, const vt_found *found, vt_error *err) {
    vt_graph_work *w = context;
    size_t at = w->records.count;
    bool ok = add_record(w, found);
    for (size_t i = 0; ok && i < found->document->citation_count; i++)
        ok = add_mention(w, at, &found->document->citations[i]);
    return ok && !w->arena.failed ? VT_OK : vt_fail_memory(err);
}

/* ---- the records that are cited and do not match ---- */

static vt_code read_row(vt_graph_work *w, const vt_index_row *row, vt_graph_about *out, vt_error *err) {
    vt_document document;
    vt_places places;
    vt_arena scratch;
    vt_arena_init(&scratch, NULL);
    vt_code code = vt_entry_read(&scratch, row, VT_ENTRY_FRONT, &document, &places, err);
    if (code == VT_OK && !tell_record(w, &document, &places, out)) code = vt_fail_memory(err);
    vt_arena_free(&scratch);
    return code;
}

/* The record whose own number the term is. */
static vt_code fetch_stored(vt_graph_work *w, vt_archive *archive, const vt_reference *own, vt_error *err) {
    const vt_merge_key *key = own->key ? vt_merge_add(&w->merge, own->key) : NULL;
    vt_index_answer *answer;
    if (!own->key) return VT_OK;
    if (!make_room(w, key)) return vt_fail_memory(err);
    if (w->stored.items[key->at].id) return VT_OK;
    vt_code code = vt_index_fetch(archive->index, own->term, &vt_entry_wanted, &answer, err);
    if (code != VT_OK) return code;
    if (answer->row_count) code = read_row(w, &answer->rows[0], &w->stored.items[key->at], err);
    vt_index_release(answer);
    return code;
}

static vt_code find_stored(vt_graph_work *w, vt_archive *archive, const char *key, vt_error *err) {
    vt_references found;
    if (vt_cite_key_is_nameless(key)) return VT_OK;
    vt_code code = vt_reference_find(archive->index, &w->arena, vt_fields[VT_FIELD_ID_NUMBER].prefix, key, &found, err);
    for (size_t i = 0; code == VT_OK && i < found.items.count; i++)
        code = fetch_stored(w, archive, &found.items.items[i], err);
    return code;
}

/* ---- the graph ---- */

static vt_code read_records(vt_graph_work *w, vt_archive *archive, vt_error *err) {
    vt_newest some = {.limit = w->limit};
    return vt_archive_each_newest(archive, w->query, &some, VT_ENTRY_FRONT, add_document, w, &w->graph.matches, err);
}

static vt_code read_graph(vt_archive *archive, void *context, vt_error *err) {
    vt_graph_work *w = context;
    vt_merge_init(&w->merge, &w->arena);
    w->cited.count = w->stored.count = w->records.count = w->mentions.count = 0;
    vt_code code = read_records(w, archive, err);
    size_t met = w->merge.keys.count; /* finding adds more */
    for (size_t i = 0; code == VT_OK && i < met; i++) code = find_stored(w, archive, w->merge.keys.items[i]->key, err);
    if (code != VT_OK) return code;
    return vt_merge_join(&w->merge) && vt_graph_build(w) ? VT_OK : vt_fail_memory(err);
}

vt_code vt_archive_graph(vt_archive *archive, const char *query, uint32_t limit, vt_graph **out, vt_error *err) {
    *out = NULL;
    vt_graph_work *w = calloc(1, sizeof *w);
    if (!w) return vt_fail_memory(err);
    vt_arena_init(&w->arena, NULL);
    w->limit = limit;
    vt_code code = vt_query_parse(&w->arena, query ? query : "", &w->query, err);
    if (code == VT_OK) code = vt_archive_reading(archive, read_graph, w, err);
    if (code == VT_OK)
        *out = &w->graph;
    else
        vt_graph_free(&w->graph);
    return code;
}

void vt_graph_free(vt_graph *graph) {
    vt_graph_work *w = (vt_graph_work *)graph;
    if (!w) return;
    vt_arena_free(&w->arena);
    free(w);
}
