/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: identity keys. Out: terms, see reference.h. Assumes that a key has five parts. */
#include "archive/reference.h"

#include <string.h>
#include "archive/merge.h"
#include "archive/places.h"
#include "archive/record.h"
#include "base/error.h"
#include "base/slice.h"
#include "cite/key.h"

enum { PAGE = 4096, MOST_LINKED = 8, MOST_SETTLED = 1000 };

typedef struct key_parts {
    vt_slice type, ordinal, rest; /* rest: symbol|year|body */
} key_parts;

static bool split_key(const char *key, key_parts *parts) {
    const char *first = strchr(key, '|'), *second = first ? strchr(first + 1, '|') : NULL;
    if (!second) return false;
    parts->type = (vt_slice){key, (size_t)(first - key)};
    parts->ordinal = (vt_slice){first + 1, (size_t)(second - first - 1)};
    parts->rest = vt_slice_of(second + 1);
    return true;
}

static vt_slice part_text(vt_arena *arena, vt_slice ordinal, vt_slice rest) {
    return vt_slice_of(vt_arena_join(arena, VT_TEXTS(ordinal, VT_LITERAL("|"), rest)));
}

bool vt_reference_is_key(const char *key) { return split_key(key, &(key_parts){0}); }

vt_slice vt_reference_term(vt_arena *arena, const char *key) {
    key_parts parts;
    if (!split_key(key, &parts)) return (vt_slice){NULL, 0};
    const vt_slice bar = VT_LITERAL("|");
    char *whole = vt_arena_join(arena, VT_TEXTS(parts.ordinal, bar, parts.type, bar, parts.rest));
    vt_slice identity = whole ? vt_identity_term(arena, vt_slice_of(whole)) : (vt_slice){NULL, 0};
    if (!identity.data || identity.data == whole) return identity;
    return part_text(arena, parts.ordinal, identity);
}

/* The key of a term without its prefix; NULL when it is hashed, or memory ran out. */
static const char *key_of(vt_arena *arena, vt_slice term) {
    const char *bar = memchr(term.data, '|', term.size);
    size_t ordinal = bar ? (size_t)(bar - term.data) : term.size;
    vt_slice rest = vt_slice_sub(term, bar ? ordinal + 1 : ordinal, term.size);
    const char *next = rest.size && rest.data[0] != '#' ? memchr(rest.data, '|', rest.size) : NULL;
    if (!next) return NULL;
    int type = (int)(next - rest.data), tail = (int)(rest.data + rest.size - next);
    return vt_arena_printf(arena, "%.*s|%.*s%.*s", type, rest.data, (int)ordinal, term.data, tail, next);
}

/* ---- keys that agree with a typed one ---- */

typedef bool (*agreement)(const char *typed, const char *other);

/* The part of another key without what goes on behind the typed part: "bộ giáo dục" of "bộ giáo dục đào tạo". */
static vt_slice cut_part(vt_slice typed, vt_slice other) {
    bool longer =
        typed.size && other.size > typed.size && vt_slice_starts(other, typed) && other.data[typed.size] == ' ';
    return longer ? vt_slice_sub(other, 0, typed.size) : other;
}

/* A symbol tells its type: the type word beside it is a slip, "Kế hoạch 24/CT-UBND". */
static bool is_slip(const vt_key *typed) {
    vt_slice told = typed->parts[VT_KEY_SYMBOL];
    const char *dash = told.size ? memchr(told.data, '-', told.size) : NULL;
    return typed->parts[VT_KEY_ORDINAL].size && dash && !vt_slice_starts(told, VT_LITERAL("QH"));
}

/* A name or a body that was not typed to its end agrees with the whole one; a slip of the type word is passed over. */
static bool agrees_loosely(const char *typed, const char *other) {
    vt_key a = vt_key_split(typed), b = vt_key_split(other);
    if (is_slip(&a)) a.parts[VT_KEY_TYPE].size = 0;
    if (!a.parts[VT_KEY_ORDINAL].size)
        b.parts[VT_KEY_SYMBOL] = cut_part(a.parts[VT_KEY_SYMBOL], b.parts[VT_KEY_SYMBOL]);
    b.parts[VT_KEY_BODY] = cut_part(a.parts[VT_KEY_BODY], b.parts[VT_KEY_BODY]);
    return vt_key_agrees(&a, &b);
}

