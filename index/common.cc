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

static std::shared_ptr<const term_counts> read_counts(const Xapian::Database &database, const std::string &term) {
    auto counts = std::make_shared<term_counts>();
    counts->of.resize(size_t(database.get_lastdocid()) + 1);
    const auto end = database.postlist_end(term);
    for (auto at = database.postlist_begin(term); at != end; ++at) {
        const auto count = uint16_t(std::clamp<Xapian::termcount>(at.get_wdf(), 1, UINT16_MAX));
        counts->of[*at] = count;
        counts->most = std::max(counts->most, count);
    }
    return counts;
}

std::shared_ptr<const term_counts> common_words::of(const Xapian::Database &database, const std::string &term) {
    constexpr size_t most_bytes = 24 << 20;
    const std::string key = name_of(database) + ' ' + term;
    const auto found = std::find_if(words.begin(), words.end(), [&](const kept &word) { return word.key == key; });
    if (found != words.end()) {
        words.splice(words.begin(), words, found);
        return found->counts;
    }
    words.push_front({key, read_counts(database, term)});
    const auto counts = words.front().counts;
    const auto size_of = [](const kept &word) { return word.counts->of.size() * sizeof(uint16_t); };
    for (bytes += size_of(words.front()); bytes > most_bytes && words.size() > 1; words.pop_back())
        bytes -= size_of(words.back());
    return counts;
}

double common_source::weigh(Xapian::docid docid) const {
    double sum = 0;
    for (const weighed &term : here->terms) {
        const uint16_t count = term.counts->of[docid];
        if (!count) return has_not_all;
        sum += term.weights[count];
    }
    return sum;
}

common_source::prepared common_source::prepare(const Xapian::Database &database) const {
    prepared made;
    made.last = database.get_lastdocid();
    for (const common_term &wanted : plan->wanted) {
        weighed &term = made.terms.emplace_back(weighed{words.of(database, wanted.term), {}});
        for (unsigned count = 0; count <= term.counts->most; count++)
            term.weights.push_back(wanted.weight * ranking::share_of(count));
        made.most += term.weights.back();
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
