/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * query-bench [--rounds N] ARCHIVE: how long each kind of question takes in an open archive, warm. In: an archive of
 * generated plans. Out: a Markdown table, a line a kind, with the median and the worst of the rounds in milliseconds
 * and how much was found. What is asked for (a number, a year, a document that is often cited) is taken from the
 * archive.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <vanthu/bases.h>
#include <vanthu/references.h>
#include <vanthu/similar.h>
#include "base/arena.h"

enum { DEFAULT_ROUNDS = 20, MOST_ROUNDS = 1000 };

typedef struct bench {
    vt_archive *archive;
    vt_arena arena;
    unsigned rounds;
    const char *id, *number, *cited, *title; /* of the archive */
} bench;

typedef uint64_t (*question)(bench *b, const char *text);

static const unsigned all_facets = (1U << VT_FACETS) - 1;

/* ---- questions ---- */

static uint64_t search_with(bench *b, const char *query, const vt_search_options *options) {
    vt_hits *hits;
    vt_error err;
    if (vt_archive_search(b->archive, query, options, &hits, &err) != VT_OK) {
        fprintf(stderr, "query-bench: %s: %s\n", query, err.message);
        exit(1);
    }
    uint64_t total = hits->total;
    vt_hits_free(hits);
    return total;
}

static uint64_t ask_search(bench *b, const char *text) { return search_with(b, text, NULL); }

static uint64_t ask_facets(bench *b, const char *text) {
    return search_with(b, text, &(vt_search_options){.facets = all_facets});
}

static uint64_t ask_by_date(bench *b, const char *text) {
    return search_with(b, text, &(vt_search_options){.sort = VT_SORT_DATE});
}

static uint64_t ask_by_issuer(bench *b, const char *text) {
    return search_with(b, text, &(vt_search_options){.sort = VT_SORT_ISSUER});
}

static uint64_t ask_later_page(bench *b, const char *text) {
    return search_with(b, text, &(vt_search_options){.offset = 200});
}

static uint64_t ask_cited_by(bench *b, const char *text) {
    vt_cited_by *found;
    if (vt_archive_cited_by(b->archive, text, &(vt_cited_by_options){.limit = 20}, &found, NULL) != VT_OK) exit(1);
    uint64_t total = found->total;
    vt_cited_by_free(found);
    return total;
}

static uint64_t ask_bases(bench *b, const char *text) {
    vt_cited_list *list;
    if (vt_archive_bases(b->archive, text, NULL, &list, NULL) != VT_OK) exit(1);
    uint64_t count = list->count;
    vt_cited_list_free(list);
    return count;
}

static uint64_t ask_similar(bench *b, const char *text) {
    vt_similar_list *list;
    if (vt_archive_similar(b->archive, text, 10, &list, NULL) != VT_OK) exit(1);
    uint64_t count = list->count;
    vt_similar_list_free(list);
    return count;
}

static uint64_t ask_show(bench *b, const char *text) {
    vt_record *record;
    if (vt_archive_show(b->archive, text, &record, NULL) != VT_OK) exit(1);
    uint64_t count = record->document->citation_count;
    vt_record_free(record);
    return count;
}

/* ---- timing ---- */

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void measure(bench *b, const char *kind, question ask, const char *text) {
    double times[MOST_ROUNDS];
    uint64_t found = ask(b, text); /* warms up */
    for (unsigned i = 0; i < b->rounds; i++) {
        double from = now();
        ask(b, text);
        times[i] = now() - from;
    }
    qsort(times, b->rounds, sizeof *times, by_value);
    printf("| %s | `%.60s` | %" PRIu64 " | %.1f | %.1f |\n", kind, text, found, times[b->rounds / 2],
           times[b->rounds - 1]);
    fflush(stdout);
}

/* ---- what to ask ---- */

static const char *keep(bench *b, const char *text) {
    const char *copy = text ? vt_arena_text(&b->arena, (vt_slice){text, strlen(text)}) : NULL;
    if (copy) return copy;
    fprintf(stderr, "query-bench: the archive has too little in it\n");
    exit(1);
}

