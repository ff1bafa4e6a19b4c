/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: units. Out: type, number, place and date, marks, title and addressees of
 * the first document. Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.
 */
#include <string.h>
#include "base/slice.h"
#include "lexicon/types.h"
#include "parse/dateline.h"
#include "parse/numberline.h"
#include "parse/parse.h"

/* The first unit of a role in the first document, or NULL. */
static vt_unit *first_of(vt_parse *p, vt_role role) {
    for (size_t i = 0; i < p->first_end; i++)
        if (p->units.items[i].role == role) return &p->units.items[i];
    return NULL;
}

/* Among digits l and I are 1 and O is 0 that a scan misread; the text that is kept stays as it is. */
static char *read_digits(char *ordinal) {
    for (char *c = ordinal; c && *c; c++) {
        bool inside = c > ordinal || vt_is_digit(c[1]);
        if (inside && (*c == 'l' || *c == 'I')) *c = '1';
        if (inside && (*c == 'O' || *c == 'o')) *c = '0';
    }
    return ordinal;
}

static bool fill_number(vt_parse *p, const vt_unit *unit, const vt_numberline *line) {
    vt_number *n = &p->document->number;
    const vt_view *v = &unit->view;
    n->text = vt_parse_text(p, v, line->start, line->end);
    n->symbol = vt_numberline_part(p->arena, vt_slice_sub(v->text, line->symbol.start, line->symbol.end));
    if (!n->text || !n->symbol) return false;
    if (!vt_parse_evidence(p, "number.symbol", v, line->symbol.start, line->symbol.end, unit->confidence, VT_ORIGIN_READ))
        return false;
    if (line->year.end > line->year.start &&
        !(n->year = vt_numberline_part(p->arena, vt_slice_sub(v->text, line->year.start, line->year.end)))) return false;
    if (line->ordinal.end == line->ordinal.start)
        return vt_parse_warn(p, "number.blank", "the number is left blank", "number.ordinal", v);
    n->ordinal = read_digits(vt_numberline_part(p->arena, vt_slice_sub(v->text, line->ordinal.start, line->ordinal.end)));
    if (!n->ordinal) return false;
    n->full = vt_numberline_full(p->arena, n, line->party);
    return n->full && vt_parse_evidence(p, "number.ordinal", v, line->ordinal.start, line->ordinal.end,
                                        unit->confidence, VT_ORIGIN_READ);
}

static bool read_number(vt_parse *p) {
    for (size_t i = 0; i < p->first_end; i++) {
        const vt_unit *unit = &p->units.items[i];
        if (unit->role != VT_ROLE_NUMBER) continue;
        vt_numberline line = vt_numberline_at(&unit->view, 0);
        if (line.found) return fill_number(p, unit, &line);
    }
    return true;
}

static char *iso_date(vt_parse *p, const vt_dateline *d) {
    if (!d->year) return NULL;
    if (!d->month) return vt_arena_printf(p->arena, "%04u", d->year);
    if (!d->day) return vt_arena_printf(p->arena, "%04u-%02u", d->year, d->month);
    return vt_arena_printf(p->arena, "%04u-%02u-%02u", d->year, d->month, d->day);
}

static bool fill_date(vt_parse *p, const vt_unit *unit, const vt_dateline *d, double confidence, vt_origin origin) {
    vt_issued *issued = &p->document->issued;
    const vt_view *v = &unit->view;
    size_t start = v->fold.offset[d->start], end = v->fold.offset[d->end];
    issued->date = iso_date(p, d);
    issued->text = vt_parse_text(p, v, d->start, d->end);
    if ((d->year && !issued->date) || !issued->text) return false;
    if (d->has_place) {
        issued->place = vt_parse_text(p, v, d->start, d->place_end);
        if (!issued->place || !vt_parse_evidence(p, "issued.place", v, start, v->fold.offset[d->place_end], confidence, origin))
            return false;
    }
    if ((!d->day || !d->month) &&
        !vt_parse_warn(p, "date.blank", "the day or the month of issue is left blank", "issued.date", v))
        return false;
    return !issued->date || vt_parse_evidence(p, "issued.date", v, start, end, confidence, origin);
}

/* A date that stands alone on a line before the text, as web pages print it. */
static bool read_web_date(vt_parse *p) {
    for (size_t i = 0; i < p->header_end; i++) {
        const vt_unit *unit = &p->units.items[i];
        const vt_view *v = &unit->view;
        unsigned day = 0, month = 0, year = 0;
        size_t at = vt_view_words(v, 0, "ngay dang");
        unsigned *const parts[] = {&day, &month, &year};
        if (unit->role != VT_ROLE_FRONT || v->fold.size > 24 || v->fold.size < 8) continue;
        while (at && at < v->fold.size && strchr(" :", v->fold.text[at])) at++;
        size_t start = at;
        for (size_t k = 0; k < 3; k++) {
            while (at < v->fold.size && vt_is_digit(v->fold.text[at])) *parts[k] = *parts[k] * 10 + (unsigned)(v->fold.text[at++] - '0');
            if (k < 2 && (at >= v->fold.size || !strchr("/-.", v->fold.text[at++]))) break;
        }
        if (!day || !month || year < 1900 || at != v->fold.size || !vt_date_is_valid(day, month, year)) continue;
        vt_dateline d = {.found = true, .day = (uint16_t)day, .month = (uint16_t)month, .year = (uint16_t)year, .start = start, .end = at};
        return fill_date(p, unit, &d, 0.5, VT_ORIGIN_INFERRED);
    }
    return true;
}

