/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/clause.h"

#include <limits.h>

#include "lib/analysis.h"

/* "ikke vinduer": so many telling words after it are not what it is about; after "uden" one, after "omfatter ikke" all. */
#define NEGATED 0.1F
#define NEGATED_WORDS 3
/* "kunderne er banker og advokater" says nothing of what one does for them. */
#define CUSTOMERS 0.3F
/* How far apart two words may stand that tell something together. */
#define TOGETHER 4

void clause_begin(struct clause *clause, float context_said, bool wanted)
{
	*clause = (struct clause){.context_said = context_said, .wanted = wanted};
}

static void pass(unsigned *words)
{
	*words -= *words > 0;
}

static void new_sentence(struct clause *clause)
{
	clause_begin(clause, clause->context_said, clause->wanted);
}

/* What is left out already stays so. */
static void negate(struct clause *clause, unsigned words)
{
	if (words > clause->negated)
		clause->negated = words;
}

/* What the word makes of those that follow it. */
static void follow(struct clause *clause, unsigned roles)
{
	if ((roles & ROLE_CONTEXT) != 0)
		clause->context = true;
	if ((roles & (ROLE_RESTORES | ROLE_BEGINS)) != 0) {
		clause->customers = clause->self = false;
		clause->negated = (roles & ROLE_RESTORES) != 0 ? 0 : clause->negated;
	}
	if ((roles & ROLE_NEGATES) != 0)
		negate(clause, clause->covers > 0 ? UINT_MAX : NEGATED_WORDS);
	else if ((roles & ROLE_COVERS) != 0 && clause->negated == NEGATED_WORDS)
		negate(clause, UINT_MAX); /* "does not include", and no telling word between */
	if ((roles & ROLE_WITHOUT) != 0)
		negate(clause, 1);
	if ((roles & ROLE_ARE) != 0 && clause->named > 0)
		clause->customers = true;
	if (clause->wanted && (roles & ROLE_SELF) != 0 && clause->buyer > 0)
		clause->self = true;
}

/* In a demand: "Odense Havn" wants nothing of harbours. After a place (not where it comes first: "Odense - rengøring") and
 * after a house ("børnehuset Solsikken") words with a capital are a name, up to one for who buys ("Odense Kommune"). */
static void read_name(struct clause *clause, unsigned roles)
{
	bool capital = (roles & ROLE_CAPITAL) != 0, place = capital && (roles & ROLE_PLACE) != 0;

	clause->name = clause->wanted && capital && clause->inside && (clause->names || (roles & ROLE_STREET) != 0);
	clause->names = (roles & ROLE_HOUSE) != 0 || (clause->inside && place) || (clause->name && (roles & ROLE_BUYER) == 0);
	clause->inside = true;
}

void clause_take(struct clause *clause, unsigned roles, bool opens)
{
	if (opens)
		new_sentence(clause);
	if (roles != 0)
		follow(clause, roles);
	read_name(clause, roles);
	clause->verb = clause->modal && (roles & ROLE_HAVE) != 0;
	clause->modal = (roles & ROLE_MODAL) != 0;
	pass(&clause->covers);
	pass(&clause->buyer);
	pass(&clause->named);
	if ((roles & ROLE_COVERS) != 0)
		clause->covers = TOGETHER;
	if ((roles & ROLE_BUYER) != 0)
		clause->buyer = TOGETHER;
	if ((roles & ROLE_CUSTOMERS) != 0)
		clause->named = TOGETHER;
}

bool clause_is_name(const struct clause *clause)
{
	return clause->name;
}

float clause_said(struct clause *clause)
{
	float said = clause->context ? clause->context_said : 1.0F;

	if (clause->customers)
		said *= CUSTOMERS;
	if (clause->negated > 0 || clause->self || clause->verb)
		said *= NEGATED;
	pass(&clause->negated);
	if (clause->covers < TOGETHER) /* it is not the word that covers: */
		clause->covers = 0; /* "covers planned and not planned repairs" leaves out nothing */
	return said;
}
