/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a person's word about a field of a record. Out: its entry in the journal,
 * made to last, and then the record in the index. Killed between the two, the
 * next writer brings the index up to the journal.
 */
#include <stdlib.h>
#include <string.h>
#include "archive/inside.h"
#include "archive/stamp.h"
#include "archive/writer.h"
#include "base/slice.h"

/* What a person says in one go. */
typedef struct speech {
    vt_archive *archive;
    vt_arena arena;
    vt_record *record; /* corrected, as it stands now */
    const char *user, *time;
    VT_ARRAY(vt_journal_entry) entries;
} speech;

static vt_code begin(speech *s, vt_archive *archive, const char *prefix, const vt_author *author, vt_error *err) {
    *s = (speech){.archive = archive};
    vt_arena_init(&s->arena, NULL);
    if (archive->mode != VT_ARCHIVE_WRITE) return vt_fail(err, VT_ERR_ARGUMENT, "the archive is open for reading only");
    s->user = author && author->user ? author->user : vt_stamp_user(&s->arena);
    s->time = vt_stamp(&s->arena, author ? author->time : 0);
    return s->user && s->time ? vt_archive_show(archive, prefix, &s->record, err) : vt_fail_memory(err);
}

static vt_code end(speech *s, vt_code code) {
    vt_record_free(s->record);
    vt_arena_free(&s->arena);
    return code;
}

static vt_code add(speech *s, vt_journal_action action, const vt_spot *spot, const char *value, vt_error *err) {
    vt_journal_entry *entry = vt_array_push(&s->arena, &s->entries);
    if (!entry) return vt_fail_memory(err);
    *entry = (vt_journal_entry){.time = s->time,
                                .user = s->user,
                                .action = action,
                                .id = s->record->document->id,
                                .path = s->record->paths[0],
                                .field = spot->path,
                                .value = value,
                                .said = vt_spot_value(spot, s->record->document)};
    return VT_OK;
}

static vt_code follow(speech *s, vt_error *err) {
    vt_writer writer;
    vt_code code = vt_writer_start(&writer, s->archive, NULL, 0, err);
    if (code != VT_OK) return code;
    code = vt_writer_correct(&writer, s->record->document->id, err);
    if (code == VT_OK) return vt_writer_finish(&writer, err);
    vt_writer_give_up(&writer);
    return code;
}

/* The journal first: what it has is said, whatever becomes of the index. */
static vt_code say(speech *s, vt_error *err) {
    if (!s->entries.count) return VT_OK;
    vt_code code = vt_journal_append(&s->archive->journal, s->entries.items, s->entries.count, err);
    if (code != VT_OK) return code;
    code = follow(s, err);
    if (code == VT_ERR_WRITE && err)
        err->hint = "the journal has it: it holds as soon as something can be written to the archive";
    return code;
}

static vt_code find_spot(speech *s, const char *field, vt_spot *spot, vt_error *err) {
    if (!vt_spot_find(&s->arena, field, spot))
        return vt_fail_hint(err, VT_ERR_ARGUMENT, "vanthu help set lists the fields", "there is no field \"%.64s\"",
                            field);
    return spot->path ? VT_OK : vt_fail_memory(err);
}

vt_code vt_archive_set(vt_archive *archive, const char *prefix, const char *field, const char *value,
                       const vt_author *author, vt_error *err) {
    speech s;
    vt_spot spot;
    const char *kept;
    vt_code code = begin(&s, archive, prefix, author, err);
    if (code == VT_OK) code = find_spot(&s, field, &spot, err);
    if (code == VT_OK) code = vt_spot_check(&spot, &s.arena, s.record->document, value, &kept, err);
    if (code == VT_OK) code = add(&s, VT_JOURNAL_SET, &spot, kept, err);
    if (code == VT_OK) code = say(&s, err);
    return end(&s, code);
}

