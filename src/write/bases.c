/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: a list of legal bases, or a choice from it. Out: it as text, Markdown,
 * CSV or DOCX; bases_json.c has the JSON. Text of documents is made harmless
 * on its way (plain.h), but in CSV, which keeps it as it is.
 */
#include "write/bases.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "base/error.h"
#include "base/slice.h"
#include "write/csv.h"
#include "write/docx.h"
#include "write/plain.h"

enum { SHOWN_ID = 12, DATE_SIZE = 16 };

const char *vt_basis_warning_id(vt_basis_warning_kind kind) {
    static const char *const ids[] = {
#define X(name, id, message) id,
        VT_BASIS_WARNING_TABLE(X)
#undef X
    };
    return kind < VT_BASIS_WARNING_KINDS ? ids[kind] : NULL;
}

const char *vt_basis_warning_message(vt_basis_warning_kind kind) {
    static const char *const messages[] = {
#define X(name, id, message) message,
        VT_BASIS_WARNING_TABLE(X)
#undef X
    };
    return kind < VT_BASIS_WARNING_KINDS ? messages[kind] : NULL;
}

bool vt_bases_chosen(const vt_bases_write_options *options, const vt_cited *cited) {
    if (!options->keys) return true;
    for (size_t i = 0; i < options->key_count; i++)
        if (strcmp(options->keys[i], cited->key) == 0) return true;
    return false;
}

/* The next chosen item from *at on, which moves behind it; NULL at the end. */
static const vt_cited *next_item(const vt_cited_list *list, const vt_bases_write_options *options, size_t *at) {
    while (*at < list->count) {
        const vt_cited *cited = &list->items[(*at)++];
        if (vt_bases_chosen(options, cited)) return cited;
    }
    return NULL;
}

/* "2023", "2021-2023" or "" */
static const char *years_of(const vt_cited *cited, char out[DATE_SIZE]) {
    if (!cited->first_year)
        *out = '\0';
    else if (cited->first_year == cited->last_year)
        snprintf(out, DATE_SIZE, "%d", cited->first_year);
    else
        snprintf(out, DATE_SIZE, "%d-%d", cited->first_year, cited->last_year);
    return out;
}

/* What separates a clause from the next one. */
static const char *clause_end(bool last) { return last ? "." : ";"; }

/* ---- text and Markdown ---- */

typedef struct plain {
    const vt_output *output;
    const char *escaped; /* characters before which a backslash goes */
    bool failed;
} plain;

static void put(plain *p, const char *text) {
    size_t size = strlen(text);
    if (size && !p->failed) p->failed = !p->output->write(p->output->context, text, size);
}

static void put_value(plain *p, const char *text) {
    while (*text) {
        size_t size = strcspn(text, p->escaped);
        if (size && !p->failed) p->failed = !vt_plain_write(p->output, (vt_slice){text, size}, false);
        text += size;
        if (!*text) return;
        put(p, (const char[]){'\\', *text++, '\0'});
    }
}

/* A number, at least so wide, between two texts. */
static void put_number(plain *p, const char *before, int width, uint64_t number, const char *after) {
    char text[32];
    snprintf(text, sizeof text, "%*" PRIu64, width, number);
    put(p, before);
    put(p, text);
    put(p, after);
}

/* " (3: 3b06328ebb8a, ...)": how many say so, and the first of them. */
static void put_witnesses(plain *p, const vt_witnesses *by) {
    put_number(p, " (", 0, by->documents, ":");
    for (size_t i = 0; i < by->count && i < VT_BASES_WITNESSES_SHOWN; i++) {
        char id[SHOWN_ID + 1];
        snprintf(id, sizeof id, "%s", by->items[i]->id);
        put(p, i ? ", " : " ");
        put(p, id);
    }
    put(p, by->documents > VT_BASES_WITNESSES_SHOWN ? ", ...)" : ")");
}

static void put_detail(plain *p, const vt_basis_detail *detail) {
    if (detail->via) {
        put_value(p, detail->via);
        put(p, ", which took its place, by ");
    }
    put_value(p, detail->value);
    if (detail->date) {
        put(p, ", since ");
        put_value(p, detail->date);
    }
    put_witnesses(p, &detail->by);
}

