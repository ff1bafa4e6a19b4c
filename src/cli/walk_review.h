/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk through documents that need a person: asks about one thing after the other. */
#ifndef VT_CLI_WALK_REVIEW_H
#define VT_CLI_WALK_REVIEW_H

#include "cli/person.h"

/* Asks on standard output, reads answers from standard input; each is kept at once. */
vt_exit vt_walk_review(vt_cli *cli, const vt_person_settings *settings, const vt_review_list *list);

#endif
