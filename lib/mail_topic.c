/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/mail_topic.h"

#include <stddef.h>
#include <string.h>

#include "lib/translate.h"

const struct mail_topic mail_topics[] = {
	{"match", N_("Purchases that may fit you"), READER_SUPPLIER, true},
	{"reminder", N_("Reminders before a dialogue ends"), READER_SUPPLIER, false},
	{"line", N_("Changes to purchases that you were told of"), READER_SUPPLIER, true},
	{"question", N_("Questions about purchases, and their answers"), READER_SUPPLIER | READER_BUYER, true},
	{"answer", N_("Answers to your purchases"), READER_BUYER, true},
	{"ceiling", N_("Suppliers near the ceiling of direct purchases"), READER_BUYER, true},
	{"message", N_("Messages in conversations"),
		READER_SUPPLIER | READER_BUYER | READER_COORDINATOR, true},
	{"event", N_("Events of the network"), READER_SUPPLIER, true},
	{"renewal", N_("Whether your enterprise's facts are still right"), READER_SUPPLIER, true},
	{"review", N_("Enterprises that wait for your review"), READER_COORDINATOR, true},
	{"follow", N_("New purchases of municipalities that you follow"),
		READER_SUPPLIER | READER_BUYER | READER_COORDINATOR, true},
	{NULL, NULL, 0, false},
};

const struct mail_topic *mail_topic_find(const char *name)
{
	for (const struct mail_topic *topic = mail_topics; name != NULL && topic->name != NULL; topic++)
		if (strcmp(topic->name, name) == 0)
			return topic;
	return NULL;
}
