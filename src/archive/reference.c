/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: identity keys. Out: terms, see reference.h. Assumes that a key has five parts. */
#include "archive/reference.h"

#include <string.h>
#include "archive/places.h"
#include "base/error.h"
#include "base/slice.h"
#include "cite/cite.h"
#include "text/fold.h"

enum { PAGE = 4096 };

typedef struct key_parts {
    vt_slice type, ordinal, rest; /* rest: symbol|year|body */
} key_parts;

static bool split_key(const char *key, key_parts *parts) {
    const char *first = strchr(key, '|'), *second = first ? strchr(first + 1, '|') : NULL;
    if (!second) return false;
    parts->type = (vt_slice){key, (size_t)(first - key)};
    parts->ordinal = (vt_slice){first + 1, (size_t)(second - first - 1)};
    parts->rest = vt_slice_of(second + 1);
    return true;
}

static vt_slice part_text(vt_arena *arena, vt_slice ordinal, vt_slice rest) {
    char *text = vt_arena_printf(arena, "%.*s|%.*s", (int)ordinal.size, ordinal.data, (int)rest.size, rest.data);
    return vt_slice_of(text);
}

vt_slice vt_reference_term(vt_arena *arena, const char *key) {
    key_parts parts;
    if (!split_key(key, &parts)) return (vt_slice){NULL, 0};
    char *whole = vt_arena_printf(arena, "%.*s|%.*s|%s", (int)parts.ordinal.size, parts.ordinal.data,
                                  (int)parts.type.size, parts.type.data, parts.rest.data);
    vt_slice identity = whole ? vt_identity_term(arena, vt_slice_of(whole)) : (vt_slice){NULL, 0};
    if (!identity.data || identity.data == whole) return identity;
    return part_text(arena, parts.ordinal, identity);
}

/* The key of a term without its prefix; NULL when it is hashed (or memory ran out). */
static const char *key_of_term(vt_arena *arena, vt_slice term) {
    const char *bar = memchr(term.data, '|', term.size);
    size_t ordinal = bar ? (size_t)(bar - term.data) : term.size;
    vt_slice rest = vt_slice_sub(term, bar ? ordinal + 1 : ordinal, term.size);
    const char *next = rest.size && rest.data[0] != '#' ? memchr(rest.data, '|', rest.size) : NULL;
    if (!next) return NULL;
    int type = (int)(next - rest.data), tail = (int)(rest.data + rest.size - next);
    return vt_arena_printf(arena, "%.*s|%.*s%.*s", type, rest.data, (int)ordinal, term.data, tail, next);
}

static vt_code add_agreeing(vt_arena *arena, const vt_index_listed *listed, const char *key, vt_slice own_term,
                            vt_references *found, vt_error *err) {
    vt_slice bare = vt_slice_sub(listed->term, 1, listed->term.size);
    const char *other = key_of_term(arena, bare);
    if (other ? !vt_cite_keys_agree(key, other) : !vt_slice_equal(bare, own_term)) return VT_OK;
    vt_reference *reference = vt_array_push(arena, &found->items);
    char *term = reference ? vt_arena_text(arena, listed->term) : NULL;
    if (!term) return vt_fail_memory(err);
    *reference = (vt_reference){{term, listed->term.size}, other, listed->documents};
    return VT_OK;
}

/* Where the terms of a key's ordinal begin and end. A name without a number stands under the empty ordinal; a
 * reference with neither may be anything under the prefix. */
static bool range_of(vt_arena *arena, char prefix, const char *key, vt_slice *low, vt_slice *high) {
    key_parts parts;
    if (!split_key(key, &parts)) return false;
    bool anything = !parts.ordinal.size && parts.rest.data[0] == '|';
    int size = anything ? 0 : (int)parts.ordinal.size;
    char *start = vt_arena_printf(arena, "%c%.*s%s", prefix, size, parts.ordinal.data, anything ? "" : "|");
    char *end = start ? vt_arena_text(arena, vt_slice_of(start)) : NULL;
    if (!end) return false;
    end[strlen(end) - 1]++;
    *low = vt_slice_of(start);
    *high = vt_slice_of(end);
    return true;
}

vt_code vt_reference_find(vt_index *index, vt_arena *arena, char prefix, const char *key, vt_references *found,
                          vt_error *err) {
    vt_slice low, high, own_term = vt_reference_term(arena, key);
    *found = (vt_references){0};
    if (!own_term.data || !range_of(arena, prefix, key, &low, &high)) return vt_fail_memory(err);
    for (bool more = true; more;) {
        vt_index_answer *answer;
        vt_code code = vt_index_terms(index, low, high, PAGE, &answer, err);
        if (code != VT_OK) return code;
        for (size_t i = 0; i < answer->term_count && code == VT_OK; i++)
            code = add_agreeing(arena, &answer->terms[i], key, own_term, found, err);
        more = answer->term_count == PAGE;
        /* The next page starts behind the last term: that term and a zero byte. */
        if (more) {
            vt_slice last = answer->terms[PAGE - 1].term;
            char *next = vt_arena_text(arena, last);
            if (!next) code = vt_fail_memory(err);
            low = (vt_slice){next, last.size + 1};
        }
        vt_index_release(answer);
        if (code != VT_OK) return code;
    }
    return VT_OK;
}

/* "số 24/CT-UBND" or "24/CT-UBND": no type word is there. */
static bool is_bare_number(vt_arena *arena, vt_slice text) {
    const char *folded = vt_fold_text(arena, text);
    if (!folded) return false;
    folded += strspn(folded, " ");
    if (strncmp(folded, "so", 2) == 0) folded += 2 + strspn(folded + 2, " :.");
    return vt_is_digit(*folded);
}

static bool is_joint(char c) { return c == '/' || c == '-' || c == '&'; }

/* Without the blanks around the joints of a number, from its first slash to the end of its symbol. */
static vt_slice close_up(vt_arena *arena, vt_slice text) {
    char *out = vt_arena_bytes(arena, text.size + 1);
    size_t size = 0;
    bool number = false;
    if (!out) return text;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        size_t next = i;
        while (next < text.size && text.data[next] == ' ') next++;
        bool before = next < text.size && (number ? is_joint(text.data[next]) : text.data[next] == '/');
        bool after = number && size && is_joint(out[size - 1]);
        if (c == ' ' && (before || after)) continue;
        number = c == '/' || (number && c != ' ');
        out[size++] = c;
    }
    return (vt_slice){out, size};
}

const char *vt_reference_parse(vt_arena *arena, vt_slice text) {
    const char *key = vt_cite_parse_reference(arena, close_up(arena, text));
    /* The type that a symbol suggests is a guess (a letter 804/HD-PGDĐT): a bare number finds every type. */
    return key && is_bare_number(arena, text) ? key + strcspn(key, "|") : key;
}

bool vt_reference_is_number(vt_slice word) {
    bool slash = false, letter = false;
    if (!word.size || !vt_is_digit(word.data[0])) return false;
    for (size_t i = 0; i < word.size; i++) {
        slash |= word.data[i] == '/';
        letter |= vt_is_letter(word.data[i]);
    }
    return slash && letter;
}
