/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a case file. Out: its parts, and the DOCX file that they make. */
#include "case.h"

#include <stdio.h>
#include <string.h>
#include <zip.h>
#include "base/slice.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define SPACES                                                                         \
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""        \
    " xmlns:r=\"" RELATIONS "\""                                                       \
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""        \
    " xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\""          \
    " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""               \
    " xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\""              \
    " xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\""          \
    " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"" \
    " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\""              \
    " xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\""

/* How the content of a section becomes a part: its name begins so, its root, and what stands around the content. */
static const struct {
    const char *name, *root, *inner, *inner_end, *relation;
} kinds[] = {
    {"document", "w:document", "<w:body>", "</w:body>", NULL},
    {"styles", "w:styles", "", "", "styles"},
    {"numbering", "w:numbering", "", "", "numbering"},
    {"settings", "w:settings", "", "", "settings"},
    {"footnotes", "w:footnotes", "", "", "footnotes"},
    {"endnotes", "w:endnotes", "", "", "endnotes"},
    {"comments", "w:comments", "", "", "comments"},
    {"header", "w:hdr", "", "", "header"},
    {"footer", "w:ftr", "", "", "footer"},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static size_t kind_of(const char *name) {
    size_t i = 0;
    while (i < KINDS && (strchr(name, '/') || strncmp(name, kinds[i].name, strlen(kinds[i].name)) != 0)) i++;
    return i;
}

/* --- case files ----------------------------------------------------------------------------------------------- */

static docx_part *begin_part(docx_case *docx, vt_slice name) {
    if (docx->count == DOCX_PARTS || name.size >= sizeof docx->parts[0].name) return NULL;
    docx_part *part = &docx->parts[docx->count++];
    memcpy(part->name, name.data, name.size);
    part->name[name.size] = '\0';
    vt_buffer_init(&part->content, NULL);
    return part;
}

bool docx_case_parse(vt_slice file, docx_case *out) {
    docx_part *part = NULL;
    *out = (docx_case){0};
    vt_buffer_init(&out->expected, NULL);
    for (size_t at = 0; at < file.size;) {
        const char *stop = memchr(file.data + at, '\n', file.size - at);
        size_t end = stop ? (size_t)(stop - file.data) : file.size;
        vt_slice line = vt_slice_sub(file, at, end);
        at = end + 1;
        if (vt_slice_is(line, "---")) {
            if (part) docx_expand_end(part->name, &part->content);
            if (at < file.size) vt_buffer_append_slice(&out->expected, vt_slice_sub(file, at, file.size));
            return part != NULL;
        }
        if (vt_slice_starts(line, VT_LITERAL("== "))) {
            if (part) docx_expand_end(part->name, &part->content);
            part = begin_part(out, vt_slice_sub(line, 3, line.size));
            if (!part) return false;
        } else if (part) {
            docx_expand_line(part->name, line, &part->content);
        }
    }
    return false;
}

void docx_case_free(docx_case *docx) {
    for (size_t i = 0; i < docx->count; i++) vt_buffer_free(&docx->parts[i].content);
    vt_buffer_free(&docx->expected);
}

/* --- packages ------------------------------------------------------------------------------------------------- */

static bool add_file(zip_t *zip, const char *path, vt_slice content) {
    zip_source_t *source = zip_source_buffer(zip, content.data, content.size, 0);
    if (!source) return false;
    if (zip_file_add(zip, path, source, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8) >= 0) return true;
    zip_source_free(source);
    return false;
}

static bool take_bytes(zip_source_t *source, vt_buffer *out) {
    char chunk[4096];
    zip_int64_t got;
    if (zip_source_open(source) < 0) return false;
    while ((got = zip_source_read(source, chunk, sizeof chunk)) > 0) vt_buffer_append(out, chunk, (size_t)got);
    zip_source_close(source);
    return got == 0 && !out->failed;
}

bool docx_pack(const docx_file *files, size_t count, vt_buffer *out) {
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &why);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_TRUNCATE, &why) : NULL;
    zip_error_fini(&why);
    if (!zip) return false;
    zip_source_keep(source);
    bool done = true;
    for (size_t i = 0; i < count; i++) done = done && add_file(zip, files[i].path, files[i].content);
    done = done && zip_close(zip) == 0;
    if (!done) zip_discard(zip);
    done = done && take_bytes(source, out);
    zip_source_free(source);
    return done;
}

