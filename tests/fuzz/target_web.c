/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a request, without a network, to a site over a small archive: a line with
 * the path, a line behind the question mark, and the body of the form. A path
 * that begins with ! is that of a POST.
 */
#include <string.h>
#include "base/slice.h"
#include "fuzz.h"
#include "site.h"
#include "web/http.h"

static void answer(vt_request *request) {
    vt_answer answer = {0};
    vt_buffer_init(&answer.body, NULL);
    vt_site_answer(request, &answer);
    fuzz_expect(answer.status >= 200 && answer.status < 600, "an answer has a status");
    fuzz_expect(!answer.location || !strpbrk(answer.location, "\r\n"), "a location is one line");
    fuzz_expect(!answer.cookie || !strpbrk(answer.cookie, "\r\n"), "a cookie is one line");
    fuzz_expect(!answer.disposition || !strpbrk(answer.disposition, "\r\n"), "a disposition is one line");
    if (answer.type && strstr(answer.type, "json"))
        fuzz_expect(fuzz_is_json(vt_buffer_slice(&answer.body)), "what says it is JSON is JSON");
    vt_buffer_free(&answer.body);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    vt_arena arena;
    vt_slice rest = {(const char *)data, size}, path = fuzz_take_line(&rest), query = fuzz_take_line(&rest);
    vt_request request = {.arena = &arena, .archive = site_archive(), .folder = site_folder(), .token = "t"};
    vt_arena_init(&arena, NULL);
    request.post = path.size && path.data[0] == '!';
    if (request.post) path = vt_slice_sub(path, 1, path.size);
    request.language = size & 1 ? (vt_language)1 : (vt_language)0;
    request.path = vt_request_decode(&arena, path);
    fuzz_expect(request.path && vt_request_form(&arena, query, &request.query) &&
                    vt_request_form(&arena, rest, &request.form),
                "there is memory");
    for (size_t i = 0; i < request.query.count; i++)
        fuzz_expect(!strpbrk(request.query.items[i].value, "\r\033"), "a value has no control characters");
    request.catalog = vt_catalog_take(site_catalogs());
    fuzz_expect(request.catalog, "there is memory");
    if (request.path[0] == '/') answer(&request);
    vt_catalog_give(site_catalogs(), request.catalog);
    vt_arena_free(&arena);
    return 0;
}
