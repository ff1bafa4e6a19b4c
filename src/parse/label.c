/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: atoms and their features. Out: a role for each. The score of a labelling
 * is the sum of what features say for roles (weights.def) and of what may
 * follow what (transitions.def); the best one is found by Viterbi, forwards and
 * backwards, so that each atom's margin is known as well.
 */
#include "parse/label.h"

#include <math.h>
#include <string.h>
#include "base/slice.h"

#define VT_ROLE_START VT_ROLES /* a row of the transitions: the beginning of the file */

enum {
    LANES = (VT_ROLES + 4) / 4 * 4, /* the roles and START, rounded up so that loops over them go four at a time */
    UNLISTED = -30,                 /* a transition that is not in the table */
    LARGEST_PAGE = 999
};

static const float IMPOSSIBLE = -1e6F;
static const float CONTINUING = -1.5F; /* continuing wants a reason */
static const float MARGIN_SCALE = 1.1F;

static const char *const role_names[] = {
#define X(name, vietnamese, prior) #name,
#include "parse/roles.def"
#undef X
};

const char *vt_role_name(vt_role role) { return role < VT_ROLES ? role_names[role] : "?"; }

/* A score for each role: of beginning it, and of continuing it. */
typedef struct scores {
    float begins[LANES], goes_on[LANES];
} scores;

static const scores prior = {.begins = {
#define X(name, vietnamese, prior) (float)(prior),
#include "parse/roles.def"
#undef X
}};

/* What a feature says for each role, and for any. */
#define FOR_BEGIN(feature, role, score) [feature].begins[role] = (float)(score),
#define FOR_CONTINUE(feature, role, score) [feature].goes_on[role] = (float)(score),
#define FOR_BOTH(feature, role, score) FOR_BEGIN(feature, role, score) FOR_CONTINUE(feature, role, score)
static const scores weights[VT_FEATURES] = {
#define W(feature, role, part, score) FOR_##part(VT_FEATURE_##feature, VT_ROLE_##role, score)
#define ANY(feature, part, score)
#include "parse/weights.def"
#undef W
#undef ANY
};
static const struct {
    float begins[1], goes_on[1];
} any_weights[VT_FEATURES] = {
#define W(feature, role, part, score)
#define ANY(feature, part, score) FOR_##part(VT_FEATURE_##feature, 0, score)
#include "parse/weights.def"
#undef W
#undef ANY
};

/* What a transition gains over one that is not listed: by the role that is left, and by the role that is entered. */
static const float leave[VT_ROLES + 1][LANES] = {
#define T(from, to, score) [VT_ROLE_##from][VT_ROLE_##to] = (float)(score) - UNLISTED,
#include "parse/transitions.def"
#undef T
};
static const float enter[VT_ROLES][LANES] = {
#define T(from, to, score) [VT_ROLE_##to][VT_ROLE_##from] = (float)(score) - UNLISTED,
#include "parse/transitions.def"
#undef T
};

static float larger(float a, float b) { return a > b ? a : b; }

static void add(scores *to, const scores *more) {
    for (unsigned role = 0; role < LANES; role++) to->begins[role] += more->begins[role];
    for (unsigned role = 0; role < LANES; role++) to->goes_on[role] += more->goes_on[role];
}

/* What the features of an atom say. */
static void score_atom(const vt_facts *facts, scores *out) {
    float begins = 0, goes_on = CONTINUING;
    *out = prior;
    for (unsigned half = 0; half < 2; half++)
        for (uint64_t left = facts->bits[half]; left; left &= left - 1) {
            unsigned feature = 64 * half + (unsigned)__builtin_ctzll(left);
            begins += any_weights[feature].begins[0];
            goes_on += any_weights[feature].goes_on[0];
            add(out, &weights[feature]);
        }
    for (unsigned role = 0; role < LANES; role++) out->begins[role] += begins;
    for (unsigned role = 0; role < LANES; role++) out->goes_on[role] += goes_on;
}

/* The largest of a score for each role; four at a time, as each step of one chain would wait for the one before. */
static float largest(const float *of) {
    float four[4] = {IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE};
    unsigned role = 0;
    for (; role + 4 <= VT_ROLES; role += 4)
        for (unsigned k = 0; k < 4; k++) four[k] = larger(of[role + k], four[k]);
    for (; role < VT_ROLES; role++) four[0] = larger(of[role], four[0]);
    return larger(larger(four[0], four[1]), larger(four[2], four[3]));
}

/* The better score of each role; returns the best of all. */
static float best_of(const scores *s, float *either) {
    for (unsigned role = 0; role < LANES; role++) either[role] = larger(s->begins[role], s->goes_on[role]);
    return largest(either);
}

/* Best way from any role into the beginning and the continuing of each. */
static void step_forward(const scores *from, scores *into) {
    float either[LANES], best = best_of(from, either);
    for (unsigned to = 0; to < LANES; to++) into->begins[to] = best;
    for (unsigned role = 0; role < VT_ROLES; role++) {
        if (either[role] - UNLISTED <= best) continue; /* no way from here beats one that is not listed */
        for (unsigned to = 0; to < LANES; to++)
            into->begins[to] = larger(either[role] + leave[role][to], into->begins[to]);
    }
    for (unsigned to = 0; to < LANES; to++) into->begins[to] += UNLISTED;
    /* What stands before the document stands only there. */
    into->begins[VT_ROLE_FRONT] = either[VT_ROLE_FRONT] + leave[VT_ROLE_FRONT][VT_ROLE_FRONT] + UNLISTED;
    memcpy(into->goes_on, either, sizeof either);
}

