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

enum {
    STATES = 2 * VT_ROLES, /* role begins: 2 * role; continues: 2 * role + 1 */
    LARGEST_PAGE = 999
};

static const float UNLISTED = -30; /* a transition that is not in the table */
static const float IMPOSSIBLE = -1e6F;
static const float CONTINUING = -1.5F; /* continuing wants a reason */
static const float MARGIN_SCALE = 1.1F;

static const char *const role_names[] = {
#define X(name, vietnamese, prior) #name,
#include "parse/roles.def"
#undef X
};

const char *vt_role_name(vt_role role) { return role < VT_ROLES ? role_names[role] : "?"; }

static const float priors[] = {
#define X(name, vietnamese, prior) (float)(prior),
#include "parse/roles.def"
#undef X
};

enum { START = VT_ROLES, ANY_ROLE = VT_ROLES, BEGIN = 1, CONTINUE = 2, BOTH = 3 };

typedef struct weight {
    uint8_t feature, role, part;
    float score;
} weight;

static const weight weights[] = {
#define W(feature, role, part, score) {VT_FEATURE_##feature, VT_ROLE_##role, part, (float)(score)},
#define ANY(feature, part, score) {VT_FEATURE_##feature, ANY_ROLE, part, (float)(score)},
#include "parse/weights.def"
#undef W
#undef ANY
};

#define VT_ROLE_START VT_ROLES
static const struct {
    uint8_t from, to;
    float score;
} transitions[] = {
#define T(from, to, score) {VT_ROLE_##from, VT_ROLE_##to, (float)(score)},
#include "parse/transitions.def"
#undef T
};

enum { WEIGHTS = sizeof weights / sizeof *weights, TRANSITIONS = sizeof transitions / sizeof *transitions };

static void score_atom(const vt_facts *facts, float *scores) {
    float any[2] = {0, CONTINUING};
    for (unsigned role = 0; role < VT_ROLES; role++) scores[2 * role] = priors[role], scores[2 * role + 1] = 0;
    for (unsigned i = 0; i < WEIGHTS; i++) {
        const weight *w = &weights[i];
        if (!vt_facts_has(facts, w->feature)) continue;
        float *at = w->role == ANY_ROLE ? any : &scores[2 * w->role];
        if (w->part & BEGIN) at[0] += w->score;
        if (w->part & CONTINUE) at[1] += w->score;
    }
    for (unsigned role = 0; role < VT_ROLES; role++) scores[2 * role] += any[0], scores[2 * role + 1] += any[1];
}

/* Best way from any state of `from` into the beginning of each role; via says from which. */
static void step_forward(const float *from, float *into, uint8_t *via) {
    float best = IMPOSSIBLE, role_best[VT_ROLES];
    uint8_t best_state = 0, role_state[VT_ROLES];
    for (unsigned role = 0; role < VT_ROLES; role++) {
        bool on = from[2 * role + 1] > from[2 * role];
        role_state[role] = (uint8_t)(2 * role + on);
        role_best[role] = from[role_state[role]];
        if (role_best[role] > best) best = role_best[role], best_state = role_state[role];
    }
    for (unsigned role = 0; role < VT_ROLES; role++) {
        into[2 * role] = best + UNLISTED;
        via[2 * role] = best_state;
        into[2 * role + 1] = role_best[role];
        via[2 * role + 1] = role_state[role];
    }
    into[2 * VT_ROLE_FRONT] = IMPOSSIBLE; /* what stands before the document stands only there */
    for (unsigned i = 0; i < TRANSITIONS; i++) {
        if (transitions[i].from == START) continue;
        unsigned to = 2U * transitions[i].to;
        float score = role_best[transitions[i].from] + transitions[i].score;
        if (score <= into[to]) continue;
        into[to] = score;
        via[to] = role_state[transitions[i].from];
    }
}

