/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What the fields of forms are called in the summary that stands over a form: "Fill this in." alone says
 * nothing there. They are called as their labels say on the page (tests/form_labels_test.c compares). A
 * field that is not here has messages that name it (the criteria, the answers to questions).
 */
#include "fcgi/form.h"

#include <string.h>

static const struct {
	const char *name;
	const char *pages; /* the templates on which it is called so; NULL: everywhere else */
	const char *label;
} labels[] = {
	{"contact_email", "field_entry field_new", N_("E-mail")},
	{"email", "plan_year", N_("Your e-mail address")},
	{"email", "register", N_("Your e-mail address")},
	{"kind", "field_entry field_new", N_("What it is")},
	{"kind", "my_offering", N_("Is it a service or a product?")},
	{"language", "my_account", N_("Language of the mails to you")},
	{"language", "my_line_form", N_("Language of the text")},
	{"language", "my_offering", N_("Language of title and text")},
	{"municipality", "admin", N_("Municipality")},
	{"name", "field_entry field_new", N_("Name of the enterprise")},
	{"name", "register", N_("Name of the enterprise")},
	{"password", "login", N_("Password")},
	{"text", "event_form", N_("What it is about")},
	{"text", "messages_show", N_("Your reply")},
	{"text", "my_line_form", N_("Description")},
	{"text", "my_offering", N_("What you supply")},
	{"title", "event_form", N_("What is it?")},
	{"words", "answer", N_("A word to the municipality")},
	{"words", "event_cancel", N_("Why? Everyone can read it. May be left empty.")},
	{"words", "field_entry", N_("What you talked about")},
	{"words", "message_report", N_("What is wrong with it?")},
	{"words", "my_withdraw", N_("A word to the municipalities you have said yes to")},
	{"words", "review_show", N_("Words to the enterprise")},

	{"agreement", NULL, N_("Voluntary agreement")},
	{"alternative", NULL, N_("What is seen on it")},
	{"amount_dkk", NULL, N_("Amount in kroner, without VAT")},
	{"areas", NULL, N_("Where you deliver")},
	{"as_of", NULL, N_("As of which day?")},
	{"audience", NULL, N_("Who is told by mail?")},
	{"bought_on", NULL, N_("Day")},
	{"capacity_dkk", NULL, N_("Largest order a year, in kroner")},
	{"contact", NULL, N_("What happened")},
	{"contact_email", NULL, N_("E-mail address")},
	{"contact_name", NULL, N_("Name")},
	{"contact_phone", NULL, N_("Telephone")},
	{"contract_ends", NULL, N_("The contract ends")},
	{"contract_starts", NULL, N_("The contract starts")},
	{"counselled", NULL, N_("Times that we counselled")},
	{"cpv", NULL, N_("What is it? (CPV codes)")},
	{"current_password", NULL, N_("Present password")},
	{"cvr", NULL, N_("CVR number")},
	{"date", NULL, N_("Day")},
	{"decline_reason", NULL, N_("Why not?")},
	{"description", NULL, N_("Description")},
	{"dialogue_ends", NULL, N_("Last day to answer and ask")},
	{"due_on", NULL, N_("Changes by")},
	{"email", NULL, N_("E-mail address")},
	{"employees", NULL, N_("Employed in all")},
	{"employees_target_group", NULL, N_("Of whom in the target group")},
	{"ends", NULL, N_("Ends")},
	{"established", NULL, N_("Newly established")},
	{"established_year", NULL, N_("Year in which you were established")},
	{"files", NULL, N_("Files, if there are any")},
	{"found", NULL, N_("Enterprises found")},
	{"happened_on", NULL, N_("When")},
	{"in_torv", NULL, N_("New in the directory")},
	{"lead_time_days", NULL, N_("Days from order to delivery")},
	{"municipality", NULL, N_("Municipality where you are based")},
	{"name", NULL, N_("Name")},
	{"next_contact_on", NULL, N_("Talk to them next on")},
	{"notes", NULL, N_("Notes")},
	{"password", NULL, N_("New password")},
	{"person", NULL, N_("Your name")},
	{"phone", NULL, N_("Telephone")},
	{"picture", NULL, N_("Picture")},
	{"pitch", NULL, N_("You in a sentence or two")},
	{"place", NULL, N_("Place")},
	{"procedure_kind", NULL, N_("How will it be bought?")},
	{"question", NULL, N_("Your question")},
	{"registered", NULL, N_("Newly registered (RSV)")},
	{"reserved", NULL, N_("Reserved under § 54")},
	{"role", NULL, N_("What they do")},
	{"roles", NULL, N_("What they do")},
	{"rsv_registered_on", NULL, N_("Registered as a social enterprise (RSV) on")},
	{"shows_address", NULL, N_("Show my e-mail address to those I talk with")},
	{"stage", NULL, N_("How far are you?")},
	{"starts", NULL, N_("Begins")},
	{"state", NULL, N_("How far it has come")},
	{"subject", NULL, N_("Subject")},
	{"supplier", NULL, N_("Supplier")},
	{"tender_starts", NULL, N_("The tender starts")},
	{"text", NULL, N_("Message")},
	{"then_on", NULL, N_("Talk to them next on")},
	{"title", NULL, N_("Title")},
	{"value_dkk", NULL, N_("Estimated value in kroner, without VAT")},
	{"visited", NULL, N_("Visits")},
	{"website", NULL, N_("Website")},
	{"what", NULL, N_("What was bought")},
	{"year", NULL, N_("Year")},
};

/* What is chosen, not typed, and what is typed but nobody else may see. */
static const char *const not_typed[] = {"areas", "audience", "contact", "cpv", "current_password",
	"decline_reason", "files", "kind", "language", "municipality", "password", "picture", "procedure_kind", "reserved",
	"role", "roles", "shows_address", "stage", "state"};

/* Fields that a page has several of: for each picture, question, criterion. */
static const char *const numbered[] = {"alternative_", "answer_"};
static const char *const of_criteria[] = {"_statement", "_evidence", "_note"};

static bool names(const char *pages, const char *page)
{
	size_t length = strlen(page);

	for (; pages != NULL && *pages != '\0'; pages += strcspn(pages, " "), pages += strspn(pages, " "))
		if (strncmp(pages, page, length) == 0 && (pages[length] == ' ' || pages[length] == '\0'))
			return true;
	return false;
}

const char *form_label(const char *page, const char *name)
{
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
		if (text_equal(labels[i].name, name) && (labels[i].pages == NULL || names(labels[i].pages, page)))
			return labels[i].label;
	return "";
}

static bool ends(const char *name, const char *end)
{
	size_t length = strlen(name), tail = strlen(end);

	return length > tail && strcmp(name + length - tail, end) == 0;
}

bool form_is_typed(const char *name)
{
	for (size_t i = 0; i < sizeof not_typed / sizeof not_typed[0]; i++)
		if (text_equal(not_typed[i], name))
			return false;
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
		if (text_equal(labels[i].name, name))
			return true;
	for (size_t i = 0; i < sizeof numbered / sizeof numbered[0]; i++)
		if (text_starts(name, numbered[i]))
			return true;
	for (size_t i = 0; i < sizeof of_criteria / sizeof of_criteria[0]; i++)
		if (ends(name, of_criteria[i]))
			return true;
	return false;
}
