/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Two who write at once. A form that changes what is stored carries what its page showed, as one short hash
 * for each field ("seen"). So a field is known to have been changed by somebody else while one wrote: the
 * hash of what is stored now is another one. And it is known whether one has changed it oneself: the hash of
 * what was sent is another one.
 *
 * Nothing is stored for this, and no version is counted: two who change different things, or the same thing
 * to the same, do not get into each other's way, and what changes beside the form (a status, who is told)
 * is no reason to ask.
 */
#include "fcgi/form.h"

#include <sodium.h>
#include <string.h>

#define SEEN_BYTES 8

/* Not a secret, and no proof: who sends another one only fools himself. */
static const char *hash_of(struct req *req, const char *text)
{
	unsigned char hash[SEEN_BYTES];
	char *out = arena_alloc(req->mem, 2 * SEEN_BYTES + 1);

	_Static_assert(SEEN_BYTES >= crypto_shorthash_BYTES, "room for the hash");
	static const unsigned char key[crypto_shorthash_KEYBYTES] = {0};
	crypto_shorthash(hash, (const unsigned char *)text, strlen(text), key);
	text_from_bytes(hash, sizeof hash, out);
	return out;
}

/* What the form's page showed of a field, as its hash; NULL: this form does not say. */
static const char *seen_of(struct req *req, const char *name)
{
	const char *seen = form_value(req, "seen");
	size_t length = strlen(name);

	for (; *seen != '\0'; seen += strcspn(seen, " "), seen += strspn(seen, " ")) {
		if (strncmp(seen, name, length) == 0 && seen[length] == ':')
			return arena_text_n(req->mem, seen + length + 1, strcspn(seen + length + 1, " "));
	}
	return NULL;
}

struct shown form_shown(struct req *req, const char *name, const char *typed, const char *stored)
{
	struct shown shown = {.value = stored, .hash = hash_of(req, stored)};

	if (!req->form_sent)
		return shown;
	const char *seen = seen_of(req, name);
	bool changed = seen != NULL && !text_equal(seen, shown.hash) && !text_equal(typed, stored);
	shown.is_typed = !changed || !text_equal(seen, hash_of(req, typed));
	shown.is_stale = changed;
	if (shown.is_typed)
		shown.value = typed;
	return shown;
}

void form_note_stale(struct req *req, const char *name, const struct shown *shown)
{
	if (!shown->is_stale)
		return;
	form_problem(req, "", N_("Somebody else, or you in another window, has saved this while you wrote. Nothing that you typed is lost. Look at what is marked, and save again: then it is saved as it stands here."));
	form_problem(req, name, shown->is_typed
		? N_("This was changed while you wrote. What you typed stands in the field, what is saved now stands above it.")
		: N_("This was changed while you wrote. What is saved now stands in the field."));
}

void form_show_seen(json_t *form)
{
	OWNED(buffer_close) struct buffer seen = {0};
	const char *name;
	json_t *field;

	json_object_foreach(form, name, field) {
		const char *hash = json_string_value(json_object_get(field, "hash"));
		if (hash != NULL && *hash != '\0') /* not of a password */
			buffer_printf(&seen, "%s%s:%s", seen.length > 0 ? " " : "", name, hash);
	}
	json_object_set_new(form, "seen", json_pack("{s:s}", "value", seen.length > 0 ? seen.bytes : ""));
}

enum err form_check_meanwhile(struct req *req, form_fields *show, const void *stored)
{
	OWNED(json_decrefp) json_t *form = json_object();
	struct req sent = *req;

	if (!form_flag(req, "seen"))
		return OK; /* a program that says what it wants, whatever stands there */
	sent.form_sent = true;
	TRY(show(&sent, form, stored));
	req->problems = sent.problems;
	req->problem_count = sent.problem_count;
	return form_check(req);
}
