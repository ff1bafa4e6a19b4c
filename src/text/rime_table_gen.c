/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the rimes of rimes.def as a trie: the state behind each letter, and whether a rime may end there. Run at
 * build time. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include "text/letter.h"
#include "text/utf8.h"

static const char *const rimes[] = {
#define X(rime) rime,
#include "text/rimes.def"
#undef X
};

enum { MOST_STATES = 256 };

static unsigned next[MOST_STATES][VT_LETTER_COUNT], count = 1;
static bool ends[MOST_STATES];

static void add(const char *rime) {
    unsigned state = 0;
    for (; *rime; rime += vt_utf8_size(*rime)) {
        unsigned *to = &next[state][vt_letter_base(vt_letter_of(vt_utf8_decode(rime)))];
        if (!*to) *to = count++;
        if (count > MOST_STATES) exit(1);
        state = *to;
    }
    ends[state] = true;
}

int main(void) {
    for (size_t i = 0; i < sizeof rimes / sizeof *rimes; i++) add(rimes[i]);
    printf("static const uint8_t rime_next[%u][VT_LETTER_COUNT] = {\n", count);
    for (unsigned i = 0; i < count; i++)
        for (unsigned k = 0; k < VT_LETTER_COUNT; k++)
            printf("%s%u,%s", k ? "" : "{", next[i][k], k + 1 == VT_LETTER_COUNT ? "},\n" : "");
    printf("};\nstatic const bool rime_ends[%u] = {\n", count);
    for (unsigned i = 0; i < count; i++) printf("%d,%s", ends[i], i % 32 == 31 ? "\n" : "");
    puts("};");
    return 0;
}
