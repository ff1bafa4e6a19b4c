/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the bytes of a file. Out: its document, as a worker read it. The side that
 * trusts nothing: sizes, strings, spans and what the unpacked document takes are
 * checked, and what the program knows by itself is not taken from a worker.
 */
#include "isolate/isolate.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "archive/record.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/slice.h"
#include "isolate/process.h"
#include "isolate/wire.h"
#include "parse/parse.h"

enum { DEFAULT_SECONDS = 20, DEFAULT_MEBIBYTES = 2048, CLOCK_FACTOR = 10, MOST_HINTS = 64 };

struct vt_isolate {
    vt_isolate_options options;
    pthread_mutex_t mutex; /* of what follows */
    vt_process *idle;
    vt_arena arena;
    VT_ARRAY(const char *) hints; /* that workers gave, each once */
};

/* ---- workers ---- */

static vt_code take_worker(vt_isolate *isolate, vt_process **out, vt_error *err) {
    pthread_mutex_lock(&isolate->mutex);
    vt_process *idle = *out = isolate->idle;
    if (idle) isolate->idle = idle->next;
    pthread_mutex_unlock(&isolate->mutex);
    return idle ? VT_OK : vt_process_start(&isolate->options, out, err);
}

static void give_worker(vt_isolate *isolate, vt_process *process) {
    pthread_mutex_lock(&isolate->mutex);
    process->is_used = true;
    process->next = isolate->idle;
    isolate->idle = process;
    pthread_mutex_unlock(&isolate->mutex);
}

vt_code vt_isolate_open(const vt_isolate_options *options, vt_isolate **out, vt_error *err) {
    vt_isolate *isolate = *out = calloc(1, sizeof *isolate);
    if (!isolate) return vt_fail_memory(err);
    isolate->options = *options;
    if (!options->seconds) isolate->options.seconds = DEFAULT_SECONDS;
    if (!options->mebibytes) isolate->options.mebibytes = DEFAULT_MEBIBYTES;
    pthread_mutex_init(&isolate->mutex, NULL);
    vt_arena_init(&isolate->arena, NULL);
    vt_code code = vt_process_start(&isolate->options, &isolate->idle, err);
    if (code == VT_OK) return VT_OK;
    vt_isolate_close(isolate);
    *out = NULL;
    return code;
}

void vt_isolate_close(vt_isolate *isolate) {
    if (!isolate) return;
    while (isolate->idle) {
        vt_process *process = isolate->idle;
        isolate->idle = process->next;
        vt_process_end(process);
    }
    vt_arena_free(&isolate->arena);
    pthread_mutex_destroy(&isolate->mutex);
    free(isolate);
}

/* ---- errors of a worker ---- */

static const char *find_hint(vt_isolate *isolate, const char *text) {
    for (size_t i = 0; i < isolate->hints.count; i++)
        if (strcmp(isolate->hints.items[i], text) == 0) return isolate->hints.items[i];
    if (isolate->hints.count == MOST_HINTS) return NULL;
    const char *copy = vt_arena_text(&isolate->arena, vt_slice_of(text));
    const char **place = copy ? vt_array_push(&isolate->arena, &isolate->hints) : NULL;
    return place ? *place = copy : NULL;
}

/* A hint lives as long as a static string would. */
static const char *keep_hint(vt_isolate *isolate, const char *text) {
    if (!*text) return NULL;
    pthread_mutex_lock(&isolate->mutex);
    const char *kept = find_hint(isolate, text);
    pthread_mutex_unlock(&isolate->mutex);
    return kept;
}

/* What a message says is no matter here: whoever shows it, shows it as plain text. */
static bool is_error(const vt_answer *answer) {
    return answer->code < VT_ERR_COUNT && memchr(answer->message, '\0', sizeof answer->message) &&
           memchr(answer->hint, '\0', sizeof answer->hint);
}

static vt_code fail_answer(vt_error *err) { return vt_fail(err, VT_ERR_IO, "reading it gave an answer that is none"); }

/* ---- one file ---- */

typedef struct question {
    vt_slice bytes;
    const char *name;
    const vt_parse_options *options;
    int64_t deadline;
} question;

/* How asking a worker ended. */
typedef enum end {
    END_ANSWERED,
    END_DIED,
    END_LATE,
    END_FULL, /* memory ran out in it */
    END_WRONG /* what it sent is no answer */
} end;

static const end end_of_wire[] = {
    [VT_WIRE_DONE] = END_ANSWERED, [VT_WIRE_CLOSED] = END_DIED, [VT_WIRE_LATE] = END_LATE};

static vt_wire send_question(const vt_process *process, const question *q) {
    vt_request request = {.name_size = strlen(q->name), .size = q->bytes.size};
    if (q->options) request.limits = q->options->limits;
    struct iovec parts[] = {
        {&request, sizeof request}, {(void *)q->name, request.name_size}, {(void *)q->bytes.data, request.size}};
    return vt_wire_send(process->socket, parts, sizeof parts / sizeof *parts, q->deadline);
}

/* Memory for what a worker sends, as much as it may have itself. */
typedef struct purse {
    vt_allocator allocator;
    uint64_t left;
} purse;

