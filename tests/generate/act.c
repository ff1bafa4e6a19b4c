/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: seed and index. Out: the head of that document: office, type, number, date, subject, signer. */
#include "act.h"

#include <string.h>
#include "base/slice.h"

enum { BLOCKS_OF_PROVINCE = 32, REFORM_YEAR = 2025, REFORM_MONTH = 7, TERM = 5 };

/* Where a document stands in the archive. */
typedef struct position {
    uint64_t block;
    unsigned year, chain, member; /* from 0 */
} position;

/* The members of a chain: who writes, which types, which members of the same chain it cites. */
static const struct member {
    gen_level level;
    unsigned office; /* which school */
    const char *types[4];
    int cites[3];
} members[GEN_CHAIN] = {{GEN_PROVINCE, 0, {"CT", "KH", "QĐ", "NQ"}, {-1, -1, -1}},
                        {GEN_DEPARTMENT, 0, {"KH", "KH", "KH", "HD"}, {0, -1, -1}},
                        {GEN_DISTRICT, 0, {"KH", "KH", "QĐ", "CT"}, {1, 0, -1}},
                        {GEN_OFFICE, 0, {"KH", "KH", "KH", "KH"}, {2, 1, 0}},
                        {GEN_OFFICE, 0, {"CV", "CV", "HD", "TB"}, {3, 1, -1}},
                        {GEN_SCHOOL, 0, {"KH", "KH", "KH", "KH"}, {3, 2, -1}},
                        {GEN_SCHOOL, 1, {"KH", "KH", "KH", "KH"}, {4, 3, 1}},
                        {GEN_SCHOOL, 2, {"KH", "KH", "KH", "TTr"}, {3, 0, -1}},
                        {GEN_SCHOOL, 0, {"BC", "BC", "BC", "BC"}, {5, 3, -1}},
                        {GEN_OFFICE, 0, {"BC", "BC", "BC", "TB"}, {3, 1, -1}}};

static const struct type {
    const char *code, *name, *title; /* title: the words before the subject */
} types[] = {{"KH", "Kế hoạch", ""},        {"QĐ", "Quyết định", "Về việc ban hành Kế hoạch "},
             {"CT", "Chỉ thị", "Về "},      {"NQ", "Nghị quyết", "Về "},
             {"BC", "Báo cáo", "Kết quả "}, {"TB", "Thông báo", "Về việc "},
             {"HD", "Hướng dẫn", ""},       {"TTr", "Tờ trình", "Về việc đề nghị phê duyệt kế hoạch "},
             {"CV", "Công văn", ""}};

static const struct type *type_of(const char *code) {
    const struct type *t = types;
    while (strcmp(t->code, code) != 0) t++;
    return t;
}

static position position_of(uint64_t index) {
    unsigned in_block = (unsigned)(index % GEN_BLOCK), in_year = in_block % GEN_YEAR;
    return (position){index / GEN_BLOCK, in_block / GEN_YEAR, in_year / GEN_CHAIN, in_year % GEN_CHAIN};
}

static uint64_t index_of(position p) {
    return p.block * GEN_BLOCK + p.year * GEN_YEAR + p.chain * GEN_CHAIN + p.member;
}

/* A stream for what stays the same over the years: an office, or a series of plans. */
static gen_random office_stream(uint64_t seed, const position *p, gen_level level, unsigned office) {
    bool shared = level <= GEN_DEPARTMENT; /* one office for all blocks of a province */
    uint64_t block = shared ? p->block % gen_list_size(GEN_PROVINCES) : p->block;
    return gen_stream(seed, GEN_FOR_OFFICE, block * 64 + (uint64_t)level * 8 + office);
}

static gen_random series_stream(uint64_t seed, const position *p) {
    return gen_stream(seed, GEN_FOR_SERIES, p->block * GEN_YEAR + p->chain * GEN_CHAIN + p->member);
}

/* The matter of a chain is the same each year, and one for all its offices. */
static const gen_topic *topic_of(uint64_t seed, const position *p) {
    gen_random random = gen_stream(seed, GEN_FOR_PLACE, p->block * GEN_CHAIN + p->chain);
    return gen_topic_at(gen_zipf(&random, gen_topic_count()));
}

static gen_date date_of(const position *p, gen_random *random) {
    static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    unsigned day = 4 + p->chain * 33 + p->member * 3 + gen_below(random, 3), month = 0;
    while (day >= days[month]) day -= days[month++];
    return (gen_date){GEN_FIRST_YEAR + p->year, month + 1, day + 1};
}

