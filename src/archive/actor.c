/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a document and one of its mentions. Out: who is said to change what it mentions. */
#include "archive/actor.h"

#include "cite/cite.h"

static bool is_change(vt_relation relation) {
    return relation == VT_RELATION_REPLACES || relation == VT_RELATION_REPEALS || relation == VT_RELATION_AMENDS;
}

static const vt_citation *host_of(const vt_document *document, size_t at) {
    for (size_t i = 0; i < document->citation_count; i++)
        for (size_t j = 0; j < document->citations[i].related_count; j++)
            if (document->citations[i].related[j].to == at) return &document->citations[i];
    return NULL;
}

/*
 * Whether a document can change the cited one: nobody changes what stands above
 * him, and a plan that speaks of an amended decree has not amended it. Ranks of
 * one level of administration begin with one digit (rank.c).
 */
static bool may_change(const vt_document *document, const vt_citation *cited) {
    enum { LEVEL = 10 };
    int own = vt_cite_rank(document->type.code, document->number.full, document->issuer.name);
    return own / LEVEL <= vt_cite_rank(cited->type, cited->number, cited->issuer) / LEVEL;
}

/* Without the body, which the head of a page has in capitals. */
static vt_citation own_citation(const vt_document *document) {
    return (vt_citation){
        .type = document->type.code, .number = document->number.full, .date = document->issued.date, .basis = -1};
}

/* In a basis clause nobody speaks of himself. */
bool vt_actor_of(const vt_document *document, size_t at, const char *own, vt_actor *out) {
    if (!is_change(document->citations[at].relation)) return false;
    const vt_citation *host = host_of(document, at);
    if (host) {
        *out = (vt_actor){*host, host->key};
        if (host->number) out->citation.subject = NULL; /* long, and it only says that it changes something */
    } else if (document->citations[at].basis < 0 && may_change(document, &document->citations[at])) {
        *out = (vt_actor){own_citation(document), own};
    } else {
        return false;
    }
    return out->key;
}
