/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a view of one piece. Out: where it may be cut. A cut in the wrong place
 * costs nothing, since the label pass may join what was cut; a missing one does.
 */
#include "parse/anchors.h"

#include <string.h>
#include "base/slice.h"
#include "lexicon/types.h"
#include "lexicon/words.h"
#include "parse/body.h"
#include "parse/dateline.h"
#include "parse/marker.h"
#include "parse/numberline.h"

enum { FLAT_ANCHORS = 3 };

typedef struct finder {
    vt_arena *arena;
    const vt_view *view;
    vt_cuts *cuts;
    size_t behind;   /* what a phrase took */
    unsigned strong; /* anchors that seldom stand in running text */
    bool loose;      /* the page is flattened: markers and bullets need no stop before them */
    bool ok;
} finder;

/* Whether anything but marks stands between two places. */
static bool has_words(const vt_view *view, size_t at, size_t end) {
    for (; at < end; at++)
        if (vt_is_letter(view->fold.text[at]) || vt_is_digit(view->fold.text[at])) return true;
    return false;
}

static void add_cut(finder *f, size_t at, bool firm) {
    const char *text = f->view->fold.text;
    while (at < f->view->fold.size && text[at] == ' ') at++;
    size_t i = f->cuts->count;
    while (i && f->cuts->items[i - 1].at > at) i--;
    size_t before = i ? f->cuts->items[i - 1].at : 0;
    /* A bullet stays with its words, a stop with the words before it. */
    if (!has_words(f->view, at, f->view->fold.size) || (at > before && !has_words(f->view, before, at)) || at == 0)
        return;
    if (i && f->cuts->items[i - 1].at == at) {
        f->cuts->items[i - 1].firm |= firm;
        return;
    }
    vt_cut *fresh = vt_array_push(f->arena, f->cuts);
    if (!fresh) {
        f->ok = false;
        return;
    }
    vt_cut *items = f->cuts->items;
    memmove(items + i + 1, items + i, (f->cuts->count - 1 - i) * sizeof *items);
    items[i] = (vt_cut){at, firm};
}

static void cut(finder *f, size_t at) { add_cut(f, at, false); }
static void cut_firmly(finder *f, size_t at) { add_cut(f, at, true); }

static size_t last_cut(const finder *f) { return f->cuts->count ? f->cuts->items[f->cuts->count - 1].at : 0; }

/* The last character that is not a blank before a place, or a stop at the start. */
static char before(const finder *f, size_t at) {
    while (at && f->view->fold.text[at - 1] == ' ') at--;
    return at ? f->view->fold.text[at - 1] : '.';
}

static bool after_stop(const finder *f, size_t at) { return strchr(".;:", before(f, at)) != NULL; }

/* A phrase that is cut off on one side or both; up_to is the word that ends a phrase with words between. */
typedef struct phrase {
    vt_slice words;
    const char *up_to;
    bool caps, cut_after, firm;
} phrase;

enum { LONGEST_FIRST = 4, PHRASES = 8 };

/* By the size of the first word, which ends at a blank or a slash. */
static const phrase phrases[LONGEST_FIRST + 1][PHRASES] = {
    [1] = {{VT_LITERAL_INIT("v/v"), NULL, false, false, false}},
    [2] = {{VT_LITERAL_INIT("da ky:"), NULL, false, true, false}},
    [3] = {{VT_LITERAL_INIT("doc lap"), "hanh phuc", false, true, true},
           {VT_LITERAL_INIT("noi nhan"), NULL, false, false, true},
           {VT_LITERAL_INIT("tra loi"), NULL, false, false, false},
           {VT_LITERAL_INIT("(da ky)"), NULL, false, true, true}},
    [4] = {{VT_LITERAL_INIT("cong hoa xa hoi chu nghia viet nam"), NULL, true, true, true},
           {VT_LITERAL_INIT("cong hoa xa hoi chu nghia"), "nam", true, true, true},
           {VT_LITERAL_INIT("dang cong san viet nam"), NULL, true, true, true},
           {VT_LITERAL_INIT("kinh gui"), NULL, false, false, true},
           {VT_LITERAL_INIT("phuc dap"), NULL, false, false, false},
           {VT_LITERAL_INIT("(ban hanh kem theo"), ")", false, true, false},
           {VT_LITERAL_INIT("(kem theo"), ")", false, true, false}},
};

