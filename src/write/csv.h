/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CSV as RFC 4180 has it: fields parted by commas, records ended by CR LF, a
 * field with a comma, a quote or a line break in quotes.
 *
 * for_excel: a byte order mark at the start, so that a spreadsheet takes the
 * text as UTF-8, and a quote mark (') before a cell that begins with = + - @,
 * tab or CR: documents come from strangers, and a spreadsheet would run such a
 * cell as a formula. Without it the values are exact: programs read them.
 */
#ifndef VT_WRITE_CSV_H
#define VT_WRITE_CSV_H

#include <vanthu/write.h>

typedef struct vt_csv {
    const vt_output *output;
    bool for_excel;
    bool begun; /* the record has a field */
    bool failed;
} vt_csv;

void vt_csv_init(vt_csv *csv, const vt_output *output, bool for_excel);

void vt_csv_field(vt_csv *csv, vt_slice value);
/* value NULL is an empty field. */
void vt_csv_text(vt_csv *csv, const char *value);
void vt_csv_number(vt_csv *csv, uint64_t value);
void vt_csv_record_end(vt_csv *csv);

/* VT_ERR_WRITE when a write failed. */
vt_code vt_csv_finish(const vt_csv *csv, vt_error *err);

#endif
