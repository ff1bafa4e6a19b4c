/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the body of a verb. Out: its error code. Everything that a verb does runs
 * in here: this is the only catch in the tree. A reader that is too old for
 * what a writer has changed meanwhile is brought up to date and tried again.
 */
#ifndef VT_INDEX_GUARD_H
#define VT_INDEX_GUARD_H

#include <xapian.h>
#include <memory>
#include <new>
#include <string>
#include "index/common.h"
#include "index/index.h"
#include "index/stored.h"

extern "C" {
#include "base/error.h"
}

/* Both handles share one database when it is open for writing. */
struct vt_index {
    Xapian::Database reader;
    Xapian::WritableDatabase writer;
    vanthu::stored stored;
    vanthu::common_words common;
    bool writable = false;
};

namespace vanthu {

inline std::string bytes_of(vt_slice slice) { return slice.size ? std::string(slice.data, slice.size) : std::string(); }

/* The code for an exception of Xapian; writable says what was being done. */
vt_code fail_of(const Xapian::Error &error, bool writable, vt_error *err);

template <typename Body> vt_code guard(vt_index *index, vt_error *err, Body body) noexcept {
    constexpr int most_tries = 8;
    bool writable = !index || index->writable;
    for (int tries = 1;; tries++) {
        try {
            if (tries > 1) index->reader.reopen();
            body();
            return VT_OK;
        } catch (const Xapian::DatabaseModifiedError &error) {
            if (tries == most_tries || writable) return fail_of(error, writable, err);
        } catch (const Xapian::Error &error) {
            return fail_of(error, writable, err);
        } catch (const std::bad_alloc &) {
            return vt_fail_memory(err);
        } catch (const std::exception &error) {
            return vt_fail(err, VT_ERR_ARCHIVE, "the index failed: %s", error.what());
        }
    }
}

} // namespace vanthu

#endif