static size_t phrase_end(const vt_view *view, size_t at, size_t size, const char *up_to) {
    if (!up_to) return at + size;
    size_t length = strlen(up_to), limit = at + size + (*up_to == ')' ? 400 : 40);
    for (size_t i = at + size; i + length <= view->fold.size && i < limit; i++)
        if (memcmp(view->fold.text + i, up_to, length) == 0) return i + length;
    return 0;
}

/* The phrases whose first word is as long as the one at a place. */
static const phrase *phrases_at(const vt_view *view, size_t at) {
    const char *text = view->fold.text + at;
    size_t size = 0;
    while (size <= LONGEST_FIRST && text[size] && text[size] != ' ' && text[size] != '/') size++;
    return phrases[size <= LONGEST_FIRST ? size : 0];
}

static bool cut_phrase(finder *f, size_t at) {
    for (const phrase *p = phrases_at(f->view, at); p->words.size; p++) {
        size_t size = p->firm ? vt_view_like(f->view, at, p->words) : vt_view_words(f->view, at, p->words.data);
        if (!size || (p->caps && !vt_view_is_caps(f->view, at, at + size))) continue;
        size_t end = phrase_end(f->view, at, size, p->up_to);
        if (!end) continue;
        add_cut(f, at, p->firm);
        if (p->cut_after) cut_firmly(f, end);
        f->behind = end;
        f->strong++;
        return true;
    }
    return false;
}

static bool cut_number(finder *f, size_t at) {
    if (!vt_view_words(f->view, at, "so") && !vt_view_words(f->view, at, "s6")) return false;
    vt_numberline line = vt_numberline_at(f->view, at);
    char mark = at + 2 < f->view->fold.size ? f->view->fold.text[at + 2] : ' ';
    if (mark == ' ' && at + 3 < f->view->fold.size) mark = f->view->fold.text[at + 3];
    if (!line.found || (mark != ':' && at && !line.party)) return false;
    cut_firmly(f, at);
    cut_firmly(f, line.end);
    f->strong++;
    return true;
}

/* A lead word that begins a clause: behind a stop, or capital and followed by what a clause cites. */
static bool cut_lead(finder *f, size_t at) {
    size_t size = vt_words_at(VT_WORDS_LEADS, f->view->fold.text + at, f->view->fold.size - at);
    if (!size) return false;
    bool firm = vt_view_words(f->view, at, "can cu") != 0;
    size_t next = at + size + 1;
    bool cites = next < f->view->fold.size && vt_type_at(f->view->fold.text + next, f->view->fold.size - next);
    if (!firm && !cites && !after_stop(f, at)) return false;
    cut(f, at);
    f->strong += firm || cites;
    return true;
}

/* Whether the word before a place is written in capitals, two letters at least. */
static bool caps_before(const finder *f, size_t at) {
    size_t end = at;
    while (end && f->view->fold.text[end - 1] == ' ') end--;
    size_t start = end;
    while (start && f->view->fold.text[start - 1] != ' ') start--;
    return vt_view_is_caps(f->view, start, end);
}

static bool caps_at(const finder *f, size_t at) {
    size_t end = at;
    while (end < f->view->fold.size && f->view->fold.text[end] != ' ') end++;
    return vt_view_is_caps(f->view, at, end);
}

/* Whether the word before a place refers to a part of a text: "Điều 1.", "khoản 2". */
static bool behind_reference(const finder *f, size_t at) {
    static const vt_slice words[] = {VT_LITERAL_INIT("dieu"), VT_LITERAL_INIT("khoan"),  VT_LITERAL_INIT("muc"),
                                     VT_LITERAL_INIT("phan"), VT_LITERAL_INIT("chuong"), VT_LITERAL_INIT("so"),
                                     VT_LITERAL_INIT("diem"), VT_LITERAL_INIT("tap"),    VT_LITERAL_INIT("quyen"),
                                     VT_LITERAL_INIT("cap")};
    if (!at) return false;
    vt_slice behind = {f->view->fold.text, at - 1};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t start = behind.size - words[i].size;
        if (vt_slice_ends(behind, words[i]) && (!start || behind.data[start - 1] == ' ')) return true;
    }
    return false;
}

