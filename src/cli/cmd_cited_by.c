/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a reference as a person writes it, or a record's id. Out: the documents that cite it, the newest first. */
#include <inttypes.h>
#include <string.h>
#include <vanthu/references.h>
#include "base/slice.h"
#include "cli/archive_cli.h"

enum { FORMAT_TEXT, FORMAT_JSON, MOST_MEANINGS = 10 };
static const char *const formats[] = {"text", "json", NULL};

typedef struct settings {
    const char *archive;
    uint64_t limit, offset;
    int format;
    bool basis;
} settings;

/* The clause, the mention in it marked. */
static void print_clause(vt_cli *cli, const vt_citing_place *place) {
    const char *mention = strstr(place->clause, place->text);
    vt_slice clause = vt_slice_of(place->clause);
    size_t start = mention ? (size_t)(mention - place->clause) : clause.size;
    size_t end = mention ? start + strlen(place->text) : clause.size;
    vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_sub(clause, 0, start));
    vt_cli_put(cli, VT_STYLE_MARKED, vt_slice_sub(clause, start, end));
    vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_sub(clause, end, clause.size));
}

/* "II.2, replaces, khoản 2 Điều 5: the clause" */
static void print_place(vt_cli *cli, const vt_citing_place *place) {
    const char *relation = place->relation == VT_RELATION_MENTIONS ? NULL : vt_relation_id(place->relation);
    const char *marks[] = {place->section, relation, place->provision, place->is_uncertain ? "perhaps" : NULL};
    const char *joint = "    ";
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!marks[i] || !*marks[i]) continue;
        vt_cli_printf(cli, VT_STYLE_FAINT, "%s", joint);
        vt_cli_put(cli, VT_STYLE_FAINT, vt_slice_of(marks[i]));
        joint = ", ";
    }
    vt_cli_printf(cli, VT_STYLE_FAINT, *joint == ',' ? ": " : "    ");
    print_clause(cli, place);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
}

static void print_document(vt_cli *cli, const vt_citing_document *d) {
    vt_cli_put_headline(cli, &(vt_headline){d->type, d->number, d->date, d->issuer, d->title});
    for (size_t i = 0; i < d->place_count; i++) print_place(cli, &d->places[i]);
    vt_cli_put_place(cli, d->id, d->path);
}

static void note_meanings(vt_cli *cli, const vt_cited_by *list) {
    if (list->meaning_count < 2) return;
    vt_cli_note(cli, "it could mean %zu documents; so many cite each:", list->meaning_count);
    for (size_t i = 0; i < list->meaning_count && i < MOST_MEANINGS; i++)
        vt_cli_note(cli, "%5" PRIu64 "  %s", list->meanings[i].documents, list->meanings[i].text);
    if (list->meaning_count > MOST_MEANINGS) vt_cli_note(cli, "  ...");
}

static void print_text(vt_cli *cli, const vt_cited_by *list) {
    for (size_t i = 0; i < list->count; i++) print_document(cli, &list->items[i]);
    note_meanings(cli, list);
    if (list->total > list->count)
        vt_cli_note(cli, "%zu of %" PRIu64 " documents", list->count, list->total);
    else if (!list->total)
        vt_cli_note(cli, "nothing found");
}

static vt_exit print(vt_cli *cli, const settings *s, const vt_cited_by *list) {
    if (s->format == FORMAT_JSON) {
        vt_write_cited_by_json(list, true, cli->output, NULL);
        vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
    } else {
        print_text(cli, list);
    }
    return list->total ? VT_EXIT_DONE : VT_EXIT_NOTHING;
}

static vt_exit print_cited_by(vt_cli *cli, const void *given, const char *reference) {
    const settings *s = given;
    vt_exit exit;
    vt_archive *archive = vt_cli_archive_open(cli, s->archive, VT_ARCHIVE_READ, &exit);
    if (!archive) return exit;
    vt_cited_by_options wanted = {.basis_only = s->basis, .offset = (uint32_t)s->offset, .limit = (uint32_t)s->limit};
    vt_cited_by *list;
    vt_error err = {0};
    vt_code code = vt_archive_cited_by(archive, reference, &wanted, &list, &err);
    vt_archive_close(archive);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, NULL, &err);
    exit = print(cli, s, list);
    vt_cited_by_free(list);
    return exit;
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    if (!vt_cli_page_fits(cli, s->limit, 0, s->offset)) return VT_EXIT_USAGE;
    return vt_cli_run_query(cli, given, operands, operand_count, print_cited_by);
}

static const vt_option options[] = {
    VT_ARCHIVE_OPTION(settings, archive),
    {"basis", 'b', VT_OPTION_FLAG, offsetof(settings, basis), "only those that cite it as a legal basis", NULL, NULL},
    {"limit", 'n', VT_OPTION_NUMBER, offsetof(settings, limit), "prints at most N documents; 0, the default, all", "N",
     NULL},
    {"offset", 'o', VT_OPTION_NUMBER, offsetof(settings, offset), "passes over the N newest documents", "N", NULL},
    {"format", 'f', VT_OPTION_CHOICE, offsetof(settings, format), "how to print", "FORMAT", formats},
    {0}};

static const settings defaults = {0};

const vt_command vt_command_cited_by = {
    .name = "cited-by",
    .operands = "REFERENCE",
    .summary = "lists the documents that cite another one, with the clauses",
    .details = "A reference is written in any way: 24/CT-UBND, \"ct 24/ct-ubnd\", \"Luật Giáo dục\"; or it is\n"
               "the id of a record, at least its first 8 digits. Before each clause stand its section, how\n"
               "it cites (basis, amends, replaces ...) and the provisions. \"perhaps\" marks a mention with\n"
               "which several documents agree.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
