/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: answers under their names. Out: the same again. Each name belongs to one set of a few places. */
#include "web/kept.h"

#include <stdlib.h>
#include <string.h>
#include "base/slice.h"
#include "base/table.h"

bool vt_kept_init(vt_kept *kept) { return pthread_mutex_init(&kept->mutex, NULL) == 0; }

static void drop(vt_kept_answer *answer) {
    free(answer->name);
    free(answer->body);
    *answer = (vt_kept_answer){0};
}

void vt_kept_free(vt_kept *kept) {
    for (size_t i = 0; i < VT_KEPT_SETS; i++)
        for (size_t j = 0; j < VT_KEPT_WAYS; j++) drop(&kept->answers[i][j]);
    pthread_mutex_destroy(&kept->mutex);
}

/* The place that has the name, or else the one of its set that was not used for longest. */
static vt_kept_answer *place_of(vt_kept *kept, vt_slice name) {
    vt_kept_answer *set = kept->answers[vt_hash_of(name) % VT_KEPT_SETS], *oldest = set;
    for (size_t i = 0; i < VT_KEPT_WAYS; i++) {
        if (set[i].name && vt_slice_is(name, set[i].name)) return &set[i];
        if (set[i].last_used < oldest->last_used) oldest = &set[i];
    }
    return oldest;
}

bool vt_kept_find(vt_kept *kept, vt_slice name, vt_buffer *body, const char **type) {
    pthread_mutex_lock(&kept->mutex);
    vt_kept_answer *answer = place_of(kept, name);
    bool found = answer->name && vt_slice_is(name, answer->name);
    if (found) {
        answer->last_used = ++kept->uses;
        vt_buffer_append(body, answer->body, answer->size);
        *type = answer->type;
    }
    pthread_mutex_unlock(&kept->mutex);
    return found;
}

static char *copy_of(vt_slice text) {
    char *copy = malloc(text.size + 1);
    if (!copy) return NULL;
    if (text.size) memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    return copy;
}

/* GCC's analyser does not follow what is put where a hash says, and takes it for lost. */
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak"
#endif
void vt_kept_put(vt_kept *kept, vt_slice name, vt_slice body, const char *type) {
    if (name.size + body.size > VT_KEPT_BYTES) return;
    vt_kept_answer fresh = {.name = copy_of(name), .body = copy_of(body), .size = body.size, .type = type};
    if (!fresh.name || !fresh.body) {
        drop(&fresh);
        return;
    }
    pthread_mutex_lock(&kept->mutex);
    vt_kept_answer *place = place_of(kept, name);
    drop(place);
    fresh.last_used = ++kept->uses;
    *place = fresh;
    pthread_mutex_unlock(&kept->mutex);
}
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic pop
#endif
