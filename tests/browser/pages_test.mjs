// SPDX-License-Identifier: MPL-2.0
// The pages as people meet them: accessible, quiet, whole on a small screen, usable without JavaScript; the
// open ones light, and in three languages. What does not depend on the web server is looked at behind nginx.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { Person, Site, launch, links } from "./harness.mjs";

const OPEN_PAGES = ["/", "/enterprises", "/lines", "/search", "/search?words=honning", "/search?words=honning+cykel", "/statistics", "/events", "/register", "/login",
	"/words", "/accessibility"];
const WEIGHED = ["/", "/enterprises", "/lines/1"];
const FIRST_VIEW = 150 * 1024;
const NEXT_VIEW = 20 * 1024;
// of the sample data
const PASSWORD = "torv-demo-2026";
const TOGETHER = "Kantinedrift på rådhuset"; // a purchase that two enterprises could take together
const JAVASCRIPT_OFF = { javaScriptEnabled: false };
const SMALL = { viewport: { width: 320, height: 700 } }; // at the other width the journey comes by most of them

// What each person's pages are; those in braces are made before the visits.
const THEIRS = {
	"kontakt@sterk.example": ["/my", "/my/profile", "/my/criteria", "/my/facts", "/my/offerings/new", "/my/account", "/my/mail",
		"/my/colleagues", "{leave}", "/my/account/close", "/my/withdraw", "{together}", "{conversation}", "{event}", "/enterprises/beeliving/contact"],
	"koeber@silkeborg.example": ["/my", "/my/purchases", "/my/plans", "{plan}", "{line form}", "{together}", "/messages", "{conversation}"],
	"koordinator@kolding.example": ["/my", "/review", "{review}", "/field", "/field?state=visited", "/field/new", "{entry}", "/field/goals",
		"/my/colleagues", "{colleague}", "/my/account/close", "/my/events/new", "/events"],
	"admin@torv.example": ["/my", "/admin", "/admin/audit", "/admin/mails", "/admin/mails/match", "/admin/reports", "/admin/held"],
};

async function logIn(person, email) {
	await person.page.goto(`${person.site.url}/login`);
	await person.fill({ email, password: PASSWORD });
	await person.send("/login");
	assert.match(person.page.url(), /\/my$/);
	return person;
}

// On how many lines each word of these links stands; runs in the page.
function wordLines(links) {
	return links.map((link) => {
		const text = link.firstChild, words = [];
		for (const { 0: word, index } of text.data.matchAll(/[^\s/]+/g)) {
			const range = document.createRange();
			range.setStart(text, index);
			range.setEnd(text, index + word.length);
			words.push({ word, lines: new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size });
		}
		const heading = link.parentElement;
		return { words, hasWholeWidth: heading.clientWidth >= heading.parentElement.clientWidth };
	});
}

