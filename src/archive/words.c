/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: NFC text. Out: words as terms of the index, see words.h. Takes no memory. */
#include "archive/words.h"

#include <string.h>
#include "base/slice.h"
#include "text/fold.h"
#include "text/letter.h"
#include "text/utf8.h"

/* How a letter's own mark is written in the spelling. */
enum { MARK_FIRST, MARK_BREVE, MARK_TONE, MARK_KINDS, MARK_LAST_PLACE = 18, SPELLING_MAX = 64 };

/* A word while it is read. */
typedef struct draft {
    char *bytes;
    size_t size;      /* of the folded word; counted on when it has grown too long */
    size_t letters;
    char spelling[SPELLING_MAX];
    size_t spelling_size;
    vt_tone tone;
} draft;

static const char letter_bases[VT_LETTER_COUNT] = "\0aaaeeiooouuybcddfghjklmnpqrstvwxz";

static bool has_mark(unsigned letter) {
    return letter == VT_LETTER_AW || letter == VT_LETTER_AA || letter == VT_LETTER_EE || letter == VT_LETTER_OO ||
           letter == VT_LETTER_OW || letter == VT_LETTER_UW || letter == VT_LETTER_DD;
}

static void add_byte(draft *word, char c) {
    if (word->size < VT_WORD_MAX) word->bytes[word->size] = c;
    word->size++;
}

static void add_spelling(draft *word, char c) {
    if (word->spelling_size < SPELLING_MAX) word->spelling[word->spelling_size++] = c;
}

/* Marks of letters far inside a very long word share one place: such words are no Vietnamese. */
static void add_mark(draft *word, int kind) {
    size_t place = word->letters < MARK_LAST_PLACE ? word->letters : MARK_LAST_PLACE;
    add_spelling(word, (char)('A' + place * MARK_KINDS + (size_t)kind));
}

/* A syllable has one tone; of words run together the later tones keep their places. */
static void add_tone(draft *word, vt_tone tone) {
    if (!tone) return;
    if (word->tone) {
        add_mark(word, MARK_TONE);
        add_spelling(word, (char)('0' + tone));
    } else {
        word->tone = tone;
    }
}

static void add_letter(draft *word, uint16_t entry) {
    unsigned letter = vt_letter_base(entry);
    if (has_mark(letter)) add_mark(word, letter == VT_LETTER_AW ? MARK_BREVE : MARK_FIRST);
    add_tone(word, vt_letter_tone(entry));
    add_byte(word, letter_bases[letter]);
    word->letters++;
}

/* Digits, and letters of other languages: their ASCII likeness or themselves. */
static void add_other(draft *word, uint32_t point) {
    char likeness = vt_fold_point(point);
    if (!likeness) return;
    if (vt_is_letter(likeness) || vt_is_digit(likeness)) {
        add_byte(word, vt_is_letter(likeness) ? (char)(likeness | 0x20) : likeness);
    } else {
        char bytes[4];
        unsigned size = vt_utf8_encode(vt_letter_lower(point), bytes);
        for (unsigned i = 0; i < size; i++) add_byte(word, bytes[i]);
    }
    word->letters++;
}

static void add_point(draft *word, uint32_t point, uint16_t entry) {
    if (entry & VT_LETTER_MARK)
        add_tone(word, vt_tone_of_mark(point));
    else if (vt_letter_base(entry))
        add_letter(word, entry);
    else
        add_other(word, point);
}

/* The syllables in which y and i are spelt at will: h, k, l, m, s, t or qu, and then nothing else. */
static void unify_y(draft *word) {
    size_t last = word->size - 1;
    if (word->bytes[last] != 'y') return;
    bool single = word->size == 2 && strchr("hklmst", word->bytes[0]);
    bool after_qu = word->size == 3 && word->bytes[0] == 'q' && word->bytes[1] == 'u';
    if (single || after_qu) word->bytes[last] = 'i';
}

/* Writes the spelling behind the folded word; false when the term is too long. */
static bool finish(draft *word, vt_word *out) {
    if (word->size + 1 + word->spelling_size > VT_WORD_MAX) return false;
    unify_y(word);
    char *end = word->bytes + word->size;
    *end++ = (char)(VT_WORD_FIRST_TONE + word->tone);
    memcpy(end, word->spelling, word->spelling_size);
    out->folded = (vt_slice){word->bytes, word->size};
    out->term = (vt_slice){word->bytes, word->size + 1 + word->spelling_size};
    out->accented = word->tone || word->spelling_size;
    return true;
}

void vt_words_start(vt_word_reader *reader, vt_slice text) {
    reader->text = text;
    reader->at = 0;
    reader->dropped = 0;
}

/* Reads on to the end of the word that starts here; an empty draft when none does. */
static void read_word(vt_word_reader *reader, draft *word) {
    while (reader->at < reader->text.size) {
        const char *at = reader->text.data + reader->at;
        uint32_t point = vt_utf8_decode(at);
        uint16_t entry = vt_letter_of(point);
        if (!(entry & VT_LETTER_WORD)) return;
        add_point(word, point, entry);
        reader->at += vt_utf8_size(*at);
    }
}

bool vt_words_next(vt_word_reader *reader, vt_word *word) {
    while (reader->at < reader->text.size) {
        draft next = {.bytes = reader->bytes};
        size_t start = reader->at;
        read_word(reader, &next);
        word->span = (vt_span){(uint32_t)start, (uint32_t)reader->at};
        if (reader->at < reader->text.size) reader->at += vt_utf8_size(reader->text.data[reader->at]);
        if (!next.size) continue;
        if (finish(&next, word)) return true;
        reader->dropped++;
    }
    return false;
}
