/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a word says: which codes it votes for, and how clearly. Alone first, by all the phrases that it has a part
 * in; that is the same wherever the word stands. Where other words of its sentence stand in some of these phrases,
 * those few are looked at again, and what they say more than alone is the difference.
 */
#include "lib/topic_internal.h"

#include <math.h>

#include "lib/fetch.h"

/* "kantinemøbler" are furniture: what a compound begins with says less than its end. */
#define NOT_THE_END 0.45F
/* Words that make a phrase together are clearer than what each of them is alone: "mad" and "fester". */
#define IN_COMPANY 1.4F
/* A word that says less says nothing. */
#define SAID_LEAST 0.02F

/* ---- a phrase ---- */

/* How often a word has a term: a part of it may be its whole again ("leve|ring"). */
static unsigned times_had(const struct topic_word *word, uint32_t term)
{
	unsigned times = 0;

	for (size_t i = 0; i < word->count; i++)
		times += word->terms[i] == term;
	return times;
}

/* Of what a word says by a phrase that other words complete. */
static float completed(float amount)
{
	return IN_COMPANY * amount;
}

/* How sharply the best phrase wins: squared. */
static float sharply(float sum, size_t met, size_t count)
{
	float whole = met == count || sum > 1.0F ? 1.0F : sum;

	return whole * whole;
}

/* By a phrase, alone or in company of what stands beside the word. */
static float phrase_amount(const struct topic *topic, const struct topic_word *word,
	const struct phrase *phrase, bool in_company)
{
	const struct phrase_term *terms = topic->thesaurus->terms + phrase->terms;
	float had = 0.0F, own = 0.0F, beside = 0.0F;
	size_t own_count = 0, others = 0;
	bool end = false;

	for (size_t i = 0; i < phrase->term_count; i++) {
		unsigned times = times_had(word, terms[i].term);
		if (times > 0) {
			own_count++;
			own += terms[i].share;
			had += (float)times * terms[i].share;
			end = end || terms[i].term == word->terms[word->end];
		} else if (in_company && topic_has_term(topic, terms[i].term)) {
			others++;
			beside += terms[i].share;
		}
	}
	float strength = phrase->strength * sqrtf(had) * (end ? 1.0F : NOT_THE_END);
	if (others > 0 && own_count + others == phrase->term_count)
		return completed(strength);
	return strength * sharply(own + beside, own_count + others, phrase->term_count);
}

/* Whether the phrase of a share has no other term of the word's, and is known without being looked at. */
static bool is_plain(const struct topic_word *word, const struct phrase_share *share)
{
	return share->other == NO_TERM || (share->other != MANY_TERMS &&
		(word->count == 1 || times_had(word, share->other) == 0));
}

/* By all terms of the phrase together, where the word has this one of them and no other. */
static float plain_amount(const struct topic_word *word, uint32_t term, const struct phrase_share *share)
{
	unsigned times = word->count == 1 ? 1 : times_had(word, term);
	float amount = share->amount * (term == word->terms[word->end] ? 1.0F : NOT_THE_END);

	return times > 1 ? amount * sqrtf((float)times) : amount;
}

/* The same without the others. */
static float plain_alone(float amount, const struct phrase_share *share)
{
	float alone = share->other == NO_TERM ? 1.0F : share->share;

	return amount * (alone * alone);
}

/* By a share that a term of the word has of a phrase: most phrases have one term or two. */
static float share_alone(const struct topic *topic, const struct topic_word *word, uint32_t term,
	const struct phrase_share *share)
{
	if (word->count > 1 && !is_plain(word, share))
		return phrase_amount(topic, word, &topic->thesaurus->phrases[share->phrase], false);
	return plain_alone(plain_amount(word, term, share), share);
}

