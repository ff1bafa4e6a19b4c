/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal: what people said of documents, an append-only file `journal` in
 * the archive's folder, one line an entry:
 *
 *     SUM SEQUENCE TIME USER ACTION ID PATH FIELD VALUE SAID      (tabs between)
 *
 * SUM is the first 16 hex digits of the SHA-256 of what follows its tab. In a
 * piece, \xHH stands for a control character or a backslash; \N is an absent
 * piece. Each line stands for itself: a line that is damaged, or torn because
 * the power went, costs that line only. The lock's owner moves damaged lines to
 * `journal.damaged-N`.
 */
#ifndef VT_ARCHIVE_JOURNAL_H
#define VT_ARCHIVE_JOURNAL_H

#include <vanthu/journal.h>
#include "archive/correct.h"
#include "base/table.h"

/* An entry with its line; entries about one id form a chain. */
typedef struct vt_journal_line {
    vt_journal_entry entry;
    vt_slice raw; /* without its line feed */
    size_t former; /* 1 + the index of the former line with this id; 0: none */
} vt_journal_line;

typedef struct vt_journal {
    vt_arena arena;
    const char *folder;
    VT_ARRAY(vt_journal_line) lines;
    VT_ARRAY(vt_slice) damaged;
    const char *aside; /* the file that got them, or NULL */
    vt_table ids;  /* to 1 + the index of the id's last line */
    uint64_t size; /* of the file */
    bool unended;  /* its last line lacks the line feed */
} vt_journal;

/* Reads the journal of the folder; one that is not there is empty. Free it also after a failure. */
vt_code vt_journal_read(vt_journal *journal, const char *folder, vt_error *err);
void vt_journal_free(vt_journal *journal);

/* Puts damaged lines aside, under the lock. */
vt_code vt_journal_mend(vt_journal *journal, vt_error *err);

/* Appends entries, all of them or none, and makes them last; their sequence is set here. Under the lock. */
vt_code vt_journal_append(vt_journal *journal, const vt_journal_entry *entries, size_t count, vt_error *err);

/* Whether anything was ever said of a record. */
bool vt_journal_knows(const vt_journal *journal, const char *id);

/* Whether no later line is about the same record. */
bool vt_journal_is_last(const vt_journal *journal, size_t index);

/* What holds for a record now. False when memory ran out. */
bool vt_journal_corrections(const vt_journal *journal, vt_arena *arena, const char *id, vt_corrections *out);

/* A mark for the last line: what an index keeps to know up to where it follows the journal. "" for an empty one. */
vt_slice vt_journal_mark(const vt_journal *journal);

/* The first line behind a mark; 0 when the journal does not know the mark. */
size_t vt_journal_behind(const vt_journal *journal, vt_slice mark);

#endif
