/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a path, or the bytes of a file. Out: the bytes, and the reader that understands them. Assumes nothing of either.
 */
#include "read/read.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/error.h"
#include "base/slice.h"

/* ---- which reader ---- */

#define HINT_WORD "convert it to .docx first, for example: soffice --convert-to docx FILE"
#define HINT_PDF "take its text out first, for example: pdftotext -layout FILE; a scan needs text recognition first"
#define HINT_IMAGE "a picture needs text recognition first"
#define HINT_UNPACK "unpack it first"
#define HINT_UTF8 "save it as UTF-8 text or as .docx"

#define MAGIC(bytes, what, hint) \
    { bytes, sizeof(bytes) - 1, what, hint }

/* What a file that cannot be read starts with. */
static const struct {
    const char *bytes;
    size_t size;
    const char *what, *hint;
} foreign[] = {
    MAGIC("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office file (.doc, .xls, .ppt)", HINT_WORD),
    MAGIC("\xDB\xA5\x2D\x00", "an old Word file (.doc)", HINT_WORD),
    MAGIC("{\\rtf", "an RTF file", HINT_WORD),
    MAGIC("%PDF-", "a PDF file", HINT_PDF),
    MAGIC("%!PS", "a PostScript file", HINT_PDF),
    MAGIC("\x89PNG\r\n", "a picture (PNG)", HINT_IMAGE),
    MAGIC("\xFF\xD8\xFF", "a picture (JPEG)", HINT_IMAGE),
    MAGIC("GIF8", "a picture (GIF)", HINT_IMAGE),
    MAGIC("II*\0", "a picture (TIFF)", HINT_IMAGE),
    MAGIC("MM\0*", "a picture (TIFF)", HINT_IMAGE),
    MAGIC("BM", "a picture (BMP)", HINT_IMAGE),
    MAGIC("\x1F\x8B", "a compressed file (gzip)", HINT_UNPACK),
    MAGIC("7z\xBC\xAF\x27\x1C", "a compressed archive (7z)", HINT_UNPACK),
    MAGIC("Rar!\x1A\x07", "a compressed archive (RAR)", HINT_UNPACK),
    MAGIC("\x7F"
          "ELF",
          "a program", NULL),
};

enum { HEAD = 4096, TOLERATED_CONTROLS = 20 /* one in so many bytes */ };

static vt_slice head_of(vt_slice bytes) { return (vt_slice){bytes.data, bytes.size < HEAD ? bytes.size : HEAD}; }

static bool holds(vt_slice text, vt_slice part) {
    for (size_t at = 0; at + part.size <= text.size; at++)
        if (!memcmp(text.data + at, part.data, part.size)) return true;
    return false;
}

static bool has_utf16_mark(vt_slice bytes) {
    return vt_slice_starts(bytes, VT_LITERAL("\xFF\xFE")) || vt_slice_starts(bytes, VT_LITERAL("\xFE\xFF"));
}

/* Without a branch, for a loop over all bytes of a file. */
static bool is_control(unsigned char c) { return ((c < 0x20) & !((c >= '\t') & (c <= '\r'))) | (c == 0x7F); }

/* Most files hold none: they need not be counted. */
static bool holds_control(vt_slice bytes) {
    unsigned char found = 0;
    for (size_t at = 0; at < bytes.size; at++) found |= is_control((unsigned char)bytes.data[at]);
    return found;
}

/* NUL bytes, or so many controls that no charset explains them (VISCII has letters among the controls). */
static bool is_binary(vt_slice bytes) {
    if (has_utf16_mark(bytes)) return false;
    size_t controls = 0;
    if (!holds_control(bytes)) return false;
    if (memchr(bytes.data, 0, bytes.size)) return true;
    for (size_t at = 0; at < bytes.size; at++) controls += is_control((unsigned char)bytes.data[at]);
    return controls > 8 && controls > bytes.size / TOLERATED_CONTROLS;
}

/* BM alone is too short to tell a picture from a text. */
static bool is_foreign(vt_slice bytes, size_t i) {
    if (!vt_slice_starts(bytes, (vt_slice){foreign[i].bytes, foreign[i].size})) return false;
    return foreign[i].size > 2 || is_binary(bytes);
}

static bool is_word_xml(vt_slice bytes) {
    vt_slice head = head_of(bytes);
    if (!memchr(head.data, '<', head.size)) return false;
    return holds(head, VT_LITERAL("progid=\"Word.Document\"")) ||
           holds(head, VT_LITERAL("http://schemas.microsoft.com/office/word/2003/wordml"));
}

