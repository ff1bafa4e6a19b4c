/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A DOCX file that is whole outside and anything inside: the bytes are a case as
 * tests/docx has them, parts with their XML, and are packed here. So what is changed is
 * the XML and not the zip; the target parse takes zips that are broken.
 */
#include "base/slice.h"
#include "docx/case.h"
#include "fuzz.h"

static void parse(vt_slice package) {
    /* Small limits, so that they are met. */
    const vt_parse_options options = {.limits = {.inflated_bytes = 1 << 20, .xml_depth = 100, .lines = 10000}};
    vt_document *document;
    vt_error err = {0};
    fuzz_expect_error(vt_parse_memory(package, "fuzz.docx", &options, &document, &err), &err);
    if (document) fuzz_expect_document(document);
    vt_document_free(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    docx_case docx;
    vt_buffer text, package;
    vt_buffer_init(&text, NULL), vt_buffer_init(&package, NULL);
    vt_buffer_append(&text, data, size);
    vt_buffer_append_text(&text, "\n---\n");
    if (docx_case_parse(vt_buffer_slice(&text), &docx) && docx_build(&docx, &package)) parse(vt_buffer_slice(&package));
    docx_case_free(&docx);
    vt_buffer_free(&text), vt_buffer_free(&package);
    return 0;
}
