/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files, limits, tokens' spans, and memory that runs out at every place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/slice.h"
#include "read/read.h"
#include "text/normalise.h"
#include "text/token.h"
#include "text/tone.h"

/* ---- files ---- */

static void write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static void expect_failure(const char *path, uint64_t limit, vt_code code, const char *message) {
    char *data;
    size_t size;
    vt_error err = {0};
    assert_int_equal(vt_read_file(path, &(vt_limits){.bytes = limit}, NULL, &data, &size, &err), code);
    assert_null(data);
    assert_int_equal(err.code, code);
    assert_string_equal(err.message, message);
}

/* A new folder for each test. */
static int enter_folder(void **state) {
    static char folder[32];
    snprintf(folder, sizeof folder, "/tmp/vanthu-read-XXXXXX");
    *state = mkdtemp(folder);
    return !*state || chdir(*state);
}

static int leave_folder(void **state) {
    (void)unlink("plan.txt");
    return chdir("/") || rmdir(*state);
}

static void whole_files(void **state) {
    (void)state;
    char *data;
    size_t size;
    write_file("plan.txt", "Kế hoạch\n");
    assert_int_equal(vt_read_file("plan.txt", &(vt_limits){.bytes = 100}, NULL, &data, &size, NULL), VT_OK);
    assert_true(vt_slice_is((vt_slice){data, size}, "Kế hoạch\n"));
    free(data);
    write_file("plan.txt", "");
    assert_int_equal(vt_read_file("plan.txt", &(vt_limits){.bytes = 100}, NULL, &data, &size, NULL), VT_OK);
    assert_int_equal(size, 0);
    free(data);
}

static void what_cannot_be_read(void **state) {
    (void)state;
    write_file("plan.txt", "0123456789");
    expect_failure("plan.txt", 9, VT_ERR_LIMIT, "more than 9 bytes in a file");
    expect_failure("absent.txt", 100, VT_ERR_IO, "no such file");
    expect_failure("plan.txt/x", 100, VT_ERR_IO, "no such file");
    expect_failure(".", 100, VT_ERR_IO, "it is a folder");
    expect_failure("/dev/zero", 5000, VT_ERR_IO, "it is no file but a pipe or a device");
    assert_int_equal(mkfifo("pipe", 0600), 0); /* nobody writes to it, and nobody waits */
    expect_failure("pipe", 100, VT_ERR_IO, "it is no file but a pipe or a device");
    assert_int_equal(unlink("pipe"), 0);
    assert_int_equal(chmod("plan.txt", 0), 0);
    if (access("plan.txt", R_OK)) expect_failure("plan.txt", 100, VT_ERR_IO, "no permission to read it");
}

static void limits(void **state) {
    (void)state;
    vt_limits own = {.lines = 2}, all = vt_limits_resolve(NULL), some = vt_limits_resolve(&own);
    assert_int_equal(all.bytes, 256ULL << 20);
    assert_int_equal(some.lines, 2);
    assert_int_equal(some.xml_depth, all.xml_depth);
    vt_arena arena, scratch;
    vt_lines lines = {0};
    vt_error err = {0};
    vt_arena_init(&arena, NULL);
    vt_arena_init(&scratch, NULL);
    assert_int_equal(vt_reader_text.read(VT_LITERAL("a\nb\nc\n"), &own, &arena, &scratch, &lines, &err), VT_ERR_LIMIT);
    assert_string_equal(err.message, "more than 2 lines or cells with text");
    vt_arena_free(&arena);
    vt_arena_free(&scratch);
}

static void docx_is_told_from_its_bytes(void **state) {
    (void)state;
    vt_error err = {0};
    assert_ptr_equal(vt_reader_for(VT_LITERAL("PK\3\4abc"), "plan.txt", &err), &vt_reader_docx);
    assert_null(vt_reader_for(VT_LITERAL("{\\rtf1 abc}"), "plan.docx", &err));
    assert_string_equal(err.message, "an RTF file");
}

/* ---- tokens ---- */

