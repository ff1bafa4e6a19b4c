/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a document. Out: bytes; and the way back. The shapes below say once which
 * members a structure has and of what kind; packing and unpacking both walk
 * them. Numbers are written seven bits a byte, strings with their size + 1
 * before them (0: absent).
 * Assumes nothing about the bytes: what is damaged is refused.
 */
#include "archive/record.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>
#include "base/error.h"
#include "base/slice.h"

enum { RECORD_VERSION = 2, MOST_NESTING = 1000, RATIO_UNITS = 1000000 };

typedef enum kind {
    KIND_TEXT,   /* const char * */
    KIND_SLICE,  /* vt_slice */
    KIND_ID,     /* char[65] */
    KIND_SIZE,   /* size_t */
    KIND_UINT64, /* uint64_t */
    KIND_UINT32, /* uint32_t */
    KIND_INT64,  /* int64_t, at least -1 */
    KIND_ENUM,   /* an enumeration, which is an int or unsigned */
    KIND_FLAG,   /* bool */
    KIND_RATIO,  /* double in 0..1, kept to six decimals */
    KIND_LIST    /* pointer to items of another shape, with their count elsewhere */
} kind;

typedef struct shape shape;

typedef struct member {
    kind kind;
    size_t offset, count_offset;
    const shape *items;
} member;

struct shape {
    size_t size;
    const member *members;
    size_t member_count;
};

#define MEMBER(type, kind, name) {kind, offsetof(type, name), 0, NULL}
#define LIST(type, name, count, shape) {KIND_LIST, offsetof(type, name), offsetof(type, count), &shape}
#define SHAPE(type, members) {sizeof(type), members, sizeof members / sizeof *members}

static const member text_members[] = {{KIND_TEXT, 0, 0, NULL}};
static const shape text_shape = SHAPE(const char *, text_members);

static const member size_members[] = {{KIND_SIZE, 0, 0, NULL}};
static const shape size_shape = SHAPE(size_t, size_members);

#define SPAN(type, name) MEMBER(type, KIND_UINT32, name.start), MEMBER(type, KIND_UINT32, name.end)

static const member span_members[] = {MEMBER(vt_span, KIND_UINT32, start), MEMBER(vt_span, KIND_UINT32, end)};
static const shape span_shape = SHAPE(vt_span, span_members);

static const member addressee_members[] = {MEMBER(vt_addressee, KIND_TEXT, text), SPAN(vt_addressee, span)};
static const shape addressee_shape = SHAPE(vt_addressee, addressee_members);

static const member basis_members[] = {MEMBER(vt_basis, KIND_TEXT, lead), MEMBER(vt_basis, KIND_TEXT, text),
                                       LIST(vt_basis, citations, citation_count, size_shape), SPAN(vt_basis, span)};
static const shape basis_shape = SHAPE(vt_basis, basis_members);

static const member provision_members[] = {
    MEMBER(vt_provision, KIND_TEXT, text), MEMBER(vt_provision, KIND_TEXT, dieu),
    MEMBER(vt_provision, KIND_TEXT, khoan), MEMBER(vt_provision, KIND_TEXT, diem)};
static const shape provision_shape = SHAPE(vt_provision, provision_members);

static const member related_members[] = {MEMBER(vt_related, KIND_ENUM, relation), MEMBER(vt_related, KIND_SIZE, to)};
static const shape related_shape = SHAPE(vt_related, related_members);

static const member citation_members[] = {
    MEMBER(vt_citation, KIND_TEXT, text),
    MEMBER(vt_citation, KIND_TEXT, type),
    MEMBER(vt_citation, KIND_TEXT, number),
    MEMBER(vt_citation, KIND_TEXT, date),
    MEMBER(vt_citation, KIND_TEXT, issuer),
    MEMBER(vt_citation, KIND_TEXT, subject),
    MEMBER(vt_citation, KIND_TEXT, key),
    MEMBER(vt_citation, KIND_INT64, basis),
    MEMBER(vt_citation, KIND_TEXT, section),
    MEMBER(vt_citation, KIND_ENUM, relation),
    LIST(vt_citation, related, related_count, related_shape),
    MEMBER(vt_citation, KIND_INT64, resolves_to),
    MEMBER(vt_citation, KIND_FLAG, ambiguous),
    LIST(vt_citation, provisions, provision_count, provision_shape),
    MEMBER(vt_citation, KIND_RATIO, confidence),
    SPAN(vt_citation, span)};
