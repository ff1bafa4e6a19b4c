/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentence around a citation outside of the sections, where lines may be wrapped and nothing else bounds it. */
#include "archive/sentence.h"
#include "base/buffer.h"
#include "base/slice.h"
#include "unit.h"

static const char letter[] = "Công văn số 12/SGDĐT-VP";

/* The sentence around the only citation of a text without sections. */
static const char *sentence_in(vt_arena *arena, vt_slice text) {
    const char *at = strstr(text.data, letter);
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - text.data);
    vt_citation citation = {.text = letter, .span = {start, start + (uint32_t)strlen(letter)}};
    vt_document document = {.text = text, .citations = &citation, .citation_count = 1};
    const char *sentence = vt_sentence_of(arena, &document, &citation);
    assert_non_null(sentence);
    return sentence;
}

static void lines_are_joined(void **state) {
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {"Việc trước đã xong.\nCác đơn vị làm theo Công văn số 12/SGDĐT-VP\nvà báo cáo trong tháng. Việc sau",
         "Các đơn vị làm theo Công văn số 12/SGDĐT-VP và báo cáo trong tháng."},
        {"KẾ HOẠCH\n\nTheo Công văn số 12/SGDĐT-VP\n\nMục đích", "Theo Công văn số 12/SGDĐT-VP"},
        {"Đã họp; \nTheo KT. trưởng phòng, Công văn số 12/SGDĐT-VP có hiệu lực",
         "Theo KT. trưởng phòng, Công văn số 12/SGDĐT-VP có hiệu lực"},
        {"- Công văn số 12/SGDĐT-VP;\n- Việc khác", "Công văn số 12/SGDĐT-VP;"},
    };
    vt_arena arena;
    (void)state;
    vt_arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(sentence_in(&arena, vt_slice_of(cases[i].text)), cases[i].sentence);
    vt_arena_free(&arena);
}

static void a_long_one_is_cut_between_words(void **state) {
    vt_arena arena;
    vt_buffer text;
    (void)state;
    vt_arena_init(&arena, NULL);
    vt_buffer_init(&text, NULL);
    for (int i = 0; i < 200; i++) vt_buffer_append_text(&text, "trường ");
    vt_buffer_append_text(&text, letter);
    for (int i = 0; i < 200; i++) vt_buffer_append_text(&text, " trường");
    const char *sentence = sentence_in(&arena, vt_buffer_slice(&text)), *at = strstr(sentence, letter);
    assert_true(vt_slice_starts(vt_slice_of(sentence), VT_LITERAL("… trường trường ")));
    assert_true(vt_slice_ends(vt_slice_of(sentence), VT_LITERAL(" trường …")));
    assert_true(at - sentence > 300 && at - sentence < 330);
    assert_true(strlen(at) > 300 && strlen(at) < 370);
    vt_buffer_free(&text);
    vt_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_joined),
        cmocka_unit_test(a_long_one_is_cut_between_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
