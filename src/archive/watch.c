/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: folders, and what the system tells of changes in them. Out: an archive
 * that follows. Changes are gathered until nothing has happened for a moment;
 * then what changed is indexed like paths that a person names, so that whatever
 * an event did not tell is seen all the same. When the system has lost events,
 * everything is walked again.
 * Assumes Linux (inotify).
 */
#include <vanthu/keep.h>

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "archive/places.h"
#include "archive/walk.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/table.h"

enum {
    SETTLE = 500,       /* milliseconds without a change before a run */
    MOST_SETTLES = 20,  /* so many times that long it waits at most */
    LOCKED_PAUSE = 1000 /* before the next try when another process writes */
};

static const uint32_t wanted_events = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
                                      IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK;

typedef struct watch {
    const char *folder, *own; /* of the archive: as given, absolute */
    const char *const *paths;
    size_t count;
    const vt_watch_options *options;
    int queue;                    /* inotify's descriptor */
    vt_arena arena;               /* of the watched folders */
    VT_ARRAY(const char *) names; /* of the watched folders by their numbers; NULL: none any more */
    vt_arena batch;               /* of what has changed since the last run */
    vt_table changed;
    int64_t first, last; /* when it changed, in milliseconds; first 0: nothing has */
    bool lost;           /* the system has lost events */
    vt_error *err;
} watch;

static int64_t now(void) {
    struct timespec time = {0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000 + 1;
}

/* ---- which folders ---- */

static bool is_own(watch *w, const char *path) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    const char *absolute = vt_path_absolute(&arena, path);
    size_t size = strlen(w->own);
    bool own = absolute && strncmp(absolute, w->own, size) == 0 && (!absolute[size] || absolute[size] == '/');
    vt_arena_free(&arena);
    return own;
}

static vt_code fail_watch(watch *w, const char *path) {
    if (errno == ENOENT || errno == ENOTDIR || errno == EACCES) return VT_OK; /* gone again; or indexing names it */
    if (errno == ENOSPC)
        return vt_fail_hint(w->err, VT_ERR_LIMIT, "raise it: sysctl fs.inotify.max_user_watches",
                            "the system watches no more folders");
    return vt_fail(w->err, VT_ERR_IO, "%.100s cannot be watched: %s", path, strerror(errno));
}

static vt_code add_folder(void *context, const vt_walk_entry *entry) {
    watch *w = context;
    if (entry->kind != VT_WALK_FOLDER || is_own(w, entry->path)) return VT_OK;
    int number = inotify_add_watch(w->queue, entry->path, wanted_events);
    if (number < 0) return fail_watch(w, entry->path);
    while (w->names.count <= (size_t)number) {
        const char **name = vt_array_push(&w->arena, &w->names);
        if (!name) return vt_fail_memory(w->err);
    }
    w->names.items[number] = vt_arena_text(&w->arena, vt_slice_of(entry->path));
    return w->names.items[number] ? VT_OK : vt_fail_memory(w->err);
}

static vt_code add_below(watch *w, const char *path) { return vt_walk_folders(path, add_folder, w, w->err); }

/* ---- what has changed ---- */

static vt_code note(watch *w, const char *path) {
    const char *copy = vt_arena_text(&w->batch, vt_slice_of(path));
    void **value = copy ? vt_table_put(&w->changed, vt_slice_of(copy)) : NULL;
    if (!value) return vt_fail_memory(w->err);
    if (!*value) *value = (void *)copy;
    w->last = now();
    if (!w->first) w->first = w->last;
    return VT_OK;
}

static vt_code note_all(watch *w) {
    vt_code code = VT_OK;
    for (size_t i = 0; i < w->count && code == VT_OK; i++) code = note(w, w->paths[i]);
    return code;
}

/* A file that has only been made is not written yet; a further name of a written one is. */
static bool is_begun(const struct inotify_event *event, const char *path) {
    struct stat info;
    return (event->mask & IN_CREATE) && lstat(path, &info) == 0 && S_ISREG(info.st_mode) && info.st_nlink == 1;
}

static vt_code take_named(watch *w, const struct inotify_event *event, const char *path) {
    bool is_folder = event->mask & IN_ISDIR;
    if (!vt_walk_wants(event->name, is_folder) || is_own(w, path)) return VT_OK;
    if (!is_folder && is_begun(event, path)) return VT_OK;
    vt_code code = is_folder && (event->mask & (IN_CREATE | IN_MOVED_TO)) ? add_below(w, path) : VT_OK;
    return code == VT_OK ? note(w, path) : code;
}

static vt_code take_event(watch *w, const struct inotify_event *event) {
    if (event->mask & IN_Q_OVERFLOW) return w->lost = true, note_all(w);
    const char **name = event->wd >= 0 && (size_t)event->wd < w->names.count ? &w->names.items[event->wd] : NULL;
    if (!name || !*name) return VT_OK;
    const char *folder = *name;
    if (event->mask & IN_IGNORED) return *name = NULL, VT_OK;
    if (!event->len) return event->mask & (IN_DELETE_SELF | IN_MOVE_SELF) ? note(w, folder) : VT_OK;
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    const char *path = vt_arena_printf(&arena, "%s%s%s", folder,
                                       vt_slice_ends(vt_slice_of(folder), VT_LITERAL("/")) ? "" : "/", event->name);
    vt_code code = path ? take_named(w, event, path) : vt_fail_memory(w->err);
    vt_arena_free(&arena);
    return code;
}

