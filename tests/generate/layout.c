/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a plan. Out: the lines of its head and end, and the marks between, which all formats share. */
#include "layout.h"

#include <string.h>
#include "base/slice.h"

const char *const gen_motto[2] = {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"};

bool gen_is_letter(const gen_act *act) { return strcmp(act->reference.code, "CV") == 0; }

bool gen_has_chapters(const gen_plan *plan) {
    for (size_t i = 0; i < plan->paragraphs.count; i++)
        if (plan->paragraphs.items[i].role == GEN_HEADING) return plan->paragraphs.items[i].level == 1;
    return false;
}

char *gen_dateline(const gen_act *act, vt_arena *arena) {
    gen_date date = act->reference.date;
    const char *zero = date.month < 3 ? "0" : "";
    return vt_arena_printf(arena, "%s, ngày %02u tháng %s%u năm %u", act->place, date.day, zero, date.month, date.year);
}

size_t gen_issuer_lines(const gen_act *act, vt_arena *arena, const char **lines) {
    size_t count = 0;
    static const char committee[] = "ỦY BAN NHÂN DÂN ", council[] = "HỘI ĐỒNG NHÂN DÂN ";
    const char *break_at = strncmp(act->issuer, committee, sizeof committee - 1) == 0
                               ? act->issuer + sizeof committee - 1
                           : strncmp(act->issuer, council, sizeof council - 1) == 0 ? act->issuer + sizeof council - 1
                                                                                    : NULL;
    if (*act->parent) lines[count++] = act->parent;
    if (!break_at) return lines[count++] = act->issuer, count;
    lines[count++] = vt_arena_text(arena, (vt_slice){act->issuer, (size_t)(break_at - act->issuer - 1)});
    lines[count++] = break_at;
    return count;
}

size_t gen_signer_lines(const gen_act *act, vt_arena *arena, const char **lines) {
    size_t count = 0;
    for (const char *line = act->capacity; *line;) {
        size_t size = strcspn(line, "\n");
        lines[count++] = vt_arena_text(arena, (vt_slice){line, size});
        line += size + (line[size] == '\n');
    }
    lines[count++] = act->position;
    lines[count++] = "";
    lines[count++] = "";
    lines[count++] = act->signer;
    return count;
}

size_t gen_recipient_lines(const gen_plan *plan, vt_arena *arena, const char **lines) {
    size_t count = plan->recipients.count;
    for (size_t i = 0; i < count; i++)
        lines[i] = vt_arena_printf(arena, "- %s%s", plan->recipients.items[i], i + 1 < count ? ";" : ".");
    return count;
}

static bool ends_bases(const gen_plan *plan, size_t i) {
    return i + 1 == plan->paragraphs.count || plan->paragraphs.items[i + 1].role != GEN_BASIS;
}

static bool decides(const gen_plan *plan) {
    return strcmp(plan->act.reference.code, "QĐ") == 0 || strcmp(plan->act.reference.code, "NQ") == 0;
}

const char *gen_closing_mark(const gen_plan *plan, size_t i) {
    if (plan->paragraphs.items[i].role != GEN_BASIS) return "";
    return !ends_bases(plan, i) ? ";" : decides(plan) ? "." : ",";
}

bool gen_decides_behind(const gen_plan *plan, size_t i) {
    return plan->paragraphs.items[i].role == GEN_BASIS && ends_bases(plan, i) && decides(plan);
}
