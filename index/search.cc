/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a query tree. Out: an answer that holds copies of everything, so that
 * nothing of Xapian outlives the call. Only what Xapian's remote databases
 * serve is used: built-in weights, value sorts, value counts.
 */
#include <algorithm>
#include <deque>
#include <map>
#include <vector>
#include "index/guard.h"
#include "index/phrase.h"

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

/* Turns a query into Xapian's. Phrases that every match must have are put aside for a decider, where there is a list for
 * them; the others become filters. */
class translator {
  public:
    explicit translator(const vt_index &from) : index(from) {}

    Xapian::Query query_of(const vt_index_query &query, std::vector<phrase> *aside = nullptr) const;

  private:
    std::vector<Xapian::Query> children_of(const vt_index_query &query, size_t first, std::vector<phrase> *aside) const;
    Xapian::Query joined(const vt_index_query &query, Xapian::Query::op op, std::vector<phrase> *aside = nullptr) const;
    Xapian::Query rows_of(phrase wanted) const;
    Xapian::Query phrase_of(const vt_index_query &query, std::vector<phrase> *aside) const;
    Xapian::Query first_of(const vt_index_query &query, std::vector<phrase> *aside) const;
    Xapian::Query filtered(const vt_index_query &query, std::vector<phrase> *aside) const;
    Xapian::Query against(const vt_index_query &query, Xapian::Query::op op, std::vector<phrase> *aside) const;

    const vt_index &index;
};

std::vector<Xapian::Query> translator::children_of(const vt_index_query &query, size_t first,
                                                   std::vector<phrase> *aside) const {
    std::vector<Xapian::Query> parts;
    for (size_t i = first; i < query.child_count; i++) parts.push_back(query_of(*query.children[i], aside));
    return parts;
}

Xapian::Query translator::joined(const vt_index_query &query, Xapian::Query::op op, std::vector<phrase> *aside) const {
    const auto parts = children_of(query, 0, aside);
    return Xapian::Query(op, parts.begin(), parts.end());
}

/* The terms that may stand at one place of a phrase. */
static void list_terms_of(const vt_index_query &query, std::vector<std::string> &terms) {
    switch (query.op) {
    case VT_INDEX_NONE: return;
    case VT_INDEX_TERM: terms.push_back(bytes_of(query.term)); return;
    case VT_INDEX_OR:
        for (size_t i = 0; i < query.child_count; i++) list_terms_of(*query.children[i], terms);
        return;
    default: throw Xapian::InvalidArgumentError("a phrase is of terms and ORs of terms");
    }
}

static phrase sought_by(const vt_index_query &query) {
    phrase wanted;
    wanted.window = query.window ? query.window : static_cast<uint32_t>(query.child_count);
    for (size_t i = 0; i < query.child_count; i++) list_terms_of(*query.children[i], wanted.places.emplace_back());
    return wanted;
}

Xapian::Query translator::rows_of(phrase wanted) const {
    return Xapian::Query((new phrase_source(std::move(wanted), index.stored))->release());
}

/* What all of its places are found by, and whether they stand in a row. */
Xapian::Query translator::phrase_of(const vt_index_query &query, std::vector<phrase> *aside) const {
    Xapian::Query words = joined(query, Xapian::Query::OP_AND);
    if (query.child_count < 2) return words;
    if (!aside) return Xapian::Query(Xapian::Query::OP_FILTER, words, rows_of(sought_by(query)));
    aside->push_back(sought_by(query));
    return words;
}

Xapian::Query translator::first_of(const vt_index_query &query, std::vector<phrase> *aside) const {
    if (!query.child_count) throw Xapian::InvalidArgumentError("a part of the query is missing");
    return query_of(*query.children[0], aside);
}

/* A phrase beside its own words is only the question whether they stand in a row. */
Xapian::Query translator::filtered(const vt_index_query &query, std::vector<phrase> *aside) const {
    std::vector<Xapian::Query> others;
    for (size_t i = 1; i < query.child_count; i++) {
        const vt_index_query &child = *query.children[i];
        if (child.op != VT_INDEX_PHRASE || !child.beside_words || child.child_count < 2)
            others.push_back(query_of(child, aside));
        else if (aside)
            aside->push_back(sought_by(child));
        else
            others.push_back(rows_of(sought_by(child)));
    }
    Xapian::Query first = first_of(query, aside);
    if (others.empty()) return first;
    return Xapian::Query(Xapian::Query::OP_FILTER, first,
                         Xapian::Query(Xapian::Query::OP_AND, others.begin(), others.end()));
}

