/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Phrases. In: the terms that may stand at each place, one after another. Out: a
 * source of the documents in which they do, to be a filter beside the same terms
 * joined by AND: it looks only at the documents that have them all.
 */
#ifndef VT_INDEX_PHRASE_H
#define VT_INDEX_PHRASE_H

#include <string>
#include <vector>
#include <xapian.h>
#include "index/positions.h"
#include "index/stored.h"

namespace vanthu {

struct phrase {
    std::vector<std::vector<std::string>> places; /* in the order of the phrase, the terms that may stand there */
    uint32_t window;                              /* positions from the first to the last, both counted, at most */
};

class phrase_source : public Xapian::PostingSource {
  public:
    phrase_source(phrase sought, const stored &from) : wanted(std::move(sought)), documents(from) {}

    Xapian::PostingSource *clone() const override { return new phrase_source(wanted, documents); }
    void init(const Xapian::Database &database) override;
    /* Nothing is known before the documents are looked at; as the most frequent part it is asked last. */
    Xapian::doccount get_termfreq_min() const override { return 0; }
    Xapian::doccount get_termfreq_est() const override { return count; }
    Xapian::doccount get_termfreq_max() const override { return count; }
    void next(double least_weight) override;
    void skip_to(Xapian::docid docid, double least_weight) override;
    bool check(Xapian::docid docid, double least_weight) override;
    bool at_end() const override { return at == last; }
    Xapian::docid get_docid() const override { return at.get_docid(); }

  private:
    void move_to(Xapian::docid docid);
    bool matches();
    bool matches(const packed_positions &positions);

    const phrase wanted;
    const stored &documents;
    Xapian::doccount count = 0;
    Xapian::docid reached = 0; /* what was asked for last */
    Xapian::ValueIterator at, last;
    std::vector<std::vector<position_cursor>> found; /* of each place; kept for its memory */
};

} // namespace vanthu

#endif
