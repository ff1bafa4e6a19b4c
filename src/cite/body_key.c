/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: an issuing body as a mention names it, its symbol, and what is known of
 * the citing document. Out: the body's one spelling. "UBND thành phố" is
 * relative to the place where the citing document is issued: it is completed
 * from there, or else stays unknown; it is never guessed.
 */
#include <string.h>
#include "base/slice.h"
#include "cite/key.h"
#include "cite/number.h"
#include "lexicon/bodies.h"
#include "lexicon/provinces.h"
#include "text/utf8.h"

/* Canonical words that stand for others; longer ones first. Link words are dropped, so that
 * "Lao động - Thương binh và Xã hội" is "Lao động, Thương binh và Xã hội". */
static const struct {
    const char *from, *to;
} openings[] = {
    {"ubnd", "ủy ban nhân dân"},
    {"hđnd", "hội đồng nhân dân"},
    {"mttq", "mặt trận tổ quốc"},
    {"ubmttq", "ủy ban mặt trận tổ quốc"},
    {"gdđt", "giáo dục đào tạo"},
    {"gddt", "giáo dục đào tạo"},
    {"gd đt", "giáo dục đào tạo"},
    {"sgdđt", "sở giáo dục đào tạo"},
    {"pgdđt", "phòng giáo dục đào tạo"},
    {"lđtbxh", "lao động thương binh xã hội"},
    {"lđ tb xh", "lao động thương binh xã hội"},
    {"vhttdl", "văn hóa thể thao du lịch"},
    {"vhtt", "văn hóa thể thao"},
    {"khcn", "khoa học công nghệ"},
    {"tphcm", "thành phố hồ chí minh"},
    {"hcm", "hồ chí minh"},
    {"tp", "thành phố"},
    {"tx", "thị xã"},
    {"thcs", "trung học cơ sở"},
    {"thpt", "trung học phổ thông"},
    {"btv", "ban thường vụ"},
    {"bch", "ban chấp hành"},
    {"tw", "trung ương"},
    {"và", ""},
    {"thủ đô hà nội", "thành phố hà nội"},
    {"các cấp", ""},
};

/* A person's post or a standing part of the body, and what of the body's name it holds itself: "Trưởng phòng Giáo dục".
 */
static const struct {
    const char *words, *kept;
} posts[] = {
    {"phó chủ tịch", ""},
    {"chủ tịch", ""},
    {"bộ trưởng chủ nhiệm", ""},
    {"bộ trưởng", ""},
    {"thứ trưởng", ""},
    {"phó giám đốc", ""},
    {"tổng giám đốc", ""},
    {"giám đốc", ""},
    {"hiệu trưởng", ""},
    {"thống đốc", ""},
    {"tổng thanh tra", ""},
    {"chánh thanh tra", ""},
    {"bí thư", ""},
    {"ban thường vụ", ""},
    {"thường trực", ""},
    {"ban thường trực", ""},
    {"chánh văn phòng", "văn phòng"},
    {"phó trưởng phòng", "phòng"},
    {"trưởng phòng", "phòng"},
    {"trưởng ban", "ban"},
    {"tổng cục trưởng", "tổng cục"},
    {"cục trưởng", "cục"},
};

/* Levels of administration, and those that a province has. */
static const char *const levels[] = {"thành phố", "tỉnh", "quận",     "huyện",  "thị xã",
                                     "phường",    "xã",   "thị trấn", "đặc khu"};

/* Bodies whose name without a place is relative, and the level of their place. */
static const struct {
    const char *prefix, *level;
} relatives[] = {
    {"sở ", "tỉnh"},     {"tỉnh ủy", "tỉnh"},  {"thành ủy", "thành phố"}, {"huyện ủy", "huyện"},
    {"quận ủy", "quận"}, {"thị ủy", "thị xã"}, {"tỉnh đoàn", "tỉnh"},
};

/* What of the context says where the citing document is issued, the nearest first. */
enum { ISSUER, PARENT, PLACE, CONTEXT_TEXTS };

typedef struct naming {
    vt_arena *arena;
    const vt_cite_context *context;
    const char *opened[CONTEXT_TEXTS]; /* its texts with opened words, each once it is asked for */
    bool ok;
} naming;

static const char *join(naming *n, vt_slice a, vt_slice b, vt_slice c) {
    char *out = vt_arena_join(n->arena, VT_TEXTS(a, b, c));
    n->ok = n->ok && out;
    return out;
}

