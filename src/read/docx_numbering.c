/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: numbering.xml. Out: its definitions, with the links between lists and styles resolved. */
#include "read/docx_numbering.h"

#include <stdlib.h>
#include <string.h>
#include "base/error.h"
#include "base/slice.h"

enum { LONGEST_TEXT = 128 }; /* bytes of w:lvlText; Word allows 31 characters */

typedef struct numbering_reader {
    vt_docx_numbering *numbering;
    vt_arena *arena;
    vt_docx_abstract *abstract; /* the one that is open, or NULL */
    vt_docx_num *num;           /* the one that is open, or NULL */
    vt_docx_level *level;       /* the one that is open, or NULL */
    int override;               /* level of the open w:lvlOverride, or -1 */
    vt_code code;
    vt_error *err;
} numbering_reader;

static const char *keep(numbering_reader *reader, vt_slice text) {
    const char *copy = vt_arena_text(reader->arena, text);
    if (!copy) reader->code = vt_fail_memory(reader->err);
    return copy;
}

static void begin_abstract(numbering_reader *reader, const vt_docx_element *element) {
    reader->abstract = vt_array_push(reader->arena, &reader->numbering->abstracts);
    if (!reader->abstract) {
        reader->code = vt_fail_memory(reader->err);
        return;
    }
    *reader->abstract = (vt_docx_abstract){.id = vt_docx_number(element, "abstractNumId", -1)};
}

static void begin_num(numbering_reader *reader, const vt_docx_element *element) {
    vt_docx_num *num = vt_array_push(reader->arena, &reader->numbering->nums);
    reader->num = num;
    if (!num) {
        reader->code = vt_fail_memory(reader->err);
        return;
    }
    *num = (vt_docx_num){.id = vt_docx_number(element, "numId", 0), .abstract = -1, .definition = -1};
    num->order = reader->numbering->nums.count;
    for (int i = 0; i < VT_DOCX_LEVELS; i++) num->starts[i] = VT_DOCX_NO_START;
}

/* A w:lvl stands in a definition, or replaces a level in an instance. */
static void begin_level(numbering_reader *reader, const vt_docx_element *element) {
    int at = vt_docx_number(element, "ilvl", -1);
    if (reader->num && at < 0) at = reader->override;
    if (at < 0 || at >= VT_DOCX_LEVELS) return;
    if (reader->num)
        reader->level = reader->num->overrides[at] = vt_arena_alloc(reader->arena, sizeof *reader->level);
    else if (reader->abstract)
        reader->level = &reader->abstract->levels[at];
    else
        return;
    if (!reader->level) {
        reader->code = vt_fail_memory(reader->err);
        return;
    }
    *reader->level =
        (vt_docx_level){.defined = true, .restart = -1, .format = vt_docx_format_of((vt_slice){0}), .text = ""};
}

/* "01, 02, 03, ...": the digits of the first number. */
static int pad_of(vt_slice format) {
    int digits = 0;
    while ((size_t)digits < format.size && vt_is_digit(format.data[digits])) digits++;
    return digits < 10 ? digits : 0;
}

static void take_level(numbering_reader *reader, const vt_docx_element *element) {
    vt_docx_level *level = reader->level;
    vt_slice value = vt_docx_attribute(element, "val");
    switch (element->token) {
    case VT_DOCX_START: level->start = vt_docx_number(element, "val", 0); break;
    case VT_DOCX_LVL_RESTART: level->restart = vt_docx_number(element, "val", -1); break;
    case VT_DOCX_IS_LGL: level->legal = vt_docx_flag(element); break;
    case VT_DOCX_PSTYLE: level->style = keep(reader, value); break;
    case VT_DOCX_LVL_TEXT: level->text = keep(reader, value.size <= LONGEST_TEXT ? value : (vt_slice){0}); break;
    case VT_DOCX_SUFF:
        level->suffix = vt_slice_is(value, "nothing") ? VT_DOCX_SUFFIX_NOTHING : VT_DOCX_SUFFIX_SPACE;
        break;
    case VT_DOCX_NUM_FMT:
        level->format = vt_docx_format_of(value);
        level->pad = vt_slice_is(value, "custom") ? pad_of(vt_docx_attribute(element, "format")) : 0;
        break;
    default:
        if (element->parent == VT_DOCX_PPR) vt_docx_para_take(&level->para, element);
        if (element->parent == VT_DOCX_RPR) vt_docx_run_take(&level->run, element);
    }
}

static void take_abstract(numbering_reader *reader, const vt_docx_element *element) {
    vt_slice value = vt_docx_attribute(element, "val");
    if (element->token == VT_DOCX_STYLE_LINK) reader->abstract->style_link = keep(reader, value);
    if (element->token == VT_DOCX_NUM_STYLE_LINK) reader->abstract->num_style_link = keep(reader, value);
    if (element->token == VT_DOCX_MULTI_LEVEL_TYPE) reader->abstract->single = vt_slice_is(value, "singleLevel");
}

static void take_num(numbering_reader *reader, const vt_docx_element *element) {
    vt_docx_num *num = reader->num;
    if (element->token == VT_DOCX_ABSTRACT_NUM_ID) num->abstract = vt_docx_number(element, "val", -1);
    if (element->token == VT_DOCX_LVL_OVERRIDE) reader->override = vt_docx_number(element, "ilvl", -1);
    if (element->token == VT_DOCX_START_OVERRIDE && reader->override >= 0 && reader->override < VT_DOCX_LEVELS) {
        int start = vt_docx_number(element, "val", 0);
        num->starts[reader->override] = start < 0 ? 0 : start;
    }
}

