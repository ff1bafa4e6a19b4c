/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a record's id. Out: the part of the archive that it belongs to. */
#include "archive/sample.h"

#include "archive/fields.h"
#include "base/slice.h"

enum { FIRST = '0' };

char vt_sample_of(const char *id) {
    return (char)(FIRST + (unsigned)(vt_hex_value(id[0]) * 16 + vt_hex_value(id[1])) % VT_SAMPLES);
}

const vt_slice *vt_samples(vt_arena *arena) {
    vt_slice *all = vt_arena_alloc(arena, VT_SAMPLES * sizeof *all);
    for (int i = 0; all && i < VT_SAMPLES; i++) {
        char *term = vt_arena_printf(arena, "%c%c", VT_PREFIX_SAMPLE, FIRST + i);
        if (!term) return NULL;
        all[i] = (vt_slice){term, 2};
    }
    return all;
}
