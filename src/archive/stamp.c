/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the clock, the environment, the table of users. Out: a time and a name as text. */
#include "archive/stamp.h"

#include <pwd.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include "base/slice.h"

char *vt_stamp(vt_arena *arena, int64_t given) {
    time_t moment = given ? (time_t)given : time(NULL);
    struct tm parts;
    char text[32];
    if (!gmtime_r(&moment, &parts) || !strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts))
        return vt_arena_text(arena, VT_LITERAL("?"));
    return vt_arena_text(arena, vt_slice_of(text));
}

static char *listed_user(vt_arena *arena) {
    enum { BYTES = 4096 };
    struct passwd entry, *found = NULL;
    char *bytes = vt_arena_bytes(arena, BYTES);
    if (!bytes) return NULL;
    bool known = getpwuid_r(getuid(), &entry, bytes, BYTES, &found) == 0 && found;
    return vt_arena_text(arena, known ? vt_slice_of(found->pw_name) : VT_LITERAL("?"));
}

/* The table comes last: glibc's getpwuid_r ends the program when memory runs out while it loads what it looks up with. */
char *vt_stamp_user(vt_arena *arena) {
    static const char *const variables[] = {"USER", "LOGNAME"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *user = getenv(variables[i]);
        if (user && *user) return vt_arena_text(arena, vt_slice_of(user));
    }
    return listed_user(arena);
}
