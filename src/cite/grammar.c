/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: one unit of clean text and its shadow. Out: its mentions in order. The
 * tokens are read once, left to right. A subject may hold further mentions, so
 * mentions stay open, the inner above the outer, until a mark closes them.
 */
#include <stdlib.h>
#include <string.h>
#include "cite/head.h"
#include "cite/number.h"
#include "cite/reading.h"
#include "text/utf8.h"

enum { DEEPEST = 24, FAR_BACK = 10, REACH = 12 };
#define NONE SIZE_MAX

typedef struct open_mention {
    size_t mention; /* index from the unit's first */
    size_t subject; /* its first token, or 0 */
    size_t start;   /* token of the head */
    int depth;      /* brackets around it */
    bool quoted;    /* it stands inside quotation marks */
    const vt_type_entry *type;
} open_mention;

typedef struct grammar {
    vt_reading r;
    vt_mentions *mentions;
    size_t first; /* of this unit in mentions */
    open_mention open[DEEPEST];
    size_t open_count;
    int depth;
    bool quoted;
    bool ok;
    /* The list that a type word opened: what a number without a type belongs to. */
    const vt_type_entry *list_type;
    vt_run list_issuer;
    size_t list_end; /* token behind the last mention's head */
    bool list_bare;
    /* The relation that the next mention stands in. */
    vt_relation relation;
    size_t relation_host, relation_at;
    size_t passive; /* the mention that the next one amends, or NONE */
    vt_run giver;   /* the body of "đề nghị của Sở Nội vụ tại" before the next mention */
    vt_run provision_run;
    const vt_provision *provisions;
    size_t provision_count;
} grammar;

static vt_mention *mention_at(grammar *g, size_t index) { return &g->mentions->items.items[g->first + index]; }
static size_t mention_count(const grammar *g) { return g->mentions->items.count - g->first; }

static char *copy(grammar *g, vt_slice text) {
    char *out = vt_arena_text(g->r.arena, text);
    g->ok = g->ok && out;
    return out;
}

static const char *run_text(grammar *g, vt_run run) {
    return run.last > run.first ? copy(g, vt_reading_kept(&g->r, run.first, run.last)) : NULL;
}

/* As printed, without blanks. */
static const char *number_text(grammar *g, size_t token) {
    char *out = copy(g, vt_reading_kept(&g->r, token, token + 1));
    if (!out) return NULL;
    char *to = out;
    for (const char *from = out; *from;) {
        unsigned size = vt_utf8_size(*from);
        char folded = vt_fold_point(vt_utf8_decode(from));
        if (folded && folded != ' ') {
            memmove(to, from, size);
            to += size;
        }
        from += size;
    }
    *to = '\0';
    return out;
}

static const char *date_text(grammar *g, size_t token) {
    const vt_cite_token *date = &g->r.tokens[token];
    char *out = date->kind == VT_TOKEN_DIGITS ? copy(g, vt_reading_kept(&g->r, token, token + 1))
                : date->day   ? vt_arena_printf(g->r.arena, "%04u-%02u-%02u", date->year, date->month, date->day)
                : date->month ? vt_arena_printf(g->r.arena, "%04u-%02u", date->year, date->month)
                              : vt_arena_printf(g->r.arena, "%04u", date->year);
    g->ok = g->ok && out;
    return out;
}

/* ---- closing ---- */

static bool is_trailing(const vt_reading *r, size_t at) {
    switch ((vt_cite_token_kind)r->tokens[at].kind) {
    case VT_TOKEN_COMMA:
    case VT_TOKEN_SEMICOLON:
    case VT_TOKEN_COLON:
    case VT_TOKEN_STOP:
    case VT_TOKEN_OPEN:
    case VT_TOKEN_DASH:
    case VT_TOKEN_AND:
    case VT_TOKEN_SLASH:
    case VT_TOKEN_MANY: return true;
    default: return false;
    }
}

/* Ends the subject of the topmost mention before a token. */
static void close_top(grammar *g, size_t at) {
    open_mention *top = &g->open[--g->open_count];
    vt_mention *mention = mention_at(g, top->mention);
    if (!top->subject) return;
    while (at > top->subject && is_trailing(&g->r, at - 1)) at--;
    if (at <= top->subject) return;
    mention->subject = run_text(g, (vt_run){top->subject, at});
    mention->span.end = g->r.shadow->offset[g->r.tokens[at - 1].end];
}

