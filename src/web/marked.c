/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a document. Out: its text with everything marked that stands on a span.
 * Spans nest and overlap, HTML elements only nest: so the text is cut at every
 * place where a span or a line starts or ends, and each piece carries the marks
 * that hold for the whole of it.
 */
#include "web/marked.h"

#include <stdlib.h>
#include <string.h>
#include "archive/held.h"
#include "base/slice.h"

typedef enum kind { KIND_FIELD, KIND_CITATION, KIND_SECTION } kind;

typedef struct mark {
    vt_span span;
    kind kind;
    const char *name; /* a field's path, a citation's key */
    const char *id;   /* of the record that is cited, or NULL */
    size_t number;    /* of a section, in reading order */
    bool unsure, begun;
} mark;

typedef VT_ARRAY(mark) marks;

typedef struct marking {
    vt_page *page;
    vt_arena *arena;
    vt_slice text;
    marks all;
    VT_ARRAY(mark *) open; /* that hold for the piece at hand, longest first as they were begun */
    VT_ARRAY(uint32_t) cuts;
    size_t next; /* of all, not begun yet */
    bool failed;
} marking;

static void cut(marking *m, size_t at) {
    uint32_t *place = vt_array_push(m->arena, &m->cuts);
    m->failed |= !place;
    if (place) *place = (uint32_t)at;
}

static void add(marking *m, mark one) {
    if (one.span.end > m->text.size || one.span.start >= one.span.end) return;
    mark *place = vt_array_push(m->arena, &m->all);
    m->failed |= !place;
    if (place) *place = one;
    cut(m, one.span.start);
    cut(m, one.span.end);
}

static void add_fields(marking *m, const vt_document *document) {
    for (size_t i = 0; i < document->evidence_count; i++) {
        const vt_evidence *evidence = &document->evidence[i];
        for (size_t k = 0; k < evidence->span_count; k++)
            add(m, (mark){.span = evidence->spans[k],
                          .kind = KIND_FIELD,
                          .name = evidence->path,
                          .begun = k > 0,
                          .unsure = evidence->confidence < VT_CONFIDENCE_SURE});
    }
}

/* The records that are cited; none when they cannot be had: the links lead elsewhere then. */
static const char **held_by(marking *m, const vt_document *document) {
    size_t count = document->citation_count;
    const char **keys = vt_arena_alloc(m->arena, count * sizeof *keys),
               **ids = vt_arena_alloc(m->arena, count * sizeof *ids);
    vt_error ignored;
    m->failed |= !keys || !ids;
    if (m->failed) return NULL;
    for (size_t i = 0; i < count; i++) keys[i] = document->citations[i].key;
    vt_code code = vt_archive_held(m->page->request->archive, m->arena, keys, count, ids, &ignored);
    return code == VT_OK ? ids : NULL;
}

static void add_citations(marking *m, const vt_document *document) {
    const char **ids = held_by(m, document);
    for (size_t i = 0; i < document->citation_count; i++)
        add(m, (mark){.span = document->citations[i].span,
                      .kind = KIND_CITATION,
                      .name = document->citations[i].key,
                      .id = ids ? ids[i] : NULL});
}

static void add_sections(marking *m, const vt_section *sections, size_t count, size_t *number) {
    for (size_t i = 0; i < count; i++) {
        add(m, (mark){.span = sections[i].span, .kind = KIND_SECTION, .number = ++*number});
        add_sections(m, sections[i].sections, sections[i].section_count, number);
    }
}

static int by_start(const void *a, const void *b) {
    const mark *x = a, *y = b;
    if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end) return x->span.end > y->span.end ? -1 : 1;
    return x->kind - y->kind;
}

