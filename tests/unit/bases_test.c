/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: lists of bases and fields made here. Out: what the writers of lists, CSV and DOCX make of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <vanthu/bases.h>
#include "base/buffer.h"
#include "base/slice.h"
#include "write/csv.h"

/* Takes `*context` bytes and then no more. */
static bool into_little(void *context, const char *bytes, size_t size) {
    size_t *left = context;
    (void)bytes;
    if (*left < size) return false;
    *left -= size;
    return true;
}

static const vt_cited items[] = {
    {.key = "a", .text = "Luật Một ngày 01/02/2020", .documents = 2, .first_year = 2021, .last_year = 2022},
    {.key = "b", .text = "Nghị định <Hai> & \"ba\"\x01\x1B[31m", .documents = 1},
    {.key = "c", .text = "Kế hoạch | *bốn*", .documents = 1},
};
static const vt_cited_list list = {items, 3};

static vt_buffer written(const vt_bases_write_options *options) {
    vt_buffer buffer;
    vt_output output = vt_buffer_output(&buffer);
    vt_buffer_init(&buffer, NULL);
    assert_int_equal(vt_bases_write(&list, options, &output, NULL), VT_OK);
    return buffer;
}

static void a_choice_ends_in_a_full_stop(void **state) {
    static const char *const keys[] = {"c", "a"};
    (void)state;
    vt_buffer got = written(&(vt_bases_write_options){.style = VT_BASES_PREAMBLE, .keys = keys, .key_count = 2});
    assert_string_equal(got.data, "Căn cứ Luật Một ngày 01/02/2020;\nCăn cứ Kế hoạch | *bốn*.\n");
    vt_buffer_free(&got);
    got = written(&(vt_bases_write_options){.style = VT_BASES_PREAMBLE, .keys = keys, .key_count = 0});
    assert_int_equal(got.size, 0);
    vt_buffer_free(&got);
}

static void markdown_marks_are_escaped(void **state) {
    static const char *const keys[] = {"c"};
    (void)state;
    vt_buffer got = written(&(vt_bases_write_options){.format = VT_BASES_MARKDOWN, .keys = keys, .key_count = 1});
    assert_non_null(strstr(got.data, "| 1 | Kế hoạch \\| \\*bốn\\* | 1 |  |  |\n"));
    vt_buffer_free(&got);
}

static void no_escape_sequence_is_written(void **state) {
    (void)state;
    vt_buffer got = written(NULL);
    assert_null(strchr(got.data, '\033'));
    assert_null(strchr(got.data, '\001'));
    vt_buffer_free(&got);
}

static void docx_is_read_back(void **state) {
    (void)state;
    vt_buffer got = written(&(vt_bases_write_options){.format = VT_BASES_DOCX, .style = VT_BASES_PREAMBLE});
    vt_document *document;
    assert_int_equal(vt_parse_memory(vt_buffer_slice(&got), "a.docx", NULL, &document, NULL), VT_OK);
    const char *expected = "Căn cứ Luật Một ngày 01/02/2020;\nCăn cứ Nghị định <Hai> & \"ba\"[31m;\n"
                           "Căn cứ Kế hoạch | *bốn*.\n";
    assert_true(vt_slice_is(document->text, expected));
    vt_document_free(document);
    vt_buffer_free(&got);
}

static void docx_is_the_same_each_time(void **state) {
    static const vt_bases_write_options options = {.format = VT_BASES_DOCX};
    (void)state;
    vt_buffer a = written(&options), b = written(&options);
    assert_true(vt_slice_equal(vt_buffer_slice(&a), vt_buffer_slice(&b)));
    vt_buffer_free(&a);
    vt_buffer_free(&b);
}

/* In every format, wherever the room ends. */
static void a_failed_write_is_told(void **state) {
    (void)state;
    for (int format = VT_BASES_TEXT; format <= VT_BASES_DOCX; format++) {
        vt_bases_write_options options = {.format = (vt_bases_format)format};
        vt_buffer whole = written(&options);
        for (size_t room = 0; room < whole.size; room += whole.size / 7 + 1) {
            size_t left = room;
            vt_error err = {0};
            vt_output output = {into_little, &left};
            assert_int_equal(vt_bases_write(&list, &options, &output, &err), VT_ERR_WRITE);
            assert_int_equal(err.code, VT_ERR_WRITE);
        }
        vt_buffer_free(&whole);
    }
}

static void wrong_options_are_refused(void **state) {
    vt_buffer buffer;
    vt_output output = vt_buffer_output(&buffer);
    (void)state;
    vt_buffer_init(&buffer, NULL);
    vt_bases_write_options csv = {.format = VT_BASES_CSV, .style = VT_BASES_PREAMBLE};
    assert_int_equal(vt_bases_write(&list, &csv, &output, NULL), VT_ERR_ARGUMENT);
    vt_bases_write_options other = {.format = (vt_bases_format)77};
    assert_int_equal(vt_bases_write(&list, &other, &output, NULL), VT_ERR_ARGUMENT);
    assert_int_equal(vt_bases_write(NULL, NULL, &output, NULL), VT_ERR_ARGUMENT);
    assert_int_equal(buffer.size, 0);
    vt_buffer_free(&buffer);
}

static void csv_is(bool for_excel, const char *const *fields, size_t count, const char *expected) {
    vt_buffer buffer;
    vt_output output = vt_buffer_output(&buffer);
    vt_csv csv;
    vt_buffer_init(&buffer, NULL);
    vt_csv_init(&csv, &output, for_excel);
    for (size_t i = 0; i < count; i++) vt_csv_text(&csv, fields[i]);
    vt_csv_record_end(&csv);
    assert_int_equal(vt_csv_finish(&csv, NULL), VT_OK);
    assert_string_equal(buffer.data, expected);
    vt_buffer_free(&buffer);
}

static void csv_quotes_what_must_be(void **state) {
    static const char *const fields[] = {"a", "b,c", "d\"e\"", "f\ng", NULL, "", " h", "-1", "=1+1"};
    (void)state;
    csv_is(false, fields, 9, "a,\"b,c\",\"d\"\"e\"\"\",\"f\ng\",,,\" h\",-1,=1+1\r\n");
}

static void csv_for_excel_holds_no_formula(void **state) {
    static const char *const fields[] = {"=1+1", "+84", "-1", "@x", "\tx", "=a,b", "87/KH-PGDĐT", "1-2"};
    (void)state;
    csv_is(true, fields, 8, "\xEF\xBB\xBF'=1+1,'+84,'-1,'@x,'\tx,\"'=a,b\",87/KH-PGDĐT,1-2\r\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_choice_ends_in_a_full_stop),   cmocka_unit_test(markdown_marks_are_escaped),
        cmocka_unit_test(no_escape_sequence_is_written),  cmocka_unit_test(docx_is_read_back),
        cmocka_unit_test(docx_is_the_same_each_time),     cmocka_unit_test(a_failed_write_is_told),
        cmocka_unit_test(wrong_options_are_refused),      cmocka_unit_test(csv_quotes_what_must_be),
        cmocka_unit_test(csv_for_excel_holds_no_formula),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
