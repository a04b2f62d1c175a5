// SPDX-License-Identifier: MPL-2.0
// The open pages, as a visitor meets them: accessible, whole on a small screen, light, without
// JavaScript, in three languages.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { Person, Site, launch } from "./harness.mjs";

const OPEN_PAGES = ["/", "/enterprises", "/lines", "/statistics", "/register", "/login", "/words", "/accessibility"];
const FIRST_VIEW = 150 * 1024;
const NEXT_VIEW = 20 * 1024;

for (const web of ["nginx", "apache"]) {
	describe(`behind ${web}`, () => {
		let site, browser;

		before(async () => {
			site = await Site.start(web);
			browser = await launch();
		});

		after(async () => {
			await browser?.close();
			await site?.close();
		});

		for (const path of OPEN_PAGES) {
			it(`${path} is accessible, quiet and whole at 320 px`, async () => {
				const visitor = await Person.arrive(browser, site, "visitor");
				await visitor.open(path);
				await visitor.shot(`page${path.replaceAll("/", "-")}`);
				await visitor.checkNarrow(`page${path.replaceAll("/", "-")}`);
				await visitor.leave();
			});

			it(`${path} shows the same without JavaScript`, async () => {
				const visitor = await Person.arrive(browser, site, "visitor", { javaScriptEnabled: false });
				const answer = await visitor.page.goto(site.url + path);
				assert.equal(answer.status(), 200);
				assert.ok(await visitor.page.locator("h1").count() === 1, "one heading");
				assert.deepEqual(visitor.complaints, []);
				await visitor.leave();
			});
		}

		it("a first view weighs at most 150 KB, the next one 20 KB", async () => {
			const visitor = await Person.arrive(browser, site, "visitor");
			const first = await visitor.page.goto(site.url + "/", { waitUntil: "networkidle" });
			assert.equal(first.status(), 200);
			assert.ok(visitor.bytes > 1000 && visitor.bytes <= FIRST_VIEW, `first view: ${visitor.bytes} bytes`);
			visitor.bytes = 0;
			const next = await visitor.page.goto(site.url + "/enterprises", { waitUntil: "networkidle" });
			assert.equal(next.status(), 200);
			assert.ok(visitor.bytes > 500 && visitor.bytes <= NEXT_VIEW, `next view: ${visitor.bytes} bytes`);
			await visitor.leave();
		});

		it("the language of the browser is used, and the switch keeps another one", async () => {
			for (const [locale, code] of [["da-DK", "da"], ["en-GB", "en"], ["nl-NL", "nl"], ["fr-FR", "da"]]) {
				const visitor = await Person.arrive(browser, site, "visitor", { locale });
				await visitor.open("/");
				assert.equal(await visitor.page.getAttribute("html", "lang"), code);
				await visitor.open("/language/nl?next=/");
				assert.equal(await visitor.page.getAttribute("html", "lang"), "nl");
				await visitor.open("/words");
				assert.equal(await visitor.page.getAttribute("html", "lang"), "nl");
				await visitor.leave();
			}
		});

		it("the keyboard reaches the content with the first link and shows where it is", async () => {
			const visitor = await Person.arrive(browser, site, "visitor");
			await visitor.open("/");
			await visitor.page.keyboard.press("Tab");
			const focused = await visitor.page.evaluate(() => document.activeElement.getAttribute("href"));
			assert.match(focused ?? "", /^#/, "the first stop is a link to the content");
			await visitor.leave();
		});

		it("a page that is not there says so in a page of ours", async () => {
			const visitor = await Person.arrive(browser, site, "visitor");
			await visitor.open("/no-such-page", 404);
			await visitor.leave();
		});
	});
}
