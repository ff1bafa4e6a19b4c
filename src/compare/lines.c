/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: two documents. Out: which addressees and recipients were added and dropped. */
#include "base/slice.h"
#include "compare/parts.h"
#include "compare/words.h"

typedef struct line {
    const char *text;
    vt_wording wording;
    bool met;
} line;

typedef struct lines {
    VT_ARRAY(line) list;
} lines;

typedef struct told {
    VT_ARRAY(vt_line_change) list;
} told;

static bool add_line(vt_arena *arena, lines *out, const char *text) {
    line *place = vt_array_push(arena, &out->list);
    if (!place) return false;
    place->text = text;
    return vt_wording_read(arena, vt_slice_of(text), &place->wording);
}

static line *find_line(lines *in, const vt_wording *wording) {
    for (size_t i = 0; i < in->list.count; i++)
        if (!in->list.items[i].met && vt_wording_same(&in->list.items[i].wording, wording)) return &in->list.items[i];
    return NULL;
}

static bool tell(vt_arena *arena, told *out, vt_change change, const char *text) {
    vt_line_change *place = vt_array_push(arena, &out->list);
    if (place) *place = (vt_line_change){change, text};
    return place;
}

/* In the order of the second list; what was dropped comes last. */
static bool compare_lists(vt_arena *arena, lines *before, lines *after, told *out) {
    for (size_t i = 0; i < after->list.count; i++) {
        line *former = find_line(before, &after->list.items[i].wording);
        if (former) former->met = true;
        vt_change change = former ? VT_CHANGE_KEPT : VT_CHANGE_ADDED;
        if (!tell(arena, out, change, after->list.items[i].text)) return false;
    }
    for (size_t i = 0; i < before->list.count; i++) {
        const line *former = &before->list.items[i];
        if (!former->met && !tell(arena, out, VT_CHANGE_DROPPED, former->text)) return false;
    }
    return true;
}

static bool read_recipients(vt_arena *arena, const vt_document *document, lines *out) {
    for (size_t i = 0; i < document->recipient_count; i++)
        if (!add_line(arena, out, document->recipients[i].text)) return false;
    return true;
}

static bool read_addressees(vt_arena *arena, const vt_document *document, lines *out) {
    for (size_t i = 0; i < document->addressee_count; i++)
        if (!add_line(arena, out, document->addressees[i].text)) return false;
    return true;
}

static bool compare_read(vt_arena *arena, const vt_comparison *comparison,
                         bool (*read)(vt_arena *arena, const vt_document *document, lines *out), told *out) {
    lines before = {0}, after = {0};
    return read(arena, comparison->before, &before) && read(arena, comparison->after, &after) &&
           compare_lists(arena, &before, &after, out);
}

bool vt_compare_lines(vt_arena *arena, vt_comparison *comparison) {
    told recipients = {0}, addressees = {0};
    bool ok = compare_read(arena, comparison, read_recipients, &recipients) &&
              compare_read(arena, comparison, read_addressees, &addressees);
    comparison->recipients = recipients.list.items;
    comparison->recipient_count = recipients.list.count;
    comparison->addressees = addressees.list.items;
    comparison->addressee_count = addressees.list.count;
    return ok;
}
