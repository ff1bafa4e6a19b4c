/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256: of a whole, or of pieces as they come. */
#ifndef VT_BASE_DIGEST_H
#define VT_BASE_DIGEST_H

#include <nettle/sha2.h>
#include <vanthu/text.h>

enum { VT_DIGEST_HEX = 2 * SHA256_DIGEST_SIZE };

typedef struct sha256_ctx vt_digest;

void vt_digest_start(vt_digest *digest);
void vt_digest_add(vt_digest *digest, vt_slice bytes);

/* 64 lower-case digits and a terminating zero. Starts the digest anew. */
void vt_digest_finish(vt_digest *digest, char hex[VT_DIGEST_HEX + 1]);

/* The three in one. */
void vt_digest_hex(vt_slice bytes, char hex[VT_DIGEST_HEX + 1]);

#endif
