/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: events of an archive that is being filled. Out: lines and the progress bar. */
#include "cli/events.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/slice.h"
#include "cli/output.h"

static const char *const words[VT_INDEX_EVENT_KINDS] = {
    [VT_INDEX_ADDED] = "added",         [VT_INDEX_UPDATED] = "updated",     [VT_INDEX_MOVED] = "moved",
    [VT_INDEX_UNCHANGED] = "unchanged", [VT_INDEX_DUPLICATE] = "duplicate", [VT_INDEX_REMOVED] = "removed",
    [VT_INDEX_SKIPPED] = "skipped",     [VT_INDEX_FAILED] = "failed",       [VT_INDEX_KEPT] = "kept",
};

void vt_events_init(vt_events *events, vt_cli *cli, vt_events_mode mode) {
    *events = (vt_events){.cli = cli, .mode = mode};
    vt_arena_init(&events->arena, NULL);
}

void vt_events_free(vt_events *events) { vt_arena_free(&events->arena); }

/* The bar is drawn anew ten times a second at most. */
static bool is_due(vt_events *p) {
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return false;
    int64_t passed = (now.tv_sec - p->drawn.tv_sec) * 1000 + (now.tv_nsec - p->drawn.tv_nsec) / 1000000;
    if (passed < 100) return false;
    p->drawn = now;
    return true;
}

/* Documents beyond memory go unlisted: the index is what counts. */
static void note_concern(vt_events *p, const vt_index_event *event) {
    vt_concern *one = vt_array_push(&p->arena, &p->concerns);
    char *path = one ? vt_arena_text(&p->arena, vt_slice_of(event->path)) : NULL;
    if (path)
        *one = (vt_concern){path, event->concerns};
    else if (one)
        p->concerns.count--;
}

static int worst_first(const void *a, const void *b) {
    const vt_concern *x = a, *y = b;
    if (x->count != y->count) return x->count < y->count ? 1 : -1;
    return strcmp(x->path, y->path);
}

static void list_concerns(vt_events *p) {
    enum { SHOWN = 10 };
    size_t count = p->concerns.count;
    if (!count) return;
    qsort(p->concerns.items, count, sizeof *p->concerns.items, worst_first);
    vt_cli_note(p->cli, "%zu documents need a look, the worst first:", count);
    for (size_t i = 0; i < count && i < SHOWN; i++)
        vt_cli_note(p->cli, "  %s (%u)", p->concerns.items[i].path, p->concerns.items[i].count);
    vt_cli_hint(p->cli, "vanthu review says what and why");
}

static bool is_change(vt_index_event_kind kind) {
    return kind != VT_INDEX_UNCHANGED && kind != VT_INDEX_SKIPPED && kind != VT_INDEX_FAILED;
}

/* "moved      old.txt -> new.txt" */
static void show_change(vt_events *p, const vt_index_event *event) {
    const char *from = event->from ? event->from : "", *arrow = event->from ? " -> " : "";
    if (p->mode == VT_EVENTS_NOTE) {
        vt_cli_note(p->cli, "%-10s %s%s%s", words[event->kind], from, arrow, event->path);
        return;
    }
    vt_cli_printf(p->cli, VT_STYLE_PLAIN, "%-10s ", words[event->kind]);
    vt_cli_put(p->cli, VT_STYLE_PLAIN, vt_slice_of(from));
    vt_cli_printf(p->cli, VT_STYLE_FAINT, "%s", arrow);
    vt_cli_put(p->cli, VT_STYLE_PLAIN, vt_slice_of(event->path));
    vt_cli_printf(p->cli, VT_STYLE_PLAIN, "\n");
}

bool vt_events_show(void *context, const vt_index_event *event) {
    vt_events *p = context;
    if (event->kind == VT_INDEX_FAILED) vt_cli_error(p->cli, event->path, event->error);
    if (event->concerns && p->mode == VT_EVENTS_BAR) note_concern(p, event);
    if (p->mode != VT_EVENTS_BAR && is_change(event->kind)) show_change(p, event);
    if (is_due(p)) vt_cli_progress(p->cli, event->done, event->total, event->path);
    return !p->cli->write_errno;
}

void vt_events_summarise(vt_events *events, const vt_index_summary *summary, bool only_changes) {
    char line[512] = "";
    size_t used = 0;
    vt_cli_progress_end(events->cli);
    if (!only_changes) list_concerns(events);
    for (int kind = 0; kind < VT_INDEX_EVENT_KINDS; kind++) {
        bool shown = summary->counts[kind] || kind == VT_INDEX_ADDED;
        if (!shown || (only_changes && (kind == VT_INDEX_UNCHANGED || kind == VT_INDEX_SKIPPED))) continue;
        used += (size_t)snprintf(line + used, sizeof line - used, "%s%" PRIu64 " %s", used ? ", " : "",
                                 summary->counts[kind], words[kind]);
    }
    vt_cli_note(events->cli, "%s; %" PRIu64 " in the archive", line, summary->records);
    if (summary->dropped_words)
        vt_cli_note(events->cli, "%" PRIu64 " words were too long to be found by", summary->dropped_words);
}
