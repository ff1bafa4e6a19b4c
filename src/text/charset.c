/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: text in a legacy charset, as the code points that windows-1252 shows. Out: Unicode, NFC. Assumes valid UTF-8. */
#include "text/charset.h"

#include "base/slice.h"
#include "text/letter.h"
#include "text/normalise.h"
#include "text/charset_inside.h"
#include "text/charset_tables.h"

/* ---- names ---- */

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

/* ---- bytes and what they show as ---- */

/* The byte that shows as this code point; 0 when it is ASCII or none does. */
static unsigned char byte_of(uint32_t point) {
    if (point >= 0x80 && point < 0x100) return (unsigned char)point;
    for (unsigned i = 0; point >= 0x100 && i < 32; i++)
        if (shown_1252[i] == point) return (unsigned char)(0x80 + i);
    return 0;
}

bool vt_charset_from_bytes(vt_arena *arena, vt_slice bytes, vt_slice *utf8) {
    char *out = bytes.size < SIZE_MAX / 3 ? vt_arena_bytes(arena, bytes.size * 3 + 1) : NULL;
    size_t size = 0;
    if (!out) return false;
    for (size_t at = 0; at < bytes.size; at++) {
        unsigned char c = (unsigned char)bytes.data[at];
        size += vt_utf8_encode(c >= 0x80 && c < 0xA0 ? shown_1252[c - 0x80] : c, out + size);
    }
    *utf8 = (vt_slice){out, size};
    return true;
}

static const uint16_t *letters_of(vt_charset charset) {
    static const uint16_t *const tables[VT_CHARSET_COUNT] = {
        [VT_CHARSET_TCVN3] = tcvn3_letters,
        [VT_CHARSET_VNI] = vni_letters,
        [VT_CHARSET_VISCII] = viscii_letters,
        [VT_CHARSET_CP1258] = cp1258_letters,
    };
    return tables[charset];
}

/* The letter that a code point stands for in a charset, 0 when it stands for itself. */
static uint32_t letter_of(vt_charset charset, uint32_t point) {
    if (charset == VT_CHARSET_VISCII && point < 0x20)
        for (size_t i = 0; i < sizeof viscii_controls / sizeof *viscii_controls; i++)
            if (viscii_controls[i].byte == point) return viscii_controls[i].letter;
    unsigned char byte = byte_of(point);
    return byte ? letters_of(charset)[byte - 0x80] : 0;
}

static const legacy_mark *find_mark(const legacy_mark *marks, size_t count, unsigned byte) {
    for (size_t i = 0; i < count; i++)
        if (marks[i].byte == byte) return &marks[i];
    return NULL;
}

#define FIND_MARK(marks, byte) find_mark(marks, sizeof(marks) / sizeof *(marks), byte)

static const legacy_mark *mark_of(vt_charset charset, uint32_t point) {
    if (point < 0x80 || point > 0xFF) return NULL;
    if (charset == VT_CHARSET_VNI) return FIND_MARK(vni_marks, point & ~0x20U);
    return charset == VT_CHARSET_CP1258 ? FIND_MARK(cp1258_marks, point) : NULL;
}

bool vt_charset_word_point(vt_charset charset, uint32_t point) {
    if (point < 0x80 && charset != VT_CHARSET_VISCII) return vt_is_letter((char)point);
    if (vt_letter_of(point) & VT_LETTER_WORD) return point > '9' || point < '0';
    return letter_of(charset, point) || mark_of(charset, point);
}

/* ---- decoding ---- */

/* A letter without its tone, and the shape of a mark: 0 when the letter does not take it. */
static unsigned shaped(unsigned base, unsigned shape) {
    static const uint8_t with[][3] = {
        {VT_LETTER_A, VT_LETTER_AA, VT_LETTER_AW}, {VT_LETTER_E, VT_LETTER_EE, 0}, {VT_LETTER_O, VT_LETTER_OO, 0}};
    if (shape == SHAPE_NONE) return base <= VT_LETTER_VOWELS ? base : 0;
    for (size_t i = 0; i < sizeof with / sizeof *with; i++)
        if (with[i][0] == base) return with[i][shape];
    return 0;
}

/* The letter with the mark, 0 when the two do not go together. */
static uint32_t marked(uint32_t letter, const legacy_mark *mark) {
    uint16_t entry = vt_letter_of(letter);
    unsigned base = vt_letter_base(entry);
    if (!base || vt_letter_tone(entry)) return 0;
    base = shaped(base, mark->shape);
    uint32_t point = base ? vt_letter_compose[base][mark->tone] : 0;
    return point && (entry & VT_LETTER_UPPER) ? vt_letter_upper(point) : point;
}

typedef struct decoder {
    vt_charset charset;
    bool raise;    /* the letters of this word are capitals */
    uint32_t last; /* the last code point written, if a mark may follow it */
    char *out;
    size_t size, last_at;
} decoder;

static void put(decoder *d, uint32_t point) {
    if (d->raise) point = vt_letter_upper(point);
    d->last = point;
    d->last_at = d->size;
    d->size += vt_utf8_encode(point, d->out + d->size);
}

