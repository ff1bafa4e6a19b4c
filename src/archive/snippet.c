/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a query's tree and a record. Out: its snippet. Words are compared as the
 * index compares them; a reference is shown where the document cites it.
 */
#include "archive/snippet.h"

#include <stdlib.h>
#include <string.h>
#include "archive/fields.h"
#include "base/slice.h"
#include "cite/cite.h"
#include "text/token.h"

enum {
    SNIPPET_SIZE = 220,    /* bytes of the text that are shown */
    LEAD_SIZE = 70,        /* of them at most before the first hit */
    SCANNED_MAX = 1 << 20, /* what is looked through of a very long text */
    MOST_HITS = 20000,
    MOST_SOUGHT = 64
};

/* A word as it is looked for: spelt so, or, written without accents, in any spelling. */
typedef struct sought_word {
    vt_slice bytes;
    bool accented; /* bytes is the exact form; otherwise the folded one */
} sought_word;

/* One word or phrase, or a reference. */
typedef struct sought {
    VT_ARRAY(sought_word) words;
    const char *key;
    bool basis_only;
} sought;

typedef struct hit {
    vt_span span;
    unsigned sought; /* which */
} hit;

typedef struct builder {
    vt_arena *arena;
    const vt_document *document;
    VT_ARRAY(sought) sought;
    vt_initials initials; /* of their first words */
    VT_ARRAY(hit) hits;
    bool failed;
} builder;

static void seek_words(builder *b, vt_slice text) {
    vt_tokens tokens;
    vt_token token;
    sought *item = vt_array_push(b->arena, &b->sought);
    if (!item) b->failed = true;
    vt_tokens_init(&tokens, b->arena, text);
    while (!b->failed && vt_tokens_next(&tokens, &token)) {
        if (!token.folded.size) continue;
        if (!item->words.count) b->initials |= vt_initial_of(token.folded);
        sought_word *next = vt_array_push(b->arena, &item->words);
        if (next)
            *next = (sought_word){token.accented ? token.exact : token.folded, token.accented};
        else
            b->failed = true;
    }
    b->failed |= tokens.failed;
}

static void seek_reference(builder *b, const vt_node *node) {
    sought *item = vt_array_push(b->arena, &b->sought);
    if (item)
        *item = (sought){.key = node->key, .basis_only = node->prefix == vt_fields[VT_FIELD_ID_BASIS].prefix};
    else
        b->failed = true;
}

/* What the query wants to have; what it excludes is not shown. */
static void seek(builder *b, const vt_node *node) {
    if (b->failed || b->sought.count == MOST_SOUGHT) return;
    if (node->kind == VT_NODE_WORDS) seek_words(b, node->text);
    if (node->kind == VT_NODE_REFERENCE) seek_reference(b, node);
    if (node->kind != VT_NODE_AND && node->kind != VT_NODE_OR) return;
    for (const vt_node *child = node->first; child; child = child->next) seek(b, child);
}

static void add_hit(builder *b, vt_span span, size_t which) {
    hit *next = b->hits.count < MOST_HITS ? vt_array_push(b->arena, &b->hits) : NULL;
    if (next) *next = (hit){span, (unsigned)which};
}

static bool is_word(const vt_token *token, const sought_word *wanted) {
    return vt_slice_equal(wanted->accented ? token->exact : token->folded, wanted->bytes);
}

/* Whether the words behind the first are those that are looked for, and where they end. */
static bool follows(builder *b, vt_tokens tokens, const sought *item, uint32_t *end) {
    vt_token token;
    size_t count = 1;
    while (count < item->words.count && vt_tokens_next(&tokens, &token)) {
        if (!token.folded.size) continue;
        if (!is_word(&token, &item->words.items[count])) return false;
        *end = token.span.end;
        count++;
    }
    b->failed |= tokens.failed;
    return count == item->words.count;
}

static void find_words(builder *b, vt_slice text) {
    vt_tokens tokens;
    vt_token token;
    vt_tokens_init(&tokens, b->arena, text);
    while (b->initials && vt_tokens_next_of(&tokens, b->initials, &token))
        for (size_t i = 0; i < b->sought.count; i++) {
            const sought *item = &b->sought.items[i];
            uint32_t end = token.span.end;
            if (!item->words.count || !is_word(&token, &item->words.items[0])) continue;
            if (follows(b, tokens, item, &end)) add_hit(b, (vt_span){token.span.start, end}, i);
        }
    b->failed |= tokens.failed;
}

