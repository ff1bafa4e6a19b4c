/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive-cases FUNCTION FILE [FOLDER]: runs one function over the cases of a
 * file and compares. A case is `== name`, the input, `---`, the expected output.
 *   words   two words a line: "same" term, "spelling" (same folded word), or "other"
 *   query   a query: its tree, or the fault with its offset
 *   search  a query over the documents of FOLDER: the names of those that are found, one a line; then "fewest missing"
 *           when no document has all of it, and what each incomplete reference could mean, by key
 *   ranked  the same without the readings, in the order of the answer, the best first
 *   bases   a query, before it a line `as of DATE` if wanted: the bases of those documents, each with how many cite it,
 *           and below it its warnings, one detail a line
 *   offers  what was typed into a search box: how it may go on, one query a line, the fields and then the values
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vanthu/archive.h>
#include "archive/query.h"
#include "archive/vocabulary.h"
#include "archive/words.h"
#include "base/buffer.h"
#include "base/slice.h"
#include "scratch.h"

typedef struct context {
    vt_arena arena;
    vt_archive *archive; /* for search */
} context;

typedef bool (*operation)(context *c, const char *input, vt_buffer *out);

/* ---- words ---- */

typedef struct kept {
    vt_slice term, stem;
} kept;

static bool next_word(context *c, vt_words *words, kept *out) {
    vt_word word;
    if (!vt_words_next(words, &word)) return false;
    const char *term = vt_arena_text(&c->arena, word.term);
    *out = (kept){{term, word.term.size}, {term, word.stem.size}};
    return term;
}

static bool run_words(context *c, const char *input, vt_buffer *out) {
    vt_words words;
    kept a, b;
    vt_words_start(&words, &c->arena, vt_slice_of(input));
    while (next_word(c, &words, &a) && next_word(c, &words, &b)) {
        if (out->size) vt_buffer_append_char(out, '\n');
        bool same = vt_slice_equal(a.term, b.term), spelling = vt_slice_equal(a.stem, b.stem);
        vt_buffer_append_text(out, same ? "same" : spelling ? "spelling" : "other");
    }
    return !words.failed;
}

/* ---- query ---- */

static void print_node(const vt_node *node, vt_buffer *out);

static void print_children(const char *name, const vt_node *node, vt_buffer *out) {
    vt_buffer_printf(out, "(%s", name);
    for (const vt_node *child = node->first; child; child = child->next) {
        vt_buffer_append_char(out, ' ');
        print_node(child, out);
    }
    vt_buffer_append_char(out, ')');
}

static void print_node(const vt_node *node, vt_buffer *out) {
    static const char *const names[] = {[VT_NODE_AND] = "and", [VT_NODE_OR] = "or", [VT_NODE_NOT] = "not"};
    char prefix[] = {node->prefix ? node->prefix : '.', '\0'};
    switch (node->kind) {
    case VT_NODE_ALL: vt_buffer_append_text(out, "all"); break;
    case VT_NODE_WORDS:
    case VT_NODE_TERM: vt_buffer_printf(out, "%s[%.*s]", prefix, (int)node->text.size, node->text.data); break;
    case VT_NODE_REFERENCE: vt_buffer_printf(out, "%s<%s>", prefix, node->key); break;
    case VT_NODE_RANGE:
        vt_buffer_printf(out, "%d{%.*s..%.*s}", VT_SLOT_DATE, (int)node->low.size, node->low.data, (int)node->high.size,
                         node->high.data);
        break;
    default: print_children(names[node->kind], node, out);
    }
}

static bool run_query(context *c, const char *input, vt_buffer *out) {
    const vt_node *node;
    vt_error err = {0};
    vt_code code = vt_query_parse(&c->arena, input, &node, &err);
    if (code == VT_OK)
        print_node(node, out);
    else
        vt_buffer_printf(out, "%d: %s", (int)err.offset, err.message);
    return code == VT_OK || code == VT_ERR_QUERY;
}

/* ---- search ---- */

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool print_hits(context *c, const vt_hits *hits, vt_buffer *out) {
    const char **names = vt_arena_alloc(&c->arena, hits->count * sizeof *names);
    if (!names) return false;
    for (size_t i = 0; i < hits->count; i++) names[i] = base_name(hits->items[i].path);
    if (hits->count) qsort(names, hits->count, sizeof *names, by_name);
    for (size_t i = 0; i < hits->count; i++) vt_buffer_printf(out, "%s%s", i ? "\n" : "", names[i]);
    if (hits->total != hits->count) vt_buffer_printf(out, "\ntotal %d", (int)hits->total);
    return true;
}

