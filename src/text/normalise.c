/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: valid UTF-8 as a file has it. Out: the normal text that every pass may trust. */
#include "text/normalise.h"

#include <utf8proc.h>
#include "normalise_table.h"
#include "text/letter.h"
#include "text/normalise_class.h"
#include "text/scan.h"
#include "text/syllable.h"

enum { FEW = 64 }; /* code points of one cluster, decomposed, that need no memory of their own */

typedef struct writer {
    vt_arena *arena;
    vt_slice in;
    char *out;
    size_t size;
    size_t starter_out, starter_in; /* the last code point written that marks may join */
    bool has_starter;
    vt_text_map *map; /* or NULL */
    bool failed;
} writer;

static unsigned class_of(uint32_t point) { return normalise_class[normalise_block[point >> 8]][point & 0xFF]; }

static bool plain_ascii(unsigned char c) { return (c >= 0x20 && c < 0x7F) || c == '\t'; }

/* No control, no DEL, nothing above ASCII among eight bytes; tabs are rare enough to go the slow way. */
static bool plain8(const char *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
    const uint64_t ones = 0x0101010101010101U, highs = 0x8080808080808080U;
    uint64_t controls = (word - ones * 0x20) & ~word;
    uint64_t deletes = (word ^ ones * 0x7F) - ones;
    return !((word | controls | deletes) & highs);
}

/* The first byte from `at` on that does not stay as it is. */
static size_t skip_normal(vt_slice in, size_t at) {
    while (at < in.size) {
        if ((unsigned char)in.data[at] >= 0x80) {
            if (class_of(vt_utf8_decode(in.data + at)) != VT_NORMALISE_KEEP) return at;
            at += vt_utf8_size(in.data[at]);
        } else if (in.size - at >= 8 && plain8(in.data + at)) {
            at += 8;
        } else if (plain_ascii((unsigned char)in.data[at])) {
            at++;
        } else {
            return at;
        }
    }
    return at;
}

/* ---- the map ---- */

static void map_at(writer *w, size_t out, size_t in) {
    if (!w->map) return;
    while (w->map->segments.count && w->map->segments.items[w->map->segments.count - 1].out >= out)
        w->map->segments.count--;
    vt_text_segment *last = w->map->segments.count ? &w->map->segments.items[w->map->segments.count - 1] : NULL;
    if (last && out - last->out == in - last->in) return;
    vt_text_segment *segment = vt_array_push(w->arena, &w->map->segments);
    if (segment)
        *segment = (vt_text_segment){out, in};
    else
        w->failed = true;
}

size_t vt_text_map_source(const vt_text_map *map, size_t at) {
    size_t low = 0, high = map->segments.count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (map->segments.items[middle].out <= at)
            low = middle;
        else
            high = middle;
    }
    if (!map->segments.count) return at < map->size ? at : map->size;
    vt_text_segment own = map->segments.items[low];
    size_t end = low + 1 < map->segments.count ? map->segments.items[low + 1].in : map->size;
    size_t source = own.in + (at - own.out);
    return source < end ? source : end;
}

/* ---- plain pieces ---- */

static void put_starter(writer *w, size_t in, const char *bytes, unsigned size) {
    map_at(w, w->size, in);
    w->starter_out = w->size;
    w->starter_in = in;
    w->has_starter = true;
    memcpy(w->out + w->size, bytes, size);
    w->size += size;
}

static void copy_normal(writer *w, size_t start, size_t end) {
    if (start == end) return;
    map_at(w, w->size, start);
    memcpy(w->out + w->size, w->in.data + start, end - start);
    w->size += end - start;
    size_t last = vt_utf8_before(w->in.data, end);
    w->starter_in = last;
    w->starter_out = w->size - (end - last);
    w->has_starter = true;
}

/* The next code point that is not dropped; 0 at the end. */
static uint32_t next_point(const writer *w, size_t *at) {
    while (*at < w->in.size) {
        uint32_t point = vt_utf8_decode(w->in.data + *at);
        if (class_of(point) != VT_NORMALISE_DROP) return point;
        *at += vt_utf8_size(w->in.data[*at]);
    }
    return 0;
}

