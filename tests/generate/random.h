/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small random generator (splitmix64): the same seed, index and purpose give the same numbers everywhere. */
#ifndef GENERATE_RANDOM_H
#define GENERATE_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct gen_random {
    uint64_t state;
} gen_random;

/* What a stream of numbers is for; streams of different purposes do not hang together. */
typedef enum gen_purpose {
    GEN_FOR_PLACE,
    GEN_FOR_OFFICE,
    GEN_FOR_SERIES,
    GEN_FOR_ACT,
    GEN_FOR_NATION,
    GEN_FOR_TEXT,
    GEN_FOR_SHAPE,
    GEN_FOR_PERSON
} gen_purpose;

static inline uint64_t gen_next(gen_random *random) {
    uint64_t z = random->state += 0x9E3779B97F4A7C15U;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27) * 0x94D049BB133111EBU;
    return z ^ z >> 31;
}

static inline gen_random gen_stream(uint64_t seed, gen_purpose purpose, uint64_t index) {
    gen_random random = {seed * 0x2545F4914F6CDD1DU + (uint64_t)purpose};
    random.state = gen_next(&random) ^ (index + 1) * 0xD6E8FEB86659FD93U;
    random.state = gen_next(&random);
    return random;
}

/* 0 to n-1; n is not 0. */
static inline unsigned gen_below(gen_random *random, unsigned n) {
    return (unsigned)((gen_next(random) >> 32) * n >> 32);
}

/* low to high, both within. */
static inline unsigned gen_between(gen_random *random, unsigned low, unsigned high) {
    return low + gen_below(random, high - low + 1);
}

static inline bool gen_chance(gen_random *random, unsigned percent) { return gen_below(random, 100) < percent; }

/* 0 to n-1 about as words come: the i-th with a likelihood of 1/(i+1). Whole numbers only: a power of two is drawn,
 * then a place below it. */
unsigned gen_zipf(gen_random *random, unsigned n);

#endif
