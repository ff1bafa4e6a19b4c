/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the entries of a list of bases. Out: what replaces, repeals or amends each
 * (thay thế, bãi bỏ, sửa đổi, bổ sung), as documents of the archive say: the
 * document that is named as doing so or else the one that speaks. Where another
 * replaces it, what has become of that one too. A document counts from its date of issue.
 * What speaks of any of the entries is read in one go, in the order in which it is stored.
 */
#include <stdlib.h>
#include <string.h>
#include "archive/actor.h"
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

/* For what changes one document. */
typedef struct search {
    vt_bases_work *work;
    vt_key target;
    vt_bases_entry *entry; /* for which it is made */
    const change *first;   /* whose own key is the target; NULL: the entry's is */
    VT_ARRAY(change) found;
} search;

/* A document that a search has to see. */
typedef struct asked {
    uint32_t docid;
    size_t search; /* its number */
} asked;

/* The searches of one step, and what they have to see. */
typedef struct step {
    vt_archive *archive;
    vt_bases_work *work;
    VT_ARRAY(search) searches;
    VT_ARRAY(asked) asked;
    size_t at; /* in asked, while documents are read */
} step;

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

static bool is_young(const vt_bases_work *work, const char *date) {
    return work->options.as_of && date && strcmp(date, work->options.as_of) > 0;
}

/* The date of a document, or as much as its number tells of it. */
static const char *date_of(vt_arena *arena, const vt_actor *who) {
    vt_slice year = vt_key_split(who->key).parts[VT_KEY_YEAR];
    if (who->citation.date) return vt_arena_text(arena, vt_slice_of(who->citation.date));
    return year.size ? vt_arena_text(arena, year) : NULL;
}

static change *change_of(search *s, vt_basis_warning_kind kind, const vt_actor *who) {
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
    vt_actor who;
    if (!kind_of(found->document->citations[at].relation, &kind)) return true;
    if (!is_target(s, &found->document->citations[at])) return true;
    if (!vt_actor_of(found->document, at, vt_entry_own_key(arena, found->document), &who)) return true;
    vt_key own = vt_key_split(who.key);
    if (vt_key_agrees(&own, &s->target) || is_young(s->work, date_of(arena, &who))) return true;
    change *known = change_of(s, kind, &who);
    const vt_citing *citing = known ? vt_bases_citing(s->work, found) : NULL;
    const vt_citing **place = citing ? vt_array_push(arena, &known->by) : NULL;
    if (place) *place = citing;
    return place;
}

static bool show(search *s, const vt_found *found) {
    for (size_t i = 0; i < found->document->citation_count; i++)
        if (!add_change(s, found, i)) return false;
    return true;
}

/* A document for all the searches that asked for it. */
static vt_code show_all(void *context, const vt_found *found, vt_error *err) {
    step *now = context;
    while (now->at < now->asked.count && now->asked.items[now->at].docid < found->docid) now->at++;
    for (; now->at < now->asked.count && now->asked.items[now->at].docid == found->docid; now->at++)
        if (!show(&now->searches.items[now->asked.items[now->at].search], found)) return vt_fail_memory(err);
    return VT_OK;
}

static int by_docid(const void *a, const void *b) {
    const asked *x = a, *y = b;
    if (x->docid != y->docid) return x->docid < y->docid ? -1 : 1;
    return x->search < y->search ? -1 : x->search > y->search;
}

/* One more search of the step, for all that changes the document with this key. */
static vt_code find(step *now, vt_bases_entry *entry, const change *first, const char *key, vt_error *err) {
    vt_arena *arena = &now->work->arena;
    vt_node node = {.kind = VT_NODE_REFERENCE, .prefix = vt_fields[VT_FIELD_ID_CHANGES].prefix, .key = key};
    vt_index_answer *found = NULL;
    search *fresh = vt_array_push(arena, &now->searches);
    if (!fresh) return vt_fail_memory(err);
    *fresh = (search){.work = now->work, .target = vt_key_split(key), .entry = entry, .first = first};
    vt_code code = vt_archive_docids(now->archive, &node, &found, err);
    for (size_t i = 0; code == VT_OK && i < found->docid_count; i++) {
        asked *place = vt_array_push(arena, &now->asked);
        if (place)
            *place = (asked){found->docids[i], now->searches.count - 1};
        else
            code = vt_fail_memory(err);
    }
    vt_index_release(found);
    return code;
}