/* A canonical text with a blank at both ends, so that whole words can be looked for. */
static const char *framed(naming *n, const char *text) {
    if (!text) return " ";
    char *canon = vt_cite_canon(n->arena, vt_slice_of(text));
    const char *out = canon ? join(n, VT_LITERAL(" "), vt_slice_of(canon), VT_LITERAL(" ")) : NULL;
    n->ok = n->ok && out;
    return out ? out : " ";
}

/* A bit for the two bytes that a word begins with. */
static uint64_t bit_of_start(const char *word) {
    unsigned first = (unsigned char)word[0], second = (unsigned char)word[1];
    return UINT64_C(1) << ((first * 5 + second) & 63);
}

/* The bits of all words of a framed text: what none of them begins with need not be sought. */
static uint64_t starts_of_words(const char *text) {
    uint64_t bits = 0;
    for (; text[1]; text++)
        if (*text == ' ') bits |= bit_of_start(text + 1);
    return bits;
}

static const char *find_words(const char *text, const char *words) {
    size_t size = strlen(words);
    for (const char *at = strstr(text, words); at; at = strstr(at + 1, words))
        if (at[-1] == ' ' && at[size] == ' ') return at;
    return NULL;
}

/* Puts other words in the place of some, four times at most. */
static const char *replace_words(naming *n, const char *text, vt_slice from, vt_slice to) {
    const char *at;
    for (int times = 0; times < 4 && (at = find_words(text, from.data)); times++) {
        const char *rest = at + from.size + (to.size ? 0 : 1);
        text = join(n, (vt_slice){text, (size_t)(at - text)}, to, vt_slice_of(rest));
        if (!text) return " ";
    }
    return text;
}

static const char *open_words(naming *n, const char *text) {
    uint64_t words = starts_of_words(text);
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        if (!(words & bit_of_start(openings[i].from))) continue;
        const char *opened = replace_words(n, text, vt_slice_of(openings[i].from), vt_slice_of(openings[i].to));
        if (opened != text) words = starts_of_words(opened);
        text = opened;
    }
    return text;
}

/* The opened words of a text of the context; there has to be one. */
static const char *context_text(naming *n, size_t which) {
    const char *const texts[] = {n->context->issuer, n->context->parent, n->context->place};
    if (!n->opened[which]) n->opened[which] = open_words(n, framed(n, texts[which]));
    return n->opened[which];
}

static bool starts(const char *text, const char *head) { return strncmp(text, head, strlen(head)) == 0; }

/* text begins and ends with a blank. */
static const char *drop_posts(naming *n, const char *text) {
    if (starts(text, " chủ tịch nước ")) return text;
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++) {
        if (text[1] != posts[i].words[0]) continue;
        const char *rest = text + 1 + strlen(posts[i].words), *kept = posts[i].kept;
        if (!starts(text + 1, posts[i].words) || rest[0] != ' ' || !rest[1]) continue;
        if (!*kept || starts(rest + 1, kept)) return drop_posts(n, rest);
        const char *out = join(n, VT_LITERAL(" "), vt_slice_of(kept), vt_slice_of(rest));
        return out ? out : text;
    }
    return text;
}

static vt_slice without_frame(const char *text) {
    vt_slice out = {text, strlen(text)};
    while (out.size && *out.data == ' ') out.data++, out.size--;
    while (out.size && out.data[out.size - 1] == ' ') out.size--;
    return out;
}

/* ---- the place ---- */

/* The name behind a level word in a text: "thành phố hải phòng"; ends with the text or before the next level word. */
static const char *named_level(naming *n, const char *text, const char *level) {
    const char *at = find_words(text, level);
    if (!at) return NULL;
    size_t head = strlen(level), end = head + 1;
    while (at[end]) {
        bool next = at[end - 1] == ' ' && end > head + 1;
        for (size_t i = 0; next && i < sizeof levels / sizeof *levels; i++)
            if (starts(at + end, levels[i]) && at[end + strlen(levels[i])] == ' ') goto done;
        end++;
    }
done:
    while (end > head && at[end - 1] == ' ') end--;
    if (end <= head + 1) return NULL;
    char *out = vt_arena_text(n->arena, (vt_slice){at, end});
    n->ok = n->ok && out;
    return out;
}

