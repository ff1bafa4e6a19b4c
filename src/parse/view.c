/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: spans of the document's text. Out: clean views of them. Assumes valid NFC text under 4 GiB. */
#include "parse/view.h"

#include "text/utf8.h"

enum { AT_ONCE = 32 };

/* The view being built. */
typedef struct builder {
    vt_arena *arena;
    vt_view *view;
    char *out;
    size_t size;
    bool ok;
} builder;

static vt_step *last_step(const builder *b) {
    return b->view->steps.count ? &b->view->steps.items[b->view->steps.count - 1] : NULL;
}

static void step(builder *b, size_t origin) {
    vt_step *last = last_step(b);
    if (last && last->view == b->size) {
        last->origin = (uint32_t)origin;
        return;
    }
    vt_step *fresh = vt_array_push(b->arena, &b->view->steps);
    if (!fresh) b->ok = false;
    else *fresh = (vt_step){(uint32_t)b->size, (uint32_t)origin};
}

static void put(builder *b, char c, size_t origin) {
    const vt_step *last = last_step(b);
    if (!last || origin - last->origin != b->size - last->view) step(b, origin);
    b->out[b->size++] = c;
}

static void put_blank(builder *b, size_t origin) {
    if (b->size && b->out[b->size - 1] != ' ') put(b, ' ', origin);
}

size_t vt_html_tag_size(vt_slice text) {
    size_t at = 1;
    if (text.size < 3 || text.data[0] != '<') return 0;
    if (text.data[at] == '/') at++;
    if (!vt_is_letter(text.data[at])) return 0;
    while (at < text.size && (vt_is_letter(text.data[at]) || vt_is_digit(text.data[at]))) at++;
    if (at >= text.size || (text.data[at] != '>' && text.data[at] != ' ' && text.data[at] != '/')) return 0;
    while (at < text.size && text.data[at] != '>' && text.data[at] != '<') at++;
    return at < text.size && text.data[at] == '>' ? at + 1 : 0;
}

static const struct {
    const char *name;
    char is;
} entities[] = {{"&nbsp;", ' '}, {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};

/* One step over an entity, or 0. */
static size_t put_entity(builder *b, vt_slice text, size_t origin) {
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        vt_slice name = vt_slice_of(entities[i].name);
        if (!vt_slice_starts(text, name)) continue;
        if (entities[i].is == ' ') put_blank(b, origin);
        else put(b, entities[i].is, origin);
        return name.size;
    }
    return 0;
}

/* A mark of emphasis: any asterisk but a bullet's, an underscore at a word's edge. */
static bool is_emphasis(vt_slice document, size_t at, vt_span span, bool first) {
    char c = document.data[at];
    char next = at + 1 < span.end ? document.data[at + 1] : ' ';
    if (c == '*') return !(first && next == ' ');
    if (c != '_') return false;
    char before = at > span.start ? document.data[at - 1] : ' ';
    return !((vt_is_letter(before) || vt_is_digit(before) || before & 0x80) &&
             (vt_is_letter(next) || vt_is_digit(next) || next & 0x80));
}

/* 1 or 0, to be joined with others without a branch. */
static int is_within(int c, char first, char last) {
    return (unsigned char)(c - first) <= (unsigned char)(last - first);
}

/* Whether a mark, a gap or a rule may stand at one of so many places, each known with the byte before it: asked of all
 * at once. Small ranges hold several marks (| 0x20: those from [ to _ and from { on), and what else they hold is rare.
 */
static bool may_hold_mark(const char *at) {
    unsigned char marks = 0, others = 0; /* of one sum the compiler would make a table that is asked byte by byte */
    for (size_t i = 1; i <= AT_ONCE; i++) {
        char c = at[i], before = at[i - 1];
        marks |= is_within(c | 0x20, '{', 0x7F) | (c == '*') | (c == '&');
        others |= is_within(c, '<', '=') | is_within(c, '\t', '\n') | ((c == before) & ((c == ' ') | (c == '-')));
    }
    return marks | others;
}

bool vt_view_is_plain(vt_slice text) {
    char few[AT_ONCE + 1] = {0};
    if (!text.size) return true;
    if (strchr("#> \t\n*_|<&\\", text.data[0]) || text.data[text.size - 1] == ' ') return false;
    if (text.size <= AT_ONCE) return !may_hold_mark(memcpy(few, text.data, text.size));
    for (size_t at = 0; at + AT_ONCE < text.size; at += AT_ONCE)
        if (may_hold_mark(text.data + at)) return false;
    return !may_hold_mark(text.data + text.size - AT_ONCE - 1);
}

