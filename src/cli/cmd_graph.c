/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query, or none. Out: what the matching documents cite, as a graph in the chosen format. */
#include <inttypes.h>
#include <vanthu/references.h>
#include "base/slice.h"
#include "cli/archive_cli.h"

enum { FORMAT_SVG, FORMAT_DOT, FORMAT_JSON };
static const char *const formats[] = {"svg", "dot", "json", NULL};

typedef struct settings {
    const char *archive;
    uint64_t limit;
    int format;
} settings;

static vt_code write_graph(vt_cli *cli, int format, const vt_graph *graph, vt_error *err) {
    switch (format) {
    case FORMAT_DOT: return vt_write_graph_dot(graph, cli->output, err);
    case FORMAT_SVG: return vt_write_graph_svg(graph, NULL, cli->output, err);
    default: break;
    }
    vt_code code = vt_write_graph_json(graph, true, cli->output, err);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
    return code;
}

static vt_exit print(vt_cli *cli, const settings *s, const vt_graph *graph) {
    vt_error err = {0};
    vt_code code = write_graph(cli, s->format, graph, &err);
    if (code == VT_ERR_MEMORY) vt_cli_error(cli, cli->command, &err);
    if (code != VT_OK) return vt_cli_exit(code);
    if (!graph->matches) vt_cli_note(cli, "nothing found");
    if (s->limit && graph->matches > s->limit)
        vt_cli_note(cli, "the newest %" PRIu64 " of %" PRIu64 " documents; --limit 0 takes all", s->limit,
                    graph->matches);
    return graph->matches ? VT_EXIT_DONE : VT_EXIT_NOTHING;
}

static vt_exit print_graph(vt_cli *cli, const void *given, const char *query) {
    const settings *s = given;
    vt_exit exit;
    vt_archive *archive = vt_cli_archive_open(cli, s->archive, VT_ARCHIVE_READ, &exit);
    if (!archive) return exit;
    vt_graph *graph;
    vt_error err = {0};
    vt_code code = vt_archive_graph(archive, query, (uint32_t)s->limit, &graph, &err);
    vt_archive_close(archive);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, query, &err);
    exit = print(cli, s, graph);
    vt_graph_free(graph);
    return exit;
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    if (!vt_cli_limit_fits(cli, s->limit, 0)) return VT_EXIT_USAGE;
    return vt_cli_run_query(cli, given, operands, operand_count, print_graph);
}

static const vt_option options[] = {
    VT_ARCHIVE_OPTION(settings, archive),
    {"limit", 'n', VT_OPTION_NUMBER, offsetof(settings, limit), "takes the newest N documents (200); 0 takes all", "N",
     NULL},
    {"format", 'f', VT_OPTION_CHOICE, offsetof(settings, format), "how to print", "FORMAT", formats},
    {0}};

static const settings defaults = {.limit = 200};

const vt_command vt_command_graph = {
    .name = "graph",
    .operands = "[QUERY]",
    .summary = "draws what the documents that match cite",
    .details = "svg is a picture for a browser: years from left to right, from the laws at the top down to\n"
               "the schools; documents that match are filled, those that the archive does not have are\n"
               "dashed. dot is for Graphviz.\n"
               "    vanthu graph 'thi đua' > thi-dua.svg",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 0,
    .most_operands = SIZE_MAX,
    .run = run,
};