/* How the query was understood, where that is no matter of course. */
static void print_reading(const vt_hits *hits, vt_buffer *out) {
    if (hits->is_relaxed) vt_buffer_append_text(out, "\nfewest missing");
    for (size_t i = 0; i < hits->ambiguity_count; i++) {
        const vt_ambiguity *one = &hits->ambiguities[i];
        vt_buffer_printf(out, "\n%s could mean %zu", one->reference, one->total);
        for (size_t j = 0; j < one->meaning_count; j++)
            vt_buffer_printf(out, "\n  %s (%d)", one->meanings[j].key, (int)one->meanings[j].documents);
    }
}

static bool run_search(context *c, const char *input, vt_buffer *out) {
    vt_hits *hits;
    vt_error err = {0};
    if (vt_archive_search(c->archive, input, &(vt_search_options){.limit = 100}, &hits, &err) != VT_OK) {
        vt_buffer_printf(out, "%d: %s", (int)err.offset, err.message);
        return true;
    }
    bool ok = print_hits(c, hits, out);
    print_reading(hits, out);
    vt_hits_free(hits);
    return ok;
}

static bool run_ranked(context *c, const char *input, vt_buffer *out) {
    vt_hits *hits;
    if (vt_archive_search(c->archive, input, &(vt_search_options){.limit = 100}, &hits, NULL) != VT_OK) return false;
    for (size_t i = 0; i < hits->count; i++)
        vt_buffer_printf(out, "%s%s", i ? "\n" : "", base_name(hits->items[i].path));
    vt_hits_free(hits);
    return true;
}

/* ---- bases ---- */

static void print_warning(const vt_basis_warning *warning, vt_buffer *out) {
    for (size_t i = 0; i < warning->detail_count; i++) {
        const vt_basis_detail *detail = &warning->details[i];
        vt_buffer_printf(out, "\n  %s %d: %s", vt_basis_warning_id(warning->kind), (int)detail->by.documents,
                         detail->value);
        if (detail->date) vt_buffer_printf(out, ", since %s", detail->date);
        if (detail->via) vt_buffer_printf(out, ", by way of %s", detail->via);
    }
}

static bool run_bases(context *c, const char *input, vt_buffer *out) {
    static const char head[] = "as of ";
    const char *query = input;
    vt_bases_options options = {0};
    vt_cited_list *list;
    if (strncmp(input, head, strlen(head)) == 0) {
        size_t size = strcspn(input, "\n");
        options.as_of = vt_arena_text(&c->arena, (vt_slice){input + strlen(head), size - strlen(head)});
        query += size + (input[size] == '\n');
    }
    if (vt_archive_bases(c->archive, query, &options, &list, NULL) != VT_OK) return false;
    for (size_t i = 0; i < list->count; i++) {
        vt_buffer_printf(out, "%s%d %s", i ? "\n" : "", (int)list->items[i].documents, list->items[i].text);
        for (size_t j = 0; j < list->items[i].warning_count; j++) print_warning(&list->items[i].warnings[j], out);
    }
    vt_cited_list_free(list);
    return true;
}

/* ---- offers ---- */

/* Alone, what is offered must find what it says; a document that is cited is found under incomplete references, too. */
static bool finds_them(context *c, const vt_offer *offer) {
    vt_hits *hits;
    if (vt_archive_search(c->archive, offer->query, NULL, &hits, NULL) != VT_OK) return false;
    bool enough = hits->total >= offer->documents;
    vt_hits_free(hits);
    return enough;
}

