/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <locale.h>
#include <math.h>
#include "base/slice.h"
#include "write/emit.h"

typedef struct fixture {
    collector to;
    vt_output output;
    vt_emit emit;
} fixture;

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    if (!f) return -1;
    f->output = collector_output(&f->to, SIZE_MAX);
    vt_emit_init(&f->emit, &f->output, false);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    vt_buffer_free(&f->to.bytes);
    free(f);
    return 0;
}

static void expect(fixture *f, const char *json) {
    assert_int_equal(vt_emit_finish(&f->emit, NULL), VT_OK);
    assert_string_equal(collected(&f->to), json);
}

static void emits_nested_values(void **state) {
    fixture *f = *state;
    vt_emit_object(&f->emit, NULL);
    vt_emit_text(&f->emit, "a", "x");
    vt_emit_array(&f->emit, "b");
    vt_emit_array_end(&f->emit);
    vt_emit_array(&f->emit, "c");
    vt_emit_integer(&f->emit, NULL, -7);
    vt_emit_object(&f->emit, NULL);
    vt_emit_object_end(&f->emit);
    vt_emit_bool(&f->emit, NULL, true);
    vt_emit_array_end(&f->emit);
    vt_emit_null(&f->emit, "d");
    vt_emit_text(&f->emit, "e", NULL);
    vt_emit_span(&f->emit, "f", (vt_span){3, 4000000000U});
    vt_emit_object_end(&f->emit);
    expect(f, "{\"a\":\"x\",\"b\":[],\"c\":[-7,{},true],\"d\":null,\"e\":null,\"f\":[3,4000000000]}");
}

static void indents_for_reading(void **state) {
    fixture *f = *state;
    vt_emit_init(&f->emit, &f->output, true);
    vt_emit_object(&f->emit, NULL);
    vt_emit_array(&f->emit, "empty");
    vt_emit_array_end(&f->emit);
    vt_emit_array(&f->emit, "spans");
    vt_emit_span(&f->emit, NULL, (vt_span){0, 21});
    vt_emit_array_end(&f->emit);
    vt_emit_object_end(&f->emit);
    expect(f, "{\n  \"empty\": [],\n  \"spans\": [\n    [0, 21]\n  ]\n}");
}

static void escapes_what_json_needs(void **state) {
    fixture *f = *state;
    vt_emit_text(&f->emit, NULL, "Kế \"hoạch\"\\\n\t\r\b\f\x01\x1F/");
    expect(f, "\"Kế \\\"hoạch\\\"\\\\\\n\\t\\r\\b\\f\\u0001\\u001f/\"");
}

static void escapes_what_a_terminal_would_obey(void **state) {
    fixture *f = *state;
    vt_emit_text(&f->emit, NULL, "\x1B[31m \x7F \xC2\x9B \xE2\x80\xAE \xE2\x80\xA8");
    expect(f, "\"\\u001b[31m \\u007f \\u009b \\u202e \\u2028\"");
}

static void keeps_a_zero_byte(void **state) {
    fixture *f = *state;
    vt_emit_slice(&f->emit, NULL, (vt_slice){"a\0b", 3});
    expect(f, "\"a\\u0000b\"");
}

static void replaces_what_is_no_utf8(void **state) {
    fixture *f = *state;
    /* A stray continuation, an overlong slash, a surrogate, a number too large, a cut sequence. */
    vt_emit_text(&f->emit, NULL, "\x80|\xC0\xAF|\xED\xA0\x80|\xF5\x80\x80\x80|ấ|\xE1\xBA");
    expect(f, "\"\\ufffd|\\ufffd\\ufffd|\\ufffd\\ufffd\\ufffd|\\ufffd\\ufffd\\ufffd\\ufffd|ấ|\\ufffd\\ufffd\"");
}

static void escapes_keys_too(void **state) {
    fixture *f = *state;
    vt_emit_object(&f->emit, NULL);
    vt_emit_null(&f->emit, "a\"b");
    vt_emit_object_end(&f->emit);
    expect(f, "{\"a\\\"b\":null}");
}

static void writes_decimals_free_of_locale(void **state) {
    fixture *f = *state;
    (void)setlocale(LC_ALL, "");
    const double values[] = {0, 1, 0.5, 0.98, 0.9996, -0.25, -0.0001, 0.9594996, 12.0304, 1e-9, NAN, INFINITY, 1e300};
    vt_emit_array(&f->emit, NULL);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) vt_emit_decimal(&f->emit, NULL, values[i]);
    vt_emit_array_end(&f->emit);
    expect(f, "[0,1,0.5,0.98,1,-0.25,0,0.96,12.03,0,null,null,null]");
}

static void writes_the_ends_of_integers(void **state) {
    fixture *f = *state;
    vt_emit_array(&f->emit, NULL);
    vt_emit_integer(&f->emit, NULL, INT64_MIN);
    vt_emit_integer(&f->emit, NULL, INT64_MAX);
    vt_emit_array_end(&f->emit);
    expect(f, "[-9223372036854775808,9223372036854775807]");
}

static void remembers_a_failed_write(void **state) {
    fixture *f = *state;
    f->to.room = 10;
    vt_emit_object(&f->emit, NULL);
    vt_emit_text(&f->emit, "title", "a long value");
    vt_emit_object_end(&f->emit);
    vt_error err = {0};
    assert_int_equal(vt_emit_finish(&f->emit, &err), VT_ERR_WRITE);
    assert_int_equal(err.code, VT_ERR_WRITE);
    assert_string_equal(collected(&f->to), "{\"title\":\"");
}

int main(void) {
#define EMIT_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        EMIT_TEST(emits_nested_values),
        EMIT_TEST(indents_for_reading),
        EMIT_TEST(escapes_what_json_needs),
        EMIT_TEST(escapes_what_a_terminal_would_obey),
        EMIT_TEST(keeps_a_zero_byte),
        EMIT_TEST(replaces_what_is_no_utf8),
        EMIT_TEST(escapes_keys_too),
        EMIT_TEST(writes_decimals_free_of_locale),
        EMIT_TEST(writes_the_ends_of_integers),
        EMIT_TEST(remembers_a_failed_write),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