/* A lookup under way. */
typedef struct lookup {
    vt_index *index;
    vt_arena *arena;
    char prefix;
    agreement agrees;
    vt_references *found;
    vt_error *err;
} lookup;

static bool is_found(const vt_references *found, vt_slice term) {
    for (size_t i = 0; i < found->items.count; i++)
        if (vt_slice_equal(found->items.items[i].term, term)) return true;
    return false;
}

static vt_code add_agreeing(const lookup *l, const vt_index_listed *listed, const char *key, vt_slice own_term,
                            bool again) {
    vt_slice bare = vt_slice_sub(listed->term, 1, listed->term.size);
    const char *other = key_of(l->arena, bare);
    if (other ? !l->agrees(key, other) : !vt_slice_equal(bare, own_term)) return VT_OK;
    if (again && is_found(l->found, listed->term)) return VT_OK;
    vt_reference *reference = vt_array_push(l->arena, &l->found->items);
    char *term = reference ? vt_arena_text(l->arena, listed->term) : NULL;
    if (!term) return vt_fail_memory(l->err);
    *reference = (vt_reference){{term, listed->term.size}, other, NULL, listed->documents};
    return VT_OK;
}

/* Where the terms of a key's ordinal begin and end. A name without a number stands under the empty ordinal; a
 * reference with neither may be anything under the prefix. */
static bool range_of(vt_arena *arena, char prefix, const char *key, vt_slice *low, vt_slice *high) {
    key_parts parts;
    if (!split_key(key, &parts)) return false;
    bool anything = !parts.ordinal.size && parts.rest.data[0] == '|';
    int size = anything ? 0 : (int)parts.ordinal.size;
    char *start = vt_arena_printf(arena, "%c%.*s%s", prefix, size, parts.ordinal.data, anything ? "" : "|");
    char *end = start ? vt_arena_text(arena, vt_slice_of(start)) : NULL;
    if (!end) return false;
    end[strlen(end) - 1]++;
    *low = vt_slice_of(start);
    *high = vt_slice_of(end);
    return true;
}

typedef vt_code (*term_fn)(void *context, const vt_index_listed *listed, vt_error *err);

/* All terms t with low <= t < high. */
static vt_code each_term(vt_index *index, vt_arena *arena, vt_slice low, vt_slice high, term_fn fn, void *context,
                         vt_error *err) {
    vt_code code = VT_OK;
    for (bool more = true; more && code == VT_OK;) {
        vt_index_answer *answer;
        code = vt_index_terms(index, low, high, PAGE, &answer, err);
        if (code != VT_OK) return code;
        for (size_t i = 0; i < answer->term_count && code == VT_OK; i++) code = fn(context, &answer->terms[i], err);
        more = answer->term_count == PAGE;
        /* The next page starts behind the last term: that term and a zero byte. */
        if (more) {
            vt_slice last = answer->terms[PAGE - 1].term;
            char *next = vt_arena_text(arena, last);
            if (!next) code = vt_fail_memory(err);
            low = (vt_slice){next, last.size + 1};
        }
        vt_index_release(answer);
    }
    return code;
}

typedef struct agreeing {
    const lookup *l;
    const char *key;
    vt_slice own_term;
    bool again; /* some terms have been found already */
} agreeing;

static vt_code add_if_agreeing(void *context, const vt_index_listed *listed, vt_error *err) {
    const agreeing *a = context;
    (void)err;
    return add_agreeing(a->l, listed, a->key, a->own_term, a->again);
}

static vt_code list_agreeing(const lookup *l, const char *key) {
    agreeing a = {l, key, vt_reference_term(l->arena, key), l->found->items.count > 0};
    vt_slice low, high;
    if (!a.own_term.data || !range_of(l->arena, l->prefix, key, &low, &high)) return vt_fail_memory(l->err);
    return each_term(l->index, l->arena, low, high, add_if_agreeing, &a, l->err);
}

