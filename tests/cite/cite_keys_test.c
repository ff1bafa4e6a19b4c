/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Properties of identity keys: the spellings of one full reference give one
 * key; full references that differ in type, number, symbol, year or body never
 * share one; a part left out agrees.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cite/cite.h"
#include "lexicon/types.h"

enum { ROUNDS = 400 };

static uint32_t next(uint32_t *seed) {
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

#define PICK(list, seed) ((list)[next(seed) % (sizeof(list) / sizeof *(list))])

/* Bodies as symbols and as names, each in several spellings of one. */
static const struct {
    const char *symbol[3];
    const char *names[4];
} bodies[] = {
    {{"UBND", "UBND", "UBND"},
     {"Ủy ban nhân dân thành phố Hải Phòng", "UBND thành phố Hải Phòng", "UBND TP. Hải Phòng",
      "Uỷ ban nhân dân TP Hải Phòng"}},
    {{"UBND", "UBND", "UBND"},
     {"Ủy ban nhân dân tỉnh Hà Giang", "UBND tỉnh Hà Giang", "Chủ tịch UBND tỉnh Hà Giang",
      "Uỷ ban nhân dân tỉnh Hà Giang"}},
    {{"SGDĐT", "SGD&ĐT", "SGD-ĐT"},
     {"Sở Giáo dục và Đào tạo Nam Định", "Sở GD&ĐT Nam Định", "Sở GDĐT tỉnh Nam Định",
      "Giám đốc Sở Giáo dục - Đào tạo Nam Định"}},
    {{"PGDĐT", "PGDDT", "PGD&ĐT"},
     {"Phòng Giáo dục và Đào tạo quận Kiến An", "Phòng GD&ĐT quận Kiến An", "Phòng GDĐT quận Kiến An",
      "Trưởng phòng Giáo dục và Đào tạo quận Kiến An"}},
    {{"BGDĐT", "BGD&ĐT", "BGDDT"},
     {"Bộ Giáo dục và Đào tạo", "Bộ GD&ĐT", "Bộ trưởng Bộ Giáo dục và Đào tạo", "Bộ GDĐT"}},
    {{"BLĐTBXH", "BLĐTBXH", "BLĐTBXH"},
     {"Bộ Lao động - Thương binh và Xã hội", "Bộ Lao động, Thương binh và Xã hội", "Bộ LĐTBXH",
      "Bộ trưởng Bộ Lao động - Thương binh và Xã hội"}},
};

static const char *const types[][2] = {{"Chỉ thị", "CT"},       {"Quyết định", "QĐ"}, {"Quy định", "QyĐ"},
                                       {"Kế hoạch", "KH"},      {"Đề án", "ĐA"},      {"Dự án", "DA"},
                                       {"Hướng dẫn", "HD"},     {"Tờ trình", "TTr"},  {"Thông tư", "TT"},
                                       {"Chương trình", "CTr"}, {"Hợp đồng", "HĐ"}};

typedef struct full {
    size_t type, body;
    unsigned ordinal, day, month, year;
} full;

static full random_reference(uint32_t *seed) {
    return (full){.type = next(seed) % (sizeof types / sizeof *types),
                  .body = next(seed) % (sizeof bodies / sizeof *bodies),
                  .ordinal = 1 + next(seed) % 400,
                  .day = 1 + next(seed) % 28,
                  .month = 1 + next(seed) % 12,
                  .year = 2005 + next(seed) % 20};
}

/* One of the ways in which people write the reference. */
static void spell(const full *f, uint32_t *seed, char *out, size_t size) {
    static const char *const so[] = {" số ", " số: ", " ", " số"}, *const slash[] = {"/", " /", "/ ", " / "};
    static const char *const dash[] = {"-", " -", "- ", " - ", "–"}, *const of[] = {" của ", " của  "};
    static const char *const zero[] = {"", "0"};
    char number[64], date[64];
    const char *symbol = PICK(bodies[f->body].symbol, seed);
    const char *lead = PICK(so, seed);
    if (strcmp(lead, " ") == 0 && f->type == 4) lead = " số ";
    snprintf(number, sizeof number, "%s%u%s%s%s%s", PICK(zero, seed), f->ordinal, PICK(slash, seed), types[f->type][1],
             PICK(dash, seed), symbol);
    switch (next(seed) % 5) {
    case 0: snprintf(date, sizeof date, " ngày %02u/%02u/%u", f->day, f->month, f->year); break;
    case 1: snprintf(date, sizeof date, " ngày %u/%u/ %u", f->day, f->month, f->year); break;
    case 2: snprintf(date, sizeof date, ", ngày %02u tháng %u năm %u", f->day, f->month, f->year); break;
    case 3: snprintf(date, sizeof date, " ngày %u-%u-%u", f->day, f->month, f->year); break;
    default: snprintf(date, sizeof date, " ngày %02u.%02u.%u", f->day, f->month, f->year); break;
    }
    snprintf(out, size, "%s%s%s%s%s%s", types[f->type][0], lead, number, date, PICK(of, seed),
             PICK(bodies[f->body].names, seed));
}

static const vt_mention *only_mention(vt_arena *arena, const char *text) {
    vt_slice unit = {text, strlen(text)};
    vt_shadow shadow;
    vt_mentions mentions = {0};
    assert_true(vt_fold(arena, unit, &shadow));
    assert_true(vt_cite_unit(arena, unit, &shadow, &mentions));
    if (mentions.items.count != 1) fail_msg("%zu mentions in: %s", mentions.items.count, text);
    return &mentions.items.items[0];
}

static char *key_of(vt_arena *arena, const char *text) {
    const vt_mention *m = only_mention(arena, text);
    vt_citation citation = {
        .type = m->type, .number = m->number, .date = m->date, .issuer = m->issuer, .subject = m->subject};
    char *key = vt_cite_key(arena, &citation, NULL);
    assert_non_null(key);
    return key;
}

/* The scanner seeks a type where a first word of one stands; its list of them is its own. */
static void each_type_is_found(void **state) {
    (void)state;
    char text[256];
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    for (size_t i = 0; i < vt_type_count; i++) {
        snprintf(text, sizeof text, "%s số 12/2020/XX-UBND", vt_types[i].name);
        const char *type = only_mention(&arena, text)->type;
        if (!type || strcmp(type, vt_types[i].code) != 0) fail_msg("not its type: %s", text);
    }
    vt_arena_free(&arena);
}

static void spellings_share_a_key(void **state) {
    (void)state;
    uint32_t seed = 20240917;
    char first[512], again[512];
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    for (int round = 0; round < ROUNDS; round++) {
        full f = random_reference(&seed);
        spell(&f, &seed, first, sizeof first);
        spell(&f, &seed, again, sizeof again);
        char *a = key_of(&arena, first), *b = key_of(&arena, again);
        if (strcmp(a, b) != 0) fail_msg("%s\n  %s\n  %s\n  %s", first, a, again, b);
        vt_arena_reset(&arena);
    }
    vt_arena_free(&arena);
}

static void typed_references_find_the_printed(void **state) {
    (void)state;
    uint32_t seed = 7;
    char text[512], typed[128];
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    for (int round = 0; round < ROUNDS; round++) {
        full f = random_reference(&seed);
        spell(&f, &seed, text, sizeof text);
        snprintf(typed, sizeof typed, "%s %u / %s -%s", types[f.type][1], f.ordinal, types[f.type][1],
                 PICK(bodies[f.body].symbol, &seed));
        char *key = vt_cite_parse_reference(&arena, (vt_slice){typed, strlen(typed)});
        assert_non_null(key);
        char *printed = key_of(&arena, text);
        if (!vt_cite_keys_agree(key, printed)) fail_msg("%s\n  %s\n  %s\n  %s", typed, key, text, printed);
        vt_arena_reset(&arena);
    }
    vt_arena_free(&arena);
}

static bool differs(const full *a, const full *b) {
    return a->type != b->type || a->body != b->body || a->ordinal != b->ordinal || a->year != b->year;
}

/* Changes one part of a reference. */
static full neighbour(full f, uint32_t *seed) {
    switch (next(seed) % 4) {
    case 0:
        f.type = (f.type + 1 + next(seed) % (sizeof types / sizeof *types - 1)) % (sizeof types / sizeof *types);
        break;
    case 1:
        f.body = (f.body + 1 + next(seed) % (sizeof bodies / sizeof *bodies - 1)) % (sizeof bodies / sizeof *bodies);
        break;
    case 2: f.ordinal++; break;
    default: f.year++; break;
    }
    return f;
}

static void different_references_never_collide(void **state) {
    (void)state;
    uint32_t seed = 99;
    char first[512], other[512];
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    for (int round = 0; round < ROUNDS; round++) {
        full f = random_reference(&seed), g = neighbour(f, &seed);
        spell(&f, &seed, first, sizeof first);
        spell(&g, &seed, other, sizeof other);
        char *a = key_of(&arena, first), *b = key_of(&arena, other);
        assert_true(differs(&f, &g));
        if (vt_cite_keys_agree(a, b)) fail_msg("%s\n  %s\n  %s\n  %s", first, a, other, b);
        vt_arena_reset(&arena);
    }
    vt_arena_free(&arena);
}

static void letters_that_fold_alike_stay_apart(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"12/QĐ-UBND", "12/QyĐ-UBND"}, {"12/ĐA-UBND", "12/DA-UBND"},  {"12/HĐ-UBND", "12/HD-UBND"},
        {"12/CT-UBND", "12/CTr-UBND"}, {"12/TT-UBND", "12/TTr-UBND"}, {"12/KH-ĐTN", "12/KH-DTN"},
        {"12/QĐ-TU", "12/QĐ-TW"},      {"12/QĐ-TƯ", "12/QĐ-TU"},      {"1/2020/NĐ-CP", "1/2021/NĐ-CP"},
        {"12a/QĐ-X", "12/QĐ-X"},       {"12a/QĐ-X", "12b/QĐ-X"}};
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        vt_citation a = {.number = pairs[i][0], .date = "2020"}, b = {.number = pairs[i][1], .date = "2020"};
        if (strstr(pairs[i][0], "/2020/")) a.date = b.date = NULL;
        if (vt_cite_keys_agree(vt_cite_key(&arena, &a, NULL), vt_cite_key(&arena, &b, NULL)))
            fail_msg("%s agrees with %s", pairs[i][0], pairs[i][1]);
    }
    vt_arena_free(&arena);
}

