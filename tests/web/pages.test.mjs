// SPDX-License-Identifier: GPL-3.0-or-later
// The pages as a person uses them, in a browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { idOf, openSite, vanthu } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const title = "Công tác thi đua, khen thưởng ngành Giáo dục và Đào tạo quận An Bình năm 2024";
let site, last, next;

before(async () => {
    site = await openSite();
    last = idOf(site.archive, "number:41/KH-PGDĐT");
    next = idOf(site.archive, "number:28/KH-PGDĐT");
});
after(() => site.close());

test("a search with accents finds, and opens the document", async () => {
    const page = await site.newPage();
    await page.goto("/search");
    await page.getByRole("combobox").fill("thi đua khen thưởng quận An Bình năm 2024");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: title }).first().click();
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), title);
});

test("a search without accents finds every spelling", async () => {
    const page = await site.newPage();
    await page.goto("/search?q=truong+hoc+xanh");
    assert.ok((await page.locator(".hit mark", { hasText: /trường/i }).count()) > 0);
});

test("a faulty query says what is wrong", async () => {
    const page = await site.newPage();
    await page.goto("/search?q=(thi");
    assert.match(await page.locator(".fault").innerText(), /thiếu dấu ngoặc đơn đóng/i);
    await page.getByRole("button", { name: "English" }).click();
    await page.goto("/search?q=(thi");
    assert.match(await page.locator(".fault").innerText(), /the parenthesis is not closed/i);
});

test("a field leads to its place in the text", async () => {
    const page = await site.newPage();
    await page.goto(`/document/${last}`);
    const mark = page.locator(".sheet mark.f-title");
    assert.equal(await mark.innerText(), title);
    await page.locator(".record a", { hasText: title }).click();
    assert.notEqual(await mark.evaluate((node) => getComputedStyle(node).outlineStyle), "none");
});

test("a citation leads to who else cites it", async () => {
    const page = await site.newPage();
    await page.goto(`/document/${last}`);
    await page.locator(".sheet a.cite", { hasText: "98/2023/NĐ-CP" }).first().click();
    assert.ok((await page.locator(".hit").count()) > 1);
    assert.match(await page.locator(".snippet mark").first().innerText(), /98\/2023/);
});

test("a citation of a document that the archive holds leads to it", async () => {
    const page = await site.newPage();
    await page.goto(`/document/${idOf(site.archive, "number:409/KH-UBND")}`);
    await page.locator(".sheet a.cite", { hasText: "07/CT-UBND" }).first().click();
    assert.equal(new URL(page.url()).pathname, `/document/${idOf(site.archive, "number:07/CT-UBND year:2023")}`);
});

test("the key c confirms the field in focus, and without one the first that awaits it", async () => {
    const page = await site.newPage();
    await page.goto(`/document/${next}`);
    const row = page.locator(".record .row", { hasText: "Trích yếu" });
    await row.locator("summary").focus();
    await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("c")]);
    await row.locator("summary").click();
    assert.match(await row.innerText(), /Người xác nhận/);
    await page.goto("/review");
    await page.locator(".hit a").first().click();
    await page.waitForURL(/\/document\//);
    const waiting = await page.locator(".concerns li").count();
    await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("c")]);
    assert.equal(await page.locator(".concerns li").count(), waiting - 1);
});

test("two plans stand side by side", async () => {
    const page = await site.newPage();
    await page.goto(`/compare?a=${last}&b=${next}`);
    const row = page.locator("tr.changed", { hasText: "Trích yếu" });
    assert.equal(await row.locator("del").innerText(), "2024");
    assert.equal(await row.locator("ins").innerText(), "2025");
});

test("the language is switched, and stays", async () => {
    const page = await site.newPage();
    await page.goto("/search");
    await page.getByRole("button", { name: "English" }).click();
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await page.goto(`/document/${last}`);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
});

test("search and reading need no JavaScript", async () => {
    const page = await site.newPage({ javaScriptEnabled: false });
    await page.goto("/search");
    await page.getByRole("searchbox").fill("41/KH-PGDĐT");
    await page.keyboard.press("Enter");
    await page.locator(".hit a").first().click();
    assert.ok(await page.locator(".sheet").isVisible());
});

