/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What the acts and the kinds of things in the audit are called where people read it. Who writes a new act
 * gives it its words here; tests/house_check looks through the sources for any that has none.
 */
#include "lib/audit.h"

#include "lib/text.h"
#include "lib/translate.h"

static const struct audit_word acts[] = {
	{"account-closed", N_("Account closed by its owner")},
	{"account-created", N_("Account made")},
	{"account-disabled", N_("Account disabled")},
	{"account-enabled", N_("Account enabled again")},
	{"account-invited", N_("Person invited")},
	{"colleague-left", N_("Person left an organisation")},
	{"colleague-made-owner", N_("Person made an owner")},
	{"colleague-removed", N_("Person removed from an organisation")},
	{"conversation-taken-over", N_("Conversation taken over")},
	{"cpv-imported", N_("CPV codes imported")},
	{"enterprise-approved", N_("Enterprise approved")},
	{"enterprise-changes-requested", N_("Changes of the registration asked for")},
	{"enterprise-moved", N_("Enterprise moved to another municipality")},
	{"enterprise-registered", N_("Enterprise registered")},
	{"enterprise-returned", N_("Enterprise came back")},
	{"enterprise-saved", N_("Profile saved")},
	{"enterprise-submitted", N_("Registration sent to the coordinator")},
	{"enterprise-withdrawn", N_("Enterprise closed or withdrawn")},
	{"event-cancelled", N_("Event cancelled")},
	{"event-changed", N_("Event changed")},
	{"event-created", N_("Event announced")},
	{"facts-confirmed", N_("Facts confirmed as still right")},
	{"field-counselled", N_("Counselling noted")},
	{"field-entry-added", N_("Put on the map of the field")},
	{"field-entry-changed", N_("Changed on the map of the field")},
	{"field-entry-deleted", N_("Deleted from the map of the field")},
	{"field-visited", N_("Visit noted")},
	{"image-added", N_("Picture added")},
	{"image-deleted", N_("Picture deleted")},
	{"image-described", N_("Picture described")},
	{"image-moved", N_("Picture moved")},
	{"line-changed", N_("Purchase changed")},
	{"line-created", N_("Purchase noted as a draft")},
	{"line-published", N_("Purchase published")},
	{"line-status-changed", N_("Purchase taken a step further")},
	{"line-told", N_("Enterprises told of the purchase")},
	{"mail-complained", N_("Mail reported as spam")},
	{"mail-given-up", N_("Mail given up")},
	{"mail-tried-again", N_("Mail tried again")},
	{"mail-undeliverable", N_("Mail came back")},
	{"match-answer-undone", N_("Answer to the purchase undone")},
	{"match-awarded", N_("Enterprise got the contract")},
	{"match-contacted", N_("Enterprise contacted about the purchase")},
	{"match-declined", N_("Enterprise said no to the purchase")},
	{"match-interested", N_("Enterprise is interested in the purchase")},
	{"match-shortlisted", N_("Enterprise put on the shortlist")},
	{"message-reported", N_("Message reported")},
	{"message-written", N_("Message written")},
	{"offering-added", N_("Product or service added")},
	{"offering-deleted", N_("Product or service deleted")},
	{"offering-saved", N_("Product or service changed")},
	{"password-changed", N_("Password changed")},
	{"password-reset", N_("Password set anew by a mailed link")},
	{"plan-changed", N_("Purchase plan changed")},
	{"plan-created", N_("Purchase plan made")},
	{"purchase-noted", N_("Direct purchase noted")},
	{"question-answered", N_("Question answered")},
	{"question-asked", N_("Question asked")},
	{"reply-confirmed", N_("Reply by mail confirmed")},
	{"reply-discarded", N_("Reply by mail discarded")},
	{"reply-released", N_("Reply by mail let through")},
	{"report-settled", N_("Report of a message settled")},
	{"weights-tuned", N_("Weights of the matching tuned")},
	{NULL, NULL},
};

static const struct audit_word kinds[] = {
	{"account", N_("Account")},
	{"conversation", N_("Conversation")},
	{"cpv", N_("CPV codes")},
	{"enterprise", N_("Enterprise")},
	{"event", N_("Event")},
	{"field_entry", N_("Entry on the map of the field")},
	{"image", N_("Picture")},
	{"inbound_message", N_("Mail received")},
	{"line_match", N_("Enterprise and purchase")},
	{"message_report", N_("Report of a message")},
	{"offering", N_("Product or service")},
	{"outbox", N_("Mail sent")},
	{"plan", N_("Purchase plan")},
	{"plan_line", N_("Planned purchase")},
	{"purchase", N_("Direct purchase")},
	{"question", N_("Question")},
	{"setting", N_("Setting")},
	{NULL, NULL},
};

const struct audit_word *audit_acts(void)
{
	return acts;
}

const struct audit_word *audit_kind_words(void)
{
	return kinds;
}

const char *audit_words(const struct audit_word *list, const char *name)
{
	for (; list->name != NULL; list++)
		if (text_equal(list->name, name))
			return list->text;
	return name;
}
