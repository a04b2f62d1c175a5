// SPDX-License-Identifier: MPL-2.0
// The main job, end to end: an enterprise registers and is approved, a municipality publishes what it
// plans to buy, the two are matched, the mail goes out, the enterprise answers by the link and by
// replying, the buyer takes contact, and opens the supplier list in Excel. Behind nginx and behind
// Apache, with real mail. Each step builds on the one before; every page on the way is checked.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

import { Person, Site, artifacts, launch, links } from "./harness.mjs";

const PHOTOGRAPH = fileURLToPath(new URL("../fuzz/corpus/image/jpeg-turned", import.meta.url));
const SAMPLE_PASSWORD = "torv-demo-2026";
const ANNA = "anna@rodfaestet.example";
const ENTERPRISE = "Café Rodfæstet";
const BUYER = "koeber@kolding.example";
const COORDINATOR = "koordinator@kolding.example";

// A CVR number is right by modulus 11: the weighted sum of its digits can be divided by 11.
function cvr(first) {
	for (let number = first; ; number++) {
		const sum = [2, 7, 6, 5, 4, 3, 2, 1].reduce((all, weight, at) => all + weight * Number(String(number)[at]), 0);
		if (sum % 11 === 0)
			return String(number);
	}
}

function daysFromNow(days) {
	return new Date(Date.now() + days * 86400000).toISOString().slice(0, 10);
}

async function logIn(browser, site, name, email, password) {
	const person = await Person.arrive(browser, site, name);
	await person.open("/login");
	await person.fill({ email, password });
	await person.send("/login");
	assert.match(person.page.url(), /\/my$/);
	return person;
}