static void close_all(grammar *g, size_t at) {
    while (g->open_count) close_top(g, at);
    g->relation = VT_RELATION_MENTIONS;
    g->passive = NONE;
}

static void close_deeper(grammar *g, int depth, size_t at) {
    while (g->open_count && g->open[g->open_count - 1].depth > depth) close_top(g, at);
}

static void close_quote(grammar *g, size_t at) {
    while (g->open_count && g->open[g->open_count - 1].quoted) close_top(g, at);
    if (!g->open_count) return;
    size_t subject = g->open[g->open_count - 1].subject;
    if (subject && subject < at && vt_reading_is(&g->r, subject, VT_TOKEN_QUOTE)) close_top(g, at + 1);
}

/* ---- where a mention stands among the open ones ---- */

static bool is_between(const vt_reading *r, size_t at) {
    switch ((vt_cite_token_kind)r->tokens[at].kind) {
    case VT_TOKEN_MANY:
    case VT_TOKEN_AMEND:
    case VT_TOKEN_REPLACE:
    case VT_TOKEN_REPEAL:
    case VT_TOKEN_CUA:
    case VT_TOKEN_DIEU:
    case VT_TOKEN_KHOAN:
    case VT_TOKEN_DIEM:
    case VT_TOKEN_DIGITS: return true;
    case VT_TOKEN_WORD:
        return vt_reading_word(r, at, "mot so") || vt_reading_word(r, at, "cho") || vt_reading_word(r, at, "toan") ||
               vt_reading_word(r, at, "bo");
    default: return false;
    }
}

/* A comma between sửa đổi, bổ sung, thay thế joins no mentions. */
static bool is_verb_comma(const vt_reading *r, size_t at) {
    return vt_reading_is(r, at, VT_TOKEN_COMMA) && vt_reading_is(r, at - 1, VT_TOKEN_AMEND) &&
           (vt_reading_is(r, at + 1, VT_TOKEN_AMEND) || vt_reading_is(r, at + 1, VT_TOKEN_REPLACE));
}

/* The comma or và that joins the mention at a token to the one before, or 0. */
static size_t joint_before(const vt_reading *r, size_t at) {
    for (size_t back = 1; back <= FAR_BACK && back < at; back++) {
        if (is_verb_comma(r, at - back)) continue;
        if (vt_reading_is(r, at - back, VT_TOKEN_COMMA) || vt_reading_is(r, at - back, VT_TOKEN_AND)) {
            bool both = vt_reading_is(r, at - back - 1, VT_TOKEN_COMMA);
            return at - back - (both ? 1 : 0);
        }
        if (!is_between(r, at - back)) return 0;
    }
    return 0;
}

/* The open mention, not the outermost, that the new one continues a list with; 0 when there is none. */
static size_t sibling(const grammar *g, const vt_type_entry *type) {
    for (size_t i = g->open_count; i > 1; i--)
        if (g->open[i - 1].type == type) return i - 1;
    return 0;
}

/* Before a new mention: a comma or và ends the one that it continues. The parent's index, or NONE. */
static void settle(grammar *g, size_t at, const vt_type_entry *type) {
    size_t joint = joint_before(&g->r, at);
    if (!joint || !g->open_count || g->open[g->open_count - 1].start >= joint) return;
    size_t same = sibling(g, type);
    bool comma = vt_reading_is(&g->r, joint, VT_TOKEN_COMMA);
    if (same) {
        vt_mention *before = mention_at(g, g->open[same].mention);
        if (before->host != NONE && g->relation == VT_RELATION_MENTIONS) {
            g->relation = before->relation;
            g->relation_host = before->host;
            g->relation_at = at;
        }
        while (g->open_count > same) close_top(g, joint);
    } else if (g->open[0].type == type || comma)
        close_all(g, joint);
    else
        close_top(g, joint);
}

/* ---- building ---- */

static void set_relation(grammar *g, vt_mention *mention, size_t at) {
    mention->host = NONE;
    if (g->relation != VT_RELATION_MENTIONS && at - g->relation_at <= REACH) {
        mention->relation = g->relation;
        mention->host = g->relation_host;
    }
    g->relation = VT_RELATION_MENTIONS;
    if (g->passive == NONE) return;
    vt_mention *amended = mention_at(g, g->passive);
    amended->host = mention_count(g) - 1;
    amended->relation = VT_RELATION_AMENDS;
    g->passive = NONE;
}

