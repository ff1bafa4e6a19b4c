/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a record's id or the start of it. Out: the stored record. */
#include <string.h>
#include "base/slice.h"
#include "cli/archive_cli.h"

enum { FORMAT_RECORD, FORMAT_JSON, FORMAT_TEXT };
static const char *const formats[] = {"record", "json", "text", NULL};

typedef struct settings {
    const char *archive;
    int format;
    bool with_text;
} settings;

static vt_code print_record(vt_cli *cli, const vt_record *record, vt_error *err) {
    vt_record_options wanted = {.colour = cli->out_colour};
    vt_code code = vt_write_record(record->document, &wanted, cli->output, err);
    for (size_t i = 0; i < record->path_count && code == VT_OK; i++) {
        vt_cli_printf(cli, VT_STYLE_FAINT, "%-12s", i ? "" : "Paths");
        vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_of(record->paths[i]));
        vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
    }
    if (record->source_missing && code == VT_OK) vt_cli_printf(cli, VT_STYLE_ALARM, "%-12sits source is missing\n", "");
    return code;
}

static vt_code print_json(vt_cli *cli, const vt_record *record, bool with_text, vt_error *err) {
    vt_json_options wanted = {
        .with_text = with_text, .indented = true, .paths = record->paths, .path_count = record->path_count,
        .source_missing = record->source_missing};
    vt_code code = vt_write_json(record->document, &wanted, cli->output, err);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
    return code;
}

static vt_code print(vt_cli *cli, const settings *s, const vt_record *record, vt_error *err) {
    switch (s->format) {
    case FORMAT_JSON: return print_json(cli, record, s->with_text, err);
    case FORMAT_TEXT: vt_cli_put_lines(cli, VT_STYLE_PLAIN, record->document->text); return VT_OK;
    default: return print_record(cli, record, err);
    }
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    vt_exit exit;
    (void)operand_count;
    vt_archive *archive = vt_cli_archive_open(cli, s->archive, VT_ARCHIVE_READ, &exit);
    if (!archive) return exit;
    vt_record *record;
    vt_error err = {0};
    vt_code code = vt_archive_show(archive, operands[0], &record, &err);
    vt_archive_close(archive);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, NULL, &err);
    code = print(cli, s, record, &err);
    vt_record_free(record);
    return vt_cli_exit(code);
}

static const vt_option options[] = {
    VT_ARCHIVE_OPTION(settings, archive),
    {"format", 'f', VT_OPTION_CHOICE, offsetof(settings, format), "how to print", "FORMAT", formats},
    {"with-text", 't', VT_OPTION_FLAG, offsetof(settings, with_text), "adds the text to the JSON", NULL, NULL},
    {0}};

static const settings defaults = {0};

const vt_command vt_command_show = {
    .name = "show",
    .operands = "ID",
    .summary = "prints a stored record",
    .details = "ID is a record's id, or at least the first 8 digits of it.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 1,
    .most_operands = 1,
    .run = run,
};
