/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program's frame: what a command is and what it is given.
 *
 * To add a command NAME:
 *   1. cmd_NAME.c defines `const vt_command vt_command_NAME`: its words for the
 *      help, a table of options (options.h) that fill a settings struct of its
 *      own, the struct's defaults, and the function that runs it;
 *   2. CMakeLists.txt lists the file (under VANTHU_ARCHIVE if it needs the archive);
 *   3. commands.def gets the line X(NAME), in the order of the help;
 *   4. tests/cli gets its cases, docs/vanthu.1.scd its section.
 * Parsing of the arguments, usage, `vanthu help NAME`, `vanthu NAME --help` and
 * the check of the operands' count follow from the tables.
 *
 *     typedef struct settings { const char *archive; uint64_t limit; int format; bool all; } settings;
 *     static const char *const formats[] = {"record", "json", NULL};
 *     static const vt_option options[] = {
 *         VT_ARCHIVE_OPTION(settings, archive),
 *         {"limit", 'n', VT_OPTION_NUMBER, offsetof(settings, limit), "prints at most N hits", "N", NULL},
 *         {"format", 'f', VT_OPTION_CHOICE, offsetof(settings, format), "how to print", "FORMAT", formats},
 *         {"all", 'a', VT_OPTION_FLAG, offsetof(settings, all), "prints everything", NULL, NULL},
 *         {0}};
 *     static const settings defaults = {.limit = 20};
 *     static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count);
 *     const vt_command vt_command_search = {
 *         .name = "search", .operands = "QUERY", .summary = "finds documents",
 *         .options = options, .defaults = &defaults, .settings_size = sizeof defaults,
 *         .least_operands = 1, .most_operands = 1, .run = run};
 *
 * Results go to cli->output or through vt_cli_put (output.h), messages through
 * vt_cli_error and its kin. A command need not report a failed write of the
 * results: it stops and returns VT_EXIT_WRITE, and main says why.
 */
#ifndef VT_CLI_CLI_H
#define VT_CLI_CLI_H

#include <stddef.h>
#include <vanthu/document.h>
#include <vanthu/write.h>
#include "cli/options.h"

/* Exit codes. */
typedef enum vt_exit {
    VT_EXIT_DONE = 0,
    VT_EXIT_NOTHING = 1, /* nothing found, or a check with findings */
    VT_EXIT_USAGE = 2,
    VT_EXIT_INPUTS = 3,  /* some inputs failed */
    VT_EXIT_ARCHIVE = 4, /* the archive is missing, damaged or of another version */
    VT_EXIT_WRITE = 5,   /* could not write */
    VT_EXIT_LOCKED = 75  /* another process writes to the archive */
} vt_exit;

typedef struct vt_cli {
    const vt_output *output; /* standard output, buffered */
    bool out_terminal;       /* standard output is a terminal */
    bool err_terminal;
    bool out_colour; /* terminal, and neither NO_COLOR nor TERM=dumb */
    bool err_colour;
    bool progress_shown; /* a progress line stands on the terminal */
    int write_errno;     /* why writing the results failed, or 0 */
    const char *command; /* the running command's name, for hints; "" outside commands */
} vt_cli;

typedef struct vt_command {
    const char *name;
    const char *operands;     /* for the usage line: "FILE..." */
    const char *summary;      /* one line, lower case, no stop */
    const char *details;      /* further lines of the help, the last without a line feed, or NULL */
    const vt_option *options; /* ends with an entry without a name */
    const void *defaults;     /* the settings struct before any option */
    size_t settings_size;
    size_t least_operands, most_operands; /* most 0: none are taken; SIZE_MAX: any number */
    vt_exit (*run)(vt_cli *cli, const void *settings, const char *const *operands, size_t operand_count);
} vt_command;

/* All commands, in the order of the help; ends with NULL. */
extern const vt_command *const vt_commands[];

/* NULL when there is no such command. */
const vt_command *vt_command_find(const char *name);

/* The option --archive of every command that needs the archive. */
#define VT_ARCHIVE_OPTION(settings, field)                                                                      \
    {                                                                                                           \
        "archive", 'A', VT_OPTION_TEXT, offsetof(settings, field),                                              \
            "the archive's folder; without it $VANTHU_ARCHIVE, then .vanthu in the working folder", "DIR", NULL \
    }

/* The option --wait of every command that writes to the archive. */
#define VT_WAIT_OPTION(settings, field)                                                                            \
    {                                                                                                              \
        "wait", 'w', VT_OPTION_NUMBER, offsetof(settings, field),                                                  \
            "waits at most N seconds while another process writes; without it that is exit 75", "N", NULL          \
    }

/* --max-bytes and the like, of every command that reads documents: they fill the member limits of its settings. They
 * are the last of its options and bring the end of the table. */
#define VT_LIMIT_OPTION(field, name, standard, what)                                                                   \
    {"max-" name, 0,   VT_OPTION_NUMBER, offsetof(settings, limits.field), "takes at most N " what " (" #standard ")", \
     "N",         NULL},
#define VT_LIMIT_OPTIONS VT_LIMIT_TABLE(VT_LIMIT_OPTION){0}

/* The archive's folder: given, or $VANTHU_ARCHIVE, or ".vanthu". */
const char *vt_cli_archive(const char *given);

/* The exit code that an error code leads to. */
vt_exit vt_cli_exit(vt_code code);

#endif
