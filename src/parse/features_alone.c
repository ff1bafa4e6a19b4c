/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: one atom. Out: the features of features.def that can be seen on it alone:
 * its shape and the anchors that it holds. Anchors are sought in folded text.
 */
#include <string.h>
#include "base/slice.h"
#include "lexicon/phrases.h"
#include "lexicon/types.h"
#include "lexicon/words.h"
#include "parse/body.h"
#include "parse/dateline.h"
#include "parse/features.h"
#include "parse/numberline.h"
#include "text/syllable.h"

enum { SHORT = 60, LONG = 120, NAME_SIZE = 44, LETTERS_SPACED = 6, LONGEST_DATELINE = 160 };

#define SAYS(phrases, group) vt_phrases_has(phrases, VT_PHRASE_##group)

static bool begins(const vt_view *v, const char *words) { return vt_view_words(v, 0, words) > 0; }

static bool begins_any(const vt_view *v, const char *const *words) {
    for (; *words; words++)
        if (begins(v, *words)) return true;
    return false;
}

char vt_last_mark(const vt_view *v) {
    size_t at = v->fold.size;
    while (at && strchr(" \"')*", v->fold.text[at - 1])) at--;
    return at ? v->fold.text[at - 1] : ' ';
}

static void see_shape(const vt_view *v, vt_facts *f) {
    char first = v->fold.size ? v->fold.text[0] : ' ', last = vt_last_mark(v);
    size_t before = 0; /* what stands before the first letter */
    while (before < v->fold.size && !vt_is_letter(v->fold.text[before])) before++;
    size_t opening = first == '"' || first == '(' ? 1 : 0;
    char letter = opening < v->fold.size ? v->fold.text[opening] : ' ';
    SET(f, CAPS, vt_view_is_caps(v, 0, v->fold.size));
    SET(f, SHORT, v->fold.size <= SHORT);
    SET(f, LONG, v->fold.size > LONG);
    SET(f, LOWER, vt_is_letter(letter) && !vt_view_is_upper(v, opening));
    SET(f, DIGIT, vt_is_digit(first));
    SET(f, BULLET_MARK, first == '-' || first == '+' || first == '*');
    SET(f, ENDS_COLON, last == ':');
    SET(f, ENDS_SEMICOLON, last == ';');
    SET(f, ENDS_STOP, last == '.' || last == '!' || last == '?');
    SET(f, NO_LETTERS, before == v->fold.size);
}

static void see_marker(const vt_atom *a, vt_facts *f) {
    f->marker = vt_marker_at(&a->view, 0);
    SET(f, MARKER, f->marker.kind != VT_MARKER_NONE);
    /* The small letter of "a)" says nothing of what stands behind it. */
    bool heads =
        f->marker.kind == VT_MARKER_LETTER && vt_view_is_upper(&a->view, vt_view_fold_at(&a->view, f->marker.body));
    vt_facts_clear(f, VT_FEATURE_LOWER, heads);
    SET(f, HIGH_MARKER, f->marker.kind >= VT_MARKER_PART && f->marker.kind <= VT_MARKER_ROMAN);
    SET(f, COMPUTED, a->number_size > 0);
}

/* "ngày 21" of a place and date that is broken over lines. */
static bool is_date_head(const vt_view *v) {
    const char *comma = memchr(v->fold.text, ',', v->fold.size);
    if (!comma || v->fold.size > SHORT) return false;
    size_t at = (size_t)(comma - v->fold.text), rest = at + 1;
    while (rest < v->fold.size && v->fold.text[rest] == ' ') rest++;
    if (rest < v->fold.size && !vt_view_words(v, rest, "ngay")) return false;
    if (at > 34 || at == 0) return false;
    for (size_t i = 0; i < at; i++)
        if ((i == 0 || v->fold.text[i - 1] == ' ') && !vt_view_is_upper(v, i) && !vt_is_digit(v->fold.text[i]) &&
            v->fold.text[i] != '-')
            return false;
    return rest < v->fold.size;
}

