/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the folded shadow of a unit, one lower-case ASCII byte a code point,
 * ended by a zero byte. Out: its tokens. Folding makes số, sở and so one, so a
 * keyword that has such neighbours is checked against the kept text.
 */
#include "cite/token.h"

#include <string.h>
#include "base/slice.h"
#include "text/utf8.h"

/* A year of two figures up to this one is of this century. */
enum { SHORT_YEARS = 40 };

typedef struct scan {
    vt_slice text;
    const vt_shadow *shadow;
    vt_arena *arena;
    vt_cite_tokens *tokens;
} scan;

static uint32_t kept_point(const scan *s, size_t at) {
    return vt_utf8_decode(s->text.data + s->shadow->offset[at]);
}

/* Whether a letter of the kept text is one of these, in either case. */
static bool is_one_of(uint32_t point, const char *letters) {
    for (const char *at = letters; *at; at += vt_utf8_size(*at))
        if (vt_utf8_decode(at) == point) return true;
    return false;
}

/* Vowels that make another word of a keyword: what về, số, năm, ngày and của are not. */
static const struct {
    vt_slice folded;
    size_t vowel;
    const char *others;
} look_alikes[] = {
    {VT_LITERAL_INIT("so"), 1, "ởờợỡớơỞỜỢỠỚƠỏòọõ"}, /* sở, sợ, sơ, sớm; số misread as sổ, sồ, só stays */
    {VT_LITERAL_INIT("ve"), 1, "ệẹẻẽéêỆẸẺẼÉÊ"},     /* vệ, vẻ, vẽ, vé */
    {VT_LITERAL_INIT("cua"), 1, "ửứừưỬỨỪƯ"},        /* cửa, cứa */
    {VT_LITERAL_INIT("va"), 1, "ăắằẳẵặâấầẩẫậaảãáẢÃÁẠạ"},
    {VT_LITERAL_INIT("nay"), 1, "aảãáạăâấầẩẫậẢÃÁẠ"}, /* nay, nảy, nấy */
    {VT_LITERAL_INIT("bi"), 1, "íìỉĩiÍÌỈĨ"},
    {VT_LITERAL_INIT("mau"), 1, "àáảãạaăâấầậÀÁẢÃẠẤẦẬ"}, /* màu, máu; mẫu stays */
    {VT_LITERAL_INIT("nam"), 1, "aáàảãạAÁÀẢÃẠ"},     /* nam of Việt Nam */
    {VT_LITERAL_INIT("giao"), 2, "áàảãạÁÀẢÃẠ"},       /* giáo dục; giao is to assign */
    {VT_LITERAL_INIT("trinh"), 2, "íỉĩịÍỈĨỊ"},
    {VT_LITERAL_INIT("luat gia"), 7, "áÁ"},           /* Luật Giá; luật gia is a lawyer */
};

static bool is_look_alike(const scan *s, size_t start, size_t end) {
    const char *folded = s->shadow->text + start;
    for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++) {
        size_t size = look_alikes[i].folded.size;
        if (vt_slice_starts((vt_slice){folded, end - start}, look_alikes[i].folded) &&
            (end - start == size || folded[size] < 'a' || folded[size] > 'z'))
            return is_one_of(kept_point(s, start + look_alikes[i].vowel), look_alikes[i].others);
    }
    return false;
}

static bool is_capital(const scan *s, const char *start) {
    return vt_shadow_is_upper(s->shadow, (size_t)(start - s->shadow->text));
}

static vt_cite_token *push(scan *s, vt_cite_token_kind kind, const char *start, const char *end) {
    vt_cite_token *token = vt_array_push(s->arena, &s->tokens->items);
    if (!token) return NULL;
    *token = (vt_cite_token){.start = (uint32_t)(start - s->shadow->text),
                             .end = (uint32_t)(end - s->shadow->text),
                             .kind = (uint8_t)kind,
                             .capital = start < end && is_capital(s, start)};
    return token;
}

