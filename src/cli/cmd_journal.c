/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a record's id, or none. Out: what people said of it, or of all records, the oldest first. */
#include "base/slice.h"
#include "cli/person.h"

enum { FORMAT_TEXT, FORMAT_JSON, SHOWN_ID = 12, DATE_SIZE = 10 };
static const char *const formats[] = {"text", "json", NULL};

typedef struct settings {
    const char *archive;
    int format;
} settings;

static void print_json(vt_cli *cli, const vt_journal_list *list) {
    vt_write_journal_json(list, true, cli->output, NULL);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
}

static void print_text(vt_cli *cli, const vt_journal_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        const vt_journal_entry *entry = &list->items[i];
        vt_cli_printf(cli, VT_STYLE_FAINT, "%.*s  %.*s  ", DATE_SIZE, entry->time, SHOWN_ID, entry->id);
        vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_of(entry->user));
        vt_cli_printf(cli, VT_STYLE_PLAIN, "  ");
        vt_person_put_entry(cli, entry);
        vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
    }
    if (!list->count) vt_cli_note(cli, "nothing found");
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    vt_exit exit;
    vt_archive *archive = vt_cli_archive_open(cli, s->archive, VT_ARCHIVE_READ, &exit);
    if (!archive) return exit;
    vt_journal_list *list;
    vt_error err = {0};
    vt_code code = vt_archive_journal(archive, operand_count ? operands[0] : NULL, &list, &err);
    vt_archive_close(archive);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, NULL, &err);
    if (s->format == FORMAT_JSON)
        print_json(cli, list);
    else
        print_text(cli, list);
    if (list->damaged) vt_cli_note(cli, "%zu damaged line%s; whoever writes next puts them aside", list->damaged,
                                     list->damaged == 1 ? "" : "s");
    exit = list->count ? VT_EXIT_DONE : VT_EXIT_NOTHING;
    vt_journal_list_free(list);
    return exit;
}

static const vt_option options[] = {
    VT_ARCHIVE_OPTION(settings, archive),
    {"format", 'f', VT_OPTION_CHOICE, offsetof(settings, format), "how to print", "FORMAT", formats},
    {0}};

static const settings defaults = {0};

const vt_command vt_command_journal = {
    .name = "journal",
    .operands = "[ID]",
    .summary = "lists what people said of a record, or of all",
    .details = "The oldest first: day, record, who, what. A line that begins with carry: the content of\n"
               "the file changed, and the value was set for the former content.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .most_operands = 1,
    .run = run,
};
