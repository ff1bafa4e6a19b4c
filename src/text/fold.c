/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: NFC text. Out: its folded shadow. Assumes valid UTF-8. */
#include "text/fold.h"

#include "fold_table.h"
#include "text/utf8.h"

static char fold_high(uint32_t point) {
    if (point >= 0x2000 && point <= 0x200A) return ' ';
    if (point >= 0x2010 && point <= 0x2015) return '-';
    switch (point) {
    case 0x200B: case 0x200C: case 0x200D: case 0x2060: case 0xFEFF: return 0;
    case 0x2028: case 0x2029: case 0x202F: case 0x205F: case 0x3000: return ' ';
    case 0x2212: case 0xFE63: case 0xFF0D: return '-';
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: return '"';
    case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: return '\'';
    case 0x2024: case 0x2025: case 0x2026: return '.';
    case 0x2044: case 0x2215: case 0xFF0F: return '/';
    case 0x2022: case 0x2023: case 0x2043: case 0x2219: case 0x25A0: case 0x25AA: case 0x25AB: case 0x25CF:
    case 0x25E6: case 0x25FB: case 0x2605: case 0x2713: case 0x27A2: case 0xF0A7: case 0xF0B7: case 0xF0D8:
    case 0xF0FC: return '*';
    case 0xFF1A: return ':';
    default: return VT_FOLD_OTHER;
    }
}

char vt_fold_point(uint32_t point) { return point < 0x2000 ? (char)fold_table[point] : fold_high(point); }

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c; }

bool vt_fold(vt_arena *arena, vt_slice text, vt_shadow *shadow) {
    uint32_t *offset = vt_arena_array(arena, text.size + 1, sizeof *offset);
    char *out = vt_arena_bytes(arena, text.size + 1), *cased = vt_arena_bytes(arena, text.size + 1);
    size_t size = 0;
    if (!offset || !out || !cased) return false;
    for (const char *at = text.data, *end = at + text.size; at < end;) {
        offset[size] = (uint32_t)(at - text.data);
        cased[size] = vt_fold_point(vt_utf8_take(&at));
        size += cased[size] != 0; /* what is dropped gives its place to the next */
    }
    for (size_t i = 0; i < size; i++) out[i] = lower(cased[i]);
    out[size] = cased[size] = '\0';
    offset[size] = (uint32_t)text.size;
    *shadow = (vt_shadow){out, cased, offset, size};
    return true;
}

char *vt_fold_text(vt_arena *arena, vt_slice text) {
    char *out = vt_arena_bytes(arena, text.size + 1);
    size_t size = 0;
    if (!out) return NULL;
    for (size_t at = 0; at < text.size; at += vt_utf8_size(text.data[at])) {
        char c = vt_fold_point(vt_utf8_decode(text.data + at));
        if (c) out[size++] = lower(c);
    }
    out[size] = '\0';
    return out;
}
