/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The name of a body (cơ quan, tổ chức): where one begins, and whether one that was begun still wants its last words.
 */
#ifndef VT_PARSE_BODY_H
#define VT_PARSE_BODY_H

#include "parse/view.h"

/* The size of the head word of a body's name at a place of the fold, before `end`; 0 when none stands there. A word
 * that only folds to one is none: VŨ in "VŨ THƯ" is no vụ, PHONG in "HỒNG PHONG" no phòng, nor is a word's second
 * syllable: PHÒNG in "HẢI PHÒNG". */
size_t vt_body_head(const vt_view *view, size_t at, size_t end);

/* Whether a name in [start, end) of the fold ends with the kind of a place or of a school, behind which the name of it
 * must follow: "UBND HUYỆN", "TRƯỜNG TIỂU HỌC". */
bool vt_body_wants_name(const vt_view *view, size_t start, size_t end);

/* Whether a head word at a place can also begin the name of a place or a person: TRƯỜNG (Thi), HỘI (An), ĐOÀN (Thị
 * Điểm). "TRƯỜNG TIỂU HỌC" cannot. */
bool vt_body_is_name_too(const vt_view *view, size_t at, size_t end);

#endif
