/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: bytes. Out: their SHA-256. */
#include "base/digest.h"

void vt_digest_start(vt_digest *digest) { sha256_init(digest); }

void vt_digest_add(vt_digest *digest, vt_slice bytes) {
    sha256_update(digest, bytes.size, (const uint8_t *)bytes.data);
}

void vt_digest_finish(vt_digest *digest, char hex[VT_DIGEST_HEX + 1]) {
    static const char digits[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_SIZE];
    sha256_digest(digest, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    hex[VT_DIGEST_HEX] = '\0';
}

void vt_digest_hex(vt_slice bytes, char hex[VT_DIGEST_HEX + 1]) {
    vt_digest digest;
    vt_digest_start(&digest);
    vt_digest_add(&digest, bytes);
    vt_digest_finish(&digest, hex);
}
