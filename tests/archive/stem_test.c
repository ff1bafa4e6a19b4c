/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stems: short, and never one for two words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "archive/stem.h"
#include "base/slice.h"

enum { LONGEST = 4, LETTERS = 26 };

typedef struct stem {
    char bytes[LONGEST + 2]; /* its size first */
} stem;

static size_t pack(const char *folded, char *to) { return vt_stem_pack(vt_slice_of(folded), to); }

static void a_syllable_is_two_bytes(void **state) {
    (void)state;
    static const char *const words[] = {"nghieng", "khuynh", "thuong", "quyet", "giang", "hoach", "nguyen", "truong"};
    char bytes[16];
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) assert_int_equal(pack(words[i], bytes), 2);
    assert_int_equal(pack("anh", bytes), 1);
    assert_int_equal(pack("2024", bytes), 4);
}

static void what_is_not_ascii_stays(void **state) {
    (void)state;
    static const char greek[] = "\xCE\xB1th";
    char bytes[16];
    assert_int_equal(pack(greek, bytes), VT_STEM_SIZE(strlen(greek)));
    assert_memory_equal(bytes + 1, greek, strlen(greek));
}

static int by_bytes(const void *a, const void *b) { return memcmp(a, b, sizeof(stem)); }

/* Every word of so many letters; returns how many there are. */
static size_t pack_all(size_t size, stem *to) {
    char word[LONGEST + 1];
    size_t count = 1;
    for (size_t i = 0; i < size; i++) count *= LETTERS;
    for (size_t number = 0; number < count; number++) {
        size_t rest = number;
        for (size_t i = 0; i < size; i++, rest /= LETTERS) word[i] = (char)('a' + rest % LETTERS);
        word[size] = '\0';
        to[number] = (stem){{0}};
        to[number].bytes[0] = (char)pack(word, to[number].bytes + 1);
    }
    return count;
}

static void no_two_words_have_one_stem(void **state) {
    (void)state;
    size_t count = 0;
    stem *all = calloc((size_t)1 << 19, sizeof *all);
    assert_non_null(all);
    for (size_t size = 1; size <= LONGEST; size++) count += pack_all(size, all + count);
    qsort(all, count, sizeof *all, by_bytes);
    for (size_t i = 1; i < count; i++) assert_memory_not_equal(&all[i - 1], &all[i], sizeof *all);
    free(all);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_syllable_is_two_bytes),
                                       cmocka_unit_test(what_is_not_ascii_stays),
                                       cmocka_unit_test(no_two_words_have_one_stem)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
