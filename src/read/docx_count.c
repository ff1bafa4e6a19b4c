/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the list and level of each numbered paragraph, in order. Out: the
 * numbers that Word prints. What the standard leaves open is done as Word
 * does it: all instances (w:num) of one definition share its counters; a
 * start override restarts once, when its instance is first used at that
 * level; a level that was skipped counts as begun.
 */
#include "read/docx_numbering.h"

#include <string.h>
#include "base/slice.h"

struct vt_docx_counter {
    int values[VT_DOCX_LEVELS];
    uint16_t begun; /* bits of the levels that run */
};

static bool prepare(const vt_docx_numbering *numbering, vt_docx_counters *counters, vt_arena *arena) {
    if (counters->abstracts) return true;
    counters->restarted = vt_arena_alloc(arena, numbering->nums.count * sizeof *counters->restarted);
    counters->abstracts = vt_arena_alloc(arena, numbering->abstracts.count * sizeof *counters->abstracts);
    return counters->restarted && counters->abstracts;
}

/* Whether a paragraph at level makes the deeper one start again. */
static bool restarts(const vt_docx_level *deeper, int depth, int level) {
    if (deeper->restart == 0) return false;
    if (deeper->restart < 0 || deeper->restart > depth) return true;
    return level < deeper->restart;
}

static void step(const vt_docx_numbering *numbering, vt_docx_counters *counters, vt_docx_place place) {
    struct vt_docx_counter *counter = &counters->abstracts[place.num->abstract];
    uint16_t *restarted = &counters->restarted[place.num - numbering->nums.items];
    const uint16_t bit = (uint16_t)(1U << place.level);
    for (int i = 0; i < place.level; i++) {
        if (counter->begun & 1U << i) continue;
        counter->values[i] = vt_docx_numbering_level(numbering, place.num, i)->start;
        counter->begun = (uint16_t)(counter->begun | 1U << i);
    }
    if (place.num->starts[place.level] != VT_DOCX_NO_START && !(*restarted & bit))
        counter->values[place.level] = place.num->starts[place.level];
    else if (counter->begun & bit)
        counter->values[place.level]++;
    else
        counter->values[place.level] = vt_docx_numbering_level(numbering, place.num, place.level)->start;
    *restarted |= bit;
    counter->begun |= bit;
    for (int i = place.level + 1; i < VT_DOCX_LEVELS; i++)
        if (restarts(vt_docx_numbering_level(numbering, place.num, i), i, place.level))
            counter->begun = (uint16_t)(counter->begun & ~(1U << i));
}

/* Fonts of signs (Symbol, Wingdings) have their bullets in the private use area, U+F000 to U+F0FF. */
static void print_bullet(const char *text, vt_buffer *out) {
    for (const unsigned char *at = (const unsigned char *)text; *at;) {
        bool private = at[0] == 0xEF && (at[1] == 0x80 || at[1] == 0x81 || at[1] == 0x82 || at[1] == 0x83) && at[2];
        if (private) {
            vt_buffer_append_text(out, "\xE2\x80\xA2");
            at += 3;
        } else {
            vt_buffer_append_char(out, (char)*at++);
        }
    }
}

/* A text that asks for a level below its own prints nothing at all, as in Word. */
static bool asks_deeper(const char *text, int level) {
    for (; *text; text++)
        if (text[0] == '%' && text[1] >= '1' && text[1] <= '9' && text[1] - '1' > level) return true;
    return false;
}

static void print_text(const vt_docx_numbering *numbering, const struct vt_docx_counter *counter, vt_docx_place place,
                       const vt_docx_level *level, vt_buffer *out) {
    for (const char *at = level->text; *at; at++) {
        if (at[0] != '%' || at[1] < '1' || at[1] > '9') {
            vt_buffer_append_char(out, *at);
            continue;
        }
        int shown = *++at - '1';
        const vt_docx_level *source = vt_docx_numbering_level(numbering, place.num, shown);
        if (level->legal && !vt_docx_format_is_silent(source->format))
            vt_docx_format_print(vt_docx_format_of((vt_slice){0}), counter->values[shown], 0, out);
        else if (source->format)
            vt_docx_format_print(source->format, counter->values[shown], source->pad, out);
    }
}

bool vt_docx_numbering_count(const vt_docx_numbering *numbering, vt_docx_counters *counters, vt_arena *arena,
                             vt_docx_place place, vt_buffer *out) {
    if (!prepare(numbering, counters, arena)) return false;
    step(numbering, counters, place);
    const vt_docx_level *level = vt_docx_numbering_level(numbering, place.num, place.level);
    const size_t before = out->size;
    if (vt_docx_format_is_bullet(level->format))
        print_bullet(level->text, out);
    else if (!asks_deeper(level->text, place.level))
        print_text(numbering, &counters->abstracts[place.num->abstract], place, level, out);
    if (out->size == before || level->suffix == VT_DOCX_SUFFIX_NOTHING) return !out->failed;
    while (out->size > before && vt_is_space(out->data[out->size - 1])) out->size--;
    vt_buffer_append_char(out, ' ');
    return !out->failed;
}