/* The province that a text ends with, or is. */
static const vt_province_entry *province_in(const char *text) {
    vt_slice body = without_frame(text);
    for (size_t i = 0; i < vt_province_count; i++) {
        vt_slice name = vt_slice_of(vt_provinces[i].name);
        const char *at = vt_slice_ends(body, name) ? find_words(text, name.data) : NULL;
        if (at && !at[name.size + 1]) return &vt_provinces[i];
    }
    return NULL;
}

static const char *full_province(naming *n, const vt_province_entry *province) {
    return join(n, vt_slice_of(province->level), VT_LITERAL(" "), vt_slice_of(province->name));
}

/* The place of this level where the citing document is issued; NULL when the context does not tell. */
static const char *place_of(naming *n, const char *level) {
    if (!n->context) return NULL;
    bool provincial = strcmp(level, "tỉnh") == 0 || strcmp(level, "thành phố") == 0;
    for (size_t i = 0; i < CONTEXT_TEXTS; i++) {
        const char *text = context_text(n, i);
        const char *named = named_level(n, text, level);
        if (named) return named;
        const vt_province_entry *province = provincial ? province_in(text) : NULL;
        if (province && strcmp(province->level, level) == 0) return full_province(n, province);
    }
    return NULL;
}

/* A body of the citing document's own header that begins alike: "Phòng Giáo dục và Đào tạo" of Quận 1. */
static const char *own_body(naming *n, vt_slice body) {
    if (!n->context) return NULL;
    for (size_t i = 0; i < PLACE; i++) {
        vt_slice own = without_frame(drop_posts(n, context_text(n, i)));
        if (own.size > body.size + 1 && memcmp(own.data, body.data, body.size) == 0 && own.data[body.size] == ' ')
            return vt_arena_text(n->arena, own);
    }
    return NULL;
}

/* "sở y tế" of the province, "phòng giáo dục đào tạo" of the district, where the name has no place. */
static const char *complete_relative(naming *n, vt_slice body, const char *level) {
    const char *own = own_body(n, body);
    if (own) return own;
    const char *place = NULL;
    if (*level) place = place_of(n, level);
    if (*level && !place && strcmp(level, "tỉnh") == 0) place = place_of(n, "thành phố");
    if (!*level)
        for (size_t i = 0; i < sizeof levels / sizeof *levels && !place && starts(body.data, "phòng "); i++)
            if (strcmp(levels[i], "tỉnh") != 0) place = place_of(n, levels[i]);
    if (!place) return "";
    return join(n, body, VT_LITERAL(" "), vt_slice_of(place));
}

/* The level word that a name ends with: "ủy ban nhân dân thành phố". */
static const char *last_level(vt_slice body) {
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        size_t size = strlen(levels[i]);
        if (body.size == size || (body.size > size && body.data[body.size - size - 1] == ' '))
            if (memcmp(body.data + body.size - size, levels[i], size) == 0) return levels[i];
    }
    return NULL;
}

/* Link words and marks of a folded name that canonical names do not have. */
static const char *skip_links(const char *at) {
    for (;;) {
        if (*at == ',' || *at == '-' || *at == '&')
            at++;
        else if (*at != ' ')
            return at;
        else if (at[1] == ' ' || at[1] == '-' || at[1] == '&')
            at++;
        else if (strncmp(at, " va ", 4) == 0)
            at += 3;
        else
            return at;
    }
}

static bool is_department(const char *folded, vt_slice body) {
    size_t at = 0;
    for (folded = skip_links(folded); *folded && at < body.size; folded = skip_links(folded + 1)) {
        if (vt_fold_point(vt_utf8_decode(body.data + at)) != *folded) return false;
        at += vt_utf8_size(body.data[at]);
    }
    return !*folded && at == body.size;
}

/* Whether the name is nothing but a local body's, so that its place is missing: "sở giáo dục đào tạo". */
static bool lacks_place(vt_slice body) {
    char first = vt_fold_point(vt_utf8_decode(body.data));
    for (size_t i = 0; i < vt_body_count; i++)
        if (vt_bodies[i].kind == 'L' && vt_bodies[i].folded[0] == first && is_department(vt_bodies[i].folded, body))
            return true;
    return false;
}

static const char *own_level(vt_slice body) {
    for (size_t i = 0; i < sizeof relatives / sizeof *relatives; i++) {
        size_t size = strlen(relatives[i].prefix);
        if (body.size >= size && memcmp(body.data, relatives[i].prefix, size) == 0) return relatives[i].level;
    }
    return "";
}

