/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing graphs: text that would break out of the markup, labels that are cut, links of the caller, failed writes. */
#include "unit.h"

#include <vanthu/references.h>
#include "base/slice.h"
#include "write/markup.h"

static const char hostile[] = "\"><script>alert('&')</script>\n\033[31m\xFF";

static const vt_graph_node nodes[] = {
    {.key = "LUAT|1|QH15|2022|", .number = "01/2022/QH15", .title = hostile, .year = "2022", .rank = 2, .cited_by = 1},
    {.key = "KH|2|KH-UBND||",
     .id = "ab\"c",
     .path = "/k\xE1\xBA\xBF <2>.txt",
     .number = hostile,
     .rank = 99,
     .matches = true,
     .cites = 2},
    {.id = "d", .path = "relative.txt", .year = "2024", .rank = 99, .cited_by = 1},
};
static const vt_graph_edge edges[] = {
    {.from = 1, .to = 0, .relation = VT_RELATION_BASIS, .is_basis = true, .mentions = 1},
    {.from = 1, .to = 2, .relation = VT_RELATION_REPEALS, .mentions = 3}};
static const vt_graph graph = {nodes, 3, edges, 2, 1};

static const char *by_id(void *context, const vt_graph_node *node) {
    (void)context;
    return node->id ? "#<here>" : NULL;
}

static void nothing_breaks_out_of_the_picture(void **state) {
    (void)state;
    collector to;
    vt_output output = collector_output(&to, SIZE_MAX);
    assert_int_equal(vt_write_graph_svg(&graph, NULL, &output, NULL), VT_OK);
    assert_null(strstr(collected(&to), "<script"));
    assert_null(strchr(collected(&to), '\033'));
    assert_null(strchr(collected(&to), '\xFF'));
    assert_non_null(strstr(collected(&to), "&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;"));
    assert_non_null(strstr(collected(&to), "<a href=\"file:///k%E1%BA%BF%20%3C2%3E.txt\">"));
    assert_null(strstr(collected(&to), "relative.txt\""));
    vt_buffer_free(&to.bytes);
}

static void the_caller_says_where_nodes_lead(void **state) {
    (void)state;
    collector to;
    vt_output output = collector_output(&to, SIZE_MAX);
    vt_graph_links links = {by_id, NULL};
    assert_int_equal(vt_write_graph_svg(&graph, &links, &output, NULL), VT_OK);
    assert_non_null(strstr(collected(&to), "<a href=\"#&lt;here&gt;\">"));
    assert_null(strstr(collected(&to), "file://"));
    vt_buffer_free(&to.bytes);
}

static void nothing_breaks_out_of_dot(void **state) {
    (void)state;
    collector to;
    vt_output output = collector_output(&to, SIZE_MAX);
    assert_int_equal(vt_write_graph_dot(&graph, &output, NULL), VT_OK);
    assert_non_null(strstr(collected(&to), "label=\"\\\"><script>alert('&')</script>  [31m \""));
    assert_non_null(strstr(collected(&to), "n1 -> n2 [style=solid, color=\"#c0392b\", label=repeals];"));
    vt_buffer_free(&to.bytes);
}

static void an_empty_graph_is_drawn(void **state) {
    (void)state;
    collector to;
    vt_output output = collector_output(&to, SIZE_MAX);
    assert_int_equal(vt_write_graph_svg(&(vt_graph){0}, NULL, &output, NULL), VT_OK);
    assert_non_null(strstr(collected(&to), "</svg>"));
    vt_buffer_free(&to.bytes);
}

static void a_failed_write_is_told(void **state) {
    (void)state;
    for (size_t room = 0; room < 4000; room += 500) {
        collector to;
        vt_output output = collector_output(&to, room);
        assert_int_equal(vt_write_graph_svg(&graph, NULL, &output, NULL), VT_ERR_WRITE);
        vt_buffer_free(&to.bytes);
    }
    collector to;
    vt_output output = collector_output(&to, 40);
    assert_int_equal(vt_write_graph_dot(&graph, &output, NULL), VT_ERR_WRITE);
    assert_int_equal(vt_write_graph_json(&graph, false, &output, NULL), VT_ERR_WRITE);
    vt_buffer_free(&to.bytes);
}

static void check_beginning(const char *text, size_t letters, const char *expected) {
    collector to;
    vt_output output = collector_output(&to, SIZE_MAX);
    vt_markup markup = {&output, false};
    vt_markup_beginning(&markup, vt_slice_of(text), letters);
    assert_string_equal(collected(&to), expected);
    vt_buffer_free(&to.bytes);
}

static void labels_are_cut_between_words(void **state) {
    (void)state;
    check_beginning("Thi đua", 7, "Thi đua");
    check_beginning("", 7, "");
    check_beginning("Công tác thi đua, khen thưởng", 18, "Công tác thi đua…");
    check_beginning("Công tác & <thi> đua khen thưởng", 17, "Công tác &amp; &lt;thi&gt;…");
    check_beginning("CÔNG TÁC THI ĐUA, KHEN THƯỞNG", 18, "CÔNG TÁC THI…");
    check_beginning("ke-hoach-thi-dua-nam-hoc.txt", 12, "ke-hoach-thi…");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_breaks_out_of_the_picture),
        cmocka_unit_test(the_caller_says_where_nodes_lead),
        cmocka_unit_test(nothing_breaks_out_of_dot),
        cmocka_unit_test(an_empty_graph_is_drawn),
        cmocka_unit_test(a_failed_write_is_told),
        cmocka_unit_test(labels_are_cut_between_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