static const shape citation_shape = SHAPE(vt_citation, citation_members);

static const shape section_shape;
static const member section_members[] = {
    MEMBER(vt_section, KIND_TEXT, marker), MEMBER(vt_section, KIND_TEXT, title), MEMBER(vt_section, KIND_TEXT, text),
    MEMBER(vt_section, KIND_FLAG, computed), SPAN(vt_section, span),
    LIST(vt_section, sections, section_count, section_shape)};
static const shape section_shape = SHAPE(vt_section, section_members);

static const member recipient_members[] = {MEMBER(vt_recipient, KIND_TEXT, text), SPAN(vt_recipient, span)};
static const shape recipient_shape = SHAPE(vt_recipient, recipient_members);

static const member signer_members[] = {MEMBER(vt_signer, KIND_TEXT, capacity), MEMBER(vt_signer, KIND_TEXT, position),
                                        MEMBER(vt_signer, KIND_TEXT, name)};
static const shape signer_shape = SHAPE(vt_signer, signer_members);

static const member evidence_members[] = {
    MEMBER(vt_evidence, KIND_TEXT, path), LIST(vt_evidence, spans, span_count, span_shape),
    MEMBER(vt_evidence, KIND_RATIO, confidence), MEMBER(vt_evidence, KIND_ENUM, origin)};
static const shape evidence_shape = SHAPE(vt_evidence, evidence_members);

static const member warning_members[] = {MEMBER(vt_warning, KIND_TEXT, code), MEMBER(vt_warning, KIND_TEXT, message),
                                         MEMBER(vt_warning, KIND_TEXT, field),
                                         MEMBER(vt_warning, KIND_FLAG, has_span), SPAN(vt_warning, span)};
static const shape warning_shape = SHAPE(vt_warning, warning_members);

#define OWN(kind, name) MEMBER(vt_document, kind, name)
#define OWN_LIST(name, count, shape) LIST(vt_document, name, count, shape)

static const member document_members[] = {
    OWN(KIND_ID, id),
    OWN(KIND_TEXT, source.path),
    OWN(KIND_TEXT, source.format),
    OWN_LIST(source.encodings, source.encoding_count, text_shape),
    OWN(KIND_UINT64, source.bytes),
    OWN(KIND_TEXT, type.code),
    OWN(KIND_TEXT, type.name),
    OWN(KIND_TEXT, number.ordinal),
    OWN(KIND_TEXT, number.year),
    OWN(KIND_TEXT, number.symbol),
    OWN(KIND_TEXT, number.full),
    OWN(KIND_TEXT, number.text),
    OWN(KIND_TEXT, issued.place),
    OWN(KIND_TEXT, issued.date),
    OWN(KIND_TEXT, issued.text),
    OWN(KIND_TEXT, issuer.name),
    OWN(KIND_TEXT, issuer.parent),
    OWN(KIND_TEXT, marks.secrecy),
    OWN(KIND_TEXT, marks.urgency),
    OWN(KIND_TEXT, title),
    OWN_LIST(addressees, addressee_count, addressee_shape),
    OWN_LIST(bases, basis_count, basis_shape),
    OWN_LIST(citations, citation_count, citation_shape),
    OWN_LIST(sections, section_count, section_shape),
    OWN_LIST(recipients, recipient_count, recipient_shape),
    OWN_LIST(signers, signer_count, signer_shape),
    OWN_LIST(evidence, evidence_count, evidence_shape),
    OWN_LIST(warnings, warning_count, warning_shape),
    OWN(KIND_SLICE, text)};
static const shape document_shape = SHAPE(vt_document, document_members);

static const member correction_members[] = {
    MEMBER(vt_correction, KIND_TEXT, field), MEMBER(vt_correction, KIND_TEXT, value),
    MEMBER(vt_correction, KIND_ENUM, kind), MEMBER(vt_correction, KIND_TEXT, by), MEMBER(vt_correction, KIND_TEXT, at)};
static const shape correction_shape = SHAPE(vt_correction, correction_members);

static const member corrections_members[] = {LIST(vt_corrections, items, count, correction_shape)};
static const shape corrections_shape = SHAPE(vt_corrections, corrections_members);

