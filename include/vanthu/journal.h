/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A person's word: corrections of what the parser read, confirmations of it,
 * and the list of documents that need a person.
 *
 * Each word is an entry of the archive's journal, which is only ever appended
 * to and lies outside every rebuild. A field that a person has set or confirmed
 * keeps that value whatever a later parse reads. When the content of a file
 * changes, the words said of its former content are carried over to the new one
 * and stand in the review until they are confirmed.
 *
 * A field is named by its evidence path as in the JSON: "issued.date",
 * "signers.0.name"; vt_field_path lists them. "warnings.CODE" names a warning
 * that belongs to no field: it can be confirmed only.
 * Shapes, ownership and threads: as in archive.h.
 */
#ifndef VANTHU_JOURNAL_H
#define VANTHU_JOURNAL_H

#include <vanthu/archive.h>
#include <vanthu/write.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Who speaks, and when; all zero is the process's user, now. */
typedef struct vt_author {
    const char *user;
    int64_t time; /* seconds since 1970, UTC */
} vt_author;

/*
 * Sets a field of the record whose id begins with prefix; value NULL says that
 * the document has no such thing. The archive is open for writing; author may
 * be NULL. VT_ERR_ARGUMENT for a field that cannot be set and for a value that
 * does not fit it: a date that is none, a type that is not known, a number that
 * is not put together as numbers are, text with control characters.
 * VT_ERR_WRITE: either nothing has been changed, or the journal has the entry
 * and the index, which could not be written, follows with the next writer.
 */
VT_API vt_code vt_archive_set(vt_archive *archive, const char *prefix, const char *field, const char *value,
                              const vt_author *author, vt_error *err);

/* The value of a field is right as it is; field NULL: of all fields and warnings that await review. *count: how many
 * (may be NULL). */
VT_API vt_code vt_archive_confirm(vt_archive *archive, const char *prefix, const char *field, const vt_author *author,
                                  size_t *count, vt_error *err);

/* Takes back what was said of a field; the parser's word shows again. VT_ERR_NOT_FOUND when nothing was said. */
VT_API vt_code vt_archive_unset(vt_archive *archive, const char *prefix, const char *field, const vt_author *author,
                                vt_error *err);

/* The fields that can be set, one after the other, N standing for an index; NULL behind the last. */
VT_API const char *vt_field_path(size_t index);

typedef enum vt_journal_action {
    VT_JOURNAL_SET,
    VT_JOURNAL_CONFIRM,
    VT_JOURNAL_UNSET,
    VT_JOURNAL_CARRY,         /* the content changed; the value was set for the former one */
    VT_JOURNAL_CARRY_CONFIRM, /* the same for a value that was confirmed, and reads the same now */
    VT_JOURNAL_ACTIONS
} vt_journal_action;

/* "set", "confirm", ... */
VT_API const char *vt_journal_action_id(vt_journal_action action);

typedef struct vt_journal_entry {
    uint64_t sequence;
    const char *time; /* UTC, ISO 8601: "2024-05-06T07:08:09Z" */
    const char *user;
    vt_journal_action action;
    const char *id;    /* the record's */
    const char *path;  /* where its content lay */
    const char *field;
    const char *value; /* set, confirmed or carried; NULL: no such thing, and for unset */
    const char *said;  /* what the field was before */
} vt_journal_entry;

typedef struct vt_journal_list {
    const vt_journal_entry *items; /* the oldest first */
    size_t count;
    size_t damaged; /* lines that cannot be read; they are put aside by whoever writes next */
} vt_journal_list;

/* The journal of the archive in a folder, or what it says of the ids that begin with prefix (NULL: all). */
VT_API vt_code vt_archive_journal(vt_archive *archive, const char *prefix, vt_journal_list **out, vt_error *err);

/* Takes NULL. */
VT_API void vt_journal_list_free(vt_journal_list *list);

/* Schema vanthu.journal/1. */
VT_API vt_code vt_write_journal_json(const vt_journal_list *list, bool indented, const vt_output *output,
                                     vt_error *err);

/* One thing in a document that a person should look at. */
typedef struct vt_concern {
    const char *field;   /* what to set or to confirm */
    const char *code;    /* of the warning */
    const char *message;
    const char *value;   /* what the field is now, or NULL */
    double confidence;   /* of the value; 0 where there is none */
    const char *line;    /* the line of the text where it stands, or NULL */
    vt_span mark;        /* of the value, in bytes of the line */
} vt_concern;

typedef struct vt_review_item {
    const char *id, *path;
    const char *type, *number, *title; /* code; full number; NULL where unknown */
    double weight;                     /* how much there is to look at */
    const vt_concern *concerns;
    size_t concern_count;
} vt_review_item;

typedef struct vt_review_list {
    uint64_t total; /* all that need a person */
    const vt_review_item *items;
    size_t count;
} vt_review_list;

/* All zero is the default. */
typedef struct vt_review_options {
    const char *query;      /* only documents that match; NULL: all */
    const char *id;         /* only this record, a whole id; NULL: all */
    uint32_t offset, limit; /* limit 0: 20 */
} vt_review_options;

/* The documents that need a person, worst first. options may be NULL. */
VT_API vt_code vt_archive_review(vt_archive *archive, const vt_review_options *options, vt_review_list **out,
                                 vt_error *err);

/* Takes NULL. */
VT_API void vt_review_list_free(vt_review_list *list);

/* Schema vanthu.review/1. */
VT_API vt_code vt_write_review_json(const vt_review_list *list, bool indented, const vt_output *output, vt_error *err);

#ifdef __cplusplus
}
#endif
#endif
