/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a phrase, documents. Out: those that have it; see phrase.h. */
#include "index/phrase.h"

#include <algorithm>
#include <numeric>

namespace vanthu {

void phrase_source::init(const Xapian::Database &database) {
    count = database.get_doccount();
    at = database.valuestream_begin(stored::place_slot);
    last = database.valuestream_end(stored::place_slot);
    reached = 0;
}

phrase_matcher::phrase_matcher(phrase sought)
    : wanted(std::move(sought)), in_a_row(wanted.window == wanted.places.size()), order(wanted.places.size()),
      found(wanted.places.size()) {
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return wanted.places[a].size() < wanted.places[b].size(); });
}

std::vector<position_cursor> &phrase_matcher::cursors_of(const packed_positions &positions, size_t place) {
    found[place].clear();
    for (const std::string &term : wanted.places[place]) positions.find(term, found[place]);
    return found[place];
}

/* Where the phrase would begin by one place. */
bool phrase_matcher::list_starts(const packed_positions &positions, size_t place) {
    std::vector<position_cursor> &cursors = cursors_of(positions, place);
    starts.clear();
    for (position_cursor &cursor : cursors)
        while (cursor.next())
            if (cursor.position() >= place) starts.push_back(cursor.position() - uint32_t(place));
    if (cursors.size() > 1) std::sort(starts.begin(), starts.end());
    return !starts.empty();
}

/* Of them those that another place agrees with. */
bool phrase_matcher::keep_starts(const packed_positions &positions, size_t place) {
    std::vector<position_cursor> &cursors = cursors_of(positions, place);
    kept.clear();
    for (position_cursor &cursor : cursors)
        for (size_t at = 0; at < starts.size() && cursor.next();) {
            while (at < starts.size() && starts[at] + place < cursor.position()) at++;
            if (at < starts.size() && starts[at] + place == cursor.position()) kept.push_back(starts[at++]);
        }
    if (cursors.size() > 1) std::sort(kept.begin(), kept.end());
    starts.swap(kept);
    return !starts.empty();
}

/* Place after place fewer beginnings are left: most often none after two. */
bool phrase_matcher::stands(const packed_positions &positions) {
    if (!list_starts(positions, order[0])) return false;
    for (size_t i = 1; i < order.size(); i++)
        if (!keep_starts(positions, order[i])) return false;
    return true;
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
bool phrase_matcher::is_near(const packed_positions &positions) {
    const size_t count = found.size();
    size_t known = 0;
    const auto known_at = [&](size_t place) -> std::vector<position_cursor> & {
        for (; known <= place; known++) cursors_of(positions, known);
        return found[place];
    };
    for (uint32_t start = 0; first_behind(known_at(0), start, start);) {
        uint32_t position = start;
        uint64_t least = 0; /* how far the last word is at least from the first */
        size_t i = 1;
        for (; i < count && first_behind(known_at(i), position, position); i++) {
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