/* Sở X tỉnh Y and Sở X Y are one; so are UBND Hà Nội and UBND thành phố Hà Nội. */
static const char *settle_level(naming *n, vt_slice body) {
    const char *text = join(n, VT_LITERAL(" "), body, VT_LITERAL(" "));
    if (!text) return "";
    const vt_province_entry *province = province_in(text);
    if (!province) return vt_arena_text(n->arena, body);
    size_t name = strlen(province->name), head = body.size - name;
    while (head && body.data[head - 1] == ' ') head--;
    size_t level = strlen(province->level);
    bool has = head >= level && memcmp(body.data + head - level, province->level, level) == 0;
    if (has || last_level((vt_slice){body.data, head})) return vt_arena_text(n->arena, body);
    return vt_arena_printf(n->arena, "%.*s %s %s", (int)head, body.data, province->level, province->name);
}

static const char *settle_body(naming *n, const char *issuer) {
    vt_slice body = without_frame(drop_posts(n, open_words(n, framed(n, issuer))));
    if (!body.size) return "";
    const char *level = last_level(body);
    if (level) {
        const char *place = place_of(n, level);
        if (!place) return "";
        return join(n, vt_slice_sub(body, 0, body.size - strlen(level)), vt_slice_of(place), VT_LITERAL(""));
    }
    return lacks_place(body) ? complete_relative(n, body, own_level(body)) : settle_level(n, body);
}

/* ---- what the symbol tells ---- */

static vt_slice group_at(const char *symbol, size_t index) {
    const char *at = symbol;
    for (; index && at; index--) {
        at = strchr(at, '-');
        if (at) at++;
    }
    if (!at) return (vt_slice){"", 0};
    return (vt_slice){at, strcspn(at, "-")};
}

static bool is_type_group(vt_slice group) {
    char folded[8];
    if (!group.size || group.size >= sizeof folded) return false;
    size_t size = 0;
    for (size_t at = 0; at < group.size; at++) {
        unsigned char c = (unsigned char)group.data[at];
        if (c == 0xC4)
            folded[size++] = 'd'; /* Đ */
        else if (c < 0x80)
            folded[size++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return vt_cite_is_type_code(folded, size);
}

/* The group of the symbol that names the body: behind the type's code, or the first of a letter's. */
static vt_slice body_group(const char *symbol) {
    vt_slice first = group_at(symbol, 0);
    vt_slice group = is_type_group(first) ? group_at(symbol, 1) : first;
    while (group.size && group.data[group.size - 1] >= '0' && group.data[group.size - 1] <= '9') group.size--;
    return group;
}

static bool group_is(vt_slice group, const char *text) {
    return strlen(text) == group.size && memcmp(group.data, text, group.size) == 0;
}

/* Bodies that their symbol names beyond doubt, whoever is named beside it. */
static const char *sure_body(const char *type, vt_slice group) {
    static const struct {
        const char *group, *body;
    } bodies[] = {{"CP", "chính phủ"},  {"TTG", "thủ tướng chính phủ"},
                  {"QH", "quốc hội"},   {"UBTVQH", "ủy ban thường vụ quốc hội"},
                  {"TW", "trung ương"}, {"CTN", "chủ tịch nước"}};
    if (type && (strcmp(type, "TTLT") == 0 || strcmp(type, "NQLT") == 0)) return "liên tịch";
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (group_is(group, bodies[i].group)) return bodies[i].body;
    if (type && (strcmp(type, "LUAT") == 0 || strcmp(type, "BL") == 0 || strcmp(type, "HP") == 0)) return "quốc hội";
    return type && strcmp(type, "PL") == 0 ? "ủy ban thường vụ quốc hội" : NULL;
}

/* A ministry by its abbreviation, in capitals; circulars are only theirs, else it has to be long enough to be sure. */
static const char *ministry(const char *type, vt_slice group) {
    bool circular = type && strcmp(type, "TT") == 0;
    if (group.size < (circular ? 3 : 5)) return NULL;
    const vt_body_entry *entry = vt_body_by_abbreviation(group);
    return entry && entry->kind == 'N' ? entry->name : NULL;
}

const char *vt_cite_body_key(vt_arena *arena, const char *type, const char *symbol, const char *issuer,
                             const vt_cite_context *context) {
    naming n = {.arena = arena, .context = context, .ok = true};
    vt_slice group = body_group(symbol);
    const char *sure = sure_body(type, group);
    if (sure) return sure;
    if (!issuer) issuer = ministry(type, group);
    const char *body = issuer ? settle_body(&n, issuer) : "";
    return n.ok ? body : NULL;
}
