/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an archive's folder and where to listen. Out: the page, until a signal ends it. */
#include <errno.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/error.h"
#include "base/slice.h"
#include "cli/archive_cli.h"
#include "web/serve.h"

enum { LINE_MAX_BYTES = 1024, MOST_PORT = 65535 };

typedef struct settings {
    const char *archive, *host, *password_file;
    uint64_t port, threads;
    bool open;
} settings;

/* One line, USER:PASSWORD, which is split in place. */
static bool read_password(vt_cli *cli, const char *path, char *line, vt_serve_options *options) {
    FILE *file = fopen(path, "re");
    bool got = file && fgets(line, LINE_MAX_BYTES, file);
    if (!got) vt_cli_fail(cli, path, "%s", file ? "the file is empty" : strerror(errno));
    if (file) fclose(file);
    if (!got) return false;
    line[strcspn(line, "\r\n")] = '\0';
    char *colon = strchr(line, ':');
    if (!colon || colon == line || !colon[1]) {
        vt_cli_fail(cli, path, "the first line is not USER:PASSWORD");
        return false;
    }
    *colon = '\0';
    options->user = line;
    options->password = colon + 1;
    return true;
}

/* Blocked before the server's threads start, so that none of them gets what ends the program. */
static bool block_signals(sigset_t *ending) {
    sigemptyset(ending);
    sigaddset(ending, SIGINT);
    sigaddset(ending, SIGTERM);
    return sigprocmask(SIG_BLOCK, ending, NULL) == 0;
}

/* Shows the page in the user's own browser; that it cannot be is no failure. */
static void open_browser(const char *address) {
    pid_t child = fork();
    if (child != 0) return;
    execlp("xdg-open", "xdg-open", address, (char *)NULL);
    _exit(127);
}

/* Each answer takes and gives back some megabytes: memory that goes back to the system each time costs as much as the
 * answer. */
static void keep_memory(void) {
#ifdef __GLIBC__
    enum { KEPT = 64 << 20 };
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_MMAP_THRESHOLD, KEPT);
#endif
}

static vt_exit serve(vt_cli *cli, const settings *s, const vt_serve_options *options) {
    vt_server *server;
    vt_error err = {0};
    sigset_t ending;
    int got;
    if (!block_signals(&ending)) return VT_EXIT_INPUTS;
    keep_memory();
    if (vt_serve_start(options, &server, &err) != VT_OK) {
        vt_cli_error(cli, cli->command, &err);
        return vt_cli_exit(err.code);
    }
    vt_cli_printf(cli, VT_STYLE_PLAIN, "%s\n", vt_serve_address(server));
    vt_cli_flush(cli);
    vt_cli_note(cli, "Ctrl-C ends it");
    if (s->open) open_browser(vt_serve_address(server));
    sigwait(&ending, &got);
    vt_serve_stop(server);
    return VT_EXIT_DONE;
}

static vt_exit run(vt_cli *cli, const void *given, const char *const *operands, size_t operand_count) {
    const settings *s = given;
    char line[LINE_MAX_BYTES];
    vt_serve_options options = {.folder = vt_cli_archive(s->archive),
                                .host = s->host,
                                .port = (uint16_t)s->port,
                                .threads = (unsigned)s->threads};
    (void)operands, (void)operand_count;
    if (s->port > MOST_PORT) {
        vt_cli_fail(cli, cli->command, "--port is at most %d", MOST_PORT);
        return VT_EXIT_USAGE;
    }
    if (s->password_file && !read_password(cli, s->password_file, line, &options)) return VT_EXIT_INPUTS;
    return serve(cli, s, &options);
}

static const vt_option options[] = {
    VT_ARCHIVE_OPTION(settings, archive),
    {"port", 'p', VT_OPTION_NUMBER, offsetof(settings, port), "listens there; the first free one from 8642 otherwise",
     "N", NULL},
    {"host", 'H', VT_OPTION_TEXT, offsetof(settings, host), "the address to listen at, 127.0.0.1 otherwise", "ADDRESS",
     NULL},
    {"password-file", 'P', VT_OPTION_TEXT, offsetof(settings, password_file),
     "asks for the user and password in its first line, USER:PASSWORD", "FILE", NULL},
    {"threads", 'j', VT_OPTION_NUMBER, offsetof(settings, threads),
     "answers N at a time; one more than there are processors otherwise", "N", NULL},
    {"open", 'o', VT_OPTION_FLAG, offsetof(settings, open), "shows the page in the browser", NULL, NULL},
    {0}};

static const settings defaults = {0};

const vt_command vt_command_serve = {
    .name = "serve",
    .operands = "",
    .summary = "serves the archive as a web page on this machine",
    .details = "Prints the page's address and serves until it is interrupted. Any other address than\n"
               "one of this machine alone needs --password-file.",
    .options = options,
    .defaults = &defaults,
    .settings_size = sizeof defaults,
    .least_operands = 0,
    .most_operands = 0,
    .run = run,
};
