/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: two texts as words. Out: runs of kept, dropped and added words.
 *
 * The shortest edit script is Myers' ("An O(ND) Difference Algorithm", 1986),
 * between the common start and end of the texts. A script that would be longer
 * than MOST_EDITS is not sought: the texts have then little in common. Words
 * that are kept by chance between long changes are counted to the changes, so
 * that the runs read as phrases.
 */
#include "compare/diff.h"

#include "base/slice.h"

enum { MOST_EDITS = 1000 };

/* The furthest place in the first text on each diagonal after d edits, the rows for all d one after another. */
typedef struct script {
    const vt_token *a, *b;
    int n, m;
    int *rows;
    int edits; /* of the whole script; -1 when it is too long */
} script;

/* Words of both texts that are the same, or that became each other. */
typedef struct block {
    bool same;
    size_t a, b, a_count, b_count;
} block;

typedef struct blocks {
    VT_ARRAY(block) list;
} blocks;

/* Row d holds the diagonals -d..d. */
static int *cell(const script *s, int d, int k) { return &s->rows[(size_t)d * (size_t)d + (size_t)(k + d)]; }

/* Whether the last of d edits, which led to this diagonal, added a word. */
static bool added_last(const script *s, int d, int k) {
    return k == -d || (k != d && *cell(s, d - 1, k - 1) < *cell(s, d - 1, k + 1));
}

/* Where the diagonal is entered after d edits. */
static int entry(const script *s, int d, int k) {
    if (d == 0) return 0;
    return added_last(s, d, k) ? *cell(s, d - 1, k + 1) : *cell(s, d - 1, k - 1) + 1;
}

static int run_along(const script *s, int x, int k) {
    while (x < s->n && x - k < s->m && vt_wording_same_word(&s->a[x], &s->b[x - k])) x++;
    return x;
}

static void seek_script(script *s, int most) {
    for (int d = 0; d <= most; d++)
        for (int k = -d; k <= d; k += 2) {
            int x = *cell(s, d, k) = run_along(s, entry(s, d, k), k);
            s->edits = d;
            if (x >= s->n && x - k >= s->m) return;
        }
    s->edits = -1;
}

/* partner[i]: the word of the second text that word i of the first is, or -1. */
static void mark_partners(const script *s, int *partner) {
    for (int i = 0; i < s->n; i++) partner[i] = -1;
    for (int d = s->edits, x = s->n, k = s->n - s->m; d >= 0; d--) {
        int start = entry(s, d, k);
        for (; x > start; x--) partner[x - 1] = x - 1 - k;
        if (d == 0) return;
        k += added_last(s, d, k) ? 1 : -1;
        x = *cell(s, d - 1, k);
    }
}

static bool is_chance(const block *former, const block *kept, const block *next) {
    size_t before = former->a_count > former->b_count ? former->a_count : former->b_count;
    size_t behind = next->a_count > next->b_count ? next->a_count : next->b_count;
    return kept->a_count <= before && kept->a_count <= behind;
}

/* Adds a block; what was kept by chance before it joins it, with the change before that. */
static bool add_block(vt_arena *arena, blocks *out, block next) {
    if (!next.a_count && !next.b_count) return true;
    while (!next.same && out->list.count >= 2) {
        const block *kept = &out->list.items[out->list.count - 1], *former = kept - 1;
        if (!is_chance(former, kept, &next)) break;
        next =
            (block){false, former->a, former->b, next.a + next.a_count - former->a, next.b + next.b_count - former->b};
        out->list.count -= 2;
    }
    block *place = vt_array_push(arena, &out->list);
    if (place) *place = next;
    return place;
}

