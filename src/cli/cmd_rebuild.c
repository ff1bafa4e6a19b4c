/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an archive of any version. Out: the same archive, its databases built anew from the sources. */
#include <limits.h>
#include <vanthu/keep.h>
#include "cli/archive_cli.h"
#include "cli/events.h"
#include "cli/isolation.h"

typedef struct settings {
    const char *archive;
    uint64_t threads, wait;
    vt_limits limits;
    vt_isolation isolation;
} settings;

static vt_exit rebuild(vt_cli *cli, const settings *s, vt_index_options options) {
    vt_events events;
    vt_events_init(&events, cli, VT_EVENTS_BAR);
    options.progress = vt_events_show;
    options.context = &events;
    vt_index_summary summary;
    vt_error err = {0};
    vt_code code = vt_archive_rebuild(vt_cli_archive(s->archive), vt_cli_unsigned(s->wait), &options, &summary, &err);
    vt_cli_progress_end(cli);
    if (code == VT_OK) vt_events_summarise(&events, &summary, true);
    vt_events_free(&events);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, NULL, &err);
    return summary.counts[VT_INDEX_FAILED] ? VT_EXIT_INPUTS : VT_EXIT_DONE;
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    (void)operands, (void)operand_count;
    vt_index_options options = {.threads = (unsigned)s->threads, .parse.limits = s->limits};
    vt_isolate *isolate;
    vt_exit exit = vt_cli_isolate(cli, &s->isolation, &options, &isolate);
    if (exit == VT_EXIT_DONE) exit = rebuild(cli, s, options);
    vt_isolate_close(isolate);
    return exit;
}

static const vt_option options[] = {VT_ARCHIVE_OPTION(settings, archive),
                                    {"threads", 'j', VT_OPTION_NUMBER, offsetof(settings, threads),
                                     "reads with N threads; 0: one for each processor", "N", NULL},
                                    VT_ISOLATE_OPTIONS(settings, isolation),
                                    VT_WAIT_OPTION(settings, wait),
                                    VT_LIMIT_OPTIONS};

static const settings defaults = {0};

const vt_command vt_command_rebuild = {
    .name = "rebuild",
    .operands = "",
    .summary = "reads all sources again and builds the archive anew",
    .details = "For an archive of another version, for damaged databases, and after the reading itself\n"
               "has become better. Searches go on meanwhile. A record whose source is gone is kept as it\n"
               "is; what people have corrected stays.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .run = run,
};
