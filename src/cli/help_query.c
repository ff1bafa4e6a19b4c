/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Out: the page on the query language, docs/query.md but for its first line (a
 * test compares them). The fields come from the table, the rest stands here.
 */
#include <stdio.h>
#include "archive/fields.h"
#include "base/slice.h"
#include "cli/help.h"
#include "cli/output.h"
#include "write/plain.h"

enum { NAME_COLUMNS = 12, ALIAS_COLUMNS = 11, EXAMPLE_COLUMNS = 32 };

static const char before_fields[] =
    "# The query language\n"
    "\n"
    "What `vanthu search` and every other command with a QUERY take.\n"
    "\n"
    "    thi đua                        both words, anywhere in the document\n"
    "    \"phong trào thi đua\"           the words one after another\n"
    "    trường OR lớp                  one or the other; AND, OR and NOT in capitals\n"
    "    kế hoạch NOT type:BC           without\n"
    "    (trường OR lớp) xanh           parentheses\n"
    "    basis:24/CT-UBND               a field and its value, without a blank\n"
    "    issuer:\"phòng giáo dục\"        a value with blanks is quoted\n"
    "    title:(xanh OR sạch)           several values of one field\n"
    "    24/CT-UBND                     a number: the document's own, or one that it cites\n"
    "\n"
    "Words that stand side by side must all occur. NOT binds closest, then AND, then OR. Only the name of a field, a\n"
    "colon and a value right behind it are a field; any other colon is text.\n"
    "\n"
    "## Accents\n"
    "\n"
    "A word with accents means that word, wherever the tone mark was typed: `hòa` finds `hoà`, `kỹ` finds `kĩ`. A word\n"
    "without accents finds every spelling: `thi dua` finds `thi đua`. The same holds in phrases: `\"thi đua\"` never finds\n"
    "`thì dùa`.\n"
    "\n"
    "## Fields\n"
    "\n"
    "Each field has an English and a Vietnamese name; capitals and accents in them make no difference (`số:`, `LOAI:`).\n"
    "\n";

static const char after_fields[] =
    "\n"
    "A date is written `2023-04-07`, `07/04/2023`, `04/2023` or `2023`. A range is `2023-01-01..2023-12-31` or\n"
    "`01/01/2023..31/12/2023`; an end may be left open: `year:2021..`, `date:..30/06/2023`. A document whose date is known\n"
    "in part only is inside a range when its month or year is.\n"
    "\n"
    "`symbol:` takes the whole symbol of a number or a part between its marks: `symbol:KH-PGDĐT`, `symbol:PGDĐT`,\n"
    "`symbol:NQ/TU`. `PGD&ĐT`, `PGD-ĐT` and `pgddt` are `PGDĐT`.\n"
    "\n"
    "## References\n"
    "\n"
    "The value of `cites:`, `basis:` and `number:` is a reference as a person writes it:\n"
    "\n"
    "    basis:24/CT-UBND\n"
    "    basis:\"ct 24 / ct - ubnd\"\n"
    "    basis:\"Chỉ thị số 24/CT-UBND ngày 14/12/2015 của UBND thành phố Hải Phòng\"\n"
    "    basis:\"chi thi 24 nam 2015\"\n"
    "    cites:\"Luật Thi đua, khen thưởng\"\n"
    "    cites:06/2022/QH15\n"
    "\n"
    "Blanks, dashes, letter case and the spellings of one body make no difference; what has accents must have the right\n"
    "ones. A reference that leaves a part open, such as the year or the body, finds every document that agrees in what it\n"
    "says; when that could be several, the answer names them. A law is found by its number or by its name. When nothing\n"
    "agrees, a name or a body that was not typed to its end is taken for the whole one (`Luật Thi đua`), and a type word\n"
    "that the symbol contradicts is passed over (`Quyết định 24/CT-UBND`).\n"
    "\n"
    "## Pasting\n"
    "\n"
    "A whole title or clause may be pasted as it stands:\n"
    "\n"
    "    Căn cứ Chỉ thị số 24/CT-UBND ngày 14/12/2015 của UBND thành phố về đổi mới quản lý;\n"
    "\n"
    "A reference with its number counts as one thing, the document's own number or one that it cites, whatever date and\n"
    "body are written beside it in the document. The other words must all occur. When no document has everything, those are\n"
    "shown that lack the fewest words: of five words or more one in four may be missing, at most four, and of a long text\n"
    "the first 24 count. The answer says so. Words under a field or behind NOT are never given up, nor is a phrase that\n"
    "stands alone.\n"
    "\n"
    "In a text of eight words or more without fields and operators a quotation mark or a parenthesis that is not closed is\n"
    "no fault but a mark like any other.\n"
    "\n"
    "## Order\n"
    "\n"
    "What matches words comes by relevance: words of the title and the number count most, then those of the bases and the\n"
    "headings; of a word without accents the spelling that was typed counts more. Conditions count nothing: a type, a year, a\n"
    "date, a body, and a field whose words are typed as they are written. Of equals, and of documents that only conditions\n"
    "found, the newest comes first.\n"
    "\n"
    "## Did you mean\n"
    "\n"
    "For words that no document has the answer tells the nearest ones of the archive (`tủ sáchh`: did you mean `tủ sách`):\n"
    "the same word with other accents, or one that is a letter off. A word without accents is right in any spelling; words\n"
    "with figures and what stands behind NOT are left alone; and a query is only proposed when it finds something.\n"
    "\n"
    "## Faults\n"
    "\n"
    "A query that cannot be read is answered by one line with a caret under the fault:\n"
    "\n"
    "    vanthu: search: the parenthesis is not closed\n"
    "      a (b\n"
    "        ^\n";

/* Text in a column; what is too long pushes the rest on. */
static void print_column(vt_cli *cli, const char *text, size_t columns) {
    vt_slice slice = vt_slice_of(text);
    size_t width = vt_plain_width(slice);
    vt_cli_put(cli, VT_STYLE_PLAIN, slice);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "%*s", (int)(width < columns ? columns - width : 1), "");
}

static void print_field(vt_cli *cli, const vt_field *field) {
    char name[32], alias[32];
    snprintf(name, sizeof name, "%s:", field->name);
    snprintf(alias, sizeof alias, "%s:", field->alias);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "    ");
    print_column(cli, name, NAME_COLUMNS);
    print_column(cli, alias, ALIAS_COLUMNS);
    print_column(cli, field->example, EXAMPLE_COLUMNS);
    vt_cli_printf(cli, VT_STYLE_PLAIN, "%s\n", field->help);
}

void vt_help_query(vt_cli *cli) {
    vt_cli_put_lines(cli, VT_STYLE_PLAIN, vt_slice_of(before_fields));
    for (size_t i = 0; i < VT_FIELD_COUNT; i++) print_field(cli, &vt_fields[i]);
    vt_cli_put_lines(cli, VT_STYLE_PLAIN, vt_slice_of(after_fields));
}
