/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of assets/, embedded at build time by cmake/embed.cmake. */
#ifndef VT_WEB_ASSETS_H
#define VT_WEB_ASSETS_H

#include <stddef.h>

typedef struct vt_asset {
    const char *name; /* "style.css" */
    const unsigned char *bytes;
    size_t size;
} vt_asset;

extern const vt_asset vt_assets[];
extern const size_t vt_asset_count;

/* Changes with any of them: behind their addresses it lets a browser keep them for good. */
extern const char vt_assets_version[];

#endif