static void set_provisions(grammar *g, vt_mention *mention, size_t at) {
    if (g->provision_run.last == at ||
        (g->provision_run.last + 1 == at && vt_reading_is(&g->r, at - 1, VT_TOKEN_CUA))) {
        mention->provisions = g->provisions;
        mention->provision_count = g->provision_count;
    }
    g->provision_run = (vt_run){0, 0};
}

static void push_open(grammar *g, const vt_head *head, size_t subject) {
    if (g->open_count == DEEPEST) return;
    g->open[g->open_count++] = (open_mention){.mention = mention_count(g) - 1,
                                              .subject = subject,
                                              .start = head->start,
                                              .depth = g->depth,
                                              .quoted = g->quoted,
                                              .type = head->type};
}

/* What a number ends with, behind its last mark: the body that issues it. */
static const char *issuing_part(const char *number) {
    const char *part = number;
    for (; *number; number++)
        if (*number == '-' || *number == '/') part = number + 1;
    return part;
}

/* "Chỉ thị số 31-CT/TU ..., Kế hoạch số 134-KH/TU ... của Tỉnh ủy": the body, and a bare figure's date, are the list's.
 */
static void share_issuer(grammar *g, const vt_head *head) {
    size_t mine = mention_count(g) - 1;
    vt_mention *mention = mention_at(g, mine);
    if (!mine || !mention->number || !g->list_end || joint_before(&g->r, head->start) != g->list_end) return;
    vt_mention *before = mention - 1;
    if (!before->number || before->subject) return;
    bool bare = g->list_bare && !head->bare && !vt_reading_is(&g->r, head->start, VT_TOKEN_TYPE);
    if (bare && !before->date) before->date = mention->date;
    if (!before->issuer && (bare || strcmp(issuing_part(before->number), issuing_part(mention->number)) == 0))
        before->issuer = mention->issuer;
}

/* "đề nghị của Sở Nội vụ tại (các) Tờ trình": whether the body before tại gives the mention at this token. */
static bool gives(const grammar *g, size_t at) {
    if (!g->giver.last) return false;
    return at == g->giver.last + 1 || (at == g->giver.last + 2 && vt_reading_is(&g->r, at - 1, VT_TOKEN_MANY));
}

/* Adds the mention of a head; the token to go on from. */
static size_t add(grammar *g, const vt_head *head) {
    settle(g, head->start, head->type);
    vt_mention *mention = vt_array_push(g->r.arena, &g->mentions->items);
    if (!mention) return g->ok = false, head->end;
    const vt_cite_token *tokens = g->r.tokens;
    mention->span =
        (vt_span){g->r.shadow->offset[tokens[head->start].start], g->r.shadow->offset[tokens[head->end - 1].end]};
    mention->type = head->type ? head->type->code : NULL;
    mention->confidence = head->confidence;
    if (head->number) mention->number = number_text(g, head->number);
    if (head->date) mention->date = date_text(g, head->date);
    mention->issuer = run_text(g, head->issuer.last || !gives(g, head->start) ? head->issuer : g->giver);
    mention->subject = run_text(g, head->name);
    set_relation(g, mention, head->start);
    set_provisions(g, mention, head->start);
    share_issuer(g, head);
    push_open(g, head, vt_cite_subject(&g->r, head));
    g->list_type = head->type;
    g->list_end = head->end;
    g->list_bare = head->bare;
    g->list_issuer = head->issuer_first ? head->issuer : (vt_run){0, 0};
    return head->end;
}

static size_t on_type(grammar *g, size_t at) {
    vt_head head;
    return vt_cite_head(&g->r, at, &head) ? add(g, &head) : at + 1;
}

static bool continues_list(const grammar *g, size_t at) {
    if (!g->list_type) return false;
    switch ((vt_cite_token_kind)g->r.tokens[at - 1].kind) {
    case VT_TOKEN_COMMA:
    case VT_TOKEN_AND:
    case VT_TOKEN_SEMICOLON:
    case VT_TOKEN_COLON: return true;
    default: return false;
    }
}

