/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a graph of citations. Out: its JSON, schema vanthu.graph/1 (docs/json.md), and its text for Graphviz. */
#include <vanthu/references.h>

#include <stdio.h>
#include "base/error.h"
#include "base/slice.h"
#include "write/emit.h"
#include "write/plain.h"

/* ---- JSON ---- */

static void emit_node(vt_emit *emit, const vt_graph_node *node) {
    vt_emit_object(emit, NULL);
    vt_emit_text(emit, "key", node->key);
    vt_emit_text(emit, "id", node->id);
    vt_emit_text(emit, "path", node->path);
    vt_emit_text(emit, "type", node->type);
    vt_emit_text(emit, "number", node->number);
    vt_emit_text(emit, "date", node->date);
    vt_emit_text(emit, "year", node->year);
    vt_emit_text(emit, "issuer", node->issuer);
    vt_emit_text(emit, "title", node->title);
    vt_emit_integer(emit, "rank", node->rank);
    vt_emit_bool(emit, "matches", node->matches);
    vt_emit_integer(emit, "cites", (int64_t)node->cites);
    vt_emit_integer(emit, "cited_by", (int64_t)node->cited_by);
    vt_emit_object_end(emit);
}

static void emit_edge(vt_emit *emit, const vt_graph_edge *edge) {
    vt_emit_object(emit, NULL);
    vt_emit_integer(emit, "from", (int64_t)edge->from);
    vt_emit_integer(emit, "to", (int64_t)edge->to);
    vt_emit_text(emit, "relation", vt_relation_id(edge->relation));
    vt_emit_bool(emit, "basis", edge->is_basis);
    vt_emit_integer(emit, "mentions", (int64_t)edge->mentions);
    vt_emit_object_end(emit);
}

vt_code vt_write_graph_json(const vt_graph *graph, bool indented, const vt_output *output, vt_error *err) {
    vt_emit emit;
    vt_emit_init(&emit, output, indented);
    vt_emit_object(&emit, NULL);
    vt_emit_text(&emit, "schema", "vanthu.graph/1");
    vt_emit_integer(&emit, "total", (int64_t)graph->matches);
    vt_emit_array(&emit, "nodes");
    for (size_t i = 0; i < graph->node_count; i++) emit_node(&emit, &graph->nodes[i]);
    vt_emit_array_end(&emit);
    vt_emit_array(&emit, "edges");
    for (size_t i = 0; i < graph->edge_count; i++) emit_edge(&emit, &graph->edges[i]);
    vt_emit_array_end(&emit);
    vt_emit_object_end(&emit);
    return vt_emit_finish(&emit, err);
}

/* ---- Graphviz ---- */

typedef struct dot {
    const vt_output *output;
    bool failed;
} dot;

static void put(dot *d, const char *bytes, size_t size) {
    if (size && !d->failed) d->failed = !d->output->write(d->output->context, bytes, size);
}

static void put_text(dot *d, const char *text) { put(d, text, strlen(text)); }

/* Inside quotes: a backslash before what would end them or be an escape; control characters become blanks. */
static void put_quoted(dot *d, const char *text) {
    vt_slice rest = vt_slice_of(text);
    while (rest.size) {
        uint32_t point;
        size_t size = vt_point_next(rest.data, rest.size, &point);
        if (point == '"' || point == '\\') put_text(d, "\\");
        if (point == '\n' || point == '\t' || point == VT_POINT_INVALID || vt_point_is_control(point))
            put_text(d, " ");
        else
            put(d, rest.data, size);
        rest = vt_slice_sub(rest, size, rest.size);
    }
}

/* The number or the type, and the title, as two lines; the key where nothing else is known. */
static void put_dot_label(dot *d, const vt_graph_node *node) {
    const char *parts[] = {node->number ? node->number : node->type_name, node->title, node->key};
    size_t shown = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && shown < 2; i++) {
        bool key = parts[i] == node->key;
        if (!parts[i] || (key && shown)) continue;
        if (shown++) put_text(d, "\\n");
        put_quoted(d, parts[i]);
    }
}

static void put_dot_node(dot *d, const vt_graph_node *node, size_t at) {
    char name[64];
    snprintf(name, sizeof name, "  n%zu [label=\"", at);
    put_text(d, name);
    put_dot_label(d, node);
    put_text(d, "\"");
    if (node->path) {
        put_text(d, ", URL=\"");
        put_quoted(d, node->path);
        put_text(d, "\"");
    }
    put_text(d, node->matches ? ", style=filled, fillcolor=\"#e4effc\"];\n" : node->id ? "];\n" : ", style=dashed];\n");
}

static void put_dot_edge(dot *d, const vt_graph_edge *edge) {
    char text[160];
    bool changes = edge->relation > VT_RELATION_BASIS;
    snprintf(text, sizeof text, "  n%zu -> n%zu [%s%s%s];\n", edge->from, edge->to,
             edge->is_basis || changes ? "style=solid" : "style=dashed", changes ? ", color=\"#c0392b\", label=" : "",
             changes ? vt_relation_id(edge->relation) : "");
    put_text(d, text);
}

vt_code vt_write_graph_dot(const vt_graph *graph, const vt_output *output, vt_error *err) {
    dot d = {output, false};
    put_text(&d, "digraph vanthu {\n  rankdir=BT;\n  node [shape=box, fontname=\"DejaVu Sans\", fontsize=10];\n");
    for (size_t i = 0; i < graph->node_count; i++) put_dot_node(&d, &graph->nodes[i], i);
    for (size_t i = 0; i < graph->edge_count; i++) put_dot_edge(&d, &graph->edges[i]);
    put_text(&d, "}\n");
    return d.failed ? vt_fail(err, VT_ERR_WRITE, "could not write") : VT_OK;
}
