/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query, or none. Out: the legal bases (căn cứ) of the documents that match, each once, in legal order. */
#include "base/slice.h"
#include "cli/archive_cli.h"
#include "cli/file.h"

/* In the order of vt_bases_format and vt_bases_style. */
static const char *const formats[] = {"text", "md", "csv", "json", "docx", NULL};
static const char *const styles[] = {"list", "preamble", NULL};

typedef struct settings {
    const char *archive, *output, *as_of;
    int format, style;
    bool bom;
} settings;

static vt_exit write_list(vt_cli *cli, const settings *s, const vt_cited_list *list, const vt_output *output) {
    vt_bases_write_options options = {
        .format = (vt_bases_format)s->format, .style = (vt_bases_style)s->style, .for_excel = s->bom};
    vt_error err = {0};
    vt_code code = vt_bases_write(list, &options, output, &err);
    if (code != VT_OK && code != VT_ERR_WRITE) vt_cli_error(cli, cli->command, &err);
    if (code != VT_OK) return vt_cli_exit(code);
    return list->count ? VT_EXIT_DONE : VT_EXIT_NOTHING;
}

/* A preamble shows no warnings: who pastes it is told that there are some. */
static void tell(vt_cli *cli, const settings *s, const vt_cited_list *list) {
    size_t warned = 0;
    for (size_t i = 0; i < list->count; i++) warned += list->items[i].warning_count > 0;
    if (!list->count) vt_cli_note(cli, "nothing found");
    if (warned && s->style == VT_BASES_PREAMBLE)
        vt_cli_note(cli, "%zu of %zu bases should be looked at first; without --style preamble the list says why",
                    warned, list->count);
}

static vt_exit print_list(vt_cli *cli, const settings *s, const vt_cited_list *list) {
    vt_cli_file file;
    if (!list->count && s->format == VT_BASES_DOCX) {
        vt_cli_note(cli, "nothing found");
        return VT_EXIT_NOTHING;
    }
    if (!vt_cli_file_open(cli, s->output, &file)) return VT_EXIT_WRITE;
    vt_exit exit = vt_cli_file_close(cli, &file, write_list(cli, s, list, file.output));
    if (exit == VT_EXIT_DONE || exit == VT_EXIT_NOTHING) tell(cli, s, list);
    return exit;
}

static vt_exit find(vt_cli *cli, const void *given, const char *query) {
    const settings *s = given;
    vt_exit exit;
    vt_archive *archive = vt_cli_archive_open(cli, s->archive, VT_ARCHIVE_READ, &exit);
    if (!archive) return exit;
    vt_cited_list *list;
    vt_error err = {0};
    vt_code code = vt_archive_bases(archive, query, &(vt_bases_options){.as_of = s->as_of}, &list, &err);
    vt_archive_close(archive);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, query, &err);
    exit = print_list(cli, s, list);
    vt_cited_list_free(list);
    return exit;
}

static bool is_usable(vt_cli *cli, const settings *s) {
    bool to_terminal = cli->out_terminal && (!s->output || vt_slice_is(VT_LITERAL("-"), s->output));
    if (s->style == VT_BASES_PREAMBLE && (s->format == VT_BASES_CSV || s->format == VT_BASES_JSON))
        vt_cli_fail(cli, cli->command, "a preamble is written as text, md or docx");
    else if (s->format == VT_BASES_DOCX && to_terminal)
        vt_cli_fail(cli, cli->command, "a terminal cannot show docx: give --output FILE");
    else
        return true;
    return false;
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    if (!is_usable(cli, given)) return VT_EXIT_USAGE;
    return vt_cli_run_query(cli, given, operands, operand_count, find);
}

static const vt_option options[] = {
    VT_ARCHIVE_OPTION(settings, archive),
    {"format", 'f', VT_OPTION_CHOICE, offsetof(settings, format), "how to print", "FORMAT", formats},
    {"style", 's', VT_OPTION_CHOICE, offsetof(settings, style), "what to print", "STYLE", styles},
    {"as-of", 'd', VT_OPTION_TEXT, offsetof(settings, as_of),
     "passes over what replaces, repeals or amends after this day", "DATE", NULL},
    {"output", 'O', VT_OPTION_TEXT, offsetof(settings, output), "writes into this file", "FILE", NULL},
    {"bom", 'b', VT_OPTION_FLAG, offsetof(settings, bom), "makes the CSV one for Excel", NULL, NULL},
    {0}};

static const settings defaults = {0};

const vt_command vt_command_bases = {
    .name = "bases",
    .operands = "[QUERY]",
    .summary = "lists the legal bases of the documents that match, in legal order",
    .details = "Each cited document stands once, in its best form, with the number of documents that cite\n"
               "it and their years; what should be looked at before it is cited again stands below it.\n"
               "Without a query the bases of all documents are listed. The clauses of a new plan:\n"
               "    vanthu bases --style preamble --format docx --output can-cu.docx 'title:\"thi đua\"'",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 0,
    .most_operands = SIZE_MAX,
    .run = run,
};
