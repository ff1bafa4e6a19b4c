/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * So many answer at a time, the others wait, and who came first goes first. A
 * semaphore promises no order: who just had a turn takes the next one before
 * the thread that was woken for it runs, and somebody waits for long.
 * Thread rule: any thread may take and give.
 */
#ifndef VT_WEB_TURNS_H
#define VT_WEB_TURNS_H

#include <vanthu/error.h>

typedef struct vt_turns vt_turns;

/* count is at least 1. */
vt_code vt_turns_open(unsigned count, vt_turns **out, vt_error *err);

/* Waits for a turn; each is to be given back. */
void vt_turns_take(vt_turns *turns);
void vt_turns_give(vt_turns *turns);

/* How many wait. */
unsigned vt_turns_waiting(vt_turns *turns);

/* When nobody has or awaits a turn any more. Takes NULL. */
void vt_turns_close(vt_turns *turns);

#endif
