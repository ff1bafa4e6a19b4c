/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Normalising, once, when text is read. The result is NFC; all spaces and line
 * ends are plain spaces (tabs stay); zero-width characters, soft hyphens, byte
 * order marks and controls are gone; look-alikes of đ are đ where Vietnamese
 * stands around them; a tone mark that stands alone beside its syllable
 * (`Đô ̣c`, `viêṭ` typed as t and a mark) is back on its vowel. Normalising twice
 * changes nothing more. Text that is normal already costs one scan.
 */
#ifndef VT_TEXT_NORMALISE_H
#define VT_TEXT_NORMALISE_H

#include "base/arena.h"
#include "text/utf8.h"

/* From `out` on, result and source run in step; `in` is the source's byte there. */
typedef struct vt_text_segment {
    size_t out, in;
} vt_text_segment;

/* A sparse map from a normalised text back to its source: one segment where the step changes. */
typedef struct vt_text_map {
    VT_ARRAY(vt_text_segment) segments;
    size_t size; /* of the source */
} vt_text_map;

/* in: valid UTF-8. out borrows in when nothing has to change. False when memory ran out. */
bool vt_normalise(vt_arena *arena, vt_slice in, vt_slice *out);

/* The same; fills map, which needs no freeing. */
bool vt_normalise_mapped(vt_arena *arena, vt_slice in, vt_slice *out, vt_text_map *map);

/* The source's byte from which the result's byte `at` comes (or the start of the text it was made from). */
size_t vt_text_map_source(const vt_text_map *map, size_t at);

#endif
