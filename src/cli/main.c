/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the program's arguments. Out: the chosen command's work and exit code. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/error.h"
#include "cli/cli.h"
#include "cli/help.h"
#include "cli/isolation.h"
#include "cli/output.h"
#include "index/index.h"
#include "isolate/worker.h"

#define X(name) extern const vt_command vt_command_##name;
#include "cli/commands.def"
#undef X

const vt_command *const vt_commands[] = {
#define X(name) &vt_command_##name,
#include "cli/commands.def"
#undef X
    NULL,
};

const vt_command *vt_command_find(const char *name) {
    for (const vt_command *const *command = vt_commands; *command; command++)
        if (strcmp((*command)->name, name) == 0) return *command;
    return NULL;
}

const char *vt_cli_archive(const char *given) {
    const char *variable = getenv("VANTHU_ARCHIVE");
    if (given) return given;
    return variable && *variable ? variable : ".vanthu";
}

vt_exit vt_cli_exit(vt_code code) {
    static const vt_exit exits[] = {
        [VT_ERR_OK] = VT_EXIT_DONE,           [VT_ERR_MEMORY] = VT_EXIT_INPUTS,  [VT_ERR_IO] = VT_EXIT_INPUTS,
        [VT_ERR_FORMAT] = VT_EXIT_INPUTS,     [VT_ERR_DAMAGED] = VT_EXIT_INPUTS, [VT_ERR_LIMIT] = VT_EXIT_INPUTS,
        [VT_ERR_ARGUMENT] = VT_EXIT_USAGE,    [VT_ERR_QUERY] = VT_EXIT_USAGE,    [VT_ERR_ARCHIVE] = VT_EXIT_ARCHIVE,
        [VT_ERR_NOT_FOUND] = VT_EXIT_NOTHING, [VT_ERR_LOCKED] = VT_EXIT_LOCKED,  [VT_ERR_WRITE] = VT_EXIT_WRITE,
    };
    _Static_assert(sizeof exits / sizeof *exits == VT_ERR_COUNT, "an exit code for each error code");
    return exits[code];
}

static vt_exit usage_error(vt_cli *cli, const char *message) {
    vt_cli_fail(cli, *cli->command ? cli->command : NULL, "%s", message);
    vt_cli_hint(cli, *cli->command ? "vanthu help %s" : "vanthu help%s", cli->command);
    return VT_EXIT_USAGE;
}

static vt_exit run_with(vt_cli *cli, const vt_command *command, int argc, char **argv, void *settings) {
    vt_arguments given;
    vt_error err = {0};
    if (command->settings_size) memcpy(settings, command->defaults, command->settings_size);
    if (vt_options_parse(command->options, argc, argv, settings, &given, &err) != VT_OK)
        return usage_error(cli, err.message);
    if (given.help) return vt_help_command(cli, command);
    if (given.operand_count < command->least_operands)
        vt_fail(&err, VT_ERR_ARGUMENT, "%s is missing", command->operands);
    if (given.operand_count > command->most_operands) vt_fail(&err, VT_ERR_ARGUMENT, "there are too many arguments");
    if (err.code != VT_OK) return usage_error(cli, err.message);
    return command->run(cli, settings, given.operands, given.operand_count);
}

/* The archive's heap is read through a map: a disk that fails, or a file that was cut meanwhile, shows as a signal. What
 * was committed stands. */
static void end_without_page(int number, siginfo_t *info, void *context) {
    static const char message[] =
        "vanthu: a file of the archive could not be read: the disk fails, or the file was cut while it was open\n";
    (void)context;
    if (info->si_code != BUS_ADRERR) {
        signal(number, SIG_DFL);
        return;
    }
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    _exit(VT_EXIT_ARCHIVE);
}

static void tell_lost_pages(void) {
    struct sigaction action = {.sa_sigaction = end_without_page, .sa_flags = SA_SIGINFO};
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, NULL);
}

static vt_exit run_command(vt_cli *cli, const vt_command *command, int argc, char **argv) {
    void *settings = malloc(command->settings_size + 1);
    if (!settings) {
        vt_cli_fail(cli, NULL, "memory ran out");
        return VT_EXIT_INPUTS;
    }
    cli->command = command->name;
    tell_lost_pages();
    vt_exit code = run_with(cli, command, argc, argv, settings);
    free(settings);
    return code;
}

static vt_exit dispatch(vt_cli *cli, int argc, char **argv) {
    const char *first = argc > 1 ? argv[1] : NULL;
    if (!first) return usage_error(cli, "a command is needed");
    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0) return vt_help_program(cli);
    if (strcmp(first, "--version") == 0) return vt_help_version(cli);
#ifdef VANTHU_ARCHIVE
    if (strcmp(first, VT_CLI_WORKER) == 0) return vt_worker_run(NULL);
#endif
    const vt_command *command = vt_command_find(first);
    if (command) return run_command(cli, command, argc - 2, argv + 2);
    char message[256];
    snprintf(message, sizeof message, "there is no %s \"%.200s\"", first[0] == '-' ? "option" : "command", first);
    return usage_error(cli, message);
}

#ifdef VANTHU_ARCHIVE
/* In a thread of the index; what was committed stands, the rest is tidied away by the next command that writes. */
static void abort_index(void) {
    static const char message[] = "vanthu: the index could not be written: the disk is full, or a file is at its limit\n";
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    _exit(VT_EXIT_WRITE);
}
#endif

int main(int argc, char **argv) {
#ifdef VANTHU_ARCHIVE
    vt_index_on_abort(abort_index);
#endif
    /* A file that would grow beyond the limit is an error to be told, not the end of the program. */
    signal(SIGXFSZ, SIG_IGN);
    vt_cli cli;
    vt_output output;
    vt_cli_open(&cli, &output);
    return vt_cli_close(&cli, dispatch(&cli, argc, argv));
}
