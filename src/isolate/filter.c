/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: nothing. Out: a process that can do little but compute. Assumes a single thread. */
#include "isolate/filter.h"

#include <errno.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ANY = 0 };

/* A call that is allowed, or, where an argument is named, only when it holds. */
typedef struct rule {
    int call;
    unsigned argument_count;
    struct scmp_arg_cmp argument;
} rule;

#define PLAIN(call)                                   \
    {                                                 \
        SCMP_SYS(call), 0, { ANY, SCMP_CMP_EQ, 0, 0 } \
    }
#define WHEN(call, ...) \
    { SCMP_SYS(call), 1, __VA_ARGS__ }

/* Libraries look for files that they can do without, and the C library writes of its own death: these calls fail. */
static const int refused[] = {
    SCMP_SYS(open),       SCMP_SYS(openat), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(stat),
    SCMP_SYS(newfstatat), SCMP_SYS(statx),  SCMP_SYS(writev), SCMP_SYS(readlink),
};

static bool refuse_calls(scmp_filter_ctx filter) {
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), refused[i], 0) != 0) return false;
    return true;
}

static bool allow_calls(scmp_filter_ctx filter, int descriptor) {
    const rule rules[] = {
        /* the conversation */
        WHEN(read, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)descriptor, 0)),
        WHEN(write, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)descriptor, 0)),
        /* memory, none of it to be run */
        WHEN(mmap, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)),
        WHEN(mprotect, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)),
        PLAIN(munmap),
        PLAIN(mremap),
        PLAIN(brk),
        PLAIN(madvise),
        /* what the C library asks for along the way */
        PLAIN(futex),
        PLAIN(sysinfo), /* qsort: how much memory there is */
        PLAIN(clock_gettime),
        PLAIN(gettimeofday),
        PLAIN(getrandom),
        /* the end, also by abort() */
        PLAIN(getpid),
        PLAIN(gettid),
        PLAIN(rt_sigprocmask),
        PLAIN(rt_sigreturn),
        PLAIN(exit),
        PLAIN(exit_group),
        PLAIN(sigaltstack), /* a sanitizer, of any function that does not return */
        WHEN(tgkill, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0)),
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, rules[i].call, rules[i].argument_count,
                                   &rules[i].argument) != 0)
            return false;
    return true;
}

/* Loading it forbids new privileges, too. */
bool vt_filter_set(int descriptor) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    bool set = filter && seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
               refuse_calls(filter) && allow_calls(filter, descriptor) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return set;
}
