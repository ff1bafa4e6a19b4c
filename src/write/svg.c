/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a graph of citations. Out: an SVG picture of it. A document's box leads
 * to its file, tells all of it as a tooltip and, under the pointer, brings out
 * its own lines. Colours are classes in one style sheet. Without scripts.
 */
#include <vanthu/references.h>

#include <stdlib.h>
#include "base/buffer.h"
#include "base/error.h"
#include "base/slice.h"
#include "write/markup.h"
#include "write/svg_layout.h"

enum { NUMBER_WIDTH = 22, TITLE_WIDTH = 29, REACH = 36, SIDE = 30 };

typedef struct picture {
    const vt_graph *graph;
    const vt_graph_links *links;
    vt_markup markup;
    vt_svg_layout layout;
    size_t *incoming; /* edges by the node they lead to */
    vt_buffer address;
    bool starved; /* memory ran out for an address */
} picture;

static const char style[] =
    "<style>\n"
    ".vanthu-graph text{font:11px \"Noto Sans\",\"DejaVu Sans\",Arial,sans-serif;fill:#1d2731}\n"
    ".vanthu-graph .band{fill:#fff}.vanthu-graph .band.even{fill:#f3f5f8}\n"
    ".vanthu-graph .band-name{font-weight:bold;fill:#5a6775}\n"
    ".vanthu-graph .year{font-weight:bold;fill:#5a6775;text-anchor:middle}\n"
    ".vanthu-graph .rule{stroke:#d5dbe2;stroke-width:1}\n"
    ".vanthu-graph .box{fill:#fff;stroke:#7d8996;stroke-width:1}\n"
    ".vanthu-graph .absent .box{stroke-dasharray:3 2;fill:#fbfbfc}\n"
    ".vanthu-graph .match .box{fill:#e4effc;stroke:#2866a8;stroke-width:1.4}\n"
    ".vanthu-graph .number{font-weight:bold}\n"
    ".vanthu-graph .title{font-size:10.5px;fill:#4a5763}\n"
    ".vanthu-graph a:hover .box,.vanthu-graph a:focus .box{stroke:#b3541e;stroke-width:2}\n"
    ".vanthu-graph .line{fill:none;stroke:#64748b;stroke-opacity:.5;stroke-width:1.1}\n"
    ".vanthu-graph .mention{stroke-dasharray:4 3}\n"
    ".vanthu-graph .change{stroke:#c0392b;stroke-opacity:.85;stroke-width:1.5}\n"
    ".vanthu-graph .own{display:none;fill:none;stroke:#b3541e;stroke-width:2;pointer-events:none}\n"
    ".vanthu-graph .node:hover .own{display:inline}\n"
    "@media (prefers-color-scheme:dark){\n"
    ".vanthu-graph text,.vanthu-graph .number{fill:#e6ebf0}\n"
    ".vanthu-graph .title,.vanthu-graph .year,.vanthu-graph .band-name{fill:#a9b5c1}\n"
    ".vanthu-graph .band{fill:#161b21}.vanthu-graph .band.even{fill:#1c232b}\n"
    ".vanthu-graph .rule{stroke:#36414d}\n"
    ".vanthu-graph .box{fill:#222b34;stroke:#7d8996}.vanthu-graph .absent .box{fill:#1a2027}\n"
    ".vanthu-graph .match .box{fill:#1d3a5c;stroke:#6ea8e6}\n"
    ".vanthu-graph .line{stroke:#93a1b0}.vanthu-graph .change{stroke:#ff7b6b}\n"
    "}\n"
    "</style>\n";

/* ---- lines ---- */

/* How a line is drawn: what changes the other document, a basis, a plain mention. */
static const char *class_of(const vt_graph_edge *edge) {
    if (edge->relation > VT_RELATION_BASIS) return "change";
    return edge->is_basis ? "basis" : "mention";
}

/* Between bands from box to box; within a band from side to side, around what stands in one column. */
static void put_path(picture *p, const vt_graph_edge *edge) {
    const vt_svg_place *a = &p->layout.places[edge->from], *b = &p->layout.places[edge->to];
    int half = VT_SVG_NODE_WIDTH / 2, side = VT_SVG_NODE_HEIGHT / 2;
    if (a->band != b->band) {
        bool up = b->y < a->y;
        int y1 = up ? a->y : a->y + VT_SVG_NODE_HEIGHT, y2 = up ? b->y + VT_SVG_NODE_HEIGHT : b->y;
        int reach = up ? -REACH : REACH;
        vt_markup_printf(&p->markup, "M%d %dC%d %d %d %d %d %d", a->x + half, y1, a->x + half, y1 + reach, b->x + half,
                         y2 - reach, b->x + half, y2);
        return;
    }
    bool left = b->x < a->x, same = b->x == a->x;
    int x1 = left ? a->x : a->x + VT_SVG_NODE_WIDTH, x2 = left || same ? b->x + VT_SVG_NODE_WIDTH : b->x;
    int out = left ? -SIDE : SIDE, in = left || same ? SIDE : -SIDE;
    vt_markup_printf(&p->markup, "M%d %dC%d %d %d %d %d %d", x1, a->y + side, x1 + out, a->y + side, x2 + in,
                     b->y + side, x2, b->y + side);
}

