/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a command. Out: a confined process; in the end, why it died. */
#include "isolate/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "base/error.h"
#include "isolate/wire.h"
#include "isolate/worker.h"

enum { START_SECONDS = 60 };

/* ---- limits ---- */

/* A sanitizer's shadow memory is larger than any limit. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define HAS_SHADOW true
#elif defined __has_feature
#define HAS_SHADOW (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#else
#define HAS_SHADOW false
#endif

/* From outside, once the worker is ready; it has no call to raise them. */
static bool limit(pid_t id, unsigned mebibytes) {
    const struct {
        int what;
        rlim_t most;
    } limits[] = {{RLIMIT_AS, HAS_SHADOW ? RLIM_INFINITY : (rlim_t)mebibytes << 20},
                  {RLIMIT_FSIZE, 0},
                  {RLIMIT_NOFILE, 0},
                  {RLIMIT_CORE, 0}};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct rlimit both;
        if (prlimit(id, limits[i].what, NULL, &both) != 0) return false;
        if (both.rlim_max > limits[i].most) both.rlim_max = limits[i].most;
        both.rlim_cur = both.rlim_max;
        if (prlimit(id, limits[i].what, &both, NULL) != 0) return false;
    }
    return true;
}

/* The system counts what the process has used in all, in whole seconds. */
void vt_process_renew(const vt_process *process, unsigned seconds) {
    clockid_t clock;
    struct timespec used;
    struct rlimit both;
    if (clock_getcpuclockid(process->id, &clock) != 0 || clock_gettime(clock, &used) != 0) return;
    if (prlimit(process->id, RLIMIT_CPU, NULL, &both) != 0) return;
    both.rlim_cur = (rlim_t)used.tv_sec + 1 + seconds;
    if (both.rlim_cur > both.rlim_max) both.rlim_cur = both.rlim_max;
    prlimit(process->id, RLIMIT_CPU, &both, NULL);
}

/* ---- the beginning ---- */

/* Signals as at the beginning of any process; those of the terminal are for the program, which then ends its workers.
 */
static bool set_attributes(posix_spawnattr_t *attributes) {
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    return posix_spawnattr_setflags(attributes,
                                    POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK) == 0 &&
           posix_spawnattr_setpgroup(attributes, 0) == 0 && posix_spawnattr_setsigdefault(attributes, &all) == 0 &&
           posix_spawnattr_setsigmask(attributes, &none) == 0;
}

static bool set_descriptors(posix_spawn_file_actions_t *actions, int socket) {
    for (int standard = 0; standard < VT_WORKER_SOCKET; standard++)
        if (posix_spawn_file_actions_addopen(actions, standard, "/dev/null", O_RDWR, 0) != 0) return false;
    return posix_spawn_file_actions_adddup2(actions, socket, VT_WORKER_SOCKET) == 0;
}

static bool spawn(const char *const *command, int socket, pid_t *id) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&actions) != 0) return false;
    if (posix_spawnattr_init(&attributes) != 0) return posix_spawn_file_actions_destroy(&actions), false;
    bool done = set_descriptors(&actions, socket) && set_attributes(&attributes) &&
                posix_spawn(id, command[0], &actions, &attributes, (char *const *)command, environ) == 0;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return done;
}

static vt_code make_ready(const vt_process *process, const vt_isolate_options *options, vt_error *err) {
    vt_answer answer;
    if (vt_wire_receive(process->socket, &answer, sizeof answer, vt_wire_deadline(START_SECONDS)) != VT_WIRE_DONE)
        return vt_fail(err, VT_ERR_IO, "a worker does not begin");
    answer.message[sizeof answer.message - 1] = '\0';
    if (answer.code != VT_OK)
        return vt_fail_hint(err, VT_ERR_IO, "without --isolate files are read unprotected", "%s", answer.message);
    return limit(process->id, options->mebibytes) ? VT_OK : vt_fail(err, VT_ERR_IO, "a worker cannot be limited");
}

static vt_code start(vt_process *process, const vt_isolate_options *options, vt_error *err) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return vt_fail(err, VT_ERR_IO, "there is no socket for a worker");
    process->socket = ends[0];
    bool started = spawn(options->command, ends[1], &process->id);
    close(ends[1]);
    return started ? make_ready(process, options, err) : vt_fail(err, VT_ERR_IO, "a worker cannot be started");
}

vt_code vt_process_start(const vt_isolate_options *options, vt_process **out, vt_error *err) {
    *out = calloc(1, sizeof **out);
    if (!*out) return vt_fail_memory(err);
    (*out)->socket = -1;
    vt_code code = start(*out, options, err);
    if (code == VT_OK) return VT_OK;
    vt_process_end(*out);
    *out = NULL;
    return code;
}

/* ---- the end ---- */

vt_code vt_fail_time(const vt_isolate_options *options, vt_error *err) {
    return vt_fail_hint(err, VT_ERR_LIMIT, "--isolate-seconds N allows more",
                        "reading it takes longer than the limit of %u seconds", options->seconds);
}

vt_code vt_fail_space(const vt_isolate_options *options, vt_error *err) {
    return vt_fail_hint(err, VT_ERR_LIMIT, "--isolate-memory N allows more",
                        "reading it takes more memory than the limit of %u MiB", options->mebibytes);
}

#define HINT_REPORT "this is a fault of vanthu or of a library: report it, with the file if it may be given away"

bool vt_process_was_late(int status) { return WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU; }

vt_code vt_process_explain(int status, const vt_isolate_options *options, vt_error *err) {
    int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (signal == SIGSYS)
        return vt_fail_hint(err, VT_ERR_IO, HINT_REPORT,
                            "reading it was stopped: it asked the system for what no reader needs");
    if (signal) return vt_fail_hint(err, VT_ERR_IO, HINT_REPORT, "reading it crashed (signal %d)", signal);
    if (WEXITSTATUS(status) == VT_WORKER_FULL) return vt_fail_space(options, err);
    return vt_fail_hint(err, VT_ERR_IO, HINT_REPORT, "reading it ended without an answer (exit %d)",
                        WEXITSTATUS(status));
}

/* To be killed changes nothing for one that has died: its status is that of its death. */
int vt_process_end(vt_process *process) {
    int status = 0;
    if (process->socket >= 0) close(process->socket);
    if (process->id) {
        kill(process->id, SIGKILL);
        while (waitpid(process->id, &status, 0) < 0 && errno == EINTR) continue;
    }
    free(process);
    return status;
}
