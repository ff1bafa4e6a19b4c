/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a query tree. Out: an answer that holds copies of everything, so that
 * nothing of Xapian outlives the call.
 */
#include <algorithm>
#include <deque>
#include <map>
#include <vector>
#include "index/guard.h"
#include "index/phrase.h"
#include "index/ranking.h"
#include "index/tiers.h"
#include "index/translate.h"

namespace vanthu {

/* The values of some slots, read along with ascending docids; each look at one by itself would search the tree anew. */
struct value_streams {
    const Xapian::Database &reader;
    const vt_index_search &search;
    std::vector<Xapian::ValueIterator> at;
    Xapian::docid last = 0;

    value_streams(const Xapian::Database &database, const vt_index_search &wanted)
        : reader(database), search(wanted) {}

    void begin() {
        at.clear();
        for (size_t i = 0; i < search.value_slot_count; i++)
            at.push_back(reader.valuestream_begin(search.value_slots[i]));
    }

    std::vector<std::string> of(Xapian::docid docid) {
        std::vector<std::string> values(search.value_slot_count);
        if (docid <= last || at.empty()) begin();
        last = docid;
        for (size_t i = 0; i < at.size(); i++) {
            const auto end = reader.valuestream_end(search.value_slots[i]);
            if (at[i] != end) at[i].skip_to(docid);
            if (at[i] != end && at[i].get_docid() == docid) values[i] = *at[i];
        }
        return values;
    }
};

/* Archives of before there was a heap have the data in the database: a rebuild reads it. */
static std::string data_of(vt_index &index, const Xapian::Document &document) {
    const std::string place = document.get_value(stored::place_slot);
    return place.empty() ? document.get_data() : index.stored.data(place);
}

/* The answer with the bytes that its slices point into; a deque never moves its strings. */
struct kept_answer {
    vt_index_answer answer = {};
    std::deque<std::string> bytes;
    std::deque<std::vector<vt_slice>> values;
    std::vector<vt_index_row> rows;
    std::vector<vt_index_facet> facets;
    std::vector<vt_index_listed> terms;
    std::vector<uint32_t> docids;

    vt_slice keep(std::string text) {
        bytes.push_back(std::move(text));
        return {bytes.back().data(), bytes.back().size()};
    }

    void push_row(vt_index_row row, bool with_data, std::string data, std::vector<std::string> own) {
        if (with_data) row.data = keep(std::move(data));
        values.emplace_back();
        for (auto &value : own) values.back().push_back(keep(std::move(value)));
        row.values = values.back().data();
        rows.push_back(row);
    }

    void add_row(vt_index &index, const Xapian::Document &document, Xapian::docid docid, double weight,
                 Xapian::doccount collapsed, const vt_index_search &search) {
        std::vector<std::string> own;
        for (size_t i = 0; i < search.value_slot_count; i++) own.push_back(document.get_value(search.value_slots[i]));
        push_row({docid, collapsed, weight, {nullptr, 0}, nullptr}, search.with_data,
                 search.with_data ? data_of(index, document) : std::string(), std::move(own));
    }

    /* A document that is gone has neither data nor values; to ask whether it is there would be one more search. */
    void add_stored(vt_index &index, Xapian::docid docid, value_streams &streams, const vt_index_search &search) {
        std::string data;
        if (search.with_data) data = data_of(index, index.reader.get_document(docid, Xapian::DOC_ASSUME_VALID));
        std::vector<std::string> own = streams.of(docid);
        bool gone = data.empty();
        for (const auto &value : own) gone = gone && value.empty();
        if (!gone) push_row({docid, 0, 0, {nullptr, 0}, nullptr}, search.with_data, std::move(data), std::move(own));
    }

