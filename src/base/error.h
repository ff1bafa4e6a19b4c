/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling a vt_error. */
#ifndef VT_BASE_ERROR_H
#define VT_BASE_ERROR_H

#include <vanthu/error.h>

/* Fills err, which may be NULL, and returns code. */
__attribute__((format(printf, 3, 4))) vt_code vt_fail(vt_error *err, vt_code code, const char *format, ...);

/* The same with a byte offset into the input. */
__attribute__((format(printf, 4, 5))) vt_code vt_fail_at(vt_error *err, vt_code code, int64_t offset,
                                                         const char *format, ...);

/* The same with a hint, a static string. */
__attribute__((format(printf, 4, 5))) vt_code vt_fail_hint(vt_error *err, vt_code code, const char *hint,
                                                           const char *format, ...);

/* Memory ran out. Inline, so that the compiler sees that this is never VT_OK. */
static inline vt_code vt_fail_memory(vt_error *err) {
    vt_fail(err, VT_ERR_MEMORY, "memory ran out");
    return VT_ERR_MEMORY;
}

#endif
