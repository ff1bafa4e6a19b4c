/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a document as the parser read it, and what people said of its fields.
 * Out: the document as it is right, with evidence that says who said what.
 * The table below says once which fields there are; numbers and lists are the
 * only ones that need more than their place.
 */
#include "archive/correct.h"

#include <stddef.h>
#include <string.h>
#include <vanthu/journal.h>
#include "archive/correct_field.h"
#include "base/error.h"
#include "base/slice.h"
#include "lexicon/types.h"
#include "parse/numberline.h"

#define OWN(path, alias, kind, member) {path, alias, VT_CORRECTABLE_##kind, offsetof(vt_document, member), 0, 0, 0, false}
#define ITEM(path, alias, kind, list, number, type, member, whole)                               \
    {                                                                                            \
        path, alias, VT_CORRECTABLE_##kind, offsetof(type, member), offsetof(vt_document, list), \
            offsetof(vt_document, number), sizeof(type), whole                                   \
    }

static const vt_correctable fields[] = {
    OWN("type", "type.code", TYPE, type.code),
    OWN("number.full", NULL, NUMBER, number.full),
    OWN("number.ordinal", NULL, ORDINAL, number.ordinal),
    OWN("number.year", NULL, YEAR, number.year),
    OWN("number.symbol", NULL, SYMBOL, number.symbol),
    OWN("issued.date", NULL, DATE, issued.date),
    OWN("issued.place", NULL, TEXT, issued.place),
    OWN("issuer.name", NULL, TEXT, issuer.name),
    OWN("issuer.parent", NULL, TEXT, issuer.parent),
    OWN("title", NULL, TEXT, title),
    OWN("marks.secrecy", NULL, TEXT, marks.secrecy),
    OWN("marks.urgency", NULL, TEXT, marks.urgency),
    ITEM("signers.N.name", NULL, TEXT, signers, signer_count, vt_signer, name, false),
    ITEM("signers.N.position", NULL, TEXT, signers, signer_count, vt_signer, position, false),
    ITEM("signers.N.capacity", NULL, TEXT, signers, signer_count, vt_signer, capacity, false),
    ITEM("addressees.N", "addressees.N.text", TEXT, addressees, addressee_count, vt_addressee, text, true),
    ITEM("recipients.N", "recipients.N.text", TEXT, recipients, recipient_count, vt_recipient, text, true),
    ITEM("bases.N", "bases.N.text", FIXED, bases, basis_count, vt_basis, text, true),
};
enum { FIELDS = sizeof fields / sizeof *fields };

static const char warnings_head[] = "warnings.";
static const vt_correctable warning_field = {warnings_head, NULL, VT_CORRECTABLE_WARNING, 0, 0, 0, 0, false};

const char *vt_field_path(size_t index) {
    for (size_t i = 0; i < FIELDS; i++)
        if (fields[i].kind != VT_CORRECTABLE_FIXED && index-- == 0) return fields[i].path;
    return NULL;
}

/* Whether the path is the pattern, N being a number without zeros before it. */
static bool is_path(const char *pattern, const char *path, size_t *index) {
    enum { MOST_DIGITS = 4 };
    for (; *pattern; pattern++) {
        if (*pattern != 'N') {
            if (*path++ != *pattern) return false;
            continue;
        }
        size_t size = strspn(path, "0123456789");
        if (!size || size > MOST_DIGITS || (size > 1 && *path == '0')) return false;
        for (*index = 0; size; size--) *index = *index * 10 + (size_t)(*path++ - '0');
    }
    return !*path;
}

static char *spell_path(vt_arena *arena, const char *pattern, size_t index) {
    const char *mark = strchr(pattern, 'N');
    if (!mark) return vt_arena_text(arena, vt_slice_of(pattern));
    return vt_arena_printf(arena, "%.*s%zu%s", (int)(mark - pattern), pattern, index, mark + 1);
}

bool vt_spot_find(vt_arena *arena, const char *path, vt_spot *spot) {
    *spot = (vt_spot){0};
    size_t head = strlen(warnings_head);
    if (strncmp(path, warnings_head, head) == 0 && path[head]) {
        spot->field = &warning_field;
        spot->path = vt_arena_text(arena, vt_slice_of(path));
    }
    for (size_t i = 0; i < FIELDS && !spot->field; i++) {
        const vt_correctable *field = &fields[i];
        if (!is_path(field->path, path, &spot->index) && !(field->alias && is_path(field->alias, path, &spot->index)))
            continue;
        spot->field = field;
        spot->path = spell_path(arena, field->path, spot->index);
    }
    return spot->field;
}

