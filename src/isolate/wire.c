/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a socket and bytes. Out: all of them on their way, or that it took too long. */
#include "isolate/wire.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <time.h>

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

int64_t vt_wire_deadline(uint64_t seconds) { return now() + (int64_t)seconds * 1000; }

/* What a transfer that moved nothing means, after waiting if it would have had to. */
static vt_wire wait_for(int socket, short events, int64_t deadline) {
    if (errno == EINTR) return VT_WIRE_DONE;
    if (errno != EAGAIN && errno != EWOULDBLOCK) return VT_WIRE_CLOSED;
    int64_t left = deadline - now();
    if (left <= 0) return VT_WIRE_LATE;
    struct pollfd socket_events = {.fd = socket, .events = events};
    poll(&socket_events, 1, left > INT_MAX ? INT_MAX : (int)left);
    return VT_WIRE_DONE;
}

static void pass(struct iovec **parts, size_t *count, size_t size) {
    while (*count && size >= (*parts)->iov_len) {
        size -= (*parts)->iov_len;
        (*parts)++;
        (*count)--;
    }
    if (!*count) return;
    (*parts)->iov_base = (char *)(*parts)->iov_base + size;
    (*parts)->iov_len -= size;
}

vt_wire vt_wire_send(int socket, struct iovec *parts, size_t count, int64_t deadline) {
    vt_wire state = VT_WIRE_DONE;
    while (count && state == VT_WIRE_DONE) {
        struct msghdr message = {.msg_iov = parts, .msg_iovlen = count};
        ssize_t sent = sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent >= 0)
            pass(&parts, &count, (size_t)sent);
        else
            state = wait_for(socket, POLLOUT, deadline);
    }
    return state;
}

vt_wire vt_wire_receive(int socket, void *to, size_t size, int64_t deadline) {
    vt_wire state = VT_WIRE_DONE;
    for (char *at = to; size && state == VT_WIRE_DONE;) {
        ssize_t got = recv(socket, at, size, MSG_DONTWAIT);
        if (got > 0)
            at += got, size -= (size_t)got;
        else
            state = got ? wait_for(socket, POLLIN, deadline) : VT_WIRE_CLOSED;
    }
    return state;
}