/* ---- sets ---- */

typedef struct set_entry set_entry;
struct set_entry {
    const char *key; /* NULL when the term is hashed */
    const set_entry *next;
};

static vt_code add_to_set(void *context, const vt_index_listed *listed, vt_error *err) {
    vt_reference_set *set = context;
    vt_arena *arena = set->by_ordinal.arena;
    set_entry *own = vt_arena_alloc(arena, sizeof *own);
    char *term = own ? vt_arena_text(arena, vt_slice_sub(listed->term, 1, listed->term.size)) : NULL;
    void **first = term ? vt_table_put(&set->by_ordinal, (vt_slice){term, strcspn(term, "|")}) : NULL;
    if (!first) return vt_fail_memory(err);
    *own = (set_entry){key_of(arena, vt_slice_of(term)), *first};
    *first = own;
    return VT_OK;
}

vt_code vt_reference_set_read(vt_reference_set *set, vt_index *index, vt_arena *arena, char prefix, vt_error *err) {
    char behind = (char)(prefix + 1);
    vt_table_init(&set->by_ordinal, arena);
    return each_term(index, arena, (vt_slice){&prefix, 1}, (vt_slice){&behind, 1}, add_to_set, set, err);
}

bool vt_reference_set_has(const vt_reference_set *set, const char *key) {
    const set_entry *own = vt_table_get(&set->by_ordinal, vt_key_ordinal(key));
    while (own && own->key && !vt_cite_keys_agree(key, own->key)) own = own->next;
    return own;
}

/* ---- mentions that leave a part open ---- */

/* Whether the typed key says something that another leaves open. */
static bool says_more(const char *typed, const char *other) {
    vt_key a = vt_key_split(typed), b = vt_key_split(other);
    for (int i = VT_KEY_YEAR; i < VT_KEY_PARTS; i++)
        if (a.parts[i].size && !b.parts[i].size) return true;
    return false;
}

/* The typed key with its year and its body left open. */
static const char *open_key(vt_arena *arena, const char *typed) {
    vt_key fields = vt_key_split(typed);
    fields.parts[VT_KEY_YEAR].size = fields.parts[VT_KEY_BODY].size = 0;
    return vt_key_join(arena, &fields);
}

/* Drops what, by the other keys of the archive, means another document. */
static vt_code drop_others(const lookup *l, const char *typed, const vt_references *all) {
    vt_merge merge;
    size_t used = 0;
    vt_merge_init(&merge, l->arena);
    for (size_t i = 0; i < all->items.count; i++)
        if (all->items.items[i].key && !vt_merge_add(&merge, all->items.items[i].key)) return vt_fail_memory(l->err);
    if (!vt_merge_join(&merge)) return vt_fail_memory(l->err);
    for (size_t i = 0; i < l->found->items.count; i++) {
        vt_reference *own = &l->found->items.items[i];
        const vt_merge_key *key = own->key ? vt_merge_add(&merge, own->key) : NULL;
        if (key && !l->agrees(typed, vt_merge_root(key)->key)) continue;
        l->found->items.items[used++] = *own;
    }
    l->found->items.count = used;
    return VT_OK;
}

/* A mention without year or body means the only fuller one of the archive: "Chỉ thị 07/CT-UBND" is not another
 * province's when the archive knows whose it is. */
static vt_code settle_partial(const lookup *l, const char *key) {
    bool partial = false;
    for (size_t i = 0; i < l->found->items.count; i++)
        partial |= l->found->items.items[i].key && says_more(key, l->found->items.items[i].key);
    if (!partial) return VT_OK;
    vt_references all = {0};
    lookup wide = *l;
    wide.found = &all;
    const char *open = open_key(l->arena, key);
    vt_code code = open ? list_agreeing(&wide, open) : vt_fail_memory(l->err);
    return code == VT_OK && all.items.count <= MOST_SETTLED ? drop_others(l, key, &all) : code;
}

/* ---- laws by number and by name ---- */

/* The other way in which a law that agrees is cited: its name of the same year for its number, and its number for its
 * name. NULL when there is none. */
