/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: two documents. Out: the fields of header and signature that differ. */
#include "base/slice.h"
#include "compare/diff.h"
#include "compare/parts.h"

typedef struct fields {
    vt_arena *arena;
    VT_ARRAY(vt_field_change) changed;
    bool failed;
} fields;

/* Fills the words of a change; no runs when the words are the same. */
static void read_words(fields *f, const char *before, const char *after, vt_diff *words) {
    vt_wording a, b;
    f->failed |= !vt_wording_read(f->arena, vt_slice_of(before), &a) ||
                 !vt_wording_read(f->arena, vt_slice_of(after), &b) || !vt_diff_words(f->arena, &a, &b, words);
}

static void add_field(fields *f, const char *path, const char *before, const char *after) {
    vt_diff words = {0};
    if (!before && !after) return;
    if (before && after) {
        read_words(f, before, after, &words);
        if (!words.count) return;
    }
    vt_field_change *place = vt_array_push(f->arena, &f->changed);
    f->failed |= !place || !path;
    if (f->failed) return;
    vt_change change = !before ? VT_CHANGE_ADDED : !after ? VT_CHANGE_DROPPED : VT_CHANGE_CHANGED;
    *place = (vt_field_change){path, change, before, after, words};
}

static void add_header(fields *f, const vt_document *a, const vt_document *b) {
    const struct {
        const char *path, *before, *after;
    } table[] = {
        {"type.name", a->type.name, b->type.name},
        {"number.full", a->number.full, b->number.full},
        {"issued.date", a->issued.date, b->issued.date},
        {"issued.place", a->issued.place, b->issued.place},
        {"issuer.name", a->issuer.name, b->issuer.name},
        {"issuer.parent", a->issuer.parent, b->issuer.parent},
        {"marks.secrecy", a->marks.secrecy, b->marks.secrecy},
        {"marks.urgency", a->marks.urgency, b->marks.urgency},
        {"title", a->title, b->title},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        add_field(f, table[i].path, table[i].before, table[i].after);
}

static const char *signer_path(fields *f, size_t at, const char *part) {
    return vt_arena_printf(f->arena, "signers.%zu.%s", at, part);
}

/* Signers by their place: a plan has one, a joint document one for each body. */
static void add_signers(fields *f, const vt_document *a, const vt_document *b) {
    static const vt_signer none = {0};
    for (size_t i = 0; i < a->signer_count || i < b->signer_count; i++) {
        const vt_signer *x = i < a->signer_count ? &a->signers[i] : &none;
        const vt_signer *y = i < b->signer_count ? &b->signers[i] : &none;
        add_field(f, signer_path(f, i, "capacity"), x->capacity, y->capacity);
        add_field(f, signer_path(f, i, "position"), x->position, y->position);
        add_field(f, signer_path(f, i, "name"), x->name, y->name);
    }
}

bool vt_compare_fields(vt_arena *arena, vt_comparison *comparison) {
    fields f = {.arena = arena};
    add_header(&f, comparison->before, comparison->after);
    add_signers(&f, comparison->before, comparison->after);
    comparison->fields = f.changed.items;
    comparison->field_count = f.changed.count;
    return !f.failed;
}