static bool run_offers(context *c, const char *input, vt_buffer *out) {
    vt_hits *hits;
    vt_vocabulary vocabulary;
    vt_offers offers = {0};
    vt_search_options all = {.limit = 1, .facets = (1U << VT_FACETS) - 1, .facet_limit = 100};
    if (vt_archive_search(c->archive, "", &all, &hits, NULL) != VT_OK) return false;
    bool ok = vt_vocabulary_build(&vocabulary, &c->arena, hits->facets, hits->facet_count) &&
              vt_vocabulary_offer(&vocabulary, &c->arena, input, 5, &offers);
    for (size_t i = 0; i < offers.items.count; i++) {
        const vt_offer *offer = &offers.items.items[i];
        vt_buffer_printf(out, "%s%s", i ? "\n" : "", offer->query);
        if (offer->label) vt_buffer_printf(out, " (%d)", (int)offer->documents);
        if (offer->label && !strpbrk(input, "- (") && !finds_them(c, offer)) vt_buffer_append_text(out, " finds less");
    }
    vt_hits_free(hits);
    return ok;
}

static const struct {
    const char *name;
    operation run;
} operations[] = {
    {"words", run_words},   {"query", run_query}, {"search", run_search},
    {"ranked", run_ranked}, {"bases", run_bases}, {"offers", run_offers}};

/* ---- the file of cases ---- */

/* The text up to the line that starts with mark, or to the end; *at moves there. */
static vt_slice take_until(const char **at, const char *mark) {
    const char *start = *at, *stop = start;
    while (*stop && strncmp(stop, mark, strlen(mark)) != 0) {
        const char *feed = strchr(stop, '\n');
        stop = feed ? feed + 1 : stop + strlen(stop);
    }
    *at = stop;
    vt_slice text = {start, (size_t)(stop - start)};
    while (text.size && text.data[text.size - 1] == '\n') text.size--;
    return text;
}

static vt_slice take_line(const char **at) {
    const char *start = *at;
    size_t size = strcspn(start, "\n");
    *at = start + size + (start[size] != '\0');
    return (vt_slice){start, size};
}

static bool check(context *c, operation run, vt_slice name, vt_slice input, vt_slice expected) {
    vt_buffer got;
    vt_buffer_init(&got, NULL);
    const char *text = vt_arena_text(&c->arena, input);
    bool good = text && run(c, text, &got) && !got.failed && vt_slice_equal(vt_buffer_slice(&got), expected);
    if (!good)
        printf("FAILED: %.*s\n  expected: %.*s\n  got:      %s\n", (int)name.size, name.data, (int)expected.size,
               expected.data, got.data ? got.data : "");
    vt_buffer_free(&got);
    vt_arena_reset(&c->arena);
    return good;
}

static int run_cases(context *c, operation run, const char *text) {
    int count = 0, failed = 0;
    const char *at = text;
    take_until(&at, "== ");
    while (*at) {
        vt_slice name = take_line(&at), input = take_until(&at, "---");
        take_line(&at);
        vt_slice expected = take_until(&at, "== ");
        count++;
        failed += !check(c, run, name, input, expected);
    }
    printf("%d cases, %d failed\n", count, failed);
    return count && !failed ? 0 : 1;
}

static vt_archive *index_folder(const char *place, const char *folder) {
    vt_archive *archive;
    vt_index_summary summary;
    if (vt_archive_open(place, VT_ARCHIVE_WRITE, &archive, NULL) != VT_OK) return NULL;
    vt_code code = vt_archive_index(archive, &folder, 1, NULL, &summary, NULL);
    vt_archive_close(archive);
    if (code != VT_OK || summary.counts[VT_INDEX_FAILED]) return NULL;
    return vt_archive_open(place, VT_ARCHIVE_READ, &archive, NULL) == VT_OK ? archive : NULL;
}

static int run_file(operation run, const char *path, const char *folder) {
    context c = {.archive = NULL};
    char *text = scratch_read(path);
    char *place = scratch_make();
    int result = 2;
    vt_arena_init(&c.arena, NULL);
    if (folder && place) c.archive = index_folder(place, folder);
    if (text && place && (!folder || c.archive)) result = run_cases(&c, run, text);
    vt_archive_close(c.archive);
    vt_arena_free(&c.arena);
    scratch_remove(place);
    free(text);
    return result;
}

int main(int count, char **arguments) {
    for (size_t i = 0; count >= 3 && i < sizeof operations / sizeof *operations; i++)
        if (strcmp(operations[i].name, arguments[1]) == 0)
            return run_file(operations[i].run, arguments[2], count > 3 ? arguments[3] : NULL);
    fprintf(stderr, "usage: archive-cases FUNCTION FILE [FOLDER]\n");
    return 2;
}
