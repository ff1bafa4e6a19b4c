/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the tree of a query. Out: the index's query. A word without accents is
 * any of its spellings, looked up in the index; a phrase in a field is one of
 * the text that has the field's mark in it (terms.h). A reference is any of the
 * keys that agree; a range of dates is the years inside it.
 */
#include <string.h>
#include "archive/query.h"
#include "archive/reference.h"
#include "archive/terms.h"
#include "archive/words.h"
#include "base/error.h"
#include "base/slice.h"

enum { MOST_SPELLINGS = 1000 };

typedef VT_ARRAY(const vt_index_query *) queries;

typedef struct compiler {
    vt_index *index;
    vt_arena *arena;
    vt_error *err;
} compiler;

static vt_code new_query(const compiler *c, vt_index_op op, vt_index_query **out) {
    *out = vt_arena_alloc(c->arena, sizeof **out);
    if (!*out) return vt_fail_memory(c->err);
    (*out)->op = op;
    return VT_OK;
}

static vt_code add(const compiler *c, queries *list, const vt_index_query *query) {
    const vt_index_query **place = vt_array_push(c->arena, list);
    if (!place) return vt_fail_memory(c->err);
    *place = query;
    return VT_OK;
}

/* The list under one operator; one alone needs none, and of nothing comes nothing. */
static vt_code join(const compiler *c, vt_index_op op, const queries *list, const vt_index_query **out) {
    vt_index_query *query;
    if (list->count == 1 && op != VT_INDEX_NOT) {
        *out = list->items[0];
        return VT_OK;
    }
    vt_code code = new_query(c, list->count ? op : VT_INDEX_NONE, &query);
    if (code != VT_OK) return code;
    query->children = list->items;
    query->child_count = list->count;
    *out = query;
    return VT_OK;
}

/* All of the list. What only adds weight to parts of it is put behind the whole, and asked only where the whole matches. */
static vt_code join_all(const compiler *c, const queries *list, const vt_index_query **out) {
    queries needed = {0}, parts = {0};
    const vt_index_query *all;
    vt_code code = add(c, &parts, NULL); /* the whole */
    for (size_t i = 0; i < list->count && code == VT_OK; i++) {
        const vt_index_query *item = list->items[i];
        bool maybe = item->op == VT_INDEX_MAYBE;
        code = add(c, &needed, maybe ? item->children[0] : item);
        for (size_t j = 1; maybe && j < item->child_count && code == VT_OK; j++) code = add(c, &parts, item->children[j]);
    }
    if (code == VT_OK) code = join(c, VT_INDEX_AND, &needed, &all);
    if (code != VT_OK) return code;
    parts.items[0] = all;
    return join(c, VT_INDEX_MAYBE, &parts, out);
}

static vt_code weigh(const compiler *c, const vt_index_query *child, double weight, const vt_index_query **out) {
    queries one = {0};
    vt_index_query *query;
    vt_code code = add(c, &one, child);
    if (code == VT_OK) code = new_query(c, VT_INDEX_WEIGHTED, &query);
    if (code != VT_OK) return code;
    query->weight = weight;
    query->children = one.items;
    query->child_count = 1;
    *out = query;
    return VT_OK;
}

static vt_code filter(const compiler *c, const vt_index_query *child, const vt_index_query **out) {
    return weigh(c, child, 0, out);
}

/* A term that is copied into the arena; prefix '\0' is none. */
static vt_code term_query(const compiler *c, char prefix, vt_slice text, const vt_index_query **out) {
    vt_index_query *query;
    size_t head = prefix ? 1 : 0;
    char *bytes = vt_arena_bytes(c->arena, text.size + 1);
    if (!bytes) return vt_fail_memory(c->err);
    bytes[0] = prefix;
    memcpy(bytes + head, text.data, text.size);
    vt_code code = new_query(c, VT_INDEX_TERM, &query);
    if (code != VT_OK) return code;
    query->term = (vt_slice){bytes, head + text.size};
    *out = query;
    return VT_OK;
}

/* Every spelling of a folded word that the archive has. */
static vt_code spellings(const compiler *c, char prefix, vt_slice stem, queries *any) {
    vt_index_answer *answer;
    vt_code code = vt_word_spellings(c->index, prefix, stem, MOST_SPELLINGS, &answer, c->err);
    if (code != VT_OK) return code;
    for (size_t i = 0; i < answer->term_count && code == VT_OK; i++) {
        const vt_index_query *one;
        code = term_query(c, '\0', answer->terms[i].term, &one);
        if (code == VT_OK) code = add(c, any, one);
    }
    vt_index_release(answer);
    return code;
}