static void take_examples(bench *b) {
    vt_hits *hits;
    vt_search_options options = {.limit = 1, .facets = 1U << VT_FACET_CITES};
    if (vt_archive_search(b->archive, "type:KH", &options, &hits, NULL) != VT_OK || !hits->count) keep(b, NULL);
    b->id = keep(b, hits->items[0].id);
    b->number = keep(b, hits->items[0].number);
    b->title = keep(b, hits->items[0].title);
    b->cited = keep(b, hits->facets[0].count ? hits->facets[0].items[0].value : NULL);
    vt_hits_free(hits);
}

static const char *with(bench *b, const char *format, const char *value) {
    /* The formats are the program's own. */
    char text[1024];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(text, sizeof text, format, value);
#pragma GCC diagnostic pop
    return keep(b, text);
}

/* The days from the first of a year on that have a thousand plans; of a small archive all. */
static const char *days_of_a_thousand(bench *b) {
    enum { PLANS = 1000, YEAR = 2021, DAYS = 28, MONTHS = 12 };
    char text[64];
    for (int day = 0; day < DAYS * MONTHS; day++) {
        snprintf(text, sizeof text, "date:01/01/%d..%02d/%02d/%d", YEAR, day % DAYS + 1, day / DAYS + 1, YEAR);
        if (ask_search(b, text) >= PLANS) return keep(b, text);
    }
    return keep(b, "");
}

static void measure_all(bench *b) {
    printf("| kind | question | found | median ms | worst ms |\n| --- | --- | --- | --- | --- |\n");
    measure(b, "field", ask_search, "type:KH");
    measure(b, "field of words", ask_search, "title:\"học sinh\"");
    measure(b, "number", ask_search, b->number);
    measure(b, "cites", ask_search, with(b, "cites:\"%s\"", b->cited));
    measure(b, "basis", ask_search, with(b, "basis:\"%s\"", b->cited));
    measure(b, "years", ask_search, "year:2020..2023");
    measure(b, "dates", ask_search, "date:01/01/2021..30/06/2021");
    measure(b, "word with accents", ask_search, "trường");
    measure(b, "word without accents", ask_search, "truong");
    measure(b, "two words", ask_search, "học sinh");
    measure(b, "words without accents", ask_search, "hoc sinh nha truong");
    measure(b, "phrase", ask_search, "\"học sinh\"");
    measure(b, "phrase without accents", ask_search, "\"hoc sinh\"");
    measure(b, "long phrase", ask_search, "\"phòng giáo dục và đào tạo\"");
    measure(b, "OR, NOT", ask_search, "(kế OR hoạch) NOT type:BC");
    measure(b, "pasted title", ask_search, b->title);
    measure(b, "all facets, everything", ask_facets, "");
    measure(b, "all facets, words", ask_facets, "học sinh");
    measure(b, "all facets, phrase", ask_facets, "\"học sinh\"");
    measure(b, "by date", ask_by_date, "học sinh");
    measure(b, "by issuer", ask_by_issuer, "học sinh");
    measure(b, "later page", ask_later_page, "học sinh");
    measure(b, "cited-by", ask_cited_by, b->cited);
    measure(b, "bases of a thousand plans", ask_bases, days_of_a_thousand(b));
    measure(b, "bases of a number's citers", ask_bases, with(b, "cites:\"%s\" year:2021", b->cited));
    measure(b, "similar", ask_similar, b->id);
    measure(b, "show", ask_show, b->id);
}

int main(int argc, char **argv) {
    bench b = {.rounds = DEFAULT_ROUNDS};
    int at = 1;
    if (argc > 2 && strcmp(argv[1], "--rounds") == 0) b.rounds = (unsigned)strtoul(argv[2], NULL, 10), at = 3;
    if (argc != at + 1 || !b.rounds || b.rounds > MOST_ROUNDS) {
        fprintf(stderr, "usage: query-bench [--rounds N] ARCHIVE\n");
        return 2;
    }
    vt_error err;
    if (vt_archive_open(argv[at], VT_ARCHIVE_READ, &b.archive, &err) != VT_OK) {
        fprintf(stderr, "query-bench: %s: %s\n", argv[at], err.message);
        return 1;
    }
    vt_arena_init(&b.arena, NULL);
    take_examples(&b);
    measure_all(&b);
    vt_archive_close(b.archive);
    vt_arena_free(&b.arena);
    return 0;
}
