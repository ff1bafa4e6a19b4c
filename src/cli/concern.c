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

void vt_cli_put_concern(vt_cli *cli, const vt_concern *concern) {
    vt_cli_printf(cli, VT_STYLE_PLAIN, "    ");
    vt_cli_put(cli, VT_STYLE_STRONG, vt_slice_of(concern->field));
    if (strcmp(concern->code, "field.unsure") == 0)
        vt_cli_printf(cli, VT_STYLE_PLAIN, " is uncertain, %.0f in 100", concern->confidence * 100);
    else
        vt_cli_printf(cli, VT_STYLE_PLAIN, ": %s", concern->message ? concern->message : concern->code);
    if (concern->value) {
        vt_cli_printf(cli, VT_STYLE_PLAIN, ": ");
        vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_of(concern->value));
    }
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
    if (concern->line) put_line(cli, concern);
}
