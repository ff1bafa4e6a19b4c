/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of an export by name, and the values that a record has in them. */
#ifndef VT_WRITE_COLUMNS_H
#define VT_WRITE_COLUMNS_H

#include <vanthu/export.h>
#include "write/csv.h"

typedef enum vt_column_id {
#define X(name, usual, help) VT_COLUMN_##name,
#include "write/columns.def"
#undef X
    VT_COLUMN_COUNT
} vt_column_id;

typedef struct vt_columns {
    vt_column_id ids[VT_COLUMN_COUNT];
    size_t count;
} vt_columns;

/* names: "number,date,title", or NULL for the usual ones. VT_ERR_ARGUMENT when one is unknown or stands twice. */
vt_code vt_columns_choose(const char *names, vt_columns *out, vt_error *err);

/* The head row, and the row of a record. VT_ERR_MEMORY, VT_ERR_WRITE. */
vt_code vt_columns_write_head(const vt_columns *chosen, vt_csv *csv, vt_error *err);
vt_code vt_columns_write(const vt_columns *chosen, const vt_record *record, vt_csv *csv, vt_error *err);

#endif
