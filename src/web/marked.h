/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document's text as HTML, with the place of every field, citation and section marked in it. */
#ifndef VT_WEB_MARKED_H
#define VT_WEB_MARKED_H

#include "web/html.h"

/*
 * Each piece that a field stands on is <mark class="field f-KIND" data-f="PATHS">, PATHS the fields' dotted paths
 * parted by blanks; the first piece of a field has the id "f-PATH". A citation is a link to the document if the archive
 * holds it, otherwise to what else cites it; a section begins with an anchor "s-N", N counted in reading order. False
 * when memory ran out.
 */
bool vt_html_document_text(vt_page *page, const vt_document *document);

#endif
