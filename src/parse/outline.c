/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: units. Out: the tree of sections, with the path of each unit's section.
 * A marker of the style of an open section is its sibling; another one opens a
 * level below, unless its kind is an outer one. A second document of the file
 * and an appendix begin at the top again. Numbers are kept as printed, repeats
 * and gaps too.
 */
#include <string.h>
#include "base/slice.h"
#include "parse/parse.h"

enum { DEEPEST = 12, LONGEST_HEADING = 260, SHORT_HEADING = 100 };

/* A section being built. */
typedef struct node node;
struct node {
    node *parent, *first_child, *last_child, *next;
    vt_marker marker;
    size_t unit;         /* that begins it */
    size_t children;
    const char *path;
    char *marker_text, *title;
    vt_span span;
    vt_spans text;       /* its own units, as unit indices [start, end] */
};

typedef struct builder {
    vt_parse *p;
    node root;
    node *open; /* innermost open section */
} builder;

static bool same_style(const vt_marker *a, const vt_marker *b) {
    if (a->kind != b->kind || a->depth != b->depth) return false;
    return a->end == b->end || b->value == a->value + 1;
}

/* The open section that a new marker is a sibling of, or NULL. */
static node *sibling(node *open, const vt_marker *marker) {
    for (node *at = open; at && at->parent; at = at->parent)
        if (same_style(&at->marker, marker)) return at;
    return NULL;
}

/* How far in a kind stands; numbers with more parts stand further in. */
static unsigned rank(const vt_marker *marker) { return (unsigned)marker->kind * 8 + marker->depth; }

static node *parent_for(builder *b, const vt_marker *marker) {
    node *twin = sibling(b->open, marker);
    if (twin) return twin->parent;
    node *at = b->open;
    while (at->parent && (at->marker.kind ? rank(&at->marker) > rank(marker) : false)) at = at->parent;
    return at;
}

static unsigned depth_of(const node *n) {
    unsigned depth = 0;
    for (; n->parent; n = n->parent) depth++;
    return depth;
}

/* The marker without its end marks, as a path has it. */
static char *bare(vt_parse *p, const char *marker) {
    vt_slice text = vt_slice_of(marker);
    while (text.size && strchr(".):/- ", text.data[text.size - 1])) text.size--;
    while (text.size && text.data[0] == '(') text.data++, text.size--;
    return vt_arena_text(p->arena, text);
}

static bool set_path(vt_parse *p, node *n) {
    char *own = bare(p, n->marker_text);
    if (!own) return false;
    vt_slice outer = vt_slice_of(n->parent->path), inner = vt_slice_of(own);
    n->path = n->parent->parent ? vt_arena_join(p->arena, VT_TEXTS(outer, VT_LITERAL("."), inner)) : own;
    return n->path != NULL;
}

static node *add(builder *b, node *parent, const vt_unit *unit, size_t index) {
    node *n = vt_arena_alloc(b->p->scratch, sizeof *n);
    if (!n) return NULL;
    n->parent = parent;
    n->marker = unit->marker;
    n->unit = index;
    n->span = vt_view_span(&unit->view, 0, unit->view.text.size);
    if (parent->last_child) parent->last_child->next = n;
    else parent->first_child = n;
    parent->last_child = n;
    parent->children++;
    return n;
}

/* Whether the text beside a marker is a heading, and not the start of running text. */
static bool is_heading(const vt_parse *p, const vt_unit *unit, size_t from) {
    const vt_view *v = &unit->view;
    size_t size = v->fold.size - from;
    char last = v->fold.size ? v->fold.text[v->fold.size - 1] : ' ';
    bool caps = vt_view_is_caps(v, from, v->fold.size);
    const vt_atom *first = &p->atoms.items[unit->first];
    bool marked = first->heading_level || unit->bold || (first->italic && first->line->align == VT_ALIGN_UNKNOWN && size < SHORT_HEADING);
    if (size == 0) return false;
    if (caps) return true;
    if (marked && size < LONGEST_HEADING) return true;
    if (unit->marker.kind == VT_MARKER_ARTICLE) return size < SHORT_HEADING && !strchr(".;:,", last);
    if (strchr(".;,!", last)) return unit->marker.kind <= VT_MARKER_ROMAN && size < SHORT_HEADING && last == '.';
    if (last == ':') return size < LONGEST_HEADING / 2;
    return size < LONGEST_HEADING;
}

