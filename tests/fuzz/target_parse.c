/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a file, whatever its format: all passes, and what they promise of the document. */
#include <vanthu/write.h>
#include "fuzz.h"

static bool discard(void *context, const char *bytes, size_t size) {
    (void)context, (void)bytes, (void)size;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    vt_document *document;
    vt_error err = {0};
    vt_output nowhere = {discard, NULL};
    vt_slice bytes = {(const char *)data, size};
    fuzz_expect_error(vt_parse_memory(bytes, "fuzz.txt", NULL, &document, &err), &err);
    fuzz_expect(document != NULL || err.code != VT_OK, "there is a document or an error");
    if (!document) return 0;
    fuzz_expect_document(document);
    fuzz_expect(vt_write_record(document, NULL, &nowhere, NULL) == VT_OK, "a document can be shown");
    vt_document_free(document);
    return 0;
}
