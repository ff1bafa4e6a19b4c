/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: what a person says of a record. Out: it is said, and what the journal got is told. */
#include "cli/person.h"

#include <stdlib.h>
#include <string.h>
#include "base/slice.h"

vt_author vt_person_author(void) {
    const char *user = getenv("VANTHU_USER");
    return (vt_author){.user = user && *user ? user : NULL};
}

static void put_value(vt_cli *cli, vt_style style, const char *value) {
    vt_cli_put(cli, value ? style : VT_STYLE_FAINT, vt_slice_of(value ? value : "(none)"));
}

void vt_person_put_entry(vt_cli *cli, const vt_journal_entry *entry) {
    bool same = entry->value == entry->said || (entry->value && entry->said && strcmp(entry->value, entry->said) == 0);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "%s ", vt_journal_action_id(entry->action));
    vt_cli_put(cli, VT_STYLE_PLAIN, vt_slice_of(entry->field));
    if (entry->action != VT_JOURNAL_UNSET) {
        vt_cli_printf(cli, VT_STYLE_PLAIN, ": ");
        put_value(cli, VT_STYLE_STRONG, entry->value);
    }
    if (same) return;
    vt_cli_printf(cli, VT_STYLE_PLAIN, " (was ");
    put_value(cli, VT_STYLE_PLAIN, entry->said);
    vt_cli_printf(cli, VT_STYLE_PLAIN, ")");
}

/* The last entries are the ones that were made now: the lock is still ours. */
static vt_code tell(vt_cli *cli, vt_archive *archive, size_t count, vt_error *err) {
    vt_journal_list *list;
    vt_code code = vt_archive_journal(archive, NULL, &list, err);
    if (code != VT_OK) return code;
    for (size_t i = list->count - (count < list->count ? count : list->count); i < list->count; i++) {
        vt_person_put_entry(cli, &list->items[i]);
        vt_cli_printf(cli, VT_STYLE_PLAIN, "\n");
    }
    vt_journal_list_free(list);
    return VT_OK;
}

vt_exit vt_person_say(vt_cli *cli, const vt_person_settings *settings, vt_person_word word, void *context) {
    vt_exit exit;
    vt_archive *archive =
        vt_cli_archive_open_waiting(cli, settings->archive, VT_ARCHIVE_AMEND, settings->wait, &exit);
    if (!archive) return exit;
    vt_error err = {0};
    size_t count = 0;
    vt_code code = word(archive, context, &count, &err);
    if (code == VT_OK) code = tell(cli, archive, count, &err);
    vt_archive_close(archive);
    if (code != VT_OK) return vt_cli_archive_failed(cli, settings->archive, NULL, &err);
    if (!count) vt_cli_note(cli, "nothing in it awaits a person");
    return count ? VT_EXIT_DONE : VT_EXIT_NOTHING;
}