static int by_place(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void cut_lines(marking *m) {
    for (size_t at = 0; at < m->text.size; at++) {
        const char *feed = memchr(m->text.data + at, '\n', m->text.size - at);
        if (!feed) break;
        at = (size_t)(feed - m->text.data);
        cut(m, at);
        cut(m, at + 1);
    }
}

static void open_at(marking *m, uint32_t at) {
    size_t kept = 0;
    for (size_t i = 0; i < m->open.count; i++)
        if (m->open.items[i]->span.end > at) m->open.items[kept++] = m->open.items[i];
    m->open.count = kept;
    for (; m->next < m->all.count && m->all.items[m->next].span.start == at; m->next++) {
        mark *one = &m->all.items[m->next];
        if (one->kind == KIND_SECTION) {
            vt_html(m->page, "<a class=\"place\" id=\"s-%zu\"></a>", one->number);
            continue;
        }
        mark **place = vt_array_push(m->arena, &m->open);
        m->failed |= !place;
        if (place) *place = one;
    }
}

/* The innermost open mark of a kind, or NULL. */
static mark *innermost(const marking *m, kind wanted) {
    for (size_t i = m->open.count; i-- > 0;)
        if (m->open.items[i]->kind == wanted) return m->open.items[i];
    return NULL;
}

static void put_paths(marking *m) {
    bool first = true;
    for (size_t i = 0; i < m->open.count; i++) {
        if (m->open.items[i]->kind != KIND_FIELD) continue;
        vt_html(m->page, first ? "%s" : " %s", m->open.items[i]->name);
        first = false;
    }
}

static void begin_field(marking *m, mark *field) {
    vt_slice path = vt_slice_of(field->name);
    path.size = strcspn(field->name, ".");
    vt_html(m->page, "<mark class=\"field%s f-", field->unsure ? " unsure" : "");
    vt_html_text(m->page, path);
    if (!field->begun) vt_html(m->page, "\" id=\"f-%s", field->name);
    vt_html(m->page, "\" data-f=\"");
    put_paths(m);
    vt_html(m->page, "\">");
    field->begun = true;
}

static void put_piece(marking *m, vt_slice piece) {
    mark *field = innermost(m, KIND_FIELD), *citation = innermost(m, KIND_CITATION);
    if (citation && citation->id)
        vt_html(m->page, "<a class=\"cite held\" href=\"/document/%s\">", citation->id);
    else if (citation)
        vt_html(m->page, "<a class=\"cite\" href=\"/cited-by?ref=%s\">", vt_page_address(m->page, citation->name));
    if (field) begin_field(m, field);
    vt_html_text(m->page, piece);
    if (field) vt_html(m->page, "</mark>");
    if (citation) vt_html(m->page, "</a>");
}

static void put_text(marking *m) {
    uint32_t end = (uint32_t)m->text.size;
    vt_html(m->page, "<p>");
    for (size_t i = 0; i < m->cuts.count; i++) {
        uint32_t from = m->cuts.items[i], to = i + 1 < m->cuts.count ? m->cuts.items[i + 1] : end;
        open_at(m, from);
        if (to <= from) continue;
        vt_slice piece = vt_slice_sub(m->text, from, to);
        if (vt_slice_is(piece, "\n"))
            vt_html(m->page, "</p>\n<p>");
        else
            put_piece(m, piece);
    }
    vt_html(m->page, "</p>\n");
}

bool vt_html_document_text(vt_page *page, const vt_document *document) {
    marking m = {.page = page, .arena = page->request->arena, .text = document->text};
    size_t sections = 0;
    if (m.text.size > UINT32_MAX) return false;
    cut(&m, 0);
    add_fields(&m, document);
    add_citations(&m, document);
    add_sections(&m, document->sections, document->section_count, &sections);
    cut_lines(&m);
    if (m.failed) return false;
    if (m.all.count) qsort(m.all.items, m.all.count, sizeof *m.all.items, by_start);
    qsort(m.cuts.items, m.cuts.count, sizeof *m.cuts.items, by_place);
    put_text(&m);
    return !m.failed;
}
