/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a DOCX file and a seed. Out: a damaged one. */
#include "mutate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include "base/slice.h"

static uint32_t draw(uint32_t *seed, size_t below) {
    *seed = *seed * 1664525U + 1013904223U;
    uint32_t value = *seed ^ *seed >> 15;
    return below ? value % (uint32_t)below : 0;
}

/* ---- taking apart ---- */

static bool read_whole(const char *path, vt_buffer *out) {
    char page[16384];
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    for (size_t got; (got = fread(page, 1, sizeof page, file)) > 0;) vt_buffer_append(out, page, got);
    bool whole = !ferror(file) && !out->failed;
    fclose(file);
    return whole;
}

static bool take_part(zip_t *zip, zip_uint64_t index, docx_file *part) {
    zip_stat_t info;
    if (zip_stat_index(zip, index, 0, &info) != 0) return false;
    size_t length = strlen(info.name) + 1;
    char *path = malloc(length), *data = malloc(info.size ? info.size : 1);
    zip_file_t *file = zip_fopen_index(zip, index, 0);
    bool taken = path && data && file && zip_fread(file, data, info.size) == (zip_int64_t)info.size;
    if (file) zip_fclose(file);
    if (path) memcpy(path, info.name, length);
    *part = (docx_file){path, {data, info.size}};
    return taken;
}

bool mutate_open(mutate_source *source, const char *path) {
    *source = (mutate_source){.count = 0};
    vt_buffer_init(&source->bytes, NULL);
    zip_t *zip = read_whole(path, &source->bytes) ? zip_open(path, ZIP_RDONLY, NULL) : NULL;
    if (!zip) return false;
    zip_int64_t count = zip_get_num_entries(zip, 0);
    bool ok = count > 0 && count <= MUTATE_PARTS;
    for (zip_int64_t i = 0; ok && i < count; i++) ok = take_part(zip, (zip_uint64_t)i, &source->files[source->count++]);
    zip_discard(zip);
    return ok;
}

void mutate_free(mutate_source *source) {
    for (size_t i = 0; i < source->count; i++)
        free((void *)source->files[i].path), free((void *)source->files[i].content.data);
    vt_buffer_free(&source->bytes);
}

/* ---- damage ---- */

static void damage_byte(vt_buffer *b, uint32_t *seed) { b->data[draw(seed, b->size)] = (char)draw(seed, 256); }

static void damage_bit(vt_buffer *b, uint32_t *seed) { b->data[draw(seed, b->size)] ^= (char)(1U << draw(seed, 8)); }

static void drop(vt_buffer *b, uint32_t *seed) {
    size_t at = draw(seed, b->size), size = 1 + draw(seed, b->size - at < 200 ? b->size - at : 200);
    if (size > b->size - at) size = b->size - at;
    memmove(b->data + at, b->data + at + size, b->size - at - size);
    b->size -= size;
}

static void cut(vt_buffer *b, uint32_t *seed) { b->size = draw(seed, b->size); }

/* A piece comes over another one. */
static void overwrite(vt_buffer *b, uint32_t *seed) {
    size_t from = draw(seed, b->size), to = draw(seed, b->size), most = b->size - (from > to ? from : to);
    memmove(b->data + to, b->data + from, draw(seed, most < 400 ? most : 400));
}

/* Where a tag begins at or behind a place; the end where none does. */
static size_t tag_at(const vt_buffer *b, size_t at) {
    const char *found = memchr(b->data + at, '<', b->size - at);
    return found ? (size_t)(found - b->data) : b->size;
}

/* The bytes [from, to) stand there so many times more. */
static void repeat_bytes(vt_buffer *b, size_t from, size_t to, size_t times) {
    enum { MOST = 2000 };
    char piece[MOST];
    size_t size = to - from > MOST ? MOST : to - from;
    if (!size || !vt_buffer_reserve(b, size * times)) return;
    memcpy(piece, b->data + from, size);
    memmove(b->data + from + size * times, b->data + from, b->size - from);
    for (size_t i = 0; i < times; i++) memcpy(b->data + from + i * size, piece, size);
    b->size += size * times;
}

/* A run of whole tags stands several times: nesting and repetition that no writer makes. */
static void repeat(vt_buffer *b, uint32_t *seed) {
    size_t from = tag_at(b, draw(seed, b->size)), to = from;
    for (uint32_t tags = 1 + draw(seed, 6); tags > 0 && to < b->size; tags--)
        to = tag_at(b, to + 1 < b->size ? to + 1 : to);
    repeat_bytes(b, from, to, 1 + draw(seed, draw(seed, 50) ? 8 : 2000));
}

