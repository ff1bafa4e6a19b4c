/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: files and folders. Out: their documents in the archive, a summary, every failure named. */
#include <errno.h>
#include <sys/stat.h>
#include "base/buffer.h"
#include "cli/archive_cli.h"
#include "cli/events.h"
#include "cli/isolation.h"

typedef struct settings {
    const char *archive;
    uint64_t threads, wait;
    bool dry_run;
    vt_limits limits;
    vt_isolation isolation;
} settings;

/* A trial needs no archive: without one everything is new. */
static bool is_there(vt_cli *cli, const settings *s, vt_exit *exit) {
    struct stat info;
    vt_buffer path;
    vt_buffer_init(&path, NULL);
    vt_buffer_printf(&path, "%s/manifest", vt_cli_archive(s->archive));
    *exit = path.failed ? vt_cli_no_memory(cli) : VT_EXIT_DONE;
    bool there = path.failed || stat(path.data, &info) == 0 || (errno != ENOENT && errno != ENOTDIR);
    vt_buffer_free(&path);
    return there;
}

static vt_archive *open_archive(vt_cli *cli, const settings *s, vt_exit *exit) {
    if (!s->dry_run) return vt_cli_archive_open_waiting(cli, s->archive, VT_ARCHIVE_WRITE, s->wait, exit);
    return is_there(cli, s, exit) && *exit == VT_EXIT_DONE ? vt_cli_archive_open(cli, s->archive, VT_ARCHIVE_READ, exit)
                                                           : NULL;
}

static vt_exit index_paths(vt_cli *cli, const settings *s, const vt_index_options *wanted, const char *const *paths,
                           size_t count) {
    vt_exit exit;
    vt_archive *archive = open_archive(cli, s, &exit);
    if (exit != VT_EXIT_DONE) return exit;
    vt_events events;
    vt_events_init(&events, cli, s->dry_run ? VT_EVENTS_RESULT : VT_EVENTS_BAR);
    vt_index_options options = *wanted;
    options.progress = vt_events_show;
    options.context = &events;
    vt_index_summary summary;
    vt_error err = {0};
    vt_code code = vt_archive_index(archive, paths, count, &options, &summary, &err);
    vt_cli_progress_end(cli);
    vt_archive_close(archive);
    if (code == VT_OK) vt_events_summarise(&events, &summary, false);
    vt_events_free(&events);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, NULL, &err);
    return summary.counts[VT_INDEX_FAILED] ? VT_EXIT_INPUTS : VT_EXIT_DONE;
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    vt_index_options wanted = {.threads = (unsigned)s->threads, .parse.limits = s->limits, .trial = s->dry_run};
    vt_isolate *isolate;
    vt_exit exit = vt_cli_isolate(cli, &s->isolation, &wanted, &isolate);
    if (exit == VT_EXIT_DONE) exit = index_paths(cli, s, &wanted, operands, operand_count);
    vt_isolate_close(isolate);
    return exit;
}

static const vt_option options[] = {VT_ARCHIVE_OPTION(settings, archive),
                                    {"dry-run", 'n', VT_OPTION_FLAG, offsetof(settings, dry_run),
                                     "says what it would do and writes nothing", NULL, NULL},
                                    {"threads", 'j', VT_OPTION_NUMBER, offsetof(settings, threads),
                                     "reads with N threads; 0: one for each processor", "N", NULL},
                                    VT_ISOLATE_OPTIONS(settings, isolation),
                                    VT_WAIT_OPTION(settings, wait),
                                    VT_LIMIT_OPTIONS};

static const settings defaults = {0};

const vt_command vt_command_index = {
    .name = "index",
    .operands = "PATH...",
    .summary = "adds or updates documents in the archive",
    .details = "Folders are walked for .txt, .md and .docx. Files that have not changed are not read\n"
               "again; files that are gone from what is named go from the archive, and a file that\n"
               "was moved keeps its record.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
