// SPDX-License-Identifier: GPL-3.0-or-later
// In: $VANTHU, the program, and $CORPUS, documents. Out: an archive of them, served, and a browser that watches for what no
// page may do: errors on the console, requests to anywhere else.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const program = process.env.VANTHU ?? "build/vanthu";
const corpus = process.env.CORPUS ?? "corpus";
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"];

/** Runs the program and gives its standard output. */
export function vanthu(archive, ...words) {
    const done = spawnSync(program, words, { env: { ...process.env, VANTHU_ARCHIVE: archive }, encoding: "utf8" });
    assert.ok(done.status === 0 || done.status === 3, `vanthu ${words.join(" ")}: ${done.stderr}`);
    return done.stdout;
}

/** The id of the one document that a query finds. */
export function idOf(archive, query) {
    return JSON.parse(vanthu(archive, "search", "--format", "json", query)).hits[0].id;
}

function startServer(archive, ...options) {
    const server = spawn(program, ["serve", "--archive", archive, ...options]);
    return new Promise((resolve, reject) => {
        server.stdout.once("data", (line) => resolve({ server, address: String(line).trim() }));
        server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    });
}

/** An archive of the documents, served: {archive, address, close()}. */
export async function openServer(documents, ...options) {
    const archive = mkdtempSync(join(tmpdir(), "vanthu-web-"));
    vanthu(archive, "index", documents);
    const { server, address } = await startServer(archive, ...options);
    async function close() {
        const ended = new Promise((resolve) => server.once("exit", resolve));
        server.kill("SIGTERM");
        assert.equal(await ended, 0, "the server ends cleanly");
        rmSync(archive, { recursive: true });
    }
    return { archive, address, close };
}

/** The same with a browser: newPage(options) too. */
export async function openSite(documents = corpus) {
    const served = await openServer(documents);
    const browser = await chromium.launch({ executablePath: browserPath, args: quiet });
    const complaints = [];
    async function newPage(settings = {}) {
        const context = await browser.newContext({ baseURL: served.address, ...settings });
        const page = await context.newPage();
        page.on("console", (message) => message.type() === "error" && complaints.push(`console: ${message.text()}`));
        page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
        page.on("request", (request) => request.url().startsWith(served.address) || complaints.push(`request: ${request.url()}`));
        return page;
    }
    async function close() {
        await browser.close();
        await served.close();
        assert.deepEqual(complaints, []);
    }
    return { ...served, newPage, close };
}
