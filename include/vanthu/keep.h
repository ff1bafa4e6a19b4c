/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keeping an archive: building its databases anew, following folders as they
 * change, checking it, counting what it holds, backing it up.
 *
 * Each function opens the archive in the folder by itself. Those that write
 * wait for so many seconds while another process writes; after that it is
 * VT_ERR_LOCKED. Errors, shapes and threads: as in archive.h.
 */
#ifndef VANTHU_KEEP_H
#define VANTHU_KEEP_H

#include <vanthu/archive.h>
#include <vanthu/write.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Reads all sources again and builds the databases anew beside the old ones,
 * which readers use until the new ones are ready. Works also on an archive of
 * another version and on damaged databases. A record of which no source can be
 * read is kept as it is stored (VT_INDEX_KEPT); one that cannot be kept is
 * VT_INDEX_FAILED. What people said stays. When progress stops it, nothing has
 * changed. options and summary may be NULL; trial and may_be_gone mean nothing here.
 */
VT_API vt_code vt_archive_rebuild(const char *folder, unsigned seconds, const vt_index_options *options,
                                  vt_index_summary *summary, vt_error *err);

typedef struct vt_watch_options {
    vt_index_options index; /* progress tells of every file; its stop ends one run, not the watch */
    int stop;               /* a descriptor: the watch ends when it can be read; -1: never */
    unsigned settle;        /* milliseconds without a change before a run; 0: 500 */
    /* Called after each run with the context of index. May be NULL. */
    void (*ran)(void *context, const vt_index_summary *summary);
} vt_watch_options;

/*
 * Indexes the folders and then keeps the archive as they are, until it is told
 * to stop. Between runs the archive is free for other writers; while another
 * one is at work, a run waits. VT_ERR_ARGUMENT when a path is no folder,
 * VT_ERR_LIMIT when the system watches no more folders. options may be NULL.
 */
VT_API vt_code vt_archive_watch(const char *folder, const char *const *paths, size_t count,
                                const vt_watch_options *options, vt_error *err);

/* What a check can find. */
#define VT_FINDING_TABLE(X)                                                         \
    X(MANIFEST, "manifest")   /* missing, damaged, of another version */            \
    X(DATABASE, "database")   /* damaged, or not there */                           \
    X(RECORD, "record")       /* cannot be read */                                  \
    X(JOURNAL, "journal")     /* damaged lines */                                   \
    X(MISSING, "missing")     /* a source that is gone */                           \
    X(CHANGED, "changed")     /* a source that is not as it was when it was read */ \
    X(DUPLICATE, "duplicate") /* one content at two paths */                        \
    X(TWIN, "twin")           /* two documents with one number, symbol, body, year */

typedef enum vt_finding_kind {
#define X(name, id) VT_FINDING_##name,
    VT_FINDING_TABLE(X)
#undef X
        VT_FINDING_KINDS
} vt_finding_kind;

/* "missing"; never NULL. */
VT_API const char *vt_finding_id(vt_finding_kind kind);

typedef struct vt_finding {
    vt_finding_kind kind;
    const char *subject; /* a path, a record's id or a file of the archive */
    const char *message; /* what is wrong; the other path of a pair */
    const char *hint;    /* what to do, a static string, or NULL */
} vt_finding;

/* All zero is the default. */
typedef struct vt_check_options {
    unsigned seconds; /* how long to wait for a writer: nothing may change under a check */
    bool duplicates;  /* looks for DUPLICATE and TWIN, too */
} vt_check_options;

/*
 * Goes through the whole archive and calls found for each fault; the finding
 * lives as long as the call. Writes nothing. *count (may be NULL) is the number
 * of findings. VT_ERR_ARCHIVE only when there is no archive at all.
 */
VT_API vt_code vt_archive_check(const char *folder, const vt_check_options *options,
                                void (*found)(void *context, const vt_finding *finding), void *context, uint64_t *count,
                                vt_error *err);

typedef struct vt_tally {
    const char *value; /* NULL: the documents that have none */
    uint64_t documents;
} vt_tally;

typedef struct vt_tallies {
    const vt_tally *items;
    size_t count;
} vt_tallies;

typedef struct vt_stats {
    uint64_t records, places;  /* documents; files they lie in */
    uint64_t missing;          /* documents without a source */
    uint64_t review;           /* documents that need a look */
    uint64_t bytes;            /* of the archive's folder */
    vt_tallies types, issuers; /* the most first */
    vt_tallies years;          /* ascending */
} vt_stats;

/* The archive is open. The caller gives it back. */
VT_API vt_code vt_archive_stats(vt_archive *archive, vt_stats **out, vt_error *err);

/* Takes NULL. */
VT_API void vt_stats_free(vt_stats *stats);

/*
 * The whole archive (records, journal, roots) as lines of JSON, docs/dump.md.
 * The same archive gives the same bytes. seconds: how long to wait for a writer.
 */
VT_API vt_code vt_archive_dump(const char *folder, unsigned seconds, const vt_output *output, vt_error *err);

/* Where bytes come from: at most size of them; *got 0 at the end; false when reading failed. */
typedef struct vt_input {
    bool (*read)(void *context, char *bytes, size_t size, size_t *got);
    void *context;
} vt_input;

/*
 * Makes an archive of what vt_archive_dump wrote. The folder is new, or an
 * archive that holds neither records nor a journal. VT_ERR_DAMAGED, with the
 * line in offset, when the dump was cut or altered; whatever fails, the folder
 * holds no part of it. *records (may be NULL): how many there are.
 */
VT_API vt_code vt_archive_restore(const char *folder, unsigned seconds, const vt_input *input, uint64_t *records,
                                  vt_error *err);

#ifdef __cplusplus
}
#endif
#endif
