/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The safety limits of VT_LIMIT_TABLE: their values, and what is said of a file that is past one. */
#ifndef VT_READ_LIMITS_H
#define VT_READ_LIMITS_H

#include <vanthu/document.h>

typedef enum vt_limit {
#define X(field, name, standard, what) VT_LIMIT_##field,
    VT_LIMIT_TABLE(X)
#undef X
        VT_LIMIT_COUNT
} vt_limit;

/* limits (may be NULL) with every zero replaced by its default. */
vt_limits vt_limits_resolve(const vt_limits *limits);

/* VT_ERR_LIMIT, with the option that raises the limit. limits are resolved; part of the file, or NULL for all of it. */
vt_code vt_limit_fail(const vt_limits *limits, vt_limit limit, const char *part, vt_error *err);

#endif
