# SPDX-License-Identifier: GPL-3.0-or-later
# In: rooms.txt, then the source files, named relative to the tree. Out: a line for each breach; exit 1 where there is one.

function breach(text) { printf "%s:%d: %s\n", FILENAME, FNR, text; breaches++ }

# src/parse/cut.c lives in parse, index/xapian.h in index, include/vanthu/error.h in include.
function room_of(path, parts) {
    split(path, parts, "/")
    return parts[1] == "src" ? parts[2] : parts[1]
}

function check_room(header, room, other) {
    if (index(header, "/") == 0) return # beside the file, or generated
    other = header
    sub(/\/.*/, "", other)
    if (other == "vanthu" || other == room) return
    if (!((room, other) in may)) breach("room " room " may not include " header)
}

function check_library(header, i, count, prefixes, allowed) {
    for (name in only) {
        if (index(header, name) != 1) continue
        count = split(only[name], prefixes, " ")
        allowed = 0
        for (i = 1; i <= count; i++) if (index(FILENAME, prefixes[i]) == 1) allowed = 1
        if (!allowed) breach(header " is not for this file")
    }
}

FILENAME == rooms && $1 == "room" { known[$2] = 1; for (i = 3; i <= NF; i++) may[$2, $i] = 1; next }
FILENAME == rooms && $1 == "only" { for (i = 3; i <= NF; i++) only[$2] = only[$2] " " $i; next }
FILENAME == rooms { next }

FNR == 1 {
    files++
    room = room_of(FILENAME)
    if (!(room in known)) breach("room " room " is not in rooms.txt")
    if ($0 !~ /SPDX-License-Identifier: GPL-3.0-or-later/) breach("no SPDX line")
    if (FILENAME ~ /\.(cc|cpp)$/ && room != "index") breach("C++ outside index/")
}
FNR == 601 && FILENAME !~ /\.def$/ { breach("more than 600 lines") }
length($0) > 300 && FILENAME !~ /\.def$/ { breach("a line of more than 300 bytes") }

/^[ \t]*#[ \t]*include[ \t]*"/ { split($0, quoted, "\""); check_room(quoted[2], room) }
/^[ \t]*#[ \t]*include[ \t]*</ { header = $0; sub(/^[^<]*</, "", header); sub(/>.*/, "", header); check_library(header) }

END {
    printf "%d files, %d breaches\n", files, breaches
    exit files == 0 || breaches > 0
}
