/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: words and their positions. Out: each distinct term once. Assumes that all of it fits in memory. */
#include "archive/terms.h"

#include <string.h>
#include "archive/fields.h"
#include "base/hash.h"
#include "base/slice.h"
#include "text/written.h"

/* As much as a plan of some pages wants. */
enum { FIRST_SIZE = 2048, FIRST_USES = 4096 };

struct vt_term_entry {
    vt_slice text;
    uint32_t hash, count, position_count;
    uint32_t index;      /* among the entries */
    uint32_t *positions; /* room for the next of them, once they are listed */
};

void vt_terms_init(vt_terms *terms, vt_arena *arena, vt_term_memory *memory) {
    if (!memory) memory = vt_arena_alloc(arena, sizeof *memory);
    *terms = (vt_terms){.arena = arena, .memory = memory};
    terms->uses.items = vt_arena_array(arena, FIRST_USES, sizeof *terms->uses.items);
    if (terms->uses.items) terms->uses.capacity = FIRST_USES;
    terms->failed = !memory || !terms->uses.items;
    if (memory) memory->document++;
}

static uint32_t hash_of(char prefix, vt_slice text) {
    return vt_hash_bytes(vt_hash_add(VT_HASH_START, (unsigned char)prefix), text);
}

static bool is_entry(const vt_term_entry *entry, uint32_t hash, char prefix, vt_slice text) {
    if (entry->hash != hash) return false;
    vt_slice rest = prefix ? vt_slice_sub(entry->text, 1, entry->text.size) : entry->text;
    return (!prefix || entry->text.data[0] == prefix) && vt_slice_equal(rest, text);
}

static void put_entry(vt_terms *terms, vt_term_entry *entry) {
    size_t at = entry->hash & (terms->size - 1);
    while (terms->table[at]) at = (at + 1) & (terms->size - 1);
    terms->table[at] = entry;
}

static bool grow(vt_terms *terms) {
    size_t size = terms->size ? terms->size * 2 : FIRST_SIZE;
    vt_term_entry **table = vt_arena_alloc(terms->arena, size * sizeof *table);
    if (!table) return false;
    terms->table = table;
    terms->size = size;
    for (size_t i = 0; i < terms->entries.count; i++) put_entry(terms, terms->entries.items[i]);
    return true;
}

static vt_term_entry *new_entry(vt_terms *terms, uint32_t hash, char prefix, vt_slice text) {
    vt_term_entry **place = vt_array_push(terms->arena, &terms->entries);
    vt_term_entry *entry = place ? vt_arena_alloc(terms->arena, sizeof *entry) : NULL;
    char *bytes = entry ? vt_arena_bytes(terms->arena, text.size + 1) : NULL;
    if (!bytes) return NULL;
    size_t head = prefix ? 1 : 0;
    bytes[0] = prefix;
    memcpy(bytes + head, text.data, text.size);
    *entry = (vt_term_entry){
        .text = {bytes, head + text.size}, .hash = hash, .index = (uint32_t)(terms->entries.count - 1)};
    terms->bytes += entry->text.size;
    return *place = entry;
}

static vt_term_entry *entry_of(vt_terms *terms, char prefix, vt_slice text) {
    if (terms->entries.count * 2 >= terms->size && !grow(terms)) return NULL;
    uint32_t hash = hash_of(prefix, text);
    size_t at = hash & (terms->size - 1);
    while (terms->table[at]) {
        if (is_entry(terms->table[at], hash, prefix, text)) return terms->table[at];
        at = (at + 1) & (terms->size - 1);
    }
    return terms->table[at] = new_entry(terms, hash, prefix, text);
}

/* entry NULL: memory ran out. */
static void count(vt_terms *terms, vt_term_entry *entry, uint32_t weight, uint32_t position) {
    if (!entry) {
        terms->failed = true;
        return;
    }
    entry->count += weight;
    if (!position) return;
    entry->position_count++;
    vt_term_use *use = vt_array_push(terms->arena, &terms->uses);
    if (use)
        *use = (vt_term_use){entry->index, position};
    else
        terms->failed = true;
}

void vt_terms_add(vt_terms *terms, char prefix, vt_slice text, uint32_t weight, uint32_t position) {
    count(terms, terms->failed ? NULL : entry_of(terms, prefix, text), weight, position);
}

/* How the words of one text are added. */
typedef struct manner {
    char prefix;     /* of a field, or '\0' */
    uint32_t weight; /* among the words of the text */
    uint32_t step;   /* from one word's position to the next; 0: without positions */
} manner;

static void add_word(vt_terms *terms, const manner *how, vt_term_entry *word) {
    uint32_t position = how->step ? (terms->position += how->step) : 0;
    count(terms, word, how->weight, position);
    if (!how->prefix || !word) return;
    vt_terms_add(terms, how->prefix, word->text, 1, 0);
    vt_terms_add(terms, VT_PREFIX_MARK, (vt_slice){&how->prefix, 1}, 0, position + 1);
}

/* A word takes the place of another one that has the same; words too long for a place are read again each time. */
static void remember(vt_term_memory *memory, vt_term_known *place, vt_slice written, vt_slice term,
                     vt_term_entry *entry) {
    if (written.size > sizeof place->written || term.size > sizeof place->term) return;
    memcpy(place->written, written.data, written.size);
    memcpy(place->term, term.data, term.size);
    place->written_size = (uint8_t)written.size;
    place->term_size = (uint8_t)term.size;
    place->document = memory->document;
    place->entry = entry;
}