static bool cut_marker(finder *f, size_t at) {
    bool stopped = strchr(".;:)\"", before(f, at)) != NULL;
    /* Without a stop before it a heading is free, which begins with a capital, and a figure behind capitals. */
    if (!stopped && !f->loose && !vt_view_is_upper(f->view, at) && f->view->fold.text[at] != '"' && !caps_before(f, at))
        return false;
    vt_marker marker = vt_marker_at(f->view, at);
    if (!marker.kind || marker.end == ' ') return false;
    size_t body = vt_view_fold_at(f->view, marker.body);
    if (body >= f->view->fold.size) return false;
    char first = f->view->fold.text[body];
    bool begins = vt_view_is_upper(f->view, body) || first == '"';
    bool heading = marker.kind <= VT_MARKER_ROMAN &&
                   vt_view_is_caps(f->view, body, body + 4 < f->view->fold.size ? body + 4 : f->view->fold.size);
    /* "Điều 5. Khoản" of a citation stands behind a lower-case word, never behind a stop. */
    bool free = stopped || heading ||
                (marker.kind == VT_MARKER_DECIMAL && marker.end == '.' && (f->loose || caps_before(f, at))) ||
                (f->loose && marker.kind == VT_MARKER_LETTER && marker.end == ')');
    if (!begins || !free || behind_reference(f, at)) return false;
    cut(f, at);
    f->strong += heading;
    return true;
}

static bool cut_bullet(finder *f, size_t at) {
    const char *text = f->view->fold.text;
    if (at + 2 >= f->view->fold.size || text[at + 1] != ' ') return false;
    if (!f->loose && !strchr(".;:)", before(f, at)) && !vt_view_words(f->view, at, "- luu")) return false;
    if (!vt_view_is_upper(f->view, at + 2)) return false;
    cut(f, at);
    return true;
}

static vt_slice rest_of(const vt_view *view, size_t at) {
    return (vt_slice){view->fold.text + at, view->fold.size - at};
}

/* Whether a capacity (thẩm quyền ký) begins here: "TM.", "KT.", "T/L". */
static size_t capacity_at(const vt_view *view, size_t at) {
    static const vt_slice marks[] = {VT_LITERAL_INIT("tm."),  VT_LITERAL_INIT("kt."), VT_LITERAL_INIT("tl."),
                                     VT_LITERAL_INIT("tuq."), VT_LITERAL_INIT("q."),  VT_LITERAL_INIT("t/m"),
                                     VT_LITERAL_INIT("k/t"),  VT_LITERAL_INIT("t/l")};
    if (!vt_view_is_upper(view, at)) return 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (vt_slice_starts(rest_of(view, at), marks[i])) return marks[i].size;
    return 0;
}

static bool cut_capacity(finder *f, size_t at) {
    size_t size = capacity_at(f->view, at), next = at + size;
    while (size && next < f->view->fold.size && strchr(" .", f->view->fold.text[next])) next++;
    if (!size || next >= f->view->fold.size || !caps_at(f, next)) return false;
    cut_firmly(f, at);
    f->strong++;
    return true;
}

/* Two columns run into one line: "- Như trên; PHÓ GIÁM ĐỐC". */
static bool is_post_behind_recipient(const finder *f, size_t at) {
    const vt_view *view = f->view;
    return strchr("-+", view->fold.text[last_cut(f)]) && strchr(";.,)", before(f, at)) &&
           vt_view_is_caps(view, at, view->fold.size);
}

