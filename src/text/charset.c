/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: text in a legacy charset. Out: Unicode, NFC. */
#include "text/charset.h"

#include "base/slice.h"

const char *vt_charset_name(vt_charset charset) {
    static const char *const names[VT_CHARSET_COUNT] = {"utf-8", "tcvn3", "vni", "viscii", "windows-1258"};
    return names[charset];
}

static bool starts_fold(vt_slice text, const char *head) {
    for (size_t i = 0; head[i]; i++) {
        if (i == text.size) return false;
        char c = text.data[i];
        if ((c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c) != head[i]) return false;
    }
    return true;
}

vt_charset vt_charset_of_font(const char *font, bool *capitals) {
    vt_slice name = vt_slice_trim(vt_slice_of(font));
    bool tcvn3 = starts_fold(name, ".VN");
    if (capitals) *capitals = tcvn3 && name.size > 4 && name.data[name.size - 1] == 'H';
    if (tcvn3) return VT_CHARSET_TCVN3;
    return starts_fold(name, "VNI-") ? VT_CHARSET_VNI : VT_CHARSET_UTF8;
}
