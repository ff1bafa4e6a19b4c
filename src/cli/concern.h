/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a document that needs a person, and one thing in it, are shown. */
#ifndef VT_CLI_CONCERN_H
#define VT_CLI_CONCERN_H

#include <vanthu/journal.h>
#include "cli/archive_cli.h"

/* The lines that name the document. */
void vt_cli_put_review_item(vt_cli *cli, const vt_review_item *item);

/* The field, what is the matter with it, its value; then the line of the text, the value marked. */
void vt_cli_put_concern(vt_cli *cli, const vt_concern *concern);

#endif
