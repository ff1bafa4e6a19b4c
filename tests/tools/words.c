/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * words FILE: the words of a .txt or .docx file, one a line. An own, simple reading of the formats, to hold the
 * program's against: letters and digits in a row are a word, composed to NFC, in lower case. Of a .docx the text of
 * the body and the notes; not read are deleted text and the fallback copies of text boxes. Runs in a TCVN3 font
 * (.VnTime and its kin) are decoded by iconv, which agrees with it for the lower-case letters; runs in a VNI font by
 * the table below.
 */
#include <iconv.h>
#include <libxml/xmlreader.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <zip.h>
#include "base/buffer.h"

static bool is_word_point(utf8proc_int32_t point) {
    utf8proc_category_t category = utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

/* Joiners, marks and hyphens that are not seen do not part a word. */
static bool is_unseen(utf8proc_int32_t point) {
    return point == 0xAD || point == 0xFEFF || (point >= 0x200B && point <= 0x200D) || point == 0x2060;
}

static void print_words(const char *text, size_t size) {
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t left = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)size, &composed,
                                         UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    utf8proc_uint8_t lower[4];
    bool inside = false;
    for (utf8proc_ssize_t at = 0; at < left;) {
        utf8proc_int32_t point;
        utf8proc_ssize_t length = utf8proc_iterate(composed + at, left - at, &point);
        if (length <= 0) break;
        if (is_word_point(point))
            inside = fwrite(lower, 1, (size_t)utf8proc_encode_char(utf8proc_tolower(point), lower), stdout) > 0;
        else if (inside && !is_unseen(point))
            inside = putchar('\n') == EOF;
        at += length;
    }
    if (inside) putchar('\n');
    free(composed);
}

/* Converts the whole text and appends it; false, and nothing appended, where it cannot be converted. */
static bool append_converted(vt_buffer *to, const char *into, const char *from, const char *text, size_t size) {
    char out[8192], *next = out, *input = (char *)text;
    size_t room = sizeof out;
    iconv_t converter = iconv_open(into, from);
    if (converter == (iconv_t)-1) return false;
    bool done = iconv(converter, &input, &size, &next, &room) != (size_t)-1;
    done = done && iconv(converter, NULL, NULL, &next, &room) != (size_t)-1;
    iconv_close(converter);
    if (done) vt_buffer_append(to, out, (size_t)(next - out));
    return done;
}

/* VNI-Win from 0xE0 on, as marks that follow their letter or as a letter; from 0xC0 on the same in capitals. */
/* clang-format off */
static const char *const vni[32] = {
    "\u0302\u0300", "\u0302\u0301", "\u0302", "\u0302\u0303", "\u0302\u0323", "\u0302\u0309", "ỉ", "",
    "\u0306\u0300", "\u0306\u0301", "\u0306", "\u0306\u0323", "ì", "í", "ỵ", "\u0323",
    "", "đ", "ị", "ĩ", "ơ", "\u0303", "ư", "",
    "\u0300", "\u0301", "\u0306\u0309", "\u0309", "\u0306\u0303", "", "", "",
};
/* clang-format on */

/* In lower case: the words are compared so. */
static void append_vni(vt_buffer *to, const char *text) {
    vt_buffer bytes;
    vt_buffer_init(&bytes, NULL);
    bool decoded = append_converted(&bytes, "CP1252", "UTF-8", text, strlen(text));
    for (size_t i = 0; decoded && i < bytes.size; i++) {
        unsigned char byte = (unsigned char)bytes.data[i];
        if (byte < 0xC0)
            vt_buffer_append_char(to, (char)byte);
        else
            vt_buffer_append_text(to, vni[byte & 31]);
    }
    if (!decoded) vt_buffer_append_text(to, text);
    vt_buffer_free(&bytes);
}

/* TCVN3 text is stored as the cp1252 letters of its bytes. Text that is Unicode in spite of its font stays. */
static void append_tcvn3(vt_buffer *to, const char *text) {
    vt_buffer bytes;
    vt_buffer_init(&bytes, NULL);
    bool decoded = append_converted(&bytes, "CP1252", "UTF-8", text, strlen(text)) &&
                   append_converted(to, "UTF-8", "TCVN5712-1", bytes.data ? bytes.data : "", bytes.size);
    if (!decoded) vt_buffer_append_text(to, text);
    vt_buffer_free(&bytes);
}