static bool is_reformed(gen_date date) {
    return date.year > REFORM_YEAR || (date.year == REFORM_YEAR && date.month >= REFORM_MONTH);
}

/* Ordinals rise over the year and differ among the documents of an office. */
static unsigned ordinal_of(const position *p, gen_level level, gen_random *random) {
    unsigned rank = (unsigned)(p->block / gen_list_size(GEN_PROVINCES) % BLOCKS_OF_PROVINCE);
    switch (level) {
    case GEN_PROVINCE: return 1 + p->chain * 96 + rank * 3 + gen_below(random, 3);
    case GEN_DEPARTMENT: return 1 + p->chain * 192 + rank * 6 + gen_below(random, 6);
    case GEN_DISTRICT: return 1 + p->chain * 30 + gen_below(random, 25);
    case GEN_OFFICE: return 1 + p->chain * 30 + p->member * 3 + gen_below(random, 3);
    case GEN_SCHOOL: break;
    }
    return 1 + p->chain * 10 + p->member;
}

typedef struct names {
    const char *province, *district, *province_name, *district_name; /* "tỉnh Vinh Giang", ..., "Vinh Giang" */
} names;

static names names_of(const position *p, gen_date date, vt_arena *arena) {
    static const char *const before[] = {"huyện", "huyện", "huyện", "thị xã", "huyện", "thành phố", "huyện"};
    static const char *const after[] = {"xã", "xã", "phường"};
    unsigned province = (unsigned)(p->block % gen_list_size(GEN_PROVINCES)), block = (unsigned)p->block;
    bool city = province % 13 == 0;
    names n = {.province_name = gen_word_at(GEN_PROVINCES, province)};
    const char *kind = is_reformed(date) ? after[block % 3] : city && block % 2 ? "quận" : before[block % 7];
    n.province = vt_arena_printf(arena, "%s %s", city ? "thành phố" : "tỉnh", n.province_name);
    n.district_name = vt_arena_printf(arena, "%s %s", gen_word_at(GEN_DISTRICT_HEADS, block * 7),
                                      gen_word_at(GEN_DISTRICT_TAILS, block / 32 + block * 5));
    n.district = n.district_name ? vt_arena_printf(arena, "%s %s", kind, n.district_name) : NULL;
    return n;
}

typedef struct school {
    const char *name;   /* "Trường THCS Bến Xuân" */
    const char *symbol; /* "THCSBX" */
} school;

static const char *initials(vt_arena *arena, const char *prefix, const char *name) {
    vt_buffer out;
    vt_buffer_init(&out, NULL);
    vt_buffer_append_text(&out, prefix);
    for (const char *word = name; word; word = strchr(word, ' ')) {
        word += *word == ' ';
        vt_buffer_append(&out, word, (unsigned char)*word < 0x80 ? 1 : 2);
    }
    const char *text = out.failed ? NULL : vt_arena_text(arena, vt_buffer_slice(&out));
    vt_buffer_free(&out);
    return text;
}

static school school_of(uint64_t seed, const position *p, unsigned office, vt_arena *arena) {
    static const char *const kinds[][2] = {{"THCS", "THCS"}, {"Tiểu học", "TH"}, {"Mầm non", "MN"}};
    gen_random random = office_stream(seed, p, GEN_SCHOOL, office);
    const char *const *kind = kinds[gen_below(&random, 3)];
    const char *name = vt_arena_printf(arena, "%s %s", gen_word_at(GEN_SCHOOL_HEADS, gen_below(&random, 100)),
                                       gen_word_at(GEN_SCHOOL_TAILS, gen_below(&random, 100)));
    if (!name) return (school){0};
    return (school){vt_arena_printf(arena, "Trường %s %s", kind[0], name), initials(arena, kind[1], name)};
}

static const char *education(gen_random *random) {
    static const char *const forms[] = {"Giáo dục và Đào tạo", "Giáo dục và Đào tạo", "Giáo dục và Đào tạo", "GD&ĐT",
                                        "GD-ĐT"};
    return forms[gen_below(random, 5)];
}

/* "KH-PGDĐT"; of a letter "PGDĐT-TH". */
static const char *symbol_of(const char *code, const char *body, const char *unit, vt_arena *arena) {
    return strcmp(code, "CV") == 0 ? vt_arena_printf(arena, "%s-%s", body, unit)
                                   : vt_arena_printf(arena, "%s-%s", code, body);
}

typedef struct office {
    const char *parent, *issuer, *speaker, *body, *unit;
} office;

