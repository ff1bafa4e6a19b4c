/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two halves of the features share: those of an atom alone, and those of its place among its neighbours. */
#ifndef VT_PARSE_FEATURES_H
#define VT_PARSE_FEATURES_H

#include "parse/label.h"

static inline void vt_facts_set(vt_facts *facts, vt_feature feature, bool holds) {
    if (holds) facts->bits[feature / 64] |= UINT64_C(1) << (feature % 64);
}

static inline void vt_facts_clear(vt_facts *facts, vt_feature feature, bool no_longer) {
    if (no_longer) facts->bits[feature / 64] &= ~(UINT64_C(1) << (feature % 64));
}

#define HAS(facts, name) vt_facts_has(facts, VT_FEATURE_##name)
#define SET(facts, name, holds) vt_facts_set(facts, VT_FEATURE_##name, holds)

/* Quốc hiệu, tiêu ngữ and what Party and Youth Union documents have in their place, folded. */
enum { VT_MOTTOS = 5 };
extern const char *const vt_mottos[VT_MOTTOS];

/* Shape and anchors of an atom. */
void vt_features_alone(const vt_atom *atom, vt_facts *facts);

/* The last character of a view's fold that counts: closing quotes and brackets do not. */
char vt_last_mark(const vt_view *view);

#endif