static void unknown_parts_agree(void **state) {
    (void)state;
    assert_true(vt_cite_keys_agree("QĐ|20|||", "QĐ|20|QĐ-TTG|2000|thủ tướng chính phủ"));
    assert_true(vt_cite_keys_agree("|24|CT-UBND||", "CT|24|CT-UBND|2015|ủy ban nhân dân thành phố hải phòng"));
    assert_true(vt_cite_keys_agree("LUAT||thi dua khen thuong||", "LUAT||thi đua khen thưởng|2022|quốc hội"));
    assert_true(vt_cite_keys_agree("|5|Hd-UBND||", "HĐ|5|HĐ-UBND|2020|"));
    assert_true(vt_cite_keys_agree("|5|Hd-UBND||", "HD|5|HD-UBND|2020|"));
    assert_false(vt_cite_keys_agree("QĐ|20|||", "QĐ|21|QĐ-TTG|2000|"));
    assert_false(vt_cite_keys_agree("QĐ|20|QĐ-UBND|2001|", "QĐ|20|QĐ-TTG|2001|"));
    assert_false(vt_cite_keys_agree("LUAT||thi dua||", "LUAT||thi đua khen thưởng|2022|"));
}

static void ranks_follow_the_order_of_law(void **state) {
    (void)state;
    static const char *const order[][3] = {{"HP", NULL, NULL},
                                           {"LUAT", "33/2024/QH15", NULL},
                                           {"NQ", "51/2017/QH14", NULL},
                                           {"PL", NULL, NULL},
                                           {"NĐ", "30/2020/NĐ-CP", "Chính phủ"},
                                           {"QĐ", "1400/QĐ-TTg", "Thủ tướng Chính phủ"},
                                           {"TT", "11/2014/TT-BGDĐT", NULL},
                                           {"NQ", "29-NQ/TW", NULL},
                                           {"NQ", "8/NQ-HĐND", "Hội đồng nhân dân tỉnh"},
                                           {"KH", "5/KH-UBND", "UBND tỉnh Hà Giang"},
                                           {"KH", "5/KH-SGDĐT", "Sở GD&ĐT"},
                                           {"KH", "5/KH-UBND", "UBND huyện An Sơn"},
                                           {"KH", "5/KH-PGDĐT", "Phòng GDĐT huyện An Sơn"},
                                           {"KH", "5/KH-UBND", "UBND xã An Bình"},
                                           {"KH", "5/KH-THCS", "Trường THCS An Bình"},
                                           {NULL, NULL, NULL}};
    for (size_t i = 1; i < sizeof order / sizeof *order; i++) {
        int before = vt_cite_rank(order[i - 1][0], order[i - 1][1], order[i - 1][2]);
        int after = vt_cite_rank(order[i][0], order[i][1], order[i][2]);
        if (before >= after) fail_msg("row %zu: %d, then %d", i, before, after);
    }
}

