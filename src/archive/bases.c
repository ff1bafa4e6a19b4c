/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a query. Out: the documents that the matching ones cite as their legal
 * bases (căn cứ), each once, in legal order. Which mentions are one document,
 * merge.h says. Mentions outside the bases count for the best form alone.
 */
#include "archive/bases.h"

#include <stdlib.h>
#include <string.h>
#include "archive/date.h"
#include "base/slice.h"
#include "cite/cite.h"

enum { DEFAULT_WITNESSES = 20 };

/* ---- who cites ---- */

static const char *copy_of(vt_arena *arena, const char *text, bool *ok) {
    const char *copy = text ? vt_arena_text(arena, vt_slice_of(text)) : NULL;
    *ok &= copy || !text;
    return copy;
}

const vt_citing *vt_bases_citing(vt_bases_work *work, const vt_found *found) {
    const vt_document *document = found->document;
    vt_arena *arena = &work->arena;
    vt_citing *citing = vt_arena_alloc(arena, sizeof *citing);
    bool ok = citing;
    if (!ok) return NULL;
    *citing = (vt_citing){.id = copy_of(arena, found->places->id, &ok),
                          .path = copy_of(arena, found->places->items.items[0].path, &ok),
                          .type = copy_of(arena, document->type.code, &ok),
                          .number = copy_of(arena, document->number.full, &ok),
                          .date = copy_of(arena, document->issued.date, &ok),
                          .title = copy_of(arena, document->title, &ok)};
    return ok ? citing : NULL;
}

static int by_newest(const void *a, const void *b) {
    const vt_citing *x = *(const vt_citing *const *)a, *y = *(const vt_citing *const *)b;
    int order = strcmp(y->date ? y->date : "", x->date ? x->date : "");
    return order ? order : strcmp(x->id, y->id);
}

vt_witnesses vt_bases_witnesses(const vt_bases_work *work, vt_citing_list *citing) {
    size_t used = 0, most = work->options.most_witnesses ? work->options.most_witnesses : DEFAULT_WITNESSES;
    if (citing->count) qsort(citing->items, citing->count, sizeof(const vt_citing *), by_newest);
    for (size_t i = 0; i < citing->count; i++)
        if (!used || strcmp(citing->items[used - 1]->id, citing->items[i]->id) != 0)
            citing->items[used++] = citing->items[i];
    return (vt_witnesses){used, citing->items, used < most ? used : most};
}

bool vt_bases_matching(vt_bases_work *work, const vt_form_documents *numbers, vt_witnesses *out) {
    vt_citing_list citing = {vt_arena_alloc(&work->arena, numbers->count * sizeof(const vt_citing *)), 0, 0};
    if (!citing.items) return false;
    for (size_t i = 0; i < numbers->count; i++) citing.items[citing.count++] = work->documents.items[numbers->items[i]];
    *out = vt_bases_witnesses(work, &citing);
    return true;
}

vt_basis_warning *vt_bases_warn(vt_bases_work *work, vt_bases_entry *entry, vt_basis_warning_kind kind) {
    vt_basis_warning *warning = vt_array_push(&work->arena, &entry->warnings);
    if (warning) warning->kind = kind;
    return warning;
}

bool vt_bases_add_detail(vt_bases_work *work, vt_basis_warning *warning, const vt_basis_detail *detail) {
    size_t count = warning->detail_count;
    vt_basis_detail *details = vt_arena_alloc(&work->arena, (count + 1) * sizeof *details);
    if (!details) return false;
    if (count) memcpy(details, warning->details, count * sizeof *details);
    details[count] = *detail;
    warning->details = details;
    warning->detail_count++;
    return true;
}

/* ---- reading ---- */

/* The entry of the citation's key; NULL when memory ran out. It stays until the next call. */
static vt_bases_entry *entry_of(vt_bases_work *work, const vt_citation *citation) {
    const vt_merge_key *key = vt_merge_add_citation(&work->merge, citation);
    if (!key) return NULL;
    if (key->at < work->entries.count) return &work->entries.items[key->at];
    vt_bases_entry *fresh = vt_array_push(&work->arena, &work->entries);
    if (fresh) fresh->key = key;
    return fresh;
}

static bool add_number(vt_bases_work *work, vt_form_documents *numbers, uint32_t number) {
    uint32_t *place = vt_array_push(&work->arena, numbers);
    if (place) *place = number;
    return place;
}

static bool add_citation(vt_bases_work *work, const vt_citation *citation, uint32_t number) {
    if (!citation->key) return true;
    vt_bases_entry *entry = entry_of(work, citation);
    if (!entry || !vt_form_add(&work->arena, &entry->form, citation, number)) return false;
    if (citation->basis < 0) return true;
    entry->told.mentions++;
    return add_number(work, &entry->citing, number);
}

static vt_code add_document(void *context, const vt_found *found, vt_error *err) {
    vt_bases_work *work = context;
    uint32_t number = (uint32_t)work->documents.count;
    const vt_citing *citing = vt_bases_citing(work, found), **place;
    if (!citing || !(place = vt_array_push(&work->arena, &work->documents))) return vt_fail_memory(err);
    *place = citing;
    for (size_t i = 0; i < found->document->citation_count; i++)
        if (!add_citation(work, &found->document->citations[i], number)) return vt_fail_memory(err);
    return VT_OK;
}

/* ---- putting together ---- */

