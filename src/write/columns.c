/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: names of columns, a record. Out: its row. Each column is one function get_NAME that appends its value. */
#include "write/columns.h"

#include <inttypes.h>
#include <string.h>
#include "base/buffer.h"
#include "base/error.h"
#include "base/slice.h"
#include "write/date.h"

typedef void (*getter)(const vt_record *record, vt_buffer *out);

static const char joint[] = " | ";

/* ---- single values ---- */

static void put(vt_buffer *out, const char *text) {
    if (text) vt_buffer_append_text(out, text);
}

#define TEXT(name, field) \
    static void get_##name(const vt_record *record, vt_buffer *out) { put(out, record->document->field); }
#define COUNT(name, field)                                            \
    static void get_##name(const vt_record *record, vt_buffer *out) { \
        vt_buffer_printf(out, "%zu", record->document->field);        \
    }

TEXT(id, id)
TEXT(type, type.code)
TEXT(type_name, type.name)
TEXT(number, number.full)
TEXT(ordinal, number.ordinal)
TEXT(symbol, number.symbol)
TEXT(date, issued.date)
TEXT(place, issued.place)
TEXT(issuer, issuer.name)
TEXT(parent, issuer.parent)
TEXT(title, title)
TEXT(secrecy, marks.secrecy)
TEXT(urgency, marks.urgency)
TEXT(format, source.format)
COUNT(bases_count, basis_count)
COUNT(citations_count, citation_count)
COUNT(sections_count, section_count)

static void get_path(const vt_record *record, vt_buffer *out) {
    if (record->path_count) put(out, record->paths[0]);
}

static void get_bytes(const vt_record *record, vt_buffer *out) {
    vt_buffer_printf(out, "%" PRIu64, record->document->source.bytes);
}

static void get_concerns(const vt_record *record, vt_buffer *out) {
    vt_buffer_printf(out, "%u", vt_document_concerns(record->document));
}

/* YYYY-MM-DD turned round, as much of it as is known. */
static void get_date_vn(const vt_record *record, vt_buffer *out) {
    char date[VT_DATE_WRITTEN];
    put(out, vt_date_written(record->document->issued.date, date));
}

static void get_year(const vt_record *record, vt_buffer *out) {
    vt_slice date = vt_slice_of(record->document->issued.date);
    if (date.size >= 4) vt_buffer_append_slice(out, vt_slice_sub(date, 0, 4));
}

/* In thousandths, so that no locale has a say. */
static void get_confidence_min(const vt_record *record, vt_buffer *out) {
    const vt_document *document = record->document;
    double least = 1;
    for (size_t i = 0; i < document->evidence_count; i++)
        if (document->evidence[i].confidence < least) least = document->evidence[i].confidence;
    unsigned thousandths = least > 0 ? (unsigned)(least * 1000 + 0.5) : 0;
    if (document->evidence_count) vt_buffer_printf(out, "%u.%03u", thousandths / 1000, thousandths % 1000);
}

/* ---- lists ---- */

/* What is unknown leaves no gap. */
static void put_item(vt_buffer *out, const char *text) {
    if (!text || !*text) return;
    if (out->size) vt_buffer_append_text(out, joint);
    vt_buffer_append_text(out, text);
}

#define LIST(name, items, count, field)                                                                       \
    static void get_##name(const vt_record *record, vt_buffer *out) {                                         \
        for (size_t i = 0; i < record->document->count; i++) put_item(out, record->document->items[i].field); \
    }

LIST(signer, signers, signer_count, name)
LIST(position, signers, signer_count, position)
LIST(capacity, signers, signer_count, capacity)
LIST(addressees, addressees, addressee_count, text)
LIST(recipients, recipients, recipient_count, text)
LIST(bases, bases, basis_count, text)
LIST(warnings, warnings, warning_count, code)

static void get_paths(const vt_record *record, vt_buffer *out) {
    for (size_t i = 0; i < record->path_count; i++) put_item(out, record->paths[i]);
}

/* ---- the table ---- */

static const vt_column columns[] = {
#define X(name, usual, help) {#name, help, usual},
#include "write/columns.def"
#undef X
};

static const getter getters[] = {
#define X(name, usual, help) get_##name,
#include "write/columns.def"
#undef X
};

const vt_column *vt_export_columns(size_t *count) {
    *count = VT_COLUMN_COUNT;
    return columns;
}

static bool find_column(vt_slice name, vt_column_id *id) {
    for (size_t i = 0; i < VT_COLUMN_COUNT; i++)
        if (vt_slice_is(name, columns[i].name)) return *id = (vt_column_id)i, true;
    return false;
}

static vt_code add_column(vt_slice name, vt_columns *out, vt_error *err) {
    vt_column_id id;
    if (!find_column(name, &id))
        return vt_fail_hint(err, VT_ERR_ARGUMENT, "vanthu help export", "there is no column \"%.*s\"",
                            name.size < 40 ? (int)name.size : 40, name.data);
    for (size_t i = 0; i < out->count; i++)
        if (out->ids[i] == id) return vt_fail(err, VT_ERR_ARGUMENT, "the column %s is named twice", columns[id].name);
    out->ids[out->count++] = id;
    return VT_OK;
}

vt_code vt_columns_choose(const char *names, vt_columns *out, vt_error *err) {
    *out = (vt_columns){.count = 0};
    for (size_t i = 0; !names && i < VT_COLUMN_COUNT; i++)
        if (columns[i].usual) out->ids[out->count++] = (vt_column_id)i;
    for (const char *at = names; at;) {
        size_t size = strcspn(at, ",");
        vt_code code = add_column(vt_slice_trim((vt_slice){at, size}), out, err);
        if (code != VT_OK) return code;
        at = at[size] ? at + size + 1 : NULL;
    }
    return VT_OK;
}

vt_code vt_columns_write_head(const vt_columns *chosen, vt_csv *csv, vt_error *err) {
    for (size_t i = 0; i < chosen->count; i++) vt_csv_text(csv, columns[chosen->ids[i]].name);
    vt_csv_record_end(csv);
    return vt_csv_finish(csv, err);
}

vt_code vt_columns_write(const vt_columns *chosen, const vt_record *record, vt_csv *csv, vt_error *err) {
    vt_buffer value;
    vt_buffer_init(&value, NULL);
    for (size_t i = 0; i < chosen->count && !value.failed; i++) {
        vt_buffer_clear(&value);
        getters[chosen->ids[i]](record, &value);
        vt_csv_field(csv, vt_buffer_slice(&value));
    }
    vt_csv_record_end(csv);
    bool failed = value.failed;
    vt_buffer_free(&value);
    return failed ? vt_fail_memory(err) : vt_csv_finish(csv, err);
}