/* Words of the citation language in any order: nothing is read past its end, every mention lies in its unit. */
static void any_order_of_words_is_read(void **state) {
    (void)state;
    static const char *const words[] = {"Quyết định",
                                        "số",
                                        "12/QĐ-UBND",
                                        "ngày 2/3/2020",
                                        "của",
                                        "Ủy ban nhân dân",
                                        "tỉnh",
                                        "về",
                                        "và",
                                        ",",
                                        ";",
                                        "(",
                                        ")",
                                        "“",
                                        "”",
                                        "Luật",
                                        "Thi đua, khen thưởng",
                                        "sửa đổi, bổ sung",
                                        "được",
                                        "Điều 5",
                                        "khoản 2",
                                        "điểm a",
                                        "sau đây gọi là",
                                        "các",
                                        "101",
                                        "/KH-",
                                        "…",
                                        "năm 2022",
                                        "bãi bỏ",
                                        "Căn cứ",
                                        ".",
                                        "-",
                                        "/",
                                        "Sở",
                                        "TP.",
                                        "liên Bộ:",
                                        "quy định",
                                        "Kèm theo",
                                        "V/v",
                                        "QĐ",
                                        "188- KL/TW",
                                        "Hiến pháp",
                                        "tại",
                                        "này",
                                        "như sau"};
    uint32_t seed = 4242;
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    for (int round = 0; round < 3000; round++) {
        char text[2048] = "";
        unsigned count = 1 + next(&seed) % 40;
        for (unsigned i = 0; i < count; i++) {
            strcat(text, PICK(words, &seed));
            if (next(&seed) % 8) strcat(text, " ");
        }
        vt_slice unit = {text, strlen(text)};
        vt_shadow shadow;
        vt_mentions mentions = {0};
        assert_true(vt_fold(&arena, unit, &shadow));
        assert_true(vt_cite_unit(&arena, unit, &shadow, &mentions));
        for (size_t i = 0; i < mentions.items.count; i++) {
            const vt_mention *m = &mentions.items.items[i];
            assert_true(m->span.start < m->span.end && m->span.end <= unit.size);
            assert_true(i == 0 || mentions.items.items[i - 1].span.start <= m->span.start);
            assert_true(m->host == SIZE_MAX || m->host < mentions.items.count);
        }
        vt_arena_reset(&arena);
    }
    vt_arena_free(&arena);
}