/* The first child against the others, which are joined by OR. */
Xapian::Query translator::against(const vt_index_query &query, Xapian::Query::op op, std::vector<phrase> *aside) const {
    const auto others = children_of(query, 1, nullptr);
    const Xapian::Query rest(Xapian::Query::OP_OR, others.begin(), others.end());
    return Xapian::Query(op, first_of(query, aside), rest);
}

/* Xapian::Query::MatchAll is a counted reference that all threads would share, and the count is not made for that. */
static Xapian::Query everything() { return Xapian::Query(std::string()); }

/* An empty slot sorts before every value and is no match. */
static Xapian::Query range_of(const vt_index_query &query) {
    const std::string low = query.low.size ? bytes_of(query.low) : std::string(1, '\0');
    if (!query.high.size) return Xapian::Query(Xapian::Query::OP_VALUE_GE, query.slot, low);
    return Xapian::Query(Xapian::Query::OP_VALUE_RANGE, query.slot, low, bytes_of(query.high));
}

Xapian::Query translator::query_of(const vt_index_query &query, std::vector<phrase> *aside) const {
    switch (query.op) {
    case VT_INDEX_ALL: return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, everything(), 0);
    case VT_INDEX_TERM: return Xapian::Query(bytes_of(query.term));
    case VT_INDEX_PHRASE: return phrase_of(query, aside);
    case VT_INDEX_AND: return joined(query, Xapian::Query::OP_AND, aside);
    case VT_INDEX_OR: return joined(query, Xapian::Query::OP_OR);
    case VT_INDEX_SYNONYM: return joined(query, Xapian::Query::OP_SYNONYM);
    case VT_INDEX_MAYBE: return against(query, Xapian::Query::OP_AND_MAYBE, aside);
    case VT_INDEX_FILTER: return filtered(query, aside);
    case VT_INDEX_NOT: return against(query, Xapian::Query::OP_AND_NOT, aside);
    case VT_INDEX_RANGE: return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, range_of(query), 0);
    case VT_INDEX_WEIGHTED:
        return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, first_of(query, aside), query.weight);
    case VT_INDEX_NONE: break;
    }
    return Xapian::Query();
}

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
        std::map<std::string, uint32_t> counts;
        auto at = reader.valuestream_begin(slot);
        const auto end = reader.valuestream_end(slot);
        for (const Xapian::docid docid : docids) {
            if (at == end) break;
            at.skip_to(docid);
            if (at != end && at.get_docid() == docid) counts[*at]++;
        }
        for (const auto &one : counts) kept.facets.push_back({slot, kept.keep(one.first), one.second});
    }

    size_t most;
    uint32_t limit = UINT32_MAX; /* of the spread docids */
    std::vector<Xapian::docid> docids;
};

/* So many of the samples have about as many documents as would have been looked at; fewer are enough where many of their
 * documents are expected to match. */
static size_t samples_of(const vt_index &index, const vt_index_search &search, uint64_t expected) {
    constexpr double enough = 0.2; /* of the depth */
    const double looked_at = double(search.depth) / index.reader.get_doccount();
    const double share = std::min(looked_at, enough * double(search.depth) / double(expected + 1));
    return std::clamp<size_t>(size_t(share * double(search.sample_count)) + 1, 1, search.sample_count);
}

/* Counts every match, and the values of all of them. */
static uint64_t count_all(vt_index &index, const Xapian::Query &query, const vt_index_search &search,
                          kept_answer &kept) {
    Xapian::Enquire enquire(index.reader);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    gathering matches(SIZE_MAX);
    matches.watch(enquire, search);
    const Xapian::MSet found = enquire.get_mset(0, 0, index.reader.get_doccount());
    matches.keep_facets(index, search, kept);
    return found.get_matches_estimated();
}

/* What the samples from one number to another have of a query. */
static uint64_t count_in(vt_index &index, const Xapian::Query &query, const vt_index_search &search, size_t from,
                         size_t to, kept_answer &kept) {
    std::vector<Xapian::Query> samples;
    for (size_t i = from; i < to; i++) samples.emplace_back(bytes_of(search.samples[i]));
    const Xapian::Query any(Xapian::Query::OP_OR, samples.begin(), samples.end());
    return count_all(index, Xapian::Query(Xapian::Query::OP_FILTER, query, any), search, kept);
}

/* Xapian's own estimate knows nothing of phrases, and what was looked at first is not like the rest: the matches and
 * their facets are counted in some of the samples. The first thousand documents tell how many samples are needed. */
