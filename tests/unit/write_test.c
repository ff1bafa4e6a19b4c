/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sinks over a document made by hand. */
#include "unit.h"

#include "base/slice.h"

static const vt_span title_spans[] = {{62, 90}, {91, 150}};
static const vt_evidence evidence[] = {
    {"title", title_spans, 2, 0.98, VT_ORIGIN_READ, NULL, NULL},
    {"issuer.name", title_spans, 1, 0.6, VT_ORIGIN_INFERRED, NULL, NULL},
    {"issued.date", title_spans, 1, 0.2, VT_ORIGIN_READ, NULL, NULL},
};
static const char *const encodings[] = {"utf-8", "tcvn3"};
static const size_t basis_citations[] = {0};
static const vt_basis bases[] = {{"Căn cứ", "Kế hoạch số 383/KH-UBND ngày 07/12/2022", basis_citations, 1, {61, 230}}};
static const vt_related related[] = {{VT_RELATION_AMENDS, 1}};
static const vt_provision provisions[] = {{"điểm a khoản 2 Điều 5", "5", "2", "a"}};
static const vt_citation citations[] = {
    {.text = "Kế hoạch số 383/KH-UBND ngày 07/12/2022", .type = "KH", .number = "383/KH-UBND", .date = "2022-12-07",
     .key = "KH|383|KH-UBND|2022|", .basis = 0, .section = "", .relation = VT_RELATION_BASIS, .related = related,
     .related_count = 1, .resolves_to = -1, .provisions = provisions, .provision_count = 1, .confidence = 0.9,
     .span = {69, 230}},
    {.text = "Luật Giáo dục", .type = "LUAT", .subject = "Giáo dục", .key = "LUAT||giáo dục||", .basis = -1,
     .section = "I.1", .resolves_to = 0, .ambiguous = true, .confidence = 1, .span = {400, 417}},
};
static const vt_section children[] = {{.marker = "1.", .title = "Mục đích", .text = "Thi đua.", .span = {320, 360}}};
static const vt_section sections[] = {
    {.marker = "I.", .title = "MỤC ĐÍCH, YÊU CẦU", .text = "", .computed = true, .span = {300, 420},
     .sections = children, .section_count = 1}};
static const vt_addressee addressees[] = {{"Các trường tiểu học", {5, 9}}};
static const vt_recipient recipients[] = {{"Như trên", {500, 510}}, {"Lưu: VT", {511, 520}}};
static const vt_signer signers[] = {{"KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG", "Trần Thị Ví Dụ"}};
static const vt_warning warnings[] = {{"number.blank", "the number is left blank", "number.ordinal", true, {0, 21}},
                                      {"header.lost", "no header", NULL, false, {0, 0}}};

static vt_document example(void) {
    return (vt_document){
        .id = "00ff",
        .source = {"plan.docx", "docx", encodings, 2, 31244},
        .text = VT_LITERAL("Số: 87 /KH-GDDT\nKẾ HOẠCH\n"),
        .type = {"KH", "Kế hoạch"},
        .number = {"87", NULL, "KH-GDDT", "87/KH-GDDT", "87 /KH-GDDT"},
        .issued = {"Quận 1", "2023-01-09", "Quận 1, ngày 09 tháng 01 năm 2023"},
        .issuer = {"Phòng Giáo dục và Đào tạo", "Ủy ban nhân dân Quận 1"},
        .title = "Phát động phong trào thi đua",
        .addressees = addressees, .addressee_count = 1,
        .bases = bases, .basis_count = 1,
        .citations = citations, .citation_count = 2,
        .sections = sections, .section_count = 1,
        .recipients = recipients, .recipient_count = 2,
        .signers = signers, .signer_count = 1,
        .evidence = evidence, .evidence_count = 3,
        .warnings = warnings, .warning_count = 2,
    };
}

