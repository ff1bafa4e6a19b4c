/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the children of w:pPr and w:rPr. Out: flat properties with a mark of what was set. */
#include "read/docx_props.h"

#include <string.h>
#include "base/slice.h"

static void set_toggle(vt_docx_run_props *props, uint8_t bit, bool on) {
    props->set |= bit;
    props->on = (uint8_t)(on ? props->on | bit : props->on & ~bit);
}

/* w:hAnsi shows the codes above ASCII, where the Vietnamese letters are; w:ascii speaks where it is silent. */
static void take_fonts(vt_docx_run_props *props, const vt_docx_element *element) {
    static const char *const sources[] = {"hAnsi", "ascii"};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        vt_slice font = vt_docx_attribute(element, sources[i]);
        char name[64];
        if (!font.data || font.size >= sizeof name) continue;
        memcpy(name, font.data, font.size);
        name[font.size] = '\0';
        props->set |= VT_DOCX_FONT;
        props->charset = (uint8_t)vt_charset_of_font(name, &props->capital_font);
        return;
    }
    if (vt_docx_attribute(element, "hAnsiTheme").data || vt_docx_attribute(element, "asciiTheme").data) {
        props->set |= VT_DOCX_FONT;
        props->charset = VT_CHARSET_UTF8;
        props->capital_font = false;
    }
}

void vt_docx_run_take(vt_docx_run_props *props, const vt_docx_element *element) {
    switch (element->token) {
    case VT_DOCX_B: set_toggle(props, VT_DOCX_BOLD, vt_docx_flag(element)); break;
    case VT_DOCX_I: set_toggle(props, VT_DOCX_ITALIC, vt_docx_flag(element)); break;
    case VT_DOCX_CAPS:
    case VT_DOCX_SMALL_CAPS: set_toggle(props, VT_DOCX_CAPITALS, vt_docx_flag(element)); break;
    case VT_DOCX_VANISH: set_toggle(props, VT_DOCX_HIDDEN, vt_docx_flag(element)); break;
    case VT_DOCX_RFONTS: take_fonts(props, element); break;
    case VT_DOCX_SZ: {
        int size = vt_docx_number(element, "val", 0);
        if (size <= 0 || size > UINT16_MAX) break;
        props->set |= VT_DOCX_SIZE;
        props->half_points = (uint16_t)size;
        break;
    }
    default: break;
    }
}

static void take_align(vt_docx_para_props *props, vt_slice value) {
    static const struct {
        const char *name;
        vt_align align;
    } aligns[] = {{"left", VT_ALIGN_LEFT},      {"start", VT_ALIGN_LEFT}, {"center", VT_ALIGN_CENTER},
                  {"right", VT_ALIGN_RIGHT},    {"end", VT_ALIGN_RIGHT},  {"both", VT_ALIGN_BOTH},
                  {"distribute", VT_ALIGN_BOTH}};
    for (size_t i = 0; i < sizeof aligns / sizeof *aligns; i++) {
        if (!vt_slice_is(value, aligns[i].name)) continue;
        props->set |= VT_DOCX_SET_ALIGN;
        props->align = (uint8_t)aligns[i].align;
    }
}

static void take_indent(vt_docx_para_props *props, const vt_docx_element *element) {
    const char *left = vt_docx_attribute(element, "left").data ? "left" : "start"; /* strict: start */
    if (vt_docx_attribute(element, left).data) {
        props->set |= VT_DOCX_SET_LEFT;
        props->left = vt_docx_number(element, left, 0);
    }
    bool hangs = vt_docx_attribute(element, "hanging").data != NULL;
    if (!hangs && !vt_docx_attribute(element, "firstLine").data) return;
    props->set |= VT_DOCX_SET_FIRST;
    props->first = hangs ? -vt_docx_number(element, "hanging", 0) : vt_docx_number(element, "firstLine", 0);
}

void vt_docx_para_take(vt_docx_para_props *props, const vt_docx_element *element) {
    int value;
    switch (element->token) {
    case VT_DOCX_JC: take_align(props, vt_docx_attribute(element, "val")); break;
    case VT_DOCX_IND: take_indent(props, element); break;
    case VT_DOCX_NUMID:
        props->set |= VT_DOCX_SET_NUM;
        props->num = vt_docx_number(element, "val", 0);
        break;
    case VT_DOCX_ILVL:
        value = vt_docx_number(element, "val", 0);
        props->set |= VT_DOCX_SET_LEVEL;
        props->level = (int8_t)(value < 0 ? 0 : value >= VT_DOCX_LEVELS ? VT_DOCX_LEVELS - 1 : value);
        break;
    default: break;
    }
}

void vt_docx_run_inherit(vt_docx_run_props *props, const vt_docx_run_props *base) {
    uint8_t missing = (uint8_t)(base->set & ~props->set);
    props->on = (uint8_t)((props->on & ~missing) | (base->on & missing));
    if (missing & VT_DOCX_SIZE) props->half_points = base->half_points;
    if (missing & VT_DOCX_FONT) {
        props->charset = base->charset;
        props->capital_font = base->capital_font;
    }
    props->set |= missing;
}

void vt_docx_para_inherit(vt_docx_para_props *props, const vt_docx_para_props *base) {
    uint8_t missing = (uint8_t)(base->set & ~props->set);
    if (missing & VT_DOCX_SET_ALIGN) props->align = base->align;
    if (missing & VT_DOCX_SET_LEFT) props->left = base->left;
    if (missing & VT_DOCX_SET_FIRST) props->first = base->first;
    if (missing & VT_DOCX_SET_NUM) props->num = base->num;
    if (missing & VT_DOCX_SET_LEVEL) props->level = base->level;
    props->set |= missing;
}
