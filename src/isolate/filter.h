/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter of system calls that a worker gives itself before it reads anything. */
#ifndef VT_ISOLATE_FILTER_H
#define VT_ISOLATE_FILTER_H

#include <stdbool.h>

/*
 * From here on the process may read and write this descriptor, ask for memory,
 * and end. Looking for a file is refused; whatever else it tries ends it with
 * SIGSYS. False when the system has no such filter, or refuses it.
 */
bool vt_filter_set(int descriptor);

#endif
