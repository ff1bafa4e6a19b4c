/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the text of a query, NFC. Out: the references in it, see mention.h. Assumes that blanks are spaces. */
#include "archive/mention.h"

#include <string.h>
#include "archive/reference.h"
#include "base/slice.h"
#include "cite/cite.h"

/* A reference ends before its subject, which is the last thing in it, and before any mark that the query language knows. */
static size_t end_of(vt_slice text, const vt_mention *mention) {
    static const char *const marks[] = {"(", ")", "\"", "\u201C", "\u201D", "\u201E", ";"};
    vt_slice subject = vt_slice_of(mention->subject);
    size_t end = mention->span.end;
    for (size_t at = mention->span.start + 1; at < mention->span.end; at++) {
        vt_slice rest = vt_slice_sub(text, at, mention->span.end);
        if (subject.size && vt_slice_starts(rest, subject)) end = at;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (vt_slice_starts(rest, vt_slice_of(marks[i]))) return end < at ? end : at;
    }
    return end;
}

/* A number alone is one of any type: what its symbol suggests is a guess. */
static const char *key_of(vt_arena *arena, const vt_mention *mention) {
    vt_citation citation = {.type = mention->type,
                            .number = mention->number,
                            .date = mention->date,
                            .issuer = mention->issuer};
    const char *key = vt_cite_key(arena, &citation, &(vt_cite_context){0});
    return key && !mention->type ? key + strcspn(key, "|") : key;
}

static bool is_full(const vt_mention *mention) {
    vt_slice number = vt_slice_of(mention->number);
    return number.size && vt_reference_number_size(number) == number.size;
}

bool vt_query_mentions_find(vt_arena *arena, vt_slice text, vt_query_mentions *found) {
    vt_shadow shadow;
    vt_mentions mentions = {0};
    *found = (vt_query_mentions){0};
    if (!vt_fold(arena, text, &shadow) || !vt_cite_unit(arena, text, &shadow, &mentions)) return false;
    size_t behind = 0;
    for (size_t i = 0; i < mentions.items.count; i++) {
        const vt_mention *mention = &mentions.items.items[i];
        if (!is_full(mention) || mention->span.start < behind) continue;
        vt_query_mention *next = vt_array_push(arena, found);
        const char *key = next ? key_of(arena, mention) : NULL;
        if (!key) return false;
        behind = end_of(text, mention);
        *next = (vt_query_mention){{mention->span.start, behind}, key};
    }
    return true;
}
