// SPDX-License-Identifier: MPL-2.0
// What the browser tests share: a site of their own (site.py), Debian's Chromium driven by
// playwright-core, the mailbox, and what every page must be: accessible (axe-core, WCAG 2.1 A and AA),
// quiet (no error in the console, no request that leaves the site) and whole at 320 px.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";

const build = process.env.TORV_BUILD;
// The packages lie in the build folder, where tests/browser/run's caller installed them.
const packages = createRequire(join(build, "browser", "package.json"));
const { chromium } = packages("playwright-core");
const axe = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");

export const artifacts = join(build, "artifacts", "browser");
mkdirSync(artifacts, { recursive: true });

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

const CHROMIUM = {
	executablePath: "/usr/bin/chromium",
	headless: true,
	// Background services would look for hosts that are not ours to reach; root has no sandbox.
	args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", ...(process.getuid() === 0 ? ["--no-sandbox"] : [])],
};

// A site with sample data behind `web` ("nginx" or "apache"). close() ends it.
export class Site {
	static async start(web) {
		const site = new Site();
		site.web = web;
		site.child = spawn("/usr/bin/python3",
			["-B", join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "site.py"), web,
				join(artifacts, `site-${web}-${basename(process.argv[1], "_test.mjs")}`)],
			{ stdio: ["pipe", "pipe", "inherit"] });
		site.lines = createInterface({ input: site.child.stdout })[Symbol.asyncIterator]();
		Object.assign(site, await site.answer());
		return site;
	}

	async answer() {
		const { value, done } = await this.lines.next();
		assert.ok(!done, "the site ended by itself");
		const said = JSON.parse(value);
		assert.equal(said.trouble, undefined);
		return said;
	}

	async wish(wish) {
		this.child.stdin.write(JSON.stringify(wish) + "\n");
		return (await this.answer()).done;
	}

	torv(...words) { return this.wish({ torv: words }); }
	ask(query) { return this.wish({ ask: query }); }
	log(name) { return this.wish({ log: name }); }

	async mails() {
		return (await fetch(`${this.mailbox}/email`)).json();
	}

	// The newest mail to an address that fits, waited for.
	async mail(to, fits = () => true, seconds = 20) {
		for (const end = Date.now() + seconds * 1000; ;) {
			const found = (await this.mails()).reverse()
				.find((mail) => mail.to.some((one) => one.address === to) && fits(mail));
			if (found)
				return found;
			assert.ok(Date.now() < end, `no mail to ${to} in ${seconds} s; torv-mail said\n${await this.log("torv-mail")}`);
			await new Promise((later) => setTimeout(later, 200));
		}
	}

	// Answers a mail the way a mail program does, by SMTP.
	reply(mail, from, text) {
		return this.wish({ reply: { mail: mail.id, from, text } });
	}

	async close() {
		this.child.stdin.end();
		if (this.child.exitCode === null)
			await new Promise((ended) => this.child.once("exit", ended));
	}
}

