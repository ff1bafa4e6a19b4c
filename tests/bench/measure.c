/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * measure FILE COMMAND...: runs a command and adds a line to FILE: milliseconds by the clock, milliseconds of
 * processors, KiB of the largest process among it and what it waited for. Exit: that of the command; 126 when it did
 * not run.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double milliseconds(struct timeval t) { return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3; }

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int run(char **command, double *clock, struct rusage *use) {
    int status;
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        execvp(command[0], command);
        perror(command[0]);
        _exit(126);
    }
    if (child < 0 || wait4(child, &status, 0, use) != child) return 126;
    *clock = now() - start;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}

int main(int count, char **words) {
    double clock = 0;
    struct rusage use = {0};
    if (count < 3) return fputs("usage: measure FILE COMMAND...\n", stderr), 2;
    int code = run(words + 2, &clock, &use);
    FILE *file = fopen(words[1], "a");
    if (!file) return perror(words[1]), 126;
    fprintf(file, "%.0f %.0f %ld\n", clock, milliseconds(use.ru_utime) + milliseconds(use.ru_stime), use.ru_maxrss);
    return fclose(file) == 0 ? code : 126;
}
