/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the head of a document. Out: its paragraphs: bases, the sentence that opens the content, the outline, recipients.
 */
#include "plan.h"

#include "base/slice.h"

enum { ABOVE_MAX = 6, SHORT_MAX = 16, SENTENCE = 115 };

/* A plan on its way. */
typedef struct maker {
    uint64_t seed;
    vt_arena *arena;
    gen_plan *plan;
    gen_random random;
    gen_matter matter;
    const char *shorts[SHORT_MAX];
    vt_buffer text; /* of the paragraph that is being made */
    size_t written;
    bool failed;
} maker;

static void add(maker *m, gen_role role, unsigned level, const char *marker) {
    gen_paragraph *paragraph = vt_array_push(m->arena, &m->plan->paragraphs);
    const char *text = m->text.failed ? NULL : vt_arena_text(m->arena, vt_buffer_slice(&m->text));
    if (!paragraph || !text || !marker)
        m->failed = true;
    else
        *paragraph = (gen_paragraph){role, level, marker, vt_slice_of(text)};
    m->written += m->text.size;
    vt_buffer_clear(&m->text);
}

static void add_text(maker *m, gen_role role, unsigned level, const char *marker, const char *text) {
    vt_buffer_append_text(&m->text, text);
    add(m, role, level, marker);
}

static void put_date(maker *m, gen_date date) {
    switch (gen_below(&m->random, 4)) {
    case 0: vt_buffer_printf(&m->text, "%02u tháng %02u năm %u", date.day, date.month, date.year); return;
    case 1: vt_buffer_printf(&m->text, "%02u-%02u-%u", date.day, date.month, date.year); return;
    default: vt_buffer_printf(&m->text, "%02u/%02u/%u", date.day, date.month, date.year);
    }
}

/* The full form of a first mention. */
static void put_reference(maker *m, const gen_reference *r) {
    vt_buffer_append_text(&m->text, r->type);
    vt_buffer_append_char(&m->text, ' ');
    if (!*r->number)
        vt_buffer_append_text(&m->text, r->subject);
    else
        vt_buffer_printf(&m->text, "số %s", r->number);
    vt_buffer_append_text(&m->text, " ngày ");
    put_date(m, r->date);
    if (!*r->number) return;
    vt_buffer_printf(&m->text, " của %s", r->body);
    if (gen_chance(&m->random, 85)) vt_buffer_printf(&m->text, " %s", r->subject);
}

static void add_basis(maker *m, const char *lead, const gen_reference *r) {
    vt_buffer_printf(&m->text, "%s ", lead);
    put_reference(m, r);
    add(m, GEN_BASIS, 0, "");
    if (!*r->number || m->matter.citation_count == SHORT_MAX) return;
    char *brief = vt_arena_printf(m->arena, gen_chance(&m->random, 80) ? "%s số %s" : "%s %s", r->type, r->number);
    if (!brief)
        m->failed = true;
    else
        m->shorts[m->matter.citation_count++] = brief;
}

static void add_national(maker *m) {
    unsigned count = gen_between(&m->random, 1, 4), used[4];
    for (unsigned i = 0; i < count; i++) {
        gen_reference reference;
        bool again = false;
        used[i] = gen_zipf(&m->random, gen_national_count());
        for (unsigned j = 0; j < i; j++) again = again || used[j] == used[i];
        if (again) continue;
        if (!gen_national(m->seed, used[i], m->matter.year, m->arena, &reference))
            m->failed = true;
        else
            add_basis(m, "Căn cứ", &reference);
    }
}

static void add_above(maker *m) {
    static const char *const leads[] = {"Thực hiện", "Căn cứ", "Căn cứ", "Thực hiện", "Tiếp tục thực hiện"};
    uint64_t above[ABOVE_MAX];
    size_t count = gen_act_above(m->seed, m->plan->act.index, above, ABOVE_MAX);
    for (size_t i = 0; i < count && !m->failed; i++) {
        gen_act act;
        if (!gen_act_make(m->seed, above[i], m->arena, &act))
            m->failed = true;
        else
            add_basis(m, leads[gen_below(&m->random, 5)], &act.reference);
    }
}

static bool is_type(const maker *m, const char *code) { return strcmp(m->plan->act.reference.code, code) == 0; }

static bool decides(const maker *m) { return is_type(m, "QĐ") || is_type(m, "NQ"); }

