/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The searchable fields as a table (fields.def), and the slots and prefixes that are no fields. */
#ifndef VT_ARCHIVE_FIELDS_H
#define VT_ARCHIVE_FIELDS_H

#include <vanthu/text.h>

typedef enum vt_field_kind {
    VT_FIELD_WORDS,
    VT_FIELD_REFERENCE,
    VT_FIELD_SYMBOL,
    VT_FIELD_TYPE,
    VT_FIELD_BODY,
    VT_FIELD_YEAR,
    VT_FIELD_DATE
} vt_field_kind;

typedef struct vt_field {
    const char *name, *alias;
    char prefix;
    vt_field_kind kind;
    const char *help, *example;
} vt_field;

typedef enum vt_field_id {
#define X(id, name, alias, prefix, kind, help, example) VT_FIELD_ID_##id,
#include "archive/fields.def"
#undef X
    VT_FIELD_COUNT
} vt_field_id;

extern const vt_field vt_fields[VT_FIELD_COUNT];

/* By either name, in any case, with or without Vietnamese accents (số, loại); name is NFC. NULL when there is none. */
const vt_field *vt_field_find(vt_slice name);

/* Prefixes of terms that no field shows. */
enum {
    VT_PREFIX_BODY = '\0', /* words of the whole text */
    VT_PREFIX_ID = 'Q',    /* the record's id: the unique term */
    VT_PREFIX_PATH = 'P',  /* a path at which the content lies */
    VT_PREFIX_SAMPLE = 'U', /* the document's part of the archive, see sample.h */
    VT_PREFIX_MARK = 'M'   /* a field's mark behind each of its words, see terms.h */
};

/* Value slots. */
enum {
    VT_SLOT_PLACES, /* the id and the paths with their size and time, see places.h */
    VT_SLOT_DATE,   /* ISO, partial where the document is: bytes sort by date */
    VT_SLOT_TYPE,   /* code */
    VT_SLOT_ISSUER, /* name */
    VT_SLOT_YEAR,
    VT_SLOT_REVIEW, /* how much a person has to look at, eight digits; empty when nothing */
    VT_SLOT_BODY,   /* the issuing body in its one spelling, see slots.h */
    VT_SLOT_CITED,  /* what is cited, see slots.h */
    VT_SLOTS
};

#endif
