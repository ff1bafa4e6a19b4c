/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a view and a place in it. Out: whether a body's name begins there. The head words are in words.def. */
#include "parse/body.h"

#include "lexicon/words.h"
#include "text/letter.h"
#include "text/utf8.h"

/* Head words of one syllable whose fold other words share, as they are spelt. Some begin other names as well. */
static const struct {
    const char *folded, *spelt;
    bool names_too;
} heads[] = {
    {"ban", "ban", true},      {"bao", "báo", false},      {"bo", "bộ", false},       {"cuc", "cục", false},
    {"dai", "đài", true},      {"doan", "đoàn", true},     {"doi", "đội", true},      {"hat", "hạt", false},
    {"hoi", "hội", true},      {"khoa", "khoa", false},    {"nganh", "ngành", false}, {"nha", "nhà", true},
    {"phong", "phòng", false}, {"quy", "quỹ", false},      {"so", "sở", false},       {"to", "tổ", false},
    {"tram", "trạm", false},   {"truong", "trường", true}, {"vien", "viện", false},   {"vu", "vụ", false},
};

enum { NOT_LISTED = sizeof heads / sizeof *heads };

static unsigned find_head(const char *text, size_t size) {
    unsigned i = 0;
    while (i < NOT_LISTED && (*heads[i].folded != *text || !vt_slice_is((vt_slice){text, size}, heads[i].folded))) i++;
    return i;
}

static bool is_plain(vt_slice text) {
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] & 0x80) return false;
    return true;
}

/* Whether the kept text of a word is spelt so, in any case, or the whole text has lost its marks. */
static bool is_spelt(const vt_view *view, size_t at, size_t size, const char *spelt) {
    size_t start = view->fold.offset[at], end = view->fold.offset[at + size];
    for (size_t from = start; from < end; from += vt_utf8_size(view->text.data[from])) {
        if (!*spelt || vt_letter_lower(vt_utf8_decode(view->text.data + from)) != vt_utf8_decode(spelt))
            return is_plain(view->text);
        spelt += vt_utf8_size(*spelt);
    }
    return true;
}

/* Words of two syllables whose second one is spelt like a head word: môi trường, Hải Phòng, cơ sở. */
static const vt_slice compounds[] = {
#define WORD(first, second) VT_LITERAL_INIT(first " " second)
    WORD("moi", "truong"), WORD("thi", "truong"), WORD("nong", "truong"), WORD("lam", "truong"), WORD("cong", "truong"),
    WORD("nha", "truong"), WORD("hai", "phong"),  WORD("quoc", "phong"),  WORD("van", "phong"),  WORD("du", "phong"),
    WORD("bien", "phong"), WORD("co", "so"),      WORD("tru", "so"),      WORD("xa", "hoi"),     WORD("quoc", "hoi"),
    WORD("can", "bo"),     WORD("bai", "bo"),     WORD("dang", "bo"),     WORD("noi", "bo"),     WORD("bo", "doi"),
#undef WORD
};

/* Whether the word at a place is the second syllable of another. */
static bool is_second(const vt_view *view, size_t at) {
    const char *text = view->fold.text;
    for (size_t i = 0; at && i < sizeof compounds / sizeof *compounds; i++) {
        size_t first =
            (size_t)((const char *)memchr(compounds[i].data, ' ', compounds[i].size) - compounds[i].data) + 1;
        if (at < first || (at > first && text[at - first - 1] != ' ')) continue;
        if (vt_view_words(view, at - first, compounds[i].data)) return true;
    }
    return false;
}

size_t vt_body_head(const vt_view *view, size_t at, size_t end) {
    const char *text = view->fold.text + at;
    size_t size = vt_words_at(VT_WORDS_ORGANISATIONS, text, end - at);
    if (!size || vt_words_at(VT_WORDS_NO_ORGANISATIONS, text, end - at)) return 0;
    unsigned head = find_head(text, size);
    if (head == NOT_LISTED) return size;
    return is_spelt(view, at, size, heads[head].spelt) && !is_second(view, at) ? size : 0;
}

bool vt_body_is_name_too(const vt_view *view, size_t at, size_t end) {
    const char *text = view->fold.text + at;
    unsigned head = find_head(text, vt_words_at(VT_WORDS_ORGANISATIONS, text, end - at));
    return head < NOT_LISTED && heads[head].names_too;
}

bool vt_body_wants_name(const vt_view *view, size_t start, size_t end) {
    enum { LONGEST_KIND = 24 };
    const char *text = view->fold.text;
    while (end > start && text[end - 1] == ' ') end--;
    if (end - start > LONGEST_KIND) start = end - LONGEST_KIND;
    for (size_t at = start; at < end; at++)
        if ((at == 0 || text[at - 1] == ' ') && vt_words_has(VT_WORDS_KINDS, text + at, end - at)) return true;
    return false;
}