static const char example_json[] =
    "{\"schema\":\"vanthu.document/1\",\"id\":\"00ff\",\"source\":{\"path\":\"plan.docx\",\"format\":\"docx\","
    "\"encodings\":[\"utf-8\",\"tcvn3\"],\"bytes\":31244},\"type\":{\"code\":\"KH\",\"name\":\"Kế hoạch\"},"
    "\"number\":{\"ordinal\":\"87\",\"year\":null,\"symbol\":\"KH-GDDT\",\"full\":\"87/KH-GDDT\","
    "\"text\":\"87 /KH-GDDT\"},\"issued\":{\"place\":\"Quận 1\",\"date\":\"2023-01-09\","
    "\"text\":\"Quận 1, ngày 09 tháng 01 năm 2023\"},\"issuer\":{\"name\":\"Phòng Giáo dục và Đào tạo\","
    "\"parent\":\"Ủy ban nhân dân Quận 1\"},\"marks\":{\"secrecy\":null,\"urgency\":null},"
    "\"title\":\"Phát động phong trào thi đua\",\"addressees\":[{\"text\":\"Các trường tiểu học\",\"span\":[5,9]}],"
    "\"bases\":[{\"lead\":\"Căn cứ\",\"text\":\"Kế hoạch số 383/KH-UBND ngày 07/12/2022\",\"citations\":[0],"
    "\"span\":[61,230]}],\"citations\":[{\"text\":\"Kế hoạch số 383/KH-UBND ngày 07/12/2022\",\"type\":\"KH\","
    "\"number\":\"383/KH-UBND\",\"date\":\"2022-12-07\",\"issuer\":null,\"subject\":null,"
    "\"key\":\"KH|383|KH-UBND|2022|\",\"basis\":0,\"section\":\"\",\"relation\":\"basis\","
    "\"related\":[{\"relation\":\"amends\",\"to\":1}],\"resolves_to\":null,\"ambiguous\":false,"
    "\"provisions\":[{\"text\":\"điểm a khoản 2 Điều 5\",\"dieu\":\"5\",\"khoan\":\"2\",\"diem\":\"a\"}],"
    "\"confidence\":0.9,\"span\":[69,230]},{\"text\":\"Luật Giáo dục\",\"type\":\"LUAT\",\"number\":null,"
    "\"date\":null,\"issuer\":null,\"subject\":\"Giáo dục\",\"key\":\"LUAT||giáo dục||\",\"basis\":null,"
    "\"section\":\"I.1\",\"relation\":\"mentions\",\"related\":[],\"resolves_to\":0,\"ambiguous\":true,"
    "\"provisions\":[],\"confidence\":1,\"span\":[400,417]}],\"sections\":[{\"marker\":\"I.\","
    "\"title\":\"MỤC ĐÍCH, YÊU CẦU\",\"text\":\"\",\"computed\":true,\"span\":[300,420],\"sections\":["
    "{\"marker\":\"1.\",\"title\":\"Mục đích\",\"text\":\"Thi đua.\",\"computed\":false,\"span\":[320,360],"
    "\"sections\":[]}]}],\"recipients\":[{\"text\":\"Như trên\",\"span\":[500,510]},{\"text\":\"Lưu: VT\","
    "\"span\":[511,520]}],\"signers\":[{\"capacity\":\"KT. TRƯỞNG PHÒNG\",\"position\":\"PHÓ TRƯỞNG PHÒNG\","
    "\"name\":\"Trần Thị Ví Dụ\"}],\"evidence\":{\"title\":{\"spans\":[[62,90],[91,150]],\"confidence\":0.98,"
    "\"origin\":\"read\"},\"issuer.name\":{\"spans\":[[62,90]],\"confidence\":0.6,\"origin\":\"inferred\"},"
    "\"issued.date\":{\"spans\":[[62,90]],\"confidence\":0.2,\"origin\":\"read\"}},"
    "\"warnings\":[{\"code\":\"number.blank\",\"message\":\"the number is left blank\",\"span\":[0,21]},"
    "{\"code\":\"header.lost\",\"message\":\"no header\",\"span\":null}]}";

static void json_has_every_field(void **state) {
    (void)state;
    vt_document document = example();
    collector to;
    vt_output output = collector_output(&to, SIZE_MAX);
    assert_int_equal(vt_write_json(&document, NULL, &output, NULL), VT_OK);
    assert_string_equal(collected(&to), example_json);
    vt_buffer_free(&to.bytes);
}

static void json_adds_the_text_when_asked(void **state) {
    (void)state;
    vt_document document = example();
    vt_json_options options = {.with_text = true};
    collector to;
    vt_output output = collector_output(&to, SIZE_MAX);
    assert_int_equal(vt_write_json(&document, &options, &output, NULL), VT_OK);
    assert_non_null(strstr(collected(&to), ",\"text\":\"Số: 87 /KH-GDDT\\nKẾ HOẠCH\\n\"}"));
    vt_buffer_free(&to.bytes);
}

static void json_of_an_empty_document_is_whole(void **state) {
    (void)state;
    vt_document document = {0};
    vt_json_options options = {.with_text = true};
    collector to;
    vt_output output = collector_output(&to, SIZE_MAX);
    assert_int_equal(vt_write_json(&document, &options, &output, NULL), VT_OK);
    assert_non_null(strstr(collected(&to), "\"title\":null,\"addressees\":[],\"bases\":[]"));
    assert_non_null(strstr(collected(&to), "\"evidence\":{},\"warnings\":[],\"text\":\"\"}"));
    vt_buffer_free(&to.bytes);
}

static const char example_record[] = "Kế hoạch 87/KH-GDDT\n"
                                     "Phát động phong trào thi đua\n"
                                     "\n"
                                     "number      87/KH-GDDT\n"
                                     "date        2023-01-09 (unsure)\n"
                                     "place       Quận 1\n"
                                     "issuer      Phòng Giáo dục và Đào tạo (inferred)\n"
                                     "under       Ủy ban nhân dân Quận 1\n"
                                     "addressees  - Các trường tiểu học\n"
                                     "bases       1. Căn cứ Kế hoạch số 383/KH-UBND ngày\n"
                                     "               07/12/2022\n"
                                     "               = KH 383/KH-UBND, 2022-12-07\n"
                                     "sections    I. MỤC ĐÍCH, YÊU CẦU\n"
                                     "              1. Mục đích\n"
                                     "signer      KT. TRƯỞNG PHÒNG\n"
                                     "            PHÓ TRƯỞNG PHÒNG\n"
                                     "            Trần Thị Ví Dụ\n"
                                     "recipients  - Như trên\n"
                                     "            - Lưu: VT\n"
                                     "file        plan.docx (docx, 31244 bytes)\n"
                                     "id          00ff\n"
                                     "warnings    ! the number is left blank\n"
                                     "            ! no header\n";

