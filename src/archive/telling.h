/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Telling words: which words of a document tell best what it is about: those
 * that it says often, above all in its title and headings, and that few others
 * of the archive say.
 */
#ifndef VT_ARCHIVE_TELLING_H
#define VT_ARCHIVE_TELLING_H

#include <vanthu/document.h>
#include "base/arena.h"
#include "index/index.h"

typedef struct vt_telling_word {
    vt_slice term; /* of the whole text, without prefix */
    uint32_t at;   /* where it stands first in the document's text */
    vt_slice text; /* as it stands there; borrows the document */
    double worth;
} vt_telling_word;

typedef struct vt_telling {
    VT_ARRAY(vt_telling_word) items; /* the most telling first */
} vt_telling;

/* At most limit words, each in another document too and not in most. */
vt_code vt_telling_find(vt_index *index, vt_arena *arena, const vt_document *document, size_t limit,
                        vt_telling *out, vt_error *err);

#endif
