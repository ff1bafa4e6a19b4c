/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person's word about a document: what it changes, what it survives, and how it is taken back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <dirent.h>
#include <unistd.h>
#include <vanthu/journal.h>
#include "archive/correct.h"
#include "base/slice.h"
#include "scratch.h"

static const char plan[] = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\n\nSố: 15/KH-PGDĐT\n\nTân Hòa, ngày 10 tháng 3 năm 2022\n\n"
                           "KẾ HOẠCH\nTổ chức ngày hội đọc sách\n\n"
                           "Căn cứ Chỉ thị số 24/CT-UBND ngày 14/12/2021 của Ủy ban nhân dân thành phố;\n\n"
                           "I. MỤC ĐÍCH\nKhuyến khích đọc sách.\n";
static const vt_author lan = {"lan", 1700000000}, hoa = {"hoa", 1700000060};

typedef struct fixture {
    char *folder;
    char archive[512], plans[512];
    char id[65]; /* of the only record */
} fixture;

static vt_archive *open_archive(const fixture *f, vt_archive_mode mode) {
    vt_archive *archive;
    assert_int_equal(vt_archive_open(f->archive, mode, &archive, NULL), VT_OK);
    return archive;
}

static void index_plans(const fixture *f) {
    const char *paths[] = {f->plans};
    vt_index_summary summary;
    vt_archive *archive = open_archive(f, VT_ARCHIVE_WRITE);
    assert_int_equal(vt_archive_index(archive, paths, 1, NULL, &summary, NULL), VT_OK);
    assert_int_equal(summary.records, 1);
    vt_archive_close(archive);
}

/* How many match; the id of the first is kept. */
static uint64_t total(fixture *f, const char *query) {
    vt_archive *archive = open_archive(f, VT_ARCHIVE_READ);
    vt_hits *hits;
    assert_int_equal(vt_archive_search(archive, query, NULL, &hits, NULL), VT_OK);
    uint64_t count = hits->total;
    if (count) memcpy(f->id, hits->items[0].id, 65);
    vt_hits_free(hits);
    vt_archive_close(archive);
    return count;
}

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_make();
    snprintf(f->archive, sizeof f->archive, "%s/archive", f->folder);
    snprintf(f->plans, sizeof f->plans, "%s/plans", f->folder);
    *state = f;
    if (!scratch_write(f->plans, "a.txt", plan)) return -1;
    index_plans(f);
    return total(f, "sách") == 1 ? 0 : -1;
}

