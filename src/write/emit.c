/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: values and their keys. Out: JSON text on an output. Assumes that every opened thing is closed. */
#include "write/emit.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/error.h"
#include "base/slice.h"
#include "write/plain.h"

void vt_emit_init(vt_emit *emit, const vt_output *output, bool indented) {
    *emit = (vt_emit){.output = output, .indented = indented, .empty = true};
}

static void put(vt_emit *emit, const char *bytes, size_t size) {
    if (size && !emit->failed) emit->failed = !emit->output->write(emit->output->context, bytes, size);
}

static void put_text(vt_emit *emit, const char *text) { put(emit, text, strlen(text)); }

static void put_line_start(vt_emit *emit) {
    if (!emit->indented) return;
    put_text(emit, "\n");
    for (unsigned i = 0; i < emit->depth; i++) put_text(emit, "  ");
}

/* U+2028 and U+2029 end a line in older JavaScript; all other controls matter to terminals. */
static bool must_escape(uint32_t point) {
    return point == '"' || point == '\\' || point == '\n' || point == '\t' || point == 0x2028 || point == 0x2029 ||
           vt_point_is_control(point);
}

static void put_escape(vt_emit *emit, uint32_t point) {
    static const char named[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (const char *pair = named; *pair; pair += 2)
        if (point == (unsigned char)pair[0]) {
            put_text(emit, "\\");
            put(emit, &pair[1], 1);
            return;
        }
    char text[16];
    snprintf(text, sizeof text, "\\u%04" PRIx32, point == VT_POINT_INVALID ? UINT32_C(0xFFFD) : point);
    put_text(emit, text);
}

static void put_string(vt_emit *emit, vt_slice value) {
    put_text(emit, "\"");
    size_t start = 0; /* of the run that needs no escape */
    for (size_t at = 0; at < value.size;) {
        uint32_t point;
        size_t size = vt_point_next(value.data + at, value.size - at, &point);
        if (must_escape(point)) {
            put(emit, value.data + start, at - start);
            put_escape(emit, point);
            start = at + size;
        }
        at += size;
    }
    put(emit, value.data + start, value.size - start);
    put_text(emit, "\"");
}

/* Everything that stands before a value: comma, line start, key. */
static void put_lead(vt_emit *emit, const char *key) {
    if (!emit->empty) put_text(emit, ",");
    if (emit->depth) put_line_start(emit);
    emit->empty = false;
    if (!key) return;
    put_string(emit, vt_slice_of(key));
    put_text(emit, emit->indented ? ": " : ":");
}

static void open_with(vt_emit *emit, const char *key, const char *mark) {
    put_lead(emit, key);
    put_text(emit, mark);
    emit->depth++;
    emit->empty = true;
}

static void close_with(vt_emit *emit, const char *mark) {
    emit->depth--;
    if (!emit->empty) put_line_start(emit);
    put_text(emit, mark);
    emit->empty = false;
}

void vt_emit_object(vt_emit *emit, const char *key) { open_with(emit, key, "{"); }
void vt_emit_object_end(vt_emit *emit) { close_with(emit, "}"); }
void vt_emit_array(vt_emit *emit, const char *key) { open_with(emit, key, "["); }
void vt_emit_array_end(vt_emit *emit) { close_with(emit, "]"); }

static void emit_literal(vt_emit *emit, const char *key, const char *literal) {
    put_lead(emit, key);
    put_text(emit, literal);
}

void vt_emit_null(vt_emit *emit, const char *key) { emit_literal(emit, key, "null"); }

void vt_emit_bool(vt_emit *emit, const char *key, bool value) { emit_literal(emit, key, value ? "true" : "false"); }

void vt_emit_slice(vt_emit *emit, const char *key, vt_slice value) {
    put_lead(emit, key);
    if (value.data)
        put_string(emit, value);
    else
        put_text(emit, "null");
}

void vt_emit_text(vt_emit *emit, const char *key, const char *value) { vt_emit_slice(emit, key, vt_slice_of(value)); }

void vt_emit_integer(vt_emit *emit, const char *key, int64_t value) {
    char text[32];
    snprintf(text, sizeof text, "%" PRId64, value);
    emit_literal(emit, key, text);
}

void vt_emit_decimal(vt_emit *emit, const char *key, double value) {
    enum { LARGEST = 1000000000 };
    if (!isfinite(value) || fabs(value) > LARGEST) {
        vt_emit_null(emit, key);
        return;
    }
    /* printf's %f takes the decimal point from the locale. By way of millionths, which are what a stored record keeps:
     * rounded from them and from the value itself, 0.9594999 would differ. */
    long long thousandths = llround((double)llround(fabs(value) * 1000000) / 1000);
    char text[40];
    snprintf(text, sizeof text, "%s%lld.%03lld", value < 0 && thousandths ? "-" : "", thousandths / 1000,
             thousandths % 1000);
    size_t size = strlen(text);
    while (text[size - 1] == '0') text[--size] = '\0';
    if (text[size - 1] == '.') text[--size] = '\0';
    emit_literal(emit, key, text);
}

void vt_emit_span(vt_emit *emit, const char *key, vt_span span) {
    char text[48];
    snprintf(text, sizeof text, emit->indented ? "[%" PRIu32 ", %" PRIu32 "]" : "[%" PRIu32 ",%" PRIu32 "]", span.start,
             span.end);
    emit_literal(emit, key, text);
}

vt_code vt_emit_finish(const vt_emit *emit, vt_error *err) {
    return emit->failed ? vt_fail(err, VT_ERR_WRITE, "could not write") : VT_OK;
}