/* An allocator whose memory runs out after so many blocks. */
static void *scarce_alloc(void *context, size_t size) {
    int *left = context;
    return (*left)-- > 0 ? malloc(size) : NULL;
}

static void *scarce_resize(void *context, void *block, size_t size) {
    int *left = context;
    return (*left)-- > 0 ? realloc(block, size) : NULL;
}

static void scarce_release(void *context, void *block) {
    (void)context;
    free(block);
}

/* Reads a unit of many mentions, resolves them and a typed reference; false when memory ran out. */
static bool read_all(vt_arena *arena, const char *text) {
    vt_slice unit = {text, strlen(text)};
    vt_shadow shadow;
    vt_mentions mentions = {0};
    if (!vt_fold(arena, unit, &shadow) || !vt_cite_unit(arena, unit, &shadow, &mentions)) return false;
    size_t count = mentions.items.count;
    vt_citation *citations = vt_arena_alloc(arena, count * sizeof *citations);
    const char **aliases = vt_arena_alloc(arena, count * sizeof *aliases);
    if (!citations || !aliases) return false;
    for (size_t i = 0; i < count; i++) {
        const vt_mention *m = &mentions.items.items[i];
        citations[i] = (vt_citation){
            .type = m->type, .number = m->number, .date = m->date, .issuer = m->issuer, .subject = m->subject};
        aliases[i] = m->alias;
    }
    vt_cite_context context = {.place = "Hải Phòng", .issuer = "Phòng GDĐT quận Kiến An"};
    if (!vt_cite_resolve(arena, citations, aliases, count, &context)) return false;
    return vt_cite_parse_reference(arena, (vt_slice){"qd 12/qd-ubnd", 13}) != NULL;
}

static void scarce_memory_is_reported(void **state) {
    (void)state;
    char text[96 * 1024] = "";
    size_t size = 0;
    for (int i = 1; i < 400; i++)
        size += (size_t)snprintf(text + size, sizeof text - size,
                                 "Quyết định số %d/QĐ-UBND ngày 2/3/2020 của UBND thành phố về việc %d (sau đây gọi là "
                                 "Quy chế %d); theo điểm a khoản 2 Điều 5 Luật Giáo dục. Quyết định %d. ",
                                 i, i, i, i);
    bool done = false;
    for (int blocks = 0; !done; blocks++) {
        int left = blocks;
        vt_allocator scarce = {scarce_alloc, scarce_resize, scarce_release, &left};
        vt_arena arena;
        vt_arena_init(&arena, &scarce);
        done = read_all(&arena, text);
        vt_arena_free(&arena);
        assert_true(done ? blocks > 3 : left < 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_type_is_found),
        cmocka_unit_test(spellings_share_a_key),
        cmocka_unit_test(typed_references_find_the_printed),
        cmocka_unit_test(different_references_never_collide),
        cmocka_unit_test(letters_that_fold_alike_stay_apart),
        cmocka_unit_test(unknown_parts_agree),
        cmocka_unit_test(ranks_follow_the_order_of_law),
        cmocka_unit_test(any_order_of_words_is_read),
        cmocka_unit_test(scarce_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