static void put_lines(picture *p) {
    vt_markup_put(&p->markup, "<defs>\n");
    for (size_t i = 0; i < p->graph->edge_count; i++) {
        vt_markup_printf(&p->markup, "<path id=\"e%zu\" d=\"", i);
        put_path(p, &p->graph->edges[i]);
        vt_markup_put(&p->markup, "\"/>\n");
    }
    vt_markup_put(&p->markup, "</defs>\n");
    for (size_t i = 0; i < p->graph->edge_count; i++) {
        const char *kind = class_of(&p->graph->edges[i]);
        vt_markup_printf(&p->markup, "<use class=\"line %s\" href=\"#e%zu\" marker-end=\"url(#end)\"/>\n", kind, i);
    }
}

/* ---- boxes ---- */

static void append_address(vt_buffer *out, const char *path) {
    vt_buffer_append_text(out, "file://");
    for (const char *at = path; *at; at++)
        if (vt_is_letter(*at) || vt_is_digit(*at) || strchr("/-._~", *at))
            vt_buffer_append_char(out, *at);
        else
            vt_buffer_printf(out, "%%%02X", (unsigned)(unsigned char)*at);
}

/* NULL: no link. */
static const char *address_of(picture *p, const vt_graph_node *node) {
    if (p->links) return p->links->address(p->links->context, node);
    if (!node->path || node->path[0] != '/') return NULL;
    vt_buffer_clear(&p->address);
    append_address(&p->address, node->path);
    if (p->address.failed) p->starved = p->markup.failed = true;
    return p->address.data;
}

static void put_tooltip(picture *p, const vt_graph_node *node) {
    const char *parts[] = {node->type_name, node->number, node->date, node->issuer, node->title};
    const char *joints[] = {"", " ", ", ", ", ", "\n"};
    bool begun = false;
    vt_markup_put(&p->markup, "<title>");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i]) continue;
        if (begun) vt_markup_text(&p->markup, vt_slice_of(joints[i]));
        vt_markup_text(&p->markup, vt_slice_of(parts[i]));
        begun = true;
    }
    vt_markup_printf(&p->markup, "&#10;cites %zu, cited by %zu</title>", node->cites, node->cited_by);
}

static const char *file_of(const char *path) {
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path;
}

static const char *headline_of(const vt_graph_node *node) {
    const char *choices[] = {node->number, node->type_name, node->title, file_of(node->path), node->key};
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
        if (choices[i] && *choices[i]) return choices[i];
    return "?";
}

/* What the headline does not say already. */
static const char *subline_of(const vt_graph_node *node, const char *headline) {
    const char *choices[] = {node->title, node->issuer, node->type_name};
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
        if (choices[i] && choices[i] != headline) return choices[i];
    return NULL;
}

static void put_label(picture *p, int x, int y, const char *kind, const char *text, size_t letters) {
    if (!text) return;
    vt_markup_printf(&p->markup, "<text class=\"%s\" x=\"%d\" y=\"%d\">", kind, x, y);
    vt_markup_beginning(&p->markup, vt_slice_of(text), letters);
    vt_markup_put(&p->markup, "</text>");
}

static void put_box(picture *p, size_t at) {
    const vt_graph_node *node = &p->graph->nodes[at];
    const vt_svg_place *place = &p->layout.places[at];
    const char *address = address_of(p, node), *headline = headline_of(node);
    if (address) {
        vt_markup_put(&p->markup, "<a href=\"");
        vt_markup_text(&p->markup, vt_slice_of(address));
        vt_markup_put(&p->markup, "\">");
    }
    put_tooltip(p, node);
    vt_markup_printf(&p->markup, "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>",
                     place->x, place->y, VT_SVG_NODE_WIDTH, VT_SVG_NODE_HEIGHT);
    put_label(p, place->x + 7, place->y + 16, "number", headline, NUMBER_WIDTH);
    put_label(p, place->x + 7, place->y + 32, "title", subline_of(node, headline), TITLE_WIDTH);
    if (address) vt_markup_put(&p->markup, "</a>");
}

static void put_own_lines(picture *p, size_t *out, size_t *in, size_t at) {
    const vt_graph_edge *edges = p->graph->edges;
    for (; *out < p->graph->edge_count && edges[*out].from == at; ++*out)
        vt_markup_printf(&p->markup, "<use class=\"own\" href=\"#e%zu\"/>", *out);
    for (; *in < p->graph->edge_count && edges[p->incoming[*in]].to == at; ++*in)
        vt_markup_printf(&p->markup, "<use class=\"own\" href=\"#e%zu\"/>", p->incoming[*in]);
}

