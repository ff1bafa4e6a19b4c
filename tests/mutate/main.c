/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mutate COUNT SEED OUT FILE.docx...               writes COUNT damaged files into the folder OUT
 * mutate --index PROGRAM COUNT SEED FILE.docx...   and has them indexed in one run, which may neither crash nor take
 *                                                  more than 512 MiB, and must name each file that it does not add;
 *                                                  read alone, no file may take more than 2 s of the processor
 */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <time.h>
#include "archive/scratch.h"
#include "archive/task.h"
#include "mutate.h"

enum { MOST_SOURCES = 64, MOST_KIBIBYTES = 512 * 1024, SECONDS_A_FILE = 2, PATH_ROOM = 4096 + 64 };

/* The sanitizers make everything slower by so much. */
#ifdef __SANITIZE_ADDRESS__
enum { SLOWER = 10 };
#else
enum { SLOWER = 1 };
#endif

static void name_file(char *path, size_t size, const char *folder, unsigned long number) {
    snprintf(path, size, "%s/%06lu.docx", folder, number);
}

static bool write_file(const char *folder, unsigned long number, const vt_buffer *bytes) {
    char path[PATH_ROOM];
    name_file(path, sizeof path, folder, number);
    FILE *file = fopen(path, "wb");
    if (!file) return false;
    bool written = fwrite(bytes->size ? bytes->data : "", 1, bytes->size, file) == bytes->size;
    return fclose(file) == 0 && written;
}

static bool write_all(const mutate_source *sources, size_t count, unsigned long times, uint32_t seed, const char *out) {
    bool ok = count > 0;
    for (unsigned long i = 0; ok && i < times; i++) {
        vt_buffer bytes;
        vt_buffer_init(&bytes, NULL);
        ok = mutate_make(&sources[i % count], &seed, &bytes) && write_file(out, i, &bytes);
        vt_buffer_free(&bytes);
    }
    return ok;
}

static bool make(char **names, int count, unsigned long times, uint32_t seed, const char *out) {
    static mutate_source sources[MOST_SOURCES];
    size_t opened = 0;
    bool ok = count <= MOST_SOURCES;
    for (int i = 0; ok && i < count; i++) ok = mutate_open(&sources[opened++], names[i]);
    ok = ok && write_all(sources, opened, times, seed, out);
    if (!ok) fprintf(stderr, "mutate: the files could not be made\n");
    while (opened) mutate_free(&sources[--opened]);
    return ok;
}

/* ---- indexing ---- */

static void become(const char *program, const char *archive, const char *documents, const char *messages,
                   unsigned long times) {
    const struct rlimit time = {60 + SECONDS_A_FILE * times, 60 + SECONDS_A_FILE * times};
    int file = open(messages, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (file < 0 || dup2(file, STDERR_FILENO) < 0 || setrlimit(RLIMIT_CPU, &time) != 0) _exit(126);
    execl(program, program, "index", "-A", archive, documents, (char *)NULL);
    _exit(127);
}

/* The files that are named as failed, and what the last line counts: "vanthu: 7 added, 2 failed; 7 in the archive". */
static void count_lines(char *text, unsigned long *named, unsigned long *failed, unsigned long *seen) {
    char *last = text;
    *named = *failed = *seen = 0;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        *named += strstr(line, ".docx: ") != NULL;
        last = line;
    }
    for (char *at = strchr(last, ' '); at;) {
        char *word;
        unsigned long number = strtoul(at, &word, 10);
        *seen += number;
        if (strncmp(word, " failed", 7) == 0) *failed = number;
        at = strpbrk(word, ",;");
        if (at) at = *at == ';' ? NULL : at + 1;
    }
}

static bool is_sound(int status, const struct rusage *use, char *messages, unsigned long times) {
    unsigned long named, failed, seen;
    bool ended = WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 3);
    if (!ended) fprintf(stderr, "%.2000s\n", messages);
    count_lines(messages, &named, &failed, &seen);
    printf("%lu files: %lu failed, %lu of them named; %ld MiB at most, %ld s; %s %d\n", seen, failed, named,
           use->ru_maxrss / 1024, (long)use->ru_utime.tv_sec, WIFEXITED(status) ? "exit" : "signal",
           WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
#ifdef __SANITIZE_ADDRESS__
    bool small = true; /* the sanitizer takes more than the program */
#else
    bool small = use->ru_maxrss <= MOST_KIBIBYTES;
#endif
    return ended && small && named == failed && seen == times && failed > 0;
}

/* Seconds of the processor for one file, read as the index reads it. */
static double measure(const vt_task_plan *plan, const char *path) {
    struct timespec before, after;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    vt_task *task = vt_task_new(path, path);
    if (task) vt_task_run_fully(plan, task);
    vt_task_free(task);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    return (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9;
}

static bool each_is_quick(const char *documents, unsigned long times) {
    const vt_index_options options = {0};
    const vt_task_plan plan = {.options = &options};
    unsigned long slowest = 0;
    double most = 0;
    for (unsigned long i = 0; i < times; i++) {
        char path[PATH_ROOM];
        name_file(path, sizeof path, documents, i);
        double seconds = measure(&plan, path);
        if (seconds > most) most = seconds, slowest = i;
    }
    printf("the slowest file: number %lu, %.3f s\n", slowest, most);
    return most <= SECONDS_A_FILE * SLOWER;
}

static bool run(const char *program, const char *folder, unsigned long times) {
    char archive[4096], documents[4096], path[4096];
    struct rusage use;
    int status;
    snprintf(archive, sizeof archive, "%s/archive", folder);
    snprintf(documents, sizeof documents, "%s/documents", folder);
    snprintf(path, sizeof path, "%s/messages", folder);
    pid_t child = fork();
    if (child == 0) become(program, archive, documents, path, times);
    if (child < 0 || wait4(child, &status, 0, &use) != child) return false;
    char *messages = scratch_read(path);
    bool sound = messages && is_sound(status, &use, messages, times);
    free(messages);
    return sound;
}

static int index_them(int argc, char **argv) {
    char *folder = scratch_make(), documents[4096];
    unsigned long times = strtoul(argv[3], NULL, 10);
    if (!folder) return 2;
    snprintf(documents, sizeof documents, "%s/documents", folder);
    bool sound = mkdir(documents, 0777) == 0 &&
                 make(argv + 5, argc - 5, times, (uint32_t)strtoul(argv[4], NULL, 10), documents) &&
                 run(argv[2], folder, times) && each_is_quick(documents, times);
    scratch_remove(folder);
    return sound ? 0 : 1;
}

int main(int argc, char **argv) {
    if (argc > 5 && strcmp(argv[1], "--index") == 0) return index_them(argc, argv);
    if (argc < 5) return fprintf(stderr, "usage: see the first lines of main.c\n"), 2;
    return make(argv + 4, argc - 4, strtoul(argv[1], NULL, 10), (uint32_t)strtoul(argv[2], NULL, 10), argv[3]) ? 0 : 1;
}