/* "Thành phố Hồ Chí" of a place that is broken over lines. */
static bool is_place_head(const vt_view *v) {
    static const char *const kinds[] = {"thanh pho", "tp", "tp.", "tinh", "thi xa", "quan", "huyen", NULL};
    if (v->fold.size > 24 || !vt_view_is_upper(v, 0) || vt_view_is_caps(v, 0, v->fold.size) || !begins_any(v, kinds))
        return false;
    size_t capitals = 0;
    for (size_t i = 0; i < v->fold.size; i++) {
        if (!vt_is_letter(v->fold.text[i]) && v->fold.text[i] != ' ' && v->fold.text[i] != '.') return false;
        capitals += vt_view_is_upper(v, i);
    }
    return capitals >= 2;
}

static bool is_date_tail(const vt_view *v) {
    static const char *const words[] = {"thang", "nam", "ngay", NULL};
    size_t at = 0;
    if (v->fold.size > 40) return false;
    while (at < v->fold.size && (vt_is_digit(v->fold.text[at]) || strchr(" .", v->fold.text[at]))) at++;
    for (const char *const *w = words; *w; w++)
        if (vt_view_words(v, at, *w)) {
            size_t digits = 0;
            for (size_t i = 0; i < v->fold.size; i++) digits += vt_is_digit(v->fold.text[i]);
            return digits >= 2;
        }
    return false;
}

/* Letters that stand alone between blanks; the loop has no branch, so that many places are asked at once. */
static unsigned count_singles(const char *text, size_t size) {
    unsigned singles = size > 1 && vt_is_letter(text[0]) && text[1] == ' ';
    for (size_t i = 1; i + 1 < size; i++) {
        bool letter = text[i] >= 'a' && text[i] <= 'z', before = text[i - 1] == ' ', behind = text[i + 1] == ' ';
        singles += letter & before & behind;
    }
    return singles + (size > 1 && vt_is_letter(text[size - 1]) && text[size - 2] == ' ');
}

/* Whether most words are single letters; each blank ends a word. */
static bool is_spaced_out(const vt_view *v) {
    unsigned singles = count_singles(v->fold.text, v->fold.size);
    if (singles < LETTERS_SPACED) return false;
    size_t words = v->fold.text[v->fold.size - 1] != ' ';
    for (size_t i = 0; i < v->fold.size; i++) words += v->fold.text[i] == ' ';
    return (size_t)singles * 2 > words;
}

/* Skips "TS.", "Đại tá", ... before a name. */
static size_t skip_ranks(const vt_view *v, size_t at) {
    for (size_t size; (size = vt_words_at(VT_WORDS_RANKS, v->fold.text + at, v->fold.size - at)) > 0;) {
        size_t next = at + size;
        if (next >= v->fold.size || !strchr(" .", v->fold.text[next])) break;
        while (next < v->fold.size && strchr(" .,", v->fold.text[next])) next++;
        /* "Lê", "Hà", "Từ" are surnames as well as other words: a rank is followed by a name. */
        if (next >= v->fold.size) break;
        at = next;
    }
    return at;
}

/* "Lưu VT", "Lưu VP.": letters for an office behind what is a surname as well. */
static bool is_filed_copy(const vt_view *v) {
    size_t start = strlen("luu "), end = start;
    vt_syllable syllable;
    if (!begins(v, "luu") || v->fold.size <= start) return false;
    while (vt_is_letter(v->fold.text[end])) end++;
    return !vt_syllable_read(vt_slice_sub(v->text, v->fold.offset[start], v->fold.offset[end]), &syllable);
}

static bool is_name(const vt_view *v) {
    size_t at = skip_ranks(v, 0), words = 0;
    if (v->fold.size > NAME_SIZE || at >= v->fold.size || is_filed_copy(v)) return false;
    if (!vt_words_at(VT_WORDS_SURNAMES, v->fold.text + at, v->fold.size - at)) return false;
    while (at < v->fold.size) {
        size_t end = at;
        while (end < v->fold.size && v->fold.text[end] != ' ') {
            if (!vt_is_letter(v->fold.text[end]) && v->fold.text[end] != '\'' && v->fold.text[end] != '.') return false;
            end++;
        }
        if (!vt_view_is_upper(v, at)) return false;
        words++;
        at = end + 1;
    }
    return words >= 2 && words <= 6;
}