static office province_office(const char *code, const names *n, vt_arena *arena) {
    bool council = strcmp(code, "NQ") == 0;
    const char *name = council ? "Hội đồng nhân dân" : "Ủy ban nhân dân";
    const char *full = vt_arena_printf(arena, "%s %s", name, n->province);
    return (office){"", full, full, council ? "HĐND" : "UBND", "VX"};
}

static office department_office(gen_random *random, const names *n, vt_arena *arena) {
    static const char *const symbols[] = {"SGDĐT", "SGDĐT", "SGDĐT", "SGD&ĐT", "GDĐT"};
    static const char *const units[] = {"VP", "GDTrH", "GDTH", "CTTT", "TCCB"};
    const char *symbol = symbols[gen_below(random, 5)];
    return (office){vt_arena_printf(arena, "UBND %s", n->province), vt_arena_printf(arena, "Sở %s", education(random)),
                    "Sở Giáo dục và Đào tạo", symbol, units[gen_below(random, 5)]};
}

static office division_office(gen_random *random, const names *n, bool reformed, vt_arena *arena) {
    static const char *const symbols[] = {"PGDĐT", "PGDĐT", "GDĐT", "PGD&ĐT", "PGDĐT"};
    const char *symbol = symbols[gen_below(random, 5)], *parent = vt_arena_printf(arena, "UBND %s", n->district);
    if (reformed) return (office){parent, "Phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội", "VHXH", "GD"};
    return (office){parent, vt_arena_printf(arena, "Phòng %s", education(random)), "Phòng Giáo dục và Đào tạo", symbol,
                    "TH"};
}

static office school_office(gen_random *random, const school *school, const names *n, bool reformed, vt_arena *arena) {
    const char *parent = reformed || gen_chance(random, 50) ? vt_arena_printf(arena, "UBND %s", n->district)
                                                            : vt_arena_printf(arena, "Phòng GD&ĐT %s", n->district);
    return (office){parent, school->name, school->name, school->symbol, "CM"};
}

static office office_of(uint64_t seed, const position *p, const char *code, bool reformed, const names *n,
                        vt_arena *arena) {
    const struct member *m = &members[p->member];
    gen_random random = office_stream(seed, p, m->level, m->office);
    switch (m->level) {
    case GEN_PROVINCE: return province_office(code, n, arena);
    case GEN_DEPARTMENT: return department_office(&random, n, arena);
    case GEN_DISTRICT: break;
    case GEN_OFFICE: return division_office(&random, n, reformed, arena);
    case GEN_SCHOOL: {
        school s = school_of(seed, p, m->office, arena);
        return school_office(&random, &s, n, reformed, arena);
    }
    }
    const char *full = vt_arena_printf(arena, "Ủy ban nhân dân %s", n->district);
    return (office){"", full, full, "UBND", "GDĐT"};
}

