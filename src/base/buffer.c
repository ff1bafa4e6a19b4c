/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: bytes. Out: one terminated run of them. */
#include "base/buffer.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

void vt_buffer_init(vt_buffer *buffer, const vt_allocator *allocator) {
    *buffer = (vt_buffer){.allocator = allocator ? allocator : vt_allocator_default()};
}

bool vt_buffer_reserve(vt_buffer *buffer, size_t more) {
    if (buffer->failed) return false;
    if (more < buffer->capacity - buffer->size) return true;
    size_t grown = buffer->capacity < 256 ? 256 : buffer->capacity;
    if (more > SIZE_MAX / 4 || buffer->size > SIZE_MAX / 4) return !(buffer->failed = true);
    while (grown <= buffer->size + more) grown *= 2;
    char *data = buffer->allocator->resize(buffer->allocator->context, buffer->data, grown);
    if (!data) return !(buffer->failed = true);
    buffer->data = data;
    buffer->capacity = grown;
    return true;
}

void vt_buffer_append(vt_buffer *buffer, const void *bytes, size_t size) {
    if (!vt_buffer_reserve(buffer, size)) return;
    if (size) memcpy(buffer->data + buffer->size, bytes, size);
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
}

void vt_buffer_append_slice(vt_buffer *buffer, vt_slice text) { vt_buffer_append(buffer, text.data, text.size); }

void vt_buffer_append_text(vt_buffer *buffer, const char *text) { vt_buffer_append(buffer, text, strlen(text)); }

void vt_buffer_append_char(vt_buffer *buffer, char c) {
    if (!vt_buffer_reserve(buffer, 1)) return;
    buffer->data[buffer->size++] = c;
    buffer->data[buffer->size] = '\0';
}

void vt_buffer_printf(vt_buffer *buffer, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (size >= 0 && vt_buffer_reserve(buffer, (size_t)size)) {
        vsnprintf(buffer->data + buffer->size, (size_t)size + 1, format, again);
        buffer->size += (size_t)size;
    }
    va_end(again);
}

bool vt_buffer_append_file(vt_buffer *buffer, const char *path) {
    char bytes[16384];
    FILE *file = fopen(path, "rbe");
    if (!file) return false;
    for (size_t size; (size = fread(bytes, 1, sizeof bytes, file)) > 0;) vt_buffer_append(buffer, bytes, size);
    bool read = !ferror(file);
    fclose(file);
    if (!read) errno = EIO;
    return read;
}

static bool append(void *context, const char *bytes, size_t size) {
    vt_buffer *buffer = context;
    vt_buffer_append(buffer, bytes, size);
    return !buffer->failed;
}

vt_output vt_buffer_output(vt_buffer *buffer) { return (vt_output){append, buffer}; }

vt_slice vt_buffer_slice(const vt_buffer *buffer) { return (vt_slice){buffer->data, buffer->size}; }

void vt_buffer_clear(vt_buffer *buffer) {
    buffer->size = 0;
    if (buffer->data) buffer->data[0] = '\0';
}

void vt_buffer_free(vt_buffer *buffer) {
    if (buffer->data) buffer->allocator->release(buffer->allocator->context, buffer->data);
    vt_buffer_init(buffer, buffer->allocator);
}