static void put_warning(plain *p, const vt_basis_warning *warning) {
    const char *message = vt_basis_warning_message(warning->kind);
    put(p, message ? message : "");
    for (size_t i = 0; i < warning->detail_count; i++) {
        put(p, i ? "; " : ": ");
        put_detail(p, &warning->details[i]);
    }
}

static vt_code done(const plain *p, vt_error *err) {
    return p->failed ? vt_fail(err, VT_ERR_WRITE, "could not write") : VT_OK;
}

static vt_code write_text(const vt_cited_list *list, const vt_bases_write_options *options, const vt_output *output,
                          vt_error *err) {
    plain p = {.output = output, .escaped = ""};
    const vt_cited *cited;
    char years[DATE_SIZE];
    for (size_t at = 0; (cited = next_item(list, options, &at));) {
        put_number(&p, "", 5, cited->documents, "  ");
        put_value(&p, cited->text);
        if (*years_of(cited, years)) put(&p, "  ["), put(&p, years), put(&p, "]");
        put(&p, "\n");
        for (size_t i = 0; i < cited->warning_count; i++) {
            put(&p, "       ! ");
            put_warning(&p, &cited->warnings[i]);
            put(&p, "\n");
        }
    }
    return done(&p, err);
}

/* before, after: around each clause. */
static vt_code write_clauses(plain *p, const vt_cited_list *list, const vt_bases_write_options *options,
                             const char *around, const char *between, vt_error *err) {
    size_t at = 0;
    for (const vt_cited *cited = next_item(list, options, &at), *next; cited; cited = next) {
        next = next_item(list, options, &at);
        put(p, around);
        put(p, VT_BASES_LEAD);
        put_value(p, cited->text);
        put(p, clause_end(!next));
        put(p, around);
        put(p, next ? between : "\n");
    }
    return done(p, err);
}

static vt_code write_text_preamble(const vt_cited_list *list, const vt_bases_write_options *options,
                                   const vt_output *output, vt_error *err) {
    plain p = {.output = output, .escaped = ""};
    return write_clauses(&p, list, options, "", "\n", err);
}

/* What Markdown would take for a mark. */
static const char markdown_marks[] = "\\`*_[]<>|#";

static vt_code write_markdown_preamble(const vt_cited_list *list, const vt_bases_write_options *options,
                                       const vt_output *output, vt_error *err) {
    plain p = {.output = output, .escaped = markdown_marks};
    return write_clauses(&p, list, options, "*", "\n\n", err);
}

static vt_code write_markdown(const vt_cited_list *list, const vt_bases_write_options *options, const vt_output *output,
                              vt_error *err) {
    plain p = {.output = output, .escaped = markdown_marks};
    const vt_cited *cited;
    char years[DATE_SIZE];
    uint64_t number = 0;
    put(&p, "| | basis | documents | years | look at |\n|--:|---|--:|---|---|\n");
    for (size_t at = 0; (cited = next_item(list, options, &at));) {
        put_number(&p, "| ", 0, ++number, " | ");
        put_value(&p, cited->text);
        put_number(&p, " | ", 0, cited->documents, " | ");
        put(&p, years_of(cited, years));
        put(&p, " | ");
        for (size_t i = 0; i < cited->warning_count; i++) {
            if (i) put(&p, ". ");
            put_warning(&p, &cited->warnings[i]);
        }
        put(&p, " |\n");
    }
    return done(&p, err);
}

/* ---- CSV ---- */

static void write_warning_ids(vt_csv *csv, const vt_cited *cited) {
    char ids[128] = "";
    for (size_t i = 0, size = 0; i < cited->warning_count; i++) {
        const char *id = vt_basis_warning_id(cited->warnings[i].kind);
        size += (size_t)snprintf(ids + size, sizeof ids - size, "%s%s", i ? " " : "", id);
    }
    vt_csv_text(csv, ids);
}

static void write_year(vt_csv *csv, int year) {
    if (year)
        vt_csv_number(csv, (uint64_t)year);
    else
        vt_csv_text(csv, NULL);
}

