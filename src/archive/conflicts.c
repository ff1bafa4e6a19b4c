/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the settled entries of a list of bases. Out: warnings of what was read
 * in two ways. Two entries are one document cited in two ways when type,
 * number and subject are the same and only the year or only the body differs;
 * one entry is cited with several dates when its mentions give them.
 */
#include <stdlib.h>
#include <string.h>
#include "archive/bases.h"
#include "base/slice.h"
#include "cite/key.h"

/* An entry as it is compared. */
typedef struct compared {
    vt_bases_entry *entry;
    vt_key key;
    vt_key name; /* of a law: the key of its name alone */
    bool named;
    unsigned known;
    const char *subject; /* in its one spelling; "" when unknown */
} compared;

static bool prepare(vt_bases_work *work, vt_bases_entry *entry, compared *out) {
    const char *name = entry->key->name_key;
    const char *subject = entry->told.subject ? entry->told.subject : "";
    *out = (compared){.entry = entry, .key = vt_key_split(entry->told.key), .known = entry->key->known_parts};
    if (!name && !out->key.parts[VT_KEY_ORDINAL].size && out->key.parts[VT_KEY_SYMBOL].size) name = entry->told.key;
    out->named = name;
    if (name) out->name = vt_key_split(name);
    out->subject = vt_cite_canon(&work->arena, vt_slice_of(subject));
    return out->subject;
}

/* ---- details ---- */

/* A partial date says nothing against a fuller one. */
static bool is_covered(const vt_votes *dates, const char *date) {
    for (size_t i = 0; i < dates->items.count; i++) {
        const char *other = dates->items.items[i].value;
        if (strlen(other) > strlen(date) && strncmp(other, date, strlen(date)) == 0) return true;
    }
    return false;
}

static bool add_dates(vt_bases_work *work, vt_basis_warning *warning, const vt_bases_entry *entry) {
    const vt_votes *dates = &entry->form.parts[VT_FORM_DATE];
    for (size_t i = 0; i < dates->items.count; i++) {
        const vt_vote *vote = &dates->items.items[i];
        vt_basis_detail detail = {.value = vote->value};
        if (is_covered(dates, vote->value)) continue;
        if (!vt_bases_matching(work, &vote->documents, &detail.by) || !vt_bases_add_detail(work, warning, &detail))
            return false;
    }
    return true;
}

static bool add_body(vt_bases_work *work, vt_basis_warning *warning, const vt_bases_entry *entry) {
    vt_slice body = vt_key_split(entry->told.key).parts[VT_KEY_BODY];
    const char *value = entry->told.issuer ? entry->told.issuer : vt_arena_text(&work->arena, body);
    return value && vt_bases_add_detail(work, warning, &(vt_basis_detail){.value = value, .by = entry->told.by});
}

static bool add_document(vt_bases_work *work, vt_basis_warning *warning, const vt_bases_entry *entry) {
    vt_basis_detail detail = {.value = entry->told.text, .key = entry->told.key, .by = entry->told.by};
    return vt_bases_add_detail(work, warning, &detail);
}

/* ---- comparing ---- */

static bool differ(const compared *a, const compared *b, int part) {
    vt_slice x = a->key.parts[part], y = b->key.parts[part];
    return x.size && y.size && !vt_slice_equal(x, y);
}

/* The body without the first level word in it: a name with its level and one without it are no conflict. */
static const char *without_level(vt_bases_work *work, vt_slice body, const char *level) {
    const char *text = vt_arena_printf(&work->arena, "%.*s", (int)body.size, body.data);
    const char *at = text ? strstr(text, level) : NULL;
    return at ? vt_arena_printf(&work->arena, "%.*s%s", (int)(at - text), text, at + strlen(level)) : text;
}

static bool same_body(vt_bases_work *work, vt_slice a, vt_slice b) {
    static const char *const levels[] = {" tỉnh", " thành phố"};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        const char *x = without_level(work, a, levels[i]), *y = without_level(work, b, levels[i]);
        if (x && y && strcmp(x, y) == 0) return true;
    }
    return false;
}

