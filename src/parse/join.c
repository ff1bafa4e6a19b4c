/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: lines, then atoms and labels. Out: the document's text, atoms, roles and
 * units: the passes that come before any field is read, and what all passes use
 * to leave evidence.
 */
#include <math.h>
#include <string.h>
#include "base/slice.h"
#include "parse/parse.h"
#include "text/spelling.h"

bool vt_pass_cut(vt_parse *p) {
    return vt_cut_columns(p->arena, p->scratch, &p->lines, &p->document->text, &p->pieces) &&
           vt_cut_atoms(p->scratch, p->document->text, &p->pieces, p->most_atoms, &p->atoms);
}

bool vt_pass_label(vt_parse *p) {
    size_t count = p->atoms.count + 1;
    p->labels = vt_arena_alloc(p->scratch, count * sizeof *p->labels);
    p->facts = vt_arena_alloc(p->scratch, count * sizeof *p->facts);
    if (!p->labels || !p->facts) return false;
    vt_label_page_numbers(&p->atoms, p->labels);
    vt_features_see(&p->atoms, p->labels, p->facts);
    return vt_label_atoms(p->scratch, &p->atoms, p->facts, p->labels);
}

/* The marker at the beginning of a unit of several atoms. "Mục 1" that stands alone on its line needs no end mark, as
 * it would before text. */
static vt_marker marker_of(const vt_parse *p, const vt_unit *unit) {
    vt_marker marker = vt_marker_at(&unit->view, 0), alone = p->facts[unit->first].marker;
    size_t size = p->atoms.items[unit->first].view.text.size;
    if (marker.kind || !alone.kind || alone.body < size || size >= unit->view.text.size) return marker;
    alone.body = size + 1;
    return alone;
}

/* The unit that begins at an atom; next is the first atom behind it. There is room for the views of all atoms. */
static bool join_unit(vt_parse *p, const vt_view **views, size_t first, size_t *next) {
    vt_unit *unit = vt_array_push(p->scratch, &p->units);
    size_t at = first, count = 0;
    if (!unit) return false;
    *unit = (vt_unit){.role = p->labels[first].role, .first = first, .confidence = 1, .section = "", .bold = true};
    for (; at < p->atoms.count; at++) {
        const vt_label *label = &p->labels[at];
        if (label->page_number) continue;
        if (at > first && (label->begins || label->role != unit->role)) break;
        views[count++] = &p->atoms.items[at].view;
        unit->last = at;
        unit->bold &= vt_facts_has(&p->facts[at], VT_FEATURE_BOLD);
        if (label->confidence < unit->confidence) unit->confidence = label->confidence;
    }
    *next = at;
    if (count == 1)
        unit->view = *views[0];
    else if (!vt_view_join(p->scratch, views, count, &unit->view))
        return false;
    unit->caps = vt_view_is_caps(&unit->view, 0, unit->view.fold.size);
    unit->marker = count == 1 ? p->facts[first].marker : marker_of(p, unit);
    return true;
}

static bool is_header_role(vt_role role) {
    return role <= VT_ROLE_ADDRESS || role == VT_ROLE_AUTHORITY || role == VT_ROLE_NOTE;
}

/* Where the first document's header ends, and where the document itself does. */
static void find_ends(vt_parse *p) {
    size_t count = p->units.count, at = 0;
    while (at < count && is_header_role(p->units.items[at].role)) at++;
    p->header_end = at;
    bool closed = false, content = false;
    for (; at < count; at++) {
        vt_role role = p->units.items[at].role;
        bool closing = role >= VT_ROLE_RECIPIENTS && role <= VT_ROLE_NAME;
        bool header = role == VT_ROLE_MOTTO || role == VT_ROLE_ISSUER || role == VT_ROLE_TYPE;
        if (closed && !closing && role != VT_ROLE_PLACE_DATE) break;
        if (!closed && header && content) break;
        closed |= role == VT_ROLE_NAME || role == VT_ROLE_POST || role == VT_ROLE_CAPACITY;
        content |= role == VT_ROLE_BASIS || role == VT_ROLE_SECTION || role == VT_ROLE_BULLET;
    }
    p->first_end = at;
}

