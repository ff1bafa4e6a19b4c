/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a phrase, documents. Out: those that have it; see phrase.h. */
#include "index/phrase.h"

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

/* From each first word the nearest next one, and so on: if these reach too far, any others do. */
bool phrase_matcher::operator()(const packed_positions &positions) {
    for (size_t i = 0; i < wanted.places.size(); i++) {
        found[i].clear();
        for (const std::string &term : wanted.places[i]) positions.find(term, found[i]);
        if (found[i].empty()) return false;
    }
    for (uint32_t start = 0, position; first_behind(found[0], start, start);) {
        position = start;
        for (size_t i = 1; i < found.size(); i++)
            if (!first_behind(found[i], position, position)) return false;
        if (position - start < wanted.window) return true;
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
