/* SPDX-License-Identifier: GPL-3.0-or-later */
/* record-seed OUT FILE...: the stored records of documents, a file each in the folder OUT. */
#include <stdio.h>
#include <string.h>
#include "archive/record.h"
#include "base/slice.h"
#include "fuzz.h"

static void write_record(const char *out, const char *path) {
    static const vt_correction said[] = {
        {"title", "Kế hoạch", VT_CORRECTION_SET, "văn thư", "2024-05-06T07:08:09Z"},
        {"issued.date", NULL, VT_CORRECTION_CONFIRMED, "văn thư", "2024-05-06T07:08:09Z"}};
    static const vt_corrections corrections = {said, 2};
    const char *slash = strrchr(path, '/');
    vt_document *document;
    vt_buffer packed;
    vt_buffer_init(&packed, NULL);
    fuzz_expect(vt_parse_file(path, NULL, &document, NULL) == VT_OK, "a document can be read");
    vt_record_pack(document, &corrections, &packed);
    fuzz_write(out, slash ? slash + 1 : path, vt_buffer_slice(&packed));
    vt_buffer_free(&packed);
    vt_document_free(document);
}

int main(int argc, char **argv) {
    for (int i = 2; i < argc; i++) write_record(argv[1], argv[i]);
    return argc > 2 ? 0 : 2;
}
