/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the bytes of a file. Out: a document. The list of the passes is the
 * parser; each takes the document so far and fills one new part of it.
 */
#include "parse/parse.h"

#include <stdlib.h>
#include <string.h>
#include "base/digest.h"
#include "base/error.h"
#include "base/slice.h"
#include "read/read.h"

static bool (*const passes[])(vt_parse *) = {
    vt_pass_cut,   vt_pass_label, vt_pass_join, vt_pass_header,  vt_pass_issuer, vt_pass_outline,
    vt_pass_bases, vt_pass_cite,  vt_pass_closing, vt_pass_warn,
};

static bool run_passes(vt_parse *p) {
    for (size_t i = 0; i < sizeof passes / sizeof *passes; i++)
        if (!passes[i](p)) return false;
    vt_document *d = p->document;
    d->evidence = p->evidence.items;
    d->evidence_count = p->evidence.count;
    d->warnings = p->warnings.items;
    d->warning_count = p->warnings.count;
    return true;
}

/* The document and the arena that holds it. */
typedef struct holder {
    vt_document document; /* first, so that the document's address is the holder's */
    vt_arena arena;
} holder;

vt_document *vt_document_new(const vt_allocator *allocator, vt_arena **arena) {
    if (!allocator) allocator = vt_allocator_default();
    holder *h = allocator->alloc(allocator->context, sizeof *h);
    if (!h) return NULL;
    memset(h, 0, sizeof *h);
    vt_arena_init(&h->arena, allocator);
    *arena = &h->arena;
    return &h->document;
}

static bool fill_source(vt_parse *p, vt_slice bytes, const char *name, const vt_reader *reader) {
    vt_source *source = &p->document->source;
    if (!*p->document->id) vt_digest_hex(bytes, p->document->id);
    source->path = vt_arena_text(p->arena, vt_slice_of(name ? name : "-"));
    source->format = reader->name;
    source->encodings = (const char *const *)p->lines.encodings.items;
    source->encoding_count = p->lines.encodings.count;
    source->bytes = bytes.size;
    for (size_t i = 0; i < p->lines.notes.count; i++)
        if (!vt_parse_warn(p, p->lines.notes.items[i].code, p->lines.notes.items[i].message, NULL, NULL))
            return false;
    return source->path != NULL;
}

vt_code vt_parse_bytes(vt_parse *p, vt_slice bytes, const char *name, const vt_limits *limits, vt_error *err) {
    const vt_reader *reader = vt_reader_for(bytes, name, err);
    if (!reader) return VT_ERR_FORMAT;
    vt_code code = reader->read(bytes, limits, p->arena, p->scratch, &p->lines, err);
    if (code) return code;
    vt_arena_reset(p->scratch);
    p->most_atoms = (size_t)limits->lines;
    if (fill_source(p, bytes, name, reader) && run_passes(p)) return VT_OK;
    return p->atoms.count > limits->lines ? vt_limit_fail(limits, VT_LIMIT_lines, NULL, err) : vt_fail_memory(err);
}

vt_code vt_parse_hashed(vt_slice bytes, const char *id, const char *name, const vt_parse_options *options,
                        vt_document **out, vt_error *err) {
    const vt_allocator *allocator = options && options->allocator ? options->allocator : vt_allocator_default();
    vt_limits limits = vt_limits_resolve(options ? &options->limits : NULL);
    if (!out) return vt_fail(err, VT_ERR_ARGUMENT, "no place for the document");
    *out = NULL;
    if (bytes.size > limits.bytes) return vt_limit_fail(&limits, VT_LIMIT_bytes, NULL, err);
    vt_arena scratch, *arena;
    vt_document *document = vt_document_new(allocator, &arena);
    if (!document) return vt_fail_memory(err);
    vt_arena_init(&scratch, allocator);
    if (id) memcpy(document->id, id, sizeof document->id);
    vt_parse p = {.arena = arena, .scratch = &scratch, .document = document};
    vt_code code = vt_parse_bytes(&p, bytes, name, &limits, err);
    vt_arena_free(&scratch);
    if (code) vt_document_free(document);
    else *out = document;
    return code;
}

vt_code vt_parse_memory(vt_slice bytes, const char *name, const vt_parse_options *options, vt_document **out,
                        vt_error *err) {
    return vt_parse_hashed(bytes, NULL, name, options, out, err);
}

vt_code vt_parse_file(const char *path, const vt_parse_options *options, vt_document **out, vt_error *err) {
    const vt_allocator *allocator = options && options->allocator ? options->allocator : vt_allocator_default();
    char *data = NULL;
    size_t size = 0;
    if (!out || !path) return vt_fail(err, VT_ERR_ARGUMENT, "no path, or no place for the document");
    *out = NULL;
    vt_limits limits = vt_limits_resolve(options ? &options->limits : NULL);
    vt_code code = vt_read_file(path, &limits, allocator, &data, &size, err);
    if (!code) code = vt_parse_memory((vt_slice){data, size}, path, options, out, err);
    if (data) allocator->release(allocator->context, data);
    return code;
}

void vt_document_free(vt_document *document) {
    if (!document) return;
    holder *h = (holder *)document;
    const vt_allocator *allocator = h->arena.allocator;
    vt_arena_free(&h->arena);
    allocator->release(allocator->context, h);
}
