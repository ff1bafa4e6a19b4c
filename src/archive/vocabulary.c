/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: what was typed into a search box. Out: how it may go on. */
#include "archive/vocabulary.h"

#include <string.h>
#include "archive/mention.h"
#include "base/slice.h"
#include "text/fold.h"

enum {
    LEAST_SIZE = 2,  /* letters; what is shorter could be anything */
    MOST_WORDS = 8,  /* of the end of the query that may be the start of one value */
    MOST_FIELDS = 3, /* offered beside values */
};

/* The facet whose values stand behind a field, and the field that they are put behind. The facet of bodies counts
 * whole bodies, so that words of the issuer become one. */
static const struct {
    vt_field_id field, behind;
    vt_facet_kind kind;
} valued[] = {
    {VT_FIELD_ID_TYPE, VT_FIELD_ID_TYPE, VT_FACET_TYPE},        {VT_FIELD_ID_YEAR, VT_FIELD_ID_YEAR, VT_FACET_YEAR},
    {VT_FIELD_ID_BODY, VT_FIELD_ID_BODY, VT_FACET_BODY},        {VT_FIELD_ID_ISSUER, VT_FIELD_ID_BODY, VT_FACET_BODY},
    {VT_FIELD_ID_CITES, VT_FIELD_ID_CITES, VT_FACET_CITES},     {VT_FIELD_ID_BASIS, VT_FIELD_ID_BASIS, VT_FACET_CITES},
    {VT_FIELD_ID_CHANGES, VT_FIELD_ID_CHANGES, VT_FACET_CITES},
};

/* ---- building ---- */

/* Without the words that lead over to what it is about. */
static vt_slice without_about(vt_slice text) {
    static const vt_slice words[] = {VT_LITERAL_INIT(" việc"), VT_LITERAL_INIT(" về")};
    text = vt_slice_trim(text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (vt_slice_ends(text, words[i])) text.size -= words[i].size;
    return text;
}

/* A cited document is put into the box as a person names it, without what it is about: an identity key is nothing to
 * read. A law is what it is about. NULL when memory ran out. */
static const char *named(vt_arena *arena, const char *label) {
    vt_query_mentions found;
    if (!vt_query_mentions_find(arena, vt_slice_of(label), &found)) return NULL;
    vt_slice name =
        found.count ? without_about(vt_slice_sub(vt_slice_of(label), 0, found.items[0].span.end)) : vt_slice_of(label);
    bool numbered = memchr(name.data, '/', name.size) != NULL;
    return numbered ? vt_arena_text(arena, name) : label;
}

static bool add_value(vt_vocabulary *vocabulary, vt_arena *arena, vt_facet_kind kind, const vt_facet_value *from) {
    const char *value = kind == VT_FACET_CITES ? named(arena, from->label) : from->value;
    if (!value) return false;
    if (strchr(value, '"')) return true; /* it would end the value */
    vt_vocabulary_value *to = vt_array_push(arena, &vocabulary->values);
    const char *label = vt_fold_text(arena, vt_slice_of(from->label)),
               *folded = vt_fold_text(arena, vt_slice_of(value));
    if (!to || !label || !folded) return false;
    *to = (vt_vocabulary_value){kind, value, from->label, vt_arena_printf(arena, "%s\n%s", label, folded),
                                from->documents};
    return to->folded;
}

bool vt_vocabulary_build(vt_vocabulary *vocabulary, vt_arena *arena, const vt_facet *facets, size_t count) {
    *vocabulary = (vt_vocabulary){0};
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < facets[i].count; k++)
            if (!add_value(vocabulary, arena, facets[i].kind, &facets[i].items[k])) return false;
    return true;
}

/* ---- what was typed ---- */

/* A value that is still being typed, behind a field's name. */
typedef struct unfinished {
    vt_slice head, name, value; /* all before the name; the name; what stands of the value */
    bool quoted;
} unfinished;

static bool parts_words(char c) { return vt_is_space(c) || c == '(' || c == '"'; }

