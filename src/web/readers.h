/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Open archives for the threads of the server: an archive serves one thread at a
 * time, and opening it anew for each request would cost more than most answers.
 * Thread rule: any thread may take and give.
 */
#ifndef VT_WEB_READERS_H
#define VT_WEB_READERS_H

#include <vanthu/archive.h>

typedef struct vt_readers vt_readers;

/* folder is borrowed. The archive need not be there yet. */
vt_code vt_readers_open(const char *folder, vt_readers **out, vt_error *err);

/* An archive for this thread alone; NULL while it cannot be opened. */
vt_archive *vt_readers_take(vt_readers *readers);

/* Takes NULL. */
void vt_readers_give(vt_readers *readers, vt_archive *archive);

/* When nothing is taken any more. Takes NULL. */
void vt_readers_close(vt_readers *readers);

#endif