/* A paragraph while it is read. Paragraphs nest where a text box stands in one; the inner ones just join in. */
typedef struct paragraph {
    vt_buffer text;
    void (*append)(vt_buffer *to, const char *text); /* as the run's font asks */
} paragraph;

static void end_paragraph(paragraph *p) {
    if (p->text.size) print_words(p->text.data, p->text.size);
    vt_buffer_clear(&p->text);
}

static void check_font(xmlTextReaderPtr reader, paragraph *p) {
    xmlChar *font = xmlTextReaderGetAttribute(reader, BAD_CAST "w:ascii");
    const char *name = font ? (const char *)font : "";
    p->append = strncmp(name, ".Vn", 3) == 0   ? append_tcvn3
                : strncmp(name, "VNI", 3) == 0 ? append_vni
                                               : vt_buffer_append_text;
    xmlFree(font);
}

static void append_text(xmlTextReaderPtr reader, paragraph *p) {
    xmlChar *text = xmlTextReaderReadString(reader);
    if (text) p->append(&p->text, (const char *)text);
    xmlFree(text);
}

static bool is_space_element(const char *name) {
    static const char *const names[] = {"w:tab", "w:br", "w:cr", "w:tc", "w:noBreakHyphen"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) return true;
    return false;
}

/* Returns whether the element is to be passed over with all that is in it. */
static bool start_element(xmlTextReaderPtr reader, const char *name, paragraph *p) {
    if (strcmp(name, "mc:Fallback") == 0 || strcmp(name, "w:del") == 0) return true;
    if (strcmp(name, "w:p") == 0) end_paragraph(p);
    if (strcmp(name, "w:rFonts") == 0) check_font(reader, p);
    if (is_space_element(name)) vt_buffer_append_char(&p->text, ' ');
    if (strcmp(name, "w:r") == 0) p->append = vt_buffer_append_text;
    if (strcmp(name, "w:t") == 0) append_text(reader, p);
    return false;
}

static bool print_part(const char *xml, size_t size) {
    xmlTextReaderPtr reader = xmlReaderForMemory(xml, (int)size, NULL, NULL, XML_PARSE_NONET);
    paragraph p = {.append = vt_buffer_append_text};
    vt_buffer_init(&p.text, NULL);
    int more = reader ? xmlTextReaderRead(reader) : -1;
    while (more == 1) {
        const char *name = (const char *)xmlTextReaderConstName(reader);
        int type = xmlTextReaderNodeType(reader);
        bool skip = type == XML_READER_TYPE_ELEMENT && start_element(reader, name, &p);
        if (type == XML_READER_TYPE_END_ELEMENT && strcmp(name, "w:p") == 0) end_paragraph(&p);
        more = skip ? xmlTextReaderNext(reader) : xmlTextReaderRead(reader);
    }
    end_paragraph(&p);
    vt_buffer_free(&p.text);
    xmlFreeTextReader(reader);
    return more == 0;
}

static bool print_docx(const char *path) {
    static const char *const parts[] = {"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"};
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    bool read = zip != NULL;
    for (size_t i = 0; read && i < sizeof parts / sizeof *parts; i++) {
        zip_stat_t about;
        if (zip_stat(zip, parts[i], 0, &about) != 0) continue;
        char *xml = malloc(about.size + 1);
        zip_file_t *file = zip_fopen(zip, parts[i], 0);
        read =
            xml && file && zip_fread(file, xml, about.size) == (zip_int64_t)about.size && print_part(xml, about.size);
        if (file) zip_fclose(file);
        free(xml);
    }
    if (zip) zip_discard(zip);
    return read;
}

static bool print_text(const char *path) {
    FILE *file = fopen(path, "rb");
    vt_buffer text;
    vt_buffer_init(&text, NULL);
    char piece[4096];
    size_t size;
    while (file && (size = fread(piece, 1, sizeof piece, file)) > 0) vt_buffer_append(&text, piece, size);
    bool read = file && !ferror(file) && !text.failed;
    if (read) print_words(text.data ? text.data : "", text.size);
    if (file) fclose(file);
    vt_buffer_free(&text);
    return read;
}

int main(int argc, char **argv) {
    if (argc != 2) return fputs("usage: words FILE\n", stderr), 2;
    const char *dot = strrchr(argv[1], '.');
    bool read = dot && strcmp(dot, ".docx") == 0 ? print_docx(argv[1]) : print_text(argv[1]);
    if (!read) fprintf(stderr, "words: %s: could not be read\n", argv[1]);
    return read ? 0 : 1;
}
