/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Results on standard output, messages and progress on standard error. Text
 * that may come from a document or a file name goes through here, which keeps
 * control characters from the terminal.
 */
#ifndef VT_CLI_OUTPUT_H
#define VT_CLI_OUTPUT_H

#include "cli/cli.h"

typedef enum vt_style {
    VT_STYLE_PLAIN,
    VT_STYLE_STRONG,
    VT_STYLE_FAINT,
    VT_STYLE_MARKED,
    VT_STYLE_ALARM,
    VT_STYLE_ADDED,
    VT_STYLE_DROPPED
} vt_style;

/* Takes over the standard streams; output becomes cli->output and must outlive it. close flushes them and may turn the
 * exit code into VT_EXIT_WRITE. */
void vt_cli_open(vt_cli *cli, vt_output *output);
vt_exit vt_cli_close(vt_cli *cli, vt_exit code);

/* Results so far reach whoever waits for them. */
void vt_cli_flush(vt_cli *cli);

/* A value in a style (plain where there is no colour), made harmless: it stays on its line, so that no name of a file
 * and no field of a document passes for a line of ours. */
void vt_cli_put(vt_cli *cli, vt_style style, vt_slice text);
/* The same for text of several lines: line feeds and tabs are kept, as they are in a format. */
void vt_cli_put_lines(vt_cli *cli, vt_style style, vt_slice text);
__attribute__((format(printf, 3, 4))) void vt_cli_printf(vt_cli *cli, vt_style style, const char *format, ...);

/* "vanthu: SUBJECT: what is wrong", and "hint: what to do" where there is one. subject may be NULL. An error, a hint
 * and a note are one line each, whatever they name. */
void vt_cli_error(vt_cli *cli, const char *subject, const vt_error *err);
__attribute__((format(printf, 3, 4))) void vt_cli_fail(vt_cli *cli, const char *subject, const char *format, ...);
__attribute__((format(printf, 2, 3))) void vt_cli_hint(vt_cli *cli, const char *format, ...);
/* "vanthu: ..." for what is no error: a summary. */
__attribute__((format(printf, 2, 3))) void vt_cli_note(vt_cli *cli, const char *format, ...);

/* A progress bar; only on a terminal, elsewhere nothing is written. total 0: unknown. */
void vt_cli_progress(vt_cli *cli, uint64_t done, uint64_t total, const char *what);
/* Takes the bar away; messages do so by themselves. */
void vt_cli_progress_end(vt_cli *cli);

#endif
