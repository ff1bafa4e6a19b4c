/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: terms. Out: the documents that have them all, and their weights; see common.h. */
#include "index/common.h"

#include <algorithm>
#include "index/ranking.h"

namespace vanthu {

constexpr double has_not_all = -1; /* no weight is below 0 */

/* A database that has changed has another revision. */
static std::string name_of(const Xapian::Database &database) {
    return database.get_uuid() + ' ' + std::to_string(database.get_revision());
}

/* So large a count that it does not fit weighs the same as the largest that does, but for a ten-thousandth. */
static void add_counts(const Xapian::Database &database, const std::string &term, term_counts &counts) {
    const auto end = database.postlist_end(term);
    for (auto at = database.postlist_begin(term); at != end; ++at) {
        uint16_t &count = counts.of[*at];
        const uint16_t before = count ? count : 1;
        count = uint16_t(before + std::min<Xapian::termcount>(at.get_wdf(), UINT16_MAX - before));
        counts.most = std::max(counts.most, count);
    }
}

static std::shared_ptr<const term_counts> read_counts(const Xapian::Database &database, const any_of_terms &terms) {
    auto counts = std::make_shared<term_counts>();
    counts->of.resize(size_t(database.get_lastdocid()) + 1);
    for (const std::string &term : terms) add_counts(database, term, *counts);
    return counts;
}

static std::string key_of(const Xapian::Database &database, const any_of_terms &terms) {
    std::string key = name_of(database);
    for (const std::string &term : terms) key += ' ' + std::to_string(term.size()) + ' ' + term;
    return key;
}

constexpr size_t room = 48 << 20; /* bytes */

size_t common_words::most_at_once(const Xapian::Database &reader) {
    return room / 2 / sizeof(uint16_t) / (size_t(reader.get_lastdocid()) + 1);
}

std::shared_ptr<const term_counts> common_words::of(const Xapian::Database &database, const any_of_terms &terms) {
    const std::string key = key_of(database, terms);
    const auto found = std::find_if(words.begin(), words.end(), [&](const kept &word) { return word.key == key; });
    if (found != words.end()) {
        words.splice(words.begin(), words, found);
        return found->counts;
    }
    const auto size_of = [](const term_counts &counts) { return counts.of.size() * sizeof counts.of[0]; };
    auto counts = read_counts(database, terms);
    words.push_front({key, counts});
    for (bytes += size_of(*counts); bytes > room && words.size() > 1; words.pop_back())
        bytes -= size_of(*words.back().counts);
    return counts;
}

double common_source::part_of(const weighed &term, uint16_t count) {
    return count < term.by_few.size() ? term.by_few[count] : term.weight * ranking::share_of(count - 1);
}

double common_source::weigh(Xapian::docid docid) const {
    double sum = 0;
    for (const weighed &term : here->terms) {
        const uint16_t count = term.counts->of[docid];
        if (!count) return has_not_all;
        sum += part_of(term, count);
    }
    return sum;
}

common_source::prepared common_source::prepare(const Xapian::Database &database) const {
    constexpr uint16_t few = 1024; /* four terms of so many are in the nearest cache */
    prepared made;
    made.last = database.get_lastdocid();
    for (const common_term &wanted : plan->wanted) {
        weighed &term = made.terms.emplace_back(weighed{words.of(database, wanted.terms), wanted.weight, {}});
        term.by_few.push_back(0); /* where it is not had */
        for (uint16_t count = 0; count < few && count < term.counts->most; count++)
            term.by_few.push_back(wanted.weight * ranking::share_of(count));
        if (term.counts->most) made.most += part_of(term, term.counts->most);
    }
    for (Xapian::docid docid = 1; docid <= made.last; docid++)
        made.documents += std::all_of(made.terms.begin(), made.terms.end(),
                                      [&](const weighed &term) { return term.counts->of[docid] != 0; });
    return made;
}

void common_source::init(const Xapian::Database &database) {
    const std::string name = name_of(database);
    auto found = plan->databases.find(name);
    if (found == plan->databases.end()) found = plan->databases.emplace(name, prepare(database)).first;
    here = &found->second;
    at = 0;
    set_maxweight(here->most);
}

void common_source::move_to(Xapian::docid docid, double least_weight) {
    for (at = docid; at <= here->last; at++)
        if ((weight = weigh(at)) >= std::max(least_weight, 0.0)) return;
}

void common_source::skip_to(Xapian::docid docid, double least_weight) {
    if (docid > at) move_to(docid, least_weight);
}

bool common_source::check(Xapian::docid docid, double) {
    at = docid;
    return at_end() || (weight = weigh(at)) >= 0;
}

} // namespace vanthu
