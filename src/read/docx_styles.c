/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: styles.xml. Out: a table of styles with their inheritance resolved. */
#include "read/docx_styles.h"

#include <string.h>
#include "base/error.h"
#include "base/slice.h"

enum { DEEPEST = 64 }; /* styles below one style; Word itself stops far sooner */

static const uint8_t TOGGLES = VT_DOCX_BOLD | VT_DOCX_ITALIC | VT_DOCX_CAPITALS | VT_DOCX_HIDDEN;

typedef struct styles_reader {
    vt_docx_styles *styles;
    vt_arena *arena;
    vt_docx_style *current; /* NULL inside w:docDefaults and outside any style */
    vt_code code;
    vt_error *err;
} styles_reader;

static void begin_style(styles_reader *reader, const vt_docx_element *element) {
    vt_docx_style *style = vt_array_push(reader->arena, &reader->styles->items);
    if (style) {
        *style = (vt_docx_style){.parent = VT_DOCX_NO_STYLE};
        style->id = vt_arena_text(reader->arena, vt_docx_attribute(element, "styleId"));
    }
    if (!style || !style->id) {
        reader->code = vt_fail_memory(reader->err);
        return;
    }
    vt_slice preset = vt_docx_attribute(element, "default");
    style->is_default_paragraph = (vt_slice_is(preset, "1") || vt_slice_is(preset, "true")) &&
                                  vt_slice_is(vt_docx_attribute(element, "type"), "paragraph");
    reader->current = style;
}

static bool start(void *self, const vt_docx_element *element) {
    styles_reader *reader = self;
    vt_docx_styles *styles = reader->styles;
    vt_docx_style *style = reader->current;
    switch (element->token) {
    case VT_DOCX_STYLE: begin_style(reader, element); return true;
    case VT_DOCX_BASED_ON:
        if (style && !(style->based_on = vt_arena_text(reader->arena, vt_docx_attribute(element, "val"))))
            reader->code = vt_fail_memory(reader->err);
        return true;
    case VT_DOCX_LATENT_STYLES:
    case VT_DOCX_TBL_STYLE_PR:
    case VT_DOCX_TABS:
    case VT_DOCX_RPR_CHANGE:
    case VT_DOCX_PPR_CHANGE: return false;
    default: break;
    }
    if (element->parent == VT_DOCX_RPR)
        vt_docx_run_take(style ? &style->own_run : &styles->default_run, element);
    else if (element->parent == VT_DOCX_PPR || element->parent == VT_DOCX_NUMPR)
        vt_docx_para_take(style ? &style->own_para : &styles->default_para, element);
    return true;
}

static void end(void *self, vt_docx_token token) {
    styles_reader *reader = self;
    if (token == VT_DOCX_STYLE) reader->current = NULL;
}

static size_t hash(vt_slice id) {
    size_t value = 5381;
    for (size_t i = 0; i < id.size; i++) value = value * 33 ^ (unsigned char)id.data[i];
    return value;
}

static bool build_slots(vt_docx_styles *styles, vt_arena *arena) {
    styles->slot_count = 16;
    while (styles->slot_count < 2 * styles->items.count) styles->slot_count *= 2;
    styles->slots = vt_arena_alloc(arena, styles->slot_count * sizeof *styles->slots);
    if (!styles->slots) return false;
    for (size_t i = 0; i < styles->items.count; i++) {
        vt_slice id = vt_slice_of(styles->items.items[i].id);
        if (vt_docx_styles_find(styles, id) != VT_DOCX_NO_STYLE) continue; /* the first of two with one id */
        size_t slot = hash(id) & (styles->slot_count - 1);
        while (styles->slots[slot]) slot = (slot + 1) & (styles->slot_count - 1);
        styles->slots[slot] = (int)i + 1;
    }
    return true;
}

static void resolve(vt_docx_styles *styles, vt_docx_style *style) {
    style->run = style->own_run;
    style->para = style->own_para;
    int parent = style->parent;
    for (int depth = 0; parent != VT_DOCX_NO_STYLE && depth < DEEPEST; depth++) {
        const vt_docx_style *base = &styles->items.items[parent];
        vt_docx_run_inherit(&style->run, &base->own_run);
        vt_docx_para_inherit(&style->para, &base->own_para);
        parent = base->parent;
    }
}

vt_code vt_docx_styles_read(vt_docx_package *package, const char *part, vt_docx_styles *styles, vt_error *err) {
    *styles = (vt_docx_styles){.default_paragraph = VT_DOCX_NO_STYLE};
    styles_reader reader = {.styles = styles, .arena = package->scratch, .err = err};
    vt_docx_handler handler = {.self = &reader, .start = start, .end = end, .code = &reader.code};
    vt_code code = part ? vt_docx_parse(package, part, VT_DOCX_OTHER, &handler, err) : VT_OK;
    if (code == VT_ERR_MEMORY) return code; /* after damage, what was read so far still serves */
    if (!build_slots(styles, package->scratch)) return vt_fail_memory(err);
    for (size_t i = 0; i < styles->items.count; i++) {
        vt_docx_style *style = &styles->items.items[i];
        if (style->based_on) style->parent = vt_docx_styles_find(styles, vt_slice_of(style->based_on));
        if (style->is_default_paragraph && styles->default_paragraph == VT_DOCX_NO_STYLE)
            styles->default_paragraph = (int)i;
    }
    for (size_t i = 0; i < styles->items.count; i++) resolve(styles, &styles->items.items[i]);
    return code;
}

int vt_docx_styles_find(const vt_docx_styles *styles, vt_slice id) {
    size_t slot = hash(id) & (styles->slot_count - 1);
    for (; styles->slots[slot]; slot = (slot + 1) & (styles->slot_count - 1))
        if (vt_slice_is(id, styles->items.items[styles->slots[slot] - 1].id)) return styles->slots[slot] - 1;
    return VT_DOCX_NO_STYLE;
}

/* On/off values of several kinds of style cancel each other out (17.7.3): bold in both is not bold. */
vt_docx_run_props vt_docx_styles_run(const vt_docx_styles *styles, int paragraph_style, int character_style,
                                     const vt_docx_run_props *direct) {
    static const vt_docx_run_props none = {0};
    const vt_docx_run_props *paragraph =
        paragraph_style == VT_DOCX_NO_STYLE ? &none : &styles->items.items[paragraph_style].run;
    const vt_docx_run_props *character =
        character_style == VT_DOCX_NO_STYLE ? &none : &styles->items.items[character_style].run;
    vt_docx_run_props props = *character;
    vt_docx_run_inherit(&props, paragraph);
    vt_docx_run_inherit(&props, &styles->default_run);
    uint8_t toggled = (uint8_t)((paragraph->on ^ character->on) | styles->default_run.on);
    props.on = (uint8_t)((props.on & ~TOGGLES) | (toggled & TOGGLES));
    vt_docx_run_props result = *direct;
    vt_docx_run_inherit(&result, &props);
    return result;
}
