/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The score of a demand and an enterprise: the formula, its weights in one table.
 *
 * An enterprise is as good as the best of its offerings that is delivered there. For one offering, two kinds of
 * evidence, each 0 to 1:
 *
 *	kinds = a cosine of the kinds of thing that both are about: sum over the nodes of the CPV tree of
 *	        the product of their weights (topic_kinds: by texts, and by the codes that were given)
 *	words = sum over the demand's groups of words: weight * the best way in which the offering meets
 *	        it (demand.h), in shares of full agreement; the pitch helps a little
 *
 * Two things that have a code in common have all nodes above it in common, too, so codes are the closer the deeper the
 * level that they share; a division alone counts little (0.2), a group 1.25, a class 1, a category 0.7, the code itself
 * most (1.8). A code that was given counts as two and a half words that say the same for certain and three tenths of
 * all that the words say, a further one 0.7 of the first, which is the main one. An offering of many kinds is less
 * about each of them, though not as much less as a cosine makes it; a demand that says little is less certainly about
 * anything, as if it said half a word more of something else (all of it: topic_agree.c). A kind says the less, the more
 * enterprises have it: 0.6 of it is left when all do, by the logarithm (demand.c). A demand is also a little about the
 * kinds that the same enterprises often do (struct cpv_neighbours, cpv.h): who asks for bags is glad of a sewing room.
 * How much a word says by where it stands, whose it is, whether it is wanted at all, and whether its sentence is beside
 * the matter (0.4 of what it says elsewhere), is in demand.c and topic.c. They make
 *
 *	relevance = 1 - exp(-(W_KINDS * kinds + W_WORDS * words))
 *	            when codes were given times W_CODED
 *	score     = curve(relevance) + fit * min(1, relevance / W_FIT_NEEDS)
 *
 * The curve (matching_score.c) makes the score mean something: it was laid through the judged sets (tests/relevance:
 * train, fresh, fresh2, validation) such that of the pairs at 60 and above most fit, and of those below 30 hardly one.
 * fit adds points for delivery and nearness, enough capacity and lead time, and takes points away where capacity or
 * time are too small. Fit alone never makes a match. Hard rules come before all of it (matching.h).
 */
#ifndef TORV_MATCHING_SCORE_H
#define TORV_MATCHING_SCORE_H

#include "lib/demand.h"
#include "lib/matching_weights.h"
#include "lib/demand_terms.h"

/* What both sides have, by two ways of looking, each 0 to 1. */
struct evidence {
	double kinds; /* of thing */
	double words;
};

/* The points that evidence brings, with these weights. */
double evidence_points(const double weights[WEIGHTS], const struct evidence *found, bool coded);

/* What the score is made of. */
struct score {
	double total; /* 0 to 100 */
	double codes_points, words_points;
	uint32_t document; /* number of the best offering within the supplier */
	struct evidence found;
	double delivers_points, near_points, reserved_points, capacity_points, lead_time_points;
	enum { NEAR_NOT, NEAR_SEATED, NEAR_NEIGHBOUR, NEAR_REGION } near;
};

/* False when a hard rule excludes the enterprise. */
bool score_supplier(const struct snapshot *snapshot, const struct prepared *demand,
	const struct supplier *supplier, day today, struct score *out);

/* The same where many are scored for one demand, whose terms were read once, and only who has `least` or more is
 * wanted: an offering that cannot have it is passed over. False when no offering is left. */
struct score_wanted {
	double least;
	double words_left; /* what words leave at least of 1, of whatever it offers: score_words_left */
};

bool score_supplier_by(const struct snapshot *snapshot, const struct prepared *demand,
	struct demand_terms *terms, const struct supplier *supplier, day today,
	const struct score_wanted *wanted, struct score *out);

/* ---- bounds, so that not all need be scored (matching_find.h) ---- */

/* Of kinds of thing, 0 to 1, and of words, in weights of groups. */
struct score_rates {
	double kinds, words;
};

/* What one in full adds to the negative logarithm of what the formula leaves, of 1 - relevance. */
struct score_rates score_rates(const struct prepared *demand);
/* What so many words leave at least; and what is left then with so much of kinds. */
double score_words_left(const struct prepared *demand, double words);
double score_left(const struct prepared *demand, double kinds, double words_left);
/* The words that one must have who has no more of kinds than this, so that no more than `left` is left; more than
 * anybody can have, where words cannot do it. */
double score_words_needed(const struct prepared *demand, double kinds, double left);
/* What an offering has beside relevance: points that count as far as it is relevant, and points that are taken away
 * however relevant it is, 0 or less. */
struct score_fit {
	double gives, takes;
};

struct score_fit score_fit(const struct snapshot *snapshot, const struct prepared *demand,
	const struct supplier *supplier, uint32_t document, day today);
/* The best that any offering has, of one whose seat is near or of one whose is not. */
struct score_fit score_fit_most(const struct prepared *demand, bool near);
/* The score that nobody exceeds to whom so much is left, who fits so well. */
double score_most(const struct prepared *demand, double left, const struct score_fit *fit);
/* What is left at most to one who reaches a score, who fits so well. */
double score_left_most(const struct prepared *demand, double minimum, const struct score_fit *fit);

#endif