    vt_index_answer *finish() {
        answer.rows = rows.data();
        answer.row_count = rows.size();
        answer.facets = facets.data();
        answer.facet_count = facets.size();
        answer.terms = terms.data();
        answer.term_count = terms.size();
        answer.docids = docids.data();
        answer.docid_count = docids.size();
        return &answer;
    }
};

/* The answer is the first member, so that the pointer leads back to the whole. */
static void hand_over(std::unique_ptr<kept_answer> &kept, vt_index_answer **out) { *out = kept.release()->finish(); }

static void set_order(Xapian::Enquire &enquire, const vt_index_search &search) {
    if (search.sorted)
        enquire.set_sort_by_value(search.sort_slot, !search.ascending);
    else
        enquire.set_sort_by_relevance_then_value(search.sort_slot, true);
    if (search.collapse) enquire.set_collapse_key(search.collapse_slot);
}

/* Gathers the matches that a search looks at; when there are more than so many, a part of them by chance. Their values
 * are read in the end, of no more documents than are counted. */
class gathering : public Xapian::MatchSpy {
  public:
    explicit gathering(size_t at_most) : most(at_most) {}

    /* Where values are to be counted. */
    void watch(Xapian::Enquire &enquire, const vt_index_search &search) {
        if (search.facet_slot_count) enquire.add_matchspy(this);
    }

    void operator()(const Xapian::Document &document, double) override {
        const Xapian::docid docid = document.get_docid();
        if (spread(docid) > limit) return;
        docids.push_back(docid);
        while (docids.size() > most) halve();
    }

    void keep_facets(const vt_index &index, const vt_index_search &search, kept_answer &kept) {
        std::sort(docids.begin(), docids.end());
        for (size_t i = 0; i < search.facet_slot_count; i++) count(index.reader, search.facet_slots[i], kept);
        if (search.facet_slot_count) kept.answer.counted += docids.size();
    }

  private:
    void halve() {
        limit /= 2;
        docids.erase(std::remove_if(docids.begin(), docids.end(), [&](Xapian::docid d) { return spread(d) > limit; }),
                     docids.end());
    }

    void count(const Xapian::Database &reader, uint32_t slot, kept_answer &kept) const {
        std::map<std::string, std::pair<uint32_t, Xapian::docid>> counts; /* how many, and one of them */
        auto at = reader.valuestream_begin(slot);
        const auto end = reader.valuestream_end(slot);
        for (const Xapian::docid docid : docids) {
            if (at == end) break;
            at.skip_to(docid);
            if (at == end || at.get_docid() != docid) continue;
            auto &counted = counts[*at];
            counted = {counted.first + 1, docid};
        }
        for (const auto &one : counts)
            kept.facets.push_back({slot, kept.keep(one.first), one.second.first, one.second.second});
    }

    size_t most;
    uint32_t limit = UINT32_MAX; /* of the spread docids */
    std::vector<Xapian::docid> docids;
};

/* So many of the samples have about as many documents as would have been looked at; fewer are enough where many of their
 * documents are expected to match, or where the total alone is wanted: the values have parts of it, and rare ones. */
static size_t samples_of(const vt_index &index, const vt_index_search &search, uint64_t expected) {
    constexpr double enough = 0.2; /* of the depth */
    const double depth = search.facet_slot_count ? search.depth : search.depth / 2.0;
    const double looked_at = depth / index.reader.get_doccount();
    const double share = std::min(looked_at, enough * depth / double(expected + 1));
    return std::clamp<size_t>(size_t(share * double(search.sample_count)) + 1, 1, search.sample_count);
}

/* Counts every match, and shows each to the spy where there is one. */
static uint64_t count_all(vt_index &index, const Xapian::Query &query, Xapian::MatchSpy *spy = nullptr) {
    Xapian::Enquire enquire(index.reader);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, 0));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    if (spy) enquire.add_matchspy(spy);
    return enquire.get_mset(0, 0, index.reader.get_doccount()).get_matches_estimated();
}

/* What the samples from one number to another have of a query. Of a million documents one sample has more than are
 * needed to tell the facets, and to read a value is to read another block: then a part of it by chance. */