test("the keyboard alone reaches a document", async () => {
    const page = await site.newPage();
    await page.goto("/search?q=number:41/KH-PGD%C4%90T");
    for (let i = 0; i < 40; i++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate(() => document.activeElement.matches(".hit a"))) break;
    }
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/document\//);
});

test("nothing is wider than a phone", async () => {
    const page = await site.newPage({ viewport: { width: 360, height: 740 } });
    for (const path of ["/search?q=thi+%C4%91ua", `/document/${last}`, "/cited-by?ref=07/CT-UBND", "/",
        "/bases?q=thi+%C4%91ua", "/review", "/map?q=thi+%C4%91ua", `/compare?a=${last}&b=${next}`]) {
        await page.goto(path);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path);
    }
});

test("a first view of any page weighs less than 100 kB in all", async () => {
    for (const path of ["/", "/search?q=thi+%C4%91ua", `/document/${last}`, "/bases", "/map?q=thi+%C4%91ua", "/review"]) {
        const page = await site.newPage();
        const sizes = [];
        page.on("requestfinished", (request) => sizes.push(request.sizes()));
        await page.goto(path, { waitUntil: "networkidle" });
        const all = await Promise.all(sizes);
        const weight = all.reduce((sum, { responseHeadersSize, responseBodySize }) => sum + responseHeadersSize + responseBodySize, 0);
        assert.ok(all.length >= 3 && weight < 100_000, `${path}: ${weight} bytes`);
        await page.context().close();
    }
});

test("a field under the pointer shows its place", async () => {
    const page = await site.newPage();
    await page.goto(`/document/${last}`);
    await page.locator(".record .row", { hasText: "41/KH-PGDĐT" }).hover();
    assert.ok((await page.locator(".sheet mark.f-number.shown").count()) > 0);
});

test("a corrected field is found, says who corrected it, and is taken back", async () => {
    const page = await site.newPage({ javaScriptEnabled: false });
    const id = idOf(site.archive, "number:09/KH-THCSBX");
    await page.goto(`/document/${id}`);
    const row = page.locator(".record .row", { hasText: "Người ký" });
    await row.locator("summary").click();
    await row.getByRole("textbox").fill("Lê Thị Người Mới");
    await row.getByRole("button", { name: "Lưu" }).click();
    assert.match(await row.innerText(), /Lê Thị Người Mới/);
    await page.goto("/search?q=signer:%22Le+Thi+Nguoi+Moi%22");
    assert.equal(await page.locator(".hit a").first().getAttribute("href"), `/document/${id}`);
    await page.goto(`/document/${id}`);
    await row.locator("summary").click();
    await row.getByRole("button", { name: "Bỏ ý kiến này" }).click();
    assert.doesNotMatch(await row.innerText(), /Lê Thị Người Mới/);
});

test("a value that cannot be is refused with a reason", async () => {
    const page = await site.newPage();
    page.removeAllListeners("console"); // the browser itself reports the status 422
    await page.goto(`/document/${last}`);
    const row = page.locator(".record .row", { hasText: "Ngày ban hành" });
    await row.locator("summary").click();
    await row.getByRole("textbox").fill("31/02/2024");
    await row.getByRole("button", { name: "Lưu" }).click();
    assert.match(await page.getByRole("alert").innerText(), /không phải là ngày: 31\/02\/2024/i);
});

