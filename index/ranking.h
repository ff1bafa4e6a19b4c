/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ranking: BM25, of which a document's part is reckoned when it is stored. BM25 divides a term's count by a norm that
 * grows with the document's length; the quotient goes into the index as the count. So a search reads no lengths, which
 * is a third of its time, and how a document ranks does not hang on what else the archive holds.
 */
#ifndef VT_INDEX_RANKING_H
#define VT_INDEX_RANKING_H

#include <algorithm>
#include <cmath>
#include <xapian.h>
#include "index/index.h"

namespace vanthu {

class ranking {
  public:
    explicit ranking(const vt_index_document &document) {
        double length = 0;
        for (size_t i = 0; i < document.term_count; i++) length += document.terms[i].count;
        norm = (1 - length_matters) + length_matters * std::max(length / typical_length, shortest);
    }

    /* What the index keeps of a count. */
    Xapian::termcount kept(uint32_t count) const {
        return count ? std::max(1U, Xapian::termcount(std::lround(count * steps / norm))) : 0;
    }

    static Xapian::BM25Weight weight() { return {saturation * steps, 0, 1, 0, shortest}; }

    /* What that weight gives for a term: how much for one that so many of all documents have (the rarer, the more; very
     * common ones a little), and which share of it for a count. */
    static double most_of(Xapian::doccount documents, Xapian::doccount all) {
        const double odds = (all - documents + 0.5) / (documents + 0.5);
        return std::log(odds < 2 ? odds * 0.5 + 1 : odds) * (saturation * steps + 1);
    }
    static double share_of(Xapian::termcount count) { return count / (saturation * steps + count); }

  private:
    static constexpr double length_matters = 0.5, shortest = 0.5, saturation = 1; /* BM25's b, min_normlen and k1 */
    static constexpr double typical_length = 2200; /* all counts of a plan of some pages */
    static constexpr double steps = 6; /* of a count: few, since small numbers are kept in a byte */

    double norm;
};

} // namespace vanthu

#endif