static void spans_are_the_words(void **state) {
    (void)state;
    static const vt_span expected[] = {{0, 4}, {5, 12}, {13, 15}, {16, 18}};
    vt_slice text = VT_LITERAL("Kế hoạch 87/KH.");
    vt_arena arena;
    vt_tokens tokens;
    vt_token token;
    vt_arena_init(&arena, NULL);
    vt_tokens_init(&tokens, &arena, text);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        assert_true(vt_tokens_next(&tokens, &token));
        assert_int_equal(token.span.start, expected[i].start);
        assert_int_equal(token.span.end, expected[i].end);
    }
    assert_false(vt_tokens_next(&tokens, &token));
    assert_false(tokens.failed);
    vt_arena_free(&arena);
}

/* A word that is plain already is not copied. */
static void plain_words_are_borrowed(void **state) {
    (void)state;
    vt_slice text = VT_LITERAL("thi 2023");
    vt_arena arena;
    vt_tokens tokens;
    vt_token token;
    vt_arena_init(&arena, NULL);
    vt_tokens_init(&tokens, &arena, text);
    while (vt_tokens_next(&tokens, &token)) assert_ptr_equal(token.exact.data, text.data + token.span.start);
    assert_null(arena.blocks);
    vt_arena_free(&arena);
}

/* ---- memory that runs out ---- */

typedef struct budget {
    size_t left;
    bool refused;
} budget;

static bool spend(void *context) {
    budget *b = context;
    if (b->left) return b->left--, true;
    b->refused = true;
    return false;
}

static void *budget_alloc(void *context, size_t size) { return spend(context) ? malloc(size) : NULL; }
static void *budget_resize(void *context, void *block, size_t size) {
    return spend(context) ? realloc(block, size) : NULL;
}
static void budget_release(void *context, void *block) { (void)context, free(block); }

/* More than one block of the arena in each step. */
static bool use_everything(const vt_allocator *allocator, vt_slice file) {
    vt_arena arena, scratch;
    vt_lines lines = {0};
    vt_slice out;
    vt_arena_init(&arena, allocator);
    vt_arena_init(&scratch, allocator);
    bool good = !vt_reader_text.read(file, NULL, &arena, &scratch, &lines, NULL);
    for (size_t i = 0; good && i < lines.lines.count; i++) {
        vt_tokens tokens;
        vt_token token;
        good = vt_lower(&arena, lines.lines.items[i].text, &out) && vt_tone_unify(&arena, out, &out);
        vt_tokens_init(&tokens, &scratch, out);
        while (good && vt_tokens_next(&tokens, &token)) continue;
        good = good && !tokens.failed;
    }
    vt_arena_free(&arena);
    vt_arena_free(&scratch);
    return good;
}

static vt_slice many_lines(char *out) {
    static const char *const kinds[] = {"Thuỷ lợi, HOÀ bình, kỹ thuật\n", "Uû ban nh\251n d\251n huy\326n\n",
                                        ("Ke\xCC\x82\xCC\x81 hoa\xCC\xA3" "ch\n"), "\xFF\xFE abc\n"};
    size_t size = 0;
    for (int i = 0; i < 200; i++) {
        size_t length = strlen(kinds[i % 4]);
        memcpy(out + size, kinds[i % 4], length);
        size += length;
    }
    return (vt_slice){out, size};
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    static char text[200 * 48];
    vt_slice file = many_lines(text);
    for (size_t allowed = 0;; allowed++) {
        budget b = {.left = allowed};
        vt_allocator allocator = {budget_alloc, budget_resize, budget_release, &b};
        bool good = use_everything(&allocator, file);
        assert_int_equal(good, !b.refused);
        if (good) break;
        assert_true(allowed < 10000);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(whole_files, enter_folder, leave_folder),
        cmocka_unit_test(limits),
        cmocka_unit_test(docx_is_told_from_its_bytes),
        cmocka_unit_test(spans_are_the_words),
        cmocka_unit_test(plain_words_are_borrowed),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test_setup_teardown(what_cannot_be_read, enter_folder, leave_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