/* Two to five words of letters, each with a capital first letter: a name whose surname is not known. */
static bool is_name_shape(const vt_view *v) {
    size_t words = 0;
    if (v->fold.size > NAME_SIZE || vt_view_is_caps(v, 0, v->fold.size)) return false;
    for (size_t at = 0; at < v->fold.size; words++) {
        size_t end = at;
        while (end < v->fold.size && vt_is_letter(v->fold.text[end])) end++;
        if (end == at || end - at > 7 || !vt_view_is_upper(v, at) || (end - at > 1 && vt_view_is_upper(v, at + 1)))
            return false;
        if (end < v->fold.size && v->fold.text[end] != ' ') return false;
        at = end + 1;
    }
    return words >= 2 && words <= 5;
}

static bool is_capacity(const vt_view *v) {
    static const char *const marks[] = {"tm", "kt", "tl", "tuq", "q", "t/m", "k/t", "t/l", "tun"};
    if (!vt_view_is_upper(v, 0)) return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (v->fold.text[0] != marks[i][0]) continue;
        size_t size = strlen(marks[i]);
        if (v->fold.size < size || memcmp(v->fold.text, marks[i], size) != 0) continue;
        char after = v->fold.size > size ? v->fold.text[size] : ' ';
        if (after == '.' || (after == ' ' && (size > 1 && (marks[i][1] == '/' || v->fold.size > size + 2)))) {
            if (marks[i][0] == 'q' && v->fold.size > size + 1 && vt_is_digit(v->fold.text[size + 1])) return false;
            return after == '.' || vt_view_is_caps(v, 0, v->fold.size);
        }
    }
    return false;
}

static bool is_type(const vt_view *v, const vt_facts *f, bool *caps) {
    const vt_type_entry *type = vt_type_at(v->fold.text, v->fold.size);
    if (!type) {
        *caps = true;
        return HAS(f, CAPS) && vt_type_like(v->fold.text, v->fold.size);
    }
    static const char *const more[] = {" phoi hop", " lien tich", " lien nganh"};
    size_t end = type->folded_size;
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (v->fold.size - end >= strlen(more[i]) && memcmp(v->fold.text + end, more[i], strlen(more[i])) == 0)
            end += strlen(more[i]);
    while (end < v->fold.size && strchr(" :.*", v->fold.text[end])) end++;
    *caps = vt_view_is_caps(v, 0, type->folded_size);
    return end == v->fold.size;
}

/* "K Ế  H O Ạ C H": the type's name with its letters spaced out. */
static bool is_spaced_type(const vt_view *v) {
    char joined[40];
    size_t size = 0;
    for (size_t i = 0; i < v->fold.size; i++)
        if (v->fold.text[i] != ' ' && size + 1 < sizeof joined) joined[size++] = v->fold.text[i];
    for (size_t i = 0; i < vt_type_count; i++) {
        size_t at = 0;
        const char *name = vt_types[i].folded;
        for (; *name; name++)
            if (*name != ' ' && (at >= size || joined[at++] != *name)) break;
        if (!*name && at == size) return true;
    }
    return false;
}

static bool is_enacting(const vt_view *v) {
    static const char *const words[] = {"quyet dinh", "quyet nghi", "nghi quyet", "chi thi",
                                        "yeu cau",    "thong bao",  "ket luan",   "quyet dinh ban hanh",
                                        "quy dinh",   "nghi dinh",  NULL};
    return v->fold.size < 30 && vt_last_mark(v) == ':' && begins_any(v, words) && vt_view_is_caps(v, 0, v->fold.size);
}

const char *const vt_mottos[VT_MOTTOS] = {"cong hoa xa hoi chu nghia viet nam", "doc lap - tu do - hanh phuc",
                                          "dang cong san viet nam", "doan tncs ho chi minh",
                                          "doan thanh nien cong san ho chi minh"};

/* Whether two texts of one size differ in at most so many places. */
static bool is_close(const char *a, const char *b, size_t size, size_t most) {
    size_t count = 0;
    for (size_t i = 0; i < size && count <= most; i++) count += a[i] != b[i];
    return count <= most;
}

