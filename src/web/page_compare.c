/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the ids of two records. Out: the page that shows them side by side: what was added, dropped, changed. */
#include "web/pages.h"

#include <string.h>
#include <vanthu/compare.h>

static const struct {
    const char *tag;
    vt_word_id word;
} changes[VT_CHANGE_COUNT] = {
    [VT_CHANGE_KEPT] = {"kept", VT_WORD_KEPT},
    [VT_CHANGE_ADDED] = {"added", VT_WORD_ADDED},
    [VT_CHANGE_DROPPED] = {"dropped", VT_WORD_DROPPED},
    [VT_CHANGE_CHANGED] = {"changed", VT_WORD_CHANGED},
    [VT_CHANGE_REPLACED] = {"replaced", VT_WORD_REPLACED},
};

/* Two cells: the one before without what came, the one after without what went. */
static void put_side(vt_page *page, const vt_diff *diff, vt_change own, const char *tag) {
    for (size_t i = 0; i < diff->count; i++) {
        const vt_diff_run *run = &diff->runs[i];
        if (run->change != VT_CHANGE_KEPT && run->change != own) continue;
        if (run->change == own) vt_html(page, "<%s>", tag);
        vt_html_text(page, run->text);
        if (run->change == own) vt_html(page, "</%s>", tag);
        vt_html(page, " ");
    }
}

static void put_cells(vt_page *page, const vt_diff *diff, const char *before, const char *after) {
    vt_html(page, "<td>");
    if (diff && diff->count)
        put_side(page, diff, VT_CHANGE_DROPPED, "del");
    else
        vt_html(page, "%s", before);
    vt_html(page, "</td><td>");
    if (diff && diff->count)
        put_side(page, diff, VT_CHANGE_ADDED, "ins");
    else
        vt_html(page, "%s", after);
    vt_html(page, "</td></tr>\n");
}

static void begin_row(vt_page *page, vt_change change, const char *name) {
    vt_html(page, "<tr class=\"%s\"><th scope=\"row\">%s <span class=\"tag\">%s</span></th>", changes[change].tag, name,
            vt_page_word(page, changes[change].word));
}

static void begin_part(vt_page *page, vt_word_id title) {
    vt_html(page, "<tbody><tr><th colspan=\"3\" scope=\"colgroup\" class=\"part\">%s</th></tr>\n",
            vt_page_word(page, title));
}

static void put_fields(vt_page *page, const vt_comparison *c) {
    if (!c->field_count) return;
    begin_part(page, VT_WORD_HEADER);
    for (size_t i = 0; i < c->field_count; i++) {
        const vt_field_change *field = &c->fields[i];
        begin_row(page, field->change, vt_page_field_name(page, field->path));
        if (strcmp(field->path, "issued.date") == 0)
            put_cells(page, NULL, vt_page_date(page, field->before), vt_page_date(page, field->after));
        else
            put_cells(page, &field->words, field->before, field->after);
    }
    vt_html(page, "</tbody>\n");
}

static const char *base_text(const vt_base *base) {
    return base->citation ? base->citation->text : base->clause ? base->clause->text : NULL;
}

static void put_bases(vt_page *page, const vt_comparison *c) {
    if (!c->base_count) return;
    begin_part(page, VT_WORD_BASES);
    for (size_t i = 0; i < c->base_count; i++) {
        begin_row(page, c->bases[i].change, "");
        put_cells(page, NULL, base_text(&c->bases[i].before), base_text(&c->bases[i].after));
    }
    vt_html(page, "</tbody>\n");
}

static const char *section_text(const vt_section *section) {
    return !section ? NULL : section->title ? section->title : section->text;
}

static bool has_title(const vt_section *section) { return section && section->title; }

static void put_sections(vt_page *page, const vt_comparison *c) {
    if (!c->section_count) return;
    begin_part(page, VT_WORD_OUTLINE);
    for (size_t i = 0; i < c->section_count; i++) {
        const vt_section_change *section = &c->sections[i];
        begin_row(page, section->change, section->path);
        /* A section without a title is its text: that is shown once. */
        bool untitled = section->text.count && !has_title(section->before) && !has_title(section->after);
        put_cells(page, untitled ? &section->text : &section->title, section_text(section->before),
                  section_text(section->after));
        if (untitled || !section->text.count) continue;
        vt_html(page, "<tr class=\"changed\"><td></td>");
        put_cells(page, &section->text, NULL, NULL);
    }
    vt_html(page, "</tbody>\n");
}

static void put_lines(vt_page *page, vt_word_id title, const vt_line_change *lines, size_t count) {
    if (!count) return;
    begin_part(page, title);
    for (size_t i = 0; i < count; i++) {
        begin_row(page, lines[i].change, "");
        put_cells(page, NULL, lines[i].change == VT_CHANGE_ADDED ? NULL : lines[i].text,
                  lines[i].change == VT_CHANGE_DROPPED ? NULL : lines[i].text);
    }
    vt_html(page, "</tbody>\n");
}

static void put_head(vt_page *page, const vt_document *document) {
    vt_html(page, "<th scope=\"col\"><a href=\"/document/%s\">%s</a><br>%s</th>", document->id,
            document->number.full ? document->number.full : document->type.name, document->title);
}

static void put_comparison(vt_page *page, const vt_comparison *c) {
    vt_html(page, "<h1>%s</h1>\n<table class=\"compare\">\n<thead><tr><td></td>", W(page, COMPARE));
    put_head(page, c->before);
    put_head(page, c->after);
    vt_html(page, "</tr></thead>\n");
    put_fields(page, c);
    put_bases(page, c);
    put_sections(page, c);
    put_lines(page, VT_WORD_ADDRESSEES, c->addressees, c->addressee_count);
    put_lines(page, VT_WORD_RECIPIENTS, c->recipients, c->recipient_count);
    vt_html(page, "</table>\n");
    if (vt_comparison_is_same(c)) vt_html(page, "<p>%s</p>\n", W(page, NO_DIFFERENCE));
}

static void answer_comparison(const vt_request *request, vt_answer *answer, const vt_comparison *c) {
    vt_page page;
    vt_page_begin(&page, request, answer, VT_MENU_NONE, vt_word_in(request->language, VT_WORD_COMPARE));
    put_comparison(&page, c);
    vt_page_end(&page);
}

void vt_page_compare(const vt_request *request, vt_answer *answer) {
    vt_record *before = NULL, *after = NULL;
    vt_comparison *comparison = NULL;
    vt_error err = {0};
    vt_code code = vt_archive_show(request->archive, vt_request_value(&request->query, "a"), &before, &err);
    if (code == VT_OK) code = vt_archive_show(request->archive, vt_request_value(&request->query, "b"), &after, &err);
    if (code == VT_OK) code = vt_compare(before->document, after->document, NULL, &comparison, &err);
    if (code == VT_OK)
        answer_comparison(request, answer, comparison);
    else
        vt_answer_failed(request, answer, &err);
    vt_comparison_free(comparison);
    vt_record_free(after);
    vt_record_free(before);
}
