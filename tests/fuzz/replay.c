/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * replay [-s SEED] [-n TIMES] PATH...
 *
 * Runs a target over files, and over all files of folders, without a fuzzer's
 * library: as they are, and TIMES more with a few bytes changed, the same for the same
 * seed. Prints how many inputs there were. The input under way is kept in the file
 * replay.last, so that a crash names it.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/buffer.h"
#include "base/slice.h"
#include "fuzz.h"

typedef struct replay {
    uint32_t seed;
    unsigned long times, inputs;
} replay;

static uint32_t draw(replay *r, uint32_t below) {
    r->seed = r->seed * 1664525U + 1013904223U;
    return below ? (r->seed >> 8) % below : 0;
}

/* A byte changed, doubled or dropped, or a piece written over another. */
static void change(replay *r, char *bytes, size_t *size) {
    uint32_t at = draw(r, (uint32_t)*size), from = draw(r, (uint32_t)*size), length = draw(r, 32);
    if (!*size) return;
    switch (draw(r, 4)) {
    case 0: bytes[at] = (char)draw(r, 256); break;
    case 1: bytes[at] ^= (char)(1 << draw(r, 8)); break;
    case 2: memmove(bytes + at, bytes + at + 1, --*size - at); break;
    default:
        for (uint32_t i = 0; i < length && at + i < *size && from + i < *size; i++) bytes[at + i] = bytes[from + i];
    }
}

/* Exactly the bytes, so that a sanitizer sees who reads behind them. */
static void run(replay *r, const char *bytes, size_t size) {
    uint8_t *copy = malloc(size ? size : 1);
    fuzz_expect(copy != NULL, "there is memory");
    if (size) memcpy(copy, bytes, size);
    fuzz_write(".", "replay.last", (vt_slice){bytes, size});
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
    r->inputs++;
}

static void run_changed(replay *r, vt_slice bytes) {
    char *copy = malloc(bytes.size ? bytes.size : 1);
    fuzz_expect(copy != NULL, "there is memory");
    for (unsigned long i = 0; i < r->times; i++) {
        size_t size = bytes.size;
        if (size) memcpy(copy, bytes.data, size);
        for (uint32_t k = 1 + draw(r, 8); k > 0; k--) change(r, copy, &size);
        run(r, copy, size);
    }
    free(copy);
}

static bool run_file(replay *r, const char *path) {
    char page[16384];
    vt_buffer bytes;
    FILE *file = fopen(path, "rb");
    if (!file) return fprintf(stderr, "replay: %s cannot be read\n", path) < 0;
    vt_buffer_init(&bytes, NULL);
    for (size_t got; (got = fread(page, 1, sizeof page, file)) > 0;) vt_buffer_append(&bytes, page, got);
    fclose(file);
    run(r, bytes.data, bytes.size);
    run_changed(r, vt_buffer_slice(&bytes));
    vt_buffer_free(&bytes);
    return true;
}

static bool run_path(replay *r, const char *path) {
    struct dirent **names;
    int count = scandir(path, &names, NULL, alphasort);
    bool ok = true;
    if (count < 0) return run_file(r, path);
    for (int i = 0; i < count; i++) {
        char below[4096];
        snprintf(below, sizeof below, "%s/%s", path, names[i]->d_name);
        if (names[i]->d_name[0] != '.') ok = run_path(r, below) && ok;
        free(names[i]);
    }
    free(names);
    return ok;
}

int main(int argc, char **argv) {
    replay r = {.seed = 1};
    bool ok = true;
    for (int option; (option = getopt(argc, argv, "s:n:")) != -1;) {
        if (option == 's')
            r.seed = (uint32_t)strtoul(optarg, NULL, 10);
        else if (option == 'n')
            r.times = strtoul(optarg, NULL, 10);
        else
            return 2;
    }
    for (int i = optind; i < argc; i++) ok = run_path(&r, argv[i]) && ok;
    printf("%lu inputs\n", r.inputs);
    unlink("replay.last");
    return ok && r.inputs ? 0 : 1;
}
