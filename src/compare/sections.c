/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: two documents. Out: their outlines side by side. Sections are matched
 * level by level, below parents that match, by the likeness of their titles (of
 * what they begin with, where they have none) and their markers; they may have
 * moved, but at most MOST_MOVED places.
 */
#include <stdlib.h>
#include "base/slice.h"
#include "compare/diff.h"
#include "compare/parts.h"

enum { MOST_MOVED = 64, BEGINNING = 400 };

/* From this likeness on two sections may be one; that both have one marker counts beside it. */
static const double least_likeness = 0.5, marker_worth = 0.1;

typedef struct entry {
    const vt_section *section;
    vt_wording headline; /* the title, or the beginning of the text */
    struct entry *partner;
    size_t at;
} entry;

typedef struct level {
    entry *entries;
    size_t count;
} level;

typedef struct candidate {
    entry *before, *after;
    double score;
} candidate;

typedef struct candidates {
    VT_ARRAY(candidate) list;
} candidates;

typedef struct outline {
    vt_arena *arena;
    VT_ARRAY(vt_section_change) told;
} outline;

/* Where the level is in both outlines. */
typedef struct place {
    const char *path; /* of the parent; "" at the top */
    unsigned depth;
} place;

static vt_slice beginning_of(const vt_section *section) {
    vt_slice text = vt_slice_of(section->title ? section->title : section->text);
    if (text.size <= BEGINNING) return text;
    size_t end = BEGINNING;
    while (end && !vt_is_space(text.data[end])) end--;
    return vt_slice_sub(text, 0, end);
}

static bool read_level(vt_arena *arena, const vt_section *sections, size_t count, level *out) {
    *out = (level){vt_arena_alloc(arena, count * sizeof(entry)), count};
    if (!out->entries) return false;
    for (size_t i = 0; i < count; i++) {
        out->entries[i] = (entry){.section = &sections[i], .at = i};
        vt_wording *headline = &out->entries[i].headline;
        if (!vt_wording_read(arena, beginning_of(&sections[i]), headline) || !vt_wording_sort(arena, headline))
            return false;
    }
    return true;
}

static bool same_marker(const entry *a, const entry *b) {
    const char *x = a->section->marker, *y = b->section->marker;
    return x && y && strcmp(x, y) == 0;
}

static double score_of(const entry *a, const entry *b) {
    bool wordless = !a->headline.words.count && !b->headline.words.count;
    double likeness = wordless ? least_likeness : vt_wording_likeness(&a->headline, &b->headline);
    return likeness < least_likeness ? 0 : likeness + (same_marker(a, b) ? marker_worth : 0);
}

static size_t distance(const candidate *c) {
    return c->before->at > c->after->at ? c->before->at - c->after->at : c->after->at - c->before->at;
}

/* The likest first; among equals those that moved least, and the first. */
static int by_score(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    if (distance(x) != distance(y)) return distance(x) < distance(y) ? -1 : 1;
    return x->before->at < y->before->at ? -1 : x->before->at > y->before->at;
}

static bool add_candidates(vt_arena *arena, entry *own, level *after, candidates *out) {
    size_t first = own->at > MOST_MOVED ? own->at - MOST_MOVED : 0;
    for (size_t j = first; j < after->count && j <= own->at + MOST_MOVED; j++) {
        double score = score_of(own, &after->entries[j]);
        candidate *c = score > 0 ? vt_array_push(arena, &out->list) : NULL;
        if (score > 0 && !c) return false;
        if (c) *c = (candidate){own, &after->entries[j], score};
    }
    return true;
}

static bool match_levels(vt_arena *arena, level *before, level *after) {
    candidates found = {0};
    for (size_t i = 0; i < before->count; i++)
        if (!add_candidates(arena, &before->entries[i], after, &found)) return false;
    if (found.list.count) qsort(found.list.items, found.list.count, sizeof *found.list.items, by_score);
    for (size_t i = 0; i < found.list.count; i++) {
        const candidate *c = &found.list.items[i];
        if (c->before->partner || c->after->partner) continue;
        c->before->partner = c->after;
        c->after->partner = c->before;
    }
    return true;
}

/* The parent's path and the marker without its end marks: "II.2.a". NULL when memory ran out. */
static const char *path_of(vt_arena *arena, const char *parent, const char *marker) {
    vt_slice own = vt_slice_of(marker);
    while (own.size && strchr(".):/ -", own.data[own.size - 1])) own.size--;
    while (own.size && own.data[0] == '(') own.data++, own.size--;
    return vt_arena_printf(arena, "%s%s%.*s", parent, *parent && own.size ? "." : "", (int)own.size,
                           own.size ? own.data : "");
}

