/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: bytes. Out: the same, from where they were put. Assumes that the file is
 * not cut while it is open: nobody but the writer touches it, and he only appends.
 */
#include "index/heap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/error.h"

static const char mark[] = "vanthu heap\n";
enum { MARK_SIZE = sizeof mark - 1 };

struct vt_heap {
    int descriptor;
    _Atomic uint64_t end; /* where the next bytes go */
    uint64_t synced;
    char *map; /* of the start of the file, or NULL */
    size_t mapped;
};

static vt_code fail_open(vt_heap_mode mode, vt_error *err) {
    return vt_fail(err, mode == VT_HEAP_WRITE ? VT_ERR_WRITE : VT_ERR_ARCHIVE, "the heap could not be opened: %s",
                   strerror(errno));
}

static vt_code fail_write(vt_error *err) {
    return vt_fail(err, VT_ERR_WRITE, "the heap could not be written: %s", strerror(errno));
}

static bool write_at(int descriptor, vt_slice bytes, uint64_t at) {
    while (bytes.size) {
        ssize_t size = pwrite(descriptor, bytes.data, bytes.size, (off_t)at);
        if (size < 0 && errno != EINTR) return false;
        if (size <= 0) continue;
        bytes = (vt_slice){bytes.data + size, bytes.size - (size_t)size};
        at += (uint64_t)size;
    }
    return true;
}

/* A new file gets the mark; any other has it. A writer that was killed may have left bytes that nothing names. */
static vt_code begin(vt_heap *heap, vt_heap_mode mode, vt_error *err) {
    struct stat info;
    char first[MARK_SIZE];
    if (fstat(heap->descriptor, &info) != 0) return fail_open(mode, err);
    heap->end = (uint64_t)info.st_size;
    if (mode == VT_HEAP_WRITE && !info.st_size) return vt_heap_put(heap, (vt_slice){mark, MARK_SIZE}, &(uint64_t){0}, err);
    if (pread(heap->descriptor, first, MARK_SIZE, 0) == MARK_SIZE && memcmp(first, mark, MARK_SIZE) == 0) {
        heap->synced = heap->end;
        return VT_OK;
    }
    return vt_fail(err, VT_ERR_ARCHIVE, "the heap is damaged");
}

vt_code vt_heap_open(const char *path, vt_heap_mode mode, vt_heap **out, vt_error *err) {
    *out = NULL;
    vt_heap *heap = calloc(1, sizeof *heap);
    if (!heap) return vt_fail_memory(err);
    heap->descriptor = open(path, (mode == VT_HEAP_WRITE ? O_RDWR | O_CREAT : O_RDONLY) | O_CLOEXEC, 0666);
    vt_code code = heap->descriptor < 0 ? fail_open(mode, err) : begin(heap, mode, err);
    if (code == VT_OK)
        *out = heap;
    else
        vt_heap_close(heap);
    return code;
}

void vt_heap_close(vt_heap *heap) {
    if (!heap) return;
    if (heap->map) munmap(heap->map, heap->mapped);
    if (heap->descriptor >= 0) close(heap->descriptor);
    free(heap);
}

vt_code vt_heap_put(vt_heap *heap, vt_slice bytes, uint64_t *at, vt_error *err) {
    *at = atomic_fetch_add(&heap->end, bytes.size);
    return write_at(heap->descriptor, bytes, *at) ? VT_OK : fail_write(err);
}

/* The file as it is now; a writer elsewhere may have made it longer. */
static bool map_again(vt_heap *heap) {
    struct stat info;
    if (fstat(heap->descriptor, &info) != 0) return false;
    if (heap->map) munmap(heap->map, heap->mapped);
    heap->mapped = (size_t)info.st_size;
    heap->map = mmap(NULL, heap->mapped, PROT_READ, MAP_SHARED, heap->descriptor, 0);
    if (heap->map != MAP_FAILED) return true;
    heap->map = NULL;
    heap->mapped = 0;
    return false;
}

static bool is_mapped(const vt_heap *heap, uint64_t at, uint64_t size) {
    return size <= heap->mapped && at <= heap->mapped - size;
}

vt_slice vt_heap_get(vt_heap *heap, uint64_t at, uint64_t size) {
    if (!is_mapped(heap, at, size) && (!map_again(heap) || !is_mapped(heap, at, size))) return (vt_slice){NULL, 0};
    return (vt_slice){heap->map + at, (size_t)size};
}

vt_code vt_heap_sync(vt_heap *heap, vt_error *err) {
    uint64_t end = heap->end;
    if (end == heap->synced) return VT_OK;
    if (fdatasync(heap->descriptor) != 0) return fail_write(err);
    heap->synced = end;
    return VT_OK;
}
