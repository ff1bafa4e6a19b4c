/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of files: a path belongs to one record, and records that lie nowhere are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "archive/known.h"

static const char a[] = "00000000000000000000000000000000000000000000000000000000000000aa";
static const char b[] = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff01";

static int set_up(void **state) {
    vt_known *known = malloc(sizeof *known);
    if (!known) return -1;
    vt_known_init(known);
    *state = known;
    return 0;
}

static int tear_down(void **state) {
    vt_known_free(*state);
    free(*state);
    return 0;
}

static vt_known_path *put(vt_known *known, const char *id, const char *path, uint64_t size) {
    vt_known_path *at = vt_known_put(known, id, &(vt_place){path, size, 7, false});
    assert_non_null(at);
    return at;
}

static void keeps_the_places_of_a_record(void **state) {
    vt_known *known = *state;
    vt_arena arena;
    vt_places places;
    put(known, a, "/x/1", 10);
    put(known, a, "/x/2", 10);
    put(known, a, "/x/1", 11);
    vt_arena_init(&arena, NULL);
    assert_true(vt_known_places(&arena, vt_known_by_id(known, a), &places));
    assert_string_equal(places.id, a);
    assert_int_equal(places.items.count, 2);
    assert_string_equal(places.items.items[0].path, "/x/1");
    assert_int_equal(places.items.items[0].size, 11);
    assert_string_equal(places.items.items[1].path, "/x/2");
    vt_arena_free(&arena);
    assert_null(vt_known_by_id(known, b));
    assert_null(vt_known_by_id(known, "aa"));
    assert_int_equal(vt_known_count(known), 1);
}

static void a_record_that_lies_nowhere_is_none(void **state) {
    vt_known *known = *state;
    put(known, a, "/x/1", 10);
    put(known, a, "/x/2", 10);
    vt_known_record *record = vt_known_by_id(known, a);
    vt_known_drop(record, "/x/1");
    vt_known_drop(record, "/x/none");
    assert_null(vt_known_at(known, "/x/1")->record);
    assert_true(vt_known_below(known, "/x"));
    vt_known_drop(record, "/x/2");
    assert_null(vt_known_by_id(known, a));
    assert_int_equal(vt_known_count(known), 0);
    assert_false(vt_known_below(known, "/x"));
    const vt_known_path *again = put(known, b, "/x/2", 5);
    assert_ptr_equal(again->record, vt_known_by_id(known, b));
    assert_ptr_equal(put(known, a, "/x/1", 5)->record, record);
}

/* As two databases that are read together can have it. */
static void of_two_that_claim_a_path_the_later_has_it(void **state) {
    vt_known *known = *state;
    put(known, a, "/x/1", 10);
    put(known, b, "/x/1", 20);
    assert_ptr_equal(vt_known_at(known, "/x/1")->record, vt_known_by_id(known, b));
    vt_known_drop(vt_known_by_id(known, a), "/x/1");
    assert_null(vt_known_by_id(known, a));
    assert_ptr_equal(vt_known_at(known, "/x/1")->record, vt_known_by_id(known, b));
    assert_int_equal(vt_known_at(known, "/x/1")->size, 20);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(keeps_the_places_of_a_record),
        TEST(a_record_that_lies_nowhere_is_none),
        TEST(of_two_that_claim_a_path_the_later_has_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
