/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: documents that need a person, answers on standard input. Out: each answer
 * in the journal and in the record. The archive is open, and locked, only while
 * an answer is being kept: others can write while the person thinks. After each
 * answer the record is read anew, as one word may settle several things.
 */
#include "cli/walk_review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/slice.h"
#include "cli/concern.h"

typedef struct walk {
    vt_cli *cli;
    const vt_person_settings *settings;
    vt_arena arena;
    VT_ARRAY(const char *) skipped; /* fields of the document that is being walked */
    char *line;                     /* the answer */
    size_t line_size;
    size_t confirmed, corrected, left;
    bool ended; /* by q, or because there are no more answers */
} walk;

/* An answer as it is given to the library. */
typedef struct answer {
    const char *id, *field, *value;
    bool confirms;
} answer;

static void put(walk *w, const char *text) { vt_cli_put_lines(w->cli, VT_STYLE_PLAIN, vt_slice_of(text)); }

/* The next answer without its line feed; NULL at the end. */
static char *read_answer(walk *w) {
    put(w, "    > ");
    fflush(stdout);
    ssize_t size = getline(&w->line, &w->line_size, stdin);
    if (size < 0) return NULL;
    while (size > 0 && vt_is_space(w->line[size - 1])) w->line[--size] = '\0';
    return w->line + strspn(w->line, " \t");
}

/* False when the person is to be asked again. */
static bool keep(walk *w, const answer *given, vt_exit *exit) {
    vt_archive *archive =
        vt_cli_archive_open_waiting(w->cli, w->settings->archive, VT_ARCHIVE_AMEND, w->settings->wait, exit);
    if (!archive) return true;
    vt_author author = vt_person_author();
    vt_error err = {0};
    vt_code code = given->confirms ? vt_archive_confirm(archive, given->id, given->field, &author, NULL, &err)
                                   : vt_archive_set(archive, given->id, given->field, given->value, &author, &err);
    vt_archive_close(archive);
    if (code != VT_OK) *exit = vt_cli_archive_failed(w->cli, w->settings->archive, NULL, &err);
    if (code == VT_ERR_ARGUMENT) return *exit = VT_EXIT_DONE, false;
    w->confirmed += code == VT_OK && given->confirms;
    w->corrected += code == VT_OK && !given->confirms;
    return true;
}

static bool skip(walk *w, const char *field) {
    const char **place = vt_array_push(&w->arena, &w->skipped);
    w->left++;
    return place && (*place = vt_arena_text(&w->arena, vt_slice_of(field)));
}

static vt_exit ask(walk *w, const vt_review_item *item, const vt_concern *concern) {
    vt_exit exit = VT_EXIT_DONE;
    vt_cli_put_concern(w->cli, concern);
    for (;;) {
        const char *text = read_answer(w);
        if (!text) put(w, "\n");
        w->ended = !text || strcmp(text, "q") == 0;
        if (!text || w->ended) return exit;
        if (strcmp(text, "s") == 0) return skip(w, concern->field) ? exit : vt_cli_no_memory(w->cli);
        bool none = strcmp(text, "-") == 0;
        answer given = {item->id, concern->field, none ? NULL : text, !*text};
        if (keep(w, &given, &exit)) return exit;
    }
}

static bool is_skipped(const walk *w, const char *field) {
    for (size_t i = 0; i < w->skipped.count; i++)
        if (strcmp(w->skipped.items[i], field) == 0) return true;
    return false;
}

static const vt_concern *first_open(const walk *w, const vt_review_list *list) {
    for (size_t i = 0; list && list->count && i < list->items[0].concern_count; i++)
        if (!is_skipped(w, list->items[0].concerns[i].field)) return &list->items[0].concerns[i];
    return NULL;
}

/* The record as it stands now; *list is empty when nothing in it awaits a person any more. */
static vt_exit read_item(walk *w, const char *id, vt_review_list **list) {
    vt_exit exit;
    vt_review_options wanted = {.id = id};
    vt_error err = {0};
    vt_archive *archive = vt_cli_archive_open(w->cli, w->settings->archive, VT_ARCHIVE_READ, &exit);
    *list = NULL;
    if (!archive) return exit;
    vt_code code = vt_archive_review(archive, &wanted, list, &err);
    vt_archive_close(archive);
    return code == VT_OK ? VT_EXIT_DONE : vt_cli_archive_failed(w->cli, w->settings->archive, NULL, &err);
}

/* Asks about the first thing that is still open; *more: there may be further ones. */
static vt_exit step(walk *w, const char *id, bool *more) {
    vt_review_list *list = NULL;
    vt_exit exit = read_item(w, id, &list);
    const vt_concern *concern = exit == VT_EXIT_DONE ? first_open(w, list) : NULL;
    *more = concern;
    if (concern) exit = ask(w, &list->items[0], concern);
    vt_review_list_free(list);
    return exit;
}

static vt_exit walk_item(walk *w, const vt_review_item *item) {
    vt_exit exit = VT_EXIT_DONE;
    w->skipped.count = 0;
    vt_cli_put_review_item(w->cli, item);
    vt_cli_put_place(w->cli, item->id, item->path);
    for (bool more = true; more && !w->ended && exit == VT_EXIT_DONE;) exit = step(w, item->id, &more);
    return exit;
}

vt_exit vt_walk_review(vt_cli *cli, const vt_person_settings *settings, const vt_review_list *list) {
    walk w = {.cli = cli, .settings = settings};
    vt_exit exit = VT_EXIT_DONE;
    vt_arena_init(&w.arena, NULL);
    vt_cli_note(cli, "Enter: right as it is; a value corrects it; -: there is none; s: later; q: the end");
    for (size_t i = 0; i < list->count && !w.ended && exit == VT_EXIT_DONE; i++) exit = walk_item(&w, &list->items[i]);
    vt_cli_note(cli, "%zu confirmed, %zu corrected, %zu left for later", w.confirmed, w.corrected, w.left);
    free(w.line);
    vt_arena_free(&w.arena);
    return exit;
}