static void find_references(builder *b) {
    for (size_t i = 0; i < b->sought.count; i++) {
        const sought *item = &b->sought.items[i];
        for (size_t j = 0; item->key && j < b->document->citation_count; j++) {
            const vt_citation *citation = &b->document->citations[j];
            if (!citation->key || (item->basis_only && citation->basis < 0)) continue;
            if (vt_cite_keys_agree(item->key, citation->key)) add_hit(b, citation->span, i);
        }
    }
}

static uint32_t end_of_window(uint32_t start, size_t size) {
    return size - start > SNIPPET_SIZE ? start + SNIPPET_SIZE : (uint32_t)size;
}

/* How many different things that are looked for lie in the window that starts at this hit. */
static unsigned worth(const builder *b, size_t first) {
    uint64_t seen = 0;
    unsigned count = 0;
    uint32_t end = end_of_window(b->hits.items[first].span.start, b->document->text.size);
    for (size_t i = first; i < b->hits.count && b->hits.items[i].span.start < end; i++) {
        uint64_t bit = (uint64_t)1 << b->hits.items[i].sought;
        count += !(seen & bit);
        seen |= bit;
    }
    return count;
}

static const hit *best_hit(const builder *b) {
    const hit *best = NULL;
    unsigned most = 0;
    for (size_t i = 0; i < b->hits.count; i++) {
        unsigned count = worth(b, i);
        if (count > most) most = count, best = &b->hits.items[i];
    }
    return best;
}

/* Back to where the line or sentence begins, or to a word not too far before. */
static uint32_t lead_start(vt_slice text, uint32_t at) {
    uint32_t least = at > LEAD_SIZE ? at - LEAD_SIZE : 0, start = at;
    for (uint32_t i = at; i > least; i--) {
        char before = text.data[i - 1];
        if (before == '\n' || (i < at && vt_is_space(text.data[i]) && strchr(".;!?", before))) return i;
        if (vt_is_space(before)) start = i;
    }
    return least ? start : 0;
}

/* Not inside a word, and never inside a code point. */
static uint32_t tail_end(vt_slice text, uint32_t end) {
    if (end >= text.size) return (uint32_t)text.size;
    uint32_t cut = end;
    while (cut > end - LEAD_SIZE && !vt_is_space(text.data[cut])) cut--;
    if (vt_is_space(text.data[cut])) return cut;
    while (((unsigned char)text.data[end] & 0xC0) == 0x80) end--;
    return end;
}

/* Where nothing is to be shown: what follows the title, or the beginning. */
static uint32_t plain_start(const vt_document *document) {
    for (size_t i = 0; i < document->evidence_count; i++) {
        const vt_evidence *evidence = &document->evidence[i];
        if (strcmp(evidence->path, "title") != 0 || !evidence->span_count) continue;
        uint32_t end = evidence->spans[evidence->span_count - 1].end;
        if (end < document->text.size) return end;
    }
    return 0;
}

static vt_span window_of(const builder *b) {
    vt_slice text = b->document->text;
    const hit *best = best_hit(b);
    uint32_t start = best ? lead_start(text, best->span.start) : plain_start(b->document);
    uint32_t end = end_of_window(start, text.size);
    /* A long reference is shown to its end, within reason. */
    if (best && best->span.end > end && best->span.end - start < 2 * SNIPPET_SIZE) end = best->span.end;
    return (vt_span){start, tail_end(text, end)};
}

static int by_start(const void *a, const void *b) {
    const vt_span *x = &((const hit *)a)->span, *y = &((const hit *)b)->span;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return x->end < y->end ? 1 : x->end > y->end ? -1 : 0;
}

/* A line under way: white space is one blank, and each byte of the text knows where it came to stand. */
typedef struct line {
    char *bytes;
    uint32_t size, *place; /* of each byte of the window, and of its end */
} line;