static uint64_t count_in(vt_index &index, const Xapian::Query &query, const vt_index_search &search, size_t from,
                         size_t to, kept_answer &kept) {
    std::vector<Xapian::Query> samples;
    for (size_t i = from; i < to; i++) samples.emplace_back(bytes_of(search.samples[i]));
    const Xapian::Query any(Xapian::Query::OP_OR, samples.begin(), samples.end());
    constexpr size_t most_values = 4000;
    gathering matches(most_values);
    const uint64_t count = count_all(index, Xapian::Query(Xapian::Query::OP_FILTER, query, any),
                                     search.facet_slot_count ? &matches : nullptr);
    matches.keep_facets(index, search, kept);
    return count;
}

/* Xapian's own estimate knows nothing of phrases, and what was looked at first is not like the rest: the matches and
 * their facets are counted in some of the samples, and in more where fewer matched than were expected. */
static uint64_t estimate(vt_index &index, const Xapian::Query &query, const vt_index_search &search, uint64_t expected,
                         kept_answer &kept) {
    const size_t first = samples_of(index, search, expected);
    const uint64_t counted = count_in(index, query, search, 0, first, kept);
    const size_t all = std::max(first, samples_of(index, search, counted * search.sample_count / first));
    const uint64_t rest = all > first ? count_in(index, query, search, first, all, kept) : 0;
    return (counted + rest) * search.sample_count / all;
}

/* A search while it is made. */
struct searching {
    vt_index &index;
    const vt_index_query &asked;
    const vt_index_search &search;
    kept_answer &kept;
    std::vector<phrase> phrases; /* that every match has */
    Xapian::Enquire enquire;
    bool in_tiers = false;  /* the rows can be found tier by tier */
    uint64_t at_least = 0;  /* matches that have been seen */

    searching(vt_index &from, const vt_index_query &query, const vt_index_search &wanted, kept_answer &answer)
        : index(from), asked(query), search(wanted), kept(answer), enquire(from.reader) {
        enquire.set_query(translator(from, query).query_of(query, &phrases));
        enquire.set_weighting_scheme(ranking::weight());
        set_order(enquire, wanted);
    }

    Xapian::MSet matches(Xapian::doccount first, Xapian::doccount most, Xapian::doccount least) {
        const phrase_decider decider(phrases, index.stored);
        Xapian::MSet found = enquire.get_mset(first, most, least, nullptr, phrases.empty() ? nullptr : &decider);
        at_least += found.get_matches_lower_bound();
        return found;
    }

    void keep_row(const Xapian::MSetIterator &at) {
        kept.add_row(index, at.get_document(), *at, at.get_weight(), at.get_collapse_count(), search);
    }

    /* The rows; so many matches at least are looked at. Sets the total, as far as it is known then. */
    void rank(uint32_t least) {
        const Xapian::MSet found = matches(search.offset, search.limit, least);
        for (auto at = found.begin(); at != found.end(); ++at) keep_row(at);
        kept.answer.total = found.get_matches_estimated();
        kept.answer.total_is_exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
    }

    /* The rows, which the values of a slot alone sort: no value is read of a tier behind the last row. */
    void rank_tiers() {
        const Xapian::Query whole = enquire.get_query();
        Xapian::doccount passed = 0, wanted = search.offset + search.limit;
        for (const Xapian::Query &part : tiers(index.reader, bytes_of(search.tiers)).parts_of(whole, asked)) {
            if (passed == wanted) break;
            enquire.set_query(part);
            const Xapian::MSet found = matches(0, wanted - passed, 0);
            for (auto at = found.begin(); at != found.end(); ++at)
                if (passed++ >= search.offset) keep_row(at);
        }
        enquire.set_query(whole);
    }

    /* Without a look at what cannot be among the rows. */
    void rank_first() { in_tiers ? rank_tiers() : rank(0); }
};

/* So many matches at least are looked at, and the values of so many counted. */
static void look_at(searching &s, uint32_t least, size_t counted) {
    gathering matches(counted);
    matches.watch(s.enquire, s.search);
    s.rank(least);
    matches.keep_facets(s.index, s.search, s.kept);
}

static void find_all(searching &s) { look_at(s, s.index.reader.get_doccount(), s.search.depth); }

