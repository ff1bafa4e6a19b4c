/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an entry. Out: its line, with its sum before it; and the way back. Assumes nothing about the bytes. */
#include "archive/journal_line.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "base/digest.h"
#include "base/slice.h"

enum { SUM_SIZE = 16, PIECES = 9, ID_SIZE = 64 };

static const char digits[] = "0123456789abcdef";

static void sum_of(vt_slice text, char *sum) {
    char hex[VT_DIGEST_HEX + 1];
    vt_digest_hex(text, hex);
    memcpy(sum, hex, SUM_SIZE);
}

vt_slice vt_journal_line_sum(vt_slice raw) { return vt_slice_sub(raw, 0, SUM_SIZE); }

static void put_piece(vt_buffer *buffer, const char *text) {
    vt_buffer_append_char(buffer, '\t');
    if (!text) vt_buffer_append_text(buffer, "\\N");
    for (; text && *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte < ' ' || byte == 0x7F || byte == '\\')
            vt_buffer_printf(buffer, "\\x%c%c", digits[byte >> 4], digits[byte & 15]);
        else
            vt_buffer_append_char(buffer, *text);
    }
}

void vt_journal_line_write(const vt_journal_entry *entry, vt_buffer *buffer) {
    const char *pieces[] = {entry->time, entry->user,  vt_journal_action_id(entry->action), entry->id,
                            entry->path, entry->field, entry->value,           entry->said};
    size_t start = buffer->size;
    vt_buffer_printf(buffer, "%*s\t%" PRIu64, SUM_SIZE, "", entry->sequence);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) put_piece(buffer, pieces[i]);
    if (buffer->failed) return;
    vt_slice text = vt_slice_sub(vt_buffer_slice(buffer), start + SUM_SIZE + 1, buffer->size);
    sum_of(text, buffer->data + start);
    vt_buffer_append_char(buffer, '\n');
}

static int hex_of(char c) {
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* Resolves the escapes in place, as what comes out is never longer; false when one is none. */
static bool unescape(char *text) {
    char *out = text;
    for (const char *at = text; *at;) {
        if (*at != '\\') {
            *out++ = *at++;
            continue;
        }
        int high = at[1] == 'x' ? hex_of(at[2]) : -1, low = high < 0 ? -1 : hex_of(at[3]);
        if (low < 0) return false;
        *out++ = (char)(high * 16 + low);
        at += 4;
    }
    *out = '\0';
    return true;
}

/* Cuts the text, which is zero-terminated, at its tabs; false when there are too few pieces or one is malformed.
 * Pieces behind the last are of a later version. */
static bool cut(char *text, const char **pieces) {
    for (size_t i = 0; i < PIECES; i++) {
        char *tab = text ? strchr(text, '\t') : NULL;
        if (!text) return false;
        if (tab) *tab = '\0';
        pieces[i] = strcmp(text, "\\N") == 0 ? NULL : text;
        if (pieces[i] && !unescape(text)) return false;
        text = tab ? tab + 1 : NULL;
    }
    return true;
}

static bool find_action(const char *name, vt_journal_action *out) {
    for (int i = 0; i < VT_JOURNAL_ACTIONS; i++)
        if (strcmp(vt_journal_action_id((vt_journal_action)i), name) == 0) return *out = (vt_journal_action)i, true;
    return false;
}

static bool fill(const char *const *pieces, vt_journal_entry *entry) {
    for (size_t i = 0; i < 7; i++)
        if (!pieces[i] && i != 5) return false;
    char *end;
    *entry = (vt_journal_entry){.sequence = strtoull(pieces[0], &end, 10),
                                .time = pieces[1], .user = pieces[2],
                                .id = pieces[4], .path = pieces[5], .field = pieces[6],
                                .value = pieces[7], .said = pieces[8]};
    return !*end && strlen(entry->id) == ID_SIZE && find_action(pieces[3], &entry->action);
}

static bool is_whole(vt_slice raw) {
    char sum[SUM_SIZE];
    if (raw.size <= SUM_SIZE || raw.data[SUM_SIZE] != '\t' || memchr(raw.data, '\0', raw.size)) return false;
    sum_of(vt_slice_sub(raw, SUM_SIZE + 1, raw.size), sum);
    return memcmp(raw.data, sum, SUM_SIZE) == 0;
}

vt_line_state vt_journal_line_read(vt_arena *arena, vt_slice raw, vt_journal_line *line) {
    const char *pieces[PIECES];
    *line = (vt_journal_line){.raw = raw};
    if (!is_whole(raw)) return VT_LINE_DAMAGED;
    char *text = vt_arena_text(arena, vt_slice_sub(raw, SUM_SIZE + 1, raw.size));
    if (!text) return VT_LINE_NO_MEMORY;
    return cut(text, pieces) && fill(pieces, &line->entry) ? VT_LINE_GOOD : VT_LINE_DAMAGED;
}