/* The part in which alone two mentions of one numbered document differ, or -1. */
static int contested(vt_bases_work *work, const compared *a, const compared *b) {
    static const int same[] = {VT_KEY_TYPE, VT_KEY_ORDINAL, VT_KEY_SYMBOL};
    if (!*a->subject || strcmp(a->subject, b->subject) != 0) return -1;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (!vt_slice_equal(a->key.parts[same[i]], b->key.parts[same[i]])) return -1;
    bool year = differ(a, b, VT_KEY_YEAR), body = differ(a, b, VT_KEY_BODY);
    if (body && same_body(work, a->key.parts[VT_KEY_BODY], b->key.parts[VT_KEY_BODY])) body = false;
    return year == body ? -1 : year ? VT_KEY_YEAR : VT_KEY_BODY;
}

/* Whether b is one of the documents that a, which says less, may be. */
static bool may_be(const compared *a, const compared *b) {
    bool number = a->key.parts[VT_KEY_ORDINAL].size;
    if (number) return b->known > a->known && vt_key_agrees(&a->key, &b->key);
    bool fuller = b->key.parts[VT_KEY_ORDINAL].size || b->known > a->known;
    return a->named && b->named && fuller && vt_key_agrees(&a->name, &b->name);
}

/* The warnings of one entry while they are gathered; kinds that found nothing against the entry stay empty. */
typedef struct gathered {
    vt_basis_warning dates, bodies, ambiguous;
} gathered;

static bool compare(vt_bases_work *work, const compared *own, const compared *other, gathered *found) {
    bool numbered = own->key.parts[VT_KEY_ORDINAL].size;
    switch (numbered ? contested(work, own, other) : -1) {
    case VT_KEY_YEAR: return add_dates(work, &found->dates, other->entry);
    case VT_KEY_BODY: return add_body(work, &found->bodies, other->entry);
    default: break;
    }
    return !may_be(own, other) || add_document(work, &found->ambiguous, other->entry);
}

static bool keep(vt_bases_work *work, vt_bases_entry *entry, const vt_basis_warning *found,
                 vt_basis_warning_kind kind) {
    if (found->detail_count < 2) return true;
    vt_basis_warning *warning = vt_bases_warn(work, entry, kind);
    if (!warning) return false;
    *warning = *found;
    warning->kind = kind;
    return true;
}

/* Entries with one ordinal stand side by side, and all laws that have a name. */
static bool is_near(const compared *a, const compared *b) {
    return vt_slice_equal(a->key.parts[VT_KEY_ORDINAL], b->key.parts[VT_KEY_ORDINAL]);
}

static bool check(vt_bases_work *work, const compared *all, size_t count, size_t at) {
    const compared *own = &all[at];
    gathered found = {0};
    bool by_name = own->named && !own->key.parts[VT_KEY_ORDINAL].size;
    size_t from = at, to = at + 1;
    while (from > 0 && is_near(&all[from - 1], own)) from--;
    while (to < count && is_near(&all[to], own)) to++;
    if (by_name) from = 0, to = count;
    bool ok = add_dates(work, &found.dates, own->entry) && add_body(work, &found.bodies, own->entry);
    for (size_t i = from; ok && i < to; i++)
        if (i != at) ok = compare(work, own, &all[i], &found);
    return ok && keep(work, own->entry, &found.dates, VT_BASIS_DATES) &&
           keep(work, own->entry, &found.bodies, VT_BASIS_BODIES) &&
           keep(work, own->entry, &found.ambiguous, VT_BASIS_AMBIGUOUS);
}

static int by_ordinal(const void *a, const void *b) {
    const compared *x = a, *y = b;
    vt_slice p = x->key.parts[VT_KEY_ORDINAL], q = y->key.parts[VT_KEY_ORDINAL];
    if (p.size != q.size) return p.size < q.size ? -1 : 1;
    int order = p.size ? memcmp(p.data, q.data, p.size) : 0;
    return order ? order : strcmp(x->entry->told.key, y->entry->told.key);
}

bool vt_bases_conflicts(vt_bases_work *work, vt_bases_entry *const *items, size_t count) {
    compared *all = vt_arena_alloc(&work->arena, count * sizeof *all);
    if (!all) return false;
    for (size_t i = 0; i < count; i++)
        if (!prepare(work, items[i], &all[i])) return false;
    if (count) qsort(all, count, sizeof *all, by_ordinal);
    for (size_t i = 0; i < count; i++)
        if (!check(work, all, count, i)) return false;
    return true;
}
