/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How documents and bodies are told to a person: in the words of a document of the archive that has them. */
#ifndef VT_ARCHIVE_TOLD_H
#define VT_ARCHIVE_TOLD_H

#include <vanthu/document.h>
#include "base/table.h"
#include "index/index.h"

/* The first document that has the term, in the arena; *found false: none has it, and document is nothing. */
vt_code vt_told_first(vt_index *index, vt_arena *arena, vt_slice term, vt_document *document, bool *found,
                      vt_error *err);

/* The document that a term of the field `number`, `cites`, ... stands for; the key itself where no document words it.
 */
vt_code vt_told_document(vt_index *index, vt_arena *arena, vt_slice term, const char *key, const char **text,
                         vt_error *err);

/* The same for a document that is cited, by its identity key. */
vt_code vt_told_cited(vt_index *index, vt_arena *arena, const char *key, const char **text, vt_error *err);

/* Bodies as they were told, kept for the next search: most are told again, and each takes a whole record. */
typedef struct vt_told_bodies {
    vt_arena arena;
    vt_table texts;
} vt_told_bodies;

void vt_told_bodies_init(vt_told_bodies *bodies);

/* When the index changes. */
void vt_told_bodies_forget(vt_told_bodies *bodies);
void vt_told_bodies_free(vt_told_bodies *bodies);

/* The body whose term of the field `body` this is, without its prefix: its name, and the body above it. The text is in
 * the arena; NULL where no document tells it. */
vt_code vt_told_body(vt_told_bodies *bodies, vt_index *index, vt_arena *arena, vt_slice term, const char **text,
                     vt_error *err);

/* The identity key behind a hash that a document has in VT_SLOT_CITED (slots.h); NULL where it has no such thing. */
vt_code vt_told_hash(vt_index *index, vt_arena *arena, uint32_t docid, vt_slice hash, const char **key, vt_error *err);

#endif
