/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One part of a package as a stream of events. Names are interned to tokens
 * once for each distinct name, namespaces are transitional or strict alike,
 * mc:AlternateContent is settled here (the first Choice; a Fallback only where
 * there is no Choice), and what a handler does not want is passed over whole.
 */
#ifndef VT_READ_DOCX_XML_H
#define VT_READ_DOCX_XML_H

#include "read/docx_package.h"

/* Token, namespace, local name: every element that means something to the reader. */
#define VT_DOCX_TOKENS(X)                        \
    X(DOCUMENT, W, "document")                   \
    X(P, W, "p")                                 \
    X(R, W, "r")                                 \
    X(T, W, "t")                                 \
    X(RPR, W, "rPr")                             \
    X(PPR, W, "pPr")                             \
    X(TAB, W, "tab")                             \
    X(BR, W, "br")                               \
    X(B, W, "b")                                 \
    X(I, W, "i")                                 \
    X(SZ, W, "sz")                               \
    X(RFONTS, W, "rFonts")                       \
    X(PSTYLE, W, "pStyle")                       \
    X(RSTYLE, W, "rStyle")                       \
    X(JC, W, "jc")                               \
    X(IND, W, "ind")                             \
    X(TABS, W, "tabs")                           \
    X(FRAMEPR, W, "framePr")                     \
    X(NUMPR, W, "numPr")                         \
    X(ILVL, W, "ilvl")                           \
    X(NUMID, W, "numId")                         \
    X(CAPS, W, "caps")                           \
    X(SMALL_CAPS, W, "smallCaps")                \
    X(VANISH, W, "vanish")                       \
    X(SPEC_VANISH, W, "specVanish")              \
    X(TBL, W, "tbl")                             \
    X(TR, W, "tr")                               \
    X(TC, W, "tc")                               \
    X(TBLPR, W, "tblPr")                         \
    X(TRPR, W, "trPr")                           \
    X(TCPR, W, "tcPr")                           \
    X(GRID_SPAN, W, "gridSpan")                  \
    X(GRID_BEFORE, W, "gridBefore")              \
    X(CR, W, "cr")                               \
    X(PTAB, W, "ptab")                           \
    X(NO_BREAK_HYPHEN, W, "noBreakHyphen")       \
    X(SOFT_HYPHEN, W, "softHyphen")              \
    X(SYM, W, "sym")                             \
    X(FLD_CHAR, W, "fldChar")                    \
    X(FFDATA, W, "ffData")                       \
    X(CHECK_BOX, W, "checkBox")                  \
    X(DEFAULT, W, "default")                     \
    X(CHECKED, W, "checked")                     \
    X(DD_LIST, W, "ddList")                      \
    X(RESULT, W, "result")                       \
    X(LIST_ENTRY, W, "listEntry")                \
    X(TXBX_CONTENT, W, "txbxContent")            \
    X(DEL, W, "del")                             \
    X(MOVE_FROM, W, "moveFrom")                  \
    X(CELL_DEL, W, "cellDel")                    \
    X(RT, W, "rt")                               \
    X(FOOTNOTE_REFERENCE, W, "footnoteReference") \
    X(ENDNOTE_REFERENCE, W, "endnoteReference")  \
    X(FOOTNOTE, W, "footnote")                   \
    X(ENDNOTE, W, "endnote")                     \
    X(SECTPR, W, "sectPr")                       \
    X(HEADER_REFERENCE, W, "headerReference")    \
    X(FOOTER_REFERENCE, W, "footerReference")    \
    X(TITLE_PG, W, "titlePg")                    \
    X(EVEN_AND_ODD, W, "evenAndOddHeaders")      \
    X(ALT_CHUNK, W, "altChunk")                  \
    X(SUB_DOC, W, "subDoc")                      \
    X(SDTPR, W, "sdtPr")                         \
    X(SDT_END_PR, W, "sdtEndPr")                 \
    X(SMART_TAG_PR, W, "smartTagPr")             \
    X(CUSTOM_XML_PR, W, "customXmlPr")           \
    X(PPR_CHANGE, W, "pPrChange")                \
    X(RPR_CHANGE, W, "rPrChange")                \
    X(SECTPR_CHANGE, W, "sectPrChange")          \
    X(TBLPR_CHANGE, W, "tblPrChange")            \
    X(TBLPR_EX_CHANGE, W, "tblPrExChange")       \
    X(TRPR_CHANGE, W, "trPrChange")              \
    X(TCPR_CHANGE, W, "tcPrChange")              \
    X(TBL_GRID_CHANGE, W, "tblGridChange")       \
    X(NUMBERING_CHANGE, W, "numberingChange")    \
    X(DOC_DEFAULTS, W, "docDefaults")            \
    X(STYLE, W, "style")                         \
    X(BASED_ON, W, "basedOn")                    \
    X(TBL_STYLE_PR, W, "tblStylePr")             \
    X(LATENT_STYLES, W, "latentStyles")          \
    X(ABSTRACT_NUM, W, "abstractNum")            \
    X(MULTI_LEVEL_TYPE, W, "multiLevelType")     \
    X(STYLE_LINK, W, "styleLink")                \
    X(NUM_STYLE_LINK, W, "numStyleLink")         \
    X(LVL, W, "lvl")                             \
    X(START, W, "start")                         \
    X(NUM_FMT, W, "numFmt")                      \
    X(LVL_TEXT, W, "lvlText")                    \
    X(LVL_RESTART, W, "lvlRestart")              \
    X(IS_LGL, W, "isLgl")                        \
    X(SUFF, W, "suff")                           \
    X(NUM, W, "num")                             \
    X(ABSTRACT_NUM_ID, W, "abstractNumId")       \
    X(LVL_OVERRIDE, W, "lvlOverride")            \
    X(START_OVERRIDE, W, "startOverride")        \
    X(NUM_PIC_BULLET, W, "numPicBullet")         \
    X(ALTERNATE_CONTENT, MC, "AlternateContent") \
    X(CHOICE, MC, "Choice")                      \
    X(FALLBACK, MC, "Fallback")                  \
    X(MATH_T, MATH, "t")                         \
    X(CHART, CHART, "chart")                     \
    X(DIAGRAM, DIAGRAM, "relIds")                \
    X(BLIP, DRAWING, "blip")                     \
    X(IMAGE_DATA, VML, "imagedata")              \
    X(OLE_OBJECT, OFFICE, "OLEObject")           \
    X(RELATIONSHIP, RELATIONS, "Relationship")

