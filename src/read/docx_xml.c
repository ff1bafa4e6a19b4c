/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: the name of a part. Out: calls to a handler. libxml2's SAX2 push parser
 * does the reading: no tree, no network, no entities but the five of XML, and
 * a DTD, which OPC forbids, stops the file. Assumes that libxml2 interns local
 * names and namespaces (it does, since SAX2), so that a token is found by
 * pointers after its name was met once.
 */
#include "read/docx_xml.h"

#include <libxml/parser.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "base/error.h"
#include "base/slice.h"

enum { CHUNK = 16 * 1024, CACHE_SIZE = 512, CACHE_FULL = 384 };

typedef enum name_space { W, MC, MATH, CHART, DIAGRAM, DRAWING, VML, OFFICE, RELATIONS } name_space;

/* Transitional and strict (ISO/IEC 29500) names of one namespace are one. */
static const struct {
    name_space space;
    const char *uri;
} spaces[] = {
    {W, "http://schemas.openxmlformats.org/wordprocessingml/2006/main"},
    {W, "http://purl.oclc.org/ooxml/wordprocessingml/main"},
    {MC, "http://schemas.openxmlformats.org/markup-compatibility/2006"},
    {MATH, "http://schemas.openxmlformats.org/officeDocument/2006/math"},
    {MATH, "http://purl.oclc.org/ooxml/officeDocument/math"},
    {CHART, "http://schemas.openxmlformats.org/drawingml/2006/chart"},
    {CHART, "http://purl.oclc.org/ooxml/drawingml/chart"},
    {DIAGRAM, "http://schemas.openxmlformats.org/drawingml/2006/diagram"},
    {DIAGRAM, "http://purl.oclc.org/ooxml/drawingml/diagram"},
    {DRAWING, "http://schemas.openxmlformats.org/drawingml/2006/main"},
    {DRAWING, "http://purl.oclc.org/ooxml/drawingml/main"},
    {VML, "urn:schemas-microsoft-com:vml"},
    {OFFICE, "urn:schemas-microsoft-com:office:office"},
    {RELATIONS, "http://schemas.openxmlformats.org/package/2006/relationships"},
};

static const struct {
    name_space space;
    const char *name;
} names[VT_DOCX_TOKEN_COUNT] = {
#define X(token, space, name) [VT_DOCX_##token] = {space, name},
#include "read/docx_tokens.def"
#undef X
};

typedef struct open_element {
    vt_docx_token token;
    bool chosen; /* mc:AlternateContent: a Choice was taken */
} open_element;

typedef struct cache_entry {
    const xmlChar *name, *uri;
    vt_docx_token token;
} cache_entry;

typedef struct driver {
    xmlParserCtxtPtr parser;
    const vt_docx_handler *handler;
    const char *part;
    vt_arena *scratch;
    const vt_limits *limits;
    VT_ARRAY(open_element) open;
    size_t skipped; /* open elements inside one that is passed over, itself included */
    vt_docx_token root;
    cache_entry cache[CACHE_SIZE];
    size_t cached;
    vt_code code;
    vt_error *err;
} driver;

static void stop(driver *self, vt_code code) {
    if (self->code == VT_OK) self->code = code;
    xmlStopParser(self->parser);
}

static vt_docx_token find_token(const char *name, const char *uri) {
    size_t space = 0;
    const size_t count = sizeof spaces / sizeof *spaces;
    while (uri && space < count && strcmp(uri, spaces[space].uri) != 0) space++;
    if (!uri || space == count) return VT_DOCX_OTHER;
    for (int token = 1; token < VT_DOCX_TOKEN_COUNT; token++)
        if (names[token].space == spaces[space].space && strcmp(names[token].name, name) == 0)
            return (vt_docx_token)token;
    return VT_DOCX_OTHER;
}

