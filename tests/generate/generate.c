/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes invented plans: generate [--seed N] [--from K] [--count N] [--format txt|docx|both] [--truth FILE] FOLDER.
 * Document K is the same for a seed, whatever is made beside it. Files lie in folders of 1,000: FOLDER/000/000000.txt.
 * FILE gets what a parser must find in them (truth.c). Exit: 0, 2 wrong use, 5 could not write.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "plan.h"

enum { FOLDER_SIZE = 1000, PATH_SIZE = 4096 };

typedef struct options {
    uint64_t seed, from, count;
    bool text, docx;
    const char *truth, *folder;
} options;

static bool read_number(const char *text, uint64_t *out) {
    char *end;
    errno = 0;
    *out = strtoull(text, &end, 10);
    return *text >= '0' && *text <= '9' && !*end && !errno;
}

static bool read_format(const char *text, options *o) {
    bool both = strcmp(text, "both") == 0;
    o->text = both || strcmp(text, "txt") == 0;
    o->docx = both || strcmp(text, "docx") == 0;
    return o->text || o->docx;
}

static bool read_option(const char *name, const char *value, options *o) {
    if (strcmp(name, "--seed") == 0) return read_number(value, &o->seed);
    if (strcmp(name, "--from") == 0) return read_number(value, &o->from);
    if (strcmp(name, "--count") == 0) return read_number(value, &o->count);
    if (strcmp(name, "--format") == 0) return read_format(value, o);
    if (strcmp(name, "--truth") == 0) return o->truth = value, true;
    return false;
}

static bool read_options(int count, char **words, options *o) {
    *o = (options){.seed = 1, .count = 100, .text = true};
    int i = 1;
    for (; i + 1 < count && words[i][0] == '-'; i += 2)
        if (!read_option(words[i], words[i + 1], o)) return false;
    o->folder = i < count ? words[i] : NULL;
    return i + 1 == count;
}

static bool write_file(const char *path, const vt_buffer *bytes) {
    FILE *file = fopen(path, "wb");
    if (!file) return perror(path), false;
    bool written = fwrite(bytes->data, 1, bytes->size, file) == bytes->size;
    if (fclose(file) != 0 || !written) return perror(path), false;
    return true;
}

static bool make_folder(const char *path) {
    if (mkdir(path, 0777) == 0 || errno == EEXIST) return true;
    return perror(path), false;
}

static bool path_of(const options *o, uint64_t index, const char *extension, char *path) {
    int folder = snprintf(path, PATH_SIZE, "%s/%03llu", o->folder, (unsigned long long)(index / FOLDER_SIZE));
    if (folder < 0 || folder >= PATH_SIZE - 32 || !make_folder(path)) return false;
    snprintf(path + folder, PATH_SIZE - (size_t)folder, "/%06llu.%s", (unsigned long long)index, extension);
    return true;
}

/* One plan in one format; its truth goes to the file of truths. */
static bool emit(const options *o, const gen_plan *plan, bool docx, FILE *truth, vt_buffer *out) {
    char path[PATH_SIZE];
    gen_random random = gen_stream(o->seed, GEN_FOR_SHAPE, ~plan->act.index);
    vt_buffer_clear(out);
    if (!(docx ? gen_write_docx(plan, &random, out) : gen_write_text(plan, out)))
        return fputs("generate: no memory\n", stderr), false;
    if (!path_of(o, plan->act.index, docx ? "docx" : "txt", path) || !write_file(path, out)) return false;
    if (!truth) return true;
    vt_buffer_clear(out);
    gen_write_truth(plan, path, out);
    return !out->failed && fwrite(out->data, 1, out->size, truth) == out->size;
}

static bool generate(const options *o, FILE *truth) {
    vt_arena arena;
    vt_buffer out;
    vt_arena_init(&arena, NULL);
    vt_buffer_init(&out, NULL);
    bool made = make_folder(o->folder);
    for (uint64_t i = o->from; made && i < o->from + o->count; i++) {
        gen_plan plan;
        vt_arena_reset(&arena);
        made = gen_plan_make(o->seed, i, &arena, &plan);
        if (made && o->text) made = emit(o, &plan, false, truth, &out);
        if (made && o->docx) made = emit(o, &plan, true, truth, &out);
    }
    vt_buffer_free(&out);
    vt_arena_free(&arena);
    return made;
}

int main(int count, char **words) {
    options o;
    if (!read_options(count, words, &o)) {
        fputs("usage: generate [--seed N] [--from K] [--count N] [--format txt|docx|both] [--truth FILE] FOLDER\n",
              stderr);
        return 2;
    }
    FILE *truth = o.truth ? fopen(o.truth, "wb") : NULL;
    if (o.truth && !truth) return perror(o.truth), 5;
    bool made = generate(&o, truth);
    if (truth && fclose(truth) != 0) made = false;
    return made ? 0 : 5;
}
