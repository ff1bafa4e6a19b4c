/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of a mention: type, number, date and body, before its subject. */
#ifndef VT_CITE_HEAD_H
#define VT_CITE_HEAD_H

#include "cite/reading.h"

/* A half-open run of tokens; first == last when empty. */
typedef struct vt_run {
    size_t first, last;
} vt_run;

typedef struct vt_head {
    const vt_type_entry *type; /* NULL where no type word stands */
    size_t start, end;         /* tokens */
    size_t number;             /* token, or 0: never the first token of a head */
    size_t date;               /* token, or 0 */
    vt_run issuer;
    vt_run name;       /* of a law */
    bool issuer_first; /* the body stands before the number: it holds for the whole list */
    bool blank;        /* the number was left open */
    bool bare;         /* the number is a plain figure: a named short form */
    bool law;
    double confidence;
} vt_head;

/* Reads the head whose type word is this token; false when it mentions no specific document. */
bool vt_cite_head(const vt_reading *r, size_t at, vt_head *head);

/* Reads a head without a type word: số 12/KH-UBND ngày ... */
bool vt_cite_untyped_head(const vt_reading *r, size_t at, vt_head *head);

/* Reads the next figure of a list: "các Kết luận số 187, 188": at is behind the comma. */
bool vt_cite_listed_head(const vt_reading *r, size_t at, vt_head *head);

/* The token with which the subject behind a head starts, or 0 when there is none. */
size_t vt_cite_subject(const vt_reading *r, const vt_head *head);

/* Whether this word, by its type, is a verb in small letters: hướng dẫn, quy định, thông báo. */
bool vt_cite_is_verb(const vt_reading *r, size_t at);

#endif
