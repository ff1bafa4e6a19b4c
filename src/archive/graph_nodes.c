/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: records, mentions and joined keys. Out: the graph's nodes, one for each
 * document, and its edges, one for each pair. Records with one number are one
 * node, which the first of them tells.
 */
#include "archive/graph.h"

#include <stdlib.h>
#include <string.h>
#include "base/slice.h"
#include "cite/key.h"
#include "lexicon/types.h"

enum { NO_LEVEL = 80 };

/* A node under way; records without a key have one each. */
typedef struct draft {
    vt_graph_node node;
    size_t final; /* its place when the nodes are sorted */
} draft;

typedef struct builder {
    vt_graph_work *work;
    VT_ARRAY(draft *) drafts;
    draft **of_key;       /* by the root's place in merge */
    draft **of_record;    /* by the record's place */
    vt_graph_about *best; /* by the root's place: the record, else the mention that tells most */
} builder;

/* The key's own parts where neither a record nor a mention says them. */
static const char *part_of(builder *b, const char *key, int part, bool *ok) {
    vt_key parts = vt_key_split(key);
    if (!parts.parts[part].size) return NULL;
    const char *copy = vt_arena_text(&b->work->arena, parts.parts[part]);
    *ok &= copy != NULL;
    return copy;
}

static const char *year_of(builder *b, const vt_graph_about *about, const char *key, bool *ok) {
    if (!about->date || strlen(about->date) < 4) return key ? part_of(b, key, VT_KEY_YEAR, ok) : NULL;
    const char *copy = vt_arena_text(&b->work->arena, (vt_slice){about->date, 4});
    *ok &= copy != NULL;
    return copy;
}

/* The key has the body's full name, in small letters; the header may have it in capitals. Where neither is a body of
 * the table, the number alone may tell: 870/TTr-SNV. */
static int rank_of(const vt_graph_about *about, const char *type, const char *body) {
    const char *bodies[] = {body, about->issuer, NULL};
    int rank = NO_LEVEL;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies && rank >= NO_LEVEL; i++)
        rank = vt_cite_rank(type, about->number, bodies[i]);
    return rank;
}

static const char *name_of(const char *type) {
    const vt_type_entry *entry = type ? vt_type_by_code(type) : NULL;
    return entry ? entry->name : NULL;
}

static draft *new_draft(builder *b, const char *key, const vt_graph_about *about) {
    draft *fresh = vt_arena_alloc(&b->work->arena, sizeof *fresh);
    draft **place = fresh ? vt_array_push(&b->work->arena, &b->drafts) : NULL;
    if (!place) return NULL;
    bool ok = true;
    const char *type = about->type || !key ? about->type : part_of(b, key, VT_KEY_TYPE, &ok);
    const char *body = key ? part_of(b, key, VT_KEY_BODY, &ok) : NULL;
    fresh->node = (vt_graph_node){.key = key,
                                  .id = about->id,
                                  .path = about->path,
                                  .type = type,
                                  .type_name = name_of(type),
                                  .number = about->number,
                                  .date = about->date,
                                  .issuer = about->issuer,
                                  .title = about->title,
                                  .year = year_of(b, about, key, &ok),
                                  .rank = rank_of(about, type, body)};
    return ok ? *place = fresh : NULL;
}

/* What all keys that became one tell of the document. */
static bool gather_best(builder *b) {
    vt_graph_work *w = b->work;
    b->best = vt_arena_alloc(&w->arena, w->merge.keys.count * sizeof *b->best);
    if (!b->best) return false;
    for (size_t i = 0; i < w->merge.keys.count; i++) {
        vt_graph_about *best = &b->best[vt_merge_root(w->merge.keys.items[i])->at];
        const vt_graph_about *stored = &w->stored.items[i], *cited = &w->cited.items[i];
        if (stored->id && !best->id)
            *best = *stored;
        else if (!best->id && cited->worth > best->worth)
            *best = *cited;
    }
    return true;
}

static draft *draft_of_key(builder *b, const vt_merge_key *key) {
    const vt_merge_key *root = vt_merge_root(key);
    draft **place = &b->of_key[root->at];
    if (!*place) *place = new_draft(b, root->key, &b->best[root->at]);
    return *place;
}

