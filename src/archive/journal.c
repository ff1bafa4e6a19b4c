/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an archive's folder, entries. Out: the journal in memory and on disk. Assumes that one process at a time writes. */
#include "archive/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "archive/folder.h"
#include "archive/journal_line.h"
#include "base/error.h"
#include "base/slice.h"

enum { READ_SIZE = 1 << 16, MOST_DAMAGED_FILES = 100000 };

static const char file_name[] = "journal";

static size_t *last_of(const vt_journal *journal, const char *id) {
    return vt_table_get(&journal->ids, vt_slice_of(id));
}

/* Where the index of the id's last line is kept; NULL when memory ran out. */
static size_t *place_of(vt_journal *journal, const char *id) {
    void **place = vt_table_put(&journal->ids, vt_slice_of(id));
    if (place && !*place) *place = vt_arena_alloc(&journal->arena, sizeof(size_t));
    return place ? *place : NULL;
}

static bool add_line(vt_journal *journal, const vt_journal_line *line) {
    size_t *place = place_of(journal, line->entry.id);
    vt_journal_line *added = place ? vt_array_push(&journal->arena, &journal->lines) : NULL;
    if (!added) return false;
    *added = *line;
    added->former = *place;
    *place = journal->lines.count;
    return true;
}

static bool add_damaged(vt_journal *journal, vt_slice raw) {
    vt_slice *place = raw.size ? vt_array_push(&journal->arena, &journal->damaged) : NULL;
    if (place) *place = raw;
    return place || !raw.size;
}

/* A lost line feed joins a damaged line to a good one: the good one is looked for at its end. */
static bool take_line(vt_journal *journal, vt_slice raw) {
    vt_journal_line line;
    for (size_t at = 0; at < raw.size; at++) {
        vt_slice rest = vt_slice_sub(raw, at, raw.size);
        vt_line_state state = vt_journal_line_read(&journal->arena, rest, &line);
        if (state == VT_LINE_NO_MEMORY) return false;
        if (state == VT_LINE_GOOD) return add_damaged(journal, vt_slice_sub(raw, 0, at)) && add_line(journal, &line);
    }
    return add_damaged(journal, raw);
}

static bool take_lines(vt_journal *journal, vt_slice text) {
    while (text.size) {
        const char *feed = memchr(text.data, '\n', text.size);
        size_t size = feed ? (size_t)(feed - text.data) : text.size;
        journal->unended = !feed;
        if (!take_line(journal, vt_slice_sub(text, 0, size))) return false;
        text = vt_slice_sub(text, size + (feed != NULL), text.size);
    }
    return true;
}

static vt_code read_file(const char *path, vt_buffer *bytes, vt_error *err) {
    FILE *file = fopen(path, "rb");
    if (!file && errno == ENOENT) return VT_OK;
    if (!file) return vt_fail(err, VT_ERR_ARCHIVE, "the journal could not be read: %s", strerror(errno));
    for (size_t size = READ_SIZE; size == READ_SIZE && vt_buffer_reserve(bytes, READ_SIZE);) {
        size = fread(bytes->data + bytes->size, 1, READ_SIZE, file);
        bytes->size += size;
    }
    bool failed = ferror(file);
    fclose(file);
    if (bytes->failed) return vt_fail_memory(err);
    return failed ? vt_fail(err, VT_ERR_ARCHIVE, "the journal could not be read") : VT_OK;
}

vt_code vt_journal_read(vt_journal *journal, const char *folder, vt_error *err) {
    vt_buffer bytes;
    *journal = (vt_journal){0};
    vt_arena_init(&journal->arena, NULL);
    vt_table_init(&journal->ids, &journal->arena);
    vt_buffer_init(&bytes, NULL);
    journal->folder = vt_arena_text(&journal->arena, vt_slice_of(folder));
    const char *path = vt_arena_printf(&journal->arena, "%s/%s", folder, file_name);
    vt_code code = path && journal->folder ? read_file(path, &bytes, err) : vt_fail_memory(err);
    char *text = code == VT_OK ? vt_arena_bytes(&journal->arena, bytes.size + 1) : NULL;
    if (text) {
        memcpy(text, bytes.size ? bytes.data : "", bytes.size);
        journal->size = bytes.size;
        if (!take_lines(journal, (vt_slice){text, bytes.size})) code = vt_fail_memory(err);
    } else if (code == VT_OK) {
        code = vt_fail_memory(err);
    }
    vt_buffer_free(&bytes);
    return code;
}

