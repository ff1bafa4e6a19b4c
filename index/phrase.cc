/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a phrase, documents. Out: those that have it; see phrase.h. */
#include "index/phrase.h"

#include <algorithm>

namespace vanthu {

void phrase_source::init(const Xapian::Database &database) {
    count = database.get_doccount();
    at = database.valuestream_begin(stored::place_slot);
    last = database.valuestream_end(stored::place_slot);
    reached = 0;
}

/* The first position behind one: the least of all that stand behind it. */
static bool first_behind(std::vector<position_cursor> &cursors, uint32_t position, uint32_t &next) {
    bool any = false;
    for (size_t i = 0; i < cursors.size();) {
        bool there = true;
        while (there && cursors[i].position() <= position) there = cursors[i].next();
        if (!there) {
            cursors.erase(cursors.begin() + ptrdiff_t(i));
            continue;
        }
        if (!any || cursors[i].position() < next) next = cursors[i].position();
        any = true;
        i++;
    }
    return any;
}

/* From each first word the nearest next one, and so on: if these reach too far, any others do, and so do those from any
 * first word further ahead than the window. Words are looked up when the ones before them stand as they should. */
bool phrase_matcher::operator()(const packed_positions &positions) {
    const size_t count = found.size();
    size_t known = 0;
    const auto cursors_of = [&](size_t place) -> std::vector<position_cursor> & {
        for (; known <= place; known++) {
            found[known].clear();
            for (const std::string &term : wanted.places[known]) positions.find(term, found[known]);
        }
        return found[place];
    };
    for (uint32_t start = 0; first_behind(cursors_of(0), start, start);) {
        uint32_t position = start;
        uint64_t least = 0; /* how far the last word is at least from the first */
        size_t i = 1;
        for (; i < count && first_behind(cursors_of(i), position, position); i++) {
            least = uint64_t(position - start) + (count - 1 - i);
            if (least >= wanted.window) break;
        }
        if (i == count) return true;
        if (found[i].empty()) return false;
        start = std::max<uint64_t>(start, start + least - wanted.window);
    }
    return false;
}

phrase_decider::phrase_decider(const std::vector<phrase> &sought, const stored &from) : documents(from) {
    for (const phrase &one : sought) matchers.emplace_back(one);
}

bool phrase_decider::operator()(const Xapian::Document &document) const {
    const std::string place = document.get_value(stored::place_slot);
    if (place.empty()) return false;
    const packed_positions positions = documents.positions(place);
    for (phrase_matcher &matcher : matchers)
        if (!matcher(positions)) return false;
    return true;
}

void phrase_source::move_to(Xapian::docid docid) {
    reached = docid;
    if (at != last) at.skip_to(docid);
}

bool phrase_source::check(Xapian::docid docid, double) {
    move_to(docid);
    return at == last || (at.get_docid() == docid && matches());
}

void phrase_source::skip_to(Xapian::docid docid, double) {
    move_to(docid);
    while (at != last && !matches()) ++at;
    if (at != last) reached = at.get_docid();
}

void phrase_source::next(double least_weight) { skip_to(reached + 1, least_weight); }

} // namespace vanthu
