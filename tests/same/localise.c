/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Preloaded into the program: sets the locale of the environment, as a program
 * that uses the library may have done. vanthu itself never does, so that under
 * LC_ALL alone nothing could differ. Ends the program when there is no such locale.
 */
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

__attribute__((constructor)) static void localise(void) {
    static const char complaint[] = "localise: no such locale\n";
    if (setlocale(LC_ALL, "")) return;
    if (write(STDERR_FILENO, complaint, sizeof complaint - 1) > 0) _exit(99);
    _exit(98);
}
