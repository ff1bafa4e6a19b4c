/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Option tables: one array yields the parsing of a command's arguments, its
 * usage line and its help. -h and --help need no entry.
 */
#ifndef VT_CLI_OPTIONS_H
#define VT_CLI_OPTIONS_H

#include <stddef.h>
#include <stdint.h>
#include <vanthu/error.h>
#include <vanthu/text.h>

typedef enum vt_option_kind {
    VT_OPTION_FLAG,   /* bool */
    VT_OPTION_TEXT,   /* const char *, borrowed from the arguments */
    VT_OPTION_NUMBER, /* uint64_t */
    VT_OPTION_CHOICE  /* int: the index in choices */
} vt_option_kind;

typedef struct vt_option {
    const char *name; /* "format", given as --format */
    char letter;      /* 'f', given as -f; 0: none */
    vt_option_kind kind;
    size_t offset;              /* of the field in the command's settings struct */
    const char *help;           /* one line; the choices are added to it */
    const char *argument;       /* "FORMAT"; NULL for a flag */
    const char *const *choices; /* ends with NULL; the first is the default unless the settings say otherwise */
} vt_option;

typedef struct vt_arguments {
    const char *const *operands;
    size_t operand_count;
    bool help; /* --help was among them; then nothing else has been checked */
} vt_arguments;

/*
 * Reads argc arguments into settings, which hold the defaults. Options and
 * operands may be mixed; "--" ends the options; "-" is an operand. The operands
 * are gathered at the front of argv. VT_ERR_ARGUMENT when an option is unknown,
 * lacks its value or has a wrong one.
 */
vt_code vt_options_parse(const vt_option *options, int argc, char **argv, void *settings, vt_arguments *arguments,
                         vt_error *err);

#endif
