/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as each of the files that an archive's folder has beside its databases. What is read of the journal, and
 * mended, is read again as it stands. */
#include "archive/folder.h"
#include "archive/journal.h"
#include "archive/pending.h"
#include "archive/places.h"
#include "archive/roots.h"
#include "base/slice.h"
#include "fuzz.h"

static void read_journal(const char *folder, vt_slice bytes) {
    vt_journal journal, again;
    vt_error err = {0};
    fuzz_write(folder, "journal", bytes);
    fuzz_expect_error(vt_journal_read(&journal, folder, &err), &err);
    vt_corrections corrections;
    for (size_t i = 0; i < journal.lines.count; i++)
        fuzz_expect(vt_journal_corrections(&journal, &journal.arena, journal.lines.items[i].entry.id, &corrections),
                    "there is memory");
    if (journal.lines.count && vt_journal_mend(&journal, &err) == VT_OK) {
        fuzz_expect(vt_journal_read(&again, folder, &err) == VT_OK, "a mended journal can be read");
        fuzz_expect(!again.damaged.count && !again.unended, "a mended journal is sound");
        fuzz_expect(again.lines.count == journal.lines.count, "mending loses no line");
        vt_journal_free(&again);
    }
    if (journal.aside) fuzz_write(folder, journal.aside, (vt_slice){NULL, 0});
    vt_journal_free(&journal);
}

static void read_pending(const char *folder, vt_slice bytes) {
    vt_pending pending;
    vt_error err = {0};
    fuzz_write(folder, "pending", bytes);
    fuzz_expect_error(vt_pending_read(&pending, folder, &err), &err);
    vt_pending_free(&pending);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    vt_arena arena;
    vt_manifest manifest = {0};
    vt_roots roots;
    vt_places places;
    vt_error err = {0};
    const char *folder = fuzz_folder();
    vt_slice bytes = {(const char *)data, size};
    vt_arena_init(&arena, NULL);
    fuzz_write(folder, "manifest", bytes);
    fuzz_expect_error(vt_manifest_read(&arena, folder, &manifest, &err), &err);
    fuzz_write(folder, "sources", bytes);
    err = (vt_error){0};
    fuzz_expect_error(vt_roots_read(&arena, folder, &roots, &err), &err);
    vt_places_read(&arena, bytes, &places);
    vt_arena_free(&arena);
    read_pending(folder, bytes);
    read_journal(folder, bytes);
    return 0;
}
