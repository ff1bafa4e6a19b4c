/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a code and a message. Out: a filled vt_error. The names come from VT_ERROR_TABLE. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    const char *id, *meaning;
} table[] = {
#define X(name, id, meaning) {id, meaning},
    VT_ERROR_TABLE(X)
#undef X
};

const char *vt_error_id(vt_code code) { return (unsigned)code < VT_ERR_COUNT ? table[code].id : "unknown"; }

const char *vt_error_meaning(vt_code code) {
    return (unsigned)code < VT_ERR_COUNT ? table[code].meaning : "an unknown error";
}

static vt_code fill(vt_error *err, vt_code code, int64_t offset, const char *hint, const char *format,
                    va_list arguments) {
    if (!err) return code;
    err->code = code;
    err->offset = offset;
    err->hint = hint;
    vsnprintf(err->message, sizeof err->message, format, arguments);
    return code;
}

vt_code vt_fail(vt_error *err, vt_code code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fill(err, code, -1, NULL, format, arguments);
    va_end(arguments);
    return code;
}

vt_code vt_fail_at(vt_error *err, vt_code code, int64_t offset, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fill(err, code, offset, NULL, format, arguments);
    va_end(arguments);
    return code;
}

vt_code vt_fail_hint(vt_error *err, vt_code code, const char *hint, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fill(err, code, -1, hint, format, arguments);
    va_end(arguments);
    return code;
}