static float share_here(const struct topic *topic, const struct topic_word *word, uint32_t term,
	const struct phrase_share *share)
{
	if (!is_plain(word, share))
		return phrase_amount(topic, word, &topic->thesaurus->phrases[share->phrase], true);
	float amount = plain_amount(word, term, share);
	bool whole = share->other != NO_TERM && topic_has_term(topic, share->other);
	return whole ? completed(amount) : plain_alone(amount, share);
}

/* ---- what is said ---- */

static bool says_more(struct said_vote a, struct said_vote b)
{
	return a.amount != b.amount ? a.amount > b.amount : a.entry < b.entry;
}

static void take_vote(struct said *said, struct said_vote vote)
{
	size_t at = said->count;

	if (at == VOTES_MOST && !says_more(vote, said->votes[at - 1]))
		return;
	if (at < VOTES_MOST)
		said->count++;
	else
		at--;
	for (; at > 0 && says_more(vote, said->votes[at - 1]); at--)
		said->votes[at] = said->votes[at - 1];
	said->votes[at] = vote;
}

/* How sharply the best code wins over the next: squares are added up. */
static void take_entry(struct said *said, uint32_t entry, float amount)
{
	said->sum += (double)amount * (double)amount;
	take_vote(said, (struct said_vote){entry, amount});
}

/* The greatest share that one group has: a word that stands for many things is unclear. Always of as many votes as
 * there may be, so that no jump depends on how many there are: those that are missing weigh nothing. */
static float clearness(const struct topic *topic, const struct said *said)
{
	uint32_t own[VOTES_MOST], groups[VOTES_MOST], divisions[VOTES_MOST];
	float squares[VOTES_MOST], sums[VOTES_MOST] = {0}, most = 0.0F;

	for (size_t i = 0; i < VOTES_MOST; i++) {
		bool is = i < said->count;
		const uint32_t *nodes = topic->thesaurus->entry_nodes[is ? said->votes[i].entry : 0];
		groups[i] = nodes[LEVEL_GROUP];
		divisions[i] = nodes[LEVEL_DIVISION];
		own[i] = groups[i] == NO_NODE ? divisions[i] : groups[i];
		squares[i] = is ? said->votes[i].amount * said->votes[i].amount : 0.0F;
	}
	for (size_t k = 0; k < VOTES_MOST; k++)
		for (size_t i = 0; i < VOTES_MOST; i++)
			sums[i] += ((groups[k] == own[i]) | (divisions[k] == own[i])) ? squares[k] : 0.0F;
	for (size_t i = 0; i < said->count; i++)
		most = sums[i] > most ? sums[i] : most;
	return most / (float)said->sum;
}

static void finish(const struct topic *topic, const struct topic_word *word, struct said *said)
{
	said->much = said->count == 0 || said->votes[0].amount <= SAID_LEAST ? 0.0F :
		said->votes[0].amount * clearness(topic, said) * word->quality;
}

/* ---- alone ---- */

/* The shares of one term ascend by code. */
static void say_by_one(const struct topic *topic, uint32_t term, struct said *said)
{
	const struct thesaurus *t = topic->thesaurus;
	uint32_t to = thesaurus_to(t, term, topic->language);

	for (uint32_t k = thesaurus_from(t, term, topic->language); k < to;) {
		uint32_t entry = t->shares[k].entry;
		float most = 0.0F;
		for (; k < to && t->shares[k].entry == entry; k++) {
			float whole = t->shares[k].other == NO_TERM ? 1.0F : t->shares[k].share;
			most = fmaxf(most, t->shares[k].amount * (whole * whole));
		}
		take_entry(said, entry, most);
	}
}

/* Of what several phrases say of a code the most counts. */
static void say_of_entry(struct topic *topic, uint32_t mark, uint32_t entry, float amount, uint32_t *count)
{
	struct marked *at = &topic->voted[entry];

	if (at->mark != mark) {
		*at = (struct marked){mark, amount};
		topic->entries[(*count)++] = entry;
	} else if (at->value < amount) {
		at->value = amount;
	}
}

