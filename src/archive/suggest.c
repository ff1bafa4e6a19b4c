/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the tree of a query. Out: the query with words of the archive. Words that
 * are a letter off are made, not sought: the folded word has some hundred of
 * them, each a look at one place of the index, however many words that holds.
 */
#include "archive/suggest.h"

#include "archive/stem.h"
#include "archive/told.h"
#include "archive/words.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/slice.h"

enum {
    LEAST_SIZE = 3, /* letters; a shorter word is a letter off from too many */
    MOST_SIZE = 32, /* bytes */
    MOST_SPELLINGS = 100,
    STEP = 8,        /* a word that is one more step off is only better when so many times as many documents have it; */
    LETTER_STEPS = 2 /* another letter is two steps, another tone or other marked letters one each */
};

/* The best word so far in the place of one. */
typedef struct better {
    char prefix;
    const vt_word *word;
    const char *folded; /* NULL: none yet */
    vt_slice term;      /* of its spelling, for a word with accents */
    double worth;
} better;

typedef struct fix {
    vt_slice wrong; /* in the query */
    const char *right;
} fix;

typedef struct suggesting {
    vt_index *index;
    vt_arena *arena;
    vt_error *err;
    VT_ARRAY(fix) fixes;
} suggesting;

/* ---- what the archive has ---- */

/* All spellings of a folded word under a prefix; the caller releases them. */
static vt_code list_spellings(const suggesting *s, char prefix, vt_slice folded, vt_index_answer **out) {
    char stem[VT_WORD_MAX];
    size_t size = vt_stem_pack(folded, stem);
    return vt_word_spellings(s->index, prefix, (vt_slice){stem, size}, MOST_SPELLINGS, out, s->err);
}

/* The term without the prefix. */
static vt_slice bare(char prefix, vt_slice term) { return vt_slice_sub(term, prefix ? 1 : 0, term.size); }

/* A word without accents in any spelling, another in its own. */
static vt_code has_word(const suggesting *s, char prefix, const vt_word *word, bool *has) {
    uint32_t documents;
    vt_index_answer *answer;
    if (word->accented) {
        vt_code code = vt_word_documents(s->index, prefix, word->term, &documents, s->err);
        *has = code == VT_OK && documents;
        return code;
    }
    vt_code code = vt_word_spellings(s->index, prefix, word->stem, 1, &answer, s->err);
    if (code != VT_OK) return code;
    *has = answer->term_count;
    vt_index_release(answer);
    return VT_OK;
}

/* ---- the nearest word ---- */

/* The documents that have a term, fewer for each step that it is off. */
static double worth_of(const better *best, const vt_index_listed *listed, unsigned letters_off) {
    vt_slice term = bare(best->prefix, listed->term);
    unsigned off =
        letters_off * LETTER_STEPS + (best->word->accented ? vt_word_accents_apart(best->word->term, term) : 0);
    double worth = listed->documents;
    while (off-- > 0) worth /= STEP;
    return worth;
}

static vt_code take(const suggesting *s, better *best, vt_slice folded, vt_slice term, double worth) {
    best->worth = worth;
    best->folded = vt_arena_text(s->arena, folded);
    best->term = (vt_slice){vt_arena_text(s->arena, term), term.size};
    return best->folded && best->term.data ? VT_OK : vt_fail_memory(s->err);
}

/* A word without accents is worth all its spellings, one with accents its best spelling. */
static vt_code weigh(const suggesting *s, better *best, vt_slice folded, unsigned letters_off) {
    vt_index_answer *answer;
    vt_code code = list_spellings(s, best->prefix, folded, &answer);
    vt_slice spelling = {NULL, 0};
    double worth = 0;
    if (code != VT_OK) return code;
    for (size_t i = 0; i < answer->term_count; i++) {
        double own = worth_of(best, &answer->terms[i], letters_off) + (best->word->accented ? 0 : worth);
        if (own > worth) worth = own, spelling = bare(best->prefix, answer->terms[i].term);
    }
    if (worth > best->worth) code = take(s, best, folded, spelling, worth);
    vt_index_release(answer);
    return code;
}

/* The word with its letters from `at` on replaced: `dropped` of them go, and these come. */
static vt_code weigh_edit(const suggesting *s, better *best, size_t at, size_t dropped, vt_slice letters) {
    char edited[MOST_SIZE + 2];
    vt_slice folded = best->word->folded;
    memcpy(edited, folded.data, at);
    memcpy(edited + at, letters.data, letters.size);
    memcpy(edited + at + letters.size, folded.data + at + dropped, folded.size - at - dropped);
    return weigh(s, best, (vt_slice){edited, folded.size - dropped + letters.size}, 1);
}

static vt_code weigh_edits_at(const suggesting *s, better *best, size_t at) {
    vt_slice folded = best->word->folded;
    vt_code code = VT_OK;
    for (char letter = 'a'; letter <= 'z' && code == VT_OK; letter++) {
        code = weigh_edit(s, best, at, 0, (vt_slice){&letter, 1});
        if (code == VT_OK && at < folded.size) code = weigh_edit(s, best, at, 1, (vt_slice){&letter, 1});
    }
    if (code == VT_OK && at < folded.size) code = weigh_edit(s, best, at, 1, VT_LITERAL(""));
    if (code != VT_OK || at + 1 >= folded.size) return code;
    const char swapped[] = {folded.data[at + 1], folded.data[at]};
    return weigh_edit(s, best, at, 2, (vt_slice){swapped, 2});
}

