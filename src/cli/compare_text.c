/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a comparison. Out: text: a line for each thing that was added (+),
 * dropped (-), changed (~) or replaced (>). In changed text what went stands
 * as [-...-] and what came as {+...+}, between a few of the kept words.
 */
#include "cli/compare_text.h"

#include <stdio.h>
#include <string.h>
#include "base/slice.h"
#include "write/plain.h"

enum { WIDTH = 100, CONTEXT = 5, LABEL_COLUMNS = 12, LONG_VALUE = 30 };

/* A paragraph under way: words are wrapped and hang at the indent. */
typedef struct pen {
    vt_cli *cli;
    size_t indent, column;
} pen;

static const struct {
    const char *mark;
    vt_style style;
} looks[VT_CHANGE_COUNT] = {
    [VT_CHANGE_KEPT] = {"=", VT_STYLE_FAINT},      [VT_CHANGE_ADDED] = {"+", VT_STYLE_ADDED},
    [VT_CHANGE_DROPPED] = {"-", VT_STYLE_DROPPED}, [VT_CHANGE_CHANGED] = {"~", VT_STYLE_STRONG},
    [VT_CHANGE_REPLACED] = {">", VT_STYLE_STRONG},
};

static pen begin(vt_cli *cli, size_t indent) {
    vt_cli_printf(cli, VT_STYLE_PLAIN, "%*s", (int)indent, "");
    return (pen){cli, indent, indent};
}

static void end(const pen *p) { vt_cli_printf(p->cli, VT_STYLE_PLAIN, "\n"); }

static void put_word(pen *p, vt_style style, vt_slice word) {
    size_t columns = vt_plain_width(word);
    if (p->column > p->indent && p->column + 1 + columns > WIDTH) {
        vt_cli_printf(p->cli, VT_STYLE_PLAIN, "\n%*s", (int)p->indent, "");
        p->column = p->indent;
    } else if (p->column > p->indent) {
        vt_cli_put(p->cli, style, VT_LITERAL(" "));
        p->column++;
    }
    vt_cli_put(p->cli, style, word);
    p->column += columns;
}

static bool next_word(vt_slice *text, vt_slice *word) {
    *text = vt_slice_trim(*text);
    size_t size = 0;
    while (size < text->size && !vt_is_space(text->data[size])) size++;
    *word = vt_slice_sub(*text, 0, size);
    *text = vt_slice_sub(*text, size, text->size);
    return size > 0;
}

static void put_words(pen *p, vt_style style, vt_slice text) {
    vt_slice word;
    while (next_word(&text, &word)) put_word(p, style, word);
}

static void put_text(pen *p, vt_style style, const char *text) { put_words(p, style, vt_slice_of(text)); }

/* The mark of the change; what follows hangs behind it. */
static pen begin_change(vt_cli *cli, vt_change change, size_t indent) {
    vt_cli_printf(cli, looks[change].style, "%*s%s ", (int)indent, "", looks[change].mark);
    return (pen){cli, indent + 2, indent + 2};
}

static size_t count_words(vt_slice text) {
    size_t count = 0;
    vt_slice word;
    while (next_word(&text, &word)) count++;
    return count;
}

/* Of kept words only those beside a change: the last ones before it, the first ones behind it. */
static void put_kept(pen *p, vt_slice text, bool first, bool last) {
    size_t count = count_words(text), head = first ? 0 : CONTEXT, tail = last ? 0 : CONTEXT;
    bool whole = count <= head + tail + 1, told = false;
    vt_slice word;
    for (size_t i = 0; next_word(&text, &word); i++) {
        if (whole || i < head || i >= count - tail)
            put_word(p, VT_STYLE_PLAIN, word);
        else if (!told)
            told = true, put_word(p, VT_STYLE_PLAIN, VT_LITERAL("…"));
    }
}

