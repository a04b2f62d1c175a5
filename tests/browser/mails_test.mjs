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
	let site, browser, person, kinds;
	const letters = []; // {name, html, headers}

	before(async () => {
		site = await Site.start("nginx");
		browser = await launch();
		mkdirSync(PICTURES, { recursive: true });
		person = await Person.arrive(browser, site, "administrator");
		await person.open("/login");
		await person.fill({ email: ADMINISTRATOR, password: PASSWORD });
		await person.send("/login");
		await person.open("/admin/mails");
		await person.shot("admin-mails");
		kinds = await person.page.locator("#kinds + ul a").evaluateAll((links) => links.map((link) => link.pathname.split("/").pop()));
		await person.open("/admin/mails/match");
		await person.shot("admin-mail");
		await person.checkNarrow("admin-mail");
		for (const kind of kinds)
			for (const language of LANGUAGES) {
				const answer = await person.page.request.get(`${site.url}/admin/mails/${kind}/html?language=${language}`);
				assert.equal(answer.status(), 200, kind);
				letters.push({ name: `${kind}-${language}`, html: await answer.text(), headers: answer.headers() });
			}
	});

	after(async () => {
		await browser?.close();
		await site?.close();
	});

	it("may style itself, and do nothing else", async () => {
		assert.ok(kinds.length > 20, `${kinds.length} kinds`);
		for (const { name, headers } of letters)
			assert.match(headers["content-security-policy"],
				/^default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'/, name);
		await person.open("/admin/mails/match");
		const answer = await person.page.goto(`${site.url}/admin/mails/match/html?language=da`);
		assert.equal(answer.status(), 200);
		assert.deepEqual(person.complaints, []);
	});

	it("is legible in light and in dark, whole on a telephone, and kept as a picture", async () => {
		// One reader for each language, side by side.
		await Promise.all(LANGUAGES.map(async (language) => {
			const reader = await Person.arrive(browser, site, "reader");
			for (const { name, html } of letters.filter((letter) => letter.name.endsWith(`-${language}`))) {
				await reader.page.setViewportSize({ width: 700, height: 600 });
				await reader.page.setContent(html);
				for (const colorScheme of ["light", "dark"]) {
					await reader.page.emulateMedia({ colorScheme });
					assert.deepEqual(await reader.page.evaluate(tooFaint), [], `${name}, ${colorScheme}`);
					await reader.page.screenshot({ path: join(PICTURES, `${name}-${colorScheme}.png`), fullPage: true });
				}
				await reader.page.setViewportSize({ width: 360, height: 600 });
				const [wide, there] = await reader.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
				assert.ok(wide <= there, `${name} is ${wide} wide`);
			}
			assert.deepEqual(reader.complaints, []);
			await reader.leave();
		}));
	});
});
