/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query, or none. Out: the documents that match as a table or as JSON, one a line, by path. */
#include <vanthu/export.h>
#include "base/slice.h"
#include "cli/archive_cli.h"
#include "cli/file.h"

/* In the order of vt_export_format. */
static const char *const formats[] = {"csv", "ndjson", NULL};

typedef struct settings {
    const char *archive, *output, *columns;
    int format;
    bool bom;
} settings;

static vt_exit write_out(vt_cli *cli, vt_archive *archive, const settings *s, const char *query,
                         const vt_output *output) {
    vt_export_options options = {(vt_export_format)s->format, s->columns, s->bom};
    uint64_t documents = 0;
    vt_error err = {0};
    vt_code code = vt_archive_export(archive, query, &options, output, &documents, &err);
    if (code == VT_ERR_WRITE) return VT_EXIT_WRITE; /* whoever holds the output says why */
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, query, &err);
    if (documents) return VT_EXIT_DONE;
    vt_cli_note(cli, "nothing found");
    return VT_EXIT_NOTHING;
}

static vt_exit export(vt_cli *cli, const void *given, const char *query) {
    const settings *s = given;
    vt_exit exit;
    vt_cli_file file;
    vt_archive *archive = vt_cli_archive_open(cli, s->archive, VT_ARCHIVE_READ, &exit);
    if (!archive) return exit;
    exit = VT_EXIT_WRITE;
    if (vt_cli_file_open(cli, s->output, &file))
        exit = vt_cli_file_close(cli, &file, write_out(cli, archive, s, query, file.output));
    vt_archive_close(archive);
    return exit;
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    if (s->format != VT_EXPORT_CSV && (s->columns || s->bom)) {
        vt_cli_fail(cli, cli->command, "--columns and --bom are for csv");
        return VT_EXIT_USAGE;
    }
    return vt_cli_run_query(cli, given, operands, operand_count, export);
}

static const vt_option options[] = {
    VT_ARCHIVE_OPTION(settings, archive),
    {"format", 'f', VT_OPTION_CHOICE, offsetof(settings, format), "how to print", "FORMAT", formats},
    {"columns", 'c', VT_OPTION_TEXT, offsetof(settings, columns), "the columns of the CSV, in this order", "A,B,C",
     NULL},
    {"output", 'O', VT_OPTION_TEXT, offsetof(settings, output), "writes into this file", "FILE", NULL},
    {"bom", 'b', VT_OPTION_FLAG, offsetof(settings, bom), "makes the CSV one for Excel", NULL, NULL},
    {0}};

static const settings defaults = {0};

const vt_command vt_command_export = {
    .name = "export",
    .operands = "[QUERY]",
    .summary = "writes the documents that match as a table or as JSON, one a line",
    .details = "Without a query all documents are written, ordered by path. The columns; those with a star are\n"
               "written when none are named:\n"
#define X(name, usual, help) VT_COLUMN_LINE_##usual(#name, help)
#define VT_COLUMN_LINE_0(name, help) "\n    " name ": " help
#define VT_COLUMN_LINE_1(name, help) "\n  * " name ": " help
#include "write/columns.def"
#undef X
    ,
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 0,
    .most_operands = SIZE_MAX,
    .run = run,
};
