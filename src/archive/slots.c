/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a document. Out: the values of its slots.
 *   VT_SLOT_BODY   the folded body, a zero byte, the body: so bytes sort as words do, without accents first; a document
 *                  without a body sorts behind all others
 *   VT_SLOT_CITED  the hashes of the documents that it cites, each once, ascending; a law that is cited with its number
 * and its name stands by its name, under which the index has it in any case
 */
#include "archive/slots.h"

#include <stdlib.h>
#include <string.h>
#include "archive/entry.h"
#include "archive/fields.h"
#include "archive/reference.h"
#include "base/slice.h"
#include "base/table.h"
#include "cite/key.h"
#include "text/fold.h"

/* ---- the issuing body ---- */

const char *vt_document_body(vt_arena *arena, const vt_document *document) {
    const char *name = document->issuer.name;
    vt_cite_context context = {document->issued.place, name, document->issuer.parent, document->issued.date};
    if (!name) return "";
    const char *body = vt_cite_body_key(arena, document->type.code, document->number.symbol, name, &context);
    return body && !*body ? vt_cite_canon(arena, vt_slice_of(name)) : body;
}

const char *vt_body_of(vt_arena *arena, vt_slice name) {
    static const vt_cite_context nowhere = {NULL, NULL, NULL, NULL};
    const char *copy = vt_arena_text(arena, name);
    const char *body = copy ? vt_cite_body_key(arena, NULL, NULL, copy, &nowhere) : NULL;
    return body && !*body ? vt_cite_canon(arena, name) : body;
}

vt_slice vt_slot_body(vt_slice value) {
    const char *zero = value.size ? memchr(value.data, '\0', value.size) : NULL;
    size_t start = zero ? (size_t)(zero - value.data) + 1 : value.size;
    return vt_slice_sub(value, start, value.size);
}

static bool build_body(vt_arena *arena, const char *body, vt_slice *value) {
    const char *folded = vt_fold_text(arena, vt_slice_of(body));
    if (!folded) return false;
    *value = VT_LITERAL("\x7f");
    if (!*body) return true;
    size_t head = strlen(folded) + 1, tail = strlen(body);
    char *bytes = vt_arena_bytes(arena, head + tail);
    if (!bytes) return false;
    memcpy(bytes, folded, head);
    memcpy(bytes + head, body, tail);
    *value = (vt_slice){bytes, head + tail};
    return true;
}

/* ---- what is cited ---- */

/* A law by its name, which all cite, and not all its number. */
const char *vt_slot_cited(vt_arena *arena, const vt_citation *citation) {
    const char *name_key = citation->key ? vt_cite_name_key(arena, citation) : NULL;
    return name_key ? name_key : citation->key;
}

/* The upper bytes are well mixed. */
void vt_cited_hash(vt_slice term, char hash[VT_CITED_HASH]) {
    uint64_t sum = vt_hash_of(term);
    sum ^= sum >> 29;
    for (int i = 0; i < VT_CITED_HASH; i++) hash[i] = (char)(sum >> (24 + 8 * i));
}

static int by_bytes(const void *a, const void *b) { return memcmp(a, b, VT_CITED_HASH); }

static bool build_cited(vt_arena *arena, const vt_document *document, vt_slice *value) {
    char *bytes = vt_arena_bytes(arena, document->citation_count * VT_CITED_HASH + 1);
    size_t count = 0, used = 0;
    if (!bytes) return false;
    for (size_t i = 0; i < document->citation_count; i++) {
        const char *key = vt_slot_cited(arena, &document->citations[i]);
        if (!key) continue;
        vt_slice term = vt_reference_term(arena, key);
        if (!term.data) return false;
        vt_cited_hash(term, bytes + VT_CITED_HASH * count++);
    }
    if (count) qsort(bytes, count, VT_CITED_HASH, by_bytes);
    for (size_t i = 0; i < count; i++) {
        const char *own = bytes + VT_CITED_HASH * i;
        if (used && by_bytes(own, bytes + VT_CITED_HASH * (used - 1)) == 0) continue;
        memmove(bytes + VT_CITED_HASH * used++, own, VT_CITED_HASH);
    }
    *value = (vt_slice){bytes, used * VT_CITED_HASH};
    return true;
}

/* ---- the others ---- */

/* Larger weights are larger bytes; a document that needs nobody has none. */
static bool build_review(vt_arena *arena, const vt_document *document, vt_slice *value) {
    enum { UNITS = 1000, MOST = 99999999 };
    double weight = vt_document_review_weight(document) * UNITS;
    char *text = vt_arena_printf(arena, "%08d", weight < MOST ? (int)(weight + 0.5) : MOST);
    *value = (vt_slice){text, weight > 0 && text ? strlen(text) : 0};
    return text;
}

/* A copy: the document may be gone when the entry is written. */
static bool copy_text(vt_arena *arena, vt_slice text, vt_slice *value) {
    *value = (vt_slice){vt_arena_text(arena, text), text.size};
    return value->data;
}

bool vt_slots_build(vt_arena *arena, const vt_document *document, const char *body, const vt_places *places,
                    const vt_index_value **values, size_t *count) {
    vt_index_value *all = vt_arena_alloc(arena, VT_SLOTS * sizeof *all);
    const char *date = document->issued.date;
    if (!all) return false;
    for (uint32_t slot = 0; slot < VT_SLOTS; slot++) all[slot].slot = slot;
    *values = all;
    *count = VT_SLOTS;
    return vt_entry_places_value(arena, places, &all[VT_SLOT_PLACES].bytes) &&
           copy_text(arena, vt_slice_of(date), &all[VT_SLOT_DATE].bytes) &&
           copy_text(arena, vt_slice_of(document->type.code), &all[VT_SLOT_TYPE].bytes) &&
           copy_text(arena, vt_slice_of(document->issuer.name), &all[VT_SLOT_ISSUER].bytes) &&
           copy_text(arena, (vt_slice){date, date && strlen(date) >= 4 ? 4 : 0}, &all[VT_SLOT_YEAR].bytes) &&
           build_review(arena, document, &all[VT_SLOT_REVIEW].bytes) &&
           build_body(arena, body, &all[VT_SLOT_BODY].bytes) && build_cited(arena, document, &all[VT_SLOT_CITED].bytes);
}
