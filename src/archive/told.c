/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a term. Out: how the first document that has it words what it stands for. */
#include "archive/told.h"

#include <string.h>
#include "archive/fields.h"
#include "archive/record.h"
#include "archive/reference.h"
#include "archive/slots.h"
#include "base/error.h"
#include "base/slice.h"
#include "cite/cite.h"
#include "lexicon/types.h"

enum { MOST_BODIES = 4096 };

vt_code vt_told_first(vt_index *index, vt_arena *arena, vt_slice term, vt_document *document, bool *found,
                      vt_error *err) {
    static const vt_index_search wanted = {.with_data = true};
    vt_index_answer *answer;
    vt_code code = vt_index_fetch(index, term, &wanted, &answer, err);
    if (code != VT_OK) return code;
    *found = answer->row_count;
    if (*found) code = vt_record_unpack_front(arena, answer->rows[0].data, document, err);
    vt_index_release(answer);
    return code;
}

static const char *own_text(vt_arena *arena, const vt_document *document) {
    const vt_type_entry *type = document->type.code ? vt_type_by_code(document->type.code) : NULL;
    const char *date = document->issued.date, *issuer = document->issuer.name;
    return vt_arena_printf(arena, "%s%s%s%s%s%s%s", type ? type->name : "", type ? " " : "", document->number.full,
                           date ? ", " : "", date ? date : "", issuer ? ", " : "", issuer ? issuer : "");
}

static bool is_key(const char *own, const char *key) { return own && strcmp(own, key) == 0; }

/* A law that is cited with its number is found under what its name alone would be, too. */
static const char *cited_text(vt_arena *arena, const vt_document *document, const char *key) {
    const char *named = NULL;
    for (size_t i = 0; i < document->citation_count; i++) {
        const vt_citation *citation = &document->citations[i];
        if (is_key(citation->key, key)) return citation->text;
        if (!named && is_key(vt_cite_name_key(arena, citation), key)) named = citation->text;
    }
    return named;
}

vt_code vt_told_document(vt_index *index, vt_arena *arena, vt_slice term, const char *key, const char **text,
                         vt_error *err) {
    vt_document document;
    bool found;
    *text = NULL;
    vt_code code = vt_told_first(index, arena, term, &document, &found, err);
    if (code != VT_OK) return code;
    bool own = term.data[0] == vt_fields[VT_FIELD_ID_NUMBER].prefix;
    if (found) *text = own ? own_text(arena, &document) : cited_text(arena, &document, key);
    if (!*text) *text = key;
    return arena->failed ? vt_fail_memory(err) : VT_OK;
}

static vt_slice prefixed(vt_arena *arena, vt_field_id field, vt_slice text) {
    char *term = text.data ? vt_arena_bytes(arena, text.size + 1) : NULL;
    if (!term) return (vt_slice){NULL, 0};
    term[0] = vt_fields[field].prefix;
    memcpy(term + 1, text.data, text.size);
    return (vt_slice){term, text.size + 1};
}

vt_code vt_told_cited(vt_index *index, vt_arena *arena, const char *key, const char **text, vt_error *err) {
    vt_slice term = prefixed(arena, VT_FIELD_ID_CITES, vt_reference_term(arena, key));
    return term.data ? vt_told_document(index, arena, term, key, text, err) : vt_fail_memory(err);
}

/* ---- bodies ---- */

void vt_told_bodies_init(vt_told_bodies *bodies) {
    vt_arena_init(&bodies->arena, NULL);
    vt_table_init(&bodies->texts, &bodies->arena);
}

void vt_told_bodies_forget(vt_told_bodies *bodies) {
    vt_arena_reset(&bodies->arena);
    vt_table_init(&bodies->texts, &bodies->arena);
}

void vt_told_bodies_free(vt_told_bodies *bodies) { vt_arena_free(&bodies->arena); }

/* In the words of the first document that the body issued. */
static vt_code word_body(vt_index *index, vt_arena *arena, vt_slice term, const char **text, vt_error *err) {
    vt_document document;
    bool found;
    vt_slice whole = prefixed(arena, VT_FIELD_ID_BODY, term);
    vt_code code = whole.data ? vt_told_first(index, arena, whole, &document, &found, err) : vt_fail_memory(err);
    *text = NULL;
    if (code != VT_OK || !found || !document.issuer.name) return code;
    const char *parent = document.issuer.parent;
    *text = parent ? vt_arena_printf(arena, "%s, %s", document.issuer.name, parent) : document.issuer.name;
    return *text ? VT_OK : vt_fail_memory(err);
}

static vt_code keep_body(vt_told_bodies *bodies, vt_slice term, const char *text, vt_error *err) {
    if (bodies->texts.count == MOST_BODIES) vt_told_bodies_forget(bodies);
    char *own_term = vt_arena_text(&bodies->arena, term), *own = vt_arena_text(&bodies->arena, vt_slice_of(text));
    void **place = own_term && own ? vt_table_put(&bodies->texts, (vt_slice){own_term, term.size}) : NULL;
    if (!place) return vt_fail_memory(err);
    *place = own;
    return VT_OK;
}

vt_code vt_told_body(vt_told_bodies *bodies, vt_index *index, vt_arena *arena, vt_slice term, const char **text,
                     vt_error *err) {
    const char *known = term.data ? vt_table_get(&bodies->texts, term) : NULL;
    if (!known) {
        vt_code code = word_body(index, arena, term, text, err);
        return code == VT_OK && *text ? keep_body(bodies, term, *text, err) : code;
    }
    *text = vt_arena_text(arena, vt_slice_of(known));
    return *text ? VT_OK : vt_fail_memory(err);
}

/* ---- hashes ---- */

static vt_code find_hash(vt_arena *arena, const vt_document *document, vt_slice hash, const char **key, vt_error *err) {
    for (size_t i = 0; i < document->citation_count; i++) {
        const char *one = vt_slot_cited(arena, &document->citations[i]);
        if (!one) continue;
        char own[VT_CITED_HASH];
        vt_slice term = vt_reference_term(arena, one);
        if (!term.data) return vt_fail_memory(err);
        vt_cited_hash(term, own);
        if (memcmp(own, hash.data, sizeof own) != 0) continue;
        *key = one;
        return VT_OK;
    }
    return arena->failed ? vt_fail_memory(err) : VT_OK;
}

vt_code vt_told_hash(vt_index *index, vt_arena *arena, uint32_t docid, vt_slice hash, const char **key, vt_error *err) {
    static const vt_index_search wanted = {.with_data = true};
    vt_index_answer *answer;
    vt_document document;
    *key = NULL;
    vt_code code = vt_index_rows_of(index, &docid, 1, &wanted, &answer, err);
    if (code != VT_OK) return code;
    bool found = answer->row_count;
    if (found) code = vt_record_unpack_front(arena, answer->rows[0].data, &document, err);
    vt_index_release(answer);
    return found && code == VT_OK ? find_hash(arena, &document, hash, key, err) : code;
}
