/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parse: the document so far. Each pass fills one new part of it and
 * changes nothing that stands. Passes return false when memory ran out; nothing
 * in a document is an error.
 */
#ifndef VT_PARSE_PARSE_H
#define VT_PARSE_PARSE_H

#include "base/arena.h"
#include "parse/atoms.h"
#include "parse/label.h"
#include "read/lines.h"

/* Atoms that were joined after labelling: one that begins, and those that continue it. */
typedef struct vt_unit {
    vt_role role;
    vt_view view;
    size_t first, last;   /* atoms, both included */
    float confidence;     /* of its least sure atom */
    vt_marker marker;     /* at its beginning */
    bool bold, caps;
    const char *section;  /* path of the section it stands in, "" outside */
} vt_unit;

typedef struct vt_parse {
    vt_arena *arena;      /* the document's */
    vt_arena *scratch;    /* goes when the parse is done */
    vt_document *document;
    vt_lines lines;
    vt_pieces pieces;
    vt_atoms atoms;
    size_t most_atoms;    /* the limit on lines holds for what they are cut into, too */
    vt_facts *facts;      /* one an atom */
    vt_label *labels;     /* one an atom */
    VT_ARRAY(vt_unit) units;
    size_t header_end;    /* units before this one are the first document's header and title */
    size_t first_end;     /* units before this one are the first document */
    double misread;       /* share of letters that a scan misread, as the words tell */
    bool is_document;     /* enough of a document's form is there */
    VT_ARRAY(vt_basis) bases;
    VT_ARRAY(vt_citation) citations;
    VT_ARRAY(vt_evidence) evidence;
    VT_ARRAY(vt_warning) warnings;
} vt_parse;

/* The passes, in order; parse.c lists them. */
bool vt_pass_cut(vt_parse *p);     /* lines to text and atoms */
bool vt_pass_label(vt_parse *p);   /* atoms to roles */
bool vt_pass_join(vt_parse *p);    /* atoms to units */
bool vt_pass_header(vt_parse *p);  /* type, number, place and date, marks, title, addressees */
bool vt_pass_issuer(vt_parse *p);  /* issuer and its parent */
bool vt_pass_outline(vt_parse *p); /* sections */
bool vt_pass_bases(vt_parse *p);   /* basis clauses */
bool vt_pass_cite(vt_parse *p);    /* citations and the ledger */
bool vt_pass_closing(vt_parse *p); /* recipients and signers */
bool vt_pass_warn(vt_parse *p);    /* what a person should look at */

/* An empty document, for vt_document_free, and the arena that goes with it; NULL when memory ran out. allocator NULL:
 * malloc. */
vt_document *vt_document_new(const vt_allocator *allocator, vt_arena **arena);

/* As vt_parse_memory, of bytes whose digest is known: the document's id; NULL: it is not. */
vt_code vt_parse_hashed(vt_slice bytes, const char *id, const char *name, const vt_parse_options *options,
                        vt_document **out, vt_error *err);

/* Reads and parses bytes into p, whose arenas and document are set; the document's id may be. limits are resolved. */
vt_code vt_parse_bytes(vt_parse *p, vt_slice bytes, const char *name, const vt_limits *limits, vt_error *err);

/* The path of a field of a list's item, in scratch: "bases." 2 "", "signers." 0 ".name"; NULL when memory ran out. */
char *vt_parse_path(vt_parse *p, const char *list, size_t index, const char *field);

/* Evidence for a field: bytes [start, end) of a view. path may be temporary; it is copied. */
bool vt_parse_evidence(vt_parse *p, const char *path, const vt_view *view, size_t start, size_t end,
                       double confidence, vt_origin origin);

/* How sure a value that is text can be: less where a word of it is no Vietnamese word, or the scan is bad. */
double vt_parse_trust(const vt_parse *p, double confidence, vt_slice value);

/* A warning about a field or (NULL) the whole, with a span when view is given. The strings are static. */
bool vt_parse_warn(vt_parse *p, const char *code, const char *message, const char *field, const vt_view *view);

/* The body that a sentence names as the one issuing, in fold bytes: "..., Sở Y tế ban hành Kế hoạch ..."; false when none. */
bool vt_issuing_body(const vt_view *view, size_t *start, size_t *end);

/* The kept text of fold bytes [start, end) of a view, terminated, ends trimmed of blanks. */
char *vt_parse_text(vt_parse *p, const vt_view *view, size_t start, size_t end);

#endif
