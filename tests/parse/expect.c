/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expectations: lines "key: part | part" held against the fields of a document; the form is told in expect.h. */
#include "expect.h"

#include <string.h>
#include "base/slice.h"

/* How the lines of one key are held against the fields of that key. */
typedef enum rule { EACH, AMONG, IN_ORDER } rule;

static rule rule_of(vt_slice key) {
    static const struct {
        const char *key;
        rule rule;
    } rules[] = {{"warning", AMONG}, {"atom", IN_ORDER}, {"role", IN_ORDER}};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (vt_slice_is(key, rules[i].key)) return rules[i].rule;
    return EACH;
}

/* One line of an expectation. */
typedef struct wish {
    vt_slice key, value;
    unsigned depth;
} wish;

static vt_slice next_line(vt_slice *text) {
    const char *end = text->size ? memchr(text->data, '\n', text->size) : NULL;
    vt_slice line = {text->data, end ? (size_t)(end - text->data) : text->size};
    *text = vt_slice_sub(*text, end ? line.size + 1 : line.size, text->size);
    return line;
}

/* The next line with a key; false at the end. */
static bool next_wish(vt_slice *text, wish *out) {
    while (text->size) {
        vt_slice line = next_line(text);
        const char *colon = line.size ? memchr(line.data, ':', line.size) : NULL;
        if (!colon) continue;
        size_t at = (size_t)(colon - line.data), blanks = 0;
        *out = (wish){.key = vt_slice_sub(line, 0, at), .value = vt_slice_sub(line, at + 1, line.size)};
        while (blanks < out->value.size && out->value.data[blanks] == ' ') blanks++;
        out->depth = blanks > 1 ? (unsigned)(blanks - 1) / 2 : 0;
        out->value = vt_slice_trim(out->value);
        return true;
    }
    return false;
}

/* Cuts text at the first mark: what stands before it, and the rest. */
static vt_slice cut(vt_slice *text, vt_slice mark) {
    for (size_t i = 0; i + mark.size <= text->size; i++)
        if (memcmp(text->data + i, mark.data, mark.size) == 0) {
            vt_slice head = vt_slice_sub(*text, 0, i);
            *text = vt_slice_sub(*text, i + mark.size, text->size);
            return vt_slice_trim(head);
        }
    vt_slice whole = vt_slice_trim(*text);
    text->size = 0;
    return whole;
}

/* Equal but for the amount of white space; or, where head is set, text begins with wanted. */
static bool alike(vt_slice wanted, vt_slice text, bool head) {
    wanted = vt_slice_trim(wanted);
    text = vt_slice_trim(text);
    size_t i = 0, j = 0;
    while (i < wanted.size && j < text.size) {
        bool blank = vt_is_space(wanted.data[i]);
        if (blank != vt_is_space(text.data[j]) || (!blank && wanted.data[i] != text.data[j])) return false;
        while (blank && vt_is_space(wanted.data[i + 1])) i++;
        while (blank && vt_is_space(text.data[j + 1])) j++;
        i++, j++;
    }
    return i == wanted.size && (head || j == text.size);
}

static bool part_meets(vt_slice wanted, const char *part, bool head) {
    const vt_slice dots = VT_LITERAL(" ...");
    while (wanted.size) {
        vt_slice one = cut(&wanted, VT_LITERAL(" || "));
        bool open = head || vt_slice_ends(one, dots);
        if (open && !head) one.size -= dots.size;
        if (alike(one, vt_slice_of(part), open)) return true;
    }
    return false;
}

/* head says that the last part need only be begun. */
static bool meets(const wish *w, const field *got, bool head) {
    vt_slice rest = w->value;
    if (got->depth != w->depth || !rest.size) return false;
    for (size_t i = 0; rest.size; i++) {
        vt_slice part = cut(&rest, VT_LITERAL(" | "));
        if (i >= got->part_count || !part_meets(part, got->parts[i], head && i + 1 == got->part_count)) return false;
    }
    return true;
}

