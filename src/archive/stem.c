/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a folded word. Out: its stem. The groups are frozen: each is the byte that
 * its row starts with plus its place in the row, and who changes that changes the
 * schema of the index (index/README.md). Within a row longer ones come first. A
 * word with letters beyond ASCII, which the bytes of groups could be taken for,
 * stays as it is behind a mark.
 */
#include "archive/stem.h"

#include <string.h>

enum { GROUP_SIZE = 5, LETTERS = 26, FIRST_GROUP = 0x80, AS_IT_IS = 0x7F };

typedef struct row {
    unsigned char first, count;
    const char (*groups)[GROUP_SIZE];
} row;

#define GROUPS(...) ((const char[][GROUP_SIZE]){__VA_ARGS__})
#define ROW(letter, first, ...) [letter - 'a'] = {first, sizeof GROUPS(__VA_ARGS__) / GROUP_SIZE, GROUPS(__VA_ARGS__)}

/* Onsets (âm đầu) and rimes (vần), by their first letter. */
static const row rows[LETTERS] = {
    ROW('a', 0x80, "ach", "ang", "anh", "ac", "ai", "am", "an", "ao", "ap", "at", "au", "ay"),
    ROW('c', 0x8C, "ch"),
    ROW('e', 0x8D, "ech", "eng", "enh", "ec", "em", "en", "eo", "ep", "et", "eu"),
    ROW('g', 0x97, "gh", "gi"),
    ROW('i', 0x99, "ieng", "ich", "iec", "iem", "ien", "iep", "iet", "ieu", "inh", "ia", "im", "in", "ip", "it", "iu"),
    ROW('k', 0xA8, "kh"),
    ROW('n', 0xA9, "ngh", "ng", "nh"),
    ROW('o', 0xAC, "oach", "oang", "oanh", "oong", "oac", "oai", "oam", "oan", "oao", "oap", "oat", "oay", "oem", "oen",
        "oeo", "oet", "ong", "ooc", "oa", "oc", "oe", "oi", "om", "on", "op", "ot"),
    ROW('p', 0xC6, "ph"),
    ROW('q', 0xC7, "qu"),
    ROW('t', 0xC8, "th", "tr"),
    ROW('u', 0xCA, "uech", "uenh", "uong", "uych", "uyen", "uyet", "uynh", "uang", "uan", "uat", "uay", "uoc", "uoi",
        "uom", "uon", "uop", "uot", "uou", "uya", "uyn", "uyp", "uyt", "uyu", "ung", "ua", "uc", "ue", "ui", "um", "un",
        "uo", "up", "ut", "uu", "uy"),
    ROW('y', 0xED, "yeng", "ych", "yem", "yen", "yet", "yeu", "ynh", "yt"),
};

static bool is_ascii(vt_slice text) {
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.data[i] >= FIRST_GROUP) return false;
    return true;
}

/* The size of a group that the text begins with, or 0; both begin with one letter. */
static size_t group_at(vt_slice text, const char *group) {
    size_t size = 1;
    for (; size < GROUP_SIZE && group[size]; size++)
        if (size == text.size || group[size] != text.data[size]) return 0;
    return size;
}

/* The byte for the group or letter that the text begins with; its size goes to *size. */
static char take(vt_slice text, size_t *size) {
    size_t letter = (size_t)(text.data[0] - 'a');
    if (text.size > 1 && text.data[0] >= 'a' && letter < LETTERS)
        for (unsigned i = 0; i < rows[letter].count; i++)
            if ((*size = group_at(text, rows[letter].groups[i])) > 0) return (char)(rows[letter].first + i);
    *size = 1;
    return text.data[0];
}

size_t vt_stem_pack(vt_slice folded, char *stem) {
    size_t count = 0, size;
    if (!is_ascii(folded)) {
        stem[0] = AS_IT_IS;
        memcpy(stem + 1, folded.data, folded.size);
        return folded.size + 1;
    }
    for (size_t at = 0; at < folded.size; at += size)
        stem[count++] = take((vt_slice){folded.data + at, folded.size - at}, &size);
    return count;
}
