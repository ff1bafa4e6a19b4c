/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Stems: a folded word in as few bytes as the index can have it. A term stands
 * in the index once for every document that has it, three times over, so that
 * a byte of it is some per cent of the index. Onsets and rimes of more than one
 * letter (nghiep: ngh, iep) are one byte each, so that a syllable is at most two.
 */
#ifndef VT_ARCHIVE_STEM_H
#define VT_ARCHIVE_STEM_H

#include <vanthu/text.h>

/* Bytes for the stem of any word of that many bytes. */
#define VT_STEM_SIZE(folded_size) ((folded_size) + 1)

/* Writes the stem of a folded word (text/token.h) and returns its size; two words never have one stem. */
size_t vt_stem_pack(vt_slice folded, char *stem);

#endif
