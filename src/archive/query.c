/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query as typed. Out: its tree. Assumes nothing about the text. */
#include "archive/query.h"

#include <string.h>
#include "archive/reference.h"
#include "archive/words.h"
#include "base/error.h"
#include "base/slice.h"
#include "text/normalise.h"

enum { MOST_NESTING = 64 };

typedef enum token_kind { TOKEN_END, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_AND, TOKEN_OR, TOKEN_NOT, TOKEN_TEXT } token_kind;

typedef struct token {
    token_kind kind;
    size_t start;          /* in the query */
    const vt_field *field; /* of a text, or NULL */
    vt_slice text;         /* without quotes and field */
    size_t text_start;
    bool quoted;
} token;

typedef struct parser {
    vt_arena *arena;
    vt_slice query;
    size_t at;
    token next;
    unsigned depth;
    vt_error *err;
} parser;

/* Quotation marks as they are typed and as they are pasted: " “ ” */
static size_t quote_size(vt_slice text) {
    static const char *const quotes[] = {"\"", "\u201C", "\u201D", "\u201E"};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (vt_slice_starts(text, vt_slice_of(quotes[i]))) return strlen(quotes[i]);
    return 0;
}

static vt_slice rest_of(const parser *p) { return vt_slice_sub(p->query, p->at, p->query.size); }

static bool ends_word(const parser *p) {
    char c = p->query.data[p->at];
    return vt_is_space(c) || c == '(' || c == ')' || quote_size(rest_of(p));
}

/* What stands between quotation marks; p->at is at the first of them. */
static vt_code take_quoted(parser *p, token *out) {
    size_t open = p->at;
    p->at += quote_size(rest_of(p));
    out->quoted = true;
    out->text_start = p->at;
    while (p->at < p->query.size && !quote_size(rest_of(p))) p->at++;
    if (p->at == p->query.size)
        return vt_fail_at(p->err, VT_ERR_QUERY, (int64_t)open, "the quotation mark is not closed");
    out->text = vt_slice_sub(p->query, out->text_start, p->at);
    p->at += quote_size(rest_of(p));
    return VT_OK;
}

/* A known field, a colon and a value right behind it; any other colon is text. */
static bool take_field(parser *p, token *out) {
    vt_slice rest = rest_of(p);
    size_t size = 0;
    while (size < rest.size && vt_is_letter(rest.data[size])) size++;
    if (!size || size + 1 >= rest.size || rest.data[size] != ':' || vt_is_space(rest.data[size + 1])) return false;
    out->field = vt_field_find(vt_slice_sub(rest, 0, size));
    if (out->field) p->at += size + 1;
    return out->field;
}

static void take_word(parser *p, token *out) {
    out->text_start = p->at;
    while (p->at < p->query.size && !ends_word(p)) p->at++;
    out->text = vt_slice_sub(p->query, out->text_start, p->at);
}

static token_kind kind_of_word(const token *word) {
    static const struct {
        const char *word;
        token_kind kind;
    } keywords[] = {{"AND", TOKEN_AND}, {"OR", TOKEN_OR}, {"NOT", TOKEN_NOT}};
    for (size_t i = 0; !word->field && i < sizeof keywords / sizeof *keywords; i++)
        if (vt_slice_is(word->text, keywords[i].word)) return keywords[i].kind;
    return TOKEN_TEXT;
}

/* Reads the next token into p->next. */
static vt_code advance(parser *p) {
    token *out = &p->next;
    do {
        while (p->at < p->query.size && vt_is_space(p->query.data[p->at])) p->at++;
        *out = (token){.kind = TOKEN_END, .start = p->at};
        if (p->at == p->query.size) return VT_OK;
        char c = p->query.data[p->at];
        if (c == '(' || c == ')') {
            out->kind = c == '(' ? TOKEN_OPEN : TOKEN_CLOSE;
            p->at++;
            return VT_OK;
        }
        bool field = take_field(p, out);
        out->kind = TOKEN_TEXT;
        if (quote_size(rest_of(p))) return take_quoted(p, out);
        take_word(p, out);
        if (field) return VT_OK;
        out->kind = kind_of_word(out);
        /* A dash or a stop by itself is nothing to look for. */
    } while (out->kind == TOKEN_TEXT && !vt_query_count_words(p->arena, out->text));
    return VT_OK;
}

size_t vt_query_count_words(vt_arena *arena, vt_slice text) {
    vt_words words;
    vt_word word;
    size_t count = 0;
    vt_words_start(&words, arena, text);
    while (vt_words_next(&words, &word)) count++;
    return count;
}

vt_node *vt_node_new(vt_arena *arena, vt_node_kind kind) {
    vt_node *node = vt_arena_alloc(arena, sizeof *node);
    if (node) node->kind = kind;
    return node;
}

