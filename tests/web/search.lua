-- SPDX-License-Identifier: GPL-3.0-or-later
-- For wrk: what people look for, in turn, each search as if nobody had made it before, or (-- repeated) again and again;
-- then a row of the report, latencies in milliseconds.
local queries = {"thi+dua+khen+thuong", "k%E1%BA%BF+ho%E1%BA%A1ch+chuy%E1%BB%83n+%C4%91%E1%BB%95i+s%E1%BB%91", "type:KH+year:2021", "type:BC", "truong+hoc+xanh",
    "%22an+to%C3%A0n+giao+th%C3%B4ng%22", "year:2022&f=type:KH", "cites:%22Lu%E1%BA%ADt+Thi+%C4%91ua,+khen+th%C6%B0%E1%BB%9Fng%22", "doc+sach&sort=date",
    "issuer:%22ph%C3%B2ng+gi%C3%A1o+d%E1%BB%A5c%22", "an+toan+giao+thong&from=10", "tuyen+sinh+2023"}
local at, repeated = 0, false
init = function(words) repeated = words[1] == "repeated" end
request = function()
    at = at + 1
    return wrk.format("GET", "/search?q=" .. queries[at % #queries + 1] .. (repeated and "" or "&new=" .. at))
end
done = function(summary, latency)
    local e = summary.errors
    io.write(string.format("| %d | %d | %.1f | %.1f | %.1f |\n", summary.requests, e.connect + e.read + e.write + e.status + e.timeout,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
