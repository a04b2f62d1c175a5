/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a text is about, in the thesaurus's terms. Internal to the engine.
 *
 * Every word votes for the codes whose phrases its sentence meets by it, divided when it stands for several
 * ("mad" is food, cooking and serving). Then the words hear each other: a vote for what other words of
 * the text vote for, too, gains, a stray one loses. So a notice of three pages is about what its title and
 * many of its words agree on, whatever else it mentions.
 */
#ifndef TORV_TOPIC_H
#define TORV_TOPIC_H

#include "lib/thesaurus.h"

#define VOTES_MOST 8
#define WORD_TERMS (PARTS_MOST + 1)
#define MENTIONS_MOST 160

struct vote {
	uint32_t entry;
	float share; /* all of a mention together at most 1 */
};

/* What a word says in a sentence. */
struct said_vote {
	uint32_t entry;
	float amount; /* 0 to 1, in company a little more; its share goes by the square */
};

struct said {
	double sum;    /* of the squares of what it says of all codes */
	float much;    /* how well it meets phrases, and how clearly; 0: nothing */
	uint8_t count;
	struct said_vote votes[VOTES_MOST]; /* the greatest amounts, greatest first; of equal ones the lower code */
};

static inline float said_share(const struct said *said, size_t vote)
{
	return said->votes[vote].amount * said->votes[vote].amount / (float)said->sum;
}

/* A word of the text that votes. */
struct mention {
	float said;   /* how much it says: by its field, by how well it meets phrases, by how clearly */
	bool title;   /* it stands in the title */
	bool again;   /* and in the text, too */
	float weight; /* the same after the others were heard */
	uint32_t term;
	uint8_t count;
	struct vote votes[VOTES_MOST];
};

/* What a word brings, whatever stands beside it. */
struct topic_word {
	uint32_t terms[WORD_TERMS]; /* that the thesaurus knows */
	uint32_t term;  /* of the whole word */
	float quality;  /* of the terms: 1, or less when they only are near it */
	uint8_t count;  /* of the terms; 0: it says nothing here */
	uint8_t end;    /* the number among them of the compound's end; of a simple word 0 */
	bool votes;     /* not a general word */
	bool social, place;
	unsigned roles; /* what it does to those beside it (analysis.h) */
	const struct said *alone; /* what it says where none of its phrases' other words stand; NULL: not known */
};

void topic_word_read(const struct thesaurus *thesaurus, const struct vocabulary *vocabulary,
	enum language language, const char *base, const struct meaning *meaning, struct topic_word *out);

/* What it says alone. */
struct topic;
void topic_word_alone(struct topic *topic, enum language language, const struct topic_word *word,
	struct said *out);

/* For one thread. It is large: open one and use it again. */
struct topic *topic_open(const struct thesaurus *thesaurus, const struct vocabulary *vocabulary,
	struct stems *stems);
/* One that was opened before, for another thesaurus and vocabulary: the same again when it is as large, so that
 * nothing large is cleared. *topic may be NULL. */
void topic_reopen(struct topic **topic, const struct thesaurus *thesaurus,
	const struct vocabulary *vocabulary, struct stems *stems);
void topic_close(struct topic **topic);

/* Begins anew, then takes texts; `field` is how much a word there says. */
void topic_begin(struct topic *topic);
void topic_text(struct topic *topic, const char *text, enum language language, float field);
/* A title: what it says first is what, what comes after "til" or "på" for whom and where. */
void topic_title(struct topic *topic, const char *title, enum language language, float field);

/* The same word by word: begin a text, take its words, end it. */
void topic_text_begin(struct topic *topic, enum language language, float field, bool title);
void topic_take(struct topic *topic, const struct topic_word *word, bool capital, bool opens);
void topic_text_end(struct topic *topic);

/* Whether a sentence of the text that was read last is beside the matter, so that its words say less. The first,
 * which has the number 0, never is. */
bool topic_is_aside(const struct topic *topic, size_t sentence);

/* The words hear each other, as those of a text about one thing (a demand) do: stray words lose. */
void topic_agree(struct topic *topic);

struct topic_node {
	uint32_t node;
	float weight;
	bool neighbour; /* it is only close to what the text is about */
};

/* How much the text is about each kind of thing, with the codes that were given (by entry), before the words hear
 * each other: square roots of what is said, so that a thing said by many words does not drown the others, made such
 * that the squares of all add up to no more than 1; of what is wanted those of a division's groups come upon that, for
 * any of them is meant and not all. So the products of two texts' kinds add up to a cosine, less
 * where a demand says little, or an offering little beside one thing. Of what is `wanted` also the kinds of thing
 * that are close to these (struct cpv_neighbours, cpv.h); a code is believed as far as the words meet it, and where none
 * was given the text does not outvote the title. A division that was given stands for all its groups. Of what
 * is offered the title is believed as far as text and codes meet it, for it is often a name. The greatest `most`,
 * greatest first; returns how many. */
size_t topic_kinds(struct topic *topic, const uint32_t *entries, size_t entry_count, bool wanted,
	struct topic_node *out, size_t most);

struct topic_code {
	uint32_t entry;
	float share; /* of the interest */
};

size_t topic_codes(struct topic *topic, struct topic_code *out, size_t most);

/* How well a code fits what the text is about, 0 to 1. */
float topic_of_code(const struct topic *topic, const uint32_t nodes[LEVELS]);
/* The same for a word: 0 when it votes for nothing. */
float topic_of_term(const struct topic *topic, uint32_t term);

#endif
