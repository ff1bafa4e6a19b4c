/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: documents. Out: those whose value matches; see source.h. */
#include "index/source.h"

namespace vanthu {

void value_source::init(const Xapian::Database &database) {
    count = database.get_doccount();
    at = database.valuestream_begin(slot);
    last = database.valuestream_end(slot);
    reached = 0;
}

void value_source::move_to(Xapian::docid docid) {
    reached = docid;
    if (at != last) at.skip_to(docid);
}

bool value_source::check(Xapian::docid docid, double) {
    move_to(docid);
    return at == last || (at.get_docid() == docid && matches(*at));
}

void value_source::skip_to(Xapian::docid docid, double) {
    move_to(docid);
    while (at != last && !matches(*at)) ++at;
    if (at != last) reached = at.get_docid();
}

void value_source::next(double least_weight) { skip_to(reached + 1, least_weight); }

} // namespace vanthu