// The links in a mail that lead to the site.
export function links(site, mail) {
	return [...(mail.text ?? "").matchAll(/https?:\/\/[^\s<>"]+/g)].map(([link]) => link)
		.filter((link) => link.startsWith(site.url));
}

export function launch() {
	return chromium.launch(CHROMIUM);
}

// One person at a browser. Everything that a page asks for and complains about is watched.
export class Person {
	constructor(site, context, page, name) {
		Object.assign(this, { site, context, page, name, complaints: [], shots: 0 });
	}

	static async arrive(browser, site, name, options = {}) {
		const context = await browser.newContext({ locale: "da-DK", viewport: { width: 1200, height: 900 }, ...options });
		const page = await context.newPage();
		const person = new Person(site, context, page, name);
		page.on("console", (said) => { if (said.type() === "error") person.complaints.push(`console: ${said.text()}`); });
		page.on("pageerror", (error) => person.complaints.push(`script: ${error}`));
		page.on("request", (request) => {
			if (!request.url().startsWith(site.url + "/") && !request.url().startsWith("data:"))
				person.complaints.push(`leaves the site: ${request.url()}`);
		});
		return person;
	}

	// Opens a path of the site; the page must be well. `status` when another than 200 is right.
	async open(path, status = 200) {
		const answer = await this.page.goto(path.startsWith("http") ? path : this.site.url + path);
		assert.equal(answer.status(), status, `${path}: status ${answer.status()}`);
		if (status >= 400)
			this.complaints = this.complaints.filter((one) => !one.includes("Failed to load resource"));
		await this.check();
	}

	// What the network carries for a view of a path, headers and all. The page must come compressed.
	async weigh(path) {
		const network = await this.context.newCDPSession(this.page);
		let bytes = 0;
		network.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes += encodedDataLength; });
		await network.send("Network.enable");
		const answer = await this.page.goto(this.site.url + path, { waitUntil: "networkidle" });
		await network.detach();
		assert.equal(answer.status(), 200, path);
		assert.equal(answer.headers()["content-encoding"], "gzip", path);
		return bytes;
	}

	// Fills in fields by their names, as they are: texts, lists, choices, checks.
	async fill(values) {
		for (const [name, value] of Object.entries(values)) {
			const field = this.page.locator(`main [name="${name}"]`);
			const kind = await field.first().evaluate((element) => element.type);
			if (kind === "radio" || kind === "checkbox")
				await this.page.locator(`main [name="${name}"][value="${value}"]`).check();
			else if (kind === "select-one")
				await field.selectOption(value);
			else
				await field.first().fill(value);
		}
	}

	// Types a word into the field for CPV codes and takes the first one that is suggested.
	async chooseCpv(word) {
		await this.page.locator("[data-cpv] input[type=text]").pressSequentially(word);
		await this.page.locator(".cpv-list [role=option]").first().click();
		assert.ok(await this.page.locator(".cpv-chosen input:checked").count() > 0, "a code is chosen");
	}

	// Sends the form whose action begins so, by its main button or the given one, and looks at the page
	// that comes. Refused forms come back with a status that the console calls an error.
	async send(action, button = "", refused = 0) {
		const exact = this.page.locator(`main form[action="${action}"]`);
		const form = await exact.count() > 0 ? exact.first() : this.page.locator(`main form[action^="${action}"]`).first();
		const primary = form.locator(".button-primary");
		const pressed = button || await primary.count() === 0 ? form.locator(`button${button}`) : primary;
		const [answer] = await Promise.all([
			this.page.waitForResponse((one) => one.request().method() === "POST" && one.request().isNavigationRequest(),
				{ timeout: 15000 }),
			pressed.first().click({ timeout: 15000 }),
		]);
		assert.ok(answer.status() === 303 || answer.status() === 422 || answer.status() === refused, `${action}: ${answer.status()}`);
		await this.page.waitForLoadState("load");
		if (answer.status() >= 400)
			this.complaints = this.complaints.filter((one) => !one.includes("Failed to load resource"));
		await this.check();
	}

	async logOut() {
		await this.page.locator("form[action='/logout'] button").first().click();
		await this.page.waitForLoadState("load");
		assert.equal(await this.page.locator("form[action='/logout']").count(), 0, "logged out");
	}

	// Takes a file as this person; its path among the artifacts.
	async download(path, name) {
		const answer = await this.context.request.get(this.site.url + path);
		assert.equal(answer.status(), 200, path);
		assert.match(answer.headers()["content-type"], /spreadsheetml/);
		const file = join(artifacts, `${this.site.web}-${name}`);
		writeFileSync(file, await answer.body());
		return file;
	}

	async check() {
		const where = `${this.name} at ${this.page.url()}`;
		assert.deepEqual(this.complaints, [], where);
		assert.deepEqual(await violations(this.page), [], where);
	}

	// A picture for the artifacts; behind Apache the pages look the same.
	async shot(name) {
		if (this.site.web === "apache")
			return;
		await this.page.screenshot({ path: join(artifacts, `${this.site.web}-${name}.png`), fullPage: true });
	}

	// The page at 320 px must not scroll sideways (WCAG 1.4.10).
	async checkNarrow(name) {
		const size = this.page.viewportSize(), there = size.width === 320;
		if (!there)
			await this.page.setViewportSize({ width: 320, height: 700 });
		const wide = await this.page.evaluate(() => document.documentElement.scrollWidth);
		if (name)
			await this.shot(`${name}-320`);
		if (!there)
			await this.page.setViewportSize(size);
		assert.ok(wide <= 320, `${this.page.url()} is ${wide} px wide at 320 px`);
	}

	leave() {
		return this.context.close();
	}
}

// What axe-core finds against WCAG 2.1 A and AA: rule and elements.
async function violations(page) {
	await page.evaluate(axe);
	const found = await page.evaluate((tags) => window.axe.run(document,
		{ runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }), WCAG);
	return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}
