/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: what people said of records. Out: its JSON, schema vanthu.journal/1 (docs/json.md). */
#include <vanthu/journal.h>

#include "write/emit.h"

const char *vt_journal_action_id(vt_journal_action action) {
    static const char *const ids[VT_JOURNAL_ACTIONS] = {
        [VT_JOURNAL_SET] = "set",
        [VT_JOURNAL_CONFIRM] = "confirm",
        [VT_JOURNAL_UNSET] = "unset",
        [VT_JOURNAL_CARRY] = "carry",
        [VT_JOURNAL_CARRY_CONFIRM] = "carry-confirm",
    };
    return ids[action];
}

static void emit_entry(vt_emit *emit, const vt_journal_entry *entry) {
    vt_emit_object(emit, NULL);
    vt_emit_integer(emit, "sequence", (int64_t)entry->sequence);
    vt_emit_text(emit, "time", entry->time);
    vt_emit_text(emit, "user", entry->user);
    vt_emit_text(emit, "action", vt_journal_action_id(entry->action));
    vt_emit_text(emit, "id", entry->id);
    vt_emit_text(emit, "path", entry->path);
    vt_emit_text(emit, "field", entry->field);
    vt_emit_text(emit, "value", entry->value);
    vt_emit_text(emit, "said", entry->said);
    vt_emit_object_end(emit);
}

vt_code vt_write_journal_json(const vt_journal_list *list, bool indented, const vt_output *output, vt_error *err) {
    vt_emit emit;
    vt_emit_init(&emit, output, indented);
    vt_emit_object(&emit, NULL);
    vt_emit_text(&emit, "schema", "vanthu.journal/1");
    vt_emit_array(&emit, "entries");
    for (size_t i = 0; i < list->count; i++) emit_entry(&emit, &list->items[i]);
    vt_emit_array_end(&emit);
    vt_emit_object_end(&emit);
    return vt_emit_finish(&emit, err);
}
