/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a query. Out: the documents that the matching ones cite as their legal
 * bases (căn cứ), each once, in legal order. Which mentions are one document,
 * merge.h says.
 */
#include <stdlib.h>
#include <string.h>
#include "archive/each.h"
#include "archive/merge.h"
#include "base/slice.h"
#include "cite/cite.h"

/* One cited document while it is put together. */
typedef struct cited {
    vt_cited told;
    VT_ARRAY(uint32_t) citing; /* docids, each once, in the order of reading */
    unsigned form_worth;       /* of the mention that gave its text */
} cited;

typedef struct kept_bases {
    vt_cited_list list;
    vt_arena arena;
    const vt_node *query;
    vt_merge merge;
    VT_ARRAY(cited) items; /* one for each key of merge */
} kept_bases;

/* The entry of the citation's key; NULL when memory ran out. It stays until the next call. */
static cited *entry_of(kept_bases *kept, const vt_citation *citation) {
    const vt_merge_key *key = vt_merge_add_citation(&kept->merge, citation);
    if (!key) return NULL;
    if (key->at < kept->items.count) return &kept->items.items[key->at];
    cited *fresh = vt_array_push(&kept->arena, &kept->items);
    if (fresh) fresh->told.key = key->key;
    return fresh;
}

/* A form is the better the more it says: number before date, date before body, body before subject. */
static unsigned worth_of(const vt_citation *citation) {
    return (citation->number ? 16U : 0) + (citation->type ? 8U : 0) + (citation->date ? 4U : 0) +
           (citation->issuer ? 2U : 0) + (citation->subject ? 1U : 0) + 1U;
}

static const char *keep(kept_bases *kept, const char *text, const char *former, bool *ok) {
    if (!text) return former;
    const char *copy = vt_arena_text(&kept->arena, vt_slice_of(text));
    *ok &= copy != NULL;
    return copy;
}

/* The better form gives what it has; what it lacks stays from the others. */
static bool take_form(kept_bases *kept, const vt_citation *citation, cited *entry) {
    unsigned worth = worth_of(citation);
    bool ok = true;
    if (worth <= entry->form_worth) return true;
    entry->form_worth = worth;
    vt_cited *told = &entry->told;
    told->type = keep(kept, citation->type, told->type, &ok);
    told->number = keep(kept, citation->number, told->number, &ok);
    told->date = keep(kept, citation->date, told->date, &ok);
    told->issuer = keep(kept, citation->issuer, told->issuer, &ok);
    told->subject = keep(kept, citation->subject, told->subject, &ok);
    told->text = keep(kept, citation->text, told->text, &ok);
    return ok;
}

static bool add_citing(kept_bases *kept, cited *entry, uint32_t docid) {
    if (entry->citing.count && entry->citing.items[entry->citing.count - 1] == docid) return true;
    uint32_t *place = vt_array_push(&kept->arena, &entry->citing);
    if (place) *place = docid;
    return place;
}

static bool add_citation(kept_bases *kept, const vt_citation *citation, uint32_t docid) {
    if (citation->basis < 0 || !citation->key) return true;
    cited *entry = entry_of(kept, citation);
    if (!entry) return false;
    entry->told.mentions++;
    return take_form(kept, citation, entry) && add_citing(kept, entry, docid);
}

static vt_code add_document(void *context, const vt_found *found, vt_error *err) {
    kept_bases *kept = context;
    for (size_t i = 0; i < found->document->citation_count; i++)
        if (!add_citation(kept, &found->document->citations[i], found->docid)) return vt_fail_memory(err);
    return VT_OK;
}

static int by_docid(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static bool merge(kept_bases *kept, cited *into, cited *from) {
    vt_cited *told = &into->told;
    const vt_cited *other = &from->told;
    for (size_t i = 0; i < from->citing.count; i++) {
        uint32_t *place = vt_array_push(&kept->arena, &into->citing);
        if (!place) return false;
        *place = from->citing.items[i];
    }
    told->mentions += other->mentions;
    if (!told->type) told->type = other->type;
    if (!told->date) told->date = other->date;
    if (!told->issuer) told->issuer = other->issuer;
    if (!told->subject) told->subject = other->subject;
    return true;
}

static bool merge_all(kept_bases *kept) {
    if (!vt_merge_join(&kept->merge)) return false;
    for (size_t i = 0; i < kept->items.count; i++) {
        size_t root = vt_merge_root(kept->merge.keys.items[i])->at;
        if (root != i && !merge(kept, &kept->items.items[root], &kept->items.items[i])) return false;
    }
    return true;
}

static uint64_t count_distinct(cited *entry) {
    uint64_t count = 0;
    if (entry->citing.count) qsort(entry->citing.items, entry->citing.count, sizeof(uint32_t), by_docid);
    for (size_t i = 0; i < entry->citing.count; i++)
        count += i == 0 || entry->citing.items[i] != entry->citing.items[i - 1];
    return count;
}

static int compare_known(const char *a, const char *b) {
    if (!a || !b) return !a - !b;
    return strcmp(a, b);
}

/* By rank, then by date, what has none last; then by key, so that the order is always the same. */
static int by_rank(const void *a, const void *b) {
    const vt_cited *x = a, *y = b;
    if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
    int order = compare_known(x->date, y->date);
    return order ? order : strcmp(x->key, y->key);
}

/* The type that the key tells, where no mention had a type word. */
static const char *type_of_key(vt_arena *arena, const char *key) {
    size_t size = strcspn(key, "|");
    return size ? vt_arena_text(arena, (vt_slice){key, size}) : NULL;
}

static vt_code finish(kept_bases *kept, vt_error *err) {
    vt_cited *list = vt_arena_alloc(&kept->arena, kept->items.count * sizeof *list);
    size_t used = 0;
    if (!list || !merge_all(kept)) return vt_fail_memory(err);
    for (size_t i = 0; i < kept->items.count; i++) {
        vt_cited *told = &kept->items.items[i].told;
        if (kept->merge.keys.items[i]->into) continue;
        if (!told->type) told->type = type_of_key(&kept->arena, told->key);
        told->documents = count_distinct(&kept->items.items[i]);
        told->rank = vt_cite_rank(told->type, told->number, told->issuer);
        list[used++] = *told;
    }
    if (used) qsort(list, used, sizeof *list, by_rank);
    kept->list = (vt_cited_list){list, used};
    return VT_OK;
}

static vt_code read_bases(vt_archive *archive, void *context, vt_error *err) {
    kept_bases *kept = context;
    vt_merge_init(&kept->merge, &kept->arena);
    kept->items.items = NULL;
    kept->items.count = kept->items.capacity = 0;
    vt_code code = vt_archive_each(archive, kept->query, add_document, kept, err);
    return code == VT_OK ? finish(kept, err) : code;
}

vt_code vt_archive_bases(vt_archive *archive, const char *query, vt_cited_list **out, vt_error *err) {
    *out = NULL;
    kept_bases *kept = calloc(1, sizeof *kept);
    if (!kept) return vt_fail_memory(err);
    vt_arena_init(&kept->arena, NULL);
    vt_code code = vt_query_parse(&kept->arena, query ? query : "", &kept->query, err);
    if (code == VT_OK) code = vt_archive_reading(archive, read_bases, kept, err);
    if (code == VT_OK)
        *out = &kept->list;
    else
        vt_cited_list_free(&kept->list);
    return code;
}

void vt_cited_list_free(vt_cited_list *list) {
    kept_bases *kept = (kept_bases *)list;
    if (!kept) return;
    vt_arena_free(&kept->arena);
    free(kept);
}
