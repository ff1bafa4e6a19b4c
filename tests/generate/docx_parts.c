/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Out: styles, numbering, settings and the like, in the size and shape in which a word processor writes them. */
#include "docx.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define WORD_NAMESPACE "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

static void write_types(vt_buffer *out) {
    vt_buffer_append_text(
        out, XML_HEAD
        "<Types xmlns=\"" PACKAGE "/content-types\">"
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"jpeg\" "
        "ContentType=\"image/jpeg\"/>"
        "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD "document.main+xml\"/>"
        "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD "styles+xml\"/>"
        "<Override PartName=\"/word/numbering.xml\" ContentType=\"" WORD "numbering+xml\"/>"
        "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD "settings+xml\"/>"
        "<Override PartName=\"/word/fontTable.xml\" ContentType=\"" WORD "fontTable+xml\"/>"
        "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package."
        "core-properties+xml\"/></Types>");
}

static void write_root(vt_buffer *out) {
    vt_buffer_append_text(out, XML_HEAD
                          "<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE
                          "/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"" PACKAGE
                          "/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>");
}

static void write_relations(vt_buffer *out) {
    static const char *const names[] = {"styles", "numbering", "settings", "fontTable"};
    vt_buffer_append_text(out, XML_HEAD "<Relationships xmlns=\"" PACKAGE "/relationships\">");
    for (int i = 0; i < 4; i++)
        vt_buffer_printf(out, "<Relationship Id=\"rId%d\" Type=\"" OFFICE "/%s\" Target=\"%s.xml\"/>", i + 1, names[i],
                         names[i]);
    vt_buffer_append_text(out, "</Relationships>");
}

static void write_latent(vt_buffer *out) {
    static const char *const families[] = {"heading",
                                           "toc",
                                           "index",
                                           "List Bullet",
                                           "List Number",
                                           "Table Grid",
                                           "Light Shading Accent",
                                           "Medium List Accent",
                                           "Colorful Grid Accent",
                                           "Grid Table Accent",
                                           "List Table Accent"};
    vt_buffer_append_text(
        out, "<w:latentStyles w:defLockedState=\"0\" w:defUIPriority=\"99\" w:defSemiHidden=\"0\" w:count=\"376\">");
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        for (int n = 1; n <= 18; n++)
            vt_buffer_printf(
                out,
                "<w:lsdException w:name=\"%s %d\" w:semiHidden=\"1\" w:uiPriority=\"%zu\" w:unhideWhenUsed=\"1\"/>",
                families[i], n, 37 + i);
    vt_buffer_append_text(out, "</w:latentStyles>");
}

static void write_styles(vt_buffer *out) {
    vt_buffer_append_text(
        out, XML_HEAD
        "<w:styles " WORD_NAMESPACE "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" "
        "w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"28\"/><w:lang w:val=\"vi-VN\"/>"
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>");
    write_latent(out);
    vt_buffer_append_text(out, "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
                               "w:val=\"Normal\"/><w:qFormat/></w:style>"
                               "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name "
                               "w:val=\"Normal Table\"/></w:style>");
    for (int n = 1; n <= 40; n++)
        vt_buffer_printf(
            out,
            "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"Kiu%d\"><w:name w:val=\"Kiểu %d\"/>"
            "<w:basedOn w:val=\"Normal\"/><w:uiPriority w:val=\"99\"/><w:rsid w:val=\"00%06X\"/><w:pPr><w:spacing "
            "w:before=\"%d\" w:after=\"60\"/></w:pPr><w:rPr><w:sz w:val=\"26\"/></w:rPr></w:style>",
            n, n, n * 7919 & 0xFFFFFF, n * 10);
    vt_buffer_append_text(out, "</w:styles>");
}

static void write_level(vt_buffer *out, int level, const char *format, const char *text) {
    vt_buffer_printf(out,
                     "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/><w:lvlText "
                     "w:val=\"%s\"/><w:lvlJc w:val=\"left\"/>"
                     "<w:pPr><w:ind w:left=\"%d\" w:hanging=\"360\"/></w:pPr></w:lvl>",
                     level, format, text, 720 * (level + 1));
}

/* I. and 1., which starts anew below each I. */
static void write_numbering(vt_buffer *out) {
    vt_buffer_append_text(out,
                          XML_HEAD "<w:numbering " WORD_NAMESPACE
                                   "><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>");
    write_level(out, 0, "upperRoman", "%1.");
    write_level(out, 1, "decimal", "%2.");
    for (int level = 2; level < 9; level++) write_level(out, level, "bullet", "-");
    vt_buffer_printf(out, "</w:abstractNum><w:num w:numId=\"%d\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
                     GEN_LIST_ID);
}

static void write_settings(vt_buffer *out) {
    vt_buffer_append_text(out, XML_HEAD "<w:settings " WORD_NAMESPACE
                                        "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:rsids>");
    for (int n = 1; n <= 120; n++) vt_buffer_printf(out, "<w:rsid w:val=\"00%06X\"/>", n * 104729 & 0xFFFFFF);
    vt_buffer_append_text(out, "</w:rsids></w:settings>");
}

static void write_core(vt_buffer *out) {
    vt_buffer_append_text(out, XML_HEAD "<cp:coreProperties xmlns:cp=\"" PACKAGE "/metadata/core-properties\" "
                                        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>vanthu</dc:creator>"
                                        "<cp:lastModifiedBy>vanthu</cp:lastModifiedBy></cp:coreProperties>");
}

static void write_fonts(vt_buffer *out) {
    static const char *const fonts[] = {"Times New Roman", "Arial",       "Calibri",  "Cambria",
                                        "Symbol",          "Courier New", "Wingdings"};
    vt_buffer_append_text(out, XML_HEAD "<w:fonts " WORD_NAMESPACE ">");
    for (int i = 0; i < 7; i++)
        vt_buffer_printf(out,
                         "<w:font w:name=\"%s\"><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/><w:pitch "
                         "w:val=\"variable\"/></w:font>",
                         fonts[i]);
    vt_buffer_append_text(out, "</w:fonts>");
}

const gen_part gen_parts[] = {{"[Content_Types].xml", write_types},
                              {"_rels/.rels", write_root},
                              {"word/_rels/document.xml.rels", write_relations},
                              {"word/styles.xml", write_styles},
                              {"word/numbering.xml", write_numbering},
                              {"word/settings.xml", write_settings},
                              {"word/fontTable.xml", write_fonts},
                              {"docProps/core.xml", write_core},
                              {NULL, NULL}};