/* Whether a number that neither a type word nor số announces is one of a document: its symbol names a type. */
static bool is_strong(const vt_reading *r, size_t at) {
    const vt_cite_token *token = &r->tokens[at];
    const char *symbol = r->shadow->text + token->start + token->symbol;
    size_t size = 0;
    while (symbol[size] >= 'a' && symbol[size] <= 'z') size++;
    static const char *const codes[] = {"nq", "qd", "ct", "kh", "nd", "tt", "ttlt", "qh", "kl", "tb", "hd", "ttr"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strlen(codes[i]) == size && memcmp(codes[i], symbol, size) == 0)
            return r->tokens[at].end - token->start > 5;
    return false;
}

/* A symbol that is none but capitals: số 12/Nguyễn Trãi is a house's. */
static bool is_capital_symbol(const vt_reading *r, size_t at) {
    const vt_cite_token *token = &r->tokens[at];
    int letters = 0;
    for (uint32_t place = token->start + token->symbol; place < token->end; place++) {
        char c = r->shadow->text[place];
        if (c < 'a' || c > 'z') continue;
        if (!vt_cite_symbol_letter(vt_utf8_decode(r->text.data + r->shadow->offset[place]))) return false;
        letters++;
    }
    return letters >= 2;
}

/* số 12/KH-UBND, or the number alone, without a type word before it. */
static size_t on_number(grammar *g, size_t at) {
    vt_head head;
    if (vt_reading_is(&g->r, at - 1, VT_TOKEN_FORM)) return at + 2;
    bool listed = continues_list(g, at);
    if (!vt_cite_untyped_head(&g->r, at, &head)) return at + 1;
    bool said = vt_reading_is(&g->r, at, VT_TOKEN_SO);
    if (!listed && !is_strong(&g->r, head.number) && !(said && is_capital_symbol(&g->r, head.number))) return at + 1;
    if (listed) {
        head.type = g->list_type;
        if (!head.issuer.last && g->list_issuer.last) {
            head.issuer = g->list_issuer;
            head.issuer_first = true;
        }
    }
    return add(g, &head);
}

static size_t on_listed(grammar *g, size_t at) {
    vt_head head;
    if (!g->list_bare || g->list_end != at || !vt_cite_listed_head(&g->r, at + 1, &head)) return at + 1;
    head.type = g->list_type;
    return add(g, &head);
}

/* ---- marks and words between mentions ---- */

static bool ends_sentence(const vt_reading *r, size_t at) {
    const vt_cite_token *next = &r->tokens[at + 1];
    if (next->kind == VT_TOKEN_END) return true;
    if (vt_reading_word(r, at - 1, "tp") || vt_reading_word(r, at - 1, "ths") || vt_reading_word(r, at - 1, "ts"))
        return false;
    bool mark = next->kind == VT_TOKEN_QUOTE || next->kind == VT_TOKEN_DASH || next->kind == VT_TOKEN_SLASH;
    return next->start > r->tokens[at].end ? next->capital || mark : mark;
}

/* ", Phòng Giáo dục và Đào tạo xây dựng ...": the sentence goes on with who issues this document. */
static bool starts_content(const vt_reading *r, size_t at) {
    size_t first = at + 1, end = vt_cite_body_end(r, first, false);
    bool school = vt_reading_word(r, first, "nha") && vt_reading_word(r, first + 1, "truong");
    if (school || (vt_reading_word(r, first, "don") && vt_reading_word(r, first + 1, "vi"))) end = first + 2;
    if (end == first) return false;
    while (vt_reading_is(r, end, VT_TOKEN_OPEN) && !vt_reading_is(r, end, VT_TOKEN_END)) {
        while (!vt_reading_is(r, end, VT_TOKEN_CLOSE) && !vt_reading_is(r, end, VT_TOKEN_END)) end++;
        if (vt_reading_is(r, end, VT_TOKEN_CLOSE)) end++;
    }
    return vt_cite_is_verb(r, end) || vt_reading_word(r, end, "co") || vt_reading_word(r, end, "da") ||
           vt_reading_word(r, end, "tien") || vt_reading_word(r, end, "lap");
}

static size_t on_comma(grammar *g, size_t at) {
    if (g->open_count && starts_content(&g->r, at)) close_all(g, at);
    return on_listed(g, at);
}

