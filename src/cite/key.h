/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of an identity key and what they are made of. */
#ifndef VT_CITE_KEY_H
#define VT_CITE_KEY_H

#include "cite/cite.h"

enum { VT_KEY_TYPE, VT_KEY_ORDINAL, VT_KEY_SYMBOL, VT_KEY_YEAR, VT_KEY_BODY, VT_KEY_PARTS };

/* The parts of a key; they borrow it. */
typedef struct vt_key {
    vt_slice parts[VT_KEY_PARTS];
} vt_key;

vt_key vt_key_split(const char *key);

/* The key of these parts; NULL: no memory. */
char *vt_key_join(vt_arena *arena, const vt_key *key);

/* One part of it, for where nothing else is asked; it borrows the key. */
vt_slice vt_key_ordinal(const char *key);

/* Whether no part known in both differs. */
bool vt_key_agrees(const vt_key *a, const vt_key *b);

/* A number taken apart: ordinal without zeros before it, year or empty, symbol in its one spelling. */
typedef struct vt_number_parts {
    const char *ordinal, *year, *symbol;
} vt_number_parts;

/* False when memory ran out. number may be NULL. */
bool vt_cite_number_parts(vt_arena *arena, const char *number, vt_number_parts *parts);

/* Small letters, one tone placement, i for y, words parted by one blank; nothing else stays. NULL: no memory. */
char *vt_cite_canon(vt_arena *arena, vt_slice text);

/* The key of parts that are in their one spelling already; type and issuer may be NULL. */
char *vt_cite_key_of(vt_arena *arena, const char *type, const vt_number_parts *number, const char *issuer,
                     const vt_cite_context *context);

/*
 * The body's one spelling: abbreviations opened, posts dropped, its place
 * completed from the context; "" when it stays unknown. NULL: no memory.
 */
const char *vt_cite_body_key(vt_arena *arena, const char *type, const char *symbol, const char *issuer,
                             const vt_cite_context *context);

#endif
