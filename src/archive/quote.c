/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: lines and the text that they come from. Out: their places in it, and the way back. */
#include "archive/quote.h"

#include <stdint.h>
#include <string.h>
#include "base/slice.h"

enum { REACH = 300 }; /* bytes behind the last quotation in which the next is looked for */

/* How many times the text may be quoted as a whole. */
enum { MOST_TIMES = 16 };

vt_quoting vt_quote_from(vt_slice text) { return (vt_quoting){text, 0, text.size * MOST_TIMES}; }

static size_t skip_space(vt_slice text, size_t at) {
    while (at < text.size && vt_is_space(text.data[at])) at++;
    return at;
}

/* No white space but single blanks. The loops are not left early, so that they take many bytes at once. */
static bool has_single_blanks(const char *text, size_t size) {
    unsigned char odd = 0;
    for (size_t i = 0; i < size; i++) odd |= text[i] >= '\t' && text[i] <= '\r';
    for (size_t i = 1; i < size; i++) odd |= (text[i - 1] == ' ') & (text[i] == ' ');
    return !odd;
}

/* Nothing in it was or becomes a run of white space: it stands in both as it is. */
static bool is_plain(const char *text, size_t size) {
    return size && has_single_blanks(text, size) && text[0] != ' ' && text[size - 1] != ' ';
}

/* How many bytes both begin with. */
static size_t common_size(vt_slice one, vt_slice other) {
    const char *a = one.data, *b = other.data;
    size_t size = 0, most = one.size < other.size ? one.size : other.size;
    while (most - size >= sizeof(uint64_t) && memcmp(a + size, b + size, sizeof(uint64_t)) == 0) size += sizeof(uint64_t);
    while (size < most && a[size] == b[size]) size++;
    return size;
}

/* Moves *at over the line if it stands there. What is the same in both is stepped over at once: where they part, the
 * text has more white space than a blank, or another kind. The line has single blanks. */
static bool stands_at(vt_slice text, size_t *at, vt_slice line) {
    size_t end = *at;
    for (size_t i = 0;;) {
        size_t same = common_size(vt_slice_sub(text, end, text.size), vt_slice_sub(line, i, line.size));
        i += same, end += same;
        if (i == line.size) return *at = line.data[i - 1] == ' ' ? skip_space(text, end) : end, true;
        if (end == text.size || !vt_is_space(text.data[end])) return false;
        if (line.data[i] == ' ')
            i++;
        else if (!i || line.data[i - 1] != ' ')
            return false;
        end = skip_space(text, end);
    }
}

/* Whether the second byte is the line's: most places are none where the line stands, and this tells so at once. */
static bool may_stand(vt_slice text, size_t at, vt_slice line) {
    return line.size < 2 || (at + 1 < text.size && (text.data[at + 1] == line.data[1] || vt_is_space(text.data[at + 1])));
}

/* A quotation never starts in white space, so that one place has one line. */
size_t vt_quote_find(vt_quoting *q, vt_slice line) {
    if (!line.size) return q->at;
    if (!has_single_blanks(line.data, line.size)) return SIZE_MAX;
    size_t last = q->text.size - q->at > REACH ? q->at + REACH : q->text.size;
    for (size_t start = q->at; start < last; start++) {
        const char *first = memchr(q->text.data + start, line.data[0], last - start);
        if (!first) return SIZE_MAX;
        start = (size_t)(first - q->text.data);
        size_t end = start;
        if (!may_stand(q->text, start, line) || !stands_at(q->text, &end, line)) continue;
        q->at = end;
        return start;
    }
    return SIZE_MAX;
}

bool vt_quote_copy(vt_quoting *q, size_t start, size_t size, char *to) {
    size_t at = start;
    bool inside = size && start <= q->text.size && size <= q->text.size - start;
    if (inside && is_plain(q->text.data + start, size)) {
        memcpy(to, q->text.data + start, size);
        q->at = start + size;
        return true;
    }
    for (size_t i = 0; i < size; i++) {
        if (at >= q->text.size) return false;
        bool space = vt_is_space(q->text.data[at]);
        to[i] = space ? ' ' : q->text.data[at];
        at = space ? skip_space(q->text, at) : at + 1;
    }
    if (size) q->at = at;
    return true;
}