static size_t skip_head(vt_slice document, vt_span span) {
    size_t at = span.start;
    while (at < span.end && (vt_is_space(document.data[at]) || document.data[at] == '>')) at++;
    size_t mark = at;
    while (mark < span.end && document.data[mark] == '#') mark++;
    return mark > at && (mark == span.end || document.data[mark] == ' ') ? mark : at;
}

static void clean_into(builder *b, vt_slice document, vt_span span) {
    for (size_t at = skip_head(document, span); at < span.end && b->ok;) {
        char c = document.data[at];
        vt_slice rest = vt_slice_sub(document, at, span.end);
        size_t skip = c == '<' ? vt_html_tag_size(rest) : 0;
        if (skip) put_blank(b, at);
        else if (c == '&') skip = put_entity(b, rest, at);
        if (skip) {
            at += skip;
            continue;
        }
        bool escape = c == '\\' && rest.size > 1 && strchr("-.*_#|()[]+", rest.data[1]);
        if (vt_is_space(c) || c == '|') put_blank(b, at);
        else if (!escape && !is_emphasis(document, at, span, b->size == 0)) put(b, c, at);
        at++;
    }
    while (b->size && b->out[b->size - 1] == ' ') b->size--;
}

bool vt_view_plain(vt_arena *arena, vt_slice document, vt_span span, vt_view *view) {
    vt_step *from = vt_arena_array(arena, 1, sizeof *from);
    if (!from) return false;
    *from = (vt_step){0, span.start};
    *view = (vt_view){.text = vt_slice_sub(document, span.start, span.end), .steps = {from, 1, 1}};
    return vt_fold(arena, view->text, &view->fold);
}

bool vt_view_clean(vt_arena *arena, vt_slice document, vt_span span, vt_view *view) {
    vt_slice raw = vt_slice_sub(document, span.start, span.end);
    if (vt_view_is_plain(raw)) return vt_view_plain(arena, document, span, view);
    *view = (vt_view){0};
    builder b = {arena, view, vt_arena_bytes(arena, raw.size + 1), 0, true};
    if (!b.out) return false;
    clean_into(&b, document, span);
    if (!view->steps.count) step(&b, span.start);
    view->text = (vt_slice){b.out, b.size};
    return b.ok && vt_fold(arena, view->text, &view->fold);
}

size_t vt_view_fold_at(const vt_view *view, size_t at) {
    size_t low = 0, high = view->fold.size;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (view->fold.offset[middle] < at) low = middle + 1;
        else high = middle;
    }
    return low;
}

static const vt_step *step_of(const vt_view *view, size_t at) {
    size_t low = 0, high = view->steps.count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (view->steps.items[middle].view <= at) low = middle;
        else high = middle;
    }
    return &view->steps.items[low];
}

uint32_t vt_view_origin(const vt_view *view, size_t at) {
    const vt_step *from = step_of(view, at);
    return from->origin + ((uint32_t)at - from->view);
}

vt_span vt_view_span(const vt_view *view, size_t start, size_t end) {
    if (end <= start) return (vt_span){vt_view_origin(view, start), vt_view_origin(view, start)};
    uint32_t first = vt_view_origin(view, start), last = vt_view_origin(view, end - 1) + 1;
    return last > first ? (vt_span){first, last} : (vt_span){first, first};
}

/* Copies the steps of [start, end) of a view, moved so that start becomes `to`. */
static bool copy_steps(vt_arena *arena, const vt_view *from, size_t start, size_t end, size_t to, vt_view *into) {
    const vt_step *last = from->steps.items + from->steps.count;
    for (const vt_step *s = step_of(from, start); s < last && (s->view < end || s->view <= start); s++) {
        vt_step *fresh = vt_array_push(arena, &into->steps);
        if (!fresh) return false;
        size_t at = s->view < start ? start : s->view;
        *fresh = (vt_step){(uint32_t)(at - start + to), s->origin + (uint32_t)(at - s->view)};
    }
    return true;
}

bool vt_view_part(vt_arena *arena, const vt_view *view, size_t start, size_t end, vt_view *part) {
    *part = (vt_view){.text = vt_slice_sub(view->text, start, end)};
    if (!copy_steps(arena, view, start, end, 0, part)) return false;
    return vt_fold(arena, part->text, &part->fold);
}

