/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: paths. Out: their kept form and back, see places.h. Assumes no zero byte in a path. */
#include "archive/places.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/digest.h"
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

void vt_place_measure(vt_place *place, const struct stat *info) {
    static const int64_t nanoseconds = 1000000000;
    place->size = (uint64_t)info->st_size;
    place->time = info->st_mtim.tv_sec * nanoseconds + info->st_mtim.tv_nsec;
    place->missing = false;
}

static bool read_place(vt_arena *arena, vt_slice piece, vt_places *places) {
    char *text = vt_arena_text(arena, piece), *end;
    vt_place *place = vt_array_push(arena, &places->items);
    if (!text || !place) return false;
    place->missing = *text == '!';
    if (place->missing) text++;
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
        vt_buffer_printf(buffer, "%s%" PRIu64 " %" PRId64 " %s", place->missing ? "!" : "", place->size, place->time,
                         place->path);
        vt_buffer_append_char(buffer, '\0');
    }
}

vt_place *vt_places_find(const vt_places *places, const char *path) {
    for (size_t i = 0; i < places->items.count; i++)
        if (strcmp(places->items.items[i].path, path) == 0) return &places->items.items[i];
    return NULL;
}

bool vt_places_all_missing(const vt_places *places) {
    for (size_t i = 0; i < places->items.count; i++)
        if (!places->items.items[i].missing) return false;
    return places->items.count > 0;
}

static char *working_folder(vt_arena *arena) {
    for (size_t size = FIRST_PATH_SIZE; size < SIZE_MAX / 2; size *= 2) {
        char *path = vt_arena_bytes(arena, size);
        if (!path || getcwd(path, size)) return path;
        if (size > (size_t)FIRST_PATH_SIZE * FIRST_PATH_SIZE) break;
    }
    return NULL;
}

/* Appends one name to the path that ends at `end`; returns the new end. */
static char *append_name(const char *start, char *end, vt_slice name) {
    if (!name.size || vt_slice_is(name, ".")) return end;
    if (vt_slice_is(name, "..")) {
        while (end > start && *--end != '/') {
        }
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
    if (bytes.size <= TERM_MAX) return bytes;
    char hex[VT_DIGEST_HEX + 1];
    vt_digest_hex(bytes, hex);
    char *text = vt_arena_printf(arena, "#%s", hex);
    return (vt_slice){text, text ? VT_DIGEST_HEX + 1 : 0};
}
