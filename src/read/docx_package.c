/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the bytes of a file. Out: its parts, inflated piece by piece, and the
 * relationships between them. Assumes that nobody else uses this package at
 * the same time. Nothing is trusted: sizes are counted while inflating.
 */
#include "read/docx_package.h"

#include <string.h>
#include <zip.h>
#include "base/error.h"
#include "base/slice.h"
#include "read/docx_xml.h"

enum { RATIO_FREE = 1024 * 1024 }; /* a small part may be as well packed as it likes */

static const char CONVERT_HINT[] = "open it in Word or LibreOffice and save it as .docx";

/* What stands at the start of files that are often named .docx and are none. */
static const struct {
    vt_slice magic;
    const char *what;
} impostors[] = {
    {{"\xD0\xCF\x11\xE0", 4}, "a Word 97-2003 file, not DOCX"},
    {{"{\\rtf", 5}, "an RTF file, not DOCX"},
    {{"%PDF", 4}, "a PDF file, not DOCX"},
    {{"<?xml", 5}, "an XML file, not DOCX"},
};

/* The name of the stream in which Office keeps a document with a password, UTF-16. */
static bool is_encrypted_office(vt_slice bytes) {
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    const size_t size = sizeof name - 1;
    if (bytes.size < 8 || memcmp(bytes.data, "\xD0\xCF\x11\xE0", 4) != 0) return false;
    const char *at = bytes.data, *last = bytes.data + bytes.size - size;
    while (bytes.size > size && at <= last && (at = memchr(at, 'E', (size_t)(last - at) + 1))) {
        if (memcmp(at, name, size) == 0) return true;
        at++;
    }
    return false;
}

static vt_code refuse(vt_slice bytes, vt_error *err) {
    if (bytes.size == 0) return vt_fail(err, VT_ERR_FORMAT, "the file is empty");
    if (is_encrypted_office(bytes))
        return vt_fail_hint(err, VT_ERR_FORMAT, "open it in Word, remove the password and save it again",
                            "the document is encrypted with a password");
    for (size_t i = 0; i < sizeof impostors / sizeof *impostors; i++)
        if (vt_slice_starts(bytes, impostors[i].magic))
            return vt_fail_hint(err, VT_ERR_FORMAT, CONVERT_HINT, "%s", impostors[i].what);
    if (vt_slice_starts(bytes, VT_LITERAL("PK")))
        return vt_fail(err, VT_ERR_DAMAGED, "the zip archive is cut off or damaged: its directory is missing");
    return vt_fail_hint(err, VT_ERR_FORMAT, "if it is plain text, name it .txt", "not a zip archive, so not DOCX");
}

vt_code vt_docx_package_open(vt_slice bytes, const vt_limits *limits, vt_arena *scratch, vt_docx_package *package,
                             vt_error *err) {
    *package = (vt_docx_package){.limits = limits, .scratch = scratch};
    if (!vt_slice_starts(bytes, VT_LITERAL("PK"))) return refuse(bytes, err);
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(bytes.data, bytes.size, 0, &why);
    if (source) package->zip = zip_open_from_source(source, ZIP_RDONLY, &why);
    int code = zip_error_code_zip(&why);
    zip_error_fini(&why);
    if (package->zip) return VT_OK;
    zip_source_free(source);
    return !source || code == ZIP_ER_MEMORY ? vt_fail_memory(err) : refuse(bytes, err);
}

void vt_docx_package_close(vt_docx_package *package) {
    if (package->zip) zip_discard(package->zip);
    package->zip = NULL;
}

/* Part names are equal whatever the case of their letters (OPC 6.2.2.3); most writers keep it, so that goes first. */
static zip_int64_t locate(const vt_docx_package *package, const char *part) {
    zip_int64_t index = zip_name_locate(package->zip, part, 0);
    return index >= 0 ? index : zip_name_locate(package->zip, part, ZIP_FL_NOCASE);
}

bool vt_docx_package_has(const vt_docx_package *package, const char *part) { return locate(package, part) >= 0; }

static vt_code fail_part(zip_error_t *why, const char *part, vt_error *err) {
    switch (zip_error_code_zip(why)) {
    case ZIP_ER_MEMORY: return vt_fail_memory(err);
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_WRONGPASSWD:
    case ZIP_ER_ENCRNOTSUPP:
        return vt_fail_hint(err, VT_ERR_FORMAT, "unpack it with its password and pack it again without",
                            "%.120s is encrypted", part);
    default: return vt_fail(err, VT_ERR_DAMAGED, "%.120s cannot be unpacked: %.80s", part, zip_error_strerror(why));
    }
}

vt_code vt_docx_stream_open(vt_docx_package *package, const char *part, vt_docx_stream *stream, vt_error *err) {
    *stream = (vt_docx_stream){.package = package, .part = part};
    zip_int64_t index = locate(package, part);
    if (index < 0) return vt_fail(err, VT_ERR_DAMAGED, "%.120s is missing from the archive", part);
    zip_stat_t stat;
    if (zip_stat_index(package->zip, (zip_uint64_t)index, 0, &stat) < 0)
        return fail_part(zip_get_error(package->zip), part, err);
    stream->deflated = stat.valid & ZIP_STAT_COMP_SIZE ? stat.comp_size : 0;
    stream->file = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
    return stream->file ? VT_OK : fail_part(zip_get_error(package->zip), part, err);
}