/* The figures of a run of digits, and where the run ends. */
static unsigned figures(const char **at, const char *end) {
    unsigned value = 0;
    while (*at < end && !(**at >= '0' && **at <= '9')) ++*at;
    for (; *at < end && **at >= '0' && **at <= '9'; ++*at)
        if (value < 100000) value = value * 10 + (unsigned)(**at - '0');
    return value;
}

/* parts: 3 day month year, 2 month year, 1 year. A date that the calendar does not have is a plain figure. */
static bool push_date(scan *s, int parts, const char *start, const char *end) {
    vt_cite_token *token = push(s, VT_TOKEN_DATE, start, end);
    if (!token) return false;
    const char *at = start;
    unsigned day = parts > 2 ? figures(&at, end) : 1;
    unsigned month = parts > 1 ? figures(&at, end) : 1;
    unsigned year = figures(&at, end);
    if (year < 100 && parts > 2) year += year > SHORT_YEARS ? 1900 : 2000; /* 04/4/23 */
    if (day < 1 || day > 31 || month < 1 || month > 12 || year < 1900 || year > 2199) {
        token->kind = VT_TOKEN_DIGITS;
        return true;
    }
    token->lead_day = *start == 'n' && start[1] == 'g';
    token->day = parts > 2 ? (uint8_t)day : 0;
    token->month = parts > 1 ? (uint8_t)month : 0;
    token->year = (uint16_t)year;
    return true;
}

static const char *number_symbol(const char *start) {
    const char *at = start;
    while (*at && (*at < 'a' || *at > 'z' || (at > start && at[-1] >= '0' && at[-1] <= '9'))) at++;
    return at;
}

/* A number with its symbol, cut where the symbol ends in the kept text; false in *is when it is none after all. */
static bool push_number(scan *s, vt_cite_token_kind kind, const char *start, const char **end, bool *is) {
    const char *base = s->shadow->text, *symbol = number_symbol(start);
    uint32_t from = (uint32_t)(start - base);
    uint32_t to = vt_cite_number_end(s->text, s->shadow, from, (uint32_t)(symbol - base), (uint32_t)(*end - base));
    *is = to > from;
    if (!*is) return true;
    *end = base + to;
    vt_cite_token *token = push(s, kind, start, *end);
    if (token) token->symbol = (uint16_t)(symbol - start);
    return token;
}

/* Whether a capital stands behind the first letter of a word. */
static bool has_second_capital(const scan *s, size_t start, size_t end) {
    for (start++; start < end && !vt_shadow_is_upper(s->shadow, start);) start++;
    return start < end;
}

/* The type whose code a word with a capital is: QĐ 20, NQ số 12. Written as the table has it, in the kept text. All have
 * two capitals but L, which is none here. */
static const vt_type_entry *type_code(const scan *s, const char *start, const char *end) {
    size_t from = (size_t)(start - s->shadow->text), to = (size_t)(end - s->shadow->text);
    if (to - from > 4 || !has_second_capital(s, from, to)) return NULL;
    vt_slice kept = vt_cite_kept(s->text, s->shadow, (uint32_t)from, (uint32_t)to);
    for (size_t i = 0; i < vt_type_count; i++)
        if (vt_types[i].code[0] == kept.data[0] && vt_slice_is(kept, vt_types[i].code)) return &vt_types[i];
    return NULL;
}

static bool push_type(scan *s, const vt_type_entry *type, const char *start, const char *end) {
    vt_cite_token *token = push(s, type ? VT_TOKEN_TYPE : VT_TOKEN_WORD, start, end);
    if (token) token->type = type;
    return token;
}

/* A word with which no name of a type begins; it may be a code. */
static bool push_plain(scan *s, const char *start, const char *end) {
    return push_type(s, is_capital(s, start) ? type_code(s, start, end) : NULL, start, end);
}

static bool push_word(scan *s, const char *start, const char **end) {
    size_t size;
    const vt_type_entry *type = vt_type_spaced(start, &size);
    if (!type) return push_plain(s, start, *end);
    *end = start + size;
    return push_type(s, type, start, *end);
}