static bool read_date(vt_parse *p) {
    for (size_t i = 0; i < p->first_end; i++) {
        const vt_unit *unit = &p->units.items[i];
        if (unit->role != VT_ROLE_PLACE_DATE) continue;
        vt_dateline d = vt_dateline_find(&unit->view, 0, unit->view.fold.size);
        if (d.found) return fill_date(p, unit, &d, unit->confidence, VT_ORIGIN_READ);
    }
    return p->is_document && !first_of(p, VT_ROLE_TYPE) && !first_of(p, VT_ROLE_NUMBER) ? read_web_date(p) : true;
}

static void set_type(vt_parse *p, const vt_type_entry *type) {
    p->document->type = (vt_doc_type){type->code, type->name};
}

/* Folded letters without blanks, for a name whose letters are spaced out. */
static const vt_type_entry *type_of_unit(vt_parse *p, const vt_view *v) {
    const vt_type_entry *type = vt_type_at(v->fold.text, v->fold.size);
    if (!type) type = vt_type_like(v->fold.text, v->fold.size);
    if (type) return type;
    char *joined = vt_arena_bytes(p->scratch, v->fold.size + 1);
    size_t size = 0;
    if (!joined) return NULL;
    for (size_t i = 0; i < v->fold.size; i++)
        if (vt_is_letter(v->fold.text[i])) joined[size++] = v->fold.text[i];
    for (size_t i = 0; i < vt_type_count; i++) {
        size_t at = 0;
        const char *name = vt_types[i].folded;
        for (; *name; name++)
            if (*name != ' ' && (at >= size || joined[at++] != *name)) break;
        if (!*name && at == size) return &vt_types[i];
    }
    return NULL;
}

/* The type that the number's symbol begins with: KH of KH-GDĐT. */
static const vt_type_entry *type_of_symbol(vt_parse *p) {
    const char *symbol = p->document->number.symbol;
    size_t size = symbol ? strcspn(symbol, "-/") : 0;
    char *code = symbol ? vt_arena_text(p->scratch, (vt_slice){symbol, size}) : NULL;
    return code && symbol[size] ? vt_type_by_code(code) : NULL;
}

/* The type that the sentence starting the content names: "... xây dựng Kế hoạch ... như sau". */
static const vt_type_entry *type_of_content(const vt_parse *p, const vt_unit **where, size_t *at) {
    static const char *const verbs[] = {"xay dung", "ban hanh", "trien khai", "lap"};
    for (size_t i = 0; i < p->units.count; i++) {
        const vt_unit *unit = &p->units.items[i];
        if (unit->role != VT_ROLE_OPENING && unit->role != VT_ROLE_BASIS) continue;
        for (size_t k = 0; k < unit->view.fold.size; k++)
            for (size_t w = 0; w < sizeof verbs / sizeof *verbs; w++) {
                size_t size = vt_view_words(&unit->view, k, verbs[w]);
                if (!size || k + size + 1 >= unit->view.fold.size) continue;
                size_t next = k + size + 1;
                const vt_type_entry *type = vt_type_at(unit->view.fold.text + next, unit->view.fold.size - next);
                if (!type || type->kind != 'A') continue;
                *where = unit;
                *at = next;
                return type;
            }
    }
    return NULL;
}

static bool read_type(vt_parse *p) {
    const vt_unit *unit = first_of(p, VT_ROLE_TYPE), *where = NULL;
    const vt_type_entry *type = unit ? type_of_unit(p, &unit->view) : NULL;
    size_t at = 0;
    if (type) {
        set_type(p, type);
        return vt_parse_evidence(p, "type", &unit->view, 0, unit->view.text.size, unit->confidence, VT_ORIGIN_READ);
    }
    unit = first_of(p, VT_ROLE_LETTER_SUBJECT);
    if (!unit) unit = first_of(p, VT_ROLE_ADDRESS);
    if (unit && (p->document->number.symbol || p->document->issued.date)) {
        set_type(p, vt_type_by_code("CV"));
        return vt_parse_evidence(p, "type", &unit->view, 0, unit->view.text.size, unit->confidence, VT_ORIGIN_INFERRED);
    }
    unit = first_of(p, VT_ROLE_NUMBER);
    if (unit && (type = type_of_symbol(p))) {
        set_type(p, type);
        return vt_parse_evidence(p, "type", &unit->view, 0, unit->view.text.size, unit->confidence * 0.9, VT_ORIGIN_INFERRED);
    }
    type = p->is_document ? type_of_content(p, &where, &at) : NULL;
    if (!type) return true;
    set_type(p, type);
    size_t from = where->view.fold.offset[at], to = where->view.fold.offset[at + type->folded_size];
    return vt_parse_evidence(p, "type", &where->view, from, to, where->confidence * 0.8, VT_ORIGIN_INFERRED);
}

