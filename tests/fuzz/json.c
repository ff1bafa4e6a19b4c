/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: bytes. Out: whether they are one JSON value (RFC 8259). A reader of its own: the writer is what is tested. */
#include <string.h>
#include "base/slice.h"
#include "fuzz.h"
#include "text/utf8.h"

enum { MOST_DEPTH = 4000 };

typedef struct reading {
    const char *at, *end;
    unsigned depth;
} reading;

static bool take(reading *r, char c) {
    if (r->at == r->end || *r->at != c) return false;
    r->at++;
    return true;
}

static void skip_blanks(reading *r) {
    while (r->at < r->end && memchr(" \t\r\n", *r->at, 4)) r->at++;
}

static bool take_text(reading *r, const char *text) {
    size_t size = strlen(text);
    if ((size_t)(r->end - r->at) < size || memcmp(r->at, text, size) != 0) return false;
    r->at += size;
    return true;
}

static bool take_hex(reading *r) {
    for (int i = 0; i < 4; i++, r->at++)
        if (r->at == r->end || !*r->at || !strchr("0123456789abcdefABCDEF", *r->at)) return false;
    return true;
}

static bool take_string(reading *r) {
    if (!take(r, '"')) return false;
    while (r->at < r->end && *r->at != '"') {
        char c = *r->at++;
        if ((unsigned char)c < 0x20) return false;
        if (c != '\\') continue;
        if (take(r, 'u') ? !take_hex(r) : r->at == r->end || !memchr("\"\\/bfnrt", *r->at++, 8)) return false;
    }
    return take(r, '"');
}

static bool take_digits(reading *r) {
    const char *start = r->at;
    while (r->at < r->end && *r->at >= '0' && *r->at <= '9') r->at++;
    return r->at > start;
}

static bool take_number(reading *r) {
    take(r, '-');
    if (!take(r, '0') && !take_digits(r)) return false;
    if (take(r, '.') && !take_digits(r)) return false;
    if (!take(r, 'e') && !take(r, 'E')) return true;
    if (!take(r, '+')) take(r, '-');
    return take_digits(r);
}

static bool take_value(reading *r);

/* Behind the opening bracket; with names for an object. */
static bool take_items(reading *r, char closing) {
    skip_blanks(r);
    if (take(r, closing)) return true;
    do {
        skip_blanks(r);
        if (closing == '}' && (!take_string(r) || (skip_blanks(r), !take(r, ':')))) return false;
        if (!take_value(r)) return false;
    } while (take(r, ','));
    return take(r, closing);
}

static bool take_value(reading *r) {
    if (++r->depth > MOST_DEPTH) return false;
    skip_blanks(r);
    bool taken = take(r, '{')   ? take_items(r, '}')
                 : take(r, '[') ? take_items(r, ']')
                                : take_text(r, "true") || take_text(r, "false") || take_text(r, "null") ||
                                      take_string(r) || take_number(r);
    skip_blanks(r);
    r->depth--;
    return taken;
}

bool fuzz_is_json(vt_slice text) {
    reading r = {text.data, text.data + text.size, 0};
    return vt_utf8_valid(text) && take_value(&r) && r.at == r.end;
}
