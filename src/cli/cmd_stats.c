/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an archive. Out: how many documents it holds, by type, year and issuer. */
#include <inttypes.h>
#include <vanthu/keep.h>
#include "base/slice.h"
#include "cli/archive_cli.h"
#include "write/emit.h"

enum { FORMAT_TEXT, FORMAT_JSON };
static const char *const formats[] = {"text", "json", NULL};

typedef struct settings {
    const char *archive;
    int format;
} settings;

static void emit_tallies(vt_emit *emit, const char *key, const vt_tallies *tallies) {
    vt_emit_array(emit, key);
    for (size_t i = 0; i < tallies->count; i++) {
        vt_emit_object(emit, NULL);
        vt_emit_text(emit, "value", tallies->items[i].value);
        vt_emit_integer(emit, "documents", (int64_t)tallies->items[i].documents);
        vt_emit_object_end(emit);
    }
    vt_emit_array_end(emit);
}

static void print_json(vt_cli *cli, const vt_stats *stats) {
    vt_emit emit;
    vt_emit_init(&emit, cli->output, true);
    vt_emit_object(&emit, NULL);
    vt_emit_text(&emit, "schema", "vanthu.stats/1");
    vt_emit_integer(&emit, "documents", (int64_t)stats->records);
    vt_emit_integer(&emit, "files", (int64_t)stats->places);
    vt_emit_integer(&emit, "source_missing", (int64_t)stats->missing);
    vt_emit_integer(&emit, "review", (int64_t)stats->review);
    vt_emit_integer(&emit, "bytes", (int64_t)stats->bytes);
    emit_tallies(&emit, "types", &stats->types);
    emit_tallies(&emit, "years", &stats->years);
    emit_tallies(&emit, "issuers", &stats->issuers);
    vt_emit_object_end(&emit);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
}

static void print_tallies(vt_cli *cli, const char *head, const vt_tallies *tallies) {
    vt_cli_printf(cli, VT_STYLE_STRONG, "\n%s\n", head);
    for (size_t i = 0; i < tallies->count; i++) {
        vt_cli_printf(cli, VT_STYLE_PLAIN, "%9" PRIu64 "  ", tallies->items[i].documents);
        vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_of(tallies->items[i].value ? tallies->items[i].value : "(unknown)"));
        vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
    }
}

static void print_text(vt_cli *cli, const vt_stats *stats) {
    vt_cli_printf(cli, VT_STYLE_PLAIN, "%9" PRIu64 "  documents\n", stats->records);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "%9" PRIu64 "  files\n", stats->places);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "%9" PRIu64 "  documents whose source is missing\n", stats->missing);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "%9" PRIu64 "  documents that need a look\n", stats->review);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "%9" PRIu64 "  kB on disk\n", (stats->bytes + 999) / 1000);
    print_tallies(cli, "Types", &stats->types);
    print_tallies(cli, "Years", &stats->years);
    print_tallies(cli, "Issuers", &stats->issuers);
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    vt_exit exit;
    (void)operands, (void)operand_count;
    vt_archive *archive = vt_cli_archive_open(cli, s->archive, VT_ARCHIVE_READ, &exit);
    if (!archive) return exit;
    vt_stats *stats;
    vt_error err = {0};
    vt_code code = vt_archive_stats(archive, &stats, &err);
    vt_archive_close(archive);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, NULL, &err);
    if (s->format == FORMAT_JSON)
        print_json(cli, stats);
    else
        print_text(cli, stats);
    vt_stats_free(stats);
    return VT_EXIT_DONE;
}

static const vt_option options[] = {
    VT_ARCHIVE_OPTION(settings, archive),
    {"format", 'f', VT_OPTION_CHOICE, offsetof(settings, format), "how to print", "FORMAT", formats},
    {0}};

static const settings defaults = {0};

const vt_command vt_command_stats = {
    .name = "stats",
    .operands = "",
    .summary = "counts what the archive holds, by type, year and issuer",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .run = run,
};