static bool push_keyword(scan *s, vt_cite_token_kind kind, const char *start, const char **end) {
    size_t from = (size_t)(start - s->shadow->text), to = (size_t)(*end - s->shadow->text);
    if (!is_look_alike(s, from, to)) return push(s, kind, start, *end);
    for (*end = start; **end >= 'a' && **end <= 'z';) ++*end;
    return push_word(s, start, end);
}

/* Căn cứ and Theo open a clause only with a capital; inside one they are plain words. */
static bool push_lead(scan *s, vt_cite_token_kind otherwise, const char *start, const char *end) {
    return push(s, is_capital(s, start) ? VT_TOKEN_LEAD : otherwise, start, end);
}

/* What looked like a number with a symbol is a plain figure. */
static bool push_figures(scan *s, const char *start, const char **end) {
    *end = start;
    while (**end >= '0' && **end <= '9') ++*end;
    return push(s, VT_TOKEN_DIGITS, start, *end);
}

static bool is_filler(char c) { return c == '.' || c == '_' || c == VT_FOLD_OTHER; }

/* A run of them that no number follows: one token each. */
static bool push_fillers(scan *s, const char *start, const char *end) {
    for (const char *at = start; at < end; at++)
        if (!push(s, *at == '.' ? VT_TOKEN_STOP : VT_TOKEN_OTHER, at, at + 1)) return false;
    return true;
}

/* What looked like an open number is marks: a run of fillers, or one mark. */
static bool push_marks(scan *s, const char *start, const char **end) {
    *end = start + 1;
    if (*start == ' ') return true;
    if (!is_filler(*start)) return push(s, *start == '/' ? VT_TOKEN_SLASH : VT_TOKEN_DASH, start, *end);
    for (*end = start; is_filler(**end); ++*end)
        if (!push(s, VT_TOKEN_STOP, *end, *end + 1)) return false;
    return true;
}

static bool push_year(scan *s, const char *start, const char **end) {
    if (!is_look_alike(s, (size_t)(start - s->shadow->text), (size_t)(start - s->shadow->text) + 3))
        return push_date(s, 1, start, *end);
    *end = start + 3;
    return push(s, VT_TOKEN_WORD, start, *end);
}

static bool push_ends(scan *s) {
    uint32_t size = (uint32_t)s->shadow->size;
    for (int i = 0; i < VT_TOKEN_AHEAD; i++) {
        vt_cite_token *token = vt_array_push(s->arena, &s->tokens->items);
        if (!token) return false;
        *token = (vt_cite_token){.start = size, .end = size, .kind = VT_TOKEN_END};
    }
    return true;
}

/* A law may be cited by its name alone; all laws are normative acts. */
static bool may_lack_figures(const vt_type_entry *type) { return type->kind == 'N'; }

bool vt_cite_may_hold(vt_slice text, const vt_shadow *shadow) {
    const scan state = {text, shadow, NULL, NULL}, *s = &state;
    const char *YYCURSOR = shadow->text, *YYMARKER = NULL;
    const vt_type_entry *type;
    size_t size;
    for (bool typed = false;;) {
        const char *start = YYCURSOR;
        /*!re2c
        re2c:define:YYCTYPE = "unsigned char";
        re2c:yyfill:enable = 0;
        d = [0-9];
        l = [a-z];
        g = [ ]*;
        S = [ ]+;
        B = [^a-z];
        /* The first words of the types' names in types.def: only there one is sought. */
        type = "ban" | "bao" | "bien" | "bo" | "chi" | "chuong" | "cong" | "de" | "du" | "giay" | "hien" | "hop" | "huong"
            | "ke" | "ket" | "lenh" | "luat" | "nghi" | "phap" | "phieu" | "phuong" | "quy" | "quyet" | "sao" | "thong" | "thu"
            | "to" | "trich" | "van";

        "\000" { return false; }
        d      { if (typed) return true; continue; }
        d l? g [/-] g l { return true; } /* what the symbol of a number is like */
        ("goi" | "viet" | "chung" | "tat") S ("la" | "tat") l { return true; } /* an alias ends within a word: gọi lại */
        type   { type = vt_type_spaced(start, &size); goto word; }
        l+     { type = is_capital(s, start) ? type_code(s, start, YYCURSOR) : NULL; goto word; }
        ";"    { typed = false; continue; } /* no head goes on behind it */
        *      { continue; }
        */
    word:
        if (!type) continue;
        if (may_lack_figures(type)) return true;
        typed = true;
    }
}

