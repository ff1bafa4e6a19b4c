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

// The preamble as text goes to the clipboard; where that is not allowed, the form shows it as a page.
async function copyPreamble(event) {
    const button = event.target.closest("button[data-copy]");
    if (!button || !navigator.clipboard) return;
    event.preventDefault();
    const address = `${button.formAction}?${new URLSearchParams(new FormData(button.form))}`;
    await navigator.clipboard.writeText(await (await fetch(address)).text());
    button.textContent = button.dataset.copy;
}
document.addEventListener("click", copyPreamble);

// What takes longer to count comes when the rest is there.
async function loadLater(node) {
    const answer = await fetch(node.dataset.load);
    if (!answer.ok) return;
    const piece = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    node.replaceWith(...piece.childNodes);
}
for (const node of document.querySelectorAll("[data-load]")) loadLater(node);
