/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A view: clean text cut out of the document's text, with the way back. Marks
 * of Markdown and HTML are left out, white space is folded to single blanks,
 * pieces that belong together are joined; every byte still knows its origin.
 */
#ifndef VT_PARSE_VIEW_H
#define VT_PARSE_VIEW_H

#include <vanthu/document.h>
#include "base/arena.h"
#include "base/slice.h"
#include "text/fold.h"

/* From this byte of the view on, up to the next step, bytes run one to one from this byte of the document. */
typedef struct vt_step {
    uint32_t view, origin;
} vt_step;

typedef struct vt_view {
    vt_slice text;
    vt_shadow fold; /* of text; offsets are into text */
    VT_ARRAY(vt_step) steps;
} vt_view;

typedef VT_ARRAY(vt_span) vt_spans;

/* Whether a text is its own clean view, and nothing in it parts it: no marks, gaps or rules. Asked in one go, since most
 * lines are so; text of which it is false may still be clean. */
bool vt_view_is_plain(vt_slice text);

/* The view of document bytes [span) that are plain. False when memory ran out. */
bool vt_view_plain(vt_arena *arena, vt_slice document, vt_span span, vt_view *view);

/* The clean view of document bytes [span): marks out, blanks folded, ends trimmed. False when memory ran out. */
bool vt_view_clean(vt_arena *arena, vt_slice document, vt_span span, vt_view *view);

/* Bytes [start, end) of a view as a view of its own; the fold is shared. */
bool vt_view_part(vt_arena *arena, const vt_view *view, size_t start, size_t end, vt_view *part);

/* Views one after the other with a blank between them. */
bool vt_view_join(vt_arena *arena, const vt_view *const *views, size_t count, vt_view *joined);

/* Where a byte of the view stands in the document. */
uint32_t vt_view_origin(const vt_view *view, size_t at);

/* The document spans of view bytes [start, end), neighbours that only blanks and marks part being one. */
bool vt_view_spans(vt_arena *arena, vt_slice document, const vt_view *view, size_t start, size_t end, vt_spans *spans);

/* The one span from the first to the last byte of [start, end). */
vt_span vt_view_span(const vt_view *view, size_t start, size_t end);

/* The first byte of the fold that stands at or after this byte of the view's text. */
size_t vt_view_fold_at(const vt_view *view, size_t at);

/* The size of an HTML tag at the start of text, or 0; "<Nội dung>" is none. */
size_t vt_html_tag_size(vt_slice text);

/* Whether the letter at a place of the fold is a capital in the kept text. */
static inline bool vt_view_is_upper(const vt_view *view, size_t fold_at) {
    return vt_shadow_is_upper(&view->fold, fold_at);
}

/* The size of these folded words at a place of the fold, where a word begins and ends; else 0. */
static inline size_t vt_view_words(const vt_view *view, size_t fold_at, const char *words) {
    const char *at = view->fold.text + fold_at;
    if (*at != *words) return 0;
    size_t size = strlen(words);
    if (view->fold.size - fold_at < size || memcmp(at, words, size) != 0) return 0;
    return vt_is_letter(at[size]) || vt_is_digit(at[size]) ? 0 : size;
}

/* The same with a few letters misread: one in up to eleven, two in more. Blanks and marks must stand. */
size_t vt_view_like(const vt_view *view, size_t fold_at, vt_slice words);

/* Whether all letters of [start, end) of the fold are capitals, two of them at least. */
bool vt_view_is_caps(const vt_view *view, size_t start, size_t end);

#endif