static void put_nodes(picture *p) {
    size_t out = 0, in = 0;
    for (size_t i = 0; i < p->graph->node_count; i++) {
        const vt_graph_node *node = &p->graph->nodes[i];
        const char *kind = node->matches ? "match" : node->id ? "stored" : "absent";
        vt_markup_printf(&p->markup, "<g class=\"node %s\" id=\"n%zu\">", kind, i);
        put_own_lines(p, &out, &in, i);
        put_box(p, i);
        vt_markup_put(&p->markup, "</g>\n");
    }
}

/* ---- what stands behind ---- */

static void put_bands(picture *p) {
    size_t shown = 0;
    for (size_t i = 0; i < VT_SVG_BANDS; i++) {
        const vt_svg_band *band = &p->layout.bands[i];
        if (!band->height) continue;
        vt_markup_printf(&p->markup, "<rect class=\"band%s\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
                         shown++ % 2 ? "" : " even", band->y, p->layout.width, band->height);
        put_label(p, 12, band->y + band->height / 2 + 4, "band-name", band->name, TITLE_WIDTH);
        vt_markup_put(&p->markup, "\n");
    }
}

static void put_years(picture *p) {
    for (size_t i = 0; i < p->layout.column_count; i++) {
        const vt_svg_column *column = &p->layout.columns[i];
        vt_markup_printf(&p->markup, "<line class=\"rule\" x1=\"%d\" y1=\"36\" x2=\"%d\" y2=\"%d\"/>", column->x,
                         column->x, p->layout.height);
        put_label(p, column->x + column->width / 2, 54, "year", column->year ? column->year : "?", TITLE_WIDTH);
        vt_markup_put(&p->markup, "\n");
    }
}

static void put_legend(picture *p) {
    static const struct {
        const char *kind, *text;
    } kinds[] = {{"basis", "căn cứ"}, {"mention", "viện dẫn"}, {"change", "sửa đổi, thay thế, bãi bỏ"}};
    int x = 12;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        vt_markup_printf(&p->markup, "<path class=\"line %s\" d=\"M%d 18h28\" marker-end=\"url(#end)\"/>",
                         kinds[i].kind, x);
        put_label(p, x + 38, 22, "title", kinds[i].text, TITLE_WIDTH);
        x += 110;
    }
    vt_markup_put(&p->markup, "\n");
}

static void put_picture(picture *p) {
    vt_markup_printf(&p->markup,
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"vanthu-graph\" width=\"%d\" height=\"%d\" "
                     "viewBox=\"0 0 %d %d\">\n",
                     p->layout.width, p->layout.height, p->layout.width, p->layout.height);
    vt_markup_put(&p->markup, style);
    vt_markup_put(&p->markup,
                  "<marker id=\"end\" viewBox=\"0 0 6 6\" refX=\"6\" refY=\"3\" markerWidth=\"6\" "
                  "markerHeight=\"6\" orient=\"auto\"><path d=\"M0 0L6 3L0 6Z\" fill=\"#7d8996\"/></marker>\n");
    vt_markup_printf(&p->markup, "<rect class=\"band\" width=\"%d\" height=\"%d\"/>\n", p->layout.width,
                     p->layout.height);
    put_bands(p);
    put_years(p);
    put_legend(p);
    put_lines(p);
    put_nodes(p);
    vt_markup_put(&p->markup, "</svg>\n");
}

/* The edges in the order of the nodes that they lead to; NULL when memory ran out. */
static size_t *make_incoming(const vt_graph *graph) {
    size_t *start = calloc(graph->node_count + 1, sizeof *start);
    size_t *list = calloc(graph->edge_count + 1, sizeof *list);
    for (size_t i = 0; start && list && i < graph->edge_count; i++) start[graph->edges[i].to + 1]++;
    for (size_t i = 0; start && list && i < graph->node_count; i++) start[i + 1] += start[i];
    for (size_t i = 0; start && list && i < graph->edge_count; i++) list[start[graph->edges[i].to]++] = i;
    if (!start) free(list);
    if (!start) list = NULL;
    free(start);
    return list;
}

vt_code vt_write_graph_svg(const vt_graph *graph, const vt_graph_links *links, const vt_output *output, vt_error *err) {
    picture p = {.graph = graph, .links = links, .markup = {output, false}};
    if (!vt_svg_layout_make(graph, &p.layout)) return vt_fail_memory(err);
    p.incoming = make_incoming(graph);
    vt_buffer_init(&p.address, NULL);
    if (p.incoming) put_picture(&p);
    vt_code code = !p.incoming || p.starved ? vt_fail_memory(err)
                   : p.markup.failed        ? vt_fail(err, VT_ERR_WRITE, "could not write")
                                            : VT_OK;
    vt_buffer_free(&p.address);
    free(p.incoming);
    vt_svg_layout_free(&p.layout);
    return code;
}
