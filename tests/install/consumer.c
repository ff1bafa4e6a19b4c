/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A C program as a stranger to the project writes it: the type and number of the document named on the command line. */
#include <stdio.h>
#include <vanthu/document.h>
#include <vanthu/write.h>
#ifdef WITH_ARCHIVE
#include <vanthu/archive.h>
#endif

static bool print(void *context, const char *bytes, size_t size) { return fwrite(bytes, 1, size, context) == size; }

int main(int argc, char **argv) {
    vt_document *document = NULL;
    vt_error err;
    if (argc != 2 || vt_parse_file(argv[1], NULL, &document, &err) != VT_OK) {
        fprintf(stderr, "%s\n", argc == 2 ? err.message : "usage: consumer FILE");
        return 1;
    }
    printf("%s %s\n", document->type.code ? document->type.code : "-",
           document->number.full ? document->number.full : "-");
    vt_output output = {print, stdout};
    vt_code code = vt_write_json(document, NULL, &output, &err);
    vt_document_free(document);
    return code == VT_OK ? 0 : 1;
}
