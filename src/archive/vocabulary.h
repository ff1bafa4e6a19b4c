/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a search box offers while somebody types: the names of fields, and the
 * bodies, cited documents, types and years of an archive, as the facets of a
 * search over all of it have them. Nothing is looked up while typing.
 */
#ifndef VT_ARCHIVE_VOCABULARY_H
#define VT_ARCHIVE_VOCABULARY_H

#include <vanthu/archive.h>
#include "archive/fields.h"
#include "base/arena.h"

/* A value that can stand behind a field. */
typedef struct vt_vocabulary_value {
    vt_facet_kind kind;
    const char *value; /* for the query */
    const char *label;
    const char *folded; /* the label and the value, each a line */
    uint64_t documents;
} vt_vocabulary_value;

typedef struct vt_vocabulary {
    VT_ARRAY(vt_vocabulary_value) values;
} vt_vocabulary;

typedef struct vt_offer {
    const char *query;  /* the whole of it with what is offered in the place of its end */
    vt_field_id field;  /* that is offered, or that the value is for */
    const char *label;  /* of the value; NULL: the field itself is offered */
    uint64_t documents; /* 0 for a field */
} vt_offer;

typedef struct vt_offers {
    VT_ARRAY(vt_offer) items;
} vt_offers;

/* Lives in the arena and borrows the facets. False when memory ran out. */
bool vt_vocabulary_build(vt_vocabulary *vocabulary, vt_arena *arena, const vt_facet *facets, size_t count);

/*
 * At most limit ways in which what was typed so far may go on. Behind a field's
 * name it is the field's values; otherwise fields whose name the last word
 * begins, and bodies and cited documents that have the last words, the more of
 * them the better. Accents do not matter. False when memory ran out.
 */
bool vt_vocabulary_offer(const vt_vocabulary *vocabulary, vt_arena *arena, const char *typed, size_t limit,
                         vt_offers *offers);

#endif
