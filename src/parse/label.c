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

#define VT_ROLE_START VT_ROLES                  /* a row of the transitions: the beginning of the file */
#define SCORE(points) ((int16_t)(2 * (points))) /* the tables have whole and half points */

enum {
    LANES = (VT_ROLES + 8) / 8 * 8, /* the roles and START, rounded up so that loops over them go eight at a time */
    UNLISTED = SCORE(-30),          /* a transition that is not in the table */
    NO_ROLE = SCORE(-1000),         /* of a lane that is none: it never is the best one */
    FAR = SCORE(12000),             /* no role makes up for so much; an atom says some hundred points at most */
    LARGEST_PAGE = 999
};

static const int16_t CONTINUING = SCORE(-1.5); /* continuing wants a reason */
static const float MARGIN_SCALE = 2.2F; /* in halves, as all scores are */

static const char *const role_names[] = {
#define X(name, vietnamese, prior) #name,
#include "parse/roles.def"
#undef X
};

const char *vt_role_name(vt_role role) { return role < VT_ROLES ? role_names[role] : "?"; }

/* A score for each role: of beginning it, and of continuing it. */
typedef struct scores {
    int16_t begins[LANES], goes_on[LANES];
} scores;

#define NO_ROLES NO_ROLE, NO_ROLE, NO_ROLE, NO_ROLE, NO_ROLE
_Static_assert(LANES - VT_ROLES == 5, "each lane that is no role has its score");
static const scores prior = {
    .begins = {
#define X(name, vietnamese, prior) SCORE(prior),
#include "parse/roles.def"
#undef X
        NO_ROLES},
    .goes_on = {[VT_ROLES] = NO_ROLES}};

/* What a feature says for each role, and for any. */
#define FOR_BEGIN(feature, role, score) [feature].begins[role] = SCORE(score),
#define FOR_CONTINUE(feature, role, score) [feature].goes_on[role] = SCORE(score),
#define FOR_BOTH(feature, role, score) FOR_BEGIN(feature, role, score) FOR_CONTINUE(feature, role, score)
static const scores weights[VT_FEATURES] = {
#define W(feature, role, part, score) FOR_##part(VT_FEATURE_##feature, VT_ROLE_##role, score)
#define ANY(feature, part, score)
#include "parse/weights.def"
#undef W
#undef ANY
};
static const struct {
    int16_t begins[1], goes_on[1];
} any_weights[VT_FEATURES] = {
#define W(feature, role, part, score)
#define ANY(feature, part, score) FOR_##part(VT_FEATURE_##feature, 0, score)
#include "parse/weights.def"
#undef W
#undef ANY
};

/* What a transition gains over one that is not listed: by the role that is left, and by the role that is entered. */
static const int16_t leave[VT_ROLES + 1][LANES] = {
#define T(from, to, score) [VT_ROLE_##from][VT_ROLE_##to] = SCORE(score) - UNLISTED,
#include "parse/transitions.def"
#undef T
};
static const int16_t enter[VT_ROLES][LANES] = {
#define T(from, to, score) [VT_ROLE_##to][VT_ROLE_##from] = SCORE(score) - UNLISTED,
#include "parse/transitions.def"
#undef T
};

static int16_t larger(int16_t a, int16_t b) { return a > b ? a : b; }
static int16_t smaller(int16_t a, int16_t b) { return a < b ? a : b; }

static void add(int16_t *to, const int16_t *more) {
    for (unsigned role = 0; role < LANES; role++) to[role] = (int16_t)(to[role] + more[role]);
}

static void add_to_all(int16_t *to, int more) {
    for (unsigned role = 0; role < LANES; role++) to[role] = (int16_t)(to[role] + more);
}

/* What the features of an atom say. */
static void score_atom(const vt_facts *facts, scores *out) {
    int begins = 0, goes_on = CONTINUING;
    *out = prior;
    for (unsigned half = 0; half < 2; half++)
        for (uint64_t left = facts->bits[half]; left; left &= left - 1) {
            unsigned feature = 64 * half + (unsigned)__builtin_ctzll(left);
            begins += any_weights[feature].begins[0];
            goes_on += any_weights[feature].goes_on[0];
            add(out->begins, weights[feature].begins);
            add(out->goes_on, weights[feature].goes_on);
        }
    add_to_all(out->begins, begins);
    add_to_all(out->goes_on, goes_on);
}

static int16_t largest(const int16_t *of) {
    int16_t most = of[0];
    for (unsigned role = 1; role < LANES; role++) most = larger(of[role], most);
    return most;
}

/* The better score of each role; returns the best of all. */
static int16_t best_of(const scores *s, int16_t *either) {
    for (unsigned role = 0; role < LANES; role++) either[role] = larger(s->begins[role], s->goes_on[role]);
    return largest(either);
}

