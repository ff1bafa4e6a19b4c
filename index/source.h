/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sources: filters that look at a value of a document. In: a slot, and what its
 * values must be. Out: the documents that have it. Xapian asks them last, of the
 * documents that have every other part of a query: nothing is known of how many
 * match before their values are read.
 */
#ifndef VT_INDEX_SOURCE_H
#define VT_INDEX_SOURCE_H

#include <string>
#include <xapian.h>

namespace vanthu {

class value_source : public Xapian::PostingSource {
  public:
    explicit value_source(Xapian::valueno looked_at) : slot(looked_at) {}

    void init(const Xapian::Database &database) override;
    Xapian::doccount get_termfreq_min() const override { return 0; }
    Xapian::doccount get_termfreq_est() const override { return count; }
    Xapian::doccount get_termfreq_max() const override { return count; }
    void next(double least_weight) override;
    void skip_to(Xapian::docid docid, double least_weight) override;
    bool check(Xapian::docid docid, double least_weight) override;
    bool at_end() const override { return at == last; }
    Xapian::docid get_docid() const override { return at.get_docid(); }

  protected:
    virtual bool matches(const std::string &value) = 0;

  private:
    void move_to(Xapian::docid docid);

    Xapian::valueno slot;
    Xapian::doccount count = 0;
    Xapian::docid reached = 0; /* what was asked for last */
    Xapian::ValueIterator at, last;
};

/* Values from low to high, as bytes; an empty end is open. */
class range_source : public value_source {
  public:
    range_source(Xapian::valueno in, std::string from, std::string to)
        : value_source(in), slot(in), low(std::move(from)), high(std::move(to)) {}

    Xapian::PostingSource *clone() const override { return new range_source(slot, low, high); }

  protected:
    bool matches(const std::string &value) override { return value >= low && (high.empty() || value <= high); }

  private:
    Xapian::valueno slot;
    std::string low, high;
};

} // namespace vanthu

#endif
