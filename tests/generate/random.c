/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a stream. Out: a number, small ones oftener. */
#include "random.h"

unsigned gen_zipf(gen_random *random, unsigned n) {
    unsigned octaves = 0;
    while (octaves < 31 && n >> octaves) octaves++;
    for (;;) { /* the last octave reaches past n: what falls there is drawn again */
        unsigned octave = gen_below(random, octaves);
        unsigned place = (1U << octave) - 1 + gen_below(random, 1U << octave);
        if (place < n) return place;
    }
}
