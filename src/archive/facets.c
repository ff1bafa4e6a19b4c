/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the values that matches have in their slots, counted. Out: facets. A slot
 * of one value is counted as it is. What a document cites is many values in one
 * slot: the index counts the different lists, and here they are taken apart.
 */
#include "archive/facets.h"

#include <stdlib.h>
#include <string.h>
#include "archive/fields.h"
#include "archive/inside.h"
#include "archive/places.h"
#include "archive/reference.h"
#include "archive/slots.h"
#include "archive/told.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/table.h"
#include "cite/cite.h"
#include "lexicon/types.h"

/* A value while it is counted. */
typedef struct counted {
    vt_slice value; /* of the slot, or a hash in it */
    uint32_t docid; /* of one of the documents */
    uint64_t documents;
} counted;

typedef VT_ARRAY(counted) counted_list;

typedef struct builder {
    vt_archive *archive;
    vt_arena *arena;
    const vt_facets_wanted *wanted;
    vt_error *err;
} builder;

/* What the kinds of facets differ in. */
typedef struct manner {
    uint32_t slot;
    vt_field_id field;
    size_t width; /* of each value in the slot; 0: the slot is one value */
    vt_code (*tell)(const builder *b, vt_slice value, vt_facet_value *out); /* NULL: all of them at once */
} manner;

const char *vt_facet_id(vt_facet_kind kind) {
    static const char *const ids[] = {
#define X(name, id) id,
        VT_FACET_TABLE(X)
#undef X
    };
    return ids[kind];
}

/* ---- how values are told ---- */

static vt_code copy_value(const builder *b, vt_slice text, vt_facet_value *out) {
    out->value = out->label = vt_arena_text(b->arena, text);
    return out->value ? VT_OK : vt_fail_memory(b->err);
}

static vt_code tell_type(const builder *b, vt_slice value, vt_facet_value *out) {
    vt_code code = copy_value(b, value, out);
    const vt_type_entry *type = code == VT_OK ? vt_type_by_code(out->value) : NULL;
    if (type) out->label = type->name;
    return code;
}

static vt_code tell_year(const builder *b, vt_slice value, vt_facet_value *out) {
    return copy_value(b, value, out);
}

/* As a document of the body has it in its header. */
static vt_code tell_body(const builder *b, vt_slice value, vt_facet_value *out) {
    vt_code code = copy_value(b, value, out);
    vt_slice term = vt_identity_term(b->arena, value);
    const char *told = NULL;
    if (code == VT_OK) code = vt_told_body(&b->archive->bodies, b->archive->index, b->arena, term, &told, b->err);
    if (told) out->label = told;
    return code;
}

static const manner manners[VT_FACETS] = {
    [VT_FACET_TYPE] = {VT_SLOT_TYPE, VT_FIELD_ID_TYPE, 0, tell_type},
    [VT_FACET_YEAR] = {VT_SLOT_YEAR, VT_FIELD_ID_YEAR, 0, tell_year},
    [VT_FACET_BODY] = {VT_SLOT_BODY, VT_FIELD_ID_BODY, 0, tell_body},
    [VT_FACET_CITES] = {VT_SLOT_CITED, VT_FIELD_ID_CITES, VT_CITED_HASH, NULL},
};

const char *vt_facet_field(vt_facet_kind kind) { return vt_fields[manners[kind].field].name; }

size_t vt_facets_slots(unsigned wanted, uint32_t slots[VT_FACETS]) {
    size_t count = 0;
    for (int kind = 0; kind < VT_FACETS; kind++)
        if (wanted & (1U << kind)) slots[count++] = manners[kind].slot;
    return count;
}

/* ---- counting ---- */

static bool count_value(vt_table *table, counted_list *list, vt_slice value, const vt_index_facet *in) {
    void **place = vt_table_put(table, value);
    if (!place) return false;
    if (!*place) {
        counted *fresh = vt_array_push(table->arena, list);
        if (!fresh) return false;
        fresh->value = value;
        fresh->docid = in->docid;
        /* The list may move; what does not is the number of the item, kept one higher so that it is no NULL. */
        /* NOLINTNEXTLINE(performance-no-int-to-ptr): it is never followed. */
        *place = (void *)(uintptr_t)list->count;
    }
    list->items[(uintptr_t)*place - 1].documents += in->count;
    return true;
}

/* Each value that a slot's bytes hold. */
static bool count_slot(vt_table *table, counted_list *list, const manner *how, const vt_index_facet *facet) {
    size_t width = how->width ? how->width : facet->value.size;
    for (size_t at = 0; width && at + width <= facet->value.size; at += width)
        if (!count_value(table, list, vt_slice_sub(facet->value, at, at + width), facet)) return false;
    return true;
}

/* What a person is told of a slot's value; empty where there is nothing. */
static vt_slice told_part(const manner *how, vt_slice value) {
    return how->slot == VT_SLOT_BODY ? vt_slot_body(value) : value;
}

static vt_code count_all(const builder *b, const vt_index_answer *answer, const manner *how, counted_list *list) {
    vt_table table;
    vt_table_init(&table, b->arena);
    for (size_t i = 0; i < answer->facet_count; i++) {
        const vt_index_facet *facet = &answer->facets[i];
        if (facet->slot != how->slot || !told_part(how, facet->value).size) continue;
        if (!count_slot(&table, list, how, facet)) return vt_fail_memory(b->err);
    }
    return VT_OK;
}

