/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a field's name. Out: its entry of fields.def. */
#include "archive/fields.h"

#include "text/fold.h"
#include "text/utf8.h"

const vt_field vt_fields[VT_FIELD_COUNT] = {
#define X(id, name, alias, prefix, kind, help, example) {name, alias, prefix, VT_FIELD_##kind, help, example},
#include "archive/fields.def"
#undef X
};

static bool is_name(vt_slice given, const char *name) {
    for (size_t at = 0; at < given.size; at += vt_utf8_size(given.data[at])) {
        char c = vt_fold_point(vt_utf8_decode(given.data + at));
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        if (!*name || c != *name++) return false;
    }
    return !*name;
}

const vt_field *vt_field_find(vt_slice name) {
    for (size_t i = 0; i < VT_FIELD_COUNT; i++)
        if (is_name(name, vt_fields[i].name) || is_name(name, vt_fields[i].alias)) return &vt_fields[i];
    return NULL;
}
