// SPDX-License-Identifier: GPL-3.0-or-later
// What the server lets in, and what it does with the rest. Everything goes to the server that the test has started itself.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { idOf, openServer, vanthu } from "./site.mjs";

// A document whose every field is markup.
const hostile = `ỦY BAN NHÂN DÂN <b onclick=alert(1)>QUẬN</b>
Số: 12/KH-UBND
<i>Quận</i>, ngày 09 tháng 01 năm 2023
KẾ HOẠCH
Về <script>alert("thi đua")</script><img src=x onerror=alert(1)>
Căn cứ Quyết định số 5/QĐ-UBND ngày 02/01/2023 về "><script>alert(2)</script>;
I. MỤC ĐÍCH <svg onload=alert(3)>
Nội dung.
Nơi nhận:
- Lưu: <script>VT</script>.
CHỦ TỊCH
Nguyễn <script>Văn</script> An
`;
let folder, site;

before(async () => {
    folder = mkdtempSync(join(tmpdir(), "vanthu-hostile-"));
    writeFileSync(join(folder, "hostile.txt"), hostile);
    site = await openServer(folder);
});
after(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
});

function ask(path, { method = "GET", headers = {}, body = "", agent } = {}) {
    return new Promise((resolve, reject) => {
        const { hostname, port } = new URL(site.address);
        const request = http.request({ hostname, port, path, method, headers, agent }, (answer) => {
            const parts = [];
            answer.on("data", (part) => parts.push(part));
            answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString() }));
        });
        request.on("error", reject);
        request.end(body);
    });
}

test("a name that is not this server's is not answered", async () => {
    for (const host of ["evil.example", "evil.example:8642", "127.0.0.1.evil.example", "192.168.1.1", "127.0.0.1@evil.example"])
        assert.equal((await ask("/", { headers: { host } })).status, 421, host);
    for (const host of ["localhost", "127.0.0.1", "[::1]:1"]) assert.equal((await ask("/search", { headers: { host } })).status, 200);
});

test("every answer forbids what a page does not need", async () => {
    for (const path of ["/search", "/nowhere", "/assets/style.css", "/api/document/00000000"]) {
        const { headers } = await ask(path);
        assert.match(headers["content-security-policy"], /default-src 'none'/);
        assert.equal(headers["x-content-type-options"], "nosniff");
    }
});

test("markup in a document stays text, on every page", async () => {
    const id = idOf(site.archive, "number:12/KH-UBND");
    const paths = [`/document/${id}`, "/search?q=alert", "/cited-by?ref=5/Q%C4%90-UBND", `/compare?a=${id}&b=${id}`];
    for (const path of paths) {
        const { status, text } = await ask(path);
        assert.equal(status, 200, path);
        assert.doesNotMatch(text.replace(/<script src="\/assets\/page\.js\?[0-9a-f]+" defer><\/script>/, ""), /<script|<img|<svg onload|<b onclick/, path);
    }
});

test("markup in a parameter stays text", async () => {
    const bad = encodeURIComponent('"><script>alert(1)</script>');
    for (const path of [`/search?q=${bad}`, `/cited-by?ref=${bad}`, `/compare?a=${bad}&b=${bad}`, `/document/${bad}`, `/${bad}`,
        `/language?to=${bad}&back=${bad}`]) {
        const { text } = await ask(path);
        assert.doesNotMatch(text, /<script>/, path);
    }
});

test("a language is no way to another site", async () => {
    for (const back of ["//evil.example", "https://evil.example", "/\\evil.example", "%0d%0aX-Bad: 1"]) {
        const { status, headers } = await ask(`/language?to=en&back=${encodeURIComponent(back)}`);
        assert.equal(status, 303);
        assert.match(headers.location, /^\/(?![/\\])/);
        assert.equal(headers["x-bad"], undefined);
    }
});

test("no path leads out of the site", async () => {
    for (const path of ["/assets/../../../../etc/passwd", "/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/original/../../etc/passwd",
        "/document/..%2f..%2fetc%2fpasswd", "/original/%2fetc%2fpasswd"]) {
        const { status, text } = await ask(path);
        assert.ok(status === 400 || status === 404, `${path}: ${status}`);
        assert.doesNotMatch(text, /root:/);
    }
});

