/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs one CLI case: clitest PROGRAM CASE ROOT. In: a plain file of directives, one a line. Out: exit 0, or 1 with
 * each difference. The case runs in an empty folder of its own; ROOT is the source tree.
 *
 *     # a comment
 *     file PATH           a file with the lines up to a line "end"
 *     bytes PATH 50 4b    a file with these bytes, in hex
 *     copy PATH FROM      a file of the source tree
 *     docx PATH [N]       a DOCX file of the parts up to a line "end" (tests/docx/README has their language); with N,
 *                         lines that begin with "* " are there N times, without it
 *     folder PATH         link PATH TARGET         remove PATH         mode PATH 000         move FROM TO
 *     fifo PATH           size PATH 1000 (cut or stretched to so many bytes)
 *     skip-as-root        the case passes unseen for root, whom modes do not stop
 *     args WORD 'A B'     a run of the program; the directives below belong to it, up to the next args or file
 *     env NAME=VALUE      stdin (lines up to "end")      stdout-to PATH      terminal (standard output is one)
 *     exit N              0 unless said
 *     stdout | stderr     the whole output, lines up to "end"; both are empty unless said
 *     stdout-has TEXT     stdout-lacks TEXT    stdout-any    stdout-lines N    and the same for stderr
 *     stdout-saved NAME   keeps it as a file of the case's folder
 *
 * In words, TEXT and lines, \e is the escape character, \\ a backslash, and \xNN a byte.
 *
 * Whatever a case says, neither output may hold a control character other than line feed and tab, a bidirectional one,
 * or bytes that are no UTF-8; but for runs that are `raw`, and for terminals with colours (without NO_COLOR).
 */
#include "clitest.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/slice.h"
#include "docx/case.h"

static bool complain(const test_case *t, const char *what, const char *detail) {
    fprintf(stderr, "%s:%zu: %s%s%s\n", t->path, t->line, what, *detail ? ": " : "", detail);
    return false;
}

/* Resolves the escape that text begins with; returns its size, or 0 where none is. */
static size_t resolve(vt_slice text, char *c) {
    char hex[3] = "";
    if (text.size < 2 || text.data[0] != '\\') return 0;
    if (text.data[1] == 'e' || text.data[1] == '\\') return *c = text.data[1] == 'e' ? '\033' : '\\', 2;
    if (text.data[1] != 'x' || text.size < 4) return 0;
    memcpy(hex, text.data + 2, 2);
    return *c = (char)strtoul(hex, NULL, 16), 4;
}

/* A terminated copy of text with its escapes resolved. */
static vt_slice unescape(test_case *t, vt_slice text) {
    char *out = vt_arena_bytes(&t->arena, text.size + 1);
    size_t size = 0;
    for (size_t i = 0; out && i < text.size;) {
        char c = text.data[i];
        size_t escape = resolve(vt_slice_sub(text, i, text.size), &c);
        out[size++] = c;
        i += escape ? escape : 1;
    }
    if (out) out[size] = '\0';
    return (vt_slice){out, out ? size : 0};
}

static bool next_line(test_case *t, vt_slice *line) {
    if (!t->rest.size) return false;
    const char *feed = memchr(t->rest.data, '\n', t->rest.size);
    size_t size = feed ? (size_t)(feed - t->rest.data) : t->rest.size;
    *line = vt_slice_sub(t->rest, 0, size);
    t->rest = vt_slice_sub(t->rest, feed ? size + 1 : size, t->rest.size);
    t->line++;
    return true;
}

/* The lines up to "end", each with its line feed. */
static bool read_block(test_case *t, vt_slice *block) {
    vt_slice line = {0};
    const char *start = t->rest.data;
    while (next_line(t, &line)) {
        if (!vt_slice_is(line, "end")) continue;
        *block = unescape(t, (vt_slice){start, (size_t)(line.data - start)});
        return true;
    }
    return complain(t, "a block without \"end\"", "");
}

/* The next word of the line; '...' holds blanks. A terminated copy, or NULL at the end. */
static const char *next_word(test_case *t, vt_slice *line) {
    *line = vt_slice_trim(*line);
    if (!line->size) return NULL;
    bool quoted = line->data[0] == '\'';
    size_t start = quoted ? 1 : 0, end = start;
    while (end < line->size && (quoted ? line->data[end] != '\'' : !vt_is_space(line->data[end]))) end++;
    const char *word = vt_arena_text(&t->arena, unescape(t, vt_slice_sub(*line, start, end)));
    *line = vt_slice_sub(*line, quoted && end < line->size ? end + 1 : end, line->size);
    return word;
}

static bool write_file(test_case *t, const char *path, vt_slice bytes) {
    FILE *file = fopen(path, "wb");
    bool done = file && (!bytes.size || fwrite(bytes.data, 1, bytes.size, file) == bytes.size);
    if (file && fclose(file) != 0) done = false;
    return done || complain(t, path, strerror(errno));
}

