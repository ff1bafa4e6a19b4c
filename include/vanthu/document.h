/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The document: what vanthu reads out of one file, and how to read it.
 *
 * Shapes: every string is NUL-terminated UTF-8 in NFC; NULL says that the
 * document has no such thing. Spans are byte offsets into vt_document.text.
 * Ownership: a document owns everything that is reached from it; it is
 * read-only and goes as a whole with vt_document_free.
 * Thread rule: parsing shares nothing; a finished document may be read by many
 * threads at once.
 * Source of the layout rules: Nghị định 30/2020/NĐ-CP, Phụ lục I (layout) and
 * Phụ lục III (codes of the document types).
 */
#ifndef VANTHU_DOCUMENT_H
#define VANTHU_DOCUMENT_H

#include <stdint.h>
#include <vanthu/error.h>
#include <vanthu/text.h>

#ifdef __cplusplus
extern "C" {
#endif

/* [start, end) in bytes of vt_document.text. */
typedef struct vt_span {
    uint32_t start, end;
} vt_span;

/* Where a value comes from. */
typedef enum vt_origin {
    VT_ORIGIN_READ,     /* stands in the document at its place */
    VT_ORIGIN_INFERRED, /* taken from a sentence, its place being lost */
    VT_ORIGIN_CORRECTED /* a person's word */
} vt_origin;

/* How a citation stands to the citing text. */
#define VT_RELATION_TABLE(X)                                                    \
    X(MENTIONS, "mentions")     /* plain mention */                             \
    X(BASIS, "basis")           /* căn cứ: stands in a basis clause */          \
    X(AMENDS, "amends")         /* sửa đổi, bổ sung */                          \
    X(REPLACES, "replaces")     /* thay thế */                                  \
    X(REPEALS, "repeals")       /* bãi bỏ */                                    \
    X(ISSUED_WITH, "issued_with") /* ban hành kèm theo */                       \
    X(REPLIES_TO, "replies_to") /* trả lời, phúc đáp */

typedef enum vt_relation {
#define X(name, id) VT_RELATION_##name,
    VT_RELATION_TABLE(X)
#undef X
    VT_RELATION_COUNT
} vt_relation;

/* The identifier of a relation as the JSON has it. */
VT_API const char *vt_relation_id(vt_relation relation);

/* Evidence of one field, named by its dotted path ("signers.0.name"). */
typedef struct vt_evidence {
    const char *path;
    const vt_span *spans; /* of a corrected value: where another was read, or none */
    size_t span_count;
    double confidence; /* 0..1: the margin by which the reading won */
    vt_origin origin;
    const char *by; /* who corrected or confirmed the value, and when (UTC, ISO 8601); NULL: the parser alone */
    const char *at;
} vt_evidence;

/* Where the bytes came from. */
typedef struct vt_source {
    const char *path;             /* as given, or "-" */
    const char *format;           /* "text" or "docx" */
    const char *const *encodings; /* "utf-8", "tcvn3", ...; most used first */
    size_t encoding_count;
    uint64_t bytes;
} vt_source;

typedef struct vt_doc_type { /* loại văn bản */
    const char *code; /* "KH"; "CV" for a letter; NULL when unknown */
    const char *name; /* "Kế hoạch" */
} vt_doc_type;

typedef struct vt_number { /* số, ký hiệu */
    const char *ordinal;   /* "87"; NULL when left blank */
    const char *year;      /* "2020" of 30/2020/NĐ-CP */
    const char *symbol;    /* "KH-GDDT"; of a Party number 23-CT/TW "CT/TW" */
    const char *full;      /* "87/KH-GDDT" */
    const char *text;      /* as printed */
} vt_number;

typedef struct vt_issued { /* địa danh, thời gian ban hành */
    const char *place;
    const char *date; /* ISO 8601; "2023-04" or "2023" when partly blank */
    const char *text; /* as printed */
} vt_issued;

typedef struct vt_issuer { /* cơ quan ban hành */
    const char *name;
    const char *parent; /* cơ quan chủ quản */
} vt_issuer;

typedef struct vt_marks { /* độ mật, mức độ khẩn */
    const char *secrecy;
    const char *urgency;
} vt_marks;

typedef struct vt_addressee { /* kính gửi */
    const char *text;
    vt_span span;
} vt_addressee;

typedef struct vt_basis { /* căn cứ ban hành */
    const char *lead; /* "Căn cứ" */
    const char *text; /* the clause without its lead and closing mark */
    const size_t *citations; /* indices into vt_document.citations */
    size_t citation_count;
    vt_span span;
} vt_basis;

typedef struct vt_provision { /* điều, khoản, điểm */
    const char *text;
    const char *dieu, *khoan, *diem;
} vt_provision;

typedef struct vt_related {
    vt_relation relation;
    size_t to; /* index into vt_document.citations */
} vt_related;

typedef struct vt_citation {  /* viện dẫn */
    const char *text;
    const char *type;         /* code; NULL where no type word stands there */
    const char *number;       /* as printed, without spaces */
    const char *date;         /* ISO, partial where the text is */
    const char *issuer;
    const char *subject;
    const char *key;          /* TYPE|ordinal|symbol|year|body */
    int64_t basis;            /* index into vt_document.bases, or -1 */
    const char *section;      /* "II.2.a"; "" outside the sections */
    vt_relation relation;
    const vt_related *related;
    size_t related_count;
    int64_t resolves_to;      /* index into vt_document.citations, or -1 */
    bool ambiguous;           /* several full mentions agree with it */
    const vt_provision *provisions;
    size_t provision_count;
    double confidence;
    vt_span span;
} vt_citation;

typedef struct vt_section vt_section;
struct vt_section {
    const char *marker;  /* "I.", "1.", "a)", "Điều 3.", "PHỤ LỤC" */
    const char *title;   /* NULL where the marker starts running text */
    const char *text;    /* its own, without its children's */
    bool computed;       /* the marker was computed from automatic numbering */
    vt_span span;
    const vt_section *sections;
    size_t section_count;
};

typedef struct vt_recipient { /* nơi nhận */
    const char *text;
    vt_span span;
} vt_recipient;

typedef struct vt_signer { /* người ký */
    const char *capacity;  /* thẩm quyền ký: "KT. TRƯỞNG PHÒNG" */
    const char *position;  /* chức vụ: "PHÓ TRƯỞNG PHÒNG" */
    const char *name;
} vt_signer;

typedef struct vt_warning {
    const char *code; /* "number.blank" */
    const char *message;
    const char *field; /* evidence path of what it speaks of, or NULL */
    bool has_span;
    vt_span span;
} vt_warning;

typedef struct vt_document {
    char id[65]; /* SHA-256 of the source bytes, hex */
    vt_source source;
    vt_slice text; /* the text that spans point into */
    vt_doc_type type;
    vt_number number;
    vt_issued issued;
    vt_issuer issuer;
    vt_marks marks;
    const char *title; /* trích yếu */
    const vt_addressee *addressees;
    size_t addressee_count;
    const vt_basis *bases;
    size_t basis_count;
    const vt_citation *citations;
    size_t citation_count;
    const vt_section *sections;
    size_t section_count;
    const vt_recipient *recipients;
    size_t recipient_count;
    const vt_signer *signers;
    size_t signer_count;
    const vt_evidence *evidence;
    size_t evidence_count;
    const vt_warning *warnings;
    size_t warning_count;
} vt_document;

/*
 * Safety limits: the field, its name for a person (--max-NAME at the prompt), the default, and what there may be so
 * many of. Whatever is within the defaults is parsed in some 600 MiB at most. A file past one is VT_ERR_LIMIT.
 * Spans are 32 bits wide, so text and lines end at VT_TEXT_MOST whatever is given.
 */
#define VT_LIMIT_TABLE(X)                                                                  \
    X(bytes, "bytes", 268435456, "bytes in a file")                                        \
    X(text_bytes, "text", 8388608, "bytes of text")                                        \
    X(lines, "lines", 150000, "lines or cells with text")                                  \
    X(inflated_bytes, "unpacked", 134217728, "bytes unpacked from a DOCX")                 \
    X(inflate_ratio, "ratio", 200, "times the packed size of a part of a DOCX past 1 MiB") \
    X(xml_depth, "depth", 1000, "XML elements inside each other")

#define VT_TEXT_MOST (UINT32_MAX / 8)

/* A zero takes the default. */
typedef struct vt_limits {
#define X(field, name, standard, what) uint64_t field;
    VT_LIMIT_TABLE(X)
#undef X
} vt_limits;

/* All zero is the default. */
typedef struct vt_parse_options {
    const vt_allocator *allocator; /* NULL: malloc */
    vt_limits limits;
} vt_parse_options;

/*
 * Reads and parses one file. On success *out is a document that the caller
 * frees; on failure *out is NULL and err says why. options and err may be NULL.
 */
VT_API vt_code vt_parse_file(const char *path, const vt_parse_options *options, vt_document **out, vt_error *err);

/* The same for bytes in memory; name serves for messages and source.path. */
VT_API vt_code vt_parse_memory(vt_slice bytes, const char *name, const vt_parse_options *options, vt_document **out,
                               vt_error *err);

/* A field whose confidence is below this is for a person to look at. */
#define VT_CONFIDENCE_SURE 0.7

/* Where a field was read and how surely, by its path ("issued.date"); NULL when it has no evidence. */
VT_API const vt_evidence *vt_document_evidence(const vt_document *document, const char *path);

/* Whether a person should look at what a warning tells; what a reader passed over ("docx.image") is no concern. */
VT_API bool vt_warning_is_concern(const vt_warning *warning);

/* How many things a person should look at: warnings, and fields that are not sure. */
VT_API unsigned vt_document_concerns(const vt_document *document);

/* How much there is to look at: 1 for each thing that is missing, the doubt for each field that is not sure. */
VT_API double vt_document_review_weight(const vt_document *document);

/* Takes NULL. */
VT_API void vt_document_free(vt_document *document);

#ifdef __cplusplus
}
#endif
#endif
