/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help, made from the tables of commands and options. */
#ifndef VT_CLI_HELP_H
#define VT_CLI_HELP_H

#include "cli/cli.h"

vt_exit vt_help_program(vt_cli *cli);
vt_exit vt_help_command(vt_cli *cli, const vt_command *command);
vt_exit vt_help_version(vt_cli *cli);

/* The page on the query language; only where the archive is built. */
void vt_help_query(vt_cli *cli);

#endif