/* A figure becomes one that nobody expects. */
static void change_figure(vt_buffer *b, uint32_t *seed) {
    static const char *const figures[] = {"0", "9", "4294967295", "-1", "99999999999999999999", ""};
    size_t at = draw(seed, b->size), end;
    while (at < b->size && (b->data[at] < '0' || b->data[at] > '9')) at++;
    for (end = at; end < b->size && b->data[end] >= '0' && b->data[end] <= '9';) end++;
    const char *figure = figures[draw(seed, sizeof figures / sizeof *figures)];
    size_t size = strlen(figure);
    if (at == end || !vt_buffer_reserve(b, size)) return;
    memmove(b->data + at + size, b->data + end, b->size - end);
    memcpy(b->data + at, figure, size);
    b->size += size - (end - at);
}

/* The next tag without content, <w:b/>; false when none follows. */
static bool empty_tag(const vt_buffer *b, size_t at, size_t *from, size_t *to) {
    for (*from = tag_at(b, at); *from < b->size; *from = tag_at(b, *to)) {
        const char *end = memchr(b->data + *from, '>', b->size - *from);
        if (!end) return false;
        *to = (size_t)(end - b->data) + 1;
        if (end[-1] == '/') return true;
    }
    return false;
}

static void drop_tag(vt_buffer *b, uint32_t *seed) {
    size_t from, to;
    if (!empty_tag(b, draw(seed, b->size), &from, &to)) return;
    memmove(b->data + from, b->data + to, b->size - to);
    b->size -= to - from;
}

static void repeat_tag(vt_buffer *b, uint32_t *seed) {
    size_t from, to;
    if (empty_tag(b, draw(seed, b->size), &from, &to)) repeat_bytes(b, from, to, 1 + draw(seed, 200));
}

/* The first letter of a text. */
static void change_letter(vt_buffer *b, uint32_t *seed) {
    for (size_t at = draw(seed, b->size); at + 1 < b->size; at++)
        if (b->data[at] == '>' && b->data[at + 1] >= 'a' && b->data[at + 1] <= 'z') {
            b->data[at + 1] = (char)('a' + draw(seed, 26));
            return;
        }
}

typedef void damage_fn(vt_buffer *b, uint32_t *seed);

/* What hardly ever leaves XML well-formed, and what mostly does. */
static damage_fn *const wild[] = {damage_byte, damage_bit, drop, cut, overwrite, repeat, change_figure};
static damage_fn *const tame[] = {change_letter, drop_tag, repeat_tag, change_figure, change_figure};

#define DRAW_FROM(list, seed) (list)[draw(seed, sizeof(list) / sizeof *(list))]

static void damage(vt_buffer *b, uint32_t *seed, bool is_tame) {
    uint32_t times = 1 + draw(seed, is_tame ? 30 : 6);
    for (; times > 0 && b->size; times--) (is_tame ? DRAW_FROM(tame, seed) : DRAW_FROM(wild, seed))(b, seed);
}

/* A part is as likely as it is large. */
static size_t draw_part(const mutate_source *source, uint32_t *seed) {
    size_t all = 0, which = 0;
    for (size_t i = 0; i < source->count; i++) all += source->files[i].content.size;
    for (size_t at = draw(seed, all); which + 1 < source->count && at >= source->files[which].content.size; which++)
        at -= source->files[which].content.size;
    return which;
}

static bool damage_inside(const mutate_source *source, uint32_t *seed, vt_buffer *out) {
    docx_file files[MUTATE_PARTS];
    vt_buffer part;
    size_t which = draw_part(source, seed);
    memcpy(files, source->files, sizeof files);
    vt_buffer_init(&part, NULL);
    vt_buffer_append_slice(&part, files[which].content);
    damage(&part, seed, draw(seed, 4));
    files[which].content = vt_buffer_slice(&part);
    bool packed = docx_pack(files, source->count, out);
    vt_buffer_free(&part);
    return packed;
}

bool mutate_make(const mutate_source *source, uint32_t *seed, vt_buffer *out) {
    if (draw(seed, 4)) return damage_inside(source, seed, out);
    vt_buffer_append_slice(out, vt_buffer_slice(&source->bytes));
    damage(out, seed, false);
    return !out->failed;
}