typedef enum vt_docx_token {
    VT_DOCX_OTHER,
#define X(token, space, name) VT_DOCX_##token,
    VT_DOCX_TOKENS(X)
#undef X
    VT_DOCX_TOKEN_COUNT
} vt_docx_token;

typedef struct vt_docx_element {
    vt_docx_token token, parent;
    int attribute_count;
    const unsigned char **attributes; /* five pointers each: local name, prefix, namespace, value, value's end */
} vt_docx_element;

/* Who takes the events of one part. A callback that fails fills code (and the error that the parse was given). */
typedef struct vt_docx_handler {
    void *self;
    /* False: this element and everything in it is passed over; its end is not told. */
    bool (*start)(void *self, const vt_docx_element *element);
    void (*end)(void *self, vt_docx_token token);
    void (*text)(void *self, vt_slice text); /* in pieces, anywhere; may be NULL */
    vt_code *code;                           /* set by a callback to stop */
} vt_docx_handler;

/* Streams a part. root is the document's outermost token, VT_DOCX_OTHER for any; another root is VT_ERR_FORMAT. */
vt_code vt_docx_parse(vt_docx_package *package, const char *part, vt_docx_token root, const vt_docx_handler *handler,
                      vt_error *err);

/* The attribute of this local name; data NULL when there is none. */
vt_slice vt_docx_attribute(const vt_docx_element *element, const char *name);

/* w:val as a whole number, fallback when it is none. */
int vt_docx_number(const vt_docx_element *element, const char *name, int fallback);

/* The on/off value of w:val: on when it is absent. */
bool vt_docx_flag(const vt_docx_element *element);

#endif
