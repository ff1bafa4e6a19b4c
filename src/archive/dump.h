/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The form of a dump, docs/dump.md: lines of JSON, each ended by the SHA-256 of
 * what stands before it in the line. What restoring needs is in base64, whose
 * letters need no escapes, so that it is found without a parser of JSON; what
 * stands beside it is for people.
 */
#ifndef VT_ARCHIVE_DUMP_H
#define VT_ARCHIVE_DUMP_H

#include "base/digest.h"

#define VT_DUMP_SCHEMA "vanthu.dump/1"

/* What stands before and behind the sum at the end of a line. */
static const char vt_dump_sum_head[] = ",\"sha256\":\"";
static const char vt_dump_sum_tail[] = "\"}";
enum { VT_DUMP_TAIL = sizeof vt_dump_sum_head - 1 + VT_DIGEST_HEX + sizeof vt_dump_sum_tail - 1 };

#endif