static bool do_file(test_case *t, vt_slice rest) {
    const char *path = next_word(t, &rest);
    vt_slice block;
    return path && read_block(t, &block) && write_file(t, path, block);
}

static bool do_bytes(test_case *t, vt_slice rest) {
    const char *path = next_word(t, &rest), *word;
    vt_buffer bytes;
    vt_buffer_init(&bytes, NULL);
    while ((word = next_word(t, &rest))) vt_buffer_append_char(&bytes, (char)strtoul(word, NULL, 16));
    bool done = path && write_file(t, path, vt_buffer_slice(&bytes));
    vt_buffer_free(&bytes);
    return done;
}

static bool do_copy(test_case *t, vt_slice rest) {
    const char *path = next_word(t, &rest), *from = next_word(t, &rest);
    const char *whole = from ? vt_arena_printf(&t->arena, "%s/%s", t->root, from) : NULL;
    vt_buffer bytes;
    vt_buffer_init(&bytes, NULL);
    bool done = whole && test_read_file(whole, &bytes) && write_file(t, path, vt_buffer_slice(&bytes));
    vt_buffer_free(&bytes);
    return done || complain(t, "could not copy", whole ? whole : "");
}

/* Lines that begin with a star, so many times. */
static void multiply(vt_slice block, unsigned long times, vt_buffer *out) {
    while (block.size) {
        const char *feed = memchr(block.data, '\n', block.size);
        vt_slice line = vt_slice_sub(block, 0, (size_t)(feed - block.data) + 1);
        bool starred = vt_slice_starts(line, VT_LITERAL("* "));
        block = vt_slice_sub(block, line.size, block.size);
        if (starred) line = vt_slice_sub(line, 2, line.size);
        for (unsigned long i = 0; i < (starred ? times : 1); i++) vt_buffer_append(out, line.data, line.size);
    }
}

static bool do_docx(test_case *t, vt_slice rest) {
    const char *path = next_word(t, &rest), *times = next_word(t, &rest);
    vt_slice block;
    docx_case docx;
    vt_buffer text, bytes;
    vt_buffer_init(&text, NULL);
    vt_buffer_init(&bytes, NULL);
    bool done = path && read_block(t, &block);
    if (done) multiply(block, times ? strtoul(times, NULL, 10) : 1, &text);
    vt_buffer_append_text(&text, "---\n");
    if (done && (done = docx_case_parse(vt_buffer_slice(&text), &docx))) {
        done = docx_build(&docx, &bytes) && write_file(t, path, vt_buffer_slice(&bytes));
        docx_case_free(&docx);
    }
    vt_buffer_free(&text);
    vt_buffer_free(&bytes);
    return done || complain(t, "no DOCX could be made", path ? path : "");
}

static bool do_folder(test_case *t, vt_slice rest) {
    const char *path = next_word(t, &rest);
    return path && (mkdir(path, 0777) == 0 || complain(t, path, strerror(errno)));
}

static bool do_link(test_case *t, vt_slice rest) {
    const char *path = next_word(t, &rest), *target = next_word(t, &rest);
    return path && target && (symlink(target, path) == 0 || complain(t, path, strerror(errno)));
}

static bool do_remove(test_case *t, vt_slice rest) {
    const char *path = next_word(t, &rest);
    return path && (remove(path) == 0 || complain(t, path, strerror(errno)));
}

static bool do_move(test_case *t, vt_slice rest) {
    const char *from = next_word(t, &rest), *to = next_word(t, &rest);
    return from && to && (rename(from, to) == 0 || complain(t, to, strerror(errno)));
}

static bool do_fifo(test_case *t, vt_slice rest) {
    const char *path = next_word(t, &rest);
    return path && (mkfifo(path, 0600) == 0 || complain(t, path, strerror(errno)));
}

static bool do_size(test_case *t, vt_slice rest) {
    const char *path = next_word(t, &rest), *size = next_word(t, &rest);
    return path && size && (truncate(path, atoll(size)) == 0 || complain(t, path, strerror(errno)));
}

static bool do_mode(test_case *t, vt_slice rest) {
    const char *path = next_word(t, &rest), *mode = next_word(t, &rest);
    return path && mode && chmod(path, (mode_t)strtoul(mode, NULL, 8)) == 0;
}

static bool do_skip_as_root(test_case *t, vt_slice rest) {
    (void)rest;
    if (geteuid() == 0) t->skipped = true;
    return true;
}

static bool do_args(test_case *t, vt_slice rest) {
    t->run = (test_run){.pending = true, .line = t->line};
    const char *word;
    t->run.words[t->run.word_count++] = t->program;
    while ((word = next_word(t, &rest))) {
        if (t->run.word_count == TEST_WORDS_MOST) return complain(t, "too many words", "");
        t->run.words[t->run.word_count++] = word;
    }
    return true;
}

