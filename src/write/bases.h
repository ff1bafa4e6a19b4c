/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writers of lists of bases share. */
#ifndef VT_WRITE_BASES_H
#define VT_WRITE_BASES_H

#include <vanthu/bases.h>

#define VT_BASES_LEAD "Căn cứ "

enum { VT_BASES_WITNESSES_SHOWN = 3 }; /* in what is for reading; the JSON has all that the list holds */

/* Whether the item is one of those that are to be written. */
bool vt_bases_chosen(const vt_bases_write_options *options, const vt_cited *cited);

/* One object with the schema vanthu.bases/1 and a line feed. */
vt_code vt_bases_write_json(const vt_cited_list *list, const vt_bases_write_options *options, const vt_output *output,
                            vt_error *err);

#endif
