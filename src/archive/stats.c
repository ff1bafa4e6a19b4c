/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an open archive. Out: how many documents of which kind it holds. Counted from slots; no record is read. */
#include <vanthu/keep.h>

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "archive/fields.h"
#include "archive/inside.h"
#include "archive/known.h"
#include "base/error.h"
#include "base/slice.h"

/* The numbers with the arena that they live in; the numbers are the first member. */
typedef struct kept_stats {
    vt_stats stats;
    vt_arena arena;
} kept_stats;

static int most_first(const void *a, const void *b) {
    const vt_tally *x = a, *y = b;
    if (x->documents != y->documents) return x->documents < y->documents ? 1 : -1;
    return strcmp(x->value ? x->value : "", y->value ? y->value : "");
}

static int by_value(const void *a, const void *b) {
    const vt_tally *x = a, *y = b;
    return strcmp(x->value ? x->value : "~", y->value ? y->value : "~");
}

typedef struct tally_list {
    VT_ARRAY(vt_tally) items;
    uint64_t sum;
} tally_list;

static bool add_tally(vt_arena *arena, tally_list *list, vt_slice value, uint64_t documents) {
    vt_tally *item = documents ? vt_array_push(arena, &list->items) : NULL;
    if (!documents) return true;
    if (!item) return false;
    *item = (vt_tally){value.size ? vt_arena_text(arena, value) : NULL, documents};
    list->sum += documents;
    return item->value || !value.size;
}

/* Documents with an empty slot are counted as the rest. */
static vt_code tally(kept_stats *kept, const vt_index_answer *answer, uint32_t slot,
                     int (*order)(const void *, const void *), vt_tallies *out, vt_error *err) {
    tally_list list = {0};
    bool enough = true;
    for (size_t i = 0; i < answer->facet_count && enough; i++)
        if (answer->facets[i].slot == slot && answer->facets[i].value.size)
            enough = add_tally(&kept->arena, &list, answer->facets[i].value, answer->facets[i].count);
    if (!enough || !add_tally(&kept->arena, &list, (vt_slice){NULL, 0}, kept->stats.records - list.sum))
        return vt_fail_memory(err);
    if (list.items.count) qsort(list.items.items, list.items.count, sizeof *list.items.items, order);
    *out = (vt_tallies){list.items.items, list.items.count};
    return VT_OK;
}

static vt_code count_facets(vt_archive *archive, kept_stats *kept, vt_error *err) {
    static const vt_index_query all = {.op = VT_INDEX_ALL};
    static const uint32_t slots[] = {VT_SLOT_TYPE, VT_SLOT_ISSUER, VT_SLOT_YEAR};
    static const vt_index_search wanted = {.depth = UINT32_MAX, .facet_slots = slots, .facet_slot_count = 3};
    vt_index_answer *answer;
    vt_code code = vt_index_find(archive->index, &all, &wanted, &answer, err);
    if (code != VT_OK) return code;
    code = tally(kept, answer, VT_SLOT_TYPE, most_first, &kept->stats.types, err);
    if (code == VT_OK) code = tally(kept, answer, VT_SLOT_ISSUER, most_first, &kept->stats.issuers, err);
    if (code == VT_OK) code = tally(kept, answer, VT_SLOT_YEAR, by_value, &kept->stats.years, err);
    vt_index_release(answer);
    return code;
}

static vt_code count_review(vt_archive *archive, vt_stats *stats, vt_error *err) {
    static const vt_index_query some = {.op = VT_INDEX_RANGE, .slot = VT_SLOT_REVIEW};
    vt_index_answer *answer;
    vt_code code = vt_index_docids(archive->index, &some, &answer, err);
    if (code != VT_OK) return code;
    stats->review = answer->docid_count;
    vt_index_release(answer);
    return VT_OK;
}

typedef struct counting {
    vt_stats *stats;
    vt_arena scratch; /* of one record */
} counting;

static vt_code count_record(void *context, vt_slice bytes, vt_error *err) {
    counting *c = context;
    vt_places places;
    vt_arena_reset(&c->scratch);
    if (!vt_places_read(&c->scratch, bytes, &places))
        return vt_fail(err, VT_ERR_ARCHIVE, "a stored record is damaged");
    c->stats->places += places.items.count;
    c->stats->missing += vt_places_all_missing(&places);
    return VT_OK;
}

static vt_code count_places(vt_archive *archive, vt_stats *stats, vt_error *err) {
    counting c = {.stats = stats};
    vt_arena_init(&c.scratch, NULL);
    vt_code code = vt_known_each(archive->index, count_record, &c, err);
    vt_arena_free(&c.scratch);
    return code;
}

static vt_code fail_reading(const char *path, vt_error *err) {
    return vt_fail(err, VT_ERR_ARCHIVE, "%s could not be read: %s", path, strerror(errno));
}

static vt_code add_sizes(vt_arena *arena, const char *folder, int depth, uint64_t *bytes, vt_error *err);

static vt_code add_size(vt_arena *arena, const char *path, int depth, uint64_t *bytes, vt_error *err) {
    struct stat info;
    if (!path) return vt_fail_memory(err);
    if (lstat(path, &info) != 0) return errno == ENOENT ? VT_OK : fail_reading(path, err);
    if (S_ISREG(info.st_mode)) *bytes += (uint64_t)info.st_size;
    return S_ISDIR(info.st_mode) && depth ? add_sizes(arena, path, depth - 1, bytes, err) : VT_OK;
}

/* Of the plain files in a folder and the folders directly in it; what goes meanwhile counts nothing. */
static vt_code add_sizes(vt_arena *arena, const char *folder, int depth, uint64_t *bytes, vt_error *err) {
    vt_code code = VT_OK;
    DIR *dir = opendir(folder);
    if (!dir && errno != ENOENT) return fail_reading(folder, err);
    for (struct dirent *next; dir && code == VT_OK && (next = readdir(dir));)
        if (next->d_name[0] != '.')
            code = add_size(arena, vt_arena_printf(arena, "%s/%s", folder, next->d_name), depth, bytes, err);
    if (dir) closedir(dir);
    return code;
}

static vt_code read_stats(vt_archive *archive, void *context, vt_error *err) {
    kept_stats *kept = context;
    kept->stats = (vt_stats){0};
    vt_code code = add_sizes(&kept->arena, archive->folder, 1, &kept->stats.bytes, err);
    if (code == VT_OK) code = vt_index_count(archive->index, &kept->stats.records, err);
    if (code == VT_OK) code = count_facets(archive, kept, err);
    if (code == VT_OK) code = count_review(archive, &kept->stats, err);
    return code == VT_OK ? count_places(archive, &kept->stats, err) : code;
}

vt_code vt_archive_stats(vt_archive *archive, vt_stats **out, vt_error *err) {
    *out = NULL;
    kept_stats *kept = calloc(1, sizeof *kept);
    if (!kept) return vt_fail_memory(err);
    vt_arena_init(&kept->arena, NULL);
    vt_code code = vt_archive_reading(archive, read_stats, kept, err);
    if (code == VT_OK)
        *out = &kept->stats;
    else
        vt_stats_free(&kept->stats);
    return code;
}

void vt_stats_free(vt_stats *stats) {
    kept_stats *kept = (kept_stats *)stats;
    if (!kept) return;
    vt_arena_free(&kept->arena);
    free(kept);
}
