/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A generated document before it has a format: its head and its paragraphs. */
#ifndef GENERATE_PLAN_H
#define GENERATE_PLAN_H

#include "act.h"

/* An authority is the line of a decision that says who decides. */
typedef enum gen_role { GEN_AUTHORITY, GEN_BASIS, GEN_ADDRESSEE, GEN_HEADING, GEN_ITEM, GEN_BODY } gen_role;

typedef struct gen_paragraph {
    gen_role role;
    unsigned level;     /* of a heading or item, from 1 */
    const char *marker; /* "I.", "a)", "-"; "" of other paragraphs */
    vt_slice text;      /* of a basis with its lead, without the closing mark */
} gen_paragraph;

/* Where issuer and motto stand. */
enum { GEN_SIDE_BY_SIDE, GEN_UNDER, GEN_LEFT_FIRST };

/* How the parts are laid out; a writer takes what its format knows. */
typedef struct gen_shape {
    unsigned header;  /* GEN_SIDE_BY_SIDE ... */
    unsigned columns; /* of wrapped text; 0: not wrapped */
    bool spaced;      /* an empty line between paragraphs */
    bool numbered;    /* DOCX: markers are Word's automatic numbering */
    bool capitals;    /* the title */
} gen_shape;

typedef struct gen_plan {
    gen_act act;
    gen_shape shape;
    VT_ARRAY(gen_paragraph) paragraphs;
    VT_ARRAY(const char *) recipients; /* without dash and closing mark */
    const char *title;                 /* as printed */
} gen_plan;

/* The document at an index; everything lives in the arena. False when memory ran out. */
bool gen_plan_make(uint64_t seed, uint64_t index, vt_arena *arena, gen_plan *plan);

/* The document as a text file; as a .docx; what a parser must find in it, a line a field. */
bool gen_write_text(const gen_plan *plan, vt_buffer *out);
bool gen_write_docx(const gen_plan *plan, gen_random *random, vt_buffer *out);
void gen_write_truth(const gen_plan *plan, const char *path, vt_buffer *out);

#endif
