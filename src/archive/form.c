/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: mentions of one document. Out: the best form of each part, and the whole as it is printed after "Căn cứ". */
#include "archive/form.h"

#include <stdio.h>
#include <string.h>
#include "base/slice.h"
#include "lexicon/bodies.h"
#include "lexicon/types.h"

/* ---- gathering ---- */

static vt_vote *vote_of(vt_arena *arena, vt_votes *votes, const char *value, const char *lead) {
    for (size_t i = 0; i < votes->items.count; i++)
        if (strcmp(votes->items.items[i].value, value) == 0) return &votes->items.items[i];
    const char *copy = vt_arena_text(arena, vt_slice_of(value));
    vt_vote *fresh = copy ? vt_array_push(arena, &votes->items) : NULL;
    if (fresh) *fresh = (vt_vote){.value = copy, .lead = lead};
    return fresh;
}

static bool add_document(vt_arena *arena, vt_form_documents *documents, uint32_t document) {
    if (documents->count && documents->items[documents->count - 1] == document) return true;
    uint32_t *place = vt_array_push(arena, documents);
    if (place) *place = document;
    return place;
}

/* Where a vote comes from. */
typedef struct source {
    uint32_t document;
    bool clause;
} source;

static bool add_vote(vt_arena *arena, vt_votes *votes, const char *value, const char *lead, source from) {
    if (!value || !*value) return true;
    vt_vote *vote = vote_of(arena, votes, value, lead);
    if (!vote) return false;
    vote->clauses += from.clause;
    return add_document(arena, &vote->documents, from.document);
}

/* What leads to the subject where it stands in the mention: về việc, về or nothing ("quy định chi tiết ..."). */
static const char *lead_of(const vt_citation *citation) {
    static const char *const leads[] = {"về việc ", "về "};
    const char *subject = citation->subject && citation->text ? strstr(citation->text, citation->subject) : NULL;
    if (!subject) return leads[1];
    vt_slice before = {citation->text, (size_t)(subject - citation->text)};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (vt_slice_ends(before, vt_slice_of(leads[i]))) return leads[i];
    return "";
}

/* A law's subject is its name and stands before its number. */
static bool is_named(const char *type) {
    static const char *const named[] = {"HP", "BL", "LUAT", "PL"};
    for (size_t i = 0; type && i < sizeof named / sizeof *named; i++)
        if (strcmp(type, named[i]) == 0) return true;
    return false;
}

/* In running text what follows without về may be the sentence and not the subject: "Nghị định A thay thế Nghị định B".
 */
static const char *subject_of(const vt_citation *citation, const char *lead) {
    bool sure = citation->basis >= 0 || *lead || is_named(citation->type);
    return sure ? citation->subject : NULL;
}

/* En dashes and no-break hyphens in a number are hyphens. */
static const char *plain_number(vt_arena *arena, const char *number) {
    char *out = vt_arena_text(arena, vt_slice_of(number ? number : ""));
    char *to = out;
    for (const char *from = out; from && *from;) {
        bool dash =
            strncmp(from, "\xE2\x80", 2) == 0 && (unsigned char)from[2] >= 0x90 && (unsigned char)from[2] <= 0x95;
        *to++ = dash ? '-' : *from;
        from += dash ? 3 : 1;
    }
    if (to) *to = '\0';
    return out;
}

static bool keep_text(vt_arena *arena, vt_form *form, const vt_citation *citation) {
    if (citation->type && !form->type && !(form->type = vt_arena_text(arena, vt_slice_of(citation->type))))
        return false;
    if (!citation->text || (form->text && strlen(form->text) >= strlen(citation->text))) return true;
    return (form->text = vt_arena_text(arena, vt_slice_of(citation->text)));
}

bool vt_form_add(vt_arena *arena, vt_form *form, const vt_citation *citation, uint32_t document) {
    const char *number = plain_number(arena, citation->number);
    const char *lead = lead_of(citation);
    source from = {document, citation->basis >= 0};
    return number && keep_text(arena, form, citation) &&
           add_vote(arena, &form->parts[VT_FORM_NUMBER], number, "", from) &&
           add_vote(arena, &form->parts[VT_FORM_DATE], citation->date, "", from) &&
           add_vote(arena, &form->parts[VT_FORM_ISSUER], citation->issuer, "", from) &&
           add_vote(arena, &form->parts[VT_FORM_SUBJECT], subject_of(citation, lead), lead, from);
}

static bool join_votes(vt_arena *arena, vt_votes *into, const vt_votes *from) {
    for (size_t i = 0; i < from->items.count; i++) {
        const vt_vote *vote = &from->items.items[i];
        vt_vote *own = vote_of(arena, into, vote->value, vote->lead);
        if (!own) return false;
        own->clauses += vote->clauses;
        for (size_t j = 0; j < vote->documents.count; j++)
            if (!add_document(arena, &own->documents, vote->documents.items[j])) return false;
    }
    return true;
}

bool vt_form_join(vt_arena *arena, vt_form *into, const vt_form *from) {
    for (int i = 0; i < VT_FORM_PARTS; i++)
        if (!join_votes(arena, &into->parts[i], &from->parts[i])) return false;
    if (!into->type) into->type = from->type;
    if (!into->text) into->text = from->text;
    return true;
}

/* ---- choosing ---- */

static bool has_accents(const char *text) {
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80) return true;
    return false;
}

static size_t count_between(const char *text, char low, char high) {
    size_t count = 0;
    for (; *text; text++) count += *text >= low && *text <= high;
    return count;
}

