/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a document. Out: the text that its spans point into, byte for byte. */
#include <vanthu/write.h>

#include "base/error.h"

vt_code vt_write_text(const vt_document *document, const vt_output *output, vt_error *err) {
    if (!document || !output || !output->write) return vt_fail(err, VT_ERR_ARGUMENT, "no document or no output");
    if (document->text.size && !output->write(output->context, document->text.data, document->text.size))
        return vt_fail(err, VT_ERR_WRITE, "could not write");
    return VT_OK;
}
