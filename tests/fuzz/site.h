/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small archive of two documents, made once for a process. */
#ifndef TESTS_FUZZ_SITE_H
#define TESTS_FUZZ_SITE_H

#include <vanthu/archive.h>
#include "web/catalog.h"

const char *site_folder(void);

/* Open for reading. */
vt_archive *site_archive(void);

/* What the page keeps of it. */
vt_catalogs *site_catalogs(void);

#endif