static bool do_env(test_case *t, vt_slice rest) {
    if (t->run.env_count == TEST_ENV_MOST) return complain(t, "too many variables", "");
    return (t->run.env[t->run.env_count++] = next_word(t, &rest)) != NULL;
}

static bool do_stdin(test_case *t, vt_slice rest) {
    (void)rest;
    return read_block(t, &t->run.input);
}

static bool do_stdout_to(test_case *t, vt_slice rest) { return (t->run.stdout_to = next_word(t, &rest)) != NULL; }

static bool do_terminal(test_case *t, vt_slice rest) {
    (void)rest;
    return t->run.terminal = true;
}

static bool do_raw(test_case *t, vt_slice rest) {
    (void)rest;
    return t->run.raw = true;
}

static bool do_exit(test_case *t, vt_slice rest) {
    const char *word = next_word(t, &rest);
    t->run.exit = word ? atoi(word) : -1;
    return word != NULL;
}

typedef struct directive {
    const char *name;
    bool (*run)(test_case *t, vt_slice rest);
    bool prepares; /* sets the stage: the run before it comes first */
} directive;

static const directive directives[] = {
    {"file", do_file, true},          {"bytes", do_bytes, true},
    {"copy", do_copy, true},          {"folder", do_folder, true},
    {"link", do_link, true},          {"remove", do_remove, true},
    {"mode", do_mode, true},          {"skip-as-root", do_skip_as_root, true},
    {"args", do_args, true},          {"env", do_env, false},
    {"stdin", do_stdin, false},       {"stdout-to", do_stdout_to, false},
    {"terminal", do_terminal, false}, {"exit", do_exit, false},
    {"move", do_move, true},          {"fifo", do_fifo, true},
    {"size", do_size, true},          {"docx", do_docx, true},
    {"raw", do_raw, false},
};

/* stdout, stdout-has TEXT, ...: what the run is to have written. */
static bool add_expectation(test_case *t, const char *name, vt_slice rest) {
    static const char *const kinds[] = {"", "-has", "-lacks", "-any", "-lines", "-saved"};
    bool on_stdout = strncmp(name, "stdout", 6) == 0;
    if (!on_stdout && strncmp(name, "stderr", 6) != 0) return complain(t, "no such directive", name);
    for (int kind = 0; kind < (int)(sizeof kinds / sizeof *kinds); kind++) {
        if (strcmp(name + 6, kinds[kind]) != 0) continue;
        test_expectation *expected = vt_array_push(&t->arena, &t->run.expected);
        if (!expected) return complain(t, "memory ran out", "");
        *expected = (test_expectation){kind, !on_stdout, t->line, unescape(t, vt_slice_trim(rest))};
        return kind != TEST_WHOLE || read_block(t, &expected->text);
    }
    return complain(t, "no such directive", name);
}

static bool finish_run(test_case *t) {
    if (!t->run.pending || t->skipped) return true;
    t->run.pending = false;
    return test_run_check(t);
}

static bool do_line(test_case *t, vt_slice line) {
    const char *name = next_word(t, &line);
    if (!name || *name == '#') return true;
    for (size_t i = 0; i < sizeof directives / sizeof *directives; i++) {
        if (strcmp(directives[i].name, name) != 0) continue;
        bool done = !directives[i].prepares || finish_run(t);
        return directives[i].run(t, line) && done;
    }
    return t->run.pending ? add_expectation(t, name, line) : complain(t, "no such directive here", name);
}

static bool do_case(test_case *t) {
    vt_slice line;
    bool passed = true;
    while (!t->skipped && next_line(t, &line)) passed = do_line(t, line) && passed;
    return finish_run(t) && passed && (t->skipped || t->runs || complain(t, "the case runs nothing", ""));
}

/* Absolute, because the case runs in another folder. */
static const char *absolute(test_case *t, const char *path) {
    char *found = realpath(path, NULL);
    const char *kept = found ? vt_arena_text(&t->arena, vt_slice_of(found)) : NULL;
    free(found);
    if (!kept) complain(t, path, "no such file");
    return kept;
}

int main(int argc, char **argv) {
    if (argc != 4) return fputs("usage: clitest PROGRAM CASE ROOT\n", stderr), 2;
    test_case t = {.path = argv[2]};
    vt_buffer text;
    vt_buffer_init(&text, NULL);
    vt_arena_init(&t.arena, NULL);
    t.program = absolute(&t, argv[1]);
    t.path = absolute(&t, argv[2]) ? absolute(&t, argv[2]) : argv[2];
    t.root = absolute(&t, argv[3]);
    bool passed = t.program && t.root && test_read_file(t.path, &text) && test_folder_enter(&t);
    t.rest = vt_buffer_slice(&text);
    passed = passed && do_case(&t);
    test_folder_leave(&t);
    vt_buffer_free(&text);
    vt_arena_free(&t.arena);
    return passed ? 0 : 1;
}