/* The canonical decomposition, four code points at most. */
static size_t decompose(uint32_t point, utf8proc_int32_t *parts) {
    int last = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)point, parts, 4, UTF8PROC_DECOMPOSE, &last);
    if (count >= 1 && count <= 4) return (size_t)count;
    parts[0] = (utf8proc_int32_t)point;
    return 1;
}

/* ---- look-alikes of đ ---- */

/* U+00D0 and U+00F0 are letters of Icelandic too: ð never begins a word there, and Ð stands among capitals
 * of Vietnamese in QĐ, HĐND. */
static uint32_t mended_dd(const writer *w, uint32_t point, size_t after) {
    if (point == 0x189) return 0x110;
    if (point == 0x256) return 0x111;
    utf8proc_int32_t next[4];
    bool another = class_of(next_point(w, &after)) == VT_NORMALISE_LOOKALIKE;
    decompose(next_point(w, &after), next);
    uint16_t following = vt_letter_of((uint32_t)next[0]);
    uint16_t before = w->size ? vt_letter_of(vt_utf8_decode(w->out + vt_utf8_before(w->out, w->size))) : 0;
    bool begins = !(before & VT_LETTER_WORD);
    unsigned base = vt_letter_base(following);
    if (point == 0xF0) return begins && base && base <= VT_LETTER_VOWELS ? 0x111 : point;
    bool among_capitals = vt_letter_base(before) && (before & VT_LETTER_UPPER);
    return (begins || among_capitals) && (base || another || !(following & VT_LETTER_WORD)) ? 0x110 : point;
}

/* ---- stand-alone tone marks ---- */

/* A word of the output that ends at `end`, as a toneless syllable to which letters can be added. */
static bool read_before(const writer *w, size_t end, size_t *start, vt_syllable *syllable) {
    size_t at = end;
    unsigned count = 0;
    *syllable = (vt_syllable){0};
    while (at > 0) {
        size_t before = vt_utf8_before(w->out, at);
        uint16_t entry = vt_letter_of(vt_utf8_decode(w->out + before));
        if (!(entry & VT_LETTER_WORD)) break;
        if (!vt_letter_base(entry) || vt_letter_tone(entry) || ++count > VT_SYLLABLE_MOST) return false;
        at = before;
    }
    *start = at;
    for (; at < end; at += vt_utf8_size(w->out[at]))
        syllable->letters[syllable->count++] = (uint8_t)vt_letter_base(vt_letter_of(vt_utf8_decode(w->out + at)));
    return count > 0;
}

/* Adds the ASCII letters that follow the mark; false when the word does not end after them. */
static bool read_after(const writer *w, size_t at, vt_syllable *syllable) {
    for (;;) {
        utf8proc_int32_t parts[4];
        bool whole = decompose(next_point(w, &at), parts) == 1;
        uint16_t entry = vt_letter_of((uint32_t)parts[0]);
        if (!(entry & VT_LETTER_WORD)) return true;
        if (!whole || parts[0] >= 0x80 || !vt_letter_base(entry) || syllable->count == VT_SYLLABLE_MOST) return false;
        syllable->letters[syllable->count++] = (uint8_t)vt_letter_base(entry);
        at += vt_utf8_size(w->in.data[at]);
    }
}

/* Writes the word of the output at `start` again, its letter `place` with the tone. */
static void put_tone(writer *w, size_t start, unsigned place, unsigned tone) {
    size_t at = start;
    for (unsigned i = 0; i < place; i++) at += vt_utf8_size(w->out[at]);
    uint32_t point = vt_utf8_decode(w->out + at);
    uint16_t entry = vt_letter_of(point);
    uint32_t toned = vt_letter_compose[vt_letter_base(entry)][tone];
    if (entry & VT_LETTER_UPPER) toned = vt_letter_upper(toned);
    char bytes[4];
    unsigned size = vt_utf8_encode(toned, bytes), old = vt_utf8_size(w->out[at]);
    size_t in = w->map ? vt_text_map_source(w->map, start) : 0;
    memmove(w->out + at + size, w->out + at + old, w->size - at - old);
    memcpy(w->out + at, bytes, size);
    w->size = w->size + size - old;
    map_at(w, start, in);
}

