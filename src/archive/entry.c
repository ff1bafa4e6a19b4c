/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a parsed document. Out: its entry of the index. Runs in the parsing threads and shares nothing. */
#include "archive/entry.h"

#include <string.h>
#include "archive/actor.h"
#include "archive/fields.h"
#include "archive/record.h"
#include "archive/reference.h"
#include "archive/sample.h"
#include "archive/slots.h"
#include "base/error.h"
#include "base/slice.h"
#include "cite/cite.h"

/* What a word of the text counts more when it stands in these parts too. */
enum { WEIGHT_BODY = 1, WEIGHT_HEADING = 2, WEIGHT_BASIS = 5, WEIGHT_NUMBER = 24, WEIGHT_TITLE = 24 };

static void add_value(vt_terms *terms, vt_field_id field, uint32_t weight, const char *text) {
    if (text) vt_terms_add_field(terms, vt_fields[field].prefix, weight, vt_slice_of(text));
}

static void boost(vt_terms *terms, uint32_t weight, const char *text) {
    if (text) vt_terms_boost(terms, weight, vt_slice_of(text));
}

static void add_headings(vt_terms *terms, const vt_section *sections, size_t count) {
    for (size_t i = 0; i < count; i++) {
        add_value(terms, VT_FIELD_ID_SECTION, WEIGHT_HEADING, sections[i].title);
        add_headings(terms, sections[i].sections, sections[i].section_count);
    }
}

static void add_signer(vt_terms *terms, const vt_signer *signer) {
    const char *const values[] = {signer->name, signer->position, signer->capacity};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) add_value(terms, VT_FIELD_ID_SIGNER, 0, values[i]);
}

static void add_words(vt_terms *terms, const vt_document *document) {
    vt_terms_add_text(terms, WEIGHT_BODY, document->text);
    boost(terms, WEIGHT_NUMBER, document->number.full);
    for (size_t i = 0; i < document->basis_count; i++) boost(terms, WEIGHT_BASIS, document->bases[i].text);
    /* A title that lines or columns break up in the text is a phrase nevertheless. */
    if (document->title) vt_terms_add_text(terms, WEIGHT_TITLE, vt_slice_of(document->title));
    add_value(terms, VT_FIELD_ID_TITLE, 0, document->title);
    add_value(terms, VT_FIELD_ID_ISSUER, 0, document->issuer.name);
    add_value(terms, VT_FIELD_ID_ISSUER, 0, document->issuer.parent);
    add_value(terms, VT_FIELD_ID_PLACE, 0, document->issued.place);
    for (size_t i = 0; i < document->signer_count; i++) add_signer(terms, &document->signers[i]);
    for (size_t i = 0; i < document->recipient_count; i++)
        add_value(terms, VT_FIELD_ID_RECIPIENT, 0, document->recipients[i].text);
    for (size_t i = 0; i < document->addressee_count; i++)
        add_value(terms, VT_FIELD_ID_RECIPIENT, 0, document->addressees[i].text);
    add_headings(terms, document->sections, document->section_count);
}

static void add_identity(vt_terms *terms, vt_arena *arena, vt_field_id field, const char *key) {
    vt_slice term = vt_reference_term(arena, key);
    /* A basis is counted: how rare it is tells how much two documents that share it are alike. */
    if (term.data)
        vt_terms_add(terms, vt_fields[field].prefix, term, field == VT_FIELD_ID_BASIS, 0);
    else
        terms->failed = true;
}

/* A law that is cited with number and name is found by either. */
static void add_citation(vt_terms *terms, vt_arena *arena, const vt_document *document, size_t at, const char *own) {
    const vt_citation *citation = &document->citations[at];
    vt_actor who;
    bool changed = vt_actor_of(document, at, own, &who);
    const char *keys[] = {citation->key, vt_cite_name_key(arena, citation)};
    for (size_t i = 0; i < 2; i++) {
        if (!keys[i]) continue;
        add_identity(terms, arena, VT_FIELD_ID_CITES, keys[i]);
        if (citation->basis >= 0) add_identity(terms, arena, VT_FIELD_ID_BASIS, keys[i]);
        if (changed) add_identity(terms, arena, VT_FIELD_ID_CHANGES, keys[i]);
    }
}

