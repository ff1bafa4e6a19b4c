/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * endure MODE PROGRAM [AMOUNT]: what an archive must endure. In: the program. Out: exit 0, or 1 and what was lost.
 *
 *     kill      AMOUNT times a command is killed at some moment: everything committed is there, the next run completes
 * it readers   for AMOUNT seconds two processes search and show while a third indexes, removes and rebuilds full files
 * that may not grow, and a full disk where one can be made: exit 5, nothing lost readonly  a disk that cannot be
 * written to, where one can be made
 *
 * The moments are from a fixed seed; $ENDURE_SEED names another.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vanthu/archive.h>
#include <vanthu/keep.h>
#include "scratch.h"

static const char plan[] = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\n\nSố: %d/KH-PGDĐT\n\nTân Hòa, ngày 10 tháng 3 năm 2022\n\n"
                           "KẾ HOẠCH\nTổ chức ngày hội đọc sách lần thứ %d\n\n"
                           "Căn cứ Chỉ thị số 24/CT-UBND ngày 14/12/2021 của Ủy ban nhân dân thành phố;\n\n"
                           "I. MỤC ĐÍCH\nKhuyến khích đọc sách.\n\nHết văn bản thứ %d.\n";

typedef struct place {
    char *folder; /* of the test */
    char archive[512], plans[512];
    const char *program;
    uint32_t random;
    int next; /* number of the next plan */
} place;

static int fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return 1;
}

static uint32_t draw(place *p, uint32_t below) {
    p->random = p->random * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)(p->random >> 8) * below) >> 24);
}

static void pause_for(long microseconds) {
    nanosleep(&(struct timespec){microseconds / 1000000, microseconds % 1000000 * 1000}, NULL);
}

static void write_plan(place *p, int file, int number) {
    char name[64], text[2048];
    snprintf(name, sizeof name, "plan-%d.txt", file);
    snprintf(text, sizeof text, plan, number, number, number);
    if (!scratch_write(p->plans, name, text)) exit(fail("a plan could not be written"));
}

static void add_plans(place *p, int count) {
    for (int i = 0; i < count; i++, p->next++) write_plan(p, p->next, p->next);
}

static void remove_plan(place *p, int file) {
    char path[600];
    snprintf(path, sizeof path, "%s/plan-%d.txt", p->plans, file);
    unlink(path);
}

/* ---- the program ---- */

enum { MOST_WORDS = 8 };

