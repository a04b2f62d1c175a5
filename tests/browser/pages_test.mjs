// SPDX-License-Identifier: MPL-2.0
// The open pages, as a visitor meets them: accessible, whole on a small screen, light, without
// JavaScript, in three languages.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { Person, Site, launch } from "./harness.mjs";

const OPEN_PAGES = ["/", "/enterprises", "/lines", "/search", "/statistics", "/register", "/login", "/words", "/accessibility"];
const WEIGHED = ["/", "/enterprises", "/lines/1"];
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

		// Whichever page somebody comes by: the front page, the directory, a line from a mail.
		for (const path of WEIGHED) {
			it(`${path} weighs at most 150 KB as a first view, 20 KB as the next one`, async () => {
				const visitor = await Person.arrive(browser, site, "visitor");
				const first = await visitor.weigh(path);
				assert.ok(first > 20000 && first <= FIRST_VIEW, `first view: ${first} bytes`);
				for (const next of WEIGHED) {
					const bytes = await visitor.weigh(next);
					assert.ok(bytes > 1000 && bytes <= NEXT_VIEW, `${next} after it: ${bytes} bytes`);
				}
				assert.deepEqual(visitor.complaints, []);
				await visitor.leave();
			});
		}

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

		it("the narrow menu opens by keyboard and closes by Escape or by going on", async () => {
			const visitor = await Person.arrive(browser, site, "visitor", { viewport: { width: 320, height: 700 } });
			await visitor.open("/");
			const summary = visitor.page.locator("details.menu > summary");
			const open = () => visitor.page.locator("details.menu").evaluate((menu) => menu.open);
			await summary.focus();
			await visitor.page.keyboard.press("Enter");
			assert.ok(await open());
			await visitor.check();
			await visitor.page.keyboard.press("Tab");
			await visitor.page.keyboard.press("Escape");
			assert.ok(!await open());
			assert.ok(await summary.evaluate((element) => element === document.activeElement), "back at the button");
			await visitor.page.keyboard.press("Enter");
			await visitor.page.keyboard.press("Shift+Tab");
			assert.ok(!await open());
			await visitor.leave();
		});

		it("a page that is not there says so in a page of ours", async () => {
			const visitor = await Person.arrive(browser, site, "visitor");
			await visitor.open("/no-such-page", 404);
			await visitor.leave();
		});
	});
}