static void add_opening(maker *m) {
    static const struct {
        const char *code, *format;
    } openings[] = {{"KH", "%s xây dựng kế hoạch %s như sau:"},
                    {"BC", "%s báo cáo kết quả %s như sau:"},
                    {"CT", "%s yêu cầu các đơn vị %s như sau:"},
                    {"HD", "%s hướng dẫn %s như sau:"},
                    {"TTr", "%s kính trình phê duyệt kế hoạch %s như sau:"},
                    {"CV", "%s đề nghị các đơn vị thực hiện %s theo các nội dung sau:"},
                    {"TB", "%s thông báo một số nội dung về %s như sau:"}};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        if (!is_type(m, openings[i].code)) continue;
        vt_buffer_printf(&m->text, openings[i].format, m->plan->act.reference.body, m->matter.topic->name);
        add(m, GEN_BODY, 0, "");
    }
}

static void put_sentences(maker *m, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        if (i) vt_buffer_append_char(&m->text, ' ');
        gen_sentence(&m->matter, &m->random, &m->text);
    }
}

/* The letters of điểm, in the Vietnamese order. */
static const char *const letters[] = {"a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)"};

static void add_points(maker *m) {
    bool lettered = gen_chance(&m->random, 40);
    unsigned count = gen_between(&m->random, 2, 5);
    for (unsigned i = 0; i < count; i++) {
        put_sentences(m, gen_between(&m->random, 1, 2));
        if (lettered)
            add(m, GEN_ITEM, 3, letters[i]);
        else
            add(m, GEN_BODY, 0, "-");
    }
}

static const char *number_marker(maker *m, unsigned number) { return vt_arena_printf(m->arena, "%u.", number); }

/* 1. Công tác tuyên truyền, and what is below it. */
static void add_division(maker *m, unsigned number, gen_list list, unsigned at) {
    add_text(m, GEN_HEADING, 2, number_marker(m, number), gen_word_at(list, at));
    if (gen_chance(&m->random, 50)) {
        put_sentences(m, gen_between(&m->random, 1, 4));
        add(m, GEN_BODY, 0, "");
    }
    add_points(m);
}

static void add_chapter(maker *m, const char *marker, unsigned at, bool last) {
    gen_list list = last ? GEN_DUTIES : GEN_HEADINGS_2;
    unsigned count = gen_between(&m->random, 2, 5), from = gen_below(&m->random, gen_list_size(list));
    add_text(m, GEN_HEADING, 1, marker, gen_word_at(GEN_HEADINGS_1, at));
    for (unsigned i = 0; i < count; i++) add_division(m, i + 1, list, from + i);
}

/* I. MỤC ĐÍCH, YÊU CẦU ... until the text has its length; the last chapter says who does what. */
static void add_chapters(maker *m, size_t length) {
    static const char *const roman[] = {"I.", "II.", "III.", "IV.", "V.", "VI.", "VII.", "VIII."};
    static const unsigned order[] = {0, 6, 5, 1, 4, 7, 3};
    unsigned count = 0;
    while (count < 7 && m->written < length && !m->failed) {
        add_chapter(m, roman[count], order[count], false);
        count++;
    }
    add_chapter(m, roman[count], 2, true);
}

static void add_articles(maker *m, size_t length) {
    static const char *const firsts[] = {"Ban hành kèm theo Quyết định này kế hoạch %s.", "Thông qua chủ trương %s.",
                                         "Quy định một số nội dung %s."};
    vt_buffer_printf(&m->text, firsts[gen_below(&m->random, 3)], m->matter.topic->name);
    add(m, GEN_ITEM, 1, "Điều 1.");
    unsigned number = 2;
    while (m->written < length && !m->failed) {
        put_sentences(m, 2);
        add(m, GEN_ITEM, 1, vt_arena_printf(m->arena, "Điều %u.", number++));
        for (unsigned i = 1; i <= 3; i++) {
            put_sentences(m, 2);
            add(m, GEN_ITEM, 2, number_marker(m, i));
        }
    }
}

/* Chỉ thị and công văn: numbered points without chapters. */
static void add_numbered(maker *m, size_t length) {
    for (unsigned number = 1; number < 16 && (number < 4 || m->written < length) && !m->failed; number++)
        add_division(m, number, GEN_HEADINGS_2, number * 3);
}

