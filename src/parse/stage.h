/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each pass made of a file, for whoever debugs the parser. */
#ifndef VT_PARSE_STAGE_H
#define VT_PARSE_STAGE_H

#include <vanthu/document.h>
#include <vanthu/write.h>

/* stage: "lines", "atoms", "roles" or "citations". One line of output a thing. */
vt_code vt_stage_write(const char *stage, const char *path, const vt_parse_options *options, const vt_output *output,
                       vt_error *err);

/* The same for bytes in memory. */
vt_code vt_stage_write_memory(const char *stage, vt_slice bytes, const char *name, const vt_parse_options *options,
                              const vt_output *output, vt_error *err);

#endif
