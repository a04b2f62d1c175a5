/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What belongs to every installation and hardly changes: the words explained, the accessibility
 * statement. The same texts as a page and as JSON.
 */
#include "fcgi/pages.h"

#define PARAGRAPHS 2
#define POINTS 5

static const struct {
	const char *id; /* of its place on the page: "/words#soev" */
	const char *word;
	const char *paragraphs[PARAGRAPHS];
	const char *points[POINTS]; /* listed after the paragraphs */
} words[] = {
	{"soev", N_("Social enterprise (SØV)"),
		{N_("A business that exists to do good for people or society and earns its money by selling goods and services. In Danish: socialøkonomisk virksomhed, SØV. The profit goes back to the purpose."),
			N_("We look at five things, the same five as the law does:")},
		{N_("It has a social purpose: social, for employment, health, environment or culture."),
			N_("It trades: a substantial part of its income comes from goods or services that it sells."),
			N_("It is independent of public authorities: they do not run it."),
			N_("It is run in an inclusive and responsible way: those whom it concerns are heard."),
			N_("It uses its profit socially: for its purpose, for the business itself, or for other social purposes.")}},
	{"rsv", N_("Registered social enterprise (RSV)"),
		{N_("A social enterprise that the Danish Business Authority has entered in its public register. It meets the five criteria of Act 711 of 2014, and only such an enterprise may call itself registered. One can be a social enterprise on Torv without being in that register.")},
		{NULL}},
	{"on-the-way", N_("On the way"),
		{N_("An enterprise that is being set up, or a business that is about to become a social enterprise. It can be found on Torv, and it says itself that it is on the way.")},
		{NULL}},
	{"cpv", N_("CPV codes"),
		{N_("The EU's common list of everything that can be bought, Common Procurement Vocabulary. Each thing has eight digits: the first two name the field, and each further digit is more exact. Buyers and suppliers who use the same code find each other whatever words they use.")},
		{NULL}},
	{"paragraph-54", N_("§ 54: a reserved purchase"),
		{N_("A municipality may reserve a purchase under § 54 of the Danish Procurement Act. Then only sheltered workshops and businesses whose main aim is to bring disabled or disadvantaged people into work may take part, and at least 30 % of those who work there must be disabled or disadvantaged.")},
		{NULL}},
	{"target-group", N_("Target group"),
		{N_("The people whom an enterprise is there for: those who find it hard to get or keep a job, for instance because of a disability, illness, or a long time without work.")},
		{NULL}},
	{"cvr", N_("CVR number"),
		{N_("The eight digits that every Danish business has in the Central Business Register.")},
		{NULL}},
	{"plan", N_("Purchase plan and purchase"),
		{N_("A purchase plan is what a municipality plans to buy in a year. Each purchase in it says what is wanted, when, and for about how much money.")},
		{NULL}},
	{"match", N_("Match"),
		{N_("When a purchase is published, Torv compares it with what every enterprise supplies, where it delivers and how much it can take on. What fits gets a score from 0 to 100, and both sides see the reasons. All who fit are told at the same time.")},
		{NULL}},
};

static json_t *texts(const struct req *req, const char *const *list, size_t most)
{
	json_t *out = json_array();

	for (size_t i = 0; i < most && list[i] != NULL; i++)
		json_array_append_new(out, json_pack("{s:s}", "text", tr(req, list[i])));
	return out;
}

enum err words_show(struct req *req)
{
	json_t *list = json_array();

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:o, s:o, s:b}", "id", words[i].id, "url",
			arena_printf(req->mem, "/words#%s", words[i].id), "word", tr(req, words[i].word), "paragraphs",
			texts(req, words[i].paragraphs, PARAGRAPHS), "points", texts(req, words[i].points, POINTS),
			"has_points", words[i].points[0] != NULL));
	return render(req, "words", json_pack("{s:o}", "words", list));
}

enum err accessibility_show(struct req *req)
{
	static const char *const limits[] = {
		N_("Texts, pictures and files that enterprises and municipalities put in themselves may lack descriptions."),
		N_("In the Excel files the charts have no text of their own; the same numbers stand in the table beside them."),
	};
	const struct configuration *configuration = req->site->configuration;

	return render(req, "accessibility", json_pack("{s:s, s:s, s:s, s:o, s:s, s:s}", "standard", "WCAG 2.1", "level", "AA",
		"european_standard", "EN 301 549", "known_limits", texts(req, limits, sizeof limits / sizeof limits[0]),
		"contact_email", configuration->contact_email, "owner", configuration->site_owner));
}
