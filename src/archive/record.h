/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The stored record: a document as the parser read it and people's corrections
 * of it, as bytes and back. The form belongs to the archive's schema
 * (index/README.md): it is read by the same build that wrote it, or refused.
 */
#ifndef VT_ARCHIVE_RECORD_H
#define VT_ARCHIVE_RECORD_H

#include "archive/correct.h"
#include "base/buffer.h"

/* Appends the record; buffer->failed says that memory ran out. */
void vt_record_pack(const vt_document *document, const vt_corrections *corrections, vt_buffer *buffer);

/* The corrected document in the arena; its text and strings are copies. VT_ERR_ARCHIVE when the bytes are damaged. */
vt_code vt_record_unpack(vt_arena *arena, vt_slice bytes, vt_document *out, vt_error *err);

/* The same without addressees, sections, recipients, signers, evidence and warnings, which is half the work: for lists of
 * what documents are and cite. What is damaged behind the front is not seen. */
vt_code vt_record_unpack_front(vt_arena *arena, vt_slice bytes, vt_document *out, vt_error *err);

/* The same as vt_record_unpack, with the document as the parser read it and the corrections beside it. */
vt_code vt_record_unpack_parts(vt_arena *arena, vt_slice bytes, vt_document *document, vt_corrections *corrections,
                               vt_error *err);

/*
 * The same for a record without corrections that a process has sent which is
 * not trusted. It is refused also when it is no document as document.h promises
 * it: a string is no UTF-8, a span leads out of the text or cuts a letter, a
 * citation has no key.
 */
vt_code vt_record_unpack_strange(vt_arena *arena, vt_slice bytes, vt_document *out, vt_error *err);

#endif
