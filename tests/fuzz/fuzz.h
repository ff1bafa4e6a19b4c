/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the fuzz targets share. A target is one file with the function below: any
 * bytes go in, and nothing may come of them but a result that holds what the
 * headers promise. It returns 0; a broken promise ends the process.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <vanthu/document.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process, with a word on what was promised, when a promise does not hold. */
void fuzz_expect(bool holds, const char *promise);

/* A failure says why, in one line. */
void fuzz_expect_error(vt_code code, const vt_error *err);

/* Everything document.h promises: spans, indices, strings, confidences; JSON and the stored record can say it. */
void fuzz_expect_document(const vt_document *document);

/* Whether the bytes are one JSON value in UTF-8. */
bool fuzz_is_json(vt_slice text);

/* The bytes up to the first line feed, which is passed over; what is left stays in rest. */
vt_slice fuzz_take_line(vt_slice *rest);

/* A folder for the life of the process, removed at its end. */
const char *fuzz_folder(void);

/* folder/name holds these bytes. */
void fuzz_write(const char *folder, const char *name, vt_slice bytes);

#endif
