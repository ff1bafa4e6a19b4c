#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the text of .docx files with python-docx, the way its documentation shows: a peer for scripts/bench."""
import sys

import docx


def letters(document):
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return sum(len(p.text) for p in document.paragraphs) + sum(len(cell.text) for cell in cells)


print(sum(letters(docx.Document(path)) for path in sys.argv[1:]))
