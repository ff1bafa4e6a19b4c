/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Errors by value. Every function of the library that can fail returns a
 * vt_code and, where it takes one, fills a vt_error. Messages are English and
 * free of locale. Odd content of a document is never an error: it yields a
 * document with fewer fields and a warning.
 *
 * Thread rule: a vt_error belongs to its caller; nothing here is shared.
 */
#ifndef VANTHU_ERROR_H
#define VANTHU_ERROR_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef VT_API
#define VT_API __attribute__((visibility("default")))
#endif

/* The one table of error codes: name, stable identifier, meaning. */
#define VT_ERROR_TABLE(X)                                                       \
    X(OK, "ok", "no error")                                                     \
    X(MEMORY, "memory", "memory ran out")                                       \
    X(IO, "io", "a file could not be opened or read")                           \
    X(FORMAT, "format", "not a file of a known format")                         \
    X(DAMAGED, "damaged", "a file of a known format that is broken inside")     \
    X(LIMIT, "limit", "a safety limit was exceeded")                            \
    X(ARGUMENT, "argument", "an argument is out of its range")                  \
    X(QUERY, "query", "a query that cannot be read; offset is the place")       \
    X(ARCHIVE, "archive", "the archive is missing, damaged or of another version") \
    X(NOT_FOUND, "not-found", "no such document in the archive")                \
    X(LOCKED, "locked", "another process writes to the archive")                \
    X(WRITE, "write", "could not write")

typedef enum vt_code {
#define X(name, id, meaning) VT_ERR_##name,
    VT_ERROR_TABLE(X)
#undef X
    VT_ERR_COUNT
} vt_code;

#define VT_OK VT_ERR_OK

typedef struct vt_error {
    vt_code code;
    int64_t offset;    /* byte offset in the input the error speaks of, or -1 */
    char message[256]; /* one line, without the file's name and without a stop */
    const char *hint;  /* what to do, a static string, or NULL */
} vt_error;

/* The stable identifier of a code ("damaged"); never NULL. */
VT_API const char *vt_error_id(vt_code code);

/* The meaning of a code in words; never NULL. */
VT_API const char *vt_error_meaning(vt_code code);

#ifdef __cplusplus
}
#endif
#endif
