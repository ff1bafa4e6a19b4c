/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the tree of a query. Out: the index's query. A word without accents is
 * its stem, and in a field or a phrase any of its spellings, looked up in the
 * index; a phrase in a field is one of the text that has the field's mark in it
 * (terms.h). A reference is any of the keys that agree.
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

/* A word somewhere under a prefix; of the whole text the stem tells as much as all spellings. */
static vt_code word_query(const compiler *c, char prefix, const vt_word *word, const vt_index_query **out) {
    if (has_one_spelling(word)) return term_query(c, prefix, word->term, out);
    bool whole = prefix == VT_PREFIX_BODY;
    vt_code code =
        whole ? term_query(c, prefix, word->stem, out) : any_spelling(c, prefix, word, VT_INDEX_SYNONYM, out);
    if (code != VT_OK) return code;
    return whole || (*out)->op == VT_INDEX_SYNONYM ? prefer_typed(c, prefix, word, out) : VT_OK;
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
    queries phrase; /* one after another; in a field with its mark behind the first */
    bool ranked;    /* the phrase alone ranks as it should */
} word_queries;

/* Behind a word of a field stands its mark: so one mark tells that the phrase is inside the field. */
static vt_code add_to_phrase(const compiler *c, char prefix, const vt_word *word, queries *phrase) {
    const vt_index_query *one;
    vt_code code = VT_OK;
    if (prefix && phrase->count == 1) {
        code = term_query(c, VT_PREFIX_MARK, (vt_slice){&prefix, 1}, &one);
        if (code == VT_OK) code = add(c, phrase, one);
    }
    if (code == VT_OK) code = place_query(c, word, &one);
    return code == VT_OK ? add(c, phrase, one) : code;
}

static vt_code add_words(const compiler *c, char prefix, const word_list *list, word_queries *to) {
    vt_code code = VT_OK;
    to->ranked = true;
    for (size_t i = 0; i < list->count && code == VT_OK; i++) {
        const vt_index_query *one;
        code = word_query(c, prefix, &list->items[i], &one);
        if (code == VT_OK) code = add(c, &to->all, one);
        if (code == VT_OK && list->count > 1) code = add_to_phrase(c, prefix, &list->items[i], &to->phrase);
        to->ranked &= list->items[i].accented;
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
    phrase->window = prefix ? VT_TERM_FIELD_STEP * ((uint32_t)from->all.count - 1) + 1 : 0;
    *out = phrase;
    if (from->ranked && !prefix) return VT_OK;
    const vt_index_query *words;
    phrase->beside_words = true;
    code = join(c, VT_INDEX_AND, &from->all, &words);
    if (code == VT_OK) code = add(c, &both, words);
    if (code == VT_OK) code = add(c, &both, phrase);
    return code == VT_OK ? join(c, VT_INDEX_FILTER, &both, out) : code;
}

static bool has_nothing(const queries *list, const vt_index_query **nothing) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->op == VT_INDEX_NONE) return *nothing = list->items[i], true;
    return false;
}

static vt_code compile_words(const compiler *c, const vt_node *node, const vt_index_query **out) {
    word_list list = {0};
    word_queries found = {0};
    vt_code code = list_words(c, node->text, &list);
    if (code == VT_OK) code = add_words(c, node->prefix, &list, &found);
    if (code != VT_OK) return code;
    /* A word that the archive does not have: no phrase either. */
    if (has_nothing(&found.all, out) || has_nothing(&found.phrase, out)) return VT_OK;
    return list.count > 1 ? join_phrase(c, node->prefix, &found, out) : join(c, VT_INDEX_AND, &found.all, out);
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

static vt_code compile_range(const compiler *c, const vt_node *node, const vt_index_query **out) {
    vt_index_query *query;
    vt_code code = new_query(c, VT_INDEX_RANGE, &query);
    if (code != VT_OK) return code;
    query->slot = node->slot;
    query->low = node->low;
    query->high = node->high;
    *out = query;
    return VT_OK;
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
    vt_code code = wanted->count ? join(c, VT_INDEX_AND, wanted, &base) : new_query(c, VT_INDEX_ALL, &all);
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
    return unwanted.count ? exclude(c, &wanted, &unwanted, out) : join(c, VT_INDEX_AND, &wanted, out);
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
