/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: limits as a caller gave them. Out: limits with their defaults, and the error for a file that is past one. */
#include "read/limits.h"

#include <stddef.h>
#include "base/error.h"

static const struct {
    size_t offset; /* in vt_limits */
    uint64_t standard;
    const char *what, *hint;
} table[] = {
#define HINT(name) "if it is sound, raise the limit: --max-" name " N"
#define X(field, name, standard, what) {offsetof(vt_limits, field), standard, what, HINT(name)},
    VT_LIMIT_TABLE(X)
#undef X
};

static uint64_t *value(vt_limits *limits, size_t i) { return (uint64_t *)((char *)limits + table[i].offset); }

static uint64_t least(uint64_t a, uint64_t b) { return a < b ? a : b; }

vt_limits vt_limits_resolve(const vt_limits *limits) {
    vt_limits own = limits ? *limits : (vt_limits){0};
    for (size_t i = 0; i < VT_LIMIT_COUNT; i++)
        if (!*value(&own, i)) *value(&own, i) = table[i].standard;
    own.text_bytes = least(own.text_bytes, VT_TEXT_MOST);
    own.lines = least(own.lines, VT_TEXT_MOST);
    return own;
}

vt_code vt_limit_fail(const vt_limits *limits, vt_limit limit, const char *part, vt_error *err) {
    vt_limits own = *limits;
    return vt_fail_hint(err, VT_ERR_LIMIT, table[limit].hint, "%.120s%smore than %llu %s", part ? part : "",
                        part ? ": " : "", (unsigned long long)*value(&own, limit), table[limit].what);
}