static bool is_key(const field *f, vt_slice key) { return vt_slice_is(key, f->key); }

static const field *next_of(const fields *got, vt_slice key, size_t *at) {
    while (*at < got->count && !is_key(&got->items[*at], key)) ++*at;
    return *at < got->count ? &got->items[(*at)++] : NULL;
}

/* The wishes of one key, one by one. */
static bool next_wish_of(vt_slice *text, vt_slice key, wish *out) {
    while (next_wish(text, out))
        if (vt_slice_equal(out->key, key)) return true;
    return false;
}

static bool each_met(vt_slice expectation, vt_slice key, const fields *got) {
    wish w;
    size_t at = 0;
    while (next_wish_of(&expectation, key, &w)) {
        const field *f = next_of(got, key, &at);
        if (!f || !meets(&w, f, false)) return false;
    }
    return !next_of(got, key, &at);
}

static bool in_order_met(vt_slice expectation, vt_slice key, const fields *got) {
    wish w;
    size_t at = 0;
    while (next_wish_of(&expectation, key, &w)) {
        const field *f;
        while ((f = next_of(got, key, &at)) && !meets(&w, f, true)) {}
        if (!f) return false;
    }
    return true;
}

static bool among_met(vt_slice expectation, vt_slice key, const fields *got) {
    wish w;
    while (next_wish_of(&expectation, key, &w)) {
        bool absent = w.value.size && w.value.data[0] == '!', found = false;
        if (absent) w.value = vt_slice_sub(w.value, 1, w.value.size);
        const field *f;
        for (size_t at = 0; (f = next_of(got, key, &at));) found = found || meets(&w, f, false);
        if (found == absent) return false;
    }
    return true;
}

static bool key_met(vt_slice expectation, vt_slice key, const fields *got) {
    static bool (*const checks[])(vt_slice, vt_slice, const fields *) = {
        [EACH] = each_met, [AMONG] = among_met, [IN_ORDER] = in_order_met};
    size_t at = 0;
    return next_of(got, key, &at) && checks[rule_of(key)](expectation, key, got);
}

static void write_field(const field *f, vt_buffer *out) {
    vt_buffer_printf(out, "%s: %*s", f->key, (int)f->depth * 2, "");
    for (size_t i = 0; i < f->part_count; i++) vt_buffer_printf(out, "%s%s", i ? " | " : "", f->parts[i]);
    vt_buffer_append_char(out, '\n');
}

void expect_write(const fields *got, vt_buffer *out) {
    for (size_t i = 0; i < got->count; i++) write_field(&got->items[i], out);
}

static void report_key(vt_slice expectation, vt_slice key, const fields *got, vt_buffer *report) {
    wish w;
    const field *f;
    while (next_wish_of(&expectation, key, &w))
        vt_buffer_printf(report, "    wanted %.*s: %*s%.*s\n", (int)key.size, key.data, (int)w.depth * 2, "",
                         (int)w.value.size, w.value.data);
    size_t at = 0;
    if (!next_of(got, key, &at)) vt_buffer_printf(report, "    there is no such field\n");
    for (at = 0; (f = next_of(got, key, &at));) {
        vt_buffer_append_text(report, "    got    ");
        write_field(f, report);
    }
}

/* Whether the wish that starts at `at` is the first of its key. */
static bool is_first(vt_slice expectation, const wish *w) {
    wish first;
    return next_wish_of(&expectation, w->key, &first) && first.key.data == w->key.data;
}

bool expect_met(vt_slice expectation, const fields *got, vt_buffer *report) {
    vt_slice rest = expectation;
    wish w;
    size_t keys = 0, missed = 0;
    while (next_wish(&rest, &w)) {
        keys++;
        if (!is_first(expectation, &w) || key_met(expectation, w.key, got)) continue;
        missed++;
        report_key(expectation, w.key, got, report);
    }
    if (!keys) vt_buffer_append_text(report, "    the case expects nothing\n");
    return keys && !missed;
}