vt_slice vt_entry_places_of(const vt_entry *entry) {
    for (size_t i = 0; i < entry->document.value_count; i++)
        if (entry->document.values[i].slot == VT_SLOT_PLACES) return entry->document.values[i].bytes;
    return (vt_slice){NULL, 0};
}

const char *vt_entry_own_key(vt_arena *arena, const vt_document *document) {
    if (!document->number.full || !document->number.ordinal) return NULL;
    vt_citation own = {.type = document->type.code,
                       .number = document->number.full,
                       .date = document->issued.date,
                       .issuer = document->issuer.name};
    vt_cite_context context = {document->issued.place, document->issuer.name, document->issuer.parent,
                               document->issued.date};
    return vt_cite_key(arena, &own, &context);
}

static vt_slice year_of(const vt_document *document) {
    const char *date = document->issued.date;
    return (vt_slice){date, date && strlen(date) >= 4 ? 4 : 0};
}

/* The symbol of the document's number and each run of its parts: KH-PGDĐT, KH, PGDĐT. */
static void add_symbol(vt_terms *terms, vt_arena *arena, const char *printed) {
    const char *symbol = printed ? vt_cite_symbol(arena, printed) : "";
    if (!symbol) terms->failed = true;
    for (const char *start = symbol; start && *start;) {
        const char *end = start;
        while (*end) {
            end += strcspn(end + (*end == '-'), "-") + (*end == '-');
            vt_slice run = vt_identity_term(arena, (vt_slice){start, (size_t)(end - start)});
            if (run.data) vt_terms_add(terms, vt_fields[VT_FIELD_ID_SYMBOL].prefix, run, 0, 0);
            terms->failed |= !run.data;
        }
        start += strcspn(start, "-");
        if (*start) start++;
    }
}

static void add_identities(vt_terms *terms, vt_arena *arena, const vt_document *document, const char *body) {
    const char *own = vt_entry_own_key(arena, document);
    if (own) add_identity(terms, arena, VT_FIELD_ID_NUMBER, own);
    add_symbol(terms, arena, document->number.symbol);
    for (size_t i = 0; i < document->citation_count; i++) add_citation(terms, arena, document, i, own);
    if (document->type.code)
        vt_terms_add(terms, vt_fields[VT_FIELD_ID_TYPE].prefix, vt_slice_of(document->type.code), 0, 0);
    vt_slice term = vt_identity_term(arena, vt_slice_of(body));
    terms->failed |= !term.data;
    if (term.size) vt_terms_add(terms, vt_fields[VT_FIELD_ID_BODY].prefix, term, 0, 0);
    if (year_of(document).size) vt_terms_add(terms, vt_fields[VT_FIELD_ID_YEAR].prefix, year_of(document), 0, 0);
}

static vt_slice prefixed(vt_arena *arena, char prefix, vt_slice text) {
    char *term = text.data ? vt_arena_bytes(arena, text.size + 1) : NULL;
    if (!term) return (vt_slice){NULL, 0};
    term[0] = prefix;
    memcpy(term + 1, text.data, text.size);
    return (vt_slice){term, text.size + 1};
}

vt_slice vt_entry_id_term(vt_arena *arena, const char *id) { return prefixed(arena, VT_PREFIX_ID, vt_slice_of(id)); }

vt_slice vt_entry_path_term(vt_arena *arena, const char *path) {
    return prefixed(arena, VT_PREFIX_PATH, vt_identity_term(arena, vt_slice_of(path)));
}

static bool keep(vt_arena *arena, vt_buffer *buffer, vt_slice *out) {
    char *copy = buffer->failed ? NULL : vt_arena_text(arena, vt_buffer_slice(buffer));
    *out = (vt_slice){copy, copy ? buffer->size : 0};
    vt_buffer_free(buffer);
    return copy;
}