static void record_aligns_and_wraps(void **state) {
    (void)state;
    vt_document document = example();
    vt_record_options options = {.width = 50};
    collector to;
    vt_output output = collector_output(&to, SIZE_MAX);
    assert_int_equal(vt_write_record(&document, &options, &output, NULL), VT_OK);
    assert_string_equal(collected(&to), example_record);
    vt_buffer_free(&to.bytes);
}

static void record_shows_no_control_characters(void **state) {
    (void)state;
    vt_document document = example();
    document.title = "a\x1B[31mb\nc\x07";
    document.source.path = "evil\x1B]0;x\x07.txt";
    collector to;
    vt_output output = collector_output(&to, SIZE_MAX);
    assert_int_equal(vt_write_record(&document, NULL, &output, NULL), VT_OK);
    for (const char *c = collected(&to); *c; c++) assert_true(*c == '\n' || (unsigned char)*c >= ' ');
    assert_non_null(strstr(collected(&to), "a�[31mb c�\n"));
    vt_buffer_free(&to.bytes);
}

static void record_is_coloured_only_when_asked(void **state) {
    (void)state;
    vt_document document = example();
    vt_record_options options = {.colour = true};
    collector to;
    vt_output output = collector_output(&to, SIZE_MAX);
    assert_int_equal(vt_write_record(&document, &options, &output, NULL), VT_OK);
    assert_non_null(strstr(collected(&to), "\033[1mKế hoạch 87/KH-GDDT\033[0m\n"));
    vt_buffer_free(&to.bytes);
}

static void text_is_what_spans_point_into(void **state) {
    (void)state;
    vt_document document = example();
    collector to;
    vt_output output = collector_output(&to, SIZE_MAX);
    assert_int_equal(vt_write_text(&document, &output, NULL), VT_OK);
    assert_string_equal(collected(&to), document.text.data);
    vt_buffer_free(&to.bytes);
}

static vt_code write_json(const vt_document *document, const vt_output *output, vt_error *err) {
    return vt_write_json(document, NULL, output, err);
}

static vt_code write_record(const vt_document *document, const vt_output *output, vt_error *err) {
    return vt_write_record(document, NULL, output, err);
}

static vt_code (*const sinks[])(const vt_document *, const vt_output *, vt_error *) = {write_json, write_record,
                                                                                      vt_write_text};
enum { SINK_COUNT = sizeof sinks / sizeof *sinks };

/* Wherever the output gives up, the sink says so and has written nothing after that place. */
static void sinks_report_a_failed_write(void **state) {
    (void)state;
    vt_document document = example();
    for (size_t i = 0; i < SINK_COUNT; i++) {
        collector whole;
        vt_output output = collector_output(&whole, SIZE_MAX);
        assert_int_equal(sinks[i](&document, &output, NULL), VT_OK);
        for (size_t room = 0; room < whole.bytes.size; room += 3) {
            collector to;
            vt_error err = {0};
            vt_output cut = collector_output(&to, room);
            assert_int_equal(sinks[i](&document, &cut, &err), VT_ERR_WRITE);
            assert_int_equal(err.code, VT_ERR_WRITE);
            assert_true(to.bytes.size <= room);
            if (to.bytes.size) assert_memory_equal(to.bytes.data, whole.bytes.data, to.bytes.size);
            vt_buffer_free(&to.bytes);
        }
        vt_buffer_free(&whole.bytes);
    }
}

static void sinks_refuse_null(void **state) {
    (void)state;
    vt_document document = example();
    collector to;
    vt_output output = collector_output(&to, SIZE_MAX), no_output = {NULL, NULL};
    for (size_t i = 0; i < SINK_COUNT; i++) {
        vt_error err = {0};
        assert_int_equal(sinks[i](NULL, &output, &err), VT_ERR_ARGUMENT);
        assert_int_equal(sinks[i](&document, NULL, NULL), VT_ERR_ARGUMENT);
        assert_int_equal(sinks[i](&document, &no_output, &err), VT_ERR_ARGUMENT);
        assert_true(strlen(err.message) > 0);
    }
    assert_string_equal(collected(&to), "");
    vt_buffer_free(&to.bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_has_every_field),
        cmocka_unit_test(json_adds_the_text_when_asked),
        cmocka_unit_test(json_of_an_empty_document_is_whole),
        cmocka_unit_test(record_aligns_and_wraps),
        cmocka_unit_test(record_shows_no_control_characters),
        cmocka_unit_test(record_is_coloured_only_when_asked),
        cmocka_unit_test(text_is_what_spans_point_into),
        cmocka_unit_test(sinks_report_a_failed_write),
        cmocka_unit_test(sinks_refuse_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
