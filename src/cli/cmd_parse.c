/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: files, folders, standard input. Out: what the documents say, in the chosen format. One bad file never stops
 * the rest: it is named, counted and in the exit code.
 */
#include <string.h>
#include <vanthu/document.h>
#include <vanthu/write.h>
#include "archive/walk.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"
#include "cli/output.h"
#include "cli/review.h"
#include "parse/stage.h"
#include "write/emit.h"
#include "write/plain.h"

enum { FORMAT_RECORD, FORMAT_JSON, FORMAT_NDJSON, FORMAT_TEXT };
static const char *const formats[] = {"record", "json", "ndjson", "text", NULL};
static const char *const stages[] = {"lines", "atoms", "roles", "citations", NULL};

typedef struct settings {
    int format;
    int stage; /* index in stages, or -1 */
    bool with_text;
    bool review;
    vt_limits limits;
} settings;

typedef struct input {
    const char *path;
    const vt_error *error; /* why it cannot be reached, or NULL */
} input;

typedef struct job {
    vt_cli *cli;
    const settings *settings;
    vt_arena arena; /* the inputs */
    VT_ARRAY(input) inputs;
    vt_review review;
    size_t skipped, failed, written;
} job;

static vt_code add_input(void *context, const vt_walk_entry *entry) {
    job *j = context;
    if (entry->kind == VT_WALK_SKIPPED) {
        j->skipped++;
        return VT_OK;
    }
    input *added = vt_array_push(&j->arena, &j->inputs);
    vt_error *error = entry->error ? vt_arena_alloc(&j->arena, sizeof *error) : NULL;
    if (!added || (entry->error && !error)) return VT_ERR_MEMORY;
    if (error) *error = *entry->error;
    *added = (input){vt_arena_text(&j->arena, vt_slice_of(entry->path)), error};
    return added->path ? VT_OK : VT_ERR_MEMORY;
}

static vt_code put(const job *j, const char *text) {
    const vt_output *output = j->cli->output;
    return output->write(output->context, text, strlen(text)) ? VT_OK : VT_ERR_WRITE;
}

static vt_code write_record(job *j, const vt_document *document, vt_error *err) {
    vt_record_options options = {.colour = j->cli->out_colour};
    if (j->written && put(j, "\n----\n\n") != VT_OK) return vt_fail(err, VT_ERR_WRITE, "could not write");
    return vt_write_record(document, &options, j->cli->output, err);
}

static vt_code write_json(job *j, const vt_document *document, vt_error *err) {
    vt_json_options options = {.with_text = j->settings->with_text, .indented = j->settings->format == FORMAT_JSON};
    vt_code code = vt_write_json(document, &options, j->cli->output, err);
    return code == VT_OK ? put(j, "\n") : code;
}

/* Byte for byte into a file or a pipe; a terminal is given no control characters. */
static vt_code write_text(job *j, const vt_document *document, vt_error *err) {
    if (!j->cli->out_terminal) return vt_write_text(document, j->cli->output, err);
    vt_plain_filter filter;
    vt_output filtered = vt_plain_filter_output(&filter, j->cli->output);
    vt_code code = vt_write_text(document, &filtered, err);
    return code == VT_OK && !vt_plain_filter_end(&filter) ? VT_ERR_WRITE : code;
}

static vt_code (*const writers[])(job *j, const vt_document *document, vt_error *err) = {
    [FORMAT_RECORD] = write_record,
    [FORMAT_JSON] = write_json,
    [FORMAT_NDJSON] = write_json,
    [FORMAT_TEXT] = write_text,
};

static vt_code write_stage(job *j, const char *path, vt_error *err) {
    vt_plain_filter filter;
    vt_output filtered = vt_plain_filter_output(&filter, j->cli->output);
    const vt_output *output = j->cli->out_terminal ? &filtered : j->cli->output;
    vt_parse_options options = {.limits = j->settings->limits};
    vt_code code = vt_stage_write(stages[j->settings->stage], path, &options, output, err);
    return code == VT_OK && !vt_plain_filter_end(&filter) ? VT_ERR_WRITE : code;
}

static vt_code write_document(job *j, const char *path, vt_error *err) {
    vt_document *document = NULL;
    vt_parse_options options = {.limits = j->settings->limits};
    vt_code code = vt_parse_file(path, &options, &document, err);
    if (code != VT_OK) return code;
    if (j->settings->review)
        code = vt_review_add(&j->review, path, document) ? VT_OK : vt_fail_memory(err);
    else
        code = writers[j->settings->format](j, document, err);
    vt_document_free(document);
    if (code == VT_OK) j->written++;
    return code;
}