void vt_node_add(vt_node *parent, vt_node *child) {
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

static vt_code words_node(parser *p, const token *from, vt_slice text, vt_node **out) {
    if (!vt_query_count_words(p->arena, text))
        return vt_fail_at(p->err, VT_ERR_QUERY, (int64_t)from->start, "there is no word to look for");
    *out = vt_node_new(p->arena, VT_NODE_WORDS);
    if (!*out) return vt_fail_memory(p->err);
    (*out)->text = text;
    return VT_OK;
}

/* A bare number is the number of a document or that of one that it cites. */
static vt_code number_node(parser *p, const char *key, vt_node **out) {
    static const vt_field_id fields[] = {VT_FIELD_ID_NUMBER, VT_FIELD_ID_CITES};
    *out = vt_node_new(p->arena, VT_NODE_OR);
    for (size_t i = 0; *out && i < 2; i++) {
        vt_node *child = vt_node_new(p->arena, VT_NODE_REFERENCE);
        if (!child) return vt_fail_memory(p->err);
        child->prefix = vt_fields[fields[i]].prefix;
        child->key = key;
        vt_node_add(*out, child);
    }
    return *out ? VT_OK : vt_fail_memory(p->err);
}

static vt_code parse_leaf(parser *p, vt_node **out) {
    token leaf = p->next;
    vt_slice text;
    vt_code code = advance(p);
    if (code != VT_OK) return code;
    if (!vt_normalise(p->arena, leaf.text, &text)) return vt_fail_memory(p->err);
    if (leaf.field) return vt_query_value(p->arena, leaf.field, text, leaf.text_start, out, p->err);
    bool number = !leaf.quoted && vt_reference_is_number(text);
    const char *key = number ? vt_reference_parse(p->arena, text) : NULL;
    return key ? number_node(p, key, out) : words_node(p, &leaf, text, out);
}

static vt_code parse_or(parser *p, vt_node **out);

static vt_code parse_group(parser *p, vt_node **out) {
    size_t open = p->next.start;
    if (++p->depth > MOST_NESTING)
        return vt_fail_at(p->err, VT_ERR_QUERY, (int64_t)open, "the query is nested too deeply");
    vt_code code = advance(p);
    if (code == VT_OK) code = parse_or(p, out);
    if (code != VT_OK) return code;
    if (p->next.kind != TOKEN_CLOSE)
        return vt_fail_at(p->err, VT_ERR_QUERY, (int64_t)open, "the parenthesis is not closed");
    p->depth--;
    return advance(p);
}

static vt_code parse_not(parser *p, vt_node **out);

static vt_code parse_unary(parser *p, vt_node **out) {
    switch (p->next.kind) {
    case TOKEN_TEXT: return parse_leaf(p, out);
    case TOKEN_OPEN: return parse_group(p, out);
    case TOKEN_NOT: return parse_not(p, out);
    case TOKEN_END: return vt_fail_at(p->err, VT_ERR_QUERY, (int64_t)p->next.start, "the query ends too early");
    default: break;
    }
    return vt_fail_at(p->err, VT_ERR_QUERY, (int64_t)p->next.start, "there is nothing to look for before this");
}

static vt_code parse_not(parser *p, vt_node **out) {
    vt_node *child;
    if (++p->depth > MOST_NESTING)
        return vt_fail_at(p->err, VT_ERR_QUERY, (int64_t)p->next.start, "the query is nested too deeply");
    vt_code code = advance(p);
    if (code == VT_OK) code = parse_unary(p, &child);
    if (code != VT_OK) return code;
    p->depth--;
    *out = vt_node_new(p->arena, VT_NODE_NOT);
    if (!*out) return vt_fail_memory(p->err);
    vt_node_add(*out, child);
    return VT_OK;
}

/* The first operand, and a parent for it as soon as there is a second. */
static vt_code add_operand(parser *p, vt_node_kind kind, vt_node *operand, vt_node **out) {
    if (!*out) {
        *out = operand;
        return VT_OK;
    }
    if ((*out)->kind != kind || !(*out)->last || (*out)->last == (*out)->first) {
        vt_node *parent = vt_node_new(p->arena, kind);
        if (!parent) return vt_fail_memory(p->err);
        vt_node_add(parent, *out);
        *out = parent;
    }
    vt_node_add(*out, operand);
    return VT_OK;
}

static bool starts_operand(token_kind kind) { return kind == TOKEN_TEXT || kind == TOKEN_OPEN || kind == TOKEN_NOT; }

static vt_code parse_and(parser *p, vt_node **out) {
    vt_node *all = NULL, *operand = NULL;
    vt_code code = parse_unary(p, &operand);
    if (code == VT_OK) code = add_operand(p, VT_NODE_AND, operand, &all);
    while (code == VT_OK && (p->next.kind == TOKEN_AND || starts_operand(p->next.kind))) {
        if (p->next.kind == TOKEN_AND) code = advance(p);
        if (code == VT_OK) code = parse_unary(p, &operand);
        if (code == VT_OK) code = add_operand(p, VT_NODE_AND, operand, &all);
    }
    *out = all;
    return code;
}

static vt_code parse_or(parser *p, vt_node **out) {
    vt_node *any = NULL, *operand = NULL;
    vt_code code = parse_and(p, &operand);
    if (code == VT_OK) code = add_operand(p, VT_NODE_OR, operand, &any);
    while (code == VT_OK && p->next.kind == TOKEN_OR) {
        code = advance(p);
        if (code == VT_OK) code = parse_and(p, &operand);
        if (code == VT_OK) code = add_operand(p, VT_NODE_OR, operand, &any);
    }
    *out = any;
    return code;
}

static bool is_blank(vt_slice text) { return !vt_slice_trim(text).size; }

vt_code vt_query_parse(vt_arena *arena, const char *text, const vt_node **out, vt_error *err) {
    parser p = {.arena = arena, .query = vt_slice_of(text), .err = err};
    vt_node *node = NULL;
    *out = NULL;
    if (is_blank(p.query)) {
        *out = vt_node_new(arena, VT_NODE_ALL);
        return *out ? VT_OK : vt_fail_memory(err);
    }
    if (!vt_utf8_valid(p.query))
        return vt_fail_at(err, VT_ERR_QUERY, (int64_t)vt_utf8_bad(p.query), "the query is not UTF-8");
    vt_code code = advance(&p);
    if (code == VT_OK) code = parse_or(&p, &node);
    if (code == VT_OK && p.next.kind != TOKEN_END)
        code = vt_fail_at(err, VT_ERR_QUERY, (int64_t)p.next.start, "there is no parenthesis to close");
    *out = node;
    return code;
}
