/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The archive: a folder that holds the records of many documents and finds
 * them again.
 *
 * A record's id is the SHA-256 of the file's bytes; it holds all the paths at
 * which that content lies. Reading and writing are told apart when the archive
 * is opened: there is one writer at a time and any number of readers, which see
 * what has been committed.
 * Shapes and ownership: as in document.h. What a function hands out belongs to
 * the caller, who gives it back with the function named beside it; it does not
 * need the archive to stay open.
 * Thread rule: one thread at a time for each vt_archive; indexing starts and
 * ends its own threads and calls back in the calling one.
 */
#ifndef VANTHU_ARCHIVE_H
#define VANTHU_ARCHIVE_H

#include <vanthu/bases.h>
#include <vanthu/document.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct vt_archive vt_archive;

typedef enum vt_archive_mode {
    VT_ARCHIVE_READ,
    VT_ARCHIVE_WRITE, /* made when it is not there; takes the writer's lock */
    VT_ARCHIVE_AMEND  /* the same, but it must be there */
} vt_archive_mode;

/*
 * VT_ERR_ARCHIVE when it is missing (reading), damaged or of another version;
 * VT_ERR_LOCKED when another process writes; VT_ERR_WRITE.
 */
VT_API vt_code vt_archive_open(const char *folder, vt_archive_mode mode, vt_archive **out, vt_error *err);

/* The same; while another process writes, a writer waits for so many seconds before it is VT_ERR_LOCKED. */
VT_API vt_code vt_archive_open_waiting(const char *folder, vt_archive_mode mode, unsigned seconds, vt_archive **out,
                                       vt_error *err);

/* Takes NULL. */
VT_API void vt_archive_close(vt_archive *archive);

/* What opening found and mended (damaged lines of the journal), one line that lives as long as the archive; or NULL. */
VT_API const char *vt_archive_notice(const vt_archive *archive);

/* How many records it holds. */
VT_API vt_code vt_archive_count(vt_archive *archive, uint64_t *out, vt_error *err);

/* What became of one file while indexing. */
typedef enum vt_index_event_kind {
    VT_INDEX_ADDED,     /* a new record */
    VT_INDEX_UPDATED,   /* the content at a known path has changed */
    VT_INDEX_MOVED,     /* a known content at a new path, while the path where it lay is gone */
    VT_INDEX_UNCHANGED, /* the content is the same, whatever its time */
    VT_INDEX_DUPLICATE, /* a further path of a content that is there already */
    VT_INDEX_REMOVED,   /* a file that is gone from what was given */
    VT_INDEX_SKIPPED,   /* a file of another format inside a folder */
    VT_INDEX_FAILED,
    VT_INDEX_KEPT, /* on a rebuild: no source could be read, the stored record stays */
    VT_INDEX_EVENT_KINDS
} vt_index_event_kind;

typedef struct vt_index_event {
    vt_index_event_kind kind;
    const char *path;      /* as a person would name it: as given, or below what was given */
    const char *from;      /* for VT_INDEX_MOVED: where it lay */
    const vt_error *error; /* for VT_INDEX_FAILED */
    uint64_t done, total;  /* files behind us, and all of them */
    unsigned concerns;     /* what a person should look at in a document that was read now */
} vt_index_event;

/* Reads a document as vt_parse_memory does, but elsewhere: in a process of its own, say. Called in several threads at
 * once. */
typedef vt_code (*vt_reading)(void *context, vt_slice bytes, const char *name, const vt_parse_options *options,
                              vt_document **out, vt_error *err);

/* All zero is the default. */
typedef struct vt_index_options {
    unsigned threads;      /* that parse and write the index; 0: one for each processor */
    uint32_t commit_every; /* records in one commit; 0: 16,384 */
    vt_parse_options parse;
    vt_reading read; /* NULL: vt_parse_memory, in the parsing threads */
    void *read_context;
    bool trial;       /* tells what would be done and writes nothing; an archive that is open for reading will do, and
                         NULL for one that is not there yet */
    bool may_be_gone; /* a path that is neither there nor known is passed over without a word */
    /* Called after each file, in the calling thread. False stops: what has been done is kept. May be NULL. */
    bool (*progress)(void *context, const vt_index_event *event);
    void *context;
} vt_index_options;

typedef struct vt_index_summary {
    uint64_t counts[VT_INDEX_EVENT_KINDS]; /* files by what became of them */
    uint64_t records;                      /* in the archive now */
    uint64_t dropped_words;                /* too long to be found by */
    bool stopped;
} vt_index_summary;

/*
 * Adds or updates the documents at the paths; folders are walked for .txt, .md
 * and .docx. Files whose size and time are unchanged are not read again, and
 * content that is known is not parsed again. Files that are gone from a path
 * that was given go from the archive, also when the path is a folder that is
 * itself gone. A file that cannot be read, or changes while it is read, is
 * counted and reported, and is no error here. options and summary may be NULL.
 */
VT_API vt_code vt_archive_index(vt_archive *archive, const char *const *paths, size_t count,
                                const vt_index_options *options, vt_index_summary *summary, vt_error *err);

/* The orders of hits; the first is the default. */
#define VT_SORT_TABLE(X)                                                    \
    X(RELEVANCE, "relevance") /* and the newest first among equals */       \
    X(DATE, "date")           /* the newest first; what has no date last */ \
    X(ISSUER, "issuer")       /* by the issuing body's name; what has none last */

typedef enum vt_sort {
#define X(name, id) VT_SORT_##name,
    VT_SORT_TABLE(X)
#undef X
        VT_SORTS
} vt_sort;