static bool has_any(vt_slice text, const char *bytes) {
    for (size_t i = 0; i < text.size; i++)
        if (strchr(bytes, text.data[i])) return true;
    return false;
}

/* Somebody may forget the quotation mark before a value of several words. */
static bool find_unfinished(vt_slice typed, unfinished *out) {
    size_t colon = typed.size;
    while (colon && typed.data[colon - 1] != ':') colon--;
    if (!colon) return false;
    size_t begin = colon - 1;
    while (begin && !parts_words(typed.data[begin - 1])) begin--;
    if (typed.data[begin] == '-') begin++;
    *out = (unfinished){vt_slice_sub(typed, 0, begin), vt_slice_sub(typed, begin, colon - 1),
                        vt_slice_sub(typed, colon, typed.size), false};
    out->quoted = vt_slice_starts(out->value, VT_LITERAL("\""));
    if (out->quoted) out->value = vt_slice_sub(out->value, 1, out->value.size);
    bool ended = !out->quoted && vt_slice_ends(typed, VT_LITERAL(" "));
    return !ended && !has_any(out->value, out->quoted ? "\"" : "\"()");
}

/* Where the last word begins; the end where no word does: inside of a phrase. */
static size_t last_word(vt_slice typed) {
    size_t begin = 0;
    bool quoted = false;
    for (size_t i = 0; i < typed.size; i++) {
        quoted ^= typed.data[i] == '"';
        if (parts_words(typed.data[i])) begin = i + 1;
    }
    if (begin < typed.size && typed.data[begin] == '-') begin++;
    return quoted ? typed.size : begin;
}

/* ---- offering ---- */

typedef struct offering {
    const vt_vocabulary *vocabulary;
    vt_arena *arena;
    vt_offers *offers;
    size_t limit;
    bool failed;
} offering;

static void offer(offering *o, vt_slice head, const char *rest, vt_offer one) {
    one.query = rest ? vt_arena_printf(o->arena, "%.*s%s", (int)head.size, head.data, rest) : NULL;
    vt_offer *place = one.query ? vt_array_push(o->arena, &o->offers->items) : NULL;
    o->failed |= !place;
    if (place) *place = one;
}

/* Whether a line of the text, or (word) one of its words, begins so. */
static bool has_begin(const char *text, vt_slice begin, bool word) {
    for (const char *at = text; *at; at++) {
        bool starts = at == text || at[-1] == '\n' || (word && !vt_is_letter(at[-1]) && !vt_is_digit(at[-1]));
        if (starts && strncmp(at, begin.data, begin.size) == 0) return true;
    }
    return !begin.size;
}

/* Whether each of the words begins one of the text's; "và" is in some spellings of a body's name and not in others. */
static bool has_words(const char *text, const char *words) {
    for (const char *at = words + strspn(words, " "); *at; at += strspn(at, " ")) {
        vt_slice word = {at, strcspn(at, " ")};
        if (!vt_slice_is(word, "va") && !has_begin(text, word, true)) return false;
        at += word.size;
    }
    return true;
}

static bool fits(const vt_vocabulary_value *value, const char *words, bool begin) {
    bool begins = has_begin(value->folded, vt_slice_of(words), false);
    return begin ? begins : !begins && has_words(value->folded, words);
}

static void offer_value(offering *o, vt_slice head, vt_slice name, vt_field_id field,
                        const vt_vocabulary_value *value) {
    bool plain = !strpbrk(value->value, " ()");
    const char *rest =
        vt_arena_printf(o->arena, plain ? "%.*s:%s" : "%.*s:\"%s\"", (int)name.size, name.data, value->value);
    offer(o, head, rest, (vt_offer){NULL, field, value->label, value->documents});
}

/* The values of a kind that have these words, those first that begin with all of them; the most frequent first, as they
 * come. */
