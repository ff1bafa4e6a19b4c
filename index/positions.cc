/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a document's terms with their positions. Out: bytes; and from these the positions of a term. */
#include "index/positions.h"

#include <algorithm>
#include <cstring>
#include <xapian.h>

namespace vanthu {

constexpr size_t short_size = sizeof(uint32_t), key_size = sizeof(uint32_t);
constexpr size_t narrow = sizeof(uint16_t), wide = sizeof(uint32_t);

/* The highest bit of an end. */
static uint32_t long_mark(size_t width) { return UINT32_C(1) << (8 * width - 1); }

[[noreturn]] static void fail_damaged() { throw Xapian::DatabaseCorruptError("the positions of a document are damaged"); }

constexpr size_t most_number = 10; /* bytes of a number */

static char *write_number(char *to, uint64_t number) {
    for (; number >= 0x80; number >>= 7) *to++ = char(number | 0x80);
    *to++ = char(number);
    return to;
}

void put_number(std::string &to, uint64_t number) {
    char bytes[most_number];
    to.append(bytes, write_number(bytes, number));
}

bool take_number(const char *&at, const char *end, uint64_t &number) {
    number = 0;
    for (unsigned shift = 0; at != end && shift < 64; shift += 7) {
        const auto byte = static_cast<unsigned char>(*at++);
        number |= uint64_t(byte & 0x7F) << shift;
        if (byte < 0x80) return true;
    }
    return false;
}

static inline uint32_t word_at(const char *at, size_t size) {
    uint32_t word = 0;
    for (size_t i = 0; i < size; i++) word |= uint32_t(static_cast<unsigned char>(at[i])) << (8 * i);
    return word;
}

/* The size of an end is known where it is read, which makes it one load. */
static inline uint32_t end_word(const char *at, size_t width) {
    return width == narrow ? word_at(at, narrow) : word_at(at, wide);
}

static char *write_word(char *to, uint32_t word, size_t size) {
    for (size_t i = 0; i < size; i++) *to++ = char(word >> (8 * i));
    return to;
}

/* A term without zero bytes that fits is its own key. */
static bool is_short(const char *term, size_t size) {
    return size && size <= short_size && !memchr(term, '\0', size);
}

/* FNV-1a for a long term; spread, so that the place of a key can be guessed. */
static uint32_t key_of(const char *term, size_t size) {
    uint32_t key = 0;
    if (is_short(term, size)) {
        for (size_t i = 0; i < size; i++) key = key << 8 | static_cast<unsigned char>(term[i]);
        return spread(key);
    }
    key = UINT32_C(0x811C9DC5);
    for (size_t i = 0; i < size; i++) key = (key ^ static_cast<unsigned char>(term[i])) * UINT32_C(0x01000193);
    return spread(key);
}

static bool is_long_term(const vt_index_term &term) { return !is_short(term.text.data, term.text.size); }

static size_t most_of_entry(const vt_index_term &term) {
    return most_number * (term.position_count + 1) + term.text.size;
}

static char *write_entry(char *to, const vt_index_term &term) {
    uint32_t last = 0;
    if (is_long_term(term)) {
        to = write_number(to, term.text.size);
        to = std::copy_n(term.text.data, term.text.size, to);
    }
    for (size_t i = 0; i < term.position_count; last = term.positions[i++]) {
        if (term.positions[i] < last) throw Xapian::InvalidArgumentError("positions do not ascend");
        to = write_number(to, term.positions[i] - last);
    }
    return to;
}

/* A term that has positions, and where its entry ends. */
struct row {
    uint32_t key, end;
    const vt_index_term *term;
};

/* Where a key is to be expected among so many. */
static inline size_t guess(uint32_t key, size_t count) { return size_t(uint64_t(key) * count >> 32); }

/* Dealt out by their guesses, the rows are a few places off at most. */
static std::vector<row> nearly_sorted(const std::vector<row> &rows) {
    std::vector<row> dealt(rows.size());
    std::vector<uint32_t> places(rows.size() + 1);
    for (const row &one : rows) places[guess(one.key, rows.size()) + 1]++;
    for (size_t i = 1; i < places.size(); i++) places[i] += places[i - 1];
    for (const row &one : rows) dealt[places[guess(one.key, rows.size())]++] = one;
    return dealt;
}

static std::vector<row> rows_of(const vt_index_document &document) {
    std::vector<row> rows;
    rows.reserve(document.term_count);
    for (size_t i = 0; i < document.term_count; i++) {
        const vt_index_term &term = document.terms[i];
        if (term.position_count) rows.push_back({key_of(term.text.data, term.text.size), 0, &term});
    }
    rows = nearly_sorted(rows);
    for (size_t i = 1; i < rows.size(); i++)
        for (size_t k = i; k && rows[k].key < rows[k - 1].key; k--) std::swap(rows[k], rows[k - 1]);
    return rows;
}

/* The entries side by side; their ends go to the rows. */
static std::string entries_of(std::vector<row> &rows) {
    size_t most = 0;
    for (const row &one : rows) most += most_of_entry(*one.term);
    std::string entries(most, '\0');
    char *to = entries.data();
    for (row &one : rows) {
        to = write_entry(to, *one.term);
        one.end = uint32_t(to - entries.data());
    }
    entries.resize(size_t(to - entries.data()));
    return entries;
}

size_t pack_positions(const vt_index_document &document, std::string &to) {
    std::vector<row> rows = rows_of(document);
    if (rows.empty()) return 0;
    const std::string entries = entries_of(rows);
    if (entries.size() >= long_mark(wide)) throw Xapian::InvalidArgumentError("a document has too many positions");
    const size_t width = entries.size() < long_mark(narrow) ? narrow : wide, head = to.size();
    to.resize(head + 1 + rows.size() * (key_size + width));
    char *at = to.data() + head;
    *at++ = char(width);
    for (const row &one : rows) {
        at = write_word(at, one.key, key_size);
        at = write_word(at, one.end | (is_long_term(*one.term) ? long_mark(width) : 0), width);
    }
    to += entries;
    return rows.size();
}

bool position_cursor::next() {
    uint64_t step;
    if (left == end) return false;
    if (!take_number(left, end, step)) fail_damaged();
    at += uint32_t(step);
    return true;
}

packed_positions::packed_positions(vt_slice bytes, uint64_t terms)
    : rows(bytes.data), limit(bytes.data + bytes.size), count(terms), width(narrow) {
    if (terms) {
        width = bytes.size ? static_cast<unsigned char>(*rows++) : 0;
        if (width != narrow && width != wide) fail_damaged();
        if (terms > (bytes.size - 1) / (key_size + width)) fail_damaged();
    }
    entries = row_at(count);
}

const char *packed_positions::row_at(size_t place) const { return rows + (key_size + width) * place; }

uint32_t packed_positions::key_at(size_t place) const { return word_at(row_at(place), key_size); }

uint32_t packed_positions::end_at(size_t place) const {
    return end_word(row_at(place) + key_size, width) & ~long_mark(width);
}

bool packed_positions::is_long(size_t place) const {
    return end_word(row_at(place) + key_size, width) & long_mark(width);
}

position_cursor packed_positions::entry_of(size_t place) const {
    const size_t first = place ? end_at(place - 1) : 0, last = end_at(place);
    if (first > last || last > size_t(limit - entries)) fail_damaged();
    return {entries + first, entries + last};
}

/* Steps over the term that a long term's entry begins with; whether it is this one. */
static bool take_term(const char *&at, const char *end, const std::string &term) {
    uint64_t size;
    if (!take_number(at, end, size) || size > uint64_t(end - at)) fail_damaged();
    const bool same = size == term.size() && memcmp(at, term.data(), term.size()) == 0;
    at += size;
    return same;
}

/* Where the keys are spread, the guess is a few places off, in the same line of the cache more often than not. */
size_t packed_positions::first_of(uint32_t key) const {
    size_t place = guess(key, count);
    while (place < count && key_at(place) < key) place++;
    while (place && key_at(place - 1) >= key) place--;
    return place;
}

void packed_positions::find(const std::string &term, std::vector<position_cursor> &found) const {
    const uint32_t key = key_of(term.data(), term.size());
    const bool sought_long = !is_short(term.data(), term.size());
    for (size_t place = first_of(key); place < count && key_at(place) == key; place++) {
        if (is_long(place) != sought_long) continue;
        position_cursor entry = entry_of(place);
        if (!sought_long || take_term(entry.left, entry.end, term)) found.push_back(entry);
    }
}

void packed_positions::check() const {
    for (size_t i = 0; i < count; i++) {
        position_cursor entry = entry_of(i);
        if (i && key_at(i) < key_at(i - 1)) fail_damaged();
        if (is_long(i)) take_term(entry.left, entry.end, {});
        while (entry.next()) continue;
    }
}

} // namespace vanthu
