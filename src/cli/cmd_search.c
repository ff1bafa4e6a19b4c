/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query. Out: the documents of the archive that match, best first. */
#include <inttypes.h>
#include <string.h>
#include "base/slice.h"
#include "cli/archive_cli.h"

enum { FORMAT_TEXT, FORMAT_JSON };
static const char *const formats[] = {"text", "json", NULL};

typedef struct settings {
    const char *archive;
    const char *facets;
    uint64_t limit, offset;
    int sort, format;
} settings;

static const char *const sorts[] = {
#define X(name, id) id,
    VT_SORT_TABLE(X)
#undef X
        NULL};

static void print_json(vt_cli *cli, const char *query, const vt_hits *hits) {
    vt_write_hits_json(hits, query, true, cli->output, NULL);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
}

static void print_snippet(vt_cli *cli, const vt_hit *hit) {
    vt_slice text = vt_slice_of(hit->snippet);
    size_t at = 0;
    if (!text.size) return;
    vt_cli_printf(cli, VT_STYLE_PLAIN, "    ");
    if (*hit->section) {
        vt_cli_put(cli, VT_STYLE_FAINT, vt_slice_of(hit->section));
        vt_cli_printf(cli, VT_STYLE_PLAIN, "  ");
    }
    for (size_t i = 0; i < hit->mark_count; i++) {
        vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_sub(text, at, hit->marks[i].start));
        vt_cli_put(cli, VT_STYLE_MARKED, vt_slice_sub(text, hit->marks[i].start, hit->marks[i].end));
        at = hit->marks[i].end;
    }
    vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_sub(text, at, text.size));
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
}

static void print_hit(vt_cli *cli, const vt_hit *hit) {
    vt_cli_put_headline(cli, &(vt_headline){hit->type, hit->number, hit->date, hit->issuer, hit->title});
    print_snippet(cli, hit);
    vt_cli_put_place(cli, hit->id, hit->path);
}

/* The kinds that a list names; false, and said, when it names one that is none. */
static bool read_facets(vt_cli *cli, const char *list, unsigned *kinds) {
    while (list && *list) {
        vt_slice name = {list, strcspn(list, ",")};
        int kind = 0;
        while (kind < VT_FACETS && !vt_slice_is(name, vt_facet_id((vt_facet_kind)kind))) kind++;
        if (kind == VT_FACETS) {
            vt_cli_fail(cli, cli->command, "there is no facet \"%.*s\"", (int)name.size, name.data);
            vt_cli_hint(cli, "type, year, issuer, cites");
            return false;
        }
        *kinds |= 1U << kind;
        list += name.size + (list[name.size] == ',');
    }
    return true;
}

static void print_facet(vt_cli *cli, const vt_facet *facet) {
    vt_cli_printf(cli, VT_STYLE_STRONG, "%s\n", vt_facet_id(facet->kind));
    for (size_t i = 0; i < facet->count; i++) {
        vt_cli_printf(cli, VT_STYLE_PLAIN, "  %6" PRIu64 "  ", facet->items[i].documents);
        vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_of(facet->items[i].label));
        vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
    }
    if (facet->distinct > facet->count)
        vt_cli_printf(cli, VT_STYLE_FAINT, "          %zu values in all\n", facet->distinct);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
}

static void print_text(vt_cli *cli, const vt_hits *hits) {
    for (size_t i = 0; i < hits->count; i++) print_hit(cli, &hits->items[i]);
    for (size_t i = 0; i < hits->facet_count; i++) print_facet(cli, &hits->facets[i]);
    if (hits->facets_are_estimates) vt_cli_note(cli, "the counts are estimates");
    if (hits->total > hits->count)
        vt_cli_note(cli, "%zu of %s%" PRIu64 " documents", hits->count, hits->total_is_estimate ? "about " : "",
                    hits->total);
    else if (!hits->total)
        vt_cli_note(cli, "nothing found");
}

/* What a person must know of how the query was understood. */
static void note_reading(vt_cli *cli, const vt_hits *hits) {
    if (hits->suggestion) vt_cli_note(cli, "did you mean: %s", hits->suggestion);
    if (hits->is_relaxed) vt_cli_note(cli, "no document has all of that; these lack the fewest of its words");
    for (size_t i = 0; i < hits->ambiguity_count; i++) {
        const vt_ambiguity *one = &hits->ambiguities[i];
        vt_cli_note(cli, "\"%s\" could mean %zu documents:", one->reference, one->total);
        for (size_t j = 0; j < one->meaning_count; j++)
            vt_cli_note(cli, "  %s (%" PRIu64 ")", one->meanings[j].text, one->meanings[j].documents);
        if (one->total > one->meaning_count) vt_cli_note(cli, "  and %zu more", one->total - one->meaning_count);
    }
}

static vt_exit search(vt_cli *cli, const void *given, const char *query) {
    const settings *s = given;
    vt_exit exit;
    vt_search_options wanted = {.offset = (uint32_t)s->offset, .limit = (uint32_t)s->limit, .sort = (vt_sort)s->sort};
    if (!read_facets(cli, s->facets, &wanted.facets)) return VT_EXIT_USAGE;
    vt_archive *archive = vt_cli_archive_open(cli, s->archive, VT_ARCHIVE_READ, &exit);
    if (!archive) return exit;
    vt_hits *hits;
    vt_error err = {0};
    vt_code code = vt_archive_search(archive, query, &wanted, &hits, &err);
    vt_archive_close(archive);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, query, &err);
    if (s->format == FORMAT_JSON)
        print_json(cli, query, hits);
    else
        print_text(cli, hits);
    note_reading(cli, hits);
    exit = hits->total ? VT_EXIT_DONE : VT_EXIT_NOTHING;
    vt_hits_free(hits);
    return exit;
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    if (!vt_cli_page_fits(cli, s->limit, 1, s->offset)) return VT_EXIT_USAGE;
    return vt_cli_run_query(cli, given, operands, operand_count, search);
}

static const vt_option options[] = {
    VT_ARCHIVE_OPTION(settings, archive),
    {"limit", 'n', VT_OPTION_NUMBER, offsetof(settings, limit), "prints at most N hits (10)", "N", NULL},
    {"offset", 'o', VT_OPTION_NUMBER, offsetof(settings, offset), "passes over the first N hits", "N", NULL},
    {"sort", 's', VT_OPTION_CHOICE, offsetof(settings, sort), "the order of the hits", "ORDER", sorts},
    {"facet", 'F', VT_OPTION_TEXT, offsetof(settings, facets),
     "counts the matches, too, by these: type,year,issuer,cites", "LIST", NULL},
    {"format", 'f', VT_OPTION_CHOICE, offsetof(settings, format), "how to print", "FORMAT", formats},
    {0}};

static const settings defaults = {.limit = 10};

const vt_command vt_command_search = {
    .name = "search",
    .operands = "QUERY",
    .summary = "finds documents by what they say, are or cite",
    .details = "Words are joined by AND; a word with accents means that word, one without means every\n"
               "accented spelling. \"Phrases\", AND, OR, NOT and parentheses work, and field:value:\n"
               "    vanthu search 'type:KH basis:24/CT-UBND \"thi đua\"'\n"
               "A value with blanks is quoted: basis:\"Luật Giáo dục\". A whole title or clause may be pasted.\n"
               "`vanthu help query` tells the whole language.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