/* Members are read and written through memcpy: the walk knows their kinds, not their C types. */
#define ACCESS(type, name)                                                       \
    static type get_##name(const char *at) {                                     \
        type value;                                                              \
        memcpy(&value, at, sizeof value);                                        \
        return value;                                                            \
    }                                                                            \
    static void set_##name(char *at, type value) { memcpy(at, &value, sizeof value); }

ACCESS(const char *, bytes)
ACCESS(vt_slice, slice)
ACCESS(size_t, size)
ACCESS(uint64_t, uint64)
ACCESS(uint32_t, uint32)
ACCESS(int64_t, int64)
ACCESS(unsigned, choice)
ACCESS(bool, flag)
ACCESS(double, ratio)

static void put_number(vt_buffer *buffer, uint64_t number) {
    for (; number > 0x7F; number >>= 7) vt_buffer_append_char(buffer, (char)(number | 0x80));
    vt_buffer_append_char(buffer, (char)number);
}

static void put_slice(vt_buffer *buffer, vt_slice text) {
    put_number(buffer, text.data ? (uint64_t)text.size + 1 : 0);
    if (text.data) vt_buffer_append_slice(buffer, text);
}

static void put_shape(vt_buffer *buffer, const shape *of, const char *from);

static void put_list(vt_buffer *buffer, const member *m, const char *from) {
    size_t count = get_size(from + m->count_offset);
    const char *items = get_bytes(from + m->offset);
    put_number(buffer, count);
    for (size_t i = 0; i < count; i++) put_shape(buffer, m->items, items + i * m->items->size);
}

static void put_member(vt_buffer *buffer, const member *m, const char *from) {
    const char *at = from + m->offset;
    switch (m->kind) {
    case KIND_TEXT: put_slice(buffer, vt_slice_of(get_bytes(at))); break;
    case KIND_SLICE: put_slice(buffer, get_slice(at)); break;
    case KIND_ID: vt_buffer_append(buffer, at, 64); break;
    case KIND_SIZE: put_number(buffer, get_size(at)); break;
    case KIND_UINT64: put_number(buffer, get_uint64(at)); break;
    case KIND_UINT32: put_number(buffer, get_uint32(at)); break;
    case KIND_INT64: put_number(buffer, (uint64_t)(get_int64(at) + 1)); break;
    case KIND_ENUM: put_number(buffer, get_choice(at)); break;
    case KIND_FLAG: put_number(buffer, get_flag(at)); break;
    case KIND_RATIO: put_number(buffer, (uint64_t)(get_ratio(at) * RATIO_UNITS + 0.5)); break;
    case KIND_LIST: put_list(buffer, m, from); break;
    }
}

static void put_shape(vt_buffer *buffer, const shape *of, const char *from) {
    for (size_t i = 0; i < of->member_count; i++) put_member(buffer, &of->members[i], from);
}

void vt_record_pack(const vt_document *document, const vt_corrections *corrections, vt_buffer *buffer) {
    put_number(buffer, RECORD_VERSION);
    put_shape(buffer, &document_shape, (const char *)document);
    put_shape(buffer, &corrections_shape, (const char *)corrections);
}

typedef struct reader {
    vt_arena *arena;
    const char *at, *end;
    unsigned depth;
    bool damaged, no_memory;
} reader;

static bool is_failed(const reader *r) { return r->damaged || r->no_memory; }

static uint64_t take_number(reader *r) {
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && r->at < r->end; shift += 7) {
        unsigned char byte = (unsigned char)*r->at++;
        number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) return number;
    }
    r->damaged = true;
    return 0;
}

static vt_slice take_slice(reader *r) {
    uint64_t size = take_number(r);
    if (!size) return (vt_slice){NULL, 0};
    if (size - 1 > (uint64_t)(r->end - r->at)) r->damaged = true;
    char *copy = is_failed(r) ? NULL : vt_arena_text(r->arena, (vt_slice){r->at, (size_t)size - 1});
    if (!copy) {
        r->no_memory |= !r->damaged;
        return (vt_slice){NULL, 0};
    }
    r->at += size - 1;
    return (vt_slice){copy, (size_t)size - 1};
}

static void take_id(reader *r, char *to) {
    if (r->end - r->at < 64)
        r->damaged = true;
    else
        memcpy(to, r->at, 64), r->at += 64;
}

static void take_shape(reader *r, const shape *of, char *to);