bool vt_entry_places_value(vt_arena *arena, const vt_places *places, vt_slice *value) {
    vt_buffer buffer;
    vt_buffer_init(&buffer, NULL);
    vt_places_write(places, &buffer);
    return keep(arena, &buffer, value);
}

static bool pack(vt_arena *arena, const vt_document *document, const vt_corrections *corrections, vt_slice *data) {
    vt_buffer buffer;
    vt_buffer_init(&buffer, NULL);
    vt_record_pack(document, corrections, &buffer);
    return keep(arena, &buffer, data);
}

static bool add_names(vt_terms *terms, vt_arena *arena, const vt_places *places) {
    char sample = vt_sample_of(places->id);
    vt_terms_add(terms, VT_PREFIX_ID, vt_slice_of(places->id), 0, 0);
    vt_terms_add(terms, VT_PREFIX_SAMPLE, (vt_slice){&sample, 1}, 0, 0);
    for (size_t i = 0; i < places->items.count; i++) {
        vt_slice path = vt_identity_term(arena, vt_slice_of(places->items.items[i].path));
        if (!path.data) return false;
        vt_terms_add(terms, VT_PREFIX_PATH, path, 0, 0);
    }
    return true;
}

/* The terms are made in an arena of their own: what they leave behind is several times as large as they are. */
static bool list_terms(vt_arena *arena, const vt_document *document, const char *body, const vt_places *places,
                       vt_term_memory *memory, vt_entry *entry) {
    vt_arena scratch;
    vt_terms terms;
    vt_arena_init(&scratch, arena->allocator);
    vt_terms_init(&terms, &scratch, memory);
    bool ok = add_names(&terms, &scratch, places);
    if (ok) {
        add_words(&terms, document);
        add_identities(&terms, &scratch, document, body);
        entry->dropped_words = terms.dropped;
        ok = !scratch.failed && vt_terms_finish(&terms, arena, &entry->document.terms, &entry->document.term_count);
    }
    vt_arena_free(&scratch);
    return ok;
}

bool vt_entry_build(vt_arena *arena, const vt_document *document, const vt_corrections *corrections,
                    const vt_places *places, vt_term_memory *memory, vt_entry *entry) {
    vt_document corrected = *document;
    *entry = (vt_entry){.id = places->id};
    if (!vt_correct(arena, corrections, &corrected)) return false;
    const char *body = vt_document_body(arena, &corrected);
    return body && list_terms(arena, &corrected, body, places, memory, entry) &&
           pack(arena, document, corrections, &entry->document.data) &&
           vt_slots_build(arena, &corrected, body, places, &entry->document.values, &entry->document.value_count) &&
           !arena->failed;
}

bool vt_entry_of(vt_arena *arena, const vt_document *document, const vt_place *place, vt_term_memory *memory,
                 vt_entry *entry) {
    static const vt_corrections none = {0};
    vt_places places = {.id = vt_arena_text(arena, vt_slice_of(document->id))};
    vt_place *own = vt_array_push(arena, &places.items);
    if (!places.id || !own) return false;
    *own = *place;
    return vt_entry_build(arena, document, &none, &places, memory, entry);
}

static const uint32_t places_slot[] = {VT_SLOT_PLACES};
const vt_index_search vt_entry_wanted = {.with_data = true, .value_slots = places_slot, .value_slot_count = 1};

vt_code vt_entry_read(vt_arena *arena, const vt_index_row *row, vt_entry_part part, vt_document *document,
                      vt_places *places, vt_error *err) {
    bool whole = part == VT_ENTRY_WHOLE;
    vt_code code = (whole ? vt_record_unpack : vt_record_unpack_front)(arena, row->data, document, err);
    if (code != VT_OK) return code;
    if (vt_places_read(arena, row->values[0], places) && places->items.count) return VT_OK;
    return vt_fail(err, VT_ERR_ARCHIVE, "a stored record is damaged");
}
