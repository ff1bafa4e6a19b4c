/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: two documents, by their id in the archive or as files. Out: what the second has otherwise than the first. */
#include <string.h>
#include <unistd.h>
#include "base/slice.h"
#include "cli/compare_text.h"
#ifdef VANTHU_ARCHIVE
#include "cli/archive_cli.h"
#endif

enum { FORMAT_TEXT, FORMAT_JSON };
static const char *const formats[] = {"text", "json", NULL};

typedef struct settings {
#ifdef VANTHU_ARCHIVE
    const char *archive;
#endif
    int format;
    bool all;
    vt_limits limits;
} settings;

/* A document that was read from a file, or that the archive holds. */
typedef struct operand {
    const vt_document *document;
    vt_document *parsed;
#ifdef VANTHU_ARCHIVE
    vt_record *record;
#endif
} operand;

static vt_exit parse_operand(vt_cli *cli, const settings *s, const char *path, operand *out) {
    vt_error err = {0};
    vt_parse_options options = {.limits = s->limits};
    vt_code code = vt_parse_file(path, &options, &out->parsed, &err);
    out->document = out->parsed;
    if (code != VT_OK) vt_cli_error(cli, path, &err);
    return vt_cli_exit(code);
}

#ifdef VANTHU_ARCHIVE

static vt_exit fetch_operand(vt_cli *cli, const settings *s, const char *id, operand *out) {
    vt_exit exit;
    vt_archive *archive = vt_cli_archive_open(cli, s->archive, VT_ARCHIVE_READ, &exit);
    if (!archive) return exit;
    vt_error err = {0};
    vt_code code = vt_archive_show(archive, id, &out->record, &err);
    vt_archive_close(archive);
    if (code != VT_OK) return vt_cli_archive_failed(cli, s->archive, NULL, &err);
    out->document = out->record->document;
    return VT_EXIT_DONE;
}

static bool is_id(const char *text) { return strspn(text, "0123456789abcdef") == strlen(text); }

/* What could be an id is one, unless there is a file of that name. */
static vt_exit read_operand(vt_cli *cli, const settings *s, const char *given, operand *out) {
    bool file = !is_id(given) || access(given, F_OK) == 0;
    return file ? parse_operand(cli, s, given, out) : fetch_operand(cli, s, given, out);
}

static void free_operand(operand *o) {
    vt_document_free(o->parsed);
    vt_record_free(o->record);
}

#else

static vt_exit read_operand(vt_cli *cli, const settings *s, const char *given, operand *out) {
    return parse_operand(cli, s, given, out);
}

static void free_operand(operand *o) { vt_document_free(o->parsed); }

#endif

static vt_exit print(vt_cli *cli, const settings *s, const vt_comparison *comparison) {
    if (s->format == FORMAT_JSON) {
        vt_code code = vt_write_comparison_json(comparison, true, cli->output, NULL);
        vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
        return vt_cli_exit(code);
    }
    vt_cli_put_comparison(cli, comparison, s->all);
    if (vt_comparison_is_same(comparison)) vt_cli_note(cli, "no difference");
    return VT_EXIT_DONE;
}

static vt_exit compare(vt_cli *cli, const settings *s, const operand *before, const operand *after) {
    vt_comparison *comparison;
    vt_error err = {0};
    if (vt_compare(before->document, after->document, NULL, &comparison, &err) != VT_OK) {
        vt_cli_error(cli, cli->command, &err);
        return vt_cli_exit(err.code);
    }
    vt_exit exit = print(cli, s, comparison);
    vt_comparison_free(comparison);
    return exit;
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    operand before = {0}, after = {0};
    (void)operand_count;
    vt_exit exit = read_operand(cli, s, operands[0], &before);
    if (exit == VT_EXIT_DONE) exit = read_operand(cli, s, operands[1], &after);
    if (exit == VT_EXIT_DONE) exit = compare(cli, s, &before, &after);
    free_operand(&before);
    free_operand(&after);
    return exit;
}

static const vt_option options[] = {
#ifdef VANTHU_ARCHIVE
    VT_ARCHIVE_OPTION(settings, archive),
#endif
    {"all", 'a', VT_OPTION_FLAG, offsetof(settings, all), "lists what was kept too", NULL, NULL},
    {"format", 'f', VT_OPTION_CHOICE, offsetof(settings, format), "how to print", "FORMAT", formats},
    VT_LIMIT_OPTIONS};

static const settings defaults = {0};

const vt_command vt_command_compare = {
    .name = "compare",
    .operands = "DOCUMENT DOCUMENT",
    .summary = "says what a second document has otherwise than a first",
    .details = "Header, legal bases, sections and recipients of last year's plan and this year's: what\n"
               "was added (+), dropped (-), changed (~) or replaced by a newer document (>). In changed\n"
               "text [-what went-] and {+what came+} stand in a few of the words around them.\n"
               "A document is a file, or the id of a stored record (at least its first 8 digits).",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 2,
    .most_operands = 2,
    .run = run,
};
