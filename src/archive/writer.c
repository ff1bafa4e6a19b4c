/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: entries and places. Out: an archive that has them. Assumes that the caller has the lock. */
#include "archive/writer.h"

#include <string.h>
#include "archive/fields.h"
#include "archive/follow.h"
#include "base/error.h"
#include "base/slice.h"

enum {
    DEFAULT_PUBLISH = 16384,
    MOST_DATABASES = 16 /* under way: to merge them each time would copy the large ones many times over */
};

static void forget(vt_writer *writer) {
    vt_arena_reset(&writer->arena);
    vt_table_init(&writer->changes, &writer->arena);
    writer->corrected.items = NULL;
    writer->corrected.count = writer->corrected.capacity = 0;
}

vt_code vt_writer_start(vt_writer *writer, vt_archive *archive, vt_pool *pool, uint32_t publish_every, vt_error *err) {
    *writer = (vt_writer){.archive = archive, .publish_every = publish_every ? publish_every : DEFAULT_PUBLISH};
    vt_arena_init(&writer->arena, NULL);
    forget(writer);
    if (!pool) return VT_OK;
    return vt_segments_open(archive->folder, archive->heap, pool, &archive->next_number, &writer->segments, err);
}

void vt_writer_give_up(vt_writer *writer) {
    vt_segments_close(writer->segments);
    vt_arena_free(&writer->arena);
}

/* ---- what is collected ---- */

static vt_code set_change(vt_writer *writer, const char *id, vt_slice places, vt_error *err) {
    char *key = vt_arena_text(&writer->arena, vt_slice_of(id)), *bytes = vt_arena_text(&writer->arena, places);
    vt_store_change *change = vt_arena_alloc(&writer->arena, sizeof *change);
    void **value = key ? vt_table_put(&writer->changes, vt_slice_of(key)) : NULL;
    if (!value || !bytes || !change) return vt_fail_memory(err);
    *change = (vt_store_change){key, {bytes, places.size}};
    *value = change;
    return VT_OK;
}

vt_code vt_writer_amend(vt_writer *writer, const vt_places *places, vt_error *err) {
    vt_slice value = {"", 0};
    if (places->items.count && !vt_entry_places_value(&writer->arena, places, &value)) return vt_fail_memory(err);
    return set_change(writer, places->id, value, err);
}

/* A record that was about to go, whose content has come up again, stays where it is stored. */
static bool stays(const vt_writer *writer, const vt_entry *entry) {
    const vt_store_change *change = vt_table_get(&writer->changes, vt_slice_of(entry->id));
    return change && !change->places.size;
}

vt_code vt_writer_add(vt_writer *writer, vt_arena *arena, const vt_entry *entry, vt_error *err) {
    vt_entry corrected = *entry;
    if (stays(writer, entry)) return set_change(writer, entry->id, vt_entry_places_of(entry), err);
    vt_code code = vt_follow_entry(&writer->archive->journal, arena, &corrected, err);
    return code == VT_OK ? vt_segments_add(writer->segments, arena, &corrected, err) : code;
}

vt_code vt_writer_correct(vt_writer *writer, const char *id, vt_error *err) {
    const char **place = vt_array_push(&writer->arena, &writer->corrected);
    if (!place || !(*place = vt_arena_text(&writer->arena, vt_slice_of(id)))) return vt_fail_memory(err);
    return VT_OK;
}

/* ---- publishing ---- */

static vt_store_change *list_changes(vt_writer *writer, size_t *count) {
    vt_store_change *list = vt_arena_alloc(&writer->arena, writer->changes.count * sizeof *list);
    *count = 0;
    for (size_t i = 0; list && i < writer->changes.size; i++)
        if (writer->changes.entries[i].value) list[(*count)++] = *(vt_store_change *)writer->changes.entries[i].value;
    return list;
}

/* What is published already is made to follow the journal; killed before it, the next writer does so. */
static vt_code correct_all(vt_writer *writer, vt_error *err) {
    VT_ARRAY(const vt_entry *) entries = {0};
    vt_code code = VT_OK;
    for (size_t i = 0; i < writer->corrected.count && code == VT_OK; i++) {
        vt_entry *entry = vt_arena_alloc(&writer->arena, sizeof *entry);
        bool needed = false;
        if (!entry) return vt_fail_memory(err);
        code = vt_follow_stored(&writer->archive->journal, &writer->arena, writer->archive->index,
                                writer->corrected.items[i], entry, &needed, err);
        const vt_entry **place = code == VT_OK && needed ? vt_array_push(&writer->arena, &entries) : NULL;
        if (place)
            *place = entry;
        else if (needed)
            code = vt_fail_memory(err);
    }
    return code == VT_OK ? vt_store_replace(writer->archive, entries.items, entries.count, err) : code;
}

static vt_code publish(vt_writer *writer, vt_error *err) {
    const char *database = NULL;
    size_t count;
    vt_store_change *changes = list_changes(writer, &count);
    vt_code code = changes ? VT_OK : vt_fail_memory(err);
    if (code == VT_OK && writer->segments) code = vt_segments_gather(writer->segments, &database, err);
    if (code == VT_OK) code = vt_store_publish(writer->archive, database, changes, count, err);
    if (code == VT_OK) code = correct_all(writer, err);
    if (code == VT_OK) code = vt_store_mark(writer->archive, vt_journal_mark(&writer->archive->journal), err);
    forget(writer);
    return code;
}

vt_code vt_writer_publish(vt_writer *writer, vt_error *err) {
    vt_code code = publish(writer, err);
    bool many = writer->archive->manifest.databases.count > MOST_DATABASES;
    return code == VT_OK && many ? vt_store_settle(writer->archive, err) : code;
}

vt_code vt_writer_pause(vt_writer *writer, vt_error *err) {
    size_t pending = (writer->segments ? vt_segments_count(writer->segments) : 0) + writer->changes.count;
    return pending < writer->publish_every ? VT_OK : vt_writer_publish(writer, err);
}

vt_code vt_writer_finish(vt_writer *writer, vt_error *err) {
    vt_code code = publish(writer, err);
    if (code == VT_OK) code = vt_store_settle(writer->archive, err);
    vt_writer_give_up(writer);
    return code;
}
