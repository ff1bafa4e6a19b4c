/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a citation of a document. Out: the sentence around it. In the text of its
 * section every line is a paragraph; a citation that does not stand there (in a
 * heading, a title, before the sections) has its place in the document's text,
 * whose lines may be wrapped.
 */
#include "archive/sentence.h"

#include "base/slice.h"
#include "text/fold.h"
#include "text/utf8.h"

enum { MOST_BESIDE = 320 }; /* bytes of the sentence on one side of the citation */

typedef struct passage {
    vt_slice text;
    size_t start, end; /* of the citation */
    bool wrapped;      /* a line feed need not end a paragraph */
} passage;

/* The innermost section around a place; NULL outside the sections. */
static const vt_section *section_at(const vt_section *sections, size_t count, uint32_t at) {
    for (size_t i = 0; i < count; i++) {
        const vt_section *own = &sections[i];
        if (at < own->span.start || at >= own->span.end) continue;
        const vt_section *inner = section_at(own->sections, own->section_count, at);
        return inner ? inner : own;
    }
    return NULL;
}

/* Where the text stands in the other for the nth time, from 0; its size when it does not. */
static size_t find_nth(vt_slice in, vt_slice text, size_t nth) {
    for (size_t at = 0; text.size && at + text.size <= in.size; at++)
        if (vt_slice_starts(vt_slice_sub(in, at, in.size), text) && nth-- == 0) return at;
    return in.size;
}

/* How many citations with the same text stand before this one in the section. */
static size_t count_before(const vt_document *document, const vt_section *section, const vt_citation *citation) {
    size_t count = 0;
    for (size_t i = 0; i < document->citation_count; i++) {
        const vt_citation *other = &document->citations[i];
        bool before = other->span.start >= section->span.start && other->span.start < citation->span.start;
        count += before && strcmp(other->text, citation->text) == 0;
    }
    return count;
}

static passage passage_of(const vt_document *document, const vt_citation *citation) {
    const vt_section *section = section_at(document->sections, document->section_count, citation->span.start);
    vt_slice text = vt_slice_of(section ? section->text : NULL), own = vt_slice_of(citation->text);
    size_t at = section ? find_nth(text, own, count_before(document, section, citation)) : 0;
    if (at < text.size) return (passage){text, at, at + own.size, false};
    return (passage){document->text, citation->span.start, citation->span.end, true};
}

static bool is_stop(char c) { return c == '.' || c == ';' || c == '!' || c == '?' || c == ':'; }

/* The first byte behind the blanks. */
static size_t skip_blanks(vt_slice text, size_t at) {
    while (at < text.size && vt_is_space(text.data[at])) at++;
    return at;
}

/* The start of the letter before a place that is not the first. */
static size_t letter_before(vt_slice text, size_t at) {
    at--;
    while (at && ((unsigned char)text.data[at] & 0xC0) == 0x80) at--;
    return at;
}

/* The end of the text counts as a capital: a sentence ends before it. */
static bool is_upper(vt_slice text, size_t at) {
    char c = at < text.size ? vt_fold_point(vt_utf8_decode(text.data + at)) : 'A';
    return c >= 'A' && c <= 'Z';
}

/* Whether a line that ends here (at its feed) ends a paragraph. */
static bool ends_paragraph(const passage *p, size_t feed) {
    if (!p->wrapped) return true;
    size_t last = feed;
    while (last && (p->text.data[last - 1] == ' ' || p->text.data[last - 1] == '\r')) last--;
    size_t next = feed + 1;
    while (next < p->text.size && p->text.data[next] == ' ') next++;
    return (last && is_stop(p->text.data[last - 1])) || (next < p->text.size && p->text.data[next] == '\n');
}

/* Whether a sentence ends with this byte. A stop behind a capital is an abbreviation: KT., TP. */
static bool ends_here(const passage *p, size_t at) {
    char c = p->text.data[at];
    if (c == '\n') return ends_paragraph(p, at);
    bool mark = c == ';' || c == '!' || c == '?' || (c == '.' && at && !is_upper(p->text, letter_before(p->text, at)));
    size_t next = at + 1;
    return mark && (next >= p->text.size || vt_is_space(p->text.data[next])) &&
           (c == ';' || is_upper(p->text, skip_blanks(p->text, next)));
}

static size_t start_of(const passage *p) {
    size_t at = p->start, least = at > MOST_BESIDE ? at - MOST_BESIDE : 0;
    while (at > least && !ends_here(p, at - 1)) at--;
    return at;
}

static size_t end_of(const passage *p) {
    size_t at = p->end, most = p->text.size - at > MOST_BESIDE ? at + MOST_BESIDE : p->text.size;
    if (at && at <= p->text.size && ends_here(p, at - 1)) return at;
    while (at < most && !ends_here(p, at)) at++;
    return at < p->text.size && at < most && p->text.data[at] != '\n' ? at + 1 : at;
}

/* Where the limit cut the sentence, the word that it cut goes too. */
static size_t whole_words_from(const passage *p, size_t start) {
    while (start < p->start && !vt_is_space(p->text.data[start])) start++;
    return start;
}

static size_t whole_words_to(const passage *p, size_t end) {
    while (end > p->end && !vt_is_space(p->text.data[end - 1])) end--;
    return end;
}

/* Runs of white space become one blank. */
static char *one_line(vt_arena *arena, vt_slice text, const char *before, const char *behind) {
    char *line = vt_arena_printf(arena, "%s%.*s%s", before, (int)text.size, text.data, behind);
    size_t size = 0;
    for (const char *at = line; line && *at; at++)
        if (!vt_is_space(*at))
            line[size++] = *at;
        else if (size && line[size - 1] != ' ')
            line[size++] = ' ';
    if (line) line[size] = '\0';
    return line;
}

const char *vt_sentence_of(vt_arena *arena, const vt_document *document, const vt_citation *citation) {
    passage p = passage_of(document, citation);
    size_t start = start_of(&p), end = end_of(&p);
    bool cut_start = start && p.start - start == MOST_BESIDE;
    bool cut_end = end < p.text.size && end - p.end == MOST_BESIDE;
    if (cut_start) start = whole_words_from(&p, start);
    if (cut_end) end = whole_words_to(&p, end);
    /* The bullet of a list is no part of the sentence. */
    while (!cut_start && start < p.start && strchr(" \t\n-+*", p.text.data[start])) start++;
    vt_slice sentence = vt_slice_trim(vt_slice_sub(p.text, start, end));
    return one_line(arena, sentence, cut_start ? "… " : "", cut_end ? " …" : "");
}