static vt_docx_token intern(driver *self, const xmlChar *name, const xmlChar *uri) {
    size_t slot = ((uintptr_t)name >> 2 ^ (uintptr_t)uri >> 5) % CACHE_SIZE;
    while (self->cache[slot].name) {
        if (self->cache[slot].name == name && self->cache[slot].uri == uri) return self->cache[slot].token;
        slot = (slot + 1) % CACHE_SIZE;
    }
    vt_docx_token token = find_token((const char *)name, (const char *)uri);
    if (self->cached < CACHE_FULL) {
        self->cache[slot] = (cache_entry){name, uri, token};
        self->cached++;
    }
    return token;
}

/* Whether mc:Choice or mc:Fallback is the branch to read. */
static bool choose(driver *self, vt_docx_token token) {
    if (token != VT_DOCX_CHOICE && token != VT_DOCX_FALLBACK) return true;
    if (self->open.count == 0) return true;
    open_element *parent = &self->open.items[self->open.count - 1];
    if (parent->token != VT_DOCX_ALTERNATE_CONTENT) return true;
    bool taken = parent->chosen;
    parent->chosen = true;
    return !taken;
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespace_count, const xmlChar **namespaces, int attribute_count, int defaulted,
                          const xmlChar **attributes) {
    driver *self = context;
    (void)prefix, (void)namespace_count, (void)namespaces, (void)defaulted;
    if (self->code) return;
    if (self->open.count + self->skipped >= self->limits->xml_depth) {
        stop(self, vt_limit_fail(self->limits, VT_LIMIT_xml_depth, self->part, self->err));
        return;
    }
    if (self->skipped) {
        self->skipped++;
        return;
    }
    vt_docx_token token = intern(self, name, uri);
    vt_docx_token parent = self->open.count ? self->open.items[self->open.count - 1].token : VT_DOCX_OTHER;
    if (self->open.count == 0 && self->root != VT_DOCX_OTHER && token != self->root) {
        stop(self, VT_ERR_FORMAT);
        return;
    }
    vt_docx_element element = {token, parent, attribute_count, attributes};
    if (!choose(self, token) || !self->handler->start(self->handler->self, &element)) {
        self->skipped = 1;
        return;
    }
    open_element *open = vt_array_push(self->scratch, &self->open);
    if (!open) {
        stop(self, vt_fail_memory(self->err));
        return;
    }
    *open = (open_element){token, false};
    if (*self->handler->code) stop(self, *self->handler->code);
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    driver *self = context;
    (void)name, (void)prefix, (void)uri;
    if (self->code) return;
    if (self->skipped) {
        self->skipped--;
        return;
    }
    vt_docx_token token = self->open.items[--self->open.count].token;
    if (self->handler->end) self->handler->end(self->handler->self, token);
    if (*self->handler->code) stop(self, *self->handler->code);
}

static void take_text(void *context, const xmlChar *text, int size) {
    driver *self = context;
    if (self->code || self->skipped || !self->handler->text) return;
    self->handler->text(self->handler->self, (vt_slice){(const char *)text, (size_t)size});
    if (*self->handler->code) stop(self, *self->handler->code);
}

static void refuse_dtd(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
    driver *self = context;
    (void)name, (void)external, (void)system;
    stop(self, vt_fail(self->err, VT_ERR_DAMAGED, "%.120s has a DTD, which DOCX does not allow", self->part));
}

/* Errors are taken from the parser afterwards; libxml2 would print them otherwise. */
#if LIBXML_VERSION >= 21200
static void keep_silent(void *context, const xmlError *error) { (void)context, (void)error; }
#else
static void keep_silent(void *context, xmlErrorPtr error) { (void)context, (void)error; }
#endif

static xmlSAXHandler sax_handler(void) {
    return (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                           .startElementNs = start_element,
                           .endElementNs = end_element,
                           .characters = take_text,
                           .ignorableWhitespace = take_text,
                           .cdataBlock = take_text,
                           .internalSubset = refuse_dtd,
                           .serror = keep_silent};
}