/* A post in capitals behind another one: "KT. BỘ TRƯỞNG THỨ TRƯỞNG". */
static bool cut_post(finder *f, size_t at) {
    size_t size = vt_words_at(VT_WORDS_POSTS, f->view->fold.text + at, f->view->fold.size - at), last = last_cut(f);
    if (!size || at == last || !vt_view_is_caps(f->view, at, at + size)) return false;
    if (is_post_behind_recipient(f, at)) return cut_firmly(f, at), true;
    if (!caps_before(f, at) && !vt_view_words(f->view, last, "noi nhan")) return false;
    size_t mark = capacity_at(f->view, last), behind = last + mark;
    while (behind < at && strchr(" .", f->view->fold.text[behind])) behind++;
    if (behind == at) return true; /* "KT. CHỦ TỊCH": the post belongs to the capacity */
    bool recipients = vt_view_words(f->view, last, "noi nhan") != 0;
    if (!mark && !recipients && !vt_words_at(VT_WORDS_POSTS, f->view->fold.text + last, at - 1 - last)) return false;
    cut_firmly(f, at);
    return true;
}

/* A name behind a capacity or a post in capitals: "THỨ TRƯỞNG Trần Văn An". */
static bool cut_name(finder *f, size_t at) {
    size_t last = last_cut(f);
    if (!caps_before(f, at) || caps_at(f, at)) return false;
    bool signs =
        capacity_at(f->view, last) || vt_words_at(VT_WORDS_POSTS, f->view->fold.text + last, f->view->fold.size - last);
    if (!signs || !vt_words_at(VT_WORDS_SURNAMES, f->view->fold.text + at, f->view->fold.size - at)) return false;
    cut_firmly(f, at);
    return true;
}

/* Whether the nearest letter before a place is a capital: a title in capitals goes on there. */
static bool in_capitals(const finder *f, size_t at) {
    while (at && !vt_is_letter(f->view->fold.text[at - 1])) at--;
    return at && vt_view_is_upper(f->view, at - 1);
}

/* "KẾ HOẠCH PHỐI HỢP", "NGHỊ QUYẾT LIÊN TỊCH": such words belong to the type's name. */
static size_t type_end(const vt_view *view, size_t at) {
    static const char *const words[] = {" phoi hop", " lien tich", " lien nganh"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t size = strlen(words[i]);
        if (view->fold.size - at >= size && memcmp(view->fold.text + at, words[i], size) == 0 &&
            vt_view_is_upper(view, at + 2))
            at += size;
    }
    return at + (at < view->fold.size && view->fold.text[at] == ':');
}

/* The type word in capitals where a title begins: at a start or behind a stop, a date or the motto. */
static bool cut_type(finder *f, size_t at) {
    const vt_type_entry *type = vt_type_at(f->view->fold.text + at, f->view->fold.size - at);
    if (!type || !vt_view_is_caps(f->view, at, at + type->folded_size)) return false;
    /* "QUY ĐỊNH CHUNG" and "QUY ĐỊNH CỤ THỂ" are headings. */
    size_t next = at + type->folded_size + 1;
    if (next < f->view->fold.size && (vt_view_words(f->view, next, "chung") || vt_view_words(f->view, next, "cu the")))
        return false;
    bool first = last_cut(f) == at;
    char behind = before(f, at);
    if (!first && !strchr(".;:", behind) && !(vt_is_digit(behind) && !in_capitals(f, at))) return false;
    cut_firmly(f, at);
    cut_firmly(f, type_end(f->view, at + type->folded_size));
    f->strong++;
    return true;
}

/* Whether a body's name begins behind another: "PHÒNG" at the end is none, and behind "PHƯỜNG" stands its name. */
static bool begins_body(const vt_view *view, size_t start, size_t at) {
    size_t end = view->fold.size, size = vt_body_head(view, at, end);
    return size && at + size < end && !(vt_body_is_name_too(view, at, end) && vt_body_wants_name(view, start, at));
}

