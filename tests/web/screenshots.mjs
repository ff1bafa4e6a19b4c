// SPDX-License-Identifier: GPL-3.0-or-later
// screenshots.mjs FOLDER. Out: FOLDER/PAGE-LOOK-LANGUAGE.png of every page; the names on standard output.
import { join } from "node:path";
import { idOf, openSite, vanthu } from "./site.mjs";

const looks = {
    light: { viewport: { width: 1280, height: 900 } },
    dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
    phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true },
};

/** The document that awaits most, and two plans of one office. */
function pagesOf(archive) {
    const { documents } = JSON.parse(vanthu(archive, "review", "--format", "json"));
    const before = idOf(archive, "number:41/KH-PGDĐT"), after = idOf(archive, "number:28/KH-PGDĐT");
    return {
        overview: "/", search: "/search?q=thi+%C4%91ua", filtered: "/search?q=&f=type:KH&f=year:2024", nothing: "/search?q=qu%E1%BB%91cc+ph%C3%B2ng",
        fault: "/search?q=(thi+%C4%91ua", document: `/document/${after}`, unsure: `/document/${documents[0].id}`,
        "cited-by": "/cited-by?ref=07/CT-UBND", bases: "/bases?q=thi+%C4%91ua", map: "/map?q=thi+%C4%91ua",
        compare: `/compare?a=${before}&b=${after}`, review: "/review", missing: "/document/00000000",
    };
}

async function typing(page) {
    await page.goto("/search");
    await page.locator("#q").pressSequentially("nghị định");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowDown");
}

async function take(site, look, language, folder) {
    const page = await site.newPage(looks[look]);
    page.removeAllListeners("console"); // a page that is missing is one of the pictures
    await page.context().addCookies([{ name: "language", value: language, url: site.address }]);
    const shoot = async (name) => {
        const path = join(folder, `${name}-${look}-${language}.png`);
        await page.screenshot({ path, fullPage: true });
        console.log(path);
    };
    for (const [name, address] of Object.entries(pagesOf(site.archive))) {
        await page.goto(address);
        await page.waitForLoadState("networkidle");
        await shoot(name);
    }
    await typing(page);
    await shoot("typing");
    await page.context().close();
}

const site = await openSite();
try {
    for (const look of Object.keys(looks)) for (const language of ["vi", "en"]) await take(site, look, language, process.argv[2]);
} finally {
    await site.close();
}
