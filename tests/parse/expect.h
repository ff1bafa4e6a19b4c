/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the expectation of a case and the fields that were read. Out: whether
 * they agree, and where not, what was wanted and what was got.
 *
 * An expectation is lines "key: part | part | ...". Only the keys that it
 * names are compared, and of each value only the parts that it gives:
 *
 *     number.ordinal: 87         exactly this, blanks folded
 *     number.ordinal: -          the document has none
 *     issuer: A || B             one of these
 *     clause: Căn cứ | Luật ...  begins so
 *     section: I. | MỤC ĐÍCH     all sections in order; two more blanks before
 *     section:   1. | Mục đích   the marker are one level down
 *     warning: number.blank      among the warnings; "!number.blank" not among them
 *     role: number | Số: 87      in this order, an atom of this role begins so;
 *     role: +subject | và        "+" says that it continues the atom before
 *     atom: Kính gửi:            in this order, an atom begins so
 *
 * basis and citation have type, number, date, issuer and subject; clause has
 * lead and text; section has marker, title and text.
 */
#ifndef VT_TESTS_PARSE_EXPECT_H
#define VT_TESTS_PARSE_EXPECT_H

#include "base/buffer.h"
#include "fields.h"

/* Differences are appended to report. An expectation that names nothing agrees with nothing. */
bool expect_met(vt_slice expectation, const fields *got, vt_buffer *report);

/* All fields as lines of an expectation, for whoever writes a case. */
void expect_write(const fields *got, vt_buffer *out);

#endif