test("one key goes from one document of the review to the next, and a confirmed one leaves it", async () => {
    const page = await site.newPage();
    await page.goto("/review");
    const waiting = await page.locator(".hit").count();
    await page.locator(".hit a").first().click();
    await page.waitForURL(/\/document\//);
    const first = page.url();
    await page.keyboard.press("n");
    await page.waitForURL((url) => url.pathname.startsWith("/document/") && url.href !== first);
    await Promise.all([page.waitForEvent("framenavigated"), page.getByRole("button", { name: "Tất cả đều đúng" }).click()]);
    await page.goto("/review");
    assert.equal(await page.locator(".hit").count(), waiting - 1);
});

test("from a search to a preamble in a DOCX", async () => {
    const page = await site.newPage();
    await page.goto("/bases?q=basis:07/CT-UBND");
    for (const box of await page.getByRole("checkbox").all()) await box.uncheck();
    await page.getByRole("checkbox", { name: /07\/CT-UBND ngày 21/ }).check();
    await page.getByRole("checkbox", { name: /612\/KH-SGDĐT/ }).check();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /DOCX/ }).click()]);
    const clauses = vanthu(site.archive, "parse", "--format", "text", await download.path()).trim().split("\n").filter(Boolean);
    assert.equal(clauses.length, 2);
    assert.match(clauses[0], /^Căn cứ Chỉ thị số 07\/CT-UBND .*;$/);
    assert.match(clauses[1], /^Căn cứ Kế hoạch số 612\/KH-SGDĐT .*\.$/);
});

test("the preamble is copied as text", async () => {
    const page = await site.newPage({ permissions: ["clipboard-read", "clipboard-write"] });
    await page.goto("/bases?q=basis:07/CT-UBND");
    await page.getByRole("button", { name: "Chép" }).click();
    await page.getByRole("button", { name: "Đã chép" }).waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^Căn cứ [^]*\.\n$/);
});

test("of a long list the most cited bases are shown, and more on demand", async () => {
    const page = await site.newPage();
    await page.goto("/bases?limit=5");
    assert.equal(await page.getByRole("checkbox").count(), 5);
    const counts = await page.locator(".bases .count").allInnerTexts();
    await page.getByRole("link", { name: "hiện thêm" }).click();
    const all = (await page.locator(".bases .count").allInnerTexts()).map((text) => parseInt(text)).sort((a, b) => b - a);
    assert.ok(all.length > 5);
    assert.deepEqual(counts.map((text) => parseInt(text)).sort((a, b) => b - a), all.slice(0, 5));
});

test("the overview leads to what it counts", async () => {
    const page = await site.newPage();
    await page.goto("/");
    for (const [plot, name] of [["Theo năm", /^2023: (\d+)/], ["Theo loại", /^Kế hoạch: (\d+)/]]) {
        await page.goto("/");
        const bar = page.getByRole("group", { name: plot }).getByRole("link", { name });
        const [, count] = (await bar.getAttribute("aria-label")).match(name);
        await bar.click();
        assert.match(await page.locator(".count").first().innerText(), new RegExp(`^${count} `));
    }
});

test("a facet narrows the search, and its chip takes it away", async () => {
    const page = await site.newPage();
    await page.goto("/search?q=thi+%C4%91ua");
    const all = await page.locator(".count").first().innerText();
    const facet = page.locator(".facet li", { has: page.getByRole("link", { name: "2024", exact: true }) });
    const count = await facet.locator(".count").innerText();
    await facet.getByRole("link").click();
    assert.match(await page.locator(".count").first().innerText(), new RegExp(`^ ?${count} `));
    await page.locator(".chips a", { hasText: "Năm: 2024" }).click();
    assert.equal(await page.locator(".count").first().innerText(), all);
});

test("a chip tells its filter in words", async () => {
    const page = await site.newPage();
    for (const [kind, words] of [[0, /^Loại văn bản: Kế hoạch/], [2, /^Cơ quan ban hành \(đủ tên\): \p{Lu}/u], [3, /^Viện dẫn: \p{Lu}/u]]) {
        await page.goto("/search?q=thi+%C4%91ua");
        await page.locator(".facet:not([data-load])").nth(3).waitFor();
        await page.locator(".facet").nth(kind).getByRole("link").first().click();
        assert.match(await page.locator(".chips").innerText(), words);
    }
    await page.goto(page.url().replace("cites%3A", "basis%3A"));
    assert.match(await page.locator(".chips").innerText(), /^Căn cứ: \p{Lu}/u);
});

