/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query tree of index.h. Out: Xapian's query. */
#ifndef VT_INDEX_TRANSLATE_H
#define VT_INDEX_TRANSLATE_H

#include <vector>
#include "index/guard.h"
#include "index/phrase.h"

namespace vanthu {

using queries = std::vector<const vt_index_query *>;

/* Turns a query into Xapian's. Phrases that every match must have are put aside for a decider, where there is a list
 * for them; the others become filters. */
class translator {
  public:
    explicit translator(const vt_index &from) : index(from) {}

    /* For a whole query that is to rank: words that every match must have are looked up as common ones (common.h),
     * where a good part of all documents may match. */
    translator(vt_index &from, const vt_index_query &whole);

    Xapian::Query query_of(const vt_index_query &query, std::vector<phrase> *aside = nullptr) const;

  private:
    std::vector<Xapian::Query> children_of(const vt_index_query &query, size_t first, std::vector<phrase> *aside) const;
    Xapian::Query joined(const vt_index_query &query, Xapian::Query::op op, std::vector<phrase> *aside = nullptr) const;
    uint64_t most_matches(const vt_index_query &query) const;
    void need(const vt_index_query &query);
    bool is_needed(const vt_index_query &query) const;
    Xapian::Query words_of(const queries &wanted) const;
    Xapian::Query all_of(const vt_index_query &query, std::vector<phrase> *aside) const;
    phrase sought_by(const vt_index_query &query) const;
    Xapian::Query rows_of(phrase wanted) const;
    Xapian::Query phrase_of(const vt_index_query &query, std::vector<phrase> *aside) const;
    Xapian::Query first_of(const vt_index_query &query, std::vector<phrase> *aside) const;
    bool beside(const vt_index_query &query, std::vector<phrase> *aside, std::vector<Xapian::Query> &list) const;
    Xapian::Query filtered(const vt_index_query &query, std::vector<phrase> *aside) const;
    Xapian::Query against(const vt_index_query &query, Xapian::Query::op op, std::vector<phrase> *aside) const;

    const vt_index &index;
    common_words *common = nullptr;
    queries needed; /* whose matches every match is among */
};

} // namespace vanthu

#endif
