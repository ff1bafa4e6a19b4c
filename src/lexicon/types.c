/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: folded text or a code. Out: its entry of types.def. */
#include "lexicon/types.h"

#include <string.h>
#include "lexicon/lexicon.h"

const vt_type_entry vt_types[] = {
#define X(code, name, folded, kind, archive) {code, name, folded, sizeof(folded) - 1, kind, archive},
#include "lexicon/types.def"
#undef X
};
const size_t vt_type_count = sizeof vt_types / sizeof *vt_types;

const vt_type_entry *vt_type_at(const char *folded, size_t size) {
    vt_match match = vt_lexicon_at(VT_LEXICON_TYPES, folded, size);
    return match.size ? &vt_types[match.entry] : NULL;
}

const vt_type_entry *vt_type_spaced(const char *folded, size_t *size) {
    vt_match match = vt_lexicon_spaced(VT_LEXICON_TYPES, folded, true);
    *size = match.size;
    return match.size ? &vt_types[match.entry] : NULL;
}

const vt_type_entry *vt_type_like(const char *folded, size_t size) {
    enum { SHORTEST = 7 };
    const vt_type_entry *found = NULL;
    for (size_t i = 0; i < vt_type_count && size >= SHORTEST; i++) {
        size_t slips = 0;
        if (vt_types[i].folded_size != size) continue;
        for (size_t k = 0; k < size; k++) slips += folded[k] != vt_types[i].folded[k];
        if (slips > 1) continue;
        if (found) return NULL;
        found = &vt_types[i];
    }
    return found;
}

const vt_type_entry *vt_type_by_code(const char *code) {
    for (size_t i = 0; i < vt_type_count; i++)
        if (strcmp(vt_types[i].code, code) == 0) return &vt_types[i];
    return NULL;
}
