/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: atoms. Out: for each the features of features.def that hold: those of the
 * atom alone, then those of its place among its neighbours.
 */
#include "parse/features.h"

#include <string.h>
#include "base/slice.h"
#include "lexicon/types.h"
#include "lexicon/words.h"
#include "parse/body.h"
#include "text/letter.h"
#include "text/utf8.h"

enum {
    SHORT = 60,
    SUBJECT_BEGUN = 12,
    EARLY = 24,
    TOO_WIDE = 260, /* a text whose lines are so long is not hard-wrapped */
    CENTERED_INDENT = 13
};

/* Widths of hard-wrapped lines, from the lines themselves. */
typedef struct wrap {
    bool wrapped;
    bool indents;          /* paragraphs are indented */
    bool spaced;           /* an empty line stands before paragraphs */
    uint32_t usual_blanks; /* empty lines between any two lines: such a text is double-spaced */
    size_t width;
} wrap;

/* The first line of an indented paragraph; what is indented further is centred or a column. */
static bool is_indented(const vt_line *line) { return line->indent >= 2 && line->indent <= 12; }

/* The size that one line of twenty exceeds, of how many lines have each size. */
static size_t width_of(const size_t *sizes, size_t lines) {
    size_t width = TOO_WIDE, longer = sizes[width];
    while (width && longer <= lines / 20) longer += sizes[--width];
    return width;
}

/* A text is hard-wrapped when many of its lines go on in lower case without an empty line between. */
static wrap find_wrap(const vt_atoms *atoms, const vt_facts *facts) {
    size_t sizes[TOO_WIDE + 1] = {0}, lines = 0, on = 0, indented = 0, flush = 0, lower = 0, lower_flush = 0, items = 0,
                        spaced = 0, blanks = 0;
    wrap out = {0};
    for (size_t i = 0; i < atoms->count; i++) {
        const vt_atom *a = &atoms->items[i];
        if (!a->starts_line) continue;
        sizes[a->line->text.size < TOO_WIDE ? a->line->text.size : TOO_WIDE]++;
        lines++;
        indented += is_indented(a->line);
        flush += a->line->indent == 0;
        blanks += a->blank_before > 0;
        lower += HAS(&facts[i], LOWER);
        lower_flush += HAS(&facts[i], LOWER) && a->line->indent == 0;
        bool item = HAS(&facts[i], MARKER) || HAS(&facts[i], BULLET_MARK);
        items += item;
        spaced += item && a->blank_before;
        on += i && !a->blank_before && !a->line->breaks && vt_facts_has(&facts[i], VT_FEATURE_LOWER);
    }
    out.width = width_of(sizes, lines);
    out.spaced = items && spaced * 3 > items * 2;
    /* What goes on in lower case is flush: so the indented lines are those that begin paragraphs. */
    out.indents = indented > 3 && flush > 2 && lower > 2 && lower_flush * 5 > lower * 4;
    bool doubled = lines > 8 && blanks * 10 > lines * 9 && lower * 6 > lines;
    out.usual_blanks = doubled;
    if (doubled) out.spaced = false;
    out.wrapped = lines > 8 && (doubled ? lower : on) * 8 > lines && out.width < TOO_WIDE;
    return out;
}

/* Whether two atoms together are a type's name in capitals: "QUYẾT" and "ĐỊNH". */
static bool makes_type(const vt_atom *a, const vt_atom *b) {
    const vt_shadow *x = &a->view.fold, *y = &b->view.fold;
    if (!vt_view_is_caps(&a->view, 0, x->size) || !vt_view_is_caps(&b->view, 0, y->size)) return false;
    for (size_t i = 0; i < vt_type_count; i++) {
        const vt_type_entry *t = &vt_types[i];
        if (x->size + 1 + y->size == t->folded_size && memcmp(t->folded, x->text, x->size) == 0 &&
            t->folded[x->size] == ' ' && memcmp(t->folded + x->size + 1, y->text, y->size) == 0)
            return true;
    }
    return false;
}

