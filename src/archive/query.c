/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a query as typed. Out: its tree. Assumes nothing about the text. */
#include "archive/query.h"

#include <string.h>
#include "archive/mention.h"
#include "archive/reference.h"
#include "archive/words.h"
#include "base/error.h"
#include "base/slice.h"
#include "text/letter.h"
#include "text/normalise.h"

enum {
    MOST_NESTING = 64,
    PASTE_WORDS = 8 /* a faulty query of so many words without fields and operators is pasted text */
};

typedef enum token_kind { TOKEN_END, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_AND, TOKEN_OR, TOKEN_NOT, TOKEN_TEXT } token_kind;

typedef struct token {
    token_kind kind;
    size_t start;          /* in the query */
    const vt_field *field; /* of a text, or NULL */
    vt_slice text;         /* without quotes and field */
    size_t text_start;
    const char *key; /* of a reference inside the text, or NULL */
    bool quoted;
} token;

typedef struct parser {
    vt_arena *arena;
    vt_slice query; /* NFC, all blanks are spaces */
    vt_query_mentions mentions;
    size_t mention;        /* the first that does not lie before at */
    const vt_field *field; /* of the group around, or NULL */
    bool literal;          /* pasted text: quotation marks, parentheses and capitals mean nothing */
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

static bool is_mark(const parser *p) {
    char c = p->query.data[p->at];
    return c == '(' || c == ')' || quote_size(rest_of(p));
}

static bool ends_word(const parser *p) { return vt_is_space(p->query.data[p->at]) || is_mark(p); }

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

/* The name before a colon: letters with or without accents. */
static size_t name_size(vt_slice text) {
    size_t size = 0;
    while (size < text.size && vt_letter_of(vt_utf8_decode(text.data + size)) & VT_LETTER_WORD)
        size += vt_utf8_size(text.data[size]);
    return size;
}

/* A known field, a colon and a value right behind it; any other colon is text. */
static bool take_field(parser *p, token *out) {
    vt_slice rest = rest_of(p);
    size_t size = name_size(rest);
    if (!size || size + 1 >= rest.size || rest.data[size] != ':' || vt_is_space(rest.data[size + 1])) return false;
    out->field = vt_field_find(vt_slice_sub(rest, 0, size));
    if (out->field) p->at += size + 1;
    return out->field;
}

static token_kind kind_of_word(vt_slice text) {
    static const struct {
        const char *word;
        token_kind kind;
    } keywords[] = {{"AND", TOKEN_AND}, {"OR", TOKEN_OR}, {"NOT", TOKEN_NOT}};
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (vt_slice_is(text, keywords[i].word)) return keywords[i].kind;
    return TOKEN_TEXT;
}

/* A word, or a number with the blanks that have crept into it. */
static vt_slice take_word(parser *p) {
    size_t start = p->at;
    p->at += vt_reference_number_size(rest_of(p));
    if (p->at == start)
        while (p->at < p->query.size && !ends_word(p)) p->at++;
    return vt_slice_sub(p->query, start, p->at);
}

static void skip_spaces(parser *p) {
    while (p->at < p->query.size && vt_is_space(p->query.data[p->at])) p->at++;
}

/* In the parentheses behind a field whose values are no words all words up to the next mark or operator are one value:
 * loai:(kế hoạch OR báo cáo). */
static vt_slice take_value(parser *p) {
    size_t start = p->at, end = p->at;
    while (p->at < p->query.size && !is_mark(p)) {
        vt_slice word = take_word(p);
        bool operator = kind_of_word(word) != TOKEN_TEXT;
        if (operator && word.data == p->query.data + start) return word;
        if (operator) break;
        end = p->at;
        skip_spaces(p);
    }
    p->at = end;
    return vt_slice_sub(p->query, start, end);
}

/* The reference that begins here in a text, such as "Chỉ thị số 24/CT-UBND ngày 14/12/2015". */
static bool take_mention(parser *p, token *out) {
    const vt_query_mentions *all = &p->mentions;
    while (p->mention < all->count && all->items[p->mention].span.start < p->at) p->mention++;
    if (p->mention == all->count || all->items[p->mention].span.start != p->at) return false;
    p->at = all->items[p->mention].span.end;
    out->key = all->items[p->mention].key;
    out->text = vt_slice_sub(p->query, out->start, p->at);
    return true;
}

static void skip_gap(parser *p) {
    while (p->at < p->query.size && (p->literal ? ends_word(p) : vt_is_space(p->query.data[p->at])))
        p->at += vt_utf8_size(p->query.data[p->at]);
}

/* A parenthesis, perhaps behind a field. */
static bool take_parenthesis(parser *p, token *out) {
    char c = p->at < p->query.size ? p->query.data[p->at] : '\0';
    if (p->literal || (c != '(' && c != ')')) return false;
    out->kind = c == '(' ? TOKEN_OPEN : TOKEN_CLOSE;
    out->start = p->at++;
    return true;
}

static vt_code take_text(parser *p, token *out) {
    bool named = out->field;
    out->kind = TOKEN_TEXT;
    out->text_start = p->at;
    if (!named) out->field = p->field;
    if (!p->literal && quote_size(rest_of(p))) return take_quoted(p, out);
    if (!out->field && take_mention(p, out)) return VT_OK;
    out->text = !named && out->field && out->field->kind != VT_FIELD_WORDS ? take_value(p) : take_word(p);
    if (!named && !p->literal) out->kind = kind_of_word(out->text);
    return VT_OK;
}

/* A dash or a stop by itself is nothing to look for. */
static bool says_nothing(const parser *p, const token *t) {
    return t->kind == TOKEN_TEXT && !t->quoted && t->field == p->field && !vt_query_count_words(p->arena, t->text);
}

/* Reads the next token into p->next. */
static vt_code advance(parser *p) {
    token *out = &p->next;
    vt_code code = VT_OK;
    do {
        skip_gap(p);
        *out = (token){.kind = TOKEN_END, .start = p->at};
        if (p->at == p->query.size) return VT_OK;
        if (!p->literal) take_field(p, out);
        if (take_parenthesis(p, out)) return VT_OK;
        code = take_text(p, out);
    } while (code == VT_OK && says_nothing(p, out));
    return code;
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
    if (!node) return NULL;
    node->kind = kind;
    if (kind != VT_NODE_REFERENCE) return node;
    node->found = vt_arena_alloc(arena, sizeof *node->found);
    return node->found ? node : NULL;
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
static vt_code number_node(parser *p, const char *key, vt_slice text, vt_node **out) {
    static const vt_field_id fields[] = {VT_FIELD_ID_NUMBER, VT_FIELD_ID_CITES};
    *out = vt_node_new(p->arena, VT_NODE_OR);
    for (size_t i = 0; *out && i < 2; i++) {
        vt_node *child = vt_node_new(p->arena, VT_NODE_REFERENCE);
        if (!child) return vt_fail_memory(p->err);
        child->prefix = vt_fields[fields[i]].prefix;
        child->key = key;
        child->text = text;
        vt_node_add(*out, child);
    }
    return *out ? VT_OK : vt_fail_memory(p->err);
}

static vt_code parse_leaf(parser *p, vt_node **out) {
    token leaf = p->next;
    vt_code code = advance(p);
    if (code != VT_OK) return code;
    if (leaf.field) return vt_query_value(p->arena, leaf.field, leaf.text, leaf.text_start, out, p->err);
    bool number = !leaf.quoted && !leaf.key && vt_reference_number_size(leaf.text) == leaf.text.size;
    const char *key = number ? vt_reference_parse(p->arena, leaf.text) : leaf.key;
    return key ? number_node(p, key, leaf.text, out) : words_node(p, &leaf, leaf.text, out);
}

static vt_code parse_or(parser *p, vt_node **out);

static vt_code parse_group(parser *p, vt_node **out) {
    size_t open = p->next.start;
    const vt_field *around = p->field;
    if (++p->depth > MOST_NESTING)
        return vt_fail_at(p->err, VT_ERR_QUERY, (int64_t)open, "the query is nested too deeply");
    if (p->next.field) p->field = p->next.field;
    vt_code code = advance(p);
    if (code == VT_OK) code = parse_or(p, out);
    if (code != VT_OK) return code;
    if (p->next.kind != TOKEN_CLOSE)
        return vt_fail_at(p->err, VT_ERR_QUERY, (int64_t)open, "the parenthesis is not closed");
    p->depth--;
    p->field = around;
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

static vt_code parse(parser *p, vt_node **out) {
    p->at = p->mention = p->depth = 0;
    p->field = NULL;
    vt_code code = advance(p);
    if (code == VT_OK) code = parse_or(p, out);
    if (code == VT_OK && p->next.kind != TOKEN_END)
        code = vt_fail_at(p->err, VT_ERR_QUERY, (int64_t)p->next.start, "there is no parenthesis to close");
    return code;
}

/* Whether somebody meant the marks: a field or an operator is there. */
static bool has_syntax(parser *p) {
    for (p->at = 0; p->at < p->query.size;) {
        token word = {0};
        skip_spaces(p);
        while (p->at < p->query.size && is_mark(p)) p->at += vt_utf8_size(p->query.data[p->at]);
        if (p->at == p->query.size) return false;
        if (take_field(p, &word) || kind_of_word(take_word(p)) != TOKEN_TEXT) return true;
    }
    return false;
}

/* A clause or a title as it stands in a document: its quotation marks and parentheses may be cut off. */
static bool is_paste(parser *p) {
    return !has_syntax(p) && vt_query_count_words(p->arena, p->query) >= PASTE_WORDS;
}

static bool is_blank(vt_slice text) { return !vt_slice_trim(text).size; }

vt_code vt_query_parse(vt_arena *arena, const char *text, const vt_node **out, vt_error *err) {
    vt_error fault = {0};
    parser p = {.arena = arena, .err = &fault};
    vt_text_map map;
    vt_node *node = NULL;
    *out = NULL;
    if (!vt_utf8_valid(vt_slice_of(text)))
        return vt_fail_at(err, VT_ERR_QUERY, (int64_t)vt_utf8_bad(vt_slice_of(text)), "the query is not UTF-8");
    if (!vt_normalise_mapped(arena, vt_slice_of(text), &p.query, &map)) return vt_fail_memory(err);
    if (is_blank(p.query)) {
        *out = vt_node_new(arena, VT_NODE_ALL);
        return *out ? VT_OK : vt_fail_memory(err);
    }
    if (!vt_query_mentions_find(arena, p.query, &p.mentions)) return vt_fail_memory(err);
    vt_code code = parse(&p, &node);
    if (code == VT_ERR_QUERY && is_paste(&p)) {
        p.literal = true;
        code = parse(&p, &node);
    }
    if (code == VT_OK) node->whole = p.query;
    *out = code == VT_OK ? node : NULL;
    if (code == VT_ERR_QUERY) fault.offset = (int64_t)vt_text_map_source(&map, (size_t)fault.offset);
    if (code != VT_OK && err) *err = fault;
    return code;
}
