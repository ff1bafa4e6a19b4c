/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a path. Out: a call for each file, see walk.h. Assumes that folders may change while they are walked. */
#include "archive/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/arena.h"
#include "base/error.h"

static const char *const extensions[] = {".txt", ".md", ".docx"};

typedef struct folder {
    const char *path;
    struct stat info;
} folder;

typedef struct walk {
    vt_walk_fn fn;
    void *context;
    bool only_folders;
    vt_arena arena;         /* names and paths of the folders that are still to do */
    VT_ARRAY(folder) links; /* folders behind links, for after the rest */
    folder *seen;           /* open addressing; an empty place has no path */
    size_t seen_count, seen_size;
    vt_error *err;
} walk;

/* What stands behind one name of a folder. */
typedef struct child {
    const char *name, *path;
} child;

typedef VT_ARRAY(child) children;

static vt_code report(walk *w, vt_walk_kind kind, const char *path, const struct stat *info, const vt_error *error) {
    vt_walk_entry entry = {kind, path, info, error};
    return w->only_folders == (kind == VT_WALK_FOLDER) ? w->fn(w->context, &entry) : VT_OK;
}

static vt_code report_failure(walk *w, const char *path, const char *what, int number) {
    vt_error error = {0};
    vt_fail(&error, VT_ERR_IO, "%s: %s", what, strerror(number));
    return report(w, VT_WALK_FAILED, path, NULL, &error);
}

static bool has_wanted_extension(const char *name) {
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof extensions / sizeof *extensions; i++)
        if (strcasecmp(dot, extensions[i]) == 0) return true;
    return false;
}

/* "~$plan.docx" is the lock file that Word leaves beside an open document. */
static bool is_passed_over(const char *name) { return name[0] == '.' || strncmp(name, "~$", 2) == 0; }

static folder *seen_place(folder *seen, size_t size, const struct stat *info) {
    size_t at = ((size_t)info->st_ino * 31 + (size_t)info->st_dev) & (size - 1);
    while (seen[at].path && (seen[at].info.st_ino != info->st_ino || seen[at].info.st_dev != info->st_dev))
        at = (at + 1) & (size - 1);
    return &seen[at];
}

static bool grow_seen(walk *w) {
    size_t size = w->seen_size ? w->seen_size * 2 : 64;
    folder *grown = vt_arena_alloc(&w->arena, size * sizeof *grown);
    if (!grown) return false;
    for (size_t i = 0; i < w->seen_size; i++)
        if (w->seen[i].path) *seen_place(grown, size, &w->seen[i].info) = w->seen[i];
    w->seen = grown;
    w->seen_size = size;
    return true;
}

/* False when memory ran out; *first says whether the folder has not been walked before. */
static bool mark_seen(walk *w, const char *path, const struct stat *info, bool *first) {
    if (w->seen_count * 2 >= w->seen_size && !grow_seen(w)) return false;
    folder *place = seen_place(w->seen, w->seen_size, info);
    *first = !place->path;
    if (*first) *place = (folder){path, *info}, w->seen_count++;
    return true;
}

static int by_name(const void *a, const void *b) { return strcmp(((const child *)a)->name, ((const child *)b)->name); }

static bool add_child(walk *w, children *list, const char *parent, const char *name) {
    size_t size = strlen(parent);
    const char *slash = size && parent[size - 1] == '/' ? "" : "/";
    child *item = vt_array_push(&w->arena, list);
    if (!item) return false;
    item->path = vt_arena_printf(&w->arena, "%s%s%s", parent, slash, name);
    if (!item->path) return false;
    item->name = item->path + size + strlen(slash);
    return true;
}

/* Reads the folder's names; *number is the errno of a failure that is not lack of memory. */
static bool list_children(walk *w, const char *path, children *list, int *number) {
    DIR *dir = opendir(path);
    *number = dir ? 0 : errno;
    bool enough = true;
    while (dir && enough) {
        errno = 0;
        struct dirent *next = readdir(dir);
        *number = errno;
        if (!next) break;
        enough = is_passed_over(next->d_name) || add_child(w, list, path, next->d_name);
    }
    if (dir) closedir(dir);
    if (list->count > 1) qsort(list->items, list->count, sizeof *list->items, by_name);
    return enough;
}

static vt_code walk_folder(walk *w, const char *path, const struct stat *info);

static vt_code keep_link(walk *w, const char *path, const struct stat *info) {
    folder *link = vt_array_push(&w->arena, &w->links);
    if (!link) return vt_fail_memory(w->err);
    *link = (folder){path, *info};
    return VT_OK;
}

static vt_code walk_child(walk *w, const child *item) {
    struct stat info;
    bool wanted = has_wanted_extension(item->name), reached = lstat(item->path, &info) == 0;
    bool is_link = reached && S_ISLNK(info.st_mode);
    if (!reached || (is_link && stat(item->path, &info) != 0))
        return wanted ? report_failure(w, item->path, "could not be reached", errno) : VT_OK;
    if (S_ISDIR(info.st_mode))
        return is_link ? keep_link(w, item->path, &info) : walk_folder(w, item->path, &info);
    bool is_document = wanted && S_ISREG(info.st_mode);
    return report(w, is_document ? VT_WALK_FILE : VT_WALK_SKIPPED, item->path, &info, NULL);
}

static vt_code walk_folder(walk *w, const char *path, const struct stat *info) {
    bool first;
    if (!mark_seen(w, path, info, &first)) return vt_fail_memory(w->err);
    if (!first) return VT_OK;
    children list = {0};
    int number;
    vt_code code = report(w, VT_WALK_FOLDER, path, info, NULL);
    if (code != VT_OK) return code;
    if (!list_children(w, path, &list, &number)) return vt_fail_memory(w->err);
    if (number) code = report_failure(w, path, "the folder could not be read", number);
    for (size_t i = 0; i < list.count && code == VT_OK; i++) code = walk_child(w, &list.items[i]);
    return code;
}

static vt_code walk_named(walk *w, const char *path) {
    struct stat info;
    if (strcmp(path, "-") == 0) return report(w, VT_WALK_FILE, path, NULL, NULL);
    if (stat(path, &info) != 0) return report_failure(w, path, "could not be opened", errno);
    if (!S_ISDIR(info.st_mode)) return report(w, VT_WALK_FILE, path, &info, NULL);
    return walk_folder(w, path, &info);
}

static vt_code walk_all(const char *path, bool only_folders, vt_walk_fn fn, void *context, vt_error *err) {
    walk w = {.fn = fn, .context = context, .only_folders = only_folders, .err = err};
    vt_arena_init(&w.arena, NULL);
    vt_code code = walk_named(&w, path);
    /* Walking a link may find further links. */
    for (size_t i = 0; i < w.links.count && code == VT_OK; i++) {
        folder link = w.links.items[i];
        code = walk_folder(&w, link.path, &link.info);
    }
    vt_arena_free(&w.arena);
    return code;
}

vt_code vt_walk(const char *path, vt_walk_fn fn, void *context, vt_error *err) {
    return walk_all(path, false, fn, context, err);
}

vt_code vt_walk_folders(const char *path, vt_walk_fn fn, void *context, vt_error *err) {
    return walk_all(path, true, fn, context, err);
}

bool vt_walk_wants(const char *name, bool is_folder) {
    return !is_passed_over(name) && (is_folder || has_wanted_extension(name));
}