test("the box completes a body with the keyboard alone, and its search finds it", async () => {
    const page = await site.newPage();
    await page.goto("/");
    await page.keyboard.press("/");
    const box = page.getByRole("combobox");
    await page.keyboard.type("phong giao duc va dao tao an binh");
    /* While it is typed there are offers for a part of it. */
    await page.getByRole("option").first().filter({ hasText: "AN BÌNH" }).waitFor();
    assert.equal(await box.getAttribute("aria-expanded"), "true");
    await page.keyboard.press("ArrowDown");
    const pointed = page.locator(`#${await box.getAttribute("aria-activedescendant")}`);
    assert.match(await pointed.innerText(), /AN BÌNH/);
    await page.keyboard.press("Enter");
    assert.match(await box.inputValue(), /^body:"[^"]+" $/);
    assert.equal(await page.getByRole("option").count(), 0);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search/);
    assert.ok((await page.locator(".hit").count()) > 0);
});

test("a field goes on with its values, and Escape leaves the box as it was typed", async () => {
    const page = await site.newPage();
    await page.goto("/search");
    const box = page.getByRole("combobox");
    await box.pressSequentially("loa");
    await page.getByRole("option", { name: /^loai:/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("option", { name: /^Kế hoạch/ }).waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.getByRole("listbox").isVisible(), false);
    assert.equal(await box.inputValue(), "loai:");
});

test("each facet finds what it counts", async () => {
    const page = await site.newPage();
    for (const kind of [0, 1, 2, 3]) {
        await page.goto("/search?q=thi+%C4%91ua");
        await page.locator(".facet:not([data-load])").nth(3).waitFor();
        const row = page.locator(".facet").nth(kind).locator("li").first();
        const count = await row.locator(".count").innerText();
        await row.getByRole("link").click();
        assert.match(await page.locator(".count").first().innerText(), new RegExp(`^ ?${count} `));
    }
});

test("the map's boxes lead to documents and to who cites what the archive does not have", async () => {
    const page = await site.newPage();
    await page.goto("/map?q=number:41/KH-PGD%C4%90T");
    await page.locator(".map a", { hasText: "41/KH-PGDĐT" }).first().click();
    await page.waitForURL(/\/document\//);
    await page.goBack();
    await page.locator(".map a", { hasText: "98/2023/NĐ-CP" }).first().click();
    await page.waitForURL(/\/cited-by/);
});

test("what is most alike is compared with one click", async () => {
    const page = await site.newPage();
    await page.goto(`/document/${next}`);
    await page.locator(".similar li", { hasText: "năm 2024" }).first().getByRole("link", { name: "So sánh" }).click();
    assert.ok((await page.locator(".compare tr.kept").count()) > 0);
});

test("this year's plan is compared with last year's of the same issuer with one click", async () => {
    const page = await site.newPage();
    await page.goto(`/document/${next}`);
    await page.getByRole("link", { name: "So sánh với văn bản năm trước" }).click();
    assert.equal(new URL(page.url()).search, `?a=${last}&b=${next}`);
    await page.goto(`/document/${last}`);
    assert.equal(await page.getByRole("link", { name: "So sánh với văn bản năm trước" }).count(), 0);
});

test("axe has no serious finding in an open list of offers", async () => {
    const page = await site.newPage({ bypassCSP: true });
    await page.goto("/search");
    await page.getByRole("combobox").pressSequentially("nghị");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.evaluate(axe);
    const found = await page.evaluate(async () => (await axe.run()).violations);
    assert.deepEqual(found.filter(({ impact }) => impact === "serious" || impact === "critical"), []);
});

test("axe has no serious finding, in light, in light and in dark", async () => {
    for (const colorScheme of ["light", "dark"]) {
        const page = await site.newPage({ colorScheme, bypassCSP: true });
        for (const path of ["/search", "/search?q=thi+%C4%91ua", `/document/${last}`, "/cited-by?ref=07/CT-UBND",
            `/compare?a=${last}&b=${next}`, "/review", "/",
            "/bases?q=thi+%C4%91ua", "/map?q=thi+%C4%91ua"]) {
            await page.goto(path);
            await page.evaluate(axe);
            const found = await page.evaluate(async () => (await axe.run()).violations);
            const serious = found.filter(({ impact }) => impact === "serious" || impact === "critical");
            assert.deepEqual(serious.map(({ id, nodes }) => `${path} ${colorScheme} ${id}: ${nodes[0].html}`), []);
        }
    }
});
