/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Out: an empty index that can be written; see index_fixture.h. */
#include "index_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include "scratch.h"

int index_set_up(void **state) {
    index_fixture *f = calloc(1, sizeof *f);
    *state = f;
    if (!f) return -1;
    f->folder = scratch_make();
    snprintf(f->heap_path, sizeof f->heap_path, "%s/heap-1", f->folder);
    snprintf(f->path, sizeof f->path, "%s/db-1", f->folder);
    const char *paths[] = {f->path};
    if (vt_heap_open(f->heap_path, VT_HEAP_WRITE, &f->heap, NULL) != VT_OK) return -1;
    return vt_index_open(paths, 1, f->heap, VT_INDEX_CREATE, &f->index, NULL) == VT_OK ? 0 : -1;
}

int index_tear_down(void **state) {
    index_fixture *f = *state;
    vt_index_close(f->index);
    vt_heap_close(f->heap);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

unsigned index_draw(unsigned *seed, unsigned below) {
    *seed = *seed * 1664525U + 1013904223U;
    return (*seed >> 16) % below;
}