static uint64_t estimate(vt_index &index, const Xapian::Query &query, const vt_index_search &search, uint64_t expected,
                         kept_answer &kept) {
    constexpr size_t telling = 1000;
    const size_t few = std::min(search.sample_count, telling * search.sample_count / index.reader.get_doccount() + 1);
    const size_t most = samples_of(index, search, expected), first = std::min(few, most);
    const uint64_t counted = count_in(index, query, search, 0, first, kept);
    if (first == most) return counted * search.sample_count / first;
    const size_t all = std::max(first, samples_of(index, search, counted * search.sample_count / first));
    const uint64_t rest = all > first ? count_in(index, query, search, first, all, kept) : 0;
    return (counted + rest) * search.sample_count / all;
}

/* A search while it is made. */
struct searching {
    vt_index &index;
    const vt_index_search &search;
    kept_answer &kept;
    std::vector<phrase> phrases; /* that every match has */
    Xapian::Enquire enquire;

    searching(vt_index &from, const vt_index_query &query, const vt_index_search &wanted, kept_answer &answer)
        : index(from), search(wanted), kept(answer), enquire(from.reader) {
        enquire.set_query(translator(from).query_of(query, &phrases));
        set_order(enquire, wanted);
    }

    /* The rows; so many matches at least are looked at. Sets the total, as far as it is known then. */
    Xapian::MSet rank(uint32_t least) {
        const phrase_decider decider(phrases, index.stored);
        Xapian::MSet found =
            enquire.get_mset(search.offset, search.limit, least, nullptr, phrases.empty() ? nullptr : &decider);
        for (auto at = found.begin(); at != found.end(); ++at)
            kept.add_row(index, at.get_document(), *at, at.get_weight(), at.get_collapse_count(), search);
        kept.answer.total = found.get_matches_estimated();
        kept.answer.total_is_exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
        return found;
    }
};

/* So many matches at least are looked at, and the values of so many counted. */
static void look_at(searching &s, uint32_t least, size_t counted) {
    gathering matches(counted);
    matches.watch(s.enquire, s.search);
    s.rank(least);
    matches.keep_facets(s.index, s.search, s.kept);
}

static void find_all(searching &s) { look_at(s, s.index.reader.get_doccount(), s.search.depth); }

/* Xapian knows how many there are before it looks at any. */
static void find_known(searching &s, const Xapian::Query &query, uint64_t total) {
    s.rank(0);
    s.kept.answer.total = total;
    s.kept.answer.total_is_exact = true;
    if (s.search.facet_slot_count) estimate(s.index, query, s.search, total, s.kept);
}

/* There may be more matches than are to be looked at. If there are, by all chance, the rows are found without looking at
 * those that cannot be among them, and the rest is told by the samples. */
static void find_some(searching &s, const Xapian::Query &query, const Xapian::MSet &bounds) {
    constexpr double beyond_chance = 1.25;
    const uint64_t expected = s.phrases.empty() ? bounds.get_matches_estimated() : 0;
    const uint64_t sampled = estimate(s.index, query, s.search, expected, s.kept);
    const bool many = double(sampled) > s.search.depth * beyond_chance;
    gathering matches(s.search.depth);
    if (!many) matches.watch(s.enquire, s.search);
    const Xapian::MSet found = s.rank(many ? 0 : s.search.depth);
    if (!many && s.kept.answer.total_is_exact) {
        s.kept.facets.clear();
        s.kept.answer.counted = 0;
        return matches.keep_facets(s.index, s.search, s.kept);
    }
    s.kept.answer.total = std::clamp<uint64_t>(sampled, found.get_matches_lower_bound(),
                                            bounds.get_matches_upper_bound());
}

static void find(vt_index &index, const vt_index_query &query, const vt_index_search &search, kept_answer &kept) {
    searching s(index, query, search, kept);
    if (!search.sample_count) return look_at(s, search.depth, SIZE_MAX);
    const Xapian::MSet bounds = s.enquire.get_mset(0, 0);
    const uint64_t most = bounds.get_matches_upper_bound();
    const bool known = bounds.get_matches_lower_bound() == most;
    if (most <= search.depth) return find_all(s);
    if (s.phrases.empty() && search.sorted && !known) return find_all(s); /* none can be left out for its weight */
    const Xapian::Query counted = s.phrases.empty() ? s.enquire.get_query() : translator(index).query_of(query);
    known && s.phrases.empty() ? find_known(s, counted, most) : find_some(s, counted, bounds);
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

static void list_terms(vt_index &index, vt_slice low, const std::string &high, size_t limit, kept_answer &kept) {
    auto at = index.reader.allterms_begin();
    at.skip_to(bytes_of(low));
    for (; at != index.reader.allterms_end() && kept.terms.size() < limit; ++at) {
        std::string term = *at;
        if (term >= high) break;
        kept.terms.push_back({kept.keep(std::move(term)), at.get_termfreq()});
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
