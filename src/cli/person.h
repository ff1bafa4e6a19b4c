/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share by which a person speaks of documents. */
#ifndef VT_CLI_PERSON_H
#define VT_CLI_PERSON_H

#include <vanthu/journal.h>
#include "cli/archive_cli.h"

typedef struct vt_person_settings {
    const char *archive;
    uint64_t wait;
} vt_person_settings;

/* The options of those commands, for settings that begin with a vt_person_settings. */
#define VT_PERSON_OPTIONS VT_ARCHIVE_OPTION(vt_person_settings, archive), VT_WAIT_OPTION(vt_person_settings, wait)

/* $VANTHU_USER, or the process's user. */
vt_author vt_person_author(void);

/* Says what a person says about a record, given to the library in an archive that is open for writing; *count is how
 * many entries the journal got. */
typedef vt_code (*vt_person_word)(vt_archive *archive, void *context, size_t *count, vt_error *err);

/* Opens the archive, says it, and tells what the journal got. */
vt_exit vt_person_say(vt_cli *cli, const vt_person_settings *settings, vt_person_word word, void *context);

/* "FIELD: VALUE (was SAID)", without a line feed. */
void vt_person_put_entry(vt_cli *cli, const vt_journal_entry *entry);

#endif
