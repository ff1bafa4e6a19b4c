/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library's messages, which are English, in the page's language (messages.def). */
#ifndef VT_WEB_MESSAGES_H
#define VT_WEB_MESSAGES_H

#include "web/html.h"

/* Writes the message; where the page is Vietnamese and the table does not have it, in English and marked as such. */
void vt_page_message(vt_page *page, const char *english);

/* The same as a paragraph that is read out as soon as it is there. */
void vt_page_fault(vt_page *page, const char *english);

#endif