static void wrap(const docx_part *part, size_t kind, vt_buffer *out) {
    vt_buffer_printf(out, XML "<%s" SPACES ">%s", kinds[kind].root, kinds[kind].inner);
    vt_buffer_append_slice(out, vt_buffer_slice(&part->content));
    vt_buffer_printf(out, "%s</%s>", kinds[kind].inner_end, kinds[kind].root);
}

static void relate(const docx_case *docx, vt_buffer *out) {
    vt_buffer_append_text(out,
                          XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (size_t i = 0; i < docx->count; i++) {
        size_t kind = kind_of(docx->parts[i].name);
        if (kind < KINDS && kinds[kind].relation)
            vt_buffer_printf(out, "<Relationship Id=\"%s\" Type=\"" RELATIONS "/%s\" Target=\"%s.xml\"/>",
                             docx->parts[i].name, kinds[kind].relation, docx->parts[i].name);
    }
    vt_buffer_append_text(out, "</Relationships>");
}

static const char ROOT_RELATIONS[] = XML
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\""
    " Type=\"" RELATIONS "/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

/* The reader does without this part, word processors do not. */
static void name_types(const docx_case *docx, vt_buffer *out) {
    vt_buffer_append_text(out,
                          XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
                              "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
                              "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    for (size_t i = 0; i < docx->count; i++) {
        size_t kind = kind_of(docx->parts[i].name);
        if (kind == KINDS) continue;
        vt_buffer_printf(out,
                         "<Override PartName=\"/word/%s.xml\" ContentType=\"application/vnd.openxmlformats-"
                         "officedocument.wordprocessingml.%s+xml\"/>",
                         docx->parts[i].name, kinds[kind].relation ? kinds[kind].relation : "document.main");
    }
    vt_buffer_append_text(out, "</Types>");
}

enum { OWN_PARTS = 3 }; /* content types, and two parts of relationships; a case may replace them */

bool docx_build(const docx_case *docx, vt_buffer *out) {
    vt_buffer contents[DOCX_PARTS + 2];
    char paths[DOCX_PARTS][128];
    docx_file files[DOCX_PARTS + OWN_PARTS] = {
        {.path = "[Content_Types].xml"}, {.path = "_rels/.rels"}, {.path = "word/_rels/document.xml.rels"}};
    for (size_t i = 0; i < docx->count + 2; i++) vt_buffer_init(&contents[i], NULL);
    relate(docx, &contents[docx->count]);
    name_types(docx, &contents[docx->count + 1]);
    files[0].content = vt_buffer_slice(&contents[docx->count + 1]);
    files[1].content = vt_slice_of(ROOT_RELATIONS);
    files[2].content = vt_buffer_slice(&contents[docx->count]);
    for (size_t i = 0; i < docx->count; i++) {
        size_t kind = kind_of(docx->parts[i].name);
        if (kind < KINDS) {
            snprintf(paths[i], sizeof paths[i], "word/%s.xml", docx->parts[i].name);
            wrap(&docx->parts[i], kind, &contents[i]);
        } else {
            snprintf(paths[i], sizeof paths[i], "%s", docx->parts[i].name);
            vt_buffer_append_slice(&contents[i], vt_buffer_slice(&docx->parts[i].content));
        }
        files[i + OWN_PARTS] = (docx_file){paths[i], vt_buffer_slice(&contents[i])};
    }
    bool done = docx_pack(files, docx->count + OWN_PARTS, out);
    for (size_t i = 0; i < docx->count + 2; i++) vt_buffer_free(&contents[i]);
    return done;
}
