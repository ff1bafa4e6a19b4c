/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: folders. Out: an archive that follows them until the program is told to end; a line on each change. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <vanthu/keep.h>
#include "cli/archive_cli.h"
#include "cli/events.h"
#include "cli/isolation.h"

typedef struct settings {
    const char *archive;
    uint64_t threads;
    vt_limits limits;
    vt_isolation isolation;
} settings;

/* SIGINT and SIGTERM become something to read, so that they end a run between two files. */
static int catch_signals(void) {
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGINT);
    sigaddset(&wanted, SIGTERM);
    return sigprocmask(SIG_BLOCK, &wanted, NULL) == 0 ? signalfd(-1, &wanted, SFD_CLOEXEC) : -1;
}

static bool has_changes(const vt_index_summary *summary) {
    for (int kind = 0; kind < VT_INDEX_EVENT_KINDS; kind++)
        if (summary->counts[kind] && kind != VT_INDEX_UNCHANGED && kind != VT_INDEX_SKIPPED) return true;
    return false;
}

static void show_run(void *context, const vt_index_summary *summary) {
    if (has_changes(summary)) vt_events_summarise(context, summary, true);
}

static vt_exit watch(vt_cli *cli, const settings *s, const vt_index_options *wanted, const char *const *folders,
                     size_t count) {
    int signals = catch_signals();
    if (signals < 0) {
        vt_cli_fail(cli, cli->command, "signals cannot be received: %s", strerror(errno));
        return VT_EXIT_INPUTS;
    }
    vt_events events;
    vt_events_init(&events, cli, VT_EVENTS_NOTE);
    vt_watch_options options = {.index = *wanted, .stop = signals, .ran = show_run};
    options.index.progress = vt_events_show;
    options.index.context = &events;
    vt_error err = {0};
    vt_code code = vt_archive_watch(vt_cli_archive(s->archive), folders, count, &options, &err);
    vt_cli_progress_end(cli);
    close(signals);
    vt_events_free(&events);
    return code == VT_OK ? VT_EXIT_DONE : vt_cli_archive_failed(cli, s->archive, NULL, &err);
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    vt_index_options wanted = {.threads = (unsigned)s->threads, .parse.limits = s->limits};
    vt_isolate *isolate;
    vt_exit exit = vt_cli_isolate(cli, &s->isolation, &wanted, &isolate);
    if (exit == VT_EXIT_DONE) exit = watch(cli, s, &wanted, operands, operand_count);
    vt_isolate_close(isolate);
    return exit;
}

static const vt_option options[] = {VT_ARCHIVE_OPTION(settings, archive),
                                    {"threads", 'j', VT_OPTION_NUMBER, offsetof(settings, threads),
                                     "reads with N threads; 0: one for each processor", "N", NULL},
                                    VT_ISOLATE_OPTIONS(settings, isolation),
                                    VT_LIMIT_OPTIONS};

static const settings defaults = {0};

const vt_command vt_command_watch = {
    .name = "watch",
    .operands = "DIR...",
    .summary = "keeps the archive as the folders are, until it is interrupted",
    .details = "Indexes the folders and then whatever changes in them, half a second after the last\n"
               "change. Between its runs other commands may write. Ctrl-C ends it.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
