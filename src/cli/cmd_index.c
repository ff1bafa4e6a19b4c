/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: files and folders. Out: their documents in the archive, a summary, every failure named. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "cli/archive_cli.h"

typedef struct settings {
    const char *archive;
    uint64_t threads;
} settings;

typedef struct progress {
    vt_cli *cli;
    struct timespec drawn;
} progress;

/* The bar is drawn anew ten times a second at most. */
static bool is_due(progress *p) {
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return false;
    int64_t passed = (now.tv_sec - p->drawn.tv_sec) * 1000 + (now.tv_nsec - p->drawn.tv_nsec) / 1000000;
    if (passed < 100) return false;
    p->drawn = now;
    return true;
}

static bool show(void *context, const vt_index_event *event) {
    progress *p = context;
    if (event->kind == VT_INDEX_FAILED) vt_cli_error(p->cli, event->path, event->error);
    if (is_due(p)) vt_cli_progress(p->cli, event->done, event->total, event->path);
    return true;
}

static void summarise(vt_cli *cli, const vt_index_summary *summary) {
    static const char *const words[VT_INDEX_EVENT_KINDS] = {
        [VT_INDEX_ADDED] = "added",         [VT_INDEX_UPDATED] = "updated", [VT_INDEX_UNCHANGED] = "unchanged",
        [VT_INDEX_DUPLICATE] = "duplicate", [VT_INDEX_REMOVED] = "removed", [VT_INDEX_SKIPPED] = "skipped",
        [VT_INDEX_FAILED] = "failed",
    };
    char line[512] = "";
    size_t used = 0;
    for (int kind = 0; kind < VT_INDEX_EVENT_KINDS; kind++)
        if (summary->counts[kind] || kind == VT_INDEX_ADDED)
            used += (size_t)snprintf(line + used, sizeof line - used, "%s%" PRIu64 " %s", used ? ", " : "",
                                     summary->counts[kind], words[kind]);
    vt_cli_note(cli, "%s; %" PRIu64 " in the archive", line, summary->records);
    if (summary->dropped_words)
        vt_cli_note(cli, "%" PRIu64 " words were too long to be found by", summary->dropped_words);
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    vt_exit exit;
    vt_archive *archive = vt_cli_archive_open(cli, s->archive, VT_ARCHIVE_WRITE, &exit);
    if (!archive) return exit;
    progress shown = {.cli = cli};
    vt_index_options options = {.threads = (unsigned)s->threads, .progress = show, .context = &shown};
    vt_index_summary summary;
    vt_error err = {0};
    vt_code code = vt_archive_index(archive, operands, operand_count, &options, &summary, &err);
    vt_cli_progress_end(cli);
    vt_archive_close(archive);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, NULL, &err);
    summarise(cli, &summary);
    return summary.counts[VT_INDEX_FAILED] ? VT_EXIT_INPUTS : VT_EXIT_DONE;
}

static const vt_option options[] = {
    VT_ARCHIVE_OPTION(settings, archive),
    {"threads", 'j', VT_OPTION_NUMBER, offsetof(settings, threads), "reads with N threads; 0: one for each processor",
     "N", NULL},
    {0}};

static const settings defaults = {0};

const vt_command vt_command_index = {
    .name = "index",
    .operands = "PATH...",
    .summary = "adds or updates documents in the archive",
    .details = "Folders are walked for .txt, .md and .docx. Files that have not changed are not read\n"
               "again; files that are gone from a walked folder go from the archive.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
