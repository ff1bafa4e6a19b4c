/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A growable byte buffer on the heap. A failed growth is remembered in
 * `failed` and later appends do nothing, so that a caller checks once.
 */
#ifndef VT_BASE_BUFFER_H
#define VT_BASE_BUFFER_H

#include <vanthu/write.h>

typedef struct vt_buffer {
    const vt_allocator *allocator;
    char *data; /* terminated whenever it is not NULL */
    size_t size, capacity;
    bool failed;
} vt_buffer;

/* allocator NULL: malloc. Takes no memory yet. */
void vt_buffer_init(vt_buffer *buffer, const vt_allocator *allocator);
bool vt_buffer_reserve(vt_buffer *buffer, size_t more);
void vt_buffer_append(vt_buffer *buffer, const void *bytes, size_t size);
void vt_buffer_append_slice(vt_buffer *buffer, vt_slice text);
void vt_buffer_append_text(vt_buffer *buffer, const char *text);
void vt_buffer_append_char(vt_buffer *buffer, char c);
__attribute__((format(printf, 2, 3))) void vt_buffer_printf(vt_buffer *buffer, const char *format, ...);
/* The whole file. False when it could not be read, with the reason in errno. */
bool vt_buffer_append_file(vt_buffer *buffer, const char *path);
vt_slice vt_buffer_slice(const vt_buffer *buffer);
/* What is written to it is appended; it borrows the buffer. */
vt_output vt_buffer_output(vt_buffer *buffer);
/* Empties it and keeps its memory. */
void vt_buffer_clear(vt_buffer *buffer);
void vt_buffer_free(vt_buffer *buffer);

#endif
