/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a query. Out: the documents that the matching ones cite as their legal
 * bases (căn cứ), each once. Mentions with one key are one document; a partial
 * key joins the only fuller key that agrees with it, and stays apart when
 * several do. A law that is cited by name is the one of that name and year that
 * is cited by number.
 */
#include <stdlib.h>
#include <string.h>
#include "archive/each.h"
#include "archive/reference.h"
#include "base/slice.h"
#include "cite/cite.h"

enum { FIRST_SIZE = 1024 };

/* One cited document while it is put together. */
typedef struct cited {
    vt_cited told;
    VT_ARRAY(uint32_t) citing; /* docids, each once, in the order of reading */
    unsigned form_worth;       /* of the mention that gave its text */
    unsigned known_parts;      /* of its key */
    const char *name_key;      /* of a law that has a number: what its name alone would be */
    bool merged;               /* into another */
} cited;

typedef struct kept_bases {
    vt_cited_list list;
    vt_arena arena;
    const vt_node *query;
    cited **table; /* by key; open addressing */
    size_t size, count;
} kept_bases;

static uint64_t hash_of(const char *key) {
    uint64_t hash = 0xCBF29CE484222325U;
    for (; *key; key++) hash = (hash ^ (unsigned char)*key) * 0x100000001B3U;
    return hash ^ hash >> 32;
}

static cited **place_of(cited **table, size_t size, const char *key) {
    size_t at = hash_of(key) & (size - 1);
    while (table[at] && strcmp(table[at]->told.key, key) != 0) at = (at + 1) & (size - 1);
    return &table[at];
}

static bool grow(kept_bases *kept) {
    size_t size = kept->size ? kept->size * 2 : FIRST_SIZE;
    cited **table = vt_arena_alloc(&kept->arena, size * sizeof *table);
    if (!table) return false;
    for (size_t i = 0; i < kept->size; i++)
        if (kept->table[i]) *place_of(table, size, kept->table[i]->told.key) = kept->table[i];
    kept->table = table;
    kept->size = size;
    return true;
}

static unsigned count_known_parts(const char *key) {
    unsigned count = 0;
    for (const char *at = key;;) {
        size_t size = strcspn(at, "|");
        count += size > 0;
        if (!at[size]) return count;
        at += size + 1;
    }
}

static cited *entry_of(kept_bases *kept, const char *key) {
    if (kept->count * 2 >= kept->size && !grow(kept)) return NULL;
    cited **place = place_of(kept->table, kept->size, key);
    if (*place) return *place;
    cited *fresh = vt_arena_alloc(&kept->arena, sizeof *fresh);
    const char *copy = fresh ? vt_arena_text(&kept->arena, vt_slice_of(key)) : NULL;
    if (!copy) return NULL;
    fresh->told.key = copy;
    fresh->known_parts = count_known_parts(copy);
    kept->count++;
    return *place = fresh;
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
    const char *name_key = vt_reference_name_key(&kept->arena, citation);
    if (name_key) entry->name_key = name_key;
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
    cited *entry = entry_of(kept, citation->key);
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

static vt_slice ordinal_of(const char *key) {
    const char *start = key + strcspn(key, "|");
    start += *start == '|';
    return (vt_slice){start, strcspn(start, "|")};
}

/* By ordinal, so that keys that can agree stand together; fuller ones first. */
static int by_ordinal(const void *a, const void *b) {
    const cited *x = *(cited *const *)a, *y = *(cited *const *)b;
    vt_slice p = ordinal_of(x->told.key), q = ordinal_of(y->told.key);
    if (p.size != q.size) return p.size < q.size ? -1 : 1;
    int order = p.size ? memcmp(p.data, q.data, p.size) : 0;
    if (order) return order;
    if (x->known_parts != y->known_parts) return x->known_parts > y->known_parts ? -1 : 1;
    return strcmp(x->told.key, y->told.key);
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
    from->merged = true;
    return true;
}

/* What says neither ordinal nor name agrees with too much to be joined to anything. */
static bool is_nameless(const char *key) {
    vt_slice ordinal = ordinal_of(key);
    return !ordinal.size && ordinal.data[0] == '|' && ordinal.data[1] == '|';
}

/* The only fuller key that agrees; items before `at` with the same ordinal are at least as full. */
static cited *only_fuller(cited **items, size_t at) {
    const cited *own = items[at];
    cited *found = NULL;
    for (size_t i = at; i-- > 0;) {
        if (!vt_slice_equal(ordinal_of(items[i]->told.key), ordinal_of(own->told.key))) break;
        if (items[i]->merged || items[i]->known_parts <= own->known_parts) continue;
        if (!vt_cite_keys_agree(items[i]->told.key, own->told.key)) continue;
        if (found) return NULL;
        found = items[i];
    }
    return found;
}

static bool merge_partial(kept_bases *kept, cited **items, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (is_nameless(items[i]->told.key)) continue;
        cited *fuller = only_fuller(items, i);
        if (fuller && !merge(kept, fuller, items[i])) return false;
    }
    return true;
}

/* The only numbered law that has this name. */
static cited *only_numbered(cited **items, size_t count, const char *name) {
    cited *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (items[i]->merged || !items[i]->name_key || !vt_cite_keys_agree(items[i]->name_key, name)) continue;
        if (found) return NULL;
        found = items[i];
    }
    return found;
}

/* A law that is cited by its name joins the one that is cited by name and number. */
static bool merge_laws(kept_bases *kept, cited **items, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const char *key = items[i]->told.key;
        if (items[i]->merged || ordinal_of(key).size || is_nameless(key)) continue;
        cited *numbered = only_numbered(items, count, key);
        if (numbered && !merge(kept, numbered, items[i])) return false;
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
    cited **items = vt_arena_alloc(&kept->arena, kept->count * sizeof *items);
    vt_cited *list = vt_arena_alloc(&kept->arena, kept->count * sizeof *list);
    size_t count = 0, used = 0;
    if (!items || !list) return vt_fail_memory(err);
    for (size_t i = 0; i < kept->size; i++)
        if (kept->table[i]) items[count++] = kept->table[i];
    if (count) qsort(items, count, sizeof *items, by_ordinal);
    if (!merge_partial(kept, items, count) || !merge_laws(kept, items, count)) return vt_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        vt_cited *told = &items[i]->told;
        if (items[i]->merged) continue;
        if (!told->type) told->type = type_of_key(&kept->arena, told->key);
        told->documents = count_distinct(items[i]);
        told->rank = vt_cite_rank(told->type, told->number, told->issuer);
        list[used++] = *told;
    }
    if (used) qsort(list, used, sizeof *list, by_rank);
    kept->list = (vt_cited_list){list, used};
    return VT_OK;
}

static vt_code read_bases(vt_archive *archive, void *context, vt_error *err) {
    kept_bases *kept = context;
    kept->table = NULL;
    kept->size = kept->count = 0;
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
