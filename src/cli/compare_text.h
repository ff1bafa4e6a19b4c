/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A comparison as a person reads it. */
#ifndef VT_CLI_COMPARE_TEXT_H
#define VT_CLI_COMPARE_TEXT_H

#include <vanthu/compare.h>
#include "cli/output.h"

/* all: with what was kept. */
void vt_cli_put_comparison(vt_cli *cli, const vt_comparison *comparison, bool all);

#endif
