/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public functions as a stranger may misuse them, and with memory that runs out at every place. */
#include "unit.h"

#include <stdio.h>
#include <unistd.h>
#include <vanthu/document.h>
#include "base/slice.h"

static const char plan[] = "PHÒNG GD&ĐT HUYỆN ĐÔNG THỊNH\n"
                           "\n"
                           "Số: 41/KH-PGDĐT          Đông Thịnh, ngày 05 tháng 9 năm 2022\n"
                           "\n"
                           "KẾ HOẠCH\n"
                           "Tổ chức ngày hội đọc sách\n"
                           "\n"
                           "Căn cứ Kế hoạch số 118/KH-UBND ngày 15/8/2022 của Ủy ban nhân dân huyện;\n"
                           "\n"
                           "I. MỤC ĐÍCH\n"
                           "1. Khuyến khích thói quen đọc sách.\n"
                           "\n"
                           "Nơi nhận:            TRƯỞNG PHÒNG\n"
                           "- Như trên;\n"
                           "- Lưu: VT.           Lê Thị Minh Họa\n";

static void parses_without_options_and_error(void **state) {
    (void)state;
    vt_document *document = NULL;
    const vt_slice bytes = {plan, sizeof plan - 1};
    assert_int_equal(vt_parse_memory(bytes, NULL, NULL, &document, NULL), VT_OK);
    assert_non_null(document);
    assert_string_equal(document->source.path, "-");
    assert_int_equal(strlen(document->id), 64);
    assert_string_equal(document->number.full, "41/KH-PGDĐT");
    vt_document_free(document);
    vt_document_free(NULL);
}

static void refuses_missing_arguments(void **state) {
    (void)state;
    vt_error err = {0};
    vt_document *document = (vt_document *)&err;
    const vt_slice bytes = {plan, sizeof plan - 1};
    assert_int_equal(vt_parse_memory(bytes, "plan", NULL, NULL, &err), VT_ERR_ARGUMENT);
    assert_true(strlen(err.message) > 0);
    assert_int_equal(vt_parse_file(NULL, NULL, &document, NULL), VT_ERR_ARGUMENT);
    assert_int_equal(vt_parse_file("plan.txt", NULL, NULL, &err), VT_ERR_ARGUMENT);
}

static void a_failure_leaves_no_document(void **state) {
    (void)state;
    vt_error err = {0};
    vt_document *document = (vt_document *)&err;
    assert_int_equal(vt_parse_memory((vt_slice){NULL, 0}, "empty.txt", NULL, &document, &err), VT_ERR_FORMAT);
    assert_null(document);
    assert_int_equal(err.code, VT_ERR_FORMAT);
    document = (vt_document *)&err;
    assert_int_equal(vt_parse_file("/nowhere/plan.txt", NULL, &document, &err), VT_ERR_IO);
    assert_null(document);
    assert_null(strchr(err.message, '\n'));
}

static void keeps_the_limits(void **state) {
    (void)state;
    vt_error err = {0};
    vt_document *document = NULL;
    const vt_slice bytes = {plan, sizeof plan - 1};
    vt_parse_options few_bytes = {.limits = {.bytes = 100}}, few_lines = {.limits = {.lines = 5}};
    assert_int_equal(vt_parse_memory(bytes, "plan", &few_bytes, &document, &err), VT_ERR_LIMIT);
    assert_null(document);
    assert_int_equal(vt_parse_memory(bytes, "plan", &few_lines, &document, &err), VT_ERR_LIMIT);
    assert_null(document);
}

/* A text changed, cut and repeated at random places never breaks the parser; the spans stay inside the text. */
static void survives_damaged_text(void **state) {
    (void)state;
    uint32_t seed = 20221115;
    for (int round = 0; round < 400; round++) {
        char bytes[2 * sizeof plan];
        size_t size = 0;
        while (size < sizeof plan) {
            seed = seed * 1664525 + 1013904223;
            size_t from = (seed >> 8) % (sizeof plan - 1), length = (seed >> 4) % 90;
            for (size_t i = from; i < sizeof plan - 1 && length--; i++)
                if (size < sizeof bytes) bytes[size++] = plan[i];
            if ((seed >> 28) == 0 && size) bytes[size - 1] = (char)(seed >> 16);
        }
        vt_document *document = NULL;
        vt_code code = vt_parse_memory((vt_slice){bytes, size}, "damaged", NULL, &document, NULL);
        assert_true(code == VT_OK || code == VT_ERR_FORMAT);
        for (size_t i = 0; document && i < document->citation_count; i++) {
            assert_true(document->citations[i].span.start < document->citations[i].span.end);
            assert_true(document->citations[i].span.end <= document->text.size);
        }
        vt_document_free(document);
    }
}

/* Parses with an allocator that gives memory n times; all that it gave comes back. */
static vt_code parse_with(vt_slice bytes, const char *path, long n) {
    miser m;
    vt_allocator allocator = miser_allocator(&m, n);
    vt_parse_options options = {.allocator = &allocator};
    vt_document *document = NULL;
    vt_error err = {0};
    vt_code code = path ? vt_parse_file(path, &options, &document, &err)
                        : vt_parse_memory(bytes, "plan", &options, &document, &err);
    assert_int_equal(code == VT_OK, document != NULL);
    assert_int_equal(err.code, code);
    vt_document_free(document);
    assert_int_equal(m.out, 0);
    return code;
}

/* However early memory runs out, that is said and nothing leaks; with enough of it the parse succeeds. */
static void fails_cleanly_without_memory(const char *path) {
    const vt_slice bytes = {plan, sizeof plan - 1};
    long n = 0;
    vt_code code;
    while ((code = parse_with(bytes, path, n)) != VT_OK) {
        assert_int_equal(code, VT_ERR_MEMORY);
        n++;
        assert_true(n < 100000);
    }
    assert_true(n > 2);
}

static void fails_cleanly_without_memory_in_memory(void **state) {
    (void)state;
    fails_cleanly_without_memory(NULL);
}

static void fails_cleanly_without_memory_in_a_file(void **state) {
    (void)state;
    fails_cleanly_without_memory(CORPUS "/so-gddt-hai-binh-ke-hoach-thi-dua-2024.docx");
}

static void names_every_relation(void **state) {
    (void)state;
    for (int relation = 0; relation < VT_RELATION_COUNT; relation++)
        assert_true(strlen(vt_relation_id((vt_relation)relation)) > 0);
    assert_string_equal(vt_relation_id(VT_RELATION_ISSUED_WITH), "issued_with");
    assert_string_equal(vt_relation_id((vt_relation)99), "unknown");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_without_options_and_error),
        cmocka_unit_test(refuses_missing_arguments),
        cmocka_unit_test(a_failure_leaves_no_document),
        cmocka_unit_test(keeps_the_limits),
        cmocka_unit_test(survives_damaged_text),
        cmocka_unit_test(fails_cleanly_without_memory_in_memory),
        cmocka_unit_test(fails_cleanly_without_memory_in_a_file),
        cmocka_unit_test(names_every_relation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
