/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the raw lines of a text file. Out: normal text. A line is taken apart at the words that only Unicode can have;
 * what stands between them is decoded where a legacy charset explains it, and Unicode does not.
 */
#include "read/text_charset.h"

#include "base/buffer.h"
#include "base/slice.h"
#include "text/letter.h"
#include "text/normalise.h"
#include "text/scan.h"

/* ---- what a line may be ---- */

typedef enum line_kind {
    LINE_PLAIN,   /* ASCII, or beyond it only what no charset has to do with */
    LINE_UNICODE, /* letters that only Unicode has, and no doubtful ones */
    LINE_DOUBTFUL /* code points that legacy bytes show as */
} line_kind;

/* A capital of Latin-1 behind a small letter: `gýÒi`. */
static bool has_inner_capital(vt_slice raw) {
    bool small = false;
    for (size_t at = 0; at < raw.size; at += vt_utf8_size(raw.data[at])) {
        uint32_t point = vt_utf8_decode(raw.data + at);
        uint16_t entry = vt_letter_of(point);
        if (small && (entry & VT_LETTER_UPPER) && point >= 0xC0 && point < 0xE0) return true;
        small = vt_letter_base(entry) && !(entry & VT_LETTER_UPPER);
    }
    return false;
}

/* shown: legacy text that the file mostly holds, else UTF-8. VISCII shows as signs of windows-1252 too (`KŠ HO€CH`). */
static line_kind kind_of(vt_slice raw, unsigned flags, vt_charset shown) {
    if (flags & (VT_SCAN_SIGNS | VT_SCAN_FOREIGN)) return LINE_DOUBTFUL;
    if (shown != VT_CHARSET_UTF8 && (flags & VT_SCAN_OTHER)) return LINE_DOUBTFUL;
    if (flags & VT_SCAN_UNICODE)
        return (flags & VT_SCAN_CAPITAL) && has_inner_capital(raw) ? LINE_DOUBTFUL : LINE_UNICODE;
    return flags & VT_SCAN_LATIN ? LINE_DOUBTFUL : LINE_PLAIN;
}

static bool in_word(uint32_t point) { return !(point < 0x80 && (vt_is_space((char)point) || point == '/')); }

/* No byte shows as it; the signs of windows-1252 are not counted, as they stand in Unicode text too. */
static bool only_unicode(uint32_t point) {
    uint16_t entry = vt_letter_of(point);
    return point >= 0x100 && (entry & VT_LETTER_WORD) &&
           (vt_letter_base(entry) || (entry & VT_LETTER_MARK) || point >= 0x180) && point != 0x192 && point != 0x2C6;
}

/* The end of the word or gap at `at`; *unicode tells of letters that only Unicode has. */
static size_t word_end(vt_slice text, size_t at, bool *unicode) {
    bool word = in_word(vt_utf8_decode(text.data + at));
    *unicode = false;
    while (at < text.size) {
        uint32_t point = vt_utf8_decode(text.data + at);
        if (in_word(point) != word) break;
        *unicode = *unicode || only_unicode(point);
        at += vt_utf8_size(text.data[at]);
    }
    return at;
}

/* The stretch from `at` on whose words are all certainly Unicode, or all not; *unicode says which. */
static size_t stretch_end(vt_slice text, size_t at, bool *unicode) {
    size_t end = at;
    bool first = true, own = false;
    while (end < text.size) {
        size_t next = word_end(text, end, &own);
        bool gap = !in_word(vt_utf8_decode(text.data + end));
        if (!gap && first) *unicode = own, first = false;
        if (!gap && own != *unicode) return end;
        end = next;
    }
    if (first) *unicode = true;
    return end;
}

/* ---- the survey ---- */

enum { SURVEYED = 300 /* lines that are weighed are enough to know a file */ };

typedef struct survey {
    size_t weighed;                 /* lines */
    size_t lines[VT_CHARSET_COUNT]; /* what each line was judged to be on its own */
    vt_charset_score bytes;
} survey;