/* Best way from any role into the beginning and the continuing of each, measured from the best of all before. */
static void step_forward(const scores *from, scores *into) {
    int16_t either[LANES], begins[LANES] = {0};
    int16_t best = best_of(from, either);
    for (unsigned role = 0; role < LANES; role++) either[role] = larger(either[role] - best, -FAR);
    for (unsigned role = 0; role < VT_ROLES; role++) {
        if (either[role] <= UNLISTED) continue; /* no way from here beats one that is not listed */
        for (unsigned to = 0; to < LANES; to++) begins[to] = larger(either[role] + leave[role][to], begins[to]);
    }
    for (unsigned to = 0; to < LANES; to++) into->begins[to] = (int16_t)(begins[to] + UNLISTED);
    /* What stands before the document stands only there. */
    into->begins[VT_ROLE_FRONT] = (int16_t)(either[VT_ROLE_FRONT] + leave[VT_ROLE_FRONT][VT_ROLE_FRONT] + UNLISTED);
    memcpy(into->goes_on, either, sizeof either);
}

/* Best way on from each role, given the best from each state of the next atom, measured from the best that begins
 * there. */
static void step_backward(const scores *next, int16_t *into) {
    int16_t begins[LANES], best;
    memcpy(begins, next->begins, sizeof begins);
    begins[VT_ROLE_FRONT] = -FAR;
    best = largest(begins);
    add_to_all(begins, -best);
    for (unsigned role = 0; role < LANES; role++) into[role] = larger(next->goes_on[role] - best - UNLISTED, 0);
    for (unsigned to = 0; to < VT_ROLES; to++) {
        if (begins[to] <= UNLISTED) continue;
        for (unsigned role = 0; role < LANES; role++) into[role] = larger(begins[to] + enter[to][role], into[role]);
    }
    into[VT_ROLE_FRONT] =
        larger(next->begins[VT_ROLE_FRONT] - best + enter[VT_ROLE_FRONT][VT_ROLE_FRONT], into[VT_ROLE_FRONT]);
    for (unsigned role = 0; role < LANES; role++) into[role] = smaller(into[role] + UNLISTED, FAR);
}

static void start_forward(scores *into) {
    for (unsigned role = 0; role < LANES; role++) {
        into->begins[role] = (int16_t)(leave[VT_ROLE_START][role] + UNLISTED);
        into->goes_on[role] = -FAR;
    }
}

/* How sure the role at a place is: the margin to the best labelling with another role there. */
static float confidence(const scores *forward, const int16_t *behind, unsigned role) {
    int16_t others[LANES];
    best_of(forward, others);
    add(others, behind);
    int with = others[role];
    others[role] = -FAR;
    return 1 / (1 + expf(-(float)(with - largest(others)) / MARGIN_SCALE));
}

/* The role from which the best way leads into the beginning of another, VT_ROLES for any; its best when none is listed. */
static unsigned best_before(const scores *from, unsigned to) {
    int16_t either[LANES], listed[LANES], most = best_of(from, either);
    const int16_t *of = either;
    unsigned found = 0;
    if (to == VT_ROLE_FRONT) return to;
    if (to < VT_ROLES) {
        memcpy(listed, enter[to], sizeof listed);
        add(listed, either);
        if (largest(listed) > most) of = listed, most = largest(listed);
    }
    while (of[found] < most) found++;
    return found;
}

/* From the last place to the first: the labels of the best way, and the best that may stand behind each. */
static void read_back(const size_t *places, size_t count, scores *own, const scores *forward, vt_label *labels) {
    int16_t behind[LANES] = {0}; /* the text may end anywhere */
    unsigned role = best_before(&forward[count - 1], VT_ROLES);
    for (size_t i = count; i-- > 0;) {
        vt_label *label = &labels[places[i]];
        label->role = (uint8_t)role;
        label->begins = forward[i].begins[role] >= forward[i].goes_on[role];
        label->confidence = confidence(&forward[i], behind, role);
        if (!i) break;
        if (label->begins) role = best_before(&forward[i - 1], role);
        add(own[i].begins, behind);
        add(own[i].goes_on, behind);
        step_backward(&own[i], behind);
    }
}

bool vt_label_atoms(vt_arena *scratch, const vt_atoms *atoms, const vt_facts *facts, vt_label *labels) {
    size_t count = 0, *places = vt_arena_array(scratch, atoms->count + 1, sizeof *places);
    if (!places) return false;
    for (size_t i = 0; i < atoms->count; i++)
        if (!labels[i].page_number) places[count++] = i;
    if (!count) return true;
    scores *own = vt_arena_array(scratch, count, sizeof *own),
           *forward = vt_arena_array(scratch, count, sizeof *forward);
    if (!own || !forward) return false;
    for (size_t i = 0; i < count; i++) {
        if (i)
            step_forward(&forward[i - 1], &forward[i]);
        else
            start_forward(&forward[0]);
        score_atom(&facts[places[i]], &own[i]);
        add(forward[i].begins, own[i].begins);
        add(forward[i].goes_on, own[i].goes_on);
    }
    read_back(places, count, own, forward, labels);
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
    while (at < size && vt_is_digit(text[at]) && value <= LARGEST_PAGE)
        value = value * 10 + (unsigned)(text[at++] - '0');
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