static size_t count_of(const vt_correctable *field, const vt_document *document) {
    size_t count;
    memcpy(&count, (const char *)document + field->count, sizeof count);
    return count;
}

static const char *items_of(const vt_correctable *field, const vt_document *document) {
    const char *items;
    memcpy(&items, (const char *)document + field->list, sizeof items);
    return items;
}

const char *vt_spot_value(const vt_spot *spot, const vt_document *document) {
    const vt_correctable *field = spot->field;
    const char *from = (const char *)document, *value;
    if (field->kind == VT_CORRECTABLE_WARNING) return NULL;
    if (field->item) {
        if (spot->index >= count_of(field, document)) return NULL;
        from = items_of(field, document) + spot->index * field->item;
    }
    memcpy(&value, from + field->offset, sizeof value);
    return value;
}

/* Whether what is said of a field is said of this path too: a full number speaks for its parts. */
static bool covers(const vt_spot *spot, const char *path) {
    if (strcmp(spot->path, path) == 0) return true;
    return spot->field->kind == VT_CORRECTABLE_NUMBER && strncmp(path, "number.", strlen("number.")) == 0;
}

static bool is_settled(const vt_spot *spot, const vt_warning *warning) {
    if (spot->field->kind == VT_CORRECTABLE_WARNING)
        return !warning->field && strcmp(warning->code, spot->path + strlen(warnings_head)) == 0;
    return warning->field && covers(spot, warning->field);
}

/* An item that is not there, or a warning that nobody gave. */
static bool is_known(const vt_spot *spot, const vt_document *document) {
    if (spot->field->kind != VT_CORRECTABLE_WARNING)
        return !spot->field->item || spot->index < count_of(spot->field, document);
    for (size_t i = 0; i < document->warning_count; i++)
        if (is_settled(spot, &document->warnings[i])) return true;
    return false;
}

vt_code vt_spot_known(const vt_spot *spot, const vt_document *document, vt_error *err) {
    /* A signer who is missing is confirmed to be missing. */
    bool missing = spot->field->item && spot->index == 0 && spot->field->kind == VT_CORRECTABLE_TEXT;
    if (missing || is_known(spot, document)) return VT_OK;
    return vt_fail(err, VT_ERR_ARGUMENT, "the document has no %.64s", spot->path);
}

bool vt_spot_is_behind(const vt_spot *spot, const vt_document *document) {
    return spot->field->item && spot->index > count_of(spot->field, document);
}