test("nothing is changed without the page's token, and nothing by GET", async () => {
    const form = { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" } };
    assert.equal((await ask("/search", { ...form, body: "q=a" })).status, 403);
    assert.equal((await ask("/search", { ...form, body: "token=00000000000000000000000000000000" })).status, 403);
    for (const method of ["PUT", "DELETE", "OPTIONS", "TRACE"]) assert.equal((await ask("/search", { method })).status, 405);
});

test("a form that is too large is refused", async () => {
    const body = "a=" + "b".repeat(200_000);
    assert.equal((await ask("/search", { method: "POST", body })).status, 413);
});

test("a head that is too large is refused", async () => {
    assert.ok((await ask(`/search?q=${"a".repeat(60_000)}`)).status >= 400);
});

test("the original file comes as it is, and only while it is what was read", async () => {
    const id = idOf(site.archive, "number:12/KH-UBND");
    const answer = await ask(`/original/${id}`);
    assert.equal(answer.text, hostile);
    assert.match(answer.headers["content-disposition"], /^attachment; filename\*=UTF-8''hostile\.txt$/);
    writeFileSync(join(folder, "hostile.txt"), "other");
    assert.equal((await ask(`/original/${id}`)).status, 404);
    writeFileSync(join(folder, "hostile.txt"), hostile);
});

test("a request that never ends keeps nobody waiting", async () => {
    const { hostname, port } = new URL(site.address);
    const idle = Array.from({ length: 20 }, () => net.connect(Number(port), hostname));
    idle.forEach((socket) => socket.on("error", () => {}).write("GET / HTTP/1.1\r\nHost: localhost\r\n"));
    assert.equal((await ask("/search")).status, 200);
    idle.forEach((socket) => socket.destroy());
});

test("a new document shows up without a restart", async () => {
    writeFileSync(join(folder, "new.txt"), hostile.replace("12/KH-UBND", "13/KH-UBND"));
    vanthu(site.archive, "index", folder);
    assert.match((await ask("/search?q=number:13/KH-UBND")).text, /13\/KH-UBND<\/b>/);
});

test("an answer is kept while the archive stays as it is, and no longer", async () => {
    const path = "/search?q=number:14/KH-UBND";
    const past = new Date(Date.now() - 60_000);
    // What has changed a moment ago is not kept: the folders are made older.
    for (const name of [".", ...readdirSync(site.archive)]) utimesSync(join(site.archive, name), past, past);
    const first = await ask(path);
    assert.deepEqual(await ask(path).then(({ text, headers }) => [text, headers["content-type"]]), [first.text, first.headers["content-type"]]);
    assert.doesNotMatch(first.text, /14\/KH-UBND<\/b>/);
    assert.notEqual((await ask(path, { headers: { cookie: "language=en" } })).text, first.text);
    writeFileSync(join(folder, "newer.txt"), hostile.replace("12/KH-UBND", "14/KH-UBND"));
    vanthu(site.archive, "index", folder);
    assert.match((await ask(path)).text, /14\/KH-UBND<\/b>/);
});

test("a query with a word that no document has leads on to what was meant", async () => {
    const { text } = await ask(`/search?q=${encodeURIComponent('"mục đíchh"')}`);
    assert.match(text, /<a href="\/search\?q=%22m%E1%BB%A5c%20%C4%91%C3%ADch%22">&quot;mục đích&quot;<\/a>/);
});

test("a query that is being typed is completed, by no more than was asked for", async () => {
    const offers = async (typed, rest = "") => JSON.parse((await ask(`/api/complete?q=${encodeURIComponent(typed)}${rest}`)).text).offers;
    const [body] = await offers("kế hoạch ủy ban");
    assert.equal(body.field, "body");
    assert.match(body.query, /^kế hoạch body:".*"$/);
    assert.match(body.label, /QUẬN/);
    assert.match((await offers("cites:5/"))[0].query, /^cites:"?.*5\/QĐ-UBND/);
    assert.equal((await offers("type:", "&limit=1")).length, 1);
    for (const odd of ["", '"', ":", "::", "a:b:", "((", "-", " ", "%00", "\u0301"]) assert.ok(Array.isArray(await offers(odd)), odd);
});

test("every fault of a query is told in Vietnamese", async () => {
    const faults = ['"a', "()", "(a", "a)", "a OR", "OR a", "type:kkkk", "year:x", "date:31/02/2023", "number:!", "cites:!", "title:!", "symbol:!",
        "body:!", "cites:=x", `${"(".repeat(200)}a${")".repeat(200)}`];
    for (const query of faults) {
        const { text } = await ask(`/search?q=${encodeURIComponent(query)}`);
        assert.match(text, /class="fault"/, query);
        assert.doesNotMatch(text, /<span lang="en">/, query);
    }
});

test("what a person should look at is told in Vietnamese", async () => {
    const odd = join(folder, "odd.txt");
    writeFileSync(odd, hostile.replace("12/KH-UBND", ".../KH-UBND").replace("ngày 09 tháng 01", "ngày ... tháng ...").replace(/CHỦ TỊCH[^]*/, ""));
    writeFileSync(join(folder, "note.txt"), "mua rau\n");
    vanthu(site.archive, "index", folder);
    const { text } = await ask("/review");
    assert.match(text, /không tìm thấy tên người ký/);
    assert.doesNotMatch(text, /<span lang="en">/);
});

test("a long list of who cites comes in pages", async () => {
    for (let i = 0; i < 25; i++)
        writeFileSync(join(folder, `citing-${i}.txt`), hostile.replace("12/KH-UBND", `${200 + i}/KH-UBND`));
    vanthu(site.archive, "index", folder);
    const first = (await ask("/cited-by?ref=5/Q%C4%90-UBND")).text, last = (await ask("/cited-by?ref=5/Q%C4%90-UBND&from=20")).text;
    const ids = (text) => text.match(/(?<=href="\/document\/)[0-9a-f]+/g);
    assert.equal(ids(first).length, 20);
    assert.match(first, /<a rel="next" href="\/cited-by\?ref=5(%2F|\/)Q%C4%90-UBND&amp;from=20">/);
    assert.ok(ids(last).length >= 5);
    assert.equal(new Set([...ids(first), ...ids(last)]).size, ids(first).length + ids(last).length);
    const { documents, total } = JSON.parse((await ask("/api/cited-by?ref=5/Q%C4%90-UBND&from=20&limit=3")).text);
    assert.equal(documents.length, 3);
    assert.ok(total >= 25);
});
