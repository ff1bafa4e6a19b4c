/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The documents of an archive that are most like one of them: what somebody
 * who writes this year's plan opens first.
 *
 * Two documents are alike when they stand on the same legal bases (căn cứ), the
 * rarer the more, and when the words that tell what the one is about are in the
 * other, above all in its title.
 * Shapes, ownership and thread rule: as in archive.h; what a function hands out
 * is given back with the function named beside it.
 */
#ifndef VANTHU_SIMILAR_H
#define VANTHU_SIMILAR_H

#include <vanthu/archive.h>
#include <vanthu/write.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A legal basis that both documents have. */
typedef struct vt_shared_basis {
    const char *key;    /* identity key, as the document in question has it */
    const char *text;   /* how it cites it */
    uint64_t documents; /* of the archive that have it as a basis; an estimate where they are very many */
} vt_shared_basis;

typedef struct vt_similar {
    vt_hit hit;                   /* without snippet and section */
    const vt_shared_basis *bases; /* the rarest first */
    size_t basis_count;
    const char *const *words; /* the most telling words that both have, the most telling first; small letters */
    size_t word_count;
} vt_similar;

typedef struct vt_similar_list {
    const char *id;          /* of the document in question */
    size_t basis_count;      /* how many documents it cites as its bases */
    const vt_similar *items; /* the most alike first */
    size_t count;
} vt_similar_list;

/*
 * The documents most like the record whose id begins with prefix (as in
 * vt_archive_show, and with its errors), at most limit (0: 10) of them; neither
 * itself nor what is the same document in another file: one with its number,
 * year and body, or with its text.
 */
VT_API vt_code vt_archive_similar(vt_archive *archive, const char *prefix, uint32_t limit, vt_similar_list **out,
                                  vt_error *err);

/* Takes NULL. */
VT_API void vt_similar_list_free(vt_similar_list *list);

/* The JSON, schema vanthu.similar/1; indented: for reading. */
VT_API vt_code vt_write_similar_json(const vt_similar_list *list, bool indented, const vt_output *output,
                                     vt_error *err);

#ifdef __cplusplus
}
#endif
#endif