/* Whether a text ends with words, in capitals, that are given in small letters. */
static bool ends_with_capitals(vt_slice text, vt_slice words) {
    if (text.size < words.size) return false;
    const char *at = text.data + text.size - words.size; /* a letter has as many bytes in either case */
    for (size_t i = 0, size; i < words.size; i += size) {
        size = vt_utf8_size(words.data[i]);
        if ((at[i] & 0xC0) == 0x80 || vt_utf8_size(at[i]) != size) return false;
        if (vt_letter_lower(vt_utf8_decode(at + i)) != vt_utf8_decode(words.data + i)) return false;
    }
    return true;
}

static bool ends_with_any(const vt_view *v, const vt_slice *words, size_t count) {
    if (!v->fold.size) return false;
    bool capitals = vt_view_is_upper(v, v->fold.size - 1);
    for (size_t i = 0; i < count; i++)
        if (capitals ? ends_with_capitals(v->text, words[i]) : vt_slice_ends(v->text, words[i])) return true;
    return false;
}

#define ENDS(word) VT_LITERAL_INIT(" " word)

/* Whether the text ends with a word that a number must follow. */
static bool wants_number(const vt_view *v) {
    static const vt_slice words[] = {ENDS("số"),   ENDS("ngày"),     ENDS("tháng"),     ENDS("năm"),    ENDS("quý"),
                                     ENDS("lớp"),  ENDS("Điều"),     ENDS("điều"),      ENDS("khoản"),  ENDS("khóa"),
                                     ENDS("khoá"), ENDS("nhiệm kỳ"), ENDS("giai đoạn"), ENDS("năm học")};
    return ends_with_any(v, words, sizeof words / sizeof *words);
}

/* Whether the text ends with a word or mark that something must follow. */
static bool hangs(const vt_view *v) {
    static const vt_slice words[] = {ENDS("của"), ENDS("về"),   ENDS("và"),  ENDS("tại"), ENDS("theo"),
                                     ENDS("các"), ENDS("việc"), ENDS("với"), ENDS("do")};
    return ends_with_any(v, words, sizeof words / sizeof *words) || strchr("/(", v->fold.text[v->fold.size - 1]);
}

/* Whether a text begins with a number in figures, Arabic or Roman, or with the dots that stand for one. */
static bool begins_number(const vt_view *v) {
    size_t roman = strspn(v->fold.text, "ivx");
    return vt_is_digit(*v->fold.text) || *v->fold.text == '.' || (roman && !vt_is_letter(v->fold.text[roman]));
}

#undef ENDS

/* The last character before a place of the fold that is no blank. */
static char behind(const vt_view *v, size_t at) {
    while (at && v->fold.text[at - 1] == ' ') at--;
    return at ? v->fold.text[at - 1] : ' ';
}

/* Years that a line break parts: "2024" and "- 2025", "2024 -" and "2025". */
static bool makes_years(const vt_view *before, const vt_view *after) {
    char first = after->fold.size ? after->fold.text[0] : ' ';
    size_t year = 0, dash = first == '-' ? 1 : 0;
    if (!dash && !vt_is_digit(first)) return false;
    char last = behind(before, before->fold.size);
    while (dash && after->fold.text[dash] == ' ') dash++;
    while (vt_is_digit(after->fold.text[dash + year])) year++;
    if (year != 4 || vt_is_letter(after->fold.text[dash + year])) return false;
    return dash ? vt_is_digit(last) : last == '-' && vt_is_digit(behind(before, before->fold.size - 1));
}

/* A place's name that a line break parts behind its first syllable: "tỉnh Vĩnh" and "Phúc ...". Huế has no second one.
 */