/* Any of a word's spellings under a prefix. */
static vt_code any_spelling(const compiler *c, char prefix, const vt_word *word, vt_index_op op,
                            const vt_index_query **out) {
    queries any = {0};
    vt_code code = spellings(c, prefix, word->stem, &any);
    return code == VT_OK ? join(c, op, &any, out) : code;
}

/* Of all spellings, the one that was typed weighs more. */
static vt_code prefer_typed(const compiler *c, char prefix, const vt_word *word, const vt_index_query **word_out) {
    queries list = {0};
    const vt_index_query *typed;
    vt_code code = term_query(c, prefix, word->term, &typed);
    if (code == VT_OK) code = add(c, &list, *word_out);
    if (code == VT_OK) code = add(c, &list, typed);
    return code == VT_OK ? join(c, VT_INDEX_MAYBE, &list, word_out) : code;
}

/* As it is typed, or since there is no other way. */
static bool has_one_spelling(const vt_word *word) { return word->accented || !word->varies; }

/* A word somewhere under a prefix. */
static vt_code word_query(const compiler *c, char prefix, const vt_word *word, const vt_index_query **out) {
    if (has_one_spelling(word)) return term_query(c, prefix, word->term, out);
    vt_code code = any_spelling(c, prefix, word, VT_INDEX_SYNONYM, out);
    return code == VT_OK && (*out)->op == VT_INDEX_SYNONYM ? prefer_typed(c, prefix, word, out) : code;
}

/* A word at its place in a phrase. */
static vt_code place_query(const compiler *c, const vt_word *word, const vt_index_query **out) {
    if (has_one_spelling(word)) return term_query(c, VT_PREFIX_BODY, word->term, out);
    return any_spelling(c, VT_PREFIX_BODY, word, VT_INDEX_OR, out);
}

typedef VT_ARRAY(vt_word) word_list;

static vt_code list_words(const compiler *c, vt_slice text, word_list *list) {
    vt_words words;
    vt_word word;
    vt_words_start(&words, c->arena, text);
    while (vt_words_next(&words, &word)) {
        vt_word *place = vt_array_push(c->arena, list);
        char *term = place ? vt_arena_text(c->arena, word.term) : NULL;
        if (!term) return vt_fail_memory(c->err);
        *place = word;
        place->term.data = place->stem.data = term;
    }
    return words.failed ? vt_fail_memory(c->err) : VT_OK;
}

/* What the words of one node become. */
typedef struct word_queries {
    queries all;    /* each of them somewhere */
    queries phrase; /* one after another; in a field with its mark between them */
    bool ranked;    /* the phrase alone ranks as it should */
    bool exact;     /* no other spelling is meant */
} word_queries;

/* Behind each word of a field stands its mark. */
static vt_code add_to_phrase(const compiler *c, char prefix, const vt_word *word, queries *phrase) {
    const vt_index_query *one;
    vt_code code = VT_OK;
    if (prefix && phrase->count) {
        code = term_query(c, VT_PREFIX_MARK, (vt_slice){&prefix, 1}, &one);
        if (code == VT_OK) code = add(c, phrase, one);
    }
    if (code == VT_OK) code = place_query(c, word, &one);
    return code == VT_OK ? add(c, phrase, one) : code;
}

static vt_code add_words(const compiler *c, char prefix, const word_list *list, word_queries *to) {
    vt_code code = VT_OK;
    to->ranked = to->exact = true;
    for (size_t i = 0; i < list->count && code == VT_OK; i++) {
        const vt_index_query *one;
        code = word_query(c, prefix, &list->items[i], &one);
        if (code == VT_OK) code = add(c, &to->all, one);
        if (code == VT_OK && list->count > 1) code = add_to_phrase(c, prefix, &list->items[i], &to->phrase);
        to->ranked &= list->items[i].accented;
        to->exact &= has_one_spelling(&list->items[i]);
    }
    return code;
}

/* A phrase of any spellings would rank the rarest spelling first: there the words rank and the phrase only filters. */
static vt_code join_phrase(const compiler *c, char prefix, word_queries *from, const vt_index_query **out) {
    queries both = {0};
    vt_index_query *phrase;
    vt_code code = new_query(c, VT_INDEX_PHRASE, &phrase);
    if (code != VT_OK) return code;
    phrase->children = from->phrase.items;
    phrase->child_count = from->phrase.count;
    *out = phrase;
    if (from->ranked && !prefix) return VT_OK;
    const vt_index_query *words;
    phrase->beside_words = true;
    code = join_all(c, &from->all, &words);
    if (code == VT_OK) code = add(c, &both, words);
    if (code == VT_OK) code = add(c, &both, phrase);
    return code == VT_OK ? join(c, VT_INDEX_FILTER, &both, out) : code;
}

