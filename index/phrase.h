/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Phrases. In: the terms that may stand at each place, in a row. Out: the
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
#include "index/source.h"
#include "index/stored.h"

namespace vanthu {

struct phrase_place {
    std::vector<std::string> terms; /* that may stand there */
    uint64_t occurrences = 0;       /* of all of them in the archive, about */
};

using phrase = std::vector<phrase_place>; /* places in a row */

class phrase_matcher {
  public:
    explicit phrase_matcher(phrase sought);
    bool operator()(const packed_positions &positions);
    const phrase &sought() const { return wanted; }

  private:
    std::vector<position_cursor> &look_up(const packed_positions &positions, size_t place);
    bool list_starts(const packed_positions &positions, size_t place);
    bool keep_starts(const packed_positions &positions, size_t place);

    phrase wanted;
    std::vector<size_t> order; /* of the places, the rarest first */
    /* Kept for their memory: */
    std::vector<position_cursor> cursors; /* of one place */
    std::vector<uint32_t> starts, kept;   /* where the phrase may begin */
};

class phrase_decider : public Xapian::MatchDecider {
  public:
    phrase_decider(const std::vector<phrase> &sought, const stored &from);
    bool operator()(const Xapian::Document &document) const override;

  private:
    mutable std::vector<phrase_matcher> matchers;
    const stored &documents;
};

class phrase_source : public value_source {
  public:
    phrase_source(phrase sought, const stored &from)
        : value_source(stored::place_slot), matcher(std::move(sought)), documents(from) {}

    Xapian::PostingSource *clone() const override { return new phrase_source(matcher.sought(), documents); }

  protected:
    bool matches(const std::string &place) override { return matcher(documents.positions(place)); }

  private:
    phrase_matcher matcher;
    const stored &documents;
};

} // namespace vanthu

#endif
