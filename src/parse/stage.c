/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a file and the name of a stage. Out: what stood after that stage, a line a thing. */
#include "parse/stage.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>
#include "base/buffer.h"
#include "base/error.h"
#include "parse/parse.h"
#include "read/read.h"

static void write_lines(const vt_parse *p, vt_buffer *out) {
    size_t run = 0;
    for (size_t i = 0; i < p->lines.lines.count; i++) {
        const vt_line *l = &p->lines.lines.items[i];
        vt_buffer_printf(out, "%zu\t@%" PRIu64, i, l->source);
        if (l->blank_before) vt_buffer_printf(out, " blank=%u", l->blank_before);
        if (l->indent) vt_buffer_printf(out, " indent=%u", l->indent);
        if (l->table >= 0) vt_buffer_printf(out, " table=%d/%d/%d", (int)l->table, (int)l->row, (int)l->cell);
        if (l->number_size) vt_buffer_printf(out, " number=%u", l->number_size);
        if (l->region) vt_buffer_printf(out, " region=%d", (int)l->region);
        if (l->align) vt_buffer_printf(out, " align=%d", (int)l->align);
        if (l->half_points) vt_buffer_printf(out, " size=%u", l->half_points);
        vt_buffer_printf(out, "%s%s%s%s", l->breaks ? " break" : "", l->bold ? " bold" : "", l->italic ? " italic" : "",
                         l->caps ? " caps" : "");
        for (; run < p->lines.runs.count && p->lines.runs.items[run].line <= i; run++)
            if (p->lines.runs.items[run].line == i)
                vt_buffer_printf(out, " %s=[%u,%u)", p->lines.runs.items[run].encoding,
                                 p->lines.runs.items[run].span.start, p->lines.runs.items[run].span.end);
        vt_buffer_append_char(out, '\t');
        vt_buffer_append_slice(out, l->text);
        vt_buffer_append_char(out, '\n');
    }
}

static void write_atoms(const vt_parse *p, vt_buffer *out) {
    static const char *const names[] = {
#define X(name, says) #name,
#include "parse/features.def"
#undef X
    };
    for (size_t i = 0; i < p->atoms.count; i++) {
        const vt_atom *a = &p->atoms.items[i];
        vt_buffer_printf(out, "%zu\t[%u,%u) line %u", i, a->span.start, a->span.end, a->line_index);
        for (unsigned f = 0; f < VT_FEATURES; f++)
            if (vt_facts_has(&p->facts[i], f)) vt_buffer_printf(out, " %s", names[f]);
        vt_buffer_append_char(out, '\t');
        vt_buffer_append_slice(out, a->view.text);
        vt_buffer_append_char(out, '\n');
    }
}

static void write_roles(const vt_parse *p, vt_buffer *out) {
    for (size_t i = 0; i < p->atoms.count; i++) {
        const vt_label *l = &p->labels[i];
        const char *name = l->page_number ? "page" : vt_role_name(l->role);
        long hundredths = lroundf(l->confidence * 100); /* %f would take the decimal point from the locale */
        vt_buffer_printf(out, "%s%s\t%ld.%02ld\t", l->begins ? "" : "  ", name, hundredths / 100, hundredths % 100);
        vt_buffer_append_slice(out, p->atoms.items[i].view.text);
        vt_buffer_append_char(out, '\n');
    }
}

static const char *or_dash(const char *text) { return text ? text : "-"; }

static void write_citations(const vt_parse *p, vt_buffer *out) {
    for (size_t i = 0; i < p->document->citation_count; i++) {
        const vt_citation *c = &p->document->citations[i];
        vt_buffer_printf(out, "%zu\t%s\t%s\t%s\t%s\t%s\t%s\t%s", i, c->basis >= 0 ? "basis" : "mention",
                         vt_relation_id(c->relation), or_dash(c->type), or_dash(c->number), or_dash(c->date),
                         or_dash(c->issuer), or_dash(c->subject));
        vt_buffer_printf(out, "\t%s\t%s\n", or_dash(c->key), c->text);
    }
}

static const struct {
    const char *name;
    void (*write)(const vt_parse *p, vt_buffer *out);
} stages[] = {{"lines", write_lines}, {"atoms", write_atoms}, {"roles", write_roles}, {"citations", write_citations}};

vt_code vt_stage_write_memory(const char *stage, vt_slice bytes, const char *name, const vt_parse_options *options,
                              const vt_output *output, vt_error *err) {
    const vt_allocator *allocator = options && options->allocator ? options->allocator : vt_allocator_default();
    size_t which = 0;
    while (which < sizeof stages / sizeof *stages && strcmp(stages[which].name, stage) != 0) which++;
    if (which == sizeof stages / sizeof *stages) return vt_fail(err, VT_ERR_ARGUMENT, "there is no stage %s", stage);
    vt_limits limits = vt_limits_resolve(options ? &options->limits : NULL);
    vt_arena arena, scratch;
    vt_document document = {0};
    vt_buffer out;
    vt_arena_init(&arena, allocator);
    vt_arena_init(&scratch, allocator);
    vt_buffer_init(&out, allocator);
    vt_parse p = {.arena = &arena, .scratch = &scratch, .document = &document};
    vt_code code = vt_parse_bytes(&p, bytes, name, &limits, err);
    if (!code) {
        stages[which].write(&p, &out);
        if (out.failed)
            code = vt_fail_memory(err);
        else if (out.size && !output->write(output->context, out.data, out.size))
            code = vt_fail(err, VT_ERR_WRITE, "could not write");
    }
    vt_buffer_free(&out);
    vt_arena_free(&scratch);
    vt_arena_free(&arena);
    return code;
}

vt_code vt_stage_write(const char *stage, const char *path, const vt_parse_options *options, const vt_output *output,
                       vt_error *err) {
    const vt_allocator *allocator = options && options->allocator ? options->allocator : vt_allocator_default();
    vt_limits limits = vt_limits_resolve(options ? &options->limits : NULL);
    char *data = NULL;
    size_t size = 0;
    vt_code code = vt_read_file(path, &limits, allocator, &data, &size, err);
    if (!code) code = vt_stage_write_memory(stage, (vt_slice){data, size}, path, options, output, err);
    if (data) allocator->release(allocator->context, data);
    return code;
}