static bool may_be_misspelt(vt_slice folded) {
    for (size_t i = 0; i < folded.size; i++)
        if (!vt_is_letter(folded.data[i])) return false;
    return folded.size <= MOST_SIZE;
}

static vt_code find_better(const suggesting *s, better *best) {
    vt_slice folded = best->word->folded;
    if (!may_be_misspelt(folded)) return VT_OK;
    vt_code code = weigh(s, best, folded, 0);
    if (folded.size < LEAST_SIZE) return code;
    for (size_t at = 0; at <= folded.size && code == VT_OK; at++) code = weigh_edits_at(s, best, at);
    return code;
}

/* ---- how it is written ---- */

/* *out stays NULL when the text does not have the term. */
static vt_code written_in(const suggesting *s, vt_slice text, vt_slice term, const char **out) {
    vt_words words;
    vt_word word;
    vt_words_start(&words, s->arena, text);
    while (vt_words_next(&words, &word)) {
        if (!vt_slice_equal(word.term, term)) continue;
        *out = vt_word_small(s->arena, vt_slice_sub(text, word.span.start, word.span.end));
        return *out ? VT_OK : vt_fail_memory(s->err);
    }
    return words.failed ? vt_fail_memory(s->err) : VT_OK;
}

/* As a document of the archive writes it; *out stays NULL when its text does not show it. */
static vt_code write_word(const suggesting *s, vt_slice term, const char **out) {
    vt_document document;
    bool found;
    vt_code code = vt_told_first(s->index, s->arena, term, &document, &found, s->err);
    if (code != VT_OK || !found) return code;
    code = written_in(s, document.text, term, out);
    if (code == VT_OK && !*out && document.title) code = written_in(s, vt_slice_of(document.title), term, out);
    return code;
}

/* ---- the query ---- */

static vt_code check_word(suggesting *s, const vt_node *node, const vt_word *word) {
    better best = {.prefix = node->prefix, .word = word};
    bool has;
    vt_code code = has_word(s, node->prefix, word, &has);
    if (code != VT_OK || has) return code;
    code = find_better(s, &best);
    if (code != VT_OK || !best.folded) return code;
    const char *right = NULL;
    if (word->accented) code = write_word(s, best.term, &right);
    fix *place = code == VT_OK ? vt_array_push(s->arena, &s->fixes) : NULL;
    if (!place) return code == VT_OK ? vt_fail_memory(s->err) : code;
    *place = (fix){vt_slice_sub(node->text, word->span.start, word->span.end), right ? right : best.folded};
    return VT_OK;
}

static vt_code check_words(suggesting *s, const vt_node *node) {
    vt_words words;
    vt_word word;
    vt_code code = VT_OK;
    vt_words_start(&words, s->arena, node->text);
    while (code == VT_OK && vt_words_next(&words, &word)) code = check_word(s, node, &word);
    return words.failed ? vt_fail_memory(s->err) : code;
}

/* What is under NOT keeps nothing from being found. */
static vt_code check(suggesting *s, const vt_node *node) {
    if (node->kind == VT_NODE_WORDS) return check_words(s, node);
    vt_code code = VT_OK;
    for (const vt_node *child = node->first; child && node->kind != VT_NODE_NOT && code == VT_OK; child = child->next)
        code = check(s, child);
    return code;
}

/* The fixes come in the order of the query. NULL when memory ran out. */
static const char *splice(const suggesting *s, vt_slice whole) {
    const char *at = whole.data, *end = whole.data + whole.size;
    vt_buffer buffer;
    vt_buffer_init(&buffer, NULL);
    for (size_t i = 0; i < s->fixes.count; i++) {
        const fix *one = &s->fixes.items[i];
        vt_buffer_append_slice(&buffer, (vt_slice){at, (size_t)(one->wrong.data - at)});
        vt_buffer_append_text(&buffer, one->right);
        at = one->wrong.data + one->wrong.size;
    }
    vt_buffer_append_slice(&buffer, (vt_slice){at, (size_t)(end - at)});
    const char *text = buffer.failed ? NULL : vt_arena_text(s->arena, vt_buffer_slice(&buffer));
    vt_buffer_free(&buffer);
    return text;
}

static vt_code finds_something(const suggesting *s, const char *text, bool *finds) {
    static const vt_index_search wanted = {.limit = 1};
    const vt_node *query;
    vt_index_answer *answer;
    vt_code code = vt_query_parse(s->arena, text, &query, s->err);
    if (code == VT_OK) code = vt_query_ask(s->index, s->arena, query, &wanted, &answer, s->err);
    if (code != VT_OK) return code;
    *finds = answer->row_count;
    vt_index_release(answer);
    return VT_OK;
}

vt_code vt_suggest(vt_index *index, vt_arena *arena, const vt_node *query, const char **out, vt_error *err) {
    suggesting s = {index, arena, err, {0}};
    bool finds = false;
    *out = NULL;
    vt_code code = check(&s, query);
    if (code != VT_OK || !s.fixes.count) return code;
    const char *text = splice(&s, query->whole);
    code = text ? finds_something(&s, text, &finds) : vt_fail_memory(err);
    if (finds) *out = text;
    return code;
}
