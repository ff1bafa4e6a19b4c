/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an archive. Out: all of it as one stream of lines, to be kept elsewhere. */
#include <vanthu/keep.h>
#include "cli/archive_cli.h"
#include "cli/file.h"

typedef struct settings {
    const char *archive, *output;
    uint64_t wait;
} settings;

static vt_exit write_out(vt_cli *cli, const settings *s, const vt_output *output) {
    vt_error err = {0};
    vt_code code = vt_archive_dump(vt_cli_archive(s->archive), vt_cli_unsigned(s->wait), output, &err);
    if (code == VT_ERR_WRITE) return VT_EXIT_WRITE; /* whoever holds the output says why */
    return code == VT_OK ? VT_EXIT_DONE : vt_cli_archive_failed(cli, s->archive, NULL, &err);
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    vt_exit exit = VT_EXIT_WRITE;
    vt_cli_file file;
    (void)operands, (void)operand_count;
    if (vt_cli_file_open(cli, s->output, &file))
        exit = vt_cli_file_close(cli, &file, write_out(cli, s, file.output));
    return exit;
}

static const vt_option options[] = {
    VT_ARCHIVE_OPTION(settings, archive),
    {"output", 'O', VT_OPTION_TEXT, offsetof(settings, output), "writes into this file", "FILE", NULL},
    VT_WAIT_OPTION(settings, wait),
    {0}};

static const settings defaults = {0};

const vt_command vt_command_dump = {
    .name = "dump",
    .operands = "",
    .summary = "writes the whole archive as one stream, for a backup",
    .details = "Records, corrections and the list of sources, a line of JSON each with its checksum;\n"
               "`vanthu restore` makes an equal archive of it. The sources themselves are not in it.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .run = run,
};