/*
 * A mark typed after the final consonant (`viêt` and U+0323) or, as PDF extraction leaves it, behind a stray space
 * (`Đô ̣c`): it goes to the vowel of its syllable, if that makes a syllable. `at` is the mark's place in the source.
 */
static bool mend_tone(writer *w, uint32_t mark, size_t at) {
    vt_tone tone = vt_tone_of_mark(mark);
    if (!tone || !w->has_starter || w->starter_out + vt_utf8_size(w->out[w->starter_out]) != w->size) return false;
    uint32_t base = vt_utf8_decode(w->out + w->starter_out);
    bool spaced = base == ' ' && w->starter_out > 0;
    if (!spaced && (base >= 0x80 || vt_letter_base(vt_letter_of(base)) <= VT_LETTER_VOWELS)) return false;
    size_t after = at + vt_utf8_size(w->in.data[at]), start;
    vt_syllable syllable;
    if (!read_before(w, spaced ? w->starter_out : w->size, &start, &syllable)) return false;
    unsigned before = syllable.count;
    if (!read_after(w, after, &syllable)) return false;
    syllable.tone = (uint8_t)tone;
    if (!vt_syllable_split(&syllable)) return false;
    unsigned place = vt_syllable_tone_place(&syllable);
    if (place >= before) return false;
    if (spaced) w->size = w->starter_out;
    put_tone(w, start, place, tone);
    w->has_starter = false; /* a second mark finds nothing to join */
    return true;
}

/* ---- clusters that NFC may change ---- */

/* How many bytes from `at` on belong to the cluster; counts the code points. */
static size_t cluster_end(const writer *w, size_t at, size_t *points) {
    for (*points = 0; at < w->in.size; at += vt_utf8_size(w->in.data[at])) {
        unsigned class = class_of(vt_utf8_decode(w->in.data + at));
        if (*points && !vt_normalise_joins(class) && class != VT_NORMALISE_DROP) break;
        *points += class != VT_NORMALISE_DROP;
    }
    return at;
}

static unsigned combining_class(utf8proc_int32_t point) { return utf8proc_get_property(point)->combining_class; }

/* A few marks by their class, stable. */
static void order_few(utf8proc_int32_t *points, size_t count) {
    for (size_t i = 1; i < count; i++) {
        utf8proc_int32_t point = points[i];
        size_t to = i;
        for (; to && combining_class(points[to - 1]) > combining_class(point); to--) points[to] = points[to - 1];
        points[to] = point;
    }
}

/* Any number of them, in a time that grows no faster than they. */
static bool order_many(vt_arena *arena, utf8proc_int32_t *points, size_t count) {
    utf8proc_int32_t *copy = vt_arena_array(arena, count, sizeof *copy);
    size_t starts[257] = {0};
    if (!copy) return false;
    memcpy(copy, points, count * sizeof *copy);
    for (size_t i = 0; i < count; i++) starts[combining_class(copy[i]) + 1]++;
    for (size_t class = 1; class < 257; class ++) starts[class] += starts[class - 1];
    for (size_t i = 0; i < count; i++) points[starts[combining_class(copy[i])]++] = copy[i];
    return true;
}

/* Canonical order: each run of marks by their class. */
static bool order(vt_arena *arena, utf8proc_int32_t *points, size_t count) {
    for (size_t at = 0, end; at < count; at = end) {
        end = at + 1;
        if (!combining_class(points[at])) continue;
        while (end < count && combining_class(points[end])) end++;
        if (end - at <= FEW)
            order_few(points + at, end - at);
        else if (!order_many(arena, points + at, end - at))
            return false;
    }
    return true;
}

