/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The legacy charsets: every letter there and back, against iconv where it has
 * the charset; every text of the corpus written in each charset and read again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <glob.h>
#include <iconv.h>
#include "base/buffer.h"
#include "base/slice.h"
#include "read/read.h"
#include "text/charset.h"
#include "text/letter.h"
#include "text/normalise.h"
#include "text/tone.h"

enum { POINTS = 0x2000 };

/* How a letter is written in a charset: one byte or two; empty when it cannot be. */
typedef struct encoder {
    vt_charset charset;
    char bytes[POINTS][3];
} encoder;

static bool decodes_to(vt_arena *arena, vt_charset charset, const char *bytes, uint32_t *point) {
    vt_slice shown, out;
    assert_true(vt_charset_from_bytes(arena, vt_slice_of(bytes), &shown));
    assert_true(vt_charset_decode(arena, charset, false, shown, &out));
    if (!out.size || vt_utf8_size(out.data[0]) != out.size) return false;
    *point = vt_utf8_decode(out.data);
    return *point >= 0x80 && *point < POINTS && vt_letter_base(vt_letter_of(*point));
}

/* TCVN3 has no toned capitals; what it does not know stays as it is. */
static bool has_letter(vt_charset charset, uint32_t letter) {
    static const char tcvn3_capitals[] = "ĂÂÊÔƠƯĐ";
    if (charset != VT_CHARSET_TCVN3 || !(vt_letter_of(letter) & VT_LETTER_UPPER)) return true;
    char bytes[5] = {0};
    vt_utf8_encode(letter, bytes);
    return strstr(tcvn3_capitals, bytes) != NULL;
}

static void learn(encoder *e, vt_arena *arena, const char *bytes) {
    uint32_t point;
    bool letter = decodes_to(arena, e->charset, bytes, &point) && has_letter(e->charset, point);
    if (letter && !e->bytes[point][0]) memcpy(e->bytes[point], bytes, 3);
    vt_arena_reset(arena);
}

/* VNI has nothing at the eths, which normalising takes for đ. */
static bool is_used(vt_charset charset, unsigned byte) {
    if (charset == VT_CHARSET_VNI && (byte == 0xD0 || byte == 0xF0)) return false;
    return byte < ' ' || byte >= 0x80;
}

static bool is_mark(vt_arena *arena, vt_charset charset, unsigned byte) {
    uint32_t point;
    return decodes_to(arena, charset, (char[3]){'a', (char)byte}, &point);
}

/* Marks of capitals stand behind capitals in VNI. */
static bool same_case(vt_charset charset, unsigned base, unsigned mark) {
    bool upper = base < 0x80 ? base < 'a' : base < 0xE0;
    return charset != VT_CHARSET_VNI || upper == (mark < 0xE0);
}

static void make_encoder(encoder *e, vt_charset charset) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    memset(e, 0, sizeof *e);
    e->charset = charset;
    for (unsigned byte = 1; byte < 256; byte++)
        if (is_used(charset, byte) && !is_mark(&arena, charset, byte)) learn(e, &arena, (char[3]){(char)byte});
    for (unsigned base = 'A'; base < 256; base++)
        for (unsigned mark = 0xC0; mark < 256; mark++)
            if (same_case(charset, base, mark)) learn(e, &arena, (char[3]){(char)base, (char)mark});
    vt_arena_free(&arena);
}

static void every_letter_has_a_code(void **state) {
    (void)state;
    static encoder e;
    for (int charset = 1; charset < VT_CHARSET_COUNT; charset++) {
        unsigned count = 0;
        make_encoder(&e, (vt_charset)charset);
        for (uint32_t point = 0x80; point < POINTS; point++) {
            if (!vt_letter_base(vt_letter_of(point))) continue;
            bool has = has_letter((vt_charset)charset, point);
            if (has != (e.bytes[point][0] != 0)) fail_msg("%s: U+%04X", vt_charset_name(charset), (unsigned)point);
            count += has;
        }
        assert_int_equal(count, charset == VT_CHARSET_TCVN3 ? 74 : 134);
    }
}