bool vt_correct_same(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

/* A copy of the list that has the index, so that it can be written to; the document gets it. */
static char *own_list(vt_arena *arena, const vt_spot *spot, vt_document *document) {
    const vt_correctable *field = spot->field;
    size_t count = count_of(field, document), needed = spot->index < count ? count : count + 1;
    char *copy = vt_arena_alloc(arena, needed * field->item);
    if (!copy) return NULL;
    if (count) memcpy(copy, items_of(field, document), count * field->item);
    memcpy((char *)document + field->list, &copy, sizeof copy);
    memcpy((char *)document + field->count, &needed, sizeof needed);
    return copy;
}

static bool put_value(vt_arena *arena, const vt_spot *spot, vt_document *document, const char *value) {
    char *to = (char *)document;
    if (spot->field->item) {
        /* An item may have gone from a content that changed. */
        if (vt_spot_is_behind(spot, document)) return true;
        char *items = own_list(arena, spot, document);
        if (!items) return false;
        to = items + spot->index * spot->field->item;
    }
    memcpy(to + spot->field->offset, &value, sizeof value);
    return true;
}

static bool is_party(const vt_number *number) {
    size_t size = number->full ? strspn(number->full, "0123456789") : 0;
    return size && number->full[size] == '-';
}

/* The full number follows its parts, and they follow it. */
static bool settle_number(vt_arena *arena, vt_correctable_kind kind, vt_document *document) {
    vt_number *n = &document->number;
    if (kind == VT_CORRECTABLE_NUMBER) {
        const char *full = n->full;
        if (full) return vt_number_parse(arena, full, n);
        n->ordinal = n->year = n->symbol = NULL;
        return true;
    }
    bool party = is_party(n), whole = n->ordinal && n->symbol;
    n->full = whole ? vt_numberline_full(arena, n, party) : NULL;
    return n->full || !whole;
}

static bool settle(vt_arena *arena, vt_correctable_kind kind, vt_document *document) {
    const vt_type_entry *type;
    switch (kind) {
    case VT_CORRECTABLE_TYPE:
        type = document->type.code ? vt_type_by_code(document->type.code) : NULL;
        document->type.name = type ? type->name : NULL;
        return true;
    case VT_CORRECTABLE_NUMBER:
    case VT_CORRECTABLE_ORDINAL:
    case VT_CORRECTABLE_YEAR:
    case VT_CORRECTABLE_SYMBOL: return settle_number(arena, kind, document);
    default: return true;
    }
}

static bool add_evidence(vt_arena *arena, const vt_evidence *from, vt_document *document) {
    vt_evidence *copy = vt_arena_alloc(arena, (document->evidence_count + 1) * sizeof *copy);
    if (!copy) return false;
    if (document->evidence_count) memcpy(copy, document->evidence, document->evidence_count * sizeof *copy);
    copy[document->evidence_count++] = *from;
    document->evidence = copy;
    return true;
}

/* A confirmed value stays what it was, read or inferred. */
static bool mark_evidence(vt_arena *arena, const vt_spot *spot, const vt_correction *c, bool changed,
                          vt_document *document) {
    vt_evidence own = {.path = spot->path, .confidence = 1, .origin = VT_ORIGIN_CORRECTED, .by = c->by, .at = c->at};
    vt_evidence *copy = vt_arena_alloc(arena, document->evidence_count * sizeof *copy);
    bool found = false;
    if (!copy) return false;
    for (size_t i = 0; i < document->evidence_count; i++) {
        copy[i] = document->evidence[i];
        if (!covers(spot, copy[i].path)) continue;
        found = found || strcmp(copy[i].path, spot->path) == 0;
        copy[i].confidence = 1;
        copy[i].by = c->by;
        copy[i].at = c->at;
        if (changed) copy[i].origin = VT_ORIGIN_CORRECTED;
    }
    document->evidence = copy;
    if (found) return true;
    if (!changed) own.origin = VT_ORIGIN_READ;
    return add_evidence(arena, &own, document);
}

/* The warnings without those that the person has settled; a value that was carried over gets its own. */
static bool settle_warnings(vt_arena *arena, const vt_spot *spot, bool carried, vt_document *document) {
    vt_warning *kept = vt_arena_alloc(arena, (document->warning_count + 1) * sizeof *kept);
    size_t count = 0;
    if (!kept) return false;
    for (size_t i = 0; i < document->warning_count; i++)
        if (!is_settled(spot, &document->warnings[i])) kept[count++] = document->warnings[i];
    if (carried) {
        const char *message = vt_arena_printf(arena, "%s was set for the former content of the file", spot->path);
        if (!message) return false;
        kept[count++] = (vt_warning){.code = "correction.carried", .message = message, .field = spot->path};
    }
    document->warnings = kept;
    document->warning_count = count;
    return true;
}

static bool apply(vt_arena *arena, const vt_correction *c, vt_document *document) {
    vt_spot spot;
    if (!vt_spot_find(arena, c->field, &spot)) return true;
    if (!spot.path) return false;
    if (spot.field->kind == VT_CORRECTABLE_WARNING) return settle_warnings(arena, &spot, false, document);
    bool differs = !vt_correct_same(vt_spot_value(&spot, document), c->value);
    bool fixed = spot.field->kind == VT_CORRECTABLE_FIXED;
    if (fixed && differs) return true; /* another basis stands there now: nobody has seen it */
    if (differs && (!put_value(arena, &spot, document, c->value) || !settle(arena, spot.field->kind, document)))
        return false;
    bool changed = differs || c->kind == VT_CORRECTION_SET;
    return mark_evidence(arena, &spot, c, changed, document) &&
           settle_warnings(arena, &spot, c->kind == VT_CORRECTION_CARRIED && differs, document);
}

bool vt_correct(vt_arena *arena, const vt_corrections *corrections, vt_document *document) {
    for (size_t i = 0; i < corrections->count; i++)
        if (!apply(arena, &corrections->items[i], document)) return false;
    return true;
}

const char *vt_warning_field(vt_arena *arena, const vt_warning *warning) {
    return warning->field ? warning->field : vt_arena_printf(arena, "%s%s", warnings_head, warning->code);
}

const vt_correction *vt_corrections_find(const vt_corrections *corrections, const char *field) {
    for (size_t i = 0; i < corrections->count; i++)
        if (strcmp(corrections->items[i].field, field) == 0) return &corrections->items[i];
    return NULL;
}

static bool correction_equal(const vt_correction *a, const vt_correction *b) {
    return a->kind == b->kind && strcmp(a->field, b->field) == 0 && vt_correct_same(a->value, b->value) &&
           strcmp(a->by, b->by) == 0 && strcmp(a->at, b->at) == 0;
}

bool vt_corrections_equal(const vt_corrections *a, const vt_corrections *b) {
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++)
        if (!correction_equal(&a->items[i], &b->items[i])) return false;
    return true;
}
