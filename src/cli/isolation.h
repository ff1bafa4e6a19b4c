/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of the commands that can read files in processes of their own (src/isolate/). */
#ifndef VT_CLI_ISOLATION_H
#define VT_CLI_ISOLATION_H

#include "cli/cli.h"
#include "isolate/isolate.h"

/* What the program is started with to be a worker: nothing that a person types. */
#define VT_CLI_WORKER "--isolated-worker"

/* In the settings of a command; a limit that is given asks for isolation, too. */
typedef struct vt_isolation {
    bool wanted;
    uint64_t seconds, mebibytes;
} vt_isolation;

#define VT_ISOLATE_OPTIONS(settings, field)                                                        \
    {"isolate",                                                                                    \
     0,                                                                                            \
     VT_OPTION_FLAG,                                                                               \
     offsetof(settings, field.wanted),                                                             \
     "reads in confined processes: a file that crashes its reader is named, and the rest goes on", \
     NULL,                                                                                         \
     NULL},                                                                                        \
        {"isolate-seconds",                                                                        \
         0,                                                                                        \
         VT_OPTION_NUMBER,                                                                         \
         offsetof(settings, field.seconds),                                                        \
         "the same; a file may take N seconds of the processor, without it 20",                    \
         "N",                                                                                      \
         NULL},                                                                                    \
    {                                                                                              \
        "isolate-memory", 0, VT_OPTION_NUMBER, offsetof(settings, field.mebibytes),                \
            "the same; a reader may take N MiB of memory, without it 2048", "N", NULL              \
    }

/* Makes the run read in workers, if that is wanted; they are ended with vt_isolate_close, after it. A failure has been
 * said. */
vt_exit vt_cli_isolate(vt_cli *cli, const vt_isolation *isolation, vt_index_options *options, vt_isolate **out);

#endif