static bool has_nothing(const queries *list, const vt_index_query **nothing) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->op == VT_INDEX_NONE) return *nothing = list->items[i], true;
    return false;
}

/* A field that has its words as they are typed is a condition like others: what has them there is not ranked by them. */
static vt_code compile_words(const compiler *c, const vt_node *node, const vt_index_query **out) {
    word_list list = {0};
    word_queries found = {0};
    vt_code code = list_words(c, node->text, &list);
    if (code == VT_OK) code = add_words(c, node->prefix, &list, &found);
    if (code != VT_OK) return code;
    /* A word that the archive does not have: no phrase either. */
    if (has_nothing(&found.all, out) || has_nothing(&found.phrase, out)) return VT_OK;
    code = list.count > 1 ? join_phrase(c, node->prefix, &found, out) : join_all(c, &found.all, out);
    return code == VT_OK && node->prefix && found.exact ? filter(c, *out, out) : code;
}

static vt_code compile_reference(const compiler *c, const vt_node *node, const vt_index_query **out) {
    vt_references own = {0}, *found = node->found ? node->found : &own;
    queries any = {0};
    const vt_index_query *joined;
    vt_code code = vt_reference_find(c->index, c->arena, node->prefix, node->key, found, c->err);
    for (size_t i = 0; code == VT_OK && i < found->items.count; i++) {
        const vt_index_query *one;
        code = term_query(c, '\0', found->items.items[i].term, &one);
        if (code == VT_OK) code = add(c, &any, one);
    }
    /* All its keys are one document, whose rarity counts. */
    if (code == VT_OK) code = join(c, node->weight > 0 ? VT_INDEX_SYNONYM : VT_INDEX_OR, &any, &joined);
    return code == VT_OK ? weigh(c, joined, node->weight, out) : code;
}

static vt_code compile_term(const compiler *c, const vt_node *node, const vt_index_query **out) {
    const vt_index_query *term;
    vt_code code = term_query(c, node->prefix, node->text, &term);
    return code == VT_OK ? filter(c, term, out) : code;
}

/* Whether all dates of a year are in the range. */
static bool has_whole_year(const vt_node *range, vt_slice year) {
    bool ends_in_it = vt_slice_starts(range->high, year) && range->high.data[year.size] != VT_RANGE_BEHIND;
    return vt_slice_compare(range->low, year) <= 0 && !ends_in_it;
}

static vt_code dates_within(const compiler *c, const vt_node *range, vt_index_query **out) {
    vt_code code = new_query(c, VT_INDEX_RANGE, out);
    if (code != VT_OK) return code;
    (*out)->slot = VT_SLOT_DATE;
    (*out)->low = range->low;
    (*out)->high = range->high;
    return VT_OK;
}

/* A year's term; where the range begins or ends in it, with a look at the date. */
static vt_code add_year(const compiler *c, const vt_node *range, vt_slice year, queries *any) {
    const vt_index_query *one;
    vt_index_query *within;
    queries both = {0};
    vt_code code = term_query(c, vt_fields[VT_FIELD_ID_YEAR].prefix, year, &one);
    if (code == VT_OK && !has_whole_year(range, year)) {
        code = dates_within(c, range, &within);
        if (code == VT_OK) code = add(c, &both, one);
        if (code == VT_OK) code = add(c, &both, within);
        if (code == VT_OK) code = join(c, VT_INDEX_FILTER, &both, &one);
    }
    return code == VT_OK ? add(c, any, one) : code;
}

/* The years that the archive has and that the range begins, ends or lies in. */
static vt_code list_years(const compiler *c, const vt_node *range, vt_index_answer **out) {
    enum { YEAR = 4, MOST_YEARS = 10000 };
    const char prefix = vt_fields[VT_FIELD_ID_YEAR].prefix;
    size_t from = range->low.size < YEAR ? range->low.size : YEAR, to = range->high.size < YEAR ? range->high.size : YEAR;
    char *low = vt_arena_printf(c->arena, "%c%.*s", prefix, (int)from, range->low.data);
    char *high = vt_arena_printf(c->arena, "%c%.*s%c", prefix, (int)to, range->high.data, VT_RANGE_BEHIND);
    if (!low || !high) return vt_fail_memory(c->err);
    return vt_index_terms(c->index, vt_slice_of(low), vt_slice_of(high), MOST_YEARS, out, c->err);
}

