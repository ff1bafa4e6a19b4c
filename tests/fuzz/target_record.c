/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a stored record: it is refused, or what comes of it can be written as JSON. */
#include <vanthu/write.h>
#include "archive/record.h"
#include "fuzz.h"

static bool discard(void *context, const char *bytes, size_t size) {
    (void)context, (void)bytes, (void)size;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    vt_arena arena;
    vt_document document;
    vt_corrections corrections;
    vt_error err = {0};
    vt_output nowhere = {discard, NULL};
    vt_slice bytes = {(const char *)data, size};
    vt_arena_init(&arena, NULL);
    fuzz_expect_error(vt_record_unpack(&arena, bytes, &document, &err), &err);
    if (err.code == VT_OK) vt_write_json(&document, NULL, &nowhere, NULL);
    err = (vt_error){0};
    fuzz_expect_error(vt_record_unpack_parts(&arena, bytes, &document, &corrections, &err), &err);
    vt_arena_free(&arena);
    return 0;
}
