/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What passes between the program and a worker, over a socket: a request, the
 * file's name and its bytes; an answer and the document as a record. The first
 * answer of a worker says whether it is ready. Both sides are the same program.
 */
#ifndef VT_ISOLATE_WIRE_H
#define VT_ISOLATE_WIRE_H

#include <stdint.h>
#include <sys/uio.h>
#include <vanthu/document.h>

typedef struct vt_request {
    vt_limits limits;
    uint64_t name_size, size; /* of what follows */
} vt_request;

typedef struct vt_answer {
    uint32_t code; /* a vt_code; the rest speaks of an error, but for the size */
    int64_t offset;
    char message[256], hint[256];
    uint64_t size; /* of the record that follows */
} vt_answer;

typedef enum vt_wire {
    VT_WIRE_DONE,
    VT_WIRE_CLOSED, /* the other side has ended */
    VT_WIRE_LATE
} vt_wire;

/* The moment, in milliseconds of the monotonic clock, that is so many seconds away. */
int64_t vt_wire_deadline(uint64_t seconds);

/* Sends all of the parts, which it uses up. */
vt_wire vt_wire_send(int socket, struct iovec *parts, size_t count, int64_t deadline);

vt_wire vt_wire_receive(int socket, void *to, size_t size, int64_t deadline);

#endif