static void survey_shown(survey *s, vt_slice raw) {
    line_kind kind = kind_of(raw, vt_scan(raw), VT_CHARSET_UTF8);
    s->lines[VT_CHARSET_UTF8] += kind == LINE_UNICODE;
    s->weighed += kind == LINE_DOUBTFUL;
    bool unicode;
    for (size_t at = 0, end; kind == LINE_DOUBTFUL && at < raw.size; at = end) {
        vt_charset_score score = {0};
        end = stretch_end(raw, at, &unicode);
        if (!unicode) vt_charset_weigh(vt_slice_sub(raw, at, end), &score);
        vt_charset own = vt_charset_judge(&score, VT_CHARSET_UTF8);
        s->lines[own] += unicode || own != VT_CHARSET_UTF8;
    }
}

static bool survey_bytes(survey *s, vt_arena *scratch, vt_slice raw) {
    vt_slice shown;
    if (!vt_charset_from_bytes(scratch, raw, &shown)) return false;
    vt_charset_weigh(shown, &s->bytes);
    s->weighed++;
    return true;
}

static vt_charset most_of(const survey *s) {
    vt_charset most = VT_CHARSET_UTF8;
    for (int i = 1; i < VT_CHARSET_COUNT; i++)
        if (s->lines[i] > s->lines[most]) most = (vt_charset)i;
    return most;
}

static size_t raw_end(vt_slice body, size_t at) {
    while (at < body.size && body.data[at] != '\n' && body.data[at] != '\r') at++;
    return at;
}

static bool survey_lines(survey *s, vt_arena *scratch, vt_slice body, bool valid) {
    for (size_t at = 0, end; at < body.size && s->weighed < SURVEYED; at = end + 1) {
        end = raw_end(body, at);
        vt_slice raw = vt_slice_sub(body, at, end);
        if (valid || vt_utf8_valid(raw))
            survey_shown(s, raw);
        else if (!survey_bytes(s, scratch, raw))
            return false;
    }
    return true;
}

/* Unicode words, and nothing that is odd in them: whatever line is doubtful, the file is Unicode. */
static bool is_surely_unicode(unsigned flags) {
    return (flags & (VT_SCAN_UNICODE | VT_SCAN_SIGNS | VT_SCAN_FOREIGN | VT_SCAN_BAD)) == VT_SCAN_UNICODE;
}

bool vt_text_decoder_init(vt_text_decoder *decoder, vt_arena *arena, vt_arena *scratch, vt_lines *lines, vt_slice body,
                          unsigned flags) {
    survey s = {0};
    *decoder = (vt_text_decoder){.arena = arena, .scratch = scratch, .lines = lines};
    if (is_surely_unicode(flags)) return true;
    if (!survey_lines(&s, scratch, body, !(flags & VT_SCAN_BAD))) return false;
    decoder->shown = most_of(&s);
    decoder->bytes = vt_charset_judge_bytes(&s.bytes, VT_CHARSET_UTF8);
    return true;
}

/* ---- lines ---- */

static bool add_run(vt_text_decoder *decoder, size_t index, size_t start, size_t end, vt_charset charset) {
    vt_encoded_run *run = vt_array_push(decoder->arena, &decoder->lines->runs);
    if (run) *run = (vt_encoded_run){index, {(uint32_t)start, (uint32_t)end}, vt_charset_name(charset)};
    return run != NULL;
}

/* Legacy text at either end of a run may leave blanks; the span is of the words. */
static bool decode_piece(vt_text_decoder *decoder, vt_slice piece, size_t index, vt_buffer *joined,
                         vt_charset charset) {
    vt_slice text;
    if (!vt_charset_decode(decoder->scratch, charset, false, piece, &text)) return false;
    size_t start = joined->size;
    vt_buffer_append_slice(joined, text);
    if (charset == VT_CHARSET_UTF8) return true;
    vt_slice words = vt_slice_trim(text);
    size_t lead = (size_t)(words.data - text.data);
    decoder->used[charset]++;
    return add_run(decoder, index, start + lead, start + lead + words.size, charset);
}

