/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: units and basis clauses. Out: every mention of a document, in the order
 * of the text, with its clause or section, and what the ledger makes of them.
 */
#include <string.h>
#include "base/slice.h"
#include "cite/cite.h"
#include "parse/parse.h"

/* Roles whose text is the document speaking, and so may cite. */
static bool may_cite(vt_role role) {
    switch (role) {
    case VT_ROLE_SUBJECT: case VT_ROLE_LETTER_SUBJECT: case VT_ROLE_NOTE: case VT_ROLE_BASIS: case VT_ROLE_OPENING:
    case VT_ROLE_SECTION: case VT_ROLE_BULLET: case VT_ROLE_TEXT: case VT_ROLE_CELL: case VT_ROLE_APPENDIX:
    case VT_ROLE_ENACT: case VT_ROLE_ADDRESS: return true;
    default: return false;
    }
}

/* The clause that holds a place of the document, or -1. */
static int64_t basis_at(const vt_parse *p, uint32_t at) {
    size_t low = 0, high = p->bases.count; /* clauses stand in the order of the text */
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->bases.items[middle].span.end <= at) low = middle + 1;
        else high = middle;
    }
    return low < p->bases.count && at >= p->bases.items[low].span.start ? (int64_t)low : -1;
}

typedef struct citing {
    vt_mentions mentions;
    VT_ARRAY(const vt_unit *) units; /* one a mention */
    VT_ARRAY(size_t) firsts;         /* of each mention's unit */
    VT_ARRAY(const char *) aliases;
} citing;

static bool scan_unit(vt_parse *p, const vt_unit *unit, citing *c) {
    size_t first = c->mentions.items.count;
    if (!vt_cite_unit(p->arena, unit->view.text, &unit->view.fold, &c->mentions)) return false;
    for (size_t i = first; i < c->mentions.items.count; i++) {
        const vt_unit **from = vt_array_push(p->scratch, &c->units);
        size_t *start = vt_array_push(p->scratch, &c->firsts);
        const char **alias = vt_array_push(p->scratch, &c->aliases);
        if (!from || !start || !alias) return false;
        *from = unit;
        *start = first;
        *alias = c->mentions.items.items[i].alias;
    }
    return true;
}

/* A mention is as sure as its reading; in the opening also as sure as the text is a basis or none. */
static double confidence_of(const vt_parse *p, const vt_mention *m, const vt_unit *unit) {
    bool opening = unit->role == VT_ROLE_BASIS || unit->role == VT_ROLE_OPENING;
    double confidence = opening && unit->confidence < m->confidence ? unit->confidence : m->confidence;
    vt_slice named = vt_slice_of(m->number ? m->number : m->subject ? m->subject : "");
    return vt_parse_trust(p, confidence, named);
}

static bool fill_citation(vt_parse *p, const vt_mention *m, const vt_unit *unit, vt_citation *c) {
    const vt_view *v = &unit->view;
    *c = (vt_citation){.type = m->type,
                       .number = m->number,
                       .date = m->date,
                       .issuer = m->issuer,
                       .subject = m->subject,
                       .basis = -1,
                       .section = unit->section,
                       .relation = m->relation,
                       .resolves_to = -1,
                       .provisions = m->provisions,
                       .provision_count = m->provision_count,
                       .span = vt_view_span(v, m->span.start, m->span.end)};
    c->text = vt_arena_text(p->arena, vt_slice_trim(vt_slice_sub(v->text, m->span.start, m->span.end)));
    c->confidence = confidence_of(p, m, unit);
    if (unit->role == VT_ROLE_BASIS) c->basis = basis_at(p, c->span.start);
    if (c->basis >= 0 && c->relation == VT_RELATION_MENTIONS) c->relation = VT_RELATION_BASIS;
    return c->text != NULL;
}

/* What a mention amends, replaces, ...: kept on the mention that does it. */
static bool relate(vt_parse *p, const citing *c) {
    typedef VT_ARRAY(vt_related) related;
    related *lists = vt_arena_alloc(p->scratch, (p->citations.count + 1) * sizeof *lists);
    if (!lists) return false;
    for (size_t i = 0; i < p->citations.count; i++) {
        const vt_mention *m = &c->mentions.items.items[i];
        if (m->host == SIZE_MAX) continue;
        size_t host = c->firsts.items[i] + m->host;
        if (host >= p->citations.count || host == i) continue;
        vt_related *one = vt_array_push(p->arena, &lists[host]);
        if (!one) return false;
        *one = (vt_related){m->relation, i};
    }
    for (size_t i = 0; i < p->citations.count; i++) {
        p->citations.items[i].related = lists[i].items;
        p->citations.items[i].related_count = lists[i].count;
    }
    return true;
}

/* The citations of each clause, in order. */
static bool link_bases(vt_parse *p) {
    typedef VT_ARRAY(size_t) indices;
    indices *lists = vt_arena_alloc(p->scratch, (p->bases.count + 1) * sizeof *lists);
    if (!lists) return false;
    for (size_t i = 0; i < p->citations.count; i++) {
        int64_t basis = p->citations.items[i].basis;
        size_t *one = basis >= 0 ? vt_array_push(p->arena, &lists[basis]) : NULL;
        if (one) *one = i;
        else if (basis >= 0) return false;
    }
    for (size_t b = 0; b < p->bases.count; b++) {
        p->bases.items[b].citations = lists[b].items;
        p->bases.items[b].citation_count = lists[b].count;
    }
    return true;
}

bool vt_pass_cite(vt_parse *p) {
    citing c = {0};
    for (size_t i = 0; i < p->units.count; i++)
        if (may_cite(p->units.items[i].role) && !scan_unit(p, &p->units.items[i], &c)) return false;
    for (size_t i = 0; i < c.mentions.items.count; i++) {
        vt_citation *citation = vt_array_push(p->arena, &p->citations);
        if (!citation || !fill_citation(p, &c.mentions.items.items[i], c.units.items[i], citation)) return false;
    }
    vt_document *d = p->document;
    vt_cite_context context = {d->issued.place, d->issuer.name, d->issuer.parent, d->issued.date};
    if (!relate(p, &c) || !link_bases(p)) return false;
    if (!vt_cite_resolve(p->arena, p->citations.items, c.aliases.items, p->citations.count, &context)) return false;
    d->bases = p->bases.items;
    d->basis_count = p->bases.count;
    d->citations = p->citations.items;
    d->citation_count = p->citations.count;
    return true;
}
