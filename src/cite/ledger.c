/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a document's citations in order, the short forms that they introduce, and
 * what is known of the document. Out: their keys; short forms (Nghị quyết 101,
 * QĐ 20) take the key of the document's first fuller mention that agrees, and
 * say where it stands. Mentions meet by their ordinal, laws by their name too,
 * so that only those that may agree are compared.
 */
#include <stdlib.h>
#include <string.h>
#include "cite/key.h"

/* Of one anchor, or of the short forms of one document. */
enum { MOST_KEYS = 64, LONGEST_CHAIN = 4 };

/* One way to find a citation: its ordinal or a law's name. */
typedef struct entry {
    const char *anchor;
    size_t citation;
} entry;

typedef struct ledger {
    vt_arena *arena;
    vt_citation *citations;
    vt_key *keys;
    size_t count;
    entry *entries;
    size_t entry_count;
} ledger;

static bool is_law(const char *type) {
    return type &&
           (strcmp(type, "LUAT") == 0 || strcmp(type, "BL") == 0 || strcmp(type, "PL") == 0 || strcmp(type, "HP") == 0);
}

static bool same(vt_slice a, vt_slice b) {
    return a.size == b.size && (!a.size || memcmp(a.data, b.data, a.size) == 0);
}

static int by_anchor(const void *a, const void *b) {
    const entry *x = a, *y = b;
    int order = strcmp(x->anchor, y->anchor);
    return order ? order : (x->citation > y->citation) - (x->citation < y->citation);
}

static bool add_entry(ledger *l, const char *anchor, size_t citation) {
    if (anchor && *anchor) l->entries[l->entry_count++] = (entry){anchor, citation};
    return anchor != NULL;
}

/* The anchors of one citation: ordinal with or without a type; a law's name beside its number. */
static bool enter(ledger *l, size_t i) {
    const vt_key *key = &l->keys[i];
    vt_slice ordinal = key->parts[VT_KEY_ORDINAL];
    if (ordinal.size && !add_entry(l, vt_arena_text(l->arena, ordinal), i)) return false;
    const vt_citation *citation = &l->citations[i];
    if (!is_law(citation->type) || !citation->subject) return true;
    return add_entry(l, vt_cite_canon(l->arena, (vt_slice){citation->subject, strlen(citation->subject)}), i);
}

/* How much a key says; a body alone makes no mention full. */
static int fullness(const vt_key *key) {
    int known = 0;
    for (int i = 0; i < VT_KEY_PARTS; i++) known += key->parts[i].size ? (i == VT_KEY_BODY ? 1 : 2) : 0;
    return known;
}

/* A law's name and its number are two ways to say one thing. */
static bool agrees(const ledger *l, size_t a, size_t b) {
    vt_key x = l->keys[a], y = l->keys[b];
    if (!is_law(l->citations[a].type) || !is_law(l->citations[b].type)) return vt_key_agrees(&x, &y);
    if (!x.parts[VT_KEY_ORDINAL].size != !y.parts[VT_KEY_ORDINAL].size)
        x.parts[VT_KEY_SYMBOL] = y.parts[VT_KEY_SYMBOL] = (vt_slice){NULL, 0};
    return vt_key_agrees(&x, &y);
}

/* Resolves one mention among those that stand for the different keys of its anchor, in document order. */
static void resolve(ledger *l, const size_t *others, size_t count, size_t mine) {
    vt_citation *citation = &l->citations[mine];
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t other = others[i];
        if (other == mine || fullness(&l->keys[other]) <= fullness(&l->keys[mine]) || !agrees(l, mine, other)) continue;
        if (found == SIZE_MAX)
            found = other;
        else if (!agrees(l, found, other))
            citation->ambiguous = true;
        else if (fullness(&l->keys[other]) > fullness(&l->keys[found]))
            found = other;
    }
    if (found != SIZE_MAX && !citation->ambiguous) citation->resolves_to = (int64_t)found;
}