/* All of it in capitals, as at the head of a page. */
static bool is_shouted(const char *text) { return count_between(text, 'A', 'Z') > count_between(text, 'a', 'z'); }

/* Two capitals in a row: UBND, SGDĐT. */
static bool has_abbreviation(const char *text) {
    for (; text[0] && text[1]; text++)
        if (text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z') return true;
    return false;
}

/* What counts before the number of mentions: how much a spelling says. */
static size_t worth_of(vt_form_part part, const char *value) {
    switch (part) {
    case VT_FORM_NUMBER: return (strpbrk(value, "/-") ? 2 : 0) + (count_between(value, 'a', 'z') > 0); /* QĐ-TTg */
    case VT_FORM_DATE: return strlen(value);
    case VT_FORM_ISSUER: return (has_abbreviation(value) ? 0 : 1000) + (has_accents(value) ? strlen(value) : 0);
    default: return (has_accents(value) ? 1 : 0) + (is_shouted(value) ? 0 : 1);
    }
}

static bool is_better(vt_form_part part, const vt_vote *a, const vt_vote *b) {
    const size_t x[] = {worth_of(part, a->value), a->clauses, a->documents.count, strlen(a->value)};
    const size_t y[] = {worth_of(part, b->value), b->clauses, b->documents.count, strlen(b->value)};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i]) return x[i] > y[i];
    return strcmp(a->value, b->value) < 0;
}

static const vt_vote *best_of(const vt_form *form, vt_form_part part) {
    const vt_votes *votes = &form->parts[part];
    const vt_vote *best = NULL;
    for (size_t i = 0; i < votes->items.count; i++)
        if (!best || is_better(part, &votes->items.items[i], best)) best = &votes->items.items[i];
    return best;
}

/* UBND and HĐND as they are written out: nobody may have done so. */
static const char *written_out(vt_arena *arena, const char *issuer) {
    static const char *const abbreviations[] = {"UBND", "HĐND"};
    for (size_t i = 0; issuer && i < sizeof abbreviations / sizeof *abbreviations; i++) {
        vt_slice abbreviation = vt_slice_of(abbreviations[i]);
        const vt_body_entry *body = vt_body_by_abbreviation(abbreviation);
        const char *at = strstr(issuer, abbreviation.data), *rest = at ? at + abbreviation.size : NULL;
        bool whole = at && (at == issuer || at[-1] == ' ') && (!*rest || *rest == ' ' || *rest == ',');
        if (whole && body) issuer = vt_arena_printf(arena, "%.*s%s%s", (int)(at - issuer), issuer, body->name, rest);
    }
    return issuer;
}

static const char *value_of(const vt_vote *vote) { return vote ? vote->value : NULL; }

/* ---- the whole ---- */

/* " ngày 14/12/2015", " tháng 5 năm 2026", " năm 2022" */
static const char *date_phrase(vt_arena *arena, const char *date) {
    unsigned year, month, day;
    /* NOLINTNEXTLINE(cert-err34-c): how much could be read is what is asked. */
    int known = date ? sscanf(date, "%4u-%2u-%2u", &year, &month, &day) : 0;
    switch (known) {
    case 3: return vt_arena_printf(arena, " ngày %02u/%02u/%u", day, month, year);
    case 2: return vt_arena_printf(arena, " tháng %u năm %u", month, year);
    case 1: return vt_arena_printf(arena, " năm %u", year);
    default: return "";
    }
}

static const char *or_empty(const char *text) { return text ? text : ""; }

static const char *compose(vt_arena *arena, const vt_cited *told, const char *lead) {
    const vt_type_entry *type = told->type ? vt_type_by_code(told->type) : NULL;
    const char *date = date_phrase(arena, told->date), *name = type ? type->name : "Văn bản";
    const char *before_number = told->number ? " số " : "", *before_issuer = told->issuer ? " của " : "";
    const char *number = or_empty(told->number), *issuer = or_empty(told->issuer), *subject = or_empty(told->subject);
    const char *blank = *subject ? " " : "";
    if (!date) return NULL;
    if (is_named(told->type))
        return vt_arena_printf(arena, "%s%s%s%s%s%s", name, blank, subject, before_number, number, date);
    return vt_arena_printf(arena, "%s%s%s%s%s%s%s%s%s", name, before_number, number, date, before_issuer, issuer, blank,
                           *subject ? lead : "", subject);
}

/* The key knows best; it opens what a mention calls only "Văn bản". */
static const char *type_of(vt_arena *arena, const vt_form *form, const char *key) {
    size_t size = strcspn(key, "|");
    return size ? vt_arena_text(arena, (vt_slice){key, size}) : form->type;
}

bool vt_form_settle(vt_arena *arena, const vt_form *form, vt_cited *told) {
    const vt_vote *subject = best_of(form, VT_FORM_SUBJECT);
    told->type = type_of(arena, form, told->key);
    if (*told->key != '|' && !told->type) return false;
    told->number = value_of(best_of(form, VT_FORM_NUMBER));
    told->date = value_of(best_of(form, VT_FORM_DATE));
    const char *issuer = value_of(best_of(form, VT_FORM_ISSUER));
    told->issuer = written_out(arena, issuer);
    if (issuer && !told->issuer) return false;
    told->subject = value_of(subject);
    bool sayable = told->number || told->subject || !form->text;
    told->text = sayable ? compose(arena, told, subject ? subject->lead : "") : form->text;
    return told->text;
}
