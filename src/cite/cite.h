/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Citations: the scanner finds the tokens of the citation language in one unit
 * of text, the grammar builds mentions from them, and the ledger, run once over
 * all mentions of a document, resolves short forms and gives identity keys.
 *
 * A unit is one joined piece of the document (a clause, a heading, a
 * paragraph): clean NFC text in which hard wraps are single spaces. Offsets are
 * bytes into the unit; the caller maps them to the document.
 */
#ifndef VT_CITE_CITE_H
#define VT_CITE_CITE_H

#include <vanthu/document.h>
#include "base/arena.h"
#include "cite/token.h"
#include "text/fold.h"

/* One mention. Strings live in the arena. */
typedef struct vt_mention {
    vt_span span;         /* the whole mention, type word to subject's end */
    const char *type;     /* code or NULL */
    const char *number;   /* as printed without spaces, or NULL */
    const char *date;     /* ISO, partial, or NULL */
    const char *issuer;   /* as named in the mention, or NULL */
    const char *subject;  /* what follows về; for a law without number its name without the word Luật */
    const char *alias;    /* the named short form it introduces (sau đây gọi là ...), or NULL */
    vt_relation relation; /* MENTIONS, AMENDS, REPLACES, REPEALS, ISSUED_WITH or REPLIES_TO; BASIS is the caller's */
    size_t host; /* index (in the same unit's mentions) of the mention that amends, replaces, ... this one; SIZE_MAX:
                    none */
    const vt_provision *provisions;
    size_t provision_count;
    double confidence;
} vt_mention;

typedef struct vt_mentions {
    VT_ARRAY(vt_mention) items;
    vt_cite_tokens tokens; /* of the last unit: their room serves the next one */
} vt_mentions;

/*
 * Appends the mentions of one unit, in order. shadow is the fold of text.
 * False when memory ran out. host indices are relative to the first appended.
 */
bool vt_cite_unit(vt_arena *arena, vt_slice text, const vt_shadow *shadow, vt_mentions *mentions);

/* What the ledger needs to know of the citing document; NULL where unknown. */
typedef struct vt_cite_context {
    const char *place; /* issuing place */
    const char *issuer, *parent;
    const char *date;
} vt_cite_context;

/*
 * The ledger: fills key, resolves_to, ambiguous of citations that already hold
 * type, number, date, issuer and subject, in document order; aliases[i] is the
 * short form that citation i introduces, or NULL; aliases may be NULL. False when memory ran out.
 */
bool vt_cite_resolve(vt_arena *arena, vt_citation *citations, const char *const *aliases, size_t count,
                     const vt_cite_context *context);

/* The identity key TYPE|ordinal|symbol|year|body of a full or partial reference; NULL when memory ran out. */
char *vt_cite_key(vt_arena *arena, const vt_citation *citation, const vt_cite_context *context);

/* The key that a law (luật, bộ luật, pháp lệnh) that is cited with number and name has by its name alone; NULL when it
 * is no such citation, or memory ran out. */
char *vt_cite_name_key(vt_arena *arena, const vt_citation *citation);

/* Whether a key says neither number nor name: it agrees with too much to stand for any document. */
bool vt_cite_key_is_nameless(const char *key);

/* Whether no part known in both keys differs. */
bool vt_cite_keys_agree(const char *a, const char *b);

/*
 * Reads a reference as a person types it in a query ("ct 24/ct-ubnd", "Luật Thi
 * đua, khen thưởng", with or without accents and stray spaces) to a key whose
 * unknown parts are empty. NULL when nothing of a reference is in it or memory ran out.
 * In a symbol typed without accents a small d stands for D or Đ, where either may be meant
 * ("hd-ubnd"); vt_cite_keys_agree knows it. Everything else in a symbol is in capitals.
 */
char *vt_cite_parse_reference(vt_arena *arena, vt_slice reference);

/* A number's symbol in its one spelling, as keys have it: "KH-PGD&ĐT" is KH-PGDĐT, "NQ/TU" is NQ-TU. NULL when memory
 * ran out. */
const char *vt_cite_symbol(vt_arena *arena, const char *text);

/* The same for a symbol as a person types it: without accents a small d stands for D or Đ, as above. */
const char *vt_cite_parse_symbol(vt_arena *arena, vt_slice symbol);

/* Rank for an ordered list of legal bases: 1 Hiến pháp ... 99 unknown. */
int vt_cite_rank(const char *type, const char *number, const char *issuer);

#endif
