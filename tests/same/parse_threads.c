/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parse-threads FILE...: 2 and 8 threads parse all files at the same time, each beginning at another one; each must
 * read of every file what one thread alone reads. Out: a count, exit 1 with each file that was read otherwise.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vanthu/write.h>
#include "base/buffer.h"

enum { MOST_THREADS = 8 };

typedef struct work {
    char **paths;
    size_t count, first;
    vt_buffer *read; /* the JSON of each path */
} work;

static bool append(void *context, const char *bytes, size_t size) {
    vt_buffer *to = context;
    vt_buffer_append(to, bytes, size);
    return !to->failed;
}

static void parse(const char *path, vt_buffer *out) {
    vt_document *document = NULL;
    vt_error err = {0};
    vt_output output = {append, out};
    vt_json_options options = {.with_text = true};
    vt_buffer_init(out, NULL);
    vt_code code = vt_parse_file(path, NULL, &document, &err);
    if (code == VT_OK) code = vt_write_json(document, &options, &output, &err);
    if (code != VT_OK) vt_buffer_printf(out, "%s: %s", vt_error_id(code), err.message);
    vt_document_free(document);
}

static void *parse_all(void *given) {
    work *w = given;
    for (size_t i = 0; i < w->count; i++) {
        size_t at = (w->first + i) % w->count;
        parse(w->paths[at], &w->read[at]);
    }
    return NULL;
}

/* How many readings of the threads differ from the one that was made alone. */
static size_t count_other(const work *alone, const work *w) {
    size_t other = 0;
    for (size_t i = 0; i < w->count; i++) {
        const vt_buffer *a = &alone->read[i], *b = &w->read[i];
        if (a->size == b->size && memcmp(a->data, b->data, a->size) == 0) continue;
        printf("%s: read otherwise\n", w->paths[i]);
        other++;
    }
    return other;
}

/* So many threads at a time, each over all files. */
static void run_team(size_t threads, char **paths, size_t count, work *works) {
    pthread_t running[MOST_THREADS];
    for (size_t t = 0; t < threads; t++) {
        works[t] = (work){paths, count, t * count / threads, calloc(count, sizeof(vt_buffer))};
        if (!works[t].read || pthread_create(&running[t], NULL, parse_all, &works[t]) != 0) abort();
    }
    for (size_t t = 0; t < threads; t++)
        if (pthread_join(running[t], NULL) != 0) abort();
}

static void free_work(work *w) {
    for (size_t i = 0; i < w->count; i++) vt_buffer_free(&w->read[i]);
    free(w->read);
}

int main(int count, char **arguments) {
    /* The largest team comes first, so that what is set up once is set up under a crowd. */
    static const size_t teams[] = {MOST_THREADS, 2, 1};
    work works[MOST_THREADS + 2 + 1];
    size_t begun = 0, other = 0;
    if (count < 2) return 2;
    for (size_t t = 0; t < sizeof teams / sizeof *teams; begun += teams[t++])
        run_team(teams[t], arguments + 1, (size_t)count - 1, works + begun);
    for (size_t i = 0; i < begun; i++) other += count_other(&works[begun - 1], &works[i]);
    for (size_t i = 0; i < begun; i++) free_work(&works[i]);
    printf("%d documents, %zu readings that differ\n", count - 1, other);
    return other ? 1 : 0;
}