bool vt_cite_scan(vt_arena *arena, vt_slice text, const vt_shadow *shadow, vt_cite_tokens *tokens) {
    scan state = {text, shadow, arena, tokens}, *s = &state;
    tokens->items.count = 0;
    const char *YYCURSOR = shadow->text, *YYMARKER = NULL, *YYCTXMARKER = NULL;
    bool ok = push(s, VT_TOKEN_START, YYCURSOR, YYCURSOR), is;
    while (ok) {
        const char *start = YYCURSOR;
        /*!re2c
        dd = [0-3]? d;
        mm = [01]? d;
        yyyy = [12] d{3};
        sep = g [/.-] g;
        hole = [ .\001_]*;
        group = [a-z0-9]+ ([.&] [a-z0-9]+)* (g "&" g [a-z0-9]+)?;
        more = (g [/-] g group){0,12}; /* bounded, since what is no number after all is scanned again */
        symbol = l [a-z0-9]* ([.&] [a-z0-9]+)* (g "&" g [a-z0-9]+)? more;
        ordinal = d+ ("." d+)? l?;

        "\000" { break; }
        S      { continue; }

        ordinal g "/" g symbol             { goto number; }
        ordinal g "/" g yyyy g [/-] g symbol { goto number; }
        ordinal g "-" g l [a-z0-9]* (g "-" g group){0,12} g "/" g group more { goto number; }
        ordinal g "-" g ("cp" | "hdbt" | "hdnn" | "ttg" | "ct") / B { goto number; } /* before 1997: 35-CP, 202-CT */
        [.\001_]* g "/" g symbol / B       { goto blank; }
        [.\001_]* g "-" g l+ g "/" g group { goto blank; }

        "ngay" g dd sep mm sep yyyy                      { ok = push_date(s, 3, start, YYCURSOR); continue; }
        "ngay" g dd S "thang" g mm sep yyyy              { ok = push_date(s, 3, start, YYCURSOR); continue; }
        "ngay" g dd sep mm sep dd / [^0-9/.-]            { ok = push_date(s, 3, start, YYCURSOR); continue; }
        dd "/" g mm g "/" g yyyy                         { ok = push_date(s, 3, start, YYCURSOR); continue; }
        dd "-" mm "-" yyyy                               { ok = push_date(s, 3, start, YYCURSOR); continue; }
        dd "." mm "." yyyy                               { ok = push_date(s, 3, start, YYCURSOR); continue; }
        "ngay" g dd g ","? g "thang" g mm g ","? g "nam" g yyyy    { ok = push_date(s, 3, start, YYCURSOR); continue; }
        dd S "thang" g mm g ","? g "nam" g yyyy    { ok = push_date(s, 3, start, YYCURSOR); continue; }
        ("ngay" hole)? "thang" g mm g ","? g "nam" g yyyy { ok = push_date(s, 2, start, YYCURSOR); continue; }
        "ngay" hole "/" g mm g "/" g yyyy { ok = push_date(s, 2, start, YYCURSOR); continue; }
        ("ngay" hole)? "thang" g mm sep yyyy             { ok = push_date(s, 2, start, YYCURSOR); continue; }
        "ngay" hole "thang" hole "nam" g yyyy            { ok = push_date(s, 1, start, YYCURSOR); continue; }
        "nam" g yyyy / [^0-9-]                           { ok = push_year(s, start, &YYCURSOR); continue; }
        d+ ([/.,-] d+)*                                  { ok = push(s, VT_TOKEN_DIGITS, start, YYCURSOR); continue; }

        "so" / B                                         { goto so; }
        "cua" / B                                        { ok = push_keyword(s, VT_TOKEN_CUA, start, &YYCURSOR); continue; }
        ("ve" | "ve" S "viec" | "v" g "/" g "v" | "v.v") / B { ok = push_keyword(s, VT_TOKEN_VE, start, &YYCURSOR); continue; }
        "va" / B                                         { ok = push_keyword(s, VT_TOKEN_AND, start, &YYCURSOR); continue; }
        ("cac" | "nhung") / B                            { ok = push(s, VT_TOKEN_MANY, start, YYCURSOR); continue; }
        ("nay" | "neu" S "tren" | "tren" S "day") / B    { ok = push_keyword(s, VT_TOKEN_SUCH, start, &YYCURSOR); continue; }
        ("duoc" | "bi") / B                              { ok = push_keyword(s, VT_TOKEN_PASSIVE, start, &YYCURSOR); continue; }
        ("cu" S "the" S)? "nhu" S "sau" / B              { ok = push(s, VT_TOKEN_FOLLOWS, start, YYCURSOR); continue; }

        ("sua" S "doi" | "bo" S "sung") / B              { ok = push(s, VT_TOKEN_AMEND, start, YYCURSOR); continue; }
        "thay" S "the" / B                               { ok = push(s, VT_TOKEN_REPLACE, start, YYCURSOR); continue; }
        ("bai" | "huy") S "bo" / B                       { ok = push(s, VT_TOKEN_REPEAL, start, YYCURSOR); continue; }
        (("duoc" S)? "ban" S "hanh" S)? ("kem" S "theo" | "dinh" S "kem") / B { ok = push(s, VT_TOKEN_WITH, start, YYCURSOR); continue; }
        "ban" S "hanh" S "theo" / (S ("thong" S "tu" | "quyet" S "dinh" | "nghi" S ("dinh" | "quyet"))) { ok = push(s, VT_TOKEN_WITH, start, YYCURSOR); continue; }
        ("phuc" S "dap" | "tra" S "loi") / B             { ok = push(s, VT_TOKEN_REPLY, start, YYCURSOR); continue; }

        (("sau" S "day" S)? ("duoc" S)? ("goi" | "viet") S ("tat" S | "chung" S)? "la" | "sau" S "day" S ("goi" | "viet") S "tat") g ":"?
            { ok = push(s, VT_TOKEN_ALIAS, start, YYCURSOR); continue; }

        ("can" S "cu" | "theo" | "xet") / B              { ok = push_lead(s, VT_TOKEN_WORD, start, YYCURSOR); continue; }
        ("thuc" S "hien" | "tiep" S "tuc" | "trien" S "khai") / B { ok = push_lead(s, VT_TOKEN_VERB, start, YYCURSOR); continue; }

        ("phe" S "duyet" | "ban" S "hanh" | "cong" S "bo" | "tang" S "cuong" | "quy" S "dinh" S "chi" S "tiet" | "thong" S "qua"
            | "phat" S "dong" | "to" S "chuc" | "quan" S "ly" | "xay" S "dung" | "day" S "manh" | "dieu" S "chinh" | "nang" S "cao"
            | "phan" S "cap" | "phan" S "cong" | "thanh" S "lap" | "kien" S "toan" | "chan" S "chinh" | "doi" S "moi" | "bao" S "dam" | "dam" S "bao"
            | "de" S "nghi" | "yeu" S "cau" | "tap" S "trung" | "phoi" S "hop" | "cong" S "nhan" | "khuyen" S "khich" | "ho" S "tro"
            | "thuc" S "day" | "chi" S "dao" | "kiem" S "tra" | "danh" S "gia" | "tong" S "ket" | "quan" S "triet" | "phong" S "chong") / B
            { ok = push(s, VT_TOKEN_VERB, start, YYCURSOR); continue; }

        ("giao" | "trinh") / B                           { ok = push_keyword(s, VT_TOKEN_VERB, start, &YYCURSOR); continue; }

        ("mau" | "bieu" | "bieu" S "mau" | "phu" S "luc" | "giay" S "phep" | "giay" S "chung" S "nhan" | "tai" S "khoan" | "ho" S "so") / B
            { ok = push_keyword(s, VT_TOKEN_FORM, start, &YYCURSOR); continue; }

        "dieu" / (g d)                                   { ok = push(s, VT_TOKEN_DIEU, start, YYCURSOR); continue; }
        "khoan" / (g d)                                  { ok = push(s, VT_TOKEN_KHOAN, start, YYCURSOR); continue; }
        "diem" / (S [a-z] [^a-z])                        { ok = push(s, VT_TOKEN_DIEM, start, YYCURSOR); continue; }
        ("muc" | "chuong") / (g ([ivx]+ | d+) [^a-z])    { ok = push(s, VT_TOKEN_WORD, start, YYCURSOR); continue; }

        /* Phrases that hold a keyword and are none. */
        "luat" S "gia" / B                               { ok = push_keyword(s, VT_TOKEN_WORD, start, &YYCURSOR); continue; }
        ("mot" S "so" | "phap" S "luat" | "ky" S "luat" | "luat" S "su" | "luat" S "dinh" | "quy" S "luat"
            | "dai" S "hoc" S "luat" | "khoa" S "luat" | "hoi" S "luat" | "nganh" S "luat" | "truong" S "luat" | "cong" S "ty" S "luat" | "khoa" S "hoc" | "nam" S "hoc" | "tri" S "so" | "chi" S "so" | "he" S "so" | "ty" S "so"
            | "bo" S "ke" S "hoach" | "so" S "ke" S "hoach" | "phong" S "ke" S "hoach" | "vu" S "ke" S "hoach" | "ban" S "ke" S "hoach"
            | "menh" S "lenh" | "hieu" S "lenh" | "luat" S "le" | "can" S "bo" | "bao" S "ve") / B
            { ok = push(s, VT_TOKEN_WORD, start, YYCURSOR); continue; }

        type   { ok = push_word(s, start, &YYCURSOR); continue; }
        l+     { ok = push_plain(s, start, YYCURSOR); continue; }
        ","    { ok = push(s, VT_TOKEN_COMMA, start, YYCURSOR); continue; }
        ";"    { ok = push(s, VT_TOKEN_SEMICOLON, start, YYCURSOR); continue; }
        ":"    { ok = push(s, VT_TOKEN_COLON, start, YYCURSOR); continue; }
        [.\001_]+ { ok = push_fillers(s, start, YYCURSOR); continue; }
        ("(" | "[")  { ok = push(s, VT_TOKEN_OPEN, start, YYCURSOR); continue; }
        (")" | "]")  { ok = push(s, VT_TOKEN_CLOSE, start, YYCURSOR); continue; }
        "\""   { ok = push(s, VT_TOKEN_QUOTE, start, YYCURSOR); continue; }
        "-"    { ok = push(s, VT_TOKEN_DASH, start, YYCURSOR); continue; }
        "/"    { ok = push(s, VT_TOKEN_SLASH, start, YYCURSOR); continue; }
        *      { ok = push(s, VT_TOKEN_OTHER, start, YYCURSOR); continue; }
        */
    number:
        ok = push_number(s, VT_TOKEN_NUMBER, start, &YYCURSOR, &is);
        if (ok && !is) ok = push_figures(s, start, &YYCURSOR);
        continue;
    blank:
        ok = push_number(s, VT_TOKEN_BLANK, start, &YYCURSOR, &is);
        if (ok && !is) ok = push_marks(s, start, &YYCURSOR);
        continue;
    so:
        ok = push_keyword(s, VT_TOKEN_SO, start, &YYCURSOR);
    }
    return ok && push_ends(s);
}
