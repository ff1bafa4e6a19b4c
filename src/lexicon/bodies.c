/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: folded text or an abbreviation. Out: its entry of bodies.def. Assumes terminated text. */
#include "lexicon/bodies.h"

#include <string.h>

const vt_body_entry vt_bodies[] = {
#define X(abbreviation, name, folded, kind) {abbreviation, name, folded, kind},
#include "lexicon/bodies.def"
#undef X
};
const size_t vt_body_count = sizeof vt_bodies / sizeof *vt_bodies;

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/* Bytes of at that spell name, any run of blanks for a blank; 0 when they do not, or go on as a longer word. */
static size_t spelt(const char *at, const char *name) {
    const char *start = at;
    for (; *name; name++) {
        if (*name == ' ') {
            if (*at != ' ') return 0;
            while (*at == ' ') at++;
        } else if (*at++ != *name)
            return 0;
    }
    return is_letter(*at) ? 0 : (size_t)(at - start);
}

const vt_body_entry *vt_body_at(const char *folded, size_t *size) {
    const vt_body_entry *best = NULL;
    *size = 0;
    for (size_t i = 0; i < vt_body_count; i++) {
        if (vt_bodies[i].folded[0] != folded[0]) continue;
        size_t got = spelt(folded, vt_bodies[i].folded);
        if (got <= *size) continue;
        *size = got;
        best = &vt_bodies[i];
    }
    return best;
}

const vt_body_entry *vt_body_by_abbreviation(vt_slice abbreviation) {
    for (size_t i = 0; i < vt_body_count; i++)
        if (strlen(vt_bodies[i].abbreviation) == abbreviation.size && abbreviation.size &&
            memcmp(vt_bodies[i].abbreviation, abbreviation.data, abbreviation.size) == 0)
            return &vt_bodies[i];
    return NULL;
}