/* Best way on from each role, given the best from each state of the next atom. */
static void step_backward(const scores *next, float *into) {
    float begins[LANES], best;
    memcpy(begins, next->begins, sizeof begins);
    begins[VT_ROLE_FRONT] = IMPOSSIBLE;
    best = largest(begins);
    for (unsigned role = 0; role < LANES; role++) into[role] = larger(next->goes_on[role] - UNLISTED, best);
    for (unsigned to = 0; to < VT_ROLES; to++) {
        if (begins[to] - UNLISTED <= best) continue;
        for (unsigned role = 0; role < LANES; role++) into[role] = larger(begins[to] + enter[to][role], into[role]);
    }
    into[VT_ROLE_FRONT] =
        larger(next->begins[VT_ROLE_FRONT] + enter[VT_ROLE_FRONT][VT_ROLE_FRONT], into[VT_ROLE_FRONT]);
    for (unsigned role = 0; role < LANES; role++) into[role] += UNLISTED;
}

static void start_forward(scores *into) {
    for (unsigned role = 0; role < LANES; role++) {
        into->begins[role] = leave[VT_ROLE_START][role] + UNLISTED;
        into->goes_on[role] = IMPOSSIBLE;
    }
}

/* How sure the role at a place is: the margin to the best labelling with another role there. */
static float confidence(const scores *forward, const float *behind, unsigned role) {
    float others[LANES];
    best_of(forward, others);
    for (unsigned other = 0; other < LANES; other++) others[other] += behind[other];
    float with = larger(others[role], IMPOSSIBLE);
    others[role] = IMPOSSIBLE;
    float without = largest(others);
    return 1 / (1 + expf(-(with - without) / MARGIN_SCALE));
}

/* The role from which the best way leads into the beginning of another, LANES for any; its best when none is listed. */
static unsigned best_before(const scores *from, unsigned to) {
    float either[LANES], most = best_of(from, either);
    unsigned found = 0;
    if (to == VT_ROLE_FRONT) return to;
    while (either[found] < most) found++;
    for (unsigned role = 0; to < LANES && role < VT_ROLES; role++) {
        float score = either[role] + leave[role][to];
        if (score > most) most = score, found = role;
    }
    return found;
}

/* From the last place to the first: the labels of the best way, and the best that may stand behind each. */
static void read_back(const size_t *places, size_t count, const vt_facts *facts, const scores *forward, vt_label *labels) {
    float behind[LANES] = {0}; /* the text may end anywhere */
    unsigned role = best_before(&forward[count - 1], LANES);
    for (size_t i = count; i-- > 0;) {
        vt_label *label = &labels[places[i]];
        label->role = (uint8_t)role;
        label->begins = forward[i].begins[role] >= forward[i].goes_on[role];
        label->confidence = confidence(&forward[i], behind, role);
        if (!i) break;
        if (label->begins) role = best_before(&forward[i - 1], role);
        scores ahead;
        score_atom(&facts[places[i]], &ahead);
        for (unsigned other = 0; other < LANES; other++) ahead.begins[other] += behind[other];
        for (unsigned other = 0; other < LANES; other++) ahead.goes_on[other] += behind[other];
        step_backward(&ahead, behind);
    }
}

bool vt_label_atoms(vt_arena *scratch, const vt_atoms *atoms, const vt_facts *facts, vt_label *labels) {
    size_t count = 0, *places = vt_arena_array(scratch, atoms->count + 1, sizeof *places);
    if (!places) return false;
    for (size_t i = 0; i < atoms->count; i++)
        if (!labels[i].page_number) places[count++] = i;
    if (!count) return true;
    scores *forward = vt_arena_array(scratch, count, sizeof *forward), own;
    if (!forward) return false;
    for (size_t i = 0; i < count; i++) {
        if (i) step_forward(&forward[i - 1], &forward[i]);
        else start_forward(&forward[0]);
        score_atom(&facts[places[i]], &own);
        add(&forward[i], &own);
    }
    read_back(places, count, facts, forward, labels);
    return true;
}

/* "2", "- 2 -", "Trang 2", "2/8" alone on a line; its number, or 0. */
static unsigned page_number(const vt_view *view) {
    const char *text = view->fold.text;
    size_t at = 0, size = view->fold.size;
    unsigned value = 0;
    if (size > 14) return 0;
    while (at < size && strchr("- (", text[at])) at++;
    if (size - at > 6 && memcmp(text + at, "trang ", 6) == 0) at += 6;
    while (at < size && vt_is_digit(text[at]) && value <= LARGEST_PAGE) value = value * 10 + (unsigned)(text[at++] - '0');
    if (at < size && text[at] == '/') {
        at++;
        while (at < size && vt_is_digit(text[at])) at++;
    }
    while (at < size && strchr("- )", text[at])) at++;
    return at == size && value <= LARGEST_PAGE ? value : 0;
}

void vt_label_page_numbers(const vt_atoms *atoms, vt_label *labels) {
    unsigned last = 0;
    for (size_t i = 0; i < atoms->count; i++) {
        const vt_atom *atom = &atoms->items[i];
        bool alone = atom->starts_line && (i + 1 == atoms->count || atoms->items[i + 1].starts_line);
        unsigned page = alone && atom->line->table < 0 ? page_number(&atom->view) : 0;
        /* Pages count up; the first that is printed is seldom beyond the third. */
        bool counts_on = page && (last ? page == last + 1 : page <= 3);
        labels[i] = (vt_label){.page_number = counts_on, .role = VT_ROLE_FRONT, .begins = true, .confidence = 1};
        if (counts_on) last = page;
    }
}