/* Composes the cluster that starts at source byte `at` with the starter before it; returns where it ends. */
static size_t compose_cluster(writer *w, size_t at) {
    size_t points, count = 0, end = cluster_end(w, at, &points);
    bool joins = w->has_starter && vt_normalise_joins(class_of(vt_utf8_decode(w->in.data + at)));
    utf8proc_int32_t few[FEW], *parts = few;
    if (points + 1 > FEW / 4) parts = vt_arena_alloc(w->arena, (points + 1) * 4 * sizeof *parts);
    if (!parts) return w->failed = true, w->in.size;
    size_t out = joins ? w->starter_out : w->size, in = joins ? w->starter_in : at;
    if (joins)
        for (size_t i = out; i < w->size; i += vt_utf8_size(w->out[i]))
            count += decompose(vt_utf8_decode(w->out + i), parts + count);
    for (size_t i = at; i < end; i += vt_utf8_size(w->in.data[i])) {
        uint32_t point = vt_utf8_decode(w->in.data + i);
        if (class_of(point) != VT_NORMALISE_DROP) count += decompose(point, parts + count);
    }
    if (!order(w->arena, parts, count)) return w->failed = true, w->in.size;
    utf8proc_ssize_t composed =
        utf8proc_normalize_utf32(parts, (utf8proc_ssize_t)count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    map_at(w, out, in);
    w->size = out;
    for (utf8proc_ssize_t i = 0; i < composed; i++) w->size += vt_utf8_encode((uint32_t)parts[i], w->out + w->size);
    w->starter_out = out;
    w->starter_in = in;
    w->has_starter = true;
    return end;
}

static bool mark_alone(const writer *w, size_t at) {
    size_t next = at + vt_utf8_size(w->in.data[at]);
    uint32_t point = next_point(w, &next);
    return !vt_normalise_joins(class_of(point));
}

/* Deals with the code point at `at`, which does not stay as it is; returns where to go on. */
static size_t rewrite_point(writer *w, size_t at) {
    uint32_t point = vt_utf8_decode(w->in.data + at);
    size_t next = at + vt_utf8_size(w->in.data[at]);
    char bytes[4];
    switch (class_of(point)) {
    case VT_NORMALISE_SPACE: put_starter(w, at, " ", 1); return next;
    case VT_NORMALISE_DROP: return next;
    case VT_NORMALISE_LOOKALIKE:
        put_starter(w, at, bytes, vt_utf8_encode(mended_dd(w, point, next), bytes));
        return next;
    case VT_NORMALISE_JOINS:
    case VT_NORMALISE_SPLITS:
        if (mark_alone(w, at) && mend_tone(w, point, at)) return next;
        return compose_cluster(w, at);
    default: return compose_cluster(w, at);
    }
}

/* NFC grows only the code points that it always changes, to three times their bytes at most. */
static size_t most_bytes(vt_slice in, size_t at) {
    size_t growth = 0;
    for (; at < in.size; at += vt_utf8_size(in.data[at])) {
        if ((unsigned char)in.data[at] < 0x80) continue;
        unsigned class = class_of(vt_utf8_decode(in.data + at));
        if (class == VT_NORMALISE_CHANGES || class == VT_NORMALISE_SPLITS)
            growth += (size_t)2 * vt_utf8_size(in.data[at]);
    }
    return in.size + growth;
}

static bool rewrite(vt_arena *arena, vt_slice in, size_t at, vt_slice *out, vt_text_map *map) {
    writer w = {.arena = arena, .in = in, .out = vt_arena_bytes(arena, most_bytes(in, at) + 4), .map = map};
    if (!w.out) return false;
    copy_normal(&w, 0, at);
    while (at < in.size && !w.failed) {
        at = rewrite_point(&w, at);
        size_t stop = skip_normal(in, at);
        copy_normal(&w, at, stop);
        at = stop;
    }
    *out = (vt_slice){w.out, w.size};
    return !w.failed;
}

/* Most text is plain Vietnamese, for which one quick look is enough. */
static size_t first_change(vt_slice in) { return vt_scan(in) & VT_SCAN_OTHER ? skip_normal(in, 0) : in.size; }

bool vt_normalise(vt_arena *arena, vt_slice in, vt_slice *out) {
    size_t at = first_change(in);
    *out = in;
    return at == in.size || rewrite(arena, in, at, out, NULL);
}

bool vt_normalise_mapped(vt_arena *arena, vt_slice in, vt_slice *out, vt_text_map *map) {
    *map = (vt_text_map){.size = in.size};
    size_t at = first_change(in);
    *out = in;
    return at == in.size || rewrite(arena, in, at, out, map);
}
