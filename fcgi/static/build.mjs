// SPDX-License-Identifier: MPL-2.0
//
// Makes what the web server hands out under /static/: the style sheet (from DKFDS's SCSS and ours),
// two weights of its font, the icons that our templates name, our script and our pictures. Each
// file's name carries a hash of its content, so that it may be cached for a year; manifest.json tells
// the templates the names. A .gz stands beside each file that gains from it.
//
//     node build.mjs SOURCE TEMPLATES NODE_MODULES OUTPUT

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";

const [source, templates, modules, output] = process.argv.slice(2).map((path) => resolve(path));
if (!output) {
	console.error("usage: node build.mjs SOURCE TEMPLATES NODE_MODULES OUTPUT");
	process.exit(2);
}
const sass = createRequire(join(modules, "x.js"))("sass");
const dkfds = join(modules, "dkfds", "dist");
const fresh = output + ".new";
const manifest = {};

// The stand-ins of torv.scss.
const COLOURS = {
	"#0b5d01": "var(--torv-colour)",
	"#0b5d02": "var(--torv-colour-dark)",
	"#0b5d03": "var(--torv-colour-darker)",
};

// Icons that no template names literally because a page's model chooses them.
const CHOSEN_ICONS = ["business", "check", "chat", "error", "groups", "info", "location", "success", "time", "warning"];

/* Writes a file under a name with its hash, and returns the address that it is served at. */
function keep(name, bytes) {
	const ending = extname(name);
	const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
	const file = `${basename(name, ending)}-${hash}${ending}`;

	writeFileSync(join(fresh, file), bytes);
	if (ending !== ".woff2" && ending !== ".png")
		writeFileSync(join(fresh, file + ".gz"), gzipSync(bytes, { level: 9 }));
	return `/static/${file}`;
}

/* The same, and into the manifest: torv.css becomes torv_css. */
function publish(name, bytes) {
	const key = name.replace(/[.-]/g, "_");

	manifest[key] = keep(name, bytes);
}

/* Only the characters of Western Europe: the whole font has three times the weight. */
function fonts() {
	const from = join(dkfds, "fonts", "IBMPlexSans", "split", "woff2");

	publish("plex-regular.woff2", readFileSync(join(from, "IBMPlexSans-Regular-Latin1.woff2")));
	publish("plex-semibold.woff2", readFileSync(join(from, "IBMPlexSans-SemiBold-Latin1.woff2")));
}

/* One SVG with a <symbol> for each icon that a template names: {{<icon}}{{$name}}search{{/name}}{{/icon}} */
function icons() {
	const names = new Set(CHOSEN_ICONS);

	for (const file of readdirSync(templates).filter((name) => name.endsWith(".html")))
		for (const found of readFileSync(join(templates, file), "utf8").matchAll(/\{\{<\s*icon\}\}\{\{\$name\}\}([a-z-]+)\{\{\/name\}\}/g))
			names.add(found[1]);

	const symbols = [...names].sort().map((name) => {
		const svg = readFileSync(join(dkfds, "img", "svg-icons", `${name}.svg`), "utf8");
		const [, box, drawing] = svg.match(/viewBox="([^"]+)"[^>]*>(.*)<\/svg>/s);
		return `<symbol id="${name}" viewBox="${box}">${drawing}</symbol>`;
	});
	publish("icons.svg", Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`));
}

function pictures() {
	for (const name of readdirSync(join(source, "images")).sort())
		publish(name, readFileSync(join(source, "images", name)));
}

function script() {
	publish("torv.js", readFileSync(join(source, "torv.js")));
}

/* The addresses in it that are relative to DKFDS become ours; what they name is kept too. */
function styles() {
	let css = sass.compile(join(source, "scss", "torv.scss"), {
		style: "compressed",
		loadPaths: [join(dkfds, "scss")],
		quietDeps: true,
		logger: sass.Logger.silent,
	}).css;

	for (const [colour, property] of Object.entries(COLOURS))
		css = css.replaceAll(colour, property);
	css = css.replace(/url\(["']?([^"')]+)["']?\)/g, (whole, address) => `url(${address_of(address)})`);
	publish("torv.css", Buffer.from(css));
}

function address_of(address) {
	const key = basename(address).replace(/[.-]/g, "_");

	if (address.startsWith("#") || address.startsWith("/"))
		return address;
	if (manifest[key])
		return manifest[key];
	return keep(basename(address), readFileSync(join(dkfds, "img", "svg-icons", basename(address))));
}

/* The licences of what we hand out: MIT (DKFDS), OFL (the font), Apache 2.0 (the icons). */
function licences() {
	writeFileSync(join(fresh, "LICENSE-dkfds.md"), readFileSync(join(modules, "dkfds", "LICENSE.md")));
	writeFileSync(join(fresh, "LICENSE-plex.txt"),
		readFileSync(join(dkfds, "fonts", "IBMPlexSans", "split", "woff2", "license.txt")));
}

rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });
fonts();
icons();
pictures();
script();
styles();
licences();
writeFileSync(join(fresh, "manifest.json"), JSON.stringify(manifest, null, "\t") + "\n");
rmSync(output, { recursive: true, force: true });
renameSync(fresh, output);
