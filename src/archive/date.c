/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a date as a person types it. Out: its parts, and its ISO form. Days are those of the calendar. */
#include "archive/date.h"

#include "base/slice.h"

/* Takes a number of at most `most` digits; -1 when there is none, or it is 0. */
static int take_number(vt_slice *text, size_t most) {
    int number = 0;
    size_t size = 0;
    while (size < most && size < text->size && vt_is_digit(text->data[size]))
        number = number * 10 + (text->data[size++] - '0');
    *text = vt_slice_sub(*text, size, text->size);
    return number ? number : -1;
}

static bool take_mark(vt_slice *text, const char *marks) {
    if (!text->size || !strchr(marks, text->data[0])) return false;
    *text = vt_slice_sub(*text, 1, text->size);
    return true;
}

/* 2023, 2023-04, 2023-04-07. */
static bool read_iso(vt_slice text, vt_date *out) {
    *out = (vt_date){.year = take_number(&text, 4)};
    if (take_mark(&text, "-")) out->month = take_number(&text, 2);
    if (out->month && take_mark(&text, "-")) out->day = take_number(&text, 2);
    return !text.size;
}

/* 07/04/2023, 7-4-2023, 04/2023. */
static bool read_vietnamese(vt_slice text, vt_date *out) {
    int parts[3] = {0};
    size_t count = 0;
    do parts[count++] = take_number(&text, 4);
    while (count < 3 && take_mark(&text, "/-."));
    *out = (vt_date){parts[count - 1], count > 1 ? parts[count - 2] : 0, count > 2 ? parts[0] : 0};
    return !text.size;
}

static int days_of(const vt_date *d) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = d->year % 4 == 0 && (d->year % 100 != 0 || d->year % 400 == 0);
    return days[d->month - 1] + (d->month == 2 && leap);
}

static bool is_real(const vt_date *d) {
    if (d->year < 1000 || d->month < 0 || d->month > 12 || d->day < 0) return false;
    return !d->day || (d->month && d->day <= days_of(d));
}

bool vt_date_read(vt_slice text, vt_date *out) {
    return (read_iso(text, out) && is_real(out)) || (read_vietnamese(text, out) && is_real(out));
}

char *vt_date_print(vt_arena *arena, const vt_date *d) {
    if (d->day) return vt_arena_printf(arena, "%04d-%02d-%02d", d->year, d->month, d->day);
    return d->month ? vt_arena_printf(arena, "%04d-%02d", d->year, d->month) : vt_arena_printf(arena, "%04d", d->year);
}
