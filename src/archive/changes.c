/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: an entry of a list of bases. Out: what replaces, repeals or amends it
 * (thay thế, bãi bỏ, sửa đổi, bổ sung), as documents of the archive say: the
 * document that is named as doing so or else the one that speaks. Where another
 * replaces it, what has become of that one too. A document counts from its date of issue.
 */
#include <string.h>
#include "archive/bases.h"
#include "archive/entry.h"
#include "archive/fields.h"
#include "base/slice.h"
#include "cite/key.h"

/* One document that changes another, and who says so. */
typedef struct change {
    vt_basis_warning_kind kind;
    const char *key; /* its own */
    const char *text, *date;
    vt_citing_list by;
} change;

typedef struct search {
    vt_bases_work *work;
    vt_key target;
    VT_ARRAY(change) found;
} search;

/* Who changes something, as a citation. */
typedef struct actor {
    vt_citation citation;
    const char *key;
} actor;

static bool kind_of(vt_relation relation, vt_basis_warning_kind *kind) {
    switch (relation) {
    case VT_RELATION_REPLACES: *kind = VT_BASIS_REPLACED; return true;
    case VT_RELATION_REPEALS: *kind = VT_BASIS_REPEALED; return true;
    case VT_RELATION_AMENDS: *kind = VT_BASIS_AMENDED; return true;
    default: return false;
    }
}

/* A number starts anew each year: without a year, which document it is stays open. */
static bool is_target(const search *s, const vt_citation *citation) {
    if (!citation->key) return false;
    vt_key key = vt_key_split(citation->key);
    bool dated = key.parts[VT_KEY_YEAR].size || !s->target.parts[VT_KEY_YEAR].size;
    return dated && vt_key_agrees(&key, &s->target);
}

static const vt_citation *host_of(const vt_document *document, size_t at) {
    for (size_t i = 0; i < document->citation_count; i++)
        for (size_t j = 0; j < document->citations[i].related_count; j++)
            if (document->citations[i].related[j].to == at) return &document->citations[i];
    return NULL;
}

/*
 * Whether a document can change the cited one: nobody changes what stands above
 * him, and a plan that speaks of an amended decree has not amended it. Ranks of
 * one level of administration begin with one digit (rank.c).
 */
static bool may_change(const vt_document *document, const vt_citation *cited) {
    enum { LEVEL = 10 };
    int own = vt_cite_rank(document->type.code, document->number.full, document->issuer.name);
    return own / LEVEL <= vt_cite_rank(cited->type, cited->number, cited->issuer) / LEVEL;
}

/* The citation that is said to change citation `at`, or the document itself; in a basis clause nobody speaks of
 * himself. */
static bool find_actor(vt_arena *arena, const vt_document *document, size_t at, actor *out) {
    const vt_citation *host = host_of(document, at);
    if (host) {
        *out = (actor){*host, host->key};
        if (host->number) out->citation.subject = NULL; /* long, and it only says that it changes something */
    } else if (document->citations[at].basis < 0 && may_change(document, &document->citations[at])) {
        /* Without the body, which the head of a page has in capitals. */
        vt_citation own = {
            .type = document->type.code, .number = document->number.full, .date = document->issued.date, .basis = -1};
        *out = (actor){own, vt_entry_own_key(arena, document)};
    } else {
        return false;
    }
    return out->key;
}

static bool is_young(const vt_bases_work *work, const char *date) {
    return work->options.as_of && date && strcmp(date, work->options.as_of) > 0;
}

/* The date of a document, or as much as its number tells of it. */
static const char *date_of(vt_arena *arena, const actor *who) {
    vt_slice year = vt_key_split(who->key).parts[VT_KEY_YEAR];
    if (who->citation.date) return vt_arena_text(arena, vt_slice_of(who->citation.date));
    return year.size ? vt_arena_text(arena, year) : NULL;
}

static change *change_of(search *s, vt_basis_warning_kind kind, const actor *who) {
    vt_arena *arena = &s->work->arena;
    for (size_t i = 0; i < s->found.count; i++)
        if (s->found.items[i].kind == kind && strcmp(s->found.items[i].key, who->key) == 0) return &s->found.items[i];
    change *fresh = vt_array_push(arena, &s->found);
    vt_cited told = {.key = vt_arena_text(arena, vt_slice_of(who->key))};
    vt_form form = {0};
    if (!fresh || !told.key || !vt_form_add(arena, &form, &who->citation, 0) || !vt_form_settle(arena, &form, &told))
        return NULL;
    *fresh = (change){.kind = kind, .key = told.key, .text = told.text, .date = date_of(arena, who)};
    return fresh;
}