/* The first citations of the different keys in a run of one anchor; more than MOST_KEYS are not told apart. */
static size_t different_keys(const ledger *l, const entry *run, size_t size, size_t *firsts) {
    size_t count = 0;
    for (size_t i = 0; i < size && count < MOST_KEYS; i++) {
        const char *key = l->citations[run[i].citation].key;
        size_t known = 0;
        while (known < count && strcmp(l->citations[firsts[known]].key, key) != 0) known++;
        if (known == count) firsts[count++] = run[i].citation;
    }
    return count;
}

static void resolve_runs(ledger *l) {
    size_t firsts[MOST_KEYS];
    for (size_t start = 0, end; start < l->entry_count; start = end) {
        end = start + 1;
        while (end < l->entry_count && strcmp(l->entries[end].anchor, l->entries[start].anchor) == 0) end++;
        size_t count = different_keys(l, &l->entries[start], end - start, firsts);
        for (size_t i = start; count > 1 && i < end; i++)
            if (l->citations[l->entries[i].citation].resolves_to < 0) resolve(l, firsts, count, l->entries[i].citation);
    }
}

/* A mention of a type and a bare figure is the one that introduced this short form before it: QĐ 20, whatever the type
 * of the document that it names. */
static void resolve_alias(ledger *l, const char *alias, size_t from) {
    vt_key short_form = vt_key_split(alias);
    vt_slice ordinal = short_form.parts[VT_KEY_ORDINAL];
    if (!ordinal.size || short_form.parts[VT_KEY_SYMBOL].size) return;
    for (size_t i = from + 1; i < l->count; i++) {
        const vt_key *key = &l->keys[i];
        if (key->parts[VT_KEY_SYMBOL].size || !same(ordinal, key->parts[VT_KEY_ORDINAL])) continue;
        if (same(short_form.parts[VT_KEY_TYPE], key->parts[VT_KEY_TYPE])) l->citations[i].resolves_to = (int64_t)from;
    }
}

static bool resolve_aliases(ledger *l, const char *const *aliases) {
    int left = MOST_KEYS;
    for (size_t i = 0; i < l->count && left; i++) {
        if (!aliases[i]) continue;
        const char *alias = vt_cite_parse_reference(l->arena, (vt_slice){aliases[i], strlen(aliases[i])});
        if (!alias) continue;
        resolve_alias(l, alias, i);
        left--;
    }
    return true;
}

static bool fill_keys(ledger *l, const vt_cite_context *context) {
    l->keys = vt_arena_alloc(l->arena, l->count * sizeof *l->keys);
    l->entries = vt_arena_alloc(l->arena, 2 * l->count * sizeof *l->entries);
    if (!l->keys || !l->entries) return false;
    for (size_t i = 0; i < l->count; i++) {
        vt_citation *citation = &l->citations[i];
        citation->resolves_to = -1;
        citation->ambiguous = false;
        citation->key = vt_cite_key(l->arena, citation, context);
        if (!citation->key) return false;
        l->keys[i] = vt_key_split(citation->key);
        if (!enter(l, i)) return false;
    }
    qsort(l->entries, l->entry_count, sizeof *l->entries, by_anchor);
    return true;
}

/* A short form takes the key of what it stands for, at the end of the chain. */
static void take_keys(ledger *l) {
    for (size_t i = 0; i < l->count; i++) {
        int64_t to = l->citations[i].resolves_to;
        for (int steps = 0; to >= 0 && l->citations[to].resolves_to >= 0 && steps < LONGEST_CHAIN; steps++)
            to = l->citations[to].resolves_to;
        if (to < 0 || to == (int64_t)i) continue;
        l->citations[i].resolves_to = to;
        l->citations[i].key = l->citations[to].key;
    }
}

bool vt_cite_resolve(vt_arena *arena, vt_citation *citations, const char *const *aliases, size_t count,
                     const vt_cite_context *context) {
    ledger l = {.arena = arena, .citations = citations, .count = count};
    if (!fill_keys(&l, context)) return false;
    if (aliases && !resolve_aliases(&l, aliases)) return false;
    resolve_runs(&l);
    take_keys(&l);
    return true;
}