static vt_code fail_syntax(driver *self) {
    const xmlError *why = xmlCtxtGetLastError(self->parser);
    if (why && why->code == XML_ERR_NO_MEMORY) return vt_fail_memory(self->err);
    bool cut_off = !why || !why->message || (why->code == XML_ERR_DOCUMENT_END && self->open.count);
    vt_slice message = vt_slice_trim(vt_slice_of(cut_off ? "it ends too early" : why->message));
    for (size_t i = 0; i < message.size; i++)
        if (message.data[i] == '\n') message.size = i;
    return vt_fail(self->err, VT_ERR_DAMAGED, "%.100s is not well-formed XML: %.*s (line %d)", self->part,
                   (int)(message.size < 100 ? message.size : 100), message.data, why ? why->line : 0);
}

static vt_code feed(driver *self, vt_docx_stream *stream) {
    char chunk[CHUNK];
    for (size_t size = 1; size > 0;) {
        vt_code code = vt_docx_stream_read(stream, chunk, sizeof chunk, &size, self->err);
        if (code) return code;
        int result = xmlParseChunk(self->parser, chunk, (int)size, size == 0);
        if (self->code) return self->code;
        if (result != 0 || (size == 0 && !self->parser->wellFormed)) return fail_syntax(self);
    }
    return VT_OK;
}

static vt_code drive(driver *self, vt_docx_stream *stream) {
    xmlSAXHandler sax = sax_handler();
    self->parser = xmlCreatePushParserCtxt(&sax, self, NULL, 0, NULL);
    if (!self->parser) return vt_fail_memory(self->err);
    xmlCtxtUseOptions(self->parser, XML_PARSE_NONET);
    vt_code code = feed(self, stream);
    xmlFreeParserCtxt(self->parser);
    return code;
}

vt_code vt_docx_parse(vt_docx_package *package, const char *part, vt_docx_token root, const vt_docx_handler *handler,
                      vt_error *err) {
    /* libxml2 sets itself up at first use, which two threads must not do at once. */
    static pthread_once_t set_up = PTHREAD_ONCE_INIT;
    pthread_once(&set_up, xmlInitParser);
    driver *self = vt_arena_alloc(package->scratch, sizeof *self);
    if (!self) return vt_fail_memory(err);
    self->handler = handler;
    self->part = part;
    self->scratch = package->scratch;
    self->limits = package->limits;
    self->root = root;
    self->err = err;
    vt_docx_stream stream;
    vt_code code = vt_docx_stream_open(package, part, &stream, err);
    if (code == VT_OK) code = drive(self, &stream);
    vt_docx_stream_close(&stream);
    if (code == VT_ERR_FORMAT && root != VT_DOCX_OTHER && self->code)
        return vt_fail_hint(err, VT_ERR_FORMAT, "only Word documents are read; export it from its program as .docx",
                            "an Office file, but not a Word document");
    return code;
}

/* --- attributes ----------------------------------------------------------------------------------------------- */

vt_slice vt_docx_attribute(const vt_docx_element *element, const char *name) {
    for (int i = 0; i < element->attribute_count; i++) {
        const unsigned char **attribute = element->attributes + (ptrdiff_t)5 * i;
        if (strcmp((const char *)attribute[0], name) == 0)
            return (vt_slice){(const char *)attribute[3], (size_t)(attribute[4] - attribute[3])};
    }
    return (vt_slice){0};
}

int vt_docx_number(const vt_docx_element *element, const char *name, int fallback) {
    vt_slice value = vt_slice_trim(vt_docx_attribute(element, name));
    bool negative = value.size && value.data[0] == '-';
    size_t at = negative || (value.size && value.data[0] == '+');
    if (at >= value.size || !vt_is_digit(value.data[at])) return fallback;
    int number = 0;
    for (; at < value.size && vt_is_digit(value.data[at]); at++)
        number = number > 100000000 ? 1000000000 : number * 10 + (value.data[at] - '0');
    return negative ? -number : number;
}

bool vt_docx_flag(const vt_docx_element *element) {
    vt_slice value = vt_docx_attribute(element, "val");
    return !(vt_slice_is(value, "0") || vt_slice_is(value, "false") || vt_slice_is(value, "off"));
}
