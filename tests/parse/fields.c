/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fields of a document. Lists (bases, citations, sections, ...) have one field
 * an item, all with the same key; atoms and roles come from the stages of the
 * same names, so that cases can say where a line is cut and what a piece is.
 */
#include "fields.h"

#include <string.h>
#include "base/buffer.h"
#include "base/error.h"
#include "base/slice.h"
#include "parse/stage.h"

static const char none[] = "-";

/* Signers that are always there, as "-" where the document has fewer. */
enum { LEAST_SIGNERS = 3 };

typedef struct filling {
    vt_arena *arena;
    fields *out;
    bool failed;
} filling;

static void add_parts(filling *f, const char *key, unsigned depth, const char *const *parts, size_t count) {
    field *item = vt_array_push(f->arena, f->out);
    if (!item || !key) {
        f->failed = true;
        return;
    }
    *item = (field){.key = key, .part_count = count, .depth = depth};
    for (size_t i = 0; i < count; i++) item->parts[i] = parts[i] && *parts[i] ? parts[i] : none;
}

static void add(filling *f, const char *key, const char *value) { add_parts(f, key, 0, &value, 1); }

/* A list without items. */
static void add_empty(filling *f, const char *key, size_t count) {
    if (!count) add(f, key, NULL);
}

static void add_header(filling *f, const vt_document *d) {
    add(f, "type", d->type.code);
    add(f, "type.name", d->type.name);
    add(f, "number.ordinal", d->number.ordinal);
    add(f, "number.year", d->number.year);
    add(f, "number.symbol", d->number.symbol);
    add(f, "number.full", d->number.full);
    add(f, "issued.place", d->issued.place);
    add(f, "issued.date", d->issued.date);
    add(f, "issuer", d->issuer.name);
    add(f, "issuer.parent", d->issuer.parent);
    add(f, "marks.secrecy", d->marks.secrecy);
    add(f, "marks.urgency", d->marks.urgency);
    add(f, "title", d->title);
    for (size_t i = 0; i < d->addressee_count; i++) add(f, "addressee", d->addressees[i].text);
    add_empty(f, "addressee", d->addressee_count);
}

/* Citations in bases are fields "basis", all others "citation". */
static void add_citations(filling *f, const vt_document *d) {
    size_t bases = 0;
    for (size_t i = 0; i < d->citation_count; i++) {
        const vt_citation *c = &d->citations[i];
        const char *parts[] = {c->type, c->number, c->date, c->issuer, c->subject};
        add_parts(f, c->basis >= 0 ? "basis" : "citation", 0, parts, 5);
        bases += c->basis >= 0;
    }
    add_empty(f, "basis", bases);
    add_empty(f, "citation", d->citation_count - bases);
}

static void add_clauses(filling *f, const vt_document *d) {
    for (size_t i = 0; i < d->basis_count; i++) {
        const char *parts[] = {d->bases[i].lead, d->bases[i].text};
        add_parts(f, "clause", 0, parts, 2);
    }
    add_empty(f, "clause", d->basis_count);
}

static void add_sections(filling *f, const vt_section *sections, size_t count, unsigned depth) {
    for (size_t i = 0; i < count; i++) {
        const char *parts[] = {sections[i].marker, sections[i].title, sections[i].text};
        add_parts(f, "section", depth, parts, 3);
        add_sections(f, sections[i].sections, sections[i].section_count, depth + 1);
    }
}

static void add_signers(filling *f, const vt_document *d) {
    add(f, "signers", vt_arena_printf(f->arena, "%zu", d->signer_count));
    for (size_t i = 0; i < d->signer_count || i < LEAST_SIGNERS; i++) {
        const vt_signer absent = {0}, *s = i < d->signer_count ? &d->signers[i] : &absent;
        add(f, vt_arena_printf(f->arena, "signers.%zu.capacity", i), s->capacity);
        add(f, vt_arena_printf(f->arena, "signers.%zu.position", i), s->position);
        add(f, vt_arena_printf(f->arena, "signers.%zu.name", i), s->name);
    }
}