static void offer_values(offering *o, vt_slice head, vt_slice name, vt_field_id field, vt_facet_kind kind,
                         const char *words) {
    for (int begin = 1; begin >= 0; begin--)
        for (size_t i = 0; i < o->vocabulary->values.count && o->offers->items.count < o->limit; i++) {
            const vt_vocabulary_value *value = &o->vocabulary->values.items[i];
            if (value->kind == kind && fits(value, words, begin)) offer_value(o, head, name, field, value);
        }
}

static void offer_behind(offering *o, const unfinished *begun) {
    const vt_field *field = vt_field_find(begun->name);
    const char *words = vt_fold_text(o->arena, begun->value);
    o->failed |= !words;
    for (size_t i = 0; words && field && i < sizeof valued / sizeof *valued; i++) {
        if (&vt_fields[valued[i].field] != field) continue;
        vt_field_id behind = valued[i].behind;
        vt_slice name = behind == valued[i].field ? begun->name : vt_slice_of(vt_fields[behind].name);
        offer_values(o, begun->head, name, behind, valued[i].kind, words);
    }
}

static void offer_fields(offering *o, vt_slice typed, size_t last) {
    const char *word = vt_fold_text(o->arena, vt_slice_sub(typed, last, typed.size));
    size_t size = word ? strlen(word) : 0, offered = 0;
    o->failed |= !word;
    for (int i = 0; i < VT_FIELD_COUNT && offered < MOST_FIELDS && size >= LEAST_SIZE; i++) {
        const vt_field *field = &vt_fields[i];
        bool alias = strncmp(field->alias, word, size) == 0;
        if (!alias && strncmp(field->name, word, size) != 0) continue;
        offer(o, vt_slice_sub(typed, 0, last), vt_arena_printf(o->arena, "%s:", alias ? field->alias : field->name),
              (vt_offer){.field = (vt_field_id)i});
        offered++;
    }
}

/* The begins of the last words, the last one first; a field with its value, or a phrase, ends them. */
static size_t begins_of(vt_slice typed, size_t last, size_t begins[MOST_WORDS]) {
    size_t count = 1;
    begins[0] = last;
    if (last && !vt_is_space(typed.data[last - 1])) return count;
    for (size_t at = last; at-- > 0 && count < MOST_WORDS;) {
        if (strchr(":\"()", typed.data[at])) return count;
        if (!vt_is_space(typed.data[at]) && (!at || vt_is_space(typed.data[at - 1]))) begins[count++] = at;
    }
    return count;
}

/* As many of the last words as some value has. */
static void offer_words(offering *o, vt_slice typed, size_t last) {
    static const vt_facet_kind kinds[] = {VT_FACET_BODY, VT_FACET_CITES};
    size_t begins[MOST_WORDS], before = o->offers->items.count;
    for (size_t i = begins_of(typed, last, begins); i-- > 0 && o->offers->items.count == before && !o->failed;) {
        const char *words = vt_fold_text(o->arena, vt_slice_sub(typed, begins[i], typed.size));
        o->failed |= !words;
        if (!words || strlen(words) < LEAST_SIZE) continue;
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            offer_values(o, vt_slice_sub(typed, 0, begins[i]), vt_slice_of(vt_facet_field(kinds[k])),
                         kinds[k] == VT_FACET_BODY ? VT_FIELD_ID_BODY : VT_FIELD_ID_CITES, kinds[k], words);
    }
}

bool vt_vocabulary_offer(const vt_vocabulary *vocabulary, vt_arena *arena, const char *typed, size_t limit,
                         vt_offers *offers) {
    vt_slice all = vt_slice_of(typed);
    unfinished begun = {0};
    offering o = {vocabulary, arena, offers, limit, false};
    *offers = (vt_offers){0};
    bool behind = find_unfinished(all, &begun);
    if (behind) offer_behind(&o, &begun);
    size_t last = last_word(all);
    bool elsewhere = !behind || (!begun.quoted && all.data + last > begun.value.data);
    if (!offers->items.count && elsewhere && last < all.size) {
        offer_fields(&o, all, last);
        offer_words(&o, all, last);
    }
    return !o.failed;
}