// A page as it is without script, beside the one that was looked at with it.
async function lookWithout(plain, path) {
	const answer = await plain.page.goto(path.startsWith("http") ? path : plain.site.url + path);
	assert.equal(answer.status(), 200);
	assert.equal(await plain.page.locator("h1").count(), 1, "one heading");
	const buttons = plain.page.locator("main form[method=post] button");
	assert.equal(await buttons.and(plain.page.locator("[type=button]")).count(), 0, "every button of a form sends it");
	assert.deepEqual(plain.complaints, []);
}

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

		// What the web server itself has a hand in: compression, caching, errors. Whichever page somebody comes
		// by: the front page, the directory, a line from a mail.
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

		it("a page is whole, and one that is not there says so in a page of ours", async () => {
			const visitor = await Person.arrive(browser, site, "visitor");
			await visitor.open("/lines/1");
			await visitor.checkNarrow("page-line");
			await visitor.open("/no-such-page", 404);
			await visitor.leave();
		});

		if (web === "apache")
			return; // the rest is the same behind either

		const made = {}; // what stands in braces above

		// A line, a message with a file, an event and somebody who follows: each needs somebody who did it.
		async function make() {
			const [[line, plan]] = await site.ask(`SELECT id, plan_id FROM plan_line WHERE title = '${TOGETHER}' AND status = 'published'`);
			Object.assign(made, { "{together}": `/lines/${line}`, "{line form}": `/my/lines/${line}`, "{plan}": `/my/plans/${plan}` });
			const enterprise = await logIn(await Person.arrive(browser, site, "enterprise"), "kontakt@sterk.example");
			await enterprise.page.goto(`${site.url}/lines/${line}/contact`);
			await enterprise.fill({ subject: "Køkkenet", text: "Her er en tegning." });
			await enterprise.page.setInputFiles("#files", { name: "Tegning.txt", mimeType: "text/plain", buffer: Buffer.from("Et køkken") });
			await enterprise.send(`/lines/${line}/contact`);
			made["{conversation}"] = new URL(enterprise.page.url()).pathname;
			assert.match(made["{conversation}"], /^\/messages\/\d+$/);
			await enterprise.leave();
			const coordinator = await logIn(await Person.arrive(browser, site, "coordinator"), "koordinator@kolding.example");
			await coordinator.page.goto(`${site.url}/my/events/new`);
			await coordinator.fill({ title: "Netværksmøde", text: "Vi mødes og spiser.", date: `${new Date().getFullYear() + 1}-05-03`,
				starts: "16", ends: "18.30", place: "Rådhuset", audience: "region" });
			await coordinator.send("/my/events/new");
			const ids = await site.ask("SELECT (SELECT MAX(id) FROM event), (SELECT MIN(id) FROM field_entry), (SELECT MIN(organisation_id)"
				+ " FROM enterprise e JOIN organisation o ON o.id = e.organisation_id WHERE status = 'submitted' AND municipality_code = '0621')");
			Object.assign(made, { "{event}": `/events/${ids[0][0]}`, "{entry}": `/field/${ids[0][1]}`, "{review}": `/review/${ids[0][2]}` });
			const account = async (email) => (await site.ask(`SELECT id FROM account WHERE email = '${email}'`))[0][0];
			Object.assign(made, { "{leave}": `/my/colleagues/${await account("kontakt@sterk.example")}/remove`,
				"{colleague}": `/my/colleagues/${await account("koeber@kolding.example")}/remove` });
			await coordinator.leave();
		}

		// Two at a time: a page waits for its server, and then for its checks.
		describe("every page", { concurrency: 2 }, () => {
			before(make);

			for (const path of OPEN_PAGES) {
				it(`${path} is accessible, quiet, whole at 320 px and there without JavaScript`, async () => {
					const visitor = await Person.arrive(browser, site, "visitor");
					const plain = await Person.arrive(browser, site, "visitor without JavaScript", JAVASCRIPT_OFF);
					const name = `page${path.replaceAll(/[/?=]/g, "-")}`;
					await visitor.open(path);
					await visitor.shot(name);
					await visitor.checkNarrow(name);
					await lookWithout(plain, path);
					await visitor.leave();
					await plain.leave();
				});
			}

			for (const [email, paths] of Object.entries(THEIRS)) {
				it(`all pages of ${email} are, too`, async () => {
					const person = await logIn(await Person.arrive(browser, site, email, SMALL), email);
					const plain = await Person.arrive(browser, site, `${email} without JavaScript`,
						{ ...JAVASCRIPT_OFF, storageState: await person.context.storageState() });
					for (const path of paths) {
						await person.open(made[path] ?? path);
						await person.checkNarrow();
						await lookWithout(plain, made[path] ?? path);
						if (path === "{together}")
							assert.equal(await person.page.locator("#together .things li").count() > 0, true, "partners are shown");
						if (path === "{conversation}")
							assert.equal(await person.page.locator(".attachments a").count(), 1, "the file is there");
					}
					await person.leave();
					await plain.leave();
				});
			}

			it("so is the page on which somebody follows a municipality", async () => {
				const visitor = await Person.arrive(browser, site, "follower");
				const plain = await Person.arrive(browser, site, "follower without JavaScript", JAVASCRIPT_OFF);
				const year = (await site.ask("SELECT MAX(year) FROM plan p JOIN organisation o ON o.id = p.organisation_id"
					+ " WHERE o.slug = 'kolding-kommune'"))[0][0];
				await visitor.open(`/plans/kolding-kommune/${year}`);
				await visitor.checkNarrow();
				await lookWithout(plain, `/plans/kolding-kommune/${year}`);
				await visitor.fill({ email: "nysgerrig@follower.example" });
				await visitor.send(`/plans/kolding-kommune/${year}/follow`);
				const mail = await site.mail("nysgerrig@follower.example");
				const follow = links(site, mail).find((link) => link.includes("/follow/"));
				await visitor.open(follow);
				await visitor.checkNarrow();
				await lookWithout(plain, follow);
				await visitor.leave();
				await plain.leave();
			});

			it("what is typed when a session ends comes back after logging in, and is saved only then", async () => {
				const person = await logIn(await Person.arrive(browser, site, "who writes for long"), "kontakt@beeliving.example");
				await person.open("/my/profile");
				await person.fill({ pitch: "Honning fra byens tage, og bier der bor godt." });
				await person.context.clearCookies();
				await person.send("/my/profile", "", 403);
				assert.match(await person.page.textContent("main"), /det, du har skrevet/);
				await person.checkNarrow("session-ended");
				await person.fill({ email: "kontakt@beeliving.example", password: PASSWORD });
				await Promise.all([person.page.waitForResponse((one) => one.request().method() === "POST"),
					person.page.locator("main form .button-primary").click()]);
				await person.page.waitForLoadState("load");
				await person.check();
				assert.equal(await person.page.inputValue("[name=pitch]"), "Honning fra byens tage, og bier der bor godt.");
				const pitch = () => site.ask("SELECT pitch FROM enterprise e JOIN organisation o ON o.id = e.organisation_id WHERE o.slug = 'beeliving'");
				assert.doesNotMatch((await pitch())[0][0], /byens tage/);
				await person.send("/my/profile");
				assert.match((await pitch())[0][0], /byens tage/);
				await person.leave();
			});

			it("codes are chosen by keyboard, also several that were copied, and how many there are is said", async () => {
				const buyer = await logIn(await Person.arrive(browser, site, "buyer at codes"), "koeber@silkeborg.example");
				await buyer.open(`${made["{plan}"]}/lines/new`);
				const field = buyer.page.locator("[data-cpv] input[type=text]");
				const said = buyer.page.locator(".cpv-search [role=status]");
				const options = buyer.page.locator(".cpv-list [role=option]");
				const chosen = () => buyer.page.locator(".cpv-chosen input:checked").evaluateAll((all) => all.map((one) => one.value));
				await buyer.fill({ title: "Honning til gaver" });
				await field.focus(); // what was written is about these; none is chosen in passing
				await options.first().waitFor();
				await buyer.page.keyboard.press("Enter");
				assert.deepEqual(await chosen(), []);
				await buyer.page.keyboard.insertText("90910000-9, 55512000-2");
				await said.filter({ hasText: "Fundne koder: 2" }).waitFor();
				await buyer.page.keyboard.press("ArrowDown");
				await buyer.page.keyboard.press("ArrowDown");
				await buyer.page.keyboard.press("Enter");
				await buyer.page.keyboard.type("kantne");
				await options.first().waitFor();
				await buyer.page.keyboard.press("Enter");
				assert.deepEqual(await chosen(), ["55512000", "55510000"]);
				await buyer.check();
				await buyer.leave();
			});

			it("a long text with a face in the middle is asked about, and whoever only passes the field by hears of no failure", async () => {
				const buyer = await logIn(await Person.arrive(browser, site, "buyer with a long text"), "koeber@silkeborg.example");
				await buyer.open(`${made["{plan}"]}/lines/new`);
				const field = buyer.page.locator("[data-cpv] input[type=text]");
				const list = buyer.page.locator(".cpv-list");
				await buyer.fill({ title: "Honning", text: "honning ".repeat(48) + "1234567😀 til gaver" });
				await field.focus(); // the 400th letter would be half of the face
				await list.locator("[role=option]").first().waitFor();
				await buyer.page.locator("[name=title]").focus();
				await list.waitFor({ state: "hidden" });
				await buyer.page.route("**/cpv?*", (route) => route.fulfill({ status: 503, body: "" }));
				const asked = buyer.page.waitForResponse((answer) => answer.url().includes("/cpv?"));
				await field.focus();
				await asked;
				await buyer.page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
				assert.equal(await list.isVisible(), false);
				buyer.complaints = buyer.complaints.filter((one) => !one.includes("Failed to load resource"));
				await buyer.check();
				await buyer.leave();
			});

			it("codes and preview that cannot be fetched say so, and are not taken for an answer", async () => {
				const buyer = await logIn(await Person.arrive(browser, site, "buyer alone"), "koeber@silkeborg.example");
				await buyer.open(`${made["{plan}"]}/lines/new`);
				await buyer.fill({ title: "Kantinedrift" });
				await buyer.page.locator("#preview h3").first().waitFor();
				for (const path of ["**/cpv?*", "**/my/lines/preview"])
					await buyer.page.route(path, (route) => route.fulfill({ status: 503, body: "" }));
				await buyer.fill({ title: "Rengøring" });
				await buyer.page.locator("#preview", { hasText: "Her vises ikke det seneste" }).waitFor();
				await buyer.page.locator("[data-cpv] input[type=text]").pressSequentially("kantine");
				await buyer.page.locator(".cpv-list", { hasText: "Koderne kan ikke hentes" }).waitFor();
				await buyer.page.unroute("**/my/lines/preview");
				await buyer.fill({ title: "Kantinedrift igen" });
				await buyer.page.locator("#preview [data-stale]").waitFor({ state: "detached" });
				buyer.complaints = buyer.complaints.filter((one) => !one.includes("Failed to load resource"));
				await buyer.check();
				await buyer.leave();
			});

			it("a form that a colleague has saved meanwhile says so beside the field", async () => {
				const one = await logIn(await Person.arrive(browser, site, "one"), "koordinator@silkeborg.example");
				const entry = (await site.ask("SELECT MAX(f.id) FROM field_entry f JOIN organisation o ON o.id = f.organisation_id"
					+ " WHERE o.slug = 'silkeborg-kommune'"))[0][0];
				await one.open(`/field/${entry}`);
				const other = await one.context.newPage();
				await other.goto(one.page.url());
				await other.locator("[name=notes]").fill("Bageriet er flyttet til Nørregade.");
				await other.locator("main form[data-keep] button").click();
				await other.waitForLoadState("load");
				await one.fill({ notes: "De bager nu også om lørdagen.", kind: "existing" });
				await one.send(`/field/${entry}`, ".button-secondary");
				assert.match(await one.page.textContent("#notes-meanwhile"), /Nørregade/);
				assert.equal(await one.page.inputValue("[name=notes]"), "De bager nu også om lørdagen.");
				await one.shot("meanwhile");
				await one.checkNarrow("meanwhile");
				await one.leave();
			});

			it("what a colleague has deleted meanwhile is typed into the form of something new", async () => {
				const one = await logIn(await Person.arrive(browser, site, "one"), "koordinator@silkeborg.example");
				await one.open("/field/new");
				await one.fill({ name: "Cykelsmeden", kind: "existing", state: "found" });
				await one.send("/field/new");
				const entry = new URL(one.page.url()).pathname;
				const other = await one.context.newPage();
				await other.goto(one.page.url());
				await other.locator(`form[action="${entry}/delete"] button`).click();
				await other.waitForLoadState("load");
				await one.fill({ notes: "De ringer tilbage på mandag.", state: "visited" });
				await one.send(entry, ".button-secondary");
				assert.match(await one.page.textContent("main"), /har slettet det/);
				assert.equal(await one.page.inputValue("[name=notes]"), "De ringer tilbage på mandag.");
				await one.shot("deleted-meanwhile");
				await one.checkNarrow("deleted-meanwhile");
				await one.send("/field/new");
				assert.match(one.page.url(), /\/field\/\d+$/);
				assert.notEqual(new URL(one.page.url()).pathname, entry);
				assert.equal(await one.page.inputValue("[name=notes]"), "De ringer tilbage på mandag.");
				await one.leave();
			});

			it("who leaves the directory reads what happens, and how to come back", async () => {
				const owner = await logIn(await Person.arrive(browser, site, "who leaves", SMALL), "kontakt@buddhabikes.example");
				const plain = await Person.arrive(browser, site, "who leaves without JavaScript",
					{ ...JAVASCRIPT_OFF, storageState: await owner.context.storageState() });
				const [[offering]] = await site.ask("SELECT MIN(f.id) FROM offering f JOIN organisation o ON o.id = f.organisation_id"
					+ " WHERE o.slug = 'buddhabikes'");
				await owner.open("/my/withdraw");
				await owner.fill({ words: "Vi flytter, og kommer igen." });
				await owner.send("/my/withdraw", ".button-warning");
				for (const path of ["/my/withdraw", "/my", "/my/profile", "/my/colleagues", `/my/offerings/${offering}`]) {
					await owner.open(path);
					await owner.checkNarrow(path === "/my/withdraw" ? "left" : "");
					await lookWithout(plain, path);
				}
				await owner.open("/my/withdraw");
				await owner.send("/my/return");
				await owner.checkNarrow();
				await owner.leave();
				await plain.leave();
			});
		});

		it("the language of the browser is used, and the switch keeps another one", async () => {
			for (const [locale, code] of [["da-DK", "da"], ["en-GB", "en"], ["nl-NL", "nl"], ["fr-FR", "da"]]) {
				const visitor = await Person.arrive(browser, site, "visitor", { locale });
				await visitor.open("/");
				assert.equal(await visitor.page.getAttribute("html", "lang"), code);
				await visitor.page.goto(`${site.url}/language/nl?next=/`);
				assert.equal(await visitor.page.getAttribute("html", "lang"), "nl");
				await visitor.page.goto(`${site.url}/words`);
				assert.equal(await visitor.page.getAttribute("html", "lang"), "nl");
				await visitor.check();
				await visitor.leave();
			}
		});

		it("a name on a card breaks between its words; within one only where the card's whole width is too little", async () => {
			for (const width of [320, 1280]) {
				const visitor = await Person.arrive(browser, site, "visitor", { viewport: { width, height: 700 } });
				await visitor.open("/enterprises?words=krydderier");
				const cards = await visitor.page.locator(".card-top:has(.card-thumb) .card-heading a").evaluateAll(wordLines);
				assert.ok(cards.some(({ words }) => words.some(({ word }) => word.length > 15)), "there is a long word");
				for (const { words, hasWholeWidth } of cards)
					for (const { word, lines } of words)
						assert.ok(lines === 1 || hasWholeWidth, `"${word}" stands on ${lines} lines at ${width} px`);
				await visitor.leave();
			}
		});

		it("the keyboard reaches the content with the first link and shows where it is", async () => {
			const visitor = await Person.arrive(browser, site, "visitor");
			await visitor.page.goto(`${site.url}/`);
			await visitor.page.keyboard.press("Tab");
			const focused = await visitor.page.evaluate(() => document.activeElement.getAttribute("href"));
			assert.match(focused ?? "", /^#/, "the first stop is a link to the content");
			await visitor.leave();
		});

		it("the narrow menu opens by keyboard and closes by Escape or by going on", async () => {
			const visitor = await Person.arrive(browser, site, "visitor", { viewport: { width: 320, height: 700 } });
			await visitor.page.goto(`${site.url}/`);
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
	});
}
