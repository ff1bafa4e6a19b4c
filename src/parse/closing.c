/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: units. Out: recipients (nơi nhận) and signers (người ký) of the first
 * document. Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7 and II.9.
 */
#include <string.h>
#include "base/slice.h"
#include "lexicon/words.h"
#include "parse/parse.h"

typedef VT_ARRAY(vt_recipient) recipients;

static bool push_recipient(vt_parse *p, recipients *list, const vt_unit *unit, size_t start, size_t end) {
    const vt_view *v = &unit->view;
    while (start < end && strchr(" -+*:;.,/", v->fold.text[start])) start++;
    while (end > start && strchr(" ;.,:-/", v->fold.text[end - 1])) end--;
    if (start >= end) return true;
    vt_recipient *one = vt_array_push(p->arena, list);
    char *path = vt_parse_path(p, "recipients.", list->count - 1, "");
    if (!one || !path) return false;
    one->text = vt_parse_text(p, v, start, end);
    one->span = vt_view_span(v, v->fold.offset[start], v->fold.offset[end]);
    return one->text && vt_parse_evidence(p, path, v, v->fold.offset[start], v->fold.offset[end], unit->confidence, VT_ORIGIN_READ);
}

/* Items on one line: parted by dashes behind a stop, or by semicolons where there is no dash. */
static bool push_items(vt_parse *p, recipients *list, const vt_unit *unit, size_t start, bool semicolons) {
    const vt_view *v = &unit->view;
    for (size_t at = start; at < v->fold.size; at++) {
        bool dash = v->fold.text[at] == '-' && at + 1 < v->fold.size && v->fold.text[at + 1] == ' ' && at > start + 1 &&
                    v->fold.text[at - 1] == ' ' && strchr(";.,:)", v->fold.text[at - 2]);
        if (!dash && !(semicolons && v->fold.text[at] == ';')) continue;
        if (!push_recipient(p, list, unit, start, at)) return false;
        start = at + 1;
    }
    return push_recipient(p, list, unit, start, v->fold.size);
}

static bool read_recipients(vt_parse *p) {
    recipients list = {0};
    for (size_t i = 0; i < p->first_end; i++) {
        const vt_unit *unit = &p->units.items[i];
        const vt_view *v = &unit->view;
        size_t head = unit->role == VT_ROLE_RECIPIENTS ? strlen("noi nhan") : 0; /* "Nơi gửi:" is as long */
        if (!head && unit->role != VT_ROLE_RECIPIENT) continue;
        bool dashes = strstr(v->fold.text, "- ") != NULL;
        if (!push_items(p, &list, unit, head, head && !dashes)) return false;
    }
    p->document->recipients = list.items;
    p->document->recipient_count = list.count;
    return true;
}

/* A signer being read: the units of each part. */
typedef struct block {
    VT_ARRAY(const vt_unit *) capacity;
    const vt_unit *position, *name;
} block;

typedef VT_ARRAY(block) blocks;

static bool is_empty(const block *b) { return !b->capacity.count && !b->position && !b->name; }

/* Whether a unit belongs to the signer that is being read, or begins the next. */
static bool begins_next(const block *b, vt_role role) {
    if (role == VT_ROLE_CAPACITY) return b->position || b->name;
    if (role == VT_ROLE_POST) return b->position && b->name;
    return b->name != NULL;
}

/* Whether the signer signs for a body (thay mặt). */
static bool for_body(const block *b) {
    const char *first = b->capacity.count ? b->capacity.items[0]->view.fold.text : "";
    return strncmp(first, "tm", 2) == 0 || strncmp(first, "t/m", 3) == 0;
}

