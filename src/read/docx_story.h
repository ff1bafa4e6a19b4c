/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The state of reading: one reader for the file, and a stack of stories (the
 * body, a text box inside one of its paragraphs, a box inside that), each
 * with its open paragraph, tables, fields and counters.
 */
#ifndef VT_READ_DOCX_STORY_H
#define VT_READ_DOCX_STORY_H

#include "base/buffer.h"
#include "read/docx_numbering.h"

/* In the text of an open paragraph; neither can come from XML. */
#define VT_DOCX_LINE_BREAK '\n'
#define VT_DOCX_PAGE_BREAK '\f'

typedef struct vt_docx_sink {
    VT_ARRAY(vt_line) lines;
    VT_ARRAY(vt_encoded_run) runs; /* in order of line */
    VT_ARRAY(vt_read_note) notes;
} vt_docx_sink;

/* A footnote or endnote: its lines, in the reader's note_sink. */
typedef struct vt_docx_note {
    bool endnote, placed;
    int id;
    size_t first_line, end_line;
} vt_docx_note;

typedef enum vt_docx_pages { VT_DOCX_PAGES_DEFAULT, VT_DOCX_PAGES_FIRST, VT_DOCX_PAGES_EVEN } vt_docx_pages;

/* A header or footer that a section names. */
typedef struct vt_docx_running {
    bool footer;
    vt_docx_pages pages;
    const char *part;
} vt_docx_running;

typedef struct vt_docx_reader {
    vt_docx_package package;
    vt_arena *arena; /* of the lines that are given back */
    vt_arena *scratch;
    vt_docx_relations relations; /* the document's */
    vt_docx_styles styles;
    vt_docx_numbering numbering;
    vt_docx_sink body, note_sink, headers, footers;
    VT_ARRAY(vt_docx_note) notes;
    size_t next_note; /* where the next reference probably leads */
    VT_ARRAY(vt_docx_running) running;
    bool has_title_page;
    int tables;                         /* outermost tables so far */
    size_t line_count, text_size;       /* in all sinks */
    uint64_t encoded[VT_CHARSET_COUNT]; /* bytes read in each charset */
    vt_buffer line, number;             /* used by one paragraph's end at a time */
    struct vt_docx_story *stories;      /* all that were made */
    vt_error *err;                      /* never NULL */
} vt_docx_reader;

/* A stretch of a paragraph's text with one look. */
typedef struct vt_docx_segment {
    size_t end;
    vt_docx_run_props props;
} vt_docx_segment;

typedef struct vt_docx_paragraph {
    bool open;
    bool joins;        /* its end was hidden or deleted: what follows belongs to it */
    bool keeps_look;   /* joined to a visible paragraph before it, whose properties count */
    bool mark_deleted; /* or that of a drop cap: the next paragraph takes over */
    bool mark_hidden, has_section;
    int style;
    vt_docx_para_props direct;
    vt_docx_run_props mark;
    uint64_t ordinal;
    vt_buffer text;
    VT_ARRAY(vt_docx_segment) segments;
    VT_ARRAY(size_t) notes; /* indices of the notes it refers to */
} vt_docx_paragraph;

typedef struct vt_docx_table {
    int row;    /* -1 before the first */
    int column; /* of the open cell */
    int next;   /* column of the next cell */
    bool row_deleted, cell_deleted;
} vt_docx_table;

typedef struct vt_docx_field {
    bool shows;          /* past its separator: what comes is its result */
    int8_t box;          /* of a check box: 0 none, 1 empty, 2 checked */
    int choice, entries; /* of a drop-down list */
    size_t text_at;      /* size of the paragraph's text where it began */
    vt_slice chosen;
} vt_docx_field;

typedef struct vt_docx_story {
    struct vt_docx_story *outer;     /* suspended while this one is read */
    struct vt_docx_story *next_made; /* of all */
    struct vt_docx_story *spare;
    vt_docx_reader *reader;
    vt_docx_sink *sink;
    vt_region region;
    vt_docx_paragraph paragraph;
    /* The open run. */
    bool in_run, run_known;
    vt_docx_run_props run_direct, run;
    int run_style;
    bool in_text, keeps_space;
    size_t text_from;
    /* Tables, outermost first. */
    VT_ARRAY(vt_docx_table) tables;
    int table; /* ordinal of the outermost */
    VT_ARRAY(vt_docx_field) fields;
    size_t silent_fields; /* those of fields that do not show */
    vt_docx_counters counters;
    uint32_t blank;
} vt_docx_story;

/* What is read of one part. */
typedef struct vt_docx_walk {
    vt_docx_reader *reader;
    vt_docx_story *story;
    vt_docx_story *spare;
    vt_docx_sink *sink;
    uint64_t ordinal; /* paragraphs so far */
    bool keeps_space; /* xml:space on the root */
    vt_docx_note *note;
    vt_code code;
} vt_docx_walk;

/* Reads one part into a sink. root as vt_docx_parse has it. */
vt_code vt_docx_walk_part(vt_docx_reader *reader, const char *part, vt_docx_token root, vt_region region,
                          vt_docx_sink *sink);

/* --- stories (docx_story.c); each returns false when memory ran out ------------------------------------------- */

bool vt_docx_story_open(vt_docx_walk *walk, vt_region region);
void vt_docx_story_close(vt_docx_walk *walk);
void vt_docx_reader_free_stories(vt_docx_reader *reader);

/* Whether text at this place is seen: not hidden, not a field's instruction. */
bool vt_docx_story_visible(vt_docx_story *story);
bool vt_docx_story_text(vt_docx_story *story, vt_slice text);
/* VT_DOCX_LINE_BREAK or VT_DOCX_PAGE_BREAK. */
bool vt_docx_story_break(vt_docx_story *story, char kind);
void vt_docx_story_trim_text(vt_docx_story *story);

void vt_docx_story_begin_paragraph(vt_docx_story *story, uint64_t ordinal);
bool vt_docx_story_end_paragraph(vt_docx_story *story);
/* Ends what is open, an unfinished joint too. */
bool vt_docx_story_settle(vt_docx_story *story);

bool vt_docx_field_begin(vt_docx_story *story);
void vt_docx_field_separate(vt_docx_story *story);
bool vt_docx_field_end(vt_docx_story *story);

/* --- lines (docx_lines.c) ------------------------------------------------------------------------------------- */

/* Turns the story's paragraph into lines, with its notes behind it. */
vt_code vt_docx_lines_make(vt_docx_story *story);

/* The Unicode sign of a w:sym, U+FFFD-free; 0 when the font has no such table and the code is none either. */
uint32_t vt_docx_symbol(vt_slice font, uint32_t code);

/* Notes that something was passed over, after the last line of the sink. */
bool vt_docx_sink_note(vt_docx_reader *reader, vt_docx_sink *sink, const char *code, const char *message);

#endif