/* The line that stands in the place of a document that could not be read. */
static vt_code write_error_line(const job *j, const char *path, const vt_error *err) {
    vt_emit emit;
    vt_emit_init(&emit, j->cli->output, false);
    vt_emit_object(&emit, NULL);
    vt_emit_text(&emit, "schema", "vanthu.error/1");
    vt_emit_text(&emit, "path", path);
    vt_emit_text(&emit, "code", vt_error_id(err->code));
    vt_emit_text(&emit, "message", err->message);
    vt_emit_object_end(&emit);
    vt_code code = vt_emit_finish(&emit, NULL);
    return code == VT_OK ? put(j, "\n") : code;
}

/* False when the results cannot be written: then there is no point in going on. */
static bool process(job *j, const input *in) {
    vt_error err = {0};
    bool staged = j->settings->stage >= 0;
    if (in->error)
        err = *in->error;
    else
        err.code = staged ? write_stage(j, in->path, &err) : write_document(j, in->path, &err);
    if (err.code == VT_OK) return true;
    if (err.code == VT_ERR_WRITE) return false;
    j->failed++;
    vt_cli_error(j->cli, in->path, &err);
    return staged || j->settings->format != FORMAT_NDJSON || write_error_line(j, in->path, &err) == VT_OK;
}

static void summarise(const job *j) {
    if (j->failed && j->inputs.count > 1) vt_cli_note(j->cli, "%zu of %zu inputs failed", j->failed, j->inputs.count);
    if (j->skipped) vt_cli_note(j->cli, "skipped %zu files of other formats", j->skipped);
}

static vt_exit process_all(job *j) {
    if (j->settings->format == FORMAT_JSON && j->settings->stage < 0 && !j->settings->review && j->inputs.count > 1) {
        vt_cli_fail(j->cli, "parse", "--format json prints one document, and there are %zu inputs", j->inputs.count);
        vt_cli_hint(j->cli, "--format ndjson prints one document a line");
        return VT_EXIT_USAGE;
    }
    for (size_t i = 0; i < j->inputs.count; i++)
        if (!process(j, &j->inputs.items[i])) return VT_EXIT_WRITE;
    if (j->settings->review) vt_review_write(j->cli, &j->review);
    if (j->inputs.count == 0) vt_cli_fail(j->cli, "parse", "no documents found");
    summarise(j);
    if (j->failed) return VT_EXIT_INPUTS;
    return j->inputs.count ? VT_EXIT_DONE : VT_EXIT_NOTHING;
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    job j = {.cli = cli, .settings = given};
    vt_arena_init(&j.arena, NULL);
    j.review.arena = &j.arena;
    vt_code code = VT_OK;
    for (size_t i = 0; i < operand_count && code == VT_OK; i++) code = vt_walk(operands[i], add_input, &j, NULL);
    if (code != VT_OK) vt_cli_fail(cli, "parse", "%s", vt_error_meaning(code));
    vt_exit done = code == VT_OK ? process_all(&j) : vt_cli_exit(code);
    vt_arena_free(&j.arena);
    return done;
}

static const vt_option options[] = {
    {"format", 'f', VT_OPTION_CHOICE, offsetof(settings, format), "how to print", "FORMAT", formats},
    {"with-text", 't', VT_OPTION_FLAG, offsetof(settings, with_text), "adds the text that spans point into to the JSON",
     NULL, NULL},
    {"stage", 's', VT_OPTION_CHOICE, offsetof(settings, stage), "prints what one pass of the parser made instead",
     "STAGE", stages},
    {"review", 'r', VT_OPTION_FLAG, offsetof(settings, review),
     "lists instead what a person should look at, the worst document first", NULL, NULL},
    VT_LIMIT_OPTIONS};

static const settings defaults = {.format = FORMAT_RECORD, .stage = -1};

const vt_command vt_command_parse = {
    .name = "parse",
    .operands = "FILE...",
    .summary = "reads documents and prints what they say",
    .details = "FILE is a document (.txt, .md, .docx), a folder, or - for standard input. Of a folder\n"
               "the documents are read; dot files and ~$* are passed over, other formats are skipped.\n"
               "json is for one document, ndjson prints one a line; text is what spans point into.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