/* It is known how many there are before any is looked at. */
static void find_known(searching &s, const Xapian::Query &query, uint64_t total) {
    s.rank_first();
    s.kept.answer.total = total;
    s.kept.answer.total_is_exact = true;
    if (s.search.facet_slot_count) estimate(s.index, query, s.search, total, s.kept);
}

/* How many there are is known as well as the samples could tell it. */
static bool are_close(const Xapian::MSet &bounds) {
    constexpr double samples_err_by = 0.02;
    const double most = bounds.get_matches_upper_bound();
    return most - bounds.get_matches_lower_bound() <= 2 * samples_err_by * most;
}

static void find_roughly_known(searching &s, const Xapian::MSet &bounds) {
    s.rank_first();
    s.kept.answer.total = (uint64_t(bounds.get_matches_lower_bound()) + bounds.get_matches_upper_bound()) / 2;
    s.kept.answer.total_is_exact = false;
}

/* There may be more matches than are to be looked at. If there are, by all chance, the rows are found without looking at
 * those that cannot be among them, and the rest is told by the samples. */
static void find_some(searching &s, const Xapian::Query &query, const Xapian::MSet &bounds) {
    constexpr double beyond_chance = 1.25;
    const uint64_t sampled = estimate(s.index, query, s.search, bounds.get_matches_estimated(), s.kept);
    const bool many = double(sampled) > s.search.depth * beyond_chance;
    gathering matches(s.search.depth);
    if (!many) matches.watch(s.enquire, s.search);
    many ? s.rank_first() : s.rank(s.search.depth);
    if (!many && s.kept.answer.total_is_exact) {
        s.kept.facets.clear();
        s.kept.answer.counted = 0;
        return matches.keep_facets(s.index, s.search, s.kept);
    }
    s.kept.answer.total = std::clamp<uint64_t>(sampled, s.at_least, bounds.get_matches_upper_bound());
    s.kept.answer.total_is_exact = false;
}

/* Whether the slot of the tiers alone sorts: nothing weighs where the most that a match can weigh is nothing. */
static bool sorts_by_tiers(const vt_index_search &search, const Xapian::MSet &bounds) {
    if (!search.tiers.size || search.collapse) return false;
    return search.sorted ? !search.ascending : bounds.get_max_possible() <= 0;
}

static void find(vt_index &index, const vt_index_query &query, const vt_index_search &search, kept_answer &kept) {
    searching s(index, query, search, kept);
    if (!search.sample_count) return look_at(s, search.depth, SIZE_MAX);
    const Xapian::MSet bounds = s.enquire.get_mset(0, 0);
    if (bounds.get_matches_upper_bound() <= search.depth) return find_all(s);
    s.in_tiers = sorts_by_tiers(search, bounds);
    if (!s.phrases.empty()) return find_some(s, translator(index).query_of(query), bounds);
    const Xapian::Query counted = s.enquire.get_query();
    uint64_t total = bounds.get_matches_upper_bound();
    bool known = bounds.get_matches_lower_bound() == total || count_by_terms(index.reader, query, total);
    if (!known && s.in_tiers) total = count_all(index, counted), known = true;
    if (known) return find_known(s, counted, total);
    if (search.sorted) return find_all(s); /* none can be left out for its weight */
    if (!search.facet_slot_count && are_close(bounds)) return find_roughly_known(s, bounds);
    find_some(s, counted, bounds);
}

static void find_docids(vt_index &index, const vt_index_query &query, kept_answer &kept) {
    Xapian::Enquire enquire(index.reader);
    enquire.set_query(translator(index).query_of(query));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    const Xapian::MSet found = enquire.get_mset(0, index.reader.get_doccount());
    kept.docids.reserve(found.size());
    for (auto at = found.begin(); at != found.end(); ++at) kept.docids.push_back(*at);
}

/* Xapian's step to the next term passes over every chunk of this one's documents, and a search for the next does not. */
static void step(Xapian::TermIterator &at, const std::string &term, Xapian::doccount documents) {
    constexpr Xapian::doccount many = 1000;
    if (documents > many)
        at.skip_to(term + '\0');
    else
        ++at;
}