/* A body in capitals behind the one above it: "UBND HUYỆN AN LÃO PHÒNG GIÁO DỤC VÀ ĐÀO TẠO". */
static bool cut_subordinate(finder *f, size_t at) {
    static const char *const above[] = {"ubnd", "uy ban nhan dan", "so", "bo", "phong"};
    static const char *const below[] = {"so",        "phong",       "truong",      "trung tam", "chi cuc",
                                        "van phong", "ban quan ly", "ban chi dao", "cong an",   "thanh tra"};
    size_t last = last_cut(f);
    bool over = false, under = false;
    if (at < last + 8 || !caps_at(f, last) || !caps_at(f, at) || !caps_before(f, at)) return false;
    for (size_t i = 0; i < sizeof above / sizeof *above; i++) over |= vt_view_words(f->view, last, above[i]) > 0;
    for (size_t i = 0; i < sizeof below / sizeof *below; i++) under |= vt_view_words(f->view, at, below[i]) > 0;
    if (!over || !under || !vt_view_is_caps(f->view, last, at) || !begins_body(f->view, last, at)) return false;
    cut_firmly(f, at);
    return true;
}

/* On a flattened page, where capitals begin or end: a body's name or a post, and the text behind a title. */
static bool cut_case(finder *f, size_t at) {
    if (!f->loose || at < 2) return false;
    const char *text = f->view->fold.text + at;
    size_t size = f->view->fold.size - at;
    bool before = caps_before(f, at), now = caps_at(f, at);
    if (before && !now) {
        size_t word = at - 1;
        while (word && f->view->fold.text[word - 1] != ' ') word--;
        bool bullet = strchr("-+*", f->view->fold.text[last_cut(f)]) != NULL;
        if (word && caps_before(f, word) && size > 1 && vt_is_letter(text[1]) && !bullet) cut(f, at);
        return false;
    }
    size_t name = vt_body_head(f->view, at, f->view->fold.size), post = vt_words_at(VT_WORDS_POSTS, text, size);
    /* "Lưu: VT. TRƯỞNG PHÒNG": a post behind a stop begins the signature. */
    if (post && f->view->fold.text[at - 2] == '.') before = false;
    if (before || !now || !(name || post) || !vt_view_is_caps(f->view, at, at + (name > post ? name : post)))
        return false;
    cut_firmly(f, at);
    return true;
}

/* What a word may begin, told by its first two characters. */
typedef enum shape {
    SHAPE_NONE,     /* a word in small letters, and marks that mean nothing */
    SHAPE_FIGURE,   /* "1", the small letter of "a)", a quotation mark */
    SHAPE_BRACKET,  /* "(" */
    SHAPE_BULLET,   /* "-" */
    SHAPE_INITIAL,  /* "I.", "V/v" */
    SHAPE_NAME,     /* "Nơi" */
    SHAPE_CAPITALS, /* "NƠI" */
    SHAPES
} shape;

static bool is_small(char c) { return c >= 'a' && c <= 'z'; }
static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

static shape shape_at(const vt_view *view, size_t at) {
    char first = view->fold.cased[at], second = view->fold.cased[at + 1];
    if (is_capital(first)) return is_small(second) ? SHAPE_NAME : is_capital(second) ? SHAPE_CAPITALS : SHAPE_INITIAL;
    if (is_small(first)) return vt_is_letter(second) ? SHAPE_NONE : SHAPE_FIGURE;
    if (vt_is_digit(first) || first == '"') return SHAPE_FIGURE;
    if (first == '(') return SHAPE_BRACKET;
    return first == '-' || first == '+' || first == '*' ? SHAPE_BULLET : SHAPE_NONE;
}

/* Finds out whether something begins at a word; only words with one of these letters at their start are asked. */
typedef struct cutter {
    bool (*cut)(finder *f, size_t at);
    uint32_t letters;
} cutter;

#define LETTER(c) (1U << ((c)&31))
enum {
    NAMED = LETTER('c') | LETTER('d') | LETTER('m') | LETTER('p'), /* phần, chương, mục, điều */
    ROMAN = LETTER('c') | LETTER('i') | LETTER('l') | LETTER('v') | LETTER('x'),
    CAPACITY = LETTER('k') | LETTER('q') | LETTER('t'),
    NUMBER = LETTER('s')
};
#define ANY UINT32_MAX