static bool join(vt_bases_work *work, vt_bases_entry *into, const vt_bases_entry *from) {
    into->told.mentions += from->told.mentions;
    for (size_t i = 0; i < from->citing.count; i++)
        if (!add_number(work, &into->citing, from->citing.items[i])) return false;
    return vt_form_join(&work->arena, &into->form, &from->form);
}

static bool join_all(vt_bases_work *work) {
    if (!vt_merge_join(&work->merge)) return false;
    for (size_t i = 0; i < work->entries.count; i++) {
        size_t root = vt_merge_root(work->merge.keys.items[i])->at;
        if (root != i && !join(work, &work->entries.items[root], &work->entries.items[i])) return false;
    }
    return true;
}

static int year_of(const char *date) { return date && strlen(date) >= 4 ? (int)strtol(date, NULL, 10) : 0; }

static void find_years(const vt_bases_work *work, const vt_form_documents *numbers, vt_cited *told) {
    for (size_t i = 0; i < numbers->count; i++) {
        int year = year_of(work->documents.items[numbers->items[i]]->date);
        if (year && (!told->first_year || year < told->first_year)) told->first_year = year;
        if (year > told->last_year) told->last_year = year;
    }
}

static bool settle(vt_bases_work *work, vt_bases_entry *entry) {
    vt_cited *told = &entry->told;
    told->key = entry->key->key;
    if (!vt_form_settle(&work->arena, &entry->form, told)) return false;
    if (!vt_bases_matching(work, &entry->citing, &told->by)) return false;
    told->documents = told->by.documents;
    told->rank = vt_cite_rank(told->type, told->number, told->issuer);
    find_years(work, &entry->citing, told);
    return true;
}

/* By rank, then by date, what has none last; then by key, so that the order is always the same. */
static int by_rank(const void *a, const void *b) {
    const vt_cited *x = &(*(vt_bases_entry *const *)a)->told, *y = &(*(vt_bases_entry *const *)b)->told;
    if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
    int order = vt_compare_known(x->date, y->date);
    return order ? order : strcmp(x->key, y->key);
}

/* The entries that are listed, settled, in the order of the list; NULL when memory ran out. */
static vt_bases_entry **listed(vt_bases_work *work, size_t *count) {
    vt_bases_entry **items = vt_arena_alloc(&work->arena, work->entries.count * sizeof(vt_bases_entry *));
    *count = 0;
    for (size_t i = 0; items && i < work->entries.count; i++) {
        vt_bases_entry *entry = &work->entries.items[i];
        if (entry->key->into || !entry->citing.count) continue;
        if (!settle(work, entry)) return NULL;
        items[(*count)++] = entry;
    }
    if (*count) qsort(items, *count, sizeof *items, by_rank);
    return items;
}

static vt_code finish(vt_bases_work *work, vt_archive *archive, vt_error *err) {
    size_t count;
    vt_bases_entry **items = join_all(work) ? listed(work, &count) : NULL;
    vt_cited *list = items ? vt_arena_alloc(&work->arena, count * sizeof *list) : NULL;
    if (!list || !vt_bases_conflicts(work, items, count)) return vt_fail_memory(err);
    vt_code code = vt_bases_changes(work, archive, items, count, err);
    if (code == VT_OK && work->arena.failed) code = vt_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        list[i] = items[i]->told;
        list[i].warnings = items[i]->warnings.items;
        list[i].warning_count = items[i]->warnings.count;
    }
    work->list = (vt_cited_list){list, count};
    return code;
}

static vt_code read_bases(vt_archive *archive, void *context, vt_error *err) {
    vt_bases_work *work = context;
    vt_merge_init(&work->merge, &work->arena);
    memset(&work->entries, 0, sizeof work->entries);
    memset(&work->documents, 0, sizeof work->documents);
    vt_code code = vt_archive_each(archive, work->query, VT_ENTRY_FRONT, add_document, work, err);
    return code == VT_OK ? finish(work, archive, err) : code;
}

/* The day as ISO 8601. */
static vt_code take_day(vt_bases_work *work, const char *text, vt_error *err) {
    vt_date date;
    if (!vt_date_read(vt_slice_of(text), &date) || !date.day)
        return vt_fail_hint(err, VT_ERR_ARGUMENT, "a day is written 2024-06-05 or 05/06/2024", "not a day: %.40s",
                            text);
    work->options.as_of = vt_date_print(&work->arena, &date);
    return work->options.as_of ? VT_OK : vt_fail_memory(err);
}

vt_code vt_archive_bases(vt_archive *archive, const char *query, const vt_bases_options *options, vt_cited_list **out,
                         vt_error *err) {
    *out = NULL;
    vt_bases_work *work = calloc(1, sizeof *work);
    if (!work) return vt_fail_memory(err);
    vt_arena_init(&work->arena, NULL);
    if (options) work->options = *options;
    vt_code code = options && options->as_of ? take_day(work, options->as_of, err) : VT_OK;
    if (code == VT_OK) code = vt_query_parse(&work->arena, query ? query : "", &work->query, err);
    if (code == VT_OK) code = vt_archive_reading(archive, read_bases, work, err);
    if (code == VT_OK)
        *out = &work->list;
    else
        vt_cited_list_free(&work->list);
    return code;
}

void vt_cited_list_free(vt_cited_list *list) {
    vt_bases_work *work = (vt_bases_work *)list;
    if (!work) return;
    vt_arena_free(&work->arena);
    free(work);
}
