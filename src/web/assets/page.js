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

// The field that has the focus is confirmed; without one, the first that awaits it.
function confirming() {
    const button = "button[value=confirm]", row = document.activeElement.closest(".row, .concerns li");
    return row?.querySelector(button) ?? document.querySelector(`.concerns li ${button}, .unsure ${button}`);
}

// One key for what is done all day: / to search, c to confirm, n for the next document to review.
function pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, textarea, select")) return;
    const node = { "/": () => document.querySelector("input[type=search]"), n: () => document.querySelector("a.next"), c: confirming }[event.key]?.();
    if (!node) return;
    event.preventDefault();
    if (node.matches("a, button")) node.click();
    else node.focus();
}
document.addEventListener("keydown", pressed);

// The preamble as text goes to the clipboard; where that is not allowed, the form shows it as a page.
async function copyPreamble(event) {
    const button = event.target.closest("button[data-copy]");
    if (!button || !navigator.clipboard) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(button.form));
    const answer = await fetch(button.formAction, { method: "POST", body });
    await navigator.clipboard.writeText(await answer.text());
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

// The search box offers how a query may go on: a list below it, reached with the arrow keys.
class Offers {
    constructor(box) {
        this.box = box;
        this.list = document.createElement("ul");
        Object.assign(this.list, { id: "offers", className: "offers", role: "listbox", hidden: true });
        this.list.setAttribute("aria-label", box.dataset.offers);
        box.after(this.list);
        for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", "offers"], ["aria-expanded", "false"]])
            box.setAttribute(name, value);
        box.addEventListener("input", () => this.askSoon());
        box.addEventListener("keydown", (event) => this.press(event));
        box.addEventListener("blur", () => this.close());
        // The box keeps the focus.
        this.list.addEventListener("mousedown", (event) => event.preventDefault());
        this.list.addEventListener("click", (event) => this.take(event.target.closest("li")));
    }

    askSoon() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.ask(), 100);
    }

    async ask() {
        const typed = this.box.value;
        if (this.box.selectionEnd !== typed.length || !typed.trim()) return this.close();
        const answer = await fetch(`/api/complete?q=${encodeURIComponent(typed)}`);
        // What has been typed meanwhile asks for itself.
        if (answer.ok && typed === this.box.value && document.activeElement === this.box) this.show((await answer.json()).offers);
    }

    show(offers) {
        this.list.replaceChildren(...offers.filter(({ query }) => query !== this.box.value).map(Offers.item));
        this.point(null);
        this.list.hidden = !this.list.children.length;
        this.box.setAttribute("aria-expanded", String(!this.list.hidden));
    }

    static item({ query, field, name, label, documents }, number) {
        const item = document.createElement("li"), kind = document.createElement("span");
        Object.assign(item, { id: `offer-${number}`, role: "option", textContent: label ?? `${query.slice(query.lastIndexOf(" ") + 1)} ` });
        kind.className = "count";
        kind.textContent = label ? ` ${name} · ${documents}` : name;
        item.append(kind);
        item.dataset.query = query;
        return item;
    }

    close() {
        clearTimeout(this.timer);
        this.list.hidden = true;
        this.point(null);
        this.box.setAttribute("aria-expanded", "false");
    }

    point(item) {
        this.pointed?.removeAttribute("aria-selected");
        this.pointed = item;
        if (!item) return this.box.removeAttribute("aria-activedescendant");
        item.setAttribute("aria-selected", "true");
        item.scrollIntoView({ block: "nearest" });
        this.box.setAttribute("aria-activedescendant", item.id);
    }

    // A field goes on with its values; a value is followed by the next word.
    take(item) {
        if (!item) return;
        const { query } = item.dataset;
        this.box.value = query.endsWith(":") ? query : `${query} `;
        this.close();
        if (query.endsWith(":")) this.ask();
    }

    move(step) {
        const items = [...this.list.children], at = items.indexOf(this.pointed);
        this.point(items[at < 0 ? (step > 0 ? 0 : items.length - 1) : at + step] ?? null);
    }

    press(event) {
        if (this.list.hidden && event.key === "ArrowDown") return this.askSoon();
        if (this.list.hidden || event.isComposing) return;
        const done = {
            ArrowDown: () => this.move(1),
            ArrowUp: () => this.move(-1),
            Escape: () => this.close(),
            Enter: () => this.take(this.pointed),
        }[event.key];
        if (!done || (event.key === "Enter" && !this.pointed)) return;
        event.preventDefault();
        done();
    }
}
for (const box of document.querySelectorAll("input[data-offers]")) new Offers(box);
