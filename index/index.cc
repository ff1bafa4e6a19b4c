/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: documents as terms, positions, slots and bytes. Out: the same in a Xapian
 * database. Assumes that one process at a time writes, which the archive's lock sees to.
 */
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <unistd.h>
#include <sstream>
#include "index/guard.h"
#include "index/positions.h"
#include "index/ranking.h"

namespace vanthu {

/* Whether the system's words are those for a disk that takes no more, or nothing. */
static bool is_of_writing(const std::string &system) {
    for (int number : {ENOSPC, EDQUOT, EFBIG, EROFS, EACCES, EPERM})
        if (system == strerror(number)) return true;
    return false;
}

/* The first line that tells of a fault. */
static std::string first_fault(const std::string &report) {
    std::istringstream lines(report);
    std::string line, last;
    while (std::getline(lines, line)) {
        if (line.find("rror") != std::string::npos || line.find("orrupt") != std::string::npos) return line;
        if (!line.empty()) last = line;
    }
    return last;
}

vt_code fail_of(const Xapian::Error &error, bool writable, vt_error *err) {
    const std::string type = error.get_type();
    const char *system = error.get_error_string();
    const char *gap = system ? ": " : "";
    if (!system) system = "";
    vt_code code = VT_ERR_ARCHIVE;
    if (type == "DatabaseLockError")
        code = VT_ERR_LOCKED;
    else if (type == "InvalidArgumentError" || type == "UnimplementedError")
        code = VT_ERR_ARGUMENT;
    else if (type == "DocNotFoundError")
        code = VT_ERR_NOT_FOUND;
    else if (writable && (type == "DatabaseError" || is_of_writing(system)))
        code = VT_ERR_WRITE;
    return vt_fail(err, code, "%s%s%s", error.get_msg().c_str(), gap, system);
}

static int flags_of(vt_index_mode mode) {
    switch (mode) {
    case VT_INDEX_CREATE: return Xapian::DB_CREATE_OR_OPEN;
    /* Not DB_DANGEROUS: it gains nothing in a database that is committed once, and hides why a commit has failed. */
    case VT_INDEX_SEGMENT: return Xapian::DB_CREATE | Xapian::DB_NO_SYNC;
    default: return Xapian::DB_OPEN;
    }
}

/*
 * Xapian takes a table that it cannot open (no more descriptors, say) for one that was never made: records would be
 * gone, and a merge would leave the table out. Every document has what the tables hold, so the first one tells.
 */
static void expect_whole(const Xapian::Database &database, const std::string &path) {
    const auto there = [&](const char *table) { return access((path + "/" + table + ".glass").c_str(), F_OK) == 0; };
    const auto first = database.postlist_begin("");
    if (first == database.postlist_end("")) return;
    if (there("termlist") && database.termlist_begin(*first) == database.termlist_end(*first))
        throw Xapian::DatabaseOpeningError("a table of " + path + " cannot be opened");
}

static Xapian::Database open_whole(const std::string &path) {
    Xapian::Database database(path);
    expect_whole(database, path);
    return database;
}

static void open_for_writing(vt_index &index, const std::string &path, vt_index_mode mode) {
    index.writer = Xapian::WritableDatabase(path, flags_of(mode));
    index.reader = index.writer;
    index.writable = true;
    if (mode != VT_INDEX_SEGMENT) expect_whole(index.reader, path);
}

/* Xapian counts zero bytes only when it writes, too late to tell which document has the term. */
static void check_term(vt_slice text) {
    if (text.size <= VT_INDEX_TERM_MAX / 2) return;
    const auto zeros = static_cast<size_t>(std::count(text.data, text.data + text.size, '\0'));
    if (text.size + zeros > VT_INDEX_TERM_MAX) throw Xapian::InvalidArgumentError("a term is too long");
}

static Xapian::Document document_of(vt_index &index, const vt_index_document &from) {
    Xapian::Document document;
    const ranking rank(from);
    for (size_t i = 0; i < from.term_count; i++) {
        const vt_index_term &term = from.terms[i];
        check_term(term.text);
        document.add_term(bytes_of(term.text), rank.kept(term.count));
    }
    for (size_t i = 0; i < from.value_count; i++)
        document.add_value(from.values[i].slot, bytes_of(from.values[i].bytes));
    document.add_value(stored::place_slot, index.stored.put(from));
    return document;
}

static void change_document(Xapian::Document &document, const vt_index_change &change) {
    for (size_t i = 0; i < change.dropped_count; i++) document.remove_term(bytes_of(change.dropped[i]));
    for (size_t i = 0; i < change.added_count; i++) document.add_boolean_term(bytes_of(change.added[i]));
    for (size_t i = 0; i < change.value_count; i++)
        document.add_value(change.values[i].slot, bytes_of(change.values[i].bytes));
}

} // namespace vanthu

