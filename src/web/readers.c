/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a folder. Out: archives open for reading, each lent to one thread at a time and kept for the next. */
#include "web/readers.h"

#include <pthread.h>
#include <stdlib.h>
#include "base/error.h"

enum { MOST_KEPT = 64 };

struct vt_readers {
    pthread_mutex_t mutex;
    const char *folder;
    vt_archive *kept[MOST_KEPT];
    size_t count;
};

vt_code vt_readers_open(const char *folder, vt_readers **out, vt_error *err) {
    *out = calloc(1, sizeof **out);
    if (!*out) return vt_fail_memory(err);
    (*out)->folder = folder;
    if (pthread_mutex_init(&(*out)->mutex, NULL) == 0) return VT_OK;
    free(*out);
    *out = NULL;
    return vt_fail_memory(err);
}

vt_archive *vt_readers_take(vt_readers *readers) {
    vt_archive *archive = NULL;
    pthread_mutex_lock(&readers->mutex);
    if (readers->count) archive = readers->kept[--readers->count];
    pthread_mutex_unlock(&readers->mutex);
    if (!archive && vt_archive_open(readers->folder, VT_ARCHIVE_READ, &archive, NULL) != VT_OK) return NULL;
    return archive;
}

void vt_readers_give(vt_readers *readers, vt_archive *archive) {
    bool kept = false;
    if (!archive) return;
    pthread_mutex_lock(&readers->mutex);
    if (readers->count < MOST_KEPT) {
        readers->kept[readers->count++] = archive;
        kept = true;
    }
    pthread_mutex_unlock(&readers->mutex);
    if (!kept) vt_archive_close(archive);
}

void vt_readers_close(vt_readers *readers) {
    if (!readers) return;
    for (size_t i = 0; i < readers->count; i++) vt_archive_close(readers->kept[i]);
    pthread_mutex_destroy(&readers->mutex);
    free(readers);
}
