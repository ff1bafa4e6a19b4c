/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a citation's type, number and body. Out: its rank in an ordered list of
 * legal bases: Hiến pháp, laws, resolutions of the National Assembly,
 * ordinances, decrees, decisions of the Prime Minister, circulars, then Party
 * and local documents from the province down. Source: Luật Ban hành văn bản quy
 * phạm pháp luật, the order of normative documents.
 */
#include <string.h>
#include "cite/cite.h"

enum { UNKNOWN_RANK = 99, LOCAL = 40, OTHER = 80 };

/* The first row that fits counts. type "" fits any; symbol is looked for in the number, in capitals. */
static const struct {
    const char *type, *symbol;
    int rank;
} ranks[] = {
    {"HP", "", 1},      {"BL", "", 2},    {"LUAT", "", 2},  {"NQ", "UBTVQH", 4}, {"NQLT", "", 5},   {"NQ", "/QH", 3},
    {"PL", "", 4},      {"L", "", 6},     {"NĐ", "", 7},    {"NQ", "-CP", 8},    {"QĐ", "-TTG", 9}, {"CT", "-TTG", 10},
    {"CĐ", "-TTG", 11}, {"", "-TTG", 11}, {"TTLT", "", 12}, {"TT", "", 12},      {"VBHN", "", 13},  {"", "/TW", 20},
    {"", "-TW", 20},    {"", "/TU", 30},  {"", "/HU", 50},  {"", "/QU", 50},     {"", "/ĐU", 60},
};

/* What the number's symbol or the body's name tells of a state body's level. */
static const struct {
    const char *symbol, *name;
    int rank;
} levels[] = {
    {"HĐND", "Hội đồng nhân dân tỉnh", 40},
    {"", "Hội đồng nhân dân thành phố", 40},
    {"", "HĐND tỉnh", 40},
    {"", "HĐND thành phố", 40},
    {"", "Ủy ban nhân dân tỉnh", 41},
    {"", "Ủy ban nhân dân thành phố", 41},
    {"", "UBND tỉnh", 41},
    {"", "UBND thành phố", 41},
    {"", "UBND Thành phố", 41},
    {"", "Ủy ban nhân dân Thành phố", 41},
    {"-PGD", "", 58},
    {"/PGD", "", 58},
    {"", "Phòng ", 58},
    {"", "Trưởng phòng ", 58},
    {"", "huyện", 55},
    {"", "quận", 55},
    {"", "Quận", 55},
    {"", "thị xã", 55},
    {"", "xã", 65},
    {"", "phường", 65},
    {"-SGD", "", 45},
    {"/SGD", "", 45},
    {"-S", "Sở ", 45},
    {"-BGD", "", 15},
    {"/BGD", "", 15},
    {"", "Bộ ", 15},
    {"-HĐND", "", 42},
    {"-UBND", "", 43},
    {"/UBND", "", 43},
};

static bool has(const char *text, const char *part) { return text && strstr(text, part); }

static bool fits(const char *number, const char *symbol) {
    if (!*symbol) return true;
    if (!number) return false;
    size_t size = strlen(symbol);
    for (; *number; number++) {
        size_t i = 0;
        while (i < size && (number[i] == symbol[i] || (number[i] >= 'a' && number[i] - 'a' + 'A' == symbol[i]))) i++;
        if (i == size) return true;
    }
    return false;
}

static int level_rank(const char *number, const char *issuer) {
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        bool named = *levels[i].name && has(issuer, levels[i].name);
        bool coded = *levels[i].symbol && fits(number, levels[i].symbol);
        if (named || (coded && (!*levels[i].name || !issuer))) return levels[i].rank;
    }
    return OTHER;
}

int vt_cite_rank(const char *type, const char *number, const char *issuer) {
    for (size_t i = 0; type && i < sizeof ranks / sizeof *ranks; i++)
        if ((!*ranks[i].type || strcmp(ranks[i].type, type) == 0) && fits(number, ranks[i].symbol))
            return ranks[i].rank;
    if (!type && !number && !issuer) return UNKNOWN_RANK;
    return level_rank(number, issuer);
}
