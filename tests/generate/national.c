/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a rank of use. Out: a law, decree, circular that all offices may cite; numbers and dates are drawn. */
#include "act.h"
#include "base/slice.h"

typedef struct form {
    const char *code, *type, *symbol, *body;
    unsigned count;
    const char *subject;
} form;

static const form forms[] = {
#define FORM(code, type, symbol, body, count, subject) {code, type, symbol, body, count, subject},
#include "national.def"
#undef FORM
};

static const struct law {
    const char *type, *name;
} laws[] = {
#define X(type, name, folded) {type, name},
#include "lexicon/laws.def"
#undef X
};

enum { STRIDE = 7, LAW_KINDS = 60 };

unsigned gen_national_count(void) {
    unsigned count = 0;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) count += forms[i].count;
    return count;
}

static const form *form_at(unsigned place) {
    const form *f = forms;
    while (place >= f->count) place -= f++->count;
    return f;
}

/* The place-th law of the lexicon that is a plain law (Luật). */
static const char *law_name(unsigned place) {
    for (size_t i = 0;; i = (i + 1) % (sizeof laws / sizeof *laws))
        if (strcmp(laws[i].type, "LUAT") == 0 && !strstr(laws[i].name, "sửa đổi") && place-- == 0) return laws[i].name;
}

static bool is_law(const form *f) { return !*f->symbol; }

static const char *number_of(const form *f, unsigned year, gen_random *random, vt_arena *arena) {
    unsigned ordinal = gen_between(random, 1, 180);
    bool dated = strcmp(f->code, "NĐ") == 0 || strcmp(f->code, "TT") == 0;
    if (is_law(f)) return "";
    return dated ? vt_arena_printf(arena, "%02u/%u/%s", ordinal, year, f->symbol)
                 : vt_arena_printf(arena, "%02u/%s", ordinal, f->symbol);
}

bool gen_national(uint64_t seed, unsigned rank, unsigned year, vt_arena *arena, gen_reference *reference) {
    unsigned place = rank * STRIDE % gen_national_count(); /* the kinds mix among the ranks */
    const form *f = form_at(place);
    gen_random random = gen_stream(seed, GEN_FOR_NATION, place);
    unsigned issued = gen_between(&random, 2008, 2025);
    while (issued > year) issued -= 7;
    *reference = (gen_reference){
        .type = f->type, .code = f->code, .number = number_of(f, issued, &random, arena), .body = f->body};
    reference->date = (gen_date){issued, gen_between(&random, 1, 12), gen_between(&random, 1, 28)};
    reference->subject = is_law(f) ? law_name(place % LAW_KINDS)
                                   : vt_arena_printf(arena, "%s %s", f->subject,
                                                     gen_topic_at(gen_below(&random, gen_topic_count()))->name);
    return reference->number && reference->subject;
}