static bool start(void *self, const vt_docx_element *element) {
    numbering_reader *reader = self;
    switch (element->token) {
    case VT_DOCX_NUM_PIC_BULLET:
    case VT_DOCX_TABS: return false;
    case VT_DOCX_ABSTRACT_NUM: begin_abstract(reader, element); return true;
    case VT_DOCX_NUM: begin_num(reader, element); return true;
    case VT_DOCX_LVL: begin_level(reader, element); return true;
    default: break;
    }
    if (reader->level)
        take_level(reader, element);
    else if (reader->num)
        take_num(reader, element);
    else if (reader->abstract)
        take_abstract(reader, element);
    return true;
}

static void end(void *self, vt_docx_token token) {
    numbering_reader *reader = self;
    if (token == VT_DOCX_LVL) reader->level = NULL;
    if (token == VT_DOCX_LVL_OVERRIDE) reader->override = -1;
    if (token == VT_DOCX_NUM) reader->num = NULL;
    if (token == VT_DOCX_ABSTRACT_NUM) reader->abstract = NULL;
}

static int by_id(const void *left, const void *right) {
    const vt_docx_num *a = left, *b = right;
    if (a->id != b->id) return a->id < b->id ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static int find_abstract(const vt_docx_numbering *numbering, int id) {
    for (size_t i = 0; i < numbering->abstracts.count; i++)
        if (numbering->abstracts.items[i].id == id) return (int)i;
    return -1;
}

static const vt_docx_num *find_num(const vt_docx_numbering *numbering, int id) {
    size_t low = 0, high = numbering->nums.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (numbering->nums.items[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < numbering->nums.count && numbering->nums.items[low].id == id ? &numbering->nums.items[low] : NULL;
}

/* A definition may only name a numbering style; the definition that this style belongs to has the levels. */
static int follow_style(const vt_docx_numbering *numbering, const vt_docx_styles *styles, int abstract) {
    const char *link = numbering->abstracts.items[abstract].num_style_link;
    if (!link) return abstract;
    for (size_t i = 0; i < numbering->abstracts.count; i++) {
        const char *own = numbering->abstracts.items[i].style_link;
        if (own && strcmp(own, link) == 0) return (int)i;
    }
    int style = vt_docx_styles_find(styles, vt_slice_of(link));
    if (style == VT_DOCX_NO_STYLE || !(styles->items.items[style].para.set & VT_DOCX_SET_NUM)) return abstract;
    const vt_docx_num *num = find_num(numbering, styles->items.items[style].para.num);
    return num && num->abstract >= 0 ? num->abstract : abstract;
}

static void resolve(vt_docx_numbering *numbering, const vt_docx_styles *styles) {
    if (numbering->nums.count) qsort(numbering->nums.items, numbering->nums.count, sizeof(vt_docx_num), by_id);
    for (size_t i = 0; i < numbering->nums.count; i++) {
        vt_docx_num *num = &numbering->nums.items[i];
        num->abstract = find_abstract(numbering, num->abstract);
    }
    for (size_t i = 0; i < numbering->nums.count; i++) {
        vt_docx_num *num = &numbering->nums.items[i];
        num->definition = num->abstract < 0 ? -1 : follow_style(numbering, styles, num->abstract);
    }
}

vt_code vt_docx_numbering_read(vt_docx_package *package, const char *part, const vt_docx_styles *styles,
                               vt_docx_numbering *numbering, vt_error *err) {
    *numbering = (vt_docx_numbering){0};
    if (!part) return VT_OK;
    numbering_reader reader = {.numbering = numbering, .arena = package->scratch, .override = -1, .err = err};
    vt_docx_handler handler = {.self = &reader, .start = start, .end = end, .code = &reader.code};
    vt_code code = vt_docx_parse(package, part, VT_DOCX_OTHER, &handler, err);
    if (code != VT_ERR_MEMORY) resolve(numbering, styles); /* after damage, what was read so far still serves */
    return code;
}

const vt_docx_level *vt_docx_numbering_level(const vt_docx_numbering *numbering, const vt_docx_num *num, int level) {
    if (num->overrides[level]) return num->overrides[level];
    return &numbering->abstracts.items[num->definition].levels[level];
}

/* The level that is tied to the paragraph's style or to the nearest ancestor that a level is tied to, or -1. */
static int linked_level(const vt_docx_numbering *numbering, const vt_docx_styles *styles, const vt_docx_num *num,
                        int style) {
    for (int depth = 0; style != VT_DOCX_NO_STYLE && depth < VT_DOCX_LEVELS; depth++) {
        for (int i = 0; i < VT_DOCX_LEVELS; i++) {
            const char *link = vt_docx_numbering_level(numbering, num, i)->style;
            if (link && strcmp(link, styles->items.items[style].id) == 0) return i;
        }
        style = styles->items.items[style].parent;
    }
    return -1;
}

bool vt_docx_numbering_place(const vt_docx_numbering *numbering, const vt_docx_styles *styles, int style,
                             const vt_docx_para_props *direct, vt_docx_place *place) {
    vt_docx_para_props props = *direct;
    if (style != VT_DOCX_NO_STYLE) vt_docx_para_inherit(&props, &styles->items.items[style].para);
    vt_docx_para_inherit(&props, &styles->default_para);
    if (!(props.set & VT_DOCX_SET_NUM) || props.num == 0) return false;
    place->num = find_num(numbering, props.num);
    if (!place->num || place->num->definition < 0) return false;
    place->level = props.set & VT_DOCX_SET_LEVEL ? props.level : 0;
    int linked = direct->set & VT_DOCX_SET_LEVEL ? -1 : linked_level(numbering, styles, place->num, style);
    if (linked >= 0) place->level = linked;
    if (numbering->abstracts.items[place->num->definition].single) place->level = 0;
    return vt_docx_numbering_level(numbering, place->num, place->level)->defined;
}
