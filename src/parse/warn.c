/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the fields. Out: warnings for what is absent or uncertain, so that a person knows where to look. */
#include <string.h>
#include "parse/parse.h"

unsigned vt_document_concerns(const vt_document *document) {
    unsigned count = 0;
    /* Doubtful fields have warnings of their own; what a reader passed over ("docx.image") is no concern. */
    for (size_t i = 0; i < document->warning_count; i++) count += strncmp(document->warnings[i].code, "docx.", 5) != 0;
    return count;
}

bool vt_pass_warn(vt_parse *p) {
    const vt_document *d = p->document;
    if (!p->is_document) return vt_parse_warn(p, "document.unrecognised", "this does not look like an administrative document", NULL);
    const struct {
        bool missing;
        const char *code, *message;
    } checks[] = {
        {!d->type.code, "type.missing", "no document type was found"},
        {!d->number.symbol, "number.missing", "no number line was found"},
        {!d->issued.date && !d->issued.text, "date.missing", "no date of issue was found"},
        {!d->issuer.name, "issuer.missing", "no issuing body was found"},
        {!d->title, "title.missing", "no title was found"},
        {!d->signer_count || !d->signers[0].name, "signer.missing", "no signer's name was found"},
    };
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (checks[i].missing && !vt_parse_warn(p, checks[i].code, checks[i].message, NULL)) return false;
    for (size_t i = 0; i < p->evidence.count; i++) {
        const vt_evidence *e = &p->evidence.items[i];
        vt_warning *warning;
        if (e->confidence >= VT_CONFIDENCE_SURE) continue;
        if (!(warning = vt_array_push(p->arena, &p->warnings))) return false;
        warning->code = "field.unsure";
        warning->message = vt_arena_printf(p->arena, "%s is uncertain", e->path);
        warning->has_span = e->span_count > 0;
        if (e->span_count) warning->span = (vt_span){e->spans[0].start, e->spans[e->span_count - 1].end};
        if (!warning->message) return false;
    }
    return true;
}
