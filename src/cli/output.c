/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: results, errors, progress. Out: standard output and standard error. */
#include "cli/output.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/slice.h"
#include "write/plain.h"

static const char *const styles[] = {
    [VT_STYLE_PLAIN] = "",           [VT_STYLE_STRONG] = "\033[1m",
    [VT_STYLE_FAINT] = "\033[2m",    [VT_STYLE_MARKED] = "\033[1;33m",
    [VT_STYLE_ALARM] = "\033[1;31m", [VT_STYLE_ADDED] = "\033[32m",
    [VT_STYLE_DROPPED] = "\033[31m",
};

static const char style_end[] = "\033[0m";

static bool write_out(void *context, const char *bytes, size_t size) {
    vt_cli *cli = context;
    if (cli->write_errno) return false;
    if (fwrite(bytes, 1, size, stdout) == size) return true;
    cli->write_errno = errno ? errno : EIO;
    return false;
}

/* Nothing can be done about a message that cannot be written. */
static bool write_err(void *context, const char *bytes, size_t size) {
    (void)context;
    fwrite(bytes, 1, size, stderr);
    return true;
}

static const vt_output err_output = {write_err, NULL};

static bool wants_colour(bool terminal) {
    const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
    return terminal && !(no_colour && *no_colour) && term && strcmp(term, "dumb") != 0;
}

void vt_cli_open(vt_cli *cli, vt_output *output) {
    *output = (vt_output){write_out, cli};
    *cli = (vt_cli){.output = output, .command = ""};
    cli->out_terminal = isatty(STDOUT_FILENO);
    cli->err_terminal = isatty(STDERR_FILENO);
    cli->out_colour = wants_colour(cli->out_terminal);
    cli->err_colour = wants_colour(cli->err_terminal);
}

void vt_cli_flush(vt_cli *cli) {
    if (fflush(stdout) != 0 && !cli->write_errno) cli->write_errno = errno;
}

vt_exit vt_cli_close(vt_cli *cli, vt_exit code) {
    vt_cli_progress_end(cli);
    vt_cli_flush(cli);
    if (!cli->write_errno) return code;
    vt_cli_fail(cli, "standard output", "could not write: %s", strerror(cli->write_errno));
    return VT_EXIT_WRITE;
}

/* To where, how, and whether line feeds and tabs are kept. */
typedef struct manner {
    const vt_output *output;
    bool colour;
    vt_style style;
    bool breaks;
} manner;

static void put_styled(const manner *m, vt_slice text) {
    const vt_output *output = m->output;
    const char *start = m->colour ? styles[m->style] : "";
    if (*start) output->write(output->context, start, strlen(start));
    vt_plain_write(output, text, m->breaks);
    if (*start) output->write(output->context, style_end, strlen(style_end));
}

/* What does not fit a line of this size goes through the heap; without memory it is cut. */
static void print_styled(const manner *m, const char *format, va_list arguments) {
    char line[1024];
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(line, sizeof line, format, arguments);
    char *longer = size >= (int)sizeof line ? malloc((size_t)size + 1) : NULL;
    if (longer) vsnprintf(longer, (size_t)size + 1, format, again);
    if (size >= 0) put_styled(m, vt_slice_of(longer ? longer : line));
    free(longer);
    va_end(again);
}

void vt_cli_put(vt_cli *cli, vt_style style, vt_slice text) {
    put_styled(&(manner){cli->output, cli->out_colour, style, false}, text);
}

void vt_cli_put_lines(vt_cli *cli, vt_style style, vt_slice text) {
    put_styled(&(manner){cli->output, cli->out_colour, style, true}, text);
}

void vt_cli_printf(vt_cli *cli, vt_style style, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    print_styled(&(manner){cli->output, cli->out_colour, style, true}, format, arguments);
    va_end(arguments);
}

/* Results come before the messages that follow them, also where both go to one terminal. */
static void begin_message(vt_cli *cli) {
    vt_cli_progress_end(cli);
    fflush(stdout);
}

static void say(vt_cli *cli, vt_style style, const char *head, const char *subject) {
    put_styled(&(manner){&err_output, cli->err_colour, style, false}, vt_slice_of(head));
    if (!subject) return;
    vt_plain_write(&err_output, vt_slice_of(subject), false);
    vt_plain_write(&err_output, VT_LITERAL(": "), false);
}

static void end_message(bool breaks, const char *format, va_list arguments) {
    print_styled(&(manner){.output = &err_output, .breaks = breaks}, format, arguments);
    fputc('\n', stderr);
}

void vt_cli_fail(vt_cli *cli, const char *subject, const char *format, ...) {
    begin_message(cli);
    say(cli, VT_STYLE_ALARM, "vanthu: ", subject);
    va_list arguments;
    va_start(arguments, format);
    end_message(true, format, arguments); /* a query is shown below its fault */
    va_end(arguments);
}

void vt_cli_error(vt_cli *cli, const char *subject, const vt_error *err) {
    begin_message(cli);
    say(cli, VT_STYLE_ALARM, "vanthu: ", subject);
    vt_plain_write(&err_output, vt_slice_of(err->message[0] ? err->message : vt_error_meaning(err->code)), false);
    fputc('\n', stderr);
    if (err->hint) vt_cli_hint(cli, "%s", err->hint);
}

void vt_cli_hint(vt_cli *cli, const char *format, ...) {
    begin_message(cli);
    say(cli, VT_STYLE_STRONG, "hint: ", NULL);
    va_list arguments;
    va_start(arguments, format);
    end_message(false, format, arguments);
    va_end(arguments);
}

void vt_cli_note(vt_cli *cli, const char *format, ...) {
    begin_message(cli);
    say(cli, VT_STYLE_FAINT, "vanthu: ", NULL);
    va_list arguments;
    va_start(arguments, format);
    end_message(false, format, arguments);
    va_end(arguments);
}

static void draw_bar(uint64_t done, uint64_t total) {
    enum { BAR_COLUMNS = 30 };
    uint64_t filled = done >= total ? BAR_COLUMNS : done * BAR_COLUMNS / total;
    fputc('[', stderr);
    for (uint64_t i = 0; i < BAR_COLUMNS; i++) fputc(i < filled ? '#' : '.', stderr);
    fputs("] ", stderr);
}

void vt_cli_progress(vt_cli *cli, uint64_t done, uint64_t total, const char *what) {
    if (!cli->err_terminal) return;
    fputs("\r\033[K", stderr);
    if (total) draw_bar(done, total);
    if (total)
        fprintf(stderr, "%" PRIu64 " of %" PRIu64 " ", done, total);
    else
        fprintf(stderr, "%" PRIu64 " ", done);
    if (what) vt_plain_write(&err_output, vt_slice_of(what), false);
    fflush(stderr);
    cli->progress_shown = true;
}

void vt_cli_progress_end(vt_cli *cli) {
    if (!cli->progress_shown) return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    cli->progress_shown = false;
}
