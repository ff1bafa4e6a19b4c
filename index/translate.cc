/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query tree. Out: Xapian's; see translate.h. */
#include "index/translate.h"

#include <algorithm>
#include <cmath>
#include "index/ranking.h"

namespace vanthu {

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

/* ---- common words ---- */

uint64_t translator::most_matches(const vt_index_query &query) const {
    uint64_t least = index.reader.get_doccount(), sum = 0;
    switch (query.op) {
    case VT_INDEX_NONE: return 0;
    case VT_INDEX_TERM: return index.reader.get_termfreq(bytes_of(query.term));
    case VT_INDEX_MAYBE:
    case VT_INDEX_NOT:
    case VT_INDEX_WEIGHTED: return query.child_count ? most_matches(*query.children[0]) : 0;
    case VT_INDEX_ALL:
    case VT_INDEX_RANGE: return least;
    default: break;
    }
    for (size_t i = 0; i < query.child_count; i++) {
        const uint64_t most = most_matches(*query.children[i]);
        least = std::min(least, most);
        sum += most;
    }
    const bool all = query.op == VT_INDEX_AND || query.op == VT_INDEX_FILTER || query.op == VT_INDEX_PHRASE;
    return all ? least : sum;
}

void translator::need(const vt_index_query &query) {
    needed.push_back(&query);
    const bool first = query.op == VT_INDEX_FILTER || query.op == VT_INDEX_MAYBE || query.op == VT_INDEX_NOT;
    const size_t count = query.op == VT_INDEX_AND ? query.child_count
                         : first                  ? std::min<size_t>(query.child_count, 1)
                                                  : 0;
    for (size_t i = 0; i < count; i++) need(*query.children[i]);
}

bool translator::is_needed(const vt_index_query &query) const {
    return std::find(needed.begin(), needed.end(), &query) != needed.end();
}

/* A term, or any of several that count as one. */
static bool is_word(const vt_index_query &query) {
    if (query.op != VT_INDEX_SYNONYM) return query.op == VT_INDEX_TERM;
    return std::all_of(query.children, query.children + query.child_count,
                       [](const vt_index_query *child) { return child->op == VT_INDEX_TERM; });
}

translator::translator(vt_index &from, const vt_index_query &whole) : index(from) {
    constexpr uint64_t good_part = 8; /* an eighth: what is rarer is reached sooner by its list */
    if (from.writable || !common_words::most_at_once(from.reader)) return;
    need(whole);
    const bool has_words = std::any_of(needed.begin(), needed.end(), [](const vt_index_query *query) {
        return is_word(*query) || query->op == VT_INDEX_PHRASE;
    });
    if (has_words && most_matches(whole) * good_part >= from.reader.get_doccount())
        common = &from.common;
    else
        needed.clear();
}

static any_of_terms terms_of(const vt_index_query &word) {
    if (word.op == VT_INDEX_TERM) return {bytes_of(word.term)};
    any_of_terms terms;
    for (size_t i = 0; i < word.child_count; i++) terms.push_back(bytes_of(word.children[i]->term));
    return terms;
}

/* How many documents have any of the terms, if these stand where they do by chance: Xapian takes them for as many. */
static Xapian::doccount documents_with(const Xapian::Database &reader, const any_of_terms &terms) {
    const double all = reader.get_doccount();
    double without = all;
    for (const std::string &term : terms) without *= 1 - reader.get_termfreq(term) / std::max(all, 1.0);
    return Xapian::doccount(std::lround(all - without));
}

/* The children, and those of children that are to be had whole as well. */
static void part_all(const vt_index_query &query, queries &words, queries &others) {
    for (size_t i = 0; i < query.child_count; i++) {
        const vt_index_query *child = query.children[i];
        if (child->op == VT_INDEX_AND)
            part_all(*child, words, others);
        else
            (is_word(*child) ? words : others).push_back(child);
    }
}

/* The commonest are looked up together; the others, if they are more than are to be, are left to their lists. */
Xapian::Query translator::words_of(const queries &wanted) const {
    std::vector<std::pair<Xapian::doccount, any_of_terms>> words; /* how many documents have it, and its terms */
    std::vector<common_term> looked_up;
    std::vector<Xapian::Query> parts;
    for (const vt_index_query *query : wanted) {
        any_of_terms terms = terms_of(*query);
        const Xapian::doccount documents = documents_with(index.reader, terms);
        words.emplace_back(documents, std::move(terms));
    }
    std::stable_sort(words.begin(), words.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    const size_t most = common_words::most_at_once(index.reader);
    const Xapian::doccount all = index.reader.get_doccount();
    for (auto &[documents, terms] : words)
        if (looked_up.size() < most)
            looked_up.push_back({std::move(terms), ranking::most_of(documents, all)});
        else
            parts.emplace_back(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end());
    parts.emplace_back((new common_source(*common, std::move(looked_up)))->release());
    return Xapian::Query(Xapian::Query::OP_AND, parts.begin(), parts.end());
}

/* What has all children. */
Xapian::Query translator::all_of(const vt_index_query &query, std::vector<phrase> *aside) const {
    queries words, others;
    std::vector<Xapian::Query> parts;
    part_all(query, words, others);
    for (const vt_index_query *other : others) parts.push_back(query_of(*other, aside));
    if (!words.empty()) parts.push_back(words_of(words));
    return Xapian::Query(Xapian::Query::OP_AND, parts.begin(), parts.end());
}

/* ---- phrases ---- */

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

phrase translator::sought_by(const vt_index_query &query) const {
    phrase wanted;
    for (size_t i = 0; i < query.child_count; i++) {
        phrase_place &place = wanted.emplace_back();
        list_terms_of(*query.children[i], place.terms);
        for (const std::string &term : place.terms) place.occurrences += index.reader.get_collection_freq(term);
    }
    return wanted;
}

Xapian::Query translator::rows_of(phrase wanted) const {
    return Xapian::Query((new phrase_source(std::move(wanted), index.stored))->release());
}

/* What all of its places are found by, and whether they stand in a row. */
Xapian::Query translator::phrase_of(const vt_index_query &query, std::vector<phrase> *aside) const {
    Xapian::Query words = is_needed(query) ? all_of(query, nullptr) : joined(query, Xapian::Query::OP_AND);
    if (query.child_count < 2) return words;
    if (!aside) return Xapian::Query(Xapian::Query::OP_FILTER, words, rows_of(sought_by(query)));
    aside->push_back(sought_by(query));
    return words;
}

/* ---- operators ---- */

Xapian::Query translator::first_of(const vt_index_query &query, std::vector<phrase> *aside) const {
    if (!query.child_count) throw Xapian::InvalidArgumentError("a part of the query is missing");
    return query_of(*query.children[0], aside);
}

/* An empty slot sorts before every value and is no match. */
static std::string low_of(const vt_index_query &query) {
    return query.low.size ? bytes_of(query.low) : std::string(1, '\0');
}

/* What only looks at the documents that have the rest: a phrase beside its own words asks whether they stand in a row.
 */
bool translator::beside(const vt_index_query &query, std::vector<phrase> *aside,
                        std::vector<Xapian::Query> &list) const {
    if (query.op == VT_INDEX_RANGE)
        list.push_back(Xapian::Query((new range_source(query.slot, low_of(query), bytes_of(query.high)))->release()));
    else if (query.op != VT_INDEX_PHRASE || !query.beside_words || query.child_count < 2)
        return false;
    else if (aside)
        aside->push_back(sought_by(query));
    else
        list.push_back(rows_of(sought_by(query)));
    return true;
}

Xapian::Query translator::filtered(const vt_index_query &query, std::vector<phrase> *aside) const {
    std::vector<Xapian::Query> others;
    for (size_t i = 1; i < query.child_count; i++)
        if (!beside(*query.children[i], aside, others)) others.push_back(query_of(*query.children[i], aside));
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

static Xapian::Query range_of(const vt_index_query &query) {
    if (!query.high.size) return Xapian::Query(Xapian::Query::OP_VALUE_GE, query.slot, low_of(query));
    return Xapian::Query(Xapian::Query::OP_VALUE_RANGE, query.slot, low_of(query), bytes_of(query.high));
}

Xapian::Query translator::query_of(const vt_index_query &query, std::vector<phrase> *aside) const {
    switch (query.op) {
    case VT_INDEX_ALL: return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, everything(), 0);
    case VT_INDEX_TERM: return is_needed(query) ? words_of({&query}) : Xapian::Query(bytes_of(query.term));
    case VT_INDEX_PHRASE: return phrase_of(query, aside);
    case VT_INDEX_AND: return is_needed(query) ? all_of(query, aside) : joined(query, Xapian::Query::OP_AND, aside);
    case VT_INDEX_OR:
    case VT_INDEX_EITHER: return joined(query, Xapian::Query::OP_OR);
    case VT_INDEX_SYNONYM:
        return is_word(query) && is_needed(query) ? words_of({&query}) : joined(query, Xapian::Query::OP_SYNONYM);
    case VT_INDEX_MAYBE: return against(query, Xapian::Query::OP_AND_MAYBE, aside);
    case VT_INDEX_FILTER: return filtered(query, aside);
    case VT_INDEX_NOT: return against(query, Xapian::Query::OP_AND_NOT, aside);
    case VT_INDEX_RANGE: return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, range_of(query), 0);
    case VT_INDEX_WEIGHTED: return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, first_of(query, aside), query.weight);
    case VT_INDEX_NONE: break;
    }
    return Xapian::Query();
}

} // namespace vanthu
