/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/site.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "fcgi/card_cache.h"
#include "fcgi/page_cache.h"
#include "lib/gazetteer.h"
#include "lib/log.h"
#include "lib/map.h"
#include "lib/search_index.h"
#include "lib/stencil.h"
#include "lib/templates.h"

/* The theme is made from the configuration; its address changes with what is in it, so that browsers
 * may keep it. */
static void add_theme(struct arena *mem, json_t *assets, const struct configuration *configuration)
{
	unsigned char hash[crypto_generichash_BYTES_MIN];
	char digits[2 * sizeof hash + 1];
	const char *what = arena_printf(mem, "%s %s", TORV_VERSION, configuration->site_colour);

	crypto_generichash(hash, sizeof hash, (const unsigned char *)what, strlen(what), NULL, 0);
	text_from_bytes(hash, sizeof hash, digits);
	json_object_set_new(assets, "theme_css", json_string(arena_printf(mem, "/theme-%s.css", digits)));
}

static enum err read_assets(struct arena *mem, struct site *site)
{
	const char *path = arena_printf(mem, "%s/static/manifest.json", site->configuration->data_directory);
	json_error_t error;

	site->assets = json_load_file(path, 0, &error);
	if (!json_is_object(site->assets)) {
		log_error("%s: %s", path, error.text);
		return FAILED;
	}
	add_theme(mem, site->assets, site->configuration);
	return OK;
}

static json_t *site_model(const struct configuration *c)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:s, s:s}", "name", c->site_name, "url", c->site_url,
		"owner", c->site_owner, "contact_email", c->contact_email, "has_logo",
		c->site_logo != NULL, "colour", c->site_colour, "version", TORV_VERSION);
}

static json_t *languages_model(struct arena *mem, int current)
{
	json_t *list = json_array();

	for (int i = 0; i < LANGUAGES; i++) {
		const char *code = language_code((enum language)i);
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:b, s:s}", "code", code, "name", language_name((enum language)i),
				"current", i == current, "url", arena_printf(mem, "/language/%s", code)));
	}
	return list;
}

/* They are the same on each page. */
static void make_models(struct arena *mem, struct site *site)
{
	site->model = site_model(site->configuration);
	for (int language = 0; language < LANGUAGES; language++)
		site->languages[language] = languages_model(mem, language);
}

static const char *const facet_holes[] = {"url", "name", "count", NULL};
static const char *const option_holes[] = {"value", "label", NULL};

static const struct {
	const char *template;
	const char *const *holes;
	bool chosen;
} stencils[STENCILS] = {
	[STENCIL_FACET] = {"facet_choice.html", facet_holes, false},
	[STENCIL_FACET_CHOSEN] = {"facet_choice.html", facet_holes, true},
	[STENCIL_MAP_PLACE] = {"map_place.html", map_holes, false},
	[STENCIL_OPTION] = {"option.html", option_holes, false},
	[STENCIL_OPTION_CHOSEN] = {"option.html", option_holes, true},
};

static enum err cut_stencils(struct site *site)
{
	for (size_t i = 0; i < STENCILS; i++)
		for (int language = 0; language < LANGUAGES; language++) {
			OWNED(json_decrefp) json_t *model = json_pack("{s:b}", "chosen", stencils[i].chosen);
			TRY(stencil_open(site->templates, (enum language)language, stencils[i].template, model,
				stencils[i].holes, &site->stencils[i][language]));
		}
	return OK;
}

static enum err read_texts(struct arena *mem, struct site *site)
{
	const char *data = site->configuration->data_directory;

	TRY(catalogues_open(arena_printf(mem, "%s/locale", data), &site->catalogues));
	TRY(templates_open(arena_printf(mem, "%s/templates/fcgi", data), site->catalogues, &site->templates));
	return cut_stencils(site);
}

static enum err build_index(struct site *site)
{
	struct db *db;
	enum err err = db_open(site->configuration, &db);

	if (err == OK || err == UNAVAILABLE)
		err = match_index_open(db, site->configuration->index_folder, &site->index);
	db_close(&db);
	return err == UNAVAILABLE ? OK : err;
}

enum err site_open(const char *configuration_path, void (*report)(const char *), struct site **out)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct configuration *configuration;

	*out = NULL;
	TRY(configuration_open(configuration_path, report, &configuration));
	struct site *site = calloc(1, sizeof *site);
	if (site == NULL)
		abort();
	site->configuration = configuration;
	site->gazetteer = gazetteer_open();
	make_models(mem, site);
	enum err err = read_texts(mem, site);
	if (err == OK)
		err = read_assets(mem, site);
	if (err == OK)
		err = card_cache_open(site->templates, site->assets, &site->cards);
	if (err == OK)
		err = build_index(site);
	if (err != OK) {
		site_close(&site);
		return err;
	}
	*out = site;
	return OK;
}

void site_close(struct site **site)
{
	if (*site == NULL)
		return;
	index_follow_end(&(*site)->follower);
	card_fill_end(&(*site)->card_fill);
	match_index_close(&(*site)->index);
	gazetteer_close(&(*site)->gazetteer);
	card_cache_close(&(*site)->cards);
	page_cache_close(&(*site)->pages);
	for (size_t i = 0; i < STENCILS; i++)
		for (size_t language = 0; language < LANGUAGES; language++)
			stencil_close(&(*site)->stencils[i][language]);
	templates_close(&(*site)->templates);
	catalogues_close(&(*site)->catalogues);
	json_decref((*site)->assets);
	json_decref((*site)->model);
	for (size_t language = 0; language < LANGUAGES; language++)
		json_decref((*site)->languages[language]);
	configuration_close(&(*site)->configuration);
	free(*site);
	*site = NULL;
}