/* Where the subject begins behind "V/v" and its marks. */
static size_t skip_letter_word(const vt_view *v) {
    size_t at = 0;
    if (v->fold.size < 3 || memcmp(v->fold.text, "v/v", 3) != 0) return 0;
    for (at = 3; at < v->fold.size && strchr(" :.", v->fold.text[at]);) at++;
    return at;
}

static size_t trimmed_end(const vt_view *v) {
    size_t end = v->fold.size;
    while (end && strchr(" .,;:-*", v->fold.text[end - 1])) end--;
    return end;
}

static bool fill_title(vt_parse *p, const vt_unit *unit, double confidence, vt_origin origin) {
    const vt_view *v = &unit->view;
    size_t start = skip_letter_word(v), end = trimmed_end(v);
    /* A web page's heading has type and subject in one. */
    const vt_type_entry *type = origin == VT_ORIGIN_INFERRED ? vt_type_at(v->fold.text, v->fold.size) : NULL;
    if (type && p->document->type.code && strcmp(type->code, p->document->type.code) == 0) start = type->folded_size;
    if (start >= end) return true;
    p->document->title = vt_parse_text(p, v, start, end);
    return p->document->title &&
           vt_parse_evidence(p, "title", v, v->fold.offset[start], v->fold.offset[end], confidence, origin);
}

/* With the header lost, the last line before the text that speaks like a title: a web page's heading. */
static const vt_unit *lost_title(const vt_parse *p) {
    for (size_t i = p->header_end; i-- > 0;) {
        const vt_unit *unit = &p->units.items[i];
        const vt_facts *facts = &p->facts[unit->first];
        if (unit->role != VT_ROLE_FRONT || vt_facts_has(facts, VT_FEATURE_WEB) || vt_facts_has(facts, VT_FEATURE_DIGIT)) continue;
        if (unit->view.fold.size > 30) return unit;
    }
    return NULL;
}

static bool read_title(vt_parse *p) {
    const vt_unit *type = first_of(p, VT_ROLE_TYPE), *unit = first_of(p, VT_ROLE_SUBJECT);
    if (!unit) unit = first_of(p, VT_ROLE_LETTER_SUBJECT);
    if (unit) return fill_title(p, unit, unit->confidence, VT_ORIGIN_READ);
    if (type || !p->is_document || p->document->number.symbol) return true;
    unit = lost_title(p);
    return unit ? fill_title(p, unit, 0.5, VT_ORIGIN_INFERRED) : true;
}

static bool read_marks(vt_parse *p) {
    for (size_t i = 0; i < p->header_end; i++) {
        const vt_unit *unit = &p->units.items[i];
        if (unit->role != VT_ROLE_MARK) continue;
        bool secret = vt_view_words(&unit->view, 0, "mat") || vt_view_words(&unit->view, 0, "toi mat") ||
                      vt_view_words(&unit->view, 0, "tuyet mat");
        const char **mark = secret ? &p->document->marks.secrecy : &p->document->marks.urgency;
        if (*mark) continue;
        *mark = vt_parse_text(p, &unit->view, 0, unit->view.fold.size);
        if (!*mark || !vt_parse_evidence(p, secret ? "marks.secrecy" : "marks.urgency", &unit->view, 0, unit->view.text.size, unit->confidence, VT_ORIGIN_READ))
            return false;
    }
    return true;
}

typedef VT_ARRAY(vt_addressee) addressees;

static bool push_addressee(vt_parse *p, addressees *list, const vt_view *v, size_t start, size_t end) {
    while (start < end && strchr(" -+*:;", v->fold.text[start])) start++;
    while (end > start && strchr(" ;.,:", v->fold.text[end - 1])) end--;
    if (start >= end) return true;
    vt_addressee *one = vt_array_push(p->arena, list);
    if (!one) return false;
    one->text = vt_parse_text(p, v, start, end);
    one->span = vt_view_span(v, v->fold.offset[start], v->fold.offset[end]);
    return one->text != NULL;
}

static bool read_addressees(vt_parse *p) {
    addressees list = {0};
    for (size_t i = 0; i < p->first_end; i++) {
        const vt_unit *unit = &p->units.items[i];
        const vt_view *v = &unit->view;
        if (unit->role != VT_ROLE_ADDRESS) continue;
        size_t start = vt_view_words(v, 0, "kinh gui");
        for (size_t at = start; at <= v->fold.size; at++) {
            if (at < v->fold.size && v->fold.text[at] != ';') continue;
            if (!push_addressee(p, &list, v, start, at)) return false;
            start = at + 1;
        }
    }
    p->document->addressees = list.items;
    p->document->addressee_count = list.count;
    return true;
}

bool vt_pass_header(vt_parse *p) {
    if (!p->is_document) return true;
    return read_number(p) && read_date(p) && read_type(p) && read_title(p) && read_marks(p) && read_addressees(p);
}