/* The same bytes through iconv, composed. */
static void iconv_text(iconv_t with, const char *bytes, vt_arena *arena, vt_slice *out) {
    char source[8], result[32], *from = source, *to = result;
    size_t left = strlen(bytes), room = sizeof result;
    memcpy(source, bytes, left);
    assert_int_not_equal(iconv(with, &from, &left, &to, &room), (size_t)-1);
    iconv(with, NULL, NULL, &to, &room); /* what it kept back for a tone that might follow */
    vt_slice text = {vt_arena_text(arena, (vt_slice){result, sizeof result - room}), sizeof result - room};
    assert_true(vt_normalise(arena, text, out));
}

static void agrees_with_iconv(void **state) {
    (void)state;
    static const char *const names[VT_CHARSET_COUNT] = {
        [VT_CHARSET_TCVN3] = "TCVN5712-1", [VT_CHARSET_VISCII] = "VISCII", [VT_CHARSET_CP1258] = "CP1258"};
    static encoder e;
    for (int charset = 1; charset < VT_CHARSET_COUNT; charset++) {
        iconv_t with = names[charset] ? iconv_open("UTF-8", names[charset]) : (iconv_t)-1;
        if (with == (iconv_t)-1) continue; /* VNI is not known to iconv */
        make_encoder(&e, (vt_charset)charset);
        vt_arena arena;
        vt_arena_init(&arena, NULL);
        for (uint32_t point = 0x80; point < POINTS; point++) {
            vt_slice text;
            char own[5] = {0};
            if (!e.bytes[point][0]) continue;
            iconv_text(with, e.bytes[point], &arena, &text);
            vt_utf8_encode(point, own);
            if (!vt_slice_is(text, own)) fail_msg("%s: U+%04X", names[charset], (unsigned)point);
        }
        vt_arena_free(&arena);
        iconv_close(with);
    }
}

/* ---- texts of the corpus ---- */

static void *read_file(const char *path, size_t *size) {
    char *data;
    assert_int_equal(vt_read_file(path, &(vt_limits){.bytes = 1 << 20}, NULL, &data, size, NULL), VT_OK);
    return data;
}

/* The line in the charset, and as it will come back: TCVN3 has small toned letters only. False when it has other
 * letters. */
static bool encode_line(const encoder *e, vt_slice line, vt_buffer *bytes, vt_buffer *back) {
    vt_buffer_clear(bytes);
    vt_buffer_clear(back);
    for (size_t at = 0; at < line.size; at += vt_utf8_size(line.data[at])) {
        uint32_t point = vt_utf8_decode(line.data + at);
        char utf8[4];
        if (point >= 0x80 && (point >= POINTS || !e->bytes[point][0])) point = vt_letter_lower(point);
        if (point >= 0x80 && (point >= POINTS || !e->bytes[point][0])) return false;
        vt_buffer_append(back, utf8, vt_utf8_encode(point, utf8));
        if (point < 0x80)
            vt_buffer_append_char(bytes, (char)point);
        else
            vt_buffer_append_text(bytes, e->bytes[point]);
    }
    return !bytes->failed && !back->failed;
}

/* Letters in a heading of capitals are raised again, so that case is compared only where it was kept. */
static bool same_text(vt_arena *arena, vt_charset charset, vt_slice a, vt_slice b) {
    if (charset != VT_CHARSET_TCVN3) return vt_slice_equal(a, b);
    return vt_lower(arena, a, &a) && vt_lower(arena, b, &b) && vt_slice_equal(a, b);
}

typedef struct outcome {
    size_t lines, wrong;
} outcome;

