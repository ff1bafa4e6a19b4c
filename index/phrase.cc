/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a phrase, documents. Out: those that have it; see phrase.h. */
#include "index/phrase.h"

#include <algorithm>
#include <numeric>

namespace vanthu {

phrase_matcher::phrase_matcher(phrase sought) : wanted(std::move(sought)), order(wanted.size()) {
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return wanted[a].occurrences < wanted[b].occurrences; });
}

std::vector<position_cursor> &phrase_matcher::look_up(const packed_positions &positions, size_t place) {
    cursors.clear();
    for (const std::string &term : wanted[place].terms) positions.find(term, cursors);
    return cursors;
}

/* Where the phrase would begin by one place. */
bool phrase_matcher::list_starts(const packed_positions &positions, size_t place) {
    starts.clear();
    for (position_cursor &cursor : look_up(positions, place))
        while (cursor.next())
            if (cursor.position() >= place) starts.push_back(cursor.position() - uint32_t(place));
    if (cursors.size() > 1) std::sort(starts.begin(), starts.end());
    return !starts.empty();
}

/* Of them those that another place agrees with. */
bool phrase_matcher::keep_starts(const packed_positions &positions, size_t place) {
    kept.clear();
    for (position_cursor &cursor : look_up(positions, place))
        for (size_t at = 0; at < starts.size() && cursor.next();) {
            while (at < starts.size() && starts[at] + place < cursor.position()) at++;
            if (at < starts.size() && starts[at] + place == cursor.position()) kept.push_back(starts[at++]);
        }
    if (cursors.size() > 1) std::sort(kept.begin(), kept.end());
    starts.swap(kept);
    return !starts.empty();
}

/* Place after place fewer beginnings are left: most often none after two. */
bool phrase_matcher::operator()(const packed_positions &positions) {
    if (!list_starts(positions, order[0])) return false;
    for (size_t i = 1; i < order.size(); i++)
        if (!keep_starts(positions, order[i])) return false;
    return true;
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

} // namespace vanthu
