// SPDX-License-Identifier: MPL-2.0
//
// What makes Torv quicker where there is script; every page works without. Nothing here decides:
// the server checks and says it all again.
//
//   data-cpv="NAME"       CPV codes suggested as one types (a combobox as WAI-ARIA describes it)
//   data-preview="URL"    a form that is sent, as typed so far, to URL; the HTML that comes back fills
//                         the element that data-preview-into names; data-preview-failed is said when none comes
//   data-counted          how many characters are left (with maxlength)
//   data-filter="LABEL"   a field over a long list of checks
//   data-keep="TEXT"      a form that asks before what was typed is lost
"use strict";
(() => {
	const all = (selector, from) => [...(from || document).querySelectorAll(selector)];

	/* An element with attributes and text: make("li", { id: "x" }, "text") */
	function make(tag, attributes, text) {
		const element = document.createElement(tag);

		for (const [name, value] of Object.entries(attributes || {}))
			element.setAttribute(name, value);
		if (text !== undefined)
			element.textContent = text;
		return element;
	}

	/* Calls `run` when nothing has happened for that long. */
	function after_pause(milliseconds, run) {
		let timer;

		return (...what) => {
			clearTimeout(timer);
			timer = setTimeout(run, milliseconds, ...what);
		};
	}

	// ---- where one is ----

	for (const link of all(".navigation-list a")) {
		const path = link.getAttribute("href");
		if (location.pathname === path || location.pathname.startsWith(path + "/"))
			link.setAttribute("aria-current", location.pathname === path ? "page" : "true");
	}

	// ---- the narrow screen's menu: closed by Escape, and by going on past it ----

	for (const menu of all("details.menu")) {
		menu.addEventListener("keydown", (event) => {
			if (event.key === "Escape" && menu.open) {
				menu.open = false;
				menu.querySelector("summary").focus();
			}
		});
		menu.addEventListener("focusout", (event) => {
			if (event.relatedTarget && !menu.contains(event.relatedTarget))
				menu.open = false;
		});
	}

	// ---- a form that was refused: to the list of problems; a link in it to its field ----

	const problems = document.getElementById("problems");
	if (problems)
		problems.focus();

	// ---- CPV codes ----

	function cpv(fieldset) {
		const name = fieldset.dataset.cpv;
		const input = fieldset.querySelector("input[type=text]");
		const button = fieldset.querySelector("button");
		const chosen = fieldset.querySelector(".cpv-chosen");
		const list = make("ul", { class: "cpv-list", role: "listbox", id: input.id + "-list", "aria-label": input.labels[0].textContent });
		const status = make("p", { class: "sr-only", role: "status" });
		let at = -1, asked = 0;

		list.hidden = true;
		fieldset.querySelector(".cpv-search").append(list, status);
		for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" }))
			input.setAttribute(key, value);

		function close() {
			list.hidden = true;
			at = -1;
			input.setAttribute("aria-expanded", "false");
			input.removeAttribute("aria-activedescendant");
		}

		function mark(index) {
			const options = all("[role=option]", list);

			if (!options.length)
				return;
			at = (index + options.length) % options.length;
			options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
			options[at].scrollIntoView({ block: "nearest" });
			input.setAttribute("aria-activedescendant", options[at].id);
		}

		function choose(option) {
			const code = option.dataset.code, id = name + "-" + code;
			const there = document.getElementById(id);

			if (there) {
				there.checked = true;
			} else {
				const row = make("div", { class: "form-group-checkbox" });
				const label = make("label", { for: id }, option.dataset.label + " ");

				label.append(make("span", { class: "quiet" }, code));
				row.append(make("input", { class: "form-checkbox", type: "checkbox", id, name, value: code, checked: "" }), label);
				chosen.append(row);
			}
			input.value = "";
			close();
			input.dispatchEvent(new Event("change", { bubbles: true }));
		}

		function open() {
			list.hidden = false;
			input.setAttribute("aria-expanded", "true");
			list.scrollIntoView({ block: "nearest" });
		}

		/* In place of codes. */
		function say(text) {
			list.replaceChildren(make("li", { class: "quiet", role: "presentation" }, text));
			status.textContent = text;
			open();
		}

		function show(codes) {
			if (!codes.length)
				return say(fieldset.dataset.none);
			list.replaceChildren(...codes.map(({ code, name: label }, i) => {
				const option = make("li", { role: "option", id: `${list.id}-${i}`, "aria-selected": "false", "data-code": code, "data-label": label }, label + " ");

				option.append(make("span", { class: "quiet" }, code));
				return option;
			}));
			status.textContent = `${fieldset.dataset.found} ${codes.length}`;
			open();
		}

		/* What title and text are about, as long as nothing is chosen or looked for. */
		function written() {
			const fields = all("[name=title], [name=text]", fieldset.form);

			// by characters: half of one cannot stand in an address
			return chosen.querySelector("input:checked") ? "" : [...fields.map((field) => field.value).join(" ").trim()].slice(0, 400).join("");
		}

		const ask = after_pause(180, async () => {
			const words = input.value.trim() || written(), mine = ++asked;

			if (words.length < 2)
				return close();
			const codes = await fetch("/cpv?words=" + encodeURIComponent(words), { headers: { Accept: "application/json" } })
				.then(async (answer) => answer.ok && (await answer.json()).codes).catch(() => null);
			if (mine !== asked || document.activeElement !== input)
				return;
			if (!input.value.trim() && !(codes && codes.length))
				return close(); // nobody has asked for anything
			codes ? show(codes) : say(fieldset.dataset.failed);
		});

		// Else Enter in any field of the form would press it, because it is the form's first.
		button.type = "button";
		button.addEventListener("click", () => { input.focus(); ask(); });
		input.addEventListener("input", (event) => { event.stopPropagation(); ask(); });
		input.addEventListener("focus", () => { if (!input.value) ask(); });
		input.addEventListener("blur", () => setTimeout(close, 150));
		input.addEventListener("keydown", (event) => {
			const options = all("[role=option]", list);

			if (event.key === "Escape")
				return close();
			if (event.key === "Enter" && list.hidden) {
				event.preventDefault();
				return ask();
			}
			if (list.hidden || !options.length)
				return;
			if (event.key === "ArrowDown" || event.key === "ArrowUp") {
				event.preventDefault();
				mark(at < 0 && event.key === "ArrowUp" ? -1 : at + (event.key === "ArrowDown" ? 1 : -1));
			} else if (event.key === "Enter") {
				event.preventDefault();
				if (at >= 0 || input.value.trim()) // what was only offered is not chosen in passing
					choose(options[Math.max(at, 0)]);
			}
		});
		list.addEventListener("mousedown", (event) => {
			const option = event.target.closest("[role=option]");

			event.preventDefault();
			if (option)
				choose(option);
		});
	}
	all("[data-cpv]").forEach(cpv);

	// ---- the live preview beside a form ----

	function preview(form) {
		const into = document.getElementById(form.dataset.previewInto);
		let asked = 0;

		/* What stands there fits what was typed before: it stays, and says so. */
		function stale() {
			if (!into.querySelector("[data-stale]"))
				into.prepend(make("p", { class: "quiet", "data-stale": "" }, form.dataset.previewFailed));
		}

		const ask = after_pause(500, async () => {
			const mine = ++asked;

			into.setAttribute("aria-busy", "true");
			try {
				const answer = await fetch(form.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Requested-With": "preview" } });
				const html = await answer.text();
				if (mine === asked && answer.ok)
					into.innerHTML = html; // our own template, everything in it escaped
				else if (mine === asked)
					stale();
			} catch {
				if (mine === asked)
					stale();
			}
			if (mine === asked)
				into.removeAttribute("aria-busy");
		});

		form.addEventListener("input", ask);
		form.addEventListener("change", ask);
	}
	all("form[data-preview]").forEach(preview);

	// ---- how much room is left ----

	function counter(field) {
		const line = make("p", { class: "character-limit", id: field.id + "-left", "aria-hidden": "true" });
		const count = () => {
			const left = field.maxLength - field.value.length;

			line.textContent = `${field.value.length} / ${field.maxLength}`;
			line.classList.toggle("limit-exceeded", left <= 0);
		};

		field.after(line);
		field.addEventListener("input", count);
		count();
	}
	all("[data-counted][maxlength]").forEach(counter);

	// ---- a field over a long list of checks ----

	function filter(list) {
		const rows = all(".form-group-checkbox", list);
		if (rows.length < 15)
			return;

		const label = list.dataset.filter;
		const input = make("input", { class: "form-input checks-filter", type: "text", "aria-label": label, placeholder: label, autocomplete: "off" });
		list.before(input);
		input.addEventListener("input", (event) => {
			const words = input.value.trim().toLowerCase();

			event.stopPropagation();
			for (const row of rows)
				row.hidden = !row.textContent.toLowerCase().includes(words) && !row.querySelector("input").checked;
		});
		input.addEventListener("keydown", (event) => {
			if (event.key === "Enter")
				event.preventDefault();
		});
	}
	all("[data-filter]").forEach(filter);

	// ---- nothing typed is lost by leaving ----

	function keep(form) {
		let changed = false;

		for (const kind of ["input", "change"]) // a code that was chosen from a list is a change without input
			form.addEventListener(kind, () => { changed = true; });
		form.addEventListener("submit", () => { changed = false; });
		window.addEventListener("beforeunload", (event) => {
			if (changed)
				event.preventDefault();
		});
	}
	all("form[data-keep]").forEach(keep);
})();