static void decode_point(decoder *d, uint32_t point) {
    const legacy_mark *mark = d->last ? mark_of(d->charset, point) : NULL;
    uint32_t joined = mark ? marked(d->last, mark) : 0;
    if (joined) {
        d->size = d->last_at;
        put(d, joined);
        d->last = 0;
        return;
    }
    uint32_t letter = letter_of(d->charset, point);
    put(d, letter ? letter : point);
}

typedef struct capitals_count {
    size_t upper, lower, small; /* ASCII capitals and small letters, and letters of the charset that are small */
} capitals_count;

static void count_case(uint32_t point, vt_charset charset, capitals_count *count) {
    uint32_t letter = letter_of(charset, point);
    count->upper += point >= 'A' && point <= 'Z';
    count->lower += point >= 'a' && point <= 'z';
    count->small += letter && !(vt_letter_of(letter) & VT_LETTER_UPPER);
}

static bool all_capitals(capitals_count count) { return count.upper > 1 && !count.lower; }

/* The case of the word that starts at `at`; *end is where it ends. */
static capitals_count case_of_word(vt_slice text, size_t at, vt_charset charset, size_t *end) {
    capitals_count count = {0};
    for (; at < text.size; at += vt_utf8_size(text.data[at])) {
        uint32_t point = vt_utf8_decode(text.data + at);
        if (!vt_charset_word_point(charset, point)) break;
        count_case(point, charset, &count);
    }
    *end = at;
    return count;
}

/* No small ASCII letter, and a word of capitals with a toned letter in it, as `KÕ HO¹CH` has and `Sè: 5/KH` has not. */
static bool text_of_capitals(vt_slice text, vt_charset charset) {
    bool raised = false;
    for (size_t at = 0, end; at < text.size; at = end) {
        capitals_count count = case_of_word(text, at, charset, &end);
        if (count.lower) return false;
        raised = raised || (all_capitals(count) && count.small);
        if (end == at) end += vt_utf8_size(text.data[at]);
    }
    return raised;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): the decoder writes to it. */
size_t vt_charset_decode_word(vt_charset charset, vt_slice word, char *out) {
    decoder d = {.charset = charset, .out = out};
    for (size_t at = 0; at < word.size; at += vt_utf8_size(word.data[at]))
        decode_point(&d, vt_utf8_decode(word.data + at));
    return d.size;
}

/* At most three bytes a byte. */
/* NOLINTNEXTLINE(readability-non-const-parameter): the decoder writes to it. */
static size_t decode_into(vt_charset charset, bool capitals, vt_slice text, char *out) {
    decoder d = {.charset = charset, .out = out, .raise = capitals};
    bool guess = charset == VT_CHARSET_TCVN3 && !capitals;
    bool whole = guess && text_of_capitals(text, charset);
    size_t word_end = 0;
    for (size_t at = 0; at < text.size; at += vt_utf8_size(text.data[at])) {
        if (guess && at >= word_end) {
            d.raise = all_capitals(case_of_word(text, at, charset, &word_end)) || whole;
            if (word_end == at) word_end = at + 1;
        }
        decode_point(&d, vt_utf8_decode(text.data + at));
    }
    return d.size;
}

bool vt_charset_decode(vt_arena *arena, vt_charset charset, bool capitals, vt_slice utf8, vt_slice *out) {
    *out = utf8;
    if (charset == VT_CHARSET_UTF8) return vt_normalise(arena, utf8, out);
    char *decoded = utf8.size < SIZE_MAX / 3 ? vt_arena_bytes(arena, utf8.size * 3 + 1) : NULL;
    if (!decoded) return false;
    return vt_normalise(arena, (vt_slice){decoded, decode_into(charset, capitals, utf8, decoded)}, out);
}

/* ---- runs of a font ---- */

/* A letter that no byte shows as: the run is Unicode. */
static bool has_unicode_letter(vt_slice text) {
    for (size_t at = 0; at < text.size; at += vt_utf8_size(text.data[at])) {
        uint32_t point = vt_utf8_decode(text.data + at);
        if (point >= 0x100 && !byte_of(point) && (vt_letter_of(point) & VT_LETTER_WORD)) return true;
    }
    return false;
}

static bool is_ascii(vt_slice text) {
    for (size_t at = 0; at < text.size; at++)
        if ((unsigned char)text.data[at] >= 0x80) return false;
    return true;
}

bool vt_charset_decode_run(vt_arena *arena, vt_charset charset, bool capitals, vt_slice utf8, vt_slice *out) {
    *out = utf8;
    if (charset == VT_CHARSET_UTF8 || (is_ascii(utf8) && !capitals) || has_unicode_letter(utf8)) return true;
    vt_charset_score score = {0};
    vt_charset_weigh(utf8, &score);
    if (score.of[charset].lost > score.of[charset].strict) return true;
    return vt_charset_decode(arena, charset, capitals, utf8, out);
}
