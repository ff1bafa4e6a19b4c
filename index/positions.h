/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The positions of a document's terms in one run of bytes, as they lie in the
 * heap. Xapian would make one entry of its tree for each term of each document,
 * of which three quarters are the key and the head, and sort them all.
 *
 *     count  u32      how many terms have positions
 *     keys   u32 * n  ascending: the bytes of a term that is short, the hash of one that is long
 *     ends   u32 * n  where the entry of the key ends behind all ends; the highest bit marks a long term
 *     entry           of a long term a byte for its size, and it; then the positions, ascending, as differences
 *
 * Whole numbers are little-endian, those of an entry have 7 bits a byte, the lowest first.
 */
#ifndef VT_INDEX_POSITIONS_H
#define VT_INDEX_POSITIONS_H

#include <string>
#include <vector>
#include "index/index.h"

namespace vanthu {

/* Empty when no term has positions. Throws Xapian::InvalidArgumentError when they do not ascend. */
std::string pack_positions(const vt_index_document &document);

/* Positions, one after the other. */
class position_cursor {
  public:
    /* False at the end. Throws Xapian::DatabaseCorruptError. */
    bool next();
    uint32_t position() const { return at; }

  private:
    friend class packed_positions;
    position_cursor(const char *first, const char *last) : left(first), end(last) {}
    const char *left, *end;
    uint32_t at = 0;
};

/* Packed positions that lie elsewhere. All throw Xapian::DatabaseCorruptError. */
class packed_positions {
  public:
    explicit packed_positions(vt_slice bytes);

    /* Adds a cursor, before its first position, when the document has the term. */
    void find(const std::string &term, std::vector<position_cursor> &found) const;

    /* Reads everything. */
    void check() const;

  private:
    position_cursor entry_of(size_t place) const;
    uint32_t key_at(size_t place) const;

    const char *keys, *ends, *entries, *limit;
    size_t count;
};

/* A whole number with 7 bits a byte. */
void put_number(std::string &to, uint64_t number);
/* False when the bytes end before it does. */
bool take_number(const char *&at, const char *end, uint64_t &number);

} // namespace vanthu

#endif
