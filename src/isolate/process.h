/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worker, from the outside: a process, its limits, and how it ended. */
#ifndef VT_ISOLATE_PROCESS_H
#define VT_ISOLATE_PROCESS_H

#include <sys/types.h>
#include "isolate/isolate.h"

typedef struct vt_process vt_process;
struct vt_process {
    pid_t id;
    int socket;
    bool is_used; /* it has read a file already */
    vt_process *next;
};

/* A process that is ready, and confined. */
vt_code vt_process_start(const vt_isolate_options *options, vt_process **out, vt_error *err);

/* Another file may take its share of the processor's time. */
void vt_process_renew(const vt_process *process, unsigned seconds);

/* Ends it, if it lives, and frees it. The status is as of waitpid. */
int vt_process_end(vt_process *process);

/* Whether the system ended it for the time it took. */
bool vt_process_was_late(int status);

/* The error of the file that it was reading when it ended by itself. */
vt_code vt_process_explain(int status, const vt_isolate_options *options, vt_error *err);

/* The errors of a file that is more than the limits allow. */
vt_code vt_fail_time(const vt_isolate_options *options, vt_error *err);
vt_code vt_fail_space(const vt_isolate_options *options, vt_error *err);

#endif
