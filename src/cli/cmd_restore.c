/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: what dump wrote. Out: the archive that it was made of. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <vanthu/keep.h>
#include "cli/archive_cli.h"

typedef struct settings {
    const char *archive;
    uint64_t wait;
} settings;

static bool read_file(void *context, char *bytes, size_t size, size_t *got) {
    *got = fread(bytes, 1, size, context);
    return !ferror((FILE *)context);
}

static vt_exit restore(vt_cli *cli, const settings *s, const char *name, FILE *file) {
    vt_input input = {read_file, file};
    uint64_t records;
    vt_error err = {0};
    vt_code code = vt_archive_restore(vt_cli_archive(s->archive), vt_cli_unsigned(s->wait), &input, &records, &err);
    if (code == VT_OK) {
        vt_cli_note(cli, "%" PRIu64 " documents restored", records);
        return VT_EXIT_DONE;
    }
    if (code != VT_ERR_DAMAGED && code != VT_ERR_IO) return vt_cli_archive_failed(cli, s->archive, NULL, &err);
    vt_cli_error(cli, name, &err);
    return vt_cli_exit(code);
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    (void)operand_count;
    if (strcmp(operands[0], "-") == 0) return restore(cli, s, "standard input", stdin);
    FILE *file = fopen(operands[0], "rb");
    if (!file) {
        vt_cli_fail(cli, operands[0], "could not be opened: %s", strerror(errno));
        return VT_EXIT_INPUTS;
    }
    vt_exit exit = restore(cli, s, operands[0], file);
    fclose(file);
    return exit;
}

static const vt_option options[] = {VT_ARCHIVE_OPTION(settings, archive), VT_WAIT_OPTION(settings, wait), {0}};

static const settings defaults = {0};

const vt_command vt_command_restore = {
    .name = "restore",
    .operands = "FILE",
    .summary = "makes an archive of a dump",
    .details = "The archive is new, or holds nothing yet. A dump that was cut or altered is refused as a\n"
               "whole. - reads standard input.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 1,
    .most_operands = 1,
    .run = run,
};
