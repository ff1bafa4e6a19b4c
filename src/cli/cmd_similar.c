/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a record's id. Out: the documents most like it, and what they share with it. */
#include <inttypes.h>
#include <vanthu/similar.h>
#include "base/slice.h"
#include "cli/archive_cli.h"

enum { FORMAT_TEXT, FORMAT_JSON, MOST_BASES = 5 };
static const char *const formats[] = {"text", "json", NULL};

typedef struct settings {
    const char *archive;
    uint64_t limit;
    int format;
} settings;

static void print_bases(vt_cli *cli, const vt_similar_list *list, const vt_similar *item) {
    size_t told = item->basis_count < MOST_BASES ? item->basis_count : MOST_BASES;
    if (!told) return;
    vt_cli_printf(cli, VT_STYLE_FAINT, "    %zu of %zu bases:\n", item->basis_count, list->basis_count);
    for (size_t i = 0; i < told; i++) {
        vt_cli_printf(cli, VT_STYLE_PLAIN, "      ");
        vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_of(item->bases[i].text));
        vt_cli_printf(cli, VT_STYLE_FAINT, "  (%" PRIu64 ")\n", item->bases[i].documents);
    }
    if (item->basis_count > told) vt_cli_printf(cli, VT_STYLE_FAINT, "      and %zu more\n", item->basis_count - told);
}

static void print_words(vt_cli *cli, const vt_similar *item) {
    if (!item->word_count) return;
    vt_cli_printf(cli, VT_STYLE_FAINT, "    words:");
    for (size_t i = 0; i < item->word_count; i++) {
        vt_cli_printf(cli, VT_STYLE_PLAIN, i ? ", " : " ");
        vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_of(item->words[i]));
    }
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
}

static void print_item(vt_cli *cli, const vt_similar_list *list, const vt_similar *item) {
    const vt_hit *hit = &item->hit;
    vt_cli_put_headline(cli, &(vt_headline){hit->type, hit->number, hit->date, hit->issuer, hit->title});
    print_bases(cli, list, item);
    print_words(cli, item);
    vt_cli_put_place(cli, hit->id, hit->path);
}

static vt_exit print(vt_cli *cli, const settings *s, const vt_similar_list *list) {
    if (s->format == FORMAT_JSON) {
        vt_write_similar_json(list, true, cli->output, NULL);
        vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
    } else {
        for (size_t i = 0; i < list->count; i++) print_item(cli, list, &list->items[i]);
        if (!list->count) vt_cli_note(cli, "nothing found");
    }
    return list->count ? VT_EXIT_DONE : VT_EXIT_NOTHING;
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    vt_exit exit;
    (void)operand_count;
    if (!vt_cli_limit_fits(cli, s->limit, 1)) return VT_EXIT_USAGE;
    vt_archive *archive = vt_cli_archive_open(cli, s->archive, VT_ARCHIVE_READ, &exit);
    if (!archive) return exit;
    vt_similar_list *list;
    vt_error err = {0};
    vt_code code = vt_archive_similar(archive, operands[0], (uint32_t)s->limit, &list, &err);
    vt_archive_close(archive);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, NULL, &err);
    exit = print(cli, s, list);
    vt_similar_list_free(list);
    return exit;
}

static const vt_option options[] = {
    VT_ARCHIVE_OPTION(settings, archive),
    {"limit", 'n', VT_OPTION_NUMBER, offsetof(settings, limit), "prints at most N documents (10)", "N", NULL},
    {"format", 'f', VT_OPTION_CHOICE, offsetof(settings, format), "how to print", "FORMAT", formats},
    {0}};

static const settings defaults = {.limit = 10};

const vt_command vt_command_similar = {
    .name = "similar",
    .operands = "ID",
    .summary = "finds the documents most like a stored one",
    .details = "ID is a record's id, or at least the first 8 digits of it. Documents are alike that stand on\n"
               "the same legal bases, the rarer the more, and that share the words which tell what the one\n"
               "is about. Behind each basis stands how many documents of the archive have it. The same\n"
               "document in another file is left out.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 1,
    .most_operands = 1,
    .run = run,
};
