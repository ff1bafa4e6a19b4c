/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values of a document's slots (fields.h says which there are): what it is sorted and counted by. */
#ifndef VT_ARCHIVE_SLOTS_H
#define VT_ARCHIVE_SLOTS_H

#include <vanthu/document.h>
#include "archive/places.h"
#include "index/index.h"

enum { VT_CITED_HASH = 5 /* bytes that stand for an identity key in VT_SLOT_CITED */ };

/* All values of a document, body being its vt_document_body, copied into the arena. False when memory ran out. */
bool vt_slots_build(vt_arena *arena, const vt_document *document, const char *body, const vt_places *places,
                    const vt_index_value **values, size_t *count);

/* The issuing body in its one spelling, its place completed; "" when it is unknown. NULL when memory ran out. */
const char *vt_document_body(vt_arena *arena, const vt_document *document);

/* The body as a person names it in a query, in its one spelling. */
const char *vt_body_of(vt_arena *arena, vt_slice name);

/* The body in a value of VT_SLOT_BODY; empty when the document has none. */
vt_slice vt_slot_body(vt_slice value);

/* The identity key by which a citation is in VT_SLOT_CITED; NULL: by none. */
const char *vt_slot_cited(vt_arena *arena, const vt_citation *citation);

/* What stands for an identity key's term (reference.h, without its prefix) in VT_SLOT_CITED. */
void vt_cited_hash(vt_slice term, char hash[VT_CITED_HASH]);

#endif
