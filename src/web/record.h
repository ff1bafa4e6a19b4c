/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a document as a list in which each can be corrected or confirmed; works without JavaScript. */
#ifndef VT_WEB_RECORD_H
#define VT_WEB_RECORD_H

#include "web/parts.h"

void vt_page_record(vt_page *page, const vt_document *document);

/* A form that changes a field of a record: value NULL confirms what is there. */
void vt_page_field_form(vt_page *page, const char *id, const char *field, const char *value);

#endif
