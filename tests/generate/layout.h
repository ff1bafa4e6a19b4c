/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a plan's head and end, for all formats. A NULL among lines says that memory ran out. */
#ifndef GENERATE_LAYOUT_H
#define GENERATE_LAYOUT_H

#include "plan.h"

enum { GEN_LINES_MAX = 12 };

extern const char *const gen_motto[2];

bool gen_is_letter(const gen_act *act);

/* True of an outline that starts with I. */
bool gen_has_chapters(const gen_plan *plan);

/* "Cát Sơn, ngày 09 tháng 01 năm 2023" */
char *gen_dateline(const gen_act *act, vt_arena *arena);

/* Each fills at most GEN_LINES_MAX - 2 lines and returns how many. A long issuer breaks behind its head word. */
size_t gen_issuer_lines(const gen_act *act, vt_arena *arena, const char **lines);
size_t gen_signer_lines(const gen_act *act, vt_arena *arena, const char **lines);
size_t gen_recipient_lines(const gen_plan *plan, vt_arena *arena, const char **lines);

/* What stands behind a paragraph: of the bases, the last of a decision ends in a full stop. */
const char *gen_closing_mark(const gen_plan *plan, size_t i);

/* Behind the bases of a decision its type stands alone: QUYẾT ĐỊNH: */
bool gen_decides_behind(const gen_plan *plan, size_t i);

#endif