static bool collect(vt_parse *p, blocks *list) {
    block *b = NULL;
    for (size_t i = 0; i < p->first_end; i++) {
        const vt_unit *unit = &p->units.items[i];
        if (unit->role != VT_ROLE_CAPACITY && unit->role != VT_ROLE_POST && unit->role != VT_ROLE_NAME) continue;
        if ((!b || begins_next(b, unit->role)) && !(b = vt_array_push(p->scratch, list))) return false;
        /* "TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "PHÓ CHỦ TỊCH": the post in the body that is spoken for stands first. */
        if (unit->role == VT_ROLE_POST && b->position && for_body(b)) continue;
        if (unit->role == VT_ROLE_POST) b->position = unit;
        else if (unit->role == VT_ROLE_NAME) b->name = unit;
        else {
            const vt_unit **one = vt_array_push(p->scratch, &b->capacity);
            if (!one) return false;
            *one = unit;
        }
    }
    return true;
}

/* Behind academic titles and ranks: "TS.", "Đại tá". */
static size_t skip_ranks(const vt_view *v) {
    size_t at = 0, size;
    while ((size = vt_words_at(VT_WORDS_RANKS, v->fold.text + at, v->fold.size - at)) > 0) {
        size_t next = at + size;
        bool dot = next < v->fold.size && v->fold.text[next] == '.';
        while (next < v->fold.size && strchr(" .,", v->fold.text[next])) next++;
        if (next >= v->fold.size || (!dot && !vt_words_at(VT_WORDS_SURNAMES, v->fold.text + next, v->fold.size - next))) break;
        /* "Hà Cô ..." and "Bà ...": a surname that is also a rank stays when only one word would be left. */
        if (!dot && !memchr(v->fold.text + next, ' ', v->fold.size - next)) break;
        at = next;
    }
    return at;
}

static bool fill(vt_parse *p, const char **field, size_t index, const char *part, const vt_unit *unit, size_t start) {
    const vt_view *v = &unit->view;
    size_t end = v->fold.size;
    while (end > start && strchr(" .,:;*/-", v->fold.text[end - 1])) end--;
    char *path = vt_parse_path(p, "signers.", index, part);
    *field = vt_parse_text(p, v, start, end);
    return path && *field && vt_parse_evidence(p, path, v, v->fold.offset[start], v->fold.offset[end], unit->confidence, VT_ORIGIN_READ);
}

static bool fill_capacity(vt_parse *p, vt_signer *signer, size_t index, const block *b) {
    const vt_view **views = vt_arena_alloc(p->scratch, (b->capacity.count + 1) * sizeof *views);
    vt_unit *joined = vt_arena_alloc(p->scratch, sizeof *joined);
    if (!views || !joined) return false;
    *joined = *b->capacity.items[0];
    for (size_t i = 0; i < b->capacity.count; i++) {
        views[i] = &b->capacity.items[i]->view;
        if (b->capacity.items[i]->confidence < joined->confidence) joined->confidence = b->capacity.items[i]->confidence;
    }
    return vt_view_join(p->scratch, views, b->capacity.count, &joined->view) && fill(p, &signer->capacity, index, ".capacity", joined, 0);
}

static bool read_signers(vt_parse *p) {
    blocks list = {0};
    if (!collect(p, &list)) return false;
    vt_signer *signers = vt_arena_alloc(p->arena, (list.count + 1) * sizeof *signers);
    if (!signers) return false;
    for (size_t i = 0; i < list.count; i++) {
        const block *b = &list.items[i];
        if (is_empty(b)) continue;
        /* "Q. GIÁM ĐỐC": acting in the post is the signer's own right. */
        bool acting = b->capacity.count == 1 && !b->position && vt_view_words(&b->capacity.items[0]->view, 0, "q.");
        if (acting && !fill(p, &signers[i].position, i, ".position", b->capacity.items[0], 0)) return false;
        if (b->capacity.count && !acting && !fill_capacity(p, &signers[i], i, b)) return false;
        if (b->position && !fill(p, &signers[i].position, i, ".position", b->position, 0)) return false;
        if (b->name && !fill(p, &signers[i].name, i, ".name", b->name, skip_ranks(&b->name->view))) return false;
    }
    p->document->signers = signers;
    p->document->signer_count = list.count;
    return true;
}

bool vt_pass_closing(vt_parse *p) { return !p->is_document || (read_recipients(p) && read_signers(p)); }
