/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stored record: what comes out is what went in, and damaged bytes are refused. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <vanthu/write.h>
#include "archive/record.h"
#include "base/slice.h"

static const vt_corrections nothing_said = {0};

static void json_of(const vt_document *document, vt_buffer *out) {
    vt_output output = vt_buffer_output(out);
    vt_json_options options = {.with_text = true};
    vt_buffer_init(out, NULL);
    assert_int_equal(vt_write_json(document, &options, &output, NULL), VT_OK);
}

/* The JSON says everything that a document has: equal JSON, equal documents. */
static void assert_survives(const vt_document *document) {
    vt_arena arena;
    vt_buffer packed, before, after;
    vt_document out;
    vt_arena_init(&arena, NULL);
    vt_buffer_init(&packed, NULL);
    vt_record_pack(document, &nothing_said, &packed);
    assert_int_equal(vt_record_unpack(&arena, vt_buffer_slice(&packed), &out, NULL), VT_OK);
    json_of(document, &before);
    json_of(&out, &after);
    assert_string_equal(before.data, after.data);
    vt_buffer_free(&before);
    vt_buffer_free(&after);
    vt_buffer_free(&packed);
    vt_arena_free(&arena);
}

static bool is_document(const char *name) {
    const char *dot = strrchr(name, '.');
    return dot && (strcmp(dot, ".txt") == 0 || strcmp(dot, ".docx") == 0);
}

static void the_corpus_survives(void **state) {
    (void)state;
    size_t count = 0;
    DIR *dir = opendir(CORPUS);
    assert_non_null(dir);
    for (struct dirent *next; (next = readdir(dir));) {
        char path[1024];
        vt_document *document;
        if (!is_document(next->d_name)) continue;
        snprintf(path, sizeof path, "%s/%s", CORPUS, next->d_name);
        assert_int_equal(vt_parse_file(path, NULL, &document, NULL), VT_OK);
        assert_survives(document);
        vt_document_free(document);
        count++;
    }
    closedir(dir);
    assert_true(count >= 16);
}

/* Every member that a parser may leave out or fill. */
static vt_document full_document(void) {
    static const size_t indices[] = {0};
    static const vt_span spans[] = {{0, 3}, {4, 5}};
    static const char *const encodings[] = {"utf-8", "tcvn3"};
    static const vt_addressee addressees[] = {{"Sở Nội vụ", {0, 2}}};
    static const vt_basis bases[] = {{"Căn cứ", "Luật A", indices, 1, {0, 5}}};
    static const vt_provision provisions[] = {{"khoản 2 Điều 5", "5", "2", NULL}};
    static const vt_related related[] = {{VT_RELATION_AMENDS, 1}};
    static const vt_citation citations[] = {
        {"Luật A", "LUAT", NULL, "2020", NULL, "A", "LUAT||a|2020|", 0, "I.1", VT_RELATION_BASIS, related, 1, -1, true,
         provisions, 1, 0.5, {1, 4}},
        {"Kế hoạch 5", "KH", "5", NULL, "UBND", "", NULL, -1, "", VT_RELATION_REPLIES_TO, NULL, 0, 0, false, NULL, 0,
         1, {0, 0}}};
    static const vt_section inner[] = {{"1.", NULL, "", true, {2, 3}, NULL, 0}};
    static const vt_section sections[] = {{"I.", "MỤC ĐÍCH", "lời", false, {1, 5}, inner, 1}};
    static const vt_recipient recipients[] = {{"Lưu: VT", {3, 4}}};
    static const vt_signer signers[] = {{"KT. TRƯỞNG PHÒNG", NULL, "Lê Thị Minh Họa"}, {NULL, "CHỦ TỊCH", NULL}};
    static const vt_evidence evidence[] = {{"title", spans, 2, 0.9876, VT_ORIGIN_INFERRED, NULL, NULL}};
    static const vt_warning warnings[] = {{"number.blank", "the number is blank", "number.ordinal", true, {0, 1}}};
    vt_document d = {.source = {"a.txt", "text", encodings, 2, UINT64_MAX},
                     .text = VT_LITERAL("một\nhai"),
                     .type = {"KH", "Kế hoạch"},
                     .number = {NULL, "2020", "KH-PGDĐT", NULL, "Số: /KH-PGDĐT"},
                     .issued = {"Hải An", "2023-04", "Hải An, ngày tháng 4 năm 2023"},
                     .issuer = {"Phòng", "Sở"},
                     .marks = {"MẬT", NULL},
                     .title = "",
                     .addressees = addressees, .addressee_count = 1,
                     .bases = bases, .basis_count = 1,
                     .citations = citations, .citation_count = 2,
                     .sections = sections, .section_count = 1,
                     .recipients = recipients, .recipient_count = 1,
                     .signers = signers, .signer_count = 2,
                     .evidence = evidence, .evidence_count = 1,
                     .warnings = warnings, .warning_count = 1};
    memset(d.id, 'a', 64);
    return d;
}

static void a_full_document_survives(void **state) {
    (void)state;
    vt_document full = full_document(), empty = {.id = ""};
    memset(empty.id, '0', 64);
    assert_survives(&full);
    assert_survives(&empty);
}

static void cut_bytes_are_refused(void **state) {
    (void)state;
    vt_document full = full_document();
    vt_buffer packed;
    vt_buffer_init(&packed, NULL);
    vt_record_pack(&full, &nothing_said, &packed);
    for (size_t size = 0; size < packed.size; size++) {
        vt_arena arena;
        vt_document out;
        vt_arena_init(&arena, NULL);
        char *cut = vt_arena_text(&arena, (vt_slice){packed.data, size});
        assert_int_equal(vt_record_unpack(&arena, (vt_slice){cut, size}, &out, NULL), VT_ERR_ARCHIVE);
        vt_arena_free(&arena);
    }
    vt_buffer_free(&packed);
}

/* Whatever the bytes say, the answer is a document or a refusal. */
static void changed_bytes_do_no_harm(void **state) {
    (void)state;
    vt_document full = full_document();
    vt_buffer packed;
    vt_buffer_init(&packed, NULL);
    vt_record_pack(&full, &nothing_said, &packed);
    for (size_t at = 0; at < packed.size; at++) {
        static const char values[] = {0, 1, 0x7F, (char)0x80, (char)0xFF};
        char former = packed.data[at];
        for (size_t i = 0; i < sizeof values; i++) {
            vt_arena arena;
            vt_document out;
            vt_arena_init(&arena, NULL);
            packed.data[at] = values[i];
            vt_code code = vt_record_unpack(&arena, vt_buffer_slice(&packed), &out, NULL);
            assert_true(code == VT_OK || code == VT_ERR_ARCHIVE);
            vt_arena_free(&arena);
        }
        packed.data[at] = former;
    }
    vt_buffer_free(&packed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_corpus_survives), cmocka_unit_test(a_full_document_survives),
        cmocka_unit_test(cut_bytes_are_refused), cmocka_unit_test(changed_bytes_do_no_harm)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