static const char *other_key(vt_arena *arena, const vt_citation *citation, const char *key) {
    const char *name = citation->key ? vt_cite_name_key(arena, citation) : NULL;
    if (!name || !vt_key_split(name).parts[VT_KEY_YEAR].size) return NULL;
    return vt_cite_keys_agree(key, citation->key) ? name : vt_cite_keys_agree(key, name) ? citation->key : NULL;
}

/* Names that leave the year open may be another law's. */
static bool agrees_in_year(const char *typed, const char *other) {
    return vt_key_split(other).parts[VT_KEY_YEAR].size && vt_cite_keys_agree(typed, other);
}

/* Tells the number of a law what its name is. */
static vt_code name_law(const lookup *l, const vt_citation *citation) {
    for (size_t i = 0; i < l->found->items.count; i++) {
        vt_reference *reference = &l->found->items.items[i];
        if (!reference->key || reference->name_key || strcmp(reference->key, citation->key) != 0) continue;
        reference->name_key = vt_cite_name_key(l->arena, citation);
        if (!reference->name_key) return vt_fail_memory(l->err);
    }
    return VT_OK;
}

static vt_code link_citations(const lookup *l, const vt_document *document, const char *key) {
    lookup linked = *l;
    linked.agrees = agrees_in_year;
    vt_code code = VT_OK;
    for (size_t i = 0; i < document->citation_count && code == VT_OK; i++) {
        const vt_citation *citation = &document->citations[i];
        const char *other = other_key(l->arena, citation, key);
        if (l->arena->failed) return vt_fail_memory(l->err);
        if (!other) continue;
        code = list_agreeing(&linked, other);
        if (code == VT_OK) code = name_law(l, citation);
    }
    return code;
}

/* The other ways in which the law is cited, as some of the documents know that cite it by number and by name. */
static vt_code link_law(const lookup *l, const char *key) {
    size_t count = l->found->items.count < MOST_LINKED ? l->found->items.count : MOST_LINKED;
    vt_code code = VT_OK;
    for (size_t i = 0; i < count && code == VT_OK; i++) {
        vt_index_search wanted = {.limit = MOST_LINKED, .with_data = true};
        vt_index_answer *answer;
        code = vt_index_fetch(l->index, l->found->items.items[i].term, &wanted, &answer, l->err);
        if (code != VT_OK) return code;
        for (size_t row = 0; row < answer->row_count && code == VT_OK; row++) {
            vt_document document;
            code = vt_record_unpack_front(l->arena, answer->rows[row].data, &document, l->err);
            if (code == VT_OK) code = link_citations(l, &document, key);
        }
        vt_index_release(answer);
    }
    return code;
}

/* Whether a key is one of the acts that have both a number and a name: laws, codes, ordinances, the Constitution. */
static bool may_be_law(const char *key) {
    vt_key fields = vt_key_split(key);
    vt_slice symbol = fields.parts[VT_KEY_SYMBOL];
    const char *assembly = symbol.size ? memchr(symbol.data, 'Q', symbol.size) : NULL;
    for (; assembly; assembly = memchr(assembly + 1, 'Q', (size_t)(symbol.data + symbol.size - assembly - 1)))
        if (assembly + 1 < symbol.data + symbol.size && assembly[1] == 'H') return true;
    return !fields.parts[VT_KEY_ORDINAL].size;
}

vt_code vt_reference_find(vt_index *index, vt_arena *arena, char prefix, const char *key, vt_references *found,
                          vt_error *err) {
    lookup l = {index, arena, prefix, vt_cite_keys_agree, found, err};
    *found = (vt_references){0};
    vt_code code = list_agreeing(&l, key);
    if (code == VT_OK && !found->items.count) {
        l.agrees = agrees_loosely;
        code = list_agreeing(&l, key);
    }
    if (code == VT_OK) code = settle_partial(&l, key);
    bool law =
        code == VT_OK && found->items.count && found->items.items[0].key && may_be_law(found->items.items[0].key);
    return law ? link_law(&l, key) : code;
}
