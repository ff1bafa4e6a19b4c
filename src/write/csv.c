/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: fields and ends of records. Out: CSV, see csv.h. */
#include "write/csv.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "base/error.h"
#include "base/slice.h"

static void put(vt_csv *csv, const char *bytes, size_t size) {
    if (size && !csv->failed) csv->failed = !csv->output->write(csv->output->context, bytes, size);
}

void vt_csv_init(vt_csv *csv, const vt_output *output, bool for_excel) {
    *csv = (vt_csv){.output = output, .for_excel = for_excel};
    if (for_excel) put(csv, "\xEF\xBB\xBF", 3);
}

static bool holds(vt_slice value, const char *any) {
    for (size_t i = 0; i < value.size; i++)
        if (value.data[i] && strchr(any, value.data[i])) return true;
    return false;
}

static bool begins_formula(vt_slice value) { return value.size && holds((vt_slice){value.data, 1}, "=+-@\t\r"); }

/* Every quote mark inside stands twice. */
static void put_quoted(vt_csv *csv, vt_slice value) {
    while (value.size) {
        const char *quote = memchr(value.data, '"', value.size);
        size_t size = quote ? (size_t)(quote - value.data) + 1 : value.size;
        put(csv, value.data, size);
        if (quote) put(csv, "\"", 1);
        value = vt_slice_sub(value, size, value.size);
    }
}

void vt_csv_field(vt_csv *csv, vt_slice value) {
    bool guarded = csv->for_excel && begins_formula(value);
    bool quoted =
        holds(value, ",\"\r\n") || (value.size && (value.data[0] == ' ' || value.data[value.size - 1] == ' '));
    if (csv->begun) put(csv, ",", 1);
    csv->begun = true;
    if (quoted) put(csv, "\"", 1);
    if (guarded) put(csv, "'", 1);
    put_quoted(csv, value);
    if (quoted) put(csv, "\"", 1);
}

void vt_csv_text(vt_csv *csv, const char *value) { vt_csv_field(csv, vt_slice_of(value)); }

void vt_csv_number(vt_csv *csv, uint64_t value) {
    char text[24];
    snprintf(text, sizeof text, "%" PRIu64, value);
    vt_csv_text(csv, text);
}

void vt_csv_record_end(vt_csv *csv) {
    put(csv, "\r\n", 2);
    csv->begun = false;
}

vt_code vt_csv_finish(const vt_csv *csv, vt_error *err) {
    return csv->failed ? vt_fail(err, VT_ERR_WRITE, "could not write") : VT_OK;
}
