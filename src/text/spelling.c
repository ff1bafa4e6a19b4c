/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: NFC text below 4 GiB. Out: counts of its words, by an automaton over its bytes that is generated from the table
 * of syllables. */
#include "text/spelling.h"

#include "spelling_table.h"

/* What a state counts: a plain word in the lower half, a wrong one in the upper, so that nothing is asked of a byte. */
enum { HALF = 32 };
static const uint64_t counts[SPELLING_STATES] = {[SPELLING_RIGHT] = 1, [SPELLING_WRONG] = UINT64_C(1) << HALF | 1};

void vt_spelling_add(vt_spelling *spelling, vt_slice text) {
    uint64_t sum = 0;
    unsigned state = SPELLING_BETWEEN;
    for (size_t at = 0; at < text.size; at++) {
        state = spelling_next[spelling_class[(unsigned char)text.data[at]]][state];
        sum += counts[state];
    }
    sum += counts[spelling_next[spelling_class[' ']][state]];
    spelling->plain += (uint32_t)sum;
    spelling->wrong += sum >> HALF;
}
