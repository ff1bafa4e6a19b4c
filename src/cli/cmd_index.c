/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: files and folders. Out: their documents in the archive, a summary, every failure named. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/arena.h"
#include "base/slice.h"
#include "cli/archive_cli.h"

typedef struct settings {
    const char *archive;
    uint64_t threads;
} settings;

/* A document that a person should look at. */
typedef struct concern {
    const char *path;
    unsigned count;
} concern;

typedef struct progress {
    vt_cli *cli;
    struct timespec drawn;
    vt_arena arena;
    VT_ARRAY(concern) concerns;
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

/* Documents beyond memory go unlisted: the index is what counts. */
static void note_concern(progress *p, const vt_index_event *event) {
    concern *one = vt_array_push(&p->arena, &p->concerns);
    char *path = one ? vt_arena_text(&p->arena, vt_slice_of(event->path)) : NULL;
    if (path) *one = (concern){path, event->concerns};
    else if (one) p->concerns.count--;
}

static int worst_first(const void *a, const void *b) {
    const concern *x = a, *y = b;
    if (x->count != y->count) return x->count < y->count ? 1 : -1;
    return strcmp(x->path, y->path);
}

static void list_concerns(progress *p) {
    enum { SHOWN = 10 };
    size_t count = p->concerns.count;
    if (!count) return;
    qsort(p->concerns.items, count, sizeof *p->concerns.items, worst_first);
    vt_cli_note(p->cli, "%zu documents need a look, the worst first:", count);
    for (size_t i = 0; i < count && i < SHOWN; i++)
        vt_cli_note(p->cli, "  %s (%u)", p->concerns.items[i].path, p->concerns.items[i].count);
    vt_cli_hint(p->cli, "vanthu parse --review FILE... says what and why");
}

static bool show(void *context, const vt_index_event *event) {
    progress *p = context;
    if (event->kind == VT_INDEX_FAILED) vt_cli_error(p->cli, event->path, event->error);
    if (event->concerns) note_concern(p, event);
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
    vt_arena_init(&shown.arena, NULL);
    vt_index_options options = {.threads = (unsigned)s->threads, .progress = show, .context = &shown};
    vt_index_summary summary;
    vt_error err = {0};
    vt_code code = vt_archive_index(archive, operands, operand_count, &options, &summary, &err);
    vt_cli_progress_end(cli);
    vt_archive_close(archive);
    if (code == VT_OK) {
        list_concerns(&shown);
        summarise(cli, &summary);
    }
    vt_arena_free(&shown.arena);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, NULL, &err);
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
