/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs case files: "== name", the input, "---", what it must yield.
 *
 *     cite-cases FILE...           compares; exit 1 when a case fails
 *     cite-cases --update FILE...  writes what is yielded into the files
 *     cite-cases --dump            the mentions of standard input, one unit a line
 *
 * Each line of an input is a unit. Lines that start with % tell of the citing
 * document (%place, %issuer, %parent, %date) and ask for keys; a line "? text"
 * is a reference as a person types it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/slice.h"
#include "cite/cite.h"

enum { MOST_MENTIONS = 512 };

typedef struct reading {
    vt_arena arena;
    vt_buffer out;
    vt_mentions mentions;
    vt_cite_context context;
    bool keys;
} reading;

static void put(vt_buffer *out, const char *name, const char *value) {
    if (value) vt_buffer_printf(out, " | %s%s%s", name, *name ? ": " : "", value);
}

static const char *relation_name(vt_relation relation) {
    static const char *const names[] = {
#define X(name, id) id,
        VT_RELATION_TABLE(X)
#undef X
    };
    return names[relation];
}

static void put_provisions(vt_buffer *out, const vt_mention *mention) {
    for (size_t i = 0; i < mention->provision_count; i++) {
        const vt_provision *p = &mention->provisions[i];
        vt_buffer_printf(out, " | at: %s", p->dieu ? p->dieu : "-");
        if (p->khoan || p->diem) vt_buffer_printf(out, ".%s", p->khoan ? p->khoan : "-");
        if (p->diem) vt_buffer_printf(out, ".%s", p->diem);
    }
}

static void put_mention(vt_buffer *out, const vt_mention *mention) {
    vt_buffer_printf(out, "%s | %s | %s", mention->type ? mention->type : "-", mention->number ? mention->number : "-",
                     mention->date ? mention->date : "-");
    put(out, "of", mention->issuer);
    put(out, "on", mention->subject);
    put(out, "alias", mention->alias);
    if (mention->relation != VT_RELATION_MENTIONS) put(out, "", relation_name(mention->relation));
    if (mention->host != SIZE_MAX) vt_buffer_printf(out, " by %zu", mention->host);
    put_provisions(out, mention);
    vt_buffer_append_char(out, '\n');
}

static void put_keys(reading *r) {
    static vt_citation citations[MOST_MENTIONS];
    static const char *aliases[MOST_MENTIONS];
    size_t count = r->mentions.items.count < MOST_MENTIONS ? r->mentions.items.count : MOST_MENTIONS;
    for (size_t i = 0; i < count; i++) {
        const vt_mention *m = &r->mentions.items.items[i];
        citations[i] = (vt_citation){
            .type = m->type, .number = m->number, .date = m->date, .issuer = m->issuer, .subject = m->subject};
        aliases[i] = m->alias;
    }
    if (!vt_cite_resolve(&r->arena, citations, aliases, count, &r->context)) r->out.failed = true;
    for (size_t i = 0; i < count && !r->out.failed; i++) {
        vt_buffer_append_text(&r->out, citations[i].key);
        if (citations[i].resolves_to >= 0) vt_buffer_printf(&r->out, " -> %d", (int)citations[i].resolves_to);
        vt_buffer_append_text(&r->out, citations[i].ambiguous ? " ambiguous\n" : "\n");
    }
}

static bool tell(reading *r, vt_slice line, const char *name, const char **value) {
    size_t size = strlen(name);
    if (!vt_slice_starts(line, vt_slice_of(name))) return false;
    *value = vt_arena_text(&r->arena, vt_slice_trim(vt_slice_sub(line, size, line.size)));
    return true;
}

static bool directive(reading *r, vt_slice line) {
    if (line.size > 2 && line.data[0] == '?') {
        const char *key = vt_cite_parse_reference(&r->arena, vt_slice_trim(vt_slice_sub(line, 1, line.size)));
        vt_buffer_printf(&r->out, "%s\n", key ? key : "none");
        return true;
    }
    bool told = tell(r, line, "%place", &r->context.place) || tell(r, line, "%issuer", &r->context.issuer) ||
                tell(r, line, "%parent", &r->context.parent) || tell(r, line, "%date", &r->context.date) ||
                vt_slice_is(line, "%");
    r->keys = r->keys || told;
    return told;
}

static void read_unit(reading *r, vt_slice unit) {
    vt_shadow shadow;
    if (directive(r, unit)) return;
    if (!vt_fold(&r->arena, unit, &shadow) || !vt_cite_unit(&r->arena, unit, &shadow, &r->mentions))
        r->out.failed = true;
}

