/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FNV-1a in 32 bits, value after value: for tables in memory, and never in what is stored. */
#ifndef VT_BASE_HASH_H
#define VT_BASE_HASH_H

#include <stdint.h>
#include <vanthu/text.h>

#define VT_HASH_START UINT32_C(0x811C9DC5)

static inline uint32_t vt_hash_add(uint32_t hash, uint32_t value) { return (hash ^ value) * UINT32_C(0x01000193); }

static inline uint32_t vt_hash_bytes(uint32_t hash, vt_slice bytes) {
    for (size_t i = 0; i < bytes.size; i++) hash = vt_hash_add(hash, (unsigned char)bytes.data[i]);
    return hash;
}

#endif