/* Every item takes at least one byte, so a count can be checked against what is left. */
static void take_list(reader *r, const member *m, char *to) {
    uint64_t count = take_number(r);
    if (count > (uint64_t)(r->end - r->at) || r->depth > MOST_NESTING) r->damaged = true;
    if (!count || is_failed(r)) return;
    char *items = vt_arena_alloc(r->arena, (size_t)count * m->items->size);
    if (!items) {
        r->no_memory = true;
        return;
    }
    set_bytes(to + m->offset, items);
    set_size(to + m->count_offset, (size_t)count);
    r->depth++;
    for (size_t i = 0; i < count && !is_failed(r); i++) take_shape(r, m->items, items + i * m->items->size);
    r->depth--;
}

static void take_member(reader *r, const member *m, char *to) {
    char *at = to + m->offset;
    switch (m->kind) {
    case KIND_TEXT: set_bytes(at, take_slice(r).data); break;
    case KIND_SLICE: set_slice(at, take_slice(r)); break;
    case KIND_ID: take_id(r, at); break;
    case KIND_SIZE: set_size(at, (size_t)take_number(r)); break;
    case KIND_UINT64: set_uint64(at, take_number(r)); break;
    case KIND_UINT32: set_uint32(at, (uint32_t)take_number(r)); break;
    case KIND_INT64: set_int64(at, (int64_t)take_number(r) - 1); break;
    case KIND_ENUM: set_choice(at, (unsigned)take_number(r)); break;
    case KIND_FLAG: set_flag(at, take_number(r) != 0); break;
    case KIND_RATIO: set_ratio(at, (double)take_number(r) / RATIO_UNITS); break;
    case KIND_LIST: take_list(r, m, to); break;
    }
}

static void take_shape(reader *r, const shape *of, char *to) {
    for (size_t i = 0; i < of->member_count && !is_failed(r); i++) take_member(r, &of->members[i], to);
}

/* Indices and spans lead into arrays and text: what points outside would be read by everybody. */
static bool is_sound(const vt_document *document) {
    for (size_t i = 0; i < document->citation_count; i++) {
        const vt_citation *citation = &document->citations[i];
        if (citation->span.end > document->text.size || citation->span.start > citation->span.end) return false;
        if (citation->basis < -1 || citation->basis >= (int64_t)document->basis_count) return false;
        if (citation->resolves_to < -1 || citation->resolves_to >= (int64_t)document->citation_count) return false;
        if (citation->relation >= VT_RELATION_COUNT) return false;
    }
    for (size_t i = 0; i < document->evidence_count; i++)
        if (!document->evidence[i].path || document->evidence[i].origin > VT_ORIGIN_CORRECTED) return false;
    for (size_t i = 0; i < document->warning_count; i++)
        if (!document->warnings[i].code) return false;
    return true;
}

/* A correction without its field or its author is none. */
static bool are_sound(const vt_corrections *corrections) {
    for (size_t i = 0; i < corrections->count; i++) {
        const vt_correction *c = &corrections->items[i];
        if (!c->field || !c->by || !c->at || c->kind >= VT_CORRECTION_KINDS) return false;
    }
    return true;
}

vt_code vt_record_unpack_parts(vt_arena *arena, vt_slice bytes, vt_document *document, vt_corrections *corrections,
                               vt_error *err) {
    *document = (vt_document){0};
    *corrections = (vt_corrections){0};
    reader r = {.arena = arena, .at = bytes.data, .end = bytes.data + bytes.size};
    if (take_number(&r) != RECORD_VERSION) r.damaged = true;
    if (!r.damaged) take_shape(&r, &document_shape, (char *)document);
    if (!is_failed(&r)) take_shape(&r, &corrections_shape, (char *)corrections);
    if (r.no_memory) return vt_fail_memory(err);
    if (r.damaged || r.at != r.end || !is_sound(document) || !are_sound(corrections))
        return vt_fail(err, VT_ERR_ARCHIVE, "a stored record is damaged");
    return VT_OK;
}

vt_code vt_record_unpack(vt_arena *arena, vt_slice bytes, vt_document *out, vt_error *err) {
    vt_corrections corrections;
    vt_code code = vt_record_unpack_parts(arena, bytes, out, &corrections, err);
    return code != VT_OK || vt_correct(arena, &corrections, out) ? code : vt_fail_memory(err);
}
