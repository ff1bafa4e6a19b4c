/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: units labelled as bases. Out: one basis clause (căn cứ) for each lead word
 * that begins one, with its lead, its text and its span. Clauses that were run
 * into one paragraph are parted at semicolons.
 */
#include <string.h>
#include "base/slice.h"
#include "lexicon/words.h"
#include "parse/parse.h"

/* Where the clause's words begin behind its bullet or number. */
static size_t skip_marks(const vt_unit *unit, size_t at, size_t end) {
    const vt_view *v = &unit->view;
    if (at == 0 && unit->marker.kind) at = vt_view_fold_at(v, unit->marker.body);
    while (at < end && strchr(" -+*", v->fold.text[at])) at++;
    return at;
}

static bool push_clause(vt_parse *p, const vt_unit *unit, size_t start, size_t end) {
    const vt_view *v = &unit->view;
    size_t at = skip_marks(unit, start, end), stop = end;
    while (stop > at && strchr(" ;.,", v->fold.text[stop - 1])) stop--;
    if (at >= stop) return true;
    size_t lead = vt_words_at(VT_WORDS_LEADS, v->fold.text + at, stop - at), index = p->bases.count;
    vt_basis *basis = vt_array_push(p->arena, &p->bases);
    if (!basis) return false;
    basis->lead = lead ? vt_parse_text(p, v, at, at + lead) : NULL;
    basis->text = vt_parse_text(p, v, at + lead, stop);
    basis->span = vt_view_span(v, v->fold.offset[at], end < v->fold.size ? v->fold.offset[end] : v->text.size);
    char *path = vt_parse_path(p, "bases.", index, "");
    return (!lead || basis->lead) && basis->text && path &&
           vt_parse_evidence(p, path, v, v->fold.offset[at], v->fold.offset[stop], unit->confidence, VT_ORIGIN_READ);
}

/* Whether a new clause begins behind a semicolon: a lead word, or a capital letter. */
static bool begins_clause(const vt_view *v, size_t at) {
    while (at < v->fold.size && strchr(" -+*", v->fold.text[at])) at++;
    return at < v->fold.size && vt_view_is_upper(v, at) &&
           vt_words_at(VT_WORDS_LEADS, v->fold.text + at, v->fold.size - at);
}

/* Where the sentence that starts the content begins, when it was run into the clauses; the unit's end otherwise. */
static size_t content_start(const vt_view *v) {
    static const char *const starts[] = {"nhu sau", "sau:", "sau day", "cu the", "sau.", "yeu cau:"};
    size_t start, end;
    if (!vt_issuing_body(v, &start, &end) || start < 2) return v->fold.size;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (strstr(v->fold.text + end, starts[i])) return start;
    return v->fold.size;
}

bool vt_pass_bases(vt_parse *p) {
    for (size_t i = 0; p->is_document && i < p->first_end; i++) {
        const vt_unit *unit = &p->units.items[i];
        const vt_view *v = &unit->view;
        if (unit->role != VT_ROLE_BASIS) continue;
        size_t start = 0, stop = content_start(v);
        for (size_t at = 0; at < stop; at++) {
            char mark = v->fold.text[at];
            if ((mark != ';' && mark != '.') || !begins_clause(v, at + 1)) continue;
            if (!push_clause(p, unit, start, at + 1)) return false;
            start = at + 1;
        }
        if (!push_clause(p, unit, start, stop)) return false;
    }
    return true;
}
