/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: options. Out: the program itself, started again as workers. */
#include "cli/isolation.h"

#include "cli/archive_cli.h"

vt_exit vt_cli_isolate(vt_cli *cli, const vt_isolation *isolation, vt_index_options *options, vt_isolate **out) {
    static const char *const command[] = {"/proc/self/exe", VT_CLI_WORKER, NULL};
    vt_isolate_options own = {command, vt_cli_unsigned(isolation->seconds), vt_cli_unsigned(isolation->mebibytes)};
    vt_error err = {0};
    *out = NULL;
    if (!isolation->wanted && !isolation->seconds && !isolation->mebibytes) return VT_EXIT_DONE;
    vt_code code = vt_isolate_open(&own, out, &err);
    if (code != VT_OK) {
        vt_cli_error(cli, cli->command, &err);
        return vt_cli_exit(code);
    }
    options->read = vt_isolate_read;
    options->read_context = *out;
    return VT_EXIT_DONE;
}