static vt_section_change *tell(outline *o, vt_change change, const vt_section *before, const vt_section *after,
                               place at) {
    vt_section_change *told = vt_array_push(o->arena, &o->told);
    const char *path = told ? path_of(o->arena, at.path, after ? after->marker : before->marker) : NULL;
    if (!path) return NULL;
    *told = (vt_section_change){.change = change, .before = before, .after = after, .path = path, .depth = at.depth};
    return told;
}

/* A section that has no partner, with all that is in it. */
static bool tell_alone(outline *o, vt_change change, const vt_section *section, place at) {
    bool added = change == VT_CHANGE_ADDED;
    const vt_section_change *told = tell(o, change, added ? NULL : section, added ? section : NULL, at);
    if (!told) return false;
    place inside = {told->path, at.depth + 1};
    for (size_t i = 0; i < section->section_count; i++)
        if (!tell_alone(o, change, &section->sections[i], inside)) return false;
    return true;
}

static bool diff_texts(vt_arena *arena, const char *before, const char *after, vt_diff *out) {
    vt_wording a, b;
    return vt_wording_read(arena, vt_slice_of(before), &a) && vt_wording_read(arena, vt_slice_of(after), &b) &&
           vt_diff_words(arena, &a, &b, out);
}

static bool compare_level(outline *o, const vt_section *parent_before, const vt_section *parent_after, place at);

static bool tell_pair(outline *o, const vt_section *before, const vt_section *after, place at) {
    vt_diff title, text;
    if (!diff_texts(o->arena, before->title, after->title, &title) ||
        !diff_texts(o->arena, before->text, after->text, &text))
        return false;
    vt_section_change *told =
        tell(o, title.count || text.count ? VT_CHANGE_CHANGED : VT_CHANGE_KEPT, before, after, at);
    if (!told) return false;
    told->title = title;
    told->text = text;
    return compare_level(o, before, after, (place){told->path, at.depth + 1});
}

/* What was dropped in the first document from *next to this place. */
static bool tell_dropped(outline *o, const level *before, size_t *next, size_t end, place at) {
    for (; *next < end; ++*next) {
        const entry *e = &before->entries[*next];
        if (!e->partner && !tell_alone(o, VT_CHANGE_DROPPED, e->section, at)) return false;
    }
    return true;
}

/* The first place, from this one on, of a section that has a partner. */
static size_t next_pair(const level *before, size_t at) {
    while (at < before->count && !before->entries[at].partner) at++;
    return at;
}

/* Where some were dropped and others added, the dropped ones come first. */
static bool tell_levels(outline *o, const level *before, const level *after, place at) {
    size_t next = 0;
    for (size_t i = 0; i < after->count; i++) {
        const entry *own = &after->entries[i], *partner = own->partner;
        size_t end = partner ? partner->at : next_pair(before, next);
        if (!tell_dropped(o, before, &next, end, at)) return false;
        bool ok = partner ? tell_pair(o, partner->section, own->section, at)
                          : tell_alone(o, VT_CHANGE_ADDED, own->section, at);
        if (!ok) return false;
    }
    return tell_dropped(o, before, &next, before->count, at);
}

static bool compare_level(outline *o, const vt_section *parent_before, const vt_section *parent_after, place at) {
    level before, after;
    vt_arena scratch;
    vt_arena_init(&scratch, o->arena->allocator);
    bool ok = read_level(&scratch, parent_before->sections, parent_before->section_count, &before) &&
              read_level(&scratch, parent_after->sections, parent_after->section_count, &after) &&
              match_levels(&scratch, &before, &after) && tell_levels(o, &before, &after, at);
    vt_arena_free(&scratch);
    return ok;
}

bool vt_compare_sections(vt_arena *arena, vt_comparison *comparison) {
    outline o = {.arena = arena};
    const vt_document *a = comparison->before, *b = comparison->after;
    vt_section before = {.sections = a->sections, .section_count = a->section_count};
    vt_section after = {.sections = b->sections, .section_count = b->section_count};
    bool ok = compare_level(&o, &before, &after, (place){"", 0});
    comparison->sections = o.told.items;
    comparison->section_count = o.told.count;
    return ok;
}
