/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Common words: to take the postings of a word that most documents have from its list costs a search far more than to
 * weigh them. Here its counts lie in an array by docid, which is kept from one search to the next. What may be any of
 * several terms, such as the spellings of a word, is one array too. In: what is to be had, and what each of it weighs.
 * Out: the documents that have all of it, with their weight, the same as Xapian's own, and how many they are.
 * Thread rule: as its index, for one thread at a time.
 */
#ifndef VT_INDEX_COMMON_H
#define VT_INDEX_COMMON_H

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <vector>
#include <xapian.h>

namespace vanthu {

/* Terms of which any is as good as another. */
using any_of_terms = std::vector<std::string>;

/* How often any of some terms stands in the documents of one database, by docid, each count one more than it is (a term
 * can be had and not be counted); 0: the document has none of them. */
struct term_counts {
    std::vector<uint16_t> of;
    uint16_t most = 0;
};

/* The counts that were asked for last, as many as there is room for. */
class common_words {
  public:
    std::shared_ptr<const term_counts> of(const Xapian::Database &database, const any_of_terms &terms);

    /* Of how many words one search may ask, so that those of the next ones are kept as well. */
    static size_t most_at_once(const Xapian::Database &reader);

  private:
    struct kept {
        std::string key; /* the database as it is now, and the terms */
        std::shared_ptr<const term_counts> counts;
    };

    std::list<kept> words; /* the last asked for first */
    size_t bytes = 0;
};

/* What is wanted, and what it weighs where it is counted without end. */
struct common_term {
    any_of_terms terms;
    double weight;
};

class common_source : public Xapian::PostingSource {
  public:
    common_source(common_words &from, std::vector<common_term> wanted)
        : words(from), plan(std::make_shared<shared>(shared{std::move(wanted), {}})) {}

    Xapian::PostingSource *clone() const override { return new common_source(words, plan); }
    void init(const Xapian::Database &database) override;
    Xapian::doccount get_termfreq_min() const override { return here->documents; }
    Xapian::doccount get_termfreq_est() const override { return here->documents; }
    Xapian::doccount get_termfreq_max() const override { return here->documents; }
    double get_weight() const override { return weight; }
    void next(double least_weight) override { move_to(at + 1, least_weight); }
    void skip_to(Xapian::docid docid, double least_weight) override;
    bool check(Xapian::docid docid, double least_weight) override;
    bool at_end() const override { return at > here->last; }
    Xapian::docid get_docid() const override { return at; }

  private:
    /* A term in one database. */
    struct weighed {
        std::shared_ptr<const term_counts> counts;
        double weight;              /* as wanted */
        std::vector<double> by_few; /* what a document weighs for it, by what is kept of its count when that is small */
    };

    struct prepared {
        std::vector<weighed> terms;
        Xapian::docid last = 0;
        Xapian::doccount documents = 0; /* that have all of them */
        double most = 0;                /* that a document can weigh */
    };

    /* What all clones of a source have together: a search asks each database several times. */
    struct shared {
        std::vector<common_term> wanted;
        std::map<std::string, prepared> databases;
    };

    common_source(common_words &from, std::shared_ptr<shared> with) : words(from), plan(std::move(with)) {}

    static double part_of(const weighed &term, uint16_t count);
    prepared prepare(const Xapian::Database &database) const;
    double weigh(Xapian::docid docid) const;
    void move_to(Xapian::docid docid, double least_weight);

    common_words &words;
    std::shared_ptr<shared> plan;
    const prepared *here = nullptr;
    Xapian::docid at = 0;
    double weight = 0; /* of the document at which it stands */
};

} // namespace vanthu

#endif
