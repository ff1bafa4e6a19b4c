/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The local server. It answers until it is told to stop. Every change needs a
 * POST with the token that the pages carry; only requests whose Host header
 * names this server are answered, so that no other site's name can be bent to
 * lead here (DNS rebinding).
 */
#ifndef VT_WEB_SERVE_H
#define VT_WEB_SERVE_H

#include <vanthu/archive.h>

typedef struct vt_serve_options {
    const char *folder;          /* the archive's */
    const char *host;            /* address to listen at; NULL: 127.0.0.1 */
    uint16_t port;               /* 0: the first free one from 8642 */
    const char *user, *password; /* HTTP Basic; NULL: none, and then only loopback addresses are served */
    unsigned threads;            /* that answer at a time; 0: one more than there are processors */
} vt_serve_options;

typedef struct vt_server vt_server;

/* VT_ERR_ARGUMENT for a host that is no address or not allowed, VT_ERR_IO when no port could be had. */
vt_code vt_serve_start(const vt_serve_options *options, vt_server **out, vt_error *err);

/* "http://127.0.0.1:8642/"; lives as long as the server. */
const char *vt_serve_address(const vt_server *server);

/* Answers what is under way and stops. Takes NULL. */
void vt_serve_stop(vt_server *server);

#endif