/* limit: of the size of files, RLIM_INFINITY for none. Output goes to the file "said" of the test's folder. */
static pid_t start(const place *p, rlim_t limit, const char *command, ...) {
    const char *words[MOST_WORDS + 4] = {p->program, command, "--archive", p->archive};
    char said[600];
    va_list more;
    va_start(more, command);
    for (int i = 4; i < MOST_WORDS + 3 && (words[i] = va_arg(more, const char *)); i++) {
    }
    va_end(more);
    snprintf(said, sizeof said, "%s/said", p->folder);
    pid_t child = fork();
    if (child < 0) exit(fail("no process could be made"));
    if (child > 0) return child;
    int output = open(said, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (output < 0 || dup2(output, 1) < 0 || dup2(output, 2) < 0) _exit(99);
    if (limit != RLIM_INFINITY) setrlimit(RLIMIT_FSIZE, &(struct rlimit){limit, limit});
    execv(p->program, (char *const *)(void *)words);
    _exit(98);
}

static int ended(pid_t child) {
    int status;
    if (waitpid(child, &status, 0) != child) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* ---- what must hold ---- */

static uint64_t count_records(const place *p) {
    vt_archive *archive;
    vt_error err;
    uint64_t count = 0;
    vt_code code = vt_archive_open(p->archive, VT_ARCHIVE_READ, &archive, &err);
    if (code == VT_OK) code = vt_archive_count(archive, &count, &err);
    if (code != VT_OK) exit(fail("the archive cannot be read: %s", err.message));
    vt_archive_close(archive);
    return count;
}

static void print_finding(void *context, const vt_finding *finding) {
    (void)context;
    fprintf(stderr, "%s %s: %s\n", vt_finding_id(finding->kind), finding->subject, finding->message);
}

static int check(const place *p) {
    uint64_t count;
    vt_error err;
    if (vt_archive_check(p->archive, NULL, print_finding, NULL, &count, &err) != VT_OK)
        return fail("no check: %s", err.message);
    return count ? fail("%d findings", (int)count) : 0;
}

/* The next run makes the archive what the folder is. */
static int completes(const place *p, uint64_t expected) {
    int code = ended(start(p, RLIM_INFINITY, "index", p->plans, NULL));
    if (code != 0) return fail("the next run ended with %d", code);
    uint64_t count = count_records(p);
    if (count != expected) return fail("%d records, %d expected", (int)count, (int)expected);
    return check(p);
}

static uint64_t count_plans(const place *p) {
    uint64_t count = 0;
    char path[600];
    struct stat info;
    for (int i = 0; i < p->next; i++) {
        snprintf(path, sizeof path, "%s/plan-%d.txt", p->plans, i);
        count += stat(path, &info) == 0;
    }
    return count;
}

/* ---- kill ---- */

static char *any_id(const place *p) {
    static char id[65];
    vt_archive *archive;
    vt_hits *hits;
    if (vt_archive_open(p->archive, VT_ARCHIVE_READ, &archive, NULL) != VT_OK) exit(fail("no archive"));
    if (vt_archive_search(archive, "sách", NULL, &hits, NULL) != VT_OK || !hits->count) exit(fail("nothing is found"));
    snprintf(id, sizeof id, "%s", hits->items[0].id);
    vt_hits_free(hits);
    vt_archive_close(archive);
    return id;
}

/* A word that was acknowledged is in the record. */
static int holds(const place *p, const char *id, const char *title) {
    vt_archive *archive;
    vt_record *record;
    if (vt_archive_open(p->archive, VT_ARCHIVE_AMEND, &archive, NULL) != VT_OK) return fail("no archive");
    vt_code code = vt_archive_show(archive, id, &record, NULL);
    int lost = code != VT_OK || !record->document->title || strcmp(record->document->title, title) != 0;
    vt_record_free(record);
    vt_archive_close(archive);
    return lost ? fail("a correction is lost") : 0;
}

/* A command, and whether new files are there for it. */
typedef struct round {
    const char *command;
    bool adds;
} round;

/* How long a run over everything takes here and now, in microseconds. */
static long measure(const place *p) {
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    ended(start(p, RLIM_INFINITY, "rebuild", NULL));
    clock_gettime(CLOCK_MONOTONIC, &to);
    return (to.tv_sec - from.tv_sec) * 1000000 + (to.tv_nsec - from.tv_nsec) / 1000;
}

/* How often the command came to its end before it was killed. */
static int kill_once(place *p, const round *r, int number, long longest, int *finished) {
    char id[65], title[64];
    snprintf(title, sizeof title, "Lời %d", number);
    snprintf(id, sizeof id, "%s", any_id(p));
    uint64_t before = count_records(p);
    if (r->adds) add_plans(p, 1 + (int)draw(p, 40));
    if (r->adds) write_plan(p, (int)draw(p, 5), p->next++);
    bool takes_paths = r->adds, is_set = strcmp(r->command, "set") == 0;
    pid_t child = takes_paths ? start(p, RLIM_INFINITY, r->command, p->plans, NULL)
                  : is_set    ? start(p, RLIM_INFINITY, r->command, id, "title", title, NULL)
                              : start(p, RLIM_INFINITY, r->command, NULL);
    pause_for((long)draw(p, (uint32_t)(is_set ? longest / 2 : longest)));
    kill(child, SIGKILL);
    int code = ended(child);
    *finished += code == 0;
    if (code != 0 && code != -SIGKILL) return fail("%s ended with %d", r->command, code);
    if (count_records(p) < before) return fail("%s: records are lost", r->command);
    if (is_set && code == 0 && holds(p, id, title)) return 1;
    return completes(p, count_plans(p));
}

static int test_kill(place *p, int amount) {
    static const round rounds[] = {{"index", true}, {"rebuild", false}, {"set", false}, {"watch", true}};
    enum { KINDS = sizeof rounds / sizeof *rounds };
    int finished[KINDS] = {0}, lost = 0;
    add_plans(p, 40);
    if (completes(p, 40)) return 1;
    for (int i = 0; i < amount && !lost; i++) {
        lost = kill_once(p, &rounds[i % KINDS], i, measure(p) * 5 / 4, &finished[i % KINDS]);
        if (lost) return fail("in round %d, %s", i, rounds[i % KINDS].command);
    }
    for (int i = 0; i < KINDS; i++)
        printf("%s: %d of %d came to their end\n", rounds[i].command, finished[i], amount / KINDS);
    return 0;
}

/* ---- readers ---- */

static int read_once(vt_archive *archive, int *shown) {
    vt_hits *hits;
    vt_record *record;
    vt_error err;
    vt_search_options options = {.limit = 5};
    if (vt_archive_search(archive, "\"đọc sách\"", &options, &hits, &err) != VT_OK)
        return fail("search: %s", err.message);
    int lost = 0;
    for (size_t i = 0; i < hits->count && !lost; i++) {
        vt_code code = vt_archive_show(archive, hits->items[i].id, &record, &err);
        if (code == VT_ERR_NOT_FOUND) continue; /* it went meanwhile */
        if (code != VT_OK) {
            lost = fail("show: %s", err.message);
            continue;
        }
        vt_slice text = record->document->text;
        if (!record->document->title || !record->path_count || !memmem(text.data, text.size, "Hết văn bản", 14))
            lost = fail("half a document");
        ++*shown;
        vt_record_free(record);
    }
    vt_hits_free(hits);
    return lost;
}

static int read_on(const place *p, time_t end) {
    int shown = 0;
    while (time(NULL) < end) {
        vt_archive *archive;
        vt_error err;
        if (vt_archive_open(p->archive, VT_ARCHIVE_READ, &archive, &err) != VT_OK) return fail("open: %s", err.message);
        int lost = 0;
        for (int i = 0; i < 50 && !lost && time(NULL) < end; i++) lost = read_once(archive, &shown);
        vt_archive_close(archive);
        if (lost) return 1;
    }
    return shown ? 0 : fail("nothing was shown");
}

static int write_on(place *p, time_t end) {
    for (int i = 0; time(NULL) < end; i++) {
        add_plans(p, 5);
        for (int j = 0; j < 3; j++) remove_plan(p, p->next - 60 - j - (int)draw(p, 20));
        write_plan(p, p->next - 1, p->next), p->next++;
        int code = i % 5 == 4 ? ended(start(p, RLIM_INFINITY, "rebuild", NULL))
                              : ended(start(p, RLIM_INFINITY, "index", p->plans, NULL));
        if (code != 0) return fail("the writer ended with %d", code);
    }
    return 0;
}

static int test_readers(place *p, int amount) {
    enum { READERS = 2 };
    pid_t readers[READERS];
    time_t end = time(NULL) + amount;
    add_plans(p, 60);
    if (completes(p, 60)) return 1;
    for (int i = 0; i < READERS; i++)
        if ((readers[i] = fork()) == 0) _exit(read_on(p, end));
    int lost = write_on(p, end);
    for (int i = 0; i < READERS; i++) lost |= ended(readers[i]) != 0;
    return lost ? lost : check(p);
}

/* ---- full, readonly ---- */

static void print_said(const place *p) {
    char path[600];
    snprintf(path, sizeof path, "%s/said", p->folder);
    char *said = scratch_read(path);
    fprintf(stderr, "%s", said ? said : "");
    free(said);
}

static int run_to(const place *p, int expected, rlim_t limit, const char *command, const char *first,
                  const char *second, const char *third, int *refused) {
    int code = ended(start(p, limit, command, first, second, third, NULL));
    if (refused) *refused += code == 5;
    if (code == expected || (refused && code == 0)) return 0;
    print_said(p);
    return fail("%s ended with %d, %d expected", command, code, expected);
}

/* Everything that writes, with files that may not grow beyond the limit. */
static int press(place *p, rlim_t limit, int *refused) {
    char id[65];
    uint64_t before = count_records(p);
    snprintf(id, sizeof id, "%s", any_id(p));
    add_plans(p, 3);
    if (run_to(p, 5, limit, "index", p->plans, NULL, NULL, refused) ||
        run_to(p, 5, limit, "rebuild", NULL, NULL, NULL, refused) ||
        run_to(p, 5, limit, "set", id, "title", "Khác", refused))
        return 1;
    return count_records(p) < before ? fail("records are lost") : 0;
}

static int test_limits(place *p) {
    int refused = 0;
    add_plans(p, 40);
    if (completes(p, 40)) return 1;
    for (rlim_t limit = 1; limit <= 1 << 20; limit = limit * 2 + 1)
        if (press(p, limit, &refused) || completes(p, count_plans(p)))
            return fail("with files of at most %lu bytes", (unsigned long)limit);
    printf("%d commands were refused room\n", refused);
    return refused ? 0 : fail("no limit was met");
}

/* A file system of its own below the test's folder, in a view of the tree that nobody else has. */
static bool make_disk(place *p, const char *options) {
    char path[600];
    snprintf(path, sizeof path, "%s/disk", p->folder);
    if (mkdir(path, 0777) != 0 || unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("tmpfs", path, "tmpfs", 0, options) != 0) {
        printf("no disk can be made here (%s): skipped\n", strerror(errno));
        return false;
    }
    snprintf(p->archive, sizeof p->archive, "%.400s/archive", path);
    return true;
}

/* With less and less room: the commands are refused, nothing is lost, and with the room back they complete. */
static int test_disk(place *p) {
    char path[600];
    int refused = 0;
    snprintf(path, sizeof path, "%s/disk/weight", p->folder);
    add_plans(p, 40);
    if (completes(p, count_plans(p))) return 1;
    for (long left = 0; left < 1 << 20; left = left * 2 + 16384) {
        int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        long weight = 8 << 20;
        while (weight > 0 && posix_fallocate(file, 0, weight) != 0) weight -= 16384;
        if (ftruncate(file, weight > left ? weight - left : 0) != 0) return fail("no weight");
        close(file);
        int lost = press(p, RLIM_INFINITY, &refused);
        unlink(path);
        if (lost || completes(p, count_plans(p))) return fail("with %ld bytes left", left);
    }
    printf("%d commands were refused room on a full disk\n", refused);
    return refused ? 0 : fail("the disk was never full");
}

static int test_full(place *p, int amount) {
    (void)amount;
    if (test_limits(p)) return 1;
    return make_disk(p, "size=8m") ? test_disk(p) : 0;
}

static int test_readonly(place *p, int amount) {
    char path[600], id[65];
    (void)amount;
    if (!make_disk(p, "size=8m")) return 77;
    add_plans(p, 10);
    if (completes(p, 10)) return 1;
    snprintf(id, sizeof id, "%s", any_id(p));
    snprintf(path, sizeof path, "%s/disk", p->folder);
    if (mount(NULL, path, NULL, MS_REMOUNT | MS_RDONLY, NULL) != 0) return fail("no remount");
    const struct {
        const char *command, *first, *second, *third;
        int code;
    } runs[] = {{"index", p->plans, NULL, NULL, 5}, {"rebuild", NULL, NULL, NULL, 5},  {"set", id, "title", "Khác", 5},
                {"watch", p->plans, NULL, NULL, 5}, {"search", "sách", NULL, NULL, 0}, {"show", id, NULL, NULL, 0},
                {"check", NULL, NULL, NULL, 0},     {"stats", NULL, NULL, NULL, 0},    {"dump", NULL, NULL, NULL, 0}};
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
        if (run_to(p, runs[i].code, RLIM_INFINITY, runs[i].command, runs[i].first, runs[i].second, runs[i].third, NULL))
            return 1;
    if (mount(NULL, path, NULL, MS_REMOUNT, NULL) != 0) return fail("no remount");
    return completes(p, 10);
}

int main(int argc, char **argv) {
    static const struct {
        const char *name;
        int (*run)(place *p, int amount);
        int amount;
    } modes[] = {
        {"kill", test_kill, 20}, {"readers", test_readers, 3}, {"full", test_full, 0}, {"readonly", test_readonly, 0}};
    const char *seed = getenv("ENDURE_SEED");
    place p = {.program = argc > 2 ? argv[2] : NULL, .random = seed ? (uint32_t)strtoul(seed, NULL, 10) : 1};
    p.folder = scratch_make();
    if (argc < 3 || !p.folder) return fail("endure MODE PROGRAM [AMOUNT]");
    snprintf(p.archive, sizeof p.archive, "%s/archive", p.folder);
    snprintf(p.plans, sizeof p.plans, "%s/plans", p.folder);
    int code = 1;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (strcmp(modes[i].name, argv[1]) == 0) code = modes[i].run(&p, argc > 3 ? atoi(argv[3]) : modes[i].amount);
    if (code == 1) {
        fprintf(stderr, "left for a look: %s\n", p.folder);
        free(p.folder);
        return code;
    }
    scratch_remove(p.folder);
    return code;
}