static bool makes_place(const vt_view *before, const vt_view *after) {
    enum { MOST = 32 };
    const char *text = before->fold.text;
    size_t end = before->fold.size, word = end, size = 0;
    if (!vt_view_is_upper(after, 0) || vt_view_is_upper(after, 1)) return false;
    while (word && vt_is_letter(text[word - 1])) word--;
    if (word < 2 || !vt_view_is_upper(before, word) || vt_view_is_upper(before, end - 1)) return false;
    while (vt_is_letter(after->fold.text[size])) size++;
    if (end - word + size + 2 > MOST || !vt_body_wants_name(before, 0, word)) return false;
    char name[MOST];
    memcpy(name, text + word, end - word);
    name[end - word] = ' ';
    memcpy(name + (end - word) + 1, after->fold.text, size);
    return vt_words_has(VT_WORDS_PLACES, name, end - word + 1 + size) ||
           !vt_words_has(VT_WORDS_PLACES, name, end - word);
}

/* Whether a text ends with a post whose body a line break parts from it: "Giám đốc" and "Sở Nội vụ". */
static bool ends_with_post(const vt_view *v) {
    enum { LONGEST_POST = 32 };
    const char *text = v->fold.text;
    size_t end = v->fold.size, start = end > LONGEST_POST ? end - LONGEST_POST : 1;
    for (size_t at = start; at < end; at++)
        if (text[at - 1] == ' ' && vt_words_has(VT_WORDS_POSTS, text + at, end - at))
            return !vt_view_is_caps(v, at, end);
    return false;
}

/* Whether two atoms together begin a motto: "ĐẢNG" and "CỘNG SẢN VIỆT NAM". */
static bool makes_motto(const vt_atom *a, const vt_atom *b) {
    const vt_shadow *x = &a->view.fold, *y = &b->view.fold;
    for (size_t i = 0; i < VT_MOTTOS; i++) {
        const char *m = vt_mottos[i];
        if (strlen(m) < x->size + 1 + y->size || m[x->size] != ' ') continue;
        if (memcmp(m, x->text, x->size) == 0 && memcmp(m + x->size + 1, y->text, y->size) == 0) return true;
    }
    return false;
}

/* "- Ủy ban Kiểm tra, Ban Tổ chức," and "Văn thư;": a line without a dash of its own that goes on with the item. */
static bool goes_on_with_item(const vt_facts *before, char last, const vt_facts *f) {
    static const vt_feature others[] = {VT_FEATURE_BULLET_MARK, VT_FEATURE_MARKER,      VT_FEATURE_CAPS,
                                        VT_FEATURE_LEAD,        VT_FEATURE_FILED,       VT_FEATURE_CAPACITY,
                                        VT_FEATURE_NAME,        VT_FEATURE_CELL_START,  VT_FEATURE_CONTENT,
                                        VT_FEATURE_ENDS_COLON,  VT_FEATURE_ORGANISATION};
    if (!HAS(before, BULLET_MARK) || last != ',') return false;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (vt_facts_has(f, others[i])) return false;
    return true;
}

/* Whether what stands before ends where something must follow, and this can be it. */
static bool is_left_open(const vt_view *prev, const vt_facts *before, const vt_view *view, const vt_facts *f) {
    bool plain = !HAS(f, MARKER) && !HAS(f, BULLET_MARK);
    bool figure = plain || (f->marker.kind == VT_MARKER_DECIMAL && HAS(f, WRAPPED));
    if (!prev->fold.size) return false;
    if (figure && begins_number(view) && wants_number(prev)) return true;
    if (plain && hangs(prev)) return true;
    if (HAS(f, ORGANISATION)) return HAS(f, PREV_OPEN) && ends_with_post(prev);
    if (!HAS(f, LEAD) && !HAS(f, RECIPIENTS) && makes_place(prev, view)) return true;
    return goes_on_with_item(before, vt_last_mark(prev), f);
}

