// SPDX-License-Identifier: MPL-2.0
// Every mail as a picture, in three languages, in light and in dark, kept in artifacts/browser/mails: from
// the page that shows the administrator how they read. A mail must be whole at the width of a telephone,
// ask for nothing from elsewhere, and be legible in both schemes.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { Person, Site, artifacts, launch } from "./harness.mjs";

const PICTURES = join(artifacts, "mails");
// of the sample data
const ADMINISTRATOR = "admin@torv.example";
const PASSWORD = "torv-demo-2026";
const LANGUAGES = ["da", "en", "nl"];

// The contrast that WCAG asks of text, for each text of a document, against the nearest background.
const tooFaint = () => {
	const channel = (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
	const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
	const light = (colour) => {
		const [r, g, b] = numbers(colour).map((value) => channel(value / 255));
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const canvas = matchMedia("(prefers-color-scheme: dark)").matches ? "rgb(18, 18, 18)" : "rgb(255, 255, 255)";
	const behind = (element) => {
		for (let at = element; at; at = at.parentElement) {
			const colour = getComputedStyle(at).backgroundColor;
			if (numbers(colour)[3] !== 0)
				return colour;
		}
		return canvas;
	};
	const faint = [];
	for (const element of document.querySelectorAll("body *")) {
		if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
			continue;
		const [one, other] = [light(getComputedStyle(element).color), light(behind(element))];
		const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
		if (contrast < 4.5)
			faint.push(`${contrast.toFixed(2)}: ${element.textContent.trim().slice(0, 40)}`);
	}
	return faint;
};

describe("every mail", () => {
	let site, browser, kinds;

	const look = async (scheme, width, each) => {
		const person = await Person.arrive(browser, site, "mails", { colorScheme: scheme, viewport: { width, height: 600 } });
		await person.open("/login");
		await person.fill({ email: ADMINISTRATOR, password: PASSWORD });
		await person.send("/login");
		for (const kind of kinds)
			for (const language of LANGUAGES) {
				const answer = await person.page.goto(`${site.url}/admin/mails/${kind}/html?language=${language}`);
				assert.equal(answer.status(), 200, kind);
				await each(person, kind, language, answer);
			}
		assert.deepEqual(person.complaints, []);
		await person.leave();
	};

	before(async () => {
		site = await Site.start("nginx");
		browser = await launch();
		mkdirSync(PICTURES, { recursive: true });
		const person = await Person.arrive(browser, site, "administrator");
		await person.open("/login");
		await person.fill({ email: ADMINISTRATOR, password: PASSWORD });
		await person.send("/login");
		await person.open("/admin/mails");
		await person.shot("admin-mails");
		kinds = await person.page.locator("#kinds + ul a").allTextContents();
		await person.open("/admin/mails/match");
		await person.shot("admin-mail");
		await person.checkNarrow("admin-mail");
		await person.leave();
	});

	after(async () => {
		await browser?.close();
		await site?.close();
	});

	it("is legible in light and in dark, and a picture of it is kept", async () => {
		assert.ok(kinds.length > 20, `${kinds.length} kinds`);
		for (const scheme of ["light", "dark"])
			await look(scheme, 700, async (person, kind, language) => {
				assert.deepEqual(await person.page.evaluate(tooFaint), [], `${kind} in ${language}, ${scheme}`);
				await person.page.screenshot({ path: join(PICTURES, `${kind}-${language}-${scheme}.png`), fullPage: true });
			});
	});

	it("is whole on a telephone, and may do nothing but style itself", async () => {
		await look("light", 360, async (person, kind, language, answer) => {
			const [wide, there] = await person.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
			assert.ok(wide <= there, `${kind} in ${language} is ${wide} wide`);
			assert.match(answer.headers()["content-security-policy"],
				/^default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'/);
		});
	});
});
