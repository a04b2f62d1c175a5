/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What the fields of forms are called in the summary that stands over a form: "Fill this in." alone says
 * nothing there. A field is called the same wherever it stands; its label on the page may say more. A
 * field that is not here has messages that name it (the criteria, the answers to questions).
 */
#include "fcgi/form.h"

static const struct {
	const char *name, *label;
} labels[] = {
	{"alternative", N_("What is seen on it")},
	{"areas", N_("Where you deliver")},
	{"as_of", N_("As of which day?")},
	{"capacity_dkk", N_("Largest order a year, in kroner")},
	{"contact", N_("What happened")},
	{"contact_email", N_("E-mail address")},
	{"contact_name", N_("Name of the contact")},
	{"contact_phone", N_("Phone")},
	{"contract_ends", N_("The contract ends")},
	{"contract_starts", N_("The contract starts")},
	{"counselled", N_("Times that we counselled")},
	{"cpv", N_("What is it? (CPV codes)")},
	{"current_password", N_("Present password")},
	{"cvr", N_("CVR number")},
	{"decline_reason", N_("Why not?")},
	{"description", N_("Description")},
	{"dialogue_ends", N_("Last day to answer and ask")},
	{"due_on", N_("Changes by")},
	{"email", N_("E-mail address")},
	{"employees", N_("Employed in all")},
	{"employees_target_group", N_("Of whom in the target group")},
	{"established", N_("Newly established")},
	{"established_year", N_("Year in which you were established")},
	{"files", N_("Files")},
	{"found", N_("Enterprises found")},
	{"happened_on", N_("When")},
	{"in_torv", N_("New in the directory")},
	{"kind", N_("What it is")},
	{"language", N_("Language")},
	{"lead_time_days", N_("Days from order to delivery")},
	{"municipality", N_("Municipality")},
	{"name", N_("Name")},
	{"next_contact_on", N_("Talk to them next on")},
	{"notes", N_("Notes")},
	{"password", N_("New password")},
	{"person", N_("Your name")},
	{"phone", N_("Telephone")},
	{"picture", N_("Picture")},
	{"pitch", N_("You in a sentence or two")},
	{"procedure_kind", N_("How will it be bought?")},
	{"question", N_("Your question")},
	{"registered", N_("Newly registered (RSV)")},
	{"reserved", N_("Reserved under § 54")},
	{"roles", N_("What they do")},
	{"rsv_registered_on", N_("Registered as a social enterprise (RSV) on")},
	{"stage", N_("How far are you?")},
	{"state", N_("How far it has come")},
	{"subject", N_("Subject")},
	{"tender_starts", N_("The tender starts")},
	{"text", N_("Description or text")},
	{"then_on", N_("Talk to them next on")},
	{"title", N_("Title")},
	{"value_dkk", N_("Estimated value in kroner, without VAT")},
	{"visited", N_("Visits")},
	{"website", N_("Website")},
	{"words", N_("Words")},
	{"year", N_("Year")},
};

const char *form_label(const struct req *req, const char *name)
{
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
		if (text_equal(labels[i].name, name))
			return tr(req, labels[i].label);
	return "";
}
