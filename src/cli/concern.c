/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a document that needs a person, one thing in it. Out: lines to read. */
#include "cli/concern.h"

#include <string.h>
#include "base/slice.h"

void vt_cli_put_review_item(vt_cli *cli, const vt_review_item *item) {
    vt_headline headline = {.type = item->type, .number = item->number, .title = item->title};
    vt_cli_put_headline(cli, &headline);
}

static void put_line(vt_cli *cli, const vt_concern *concern) {
    vt_slice line = vt_slice_of(concern->line);
    vt_cli_printf(cli, VT_STYLE_FAINT, "        | ");
    vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_sub(line, 0, concern->mark.start));
    vt_cli_put(cli, VT_STYLE_MARKED, vt_slice_sub(line, concern->mark.start, concern->mark.end));
    vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_sub(line, concern->mark.end, line.size));
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
}

/* Behind the field's name; a message that begins with it goes on from there. */
static void put_message(vt_cli *cli, const vt_concern *concern) {
    const char *message = concern->message ? concern->message : concern->code;
    size_t size = strlen(concern->field);
    bool begins = strncmp(message, concern->field, size) == 0 && message[size] == ' ';
    if (!begins) vt_cli_printf(cli, VT_STYLE_PLAIN, ": ");
    vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_of(begins ? message + size : message));
    if (strcmp(concern->code, "field.unsure") == 0)
        vt_cli_printf(cli, VT_STYLE_PLAIN, ", %.0f in 100", concern->confidence * 100);
}

void vt_cli_put_concern(vt_cli *cli, const vt_concern *concern) {
    vt_cli_printf(cli, VT_STYLE_PLAIN, "    ");
    vt_cli_put(cli, VT_STYLE_STRONG, vt_slice_of(concern->field));
    put_message(cli, concern);
    if (concern->value) {
        vt_cli_printf(cli, VT_STYLE_PLAIN, ": ");
        vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_of(concern->value));
    }
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
    if (concern->line) put_line(cli, concern);
}