/* The end of a heading that ran into its text: behind the colon of "Sở Tư pháp: Phối hợp ...". */
static bool fill_title(builder *b, node *n, const vt_unit *unit) {
    const vt_view *v = &unit->view;
    size_t from = vt_view_fold_at(v, unit->marker.body), end = v->fold.size;
    if (!is_heading(b->p, unit, from)) return true;
    while (end > from && strchr(" .:;,", v->fold.text[end - 1])) end--;
    if (end <= from) return true;
    n->title = vt_parse_text(b->p, v, from, end);
    return n->title != NULL;
}

static bool open_section(builder *b, size_t index) {
    vt_parse *p = b->p;
    vt_unit *unit = &p->units.items[index];
    node *parent = parent_for(b, &unit->marker);
    if (depth_of(parent) >= DEEPEST) parent = parent->parent;
    node *n = add(b, parent, unit, index);
    if (!n) return false;
    size_t quote = unit->view.fold.text[0] == '"' ? unit->view.fold.offset[1] : 0;
    n->marker_text = vt_arena_text(p->arena, vt_slice_trim(vt_slice_sub(unit->view.text, quote, unit->marker.size)));
    if (!n->marker_text || !set_path(p, n) || !fill_title(b, n, unit)) return false;
    b->open = n;
    unit->section = n->path;
    return true;
}

/* An appendix: its heading is the marker, what follows in its unit the title. */
static bool open_appendix(builder *b, size_t index) {
    vt_parse *p = b->p;
    vt_unit *unit = &p->units.items[index];
    const vt_view *v = &unit->view;
    size_t end = strlen("phu luc");
    while (end < v->fold.size && strchr(" ivxlc0123456789", v->fold.text[end]) && (v->fold.text[end] == ' ' || vt_is_digit(v->fold.text[end]) || vt_view_is_upper(v, end))) end++;
    while (end && v->fold.text[end - 1] == ' ') end--;
    if (end < v->fold.size && vt_is_letter(v->fold.text[end])) end = strlen("phu luc");
    node *n = add(b, &b->root, unit, index);
    if (!n) return false;
    n->marker = (vt_marker){.kind = VT_MARKER_NONE};
    n->marker_text = vt_parse_text(p, v, 0, end);
    size_t from = end;
    while (from < v->fold.size && strchr(" .:-", v->fold.text[from])) from++;
    if (!n->marker_text || !set_path(p, n)) return false;
    if (from < v->fold.size && !(n->title = vt_parse_text(p, v, from, v->fold.size))) return false;
    b->open = n;
    unit->section = n->path;
    return true;
}

static bool is_own_text(vt_role role) {
    return role == VT_ROLE_TEXT || role == VT_ROLE_BULLET || role == VT_ROLE_CELL || role == VT_ROLE_OPENING ||
           role == VT_ROLE_NOTE || role == VT_ROLE_SUBJECT;
}

/* Text that stands in the innermost open section. */
static bool add_text(builder *b, size_t index) {
    vt_unit *unit = &b->p->units.items[index];
    if (!b->open->parent || !is_own_text(unit->role)) return true;
    unit->section = b->open->path;
    vt_span *span = vt_array_push(b->p->scratch, &b->open->text);
    if (!span) return false;
    *span = (vt_span){(uint32_t)index, (uint32_t)index};
    vt_span place = vt_view_span(&unit->view, 0, unit->view.text.size);
    for (node *at = b->open; at->parent; at = at->parent)
        if (place.end > at->span.end) at->span.end = place.end;
    return true;
}