/* The brackets hold on to the words. */
static void put_changed(pen *p, vt_change change, vt_slice text) {
    bool added = change == VT_CHANGE_ADDED;
    vt_style style = looks[change].style;
    char piece[512];
    vt_slice word;
    bool more = next_word(&text, &word);
    for (bool first = true; more; first = false) {
        vt_slice own = word;
        more = next_word(&text, &word);
        const char *open = !first ? "" : added ? "{+" : "[-", *close = more ? "" : added ? "+}" : "-]";
        int size = snprintf(piece, sizeof piece, "%s%.*s%s", open, (int)own.size, own.data, close);
        if (size > 0 && (size_t)size < sizeof piece)
            put_word(p, style, (vt_slice){piece, (size_t)size});
        else
            put_word(p, style, own); /* no word, but a file's long line of bytes */
    }
}

static void put_runs(pen *p, const vt_diff *diff) {
    for (size_t i = 0; i < diff->count; i++) {
        const vt_diff_run *run = &diff->runs[i];
        if (run->change == VT_CHANGE_KEPT)
            put_kept(p, run->text, i == 0, i + 1 == diff->count);
        else
            put_changed(p, run->change, run->text);
    }
}

static void put_diff(vt_cli *cli, const vt_diff *diff, size_t indent) {
    if (!diff->count) return;
    pen p = begin(cli, indent);
    put_runs(&p, diff);
    end(&p);
}

static void put_heading(vt_cli *cli, const char *name, const size_t counts[VT_CHANGE_COUNT]) {
    const char *joint = ": ";
    vt_cli_printf(cli, VT_STYLE_STRONG, "\n%s", name);
    for (int i = VT_CHANGE_ADDED; i < VT_CHANGE_COUNT; i++) {
        if (!counts[i]) continue;
        vt_cli_printf(cli, VT_STYLE_PLAIN, "%s%zu %s", joint, counts[i], vt_change_id((vt_change)i));
        joint = ", ";
    }
    if (counts[VT_CHANGE_KEPT]) vt_cli_printf(cli, VT_STYLE_PLAIN, "%s%zu kept", joint, counts[VT_CHANGE_KEPT]);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
}

static void put_document(vt_cli *cli, vt_change change, const vt_document *document) {
    const char *parts[] = {document->type.name, document->number.full, document->title};
    pen p = begin_change(cli, change, 0);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) put_text(&p, VT_STYLE_PLAIN, parts[i]);
    if (document->source.path) {
        put_word(&p, VT_STYLE_FAINT, VT_LITERAL("("));
        vt_cli_put(cli, VT_STYLE_FAINT, vt_slice_of(document->source.path));
        vt_cli_put(cli, VT_STYLE_FAINT, VT_LITERAL(")"));
    }
    end(&p);
}

/* What a field is called for a reader. */
static const char *label_of(const char *path) {
    static const char *const labels[][2] = {{"type.name", "type"},
                                            {"number.full", "number"},
                                            {"issued.date", "date"},
                                            {"issued.place", "place"},
                                            {"issuer.name", "issuer"},
                                            {"issuer.parent", "under"},
                                            {"marks.secrecy", "secrecy"},
                                            {"marks.urgency", "urgency"},
                                            {"signers.0.capacity", "capacity"},
                                            {"signers.0.position", "position"},
                                            {"signers.0.name", "signer"}};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcmp(path, labels[i][0]) == 0) return labels[i][1];
    return path;
}

/* A short value is told whole, of a long one the words. */
static void put_field(vt_cli *cli, const vt_field_change *field) {
    const char *label = label_of(field->path);
    int space = LABEL_COLUMNS - (int)strlen(label);
    vt_cli_printf(cli, looks[field->change].style, "  %s ", looks[field->change].mark);
    vt_cli_printf(cli, VT_STYLE_FAINT, "%s%*s", label, space > 1 ? space : 1, "");
    pen p = {cli, LABEL_COLUMNS + 4, LABEL_COLUMNS + 4};
    bool is_long = field->before && field->after && vt_plain_width(vt_slice_of(field->after)) > LONG_VALUE;
    if (is_long) put_runs(&p, &field->words);
    if (!is_long && field->before) put_changed(&p, VT_CHANGE_DROPPED, vt_slice_of(field->before));
    if (!is_long && field->after) put_changed(&p, VT_CHANGE_ADDED, vt_slice_of(field->after));
    end(&p);
}

