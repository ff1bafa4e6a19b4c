/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of the journal; journal.h tells its form. */
#ifndef VT_ARCHIVE_JOURNAL_LINE_H
#define VT_ARCHIVE_JOURNAL_LINE_H

#include "archive/journal.h"
#include "base/buffer.h"

typedef enum vt_line_state { VT_LINE_GOOD, VT_LINE_DAMAGED, VT_LINE_NO_MEMORY } vt_line_state;

/* raw is without its line feed and must outlive the line; the pieces are copies. */
vt_line_state vt_journal_line_read(vt_arena *arena, vt_slice raw, vt_journal_line *line);

/* Appends the entry's line with its line feed. */
void vt_journal_line_write(const vt_journal_entry *entry, vt_buffer *buffer);

/* The sum at the start of a good line. */
vt_slice vt_journal_line_sum(vt_slice raw);

#endif
