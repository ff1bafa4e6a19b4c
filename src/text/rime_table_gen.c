/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the rimes of rimes.def as sorted numbers, six bits a letter. Run at build time. */
#include <stdio.h>
#include <stdlib.h>
#include "text/letter.h"
#include "text/utf8.h"

static const char *const rimes[] = {
#define X(rime) rime,
#include "text/rimes.def"
#undef X
};

enum { COUNT = sizeof rimes / sizeof *rimes };

static uint32_t packed(const char *rime) {
    uint32_t value = 0;
    for (; *rime; rime += vt_utf8_size(*rime)) value = value << 6 | vt_letter_base(vt_letter_of(vt_utf8_decode(rime)));
    return value;
}

static int compare(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

int main(void) {
    uint32_t values[COUNT];
    for (size_t i = 0; i < COUNT; i++) values[i] = packed(rimes[i]);
    qsort(values, COUNT, sizeof *values, compare);
    puts("static const uint32_t rime_table[] = {");
    for (size_t i = 0; i < COUNT; i++) printf("%u,%s", (unsigned)values[i], i % 12 == 11 ? "\n" : "");
    puts("\n};");
    return 0;
}