static const cutter cutters[SHAPES][10] = {
    [SHAPE_FIGURE] = {{cut_marker, ANY}},
    [SHAPE_BRACKET] = {{cut_phrase, ANY}, {cut_marker, ANY}},
    [SHAPE_BULLET] = {{cut_bullet, ANY}},
    [SHAPE_INITIAL] = {{cut_phrase, ANY},
                       {cut_number, NUMBER},
                       {cut_marker, ANY},
                       {cut_capacity, CAPACITY},
                       {cut_name, ANY},
                       {cut_case, ANY}},
    [SHAPE_NAME] = {{cut_phrase, ANY},
                    {cut_number, NUMBER},
                    {cut_lead, ANY},
                    {cut_marker, NAMED},
                    {cut_capacity, CAPACITY},
                    {cut_name, ANY},
                    {cut_case, ANY}},
    [SHAPE_CAPITALS] = {{cut_phrase, ANY},
                        {cut_number, NUMBER},
                        {cut_marker, NAMED | ROMAN},
                        {cut_type, ANY},
                        {cut_capacity, CAPACITY},
                        {cut_post, ANY},
                        {cut_name, ANY},
                        {cut_subordinate, ANY},
                        {cut_case, ANY}},
};

/* Cuts that were found before, while those of the dates are put between them. */
typedef struct merge {
    vt_cuts old;
    size_t next;
} merge;

static void take_up_to(finder *f, merge *m, size_t at) {
    for (; m->next < m->old.count && m->old.items[m->next].at <= at && f->ok; m->next++) {
        vt_cut *cut = vt_array_push(f->arena, f->cuts);
        if (cut)
            *cut = m->old.items[m->next];
        else
            f->ok = false;
    }
}

static void cut_date(finder *f, merge *m, vt_dateline *d) {
    take_up_to(f, m, d->start);
    /* A cut between place and date means that the words before it are no place. */
    for (size_t i = m->next; i < m->old.count && m->old.items[i].at < d->place_end; i++) d->start = m->old.items[i].at;
    take_up_to(f, m, d->start);
    cut(f, d->start);
    take_up_to(f, m, d->end);
    cut(f, d->end);
}

static void cut_dates(finder *f) {
    const vt_view *view = f->view;
    vt_dateline d = vt_dateline_find(view, 0, view->fold.size);
    if (!d.found) return;
    merge m = {.old = *f->cuts};
    *f->cuts = (vt_cuts){0};
    for (; d.found && f->ok; d = vt_dateline_find(view, d.end, view->fold.size))
        if (d.has_place) cut_date(f, &m, &d);
    take_up_to(f, &m, view->fold.size);
}

static void find_at(finder *f, size_t at) {
    unsigned letter = (unsigned char)f->view->fold.text[at] & 31;
    for (const cutter *c = cutters[shape_at(f->view, at)]; c->cut; c++)
        if (c->letters >> letter & 1 && c->cut(f, at)) return;
}

/* The end of the word at a place: a blank, a closing bracket, the end of the shadow. */
static size_t word_end(const char *text, size_t at) {
    static const bool ends[256] = {['\0'] = true, [' '] = true, [')'] = true};
    while (!ends[(unsigned char)text[at]]) at++;
    return at;
}

/* A word begins behind a blank or a closing bracket. */
static void find(finder *f) {
    const char *text = f->view->fold.text;
    for (size_t at = 0; at < f->view->fold.size && f->ok; at++) {
        if (text[at] != ' ' && at >= f->behind) find_at(f, at);
        at = word_end(text, at);
    }
    if (f->ok) cut_dates(f);
}

bool vt_anchors_find(vt_arena *arena, const vt_view *view, vt_cuts *cuts, bool *flat) {
    finder f = {.arena = arena, .view = view, .cuts = cuts, .ok = true};
    find(&f);
    *flat = f.strong >= FLAT_ANCHORS && cuts->count >= FLAT_ANCHORS;
    if (!*flat || !f.ok) return f.ok;
    cuts->count = 0;
    f.loose = true;
    f.behind = 0;
    find(&f);
    return f.ok;
}
