/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of a language, which the browser remembers, and the original file of a record. */
#include "web/pages.h"

#include <string.h>
#include "base/digest.h"
#include "base/error.h"

/* Only a path of this site: "//elsewhere" would lead away. */
static const char *safe_back(const char *back) {
    return back[0] == '/' && back[1] != '/' && back[1] != '\\' ? back : "/";
}

void vt_page_language(const vt_request *request, vt_answer *answer) {
    vt_page page = {request, &answer->body};
    vt_buffer location;
    bool english = strcmp(vt_request_value(&request->query, "to"), "en") == 0;
    vt_buffer_init(&location, NULL);
    vt_address_append(&location, safe_back(vt_request_value(&request->query, "back")));
    answer->status = 303;
    answer->cookie = english ? "language=en; Path=/; SameSite=Strict; Max-Age=31536000"
                             : "language=vi; Path=/; SameSite=Strict; Max-Age=31536000";
    answer->location = location.failed ? "/" : vt_arena_text(request->arena, vt_buffer_slice(&location));
    if (!answer->location) answer->location = "/";
    vt_buffer_free(&location);
    vt_html(&page, "\n");
}

/* The id that stands in "/original/ID". */
static const char *id_of(const vt_request *request) { return strrchr(request->path, '/') + 1; }

/* The file is handed out only while it holds what the record was read from. */
static bool read_original(const vt_record *record, vt_buffer *body) {
    char hex[VT_DIGEST_HEX + 1];
    for (size_t i = 0; i < record->path_count; i++) {
        vt_buffer_clear(body);
        if (!vt_buffer_append_file(body, record->paths[i])) continue;
        vt_digest_hex(vt_buffer_slice(body), hex);
        if (strcmp(hex, record->document->id) == 0) return true;
    }
    vt_buffer_clear(body);
    return false;
}

static const char *disposition_of(const vt_request *request, const char *path) {
    vt_buffer name;
    vt_buffer_init(&name, NULL);
    const char *slash = strrchr(path, '/');
    vt_buffer_append_text(&name, "attachment; filename*=UTF-8''");
    vt_address_append(&name, slash ? slash + 1 : path);
    const char *copy = name.failed ? NULL : vt_arena_text(request->arena, vt_buffer_slice(&name));
    vt_buffer_free(&name);
    return copy ? copy : "attachment";
}

void vt_page_original(const vt_request *request, vt_answer *answer) {
    vt_record *record;
    vt_error err = {0};
    vt_code code = vt_archive_show(request->archive, id_of(request), &record, &err);
    if (code != VT_OK) {
        vt_answer_failed(request, answer, &err);
        return;
    }
    bool docx = strcmp(record->document->source.format, "docx") == 0;
    if (read_original(record, &answer->body)) {
        answer->type = docx ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                            : "text/plain; charset=utf-8";
        answer->disposition = disposition_of(request, record->paths[0]);
    } else {
        vt_fail(&err, VT_ERR_NOT_FOUND, "the original file is gone, or has changed");
        vt_answer_failed(request, answer, &err);
    }
    vt_record_free(record);
}
