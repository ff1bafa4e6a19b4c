/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query, or none. Out: the legal bases (căn cứ) of the documents that match, each once, in legal order. */
#include <inttypes.h>
#include "base/slice.h"
#include "cli/archive_cli.h"
#include "write/emit.h"

enum { FORMAT_TEXT, FORMAT_JSON };
static const char *const formats[] = {"text", "json", NULL};

typedef struct settings {
    const char *archive;
    int format;
} settings;

static void emit_cited(vt_emit *emit, const vt_cited *cited) {
    vt_emit_object(emit, NULL);
    vt_emit_text(emit, "key", cited->key);
    vt_emit_text(emit, "type", cited->type);
    vt_emit_text(emit, "number", cited->number);
    vt_emit_text(emit, "date", cited->date);
    vt_emit_text(emit, "issuer", cited->issuer);
    vt_emit_text(emit, "subject", cited->subject);
    vt_emit_integer(emit, "rank", cited->rank);
    vt_emit_integer(emit, "documents", (int64_t)cited->documents);
    vt_emit_integer(emit, "mentions", (int64_t)cited->mentions);
    vt_emit_text(emit, "text", cited->text);
    vt_emit_object_end(emit);
}

static void print_json(vt_cli *cli, const vt_cited_list *list) {
    vt_emit emit;
    vt_emit_init(&emit, cli->output, true);
    vt_emit_object(&emit, NULL);
    vt_emit_text(&emit, "schema", "vanthu.bases/1");
    vt_emit_array(&emit, "bases");
    for (size_t i = 0; i < list->count; i++) emit_cited(&emit, &list->items[i]);
    vt_emit_array_end(&emit);
    vt_emit_object_end(&emit);
    vt_cli_put(cli, VT_STYLE_PLAIN, VT_LITERAL("\n"));
}

/* How many documents cite it, and its text. */
static void print_text(vt_cli *cli, const vt_cited_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        const vt_cited *cited = &list->items[i];
        vt_cli_printf(cli, VT_STYLE_STRONG, "%5" PRIu64 "  ", cited->documents);
        vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_of(cited->text ? cited->text : cited->key));
        vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
    }
    if (!list->count) vt_cli_note(cli, "nothing found");
}

static vt_exit print_bases(vt_cli *cli, const settings *s, const char *query) {
    vt_exit exit;
    vt_archive *archive = vt_cli_archive_open(cli, s->archive, VT_ARCHIVE_READ, &exit);
    if (!archive) return exit;
    vt_cited_list *list;
    vt_error err = {0};
    vt_code code = vt_archive_bases(archive, query, &list, &err);
    vt_archive_close(archive);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, query, &err);
    if (s->format == FORMAT_JSON)
        print_json(cli, list);
    else
        print_text(cli, list);
    exit = list->count ? VT_EXIT_DONE : VT_EXIT_NOTHING;
    vt_cited_list_free(list);
    return exit;
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    char *query = vt_cli_join(&arena, operands, operand_count);
    vt_exit exit = query ? print_bases(cli, given, query) : vt_cli_no_memory(cli);
    vt_arena_free(&arena);
    return exit;
}

static const vt_option options[] = {
    VT_ARCHIVE_OPTION(settings, archive),
    {"format", 'f', VT_OPTION_CHOICE, offsetof(settings, format), "how to print", "FORMAT", formats},
    {0}};

static const settings defaults = {0};

const vt_command vt_command_bases = {
    .name = "bases",
    .operands = "[QUERY]",
    .summary = "lists the legal bases of the documents that match, in legal order",
    .details = "Each cited document stands once, with the number of documents that cite it. Without a\n"
               "query the bases of all documents are listed.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 0,
    .most_operands = SIZE_MAX,
    .run = run,
};