static int tear_down(void **state) {
    fixture *f = *state;
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static vt_code set(const fixture *f, const char *field, const char *value) {
    vt_archive *archive = open_archive(f, VT_ARCHIVE_AMEND);
    vt_code code = vt_archive_set(archive, f->id, field, value, &lan, NULL);
    vt_archive_close(archive);
    return code;
}

static vt_code unset(const fixture *f, const char *field) {
    vt_archive *archive = open_archive(f, VT_ARCHIVE_AMEND);
    vt_code code = vt_archive_unset(archive, f->id, field, &hoa, NULL);
    vt_archive_close(archive);
    return code;
}

static vt_code confirm(const fixture *f, const char *field, size_t *count) {
    vt_archive *archive = open_archive(f, VT_ARCHIVE_AMEND);
    vt_code code = vt_archive_confirm(archive, f->id, field, &hoa, count, NULL);
    vt_archive_close(archive);
    return code;
}

static vt_record *record_of(const fixture *f) {
    vt_archive *archive = open_archive(f, VT_ARCHIVE_READ);
    vt_record *record;
    assert_int_equal(vt_archive_show(archive, f->id, &record, NULL), VT_OK);
    vt_archive_close(archive);
    return record;
}

static const vt_evidence *evidence_of(const vt_record *record, const char *path) {
    for (size_t i = 0; i < record->document->evidence_count; i++)
        if (strcmp(record->document->evidence[i].path, path) == 0) return &record->document->evidence[i];
    fail_msg("there is no evidence of %s", path);
    return NULL;
}

static const vt_warning *warning_of(const vt_record *record, const char *code) {
    for (size_t i = 0; i < record->document->warning_count; i++)
        if (strcmp(record->document->warnings[i].code, code) == 0) return &record->document->warnings[i];
    return NULL;
}

static void assert_date(const fixture *f, const char *date) {
    vt_record *record = record_of(f);
    assert_string_equal(record->document->issued.date, date);
    vt_record_free(record);
}

static void a_value_is_found_and_told_apart(void **state) {
    fixture *f = *state;
    assert_int_equal(set(f, "issued.date", "7/4/2023"), VT_OK);
    assert_int_equal(total(f, "date:2022"), 0);
    assert_int_equal(total(f, "date:2023-04-07"), 1);
    assert_int_equal(total(f, "year:2023"), 1);
    vt_record *record = record_of(f);
    const vt_evidence *date = evidence_of(record, "issued.date"), *title = evidence_of(record, "title");
    assert_string_equal(record->document->issued.date, "2023-04-07");
    assert_int_equal(date->origin, VT_ORIGIN_CORRECTED);
    assert_string_equal(date->by, "lan");
    assert_string_equal(date->at, "2023-11-14T22:13:20Z");
    assert_true(date->confidence == 1);
    assert_null(title->by);
    assert_int_equal(title->origin, VT_ORIGIN_READ);
    vt_record_free(record);
}

static void a_number_and_its_parts_agree(void **state) {
    fixture *f = *state;
    assert_int_equal(set(f, "number.full", "Số: 30 / 2020/NĐ - CP"), VT_OK);
    vt_record *record = record_of(f);
    assert_string_equal(record->document->number.full, "30/2020/NĐ-CP");
    assert_string_equal(record->document->number.ordinal, "30");
    assert_string_equal(record->document->number.year, "2020");
    assert_string_equal(record->document->number.symbol, "NĐ-CP");
    assert_string_equal(evidence_of(record, "number.symbol")->by, "lan");
    vt_record_free(record);
    assert_int_equal(total(f, "number:30/2020/NĐ-CP"), 1);
    assert_int_equal(total(f, "number:15/KH-PGDĐT"), 0);

    assert_int_equal(set(f, "number.ordinal", "31"), VT_OK);
    assert_int_equal(set(f, "number.year", NULL), VT_OK);
    record = record_of(f);
    assert_string_equal(record->document->number.full, "31/NĐ-CP");
    vt_record_free(record);

    assert_int_equal(set(f, "number.full", NULL), VT_OK);
    record = record_of(f);
    assert_null(record->document->number.full);
    assert_null(record->document->number.symbol);
    vt_record_free(record);
}

static void values_that_do_not_fit_are_refused(void **state) {
    static const char *const wrong[][2] = {
        {"issued.date", "2023-02-29"}, {"issued.date", "2023-13"},     {"issued.date", "hôm qua"},
        {"issued.date", "2023-00-10"}, {"issued.date", "00/04/2023"},  {"type", "Bài thơ"},
        {"number.full", "15"},         {"number.full", "15/kh"},       {"number.ordinal", "KH"},
        {"number.ordinal", "1/2"},     {"number.symbol", "7"},         {"number.year", "23"},
        {"title", ""},                 {"title", "  "},                {"title", "a\nb"},
        {"title", "a\033[2Jb"},        {"title", "a\xff"},             {"title", "a\xc2\x9b"},
        {"signers.9.name", "Lan"},     {"signers.00.name", "Lan"},     {"signers.N.name", "Lan"},
        {"bases.0", "Căn cứ"},         {"warnings.title.missing", "x"}, {"id", "0"},
        {"titles", "x"},               {"", "x"},
    };
    fixture *f = *state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(set(f, wrong[i][0], wrong[i][1]), VT_ERR_ARGUMENT);
    vt_archive *archive = open_archive(f, VT_ARCHIVE_READ);
    vt_journal_list *list;
    assert_int_equal(vt_archive_journal(archive, NULL, &list, NULL), VT_OK);
    assert_int_equal(list->count, 0);
    vt_journal_list_free(list);
    assert_int_equal(vt_archive_set(archive, f->id, "title", "A", NULL, NULL), VT_ERR_ARGUMENT);
    vt_archive_close(archive);
}

/* A list has no gaps. */
static void an_item_cannot_be_taken_away(void **state) {
    fixture *f = *state;
    assert_int_equal(set(f, "recipients.0", NULL), VT_ERR_ARGUMENT);
    assert_int_equal(set(f, "addressees.0", NULL), VT_ERR_ARGUMENT);
    assert_int_equal(set(f, "signers.0.name", NULL), VT_OK);
}

static void values_come_into_one_spelling(void **state) {
    fixture *f = *state;
    assert_int_equal(set(f, "type.code", "chỉ thị"), VT_OK);
    assert_int_equal(set(f, "title", " To\xcc\x82\xcc\x89 chu\xcc\x9b\xcc\x81" "c "), VT_OK);
    assert_int_equal(set(f, "signers.0.name", "Lê Thị Minh Họa"), VT_OK);
    assert_int_equal(set(f, "recipients.0", "Lưu: VT"), VT_OK);
    vt_record *record = record_of(f);
    assert_string_equal(record->document->type.code, "CT");
    assert_string_equal(record->document->type.name, "Chỉ thị");
    assert_string_equal(record->document->title, "Tổ chức");
    assert_int_equal(record->document->signer_count, 1);
    assert_string_equal(record->document->signers[0].name, "Lê Thị Minh Họa");
    assert_string_equal(record->document->recipients[0].text, "Lưu: VT");
    assert_null(warning_of(record, "signer.missing"));
    vt_record_free(record);
    assert_int_equal(total(f, "signer:Họa"), 1);
}

static void unset_gives_the_parsers_word_back(void **state) {
    fixture *f = *state;
    assert_int_equal(unset(f, "issued.date"), VT_ERR_NOT_FOUND);
    assert_int_equal(set(f, "issued.date", "2023"), VT_OK);
    assert_int_equal(unset(f, "issued.date"), VT_OK);
    vt_record *record = record_of(f);
    assert_string_equal(record->document->issued.date, "2022-03-10");
    assert_null(evidence_of(record, "issued.date")->by);
    vt_record_free(record);
    assert_int_equal(unset(f, "issued.date"), VT_ERR_NOT_FOUND);
    vt_archive *archive = open_archive(f, VT_ARCHIVE_READ);
    vt_journal_list *list;
    assert_int_equal(vt_archive_journal(archive, f->id, &list, NULL), VT_OK);
    assert_int_equal(list->count, 2);
    assert_string_equal(list->items[0].said, "2022-03-10");
    assert_string_equal(list->items[1].user, "hoa");
    assert_string_equal(list->items[1].said, "2023");
    vt_journal_list_free(list);
    vt_archive_close(archive);
}

/* The index is derived: thrown away and made anew it says the same. */
static void corrections_outlive_the_index(void **state) {
    fixture *f = *state;
    char path[1024];
    assert_int_equal(set(f, "issued.date", "2023-04-07"), VT_OK);
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", f->archive, i ? "manifest" : "sources");
        assert_int_equal(unlink(path), 0);
    }
    index_plans(f);
    assert_date(f, "2023-04-07");
    assert_int_equal(total(f, "year:2023"), 1);
    assert_int_equal(unset(f, "issued.date"), VT_OK);
    assert_date(f, "2022-03-10");
}

