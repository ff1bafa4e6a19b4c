/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: folded text behind the word Luật. Out: the law's entry and where its name ends. Assumes terminated text. */
#include "lexicon/laws.h"

#include <string.h>

const vt_law_entry vt_laws[] = {
#define X(type, name, folded) {type, name, folded},
#include "lexicon/laws.def"
#undef X
};
const size_t vt_law_count = sizeof vt_laws / sizeof *vt_laws;

static bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/* Blanks and the marks that are written or left out at will inside a name. */
static const char *skip_marks(const char *at) {
    while (*at == ' ' || *at == ',' || *at == '-') at++;
    return at;
}

static size_t word_size(const char *at) {
    size_t size = 0;
    while (is_word(at[size])) size++;
    return size;
}

/* và, vào, về, của: printed one for the other. */
static bool is_link(const char *at, size_t size) {
    static const char *const links[] = {"va", "vao", "ve", "cua"};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (strlen(links[i]) == size && memcmp(links[i], at, size) == 0) return true;
    return false;
}

static const char *skip_link(const char *at) {
    size_t size = word_size(at);
    return is_link(at, size) ? skip_marks(at + size) : at;
}

/* Bytes of at that spell the name word by word; 0 when they do not. */
static size_t spelt(const char *at, const char *name) {
    const char *start = at, *end = at;
    while (*(name = skip_marks(name))) {
        at = skip_marks(at);
        size_t size = word_size(name);
        if (is_link(name, size)) {
            name = skip_link(name);
            at = skip_link(at);
            size = word_size(name);
        }
        if (!size) size = 1; /* a bracket or a slash */
        if (strncmp(at, name, size) != 0) return 0;
        if (is_word(*at) && is_word(at[size])) return 0;
        at += size;
        name += size;
        end = at;
    }
    return (size_t)(end - start);
}

const vt_law_entry *vt_law_at(const char *type, const char *folded, size_t *size) {
    const vt_law_entry *best = NULL;
    *size = 0;
    for (size_t i = 0; i < vt_law_count; i++) {
        if (vt_laws[i].folded[0] != folded[0] || strcmp(vt_laws[i].type, type) != 0) continue;
        size_t got = spelt(folded, vt_laws[i].folded);
        if (got <= *size) continue;
        *size = got;
        best = &vt_laws[i];
    }
    return best;
}