/* Who signs: the head, or a deputy for the head; the same for a term of office. */
static void sign(uint64_t seed, const position *p, gen_level level, gen_act *act, vt_arena *arena) {
    static const struct {
        const char *for_all, *head, *deputy;
    } posts[] = {[GEN_PROVINCE] = {"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"},
                 [GEN_DEPARTMENT] = {"", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"},
                 [GEN_DISTRICT] = {"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"},
                 [GEN_OFFICE] = {"", "TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"},
                 [GEN_SCHOOL] = {"", "HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"}};
    uint64_t term = p->year / TERM;
    gen_random choice = gen_stream(seed, GEN_FOR_PERSON, act->index),
               person = office_stream(seed, p, level, members[p->member].office);
    bool council = strcmp(act->reference.code, "NQ") == 0, deputy = !council && gen_chance(&choice, 40);
    const char *all = council ? "TM. HỘI ĐỒNG NHÂN DÂN" : posts[level].for_all;
    person.state += term * 2 + deputy;
    act->position = deputy ? posts[level].deputy : posts[level].head;
    act->capacity = deputy ? vt_arena_printf(arena, "%s%sKT. %s", all, *all ? "\n" : "", posts[level].head) : all;
    act->signer = gen_person(arena, &person);
}

static const char *subject_of(uint64_t seed, const position *p, const gen_act *act, vt_arena *arena) {
    static const char *const verbs[] = {"triển khai ", "tổ chức thực hiện ", "thực hiện ", "tăng cường ", "đẩy mạnh "};
    gen_random random = series_stream(seed, p);
    const char *verb = verbs[gen_below(&random, 5)];
    unsigned year = act->reference.date.year;
    const char *scope =
        act->level == GEN_SCHOOL
            ? ""
            : vt_arena_printf(arena, " trên địa bàn %s", act->level <= GEN_DEPARTMENT ? act->province : act->district);
    if (!scope) return NULL;
    return gen_chance(&random, 40)
               ? vt_arena_printf(arena, "%s%s%s năm học %u - %u", verb, act->topic->name, scope, year, year + 1)
               : vt_arena_printf(arena, "%s%s%s năm %u", verb, act->topic->name, scope, year);
}

static const char *title_of(const gen_act *act, vt_arena *arena) {
    const struct type *type = type_of(act->reference.code);
    const char *title = vt_arena_printf(arena, "%s%s", type->title, act->reference.subject);
    return !title || strcmp(type->code, "CV") == 0 ? title : gen_capital(arena, title);
}

static const char *subject_cited(const gen_act *act, vt_arena *arena) {
    bool plain = strcmp(act->reference.code, "QĐ") != 0;
    return vt_arena_printf(arena, plain ? "về %s" : "về việc ban hành Kế hoạch %s", act->reference.subject);
}

static const char *body_of(const gen_act *act, vt_arena *arena) {
    if (act->level == GEN_DEPARTMENT) return vt_arena_printf(arena, "%s %s", act->speaker, act->province);
    if (act->level == GEN_OFFICE) return vt_arena_printf(arena, "%s %s", act->speaker, act->district);
    return act->speaker;
}

static bool is_complete(const gen_act *act) {
    return act->place && act->parent && act->issuer && act->speaker && act->title && act->capacity && act->signer &&
           act->reference.number && act->reference.body && act->reference.subject;
}

bool gen_act_make(uint64_t seed, uint64_t index, vt_arena *arena, gen_act *act) {
    position p = position_of(index);
    gen_random series = series_stream(seed, &p), random = gen_stream(seed, GEN_FOR_ACT, index);
    const struct type *type = type_of(members[p.member].types[gen_below(&series, 4)]);
    gen_date date = date_of(&p, &random);
    names n = names_of(&p, date, arena);
    *act = (gen_act){.index = index,
                     .level = members[p.member].level,
                     .topic = topic_of(seed, &p),
                     .district = n.district,
                     .province = n.province};
    if (!n.province || !n.district) return false;
    office o = office_of(seed, &p, type->code, is_reformed(date), &n, arena);
    if (!o.parent || !o.issuer || !o.body) return false;
    unsigned ordinal = ordinal_of(&p, act->level, &random);
    act->reference = (gen_reference){.type = type->name, .code = type->code, .date = date};
    act->reference.number = vt_arena_printf(arena, "%02u/%s", ordinal, symbol_of(type->code, o.body, o.unit, arena));
    act->place = act->level <= GEN_DEPARTMENT ? n.province_name : n.district_name;
    act->parent = gen_upper(arena, o.parent);
    act->issuer = gen_upper(arena, o.issuer);
    act->speaker = o.speaker;
    act->unit = o.unit;
    sign(seed, &p, act->level, act, arena);
    act->reference.subject = subject_of(seed, &p, act, arena);
    if (!act->reference.subject) return false;
    act->title = title_of(act, arena);
    act->reference.subject = subject_cited(act, arena);
    act->reference.body = body_of(act, arena);
    return is_complete(act);
}

/* A neighbour of the same year, or of another district of the province: what an office cites beside its own chain. */
static bool neighbour(const position *p, gen_random *random, position *other) {
    unsigned provinces = gen_list_size(GEN_PROVINCES);
    *other = *p;
    other->member = gen_below(random, 3);
    if (p->block >= provinces && gen_chance(random, 30))
        other->block -= provinces, other->member = gen_below(random, 2);
    if (!p->chain) return false;
    other->chain = gen_below(random, p->chain);
    return true;
}

size_t gen_act_above(uint64_t seed, uint64_t index, uint64_t *above, size_t max) {
    position p = position_of(index), other;
    gen_random random = gen_stream(seed, GEN_FOR_ACT, index);
    size_t count = 0;
    const struct member *m = &members[p.member];
    for (size_t i = 0; i < sizeof m->cites / sizeof *m->cites && count < max; i++)
        if (m->cites[i] >= 0) above[count++] = index - p.member + (unsigned)m->cites[i];
    if (p.year && count < max && gen_chance(&random, 60)) above[count++] = index - GEN_YEAR;
    if (count < max && gen_chance(&random, 50) && neighbour(&p, &random, &other)) above[count++] = index_of(other);
    return count;
}
