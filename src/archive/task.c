/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a file. Out: its content's hash and its entry of the index. Runs in the pool's threads and shares nothing. */
#include "archive/task.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/digest.h"
#include "base/slice.h"
#include "parse/parse.h"
#include "read/read.h"

vt_task *vt_task_new(const char *path, const char *absolute) {
    vt_task *task = calloc(1, sizeof *task);
    if (!task) return NULL;
    vt_arena_init(&task->arena, NULL);
    vt_arena_init(&task->entry_arena, NULL);
    task->path = vt_arena_text(&task->arena, vt_slice_of(path));
    task->place.path = vt_arena_text(&task->arena, vt_slice_of(absolute));
    if (task->path && task->place.path) return task;
    vt_task_free(task);
    return NULL;
}

void vt_task_free(vt_task *task) {
    if (!task) return;
    vt_arena_free(&task->entry_arena);
    vt_arena_free(&task->arena);
    free(task);
}

/* A file that is still being written has another size or time afterwards. */
static vt_code read_settled(vt_task *task, const vt_limits *limits, char **data, size_t *size) {
    struct stat before, after;
    vt_place place = task->place;
    bool known = stat(task->path, &before) == 0;
    vt_code code = vt_read_file(task->path, limits, NULL, data, size, &task->error);
    if (code != VT_OK) return code;
    if (known && stat(task->path, &after) == 0) {
        vt_place_measure(&task->place, &before);
        vt_place_measure(&place, &after);
        if (place.size == task->place.size && place.time == task->place.time) return VT_OK;
    }
    free(*data);
    *data = NULL;
    return vt_fail_hint(&task->error, VT_ERR_IO, "index it again when it is complete", "it changed while it was read");
}

static vt_code read_document(const vt_index_options *options, vt_task *task, vt_slice bytes, vt_document **out) {
    return options->read
               ? options->read(options->read_context, bytes, task->path, &options->parse, out, &task->error)
               : vt_parse_hashed(bytes, task->id, task->path, &options->parse, out, &task->error);
}

static vt_code parse(const vt_task_plan *plan, vt_term_memory *memory, vt_task *task, vt_slice bytes) {
    vt_document *document;
    vt_code code = read_document(plan->options, task, bytes, &document);
    if (code != VT_OK) return code;
    task->concerns = vt_document_concerns(document);
    task->built = vt_entry_of(&task->entry_arena, document, &task->place, memory, &task->entry);
    vt_document_free(document);
    return task->built ? VT_OK : vt_fail_memory(&task->error);
}

static bool is_known(const vt_task_plan *plan, const vt_task *task) {
    return plan->trial || (plan->known && vt_known_was_stored(plan->known, task->id));
}

static void run(const vt_task_plan *plan, vt_term_memory *memory, vt_task *task, bool fully) {
    char *data;
    size_t size;
    vt_limits limits = vt_limits_resolve(&plan->options->parse.limits);
    task->code = read_settled(task, &limits, &data, &size);
    if (task->code != VT_OK) return;
    vt_slice bytes = {data, size};
    vt_digest_hex(bytes, task->id);
    if (fully || !is_known(plan, task)) task->code = parse(plan, memory, task, bytes);
    free(data);
}

void vt_task_run(void *context, void *memory, void *job) { run(context, memory, job, false); }

void vt_task_run_fully(const vt_task_plan *plan, vt_task *task) { run(plan, NULL, task, true); }
