/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the bytes of files, from the socket. Out: their records, into it. Gives up
 * everything else before the first byte. Whatever a file does to this process,
 * its only way out is the socket.
 */
#include "isolate/worker.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "archive/record.h"
#include "base/error.h"
#include "base/slice.h"
#include "isolate/filter.h"
#include "isolate/wire.h"

static bool read_fully(void *to, size_t size) {
    for (char *at = to; size;) {
        ssize_t got = read(VT_WORKER_SOCKET, at, size);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        at += got;
        size -= (size_t)got;
    }
    return true;
}

static bool write_fully(const char *from, size_t size) {
    while (size) {
        ssize_t put = write(VT_WORKER_SOCKET, from, size);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return false;
        from += put;
        size -= (size_t)put;
    }
    return true;
}

static void describe(vt_answer *answer, const vt_error *error) {
    answer->code = error->code;
    answer->offset = error->offset;
    memcpy(answer->message, error->message, sizeof answer->message);
    if (error->hint) strncpy(answer->hint, error->hint, sizeof answer->hint - 1);
}

static bool answer_error(const vt_error *error) {
    vt_answer answer;
    memset(&answer, 0, sizeof answer);
    describe(&answer, error);
    return write_fully((const char *)&answer, sizeof answer);
}

/* The answer and the record go in one piece. The file's path is not the worker's to tell. */
static bool answer_document(vt_document *document) {
    static const vt_corrections none = {0};
    vt_answer answer;
    vt_buffer buffer;
    memset(&answer, 0, sizeof answer);
    vt_buffer_init(&buffer, NULL);
    vt_buffer_append(&buffer, &answer, sizeof answer);
    document->source.path = "";
    vt_record_pack(document, &none, &buffer);
    if (buffer.failed) return vt_buffer_free(&buffer), answer_error(&(vt_error){.code = VT_ERR_MEMORY});
    answer.size = buffer.size - sizeof answer;
    memcpy(buffer.data, &answer, sizeof answer);
    bool written = write_fully(buffer.data, buffer.size);
    vt_buffer_free(&buffer);
    return written;
}

static bool answer_file(vt_reading read, vt_slice bytes, const char *name, const vt_limits *limits) {
    vt_parse_options options = {.limits = *limits};
    vt_document *document;
    vt_error error = {0};
    if (read(NULL, bytes, name, &options, &document, &error) != VT_OK) return answer_error(&error);
    bool written = answer_document(document);
    vt_document_free(document);
    return written;
}

/* False when there is nobody left to serve. */
static bool serve(vt_reading read) {
    vt_request request;
    if (!read_fully(&request, sizeof request)) return false;
    char *name = malloc(request.name_size + 1), *bytes = malloc(request.size + 1);
    if (!name || !bytes) _exit(VT_WORKER_FULL);
    bool goes_on = read_fully(name, request.name_size) && read_fully(bytes, request.size);
    name[request.name_size] = '\0';
    goes_on = goes_on && answer_file(read, (vt_slice){bytes, request.size}, name, &request.limits);
    free(bytes);
    free(name);
    return goes_on;
}

static vt_code confine(vt_error *err) {
    if (close_range(VT_WORKER_SOCKET + 1, ~0U, 0) != 0)
        return vt_fail(err, VT_ERR_IO, "a worker cannot close what it has inherited");
    if (!vt_filter_set(VT_WORKER_SOCKET))
        return vt_fail_hint(err, VT_ERR_IO, "without --isolate files are read unprotected",
                            "the system refuses to filter the calls of a worker (seccomp)");
    return VT_OK;
}

static vt_code parse_here(void *context, vt_slice bytes, const char *name, const vt_parse_options *options,
                          vt_document **out, vt_error *err) {
    (void)context;
    return vt_parse_memory(bytes, name, options, out, err);
}

int vt_worker_run(vt_reading read) {
    vt_error error = {0};
    if (!read) read = parse_here;
    confine(&error);
    bool goes_on = answer_error(&error) && error.code == VT_OK;
    while (goes_on) goes_on = serve(read);
    return 0;
}
