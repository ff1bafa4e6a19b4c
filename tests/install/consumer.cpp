/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same from C++, with the document in a smart pointer and the bytes in memory. */
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vanthu/document.h>
#include <vanthu/write.h>
#ifdef WITH_ARCHIVE
#include <vanthu/archive.h>
#endif

int main(int argc, char **argv) {
    if (argc != 2) return 1;
    std::ifstream file(argv[1], std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    vt_document *raw = nullptr;
    vt_error err{};
    if (vt_parse_memory({bytes.data(), bytes.size()}, argv[1], nullptr, &raw, &err) != VT_OK) {
        std::cerr << err.message << '\n';
        return 1;
    }
    const std::unique_ptr<vt_document, decltype(&vt_document_free)> document(raw, vt_document_free);
    std::cout << (document->type.code ? document->type.code : "-") << ' '
              << (document->number.full ? document->number.full : "-") << '\n';
    std::string json;
    const vt_output output = {[](void *context, const char *piece, size_t size) {
                                  static_cast<std::string *>(context)->append(piece, size);
                                  return true;
                              },
                              &json};
    if (vt_write_json(document.get(), nullptr, &output, &err) != VT_OK) return 1;
    std::cout << json;
    return 0;
}
