/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a plan. Out: what a parser must find, a line a field: path, field, value, with tabs between. Bases, sections and
 * recipients have a line each, in order; the value of a section is its marker and the words behind it.
 */
#include "base/slice.h"
#include "layout.h"

static void put(vt_buffer *out, const char *path, const char *field, const char *value) {
    if (*value) vt_buffer_printf(out, "%s\t%s\t%s\n", path, field, value);
}

static void put_paragraphs(const gen_plan *plan, const char *path, vt_buffer *out) {
    for (size_t i = 0; i < plan->paragraphs.count; i++) {
        const gen_paragraph *p = &plan->paragraphs.items[i];
        if (p->role == GEN_BASIS) put(out, path, "basis", p->text.data);
        if (p->role == GEN_ADDRESSEE) put(out, path, "addressee", p->text.data);
        if (p->role == GEN_HEADING || p->role == GEN_ITEM)
            vt_buffer_printf(out, "%s\tsection\t%s %s\n", path, p->marker, p->text.data);
    }
}

static void put_capacity(const gen_act *act, const char *path, vt_buffer *out) {
    if (!*act->capacity) return;
    vt_buffer_printf(out, "%s\tcapacity\t", path);
    for (const char *c = act->capacity; *c; c++) vt_buffer_append_char(out, *c == '\n' ? ' ' : *c);
    vt_buffer_append_char(out, '\n');
}

void gen_write_truth(const gen_plan *plan, const char *path, vt_buffer *out) {
    const gen_act *act = &plan->act;
    gen_date date = act->reference.date;
    put(out, path, "type", act->reference.code);
    put(out, path, "number", act->reference.number);
    vt_buffer_printf(out, "%s\tdate\t%u-%02u-%02u\n", path, date.year, date.month, date.day);
    put(out, path, "place", act->place);
    put(out, path, "issuer", act->issuer);
    put(out, path, "parent", act->parent);
    put(out, path, "title", plan->title);
    put_paragraphs(plan, path, out);
    for (size_t i = 0; i < plan->recipients.count; i++) put(out, path, "recipient", plan->recipients.items[i]);
    put_capacity(act, path, out);
    put(out, path, "position", act->position);
    put(out, path, "signer", act->signer);
}