static vt_charset judge(vt_slice piece, vt_charset known) {
    vt_charset_score score = {0};
    if (vt_charset_explains(known, piece)) return known;
    vt_charset_weigh(piece, &score);
    return vt_charset_judge(&score, known);
}

static bool decode_pieces(vt_text_decoder *decoder, vt_slice raw, size_t index, vt_buffer *joined) {
    bool unicode;
    for (size_t at = 0, end; at < raw.size; at = end) {
        end = stretch_end(raw, at, &unicode);
        vt_slice piece = vt_slice_sub(raw, at, end);
        vt_charset charset = unicode ? VT_CHARSET_UTF8 : judge(piece, decoder->shown);
        if (!decode_piece(decoder, piece, index, joined, charset)) return false;
    }
    return true;
}

static bool decode_doubtful(vt_text_decoder *decoder, vt_slice raw, size_t index, vt_slice *text) {
    vt_buffer joined;
    vt_buffer_init(&joined, decoder->arena->allocator);
    size_t runs = decoder->lines->runs.count;
    bool good = decode_pieces(decoder, raw, index, &joined) && !joined.failed;
    bool legacy = decoder->lines->runs.count > runs;
    if (!legacy) decoder->used[VT_CHARSET_UTF8]++;
    if (good && legacy) {
        *text = (vt_slice){vt_arena_text(decoder->arena, vt_buffer_slice(&joined)), joined.size};
        good = text->data != NULL;
    } else if (good) {
        good = vt_normalise(decoder->arena, raw, text);
    }
    vt_buffer_free(&joined);
    return good;
}

static bool repair(vt_text_decoder *decoder, vt_slice raw, size_t index, vt_slice *text) {
    size_t bad;
    vt_slice well; /* the text may borrow it */
    if (!vt_utf8_repair(decoder->arena, raw, &well, &bad)) return false;
    if (bad && !decoder->bad_bytes) decoder->first_bad = index;
    decoder->bad_bytes += bad;
    decoder->used[VT_CHARSET_UTF8]++;
    return vt_normalise(decoder->arena, well, text);
}

static vt_charset judge_bytes(vt_slice shown, vt_charset known) {
    vt_charset_score score = {0};
    if (vt_charset_explains(known, shown)) return known;
    vt_charset_weigh(shown, &score);
    return vt_charset_judge_bytes(&score, known);
}

static bool decode_bytes(vt_text_decoder *decoder, vt_slice raw, size_t index, vt_slice *text) {
    vt_slice shown;
    if (!vt_charset_from_bytes(decoder->scratch, raw, &shown)) return false;
    vt_charset charset = judge_bytes(shown, decoder->bytes);
    if (charset == VT_CHARSET_UTF8) return repair(decoder, raw, index, text);
    if (!vt_charset_decode(decoder->arena, charset, false, shown, text)) return false;
    decoder->used[charset]++;
    return add_run(decoder, index, 0, text->size, charset);
}

/* In a file of legacy bytes: a line that happens to be well-formed UTF-8 (VISCII's ưở), but whose bytes make words.
 * False too when memory ran out, which the decoding that follows will meet again. */
static bool is_bytes_by_chance(vt_text_decoder *decoder, vt_slice raw, unsigned flags) {
    vt_slice shown;
    return decoder->bytes != VT_CHARSET_UTF8 && flags && vt_charset_from_bytes(decoder->scratch, raw, &shown) &&
           vt_charset_explains(decoder->bytes, shown);
}

bool vt_text_decode(vt_text_decoder *decoder, vt_slice raw, unsigned flags, size_t index, vt_slice *text) {
    if (flags & VT_SCAN_BAD || is_bytes_by_chance(decoder, raw, flags)) return decode_bytes(decoder, raw, index, text);
    line_kind kind = kind_of(raw, flags, decoder->shown);
    if (kind == LINE_DOUBTFUL) return decode_doubtful(decoder, raw, index, text);
    decoder->used[VT_CHARSET_UTF8] += kind == LINE_UNICODE;
    *text = raw;
    return !(flags & VT_SCAN_OTHER) || vt_normalise(decoder->arena, raw, text);
}
