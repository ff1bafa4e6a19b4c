/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: two documents. Out: their legal bases (căn cứ) side by side. A base is a
 * document that a clause cites, once for each document; a clause that cites
 * nothing is one by itself. Two are the same when their identity keys are
 * equal, or agree with no other choice. Of those that are left, one is replaced
 * by another of the same type, body and subject: last year's plan by this
 * year's, a law by the law of the same name.
 */
#include "base/slice.h"
#include "cite/key.h"
#include "compare/parts.h"
#include "compare/words.h"

/* From this likeness of the subjects on, a document stands in the place of the other. */
static const double least_likeness = 0.6;

typedef struct side {
    vt_base base;
    const char *name_key; /* of a law with a number: what its name alone would be */
    vt_wording wording;   /* of the subject, or of the clause that cites nothing */
    struct side *partner;
    vt_change change; /* with its partner */
} side;

typedef struct sides {
    VT_ARRAY(side) list;
} sides;

static bool is_inside(const vt_citation *inner, const vt_citation *outer) {
    return inner != outer && inner->span.start >= outer->span.start && inner->span.end <= outer->span.end;
}

/* A law in the subject of a decree ("quy định chi tiết Luật ...") is not what the clause stands on. */
static bool is_nested(const vt_document *document, const vt_basis *clause, const vt_citation *citation) {
    for (size_t i = 0; i < clause->citation_count; i++)
        if (is_inside(citation, &document->citations[clause->citations[i]])) return true;
    return false;
}

static bool is_known(const sides *list, const char *key) {
    for (size_t i = 0; i < list->list.count; i++) {
        const vt_citation *other = list->list.items[i].base.citation;
        if (key && other && other->key && strcmp(other->key, key) == 0) return true;
    }
    return false;
}

static bool add_side(vt_arena *arena, sides *out, const vt_basis *clause, const vt_citation *citation) {
    side *place = vt_array_push(arena, &out->list);
    if (!place) return false;
    place->base = (vt_base){clause, citation};
    place->name_key = citation ? vt_cite_name_key(arena, citation) : NULL;
    vt_slice text = vt_slice_of(citation ? citation->subject : clause->text);
    return vt_wording_read(arena, text, &place->wording) && vt_wording_sort(arena, &place->wording) && !arena->failed;
}

static bool add_clause(vt_arena *arena, sides *out, const vt_document *document, const vt_basis *clause) {
    for (size_t i = 0; i < clause->citation_count; i++) {
        const vt_citation *citation = &document->citations[clause->citations[i]];
        if (is_nested(document, clause, citation) || is_known(out, citation->key)) continue;
        if (!add_side(arena, out, clause, citation)) return false;
    }
    return clause->citation_count || add_side(arena, out, clause, NULL);
}

static bool read_sides(vt_arena *arena, const vt_document *document, sides *out) {
    for (size_t i = 0; i < document->basis_count; i++)
        if (!add_clause(arena, out, document, &document->bases[i])) return false;
    return true;
}

static void pair(side *before, side *after, vt_change change) {
    before->partner = after;
    after->partner = before;
    before->change = after->change = change;
}

typedef bool (*same_fn)(const side *before, const side *after);

static bool same_key(const side *before, const side *after) {
    const vt_citation *a = before->base.citation, *b = after->base.citation;
    if (!a || !b) return !a && !b && vt_wording_same(&before->wording, &after->wording);
    return a->key && b->key && strcmp(a->key, b->key) == 0;
}

static bool agree(const char *a, const char *b) {
    return a && b && !vt_cite_key_is_nameless(a) && !vt_cite_key_is_nameless(b) && vt_cite_keys_agree(a, b);
}

/* A law may be cited by its number here and by its name there. */
static bool agreeing_keys(const side *before, const side *after) {
    const vt_citation *a = before->base.citation, *b = after->base.citation;
    return a && b && (agree(a->key, b->key) || agree(before->name_key, b->key) || agree(a->key, after->name_key));
}

static side *only_match(side *own, sides *others, bool own_is_before, same_fn same) {
    side *found = NULL;
    for (size_t i = 0; i < others->list.count; i++) {
        side *other = &others->list.items[i];
        if (other->partner || !(own_is_before ? same(own, other) : same(other, own))) continue;
        if (found) return NULL;
        found = other;
    }
    return found;
}

static void pair_same(sides *before, sides *after, same_fn same) {
    for (size_t i = 0; i < before->list.count; i++) {
        side *own = &before->list.items[i], *other = own->partner ? NULL : only_match(own, after, true, same);
        if (other && only_match(other, before, false, same) == own) pair(own, other, VT_CHANGE_KEPT);
    }
}

static bool same_part(const vt_key *a, const vt_key *b, int part) {
    return a->parts[part].size && vt_slice_equal(a->parts[part], b->parts[part]);
}

/* Both of one kind from one body, by what both of them say. */
static bool may_replace(const side *before, const side *after) {
    const vt_citation *a = before->base.citation, *b = after->base.citation;
    if (!a || !b || !a->key || !b->key) return false;
    vt_key x = vt_key_split(a->key), y = vt_key_split(b->key);
    return same_part(&x, &y, VT_KEY_TYPE) && same_part(&x, &y, VT_KEY_BODY) && !vt_key_agrees(&x, &y) &&
           (!a->date || !b->date || strcmp(a->date, b->date) <= 0);
}

static void pair_best(side *own, sides *after) {
    double best = least_likeness;
    side *found = NULL;
    for (size_t i = 0; i < after->list.count; i++) {
        side *other = &after->list.items[i];
        if (other->partner || !may_replace(own, other)) continue;
        double likeness = vt_wording_likeness(&own->wording, &other->wording);
        if (likeness >= best) best = likeness, found = other;
    }
    if (found) pair(own, found, VT_CHANGE_REPLACED);
}

static bool tell(vt_arena *arena, vt_comparison *comparison, const sides *before, const sides *after) {
    vt_base_change *told = vt_arena_alloc(arena, (before->list.count + after->list.count) * sizeof *told);
    size_t count = 0;
    if (!told) return false;
    for (size_t i = 0; i < after->list.count; i++) {
        const side *own = &after->list.items[i];
        if (own->partner)
            told[count++] = (vt_base_change){own->change, own->partner->base, own->base};
        else
            told[count++] = (vt_base_change){VT_CHANGE_ADDED, {0}, own->base};
    }
    for (size_t i = 0; i < before->list.count; i++)
        if (!before->list.items[i].partner)
            told[count++] = (vt_base_change){VT_CHANGE_DROPPED, before->list.items[i].base, {0}};
    comparison->bases = told;
    comparison->base_count = count;
    return true;
}

bool vt_compare_bases(vt_arena *arena, vt_comparison *comparison) {
    sides before = {0}, after = {0};
    if (!read_sides(arena, comparison->before, &before) || !read_sides(arena, comparison->after, &after)) return false;
    pair_same(&before, &after, same_key);
    pair_same(&before, &after, agreeing_keys);
    for (size_t i = 0; i < before.list.count; i++)
        if (!before.list.items[i].partner) pair_best(&before.list.items[i], &after);
    return tell(arena, comparison, &before, &after);
}
