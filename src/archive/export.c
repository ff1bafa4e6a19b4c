/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query. Out: a row or a JSON line for each document that matches, by path. */
#include <vanthu/export.h>

#include "archive/each.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/slice.h"
#include "write/columns.h"

typedef struct export {
    const vt_export_options *options;
    const vt_output *output;
    const vt_node *query;
    vt_columns columns;
    vt_csv csv;
    vt_arena scratch; /* of one record */
    vt_buffer last;   /* the path of the record that was written last */
    uint64_t documents;
}
export;

static vt_code write_line(const export *e, const vt_record *record, vt_error *err) {
    vt_json_options options = {.paths = record->paths, .path_count = record->path_count};
    vt_code code = vt_write_json(record->document, &options, e->output, err);
    if (code == VT_OK && !e->output->write(e->output->context, "\n", 1))
        code = vt_fail(err, VT_ERR_WRITE, "could not write");
    return code;
}

static vt_code remember(export *e, const char *path, vt_error *err) {
    vt_buffer_clear(&e->last);
    vt_buffer_append_text(&e->last, path);
    e->documents++;
    return e->last.failed ? vt_fail_memory(err) : VT_OK;
}

static vt_code write_found(void *context, const vt_found *found, vt_error *err) {
    export *e = context;
    const vt_places *places = found->places;
    vt_arena_reset(&e->scratch);
    const char **paths = vt_arena_alloc(&e->scratch, places->items.count * sizeof *paths);
    if (!paths) return vt_fail_memory(err);
    for (size_t i = 0; i < places->items.count; i++) paths[i] = places->items.items[i].path;
    vt_record record = {.document = found->document, .paths = paths, .path_count = places->items.count};
    vt_code code = e->options->format == VT_EXPORT_NDJSON ? write_line(e, &record, err)
                                                          : vt_columns_write(&e->columns, &record, &e->csv, err);
    return code == VT_OK ? remember(e, paths[0], err) : code;
}

/* A read that starts anew goes on behind what has been written. */
static vt_code read_all(vt_archive *archive, void *context, vt_error *err) {
    export *e = context;
    return vt_archive_each_by_path(archive, e->query, e->documents ? e->last.data : NULL, write_found, e, err);
}

static vt_code run(vt_archive *archive, const char *query, export *e, vt_error *err) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    vt_code code = vt_columns_choose(e->options->columns, &e->columns, err);
    if (code == VT_OK) code = vt_query_parse(&arena, query ? query : "", &e->query, err);
    if (code == VT_OK && e->options->format == VT_EXPORT_CSV) {
        vt_csv_init(&e->csv, e->output, e->options->for_excel);
        code = vt_columns_write_head(&e->columns, &e->csv, err);
    }
    if (code == VT_OK) code = vt_archive_reading(archive, read_all, e, err);
    vt_arena_free(&arena);
    return code;
}

vt_code vt_archive_export(vt_archive *archive, const char *query, const vt_export_options *options,
                          const vt_output *output, uint64_t *documents, vt_error *err) {
    static const vt_export_options none = {0};
    export e = {.options = options ? options : &none, .output = output};
    if (!output || !output->write) return vt_fail(err, VT_ERR_ARGUMENT, "no output");
    vt_arena_init(&e.scratch, NULL);
    vt_buffer_init(&e.last, NULL);
    vt_code code = run(archive, query, &e, err);
    if (documents) *documents = e.documents;
    vt_buffer_free(&e.last);
    vt_arena_free(&e.scratch);
    return code;
}
