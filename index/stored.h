/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a document has in the heap: its positions and, behind them, its data,
 * deflated where that is shorter. A value of the document says where.
 */
#ifndef VT_INDEX_STORED_H
#define VT_INDEX_STORED_H

#include <libdeflate.h>
#include <memory>
#include <string>
#include "index/heap.h"
#include "index/index.h"
#include "index/positions.h"

namespace vanthu {

struct deflater {
    void operator()(libdeflate_compressor *one) const { libdeflate_free_compressor(one); }
    void operator()(libdeflate_decompressor *one) const { libdeflate_free_decompressor(one); }
};

class stored {
  public:
    explicit stored(vt_heap *from = nullptr) : heap(from) {}

    /* Puts what a document has; returns the value for place_slot. Throws Xapian's errors. */
    std::string put(const vt_index_document &document);

    /* Of what place_slot holds; both throw Xapian::DatabaseCorruptError. Positions live until the next call. */
    packed_positions positions(const std::string &value) const;
    std::string data(const std::string &value);

    static constexpr uint32_t place_slot = VT_INDEX_OWN_SLOT;

  private:
    void deflate(vt_slice data, std::string &to);

    vt_heap *heap;
    std::unique_ptr<libdeflate_compressor, deflater> compressor; /* made when it is needed */
    std::unique_ptr<libdeflate_decompressor, deflater> decompressor;
};

} // namespace vanthu

#endif
