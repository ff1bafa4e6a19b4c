/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Requests to the page of which the n-th allocation fails, for every n, in whatever library; once, and from then on.
 * Expected: an answer with a status, and afterwards, when there is memory again, the same answer as before.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "base/slice.h"
#include "fuzz.h"
#include "site.h"
#include "web/http.h"

/* ---- memory ---- */

static unsigned long calls, failing;
static bool counting, lasting;

static bool fails(void) {
    if (!counting) return false;
    calls++;
    bool failed = failing && (calls == failing || (lasting && calls > failing));
    if (failed) errno = ENOMEM;
    return failed;
}

/* In the place of the C library's, also for the libraries. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
__attribute__((visibility("default"))) void *malloc(size_t size) { return fails() ? NULL : __libc_malloc(size); }
__attribute__((visibility("default"))) void *calloc(size_t count, size_t size) {
    return fails() ? NULL : __libc_calloc(count, size);
}
__attribute__((visibility("default"))) void *realloc(void *block, size_t size) {
    return fails() ? NULL : __libc_realloc(block, size);
}

/* ---- requests ---- */

typedef struct question {
    bool post;
    const char *path, *query, *form; /* @ is a record's id */
} question;

static const question questions[] = {
    {false, "/", "", ""},
    {false, "/search", "q=đọc", ""},
    {false, "/search", "q=\"ngày hội\"&type=KH&year=2022", ""},
    {false, "/search", "q=hooij", ""},
    {false, "/document/@", "", ""},
    {true, "/document/@", "", "field=title&value=X&token=other"},
    {false, "/review", "", ""},
    {false, "/review/next", "", ""},
    {false, "/bases", "q=đọc", ""},
    {false, "/bases/preamble.docx", "q=đọc", ""},
    {false, "/bases/preamble.txt", "q=đọc", ""},
    {true, "/bases/preamble.txt", "", "q=đọc&token=t&key=LUAT%7C%7Cth%C6%B0+vi%E1%BB%87n%7C2019%7Cqu%E1%BB%91c+h%E1%BB%99i"},
    {false, "/map", "q=đọc", ""},
    {false, "/cited-by", "ref=118/KH-UBND", ""},
    {false, "/compare", "a=@&b=@", ""},
    {false, "/original/@", "", ""},
    {false, "/api/search", "q=đọc", ""},
    {false, "/api/graph", "q=đọc", ""},
    {false, "/api/complete", "q=đ", ""},
    {false, "/api/document/@", "", ""},
    {false, "/api/review", "", ""},
    {false, "/nowhere", "", ""},
};

static const char *id;

static vt_slice fill_in(vt_arena *arena, const char *text) {
    const char *place = strchr(text, '@');
    char *filled = place ? vt_arena_printf(arena, "%.*s%s%s", (int)(place - text), text, id, place + 1) : NULL;
    return vt_slice_of(filled ? filled : text);
}

/* Each has another name, or it would be answered from what is kept. */
static vt_slice name_query(vt_arena *arena, const question *q, unsigned long number) {
    vt_slice filled = fill_in(arena, q->query);
    return vt_slice_of(vt_arena_printf(arena, "%.*s&z=%08lu", (int)filled.size, filled.data, number));
}

/* The answer's body, which the caller frees; only the answering itself lacks memory. */
static vt_buffer ask(const question *q, unsigned long number, unsigned long n, bool on, unsigned *status) {
    vt_arena arena;
    vt_answer answer = {0};
    vt_request request = {.arena = &arena, .post = q->post, .archive = site_archive(), .folder = site_folder(), .token = "t"};
    vt_arena_init(&arena, NULL);
    request.path = vt_request_decode(&arena, fill_in(&arena, q->path));
    fuzz_expect(request.path && vt_request_form(&arena, name_query(&arena, q, number), &request.query) &&
                    vt_request_form(&arena, vt_slice_of(q->form), &request.form),
                "there is memory");
    request.catalog = vt_catalog_take(site_catalogs());
    vt_buffer_init(&answer.body, NULL);
    failing = n, lasting = on, calls = 0, counting = true;
    vt_site_answer(&request, &answer);
    counting = false;
    *status = answer.status;
    vt_catalog_give(site_catalogs(), request.catalog);
    vt_arena_free(&arena);
    return answer.body;
}

/* The same question, answered without memory and then with it. */
static void starve_once(const question *q, unsigned long number, unsigned long n, bool on, unsigned expected, size_t size) {
    unsigned status;
    vt_buffer body = ask(q, number, n, on, &status);
    fuzz_expect(status >= 200 && status < 600, "an answer has a status");
    vt_buffer_free(&body);
    body = ask(q, number, 0, false, &status);
    fuzz_expect(status == expected && body.size == size, "the site goes on when there is memory again");
    vt_buffer_free(&body);
}

static unsigned long starve(const question *q) {
    static unsigned long number;
    unsigned status;
    vt_buffer whole = ask(q, number++, 0, false, &status);
    unsigned long most = calls;
    size_t size = whole.size;
    vt_buffer_free(&whole);
    fuzz_expect(status >= 200 && status < 500, "it is answered when there is memory");
    for (unsigned long n = 1; n <= most; n++) {
        starve_once(q, number++, n, false, status, size);
        starve_once(q, number++, n, true, status, size);
    }
    return 2 * most;
}

static void find_id(void) {
    static char found[65];
    vt_hits *hits;
    fuzz_expect(vt_archive_search(site_archive(), "đọc", NULL, &hits, NULL) == VT_OK && hits->count, "a record is found");
    memcpy(found, hits->items[0].id, sizeof found);
    id = found;
    vt_hits_free(hits);
}

int main(void) {
    unsigned long runs = 0;
    find_id();
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        unsigned long own = starve(&questions[i]);
        printf("%s%s: %lu\n", questions[i].post ? "POST " : "", questions[i].path, own);
        runs += own;
    }
    printf("%lu answers without all memory\n", runs);
    return runs < 100;
}
