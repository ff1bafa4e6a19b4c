/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the vocabulary and a stream of numbers. Out: phrases by a grammar of templates, in which a letter stands for a
 * list. */
#include "phrase.h"

#include <string.h>
#include "base/slice.h"
#include "text/letter.h"
#include "text/utf8.h"

#define LIST(name, ...) static const char *const list_##name[] = {__VA_ARGS__};
#include "vocabulary.def"
#undef LIST

static const struct {
    const char *const *words;
    unsigned count;
} lists[GEN_LISTS] = {
#define LIST(name, ...) [GEN_##name] = {list_##name, sizeof list_##name / sizeof *list_##name},
#include "vocabulary.def"
#undef LIST
};

static const gen_topic topics[] = {
#define TOPIC(topic, ...) {topic, {__VA_ARGS__}},
#include "topics.def"
#undef TOPIC
};

unsigned gen_list_size(gen_list list) { return lists[list].count; }
const char *gen_word_at(gen_list list, unsigned index) { return lists[list].words[index % lists[list].count]; }
const char *gen_word(gen_list list, gen_random *random) {
    return lists[list].words[gen_zipf(random, lists[list].count)];
}
unsigned gen_topic_count(void) { return sizeof topics / sizeof *topics; }
const gen_topic *gen_topic_at(unsigned index) { return &topics[index % gen_topic_count()]; }

static char *with_upper(vt_arena *arena, const char *text, size_t letters) {
    size_t size = strlen(text), at = 0, written = 0;
    char *out = vt_arena_bytes(arena, size * 2 + 1);
    if (!out) return NULL;
    for (size_t i = 0; at < size; i++, at += vt_utf8_size(text[at])) {
        uint32_t point = vt_utf8_decode(text + at);
        written += vt_utf8_encode(i < letters ? vt_letter_upper(point) : point, out + written);
    }
    out[written] = '\0';
    return out;
}

char *gen_upper(vt_arena *arena, const char *text) { return with_upper(arena, text, SIZE_MAX); }
char *gen_capital(vt_arena *arena, const char *text) { return with_upper(arena, text, 1); }

char *gen_person(vt_arena *arena, gen_random *random) {
    const char *surname = gen_word(GEN_SURNAMES, random), *middle = gen_word(GEN_MIDDLES, random);
    return vt_arena_printf(arena, "%s %s %s", surname, middle, gen_word(GEN_GIVENS, random));
}

/* A syllable that Vietnamese allows but seldom has, with a capital: the long tail of names. */
static void put_rare(gen_random *random, vt_buffer *out) {
    char point[4];
    size_t start = out->size;
    vt_buffer_append_text(out, gen_word(GEN_ONSETS, random));
    vt_buffer_append_text(out, gen_word(GEN_RIMES, random));
    if (out->failed) return;
    uint32_t first = vt_utf8_decode(out->data + start), upper = vt_letter_upper(first);
    unsigned size = vt_utf8_encode(upper, point);
    if (size == vt_utf8_size(out->data[start])) memcpy(out->data + start, point, size);
}

static void put_hamlet(const gen_matter *matter, gen_random *random, vt_buffer *out) {
    static const char *const kinds[] = {"thôn", "bản", "ấp", "tổ dân phố", "khu"};
    (void)matter;
    vt_buffer_append_text(out, kinds[gen_below(random, 5)]);
    for (int i = 0; i < 2; i++) {
        vt_buffer_append_char(out, ' ');
        put_rare(random, out);
    }
}

static void put_coined(const gen_matter *matter, gen_random *random, vt_buffer *out) {
    vt_buffer_append_text(out, gen_topic_at(gen_below(random, gen_topic_count()))->words[gen_below(random, 7)]);
    vt_buffer_append_char(out, ' ');
    put_rare(random, out);
    (void)matter;
}

static void put_person(const gen_matter *matter, gen_random *random, vt_buffer *out) {
    (void)matter;
    vt_buffer_append_text(out, gen_word(GEN_SURNAMES, random));
    vt_buffer_append_char(out, ' ');
    vt_buffer_append_text(out, gen_word(GEN_MIDDLES, random));
    vt_buffer_append_char(out, ' ');
    vt_buffer_append_text(out, gen_word(GEN_GIVENS, random));
}

static void put_topic(const gen_matter *matter, gen_random *random, vt_buffer *out) {
    vt_buffer_append_text(out, matter->topic->words[gen_below(random, 7)]);
}

