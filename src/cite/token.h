/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tokens of the citation language. The scanner runs once over the folded
 * shadow of a unit; everything that is not a word of the citation language is
 * a WORD or a mark, so that the grammar can walk over names and subjects.
 */
#ifndef VT_CITE_TOKEN_H
#define VT_CITE_TOKEN_H

#include <stdint.h>
#include "base/arena.h"
#include "lexicon/types.h"
#include "text/fold.h"

typedef enum vt_cite_token_kind {
    VT_TOKEN_END,
    VT_TOKEN_START, /* before the first one, so that index 0 means none */
    VT_TOKEN_WORD,
    VT_TOKEN_DIGITS,  /* a plain figure, 12 or 3.000 or 2024-2025 */
    VT_TOKEN_NUMBER,  /* a document's number with its symbol: 87/KH-GDĐT, 30/2020/NĐ-CP, 23-CT/TW */
    VT_TOKEN_BLANK,   /* a number whose ordinal was left open: /KH-GDĐT, ……/KH, -NQ/TU */
    VT_TOKEN_DATE,    /* ngày 04/4/2023, tháng 5 năm 2026, năm 2022 */
    VT_TOKEN_TYPE,    /* a type word of types.def, or its code in capitals (QĐ, NQ) */
    VT_TOKEN_SO,      /* số */
    VT_TOKEN_CUA,     /* của */
    VT_TOKEN_VE,      /* về, về việc, V/v */
    VT_TOKEN_VERB,    /* a verb that opens a subject without về: hướng dẫn, phê duyệt, ... */
    VT_TOKEN_AMEND,   /* sửa đổi, bổ sung */
    VT_TOKEN_REPLACE, /* thay thế */
    VT_TOKEN_REPEAL,  /* bãi bỏ, hủy bỏ */
    VT_TOKEN_WITH,    /* ban hành kèm theo, kèm theo, đính kèm */
    VT_TOKEN_REPLY,   /* trả lời, phúc đáp */
    VT_TOKEN_PASSIVE, /* được, bị */
    VT_TOKEN_ALIAS,   /* sau đây gọi là, gọi tắt là, viết tắt là */
    VT_TOKEN_LEAD,    /* Căn cứ, Thực hiện, Theo, ... with a capital */
    VT_TOKEN_SUCH,    /* này, trên đây, nêu trên */
    VT_TOKEN_FOLLOWS, /* như sau */
    VT_TOKEN_MANY,    /* các, những */
    VT_TOKEN_AND,     /* và */
    VT_TOKEN_FORM,    /* mẫu, biểu, giấy phép: what has a number and is no document of ours */
    VT_TOKEN_DIEU,    /* điều */
    VT_TOKEN_KHOAN,   /* khoản */
    VT_TOKEN_DIEM,    /* điểm */
    VT_TOKEN_COMMA,
    VT_TOKEN_SEMICOLON,
    VT_TOKEN_COLON,
    VT_TOKEN_STOP,
    VT_TOKEN_OPEN,
    VT_TOKEN_CLOSE,
    VT_TOKEN_QUOTE,
    VT_TOKEN_DASH,
    VT_TOKEN_SLASH,
    VT_TOKEN_OTHER
} vt_cite_token_kind;

typedef struct vt_cite_token {
    uint32_t start, end; /* in the shadow */
    uint8_t kind;        /* vt_cite_token_kind */
    bool capital;        /* first letter */
    bool lead_day;       /* of a date: it says ngày */
    uint16_t symbol;     /* of a number: shadow bytes from start to its symbol */
    uint16_t year;       /* of a date; 0 unknown */
    uint8_t month, day;  /* of a date; 0 unknown */
    const vt_type_entry *type;
} vt_cite_token;

/* END tokens behind the last one, so that the grammar may look ahead without asking; a START token before the first. */
enum { VT_TOKEN_AHEAD = 16 };

typedef struct vt_cite_tokens {
    VT_ARRAY(vt_cite_token) items; /* the last VT_TOKEN_AHEAD ones are END */
} vt_cite_tokens;

/*
 * Whether a unit may hold a mention: a law, another type with a figure behind
 * it, or a number with a symbol. True, too, for many that hold none.
 */
bool vt_cite_may_hold(vt_slice text, const vt_shadow *shadow);

/* Scans a unit. False when memory ran out. */
bool vt_cite_scan(vt_arena *arena, vt_slice text, const vt_shadow *shadow, vt_cite_tokens *tokens);

/*
 * Where the number that starts at start ends, at most at end, both in the
 * shadow; start when it is none. symbol is where its symbol starts.
 */
uint32_t vt_cite_number_end(vt_slice text, const vt_shadow *shadow, uint32_t start, uint32_t symbol, uint32_t end);

/* The kept text of a token or of a run of them. */
static inline vt_slice vt_cite_kept(vt_slice text, const vt_shadow *shadow, uint32_t start, uint32_t end) {
    return (vt_slice){text.data + shadow->offset[start], shadow->offset[end] - shadow->offset[start]};
}

#endif
