/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a relation. Out: its identifier. The names come from VT_RELATION_TABLE. */
#include <vanthu/document.h>

const char *vt_relation_id(vt_relation relation) {
    static const char *const ids[] = {
#define X(name, id) id,
        VT_RELATION_TABLE(X)
#undef X
    };
    return (unsigned)relation < VT_RELATION_COUNT ? ids[relation] : "unknown";
}