/* The entry of a word whose letters have to be read; false when it is no term. */
static bool learn(vt_terms *terms, vt_slice written, vt_term_known *place, vt_term_entry **entry) {
    vt_words words;
    vt_word word;
    vt_words_start(&words, terms->arena, written);
    bool found = vt_words_next(&words, &word);
    terms->dropped += words.dropped;
    terms->failed |= words.failed;
    if (!found) return false;
    *entry = entry_of(terms, VT_PREFIX_BODY, word.term);
    remember(terms->memory, place, written, word.term, *entry);
    return true;
}

/* Four of five words of a document have stood in it before, and most of the others in one before it. */
static bool find_entry(vt_terms *terms, vt_slice written, uint32_t hash, vt_term_entry **entry) {
    vt_term_known *known = &terms->memory->known[hash % VT_TERMS_KNOWN];
    if (!vt_slice_equal((vt_slice){known->written, known->written_size}, written))
        return learn(terms, written, known, entry);
    if (known->document != terms->memory->document) {
        known->entry = entry_of(terms, VT_PREFIX_BODY, (vt_slice){known->term, known->term_size});
        known->document = terms->memory->document;
    }
    *entry = known->entry;
    return true;
}

static void add_words(vt_terms *terms, const manner *how, vt_slice text) {
    vt_written_words words;
    vt_slice word;
    vt_term_entry *entry;
    uint32_t hash;
    vt_written_start(&words, text);
    while (!terms->failed && vt_written_next(&words, &word, &hash))
        if (find_entry(terms, word, hash, &entry)) add_word(terms, how, entry);
    if (how->step) terms->position += VT_TERM_GAP;
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

/* What the index is handed lies side by side: it reads a batch of documents long after they were parsed. */
typedef struct listing {
    vt_index_term *items;
    char *bytes;
    uint32_t *positions;
    size_t count;
} listing;

static bool make_room(const vt_terms *terms, vt_arena *arena, listing *list) {
    *list = (listing){vt_arena_array(arena, terms->entries.count, sizeof *list->items),
                      vt_arena_bytes(arena, terms->bytes),
                      vt_arena_array(arena, terms->uses.count, sizeof *list->positions), 0};
    return list->items && list->bytes && list->positions;
}

static void list_entry(listing *list, vt_term_entry *entry) {
    size_t size = entry->text.size;
    memcpy(list->bytes, entry->text.data, size);
    list->items[list->count++] =
        (vt_index_term){{list->bytes, size}, entry->count, list->positions, entry->position_count};
    entry->positions = list->positions;
    list->bytes += size;
    list->positions += entry->position_count;
}

/* Every position to its term's. */
static void deal_positions(const vt_terms *terms) {
    const vt_term_use *use = terms->uses.items, *end = use + terms->uses.count;
    for (; use < end; use++) *terms->entries.items[use->entry]->positions++ = use->position;
}

/* A term with its first bytes as a number. */
typedef struct sorted {
    uint32_t first;
    vt_term_entry *entry;
} sorted;

static uint32_t first_bytes(vt_slice text) {
    uint32_t number = 0;
    for (size_t i = 0; i < sizeof number; i++) number = number << 8 | (i < text.size ? (unsigned char)text.data[i] : 0);
    return number;
}

/* One byte of the numbers; those that have the same stay in their order. */
static void sort_by_byte(const sorted *from, sorted *to, size_t count, unsigned shift) {
    size_t places[256] = {0}, place = 0;
    for (size_t i = 0; i < count; i++) places[from[i].first >> shift & 0xFF]++;
    for (size_t byte = 0; byte < 256; byte++) {
        size_t of_byte = places[byte];
        places[byte] = place;
        place += of_byte;
    }
    for (size_t i = 0; i < count; i++) to[places[from[i].first >> shift & 0xFF]++] = from[i];
}

/* The index is quicker with terms that come in their order, the more of them the better: so by four bytes only, which
 * is all of most terms. */
static const sorted *in_order(const vt_terms *terms) {
    size_t count = terms->entries.count;
    sorted *list = vt_arena_array(terms->arena, count, sizeof *list);
    sorted *other = vt_arena_array(terms->arena, count, sizeof *other);
    if (!list || !other) return NULL;
    for (size_t i = 0; i < count; i++) {
        vt_term_entry *entry = terms->entries.items[i];
        list[i] = (sorted){first_bytes(entry->text), entry};
    }
    for (unsigned shift = 0; shift < 32; shift += 16) {
        sort_by_byte(list, other, count, shift);
        sort_by_byte(other, list, count, shift + 8);
    }
    return list;
}

bool vt_terms_finish(const vt_terms *terms, vt_arena *arena, const vt_index_term **items, size_t *count) {
    listing list;
    const sorted *order = terms->failed ? NULL : in_order(terms);
    if (!order || !make_room(terms, arena, &list)) return false;
    for (size_t i = 0; i < terms->entries.count; i++) list_entry(&list, order[i].entry);
    deal_positions(terms);
    *items = list.items;
    *count = list.count;
    return true;
}
