/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The positions of a document's terms in one run of bytes, as they lie in the
 * heap. Xapian would make one entry of its tree for each term of each document,
 * of which three quarters are the key and the head, and sort them all.
 *
 *     width              u8   2 or 4: the bytes of an end, of which a document of usual size needs two
 *     row of each term   key  u32  ascending: the bytes of a term that is short, mixed, or the hash of a long one
 *                        end  u16 or u32  where its entry ends behind all rows; the highest bit marks a long term
 *     entry of each      of a long term its size and it; then the positions, ascending, as differences
 *
 * The numbers of a row are little-endian, those of an entry have 7 bits a byte, the lowest first. A search for a term
 * costs two reads of memory that is in no cache, one for the row and one for the entry.
 */
#ifndef VT_INDEX_POSITIONS_H
#define VT_INDEX_POSITIONS_H

#include <string>
#include <vector>
#include "index/index.h"

namespace vanthu {

/* Behind what is there already; returns how many terms have positions. Throws Xapian::InvalidArgumentError when they do
 * not ascend. */
size_t pack_positions(const vt_index_document &document, std::string &to);

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
    packed_positions(vt_slice bytes, uint64_t terms);

    /* Adds a cursor, before its first position, when the document has the term. */
    void find(const std::string &term, std::vector<position_cursor> &found) const;

    /* Reads everything. */
    void check() const;

  private:
    position_cursor entry_of(size_t place) const;
    uint32_t key_at(size_t place) const;
    uint32_t end_at(size_t place) const;
    size_t first_of(uint32_t key) const;

    const char *row_at(size_t place) const;
    bool is_long(size_t place) const;

    const char *rows, *entries, *limit;
    size_t count, width;
};

/* Spreads numbers evenly over all of their kind, whatever their order; two are never made one. */
inline uint32_t spread(uint32_t number) {
    number = (number ^ number >> 16) * UINT32_C(0x7FEB352D);
    number = (number ^ number >> 15) * UINT32_C(0x846CA68B);
    return number ^ number >> 16;
}

/* A whole number with 7 bits a byte. */
void put_number(std::string &to, uint64_t number);
/* False when the bytes end before it does. */
bool take_number(const char *&at, const char *end, uint64_t &number);

} // namespace vanthu

#endif
