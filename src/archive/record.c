/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a document. Out: bytes; and the way back. The shapes below say once which
 * members a structure has and of what kind; packing and unpacking both walk
 * them. Numbers are written seven bits a byte. The text comes first: strings
 * that stand in it are quoted (quote.h).
 * Assumes nothing about the bytes: what is damaged is refused.
 */
#include "archive/record.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>
#include "archive/quote.h"
#include "archive/reference.h"
#include "base/error.h"
#include "base/slice.h"
#include "text/utf8.h"

enum { RECORD_VERSION = 4, MOST_NESTING = 1000, RATIO_UNITS = 1000000, LEAST_QUOTED = 6 };

typedef enum kind {
    KIND_TEXT,   /* const char * */
    KIND_SLICE,  /* vt_slice: the text, from which later strings are quoted */
    KIND_SPAN,   /* vt_span; a string behind it is looked for there */
    KIND_ID,     /* char[65] */
    KIND_SIZE,   /* size_t */
    KIND_UINT64, /* uint64_t */
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

#define SPAN(type, name) MEMBER(type, KIND_SPAN, name)

static const member span_members[] = {{KIND_SPAN, 0, 0, NULL}};
static const shape span_shape = SHAPE(vt_span, span_members);

static const member addressee_members[] = {SPAN(vt_addressee, span), MEMBER(vt_addressee, KIND_TEXT, text)};
static const shape addressee_shape = SHAPE(vt_addressee, addressee_members);

static const member basis_members[] = {SPAN(vt_basis, span), MEMBER(vt_basis, KIND_TEXT, lead),
                                       MEMBER(vt_basis, KIND_TEXT, text),
                                       LIST(vt_basis, citations, citation_count, size_shape)};
static const shape basis_shape = SHAPE(vt_basis, basis_members);

static const member provision_members[] = {
    MEMBER(vt_provision, KIND_TEXT, text), MEMBER(vt_provision, KIND_TEXT, dieu),
    MEMBER(vt_provision, KIND_TEXT, khoan), MEMBER(vt_provision, KIND_TEXT, diem)};
static const shape provision_shape = SHAPE(vt_provision, provision_members);

static const member related_members[] = {MEMBER(vt_related, KIND_ENUM, relation), MEMBER(vt_related, KIND_SIZE, to)};
static const shape related_shape = SHAPE(vt_related, related_members);

static const member citation_members[] = {
    SPAN(vt_citation, span),
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
    MEMBER(vt_citation, KIND_RATIO, confidence)};
static const shape citation_shape = SHAPE(vt_citation, citation_members);

static const shape section_shape;
static const member section_members[] = {
    SPAN(vt_section, span),
    MEMBER(vt_section, KIND_TEXT, marker),
    MEMBER(vt_section, KIND_TEXT, title),
    MEMBER(vt_section, KIND_TEXT, text),
    MEMBER(vt_section, KIND_FLAG, computed),
    LIST(vt_section, sections, section_count, section_shape)};
static const shape section_shape = SHAPE(vt_section, section_members);

static const member recipient_members[] = {SPAN(vt_recipient, span), MEMBER(vt_recipient, KIND_TEXT, text)};
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

/* What the lists read: what a document says of itself, and what it cites. */
static const member front_members[] = {
    OWN(KIND_SLICE, text),
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
    OWN_LIST(bases, basis_count, basis_shape),
    OWN_LIST(citations, citation_count, citation_shape)};
static const shape front_shape = SHAPE(vt_document, front_members);

static const member rest_members[] = {
    OWN_LIST(addressees, addressee_count, addressee_shape),
    OWN_LIST(sections, section_count, section_shape),
    OWN_LIST(recipients, recipient_count, recipient_shape),
    OWN_LIST(signers, signer_count, signer_shape),
    OWN_LIST(evidence, evidence_count, evidence_shape),
    OWN_LIST(warnings, warning_count, warning_shape)};
static const shape rest_shape = SHAPE(vt_document, rest_members);

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
ACCESS(vt_span, span)
ACCESS(int64_t, int64)
ACCESS(unsigned, choice)
ACCESS(bool, flag)
ACCESS(double, ratio)

enum { LONGEST_KNOWN = 20 };

/* Strings that nearly every record has: one byte each. Who changes them changes the schema. */
static const char known[][LONGEST_KNOWN] = {
    "", "text", "docx", "utf-8", "type", "title", "number.ordinal", "number.symbol", "issued.place", "issued.date",
    "issuer.name", "issuer.parent", "signers.0.name", "signers.0.position", "signers.0.capacity", "recipients.0",
    "recipients.1", "recipients.2", "recipients.3", "recipients.4", "recipients.5", "recipients.6", "recipients.7",
    "bases.0", "bases.1", "bases.2", "bases.3", "bases.4", "bases.5", "bases.6", "bases.7", "KH", "QĐ", "NQ", "CT", "TT",
    "NĐ", "HD", "CV", "LUAT", "Kế hoạch", "Quyết định", "Công văn", "Báo cáo", "Thông báo", "Căn cứ", "Thực hiện", "I.1",
    "I.2", "I.3", "II.1", "II.2", "II.3", "III.1", "III.2"};
enum { KNOWN = sizeof known / sizeof *known };

/* Where it stands in the table, counted from 1; 0: it does not. Many of one beginning differ in their last byte only. */
static uint64_t known_place(vt_slice text) {
    if (!text.size) return 1;
    char first = text.data[0], last = text.data[text.size - 1];
    for (size_t i = 1; i < KNOWN && text.size < LONGEST_KNOWN; i++)
        if (known[i][0] == first && known[i][text.size - 1] == last && vt_slice_is(text, known[i])) return i + 1;
    return 0;
}

/* The bytes under way, and the text that strings are quoted from. */
typedef struct writer {
    vt_buffer *buffer;
    vt_quoting quoting;
} writer;

static void put_number(writer *w, uint64_t number) {
    for (; number > 0x7F; number >>= 7) vt_buffer_append_char(w->buffer, (char)(number | 0x80));
    vt_buffer_append_char(w->buffer, (char)number);
}

/* Small numbers of either sign are small. */
static void put_signed(writer *w, int64_t number) {
    put_number(w, number < 0 ? (uint64_t)(-(number + 1)) * 2 + 1 : (uint64_t)number * 2);
}

/* Takes the next line off the text, which is not empty; false when it is the last and has no line feed. */
static bool next_line(vt_slice *rest, vt_slice *line) {
    const char *feed = memchr(rest->data, '\n', rest->size);
    size_t size = feed ? (size_t)(feed - rest->data) : rest->size;
    *line = vt_slice_sub(*rest, 0, size);
    *rest = vt_slice_sub(*rest, feed ? size + 1 : size, rest->size);
    return feed;
}

/* Each line as its distance from the last one, and its size + 1, or 0 for the rest. False when one is not found. */
static bool put_lines(writer *w, vt_slice text) {
    vt_slice line;
    w->quoting.left -= text.size;
    while (text.size) {
        bool more = next_line(&text, &line);
        size_t before = w->quoting.at, found = vt_quote_find(&w->quoting, line);
        if (found == SIZE_MAX) return false;
        put_number(w, found - before);
        put_number(w, more ? line.size + 1 : 0);
    }
    return true;
}

/* False, with nothing written, when the text does not stand where a quotation may point to. */
static bool put_quotation(writer *w, vt_slice text, uint64_t head) {
    writer before = *w;
    size_t size = w->buffer->size;
    if (text.size < LEAST_QUOTED || text.size > w->quoting.left) return false;
    put_number(w, head);
    if (put_lines(w, text)) return true;
    w->buffer->size = size;
    *w = before;
    return false;
}

/* What a string begins with: 0 is none, then the places of known strings, then the sizes, an odd number for a quotation. */
static void put_text(writer *w, vt_slice text) {
    uint64_t place = text.data ? known_place(text) : 0, head = KNOWN + 1 + text.size * 2;
    if (place || !text.data) {
        put_number(w, place);
        return;
    }
    if (put_quotation(w, text, head + 1)) return;
    put_number(w, head);
    vt_buffer_append_slice(w->buffer, text);
}

static void put_source(writer *w, vt_slice text) {
    put_text(w, text);
    w->quoting = vt_quote_from(text);
}

/* A damaged span leads no further than the text. */
static void look_at(vt_quoting *quoting, uint32_t place) {
    quoting->at = place < quoting->text.size ? place : quoting->text.size;
}

static void put_span(writer *w, vt_span span) {
    put_signed(w, (int64_t)span.start - (int64_t)w->quoting.at);
    put_signed(w, (int64_t)span.end - (int64_t)span.start);
    look_at(&w->quoting, span.start);
}

static void put_shape(writer *w, const shape *of, const char *from);

static void put_list(writer *w, const member *m, const char *from) {
    size_t count = get_size(from + m->count_offset);
    const char *items = get_bytes(from + m->offset);
    put_number(w, count);
    for (size_t i = 0; i < count; i++) put_shape(w, m->items, items + i * m->items->size);
}

static void put_member(writer *w, const member *m, const char *from) {
    const char *at = from + m->offset;
    switch (m->kind) {
    case KIND_TEXT: put_text(w, vt_slice_of(get_bytes(at))); break;
    case KIND_SLICE: put_source(w, get_slice(at)); break;
    case KIND_SPAN: put_span(w, get_span(at)); break;
    case KIND_ID: vt_buffer_append(w->buffer, at, 64); break;
    case KIND_SIZE: put_number(w, get_size(at)); break;
    case KIND_UINT64: put_number(w, get_uint64(at)); break;
    case KIND_INT64: put_number(w, (uint64_t)(get_int64(at) + 1)); break;
    case KIND_ENUM: put_number(w, get_choice(at)); break;
    case KIND_FLAG: put_number(w, get_flag(at)); break;
    case KIND_RATIO: put_number(w, (uint64_t)(get_ratio(at) * RATIO_UNITS + 0.5)); break;
    case KIND_LIST: put_list(w, m, from); break;
    }
}

static void put_shape(writer *w, const shape *of, const char *from) {
    for (size_t i = 0; i < of->member_count; i++) put_member(w, &of->members[i], from);
}

void vt_record_pack(const vt_document *document, const vt_corrections *corrections, vt_buffer *buffer) {
    writer w = {.buffer = buffer};
    put_number(&w, RECORD_VERSION);
    put_shape(&w, &front_shape, (const char *)document);
    put_shape(&w, &corrections_shape, (const char *)corrections);
    put_shape(&w, &rest_shape, (const char *)document);
}

typedef struct reader {
    vt_arena *arena;
    const char *at, *end;
    vt_quoting quoting;
    unsigned depth;
    bool strange; /* nobody has said that these bytes are of a document */
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

static int64_t take_signed(reader *r) {
    uint64_t number = take_number(r);
    return number & 1 ? -(int64_t)(number >> 1) - 1 : (int64_t)(number >> 1);
}

static void take_quotation(reader *r, char *to, size_t size) {
    r->quoting.left -= size;
    for (size_t done = 0; done < size && !r->damaged;) {
        uint64_t distance = take_number(r), end = take_number(r);
        size_t line = end ? (size_t)end - 1 : size - done;
        bool inside = end <= size - done && distance <= r->quoting.text.size - r->quoting.at;
        if (!inside || !vt_quote_copy(&r->quoting, r->quoting.at + (size_t)distance, line, to + done)) {
            r->damaged = true;
            return;
        }
        done += line;
        if (end) to[done++] = '\n';
    }
}

static void take_bytes(reader *r, char *to, size_t size) {
    memcpy(to, r->at, size);
    r->at += size;
}

static vt_slice take_string(reader *r, uint64_t size, bool quoted) {
    bool fits = size <= (quoted ? r->quoting.left : (uint64_t)(r->end - r->at));
    char *text = fits ? vt_arena_bytes(r->arena, (size_t)size + 1) : NULL;
    if (!text) {
        *(fits ? &r->no_memory : &r->damaged) = true;
        return (vt_slice){NULL, 0};
    }
    (quoted ? take_quotation : take_bytes)(r, text, (size_t)size);
    text[size] = '\0';
    r->damaged |= r->strange && !vt_utf8_valid((vt_slice){text, (size_t)size});
    return (vt_slice){text, (size_t)size};
}

static vt_slice take_text(reader *r) {
    uint64_t head = take_number(r);
    if (!head || is_failed(r)) return (vt_slice){NULL, 0};
    if (head <= KNOWN) return vt_slice_of(known[head - 1]);
    return take_string(r, (head - KNOWN - 1) / 2, (head - KNOWN - 1) % 2);
}

static vt_slice take_source(reader *r) {
    r->quoting = vt_quote_from(take_text(r));
    return r->quoting.text;
}

static bool is_boundary(vt_slice text, uint64_t at) {
    return at == text.size || (at < text.size && ((unsigned char)text.data[at] & 0xC0) != 0x80);
}

static bool is_inside(vt_slice text, uint64_t start, uint64_t end) {
    return start <= end && is_boundary(text, start) && is_boundary(text, end);
}

static vt_span take_span(reader *r) {
    uint64_t start = r->quoting.at + (uint64_t)take_signed(r), end = start + (uint64_t)take_signed(r);
    r->damaged |= start > UINT32_MAX || end > UINT32_MAX;
    r->damaged |= r->strange && !is_inside(r->quoting.text, start, end);
    look_at(&r->quoting, (uint32_t)start);
    return (vt_span){(uint32_t)start, (uint32_t)end};
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
    case KIND_TEXT: set_bytes(at, take_text(r).data); break;
    case KIND_SLICE: set_slice(at, take_source(r)); break;
    case KIND_SPAN: set_span(at, take_span(r)); break;
    case KIND_ID: take_id(r, at); break;
    case KIND_SIZE: set_size(at, (size_t)take_number(r)); break;
    case KIND_UINT64: set_uint64(at, take_number(r)); break;
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

static bool is_citation(const vt_document *document, const vt_citation *citation) {
    if (!citation->key || !vt_reference_is_key(citation->key) || !citation->section || citation->confidence > 1) return false;
    if (citation->span.start == citation->span.end) return false;
    for (size_t i = 0; i < citation->related_count; i++) {
        const vt_related *related = &citation->related[i];
        if (related->relation >= VT_RELATION_COUNT || related->to >= document->citation_count) return false;
    }
    return true;
}

/* What document.h promises besides, and every document that was parsed holds. */
static bool is_document(const vt_document *document) {
    for (size_t i = 0; i < document->citation_count; i++)
        if (!is_citation(document, &document->citations[i])) return false;
    for (size_t i = 0; i < document->basis_count; i++)
        for (size_t k = 0; k < document->bases[i].citation_count; k++)
            if (document->bases[i].citations[k] >= document->citation_count) return false;
    for (size_t i = 0; i < document->evidence_count; i++)
        if (document->evidence[i].confidence > 1) return false;
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

/* whole false: no further than the front and the corrections. */
static vt_code take_record(reader *r, bool whole, vt_document *document, vt_corrections *corrections, vt_error *err) {
    *document = (vt_document){0};
    *corrections = (vt_corrections){0};
    if (take_number(r) != RECORD_VERSION) r->damaged = true;
    if (!r->damaged) take_shape(r, &front_shape, (char *)document);
    if (!is_failed(r)) take_shape(r, &corrections_shape, (char *)corrections);
    if (!is_failed(r) && whole) take_shape(r, &rest_shape, (char *)document);
    if (r->no_memory) return vt_fail_memory(err);
    if (r->damaged || (whole && r->at != r->end) || !is_sound(document) || !are_sound(corrections))
        return vt_fail(err, VT_ERR_ARCHIVE, "a stored record is damaged");
    return VT_OK;
}

/* bytes is borrowed. */
static vt_code unpack(vt_arena *arena, vt_slice bytes, bool whole, vt_document *document, vt_corrections *corrections,
                      vt_error *err) {
    reader r = {.arena = arena, .at = bytes.data, .end = bytes.data + bytes.size};
    return take_record(&r, whole, document, corrections, err);
}

vt_code vt_record_unpack_parts(vt_arena *arena, vt_slice bytes, vt_document *document, vt_corrections *corrections,
                               vt_error *err) {
    return unpack(arena, bytes, true, document, corrections, err);
}

vt_code vt_record_unpack_strange(vt_arena *arena, vt_slice bytes, vt_document *out, vt_error *err) {
    vt_corrections corrections;
    reader r = {.arena = arena, .at = bytes.data, .end = bytes.data + bytes.size, .strange = true};
    vt_code code = take_record(&r, true, out, &corrections, err);
    if (code != VT_OK || (!corrections.count && is_document(out))) return code;
    return vt_fail(err, VT_ERR_ARCHIVE, "a record is no document");
}

static vt_code unpack_corrected(vt_arena *arena, vt_slice bytes, bool whole, vt_document *out, vt_error *err) {
    vt_corrections corrections;
    vt_code code = unpack(arena, bytes, whole, out, &corrections, err);
    return code != VT_OK || vt_correct(arena, &corrections, out) ? code : vt_fail_memory(err);
}

vt_code vt_record_unpack(vt_arena *arena, vt_slice bytes, vt_document *out, vt_error *err) {
    return unpack_corrected(arena, bytes, true, out, err);
}

vt_code vt_record_unpack_front(vt_arena *arena, vt_slice bytes, vt_document *out, vt_error *err) {
    return unpack_corrected(arena, bytes, false, out, err);
}
