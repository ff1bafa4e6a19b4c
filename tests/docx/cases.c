/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * docx-cases [--update] FOLDER...     runs every *.case of the folders
 * docx-cases --dump FILE...           prints what the reader makes of DOCX files
 * docx-cases --build CASE OUT.docx    writes the document of a case, to be opened in a word processor
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/slice.h"
#include "case.h"

static bool read_whole(const char *path, vt_buffer *out) {
    char chunk[4096];
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;) vt_buffer_append(out, chunk, got);
    bool done = !ferror(file) && !out->failed;
    fclose(file);
    return done;
}

static bool write_whole(const char *path, vt_slice head, vt_slice tail) {
    FILE *file = fopen(path, "wb");
    if (!file) return false;
    bool done =
        fwrite(head.data, 1, head.size, file) == head.size && fwrite(tail.data, 1, tail.size, file) == tail.size;
    return fclose(file) == 0 && done;
}

/* Everything of a case file up to the line `---`, that line included. */
static vt_slice input_of(vt_slice file) {
    for (size_t at = 0; at + 5 <= file.size; at++)
        if (memcmp(file.data + at, "\n---\n", 5) == 0) return vt_slice_sub(file, 0, at + 5);
    return file;
}

static void report(const char *path, vt_slice expected, vt_slice got) {
    printf("FAIL %s\n--- expected\n%.*s--- got\n%.*s", path, (int)expected.size, expected.data, (int)got.size,
           got.data);
}

static bool run_case(const char *path, bool update) {
    vt_buffer file, package, got;
    vt_buffer_init(&file, NULL), vt_buffer_init(&package, NULL), vt_buffer_init(&got, NULL);
    docx_case docx = {0};
    bool passed = false;
    if (!read_whole(path, &file) || !docx_case_parse(vt_buffer_slice(&file), &docx) || !docx_build(&docx, &package)) {
        printf("FAIL %s: not a case file\n", path);
    } else {
        docx_dump(vt_buffer_slice(&package), NULL, &got);
        passed = vt_slice_equal(vt_buffer_slice(&got), vt_buffer_slice(&docx.expected));
        if (!passed && update)
            passed = write_whole(path, input_of(vt_buffer_slice(&file)), vt_buffer_slice(&got));
        else if (!passed)
            report(path, vt_buffer_slice(&docx.expected), vt_buffer_slice(&got));
    }
    docx_case_free(&docx);
    vt_buffer_free(&got), vt_buffer_free(&package), vt_buffer_free(&file);
    return passed;
}

static int is_case(const struct dirent *entry) {
    size_t size = strlen(entry->d_name);
    return size > 5 && strcmp(entry->d_name + size - 5, ".case") == 0;
}

static int run_folder(const char *folder, bool update) {
    struct dirent **entries;
    int count = scandir(folder, &entries, is_case, alphasort), failed = 0;
    if (count <= 0) {
        fprintf(stderr, "docx-cases: %s: no cases\n", folder);
        return 1;
    }
    for (int i = 0; i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        failed += !run_case(path, update);
        free(entries[i]);
    }
    free(entries);
    printf("%s: %d cases, %d failed\n", folder, count, failed);
    return failed;
}

static int dump(const char *path) {
    vt_buffer file, out;
    vt_buffer_init(&file, NULL), vt_buffer_init(&out, NULL);
    bool done = read_whole(path, &file);
    if (done) docx_dump(vt_buffer_slice(&file), NULL, &out);
    if (out.size) fwrite(out.data, 1, out.size, stdout);
    vt_buffer_free(&out), vt_buffer_free(&file);
    return !done;
}

static int build(const char *path, const char *target) {
    vt_buffer file, package;
    vt_buffer_init(&file, NULL), vt_buffer_init(&package, NULL);
    docx_case docx = {0};
    bool done = read_whole(path, &file) && docx_case_parse(vt_buffer_slice(&file), &docx) &&
                docx_build(&docx, &package) && write_whole(target, vt_buffer_slice(&package), (vt_slice){"", 0});
    docx_case_free(&docx);
    vt_buffer_free(&package), vt_buffer_free(&file);
    return !done;
}

int main(int count, char **arguments) {
    int failed = 0;
    if (count == 4 && strcmp(arguments[1], "--build") == 0) return build(arguments[2], arguments[3]);
    bool dumps = count > 1 && strcmp(arguments[1], "--dump") == 0;
    bool update = count > 1 && strcmp(arguments[1], "--update") == 0;
    int first = dumps || update ? 2 : 1;
    if (first >= count) {
        fprintf(stderr, "usage: docx-cases [--update] FOLDER... | --dump FILE... | --build CASE OUT.docx\n");
        return 2;
    }
    for (int i = first; i < count; i++) failed += dumps ? dump(arguments[i]) : run_folder(arguments[i], update);
    return failed != 0;
}