bool vt_view_join(vt_arena *arena, const vt_view *const *views, size_t count, vt_view *joined) {
    *joined = (vt_view){0};
    size_t size = 0, folded = 0, at = 0, fold_at = 0;
    for (size_t i = 0; i < count; i++) size += views[i]->text.size + 1, folded += views[i]->fold.size + 1;
    char *text = vt_arena_bytes(arena, size + 1), *fold = vt_arena_bytes(arena, folded + 1);
    char *cased = vt_arena_bytes(arena, folded + 1);
    uint32_t *offset = vt_arena_array(arena, folded + 1, sizeof *offset);
    if (!text || !fold || !cased || !offset) return false;
    for (size_t i = 0; i < count; i++) {
        const vt_view *view = views[i];
        if (i) {
            offset[fold_at] = (uint32_t)at;
            fold[fold_at] = cased[fold_at] = text[at++] = ' ';
            fold_at++;
        }
        if (!copy_steps(arena, view, 0, view->text.size, at, joined)) return false;
        for (size_t k = 0; k < view->fold.size; k++) offset[fold_at + k] = view->fold.offset[k] + (uint32_t)at;
        if (view->fold.size) memcpy(fold + fold_at, view->fold.text, view->fold.size);
        if (view->fold.size) memcpy(cased + fold_at, view->fold.cased, view->fold.size);
        if (view->text.size) memcpy(text + at, view->text.data, view->text.size);
        fold_at += view->fold.size;
        at += view->text.size;
    }
    text[at] = fold[fold_at] = cased[fold_at] = '\0';
    offset[fold_at] = (uint32_t)at;
    joined->text = (vt_slice){text, at};
    joined->fold = (vt_shadow){fold, cased, offset, fold_at};
    return true;
}

/* Whether only blanks and marks stand between two places of the document. */
static bool only_marks(vt_slice document, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (!vt_is_space(document.data[i]) && !strchr("*_#|\\", document.data[i])) return false;
    return true;
}

static bool push_span(vt_arena *arena, vt_slice document, vt_spans *spans, vt_span span) {
    vt_span *last = spans->count ? &spans->items[spans->count - 1] : NULL;
    if (span.end <= span.start) return true;
    if (last && span.start >= last->end && only_marks(document, last->end, span.start)) {
        last->end = span.end;
        return true;
    }
    vt_span *fresh = vt_array_push(arena, spans);
    if (!fresh) return false;
    *fresh = span;
    return true;
}

bool vt_view_spans(vt_arena *arena, vt_slice document, const vt_view *view, size_t start, size_t end, vt_spans *spans) {
    const vt_step *last = view->steps.items + view->steps.count;
    for (const vt_step *s = step_of(view, start); s < last && s->view < end; s++) {
        size_t from = s->view < start ? start : s->view;
        size_t to = s + 1 < last && s[1].view < end ? s[1].view : end;
        while (to > from && view->text.data[to - 1] == ' ') to--;
        uint32_t origin = s->origin + (uint32_t)(from - s->view);
        if (!push_span(arena, document, spans, (vt_span){origin, origin + (uint32_t)(to - from)})) return false;
    }
    return true;
}

/* How many of the first letters differ. */
static size_t first_slips(const char *a, const char *b) {
    enum { FIRST = 4 };
    size_t slips = 0;
    for (size_t i = 0; i < FIRST; i++) slips += a[i] != b[i];
    return slips;
}

size_t vt_view_like(const vt_view *view, size_t fold_at, vt_slice words) {
    enum { LONG_WORDS = 12 };
    size_t size = words.size, slips = 0, allowed = size < LONG_WORDS ? 1 : 2;
    if (view->fold.size - fold_at < size) return 0;
    /* Nearly all words begin or end otherwise, and are turned away by one question. */
    const char *text = view->fold.text + fold_at;
    if (vt_is_letter(text[size]) || vt_is_digit(text[size]) || first_slips(text, words.data) > allowed) return 0;
    for (size_t i = 0; i < size && slips <= allowed; i++) {
        char seen = text[i];
        if (seen == words.data[i]) continue;
        bool letter = vt_is_letter(seen) || vt_is_digit(seen) || seen == VT_FOLD_OTHER;
        if (!letter || !vt_is_letter(words.data[i])) return 0;
        slips++;
    }
    return slips <= allowed ? size : 0;
}

bool vt_view_is_caps(const vt_view *view, size_t start, size_t end) {
    size_t letters = 0;
    for (size_t i = start; i < end; i++) {
        char c = view->fold.cased[i];
        if (c >= 'a' && c <= 'z') return false;
        letters += c >= 'A' && c <= 'Z';
    }
    return letters > 1;
}