using namespace vanthu;

vt_code vt_index_open(const char *const *paths, size_t count, vt_heap *heap, vt_index_mode mode, vt_index **out,
                      vt_error *err) {
    *out = nullptr;
    if (mode != VT_INDEX_READ && count != 1) return vt_fail(err, VT_ERR_ARGUMENT, "only one database can be written");
    vt_index opening; /* tells what a failure means: it could not be read, or not be written */
    opening.writable = mode != VT_INDEX_READ;
    return guard(&opening, err, [&] {
        auto index = std::make_unique<vt_index>();
        index->stored = stored(heap);
        if (mode != VT_INDEX_READ)
            open_for_writing(*index, paths[0], mode);
        else
            for (size_t i = 0; i < count; i++) index->reader.add_database(open_whole(paths[i]));
        *out = index.release();
    });
}

void vt_index_on_abort(void (*handler)(void)) { std::set_terminate(handler); }

void vt_index_close(vt_index *index) {
    if (!index) return;
    /* Closing would commit; what is in an open transaction must not be kept. */
    guard(index, nullptr, [&] { index->reader.close(); });
    delete index;
}

vt_code vt_index_refresh(vt_index *index, bool *changed, vt_error *err) {
    return guard(index, err, [&] {
        const bool is_new = index->writable || index->reader.reopen();
        if (changed) *changed = is_new;
    });
}

vt_code vt_index_begin(vt_index *index, vt_error *err) {
    return guard(index, err, [&] { index->writer.begin_transaction(); });
}

vt_code vt_index_commit(vt_index *index, vt_error *err) {
    return guard(index, err, [&] { index->writer.commit_transaction(); });
}

vt_code vt_index_cancel(vt_index *index, vt_error *err) {
    return guard(index, err, [&] { index->writer.cancel_transaction(); });
}

vt_code vt_index_put(vt_index *index, vt_slice unique, const vt_index_document *document, vt_error *err) {
    return guard(index, err, [&] { index->writer.replace_document(bytes_of(unique), document_of(*index, *document)); });
}

vt_code vt_index_add(vt_index *index, const vt_index_document *document, vt_error *err) {
    return guard(index, err, [&] { index->writer.add_document(document_of(*index, *document)); });
}

vt_code vt_index_merge(const char *const *paths, size_t count, const char *target, vt_error *err) {
    return guard(nullptr, err, [&] {
        Xapian::Database all;
        for (size_t i = 0; i < count; i++) all.add_database(open_whole(paths[i]));
        all.compact(target);
    });
}

vt_code vt_index_amend(vt_index *index, vt_slice unique, const vt_index_change *change, vt_error *err) {
    return guard(index, err, [&] {
        const std::string term = bytes_of(unique);
        Xapian::PostingIterator at = index->writer.postlist_begin(term);
        if (at == index->writer.postlist_end(term)) throw Xapian::DocNotFoundError("no such document in the index");
        Xapian::Document document = index->writer.get_document(*at);
        change_document(document, *change);
        index->writer.replace_document(*at, document);
    });
}

vt_code vt_index_delete(vt_index *index, vt_slice unique, vt_error *err) {
    return guard(index, err, [&] { index->writer.delete_document(bytes_of(unique)); });
}

vt_code vt_index_count(vt_index *index, uint64_t *out, vt_error *err) {
    return guard(index, err, [&] { *out = index->reader.get_doccount(); });
}

vt_code vt_index_check(const char *path, vt_error *err) {
    size_t faults = 0;
    /* Xapian opens for writing what it examines. */
    if (access(path, W_OK) != 0 && errno != ENOENT)
        return vt_fail(err, VT_ERR_WRITE, "it cannot be examined where it cannot be written to: %s", strerror(errno));
    std::ostringstream report;
    vt_index reading;
    vt_code code = guard(&reading, err, [&] { faults = Xapian::Database::check(path, 0, &report); });
    if (code != VT_OK || !faults) return code;
    return vt_fail(err, VT_ERR_ARCHIVE, "%zu faults; the first: %s", faults, first_fault(report.str()).c_str());
}

vt_code vt_index_check_positions(vt_index *index, vt_error *err) {
    return guard(index, err, [&] {
        const auto end = index->reader.valuestream_end(stored::place_slot);
        for (auto at = index->reader.valuestream_begin(stored::place_slot); at != end; ++at)
            index->stored.positions(*at).check();
    });
}
