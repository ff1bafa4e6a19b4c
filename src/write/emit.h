/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A JSON emitter: values go to a vt_output as they come, nothing is collected.
 * The caller says what opens and closes; commas, indents and escapes are the
 * emitter's. Whatever the strings hold, the result is valid JSON: bytes that
 * are not UTF-8 become U+FFFD, and control characters (C1 too) are escaped, so
 * that the result is harmless at a terminal.
 *
 * A key is given inside an object and is NULL inside an array and at the top.
 * A failed write is remembered and later calls do nothing: ask vt_emit_finish.
 *
 *     vt_emit emit;
 *     vt_emit_init(&emit, output, false);
 *     vt_emit_object(&emit, NULL);
 *     vt_emit_text(&emit, "schema", "vanthu.hits/1");
 *     vt_emit_array(&emit, "hits");
 *     vt_emit_array_end(&emit);
 *     vt_emit_object_end(&emit);
 *     return vt_emit_finish(&emit, err);
 */
#ifndef VT_WRITE_EMIT_H
#define VT_WRITE_EMIT_H

#include <vanthu/write.h>

typedef struct vt_emit {
    const vt_output *output;
    unsigned depth;
    bool indented; /* one value a line, for reading; otherwise no white space at all */
    bool empty;    /* the innermost object or array holds nothing yet */
    bool failed;
} vt_emit;

void vt_emit_init(vt_emit *emit, const vt_output *output, bool indented);

void vt_emit_object(vt_emit *emit, const char *key);
void vt_emit_object_end(vt_emit *emit);
void vt_emit_array(vt_emit *emit, const char *key);
void vt_emit_array_end(vt_emit *emit);

/* value NULL emits null. */
void vt_emit_text(vt_emit *emit, const char *key, const char *value);
/* value.data NULL emits null. */
void vt_emit_slice(vt_emit *emit, const char *key, vt_slice value);
void vt_emit_integer(vt_emit *emit, const char *key, int64_t value);
/* At most three decimals, free of locale; a value that is not finite emits null. */
void vt_emit_decimal(vt_emit *emit, const char *key, double value);
void vt_emit_bool(vt_emit *emit, const char *key, bool value);
void vt_emit_null(vt_emit *emit, const char *key);
/* [start, end] on one line. */
void vt_emit_span(vt_emit *emit, const char *key, vt_span span);

/* VT_ERR_WRITE when a write failed. Adds no line feed. */
vt_code vt_emit_finish(const vt_emit *emit, vt_error *err);

#endif