static void write_row(vt_csv *csv, const vt_cited *cited) {
    const char *texts[] = {cited->key, cited->type, cited->number, cited->date, cited->issuer, cited->subject};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) vt_csv_text(csv, texts[i]);
    vt_csv_number(csv, (uint64_t)cited->rank);
    vt_csv_number(csv, cited->documents);
    vt_csv_number(csv, cited->mentions);
    write_year(csv, cited->first_year);
    write_year(csv, cited->last_year);
    write_warning_ids(csv, cited);
    vt_csv_text(csv, cited->text);
    vt_csv_record_end(csv);
}

static vt_code write_csv(const vt_cited_list *list, const vt_bases_write_options *options, const vt_output *output,
                         vt_error *err) {
    static const char *const names[] = {"key",       "type",     "number",    "date",     "issuer",
                                        "subject",   "rank",     "documents", "mentions", "first_year",
                                        "last_year", "warnings", "text"};
    vt_csv csv;
    const vt_cited *cited;
    vt_csv_init(&csv, output, options->for_excel);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) vt_csv_text(&csv, names[i]);
    vt_csv_record_end(&csv);
    for (size_t at = 0; (cited = next_item(list, options, &at));) write_row(&csv, cited);
    return vt_csv_finish(&csv, err);
}

/* ---- DOCX ---- */

static vt_code write_docx_preamble(const vt_cited_list *list, const vt_bases_write_options *options,
                                   const vt_output *output, vt_error *err) {
    vt_docx docx;
    size_t at = 0;
    vt_docx_init(&docx);
    for (const vt_cited *cited = next_item(list, options, &at), *next; cited; cited = next) {
        next = next_item(list, options, &at);
        vt_docx_begin(&docx, VT_DOCX_ITALIC);
        vt_docx_text(&docx, VT_BASES_LEAD);
        vt_docx_text(&docx, cited->text);
        vt_docx_text(&docx, clause_end(!next));
        vt_docx_end(&docx);
    }
    return vt_docx_write(&docx, output, err);
}

/* A numbered paragraph for each: its form, and how many cite it when. */
static vt_code write_docx(const vt_cited_list *list, const vt_bases_write_options *options, const vt_output *output,
                          vt_error *err) {
    vt_docx docx;
    const vt_cited *cited;
    char text[64], years[DATE_SIZE];
    uint64_t number = 0;
    vt_docx_init(&docx);
    for (size_t at = 0; (cited = next_item(list, options, &at));) {
        vt_docx_begin(&docx, VT_DOCX_PLAIN);
        snprintf(text, sizeof text, "%" PRIu64 ". ", ++number);
        vt_docx_text(&docx, text);
        vt_docx_text(&docx, cited->text);
        bool known = *years_of(cited, years);
        snprintf(text, sizeof text, " (%" PRIu64 "%s%s)", cited->documents, known ? "; " : "", years);
        vt_docx_text(&docx, text);
        vt_docx_end(&docx);
    }
    return vt_docx_write(&docx, output, err);
}

/* ---- the table of formats ---- */

typedef vt_code (*writer)(const vt_cited_list *list, const vt_bases_write_options *options, const vt_output *output,
                          vt_error *err);

static const struct {
    writer list, preamble;
} formats[] = {
    [VT_BASES_TEXT] = {write_text, write_text_preamble},
    [VT_BASES_MARKDOWN] = {write_markdown, write_markdown_preamble},
    [VT_BASES_CSV] = {write_csv, NULL},
    [VT_BASES_JSON] = {vt_bases_write_json, NULL},
    [VT_BASES_DOCX] = {write_docx, write_docx_preamble},
};

vt_code vt_bases_write(const vt_cited_list *list, const vt_bases_write_options *options, const vt_output *output,
                       vt_error *err) {
    static const vt_bases_write_options none = {0};
    if (!options) options = &none;
    if (!list || !output || !output->write) return vt_fail(err, VT_ERR_ARGUMENT, "no list or no output");
    if ((size_t)options->format >= sizeof formats / sizeof *formats)
        return vt_fail(err, VT_ERR_ARGUMENT, "there is no such format");
    writer write =
        options->style == VT_BASES_PREAMBLE ? formats[options->format].preamble : formats[options->format].list;
    if (!write) return vt_fail(err, VT_ERR_ARGUMENT, "a preamble is written as text, Markdown or DOCX");
    return write(list, options, output, err);
}
