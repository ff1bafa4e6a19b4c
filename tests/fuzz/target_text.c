/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as text: the sniffing of the charset, decoding, normalising, folding, tones, words. */
#include "base/slice.h"
#include "fuzz.h"
#include "read/read.h"
#include "text/charset.h"
#include "text/fold.h"
#include "text/normalise.h"
#include "text/token.h"
#include "text/tone.h"
#include "text/written.h"

static void decode_all(vt_arena *arena, vt_slice bytes) {
    vt_slice shown, out;
    fuzz_expect(vt_charset_from_bytes(arena, bytes, &shown), "there is memory");
    for (int charset = 0; charset < VT_CHARSET_COUNT; charset++) {
        fuzz_expect(vt_charset_decode(arena, (vt_charset)charset, charset & 1, shown, &out), "there is memory");
        fuzz_expect(vt_utf8_valid(out), "decoded text is UTF-8");
        fuzz_expect(vt_charset_decode_run(arena, (vt_charset)charset, charset & 1, shown, &out), "there is memory");
        fuzz_expect(vt_utf8_valid(out), "a decoded run is UTF-8");
    }
}

static void fold(vt_arena *arena, vt_slice text) {
    vt_shadow shadow;
    fuzz_expect(vt_fold(arena, text, &shadow), "there is memory");
    for (size_t i = 0; i <= shadow.size; i++) {
        fuzz_expect(shadow.offset[i] <= text.size, "a shadow points into its text");
        fuzz_expect(!i || shadow.offset[i - 1] <= shadow.offset[i], "a shadow runs with its text");
    }
}

static void split(vt_arena *arena, vt_slice text) {
    vt_tokens tokens;
    vt_token token;
    vt_written_words words;
    vt_slice written;
    uint32_t before = 0, hash;
    vt_tokens_init(&tokens, arena, text);
    vt_written_start(&words, text);
    for (; vt_tokens_next(&tokens, &token); before = token.span.end) {
        fuzz_expect(token.span.start >= before && token.span.start < token.span.end && token.span.end <= text.size,
                    "words stand one behind the other");
        fuzz_expect(vt_written_next(&words, &written, &hash) && written.data == text.data + token.span.start &&
                        written.size == token.span.end - token.span.start,
                    "words are the same as they are written");
        fuzz_expect(vt_utf8_valid(token.exact) && vt_utf8_valid(token.folded), "words are UTF-8");
    }
}

static void normalise(vt_arena *arena, vt_slice bytes) {
    vt_slice text = {0}, once = {0}, twice = {0}, unified = {0}, lower = {0};
    vt_text_map map = {0};
    size_t bad = 0;
    bool ok = vt_utf8_repair(arena, bytes, &text, &bad) && vt_normalise_mapped(arena, text, &once, &map) &&
              vt_normalise(arena, once, &twice) && vt_tone_unify(arena, once, &unified) &&
              vt_lower(arena, once, &lower);
    fuzz_expect(ok, "there is memory");
    fuzz_expect(vt_utf8_valid(once) && vt_utf8_valid(unified) && vt_utf8_valid(lower), "text stays UTF-8");
    fuzz_expect(vt_slice_equal(once, twice), "normalising twice changes nothing more");
    for (size_t i = 0; i <= once.size; i++)
        fuzz_expect(vt_text_map_source(&map, i) <= text.size, "the map points into its source");
    fold(arena, once);
    split(arena, once);
}

static void read_lines(vt_arena *arena, vt_slice bytes) {
    vt_lines lines = {0};
    vt_error err = {0};
    vt_arena scratch;
    vt_limits limits = vt_limits_resolve(NULL);
    vt_arena_init(&scratch, NULL);
    fuzz_expect_error(vt_reader_text.read(bytes, &limits, arena, &scratch, &lines, &err), &err);
    vt_arena_free(&scratch);
    for (size_t i = 0; i < lines.lines.count; i++)
        fuzz_expect(vt_utf8_valid(lines.lines.items[i].text), "lines are UTF-8");
    for (size_t i = 0; i < lines.runs.count; i++) {
        const vt_encoded_run *run = &lines.runs.items[i];
        fuzz_expect(run->line < lines.lines.count && run->span.end <= lines.lines.items[run->line].text.size,
                    "a decoded run lies in its line");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    vt_arena arena;
    vt_slice bytes = {(const char *)data, size};
    vt_arena_init(&arena, NULL);
    decode_all(&arena, bytes);
    normalise(&arena, bytes);
    read_lines(&arena, bytes);
    vt_arena_free(&arena);
    return 0;
}
