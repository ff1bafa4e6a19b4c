/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an archive's folder, a query, an error. Out: the archive, open, or a message and an exit code. */
#include "cli/archive_cli.h"

#include <limits.h>
#include <string.h>
#include "base/buffer.h"
#include "base/slice.h"
#include "text/utf8.h"
#include "write/date.h"
#include "write/plain.h"

enum { SHOWN_ID = 12, SHOWN_COLUMNS = 72, SHOWN_BEFORE = 40 };

vt_archive *vt_cli_archive_open(vt_cli *cli, const char *given, vt_archive_mode mode, vt_exit *exit) {
    return vt_cli_archive_open_waiting(cli, given, mode, 0, exit);
}

unsigned vt_cli_unsigned(uint64_t number) { return number < UINT_MAX ? (unsigned)number : UINT_MAX; }

vt_archive *vt_cli_archive_open_waiting(vt_cli *cli, const char *given, vt_archive_mode mode, uint64_t seconds,
                                        vt_exit *exit) {
    vt_archive *archive;
    vt_error err = {0};
    vt_code code = vt_archive_open_waiting(vt_cli_archive(given), mode, vt_cli_unsigned(seconds), &archive, &err);
    *exit = code == VT_OK ? VT_EXIT_DONE : vt_cli_archive_failed(cli, given, NULL, &err);
    if (archive && vt_archive_notice(archive)) vt_cli_note(cli, "%s", vt_archive_notice(archive));
    return archive;
}

/* The part of a query around a fault: a line is enough, however long the query is. */
static vt_slice around(vt_slice query, size_t offset) {
    size_t start = 0, end = query.size;
    if (vt_plain_width(query) > SHOWN_COLUMNS)
        while (vt_plain_width(vt_slice_sub(query, start, offset)) > SHOWN_BEFORE) start += vt_utf8_size(query.data[start]);
    while (end > offset && vt_plain_width(vt_slice_sub(query, start, end)) > SHOWN_COLUMNS)
        end = vt_utf8_before(query.data, end);
    return vt_slice_sub(query, start, end);
}

/* The query on one line, and a caret that stands by columns, not by bytes. */
static void show_fault(vt_cli *cli, const char *query, const vt_error *err) {
    vt_arena arena;
    vt_slice whole = vt_slice_of(query), shown = around(whole, (size_t)err->offset);
    size_t before = (size_t)(shown.data - whole.data);
    const char *head = before ? "…" : "", *tail = before + shown.size < whole.size ? "…" : "";
    vt_arena_init(&arena, NULL);
    char *line = vt_arena_text(&arena, shown);
    for (char *at = line; at && *at; at++)
        if (vt_is_space(*at)) *at = ' ';
    size_t columns = vt_plain_width(vt_slice_of(head)) + vt_plain_width(vt_slice_sub(shown, 0, (size_t)err->offset - before));
    vt_cli_fail(cli, cli->command, "%s\n  %s%s%s\n  %*s^", err->message, head, line ? line : "", tail, (int)columns, "");
    vt_arena_free(&arena);
}

vt_exit vt_cli_archive_failed(vt_cli *cli, const char *given, const char *query, const vt_error *err) {
    size_t size = query ? strlen(query) : 0;
    bool shown = query && err->code == VT_ERR_QUERY && err->offset >= 0 && (uint64_t)err->offset <= size;
    if (shown && vt_utf8_valid(vt_slice_of(query))) {
        show_fault(cli, query, err);
        vt_cli_hint(cli, "vanthu help query");
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

bool vt_cli_limit_fits(vt_cli *cli, uint64_t limit, uint64_t least) {
    if (limit >= least && limit <= UINT32_MAX) return true;
    vt_cli_fail(cli, cli->command, "--limit is %sbelow 4294967296", least ? "at least 1 and " : "");
    return false;
}

bool vt_cli_page_fits(vt_cli *cli, uint64_t limit, uint64_t least, uint64_t offset) {
    if (!vt_cli_limit_fits(cli, limit, least)) return false;
    if (offset <= UINT32_MAX) return true;
    vt_cli_fail(cli, cli->command, "--offset is below 4294967296");
    return false;
}

vt_exit vt_cli_run_query(vt_cli *cli, const void *settings, const char *const *operands, size_t count,
                         vt_cli_query_fn fn) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    const char *query = vt_cli_join(&arena, operands, count);
    vt_exit exit = query ? fn(cli, settings, query) : vt_cli_no_memory(cli);
    vt_arena_free(&arena);
    return exit;
}

vt_exit vt_cli_no_memory(vt_cli *cli) {
    vt_cli_fail(cli, cli->command, "memory ran out");
    return VT_EXIT_INPUTS;
}

void vt_cli_put_headline(vt_cli *cli, const vt_headline *headline) {
    const char *number = headline->number ? headline->number : headline->type ? headline->type : "-";
    char date[VT_DATE_WRITTEN];
    vt_cli_put(cli, VT_STYLE_STRONG, vt_slice_of(number));
    if (headline->date && *headline->date)
        vt_cli_printf(cli, VT_STYLE_PLAIN, "  %s", vt_date_written(headline->date, date));
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
