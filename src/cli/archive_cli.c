/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an archive's folder, a query, an error. Out: the archive, open, or a message and an exit code. */
#include "cli/archive_cli.h"

#include <limits.h>
#include <string.h>
#include "base/buffer.h"
#include "base/slice.h"
#include "write/plain.h"

enum { MOST_SHOWN = 1000, SHOWN_ID = 12 };

static vt_archive *opened(vt_cli *cli, const char *given, vt_archive *archive, const vt_error *err, vt_exit *exit) {
    *exit = archive ? VT_EXIT_DONE : vt_cli_archive_failed(cli, given, NULL, err);
    return archive;
}

vt_archive *vt_cli_archive_open(vt_cli *cli, const char *given, vt_archive_mode mode, vt_exit *exit) {
    vt_archive *archive;
    vt_error err = {0};
    vt_archive_open(vt_cli_archive(given), mode, &archive, &err);
    return opened(cli, given, archive, &err, exit);
}

vt_archive *vt_cli_archive_open_waiting(vt_cli *cli, const char *given, uint64_t seconds, vt_exit *exit) {
    vt_archive *archive;
    vt_error err = {0};
    vt_archive_open_waiting(vt_cli_archive(given), seconds < UINT_MAX ? (unsigned)seconds : UINT_MAX, &archive, &err);
    return opened(cli, given, archive, &err, exit);
}

vt_exit vt_cli_archive_failed(vt_cli *cli, const char *given, const char *query, const vt_error *err) {
    size_t size = query ? strlen(query) : 0;
    bool shown =
        query && err->code == VT_ERR_QUERY && size <= MOST_SHOWN && err->offset >= 0 && (uint64_t)err->offset <= size;
    if (shown) {
        /* The caret stands by columns, not by bytes. */
        int columns = (int)vt_plain_width((vt_slice){query, (size_t)err->offset});
        vt_cli_fail(cli, cli->command, "%s\n  %s\n  %*s^", err->message, query, columns, "");
        vt_cli_hint(cli, "vanthu help search");
    } else {
        bool about_archive = err->code == VT_ERR_ARCHIVE || err->code == VT_ERR_LOCKED || err->code == VT_ERR_WRITE;
        vt_cli_error(cli, about_archive ? vt_cli_archive(given) : cli->command, err);
    }
    return vt_cli_exit(err->code);
}

char *vt_cli_join(vt_arena *arena, const char *const *operands, size_t count) {
    vt_buffer buffer;
    vt_buffer_init(&buffer, NULL);
    for (size_t i = 0; i < count; i++) {
        if (i) vt_buffer_append_char(&buffer, ' ');
        vt_buffer_append_text(&buffer, operands[i]);
    }
    char *joined = buffer.failed ? NULL : vt_arena_text(arena, vt_buffer_slice(&buffer));
    vt_buffer_free(&buffer);
    return joined;
}

vt_exit vt_cli_no_memory(vt_cli *cli) {
    vt_cli_fail(cli, cli->command, "memory ran out");
    return VT_EXIT_INPUTS;
}

/* 2023-01-09 as 09/01/2023; what is known in part in the same order. */
static void print_date(vt_cli *cli, const char *date) {
    size_t size = date ? strlen(date) : 0;
    if (size == 10)
        vt_cli_printf(cli, VT_STYLE_PLAIN, "  %.2s/%.2s/%.4s", date + 8, date + 5, date);
    else if (size == 7)
        vt_cli_printf(cli, VT_STYLE_PLAIN, "  %.2s/%.4s", date + 5, date);
    else if (size)
        vt_cli_printf(cli, VT_STYLE_PLAIN, "  %s", date);
}

void vt_cli_put_headline(vt_cli *cli, const vt_headline *headline) {
    const char *number = headline->number ? headline->number : headline->type ? headline->type : "-";
    vt_cli_put(cli, VT_STYLE_STRONG, vt_slice_of(number));
    print_date(cli, headline->date);
    if (headline->issuer) {
        vt_cli_printf(cli, VT_STYLE_PLAIN, "  ");
        vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_of(headline->issuer));
    }
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
    if (!headline->title) return;
    vt_cli_printf(cli, VT_STYLE_PLAIN, "    ");
    vt_cli_put(cli, VT_STYLE_STRONG, vt_slice_of(headline->title));
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
}

void vt_cli_put_place(vt_cli *cli, const char *id, const char *path) {
    vt_cli_printf(cli, VT_STYLE_FAINT, "    %.*s  ", SHOWN_ID, id);
    vt_cli_put(cli, VT_STYLE_FAINT, vt_slice_of(path));
    vt_cli_printf(cli, VT_STYLE_PLAIN, "\n\n");
}
