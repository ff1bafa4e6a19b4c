/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the fields. Out: warnings for what is absent or uncertain: where a person should look, and how much there is. */
#include <string.h>
#include "parse/parse.h"

const vt_evidence *vt_document_evidence(const vt_document *document, const char *path) {
    for (size_t i = 0; i < document->evidence_count; i++)
        if (strcmp(document->evidence[i].path, path) == 0) return &document->evidence[i];
    return NULL;
}

bool vt_warning_is_concern(const vt_warning *warning) { return strncmp(warning->code, "docx.", 5) != 0; }

/* Doubtful fields have warnings of their own. */
unsigned vt_document_concerns(const vt_document *document) {
    unsigned count = 0;
    for (size_t i = 0; i < document->warning_count; i++) count += vt_warning_is_concern(&document->warnings[i]);
    return count;
}

static double doubt_of(const vt_document *document, const vt_warning *warning) {
    bool unsure = warning->field && strcmp(warning->code, "field.unsure") == 0;
    const vt_evidence *evidence = unsure ? vt_document_evidence(document, warning->field) : NULL;
    return evidence ? 1 - evidence->confidence : 1;
}

double vt_document_review_weight(const vt_document *document) {
    double weight = 0;
    for (size_t i = 0; i < document->warning_count; i++)
        if (vt_warning_is_concern(&document->warnings[i])) weight += doubt_of(document, &document->warnings[i]);
    return weight;
}

bool vt_pass_warn(vt_parse *p) {
    const vt_document *d = p->document;
    if (!p->is_document)
        return vt_parse_warn(p, "document.unrecognised", "this does not look like an administrative document", NULL, NULL);
    const struct {
        bool missing;
        const char *code, *message, *field;
    } checks[] = {
        {!d->type.code, "type.missing", "no document type was found", "type"},
        {!d->number.symbol, "number.missing", "no number line was found", "number.full"},
        {!d->issued.date && !d->issued.text, "date.missing", "no date of issue was found", "issued.date"},
        {!d->issuer.name, "issuer.missing", "no issuing body was found", "issuer.name"},
        {!d->title, "title.missing", "no title was found", "title"},
        {!d->signer_count || !d->signers[0].name, "signer.missing", "no signer's name was found", "signers.0.name"},
    };
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (checks[i].missing && !vt_parse_warn(p, checks[i].code, checks[i].message, checks[i].field, NULL)) return false;
    for (size_t i = 0; i < p->evidence.count; i++) {
        const vt_evidence *e = &p->evidence.items[i];
        vt_warning *warning;
        if (e->confidence >= VT_CONFIDENCE_SURE) continue;
        if (!(warning = vt_array_push(p->arena, &p->warnings))) return false;
        warning->code = "field.unsure";
        warning->message = vt_arena_printf(p->arena, "%s is uncertain", e->path);
        warning->field = e->path;
        warning->has_span = e->span_count > 0;
        if (e->span_count) warning->span = (vt_span){e->spans[0].start, e->spans[e->span_count - 1].end};
        if (!warning->message) return false;
    }
    return true;
}
