/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an option table and arguments. Out: a filled settings struct and the operands. */
#include "cli/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/error.h"

/* What remains to be read of the arguments. */
typedef struct reader {
    const vt_option *options;
    char **next, **end;
    void *settings;
    vt_error *err;
} reader;

static const vt_option *find_long(const vt_option *options, const char *name, size_t size) {
    for (const vt_option *option = options; option->name; option++)
        if (strlen(option->name) == size && memcmp(option->name, name, size) == 0) return option;
    return NULL;
}

static const vt_option *find_short(const vt_option *options, char letter) {
    for (const vt_option *option = options; option->name; option++)
        if (option->letter && option->letter == letter) return option;
    return NULL;
}

static vt_code store_number(const vt_option *option, const char *value, void *field, vt_error *err) {
    char *end;
    errno = 0;
    unsigned long long number = strtoull(value, &end, 10);
    if (*value < '0' || *value > '9' || *end || errno)
        return vt_fail(err, VT_ERR_ARGUMENT, "--%s needs a number, not \"%s\"", option->name, value);
    *(uint64_t *)field = number;
    return VT_OK;
}

static vt_code store_choice(const vt_option *option, const char *value, void *field, vt_error *err) {
    char all[128] = "";
    for (int i = 0; option->choices[i]; i++) {
        if (strcmp(option->choices[i], value) == 0) {
            *(int *)field = i;
            return VT_OK;
        }
        if (i) strncat(all, option->choices[i + 1] ? ", " : " or ", sizeof all - strlen(all) - 1);
        strncat(all, option->choices[i], sizeof all - strlen(all) - 1);
    }
    return vt_fail(err, VT_ERR_ARGUMENT, "--%s is %s, not \"%s\"", option->name, all, value);
}

static vt_code store(const vt_option *option, const char *value, void *settings, vt_error *err) {
    void *field = (char *)settings + option->offset;
    switch (option->kind) {
    case VT_OPTION_FLAG: *(bool *)field = true; return VT_OK;
    case VT_OPTION_TEXT: *(const char **)field = value; return VT_OK;
    case VT_OPTION_NUMBER: return store_number(option, value, field, err);
    case VT_OPTION_CHOICE: return store_choice(option, value, field, err);
    }
    return VT_OK;
}

/* Stores the option with its value: attached (not NULL), or the next argument. */
static vt_code read_value(reader *r, const vt_option *option, const char *attached) {
    if (option->kind == VT_OPTION_FLAG && attached)
        return vt_fail(r->err, VT_ERR_ARGUMENT, "--%s takes no value", option->name);
    if (option->kind == VT_OPTION_FLAG || attached) return store(option, attached, r->settings, r->err);
    if (r->next == r->end) return vt_fail(r->err, VT_ERR_ARGUMENT, "--%s needs a value", option->name);
    return store(option, *r->next++, r->settings, r->err);
}

static vt_code read_long(reader *r, const char *name) {
    size_t size = strcspn(name, "=");
    const vt_option *option = find_long(r->options, name, size);
    if (!option) return vt_fail(r->err, VT_ERR_ARGUMENT, "there is no option --%.*s", (int)(size & 0xFFF), name);
    return read_value(r, option, name[size] ? name + size + 1 : NULL);
}

/* A run of letters: flags, and at its end perhaps one option with a value ("-n5"). */
static vt_code read_letters(reader *r, const char *letters) {
    vt_code code = VT_OK;
    while (*letters && code == VT_OK) {
        const vt_option *option = find_short(r->options, *letters);
        if (!option) return vt_fail(r->err, VT_ERR_ARGUMENT, "there is no option -%c", *letters);
        letters++;
        if (option->kind != VT_OPTION_FLAG) return read_value(r, option, *letters ? letters : NULL);
        code = read_value(r, option, NULL);
    }
    return code;
}

static bool is_option(const char *argument) { return argument[0] == '-' && argument[1] != '\0'; }

static bool is_help(const char *argument) { return strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0; }

static bool asks_for_help(int argc, char **argv) {
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (is_help(argv[i])) return true;
    return false;
}

vt_code vt_options_parse(const vt_option *options, int argc, char **argv, void *settings, vt_arguments *arguments,
                         vt_error *err) {
    *arguments = (vt_arguments){.operands = (const char *const *)argv, .help = asks_for_help(argc, argv)};
    if (arguments->help) return VT_OK;
    reader r = {options, argv, argv + argc, settings, err};
    vt_code code = VT_OK;
    bool ended = false;
    while (r.next < r.end && code == VT_OK) {
        char *argument = *r.next++;
        if (ended || !is_option(argument))
            argv[arguments->operand_count++] = argument;
        else if (strcmp(argument, "--") == 0)
            ended = true;
        else
            code = argument[1] == '-' ? read_long(&r, argument + 2) : read_letters(&r, argument + 1);
    }
    return code;
}
