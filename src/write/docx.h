/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A DOCX of plain paragraphs, as a clerk pastes from: A4, Times New Roman 14,
 * justified, first line 1.27 cm in (Nghị định 30/2020/NĐ-CP, Phụ lục I). The
 * same paragraphs give the same bytes. Control characters are dropped, bytes
 * that are not UTF-8 become U+FFFD.
 *
 *     vt_docx docx;
 *     vt_docx_init(&docx);
 *     vt_docx_begin(&docx, VT_DOCX_ITALIC);
 *     vt_docx_text(&docx, "Căn cứ Luật Giáo dục;");
 *     vt_docx_end(&docx);
 *     vt_code code = vt_docx_write(&docx, output, err);   // frees it
 */
#ifndef VT_WRITE_DOCX_H
#define VT_WRITE_DOCX_H

#include <vanthu/write.h>
#include "base/buffer.h"

typedef enum vt_docx_style { VT_DOCX_PLAIN, VT_DOCX_ITALIC } vt_docx_style;

typedef struct vt_docx {
    vt_buffer body; /* the paragraphs as XML */
} vt_docx;

/* Takes no memory yet. */
void vt_docx_init(vt_docx *docx);

/* A paragraph is begun, filled by any number of pieces of text, and ended. */
void vt_docx_begin(vt_docx *docx, vt_docx_style style);
void vt_docx_text(vt_docx *docx, const char *text);
void vt_docx_end(vt_docx *docx);

/* Packs what was written and gives its memory back, whatever happens. VT_ERR_MEMORY, VT_ERR_WRITE. */
vt_code vt_docx_write(vt_docx *docx, const vt_output *output, vt_error *err);

#endif
