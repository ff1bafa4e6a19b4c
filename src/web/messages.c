/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: an English message. Out: the same in the language of the page. */
#include "web/messages.h"

#include "base/slice.h"

static const struct {
    vt_slice english, vietnamese;
} messages[] = {
#define X(english, vietnamese) {VT_LITERAL_INIT(english), VT_LITERAL_INIT(vietnamese)},
#include "web/messages.def"
#undef X
};

/* What stands before and behind the * of a wording; without one, all of it and nothing. */
static bool split(vt_slice wording, vt_slice *head, vt_slice *tail) {
    const char *star = memchr(wording.data, '*', wording.size);
    size_t at = star ? (size_t)(star - wording.data) : wording.size;
    *head = vt_slice_sub(wording, 0, at);
    *tail = vt_slice_sub(wording, star ? at + 1 : at, wording.size);
    return star;
}

static bool is_worded(vt_slice message, vt_slice wording, vt_slice *rest) {
    vt_slice head, tail;
    if (!split(wording, &head, &tail)) return vt_slice_equal(message, wording);
    if (message.size < head.size + tail.size || !vt_slice_starts(message, head) || !vt_slice_ends(message, tail))
        return false;
    *rest = vt_slice_sub(message, head.size, message.size - tail.size);
    return true;
}

static bool put_vietnamese(vt_page *page, vt_slice message) {
    vt_slice rest = {NULL, 0}, head, tail;
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
        if (!is_worded(message, messages[i].english, &rest)) continue;
        bool open = split(messages[i].vietnamese, &head, &tail);
        vt_html_text(page, head);
        if (open) vt_html_text(page, rest);
        vt_html_text(page, tail);
        return true;
    }
    return false;
}

void vt_page_message(vt_page *page, const char *english) {
    if (page->request->language == VT_ENGLISH)
        vt_html(page, "%s", english);
    else if (!put_vietnamese(page, vt_slice_of(english)))
        vt_html(page, "<span lang=\"en\">%s</span>", english);
}

void vt_page_fault(vt_page *page, const char *english) {
    vt_html(page, "<p class=\"fault\" role=\"alert\">");
    vt_page_message(page, english);
    vt_html(page, "</p>\n");
}