static vt_code read_events(watch *w) {
    _Alignas(struct inotify_event) char bytes[16 * 1024];
    ssize_t size = read(w->queue, bytes, sizeof bytes);
    if (size < 0)
        return errno == EINTR || errno == EAGAIN ? VT_OK
                                                 : vt_fail(w->err, VT_ERR_IO, "watching failed: %s", strerror(errno));
    vt_code code = VT_OK;
    for (char *at = bytes; code == VT_OK && at < bytes + size;) {
        const struct inotify_event *event = (const struct inotify_event *)(void *)at;
        code = take_event(w, event);
        at += sizeof *event + event->len;
    }
    return code;
}

/* ---- a run ---- */

static bool is_stopped(const watch *w) {
    struct pollfd stop = {w->options->stop, POLLIN, 0};
    return w->options->stop >= 0 && poll(&stop, 1, 0) > 0;
}

static bool go_on(void *context, const vt_index_event *event) {
    const watch *w = context;
    const vt_index_options *index = &w->options->index;
    bool wanted = !index->progress || index->progress(index->context, event);
    return wanted && !is_stopped(w);
}

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static vt_code index_changed(watch *w, vt_archive *archive, vt_index_summary *summary) {
    VT_ARRAY(const char *) paths = {0};
    for (size_t i = 0; i < w->changed.size; i++) {
        if (!w->changed.entries[i].value) continue;
        const char **path = vt_array_push(&w->batch, &paths);
        if (!path) return vt_fail_memory(w->err);
        *path = w->changed.entries[i].value;
    }
    if (paths.count) qsort(paths.items, paths.count, sizeof *paths.items, by_name);
    vt_index_options options = w->options->index;
    options.may_be_gone = true;
    options.progress = go_on;
    options.context = w;
    return vt_archive_index(archive, paths.items, paths.count, &options, summary, w->err);
}

static void forget(watch *w) {
    vt_arena_reset(&w->batch);
    vt_table_init(&w->changed, &w->batch);
    w->first = w->last = 0;
}

/* VT_ERR_LOCKED: nothing was done, and the next try comes later. */
static vt_code run(watch *w) {
    vt_archive *archive;
    vt_index_summary summary;
    vt_code code = VT_OK;
    for (size_t i = 0; w->lost && i < w->count && code == VT_OK; i++) code = add_below(w, w->paths[i]);
    if (code == VT_OK) code = vt_archive_open(w->folder, VT_ARCHIVE_WRITE, &archive, w->err);
    if (code != VT_OK) return code;
    w->lost = false;
    code = index_changed(w, archive, &summary);
    vt_archive_close(archive);
    forget(w);
    if (code == VT_OK && w->options->ran) w->options->ran(w->options->index.context, &summary);
    return code;
}

/* Milliseconds until the next run; -1: none is due. */
static int until_run(const watch *w) {
    if (!w->first) return -1;
    int64_t settle = w->options->settle ? w->options->settle : SETTLE;
    int64_t due = w->last + settle, latest = w->first + MOST_SETTLES * settle, time = now();
    if (latest < due) due = latest;
    return due > time ? (int)(due - time) : 0;
}

static vt_code follow(watch *w) {
    vt_code code = VT_OK;
    for (int pause = until_run(w);; pause = code == VT_ERR_LOCKED ? LOCKED_PAUSE : until_run(w)) {
        struct pollfd both[] = {{w->queue, POLLIN, 0}, {w->options->stop, POLLIN, 0}};
        int ready = poll(both, w->options->stop >= 0 ? 2 : 1, pause);
        if (ready < 0 && errno != EINTR) return vt_fail(w->err, VT_ERR_IO, "watching failed: %s", strerror(errno));
        if (ready > 0 && both[1].revents) return VT_OK;
        code = ready > 0 ? read_events(w) : ready == 0 ? run(w) : VT_OK;
        if (code != VT_OK && code != VT_ERR_LOCKED) return code;
    }
}

static vt_code check_paths(watch *w) {
    struct stat info;
    for (size_t i = 0; i < w->count; i++) {
        if (stat(w->paths[i], &info) != 0)
            return vt_fail(w->err, VT_ERR_ARGUMENT, "%.150s: %s", w->paths[i], strerror(errno));
        if (!S_ISDIR(info.st_mode)) return vt_fail(w->err, VT_ERR_ARGUMENT, "%.150s is not a folder", w->paths[i]);
    }
    return VT_OK;
}

/* Folders are watched before they are indexed for the first time, so that nothing falls between. */
static vt_code start(watch *w) {
    w->own = vt_path_absolute(&w->arena, w->folder);
    if (!w->own) return vt_fail_memory(w->err);
    vt_code code = check_paths(w);
    for (size_t i = 0; i < w->count && code == VT_OK; i++) code = add_below(w, w->paths[i]);
    if (code == VT_OK) code = note_all(w);
    if (code == VT_OK) code = run(w);
    return code == VT_OK || code == VT_ERR_LOCKED ? follow(w) : code;
}

vt_code vt_archive_watch(const char *folder, const char *const *paths, size_t count, const vt_watch_options *options,
                         vt_error *err) {
    static const vt_watch_options defaults = {.stop = -1};
    vt_error own = {0};
    watch w = {.folder = folder,
               .paths = paths,
               .count = count,
               .options = options ? options : &defaults,
               .err = err ? err : &own};
    w.queue = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (w.queue < 0) return vt_fail(err, VT_ERR_IO, "folders cannot be watched: %s", strerror(errno));
    vt_arena_init(&w.arena, NULL);
    vt_arena_init(&w.batch, NULL);
    vt_table_init(&w.changed, &w.batch);
    vt_code code = start(&w);
    close(w.queue);
    vt_arena_free(&w.batch);
    vt_arena_free(&w.arena);
    return code;
}
