/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Phrases. In: the terms that may stand at each place, one after another. Out: the
 * documents in which they do, of those that have all the terms: as a source that
 * is a filter beside the terms joined by AND, wherever in a query; or, for phrases
 * that every match must have, as a decider, which Xapian asks only of documents
 * that may come to be among the rows.
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

class phrase_matcher {
  public:
    explicit phrase_matcher(phrase sought);
    bool operator()(const packed_positions &positions) { return in_a_row ? stands(positions) : is_near(positions); }
    const phrase &sought() const { return wanted; }

  private:
    bool stands(const packed_positions &positions);
    bool is_near(const packed_positions &positions);
    std::vector<position_cursor> &cursors_of(const packed_positions &positions, size_t place);
    bool list_starts(const packed_positions &positions, size_t place);
    bool keep_starts(const packed_positions &positions, size_t place);

    phrase wanted;
    bool in_a_row;             /* there is no room between the places */
    std::vector<size_t> order; /* of the places, those of few terms first */
    /* Kept for their memory: */
    std::vector<std::vector<position_cursor>> found; /* of each place */
    std::vector<uint32_t> starts, kept;              /* where the phrase may begin */
};

class phrase_decider : public Xapian::MatchDecider {
  public:
    phrase_decider(const std::vector<phrase> &sought, const stored &from);
    bool operator()(const Xapian::Document &document) const override;

  private:
    mutable std::vector<phrase_matcher> matchers;
    const stored &documents;
};

class phrase_source : public Xapian::PostingSource {
  public:
    phrase_source(phrase sought, const stored &from) : matcher(std::move(sought)), documents(from) {}

    Xapian::PostingSource *clone() const override { return new phrase_source(matcher.sought(), documents); }
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
    bool matches() { return matcher(documents.positions(*at)); }

    phrase_matcher matcher;
    const stored &documents;
    Xapian::doccount count = 0;
    Xapian::docid reached = 0; /* what was asked for last */
    Xapian::ValueIterator at, last;
};

} // namespace vanthu

#endif
