/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a stored record: it is refused, or what comes of it can be written as JSON. As what a worker sends: it is
 * refused, or what comes of it can be indexed.
 */
#include <vanthu/write.h>
#include "archive/entry.h"
#include "archive/record.h"
#include "fuzz.h"

static bool discard(void *context, const char *bytes, size_t size) {
    (void)context, (void)bytes, (void)size;
    return true;
}

static void expect_strange(vt_slice bytes) {
    vt_arena arena;
    vt_document document;
    vt_entry entry;
    vt_error err = {0};
    vt_place place = {.path = "/a"};
    vt_arena_init(&arena, NULL);
    fuzz_expect_error(vt_record_unpack_strange(&arena, bytes, &document, &err), &err);
    if (err.code == VT_OK) {
        vt_document_concerns(&document);
        fuzz_expect(vt_entry_of(&arena, &document, &place, NULL, &entry), "there is memory for an entry");
        fuzz_expect_document(&document);
    }
    vt_arena_free(&arena);
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
    expect_strange(bytes);
    return 0;
}