/* "date"; never NULL. */
VT_API const char *vt_sort_id(vt_sort sort);

/* What the matches can be counted by. */
#define VT_FACET_TABLE(X)                                     \
    X(TYPE, "type")     /* values are codes */                \
    X(YEAR, "year")                                           \
    X(BODY, "issuer")   /* values are for the field "body" */ \
    X(CITES, "cites")   /* values are "=" and an identity key, which stands for that key alone */

typedef enum vt_facet_kind {
#define X(name, id) VT_FACET_##name,
    VT_FACET_TABLE(X)
#undef X
        VT_FACETS
} vt_facet_kind;

/* "type"; never NULL. */
VT_API const char *vt_facet_id(vt_facet_kind kind);

/* The field of the query language that a facet's value is put behind: "cites". */
VT_API const char *vt_facet_field(vt_facet_kind kind);

/* So many matches are counted exactly; beyond them totals and facets are estimates, and marked. */
#define VT_SEARCH_DEPTH 10000

typedef struct vt_search_options {
    uint32_t offset, limit; /* limit 0: 10 */
    vt_sort sort;
    unsigned facets;        /* 1u << VT_FACET_TYPE | ... */
    uint32_t facet_limit;   /* values of each facet; 0: 10 */
    uint32_t depth;         /* matches up to which total and facets are exact; 0: VT_SEARCH_DEPTH */
} vt_search_options;

typedef struct vt_hit {
    const char *id;
    const char *path; /* the first of its paths */
    bool source_missing; /* as in vt_record */
    const char *type, *number, *date, *issuer, *title; /* code; full number; NULL where unknown */
    double score;
    const char *section;  /* in which the snippet stands, "II.2"; "" outside of the sections */
    const char *snippet;  /* one line of text */
    const vt_span *marks; /* of what was looked for, in bytes of the snippet, ascending */
    size_t mark_count;
} vt_hit;

/* A document that an incomplete reference could mean. */
typedef struct vt_meaning {
    const char *key;    /* identity key, the fullest that was met */
    const char *text;   /* how it is cited */
    uint64_t documents; /* that cite it; in a search those that are it too */
} vt_meaning;

/* A reference of the query that could mean several documents. */
typedef struct vt_ambiguity {
    const char *reference;      /* as it stands in the query */
    const vt_meaning *meanings; /* the most cited ones, most cited first */
    size_t meaning_count;
    size_t total; /* how many documents it could mean, counted among the 500 forms that are cited most */
} vt_ambiguity;

typedef struct vt_facet_value {
    const char *value; /* as a query has it, without quotation marks */
    const char *label; /* as a person reads it */
    uint64_t documents;
} vt_facet_value;

typedef struct vt_facet {
    vt_facet_kind kind;
    const vt_facet_value *items; /* the most first */
    size_t count;
    size_t distinct; /* how many values there are in all */
} vt_facet;

typedef struct vt_hits {
    uint64_t total; /* all that match */
    bool total_is_estimate;
    const char *suggestion; /* the query with words of the archive for those that no document has, if that finds
                               something; NULL otherwise */
    bool is_relaxed; /* no document has all of a long query: these lack the fewest of its words */
    const vt_ambiguity *ambiguities;
    size_t ambiguity_count;
    const vt_facet *facets; /* that were asked for, in the order of their kinds */
    size_t facet_count;
    bool facets_are_estimates;
    const vt_hit *items;
    size_t count;
} vt_hits;

/*
 * Finds documents; docs/query.md tells the language. VT_ERR_QUERY with the
 * offset of the fault when the query cannot be read. options may be NULL.
 */
VT_API vt_code vt_archive_search(vt_archive *archive, const char *query, const vt_search_options *options,
                                 vt_hits **out, vt_error *err);

/* Takes NULL. */
VT_API void vt_hits_free(vt_hits *hits);

/* The JSON, schema vanthu.hits/1; query: what was asked, or NULL; indented: for reading. */
VT_API vt_code vt_write_hits_json(const vt_hits *hits, const char *query, bool indented, const vt_output *output,
                                  vt_error *err);

/* All zero is the default. */
typedef struct vt_bases_options {
    /* A day as people write it: what replaces, repeals or amends counts when it is no younger; NULL: all of it does. */
    const char *as_of;
    uint32_t most_witnesses; /* in each vt_witnesses; 0: 20 */
} vt_bases_options;

/*
 * The legal bases of the documents that match; query NULL or empty: of all.
 * What replaces, repeals or amends them is looked for in the whole archive, two
 * steps deep. options may be NULL. VT_ERR_QUERY, VT_ERR_ARGUMENT for a day that is none.
 */
VT_API vt_code vt_archive_bases(vt_archive *archive, const char *query, const vt_bases_options *options,
                                vt_cited_list **out, vt_error *err);

typedef struct vt_record {
    const vt_document *document;
    const char *const *paths; /* absolute; where the content lies */
    size_t path_count;
    bool source_missing; /* no file with this content was there any more when the archive was rebuilt */
} vt_record;

/*
 * The record whose id begins with prefix, at least 8 digits of it.
 * VT_ERR_NOT_FOUND when there is none, VT_ERR_ARGUMENT when the prefix is too
 * short or fits several.
 */
VT_API vt_code vt_archive_show(vt_archive *archive, const char *prefix, vt_record **out, vt_error *err);

/* Takes NULL. */
VT_API void vt_record_free(vt_record *record);

#ifdef __cplusplus
}
#endif
#endif
