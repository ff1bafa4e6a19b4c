/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: bytes or base64. Out: the other. */
#include "base/base64.h"

#include <nettle/base64.h>

void vt_base64_write(vt_buffer *buffer, vt_slice bytes) {
    size_t size = BASE64_ENCODE_RAW_LENGTH(bytes.size);
    if (!vt_buffer_reserve(buffer, size)) return;
    base64_encode_raw(buffer->data + buffer->size, bytes.size, (const uint8_t *)bytes.data);
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
}

bool vt_base64_read(vt_buffer *buffer, vt_slice text) {
    struct base64_decode_ctx context;
    size_t size = 0;
    base64_decode_init(&context);
    if (!vt_buffer_reserve(buffer, BASE64_DECODE_LENGTH(text.size))) return true;
    uint8_t *target = (uint8_t *)buffer->data + buffer->size;
    if (!base64_decode_update(&context, &size, target, text.size, text.data) || !base64_decode_final(&context))
        return false;
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
    return true;
}
