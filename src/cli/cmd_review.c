/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query, or none. Out: the documents that need a person, worst first, or a walk through them. */
#include <inttypes.h>
#include "base/slice.h"
#include "cli/concern.h"
#include "cli/walk_review.h"

enum { FORMAT_TEXT, FORMAT_JSON };
static const char *const formats[] = {"text", "json", NULL};

typedef struct settings {
    vt_person_settings person;
    uint64_t limit;
    int format;
    bool next;
} settings;

static void print_json(vt_cli *cli, const vt_review_list *list) {
    vt_write_review_json(list, true, cli->output, NULL);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
}

static void print_text(vt_cli *cli, const vt_review_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        const vt_review_item *item = &list->items[i];
        vt_cli_put_review_item(cli, item);
        for (size_t j = 0; j < item->concern_count; j++) vt_cli_put_concern(cli, &item->concerns[j]);
        vt_cli_put_place(cli, item->id, item->path);
    }
    if (list->total > list->count)
        vt_cli_note(cli, "%zu of %" PRIu64 " documents that need a look", list->count, list->total);
    else if (!list->total)
        vt_cli_note(cli, "nothing found");
}

static vt_exit review(vt_cli *cli, const void *given, const char *query) {
    const settings *s = given;
    vt_exit exit;
    vt_archive *archive = vt_cli_archive_open(cli, s->person.archive, VT_ARCHIVE_READ, &exit);
    if (!archive) return exit;
    vt_review_options wanted = {.query = query, .limit = (uint32_t)s->limit};
    vt_review_list *list;
    vt_error err = {0};
    vt_code code = vt_archive_review(archive, &wanted, &list, &err);
    vt_archive_close(archive);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->person.archive, query, &err);
    exit = list->total ? VT_EXIT_DONE : VT_EXIT_NOTHING;
    if (s->next && list->total)
        exit = vt_walk_review(cli, &s->person, list);
    else if (s->format == FORMAT_JSON)
        print_json(cli, list);
    else
        print_text(cli, list);
    vt_review_list_free(list);
    return exit;
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    if (!vt_cli_limit_fits(cli, s->limit, 1)) return VT_EXIT_USAGE;
    return vt_cli_run_query(cli, given, operands, operand_count, review);
}

static const vt_option options[] = {
    VT_PERSON_OPTIONS,
    {"limit", 'n', VT_OPTION_NUMBER, offsetof(settings, limit), "takes at most N documents (20)", "N", NULL},
    {"format", 'f', VT_OPTION_CHOICE, offsetof(settings, format), "how to print", "FORMAT", formats},
    {"next", 'N', VT_OPTION_FLAG, offsetof(settings, next), "asks about each of them, one after the other", NULL, NULL},
    {0}};

static const settings defaults = {.limit = 20};

const vt_command vt_command_review = {
    .name = "review",
    .operands = "[QUERY]",
    .summary = "lists the documents that need a person, worst first",
    .details = "What is missing, left blank, uncertain, or was set for a former content of the file.\n"
               "With --next each thing is shown in its line and asked about: Enter says that it is right,\n"
               "a value corrects it, - says that there is none, s leaves it for later, q ends. Each answer\n"
               "is kept at once, as by `vanthu confirm` and `vanthu set`.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 0,
    .most_operands = SIZE_MAX,
    .run = run,
};