/* Whether there is enough of a document's form to speak of a document. */
static bool looks_like_document(const vt_parse *p) {
    unsigned form = 0, basis = 0, content = 0;
    for (size_t i = 0; i < p->units.count; i++) {
        vt_role role = p->units.items[i].role;
        form += role == VT_ROLE_MOTTO || role == VT_ROLE_NUMBER || role == VT_ROLE_TYPE || role == VT_ROLE_RECIPIENTS ||
                role == VT_ROLE_ADDRESS || role == VT_ROLE_CAPACITY || role == VT_ROLE_PLACE_DATE;
        basis += role == VT_ROLE_BASIS;
        content += vt_facts_has(&p->facts[p->units.items[i].first], VT_FEATURE_CONTENT);
    }
    return form >= 2 || (form && basis) || (basis && content);
}

/* The share of letters that were misread. A few words of any text are foreign; a slip leaves about half of the words
 * that it hits spelt like some other syllable; a word has between three and four letters. */
static double estimate_misread(const vt_parse *p) {
    static const double foreign = 0.015, letters = 3.5, seen = 0.5;
    vt_spelling count = {0};
    for (size_t i = 0; i < p->units.count; i++)
        if (p->units.items[i].role != VT_ROLE_FRONT && p->units.items[i].role != VT_ROLE_BACK)
            vt_spelling_add(&count, p->units.items[i].view.text);
    double share = count.plain ? (double)count.wrong / (double)count.plain : 0;
    return share > foreign ? (share - foreign) / (letters * seen) : 0;
}

bool vt_pass_join(vt_parse *p) {
    const vt_view **views = vt_arena_array(p->scratch, p->atoms.count, sizeof *views);
    p->units.items = vt_arena_array(p->scratch, p->atoms.count, sizeof *p->units.items);
    p->units.capacity = p->atoms.count;
    if (!views || !p->units.items) return false;
    for (size_t at = 0; at < p->atoms.count;) {
        if (p->labels[at].page_number) {
            at++;
            continue;
        }
        if (!join_unit(p, views, at, &at)) return false;
    }
    find_ends(p);
    p->misread = estimate_misread(p);
    p->is_document = looks_like_document(p);
    return true;
}

char *vt_parse_text(vt_parse *p, const vt_view *view, size_t start, size_t end) {
    size_t from = start < view->fold.size ? view->fold.offset[start] : view->text.size;
    size_t to = end < view->fold.size ? view->fold.offset[end] : view->text.size;
    if (to < from) to = from;
    return vt_arena_text(p->arena, vt_slice_trim(vt_slice_sub(view->text, from, to)));
}

char *vt_parse_path(vt_parse *p, const char *list, size_t index, const char *field) {
    char digits[3 * sizeof index];
    size_t at = sizeof digits;
    do digits[--at] = (char)('0' + index % 10);
    while (index /= 10);
    vt_slice number = {digits + at, sizeof digits - at};
    return vt_arena_join(p->scratch, VT_TEXTS(vt_slice_of(list), number, vt_slice_of(field)));
}

bool vt_parse_evidence(vt_parse *p, const char *path, const vt_view *view, size_t start, size_t end, double confidence,
                       vt_origin origin) {
    vt_spans spans = {0};
    vt_evidence *evidence = vt_array_push(p->arena, &p->evidence);
    char *copy = vt_arena_text(p->arena, vt_slice_of(path));
    if (!evidence || !copy || !vt_view_spans(p->arena, p->document->text, view, start, end, &spans)) return false;
    bool is_text = strncmp(path, "number.", 7) != 0 && strcmp(path, "issued.date") != 0 && strcmp(path, "type") != 0;
    double trust = is_text ? vt_parse_trust(p, confidence, vt_slice_sub(view->text, start, end)) : confidence;
    *evidence = (vt_evidence){
        .path = copy, .spans = spans.items, .span_count = spans.count, .confidence = trust, .origin = origin};
    return true;
}

double vt_parse_trust(const vt_parse *p, double confidence, vt_slice value) {
    static const double with_slip = 0.85, unseen = 0.5, letters = 0.75; /* letters a byte */
    if (p->misread <= 0) return confidence;
    vt_spelling count = {0};
    vt_spelling_add(&count, value);
    return confidence * (count.wrong ? with_slip : 1) * pow(1 - p->misread * unseen, (double)value.size * letters);
}

bool vt_parse_warn(vt_parse *p, const char *code, const char *message, const char *field, const vt_view *view) {
    vt_warning *warning = vt_array_push(p->arena, &p->warnings);
    if (!warning) return false;
    *warning = (vt_warning){code, message, field, view != NULL, {0, 0}};
    if (view) warning->span = vt_view_span(view, 0, view->text.size);
    return true;
}