static void see_place(const vt_atom *a, const vt_atom *prev, vt_facts *before, const wrap *w, vt_facts *f) {
    const vt_line *line = a->line;
    bool blank = a->blank_before > w->usual_blanks;
    bool same_line = prev && prev->line_index == a->line_index;
    char last = prev ? vt_last_mark(&prev->view) : '.';
    bool docx_paragraph = line->align != VT_ALIGN_UNKNOWN || line->half_points || line->table >= 0;
    SET(f, FIRST, !prev);
    SET(f, BLANK_BEFORE, blank);
    SET(f, RULE_BEFORE, a->rule_before);
    SET(f, CELL_START,
        a->starts_cell ||
            (prev && !same_line &&
             (line->table != prev->line->table || line->cell != prev->line->cell || line->row != prev->line->row)));
    SET(f, MID_LINE, !a->starts_line && !a->flat && !a->firm);
    SET(f, FIRM, !a->starts_line && a->firm);
    SET(f, FLAT, !a->starts_line && a->flat);
    SET(f, EMPHASIS, a->in_emphasis && !blank);
    SET(f, WRAPPED, w->wrapped && prev && !same_line && !blank && prev->line->text.size * 4 > w->width * 3);
    SET(f, WRAPPED_TEXT, w->wrapped && a->starts_line && !blank);
    SET(f, UNSPACED, w->wrapped && w->spaced && a->starts_line && !blank && !a->column);
    SET(f, AFTER_SHORT,
        w->wrapped && !w->spaced && prev && !same_line && !blank && !a->column && !HAS(f, LOWER) &&
            prev->line->text.size * 10 < w->width * 6);
    SET(f, INDENTED, w->indents && a->starts_line && !a->column && is_indented(line));
    SET(f, UNINDENTED, w->indents && a->starts_line && !a->column && line->indent == 0 && !blank);
    SET(f, PARAGRAPH, a->starts_line && !line->breaks && docx_paragraph);
    SET(f, BREAK, line->breaks && a->starts_line);
    SET(f, PREV_STOP, strchr(".;!?", last) != NULL);
    SET(f, PREV_COLON, last == ':');
    SET(f, PREV_OPEN, prev && !strchr(".;:!?", last));
    SET(f, CENTERED,
        line->align == VT_ALIGN_CENTER || (line->indent > CENTERED_INDENT && !a->column && a->starts_line));
    if (before) {
        SET(f, PREV_CAPS, vt_facts_has(before, VT_FEATURE_CAPS));
        SET(f, PREV_BULLET, vt_facts_has(before, VT_FEATURE_BULLET_MARK));
        bool capacity = HAS(before, CAPACITY) && prev->view.fold.size < 5;
        SET(f, PREV_ALONE,
            !HAS(f, MARKER) && (capacity || (before->marker.kind && before->marker.body >= prev->view.text.size)));
        if (HAS(f, MOTTO) && makes_motto(prev, a)) SET(before, MOTTO, true);
        SET(f, LEAD_OPEN, HAS(before, LEAD) && HAS(before, SHORT) && HAS(f, PREV_OPEN) && last != ',');
        bool years = makes_years(&prev->view, &a->view);
        vt_facts_clear(f, VT_FEATURE_BULLET_MARK, years);
        SET(f, PREV_HANGS, years || is_left_open(&prev->view, before, &a->view, f));
        bool on =
            HAS(f, CAPS) && HAS(before, CAPS) && HAS(f, PREV_OPEN) && !blank && a->starts_line && !HAS(f, PARAGRAPH);
        SET(f, CAPS_ON, on);
        SET(before, TYPE_RUNS_ON, HAS(before, TYPE) && HAS(before, CAPS_ON) && same_line && HAS(f, CAPS));
        bool opens = HAS(before, LEAD) && HAS(before, ENDS_COLON);
        bool item = HAS(f, MARKER) || HAS(f, BULLET_MARK);
        SET(f, LISTED_BASIS, item && (opens || (HAS(before, LISTED_BASIS) && HAS(before, ENDS_SEMICOLON))));
        SET(f, DROPS_BULLET, HAS(before, BULLET_MARK) && !HAS(f, BULLET_MARK));
        /* "BÁO CÁO TỔNG KẾT" and "Công tác ...": the type's line takes the first word or two of the subject. */
        bool begun = HAS(before, FIRM) && prev->view.fold.size <= SUBJECT_BEGUN;
        SET(f, CASE_CHANGE, HAS(before, CAPS) && !HAS(f, CAPS) && !HAS(f, LOWER) && !begun);
        bool head = makes_type(prev, a);
        SET(f, TYPE_TAIL, head);
        if (head) SET(before, TYPE_HEAD, true);
        /* A clause that was wrapped right behind its lead word. */
        bool cited = vt_type_at(a->view.fold.text, a->view.fold.size) != NULL;
        if (cited && HAS(before, LEAD) && HAS(f, PREV_OPEN) && prev->view.fold.size < SHORT)
            SET(before, LEAD_CITES, true);
        SET(f, PREV_CONTENT, vt_facts_has(before, VT_FEATURE_CONTENT));
        SET(f, DATE_TAIL_AFTER_HEAD, HAS(before, DATE_HEAD) && HAS(f, DATE_TAIL));
    }

    SET(f, BOLD, a->bold || (a->in_emphasis && !blank));
    SET(f, ITALIC, a->italic);
    SET(f, HEADING, a->heading_level > 0);
    SET(f, PAGE_EDGE, line->region == VT_REGION_PAGE_HEADER || line->region == VT_REGION_PAGE_FOOTER);
}