/* The blocks of the middle, whose words begin at `start` in both texts. */
static bool add_middle(vt_arena *arena, const script *s, const int *partner, size_t start, blocks *out) {
    for (int i = 0, j = 0; i < s->n || j < s->m;) {
        int a = i, b = j;
        while (i < s->n && partner[i] == j && partner[i] >= 0) i++, j++;
        block same = {true, start + (size_t)a, start + (size_t)b, (size_t)(i - a), (size_t)(i - a)};
        a = i, b = j;
        while (i < s->n && partner[i] < 0) i++;
        j = i < s->n ? partner[i] : s->m;
        block other = {false, start + (size_t)a, start + (size_t)b, (size_t)(i - a), (size_t)(j - b)};
        if (!add_block(arena, out, same) || !add_block(arena, out, other)) return false;
    }
    return true;
}

static bool diff_middle(vt_arena *arena, vt_arena *scratch, script *s, size_t start, blocks *out) {
    int most = s->n + s->m < MOST_EDITS ? s->n + s->m : MOST_EDITS;
    size_t row_end = (size_t)(most + 1) * (size_t)(most + 1);
    int *partner = vt_arena_alloc(scratch, (size_t)s->n * sizeof *partner);
    s->rows = vt_arena_alloc(scratch, row_end * sizeof *s->rows);
    if (!partner || !s->rows) return false;
    seek_script(s, most);
    if (s->edits < 0) return add_block(arena, out, (block){false, start, start, (size_t)s->n, (size_t)s->m});
    mark_partners(s, partner);
    return add_middle(arena, s, partner, start, out);
}

static size_t common_start(const vt_wording *a, const vt_wording *b) {
    size_t i = 0;
    while (i < a->words.count && i < b->words.count && vt_wording_same_word(&a->words.items[i], &b->words.items[i]))
        i++;
    return i;
}

static size_t common_end(const vt_wording *a, const vt_wording *b, size_t start) {
    size_t i = 0, n = a->words.count, m = b->words.count;
    while (start + i < n && start + i < m &&
           vt_wording_same_word(&a->words.items[n - 1 - i], &b->words.items[m - 1 - i]))
        i++;
    return i;
}

/* The text from a word to the word behind the run, blanks at the ends aside. */
static vt_slice text_of(const vt_wording *wording, size_t first, size_t count) {
    size_t start = first ? wording->words.items[first].span.start : 0, end = first + count;
    size_t stop = end < wording->words.count ? wording->words.items[end].span.start : wording->text.size;
    return vt_slice_trim(vt_slice_sub(wording->text, start, stop));
}

static bool add_runs(vt_arena *arena, const vt_wording *before, const vt_wording *after, const blocks *list,
                     vt_diff *out) {
    vt_diff_run *runs = vt_arena_alloc(arena, list->list.count * 2 * sizeof *runs);
    size_t count = 0;
    if (!runs) return false;
    for (size_t i = 0; i < list->list.count; i++) {
        const block *b = &list->list.items[i];
        if (b->same) runs[count++] = (vt_diff_run){VT_CHANGE_KEPT, text_of(after, b->b, b->b_count)};
        if (!b->same && b->a_count) runs[count++] = (vt_diff_run){VT_CHANGE_DROPPED, text_of(before, b->a, b->a_count)};
        if (!b->same && b->b_count) runs[count++] = (vt_diff_run){VT_CHANGE_ADDED, text_of(after, b->b, b->b_count)};
    }
    *out = (vt_diff){runs, count};
    return true;
}

bool vt_diff_words(vt_arena *arena, const vt_wording *before, const vt_wording *after, vt_diff *out) {
    *out = (vt_diff){0};
    if (vt_wording_same(before, after)) return true;
    size_t n = before->words.count, m = after->words.count, start = common_start(before, after);
    size_t end = common_end(before, after, start);
    script s = {.a = before->words.items + start,
                .b = after->words.items + start,
                .n = (int)(n - start - end),
                .m = (int)(m - start - end)};
    blocks list = {0};
    vt_arena scratch;
    vt_arena_init(&scratch, arena->allocator);
    bool ok = add_block(arena, &list, (block){true, 0, 0, start, start}) &&
              diff_middle(arena, &scratch, &s, start, &list) &&
              add_block(arena, &list, (block){true, n - end, m - end, end, end});
    vt_arena_free(&scratch);
    return ok && add_runs(arena, before, after, &list, out);
}
