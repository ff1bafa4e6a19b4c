/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Entries: a document as the index stores it: the record's bytes, the terms it
 * is found by and the values it is sorted and counted by.
 */
#ifndef VT_ARCHIVE_ENTRY_H
#define VT_ARCHIVE_ENTRY_H

#include <vanthu/document.h>
#include "archive/correct.h"
#include "archive/places.h"
#include "archive/terms.h"
#include "index/index.h"

typedef struct vt_entry {
    const char *id;
    vt_index_document document; /* all of it in the arena */
    size_t dropped_words;
} vt_entry;

/* document: as the parser read it; places name the record; memory may be NULL. False when memory ran out. */
bool vt_entry_build(vt_arena *arena, const vt_document *document, const vt_corrections *corrections,
                    const vt_places *places, vt_term_memory *memory, vt_entry *entry);

/* The entry of a document that was read at a place, and of which nothing was said yet. */
bool vt_entry_of(vt_arena *arena, const vt_document *document, const vt_place *place, vt_term_memory *memory,
                 vt_entry *entry);

typedef enum vt_entry_part {
    VT_ENTRY_WHOLE,
    VT_ENTRY_FRONT /* what the document says of itself, and what it cites: see vt_record_unpack_front */
} vt_entry_part;

/* What is to be asked of the index for the way back: the data, and VT_SLOT_PLACES as the first value. */
extern const vt_index_search vt_entry_wanted;

/* The way back, of such a row: the document as it is with its
 * corrections, and where it lies, which is at one place at least. VT_ERR_ARCHIVE when the record is damaged. */
vt_code vt_entry_read(vt_arena *arena, const vt_index_row *row, vt_entry_part part, vt_document *document,
                      vt_places *places, vt_error *err);

/* The term of a record's id or of a path, in the arena; data NULL when memory ran out. */
vt_slice vt_entry_id_term(vt_arena *arena, const char *id);
vt_slice vt_entry_path_term(vt_arena *arena, const char *path);

/* The value of the slot for places; false when memory ran out. */
bool vt_entry_places_value(vt_arena *arena, const vt_places *places, vt_slice *value);

/* What the entry has in the slot for places. */
vt_slice vt_entry_places_of(const vt_entry *entry);

/* The identity key of the document itself. NULL: without a number it has none, or memory ran out, as the arena knows. */
const char *vt_entry_own_key(vt_arena *arena, const vt_document *document);

#endif
