/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a record's id, a field and its right value. Out: the correction in the journal and in the record. */
#include "base/slice.h"
#include "cli/person.h"

typedef struct settings {
    vt_person_settings person;
    bool none;
} settings;

typedef struct correction {
    const char *id, *field, *value;
} correction;

static vt_code word(vt_archive *archive, void *context, size_t *count, vt_error *err) {
    const correction *c = context;
    vt_author author = vt_person_author();
    *count = 1;
    return vt_archive_set(archive, c->id, c->field, c->value, &author, err);
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    bool has_value = operand_count > 2;
    if (has_value == s->none) {
        vt_cli_fail(cli, cli->command, has_value ? "a value and --none exclude each other" : "VALUE is missing");
        vt_cli_hint(cli, "vanthu help set");
        return VT_EXIT_USAGE;
    }
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    char *value = has_value ? vt_cli_join(&arena, operands + 2, operand_count - 2) : NULL;
    correction said = {operands[0], operands[1], value};
    vt_exit exit = has_value && !value ? vt_cli_no_memory(cli) : vt_person_say(cli, &s->person, word, &said);
    vt_arena_free(&arena);
    return exit;
}

static const vt_option options[] = {
    VT_PERSON_OPTIONS,
    {"none", 'n', VT_OPTION_FLAG, offsetof(settings, none), "the document has no such thing", NULL, NULL},
    {0}};

static const settings defaults = {0};

const vt_command vt_command_set = {
    .name = "set",
    .operands = "ID FIELD VALUE",
    .summary = "corrects a field of a stored record",
    .details = "The value holds whatever a later reading of the file says; `vanthu unset` takes it back.\n"
               "FIELD is a name of the JSON's evidence, N counting from 0:\n"
               "    type, title, number.full, number.ordinal, number.year, number.symbol,\n"
               "    issued.date, issued.place, issuer.name, issuer.parent, marks.secrecy, marks.urgency,\n"
               "    signers.N.name, signers.N.position, signers.N.capacity, addressees.N, recipients.N\n"
               "A type is a code (KH) or a name; a date is 2023-04-07 or 07/04/2023, or a part of one;\n"
               "number.full sets the ordinal, the year and the symbol too:\n"
               "    vanthu set 1a2b3c4d number.full 87/KH-PGDĐT",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 2,
    .most_operands = SIZE_MAX,
    .run = run,
};
