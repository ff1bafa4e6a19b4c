/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a document's terms with their positions. Out: bytes; and from these the positions of a term. */
#include "index/positions.h"

#include <algorithm>
#include <cstring>
#include <xapian.h>

namespace vanthu {

constexpr uint32_t long_term = UINT32_C(1) << 31;
constexpr size_t short_size = sizeof(uint32_t), word_size = sizeof(uint32_t);

[[noreturn]] static void fail_damaged() { throw Xapian::DatabaseCorruptError("the positions of a document are damaged"); }

void put_number(std::string &to, uint64_t number) {
    for (; number >= 0x80; number >>= 7) to.push_back(char(number | 0x80));
    to.push_back(char(number));
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

static uint32_t word_at(const char *at) {
    unsigned char bytes[word_size];
    memcpy(bytes, at, sizeof bytes);
    return bytes[0] | uint32_t(bytes[1]) << 8 | uint32_t(bytes[2]) << 16 | uint32_t(bytes[3]) << 24;
}

static void set_word(char *at, uint32_t word) {
    for (size_t i = 0; i < word_size; i++) at[i] = char(word >> (8 * i));
}

/* A term without zero bytes that fits is its own key. */
static bool is_short(const char *term, size_t size) {
    return size && size <= short_size && !memchr(term, '\0', size);
}

/* FNV-1a for a long term. */
static uint32_t key_of(const char *term, size_t size) {
    uint32_t key = 0;
    if (is_short(term, size)) {
        for (size_t i = 0; i < short_size; i++) key = key << 8 | (i < size ? static_cast<unsigned char>(term[i]) : 0U);
        return key;
    }
    key = UINT32_C(0x811C9DC5);
    for (size_t i = 0; i < size; i++) key = (key ^ static_cast<unsigned char>(term[i])) * UINT32_C(0x01000193);
    return key;
}

static void put_entry(std::string &to, const vt_index_term &term, bool is_long) {
    uint32_t last = 0;
    if (is_long) {
        put_number(to, term.text.size);
        to.append(term.text.data, term.text.size);
    }
    for (size_t i = 0; i < term.position_count; last = term.positions[i++]) {
        if (term.positions[i] < last) throw Xapian::InvalidArgumentError("positions do not ascend");
        put_number(to, term.positions[i] - last);
    }
}

std::string pack_positions(const vt_index_document &document) {
    std::vector<std::pair<uint32_t, uint32_t>> order;
    for (size_t i = 0; i < document.term_count; i++) {
        const vt_index_term &term = document.terms[i];
        if (term.position_count) order.emplace_back(key_of(term.text.data, term.text.size), uint32_t(i));
    }
    if (order.empty()) return {};
    std::sort(order.begin(), order.end());
    const size_t count = order.size(), head = word_size * (1 + 2 * count);
    std::string packed(head, '\0');
    set_word(packed.data(), uint32_t(count));
    for (size_t i = 0; i < count; i++) {
        const vt_index_term &term = document.terms[order[i].second];
        const bool is_long = !is_short(term.text.data, term.text.size);
        put_entry(packed, term, is_long);
        set_word(&packed[word_size * (1 + i)], order[i].first);
        set_word(&packed[word_size * (1 + count + i)], uint32_t(packed.size() - head) | (is_long ? long_term : 0));
    }
    if (packed.size() - head >= long_term) throw Xapian::InvalidArgumentError("a document has too many positions");
    return packed;
}

bool position_cursor::next() {
    uint64_t step;
    if (left == end) return false;
    if (!take_number(left, end, step)) fail_damaged();
    at += uint32_t(step);
    return true;
}

packed_positions::packed_positions(vt_slice bytes) {
    if (bytes.size < word_size) fail_damaged();
    count = word_at(bytes.data);
    if (count > (bytes.size / word_size - 1) / 2) fail_damaged();
    keys = bytes.data + word_size;
    ends = keys + word_size * count;
    entries = ends + word_size * count;
    limit = bytes.data + bytes.size;
}

uint32_t packed_positions::key_at(size_t place) const { return word_at(keys + word_size * place); }

position_cursor packed_positions::entry_of(size_t place) const {
    const size_t first = place ? word_at(ends + word_size * (place - 1)) & ~long_term : 0,
                 last = word_at(ends + word_size * place) & ~long_term;
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

void packed_positions::find(const std::string &term, std::vector<position_cursor> &found) const {
    const uint32_t key = key_of(term.data(), term.size());
    const bool is_long = !is_short(term.data(), term.size());
    size_t low = 0, high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (key_at(middle) < key)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < count && key_at(low) == key; low++) {
        if (!!(word_at(ends + word_size * low) & long_term) != is_long) continue;
        position_cursor entry = entry_of(low);
        if (!is_long || take_term(entry.left, entry.end, term)) found.push_back(entry);
    }
}

void packed_positions::check() const {
    for (size_t i = 0; i < count; i++) {
        position_cursor entry = entry_of(i);
        if (i && key_at(i) < key_at(i - 1)) fail_damaged();
        if (word_at(ends + word_size * i) & long_term) take_term(entry.left, entry.end, {});
        while (entry.next()) continue;
    }
}

} // namespace vanthu
