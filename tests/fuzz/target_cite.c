/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text as one unit with citations, as a reference that a person types, as a symbol, and as two keys. */
#include <string.h>
#include "base/slice.h"
#include "cite/cite.h"
#include "fuzz.h"
#include "text/normalise.h"

static vt_slice clean(vt_arena *arena, vt_slice bytes) {
    vt_slice text = {0}, out = {0};
    size_t bad = 0;
    char *line = vt_arena_text(arena, bytes);
    fuzz_expect(line != NULL, "there is memory");
    for (size_t i = 0; i < bytes.size; i++)
        if (line[i] == '\n' || line[i] == '\t' || !line[i]) line[i] = ' ';
    fuzz_expect(vt_utf8_repair(arena, (vt_slice){line, bytes.size}, &text, &bad) && vt_normalise(arena, text, &out),
                "there is memory");
    return out;
}

static void fill(const vt_mention *from, vt_citation *to) {
    *to = (vt_citation){.text = "",
                        .type = from->type,
                        .number = from->number,
                        .date = from->date,
                        .issuer = from->issuer,
                        .subject = from->subject,
                        .span = from->span,
                        .basis = -1,
                        .section = "",
                        .resolves_to = -1,
                        .relation = from->relation};
}

static void resolve(vt_arena *arena, const vt_mentions *mentions) {
    const vt_cite_context context = {"Hòa Châu", "Ủy ban nhân dân thị xã Hòa Châu", NULL, "2023-04-07"};
    size_t count = mentions->items.count;
    vt_citation *citations = vt_arena_alloc(arena, (count + 1) * sizeof *citations);
    const char **aliases = vt_arena_alloc(arena, (count + 1) * sizeof *aliases);
    fuzz_expect(citations && aliases, "there is memory");
    for (size_t i = 0; i < count; i++) {
        fill(&mentions->items.items[i], &citations[i]);
        aliases[i] = mentions->items.items[i].alias;
    }
    fuzz_expect(vt_cite_resolve(arena, citations, aliases, count, &context), "there is memory");
    for (size_t i = 0; i < count; i++) {
        fuzz_expect(citations[i].resolves_to >= -1 && citations[i].resolves_to < (int64_t)count, "it is there");
        fuzz_expect(citations[i].key && vt_cite_keys_agree(citations[i].key, citations[i].key), "a key is like itself");
        vt_cite_rank(citations[i].type, citations[i].number, citations[i].issuer);
        vt_cite_name_key(arena, &citations[i]);
    }
}

static void scan(vt_arena *arena, vt_slice text) {
    vt_shadow shadow;
    vt_mentions mentions = {0};
    fuzz_expect(vt_fold(arena, text, &shadow) && vt_cite_unit(arena, text, &shadow, &mentions), "there is memory");
    for (size_t i = 0; i < mentions.items.count; i++) {
        const vt_mention *m = &mentions.items.items[i];
        fuzz_expect(m->span.start < m->span.end && m->span.end <= text.size, "a mention stands in its unit");
        fuzz_expect(vt_utf8_valid(vt_slice_sub(text, m->span.start, m->span.end)), "a mention cuts no letter");
        fuzz_expect(m->host == SIZE_MAX || m->host < mentions.items.count, "a mention's host is there");
        fuzz_expect(m->confidence >= 0 && m->confidence <= 1, "a confidence lies in 0..1");
    }
    resolve(arena, &mentions);
}

static void refer(vt_arena *arena, vt_slice text) {
    const char *key = vt_cite_parse_reference(arena, text);
    const char *typed = vt_cite_parse_symbol(arena, text), *symbol = vt_cite_symbol(arena, vt_arena_text(arena, text));
    fuzz_expect(typed && symbol, "there is memory");
    if (!key) return;
    fuzz_expect(vt_utf8_valid(vt_slice_of(key)), "a key is UTF-8");
    fuzz_expect(vt_cite_keys_agree(key, key), "a key is like itself");
    vt_cite_key_is_nameless(key);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    vt_slice rest = clean(&arena, (vt_slice){(const char *)data, size});
    scan(&arena, rest);
    refer(&arena, rest);
    vt_arena_free(&arena);
    return 0;
}