static void list_terms(vt_index &index, vt_slice low, const std::string &high, size_t limit, kept_answer &kept) {
    auto at = index.reader.allterms_begin();
    at.skip_to(bytes_of(low));
    while (at != index.reader.allterms_end() && kept.terms.size() < limit) {
        const std::string term = *at;
        if (term >= high) break;
        kept.terms.push_back({kept.keep(term), at.get_termfreq()});
        if (kept.terms.size() < limit) step(at, term, kept.terms.back().documents);
    }
}

static void list_values(vt_index &index, uint32_t slot, uint32_t first, size_t limit, kept_answer &kept) {
    auto at = index.reader.valuestream_begin(slot);
    if (at != index.reader.valuestream_end(slot)) at.skip_to(first);
    for (; at != index.reader.valuestream_end(slot) && kept.rows.size() < limit; ++at) {
        kept.values.push_back({kept.keep(*at)});
        kept.rows.push_back({at.get_docid(), 0, 0, {nullptr, 0}, kept.values.back().data()});
    }
}

} // namespace vanthu

using namespace vanthu;

vt_code vt_index_find(vt_index *index, const vt_index_query *query, const vt_index_search *search,
                      vt_index_answer **out, vt_error *err) {
    *out = nullptr;
    return guard(index, err, [&] {
        auto kept = std::make_unique<kept_answer>();
        find(*index, *query, *search, *kept);
        hand_over(kept, out);
    });
}

vt_code vt_index_fetch(vt_index *index, vt_slice term, const vt_index_search *search, vt_index_answer **out,
                       vt_error *err) {
    *out = nullptr;
    return guard(index, err, [&] {
        auto kept = std::make_unique<kept_answer>();
        const std::string bytes = bytes_of(term);
        const size_t limit = search->limit ? search->limit : 1;
        auto at = index->reader.postlist_begin(bytes);
        for (; at != index->reader.postlist_end(bytes) && kept->rows.size() < limit; ++at)
            kept->add_row(*index, index->reader.get_document(*at), *at, 0, 0, *search);
        kept->answer.total = kept->rows.size();
        kept->answer.total_is_exact = true;
        hand_over(kept, out);
    });
}

vt_code vt_index_docids(vt_index *index, const vt_index_query *query, vt_index_answer **out, vt_error *err) {
    *out = nullptr;
    return guard(index, err, [&] {
        auto kept = std::make_unique<kept_answer>();
        find_docids(*index, *query, *kept);
        kept->answer.total = kept->docids.size();
        kept->answer.total_is_exact = true;
        hand_over(kept, out);
    });
}

vt_code vt_index_rows_of(vt_index *index, const uint32_t *docids, size_t count, const vt_index_search *search,
                         vt_index_answer **out, vt_error *err) {
    *out = nullptr;
    return guard(index, err, [&] {
        auto kept = std::make_unique<kept_answer>();
        value_streams streams(index->reader, *search);
        for (size_t i = 0; i < count; i++) kept->add_stored(*index, docids[i], streams, *search);
        kept->answer.total = kept->rows.size();
        kept->answer.total_is_exact = true;
        hand_over(kept, out);
    });
}

vt_code vt_index_values(vt_index *index, uint32_t slot, uint32_t first, size_t limit, vt_index_answer **out,
                        vt_error *err) {
    *out = nullptr;
    return guard(index, err, [&] {
        auto kept = std::make_unique<kept_answer>();
        list_values(*index, slot, first, limit, *kept);
        hand_over(kept, out);
    });
}

vt_code vt_index_terms(vt_index *index, vt_slice low, vt_slice high, size_t limit, vt_index_answer **out,
                       vt_error *err) {
    *out = nullptr;
    return guard(index, err, [&] {
        auto kept = std::make_unique<kept_answer>();
        list_terms(*index, low, bytes_of(high), limit, *kept);
        hand_over(kept, out);
    });
}

void vt_index_release(vt_index_answer *answer) { delete reinterpret_cast<kept_answer *>(answer); }
