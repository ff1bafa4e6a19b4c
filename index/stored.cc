/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a document's positions and data. Out: bytes of the heap and a value that names them; and back. */
#include "index/stored.h"

#include <xapian.h>

namespace vanthu {

/* The quickest of libdeflate's levels packs records 4 per cent less than the third, in 60 per cent of the time. */
constexpr int deflate_level = 1;
/* No deflated bytes become more. */
constexpr uint64_t most_ratio = 1032;

/* The value: where the bytes begin, how many terms have positions, the sizes of these and of the packed data, and that
 * of the data itself. */
struct place {
    uint64_t at, terms, positions, packed, data;
};

static std::string value_of(const place &from) {
    std::string value;
    for (uint64_t number : {from.at, from.terms, from.positions, from.packed, from.data}) put_number(value, number);
    return value;
}

[[noreturn]] static void fail_damaged() {
    throw Xapian::DatabaseCorruptError("the heap does not have what a document needs of it");
}

static place place_of(const std::string &value) {
    place found = {};
    const char *at = value.data(), *end = at + value.size();
    for (uint64_t *number : {&found.at, &found.terms, &found.positions, &found.packed, &found.data})
        if (!take_number(at, end, *number)) fail_damaged();
    return found;
}

static vt_slice bytes_at(vt_heap *heap, uint64_t at, uint64_t size) {
    const vt_slice bytes = heap ? vt_heap_get(heap, at, size) : vt_slice{nullptr, 0};
    if (!bytes.data) fail_damaged();
    return bytes;
}

/* Behind what is there already; as it is when deflating does not make it shorter. */
void stored::deflate(vt_slice data, std::string &to) {
    if (!data.size) return;
    if (!compressor) compressor.reset(libdeflate_alloc_compressor(deflate_level));
    if (!compressor) throw std::bad_alloc();
    const size_t head = to.size();
    to.resize(head + data.size);
    const size_t size = libdeflate_deflate_compress(compressor.get(), data.data, data.size, &to[head], data.size);
    if (size)
        to.resize(head + size);
    else
        to.replace(head, data.size, data.data, data.size);
}

std::string stored::put(const vt_index_document &document) {
    std::string bytes;
    place where = {};
    where.data = document.data.size;
    where.terms = pack_positions(document, bytes);
    where.positions = bytes.size();
    deflate(document.data, bytes);
    where.packed = bytes.size() - where.positions;
    if (!heap) throw Xapian::InvalidArgumentError("to write wants a heap");
    vt_error failure;
    if (vt_heap_put(heap, {bytes.data(), bytes.size()}, &where.at, &failure) != VT_OK)
        throw Xapian::DatabaseError(failure.message);
    return value_of(where);
}

packed_positions stored::positions(const std::string &value) const {
    const place where = place_of(value);
    return {bytes_at(heap, where.at, where.positions), where.terms};
}

std::string stored::data(const std::string &value) {
    const place where = place_of(value);
    if (where.data / most_ratio > where.packed || where.positions > UINT64_MAX - where.at) fail_damaged();
    const vt_slice packed = bytes_at(heap, where.at + where.positions, where.packed);
    if (where.packed == where.data) return {packed.data, packed.size};
    if (!decompressor) decompressor.reset(libdeflate_alloc_decompressor());
    if (!decompressor) throw std::bad_alloc();
    std::string data(where.data, '\0');
    if (libdeflate_deflate_decompress(decompressor.get(), packed.data, packed.size, data.data(), data.size(), nullptr) !=
        LIBDEFLATE_SUCCESS)
        fail_damaged();
    return data;
}

} // namespace vanthu