static bool print_line(vt_arena *arena, vt_slice window, line *out) {
    out->bytes = vt_arena_bytes(arena, window.size + 1);
    out->place = vt_arena_alloc(arena, (window.size + 1) * sizeof *out->place);
    out->size = 0;
    if (!out->bytes || !out->place) return false;
    for (size_t i = 0; i < window.size; i++) {
        bool space = vt_is_space(window.data[i]);
        bool again = space && (!out->size || out->bytes[out->size - 1] == ' ');
        out->place[i] = out->size;
        if (!again) out->bytes[out->size++] = space ? ' ' : window.data[i];
    }
    while (out->size && out->bytes[out->size - 1] == ' ') out->size--;
    out->place[window.size] = out->size;
    out->bytes[out->size] = '\0';
    return true;
}

static uint32_t place_of(const line *of, vt_span window, uint32_t at) {
    uint32_t inside = at > window.end ? window.end : at;
    uint32_t place = of->place[inside - window.start];
    return place < of->size ? place : of->size;
}

/* Marks do not overlap: of two hits the first and longer counts. */
static bool add_marks(builder *b, vt_span window, const line *of, vt_snippet *snippet) {
    VT_ARRAY(vt_span) marks = {0};
    for (size_t i = 0; i < b->hits.count; i++) {
        vt_span span = b->hits.items[i].span;
        if (span.start < window.start || span.start >= window.end) continue;
        vt_span mark = {place_of(of, window, span.start), place_of(of, window, span.end)};
        bool covered = marks.count && mark.start < marks.items[marks.count - 1].end;
        if (covered || mark.end <= mark.start) continue;
        vt_span *next = vt_array_push(b->arena, &marks);
        if (!next) return false;
        *next = mark;
    }
    snippet->marks = marks.items;
    snippet->mark_count = marks.count;
    return true;
}

/* A marker without its end marks: "I." is I, "a)" is a. */
static vt_slice bare_marker(const char *marker) {
    vt_slice bare = vt_slice_of(marker);
    while (bare.size && strchr("./):-( ", bare.data[bare.size - 1])) bare.size--;
    while (bare.size && bare.data[0] == '(') bare = vt_slice_sub(bare, 1, bare.size);
    return bare;
}

/* The path of markers to the innermost section around a place. NULL when memory ran out. */
static const char *section_at(vt_arena *arena, const vt_section *sections, size_t count, uint32_t place) {
    const char *path = "";
    for (size_t i = 0; i < count; i++) {
        const vt_section *section = &sections[i];
        if (place < section->span.start || place >= section->span.end) continue;
        vt_slice marker = bare_marker(section->marker);
        path = vt_arena_printf(arena, "%s%s%.*s", path, *path ? "." : "", (int)marker.size, marker.data);
        if (!path) return NULL;
        sections = section->sections;
        count = section->section_count;
        i = (size_t)-1; /* from the first of its own */
    }
    return path;
}

/* Where the first thing that is looked for stands in the window. */
static uint32_t shown_place(const builder *b, vt_span window) {
    for (size_t i = 0; i < b->hits.count; i++)
        if (b->hits.items[i].span.start >= window.start && b->hits.items[i].span.start < window.end)
            return b->hits.items[i].span.start;
    return window.start;
}

bool vt_snippet_build(vt_arena *arena, const vt_node *query, const vt_document *document, vt_snippet *snippet) {
    builder b = {.arena = arena, .document = document};
    vt_slice text = document->text;
    line printed;
    *snippet = (vt_snippet){.text = "", .section = ""};
    if (!text.size) return true;
    if (text.size > SCANNED_MAX) text.size = tail_end(text, SCANNED_MAX);
    seek(&b, query);
    find_words(&b, text);
    find_references(&b);
    if (b.failed) return false;
    if (b.hits.count > 1) qsort(b.hits.items, b.hits.count, sizeof *b.hits.items, by_start);
    vt_span window = window_of(&b);
    if (!print_line(arena, vt_slice_sub(document->text, window.start, window.end), &printed)) return false;
    snippet->text = printed.bytes;
    snippet->section = section_at(arena, document->sections, document->section_count, shown_place(&b, window));
    return snippet->section && add_marks(&b, window, &printed, snippet);
}
