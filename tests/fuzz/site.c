/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: nothing. Out: an archive to put questions to. */
#include "site.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include "base/slice.h"
#include "fuzz.h"

static const char plan[] = "PHÒNG GD&ĐT HUYỆN ĐÔNG THỊNH\n\nSố: 41/KH-PGDĐT\nĐông Thịnh, ngày 05 tháng 9 năm 2022\n\n"
                           "KẾ HOẠCH\nTổ chức ngày hội đọc sách\n\n"
                           "Căn cứ Kế hoạch số 118/KH-UBND ngày 15/8/2022 của Ủy ban nhân dân huyện;\n\n"
                           "I. MỤC ĐÍCH\n1. Khuyến khích thói quen đọc sách.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n";
static const char order[] =
    "ỦY BAN NHÂN DÂN HUYỆN ĐÔNG THỊNH\n\nSố: 118/KH-UBND\nĐông Thịnh, ngày 15 tháng 8 năm 2022\n\n"
    "KẾ HOẠCH\nPhát triển văn hóa đọc\n\nCăn cứ Luật Thư viện năm 2019;\n\nI. MỤC TIÊU\n";

static char documents[4096], folder[4096];
static vt_archive *archive;
static vt_catalogs *catalogs;

static void close_archive(void) {
    vt_catalogs_close(catalogs);
    vt_archive_close(archive);
}

static void make(void) {
    vt_archive *writer;
    const char *path = documents;
    vt_index_options options = {.threads = 1};
    vt_index_summary summary;
    snprintf(documents, sizeof documents, "%s/documents", fuzz_folder());
    snprintf(folder, sizeof folder, "%s/archive", fuzz_folder());
    fuzz_expect(mkdir(documents, 0777) == 0, "a folder can be made");
    fuzz_write(documents, "a.txt", vt_slice_of(plan));
    fuzz_write(documents, "b.txt", vt_slice_of(order));
    bool made = vt_archive_open(folder, VT_ARCHIVE_WRITE, &writer, NULL) == VT_OK &&
                vt_archive_index(writer, &path, 1, &options, &summary, NULL) == VT_OK;
    fuzz_expect(made, "an archive can be made");
    vt_archive_close(writer);
    fuzz_expect(vt_archive_open(folder, VT_ARCHIVE_READ, &archive, NULL) == VT_OK, "an archive can be opened");
    fuzz_expect(vt_catalogs_open(folder, &catalogs, NULL) == VT_OK, "there is memory");
    atexit(close_archive);
}

const char *site_folder(void) {
    if (!archive) make();
    return folder;
}

vt_archive *site_archive(void) {
    site_folder();
    return archive;
}

vt_catalogs *site_catalogs(void) {
    site_folder();
    return catalogs;
}