static bool draft_records(builder *b) {
    for (size_t i = 0; i < b->work->records.count; i++) {
        const vt_graph_record *record = &b->work->records.items[i];
        draft *own = record->key ? draft_of_key(b, record->key) : new_draft(b, NULL, &record->about);
        if (!own) return false;
        own->node.matches = true;
        b->of_record[i] = own;
    }
    return true;
}

/* An edge under way; from and to are drafts until the nodes are sorted. */
typedef struct line {
    draft *from, *to;
    vt_relation relation;
    bool is_basis;
} line;

static int by_nodes(const void *a, const void *b) {
    const line *x = a, *y = b;
    if (x->from->final != y->from->final) return x->from->final < y->from->final ? -1 : 1;
    return x->to->final < y->to->final ? -1 : x->to->final > y->to->final;
}

/* The mentions, with the nodes of what they cite. A document does not cite itself. */
static bool draft_lines(builder *b, line *lines, size_t *count) {
    for (size_t i = 0; i < b->work->mentions.count; i++) {
        const vt_graph_mention *mention = &b->work->mentions.items[i];
        draft *from = b->of_record[mention->record], *to = draft_of_key(b, mention->key);
        if (!to) return false;
        if (from != to) lines[(*count)++] = (line){from, to, mention->relation, mention->is_basis};
    }
    return true;
}

static int by_place(const void *a, const void *b) {
    const vt_graph_node *x = &(*(draft *const *)a)->node, *y = &(*(draft *const *)b)->node;
    if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
    int order = vt_compare_known(x->year, y->year);
    if (!order) order = vt_compare_known(x->key, y->key);
    return order ? order : vt_compare_known(x->id, y->id);
}

static void number_drafts(builder *b) {
    if (b->drafts.count) qsort(b->drafts.items, b->drafts.count, sizeof *b->drafts.items, by_place);
    for (size_t i = 0; i < b->drafts.count; i++) b->drafts.items[i]->final = i;
}

/* Mentions of one pair become one edge: whatever changes a document tells more than that it is cited. */
static bool settle_edges(builder *b, line *lines, size_t count) {
    vt_graph_edge *edges = vt_arena_alloc(&b->work->arena, count * sizeof *edges);
    size_t used = 0;
    if (!edges) return false;
    if (count) qsort(lines, count, sizeof *lines, by_nodes);
    for (size_t i = 0; i < count; i++) {
        const line *own = &lines[i];
        vt_graph_edge *last = used ? &edges[used - 1] : NULL;
        if (!last || last->from != own->from->final || last->to != own->to->final) {
            last = &edges[used++];
            *last = (vt_graph_edge){.from = own->from->final, .to = own->to->final};
            own->from->node.cites++;
            own->to->node.cited_by++;
        }
        last->mentions++;
        last->is_basis |= own->is_basis;
        if (own->relation > last->relation) last->relation = own->relation;
    }
    b->work->graph.edges = edges;
    b->work->graph.edge_count = used;
    return true;
}

static bool settle_nodes(builder *b) {
    vt_graph_node *nodes = vt_arena_alloc(&b->work->arena, b->drafts.count * sizeof *nodes);
    if (!nodes) return false;
    for (size_t i = 0; i < b->drafts.count; i++) nodes[i] = b->drafts.items[i]->node;
    b->work->graph.nodes = nodes;
    b->work->graph.node_count = b->drafts.count;
    return true;
}

bool vt_graph_build(vt_graph_work *work) {
    builder b = {.work = work};
    size_t count = 0;
    b.of_key = vt_arena_alloc(&work->arena, work->merge.keys.count * sizeof *b.of_key);
    b.of_record = vt_arena_alloc(&work->arena, work->records.count * sizeof *b.of_record);
    line *lines = vt_arena_alloc(&work->arena, work->mentions.count * sizeof *lines);
    if (!b.of_key || !b.of_record || !lines || !gather_best(&b)) return false;
    if (!draft_records(&b) || !draft_lines(&b, lines, &count)) return false;
    number_drafts(&b);
    return settle_edges(&b, lines, count) && settle_nodes(&b);
}