/* Lines of tables with three columns or more hold data, not a header or a closing. */
static void see_tables(const vt_atoms *atoms, vt_facts *facts) {
    for (size_t i = 0; i < atoms->count;) {
        int32_t table = atoms->items[i].line->table, cells = 0, rows = 0;
        size_t end = i;
        for (; end < atoms->count && atoms->items[end].line->table == table; end++) {
            if (atoms->items[end].line->cell > cells) cells = atoms->items[end].line->cell;
            if (atoms->items[end].line->row > rows) rows = atoms->items[end].line->row;
        }
        for (size_t k = i; table >= 0 && k < end; k++) SET(&facts[k], TABLE, cells >= 2 && rows >= 2);
        i = end > i ? end : i + 1;
    }
}

/* Rows of a Markdown table: three cells or more on a line that is not a whole page. */
static void see_cells(const vt_atoms *atoms, vt_facts *facts) {
    enum { LONGEST_ROW = 1500 };
    for (size_t i = 0; i < atoms->count;) {
        size_t end = i, cells = 0;
        while (end < atoms->count && atoms->items[end].line_index == atoms->items[i].line_index)
            cells += atoms->items[end++].starts_cell;
        for (size_t k = i; k < end; k++)
            SET(&facts[k], TABLE, cells >= 3 && !atoms->items[k].flat && atoms->items[k].line->text.size < LONGEST_ROW);
        i = end;
    }
}

void vt_features_see(const vt_atoms *atoms, const vt_label *labels, vt_facts *facts) {
    for (size_t i = 0; i < atoms->count; i++) {
        facts[i] = (vt_facts){0};
        if (labels[i].page_number) continue;
        vt_features_alone(&atoms->items[i], &facts[i]);
    }
    wrap w = find_wrap(atoms, facts);
    size_t prev = SIZE_MAX, seen = 0, last = atoms->count;
    for (size_t i = 0; i < atoms->count; i++) {
        if (labels[i].page_number) continue;
        bool after = prev != SIZE_MAX;
        see_place(&atoms->items[i], after ? &atoms->items[prev] : NULL, after ? &facts[prev] : NULL, &w, &facts[i]);
        SET(&facts[i], EARLY, seen++ < EARLY);
        if (after) SET(&facts[prev], NEXT_LEAD, HAS(&facts[i], LEAD_FIRM));
        prev = i;
    }
    while (last && labels[last - 1].page_number) last--;
    if (last) SET(&facts[last - 1], LAST, true);
    see_tables(atoms, facts);
    see_cells(atoms, facts);
}