static void put_citation(const gen_matter *matter, gen_random *random, vt_buffer *out) {
    const char *none = "chỉ đạo của cấp trên";
    bool cites = matter->citation_count && gen_chance(random, 70);
    vt_buffer_append_text(out, cites ? matter->citations[gen_below(random, (unsigned)matter->citation_count)] : none);
}

static void put_number(vt_buffer *out, unsigned number, unsigned digits) {
    char text[12];
    size_t at = sizeof text;
    for (; number || digits || at == sizeof text; number /= 10, digits -= digits > 0)
        text[--at] = (char)('0' + number % 10);
    vt_buffer_append(out, text + at, sizeof text - at);
}

static void put_percent(const gen_matter *m, gen_random *r, vt_buffer *out) {
    (void)m, put_number(out, gen_between(r, 41, 100), 2);
}
static void put_count(const gen_matter *m, gen_random *r, vt_buffer *out) {
    (void)m, put_number(out, gen_between(r, 2, 60), 2);
}

/* "36.450.000" */
static void put_amount(const gen_matter *m, gen_random *r, vt_buffer *out) {
    (void)m;
    put_number(out, gen_between(r, 1, 99), 1);
    for (int i = 0; i < 2; i++) {
        vt_buffer_append_char(out, '.');
        put_number(out, gen_below(r, 100) * 10, 3);
    }
}

static void put_year(const gen_matter *m, gen_random *r, vt_buffer *out) { (void)r, put_number(out, m->year, 4); }
static void put_day(const gen_matter *m, gen_random *r, vt_buffer *out) {
    (void)m, put_number(out, gen_between(r, 1, 28), 2);
}
static void put_month(const gen_matter *m, gen_random *r, vt_buffer *out) {
    (void)m, put_number(out, gen_between(r, 3, 12), 1);
}

static void put_school_year(const gen_matter *matter, gen_random *random, vt_buffer *out) {
    put_year(matter, random, out);
    vt_buffer_append_text(out, " - ");
    put_number(out, matter->year + 1, 4);
}

static void put_percent_sign(const gen_matter *m, gen_random *r, vt_buffer *out) {
    (void)m, (void)r, vt_buffer_append_char(out, '%');
}

/* A letter of a template: a list, whose words may be templates again, or a function. */
static const struct rule {
    char letter;
    gen_list list;
    void (*put)(const gen_matter *matter, gen_random *random, vt_buffer *out);
} rules[] = {{'A', GEN_ACTORS, NULL},    {'V', GEN_VERBS, NULL},     {'O', GEN_OBJECTS, NULL},
             {'M', GEN_MODIFIERS, NULL}, {'P', GEN_PURPOSES, NULL},  {'R', GEN_TARGETS, NULL},
             {'E', GEN_RESULTS, NULL},   {'D', GEN_DEADLINES, NULL}, {'T', 0, put_topic},
             {'C', 0, put_citation},     {'G', 0, put_person},       {'H', 0, put_hamlet},
             {'K', 0, put_coined},       {'N', 0, put_percent},      {'n', 0, put_count},

             {'F', 0, put_amount},       {'Y', 0, put_year},         {'S', 0, put_school_year},
             {'d', 0, put_day},          {'m', 0, put_month},        {'%', 0, put_percent_sign}};

static const struct rule *rule_of(char letter) {
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].letter == letter) return &rules[i];
    return NULL;
}

static void expand(const char *template, const gen_matter *matter, gen_random *random, vt_buffer *out) {
    for (const char *mark; (mark = strchr(template, '%')); template = mark + 2) {
        const struct rule *rule = rule_of(mark[1]);
        vt_buffer_append(out, template, (size_t)(mark - template));
        if (!rule) return;
        if (rule->put)
            rule->put(matter, random, out);
        else
            expand(gen_word(rule->list, random), matter, random, out);
    }
    vt_buffer_append_text(out, template);
}

void gen_sentence(const gen_matter *matter, gen_random *random, vt_buffer *out) {
    size_t start = out->size;
    expand(gen_word_at(GEN_OPENERS, gen_below(random, gen_list_size(GEN_OPENERS))), matter, random, out);
    if (out->failed) return;
    char point[4]; /* the lower and the upper case of a Vietnamese letter have the same size */
    unsigned size = vt_utf8_encode(vt_letter_upper(vt_utf8_decode(out->data + start)), point);
    memcpy(out->data + start, point, size);
}
