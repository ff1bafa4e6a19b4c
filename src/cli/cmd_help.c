/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the name of a command, or none. Out: its help on standard output. */
#include <stdio.h>
#include <string.h>
#include "base/slice.h"
#include "cli/help.h"
#include "cli/output.h"

enum { NAME_COLUMNS = 10, OPTION_COLUMNS = 21 };

static vt_exit written(const vt_cli *cli) { return cli->write_errno ? VT_EXIT_WRITE : VT_EXIT_DONE; }

static void print_strong(vt_cli *cli, const char *text) { vt_cli_put_lines(cli, VT_STYLE_STRONG, vt_slice_of(text)); }

static void print(vt_cli *cli, const char *text) { vt_cli_put_lines(cli, VT_STYLE_PLAIN, vt_slice_of(text)); }

vt_exit vt_help_version(vt_cli *cli) {
    print(cli, "vanthu " VANTHU_VERSION "\nLicence GPL-3.0-or-later; there is no warranty.\n");
    return written(cli);
}

vt_exit vt_help_program(vt_cli *cli) {
    print(cli, "usage: vanthu COMMAND [OPTION]... [ARGUMENT]...\n\n"
               "Reads Vietnamese administrative documents into records and a searchable archive.\n\n");
    print_strong(cli, "commands:\n");
    for (const vt_command *const *command = vt_commands; *command; command++)
        vt_cli_printf(cli, VT_STYLE_PLAIN, "  %-*s%s\n", NAME_COLUMNS, (*command)->name, (*command)->summary);
    print(cli, "\n`vanthu help COMMAND` says more; `vanthu --version` names the version.\n"
#ifdef VANTHU_ARCHIVE
               "`vanthu help query` tells the query language.\n"
#endif
    );
    print_strong(cli, "\nexit codes:\n");
    print(cli, "  0  done                           4  the archive is missing, damaged or of another version\n"
               "  1  nothing found                  5  could not write\n"
               "  2  wrong use                     75  another process writes to the archive\n"
               "  3  some inputs failed\n");
    return written(cli);
}

static void print_choices(vt_cli *cli, const vt_option *option) {
    for (int i = 0; option->choices && option->choices[i]; i++)
        vt_cli_printf(cli, VT_STYLE_PLAIN, "%s%s", i ? ", " : ": ", option->choices[i]);
}

static void print_option(vt_cli *cli, const vt_option *option) {
    char letter[] = "    ", name[80];
    if (option->letter) letter[0] = '-', letter[1] = option->letter, letter[2] = ',';
    snprintf(name, sizeof name, "%s--%s%s%s", letter, option->name, option->argument ? " " : "",
             option->argument ? option->argument : "");
    vt_cli_printf(cli, VT_STYLE_PLAIN, "  %-*s  %s", OPTION_COLUMNS, name, option->help);
    print_choices(cli, option);
    print(cli, "\n");
}

vt_exit vt_help_command(vt_cli *cli, const vt_command *command) {
    static const vt_option help = {"help", 'h', VT_OPTION_FLAG, 0, "prints this help", NULL, NULL};
    vt_cli_printf(cli, VT_STYLE_PLAIN, "usage: vanthu %s [OPTION]...%s%s\n\n", command->name,
                  *command->operands ? " " : "", command->operands);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "%s: %s.\n\n", command->name, command->summary);
    print_strong(cli, "options:\n");
    for (const vt_option *option = command->options; option->name; option++) print_option(cli, option);
    print_option(cli, &help);
    if (command->details) vt_cli_printf(cli, VT_STYLE_PLAIN, "\n%s\n", command->details);
    return written(cli);
}

/* What there is help on beside the commands. */
static const struct {
    const char *name;
    void (*print)(vt_cli *cli);
} topics[] = {
#ifdef VANTHU_ARCHIVE
    {"query", vt_help_query},
#endif
    {NULL, NULL}};

static vt_exit run(vt_cli *cli, const void *settings, const char *const *operands, size_t operand_count) {
    (void)settings;
    if (operand_count == 0) return vt_help_program(cli);
    const vt_command *command = vt_command_find(operands[0]);
    if (command) return vt_help_command(cli, command);
    for (size_t i = 0; topics[i].name; i++) {
        if (strcmp(topics[i].name, operands[0]) != 0) continue;
        topics[i].print(cli);
        return written(cli);
    }
    vt_cli_fail(cli, "help", "there is no command \"%s\"", operands[0]);
    vt_cli_hint(cli, "vanthu help");
    return VT_EXIT_USAGE;
}

static const vt_option options[] = {{0}};

const vt_command vt_command_help = {
    .name = "help",
    .operands = "[COMMAND]",
    .summary = "says what vanthu or one of its commands does",
    .options = options,
    .most_operands = 1,
    .run = run,
};
