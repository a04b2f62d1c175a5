/* SPDX-License-Identifier: MPL-2.0 */
/* CPV codes for the words that somebody types; torv.js asks while they type. See form_cpv.c. */
#include "fcgi/pages.h"
#include "lib/cpv.h"

#define MOST_SUGGESTED 20

enum err cpv_suggest(struct req *req)
{
	struct cpv *found;
	size_t count;
	json_t *codes = json_array();

	enum err err = cpv_search(req->db, req->mem, req->language, query_text(req, "words"), MOST_SUGGESTED,
		&found, &count);
	for (size_t i = 0; err == OK && i < count; i++)
		json_array_append_new(codes, json_pack("{s:s, s:s}", "code", found[i].code, "name",
						     found[i].names[req->language]));
	if (err != OK) {
		json_decref(codes);
		return err;
	}
	return send_json(req, json_pack("{s:o}", "codes", codes));
}