/* The motto, a piece of it that a line break left, or one that was damaged. */
static bool is_motto(const vt_view *v, vt_phrases says) {
    enum { PIECE = 9, WHOLE = 50 };
    if (v->fold.size > WHOLE) return false;
    size_t size = v->fold.size;
    while (size && strchr(" .-*", v->fold.text[size - 1])) size--;
    for (size_t i = 0; size >= PIECE && vt_view_is_upper(v, 0) && i < VT_MOTTOS; i++)
        for (size_t at = 0, most = strlen(vt_mottos[i]); at + size <= most; at++)
            if (is_close(vt_mottos[i] + at, v->fold.text, size, size / PIECE)) return true;
    bool caps = vt_view_is_caps(v, 0, v->fold.size);
    return (caps && SAYS(says, SOCIALIST)) || (SAYS(says, INDEPENDENCE) && SAYS(says, HAPPINESS) && size < 40) ||
           (caps && SAYS(says, PARTY) && size < 30);
}

static const char *const firm_leads[] = {"can cu", "xet", "theo de nghi", "can cong van", "can ke hoach", NULL};
static const char *const urgency[] = {"mat", "toi mat", "tuyet mat", "khan", "thuong khan", "hoa toc", NULL};
static const char *const place_kinds[] = {"tinh",   "thanh pho", "quan", "huyen", "thi xa",     "thi tran", "xa",
                                          "phuong", "dac khu",   "tp",   "tp.",   "trung uong", "viet nam", NULL};

/* A number and symbol that stands without its word: "12/KH-UBND". */
static bool is_code(const vt_view *v, const vt_numberline *line) {
    return line->found && !line->has_word && line->end + 2 >= v->fold.size;
}

static bool cites(const vt_view *v, size_t from, vt_phrases says) {
    if (from >= v->fold.size) return false;
    return strstr(v->fold.text + from, "so ") || memchr(v->fold.text + from, '/', v->fold.size - from) ||
           SAYS(says, CITED);
}

static void see_lead(const vt_view *v, vt_phrases says, vt_facts *f) {
    /* "- Căn cứ ..." and "1. Căn cứ ..." are clauses with a bullet or a number. */
    size_t at = 0;
    if (f->marker.kind == VT_MARKER_DECIMAL || f->marker.kind == VT_MARKER_LETTER)
        at = vt_view_fold_at(v, f->marker.body);
    while (at < v->fold.size && strchr("-+* ", v->fold.text[at])) at++;
    size_t size = at < v->fold.size ? vt_words_at(VT_WORDS_LEADS, v->fold.text + at, v->fold.size - at) : 0;
    bool lead = size && vt_view_is_upper(v, at);
    bool firm = false;
    for (const char *const *w = firm_leads; lead && *w; w++) firm |= vt_view_words(v, at, *w) > 0;
    lead = lead && (firm || !vt_view_is_caps(v, at, at + size));
    SET(f, LEAD, lead);
    SET(f, LEAD_FIRM, firm);
    SET(f, LEAD_CITES, lead && cites(v, at + size, says));
    const vt_type_entry *type = at < v->fold.size ? vt_type_at(v->fold.text + at, v->fold.size - at) : NULL;
    size_t number = type ? at + type->folded_size + 1 : 0;
    bool numbered =
        type && number < v->fold.size && (vt_view_words(v, number, "so") || vt_is_digit(v->fold.text[number]));
    SET(f, CITES_FIRST, numbered && vt_view_is_upper(v, at) && !vt_view_is_upper(v, at + 1));
}