/* The corpus text in a charset, as bytes or as those bytes shown in UTF-8; read back and compared. */
static void trip(const encoder *e, vt_slice text, bool shown, outcome *total) {
    vt_arena arena, scratch;
    vt_buffer bytes, back, file, expected;
    vt_lines source = {0}, lines = {0};
    vt_arena_init(&arena, NULL);
    vt_arena_init(&scratch, NULL);
    vt_buffer *all[] = {&bytes, &back, &file, &expected};
    for (size_t i = 0; i < 4; i++) vt_buffer_init(all[i], NULL);
    assert_int_equal(vt_reader_text.read(text, NULL, &arena, &scratch, &source, NULL), VT_OK);
    VT_ARRAY(vt_slice) wanted = {0};
    for (size_t i = 0; i < source.lines.count; i++) {
        if (!encode_line(e, source.lines.items[i].text, &bytes, &back)) continue;
        vt_slice *want = vt_array_push(&arena, &wanted), one = vt_buffer_slice(&bytes);
        assert_non_null(want);
        *want = (vt_slice){vt_arena_text(&arena, vt_buffer_slice(&back)), back.size};
        if (shown) assert_true(vt_charset_from_bytes(&arena, one, &one));
        vt_buffer_append_slice(&file, one);
        vt_buffer_append_char(&file, '\n');
    }
    assert_int_equal(vt_reader_text.read(vt_buffer_slice(&file), NULL, &arena, &scratch, &lines, NULL), VT_OK);
    assert_int_equal(lines.lines.count, wanted.count);
    for (size_t i = 0; i < wanted.count; i++) {
        total->lines++;
        if (same_text(&arena, e->charset, lines.lines.items[i].text, wanted.items[i])) continue;
        total->wrong++;
        print_message("%s: %.*s\n", vt_charset_name(e->charset), (int)lines.lines.items[i].text.size,
                      lines.lines.items[i].text.data);
    }
    for (size_t i = 0; i < 4; i++) vt_buffer_free(all[i]);
    vt_arena_free(&arena);
    vt_arena_free(&scratch);
}

static void corpus_comes_back(void **state) {
    (void)state;
    static encoder e;
    glob_t files;
    assert_int_equal(glob(VT_CORPUS "/*.txt", 0, NULL, &files), 0);
    for (int charset = 1; charset < VT_CHARSET_COUNT; charset++) {
        outcome total = {0};
        make_encoder(&e, (vt_charset)charset);
        for (size_t i = 0; i < files.gl_pathc; i++) {
            size_t size;
            char *text = read_file(files.gl_pathv[i], &size);
            trip(&e, (vt_slice){text, size}, false, &total);
            trip(&e, (vt_slice){text, size}, true, &total);
            free(text);
        }
        print_message("%s: %zu lines, %zu wrong\n", vt_charset_name((vt_charset)charset), total.lines, total.wrong);
        assert_true(total.lines > 100);
        assert_int_equal(total.wrong, 0);
    }
    globfree(&files);
}

/* A corpus text in Unicode is never taken for anything else. */
static void unicode_stays(void **state) {
    (void)state;
    glob_t files;
    assert_int_equal(glob(VT_CORPUS "/*.txt", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        size_t size;
        char *text = read_file(files.gl_pathv[i], &size);
        vt_arena arena, scratch;
        vt_lines lines = {0};
        vt_arena_init(&arena, NULL);
        vt_arena_init(&scratch, NULL);
        assert_int_equal(vt_reader_text.read((vt_slice){text, size}, NULL, &arena, &scratch, &lines, NULL), VT_OK);
        if (vt_utf8_valid((vt_slice){text, size}) && lines.runs.count) fail_msg("%s", files.gl_pathv[i]);
        vt_arena_free(&arena);
        vt_arena_free(&scratch);
        free(text);
    }
    globfree(&files);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_letter_has_a_code),
        cmocka_unit_test(agrees_with_iconv),
        cmocka_unit_test(corpus_comes_back),
        cmocka_unit_test(unicode_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
