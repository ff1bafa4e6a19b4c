/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * References: identity keys (cite.h) as terms of the index, and the way from a
 * reference that a person typed to the terms of all keys that agree with it.
 *
 * A key TYPE|ordinal|symbol|year|body becomes ORDINAL|TYPE|symbol|year|body, so
 * that all keys of one ordinal stand side by side; one that is too long keeps
 * its ordinal and hashes the rest.
 */
#ifndef VT_ARCHIVE_REFERENCE_H
#define VT_ARCHIVE_REFERENCE_H

#include <vanthu/document.h>
#include "base/table.h"
#include "index/index.h"

/* Whether it has the parts of a key. */
bool vt_reference_is_key(const char *key);

/* The term of a key, without prefix. data NULL when memory ran out or it is no key. */
vt_slice vt_reference_term(vt_arena *arena, const char *key);

typedef struct vt_reference {
    vt_slice term;   /* with its prefix */
    const char *key;      /* NULL when the term is hashed */
    const char *name_key; /* of a law's number, where it is known: what its name alone would be */
    uint32_t documents;
} vt_reference;

typedef struct vt_references {
    VT_ARRAY(vt_reference) items;
} vt_references;

/*
 * All references under the prefix whose keys agree with this key. When none does, a name or a body that was not typed to
 * its end is taken for the whole one, and a type word that the symbol contradicts is passed over. A law is found by its
 * number and by its name of the same year, if a document of the archive cites it with both.
 */
vt_code vt_reference_find(vt_index *index, vt_arena *arena, char prefix, const char *key, vt_references *found,
                          vt_error *err);

/* All references under a prefix, to ask of many keys whether there is anything to find. */
typedef struct vt_reference_set {
    vt_table by_ordinal;
} vt_reference_set;

vt_code vt_reference_set_read(vt_reference_set *set, vt_index *index, vt_arena *arena, char prefix, vt_error *err);

/* Whether a reference of the set agrees with the key, or may: of hashed terms only the ordinal is known. */
bool vt_reference_set_has(const vt_reference_set *set, const char *key);

/* The identity key of a reference as typed, or of one given as its key; NULL when there is none in it (or memory ran out). */
const char *vt_reference_parse(vt_arena *arena, vt_slice text);

/* How many bytes at the start of a query's text are a document's number: 24/CT-UBND, 23-CT/TW, 30/2020/NĐ-CP, also with
 * blanks around the marks; 0 when none stands there. */
size_t vt_reference_number_size(vt_slice text);

#endif