/* Killed after the journal and before the index: the next writer goes on from there. */
static void the_index_catches_up(void **state) {
    fixture *f = *state;
    char kept[1024], path[1024], *journal;
    snprintf(path, sizeof path, "%s/journal", f->archive);
    assert_int_equal(set(f, "issued.date", "2023-04-07"), VT_OK);
    assert_int_equal(set(f, "title", "Hội thi"), VT_OK);
    journal = scratch_read(path);
    assert_int_equal(unset(f, "issued.date"), VT_OK);
    assert_int_equal(unset(f, "title"), VT_OK);
    assert_date(f, "2022-03-10");
    /* As if the index had not seen them yet: another journal, whose last entry it does not know. */
    snprintf(kept, sizeof kept, "%s/kept", f->folder);
    assert_int_equal(rename(path, kept), 0);
    assert_true(scratch_write(f->archive, "journal", journal));
    assert_date(f, "2022-03-10");
    vt_archive_close(open_archive(f, VT_ARCHIVE_AMEND));
    assert_date(f, "2023-04-07");
    assert_int_equal(total(f, "title:\"hội thi\""), 1);
    assert_int_equal(rename(kept, path), 0);
    vt_archive_close(open_archive(f, VT_ARCHIVE_WRITE));
    assert_date(f, "2022-03-10");
    free(journal);
}