for (const web of ["nginx", "apache"]) {
	describe(`the main job behind ${web}`, () => {
		let site, browser, anna, buyer, broken;
		const line = {}; // the purchases by name: their numbers

		// A step that needs the ones before it; once one has failed, the rest fail at once.
		const step = (name, run) => it(name, async () => {
			assert.equal(broken, undefined, "a step before this one has failed");
			try {
				await run();
			} catch (error) {
				broken = name;
				throw error;
			}
		});

		before(async () => {
			site = await Site.start(web);
			browser = await launch();
		});

		after(async () => {
			await browser?.close();
			await site?.close();
		});

		step("1. an enterprise registers, and confirms its address by mail", async () => {
			anna = await Person.arrive(browser, site, "Anna");
			await anna.open("/register");
			await anna.fill({ name: ENTERPRISE, cvr: "12345678", municipality: "0621", person: "Anna Rod", email: ANNA });
			await anna.send("/register");
			assert.equal(await anna.page.locator("#cvr-problem").count(), 1, "a wrong CVR number is told");
			assert.equal(await anna.page.inputValue("[name=name]"), ENTERPRISE, "what was typed is kept");
			await anna.shot("1-register-problem");
			await anna.fill({ cvr: cvr(31280000) });
			await anna.send("/register");
			assert.match(anna.page.url(), /\/register\/sent$/);

			const mail = await site.mail(ANNA);
			await anna.open(links(site, mail).find((link) => link.includes("/register/confirm/")));
			await anna.send("/register/confirm/");
			assert.match(anna.page.url(), /\/my/);
			await anna.open("/my");
			await anna.shot("1-my-page-new");
		});

		step("1. the password is set, forgotten, set again; a mailed link lets in too", async () => {
			await anna.open("/my/account");
			await anna.fill({ password: "en lang sætning om kaffe" });
			await anna.send("/my/account/password");
			await anna.logOut();

			await anna.open("/password/forgotten");
			await anna.fill({ email: ANNA });
			await anna.send("/password/forgotten");
			const reset = await site.mail(ANNA, (mail) => mail.text.includes("/password/"));
			await anna.open(links(site, reset).find((link) => link.includes("/password/")));
			await anna.fill({ password: "en anden sætning om te" });
			await anna.send("/password/");
			await anna.logOut();

			await anna.open("/login");
			await anna.fill({ email: ANNA, password: "en lang sætning om kaffe" });
			await anna.send("/login");
			assert.match(anna.page.url(), /\/login$/, "the old password is void");
			await anna.fill({ email: ANNA, password: "en anden sætning om te" });
			await anna.send("/login");
			assert.match(anna.page.url(), /\/my$/);
			await anna.logOut();

			await anna.open("/login");
			await anna.fill({ email: ANNA });
			await anna.send("/login", "[formaction='/login/link']");
			const link = await site.mail(ANNA, (mail) => mail.text.includes("/login/link/"));
			await anna.open(links(site, link).find((one) => one.includes("/login/link/")));
			await anna.send("/login/link/");
			await anna.open("/my");
		});

		step("2. it tells who it is and what it supplies, and sends it to the coordinator", async () => {
			await anna.open("/my/profile");
			await anna.fill({
				pitch: "Vi driver kantiner og laver mad til møder med folk, der er på vej ind på arbejdsmarkedet.",
				description: "Ti års erfaring med kantinedrift.\n\nVi bruger økologiske råvarer fra egnen.",
				stage: "established", established_year: "2016", employees: "12", employees_target_group: "5",
				rsv_registered_on: "2017-04-01", contact_name: "Anna Rod", contact_email: ANNA,
			});
			await anna.send("/my/profile");

			await anna.open("/my/criteria");
			for (const criterion of ["social_purpose", "trading", "independent", "governance", "use_of_profit"])
				await anna.fill({ [`${criterion}_statement`]: "Det står i vores vedtægter, som alle kan læse.", [`${criterion}_evidence`]: "Vedtægterne, paragraf 2" });
			await anna.send("/my/criteria");

			await anna.open("/my/offerings/new");
			await anna.fill({ kind: "service", title: "Kantinedrift på rådhuse og kontorer",
				text: "Daglig frokost, mødeforplejning og drift af kantine for op til 200 gæster.",
				"areas": "municipality:0621" });
			await anna.chooseCpv("kantine");
			await anna.shot("2-offering");
			await anna.send("/my/offerings/new");

			// A picture is kept before its words are there, and waits for them.
			await anna.open(await anna.page.locator("a[href$='/pictures']").first().getAttribute("href"));
			await anna.page.setInputFiles("#picture", PHOTOGRAPH);
			await anna.send("/my/offerings/");
			await anna.page.locator("main [name^='alternative_']").fill("To kokke fylder skåle med salat");
			await anna.send("/my/pictures/");
			await anna.checkNarrow("2-pictures");

			await anna.open("/my");
			await anna.checkNarrow("2-my-page");
			await anna.send("/my/submit");
			assert.deepEqual(await site.ask("SELECT status FROM enterprise e JOIN organisation o ON o.id = e.organisation_id "
				+ `WHERE o.name = '${ENTERPRISE}'`), [["submitted"]]);
		});

		step("3. the coordinator asks for changes, then approves; the directory has it", async () => {
			const coordinator = await logIn(browser, site, "the coordinator", COORDINATOR, SAMPLE_PASSWORD);
			await site.mail(COORDINATOR, (mail) => mail.text.includes(ENTERPRISE));
			await coordinator.open("/review");
			await coordinator.shot("3-review-queue");
			await coordinator.page.locator("main a[href^='/review/']", { hasText: ENTERPRISE }).first().click();
			await coordinator.check();
			const review = new URL(coordinator.page.url()).pathname;
			await coordinator.fill({ words: "Skriv venligst, hvor mange gæster I kan klare.", due_on: daysFromNow(21) });
			await coordinator.send(review, "[value=changes]");
			const asked = await site.mail(ANNA, (mail) => mail.text.includes("hvor mange gæster"));
			assert.ok(links(site, asked).length > 0);

			await anna.open("/my");
			assert.match(await anna.page.textContent("main"), /hvor mange gæster/);
			await anna.send("/my/submit");

			await coordinator.open(review);
			for (const criterion of ["social_purpose", "trading", "independent", "governance", "use_of_profit"])
				await coordinator.fill({ [`${criterion}_verdict`]: "met" });
			await coordinator.shot("3-review");
			await coordinator.send(review, "[value=approve]");
			await site.mail(ANNA, (mail) => mail.text.includes("/enterprises/"));
			await coordinator.leave();

			const visitor = await Person.arrive(browser, site, "visitor");
			for (const query of ["words=kantiner", "seat=0621", "words=caf%C3%A9+rodf%C3%A6stet"]) {
				await visitor.open(`/enterprises?${query}`);
				assert.match(await visitor.page.textContent("main"), new RegExp(ENTERPRISE), query);
			}
			await visitor.shot("3-directory");
			await visitor.page.locator("main a", { hasText: ENTERPRISE }).first().click();
			await visitor.check();
			await visitor.shot("3-enterprise");
			await visitor.leave();
		});

		step("4. a buyer writes a purchase, sees who fits and why, and publishes it", async () => {
			buyer = await logIn(browser, site, "the buyer", BUYER, SAMPLE_PASSWORD);
			await buyer.open("/my/plans/new");
			await buyer.fill({ year: String(new Date().getFullYear() + 1), title: "Indkøb af mad" });
			await buyer.send("/my/plans/new");
			const plan = new URL(buyer.page.url()).pathname;
			assert.match(plan, /^\/my\/plans\/\d+$/);

			for (const [name, title] of [["link", "Kantine på det nye rådhus"], ["mail", "Frokost og kantine på skolerne"]]) {
				await buyer.open(`${plan}/lines/new`);
				await buyer.fill({ title, text: "Vi søger en kantine med frokost til 150 gæster hver dag, gerne økologisk.",
					value_dkk: "450000", dialogue_ends: daysFromNow(30), contract_starts: daysFromNow(120),
					contact_name: "Bo Birk", contact_email: BUYER });
				await buyer.chooseCpv("kantine");
				await buyer.page.locator("#preview", { hasText: ENTERPRISE }).waitFor({ timeout: 10000 });
				await buyer.check();
				await buyer.shot(`4-line-form-${name}`);
				await buyer.send(`${plan}/lines/new`, "[value=publish]");
				line[name] = /\/my\/lines\/(\d+)\/publish/.exec(buyer.page.url())[1];
				assert.match(await buyer.page.textContent("main"), new RegExp(ENTERPRISE));
				assert.deepEqual(await site.ask(`SELECT COUNT(*) FROM outbox WHERE kind = 'match' AND model LIKE '%${title}%'`), [["0"]],
					"nobody is told before it is published");
				await buyer.shot(`4-publish-${name}`);
				await buyer.send(`/my/lines/${line[name]}/publish`);
			}
			await buyer.open(`/lines/${line.link}`);
			await buyer.checkNarrow("4-line");
		});

		step("5. the mail says what is wanted and why it fits, in text and HTML, and can be answered", async () => {
			const mail = await site.mail(ANNA, (one) => one.subject.includes("Kantine på det nye rådhus"));
			assert.match(mail.text, /Kolding/);
			assert.ok(mail.html.includes("Kantine på det nye rådhus"));
			assert.match(mail.replyTo[0].address, /^svar\+[0-9a-f]{32}@svar\.torv\.example$/);
			assert.equal(mail.headers["auto-submitted"], "auto-generated");
			assert.match(mail.headers["message-id"], /@/);
			assert.deepEqual(await site.ask(`SELECT status FROM line_match WHERE line_id = ${line.link} `
				+ `AND organisation_id = (SELECT id FROM organisation WHERE name = '${ENTERPRISE}')`), [["notified"]]);
		});

		step("6. the link in the mail decides nothing by itself; the button does", async () => {
			const status = () => site.ask(`SELECT status, answered_via FROM line_match WHERE line_id = ${line.link} `
				+ `AND organisation_id = (SELECT id FROM organisation WHERE name = '${ENTERPRISE}')`);
			const mail = await site.mail(ANNA, (one) => one.subject.includes("Kantine på det nye rådhus"));
			// Anna reads her mail on a telephone where she is not logged in.
			const phone = await Person.arrive(browser, site, "Anna's telephone", { viewport: { width: 360, height: 740 } });
			for (const link of links(site, mail).filter((one) => one.includes("/answer/"))) {
				await phone.open(link);
				assert.ok(["notified", "seen"].includes((await status())[0][0]), `${link} decides by itself`);
			}
			await phone.open(links(site, mail).find((one) => one.includes("/answer/")));
			await phone.shot("6-answer");
			await phone.fill({ words: "Vi vil gerne vise jer vores køkken." });
			await phone.send("/answer/", "[value=interested]");
			assert.deepEqual(await status(), [["interested", "web"]]);
			await phone.leave();

			await buyer.open(`/lines/${line.link}`);
			assert.match(await buyer.page.textContent("#board"), /vise jer vores køkken/);
			await buyer.shot("6-board");
			await site.mail(BUYER, (one) => one.text.includes(ENTERPRISE));
		});

		step("6. a reply to the mail answers it too", async () => {
			const mail = await site.mail(ANNA, (one) => one.subject.includes("Frokost og kantine på skolerne"));
			await site.reply(mail, ANNA, "Ja\n\nVi kan begynde til sommer.");
			const understood = await site.mail(ANNA, (one) => one.headers["in-reply-to"] !== undefined
				&& one.subject.includes("Frokost og kantine"), 30);
			assert.ok(understood);
			assert.deepEqual(await site.ask(`SELECT status, answered_via FROM line_match WHERE line_id = ${line.mail} `
				+ `AND organisation_id = (SELECT id FROM organisation WHERE name = '${ENTERPRISE}')`), [["interested", "mail"]]);
			await buyer.open(`/lines/${line.mail}`);
			assert.match(await buyer.page.textContent("#board"), /begynde til sommer/);
			assert.doesNotMatch(await buyer.page.textContent("#board"), /skrev Torv/, "what was quoted is left out");
			await site.mail(BUYER, (one) => one.text.includes("begynde til sommer"));
		});

		step("7. a buyer writes to the enterprise; its answer by mail comes into the conversation", async () => {
			const [[slug]] = await site.ask(`SELECT slug FROM organisation WHERE name = '${ENTERPRISE}'`);
			await buyer.open(`/enterprises/${slug}/contact`);
			await buyer.fill({ subject: "Et besøg hos jer?", text: "Må vi komme og smage maden i næste uge?" });
			await buyer.send(`/enterprises/${slug}/contact`);
			const asked = await site.mail(ANNA, (one) => one.text.includes("smage maden"));
			await site.reply(asked, ANNA, "I er velkomne på tirsdag klokken elleve.");
			const answered = await site.mail(BUYER, (one) => one.text.includes("velkomne på tirsdag"), 30);
			assert.ok(answered);
			await buyer.open("/messages");
			await buyer.page.locator("main a", { hasText: "Et besøg hos jer?" }).first().click();
			await buyer.check();
			assert.match(await buyer.page.textContent(".conversation"), /velkomne på tirsdag/);
			await buyer.shot("7-conversation");

			await anna.open("/messages");
			await anna.page.locator("main a", { hasText: "Et besøg hos jer?" }).first().click();
			await anna.check();
			await anna.fill({ text: "Kom ind ad bagdøren." });
			await anna.page.setInputFiles("#files", { name: "Vejen hertil.txt", mimeType: "text/plain", buffer: Buffer.from("Til højre ved kirken.") });
			await anna.send(new URL(anna.page.url()).pathname);
			const mailed = await site.mail(BUYER, (one) => one.text.includes("bagdøren"));
			assert.match(mailed.text, /Vejen hertil\.txt \(1 KB\)\s+http\S+\/attachments\/\d+/);
			const [file] = await Promise.all([anna.page.waitForEvent("download"), anna.page.locator(".attachments a").click()]);
			assert.equal(file.suggestedFilename(), "Vejen hertil.txt");
		});

		step("8. the supplier list and the statistics open in Excel", async () => {
			const list = await buyer.download(`/lines/${line.link}/suppliers.xlsx`, "suppliers.xlsx");
			const rows = (await site.wish({ sheets: list })).map((row) => row.join("\t"));
			const own = rows.find((row) => row.includes(ENTERPRISE));
			assert.ok(own?.includes(ANNA), `the contact stands beside the enterprise: ${own}`);

			await buyer.open("/statistics");
			await buyer.shot("8-statistics");
			const today = daysFromNow(0);
			const table = await buyer.download(`/statistics.xlsx?as_of=${today}`, "statistics.xlsx");
			const cells = await site.wish({ sheets: table });
			const kolding = cells.find((row) => row[0] === "Kolding");
			const command = join(artifacts, `${web}-soev.xlsx`);
			await site.torv("export", "soev", "--as-of", today, "--out", command);
			assert.deepEqual((await site.wish({ sheets: command })).find((row) => row[0] === "Kolding"), kolding,
				"the page and the command say the same");
			assert.ok(Number(kolding[1]) >= 2, "the new enterprise is counted");
		});
	});
}
