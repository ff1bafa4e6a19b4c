/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: keys. Out: their values, see table.h. Assumes that keys live as long as the table. */
#include "base/table.h"

#include "base/slice.h"

enum { FIRST_SIZE = 64 };

uint64_t vt_hash_of(vt_slice bytes) {
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < bytes.size; i++) hash = (hash ^ (unsigned char)bytes.data[i]) * 1099511628211U;
    return hash;
}

static vt_table_entry *place_of(vt_table_entry *entries, size_t size, vt_slice key, uint64_t hash) {
    size_t at = hash & (size - 1);
    while (entries[at].key.data && (entries[at].hash != hash || !vt_slice_equal(entries[at].key, key)))
        at = (at + 1) & (size - 1);
    return &entries[at];
}

void vt_table_init(vt_table *table, vt_arena *arena) { *table = (vt_table){.arena = arena}; }

void *vt_table_get(const vt_table *table, vt_slice key) {
    return table->size ? place_of(table->entries, table->size, key, vt_hash_of(key))->value : NULL;
}

static bool grow(vt_table *table) {
    size_t size = table->size ? table->size * 2 : FIRST_SIZE;
    vt_table_entry *grown = vt_arena_alloc(table->arena, size * sizeof *grown);
    if (!grown) return false;
    for (size_t i = 0; i < table->size; i++) {
        const vt_table_entry *entry = &table->entries[i];
        if (entry->key.data) *place_of(grown, size, entry->key, entry->hash) = *entry;
    }
    table->entries = grown;
    table->size = size;
    return true;
}

void **vt_table_put(vt_table *table, vt_slice key) {
    if (table->count * 2 >= table->size && !grow(table)) return NULL;
    uint64_t hash = vt_hash_of(key);
    vt_table_entry *entry = place_of(table->entries, table->size, key, hash);
    if (!entry->key.data) {
        *entry = (vt_table_entry){key, NULL, hash};
        table->count++;
    }
    return &entry->value;
}
