/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The stored record: a document as bytes and back, everything in it. The form
 * belongs to the archive's schema (index/README.md): it is read by the same
 * build that wrote it, or refused.
 */
#ifndef VT_ARCHIVE_RECORD_H
#define VT_ARCHIVE_RECORD_H

#include <vanthu/document.h>
#include "base/arena.h"
#include "base/buffer.h"

/* Appends the document; buffer->failed says that memory ran out. */
void vt_record_pack(const vt_document *document, vt_buffer *buffer);

/* The document in the arena; its text and strings are copies. VT_ERR_ARCHIVE when the bytes are damaged. */
vt_code vt_record_unpack(vt_arena *arena, vt_slice bytes, vt_document *out, vt_error *err);

#endif