static void put_fields(vt_cli *cli, const vt_comparison *comparison) {
    size_t counts[VT_CHANGE_COUNT] = {0};
    for (size_t i = 0; i < comparison->field_count; i++) counts[comparison->fields[i].change]++;
    if (comparison->field_count) put_heading(cli, "header", counts);
    for (size_t i = 0; i < comparison->field_count; i++) put_field(cli, &comparison->fields[i]);
}

static void put_base(pen *p, vt_style style, const vt_base *base) {
    if (!base->citation) put_text(p, style, base->clause->lead);
    put_text(p, style, base->citation ? base->citation->text : base->clause->text);
}

static void put_bases(vt_cli *cli, const vt_comparison *comparison, bool all) {
    size_t counts[VT_CHANGE_COUNT] = {0};
    for (size_t i = 0; i < comparison->base_count; i++) counts[comparison->bases[i].change]++;
    if (comparison->base_count) put_heading(cli, "bases", counts);
    for (size_t i = 0; i < comparison->base_count; i++) {
        const vt_base_change *base = &comparison->bases[i];
        bool replaced = base->change == VT_CHANGE_REPLACED;
        if (base->change == VT_CHANGE_KEPT && !all) continue;
        pen p = begin_change(cli, base->change, 2);
        put_base(&p, replaced ? VT_STYLE_DROPPED : looks[base->change].style,
                 replaced || !base->after.clause ? &base->before : &base->after);
        end(&p);
        if (!replaced) continue;
        p = begin(cli, 4);
        put_text(&p, VT_STYLE_PLAIN, "replaced by");
        put_base(&p, VT_STYLE_ADDED, &base->after);
        end(&p);
    }
}

/* The headline of a section; one that has no title is known by what it begins with. */
static void put_headline(vt_cli *cli, const vt_section_change *change, size_t indent) {
    const vt_section *section = change->after ? change->after : change->before;
    vt_style style = looks[change->change].style;
    pen p = begin_change(cli, change->change, indent);
    put_text(&p, style, change->path);
    vt_slice rest = vt_slice_of(section->title ? section->title : section->text), word;
    size_t most = section->title ? SIZE_MAX : 12;
    for (size_t i = 0; i < most && next_word(&rest, &word); i++) put_word(&p, style, word);
    if (vt_slice_trim(rest).size) put_word(&p, style, VT_LITERAL("…"));
    end(&p);
}

static void put_sections(vt_cli *cli, const vt_comparison *comparison, bool all) {
    size_t counts[VT_CHANGE_COUNT] = {0};
    for (size_t i = 0; i < comparison->section_count; i++) counts[comparison->sections[i].change]++;
    if (comparison->section_count) put_heading(cli, "sections", counts);
    for (size_t i = 0; i < comparison->section_count; i++) {
        const vt_section_change *section = &comparison->sections[i];
        if (section->change == VT_CHANGE_KEPT && !all) continue;
        put_headline(cli, section, 2);
        put_diff(cli, &section->title, 6);
        put_diff(cli, &section->text, 6);
    }
}

static void put_lines(vt_cli *cli, const char *name, const vt_line_change *lines, size_t count, bool all) {
    size_t counts[VT_CHANGE_COUNT] = {0};
    for (size_t i = 0; i < count; i++) counts[lines[i].change]++;
    if (count) put_heading(cli, name, counts);
    for (size_t i = 0; i < count; i++) {
        if (lines[i].change == VT_CHANGE_KEPT && !all) continue;
        pen p = begin_change(cli, lines[i].change, 2);
        put_text(&p, looks[lines[i].change].style, lines[i].text);
        end(&p);
    }
}

void vt_cli_put_comparison(vt_cli *cli, const vt_comparison *comparison, bool all) {
    put_document(cli, VT_CHANGE_DROPPED, comparison->before);
    put_document(cli, VT_CHANGE_ADDED, comparison->after);
    put_fields(cli, comparison);
    put_bases(cli, comparison, all);
    put_sections(cli, comparison, all);
    put_lines(cli, "addressees", comparison->addressees, comparison->addressee_count, all);
    put_lines(cli, "recipients", comparison->recipients, comparison->recipient_count, all);
}
