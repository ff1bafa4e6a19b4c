/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A request as the pages see it, and the answer that they fill. Nothing here
 * knows how bytes travel: server.c makes the one and sends the other, and tests
 * can do the same without a network.
 *
 * Everything of a request lives in its arena; names and values are NUL-terminated
 * UTF-8 without control characters but line feeds and tabs.
 */
#ifndef VT_WEB_HTTP_H
#define VT_WEB_HTTP_H

#include <vanthu/archive.h>
#include <vanthu/write.h>
#include "base/arena.h"
#include "base/buffer.h"
#include "web/catalog.h"
#include "web/words.h"

typedef struct vt_pair {
    const char *name, *value;
} vt_pair;

typedef VT_ARRAY(vt_pair) vt_pairs;

typedef struct vt_request {
    vt_arena *arena;
    bool post;
    const char *path; /* decoded; begins with a slash */
    vt_pairs query;   /* behind the question mark, decoded */
    vt_pairs form;    /* of a POST */
    vt_language language;
    vt_archive *archive; /* open for reading; NULL while there is none */
    vt_catalog *catalog; /* of its present state */
    const char *folder;  /* the archive's */
    const char *user;    /* who asks; NULL when no password was needed */
    const char *token;   /* that a change must bring along */
} vt_request;

typedef struct vt_answer {
    unsigned status;         /* 200 */
    const char *type;        /* Content-Type */
    const char *location;    /* of a redirection, or NULL */
    const char *cookie;      /* to be set, or NULL */
    const char *disposition; /* Content-Disposition, for a download, or NULL */
    const char *style;       /* a source of styles that the policy admits besides, or NULL */
    bool keep;               /* may be cached for long: its address names its content */
    vt_buffer body;
} vt_answer;

/* The first value of a name; "" when there is none. */
const char *vt_request_value(const vt_pairs *pairs, const char *name);

/* Decodes %xx; what is no UTF-8 or a control character becomes U+FFFD. NULL: no memory. */
const char *vt_request_decode(vt_arena *arena, vt_slice text);

/* Reads the body of a form, "a=b&c=d" with its escapes. False: no memory. */
bool vt_request_form(vt_arena *arena, vt_slice text, vt_pairs *pairs);

/* Appends a value with everything escaped that has a meaning in an address. */
void vt_address_append(vt_buffer *buffer, const char *value);

/* The answer to a request: finds the page by its path. Never fails: what goes wrong becomes an answer that says so. */
void vt_site_answer(const vt_request *request, vt_answer *answer);

#endif
