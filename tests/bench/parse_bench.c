/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long parsing takes, against bare loops that no parser of these files can go below.
 *
 *     parse-bench [--rounds N] FILE...
 *
 * In: documents. Out: a table, one line a format. Text is set against reading, the quick check for NFC and
 * cutting into words; DOCX against inflating the parts that the parser reads and libxml2's SAX2 over them.
 * Loops alternate in one process; each figure is the median of the rounds, in CPU time a document, so that
 * whatever else the machine does weighs little.
 */
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <vanthu/write.h>
#include <zip.h>
#include "base/arena.h"
#include "base/slice.h"
#include "read/read.h"
#include "text/normalise.h"
#include "text/token.h"

enum { ROUNDS = 15, MOST_ROUNDS = 999 };

static void die(const char *path, const char *why) {
    fprintf(stderr, "parse-bench: %s: %s\n", path, why);
    exit(1);
}

/* ---- the bare loops ---- */

static void read_whole(const char *path, char **data, size_t *size) {
    vt_error err = {0};
    vt_limits limits = vt_limits_resolve(NULL);
    if (vt_read_file(path, &limits, NULL, data, size, &err)) die(path, err.message);
}

static void bare_text(const char *path) {
    char *data;
    size_t size;
    vt_arena arena;
    vt_slice text;
    vt_tokens tokens;
    vt_token token;
    read_whole(path, &data, &size);
    vt_arena_init(&arena, NULL);
    if (!vt_normalise(&arena, (vt_slice){data, size}, &text)) die(path, "out of memory");
    vt_tokens_init(&tokens, &arena, text);
    while (vt_tokens_next(&tokens, &token)) continue;
    vt_arena_free(&arena);
    free(data);
}

/* The parts that the reader of DOCX opens, as every writer names them. */
static bool is_read(const char *name) {
    static const char *const parts[] = {"_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml",
                                        "word/styles.xml", "word/numbering.xml", "word/footnotes.xml",
                                        "word/endnotes.xml"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strcmp(name, parts[i]) == 0) return true;
    return strncmp(name, "word/header", 11) == 0 || strncmp(name, "word/footer", 11) == 0;
}

static void see_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                      const xmlChar **namespace_list, int attributes, int defaulted, const xmlChar **attribute_list) {
    (void)name, (void)prefix, (void)uri, (void)namespaces, (void)namespace_list, (void)attributes, (void)defaulted;
    (void)attribute_list;
    ++*(size_t *)context;
}

static void see_text(void *context, const xmlChar *text, int size) {
    (void)text;
    *(size_t *)context += (size_t)size;
}

static void bare_part(const char *path, zip_t *zip, zip_uint64_t index) {
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC, .startElementNs = see_start, .characters = see_text};
    char chunk[16 * 1024];
    size_t seen = 0;
    zip_file_t *file = zip_fopen_index(zip, index, 0);
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&sax, &seen, NULL, 0, NULL);
    if (!file || !parser) die(path, "a part cannot be opened");
    for (zip_int64_t got; (got = zip_fread(file, chunk, sizeof chunk)) > 0;) xmlParseChunk(parser, chunk, (int)got, 0);
    xmlParseChunk(parser, chunk, 0, 1);
    xmlFreeParserCtxt(parser);
    zip_fclose(file);
}

static void bare_docx(const char *path) {
    char *data;
    size_t size;
    read_whole(path, &data, &size);
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(data, size, 0, &why);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &why) : NULL;
    if (!zip) die(path, zip_error_strerror(&why));
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++)
        if (is_read(zip_get_name(zip, (zip_uint64_t)i, 0))) bare_part(path, zip, (zip_uint64_t)i);
    zip_discard(zip);
    zip_error_fini(&why);
    free(data);
}

/* ---- the parser ---- */

static vt_document *parse(const char *path, const vt_parse_options *options) {
    vt_document *document;
    vt_error err = {0};
    if (vt_parse_file(path, options, &document, &err)) die(path, err.message);
    return document;
}

static void full(const char *path) { vt_document_free(parse(path, NULL)); }