static vt_code confirm_field(speech *s, const char *field, vt_error *err) {
    vt_spot spot;
    vt_code code = find_spot(s, field, &spot, err);
    if (code == VT_OK) code = vt_spot_known(&spot, s->record->document, err);
    return code == VT_OK ? add(s, VT_JOURNAL_CONFIRM, &spot, vt_spot_value(&spot, s->record->document), err) : code;
}

static bool is_added(const speech *s, const char *field) {
    for (size_t i = 0; i < s->entries.count; i++)
        if (strcmp(s->entries.items[i].field, field) == 0) return true;
    return false;
}

static vt_code confirm_all(speech *s, vt_error *err) {
    const vt_document *document = s->record->document;
    vt_code code = VT_OK;
    for (size_t i = 0; i < document->warning_count && code == VT_OK; i++) {
        if (!vt_warning_is_concern(&document->warnings[i])) continue;
        const char *field = vt_warning_field(&s->arena, &document->warnings[i]);
        if (!field) return vt_fail_memory(err);
        if (!is_added(s, field)) code = confirm_field(s, field, err);
    }
    return code;
}

vt_code vt_archive_confirm(vt_archive *archive, const char *prefix, const char *field, const vt_author *author,
                           size_t *count, vt_error *err) {
    speech s;
    vt_code code = begin(&s, archive, prefix, author, err);
    if (code == VT_OK) code = field ? confirm_field(&s, field, err) : confirm_all(&s, err);
    if (count) *count = code == VT_OK ? s.entries.count : 0;
    if (code == VT_OK) code = say(&s, err);
    return end(&s, code);
}

vt_code vt_archive_unset(vt_archive *archive, const char *prefix, const char *field, const vt_author *author,
                         vt_error *err) {
    speech s;
    vt_spot spot = {0};
    vt_corrections said;
    vt_code code = begin(&s, archive, prefix, author, err);
    if (code == VT_OK) code = find_spot(&s, field, &spot, err);
    if (code == VT_OK && !vt_journal_corrections(&archive->journal, &s.arena, s.record->document->id, &said))
        code = vt_fail_memory(err);
    if (code == VT_OK && !vt_corrections_find(&said, spot.path))
        code = vt_fail(err, VT_ERR_NOT_FOUND, "nobody has said anything of %.64s", spot.path);
    if (code == VT_OK) code = add(&s, VT_JOURNAL_UNSET, &spot, NULL, err);
    if (code == VT_OK) code = say(&s, err);
    return end(&s, code);
}

/* The list with the journal that it lives in; the list is the first member. */
typedef struct kept_journal {
    vt_journal_list list;
    vt_journal journal;
} kept_journal;

static vt_code fill_list(kept_journal *kept, const char *prefix, vt_error *err) {
    vt_journal_entry *items = vt_arena_alloc(&kept->journal.arena, kept->journal.lines.count * sizeof *items);
    size_t count = 0, size = prefix ? strlen(prefix) : 0;
    if (!items) return vt_fail_memory(err);
    for (size_t i = 0; i < kept->journal.lines.count; i++) {
        const vt_journal_entry *entry = &kept->journal.lines.items[i].entry;
        if (size == 0 || strncmp(entry->id, prefix, size) == 0) items[count++] = *entry;
    }
    kept->list = (vt_journal_list){items, count, kept->journal.damaged.count};
    return VT_OK;
}

vt_code vt_archive_journal(vt_archive *archive, const char *prefix, vt_journal_list **out, vt_error *err) {
    *out = NULL;
    vt_code code = prefix ? vt_prefix_check(prefix, err) : VT_OK;
    if (code != VT_OK) return code;
    kept_journal *kept = calloc(1, sizeof *kept);
    if (!kept) return vt_fail_memory(err);
    code = vt_journal_read(&kept->journal, archive->folder, err);
    if (code == VT_OK) code = fill_list(kept, prefix, err);
    if (code == VT_OK)
        *out = &kept->list;
    else
        vt_journal_list_free(&kept->list);
    return code;
}

void vt_journal_list_free(vt_journal_list *list) {
    kept_journal *kept = (kept_journal *)list;
    if (!kept) return;
    vt_journal_free(&kept->journal);
    free(kept);
}
