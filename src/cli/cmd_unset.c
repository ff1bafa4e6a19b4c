/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a record's id and a field. Out: what people said of it is taken back, by a further entry of the journal. */
#include "cli/person.h"

static vt_code word(vt_archive *archive, void *context, size_t *count, vt_error *err) {
    const char *const *operands = context;
    vt_author author = vt_person_author();
    *count = 1;
    return vt_archive_unset(archive, operands[0], operands[1], &author, err);
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const char *named[] = {operands[0], operands[1]};
    (void)operand_count;
    return vt_person_say(cli, given, word, named);
}

static const vt_option options[] = {VT_PERSON_OPTIONS, {0}};

static const vt_person_settings defaults = {0};

const vt_command vt_command_unset = {
    .name = "unset",
    .operands = "ID FIELD",
    .summary = "takes back what was set or confirmed of a field",
    .details = "What was read in the file shows again. The journal keeps both entries.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 2,
    .most_operands = 2,
    .run = run,
};
