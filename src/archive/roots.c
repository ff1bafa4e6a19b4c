/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: paths. Out: the file of the roots. Assumes absolute paths without double slashes. */
#include "archive/roots.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include "archive/folder.h"
#include "archive/places.h"
#include "base/buffer.h"
#include "base/slice.h"

static vt_code add(vt_arena *arena, vt_roots *roots, const char *path, vt_error *err) {
    const char **item = path ? vt_array_push(arena, &roots->items) : NULL;
    void **value = item ? vt_table_put(&roots->table, vt_slice_of(path)) : NULL;
    if (!value) return vt_fail_memory(err);
    *item = path;
    *value = roots;
    return VT_OK;
}

static void start(vt_arena *arena, vt_roots *roots) {
    *roots = (vt_roots){0};
    vt_table_init(&roots->table, arena);
}

vt_code vt_roots_of(vt_arena *arena, const char *const *paths, size_t count, vt_roots *roots, vt_error *err) {
    vt_code code = VT_OK;
    start(arena, roots);
    for (size_t i = 0; i < count && code == VT_OK; i++)
        if (strcmp(paths[i], "-") != 0) code = add(arena, roots, vt_path_absolute(arena, paths[i]), err);
    return code;
}

bool vt_roots_cover(const vt_roots *roots, const char *path) {
    vt_slice above = vt_slice_of(path);
    while (above.size) {
        if (vt_table_get(&roots->table, above)) return true;
        while (above.size && above.data[above.size - 1] != '/') above.size--;
        if (above.size) above.size--;
    }
    return vt_table_get(&roots->table, VT_LITERAL("/"));
}

static vt_code take_roots(vt_arena *arena, vt_slice bytes, vt_roots *roots, vt_error *err) {
    vt_code code = VT_OK;
    for (const char *end; code == VT_OK && bytes.size && (end = memchr(bytes.data, '\0', bytes.size));) {
        size_t size = (size_t)(end - bytes.data);
        code = add(arena, roots, vt_arena_text(arena, vt_slice_sub(bytes, 0, size)), err);
        bytes = vt_slice_sub(bytes, size + 1, bytes.size);
    }
    return code;
}

vt_code vt_roots_read(vt_arena *arena, const char *folder, vt_roots *roots, vt_error *err) {
    vt_buffer buffer;
    start(arena, roots);
    vt_buffer_init(&buffer, NULL);
    const char *path = vt_arena_printf(arena, "%s/sources", folder);
    vt_code code = path ? VT_OK : vt_fail_memory(err);
    if (path && !vt_buffer_append_file(&buffer, path) && errno != ENOENT)
        code = vt_fail(err, VT_ERR_ARCHIVE, "the list of sources could not be read: %s", strerror(errno));
    else if (buffer.failed)
        code = vt_fail_memory(err);
    if (code == VT_OK) code = take_roots(arena, vt_buffer_slice(&buffer), roots, err);
    vt_buffer_free(&buffer);
    return code;
}

static vt_code write_roots(const char *folder, const vt_roots *roots, vt_error *err) {
    vt_buffer text;
    vt_buffer_init(&text, NULL);
    for (size_t i = 0; i < roots->items.count; i++)
        vt_buffer_append(&text, roots->items.items[i], strlen(roots->items.items[i]) + 1);
    vt_code code =
        text.failed ? vt_fail_memory(err) : vt_folder_replace(folder, "sources", vt_buffer_slice(&text), err);
    vt_buffer_free(&text);
    return code;
}

vt_code vt_roots_keep(const char *folder, const vt_roots *given, vt_error *err) {
    vt_roots kept;
    vt_arena arena;
    struct stat info;
    vt_arena_init(&arena, NULL);
    vt_code code = vt_roots_read(&arena, folder, &kept, err);
    size_t former = kept.items.count;
    for (size_t i = 0; i < given->items.count && code == VT_OK; i++) {
        const char *path = given->items.items[i];
        if (!vt_roots_cover(&kept, path) && lstat(path, &info) == 0) code = add(&arena, &kept, path, err);
    }
    if (code == VT_OK && kept.items.count > former) code = write_roots(folder, &kept, err);
    vt_arena_free(&arena);
    return code;
}
