/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an archive's folder. Out: what there is in all of it, kept until the folder changes. */
#include "web/catalog.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include "base/error.h"

enum {
    NEWEST = 5,
    MOST_VALUES = 500,  /* of each facet */
    SETTLED_SECONDS = 2 /* a younger change could be followed by one with the same time */
};

/* The youngest time of a folder and those in it, and how many those are. */
typedef struct state {
    struct timespec changed;
    unsigned folders;
} state;

struct vt_catalog {
    pthread_mutex_t mutex; /* held while something is counted */
    state of;
    unsigned users; /* under the mutex of all */
    vt_arena arena;
    vt_stats *stats;
    vt_overall overall;
    vt_kept kept;
};

struct vt_catalogs {
    pthread_mutex_t mutex;
    const char *folder;
    vt_catalog *kept; /* the last one, if its state had settled; it counts as a user */
};

/* ---- states ---- */

static int by_time(struct timespec a, struct timespec b) {
    if (a.tv_sec != b.tv_sec) return a.tv_sec < b.tv_sec ? -1 : 1;
    return (a.tv_nsec > b.tv_nsec) - (a.tv_nsec < b.tv_nsec);
}

static void look_at(state *now, int folder, const char *name) {
    struct stat info;
    if (fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISDIR(info.st_mode)) return;
    now->folders++;
    if (by_time(info.st_mtim, now->changed) > 0) now->changed = info.st_mtim;
}

static state state_of(const char *path) {
    state now = {0};
    DIR *folder = opendir(path);
    for (struct dirent *next; folder && (next = readdir(folder));)
        if (strcmp(next->d_name, "..") != 0) look_at(&now, dirfd(folder), next->d_name);
    if (folder) closedir(folder);
    return now;
}

static bool is_same(state a, state b) { return by_time(a.changed, b.changed) == 0 && a.folders == b.folders; }

static bool has_settled(state one) { return one.changed.tv_sec + SETTLED_SECONDS <= time(NULL); }

/* ---- taking and giving ---- */

vt_code vt_catalogs_open(const char *folder, vt_catalogs **out, vt_error *err) {
    *out = calloc(1, sizeof **out);
    if (!*out) return vt_fail_memory(err);
    (*out)->folder = folder;
    if (pthread_mutex_init(&(*out)->mutex, NULL) == 0) return VT_OK;
    free(*out);
    *out = NULL;
    return vt_fail_memory(err);
}

static bool init_mutexes(vt_catalog *catalog) {
    if (pthread_mutex_init(&catalog->mutex, NULL) != 0) return false;
    if (vt_kept_init(&catalog->kept)) return true;
    pthread_mutex_destroy(&catalog->mutex);
    return false;
}

static vt_catalog *new_catalog(state of) {
    vt_catalog *catalog = calloc(1, sizeof *catalog);
    if (!catalog) return NULL;
    if (!init_mutexes(catalog)) {
        free(catalog);
        return NULL;
    }
    catalog->of = of;
    catalog->users = 1;
    vt_arena_init(&catalog->arena, NULL);
    return catalog;
}

static void free_catalog(vt_catalog *catalog) {
    vt_stats_free(catalog->stats);
    vt_hits_free(catalog->overall.hits);
    vt_arena_free(&catalog->arena);
    vt_kept_free(&catalog->kept);
    pthread_mutex_destroy(&catalog->mutex);
    free(catalog);
}

/* Under the mutex of all. */
static void leave(vt_catalog *catalog) {
    if (catalog && --catalog->users == 0) free_catalog(catalog);
}

static vt_catalog *take_new(vt_catalogs *catalogs, state now) {
    vt_catalog *catalog = new_catalog(now);
    if (!catalog || !has_settled(now)) return catalog;
    leave(catalogs->kept);
    catalogs->kept = catalog;
    catalog->users++;
    return catalog;
}

vt_catalog *vt_catalog_take(vt_catalogs *catalogs) {
    state now = state_of(catalogs->folder);
    pthread_mutex_lock(&catalogs->mutex);
    vt_catalog *catalog = catalogs->kept;
    if (catalog && is_same(catalog->of, now))
        catalog->users++;
    else
        catalog = take_new(catalogs, now);
    pthread_mutex_unlock(&catalogs->mutex);
    return catalog;
}

void vt_catalog_give(vt_catalogs *catalogs, vt_catalog *catalog) {
    pthread_mutex_lock(&catalogs->mutex);
    leave(catalog);
    pthread_mutex_unlock(&catalogs->mutex);
}

void vt_catalogs_close(vt_catalogs *catalogs) {
    if (!catalogs) return;
    leave(catalogs->kept);
    pthread_mutex_destroy(&catalogs->mutex);
    free(catalogs);
}

/* ---- counting ---- */

vt_code vt_catalog_stats(vt_catalog *catalog, vt_archive *archive, const vt_stats **out, vt_error *err) {
    pthread_mutex_lock(&catalog->mutex);
    vt_code code = catalog->stats ? VT_OK : vt_archive_stats(archive, &catalog->stats, err);
    *out = catalog->stats;
    pthread_mutex_unlock(&catalog->mutex);
    return code;
}

static vt_code count_overall(vt_catalog *catalog, vt_archive *archive, vt_error *err) {
    static const vt_search_options wanted = {
        .limit = NEWEST, .sort = VT_SORT_DATE, .facets = (1U << VT_FACETS) - 1, .facet_limit = MOST_VALUES,
        .depth = UINT32_MAX};
    vt_hits *hits;
    vt_code code = vt_archive_search(archive, "", &wanted, &hits, err);
    if (code != VT_OK) return code;
    if (!vt_vocabulary_build(&catalog->overall.vocabulary, &catalog->arena, hits->facets, hits->facet_count)) {
        vt_hits_free(hits);
        return vt_fail_memory(err);
    }
    catalog->overall.hits = hits;
    return VT_OK;
}

vt_code vt_catalog_overall(vt_catalog *catalog, vt_archive *archive, const vt_overall **out, vt_error *err) {
    pthread_mutex_lock(&catalog->mutex);
    vt_code code = catalog->overall.hits ? VT_OK : count_overall(catalog, archive, err);
    *out = code == VT_OK ? &catalog->overall : NULL;
    pthread_mutex_unlock(&catalog->mutex);
    return code;
}

vt_kept *vt_catalog_kept(vt_catalog *catalog) { return &catalog->kept; }

const vt_facet *vt_overall_facet(const vt_overall *overall, vt_facet_kind kind) {
    for (size_t i = 0; i < overall->hits->facet_count; i++)
        if (overall->hits->facets[i].kind == kind) return &overall->hits->facets[i];
    return NULL;
}
