/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the lines of a case file's sections. Out: WordprocessingML. Lines that start with '<' are XML already. */
#include "case.h"

#include <stdio.h>
#include <string.h>
#include "base/slice.h"

static void escape(vt_slice text, vt_buffer *out) {
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '<')
            vt_buffer_append_text(out, "&lt;");
        else if (text.data[i] == '&')
            vt_buffer_append_text(out, "&amp;");
        else
            vt_buffer_append_char(out, text.data[i]);
    }
}

/* The next word of the line, which loses it. */
static vt_slice word(vt_slice *line) {
    while (line->size && *line->data == ' ') line->data++, line->size--;
    size_t size = 0;
    while (size < line->size && line->data[size] != ' ') size++;
    vt_slice found = {line->data, size};
    line->data += size, line->size -= size;
    return found;
}

static vt_slice quoted(vt_slice *line) {
    while (line->size && *line->data != '"') line->data++, line->size--;
    if (line->size) line->data++, line->size--;
    size_t size = 0;
    while (size < line->size && line->data[size] != '"') size++;
    vt_slice found = {line->data, size};
    if (size < line->size) size++;
    line->data += size, line->size -= size;
    return found;
}

/* "3.0": list 3, level 0; "3": list 3, level not said; anything else is a style; both may stand: "Heading1 3.0". */
static void paragraph_mark(vt_slice mark, vt_buffer *out) {
    while (mark.size) {
        vt_slice item = word(&mark);
        if (!item.size) continue;
        if (!vt_is_digit(item.data[0])) {
            vt_buffer_printf(out, "<w:pStyle w:val=\"%.*s\"/>", (int)item.size, item.data);
            continue;
        }
        const char *stop = memchr(item.data, '.', item.size);
        int size = (int)(stop ? (size_t)(stop - item.data) : item.size);
        vt_buffer_append_text(out, "<w:numPr>");
        if (stop) vt_buffer_printf(out, "<w:ilvl w:val=\"%c\"/>", stop[1]);
        vt_buffer_printf(out, "<w:numId w:val=\"%.*s\"/></w:numPr>", size, item.data);
    }
}

static void expand_paragraph(vt_slice line, vt_buffer *out) {
    vt_buffer_append_text(out, "<w:p>");
    const char *stop = line.data[0] == '[' ? memchr(line.data, ']', line.size) : NULL;
    if (stop) {
        vt_buffer_append_text(out, "<w:pPr>");
        paragraph_mark(vt_slice_sub(line, 1, (size_t)(stop - line.data)), out);
        vt_buffer_append_text(out, "</w:pPr>");
        line = vt_slice_trim(vt_slice_sub(line, (size_t)(stop - line.data) + 1, line.size));
    }
    if (line.size) {
        vt_buffer_append_text(out, "<w:r><w:t xml:space=\"preserve\">");
        escape(line, out);
        vt_buffer_append_text(out, "</w:t></w:r>");
    }
    vt_buffer_append_text(out, "</w:p>\n");
}

static bool is_open(const vt_buffer *out, const char *open, const char *close) {
    const char *last = NULL;
    for (const char *at = out->data; at && (at = strstr(at, open)); at++) last = at;
    return last && !strstr(last, close);
}

/* abstract ID XML / lvl LEVEL FORMAT "TEXT" XML / num ID ABSTRACT XML */
static bool expand_numbering(vt_slice line, vt_buffer *out) {
    vt_slice verb = word(&line);
    if (vt_slice_is(verb, "abstract")) {
        docx_expand_end("numbering", out);
        vt_slice id = word(&line);
        vt_buffer_printf(out, "<w:abstractNum w:abstractNumId=\"%.*s\">%.*s\n", (int)id.size, id.data, (int)line.size,
                         line.data);
    } else if (vt_slice_is(verb, "lvl")) {
        vt_slice level = word(&line), format = word(&line), text = quoted(&line);
        bool starts = line.size && strstr(line.data, "<w:start ");
        vt_buffer_printf(out,
                         "<w:lvl w:ilvl=\"%.*s\">%s<w:numFmt w:val=\"%.*s\"/><w:lvlText w:val=\"%.*s\"/>%.*s</w:lvl>\n",
                         (int)level.size, level.data, starts ? "" : "<w:start w:val=\"1\"/>", (int)format.size,
                         format.data, (int)text.size, text.data, (int)line.size, line.data);
    } else if (vt_slice_is(verb, "num")) {
        docx_expand_end("numbering", out);
        vt_slice id = word(&line), abstract = word(&line);
        vt_buffer_printf(out, "<w:num w:numId=\"%.*s\"><w:abstractNumId w:val=\"%.*s\"/>%.*s</w:num>\n", (int)id.size,
                         id.data, (int)abstract.size, abstract.data, (int)line.size, line.data);
    } else {
        return false;
    }
    return true;
}

void docx_expand_end(const char *part, vt_buffer *out) {
    if (strcmp(part, "numbering") == 0 && is_open(out, "<w:abstractNum ", "</w:abstractNum>"))
        vt_buffer_append_text(out, "</w:abstractNum>\n");
}

/* style ID [BASE] XML: a paragraph style */
static bool expand_style(vt_slice line, vt_buffer *out) {
    if (!vt_slice_is(word(&line), "style")) return false;
    vt_slice id = word(&line), rest = line, base = word(&rest);
    bool based = base.size && base.data[0] != '<';
    vt_buffer_printf(out, "<w:style w:type=\"paragraph\" w:styleId=\"%.*s\"><w:name w:val=\"%.*s\"/>", (int)id.size,
                     id.data, (int)id.size, id.data);
    if (based) vt_buffer_printf(out, "<w:basedOn w:val=\"%.*s\"/>", (int)base.size, base.data);
    vt_buffer_append_slice(out, based ? rest : line);
    vt_buffer_append_text(out, "</w:style>\n");
    return true;
}

static bool holds_paragraphs(const char *part) {
    return strcmp(part, "document") == 0 || strncmp(part, "header", 6) == 0 || strncmp(part, "footer", 6) == 0;
}

void docx_expand_line(const char *part, vt_slice line, vt_buffer *out) {
    bool xml = line.size && (line.data[0] == '<' || line.data[0] == ' ');
    if (!xml && strcmp(part, "numbering") == 0 && expand_numbering(line, out)) return;
    if (!xml && strcmp(part, "styles") == 0 && expand_style(line, out)) return;
    if (!xml && line.size && holds_paragraphs(part)) {
        expand_paragraph(line, out);
        return;
    }
    vt_buffer_append_slice(out, line);
    vt_buffer_append_char(out, '\n');
}