static void add_rest(filling *f, const vt_document *d) {
    for (size_t i = 0; i < d->recipient_count; i++) add(f, "recipient", d->recipients[i].text);
    add_empty(f, "recipient", d->recipient_count);
    for (size_t i = 0; i < d->warning_count; i++) add(f, "warning", d->warnings[i].code);
    add_empty(f, "warning", d->warning_count);
}

/* Roles are told in small letters. */
static void lower(char *name) {
    for (; name && *name; name++)
        if (*name >= 'A' && *name <= 'Z') *name = (char)(*name - 'A' + 'a');
}

/* "number\t0.98\ttext"; a role that continues is indented and becomes "+number". */
static void add_role(filling *f, vt_slice name, vt_slice text) {
    bool continues = name.size && name.data[0] == ' ';
    name = vt_slice_trim(name);
    char *role = vt_arena_printf(f->arena, "%s%.*s", continues ? "+" : "", (int)name.size, name.data);
    const char *parts[] = {role, vt_arena_text(f->arena, text)};
    lower(role);
    if (!parts[0] || !parts[1]) f->failed = true;
    add_parts(f, "role", 0, parts, 2);
}

static void add_atom(filling *f, vt_slice name, vt_slice text) {
    (void)name;
    add(f, "atom", vt_arena_text(f->arena, text));
}

/* A line of a stage's output: its first column, one that is passed over, the text. */
static void add_stage_line(filling *f, vt_slice line, void (*add_item)(filling *, vt_slice, vt_slice)) {
    const char *first = memchr(line.data, '\t', line.size);
    size_t name = first ? (size_t)(first - line.data) : line.size;
    const char *second = first ? memchr(first + 1, '\t', line.size - name - 1) : NULL;
    if (second) add_item(f, vt_slice_sub(line, 0, name), vt_slice_sub(line, (size_t)(second - line.data) + 1, line.size));
}

static vt_code add_stage(filling *f, const char *stage, vt_slice input, void (*add_item)(filling *, vt_slice, vt_slice),
                         vt_error *err) {
    vt_buffer text;
    vt_buffer_init(&text, NULL);
    vt_output output = vt_buffer_output(&text);
    vt_code code = vt_stage_write_memory(stage, input, "case.txt", NULL, &output, err);
    vt_slice rest = vt_buffer_slice(&text);
    while (!code && rest.size) {
        const char *end = memchr(rest.data, '\n', rest.size);
        size_t size = end ? (size_t)(end - rest.data) : rest.size;
        add_stage_line(f, vt_slice_sub(rest, 0, size), add_item);
        rest = vt_slice_sub(rest, end ? size + 1 : size, rest.size);
    }
    vt_buffer_free(&text);
    return code;
}

/* The strings must outlive the document: each part moves into the arena. */
static void keep_parts(filling *f) {
    for (size_t i = 0; i < f->out->count; i++)
        for (size_t j = 0; j < f->out->items[i].part_count; j++) {
            const char **part = &f->out->items[i].parts[j];
            if (!(*part = vt_arena_text(f->arena, vt_slice_of(*part)))) f->failed = true;
        }
}

static vt_code add_document(filling *f, vt_slice input, vt_error *err) {
    vt_document *document = NULL;
    vt_code code = vt_parse_memory(input, "case.txt", NULL, &document, err);
    if (code) return code;
    add_header(f, document);
    add_clauses(f, document);
    add_citations(f, document);
    add_sections(f, document->sections, document->section_count, 0);
    add_empty(f, "section", document->section_count);
    add_signers(f, document);
    add_rest(f, document);
    if (!f->failed) keep_parts(f);
    vt_document_free(document);
    return VT_OK;
}

vt_code fields_read(vt_arena *arena, vt_slice input, fields *out, vt_error *err) {
    filling f = {.arena = arena, .out = out};
    *out = (fields){0};
    vt_code code = add_document(&f, input, err);
    if (!code) code = add_stage(&f, "atoms", input, add_atom, err);
    if (!code) code = add_stage(&f, "roles", input, add_role, err);
    return !code && f.failed ? vt_fail_memory(err) : code;
}
