/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: NFC text on standard input, one unit a line. Out: its mentions, one a
 * line: type, number, date, issuer, subject, alias, relation, host, provisions,
 * text, parted by tabs, "-" for what is absent; an empty line ends each unit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cite/cite.h"

static void field(const char *text) { printf("%s\t", text ? text : "-"); }

static void print_mention(vt_slice unit, const vt_mention *mention) {
    field(mention->type);
    field(mention->number);
    field(mention->date);
    field(mention->issuer);
    field(mention->subject);
    field(mention->alias);
    printf("%d\t", (int)mention->relation);
    if (mention->host == SIZE_MAX)
        field(NULL);
    else
        printf("%zu\t", mention->host);
    field(mention->provision_count ? mention->provisions[0].text : NULL);
    printf("%.*s\n", (int)(mention->span.end - mention->span.start), unit.data + mention->span.start);
}

static bool print_unit(vt_arena *arena, vt_slice unit) {
    vt_shadow shadow;
    vt_mentions mentions = {0};
    if (!vt_fold(arena, unit, &shadow) || !vt_cite_unit(arena, unit, &shadow, &mentions)) return false;
    for (size_t i = 0; i < mentions.items.count; i++) print_mention(unit, &mentions.items.items[i]);
    putchar('\n');
    return true;
}

int main(void) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    char *line = NULL;
    size_t room = 0;
    bool ok = true;
    for (ssize_t size; ok && (size = getline(&line, &room, stdin)) >= 0;) {
        while (size && line[size - 1] == '\n') size--;
        ok = print_unit(&arena, (vt_slice){line, (size_t)size});
        vt_arena_reset(&arena);
    }
    free(line);
    vt_arena_free(&arena);
    return ok ? 0 : 1;
}
