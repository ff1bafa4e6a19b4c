/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as base64 (RFC 4648, padded), and back. */
#ifndef VT_BASE_BASE64_H
#define VT_BASE_BASE64_H

#include "base/buffer.h"

/* Appends; a lack of memory is remembered in the buffer. */
void vt_base64_write(vt_buffer *buffer, vt_slice bytes);

/* Appends; false when the text is no base64. */
bool vt_base64_read(vt_buffer *buffer, vt_slice text);

#endif