static vt_code compile_range(const compiler *c, const vt_node *node, const vt_index_query **out) {
    queries any = {0};
    vt_index_answer *years;
    vt_code code = list_years(c, node, &years);
    if (code != VT_OK) return code;
    for (size_t i = 0; i < years->term_count && code == VT_OK; i++)
        code = add_year(c, node, vt_slice_sub(years->terms[i].term, 1, years->terms[i].term.size), &any);
    vt_index_release(years);
    if (code == VT_OK) code = join(c, VT_INDEX_EITHER, &any, out);
    return code == VT_OK && any.count ? filter(c, *out, out) : code;
}

static vt_code compile(const compiler *c, const vt_node *node, const vt_index_query **out);

static vt_code compile_any(const compiler *c, const vt_node *node, const vt_index_query **out) {
    queries any = {0};
    vt_code code = VT_OK;
    for (const vt_node *child = node->first; child && code == VT_OK; child = child->next) {
        const vt_index_query *one;
        code = compile(c, child, &one);
        if (code == VT_OK) code = add(c, &any, one);
    }
    return code == VT_OK ? join(c, VT_INDEX_OR, &any, out) : code;
}

/* What is wanted, without what is not; where nothing is wanted, everything without it. */
static vt_code exclude(const compiler *c, const queries *wanted, const queries *unwanted, const vt_index_query **out) {
    queries list = {0};
    const vt_index_query *base;
    vt_index_query *all = NULL;
    vt_code code = wanted->count ? join_all(c, wanted, &base) : new_query(c, VT_INDEX_ALL, &all);
    if (code == VT_OK) code = add(c, &list, all ? all : base);
    for (size_t i = 0; i < unwanted->count && code == VT_OK; i++) code = add(c, &list, unwanted->items[i]);
    return code == VT_OK ? join(c, VT_INDEX_NOT, &list, out) : code;
}

/* The children of an AND, or a NOT that stands alone. */
static vt_code compile_all(const compiler *c, const vt_node *first, const vt_index_query **out) {
    queries wanted = {0}, unwanted = {0};
    vt_code code = VT_OK;
    for (const vt_node *child = first; child && code == VT_OK; child = child->next) {
        const vt_index_query *one;
        bool negated = child->kind == VT_NODE_NOT;
        code = compile(c, negated ? child->first : child, &one);
        if (code == VT_OK) code = add(c, negated ? &unwanted : &wanted, one);
    }
    if (code != VT_OK) return code;
    return unwanted.count ? exclude(c, &wanted, &unwanted, out) : join_all(c, &wanted, out);
}

static vt_code compile_filter(const compiler *c, const vt_node *node, const vt_index_query **out) {
    const vt_index_query *child;
    vt_code code = compile(c, node->first, &child);
    return code == VT_OK ? filter(c, child, out) : code;
}

static vt_code compile_not(const compiler *c, const vt_node *node, const vt_index_query **out) {
    queries wanted = {0}, unwanted = {0};
    const vt_index_query *one;
    vt_code code = compile(c, node->first, &one);
    if (code == VT_OK) code = add(c, &unwanted, one);
    return code == VT_OK ? exclude(c, &wanted, &unwanted, out) : code;
}

static vt_code compile(const compiler *c, const vt_node *node, const vt_index_query **out) {
    vt_index_query *all;
    *out = NULL;
    switch (node->kind) {
    case VT_NODE_AND: return compile_all(c, node->first, out);
    case VT_NODE_OR: return compile_any(c, node, out);
    case VT_NODE_NOT: return compile_not(c, node, out);
    case VT_NODE_WORDS: return compile_words(c, node, out);
    case VT_NODE_REFERENCE: return compile_reference(c, node, out);
    case VT_NODE_TERM: return compile_term(c, node, out);
    case VT_NODE_RANGE: return compile_range(c, node, out);
    case VT_NODE_FILTER: return compile_filter(c, node, out);
    case VT_NODE_ALL: break;
    }
    vt_code code = new_query(c, VT_INDEX_ALL, &all);
    *out = all;
    return code;
}

vt_code vt_query_compile(vt_index *index, vt_arena *arena, const vt_node *node, const vt_index_query **out,
                         vt_error *err) {
    compiler c = {index, arena, err};
    return compile(&c, node, out);
}

vt_code vt_query_ask(vt_index *index, vt_arena *arena, const vt_node *node, const vt_index_search *search,
                     vt_index_answer **out, vt_error *err) {
    const vt_index_query *compiled;
    vt_code code = vt_query_compile(index, arena, node, &compiled, err);
    return code == VT_OK ? vt_index_find(index, compiled, search, out, err) : code;
}
