/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Holds the parser against generated plans: generate-check TRUTH MIN. In: the file of truths of `generate`. Out: each
 * field that was missed (-) or read but is not there (+), a line of counts a field; exit 1 when less than MIN percent
 * of any field came out right, of values that stand there and of values that were read. White space does not count.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vanthu/document.h>
#include "base/arena.h"
#include "base/slice.h"

enum { LINE_MAX_SIZE = 1 << 16 };

#define FIELDS(X)                                                                                               \
    X(type)                                                                                                     \
    X(number)                                                                                                   \
    X(date)                                                                                                     \
    X(place) X(issuer) X(parent) X(title) X(addressee) X(basis) X(section) X(recipient) X(capacity) X(position) \
        X(signer)

enum {
#define X(name) FIELD_##name,
    FIELDS(X)
#undef X
        FIELD_COUNT
};

static const char *const field_names[] = {
#define X(name) #name,
    FIELDS(X)
#undef X
};

typedef VT_ARRAY(const char *) values;

/* The fields of one file, as they are and as they were read. */
typedef struct sheet {
    vt_arena arena;
    const char *path; /* NULL before the first */
    values truth[FIELD_COUNT], read[FIELD_COUNT];
} sheet;

typedef struct tally {
    size_t right, missed, extra;
} tally;

static void die(const char *what) {
    fprintf(stderr, "generate-check: %s\n", what);
    exit(1);
}

/* A copy without white space. */
static void put(sheet *s, values *list, const char *text) {
    if (!text || !*text) return;
    char *copy = vt_arena_bytes(&s->arena, strlen(text) + 1), *out = copy;
    const char **item = vt_array_push(&s->arena, list);
    if (!copy || !item) die("no memory");
    for (; *text; text++)
        if (!strchr(" \t\n\r", *text)) *out++ = *text;
    *out = '\0';
    *item = copy;
}

static void put_two(sheet *s, values *list, const char *first, const char *second) {
    put(s, list, vt_arena_printf(&s->arena, "%s%s", first ? first : "", second ? second : ""));
}

static void put_sections(sheet *s, const vt_section *sections, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const char *words = vt_arena_printf(&s->arena, "%s%s", sections[i].title ? sections[i].title : "",
                                            sections[i].text ? sections[i].text : "");
        put_two(s, &s->read[FIELD_section], sections[i].marker, words);
        put_sections(s, sections[i].sections, sections[i].section_count);
    }
}

static void put_document(sheet *s, const vt_document *d) {
    put(s, &s->read[FIELD_type], d->type.code);
    put(s, &s->read[FIELD_number], d->number.full);
    put(s, &s->read[FIELD_date], d->issued.date);
    put(s, &s->read[FIELD_place], d->issued.place);
    put(s, &s->read[FIELD_issuer], d->issuer.name);
    put(s, &s->read[FIELD_parent], d->issuer.parent);
    put(s, &s->read[FIELD_title], d->title);
    for (size_t i = 0; i < d->addressee_count; i++) put(s, &s->read[FIELD_addressee], d->addressees[i].text);
    for (size_t i = 0; i < d->basis_count; i++) put_two(s, &s->read[FIELD_basis], d->bases[i].lead, d->bases[i].text);
    for (size_t i = 0; i < d->recipient_count; i++) put(s, &s->read[FIELD_recipient], d->recipients[i].text);
    for (size_t i = 0; i < d->signer_count; i++) {
        put(s, &s->read[FIELD_capacity], d->signers[i].capacity);
        put(s, &s->read[FIELD_position], d->signers[i].position);
        put(s, &s->read[FIELD_signer], d->signers[i].name);
    }
    put_sections(s, d->sections, d->section_count);
}

/* What is read of a section may go on with the text below it. */
static bool agrees(int field, const char *truth, const char *read) {
    return field == FIELD_section ? strncmp(truth, read, strlen(truth)) == 0 : strcmp(truth, read) == 0;
}

static void report(const sheet *s, char sign, int field, const char *value) {
    printf("%c %s %s %.300s\n", sign, s->path, field_names[field], value);
}

/* In order: each true value is looked for behind the one found before. */
static void compare_field(const sheet *s, int field, tally *t) {
    const values *truth = &s->truth[field], *read = &s->read[field];
    size_t next = 0;
    for (size_t i = 0; i < truth->count; i++) {
        size_t at = next;
        while (at < read->count && !agrees(field, truth->items[i], read->items[at])) at++;
        if (at == read->count) {
            t->missed++;
            report(s, '-', field, truth->items[i]);
            continue;
        }
        for (; next < at; next++, t->extra++) report(s, '+', field, read->items[next]);
        next = at + 1;
        t->right++;
    }
    for (; next < read->count; next++, t->extra++) report(s, '+', field, read->items[next]);
}

static void finish(sheet *s, tally *tallies) {
    vt_document *document;
    vt_error err;
    if (!s->path) return;
    if (vt_parse_file(s->path, NULL, &document, &err) != VT_OK) die(err.message);
    put_document(s, document);
    for (int f = 0; f < FIELD_COUNT; f++) compare_field(s, f, &tallies[f]);
    vt_document_free(document);
}

static void start(sheet *s, const char *path) {
    vt_arena_reset(&s->arena);
    memset(s->truth, 0, sizeof s->truth);
    memset(s->read, 0, sizeof s->read);
    s->path = vt_arena_text(&s->arena, vt_slice_of(path));
    if (!s->path) die("no memory");
}

static void take_line(sheet *s, char *line, tally *tallies) {
    char *field = strchr(line, '\t'), *value = field ? strchr(field + 1, '\t') : NULL;
    int f = 0;
    if (!value) die("the file of truths is damaged");
    *field++ = *value++ = '\0';
    while (f < FIELD_COUNT && strcmp(field_names[f], field) != 0) f++;
    if (f == FIELD_COUNT) die("the file of truths has an unknown field");
    if (!s->path || strcmp(line, s->path) != 0) {
        finish(s, tallies);
        start(s, line);
    }
    put(s, &s->truth[f], value);
}

static double percent(size_t part, size_t whole) { return whole ? 100.0 * (double)part / (double)whole : 100.0; }

static bool print_tallies(const tally *tallies, double least) {
    bool good = true;
    for (int f = 0; f < FIELD_COUNT; f++) {
        const tally *t = &tallies[f];
        double found = percent(t->right, t->right + t->missed), sound = percent(t->right, t->right + t->extra);
        printf("%-10s %6zu right %5zu missed %5zu extra  %6.2f %6.2f\n", field_names[f], t->right, t->missed, t->extra,
               found, sound);
        good = good && found >= least && sound >= least;
    }
    return good;
}

int main(int count, char **words) {
    static char line[LINE_MAX_SIZE];
    static sheet s;
    tally tallies[FIELD_COUNT] = {0};
    FILE *file = count == 3 ? fopen(words[1], "rb") : NULL;
    if (!file) die("usage: generate-check TRUTH MIN");
    vt_arena_init(&s.arena, NULL);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        take_line(&s, line, tallies);
    }
    finish(&s, tallies);
    bool good = !ferror(file) && s.path && print_tallies(tallies, atof(words[2]));
    fclose(file);
    vt_arena_free(&s.arena);
    return good ? 0 : 1;
}