vt_code vt_docx_stream_read(vt_docx_stream *stream, char *buffer, size_t capacity, size_t *size, vt_error *err) {
    zip_int64_t got = zip_fread(stream->file, buffer, capacity);
    if (got < 0) return fail_part(zip_file_get_error(stream->file), stream->part, err);
    *size = (size_t)got;
    stream->inflated += (uint64_t)got;
    stream->package->inflated += (uint64_t)got;
    const vt_limits *limits = stream->package->limits;
    if (stream->package->inflated > limits->inflated_bytes)
        return vt_limit_fail(limits, VT_LIMIT_inflated_bytes, stream->part, err);
    if (stream->inflated > RATIO_FREE && (stream->inflated - 1) / limits->inflate_ratio >= stream->deflated)
        return vt_limit_fail(limits, VT_LIMIT_inflate_ratio, stream->part, err);
    return VT_OK;
}

void vt_docx_stream_close(vt_docx_stream *stream) {
    if (stream->file) zip_fclose(stream->file);
    stream->file = NULL;
}

/* --- relationships -------------------------------------------------------------------------------------------- */

typedef struct relations_reader {
    vt_arena *arena;
    vt_slice folder; /* of the part that the relationships belong to, with its slash */
    vt_docx_relations *relations;
    vt_code code;
    vt_error *err;
} relations_reader;

static vt_slice folder_of(vt_slice part) {
    while (part.size && part.data[part.size - 1] != '/') part.size--;
    return part;
}

/* Undoes %20 and the like in place; returns the new size. */
static size_t unescape(char *path, size_t size) {
    size_t out = 0;
    for (size_t i = 0; i < size; i++) {
        int high = path[i] == '%' && i + 2 < size ? vt_hex_value(path[i + 1]) : -1;
        int low = high >= 0 ? vt_hex_value(path[i + 2]) : -1;
        path[out++] = low >= 0 ? (char)(high << 4 | low) : path[i];
        if (low >= 0) i += 2;
    }
    return out;
}

/* Removes empty, "." and ".." steps in place and terminates. */
static void straighten(char *path, size_t size) {
    size_t out = 0;
    for (size_t at = 0; at < size;) {
        size_t end = at;
        while (end < size && path[end] != '/') end++;
        vt_slice step = {path + at, end - at};
        if (vt_slice_is(step, "..")) {
            while (out && path[--out] != '/') continue;
        } else if (step.size && !vt_slice_is(step, ".")) {
            if (out) path[out++] = '/';
            memmove(path + out, step.data, step.size);
            out += step.size;
        }
        at = end + 1;
    }
    path[out] = '\0';
}

/* The part's name that a target means, seen from a folder. */
static const char *resolve(vt_arena *arena, vt_slice folder, vt_slice target) {
    if (target.size && target.data[0] == '/') folder.size = 0;
    char *path = vt_arena_bytes(arena, folder.size + target.size + 1);
    if (!path) return NULL;
    if (folder.size) memcpy(path, folder.data, folder.size);
    if (target.size) memcpy(path + folder.size, target.data, target.size);
    straighten(path, folder.size + unescape(path + folder.size, target.size));
    return path;
}

static vt_slice last_step(vt_slice uri) {
    if (!uri.size) return uri; /* also of an attribute that is not there: nothing is added to its null */
    size_t from = uri.size;
    while (from && uri.data[from - 1] != '/') from--;
    return vt_slice_sub(uri, from, uri.size);
}

static bool take_relation(void *self, const vt_docx_element *element) {
    relations_reader *reader = self;
    if (element->token != VT_DOCX_RELATIONSHIP) return true;
    if (vt_slice_is(vt_docx_attribute(element, "TargetMode"), "External")) return true;
    vt_docx_relation *relation = vt_array_push(reader->arena, reader->relations);
    if (relation) {
        relation->id = vt_arena_text(reader->arena, vt_docx_attribute(element, "Id"));
        relation->type = vt_arena_text(reader->arena, last_step(vt_docx_attribute(element, "Type")));
        relation->part = resolve(reader->arena, reader->folder, vt_docx_attribute(element, "Target"));
    }
    if (!relation || !relation->id || !relation->type || !relation->part) reader->code = vt_fail_memory(reader->err);
    return true;
}

vt_code vt_docx_relations_read(vt_docx_package *package, const char *part, vt_docx_relations *relations,
                               vt_error *err) {
    vt_slice name = vt_slice_of(part), folder = folder_of(name);
    const char *path =
        vt_arena_printf(package->scratch, "%.*s_rels/%s.rels", (int)folder.size, part, part + folder.size);
    if (!path) return vt_fail_memory(err);
    if (!vt_docx_package_has(package, path)) return VT_OK;
    relations_reader reader = {package->scratch, folder, relations, VT_OK, err};
    vt_docx_handler handler = {.self = &reader, .start = take_relation, .code = &reader.code};
    return vt_docx_parse(package, path, VT_DOCX_OTHER, &handler, err);
}

const vt_docx_relation *vt_docx_relation_of_type(const vt_docx_relations *relations, const char *type) {
    for (size_t i = 0; i < relations->count; i++)
        if (strcmp(relations->items[i].type, type) == 0) return &relations->items[i];
    return NULL;
}

const vt_docx_relation *vt_docx_relation_of_id(const vt_docx_relations *relations, vt_slice id) {
    for (size_t i = 0; i < relations->count; i++)
        if (vt_slice_is(id, relations->items[i].id)) return &relations->items[i];
    return NULL;
}