/* Best way on from each role, given the best from each state of the next atom. */
static void step_backward(const float *next, float *into) {
    float best = IMPOSSIBLE;
    for (unsigned role = 0; role < VT_ROLES; role++)
        if (role != VT_ROLE_FRONT && next[2 * role] > best) best = next[2 * role];
    for (unsigned role = 0; role < VT_ROLES; role++) {
        float on = next[2 * role + 1], fresh = best + UNLISTED;
        into[2 * role] = into[2 * role + 1] = on > fresh ? on : fresh;
    }
    for (unsigned i = 0; i < TRANSITIONS; i++) {
        if (transitions[i].from == START) continue;
        float score = next[2 * transitions[i].to] + transitions[i].score;
        float *at = &into[2 * transitions[i].from];
        if (score > at[0]) at[0] = at[1] = score;
    }
}

static void start_forward(float *into) {
    for (unsigned role = 0; role < VT_ROLES; role++) into[2 * role] = UNLISTED, into[2 * role + 1] = IMPOSSIBLE;
    for (unsigned i = 0; i < TRANSITIONS; i++)
        if (transitions[i].from == START) into[2 * transitions[i].to] = transitions[i].score;
}

typedef struct lattice {
    size_t count;
    const size_t *atoms;        /* which atom each place is */
    float (*emit)[STATES];      /* what the features say */
    float (*forward)[STATES];   /* best up to and with this place */
    float (*backward)[STATES];  /* best behind this place */
    uint8_t (*via)[STATES];
} lattice;

static void run(lattice *l) {
    for (size_t i = 0; i < l->count; i++) {
        if (i) step_forward(l->forward[i - 1], l->forward[i], l->via[i]);
        else start_forward(l->forward[0]);
        for (unsigned s = 0; s < STATES; s++) l->forward[i][s] += l->emit[i][s];
    }
    for (size_t i = l->count; i-- > 0;) {
        if (i + 1 == l->count) continue; /* zero: the text may end anywhere */
        float ahead[STATES];
        for (unsigned s = 0; s < STATES; s++) ahead[s] = l->backward[i + 1][s] + l->emit[i + 1][s];
        step_backward(ahead, l->backward[i]);
    }
}

/* How sure the role at a place is: the margin to the best labelling with another role there. */
static float confidence(const lattice *l, size_t at, unsigned role) {
    float with = IMPOSSIBLE, without = IMPOSSIBLE;
    for (unsigned s = 0; s < STATES; s++) {
        float score = l->forward[at][s] + l->backward[at][s];
        float *best = s / 2 == role ? &with : &without;
        if (score > *best) *best = score;
    }
    return 1 / (1 + expf(-(with - without) / MARGIN_SCALE));
}

static void read_back(const lattice *l, vt_label *labels) {
    unsigned state = 0;
    const float *last = l->forward[l->count - 1];
    for (unsigned s = 1; s < STATES; s++)
        if (last[s] > last[state]) state = s;
    for (size_t i = l->count; i-- > 0;) {
        vt_label *label = &labels[l->atoms[i]];
        label->role = (uint8_t)(state / 2);
        label->begins = state % 2 == 0;
        label->confidence = confidence(l, i, state / 2);
        if (i) state = l->via[i][state];
    }
}

bool vt_label_atoms(vt_arena *scratch, const vt_atoms *atoms, const vt_facts *facts, vt_label *labels) {
    size_t count = 0, *places = vt_arena_alloc(scratch, (atoms->count + 1) * sizeof *places);
    if (!places) return false;
    for (size_t i = 0; i < atoms->count; i++)
        if (!labels[i].page_number) places[count++] = i;
    if (!count) return true;
    lattice l = {.count = count, .atoms = places};
    l.emit = vt_arena_alloc(scratch, count * sizeof *l.emit);
    l.forward = vt_arena_alloc(scratch, count * sizeof *l.forward);
    l.backward = vt_arena_alloc(scratch, count * sizeof *l.backward);
    l.via = vt_arena_alloc(scratch, count * sizeof *l.via);
    if (!l.emit || !l.forward || !l.backward || !l.via) return false;
    for (size_t i = 0; i < count; i++) score_atom(&facts[places[i]], l.emit[i]);
    run(&l);
    read_back(&l, labels);
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
