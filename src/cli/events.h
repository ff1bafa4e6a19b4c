/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of files while an archive was filled: a line each, the sum of them, what a person should look at. */
#ifndef VT_CLI_EVENTS_H
#define VT_CLI_EVENTS_H

#include <time.h>
#include <vanthu/archive.h>
#include "base/arena.h"
#include "cli/cli.h"

/* A document that a person should look at. */
typedef struct vt_concern {
    const char *path;
    unsigned count;
} vt_concern;

typedef enum vt_events_mode {
    VT_EVENTS_BAR,    /* a progress bar, and failures */
    VT_EVENTS_RESULT, /* a line for each change, as a result */
    VT_EVENTS_NOTE    /* a line for each change, as a message */
} vt_events_mode;

typedef struct vt_events {
    vt_cli *cli;
    vt_events_mode mode;
    struct timespec drawn;
    vt_arena arena;
    VT_ARRAY(vt_concern) concerns;
} vt_events;

void vt_events_init(vt_events *events, vt_cli *cli, vt_events_mode mode);
void vt_events_free(vt_events *events);

/* For vt_index_options: context is a vt_events. */
bool vt_events_show(void *context, const vt_index_event *event);

/* Says how much of what has happened; only_changes: nothing of files that are as they were, nor of what needs a look. */
void vt_events_summarise(vt_events *events, const vt_index_summary *summary, bool only_changes);

#endif