static void changed_content_carries_corrections_over(void **state) {
    fixture *f = *state;
    char changed[2048];
    snprintf(changed, sizeof changed, "%sThêm một dòng sách.\n", plan);
    assert_int_equal(set(f, "issued.date", "2023-04-07"), VT_OK);
    assert_int_equal(confirm(f, "title", NULL), VT_OK);
    char former[65];
    memcpy(former, f->id, sizeof former);
    assert_true(scratch_write(f->plans, "a.txt", changed));
    index_plans(f);
    assert_int_equal(total(f, "sách"), 1);
    assert_string_not_equal(former, f->id);

    vt_record *record = record_of(f);
    assert_string_equal(record->document->issued.date, "2023-04-07");
    const vt_warning *carried = warning_of(record, "correction.carried");
    assert_non_null(carried);
    assert_string_equal(carried->field, "issued.date");
    assert_string_equal(evidence_of(record, "issued.date")->by, "lan");
    assert_string_equal(evidence_of(record, "title")->by, "hoa");
    vt_record_free(record);

    assert_int_equal(confirm(f, "issued.date", NULL), VT_OK);
    record = record_of(f);
    assert_string_equal(record->document->issued.date, "2023-04-07");
    assert_null(warning_of(record, "correction.carried"));
    vt_record_free(record);
    index_plans(f);
    assert_date(f, "2023-04-07");

    /* Once more: it is still a person's value, and awaits a look again. */
    strcat(changed, "Và một dòng nữa.\n");
    assert_true(scratch_write(f->plans, "a.txt", changed));
    index_plans(f);
    assert_int_equal(total(f, "sách"), 1);
    record = record_of(f);
    assert_string_equal(record->document->issued.date, "2023-04-07");
    assert_non_null(warning_of(record, "correction.carried"));
    assert_string_equal(evidence_of(record, "title")->by, "hoa");
    assert_int_equal(evidence_of(record, "title")->origin, VT_ORIGIN_READ);
    vt_record_free(record);
}

/* What was confirmed of the former content does not speak for a value that the new one has. */
static void a_confirmation_is_not_carried_to_another_value(void **state) {
    fixture *f = *state;
    char *changed = strdup(plan);
    assert_int_equal(confirm(f, "issued.date", NULL), VT_OK);
    memcpy(strstr(changed, "2022"), "2024", 4);
    assert_true(scratch_write(f->plans, "a.txt", changed));
    free(changed);
    index_plans(f);
    assert_int_equal(total(f, "sách"), 1);
    vt_record *record = record_of(f);
    assert_string_equal(record->document->issued.date, "2024-03-10");
    assert_null(evidence_of(record, "issued.date")->by);
    vt_record_free(record);
}

static uint64_t awaiting(const fixture *f, size_t *concerns) {
    vt_archive *archive = open_archive(f, VT_ARCHIVE_READ);
    vt_review_list *list;
    assert_int_equal(vt_archive_review(archive, NULL, &list, NULL), VT_OK);
    uint64_t count = list->total;
    *concerns = list->count ? list->items[0].concern_count : 0;
    vt_review_list_free(list);
    vt_archive_close(archive);
    return count;
}

static void confirmed_documents_leave_the_review(void **state) {
    fixture *f = *state;
    size_t before, after, count;
    assert_int_equal(awaiting(f, &before), 1);
    assert_true(before > 0);
    assert_int_equal(set(f, "signers.0.name", "Lê Thị Minh Họa"), VT_OK);
    awaiting(f, &after);
    assert_int_equal(after, before - 1);
    assert_int_equal(confirm(f, NULL, &count), VT_OK);
    assert_int_equal(count, after);
    assert_int_equal(awaiting(f, &after), 0);
    assert_int_equal(confirm(f, NULL, &count), VT_OK);
    assert_int_equal(count, 0);
    assert_int_equal(confirm(f, "signers.3.name", NULL), VT_ERR_ARGUMENT);
    assert_int_equal(confirm(f, "warnings.title.missing", NULL), VT_ERR_ARGUMENT);
}

static void damaged_lines_are_told_of(void **state) {
    fixture *f = *state;
    char path[1024];
    vt_journal_list *list;
    assert_int_equal(set(f, "issued.date", "2023-04-07"), VT_OK);
    snprintf(path, sizeof path, "%s/journal", f->archive);
    FILE *file = fopen(path, "ab");
    assert_true(fputs("torn", file) >= 0);
    assert_int_equal(fclose(file), 0);
    vt_archive *archive = open_archive(f, VT_ARCHIVE_READ);
    assert_int_equal(vt_archive_journal(archive, NULL, &list, NULL), VT_OK);
    assert_int_equal(list->count, 1);
    assert_int_equal(list->damaged, 1);
    vt_journal_list_free(list);
    vt_archive_close(archive);
    archive = open_archive(f, VT_ARCHIVE_AMEND);
    assert_non_null(vt_archive_notice(archive));
    vt_archive_close(archive);
    archive = open_archive(f, VT_ARCHIVE_AMEND);
    assert_null(vt_archive_notice(archive));
    vt_archive_close(archive);
    assert_date(f, "2023-04-07");
}