/* Fills err when the bytes show themselves as another format, whatever the file's name says. */
static bool refuse(vt_slice bytes, vt_error *err) {
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (is_foreign(bytes, i)) return vt_fail_hint(err, VT_ERR_FORMAT, foreign[i].hint, "%s", foreign[i].what);
    return is_word_xml(bytes) && vt_fail_hint(err, VT_ERR_FORMAT, HINT_WORD, "a Word 2003 XML file");
}

static bool is_empty(vt_slice bytes) {
    return !bytes.size || vt_slice_is(bytes, "\xEF\xBB\xBF") || (bytes.size == 2 && has_utf16_mark(bytes));
}

const vt_reader *vt_reader_for(vt_slice bytes, const char *name, vt_error *err) {
    if (is_empty(bytes)) return vt_fail(err, VT_ERR_FORMAT, "the file is empty"), NULL;
    if (refuse(bytes, err)) return NULL;
    if (vt_reader_docx.sniff(bytes, name)) return &vt_reader_docx;
    if (!is_binary(bytes) && vt_reader_text.sniff(bytes, name)) return &vt_reader_text;
    return vt_fail_hint(err, VT_ERR_FORMAT, HINT_UTF8, "not a text file: it holds binary data"), NULL;
}

/* ---- reading a whole file ---- */

/* Words for the errors that a person meets; free of locale, unlike strerror. */
static const char *reason(int number) {
    switch (number) {
    case ENOENT:
    case ENOTDIR: return "no such file";
    case EACCES:
    case EPERM: return "no permission to read it";
    case EISDIR: return "it is a folder";
    case ELOOP: return "too many symbolic links";
    case ENXIO: return "it is no file but a socket or a device";
    case EMFILE:
    case ENFILE: return "too many files are open";
    case ENAMETOOLONG: return "the name is too long";
    default: return "it cannot be read";
    }
}

typedef struct block {
    const vt_allocator *allocator;
    char *data;
    size_t size, capacity;
} block;

static vt_code grow(block *b, size_t capacity, vt_error *err) {
    char *data = b->data ? b->allocator->resize(b->allocator->context, b->data, capacity)
                         : b->allocator->alloc(b->allocator->context, capacity);
    if (!data) return vt_fail_memory(err);
    b->data = data;
    b->capacity = capacity;
    return VT_OK;
}

static vt_code read_all(int file, const vt_limits *limits, block *b, vt_error *err) {
    for (;;) {
        if (b->size == b->capacity) {
            if (b->capacity > SIZE_MAX / 2) return vt_fail_memory(err);
            vt_code code = grow(b, b->capacity * 2, err);
            if (code) return code;
        }
        ssize_t got = read(file, b->data + b->size, b->capacity - b->size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return vt_fail(err, VT_ERR_IO, "%s", reason(errno));
        if (!got) return VT_OK;
        b->size += (size_t)got;
        if (b->size > limits->bytes) return vt_limit_fail(limits, VT_LIMIT_bytes, NULL, err);
    }
}

/* The first capacity: a regular file's size and a byte, so that its end is met without growing. */
static vt_code prepare(int file, bool standard, const vt_limits *limits, block *b, vt_error *err) {
    struct stat status;
    if (fstat(file, &status)) return vt_fail(err, VT_ERR_IO, "%s", reason(errno));
    if (S_ISDIR(status.st_mode)) return vt_fail(err, VT_ERR_IO, "%s", reason(EISDIR));
    if (!standard && !S_ISREG(status.st_mode))
        return vt_fail_hint(err, VT_ERR_IO, "- reads standard input", "it is no file but a pipe or a device");
    uint64_t size = S_ISREG(status.st_mode) && status.st_size > 0 ? (uint64_t)status.st_size : 0;
    if (size > limits->bytes) return vt_limit_fail(limits, VT_LIMIT_bytes, NULL, err);
    if (size >= SIZE_MAX) return vt_fail_memory(err);
    return grow(b, size ? (size_t)size + 1 : HEAD, err);
}

/* Opening a pipe without a writer waits for one, unless it is told not to; of a regular file this changes nothing. */
vt_code vt_read_file(const char *path, const vt_limits *limits, const vt_allocator *allocator, char **data,
                     size_t *size, vt_error *err) {
    block b = {.allocator = allocator ? allocator : vt_allocator_default()};
    bool standard = !strcmp(path, "-");
    int file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    *data = NULL;
    *size = 0;
    if (file < 0) return vt_fail(err, VT_ERR_IO, "%s", reason(errno));
    vt_code code = prepare(file, standard, limits, &b, err);
    if (!code) code = read_all(file, limits, &b, err);
    if (!standard) close(file);
    if (code) return b.allocator->release(b.allocator->context, b.data), code;
    *data = b.data;
    *size = b.size;
    return VT_OK;
}