/* Reads what the searches of the step have to see. */
static vt_code read_step(step *now, vt_error *err) {
    size_t count = 0;
    uint32_t *docids = vt_arena_array(&now->work->arena, now->asked.count, sizeof *docids);
    if (!docids) return vt_fail_memory(err);
    if (now->asked.count) qsort(now->asked.items, now->asked.count, sizeof *now->asked.items, by_docid);
    for (size_t i = 0; i < now->asked.count; i++)
        if (!count || docids[count - 1] != now->asked.items[i].docid) docids[count++] = now->asked.items[i].docid;
    return vt_archive_each_of(now->archive, docids, count, VT_ENTRY_FRONT, show_all, now, err);
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
static bool tell_next(const search *next) {
    for (size_t i = 0; i < next->found.count; i++) {
        change *known = &next->found.items[i];
        bool gone = known->kind != VT_BASIS_AMENDED && strcmp(known->key, next->entry->told.key) != 0;
        if (gone && !tell(next->work, next->entry, known, next->first->text)) return false;
    }
    return true;
}

/* Each change with what has become of what made it. */
static bool tell_all(const step *first, const step *second) {
    size_t next = 0;
    for (size_t i = 0; i < first->searches.count; i++) {
        const search *one = &first->searches.items[i];
        for (size_t j = 0; j < one->found.count; j++) {
            change *known = &one->found.items[j];
            if (!tell(one->work, one->entry, known, NULL)) return false;
            for (; next < second->searches.count && second->searches.items[next].first == known; next++)
                if (!tell_next(&second->searches.items[next])) return false;
        }
    }
    return true;
}

/* Only of what a number or a symbol names can it be told. */
static bool may_be_changed(const vt_bases_work *work, const vt_bases_entry *entry) {
    vt_key key = vt_key_split(entry->told.key);
    return (key.parts[VT_KEY_ORDINAL].size || key.parts[VT_KEY_SYMBOL].size) &&
           vt_reference_set_has(&work->changed, entry->told.key);
}

static vt_code ask_first(step *first, vt_bases_entry *const *entries, size_t count, vt_error *err) {
    vt_code code = VT_OK;
    for (size_t i = 0; code == VT_OK && i < count; i++)
        if (may_be_changed(first->work, entries[i])) code = find(first, entries[i], NULL, entries[i]->told.key, err);
    return code == VT_OK ? read_step(first, err) : code;
}

static vt_code ask_second(step *second, const step *first, vt_error *err) {
    vt_code code = VT_OK;
    for (size_t i = 0; i < first->searches.count; i++) {
        const search *one = &first->searches.items[i];
        for (size_t j = 0; code == VT_OK && j < one->found.count; j++)
            if (one->found.items[j].kind != VT_BASIS_AMENDED)
                code = find(second, one->entry, &one->found.items[j], one->found.items[j].key, err);
    }
    return code == VT_OK ? read_step(second, err) : code;
}

vt_code vt_bases_changes(vt_bases_work *work, vt_archive *archive, vt_bases_entry *const *entries, size_t count,
                         vt_error *err) {
    step first = {.archive = archive, .work = work}, second = first;
    char prefix = vt_fields[VT_FIELD_ID_CHANGES].prefix;
    vt_code code = vt_reference_set_read(&work->changed, archive->index, &work->arena, prefix, err);
    if (code == VT_OK) code = ask_first(&first, entries, count, err);
    if (code == VT_OK) code = ask_second(&second, &first, err);
    return code == VT_OK && !tell_all(&first, &second) ? vt_fail_memory(err) : code;
}