static void amending_makes_no_archive(void **state) {
    const fixture *f = *state;
    vt_archive *archive;
    char path[1024];
    snprintf(path, sizeof path, "%s/nowhere", f->folder);
    assert_int_equal(vt_archive_open(path, VT_ARCHIVE_AMEND, &archive, NULL), VT_ERR_ARCHIVE);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(vt_archive_open(f->plans, VT_ARCHIVE_AMEND, &archive, NULL), VT_ERR_ARCHIVE);
    snprintf(path, sizeof path, "%s/lock", f->plans);
    assert_int_equal(access(path, F_OK), -1);
}

/* A value for a field that can be set, by the start of its path. */
static const char *value_for(const char *path) {
    static const char *const values[][2] = {{"type", "CT"}, {"number.full", "9/QĐ-UBND"}, {"number.ordinal", "8"},
                                            {"number.year", "2021"}, {"number.symbol", "TB-UBND"},
                                            {"issued.date", "2001-02-03"}};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (strcmp(values[i][0], path) == 0) return values[i][1];
    return "Lời của người sửa";
}

/* Every field of a document takes a value, gives it back, and takes none. */
static void check_fields(const vt_document *document) {
    for (size_t i = 0; vt_field_path(i); i++) {
        vt_arena arena;
        vt_spot spot;
        const char *pattern = vt_field_path(i), *mark = strchr(pattern, 'N'), *value;
        vt_arena_init(&arena, NULL);
        const char *path = mark ? vt_arena_printf(&arena, "%.*s0%s", (int)(mark - pattern), pattern, mark + 1) : pattern;
        assert_true(vt_spot_find(&arena, path, &spot));
        assert_string_equal(spot.path, path);
        assert_int_equal(vt_spot_check(&spot, &arena, document, value_for(path), &value, NULL), VT_OK);
        vt_correction set = {path, value, VT_CORRECTION_SET, "lan", "2024-05-06T07:08:09Z"};
        vt_document changed = *document;
        assert_true(vt_correct(&arena, &(vt_corrections){&set, 1}, &changed));
        assert_string_equal(vt_spot_value(&spot, &changed), value);
        vt_arena_free(&arena);
    }
}

/* Whatever awaits review is settled by confirming it, and no value becomes another by that. */
static void check_confirming(const vt_document *document) {
    vt_arena arena;
    vt_document confirmed = *document;
    vt_arena_init(&arena, NULL);
    for (size_t i = 0; i < document->warning_count; i++) {
        vt_spot spot;
        const char *field = vt_warning_field(&arena, &document->warnings[i]);
        assert_true(vt_spot_find(&arena, field, &spot));
        const char *before = vt_spot_value(&spot, document);
        vt_correction word = {field, before, VT_CORRECTION_CONFIRMED, "lan", "2024-05-06T07:08:09Z"};
        assert_true(vt_correct(&arena, &(vt_corrections){&word, 1}, &confirmed));
        assert_true(vt_correct_same(before, vt_spot_value(&spot, &confirmed)));
    }
    assert_int_equal(vt_document_concerns(&confirmed), 0);
    assert_true(vt_document_review_weight(&confirmed) == 0);
    vt_arena_free(&arena);
}

static void the_corpus_can_be_corrected(void **state) {
    (void)state;
    size_t count = 0;
    DIR *dir = opendir(CORPUS);
    assert_non_null(dir);
    for (struct dirent *next; (next = readdir(dir));) {
        char path[1024];
        vt_document *document;
        const char *dot = strrchr(next->d_name, '.');
        if (!dot || (strcmp(dot, ".txt") != 0 && strcmp(dot, ".docx") != 0)) continue;
        snprintf(path, sizeof path, "%s/%s", CORPUS, next->d_name);
        assert_int_equal(vt_parse_file(path, NULL, &document, NULL), VT_OK);
        check_fields(document);
        check_confirming(document);
        vt_document_free(document);
        count++;
    }
    closedir(dir);
    assert_true(count >= 16);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_value_is_found_and_told_apart), TEST(a_number_and_its_parts_agree),
        TEST(values_that_do_not_fit_are_refused), TEST(an_item_cannot_be_taken_away), TEST(values_come_into_one_spelling),
        TEST(unset_gives_the_parsers_word_back), TEST(corrections_outlive_the_index), TEST(the_index_catches_up),
        TEST(changed_content_carries_corrections_over), TEST(a_confirmation_is_not_carried_to_another_value),
        TEST(confirmed_documents_leave_the_review), TEST(damaged_lines_are_told_of), cmocka_unit_test(the_corpus_can_be_corrected),
        TEST(amending_makes_no_archive)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
