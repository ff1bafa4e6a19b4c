/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: words and their positions. Out: each distinct term once. Assumes that all of it fits in memory. */
#include "archive/terms.h"

#include <string.h>
#include "archive/fields.h"
#include "base/slice.h"

enum { FIRST_SIZE = 2048 };

/* FNV-1a. */
static const uint32_t fnv_basis = 0x811C9DC5, fnv_prime = 0x01000193;

struct vt_term_entry {
    vt_slice text;
    uint32_t hash, count;
    VT_ARRAY(uint32_t) positions;
};

void vt_terms_init(vt_terms *terms, vt_arena *arena) { *terms = (vt_terms){.arena = arena}; }

static uint32_t hash_of(char prefix, vt_slice text) {
    uint32_t hash = (fnv_basis ^ (unsigned char)prefix) * fnv_prime;
    for (size_t i = 0; i < text.size; i++) hash = (hash ^ (unsigned char)text.data[i]) * fnv_prime;
    return hash;
}

static bool is_entry(const vt_term_entry *entry, uint32_t hash, char prefix, vt_slice text) {
    if (entry->hash != hash) return false;
    vt_slice rest = prefix ? vt_slice_sub(entry->text, 1, entry->text.size) : entry->text;
    return (!prefix || entry->text.data[0] == prefix) && vt_slice_equal(rest, text);
}

static bool grow(vt_terms *terms) {
    size_t size = terms->size ? terms->size * 2 : FIRST_SIZE;
    vt_term_entry **table = vt_arena_alloc(terms->arena, size * sizeof *table);
    if (!table) return false;
    for (size_t i = 0; i < terms->size; i++) {
        if (!terms->table[i]) continue;
        size_t at = terms->table[i]->hash & (size - 1);
        while (table[at]) at = (at + 1) & (size - 1);
        table[at] = terms->table[i];
    }
    terms->table = table;
    terms->size = size;
    return true;
}

static vt_term_entry *new_entry(vt_terms *terms, uint32_t hash, char prefix, vt_slice text) {
    vt_term_entry *entry = vt_arena_alloc(terms->arena, sizeof *entry);
    char *bytes = vt_arena_bytes(terms->arena, text.size + 1);
    if (!entry || !bytes) return NULL;
    size_t head = prefix ? 1 : 0;
    bytes[0] = prefix;
    memcpy(bytes + head, text.data, text.size);
    *entry = (vt_term_entry){.text = {bytes, head + text.size}, .hash = hash};
    return entry;
}

static vt_term_entry *entry_of(vt_terms *terms, char prefix, vt_slice text) {
    if (terms->count * 2 >= terms->size && !grow(terms)) return NULL;
    uint32_t hash = hash_of(prefix, text);
    size_t at = hash & (terms->size - 1);
    while (terms->table[at]) {
        if (is_entry(terms->table[at], hash, prefix, text)) return terms->table[at];
        at = (at + 1) & (terms->size - 1);
    }
    vt_term_entry *entry = new_entry(terms, hash, prefix, text);
    if (!entry) return NULL;
    terms->table[at] = entry;
    terms->count++;
    return entry;
}

void vt_terms_add(vt_terms *terms, char prefix, vt_slice text, uint32_t weight, uint32_t position) {
    vt_term_entry *entry = terms->failed ? NULL : entry_of(terms, prefix, text);
    if (!entry) {
        terms->failed = true;
        return;
    }
    entry->count += weight;
    if (!position) return;
    uint32_t *place = vt_array_push(terms->arena, &entry->positions);
    if (place)
        *place = position;
    else
        terms->failed = true;
}

/* How the words of one text are added. */
typedef struct manner {
    char prefix;     /* of a field, or '\0' */
    uint32_t weight; /* among the words of the text */
    uint32_t step;   /* from one word's position to the next; 0: without positions */
} manner;

static void add_word(vt_terms *terms, const manner *how, vt_slice word) {
    uint32_t position = how->step ? (terms->position += how->step) : 0;
    vt_terms_add(terms, VT_PREFIX_BODY, word, how->weight, position);
    if (!how->prefix) return;
    vt_terms_add(terms, how->prefix, word, 1, 0);
    vt_terms_add(terms, VT_PREFIX_MARK, (vt_slice){&how->prefix, 1}, 0, position + 1);
}

static void add_words(vt_terms *terms, const manner *how, vt_slice text) {
    vt_words words;
    vt_word word;
    vt_words_start(&words, terms->arena, text);
    while (vt_words_next(&words, &word)) add_word(terms, how, word.term);
    if (how->step) terms->position += VT_TERM_GAP;
    terms->dropped += words.dropped;
    terms->failed |= words.failed;
}

void vt_terms_add_text(vt_terms *terms, uint32_t weight, vt_slice text) {
    add_words(terms, &(manner){'\0', weight, 1}, text);
}

void vt_terms_boost(vt_terms *terms, uint32_t weight, vt_slice text) {
    add_words(terms, &(manner){'\0', weight, 0}, text);
}

void vt_terms_add_field(vt_terms *terms, char prefix, uint32_t weight, vt_slice text) {
    add_words(terms, &(manner){prefix, weight, VT_TERM_FIELD_STEP}, text);
}

bool vt_terms_finish(const vt_terms *terms, const vt_index_term **items, size_t *count) {
    vt_index_term *list = terms->failed ? NULL : vt_arena_alloc(terms->arena, terms->count * sizeof *list);
    if (!list) return false;
    size_t used = 0;
    for (size_t i = 0; i < terms->size; i++) {
        const vt_term_entry *entry = terms->table[i];
        if (entry)
            list[used++] = (vt_index_term){entry->text, entry->count, entry->positions.items, entry->positions.count};
    }
    *items = list;
    *count = used;
    return true;
}
