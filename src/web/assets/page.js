// SPDX-License-Identifier: GPL-3.0-or-later
// What a page can do beyond its links and forms. Nothing needs it: without JavaScript everything is still there.
"use strict";

// A field under the pointer or the focus shows its place in the text, and the other way round.
function showTogether(event, shown) {
    const origin = event.target.closest("[data-f]");
    if (!origin) return;
    for (const path of origin.dataset.f.split(" "))
        for (const node of document.querySelectorAll(`[data-f~="${CSS.escape(path)}"]`)) node.classList.toggle("shown", shown);
}
for (const [name, shown] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
    document.addEventListener(name, (event) => showTogether(event, shown));

// One key for what is done all day: / to search, n for the next document to review.
function pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, textarea, select")) return;
    const target = { "/": "input[type=search]", n: "a.next" }[event.key];
    const node = target && document.querySelector(target);
    if (!node) return;
    event.preventDefault();
    if (node.matches("a")) node.click();
    else node.focus();
}
document.addEventListener("keydown", pressed);
