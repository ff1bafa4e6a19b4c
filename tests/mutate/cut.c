/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cut STEP FILE...: each file cut off behind every STEP-th byte, and read. Of a text what is left is a record; what is
 * left of a DOCX is damaged, and that is said. Run under the sanitizers, which see what is read past the end and what
 * is not given back.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vanthu/document.h>
#include "archive/scratch.h"

typedef struct tally {
    unsigned long read, refused, wrong;
} tally;

static bool is_docx(vt_slice bytes) { return bytes.size >= 2 && memcmp(bytes.data, "PK", 2) == 0; }

/* A copy of just these bytes, so that nothing lies behind them. */
static char *copy_of(vt_slice bytes) {
    char *copy = malloc(bytes.size);
    if (copy) memcpy(copy, bytes.data, bytes.size);
    return copy;
}

static bool is_as_expected(vt_slice whole, vt_code code, const vt_document *document, const vt_error *err) {
    if (code != VT_OK) return is_docx(whole) && code == VT_ERR_DAMAGED && !document && err->message[0];
    return document && !is_docx(whole);
}

static void read_part(const char *path, vt_slice whole, size_t size, tally *t) {
    char *bytes = copy_of((vt_slice){whole.data, size});
    vt_document *document = NULL;
    vt_error err = {0};
    vt_code code = bytes ? vt_parse_memory((vt_slice){bytes, size}, path, NULL, &document, &err) : VT_ERR_MEMORY;
    t->read += code == VT_OK;
    t->refused += code != VT_OK;
    if (!is_as_expected(whole, code, document, &err)) {
        printf("%s, cut behind %zu bytes: code %d %s\n", path, size, (int)code, err.message);
        t->wrong++;
    }
    vt_document_free(document);
    free(bytes);
}

static bool cut(const char *path, size_t step, tally *t) {
    size_t size;
    char *bytes = scratch_read_all(path, &size);
    for (size_t at = step; bytes && at < size; at += step) read_part(path, (vt_slice){bytes, size}, at, t);
    free(bytes);
    return bytes != NULL;
}

int main(int argc, char **argv) {
    size_t step = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;
    tally t = {0};
    if (!step) return fprintf(stderr, "usage: cut STEP FILE...\n"), 2;
    for (int i = 2; i < argc; i++)
        if (!cut(argv[i], step, &t)) return fprintf(stderr, "cut: %s cannot be read\n", argv[i]), 2;
    printf("%d files: %lu parts read, %lu refused, %lu wrong\n", argc - 2, t.read, t.refused, t.wrong);
    return t.wrong || !t.read || !t.refused;
}