void vt_journal_free(vt_journal *journal) { vt_arena_free(&journal->arena); }

static void put_lines(vt_buffer *buffer, const vt_slice *raw, size_t count, size_t stride) {
    for (size_t i = 0; i < count; i++) {
        vt_buffer_append_slice(buffer, *(const vt_slice *)((const char *)raw + i * stride));
        vt_buffer_append_char(buffer, '\n');
    }
}

static vt_code keep_damaged(vt_journal *journal, vt_error *err) {
    if (!journal->damaged.count) return VT_OK;
    for (int i = 1; i < MOST_DAMAGED_FILES; i++) {
        journal->aside = vt_arena_printf(&journal->arena, "%s.damaged-%d", file_name, i);
        if (!journal->aside) return vt_fail_memory(err);
        if (!vt_folder_has(journal->folder, journal->aside)) break;
    }
    vt_buffer buffer;
    vt_buffer_init(&buffer, NULL);
    put_lines(&buffer, journal->damaged.items, journal->damaged.count, sizeof *journal->damaged.items);
    vt_code code = buffer.failed ? vt_fail_memory(err)
                                 : vt_folder_replace(journal->folder, journal->aside, vt_buffer_slice(&buffer), err);
    vt_buffer_free(&buffer);
    return code;
}

/* First the copy of what is damaged, then the journal without it: killed between the two, nothing is lost. */
vt_code vt_journal_mend(vt_journal *journal, vt_error *err) {
    if (!journal->damaged.count && !journal->unended) return VT_OK;
    vt_code code = keep_damaged(journal, err);
    if (code != VT_OK) return code;
    vt_buffer buffer;
    vt_buffer_init(&buffer, NULL);
    if (journal->lines.count)
        put_lines(&buffer, &journal->lines.items->raw, journal->lines.count, sizeof *journal->lines.items);
    code = buffer.failed ? vt_fail_memory(err)
                         : vt_folder_replace(journal->folder, file_name, vt_buffer_slice(&buffer), err);
    journal->size = buffer.size;
    journal->unended = false;
    vt_buffer_free(&buffer);
    return code;
}

/* All bytes or none: what a full disk took of them is cut off again. */
static vt_code write_end(const vt_journal *journal, vt_slice bytes, vt_error *err) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    const char *path = vt_arena_printf(&arena, "%s/%s", journal->folder, file_name);
    int descriptor = path ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666) : -1;
    int reason = path ? errno : ENOMEM;
    bool written = descriptor >= 0 && vt_write_fully(descriptor, bytes) && fsync(descriptor) == 0;
    if (descriptor >= 0 && !written) {
        reason = errno;
        /* When even that fails, the sum tells the torn line to the next writer. */
        if (ftruncate(descriptor, (off_t)journal->size) == 0) fsync(descriptor);
    }
    if (descriptor >= 0) close(descriptor);
    vt_arena_free(&arena);
    if (!written) return vt_fail(err, VT_ERR_WRITE, "the journal could not be written: %s", strerror(reason));
    return journal->size || vt_folder_sync(journal->folder)
               ? VT_OK
               : vt_fail(err, VT_ERR_WRITE, "the journal could not be written: %s", strerror(errno));
}

static uint64_t next_sequence(const vt_journal *journal) {
    return journal->lines.count ? journal->lines.items[journal->lines.count - 1].entry.sequence + 1 : 1;
}

