/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the archive's commands share. */
#ifndef VT_CLI_ARCHIVE_CLI_H
#define VT_CLI_ARCHIVE_CLI_H

#include <vanthu/archive.h>
#include "base/arena.h"
#include "cli/output.h"

/* Opens the archive; NULL when that failed, which has been said, with the exit code in *exit. given: --archive. */
vt_archive *vt_cli_archive_open(vt_cli *cli, const char *given, vt_archive_mode mode, vt_exit *exit);

/* A number of an option as the library takes it: what is too large is the largest. */
unsigned vt_cli_unsigned(uint64_t number);

/* The same; to write it waits for so many seconds while another process writes. */
vt_archive *vt_cli_archive_open_waiting(vt_cli *cli, const char *given, vt_archive_mode mode, uint64_t seconds,
                                        vt_exit *exit);

/* Says what is wrong with the archive or, with a caret under the fault, with the query (may be NULL). */
vt_exit vt_cli_archive_failed(vt_cli *cli, const char *given, const char *query, const vt_error *err);

/* The operands with blanks between them; NULL when memory ran out. */
char *vt_cli_join(vt_arena *arena, const char *const *operands, size_t count);

/* Whether --limit is one that the library takes; if not, that has been said. least: 0 or 1. */
bool vt_cli_limit_fits(vt_cli *cli, uint64_t limit, uint64_t least);

/* The same for a limit with an offset. */
bool vt_cli_page_fits(vt_cli *cli, uint64_t limit, uint64_t least, uint64_t offset);

/* Runs what takes its operands as one query or reference, with blanks between them. */
typedef vt_exit (*vt_cli_query_fn)(vt_cli *cli, const void *settings, const char *query);
vt_exit vt_cli_run_query(vt_cli *cli, const void *settings, const char *const *operands, size_t count,
                         vt_cli_query_fn fn);

/* Says that memory ran out. */
vt_exit vt_cli_no_memory(vt_cli *cli);

/* What a record says of itself; NULL where unknown. */
typedef struct vt_headline {
    const char *type, *number, *date, *issuer, *title;
} vt_headline;

/* The lines that begin a record in a list: number, date and issuer, then the title. */
void vt_cli_put_headline(vt_cli *cli, const vt_headline *headline);

/* The lines that end it: the id's beginning and the path, and an empty line. */
void vt_cli_put_place(vt_cli *cli, const char *id, const char *path);

#endif
