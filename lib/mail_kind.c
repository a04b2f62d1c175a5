/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The table of mail kinds. To add a mail: a row here, its three templates in mail/templates
 * (NAME.subject.txt, NAME.txt, NAME.html), and sample data in mail/templates/samples.json, from which
 * the tests compose it in every language.
 */
#include <stddef.h>
#include <string.h>

#include "lib/mail_kind.h"

const struct mail_kind mail_kinds[] = {
	/* ---- getting in: to the person who asked just now ---- */
	{.name = "confirm-address", .path = "/register/confirm/{token}", .needs_token = true,
		.always = true, .fields = {NULL}},
	{.name = "login-link", .path = "/login/link/{token}", .needs_token = true, .always = true,
		.fields = {NULL}},
	/* an administrator lets someone in who acts for the organisation from then on */
	{.name = "invitation", .path = "/login/link/{token}", .needs_token = true, .always = true,
		.fields = {"organisation_name"}},
	{.name = "reset-password", .path = "/password/{token}", .needs_token = true, .always = true,
		.fields = {NULL}},
	/* someone registered with an address that has an account: told by mail, never by a page */
	{.name = "account-exists", .path = "/register/confirm/{token}", .needs_token = true, .always = true,
		.fields = {"enterprise_name"}},

	/* ---- review: to the coordinator, then to the enterprise ---- */
	{.name = "review-asked", .topic = "review", .path = "/review/{enterprise_id}",
		.fields = {"enterprise_id", "enterprise_name", "pitch"}},
	{.name = "review-approved", .path = "/enterprises/{enterprise_slug}",
		.fields = {"enterprise_name", "enterprise_slug", "words"}},
	{.name = "review-changes", .path = "/my",
		.fields = {"enterprise_name", "words", "due_on"}},

	/* ---- a plan line: to the enterprises that fit, and to the buyer ---- */
	{.name = "match", .topic = "match", .path = "/answer/{token}", .needs_token = true, .can_be_answered = true,
		.fields = {"line_id", "title", "buyer_name", "text", "value_dkk", "reserved",
			"dialogue_ends_on", "tender_starts_on", "contract_starts_on",
			"contract_ends_on", "enterprise_name", "reasons"}},
	{.name = "line-cancelled", .topic = "line", .path = "/lines/{line_id}",
		.fields = {"line_id", "title", "buyer_name", "enterprise_name", "answered"}},
	/* each fact with what it was (null when it is the same) and whether it differs (line_change.c) */
	{.name = "line-changed", .topic = "line", .path = "/answer/{token}", .needs_token = true,
		.can_be_answered = true,
		.fields = {"line_id", "title", "buyer_name", "enterprise_name", "answered", "text",
			"value_dkk", "procedure", "reserved", "dialogue_ends_on", "tender_starts_on",
			"contract_starts_on", "contract_ends_on", "old_title", "old_value_dkk",
			"old_dialogue_ends_on", "old_tender_starts_on", "old_contract_starts_on",
			"old_contract_ends_on", "title_changed", "text_changed", "value_dkk_changed",
			"procedure_changed", "reserved_changed", "dialogue_ends_on_changed",
			"tender_starts_on_changed", "contract_starts_on_changed",
			"contract_ends_on_changed"}},
	/* once, to who has not answered, some days before the dialogue ends */
	{.name = "reminder", .topic = "reminder", .path = "/answer/{token}", .needs_token = true,
		.can_be_answered = true,
		.fields = {"line_id", "title", "buyer_name", "enterprise_name", "value_dkk",
			"dialogue_ends_on"}},
	{.name = "answer-received", .topic = "answer", .path = "/lines/{line_id}",
		.fields = {"line_id", "title", "enterprise_name", "interested", "words", "answers"}},
	{.name = "question-asked", .topic = "question", .path = "/lines/{line_id}#questions",
		.fields = {"line_id", "title", "question"}},
	{.name = "question-answered", .topic = "question", .path = "/lines/{line_id}#questions",
		.fields = {"line_id", "title", "buyer_name", "question", "answer"}},

	/* ---- to who follows what a municipality plans; both links carry the follower's token ---- */
	{.name = "follow-asked", .path = "/follow/{token}", .needs_token = true, .always = true,
		.fields = {"municipality_name"}},
	{.name = "line-published", .topic = "follow", .path = "/lines/{line_id}", .stop_path = "/follow/{token}",
		.needs_token = true,
		.fields = {"line_id", "title", "buyer_name", "text", "value_dkk", "dialogue_ends_on",
			"contract_starts_on"}},

	/* ---- a message in a conversation ---- */
	{.name = "contact", .topic = "message", .path = "/messages/{conversation_id}", .can_be_answered = true,
		.personal = true,
		.fields = {"conversation_id", "subject", "author_name", "author_address", "organisation_name",
			"contact", "text", "line_title", "has_attachments", "attachments"}},

	/* ---- back to who answered by mail ---- */
	/* exactly one of interested, declined and question is true */
	{.name = "reply-understood", .path = "/answer/{token}", .needs_token = true,
		.can_be_answered = true,
		.fields = {"title", "interested", "declined", "asks_why", "question", "words"}},
	{.name = "reply-unclear", .path = "/answer/{token}", .needs_token = true,
		.can_be_answered = true,
		.fields = {"title", "text"}},
	/* nothing could be done with it: late, the line takes no answers any more; else it held no text */
	{.name = "reply-refused", .path = "{path}", .fields = {"title", "late", "path"}},
	/* a reply came from another address than the one we wrote to, or (doubted) from one that somebody
	 * else may have used: the person we wrote to says whether it is theirs */
	{.name = "reply-waiting", .path = "/waiting/{token}", .needs_token = true,
		.fields = {"title", "sender_address", "doubted"}},

	/* ---- an address of an enterprise takes no mail: to the coordinator ---- */
	{.name = "undeliverable", .path = "/enterprises/{enterprise_slug}",
		.fields = {"enterprise_name", "enterprise_slug", "person_name", "address", "words"}},

	/* ---- a coordinator calls the field together; a file for the calendar is attached (compose.c) ---- */
	{.name = "event", .topic = "event", .path = "/events/{event_id}",
		.fields = {"event_id", "title", "text", "place", "organiser_name", "starts_at", "ends_at"}},
	/* to who was told of it; the file replaces the entry in their calendar, or takes it out */
	{.name = "event-changed", .topic = "event", .path = "/events/{event_id}",
		.fields = {"event_id", "title", "text", "place", "organiser_name", "starts_at", "ends_at", "sequence",
			"stamp", "old_title", "old_place", "old_starts_at", "old_ends_at", "title_changed",
			"place_changed", "text_changed", "starts_changed", "ends_changed"}},
	{.name = "event-cancelled", .topic = "event", .path = "/events/{event_id}",
		.fields = {"event_id", "title", "text", "place", "organiser_name", "starts_at", "ends_at", "sequence",
			"stamp", "words"}},

	/* ---- direct purchases from one supplier come near the municipality's ceiling, or reach it ---- */
	{.name = "ceiling-near", .topic = "ceiling", .path = "/my/purchases",
		.fields = {"supplier_name", "sum_dkk", "ceiling_dkk", "reached", "years"}},

	/* ---- at their time ---- */
	/* once a year: are the facts of the enterprise still right? */
	{.name = "renewal", .topic = "renewal", .path = "/my/facts",
		.fields = {"enterprise_name", "pitch", "employees", "employees_target_group",
			"rsv_registered_on", "contact_name", "contact_email", "contact_phone",
			"offerings", "unchanged_since_on"}},
	/* several mails of one topic (digest.h); the topic is the row's */
	{.name = "digest", .path = "/my", .fields = {"count", "items"}},
	{.name = NULL},
};

const struct mail_kind *mail_kind_find(const char *name)
{
	for (const struct mail_kind *kind = mail_kinds; kind->name != NULL; kind++)
		if (strcmp(kind->name, name) == 0)
			return kind;
	return NULL;
}
