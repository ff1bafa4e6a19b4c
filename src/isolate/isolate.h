/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Isolation: documents are read in processes of their own, workers, which may
 * neither open a file nor use the network nor start anything, and have limits
 * of time and memory. A file that kills its worker, or is more than the limits
 * allow, is a failure of that file and of nothing else.
 *
 * A worker is not trusted: what it sends is checked. It reads many files; one
 * that took it over could falsify what the worker says of later ones, no more.
 * Thread rule: vt_isolate_read may be called in several threads at once; each
 * call has a worker to itself.
 */
#ifndef VT_ISOLATE_ISOLATE_H
#define VT_ISOLATE_ISOLATE_H

#include <vanthu/archive.h>

typedef struct vt_isolate vt_isolate;

typedef struct vt_isolate_options {
    const char *const
        *command;       /* what is started as a worker, an absolute path and its arguments, then NULL; borrowed */
    unsigned seconds;   /* of the processor for one file; 0: 20. Ten times that may pass on the clock */
    unsigned mebibytes; /* of address space for a worker, and of memory for what it hands back; 0: 2,048 */
} vt_isolate_options;

/* Starts a first worker, so that what the system refuses is known at once: VT_ERR_IO. */
vt_code vt_isolate_open(const vt_isolate_options *options, vt_isolate **out, vt_error *err);

/* Ends the workers. Errors of vt_isolate_read have hints that go with it. Takes NULL. */
void vt_isolate_close(vt_isolate *isolate);

/* A vt_reading; context is a vt_isolate. */
vt_code vt_isolate_read(void *context, vt_slice bytes, const char *name, const vt_parse_options *options,
                        vt_document **out, vt_error *err);

#endif