/* The first unit that follows an appendix heading is its title when it is in capitals or stands before a note. */
static bool take_appendix_title(builder *b, size_t index) {
    vt_unit *unit = &b->p->units.items[index];
    bool fresh = b->open->parent && !b->open->marker.kind && !b->open->title && b->open->unit + 1 == index;
    if (!fresh || !(unit->caps || unit->role == VT_ROLE_SUBJECT || unit->bold) || unit->role == VT_ROLE_SECTION) return false;
    b->open->title = vt_parse_text(b->p, &unit->view, 0, unit->view.fold.size);
    unit->section = b->open->path;
    return b->open->title != NULL;
}

static bool starts_document(vt_role role) {
    return role == VT_ROLE_MOTTO || role == VT_ROLE_ISSUER || role == VT_ROLE_TYPE;
}

static bool place_unit(builder *b, size_t index) {
    const vt_unit *unit = &b->p->units.items[index];
    if (unit->role == VT_ROLE_APPENDIX) return open_appendix(b, index);
    if (unit->role == VT_ROLE_SECTION && unit->marker.kind) return open_section(b, index);
    if (starts_document(unit->role) && b->open->parent) b->open = &b->root;
    if (take_appendix_title(b, index)) return true;
    return add_text(b, index);
}

/* The text of a section's own units, one a line; of a marker with running text, that text first. */
static char *own_text(vt_parse *p, const node *n) {
    const vt_unit *unit = &p->units.items[n->unit];
    size_t size = n->title ? 0 : unit->view.text.size - unit->marker.body + 1, at = 0;
    for (size_t i = 0; i < n->text.count; i++) size += p->units.items[n->text.items[i].start].view.text.size + 1;
    if (size <= 1) return NULL;
    char *text = vt_arena_bytes(p->arena, size + 1);
    if (!text) return NULL;
    if (!n->title && unit->marker.kind) {
        vt_slice body = vt_slice_sub(unit->view.text, unit->marker.body, unit->view.text.size);
        memcpy(text, body.data, body.size);
        at = body.size;
        text[at++] = '\n';
    }
    for (size_t i = 0; i < n->text.count; i++) {
        vt_slice body = p->units.items[n->text.items[i].start].view.text;
        memcpy(text + at, body.data, body.size);
        at += body.size;
        text[at++] = '\n';
    }
    text[at ? at - 1 : 0] = '\0';
    return text;
}

static bool emit(vt_parse *p, const node *parent, const vt_section **sections, size_t *count);

static bool emit_one(vt_parse *p, node *n, vt_section *section) {
    const vt_atom *atom = &p->atoms.items[p->units.items[n->unit].first];
    *section = (vt_section){.marker = n->marker_text, .title = n->title, .computed = atom->number_size > 0, .span = n->span};
    if (!emit(p, n, &section->sections, &section->section_count)) return false;
    for (size_t i = 0; i < section->section_count; i++)
        if (section->sections[i].span.end > section->span.end) section->span.end = section->sections[i].span.end;
    section->text = own_text(p, n);
    return true;
}

static bool emit(vt_parse *p, const node *parent, const vt_section **sections, size_t *count) {
    vt_section *list = vt_arena_alloc(p->arena, (parent->children + 1) * sizeof *list);
    size_t at = 0;
    if (!list) return false;
    for (node *n = parent->first_child; n; n = n->next)
        if (!emit_one(p, n, &list[at++])) return false;
    *sections = list;
    *count = at;
    return true;
}

bool vt_pass_outline(vt_parse *p) {
    builder b = {.p = p};
    b.open = &b.root;
    for (size_t i = 0; p->is_document && i < p->units.count; i++)
        if (!place_unit(&b, i)) return false;
    return emit(p, &b.root, &p->document->sections, &p->document->section_count);
}