static void see_header_anchors(const vt_view *v, vt_phrases says, vt_facts *f) {
    vt_numberline number = vt_numberline_at(v, 0);
    /* Place and date are a line of their own: they begin it, and little stands behind them. */
    vt_dateline date = {0};
    if (v->fold.size <= LONGEST_DATELINE) date = vt_dateline_find(v, 0, v->fold.size);
    bool caps = false, type = is_type(v, f, &caps), spaced = is_spaced_out(v);
    SET(f, MOTTO, is_motto(v, says));
    /* "SỐ 15/2025/QĐ-UBND" in capitals and without a colon goes on in a title. */
    bool shouted = v->fold.size > 2 && vt_view_is_caps(v, 0, 2) && v->fold.text[2] == ' ' && v->fold.text[3] != ':';
    /* "sÓ:" is a scan's reading of "SỐ:". */
    bool upper = vt_view_is_upper(v, 0) || vt_view_is_upper(v, 1);
    SET(f, NUMBER, number.found && number.has_word && upper && !shouted);
    SET(f, NUMBER_WORD, v->fold.size <= 5 && begins(v, "so") && vt_view_is_upper(v, 0));
    SET(f, NUMBER_CODE, is_code(v, &number));
    SET(f, DATELINE,
        date.found && date.start < 3 && (date.has_place || v->fold.size < SHORT) && v->fold.size - date.end < 24);
    SET(f, PLACE_HEAD, is_place_head(v));
    SET(f, DATE_HEAD, !date.found && is_date_head(v));
    SET(f, DATE_TAIL, is_date_tail(v));
    SET(f, URGENT, v->fold.size < 14 && begins_any(v, urgency) && vt_view_is_caps(v, 0, v->fold.size));
    SET(f, TYPE, (type && caps && !HAS(f, ENDS_COLON)) || (spaced && is_spaced_type(v)));
    SET(f, TYPE_SOFT, type && !caps);
    SET(f, LETTER, v->fold.size > 3 && memcmp(v->fold.text, "v/v", 3) == 0);
    SET(f, ADDRESS, vt_view_like(v, 0, VT_LITERAL("kinh gui")) && vt_view_is_upper(v, 0));
    SET(f, REPLY, begins(v, "tra loi") || begins(v, "phuc dap"));
    SET(f, NOTE, v->fold.size && v->fold.text[0] == '(' && SAYS(says, ENCLOSED));
    SET(f, ENACT, is_enacting(v));
    bool body = vt_body_head(v, 0, v->fold.size) && vt_view_is_upper(v, 0);
    SET(f, ORGANISATION, body);
    SET(f, PLACE_KIND,
        !body && vt_view_is_upper(v, 0) &&
            (begins_any(v, place_kinds) || vt_words_at(VT_WORDS_PLACES, v->fold.text, v->fold.size)));
    SET(f, SEPARATED, spaced);
    SET(f, WEB, SAYS(says, WEB));
}

/* Whether a document is issued here; "về việc ban hành Kế hoạch" is the subject of another one. */
static bool issues(const vt_view *v, vt_phrases says) {
    if (!SAYS(says, ISSUING) || SAYS(says, CARRYING_OUT)) return false;
    vt_slice about = VT_LITERAL("viec ban hanh ");
    const char *start = v->fold.text, *end = start + v->fold.size;
    for (const char *at; (at = strstr(start, about.data)); start = at + about.size)
        if (SAYS(vt_phrases_in(start, (size_t)(at - start)), ISSUING)) return true;
    return SAYS(vt_phrases_in(start, (size_t)(end - start)), ISSUING);
}

static void see_other_anchors(const vt_view *v, vt_phrases says, vt_facts *f) {
    size_t post = vt_words_at(VT_WORDS_POSTS, v->fold.text, v->fold.size);
    SET(f, CONTENT, !HAS(f, CAPS) && (SAYS(says, CONTENT) || issues(v, says) || (HAS(f, ENDS_COLON) && SAYS(says, DEMAND))));
    SET(f, NAME, is_name(v));
    bool receives = vt_view_like(v, 0, VT_LITERAL("noi nhan")) || vt_view_words(v, 0, "noi gui:");
    SET(f, RECIPIENTS, receives && vt_view_is_upper(v, 0));
    SET(f, FILED, SAYS(says, FILED) || begins(v, "- luu") || (begins(v, "luu") && !HAS(f, NAME)));
    SET(f, CAPACITY, is_capacity(v));
    SET(f, POST, post && vt_view_is_upper(v, 0));
    SET(f, POST_WHOLE, post && post + 2 >= v->fold.size && vt_view_is_upper(v, 0));
    SET(f, NAME_SHAPE, !HAS(f, NAME) && is_name_shape(v));
    SET(f, SIGNED, v->fold.size < 16 && SAYS(says, SIGNED));
    SET(f, APPENDIX, begins(v, "phu luc") && (vt_view_is_caps(v, 0, 7) || v->fold.size < 16) && vt_view_is_upper(v, 0));
}

void vt_features_alone(const vt_atom *atom, vt_facts *facts) {
    vt_phrases says = vt_phrases_in(atom->view.fold.text, atom->view.fold.size);
    see_shape(&atom->view, facts);
    see_marker(atom, facts);
    see_lead(&atom->view, says, facts);
    see_header_anchors(&atom->view, says, facts);
    see_other_anchors(&atom->view, says, facts);
}