static void say_by_several(struct topic *topic, const struct topic_word *word, struct said *said)
{
	const struct thesaurus *t = topic->thesaurus;
	uint32_t mark = topic_next_mark(topic), count = 0;

	for (size_t i = 0; i < word->count; i++) {
		uint32_t to = thesaurus_to(t, word->terms[i], topic->language);
		for (uint32_t k = thesaurus_from(t, word->terms[i], topic->language); k < to; k++) {
			const struct phrase_share *share = &t->shares[k];
			if (!is_plain(word, share)) { /* another term of the word may have it, too */
				if (topic->phrases[share->phrase] == mark)
					continue;
				topic->phrases[share->phrase] = mark;
			}
			say_of_entry(topic, mark, share->entry,
				share_alone(topic, word, word->terms[i], share), &count);
		}
	}
	for (uint32_t i = 0; i < count; i++)
		take_entry(said, topic->entries[i], topic->voted[topic->entries[i]].value);
}

void topic_say_alone(struct topic *topic, const struct topic_word *word, struct said *said)
{
	said->sum = 0.0;
	said->count = 0;
	if (word->count == 1)
		say_by_one(topic, word->terms[0], said);
	else
		say_by_several(topic, word, said);
	finish(topic, word, said);
}

/* ---- in company ---- */

