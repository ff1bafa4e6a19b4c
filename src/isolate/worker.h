/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worker, from the inside. */
#ifndef VT_ISOLATE_WORKER_H
#define VT_ISOLATE_WORKER_H

#include <vanthu/archive.h>

/* Where the program's end of the conversation is found. */
enum { VT_WORKER_SOCKET = 3 };

/* A worker whose memory does not even hold the file ends with this. */
enum { VT_WORKER_FULL = 12 };

/* The whole life of the process, of which main returns what it returns. read: how a document is read; NULL:
 * vt_parse_memory. */
int vt_worker_run(vt_reading read);

#endif