static bool swallow(void *context, const char *bytes, size_t size) {
    (void)bytes;
    *(size_t *)context += size;
    return true;
}

static void full_json(const char *path) {
    vt_document *document = parse(path, NULL);
    size_t written = 0;
    vt_output output = {swallow, &written};
    if (vt_write_json(document, NULL, &output, NULL)) die(path, "could not be written");
    vt_document_free(document);
}

/* ---- memory: an allocator that counts ---- */

typedef struct counter {
    size_t now, peak;
} counter;

typedef union head {
    size_t size;
    max_align_t align;
} head;

static void count(counter *c, size_t more, size_t less) {
    c->now = c->now + more - less;
    if (c->now > c->peak) c->peak = c->now;
}

static void *counting_resize(void *context, void *block, size_t size) {
    head *old = block ? (head *)block - 1 : NULL;
    size_t before = old ? old->size : 0;
    head *fresh = realloc(old, sizeof *fresh + size);
    if (!fresh) return NULL;
    fresh->size = size;
    count(context, size, before);
    return fresh + 1;
}

static void *counting_alloc(void *context, size_t size) { return counting_resize(context, NULL, size); }

static void counting_release(void *context, void *block) {
    if (!block) return;
    head *old = (head *)block - 1;
    count(context, 0, old->size);
    free(old);
}

static size_t peak_of(const char *path) {
    counter c = {0};
    vt_allocator allocator = {counting_alloc, counting_resize, counting_release, &c};
    vt_parse_options options = {.allocator = &allocator};
    vt_document_free(parse(path, &options));
    return c.peak;
}

/* ---- the rounds ---- */

typedef struct files {
    const char **paths;
    size_t count;
} files;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static double time_loop(const files *f, void (*loop)(const char *path)) {
    double start = now();
    for (size_t i = 0; i < f->count; i++) loop(f->paths[i]);
    return (now() - start) / (double)f->count;
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, size_t count) {
    qsort(values, count, sizeof *values, by_value);
    return values[count / 2];
}

static void measure(const char *format, const files *f, void (*bare)(const char *path), size_t rounds) {
    static double bares[MOST_ROUNDS], fulls[MOST_ROUNDS], jsons[MOST_ROUNDS], ratios[MOST_ROUNDS];
    size_t peak = 0;
    if (!f->count) return;
    time_loop(f, full); /* warms up */
    for (size_t i = 0; i < rounds; i++) {
        bares[i] = time_loop(f, bare);
        fulls[i] = time_loop(f, full);
        jsons[i] = time_loop(f, full_json);
        ratios[i] = fulls[i] / bares[i];
    }
    for (size_t i = 0; i < f->count; i++) {
        size_t own = peak_of(f->paths[i]);
        if (own > peak) peak = own;
    }
    printf("%-6s %6zu %9.1f %9.1f %9.1f %7.2f %9zu\n", format, f->count, median(bares, rounds), median(fulls, rounds),
           median(jsons, rounds), median(ratios, rounds), peak / 1024);
}

int main(int argc, char **argv) {
    size_t rounds = ROUNDS;
    int at = 1;
    if (argc > 2 && strcmp(argv[1], "--rounds") == 0) rounds = strtoul(argv[2], NULL, 10), at = 3;
    if (at >= argc || rounds < 1 || rounds > MOST_ROUNDS) {
        fprintf(stderr, "usage: parse-bench [--rounds N] FILE...\n");
        return 2;
    }
    files text = {calloc((size_t)argc, sizeof *text.paths), 0}, docx = {calloc((size_t)argc, sizeof *docx.paths), 0};
    if (!text.paths || !docx.paths) die(argv[at], "out of memory");
    for (; at < argc; at++) {
        files *f = vt_slice_ends(vt_slice_of(argv[at]), VT_LITERAL(".docx")) ? &docx : &text;
        f->paths[f->count++] = argv[at];
    }
    xmlInitParser();
    printf("format  files   bare us  parse us    +JSON   ratio  peak KiB\n");
    measure("text", &text, bare_text, rounds);
    measure("docx", &docx, bare_docx, rounds);
    free(text.paths);
    free(docx.paths);
    return 0;
}
