/* SPDX-License-Identifier: MPL-2.0 */
/* A small market that several tests begin with: a municipality whose buyer has a published line, and
 * two enterprises, the first of them told of it. */
#ifndef TORV_TESTS_MARKET_H
#define TORV_TESTS_MARKET_H

#include "lib/conversation.h"
#include "tests/support.h"

struct market {
	int64_t municipality, buyer;           /* Kolding Kommune, buyer@example.org */
	int64_t enterprise, owner, colleague;  /* Kantinen, owner@ and colleague@example.org */
	int64_t other, other_owner;            /* Vaskeriet, other@example.org */
	int64_t line, match;                   /* "Kantinedrift", Kantinen's match with it */
};

static inline struct market given_market(struct house *house)
{
	struct market market = {
		.municipality = given_municipality(house, "0621"),
		.enterprise = given_enterprise(house, "Kantinen", "0621"),
		.other = given_enterprise(house, "Vaskeriet", "0630"),
	};

	market.buyer = given_member(house, market.municipality, "Buyer", "buyer");
	market.owner = given_member(house, market.enterprise, "Owner", "owner");
	market.colleague = given_member(house, market.enterprise, "Colleague", "member");
	market.other_owner = given_member(house, market.other, "Other", "owner");
	market.line = given_line(house, market.municipality, market.buyer, "Kantinedrift", NULL, "published");
	market.match = given_match(house, market.line, market.enterprise);
	return market;
}

/* Kantinen's colleague asks Kolding about the line: "Hvornår?" Returns the conversation. */
static inline int64_t asked_about_line(struct house *house, const struct market *market)
{
	struct conversation_start start = {.author_id = market->colleague, .line_id = market->line,
		.from_organisation = market->enterprise, .to_organisation = market->municipality,
		.subject = "Kantinen", .text = "Hvornår?"};
	int64_t id;

	assert_int_equal(conversation_start(house->db, house->mem, house->configuration, &start, &id), OK);
	return id;
}

/* How many mails of a kind wait for a person. */
static inline int64_t mails(struct house *house, const char *kind, const char *address)
{
	return house_count(house,
		"SELECT COUNT(*) FROM outbox WHERE kind = '%s' AND recipient_address = '%s'", kind, address);
}

/* A value of the newest mail's model. */
static inline const char *mailed(struct house *house, const char *kind, const char *name)
{
	return house_text(house,
		"SELECT JSON_UNQUOTE(JSON_EXTRACT(model, '$.%s')) FROM outbox WHERE kind = '%s'"
		" ORDER BY id DESC LIMIT 1",
		name, kind);
}

#endif
