/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: UTF-8 text. Out: the same text as a bad scan would give it: a share of
 * its letters is changed by the confusions of Vietnamese optical character
 * recognition. The same seed gives the same text.
 *
 *     noise [--rate SHARE] [--seed NUMBER] <TEXT >NOISY
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Each letter and what it is read as; several entries of a letter are taken in turn. */
static const char *const confusions[][2] = {
    {"ế", "ể"}, {"ể", "ế"}, {"ấ", "ẩ"}, {"ẩ", "ấ"}, {"ố", "ổ"}, {"ổ", "ố"}, {"ứ", "ử"}, {"ử", "ứ"}, {"á", "à"}, {"à", "á"},
    {"ă", "â"}, {"ạ", "a"}, {"ị", "i"}, {"ọ", "o"}, {"ụ", "u"}, {"ộ", "ô"}, {"ệ", "ê"}, {"ư", "u"}, {"ơ", "o"}, {"đ", "d"},
    {"Á", "A"}, {"Ấ", "A"}, {"Ế", "E"}, {"Ố", "O"}, {"Ộ", "O"}, {"Ủ", "U"}, {"Ị", "I"}, {"Đ", "D"}, {"Ơ", "O"}, {"Ư", "U"},
    {"Ố", "Ổ"}, {"ố", "ó"}, {"0", "O"}, {"1", "l"}, {"l", "1"}, {"I", "l"}, {"n", "u"}, {"h", "b"}, {"c", "e"}, {"m", "rn"},
};
enum { CONFUSIONS = sizeof confusions / sizeof *confusions };

/* xorshift64*: the same on every machine. */
static uint64_t next(uint64_t *state) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

static double share(uint64_t *state) { return (double)(next(state) >> 11) / 9007199254740992.0; }

static size_t letter_size(const unsigned char *at) { return *at < 0x80 ? 1 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : 4; }

/* What a letter is read as; NULL when nothing is known of it. */
static const char *misread(const char *at, size_t size, uint64_t *state) {
    const char *found[4];
    size_t count = 0;
    for (size_t i = 0; i < CONFUSIONS && count < 4; i++)
        if (strlen(confusions[i][0]) == size && memcmp(confusions[i][0], at, size) == 0) found[count++] = confusions[i][1];
    return count ? found[next(state) % count] : NULL;
}

static int spoil(const char *text, size_t size, double rate, uint64_t seed) {
    uint64_t state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    for (size_t at = 0; at < size;) {
        size_t letter = letter_size((const unsigned char *)text + at);
        if (letter > size - at) letter = size - at;
        const char *other = share(&state) < rate ? misread(text + at, letter, &state) : NULL;
        if (other ? fputs(other, stdout) < 0 : fwrite(text + at, 1, letter, stdout) != letter) return 1;
        at += letter;
    }
    return fflush(stdout) != 0;
}

/* All of standard input; NULL when it could not be read. */
static char *read_all(size_t *size) {
    size_t room = 1 << 16;
    char *text = malloc(room);
    *size = 0;
    while (text) {
        *size += fread(text + *size, 1, room - *size, stdin);
        if (*size < room) break;
        char *grown = realloc(text, room *= 2);
        if (!grown) free(text);
        text = grown;
    }
    if (text && ferror(stdin)) {
        free(text);
        return NULL;
    }
    return text;
}

int main(int count, char **arguments) {
    double rate = 0.01;
    uint64_t seed = 1;
    for (int i = 1; i + 1 < count; i += 2) {
        if (strcmp(arguments[i], "--rate") == 0) rate = atof(arguments[i + 1]);
        else if (strcmp(arguments[i], "--seed") == 0) seed = strtoull(arguments[i + 1], NULL, 10);
        else return fprintf(stderr, "noise: %s is no option\n", arguments[i]), 2;
    }
    size_t size;
    char *text = read_all(&size);
    if (!text) return fprintf(stderr, "noise: standard input could not be read\n"), 1;
    int failed = spoil(text, size, rate, seed);
    free(text);
    return failed;
}
