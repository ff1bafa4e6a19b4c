/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a graph. Out: the place of each node. Assumes nothing of the order of the nodes. */
#include "write/svg_layout.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEFT = 128, /* the names of the bands */
    TOP = 64,   /* legend and years */
    MARGIN = 16,
    GAP_X = 18,
    GAP_Y = 12,
    BAND_PADDING = 22,
    TALLEST = 5 /* times as many nodes stand below each other as side by side: so a full cell is about square */
};

/* Bands by the last rank (cite.h) that belongs to them. */
static const struct {
    int last_rank;
    const char *name;
} bands[VT_SVG_BANDS] = {{1, "Hiến pháp"},    {6, "Luật, pháp lệnh"}, {11, "Chính phủ"},
                         {19, "Bộ, ngành"},   {39, "Đảng"},           {49, "Tỉnh, thành phố"},
                         {59, "Huyện, quận"}, {69, "Xã, phường"},     {99, "Trường, nơi khác"}};

static size_t band_of(int rank) {
    size_t band = 0;
    while (band + 1 < VT_SVG_BANDS && rank > bands[band].last_rank) band++;
    return band;
}

static int compare_years(const char *a, const char *b) {
    if (!a || !b) return !b - !a; /* the unknown first */
    return strcmp(a, b);
}

static int by_year(const void *a, const void *b) {
    return compare_years(((const vt_svg_column *)a)->year, ((const vt_svg_column *)b)->year);
}

/* Each year once. */
static void make_columns(const vt_graph *graph, vt_svg_layout *layout) {
    for (size_t i = 0; i < graph->node_count; i++) layout->columns[i].year = graph->nodes[i].year;
    qsort(layout->columns, graph->node_count, sizeof *layout->columns, by_year);
    size_t used = 0;
    for (size_t i = 0; i < graph->node_count; i++)
        if (!used || compare_years(layout->columns[used - 1].year, layout->columns[i].year) != 0)
            layout->columns[used++] = layout->columns[i];
    layout->column_count = used;
}

static size_t column_of(const vt_svg_layout *layout, const char *year) {
    vt_svg_column sought = {.year = year};
    const vt_svg_column *found = bsearch(&sought, layout->columns, layout->column_count, sizeof sought, by_year);
    return (size_t)(found - layout->columns);
}

/* A node with what its place is decided by. */
typedef struct placed {
    const vt_graph_node *node;
    vt_svg_place *place;
    size_t at;
} placed;

/* Cell by cell; in a cell the most cited first. */
static int by_cell(const void *a, const void *b) {
    const placed *x = a, *y = b;
    if (x->place->band != y->place->band) return x->place->band < y->place->band ? -1 : 1;
    if (x->place->column != y->place->column) return x->place->column < y->place->column ? -1 : 1;
    if (x->node->cited_by != y->node->cited_by) return x->node->cited_by > y->node->cited_by ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

static bool same_cell(const placed *a, const placed *b) {
    return a->place->band == b->place->band && a->place->column == b->place->column;
}

/* The end of the cell that begins here. */
static size_t cell_end(const placed *list, size_t count, size_t start) {
    size_t end = start;
    while (end < count && same_cell(&list[start], &list[end])) end++;
    return end;
}

static int step_x(void) { return VT_SVG_NODE_WIDTH + GAP_X; }
static int step_y(void) { return VT_SVG_NODE_HEIGHT + GAP_Y; }

static int across_for(size_t nodes) {
    size_t across = 1;
    while (across * across * TALLEST < nodes) across++;
    return (int)across;
}

/* The columns are as wide as their fullest cell needs. */
static void size_columns(vt_svg_layout *layout, const placed *list, size_t count) {
    for (size_t i = 0, end; i < count; i = end) {
        end = cell_end(list, count, i);
        vt_svg_column *column = &layout->columns[list[i].place->column];
        if (end - i > column->most) column->most = end - i;
    }
    int x = LEFT;
    for (size_t i = 0; i < layout->column_count; i++) {
        vt_svg_column *column = &layout->columns[i];
        column->across = across_for(column->most);
        column->x = x;
        column->width = column->across * step_x() + GAP_X;
        x += column->width;
    }
    layout->width = x + MARGIN;
}

/* The bands are as high as their fullest cell is, side by side. */
static void size_bands(vt_svg_layout *layout, const placed *list, size_t count) {
    size_t rows[VT_SVG_BANDS] = {0};
    for (size_t i = 0, end; i < count; i = end) {
        end = cell_end(list, count, i);
        size_t across = (size_t)layout->columns[list[i].place->column].across, band = list[i].place->band;
        size_t own = (end - i + across - 1) / across;
        if (own > rows[band]) rows[band] = own;
        layout->bands[band].nodes += end - i;
    }
    int y = TOP;
    for (size_t i = 0; i < VT_SVG_BANDS; i++) {
        int height = rows[i] ? (int)rows[i] * step_y() - GAP_Y + 2 * BAND_PADDING : 0;
        layout->bands[i].name = bands[i].name;
        layout->bands[i].y = y;
        layout->bands[i].height = height;
        y += height;
    }
    layout->height = y + MARGIN;
}

static void set_places(const vt_svg_layout *layout, const placed *list, size_t count) {
    for (size_t i = 0, end; i < count; i = end) {
        end = cell_end(list, count, i);
        for (size_t j = i; j < end; j++) {
            vt_svg_place *place = list[j].place;
            const vt_svg_column *column = &layout->columns[place->column];
            int at = (int)(j - i);
            place->x = column->x + GAP_X + at % column->across * step_x();
            place->y = layout->bands[place->band].y + BAND_PADDING + at / column->across * step_y();
        }
    }
}

static void fill(const vt_graph *graph, vt_svg_layout *layout, placed *list) {
    size_t count = graph->node_count;
    make_columns(graph, layout);
    for (size_t i = 0; i < count; i++) {
        const vt_graph_node *node = &graph->nodes[i];
        layout->places[i] = (vt_svg_place){.band = band_of(node->rank), .column = column_of(layout, node->year)};
        list[i] = (placed){node, &layout->places[i], i};
    }
    qsort(list, count, sizeof *list, by_cell);
    size_columns(layout, list, count);
    size_bands(layout, list, count);
    set_places(layout, list, count);
}

bool vt_svg_layout_make(const vt_graph *graph, vt_svg_layout *layout) {
    size_t count = graph->node_count + 1; /* none is no lack of memory */
    *layout = (vt_svg_layout){.width = 2 * LEFT, .height = 2 * TOP};
    layout->places = calloc(count, sizeof *layout->places);
    layout->columns = calloc(count, sizeof *layout->columns);
    placed *list = calloc(count, sizeof *list);
    bool ok = layout->places && layout->columns && list;
    if (ok && graph->node_count) fill(graph, layout, list);
    if (!ok) vt_svg_layout_free(layout);
    free(list);
    return ok;
}

void vt_svg_layout_free(vt_svg_layout *layout) {
    free(layout->places);
    free(layout->columns);
    *layout = (vt_svg_layout){0};
}
