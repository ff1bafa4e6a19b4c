/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The head of a document of the generated archive: a function of seed and index alone, so that any document can cite
 * any earlier one by its true number, date and issuer without making it.
 *
 * A block of GEN_BLOCK documents is a district with its province's offices: twelve years (2015 to 2026) of GEN_YEAR
 * documents. Ten matters a year are each taken through the offices (GEN_LEVELS rows of act.c), and the document
 * GEN_YEAR earlier is the last year's of the same series.
 */
#ifndef GENERATE_ACT_H
#define GENERATE_ACT_H

#include "phrase.h"

enum { GEN_CHAIN = 10, GEN_YEAR = 100, GEN_BLOCK = 1200, GEN_FIRST_YEAR = 2015 };

typedef struct gen_date {
    unsigned year, month, day;
} gen_date;

typedef enum gen_level { GEN_PROVINCE, GEN_DEPARTMENT, GEN_DISTRICT, GEN_OFFICE, GEN_SCHOOL } gen_level;

/* What a citation says. */
typedef struct gen_reference {
    const char *type, *code; /* "Kế hoạch", "KH" */
    const char *number;      /* "41/KH-PGDĐT"; "" of a law */
    gen_date date;
    const char *body;    /* behind "của"; "" of a law */
    const char *subject; /* behind the body */
} gen_reference;

typedef struct gen_act {
    uint64_t index;
    gen_level level;
    gen_reference reference;
    const gen_topic *topic;
    const char *place;
    const char *parent, *issuer; /* in capitals, as printed; parent "" where there is none */
    const char *speaker;         /* the issuer in a sentence */
    const char *title;           /* as printed; of a letter without V/v */
    const char *unit;            /* behind "Lưu: VT, " */
    const char *capacity, *position, *signer;
    const char *district, *province; /* "huyện Cát Sơn" */
} gen_act;

/* False when memory ran out. */
bool gen_act_make(uint64_t seed, uint64_t index, vt_arena *arena, gen_act *act);

/* Indices of acts that this one would cite, the highest first; at most max. */
size_t gen_act_above(uint64_t seed, uint64_t index, uint64_t *above, size_t max);

/* The national document at this rank of use; documents later than the year are passed over. */
bool gen_national(uint64_t seed, unsigned rank, unsigned year, vt_arena *arena, gen_reference *reference);
unsigned gen_national_count(void);

#endif
