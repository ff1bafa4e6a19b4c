/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a name in small letters. Out: its entry of provinces.def. */
#include "lexicon/provinces.h"

#include <string.h>

const vt_province_entry vt_provinces[] = {
#define X(name, level) {name, level},
#include "lexicon/provinces.def"
#undef X
};
const size_t vt_province_count = sizeof vt_provinces / sizeof *vt_provinces;

const vt_province_entry *vt_province_named(vt_slice name) {
    for (size_t i = 0; i < vt_province_count; i++)
        if (strlen(vt_provinces[i].name) == name.size && memcmp(vt_provinces[i].name, name.data, name.size) == 0)
            return &vt_provinces[i];
    return NULL;
}
