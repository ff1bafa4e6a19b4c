/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: folded text or an abbreviation. Out: its entry of bodies.def. Assumes terminated text. */
#include "lexicon/bodies.h"

#include <string.h>
#include "lexicon/lexicon.h"

const vt_body_entry vt_bodies[] = {
#define X(abbreviation, name, folded, kind) {abbreviation, name, folded, kind},
#include "lexicon/bodies.def"
#undef X
};
const size_t vt_body_count = sizeof vt_bodies / sizeof *vt_bodies;

const vt_body_entry *vt_body_at(const char *folded, size_t *size) {
    vt_match match = vt_lexicon_spaced(VT_LEXICON_BODIES, folded, false);
    *size = match.size;
    return match.size ? &vt_bodies[match.entry] : NULL;
}

const vt_body_entry *vt_body_by_abbreviation(vt_slice abbreviation) {
    for (size_t i = 0; i < vt_body_count; i++)
        if (strlen(vt_bodies[i].abbreviation) == abbreviation.size && abbreviation.size &&
            memcmp(vt_bodies[i].abbreviation, abbreviation.data, abbreviation.size) == 0)
            return &vt_bodies[i];
    return NULL;
}