static void add_closing(maker *m) {
    static const char *const words[] = {
        "Trong quá trình thực hiện nếu có khó khăn, vướng mắc, đề nghị các đơn vị báo cáo để xem xét./.",
        "Yêu cầu các đơn vị nghiêm túc thực hiện./.",
        "Trên đây là toàn bộ nội dung, đề nghị các đơn vị quan tâm thực hiện./."};
    add_text(m, GEN_BODY, 0, "", words[gen_below(&m->random, 3)]);
}

static void add_body(maker *m) {
    size_t length = gen_between(&m->random, 2000, 7000);
    if (gen_chance(&m->random, 30)) length += gen_between(&m->random, 4000, 14000);
    if (is_type(m, "QĐ") || is_type(m, "NQ"))
        add_articles(m, length / 2);
    else if (is_type(m, "CT") || is_type(m, "CV"))
        add_numbered(m, length / 2);
    else
        add_chapters(m, length);
    add_closing(m);
}

static void add_recipient(maker *m, const char *text) {
    const char **recipient = vt_array_push(m->arena, &m->plan->recipients);
    if (!recipient || !text)
        m->failed = true;
    else
        *recipient = text;
}

static void add_recipients(maker *m) {
    static const char *const above[] = {"Thường trực Tỉnh ủy", "UBND tỉnh (để b/c)", "Sở GDĐT (để b/c)",
                                        "UBND huyện (để b/c)", "Phòng GDĐT (để b/c)"};
    static const char *const others[] = {"Lãnh đạo đơn vị",
                                         "Công đoàn ngành",
                                         "Các trường MN, TH, THCS",
                                         "Các phòng, ban liên quan",
                                         "Các tổ chuyên môn",
                                         "Cổng thông tin điện tử",
                                         "Như trên",
                                         "Ban đại diện cha mẹ học sinh"};
    const gen_act *act = &m->plan->act;
    unsigned count = gen_between(&m->random, 1, 4), from = gen_below(&m->random, 8);
    add_recipient(m, above[act->level]);
    for (unsigned i = 0; i < count; i++) add_recipient(m, others[(from + i) % 8]);
    add_recipient(m, vt_arena_printf(m->arena, "Lưu: VT, %s", act->unit));
}

static void add_addressee(maker *m) {
    if (is_type(m, "TTr")) add_text(m, GEN_ADDRESSEE, 0, "", "Phòng Giáo dục và Đào tạo");
    if (is_type(m, "CV"))
        add_text(m, GEN_ADDRESSEE, 0, "", "Hiệu trưởng các trường mầm non, tiểu học, trung học cơ sở");
}

static gen_shape draw_shape(uint64_t seed, uint64_t index) {
    gen_random random = gen_stream(seed, GEN_FOR_SHAPE, index);
    gen_shape shape = {.header = gen_below(&random, 3)};
    shape.columns = gen_chance(&random, 25) ? gen_between(&random, 72, 88) : 0;
    shape.spaced = gen_chance(&random, 40);
    shape.numbered = gen_chance(&random, 40);
    shape.capitals = gen_chance(&random, 25);
    return shape;
}

static void make(maker *m) {
    gen_plan *plan = m->plan;
    plan->title = plan->shape.capitals ? gen_upper(m->arena, plan->act.title) : plan->act.title;
    if (is_type(m, "CV")) plan->title = plan->act.title;
    if (decides(m)) add_text(m, GEN_AUTHORITY, 0, "", plan->act.issuer);
    add_addressee(m);
    add_national(m);
    add_above(m);
    add_opening(m);
    add_body(m);
    add_recipients(m);
}

bool gen_plan_make(uint64_t seed, uint64_t index, vt_arena *arena, gen_plan *plan) {
    *plan = (gen_plan){.shape = draw_shape(seed, index)};
    if (!gen_act_make(seed, index, arena, &plan->act)) return false;
    maker m = {.seed = seed, .arena = arena, .plan = plan, .random = gen_stream(seed, GEN_FOR_TEXT, index)};
    m.matter = (gen_matter){.topic = plan->act.topic, .year = plan->act.reference.date.year, .citations = m.shorts};
    vt_buffer_init(&m.text, NULL);
    make(&m);
    bool made = !m.failed && !m.text.failed && plan->title;
    vt_buffer_free(&m.text);
    return made;
}