/* "theo đề nghị của Sở Nội vụ tại Tờ trình số ...": the body stands before its document. */
static size_t on_giver(grammar *g, size_t at) {
    size_t end = vt_cite_body_end(&g->r, at + 1, false);
    if (end == at + 1 || !vt_reading_word(&g->r, end, "tai")) return at + 1;
    g->giver = (vt_run){at + 1, end};
    return end;
}

/* Whether the bracket says that something is attached: (Văn bản đính kèm). */
static bool is_attachment(const vt_reading *r, size_t at) {
    for (size_t end = at + REACH; at < end && !vt_reading_is(r, at, VT_TOKEN_END); at++) {
        if (vt_reading_is(r, at, VT_TOKEN_WITH)) return true;
        if (vt_reading_is(r, at, VT_TOKEN_CLOSE)) return false;
    }
    return false;
}

/* "(sau đây gọi là ...", "(Nghị quyết 57-NQ/TW)" behind a subject are none of it. */
static size_t on_open(grammar *g, size_t at) {
    const vt_reading *r = &g->r;
    vt_head head;
    bool again = vt_reading_is(r, at + 1, VT_TOKEN_TYPE) && vt_cite_head(r, at + 1, &head);
    bool awaits = g->open_count && g->open[g->open_count - 1].subject > at;
    if (!awaits && (again || vt_reading_is(r, at + 1, VT_TOKEN_ALIAS) || is_attachment(r, at + 1)))
        close_deeper(g, g->depth - 1, at);
    g->depth++;
    return at + 1;
}

static size_t on_close(grammar *g, size_t at) {
    if (g->depth) g->depth--;
    close_deeper(g, g->depth, at);
    return at + 1;
}

static size_t on_quote(grammar *g, size_t at) {
    if (g->quoted) close_quote(g, at);
    g->quoted = !g->quoted;
    return at + 1;
}

/* Căn cứ, Thực hiện with a capital in mid-text: a new clause, unless it is the first word of a subject or a title. */
static size_t on_lead(grammar *g, size_t at) {
    if (!g->open_count || vt_reading_upper(&g->r, at) || g->open[g->open_count - 1].subject == at) return at + 1;
    switch ((vt_cite_token_kind)g->r.tokens[at - 1].kind) {
    case VT_TOKEN_VE:
    case VT_TOKEN_QUOTE:
    case VT_TOKEN_TYPE:
    case VT_TOKEN_VERB:
    case VT_TOKEN_LEAD: return at + 1;
    default: break;
    }
    close_all(g, at);
    return at + 1;
}

static vt_relation relation_of(vt_cite_token_kind kind) {
    switch (kind) {
    case VT_TOKEN_AMEND: return VT_RELATION_AMENDS;
    case VT_TOKEN_REPLACE: return VT_RELATION_REPLACES;
    case VT_TOKEN_REPEAL: return VT_RELATION_REPEALS;
    case VT_TOKEN_WITH: return VT_RELATION_ISSUED_WITH;
    default: return VT_RELATION_REPLIES_TO;
    }
}

/* The open mention whose subject is being read: who amends or replaces the next one. */
static size_t subject_host(const grammar *g) {
    for (size_t i = g->open_count; i > 0; i--)
        if (g->open[i - 1].subject) return g->open[i - 1].mention;
    return NONE;
}

/* sửa đổi, thay thế, bãi bỏ, kèm theo, trả lời: how the next mention stands to the open one. */
static size_t on_relation(grammar *g, size_t at) {
    vt_relation relation = relation_of((vt_cite_token_kind)g->r.tokens[at].kind);
    bool amends = relation == VT_RELATION_ISSUED_WITH && g->relation != VT_RELATION_MENTIONS;
    if (!amends) {
        g->relation = relation;
        g->relation_host = subject_host(g);
        if (relation == VT_RELATION_ISSUED_WITH || relation == VT_RELATION_REPLIES_TO) g->relation_host = NONE;
    }
    g->relation_at = at;
    return at + 1;
}

/* "được sửa đổi, bổ sung bởi": the mention before is what the next one amends. */
static size_t on_passive(grammar *g, size_t at) {
    bool amended = vt_reading_is(&g->r, at + 1, VT_TOKEN_AMEND) || vt_reading_is(&g->r, at + 1, VT_TOKEN_REPLACE);
    if (!amended) return at + 1;
    close_all(g, vt_reading_word(&g->r, at - 1, "da") ? at - 1 : at); /* đã được */
    if (mention_count(g)) g->passive = mention_count(g) - 1;
    while (vt_reading_is(&g->r, at + 1, VT_TOKEN_AMEND) || vt_reading_is(&g->r, at + 1, VT_TOKEN_REPLACE) ||
           vt_reading_is(&g->r, at + 1, VT_TOKEN_COMMA))
        at++;
    return at + 1;
}

