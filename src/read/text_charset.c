/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: the raw lines of a text file. Out: normal text. Assumes that decoder->valid tells of the whole file. */
#include "read/text_charset.h"

#include "text/normalise.h"

bool vt_text_decoder_init(vt_text_decoder *decoder, vt_arena *arena, vt_arena *scratch, vt_lines *lines,
                          vt_slice body) {
    (void)scratch;
    *decoder = (vt_text_decoder){.arena = arena, .lines = lines, .valid = vt_utf8_valid(body)};
    return true;
}

static bool repair(vt_text_decoder *decoder, vt_slice raw, size_t index, vt_slice *text) {
    size_t bad;
    if (!vt_utf8_repair(decoder->arena, raw, text, &bad)) return false;
    if (bad && !decoder->bad_bytes) decoder->first_bad = index;
    decoder->bad_bytes += bad;
    return true;
}

bool vt_text_decode(vt_text_decoder *decoder, vt_slice raw, size_t index, vt_slice *text) {
    vt_slice well = raw;
    if (!decoder->valid && !repair(decoder, raw, index, &well)) return false;
    return vt_normalise(decoder->arena, well, text);
}
