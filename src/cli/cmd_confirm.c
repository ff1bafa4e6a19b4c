/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a record's id, and a field or none. Out: that what stands there is right, in the journal and in the record. */
#include "cli/person.h"

typedef struct confirmation {
    const char *id, *field; /* NULL: all that await review */
} confirmation;

static vt_code word(vt_archive *archive, void *context, size_t *count, vt_error *err) {
    const confirmation *c = context;
    vt_author author = vt_person_author();
    return vt_archive_confirm(archive, c->id, c->field, &author, count, err);
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    confirmation said = {operands[0], operand_count > 1 ? operands[1] : NULL};
    return vt_person_say(cli, given, word, &said);
}

static const vt_option options[] = {VT_PERSON_OPTIONS, {0}};

static const vt_person_settings defaults = {0};

const vt_command vt_command_confirm = {
    .name = "confirm",
    .operands = "ID [FIELD]",
    .summary = "says that a field of a stored record is right as it is",
    .details = "Without FIELD: all fields and warnings of the record that await review. A field that is\n"
               "confirmed keeps its value whatever a later reading of the file says. FIELD is a name as\n"
               "for `vanthu set`, or bases.N, or warnings.CODE for a warning that is about no field.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 1,
    .most_operands = 2,
    .run = run,
};