/* sau đây gọi là X: the short form of the last mention of X's type, or of the last one. */
static size_t on_alias(grammar *g, size_t at) {
    const vt_reading *r = &g->r;
    size_t first = at + 1 + (vt_reading_is(r, at + 1, VT_TOKEN_QUOTE) ? 1 : 0), last = first;
    while (!vt_reading_is(r, last, VT_TOKEN_END) && !vt_reading_is(r, last, VT_TOKEN_CLOSE) &&
           !vt_reading_is(r, last, VT_TOKEN_QUOTE) && !is_trailing(r, last) && last < first + REACH)
        last++;
    if (last == first || !mention_count(g)) return at + 1;
    size_t to = mention_count(g) - 1;
    const vt_type_entry *type = r->tokens[first].type;
    for (size_t i = mention_count(g); type && i-- > 0;)
        if (mention_at(g, i)->type && strcmp(mention_at(g, i)->type, type->code) == 0) {
            to = i;
            break;
        }
    if (!mention_at(g, to)->alias) mention_at(g, to)->alias = run_text(g, (vt_run){first, last});
    return at + 1;
}

static size_t on_provision(grammar *g, size_t at) {
    size_t end = vt_cite_provisions(&g->r, at, &g->provisions, &g->provision_count, &g->ok);
    g->provision_run = (vt_run){at, end};
    return end;
}

static size_t step(grammar *g, size_t at) {
    switch ((vt_cite_token_kind)g->r.tokens[at].kind) {
    case VT_TOKEN_TYPE: return on_type(g, at);
    case VT_TOKEN_SO:
    case VT_TOKEN_NUMBER: return on_number(g, at);
    case VT_TOKEN_SEMICOLON:
        if (!vt_reading_word(&g->r, at + 1, "viec")) close_all(g, at); /* quy định việc ...; việc ... is one subject */
        return at + 1;
    case VT_TOKEN_FOLLOWS: return close_all(g, at), at + 1;
    case VT_TOKEN_STOP:
        if (ends_sentence(&g->r, at)) {
            close_all(g, at);
            g->list_type = NULL;
        }
        return at + 1;
    case VT_TOKEN_COMMA: return on_comma(g, at);
    case VT_TOKEN_AND: return on_listed(g, at);
    case VT_TOKEN_CUA: return on_giver(g, at);
    case VT_TOKEN_OPEN: return on_open(g, at);
    case VT_TOKEN_CLOSE: return on_close(g, at);
    case VT_TOKEN_QUOTE: return on_quote(g, at);
    case VT_TOKEN_LEAD: return on_lead(g, at);
    case VT_TOKEN_AMEND:
    case VT_TOKEN_REPLACE:
    case VT_TOKEN_REPEAL:
    case VT_TOKEN_WITH:
    case VT_TOKEN_REPLY: return on_relation(g, at);
    case VT_TOKEN_PASSIVE: return on_passive(g, at);
    case VT_TOKEN_ALIAS: return on_alias(g, at);
    case VT_TOKEN_DIEU:
    case VT_TOKEN_KHOAN:
    case VT_TOKEN_DIEM: return on_provision(g, at);
    default: return at + 1;
    }
}

bool vt_cite_unit(vt_arena *arena, vt_slice text, const vt_shadow *shadow, vt_mentions *mentions) {
    vt_cite_tokens *tokens = &mentions->tokens;
    if (!vt_cite_may_hold(text, shadow)) return true;
    if (!vt_cite_scan(arena, text, shadow, tokens)) return false;
    grammar g = {.r = {arena, text, shadow, tokens->items.items, tokens->items.count - VT_TOKEN_AHEAD},
                 .mentions = mentions,
                 .first = mentions->items.count,
                 .ok = true,
                 .passive = NONE};
    size_t at = 1;
    while (g.ok && at < g.r.count) at = step(&g, at);
    close_all(&g, g.r.count);
    return g.ok;
}