static bool add_change(search *s, const vt_found *found, size_t at) {
    vt_arena *arena = &s->work->arena;
    vt_basis_warning_kind kind;
    actor who;
    if (!kind_of(found->document->citations[at].relation, &kind)) return true;
    if (!is_target(s, &found->document->citations[at])) return true;
    if (!find_actor(arena, found->document, at, &who)) return true;
    vt_key own = vt_key_split(who.key);
    if (vt_key_agrees(&own, &s->target) || is_young(s->work, date_of(arena, &who))) return true;
    change *known = change_of(s, kind, &who);
    const vt_citing *citing = known ? vt_bases_citing(s->work, found) : NULL;
    const vt_citing **place = citing ? vt_array_push(arena, &known->by) : NULL;
    if (place) *place = citing;
    return place;
}

static vt_code add_found(void *context, const vt_found *found, vt_error *err) {
    for (size_t i = 0; i < found->document->citation_count; i++)
        if (!add_change(context, found, i)) return vt_fail_memory(err);
    return VT_OK;
}

/* All that changes the document with this key. */
static vt_code find(vt_bases_work *work, vt_archive *archive, const char *key, search *out, vt_error *err) {
    vt_node node = {.kind = VT_NODE_REFERENCE, .prefix = vt_fields[VT_FIELD_ID_CHANGES].prefix, .key = key};
    *out = (search){.work = work, .target = vt_key_split(key)};
    return vt_archive_each(archive, &node, VT_ENTRY_FRONT, add_found, out, err);
}

static vt_basis_warning *warning_of(vt_bases_work *work, vt_bases_entry *entry, vt_basis_warning_kind kind) {
    for (size_t i = 0; i < entry->warnings.count; i++)
        if (entry->warnings.items[i].kind == kind) return &entry->warnings.items[i];
    return vt_bases_warn(work, entry, kind);
}

static bool tell(vt_bases_work *work, vt_bases_entry *entry, change *known, const char *via) {
    vt_basis_warning *warning = warning_of(work, entry, known->kind);
    vt_basis_detail detail = {known->text, known->key, known->date, via, vt_bases_witnesses(work, &known->by)};
    return warning && vt_bases_add_detail(work, warning, &detail);
}

/* What replaced the entry may be gone itself. */
static vt_code tell_next(vt_bases_work *work, vt_archive *archive, vt_bases_entry *entry, const change *first,
                         vt_error *err) {
    search next;
    vt_code code = find(work, archive, first->key, &next, err);
    for (size_t i = 0; code == VT_OK && i < next.found.count; i++) {
        change *known = &next.found.items[i];
        bool gone = known->kind != VT_BASIS_AMENDED && strcmp(known->key, entry->told.key) != 0;
        if (gone && !tell(work, entry, known, first->text)) code = vt_fail_memory(err);
    }
    return code;
}

vt_code vt_bases_changed(vt_bases_work *work, vt_archive *archive, vt_error *err) {
    char prefix = vt_fields[VT_FIELD_ID_CHANGES].prefix;
    return vt_reference_set_read(&work->changed, archive->index, &work->arena, prefix, err);
}

vt_code vt_bases_changes(vt_bases_work *work, vt_archive *archive, vt_bases_entry *entry, vt_error *err) {
    search first;
    vt_key key = vt_key_split(entry->told.key);
    if (!key.parts[VT_KEY_ORDINAL].size && !key.parts[VT_KEY_SYMBOL].size) return VT_OK;
    if (!vt_reference_set_has(&work->changed, entry->told.key)) return VT_OK;
    vt_code code = find(work, archive, entry->told.key, &first, err);
    for (size_t i = 0; code == VT_OK && i < first.found.count; i++) {
        change *known = &first.found.items[i];
        if (!tell(work, entry, known, NULL)) return vt_fail_memory(err);
        if (known->kind != VT_BASIS_AMENDED) code = tell_next(work, archive, entry, known, err);
    }
    return code;
}
