/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: paths. Out: their kept form and back, see places.h. Assumes no zero byte in a path. */
#include "archive/places.h"

#include <inttypes.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/slice.h"

enum { TERM_MAX = 240, FIRST_PATH_SIZE = 256 };

/* Takes what stands before the next zero byte; false when there is none. */
static bool take_piece(vt_slice *bytes, vt_slice *piece) {
    const char *end = bytes->size ? memchr(bytes->data, '\0', bytes->size) : NULL;
    if (!end) return false;
    *piece = (vt_slice){bytes->data, (size_t)(end - bytes->data)};
    *bytes = vt_slice_sub(*bytes, piece->size + 1, bytes->size);
    return true;
}

static bool read_place(vt_arena *arena, vt_slice piece, vt_places *places) {
    char *text = vt_arena_text(arena, piece), *end;
    vt_place *place = vt_array_push(arena, &places->items);
    if (!text || !place) return false;
    place->size = strtoull(text, &end, 10);
    if (*end++ != ' ') return false;
    place->time = strtoll(end, &end, 10);
    if (*end++ != ' ') return false;
    place->path = end;
    return true;
}

bool vt_places_read(vt_arena *arena, vt_slice bytes, vt_places *places) {
    vt_slice piece;
    *places = (vt_places){0};
    if (!take_piece(&bytes, &piece)) return false;
    places->id = vt_arena_text(arena, piece);
    while (places->id && take_piece(&bytes, &piece))
        if (!read_place(arena, piece, places)) return false;
    return places->id && !bytes.size;
}

void vt_places_write(const vt_places *places, vt_buffer *buffer) {
    vt_buffer_append_text(buffer, places->id);
    vt_buffer_append_char(buffer, '\0');
    for (size_t i = 0; i < places->items.count; i++) {
        const vt_place *place = &places->items.items[i];
        vt_buffer_printf(buffer, "%" PRIu64 " %" PRId64 " %s", place->size, place->time, place->path);
        vt_buffer_append_char(buffer, '\0');
    }
}

vt_place *vt_places_find(const vt_places *places, const char *path) {
    for (size_t i = 0; i < places->items.count; i++)
        if (strcmp(places->items.items[i].path, path) == 0) return &places->items.items[i];
    return NULL;
}

void vt_places_remove(vt_places *places, const char *path) {
    vt_place *place = vt_places_find(places, path);
    if (!place) return;
    size_t after = places->items.count - (size_t)(place - places->items.items) - 1;
    memmove(place, place + 1, after * sizeof *place);
    places->items.count--;
}

static char *working_folder(vt_arena *arena) {
    for (size_t size = FIRST_PATH_SIZE; size < SIZE_MAX / 2; size *= 2) {
        char *path = vt_arena_bytes(arena, size);
        if (!path || getcwd(path, size)) return path;
        if (size > FIRST_PATH_SIZE * FIRST_PATH_SIZE) break;
    }
    return NULL;
}

/* Appends one name to the path that ends at `end`; returns the new end. */
static char *append_name(char *start, char *end, vt_slice name) {
    if (!name.size || vt_slice_is(name, ".")) return end;
    if (vt_slice_is(name, "..")) {
        while (end > start && *--end != '/') {}
        return end;
    }
    *end++ = '/';
    memcpy(end, name.data, name.size);
    return end + name.size;
}

char *vt_path_absolute(vt_arena *arena, const char *path) {
    const char *folder = path[0] == '/' ? "" : working_folder(arena);
    char *whole = folder ? vt_arena_printf(arena, "%s/%s", folder, path) : NULL;
    char *result = whole ? vt_arena_bytes(arena, strlen(whole) + 2) : NULL;
    if (!result) return NULL;
    char *end = result;
    for (const char *at = whole; *at;) {
        size_t size = strcspn(at, "/");
        end = append_name(result, end, (vt_slice){at, size});
        at += size + (at[size] == '/');
    }
    if (end == result) *end++ = '/';
    *end = '\0';
    return result;
}

vt_slice vt_identity_term(vt_arena *arena, vt_slice bytes) {
    static const char digits[] = "0123456789abcdef";
    if (bytes.size <= TERM_MAX) return bytes;
    struct sha256_ctx hash;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&hash);
    sha256_update(&hash, bytes.size, (const uint8_t *)bytes.data);
    sha256_digest(&hash, sizeof digest, digest);
    char *text = vt_arena_bytes(arena, 2 * sizeof digest + 1);
    if (!text) return (vt_slice){NULL, 0};
    text[0] = '#';
    for (size_t i = 0; i < sizeof digest; i++) {
        text[1 + 2 * i] = digits[digest[i] >> 4];
        text[2 + 2 * i] = digits[digest[i] & 15];
    }
    return (vt_slice){text, 2 * sizeof digest + 1};
}
