/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words, names and sentences of the generated plans. What is made lives in the arena of the caller. */
#ifndef GENERATE_PHRASE_H
#define GENERATE_PHRASE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "random.h"

typedef enum gen_list {
#define LIST(name, ...) GEN_##name,
#include "vocabulary.def"
#undef LIST
    GEN_LISTS
} gen_list;

typedef struct gen_topic {
    const char *name;
    const char *words[7];
} gen_topic;

/* What a sentence may speak of. */
typedef struct gen_matter {
    const gen_topic *topic;
    unsigned year;
    const char *const *citations; /* short forms: "Kế hoạch số 12/KH-UBND" */
    size_t citation_count;
} gen_matter;

unsigned gen_list_size(gen_list list);
const char *gen_word_at(gen_list list, unsigned index);
const char *gen_word(gen_list list, gen_random *random);
unsigned gen_topic_count(void);
const gen_topic *gen_topic_at(unsigned index);

/* One sentence behind what the buffer holds, its first letter a capital. */
void gen_sentence(const gen_matter *matter, gen_random *random, vt_buffer *out);

/* "Nguyễn Khắc Vượng" */
char *gen_person(vt_arena *arena, gen_random *random);

/* Each letter, or the first, in capitals. */
char *gen_upper(vt_arena *arena, const char *text);
char *gen_capital(vt_arena *arena, const char *text);

#endif
