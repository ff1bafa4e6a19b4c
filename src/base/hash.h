/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tables in memory, and never in what is stored: FNV-1a in 32 bits, value after value, and one for words. */
#ifndef VT_BASE_HASH_H
#define VT_BASE_HASH_H

#include <stdint.h>
#include <string.h>
#include <vanthu/text.h>

#define VT_HASH_START UINT32_C(0x811C9DC5)

static inline uint32_t vt_hash_add(uint32_t hash, uint32_t value) { return (hash ^ value) * UINT32_C(0x01000193); }

static inline uint32_t vt_hash_bytes(uint32_t hash, vt_slice bytes) {
    for (size_t i = 0; i < bytes.size; i++) hash = vt_hash_add(hash, (unsigned char)bytes.data[i]);
    return hash;
}

static inline uint64_t vt_hash_load(const char *at, size_t size) {
    uint64_t bytes = 0;
    memcpy(&bytes, at, size);
    return bytes;
}

/* Of a short text, eight bytes at a time; those of the end may be taken twice. */
static inline uint32_t vt_hash_word(vt_slice text) {
    const uint64_t spread = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = text.size;
    const char *at = text.data, *end = at + text.size;
    if (text.size < 4) {
        for (; at < end; at++) hash = hash << 8 | (unsigned char)*at;
        return (uint32_t)(hash * spread >> 32);
    }
    for (; end - at > 8; at += 8) hash = (hash ^ vt_hash_load(at, 8)) * spread;
    uint64_t tail = text.size < 8 ? vt_hash_load(text.data, 4) << 32 | vt_hash_load(end - 4, 4) : vt_hash_load(end - 8, 8);
    return (uint32_t)((hash ^ tail) * spread >> 32);
}

#endif