static void *spend(void *context, size_t size) {
    purse *own = context;
    const vt_allocator *real = vt_allocator_default();
    if (size > own->left) return NULL;
    own->left -= size;
    return real->alloc(real->context, size);
}

static vt_code unpack(const vt_isolate *isolate, vt_arena *arena, vt_slice record, vt_document *document,
                      vt_error *err) {
    const vt_allocator *real = arena->allocator;
    purse own = {.left = (uint64_t)isolate->options.mebibytes << 20};
    own.allocator = (vt_allocator){.alloc = spend, .resize = NULL, .release = real->release, .context = &own};
    arena->allocator = &own.allocator;
    vt_code code = vt_record_unpack_strange(arena, record, document, NULL);
    arena->allocator = real;
    if (code == VT_ERR_MEMORY) return vt_fail_space(&isolate->options, err);
    return code == VT_OK ? VT_OK : fail_answer(err);
}

static vt_code make_document(const vt_isolate *isolate, const question *q, vt_slice record, vt_document **out,
                             vt_error *err) {
    vt_arena *arena;
    vt_document *document = vt_document_new(NULL, &arena);
    if (!document) return vt_fail_memory(err);
    vt_code code = unpack(isolate, arena, record, document, err);
    document->source.bytes = q->bytes.size;
    document->source.path = vt_arena_text(arena, vt_slice_of(q->name));
    vt_digest_hex(q->bytes, document->id);
    if (code == VT_OK && !document->source.path) code = vt_fail_memory(err);
    if (code == VT_OK)
        *out = document;
    else
        vt_document_free(document);
    return code;
}

/* The answer's parts are sound when this says so. */
static end take_answer(const vt_isolate *isolate, const vt_process *process, const question *q, vt_answer *answer,
                       vt_buffer *record) {
    vt_wire wire = vt_wire_receive(process->socket, answer, sizeof *answer, q->deadline);
    if (wire != VT_WIRE_DONE) return end_of_wire[wire];
    if (answer->code == VT_ERR_MEMORY) return END_FULL;
    if (!is_error(answer) || answer->size > (uint64_t)isolate->options.mebibytes << 20) return END_WRONG;
    if (!vt_buffer_reserve(record, answer->size)) return END_FULL;
    record->size = answer->size;
    return end_of_wire[vt_wire_receive(process->socket, record->data, record->size, q->deadline)];
}

static end ask(const vt_isolate *isolate, const vt_process *process, const question *q, vt_answer *answer,
               vt_buffer *record) {
    vt_process_renew(process, isolate->options.seconds);
    vt_wire wire = send_question(process, q);
    return wire == VT_WIRE_DONE ? take_answer(isolate, process, q, answer, record) : end_of_wire[wire];
}

static vt_code fail_as_told(vt_isolate *isolate, const vt_answer *answer, vt_error *err) {
    vt_fail_hint(err, (vt_code)answer->code, keep_hint(isolate, answer->hint), "%s", answer->message);
    if (err) err->offset = answer->offset;
    return (vt_code)answer->code;
}

/* Ends the worker that did not answer. *again: it had read other files, which may be to blame. */
static vt_code bury(const vt_isolate *isolate, vt_process *process, end how, bool *again, vt_error *err) {
    bool was_used = process->is_used;
    int status = vt_process_end(process);
    if (how == END_DIED && vt_process_was_late(status)) how = END_LATE;
    *again = was_used && how != END_LATE;
    switch (how) {
    case END_LATE: return vt_fail_time(&isolate->options, err);
    case END_FULL: return vt_fail_space(&isolate->options, err);
    case END_DIED: return vt_process_explain(status, &isolate->options, err);
    default: return fail_answer(err);
    }
}

/* The worker is given back, or ended. */
static vt_code read_with(vt_isolate *isolate, vt_process *process, const question *q, vt_document **out, bool *again,
                         vt_error *err) {
    vt_answer answer;
    vt_buffer record;
    vt_buffer_init(&record, NULL);
    *again = false;
    end how = ask(isolate, process, q, &answer, &record);
    vt_code code = VT_OK;
    if (how != END_ANSWERED) {
        code = bury(isolate, process, how, again, err);
    } else {
        give_worker(isolate, process);
        code = answer.code != VT_OK ? fail_as_told(isolate, &answer, err)
                                    : make_document(isolate, q, vt_buffer_slice(&record), out, err);
    }
    vt_buffer_free(&record);
    return code;
}

vt_code vt_isolate_read(void *context, vt_slice bytes, const char *name, const vt_parse_options *options,
                        vt_document **out, vt_error *err) {
    vt_isolate *isolate = context;
    question q = {bytes, name ? name : "-", options,
                  vt_wire_deadline((uint64_t)isolate->options.seconds * CLOCK_FACTOR)};
    vt_process *process;
    bool again = false;
    *out = NULL;
    vt_code code = take_worker(isolate, &process, err);
    if (code == VT_OK) code = read_with(isolate, process, &q, out, &again, err);
    if (!again) return code;
    code = vt_process_start(&isolate->options, &process, err);
    return code == VT_OK ? read_with(isolate, process, &q, out, &again, err) : code;
}
