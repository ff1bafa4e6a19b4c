/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an archive. Out: what is wrong with it, and what to do, a line each. */
#include <inttypes.h>
#include <vanthu/keep.h>
#include "base/slice.h"
#include "cli/archive_cli.h"

typedef struct settings {
    const char *archive;
    uint64_t wait;
    bool duplicates;
} settings;

typedef struct listing {
    vt_cli *cli;
    bool hinted[VT_FINDING_KINDS];
    const char *hints[VT_FINDING_KINDS];
} listing;

/* "missing    plans/a.txt: No such file or directory" */
static void show(void *context, const vt_finding *finding) {
    listing *l = context;
    vt_cli_printf(l->cli, VT_STYLE_STRONG, "%-10s ", vt_finding_id(finding->kind));
    vt_cli_put(l->cli, VT_STYLE_PLAIN, vt_slice_of(finding->subject));
    vt_cli_printf(l->cli, VT_STYLE_PLAIN, ": ");
    vt_cli_put(l->cli, VT_STYLE_PLAIN, vt_slice_of(finding->message));
    vt_cli_printf(l->cli, VT_STYLE_PLAIN, "\n");
    l->hints[finding->kind] = finding->hint;
}

/* Each hint once, at the end. */
static void give_hints(const listing *l) {
    for (int kind = 0; kind < VT_FINDING_KINDS; kind++) {
        bool said = !l->hints[kind];
        for (int former = 0; former < kind; former++)
            said = said || (l->hints[former] && strcmp(l->hints[former], l->hints[kind]) == 0);
        if (!said) vt_cli_hint(l->cli, "%s", l->hints[kind]);
    }
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    (void)operands, (void)operand_count;
    listing list = {.cli = cli};
    vt_check_options wanted = {.seconds = vt_cli_unsigned(s->wait), .duplicates = s->duplicates};
    uint64_t count;
    vt_error err = {0};
    vt_code code = vt_archive_check(vt_cli_archive(s->archive), &wanted, show, &list, &count, &err);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, NULL, &err);
    if (count)
        vt_cli_note(cli, "%" PRIu64 " findings", count);
    else
        vt_cli_note(cli, "nothing is wrong");
    give_hints(&list);
    return count ? VT_EXIT_NOTHING : VT_EXIT_DONE;
}

static const vt_option options[] = {VT_ARCHIVE_OPTION(settings, archive),
                                    {"duplicates", 'd', VT_OPTION_FLAG, offsetof(settings, duplicates),
                                     "also names documents that are there twice", NULL, NULL},
                                    VT_WAIT_OPTION(settings, wait),
                                    {0}};

static const settings defaults = {0};

const vt_command vt_command_check = {
    .name = "check",
    .operands = "",
    .summary = "looks for damage in the archive and for sources that have changed",
    .details = "Reads everything and writes nothing. With findings the exit code is 1.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .run = run,
};
