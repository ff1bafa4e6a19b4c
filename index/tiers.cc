/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query. Out: its matches tier by tier; see tiers.h. */
#include "index/tiers.h"

#include <algorithm>

namespace vanthu {

tiers::tiers(const Xapian::Database &reader, std::string begin) : head(std::move(begin)) {
    for (auto at = reader.allterms_begin(head); at != reader.allterms_end(head); ++at) terms.push_back(*at);
}

/* Whether a document with this term of all that begin with the head may match; with no term, one that has none of them. */
static bool may_match(const vt_index_query &query, const std::string &head, const std::string &term) {
    const auto child_may = [&](const vt_index_query *child) { return may_match(*child, head, term); };
    const auto *begin = query.children, *end = begin + query.child_count;
    switch (query.op) {
    case VT_INDEX_TERM: {
        const std::string wanted = bytes_of(query.term);
        return wanted.compare(0, head.size(), head) != 0 || wanted == term;
    }
    case VT_INDEX_AND:
    case VT_INDEX_FILTER: return std::all_of(begin, end, child_may);
    case VT_INDEX_OR:
    case VT_INDEX_EITHER:
    case VT_INDEX_SYNONYM: return std::any_of(begin, end, child_may);
    case VT_INDEX_MAYBE:
    case VT_INDEX_NOT:
    case VT_INDEX_WEIGHTED: return begin != end && child_may(*begin);
    default: return query.op != VT_INDEX_NONE;
    }
}

std::vector<Xapian::Query> tiers::parts_of(const Xapian::Query &query, const vt_index_query &asked) const {
    std::vector<Xapian::Query> parts;
    for (auto term = terms.rbegin(); term != terms.rend(); ++term)
        if (may_match(asked, head, *term))
            parts.emplace_back(Xapian::Query::OP_FILTER, query, Xapian::Query(*term));
    if (may_match(asked, head, std::string()))
        parts.emplace_back(Xapian::Query::OP_AND_NOT, query,
                           Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
    return parts;
}

static bool add_each(const Xapian::Database &reader, const vt_index_query &query, uint64_t &count) {
    count = 0;
    for (size_t i = 0; i < query.child_count; i++) {
        uint64_t one;
        if (!count_by_terms(reader, *query.children[i], one)) return false;
        count += one;
    }
    return true;
}

bool count_by_terms(const Xapian::Database &reader, const vt_index_query &query, uint64_t &count) {
    switch (query.op) {
    case VT_INDEX_NONE: return count = 0, true;
    case VT_INDEX_ALL: return count = reader.get_doccount(), true;
    case VT_INDEX_TERM: return count = reader.get_termfreq(bytes_of(query.term)), true;
    case VT_INDEX_EITHER: return add_each(reader, query, count);
    case VT_INDEX_WEIGHTED: return query.child_count && count_by_terms(reader, *query.children[0], count);
    default: return false;
    }
}

} // namespace vanthu