/* What an input yields, in r->out. */
static void read_input(reading *r, vt_slice input) {
    vt_arena_reset(&r->arena);
    vt_buffer_clear(&r->out);
    r->mentions = (vt_mentions){0};
    r->context = (vt_cite_context){0};
    r->keys = false;
    while (input.size) {
        const char *end = memchr(input.data, '\n', input.size);
        size_t size = end ? (size_t)(end - input.data) : input.size;
        read_unit(r, (vt_slice){input.data, size});
        input = vt_slice_sub(input, end ? size + 1 : size, input.size);
    }
    if (r->keys) put_keys(r);
    for (size_t i = 0; !r->keys && i < r->mentions.items.count; i++) put_mention(&r->out, &r->mentions.items.items[i]);
}

static char *whole_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    vt_buffer text;
    vt_buffer_init(&text, NULL);
    char block[4096];
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;) vt_buffer_append(&text, block, got);
    vt_buffer_append_char(&text, '\0');
    fclose(file);
    return text.failed ? NULL : text.data;
}

typedef struct tally {
    int cases, failed;
} tally;

static void report(vt_slice name, vt_slice wanted, vt_slice got) {
    printf("FAILED %.*s\n  wanted:\n%.*s  got:\n%.*s", (int)name.size, name.data, (int)wanted.size, wanted.data,
           (int)got.size, got.data ? got.data : "");
}

/* One case, from its name's line to the next case; appends it as it is now to fresh. */
static const char *run_case(reading *r, const char *at, vt_buffer *fresh, tally *tally) {
    const char *name = at + 3, *input = strchr(name, '\n');
    const char *bar = input ? strstr(input, "\n---\n") : NULL;
    if (!bar) return NULL;
    const char *wanted = bar + 5, *next = strstr(wanted - 1, "\n== ");
    const char *end = next ? next + 1 : wanted + strlen(wanted);
    read_input(r, (vt_slice){input + 1, (size_t)(bar - input) > 0 ? (size_t)(bar - input - 1) : 0});
    vt_slice want = {wanted, (size_t)(end - wanted)}, got = vt_buffer_slice(&r->out);
    while (want.size > 1 && want.data[want.size - 1] == '\n' && want.data[want.size - 2] == '\n') want.size--;
    if (want.size == 1 && *want.data == '\n') want.size = 0;
    tally->cases++;
    if (r->out.failed || !vt_slice_equal(want, got)) {
        tally->failed++;
        report((vt_slice){name, (size_t)(input - name)}, want, got);
    }
    vt_buffer_append(fresh, at, (size_t)(wanted - at));
    vt_buffer_append_slice(fresh, got);
    vt_buffer_append_char(fresh, '\n');
    return next ? next + 1 : end;
}

static bool write_file(const char *path, const vt_buffer *text) {
    FILE *file = fopen(path, "wb");
    bool ok = file && fwrite(text->data, 1, text->size, file) == text->size;
    return file && fclose(file) == 0 && ok;
}

static bool run_file(reading *r, const char *path, bool update, tally *tally) {
    char *text = whole_file(path);
    const char *at = text ? strstr(text, "== ") : NULL;
    if (!at) return free(text), false;
    vt_buffer fresh;
    vt_buffer_init(&fresh, NULL);
    vt_buffer_append(&fresh, text, (size_t)(at - text));
    while (at && *at) at = run_case(r, at, &fresh, tally);
    if (fresh.size > 1 && fresh.data[fresh.size - 1] == '\n' && fresh.data[fresh.size - 2] == '\n') fresh.size--;
    bool ok = at && !fresh.failed && (!update || write_file(path, &fresh));
    vt_buffer_free(&fresh);
    free(text);
    return ok;
}

static bool dump(reading *r) {
    char *line = NULL;
    size_t room = 0;
    for (ssize_t size; !r->out.failed && (size = getline(&line, &room, stdin)) >= 0;) {
        read_input(r, (vt_slice){line, (size_t)size});
        if (r->out.size) fwrite(r->out.data, 1, r->out.size, stdout);
        putchar('\n');
    }
    free(line);
    return !r->out.failed;
}

int main(int argc, char **argv) {
    reading r = {.keys = false};
    tally tally = {0, 0};
    bool ok = true, update = argc > 1 && strcmp(argv[1], "--update") == 0;
    vt_arena_init(&r.arena, NULL);
    vt_buffer_init(&r.out, NULL);
    if (argc > 1 && strcmp(argv[1], "--dump") == 0)
        ok = dump(&r);
    else
        for (int i = update ? 2 : 1; i < argc; i++)
            if (!run_file(&r, argv[i], update, &tally)) ok = printf("cannot read %s\n", argv[i]) < 0;
    if (tally.cases) printf("%d cases, %d failed\n", tally.cases, tally.failed);
    vt_buffer_free(&r.out);
    vt_arena_free(&r.arena);
    return ok && (update || !tally.failed) ? 0 : 1;
}