/* The first share of a term that is of this code or a later one. */
static uint32_t first_share(const struct thesaurus *t, uint32_t low, uint32_t high, uint32_t entry)
{
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (t->shares[middle].entry < entry)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* What the word says of a code where it is alone, the most by any phrase; one of its terms has the share `at` of that. */
static float alone_of(const struct topic *topic, const struct topic_word *word, uint32_t term, uint32_t at)
{
	const struct thesaurus *t = topic->thesaurus;
	uint32_t entry = t->shares[at].entry;
	float most = 0.0F;

	for (size_t i = 0; i < word->count; i++) {
		uint32_t from = thesaurus_from(t, word->terms[i], topic->language);
		uint32_t to = thesaurus_to(t, word->terms[i], topic->language);
		uint32_t k = word->terms[i] == term ? at : first_share(t, from, to, entry);
		while (k > from && t->shares[k - 1].entry == entry)
			k--;
		for (; k < to && t->shares[k].entry == entry; k++)
			most = fmaxf(most, share_alone(topic, word, word->terms[i], &t->shares[k]));
	}
	return most;
}

/* What it says of a code so far: of those that it says most of that is at hand, and these are all where there are few. */
static float said_of(const struct topic *topic, const struct topic_word *word, uint32_t mark, uint32_t term,
	uint32_t at, const struct said *said)
{
	uint32_t entry = topic->thesaurus->shares[at].entry;
	const struct marked *voted = &topic->voted[entry];

	if (voted->mark == mark)
		return voted->value;
	for (size_t i = 0; i < said->count; i++)
		if (said->votes[i].entry == entry)
			return said->votes[i].amount;
	return said->count < VOTES_MOST ? 0.0F : alone_of(topic, word, term, at);
}

/* By a phrase, of which its term has the share `at`, it says more of a code than alone; false: it does not. */
static bool say_more(struct topic *topic, const struct topic_word *word, uint32_t mark, uint32_t term, uint32_t at,
	struct said *said)
{
	const struct phrase_share *share = &topic->thesaurus->shares[at];
	float here = share_here(topic, word, term, share);
	float before = said_of(topic, word, mark, term, at, said);
	size_t kept = 0;

	topic->voted[share->entry] = (struct marked){mark, fmaxf(here, before)};
	if (here <= before)
		return false;
	for (size_t i = 0; i < said->count; i++)
		if (said->votes[i].entry != share->entry)
			said->votes[kept++] = said->votes[i];
	said->count = (uint8_t)kept;
	said->sum -= (double)before * (double)before;
	take_entry(said, share->entry, here);
	return true;
}

/* The codes of the phrases that have both terms, one of which is the word's own. */
static bool say_together(struct topic *topic, const struct topic_word *word, uint32_t mark,
	const struct together *together, uint32_t term, struct said *said)
{
	bool low = term < (term == together->a ? together->b : together->a), more = false;

	for (uint32_t i = 0; i < together->phrases.count; i++) {
		const struct company_phrase *phrase = &together->phrases.at[i];
		if (phrase->language == (unsigned)topic->language)
			more |= say_more(topic, word, mark, term, low ? phrase->low : phrase->high, said);
	}
	return more;
}

void topic_add_term(struct topic *topic, uint32_t term)
{
	const struct company *company = topic->thesaurus->company;

	for (size_t i = 0; i < topic->segment_term_count; i++) {
		if (!company_likely(company, topic->terms[i], term))
			continue;
		if (topic->together_count == topic->together_room) {
			topic->together_room = 2 * topic->together_room + 64;
			topic->together = grow(topic->together, topic->together_room, sizeof *topic->together);
		}
		company_fetch(company, topic->terms[i], term);
		topic->together[topic->together_count++] = (struct together){.a = topic->terms[i], .b = term};
	}
	topic->present[term] = topic->segment;
	topic->terms[topic->segment_term_count++] = term;
}

/* Fetches what the phrases that are of this language say; false: none is. */
static bool fetch_said(const struct topic *topic, struct company_phrases phrases)
{
	const struct thesaurus *t = topic->thesaurus;
	bool any = false;

	for (uint32_t i = 0; i < phrases.count; i++) {
		if (phrases.at[i].language != (unsigned)topic->language)
			continue;
		fetch(&t->shares[phrases.at[i].low]);
		fetch(&t->shares[phrases.at[i].high]);
		fetch(&t->phrases[phrases.at[i].phrase]);
		any = true;
	}
	return any;
}

/* When they are at hand: the terms of those that a share does not tell all of. */
static void fetch_terms(const struct topic *topic, struct company_phrases phrases)
{
	const struct thesaurus *t = topic->thesaurus;

	for (uint32_t i = 0; i < phrases.count; i++) {
		const struct phrase *phrase = &t->phrases[phrases.at[i].phrase];
		if (phrases.at[i].language == (unsigned)topic->language && phrase->term_count > 2)
			fetch(&t->terms[phrase->terms]);
	}
}

/* When the segment is complete: its phrases stand anywhere in much memory, and are fetched together. Terms that are in
 * company in another language only are forgotten. */
static void find_company(struct topic *topic)
{
	size_t kept = topic->together_found;

	for (size_t i = kept; i < topic->together_count; i++) {
		struct together *together = &topic->together[i];
		together->phrases = company_find(topic->thesaurus->company, together->a, together->b);
		fetch(together->phrases.at);
	}
	for (size_t i = kept; i < topic->together_count; i++)
		if (fetch_said(topic, topic->together[i].phrases))
			topic->together[kept++] = topic->together[i];
	for (size_t i = topic->together_found; i < kept; i++)
		fetch_terms(topic, topic->together[i].phrases);
	topic->together_found = topic->together_count = kept;
}

const struct said *topic_say(struct topic *topic, const struct topic_word *word, struct said *room)
{
	const struct said *said = word->alone;
	uint32_t mark = 0;
	bool more = false;

	find_company(topic);
	if (said == NULL)
		topic_say_alone(topic, word, room);
	for (size_t i = 0; i < topic->together_count; i++) {
		const struct together *together = &topic->together[i];
		bool has_a = times_had(word, together->a) > 0, has_b = times_had(word, together->b) > 0;
		if (has_a == has_b) /* neither, or both are of this word */
			continue;
		if (mark == 0) {
			mark = topic_next_mark(topic);
			*room = said == NULL ? *room : *said;
		}
		more |= say_together(topic, word, mark, together, has_a ? together->a : together->b, room);
	}
	if (more)
		finish(topic, word, room);
	return said == NULL || more ? room : said;
}