/* The most first; among equals by bytes, which puts years in their order. */
static int by_documents(const void *a, const void *b) {
    const counted *x = a, *y = b;
    if (x->documents != y->documents) return x->documents > y->documents ? -1 : 1;
    return vt_slice_compare(x->value, y->value);
}

/* The first so many in their order; the rest in none. */
static void bring_forward(counted_list *list, size_t wanted) {
    uint64_t floor = 0;
    size_t kept = 0;
    if (!list->count) return;
    /* What is below the least of the first candidates cannot be among the first. */
    if (list->count > wanted) {
        qsort(list->items, wanted, sizeof *list->items, by_documents);
        floor = list->items[wanted - 1].documents;
    }
    for (size_t i = 0; i < list->count; i++) {
        counted one = list->items[i];
        if (one.documents < floor) continue;
        list->items[i] = list->items[kept];
        list->items[kept++] = one;
    }
    qsort(list->items, kept, sizeof *list->items, by_documents);
}

/* ---- what is cited ---- */

/* A shorter or longer form of what is told already; values begin with an equals sign. */
static bool is_told_already(const vt_facet_value *values, size_t count, const char *key) {
    for (size_t i = 0; i < count; i++)
        if (vt_cite_keys_agree(values[i].value + 1, key)) return true;
    return false;
}

static uint64_t scaled(const builder *b, uint64_t documents) {
    return (uint64_t)((double)documents * b->wanted->share + 0.5);
}

static vt_code tell_cited(const builder *b, const char *key, uint64_t documents, vt_facet_value *out) {
    *out = (vt_facet_value){.value = vt_arena_printf(b->arena, "=%s", key), .documents = scaled(b, documents)};
    return out->value ? vt_told_cited(b->archive->index, b->arena, key, &out->label, b->err) : vt_fail_memory(b->err);
}

/* Forms of one document are counted apart in the slot: of those that agree the most frequent is told. */
static vt_code tell_all_cited(const builder *b, const counted_list *list, vt_facet_value *values, size_t *count) {
    size_t candidates = list->count < 2 * *count ? list->count : 2 * *count, used = 0;
    vt_code code = VT_OK;
    for (size_t i = 0; i < candidates && used < *count && code == VT_OK; i++) {
        const counted *one = &list->items[i];
        const char *key;
        code = vt_told_hash(b->archive->index, b->arena, one->docid, one->value, &key, b->err);
        if (code == VT_OK && key && !is_told_already(values, used, key))
            code = tell_cited(b, key, one->documents, &values[used++]);
    }
    *count = used;
    return code;
}

/* ---- building ---- */

static vt_code tell_each(const builder *b, const manner *how, const counted_list *list, vt_facet_value *values,
                         size_t count) {
    vt_code code = VT_OK;
    for (size_t i = 0; i < count && code == VT_OK; i++) {
        values[i].documents = scaled(b, list->items[i].documents);
        code = how->tell(b, told_part(how, list->items[i].value), &values[i]);
    }
    return code;
}

static vt_code build(const builder *b, const vt_index_answer *answer, vt_facet_kind kind, vt_facet *facet) {
    const manner *how = &manners[kind];
    counted_list list = {0};
    vt_code code = count_all(b, answer, how, &list);
    if (code != VT_OK) return code;
    size_t count = list.count < b->wanted->limit ? list.count : b->wanted->limit;
    bring_forward(&list, 2 * count);
    vt_facet_value *values = vt_arena_alloc(b->arena, count * sizeof *values);
    if (!values) return vt_fail_memory(b->err);
    code = how->tell ? tell_each(b, how, &list, values, count) : tell_all_cited(b, &list, values, &count);
    *facet = (vt_facet){kind, values, count, list.count};
    return code;
}

vt_code vt_facets_build(vt_archive *archive, vt_arena *arena, const vt_index_answer *answer,
                        const vt_facets_wanted *wanted, const vt_facet **facets, size_t *count, vt_error *err) {
    builder b = {archive, arena, wanted, err};
    vt_facet *all = vt_arena_alloc(arena, VT_FACETS * sizeof *all);
    vt_code code = all ? VT_OK : vt_fail_memory(err);
    *count = 0;
    for (int kind = 0; kind < VT_FACETS && code == VT_OK; kind++)
        if (wanted->kinds & (1U << kind)) code = build(&b, answer, (vt_facet_kind)kind, &all[(*count)++]);
    *facets = all;
    return code;
}

/* ---- a single value ---- */

typedef struct one_value {
    vt_facet_kind kind;
    const char *value;
    vt_arena *arena;
    const char *label;
} one_value;

static vt_code tell_one(vt_archive *archive, void *context, vt_error *err) {
    one_value *one = context;
    builder b = {archive, one->arena, NULL, err};
    vt_facet_value out = {.label = one->value};
    vt_code code = VT_OK;
    if (manners[one->kind].tell)
        code = manners[one->kind].tell(&b, vt_slice_of(one->value), &out);
    else if (one->value[0] == '=' && vt_reference_is_key(one->value + 1))
        code = vt_told_cited(archive->index, one->arena, one->value + 1, &out.label, err);
    one->label = out.label;
    return code;
}

vt_code vt_facet_tell(vt_archive *archive, vt_arena *arena, vt_facet_kind kind, const char *value, const char **label,
                      vt_error *err) {
    one_value one = {kind, value, arena, value};
    vt_code code = vt_archive_reading(archive, tell_one, &one, err);
    *label = one.label;
    return code;
}
