/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Who may do what: one row for each route, tried by everybody (access_test.c). A new route without its
 * row fails the test.
 *
 * The world of the test: Kolding has a buyer and a coordinator, and so has Vejle. The enterprise Alfa
 * (Kolding, approved) has an owner, and so have Beta (Vejle, approved) and Gamma (Kolding, submitted).
 * All that a row's address names is Kolding's, Alfa's or Gamma's. Its parts in < > are filled in:
 *
 *	<event> <draft> <line> <plan> <match> <question> <offering> <picture> <hash> <conversation> <attachment> <entry> <gamma> <account>   ids
 *	<answer> <confirm> <follow> <login> <reset>                                                   tokens
 */
#ifndef TORV_TESTS_ACCESS_TABLE_H
#define TORV_TESTS_ACCESS_TABLE_H

#include "fcgi/route.h"

enum person {
	VISITOR = 1 << 0,
	KOLDING_BUYER = 1 << 1,
	KOLDING_COORDINATOR = 1 << 2,
	VEJLE_BUYER = 1 << 3,
	VEJLE_COORDINATOR = 1 << 4,
	ALFA = 1 << 5,
	BETA = 1 << 6,
	GAMMA = 1 << 7,
	ADMIN = 1 << 8,
};

#define PERSONS 9
#define EVERYBODY ((1 << PERSONS) - 1)
#define ENTERPRISES (ALFA | BETA | GAMMA)
#define BUYERS (KOLDING_BUYER | VEJLE_BUYER)
#define COORDINATORS (KOLDING_COORDINATOR | VEJLE_COORDINATOR)
#define LOGGED_IN (EVERYBODY & ~VISITOR)

struct access {
	enum method method;
	const char *route;   /* as in routes.c */
	const char *address; /* what is asked for; NULL: the route itself */
	const char *form;    /* of a POST, "" or NULL: empty */
	unsigned allowed;    /* persons that must not be refused */
};

extern const struct access access_table[]; /* ends with a NULL route */

#endif
