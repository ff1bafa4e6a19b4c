/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: units. Out: the issuing body and the one above it: the last lines of the
 * header's left block; where the header is lost, the line of authority before
 * the bases, or the body that the opening names as the one issuing.
 */
#include <string.h>
#include "base/slice.h"
#include "lexicon/words.h"
#include "parse/body.h"
#include "parse/parse.h"

enum { MOST_LINES = 8 };

static bool fill(vt_parse *p, const char **field, const char *path, const vt_view *v, size_t start, size_t end,
                 double confidence, vt_origin origin) {
    while (start < end && strchr(" -*/|.,:;", v->fold.text[start])) start++;
    while (end > start && strchr(" -*/|.,:;", v->fold.text[end - 1])) end--;
    if (start >= end) return true;
    *field = vt_parse_text(p, v, start, end);
    return *field && vt_parse_evidence(p, path, v, v->fold.offset[start], v->fold.offset[end], confidence, origin);
}

/* Lines of the header's left block that are one name. */
typedef struct name {
    const vt_view *views[MOST_LINES];
    size_t count;
    double confidence;
} name;

static bool begins_name(const vt_view *v) { return vt_body_head(v, 0, v->fold.size) > 0; }

/* A head word that was broken: "ỦY" above "BAN". */
static bool is_broken_head(const vt_view *v) { return !begins_name(v) && !memchr(v->fold.text, ' ', v->fold.size); }

/* Whether a line goes on with a name: it begins like no body, or the name so far was broken in its head word, or wants
 * what may be a name. */
static bool goes_on(const name *n, const vt_view *v) {
    const vt_view *last = n->views[n->count - 1];
    if (!begins_name(v) || is_broken_head(n->views[0])) return true;
    return vt_body_is_name_too(v, 0, v->fold.size) && vt_body_wants_name(last, 0, last->fold.size);
}

static void add_line(name *n, const vt_unit *unit) {
    if (n->count < MOST_LINES) n->views[n->count++] = &unit->view;
    if (n->count == 1 || unit->confidence < n->confidence) n->confidence = unit->confidence;
}

static bool fill_name(vt_parse *p, const char **field, const char *path, const name *n) {
    vt_view *joined = vt_arena_alloc(p->scratch, sizeof *joined);
    return joined && vt_view_join(p->scratch, n->views, n->count, joined) &&
           fill(p, field, path, joined, 0, joined->fold.size, n->confidence, VT_ORIGIN_READ);
}

static bool read_block(vt_parse *p) {
    name issuer = {0}, parent = {0};
    for (size_t i = 0; i < p->header_end && p->units.items[i].role != VT_ROLE_TYPE; i++) {
        const vt_unit *unit = &p->units.items[i];
        if (unit->role != VT_ROLE_ISSUER) continue;
        if (issuer.count && !goes_on(&issuer, &unit->view)) {
            parent = issuer;
            issuer = (name){0};
        }
        add_line(&issuer, unit);
    }
    if (parent.count && !fill_name(p, &p->document->issuer.parent, "issuer.parent", &parent)) return false;
    return !issuer.count || fill_name(p, &p->document->issuer.name, "issuer.name", &issuer);
}

static bool read_authority(vt_parse *p) {
    for (size_t i = 0; i < p->header_end && !p->document->issuer.name; i++) {
        const vt_unit *unit = &p->units.items[i];
        if (unit->role != VT_ROLE_AUTHORITY) continue;
        if (!fill(p, &p->document->issuer.name, "issuer.name", &unit->view, 0, unit->view.fold.size,
                  unit->confidence * 0.9, VT_ORIGIN_INFERRED))
            return false;
    }
    return true;
}

enum { LONGEST_NAME = 110, LONGEST_CLAUSE = 2 * LONGEST_NAME };

/* Where the body's name that ends here begins, or its end. It begins a clause with the head word of a body. */
static size_t name_start(const vt_view *v, size_t end) {
    size_t at = end;
    while (at && !strchr(",;.:", v->fold.text[at - 1])) {
        if (end - at > LONGEST_CLAUSE) return end;
        at--;
    }
    while (at < end && v->fold.text[at] == ' ') at++;
    if (vt_view_words(v, at, "nay")) at += 4;
    if (at >= end || !vt_body_head(v, at, end)) return end;
    return vt_view_is_upper(v, at) || at >= 4 ? at : end;
}

bool vt_issuing_body(const vt_view *v, size_t *start, size_t *end) {
    for (size_t at = 1; at < v->fold.size; at++) {
        if (v->fold.text[at - 1] != ' ') continue;
        if (!vt_words_at(VT_WORDS_ISSUES, v->fold.text + at, v->fold.size - at)) continue;
        size_t from = name_start(v, at - 1);
        if (from >= at - 1 || at - from > LONGEST_NAME) continue;
        *start = from;
        *end = at - 1;
        return true;
    }
    return false;
}

/* Without a bracketed abbreviation at its end: "Phòng Giáo dục và Đào tạo (GD&ĐT)". */
static size_t without_bracket(const vt_view *v, size_t start, size_t end) {
    if (end > start && v->fold.text[end - 1] == ')')
        for (size_t at = end; at-- > start;)
            if (v->fold.text[at] == '(') return at;
    return end;
}

static bool infer(vt_parse *p) {
    for (size_t i = 0; i < p->units.count && !p->document->issuer.name; i++) {
        const vt_unit *unit = &p->units.items[i];
        size_t start, end;
        bool opening = unit->role == VT_ROLE_OPENING || unit->role == VT_ROLE_BASIS;
        if (!opening || !vt_issuing_body(&unit->view, &start, &end)) continue;
        end = without_bracket(&unit->view, start, end);
        if (!fill(p, &p->document->issuer.name, "issuer.name", &unit->view, start, end, unit->confidence * 0.8,
                  VT_ORIGIN_INFERRED))
            return false;
    }
    return true;
}

bool vt_pass_issuer(vt_parse *p) {
    if (!p->is_document) return true;
    if (!read_block(p)) return false;
    if (!p->document->issuer.name && !read_authority(p)) return false;
    return p->document->issuer.name || infer(p);
}
