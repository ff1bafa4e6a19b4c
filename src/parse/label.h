/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Labels: every atom gets a role and begins or continues it. All are decided
 * at once, since what an atom is depends on its neighbours.
 */
#ifndef VT_PARSE_LABEL_H
#define VT_PARSE_LABEL_H

#include "parse/atoms.h"
#include "parse/marker.h"

typedef enum vt_role {
#define X(name, vietnamese, prior) VT_ROLE_##name,
#include "parse/roles.def"
#undef X
    VT_ROLES
} vt_role;

typedef enum vt_feature {
#define X(name, says) VT_FEATURE_##name,
#include "parse/features.def"
#undef X
    VT_FEATURES
} vt_feature;

/* What is seen of one atom. */
typedef struct vt_facts {
    uint64_t bits[2];
    vt_marker marker;
} vt_facts;

typedef struct vt_label {
    uint8_t role;       /* vt_role */
    bool begins;
    bool page_number;   /* taken out before labelling; role is FRONT */
    float confidence;   /* 0..1, from the margin to the best labelling that gives the atom another role */
} vt_label;

/* The name of a role as it stands in roles.def, lower case. */
const char *vt_role_name(vt_role role);

static inline bool vt_facts_has(const vt_facts *facts, vt_feature feature) {
    return facts->bits[feature / 64] >> (feature % 64) & 1;
}

/* Marks page numbers that stand alone between paragraphs. */
void vt_label_page_numbers(const vt_atoms *atoms, vt_label *labels);

/* Looks at every atom that is no page number. facts has room for atoms->count. */
void vt_features_see(const vt_atoms *atoms, const vt_label *labels, vt_facts *facts);

/* Labels every atom that is no page number. labels has room for atoms->count. False when memory ran out. */
bool vt_label_atoms(vt_arena *scratch, const vt_atoms *atoms, const vt_facts *facts, vt_label *labels);

#endif
