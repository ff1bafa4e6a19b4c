/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tiers: terms that part the documents as a slot sorts them (vt_index_search). In: a query. Out: its matches tier by
 * tier, those of the largest values first; and what can be told of a query without asking Xapian.
 */
#ifndef VT_INDEX_TIERS_H
#define VT_INDEX_TIERS_H

#include <string>
#include <vector>
#include "index/guard.h"

namespace vanthu {

class tiers {
  public:
    tiers(const Xapian::Database &reader, std::string begin);

    /* What a query, which is asked, has in each tier; without those that it cannot have anything in. */
    std::vector<Xapian::Query> parts_of(const Xapian::Query &query, const vt_index_query &asked) const;

  private:
    std::string head;
    std::vector<std::string> terms; /* ascending */
};

/* How many documents match, where the frequencies of terms tell it; false where they do not. */
bool count_by_terms(const Xapian::Database &reader, const vt_index_query &query, uint64_t &count);

} // namespace vanthu

#endif