vt_code vt_journal_append(vt_journal *journal, const vt_journal_entry *entries, size_t count, vt_error *err) {
    vt_buffer buffer;
    vt_buffer_init(&buffer, NULL);
    uint64_t sequence = next_sequence(journal);
    for (size_t i = 0; i < count; i++) {
        vt_journal_entry entry = entries[i];
        entry.sequence = sequence++;
        vt_journal_line_write(&entry, &buffer);
    }
    vt_slice bytes = vt_buffer_slice(&buffer);
    char *copy = buffer.failed ? NULL : vt_arena_text(&journal->arena, bytes);
    vt_code code = copy ? write_end(journal, bytes, err) : vt_fail_memory(err);
    if (code == VT_OK) {
        journal->size += bytes.size;
        if (!take_lines(journal, (vt_slice){copy, bytes.size})) code = vt_fail_memory(err);
    }
    vt_buffer_free(&buffer);
    return code;
}

typedef VT_ARRAY(vt_correction) correction_list;

/* The correction of a field, if there is one. */
static vt_correction *find(const correction_list *list, const char *field) {
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].field, field) == 0) return &list->items[i];
    return NULL;
}

static void drop(correction_list *list, const char *field) {
    vt_correction *one = find(list, field);
    if (!one) return;
    size_t after = list->count - (size_t)(one - list->items) - 1;
    memmove(one, one + 1, after * sizeof *one);
    list->count--;
}

/* What an entry makes of a field. Who confirms a value that another person set, or that was carried over, leaves it a
 * value that was set. */
static vt_correction correction_of(const vt_journal_entry *entry, const vt_correction *former) {
    static const vt_correction_kind kinds[VT_JOURNAL_ACTIONS] = {[VT_JOURNAL_SET] = VT_CORRECTION_SET,
                                                                 [VT_JOURNAL_CONFIRM] = VT_CORRECTION_CONFIRMED,
                                                                 [VT_JOURNAL_CARRY] = VT_CORRECTION_CARRIED,
                                                                 [VT_JOURNAL_CARRY_CONFIRM] = VT_CORRECTION_CONFIRMED};
    vt_correction own = {entry->field, entry->value, kinds[entry->action], entry->user, entry->time};
    bool agrees = former && former->kind != VT_CORRECTION_CONFIRMED && vt_correct_same(former->value, entry->value);
    if (entry->action != VT_JOURNAL_CONFIRM || !agrees) return own;
    if (former->kind == VT_CORRECTION_SET) return *former;
    own.kind = VT_CORRECTION_SET;
    return own;
}

/* The last word about a field holds. */
static bool follow(vt_arena *arena, correction_list *list, const vt_journal_entry *entry) {
    vt_correction next = correction_of(entry, find(list, entry->field));
    drop(list, entry->field);
    if (entry->action == VT_JOURNAL_UNSET) return true;
    vt_correction *added = vt_array_push(arena, list);
    if (added) *added = next;
    return added;
}

bool vt_journal_knows(const vt_journal *journal, const char *id) { return last_of(journal, id); }

bool vt_journal_is_last(const vt_journal *journal, size_t index) {
    return *last_of(journal, journal->lines.items[index].entry.id) == index + 1;
}

bool vt_journal_corrections(const vt_journal *journal, vt_arena *arena, const char *id, vt_corrections *out) {
    VT_ARRAY(size_t) chain = {0};
    correction_list list = {0};
    *out = (vt_corrections){0};
    const size_t *last = last_of(journal, id);
    for (size_t at = last ? *last : 0; at; at = journal->lines.items[at - 1].former) {
        size_t *place = vt_array_push(arena, &chain);
        if (!place) return false;
        *place = at - 1;
    }
    for (size_t i = chain.count; i-- > 0;)
        if (!follow(arena, &list, &journal->lines.items[chain.items[i]].entry)) return false;
    *out = (vt_corrections){list.items, list.count};
    return true;
}

vt_slice vt_journal_mark(const vt_journal *journal) {
    if (!journal->lines.count) return (vt_slice){"", 0};
    return vt_journal_line_sum(journal->lines.items[journal->lines.count - 1].raw);
}

size_t vt_journal_behind(const vt_journal *journal, vt_slice mark) {
    for (size_t i = journal->lines.count; i > 0; i--)
        if (vt_slice_equal(vt_journal_line_sum(journal->lines.items[i - 1].raw), mark)) return i;
    return 0;
}
