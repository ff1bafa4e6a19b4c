/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The readers: one file a format, each {name, sniff, read}; each yields lines and nothing else. */
#ifndef VT_READ_READ_H
#define VT_READ_READ_H

#include "read/limits.h"
#include "read/lines.h"

typedef struct vt_reader {
    const char *name; /* as source.format has it */
    /* True when the bytes are of this format. The file's name is a last resort: extensions lie. */
    bool (*sniff)(vt_slice bytes, const char *name);
    /* Fills lines from the arena; they may borrow the bytes too, so both outlive them. scratch is emptied by the caller
     * afterwards. */
    vt_code (*read)(vt_slice bytes, const vt_limits *limits, vt_arena *arena, vt_arena *scratch, vt_lines *lines,
                    vt_error *err);
} vt_reader;

extern const vt_reader vt_reader_text;
extern const vt_reader vt_reader_docx;

/* The reader for these bytes; NULL with err filled (VT_ERR_FORMAT, with a hint to convert for .doc, .pdf, .rtf, ...). */
const vt_reader *vt_reader_for(vt_slice bytes, const char *name, vt_error *err);

/* Reads a whole file into one block of the allocator, which the caller releases. VT_ERR_IO or VT_ERR_LIMIT on failure.
 * A path is a regular file's: nothing waits for a pipe or a device, "-" is standard input whatever that is. */
vt_code vt_read_file(const char *path, const vt_limits *limits, const vt_allocator *allocator, char **data,
                     size_t *size, vt_error *err);

#endif
