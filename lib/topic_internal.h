/* SPDX-License-Identifier: MPL-2.0 */
/* A topic from the inside, for topic.c, which reads texts, topic_votes.c, which tells what their words say, and
 * topic_agree.c, which says what they are about. */
#ifndef TORV_TOPIC_INTERNAL_H
#define TORV_TOPIC_INTERNAL_H

#include "lib/clause.h"
#include "lib/topic.h"

/* Words that are looked at together: a sentence, at most this long. */
#define SEGMENT_WORDS 32
/* Later sentences are not known to be beside the matter. */
#define SENTENCES_MOST 256
struct segment_word {
	struct topic_word word;
	float said; /* how much it says as it stands there, 0 to 1 */
};

/* Two terms of a segment that likely stand in company. */
struct together {
	uint32_t a, b;
	struct company_phrases phrases; /* when they were found */
};

struct marked {
	uint32_t mark;
	float value;
};

struct topic {
	const struct thesaurus *thesaurus;
	const struct vocabulary *vocabulary;
	struct stems *stems;
	/* that there is room for: */
	uint32_t term_count, phrase_count, entry_count, node_count, neighbour_count;
	uint32_t mark;
	uint32_t *present;       /* by term: the segment that had it last */
	uint32_t segment;        /* the number of the one that is being read */
	uint32_t *phrases;       /* by phrase: marked when the word has seen it */
	struct marked *voted;    /* by code, of the word */
	uint32_t *entries;       /* that it votes for */
	float *interest;         /* by node */
	uint32_t *interesting;   /* nodes that are not 0 */
	uint32_t interesting_count;
	uint64_t *keys;          /* of nodes, for finding the greatest */
	float *neighbourly;      /* by neighbour of the thesaurus: the interest in its node */
	float whole;             /* weight of all mentions */
	struct mention mentions[MENTIONS_MOST];
	uint32_t mentioned[MENTIONS_MOST]; /* by mention: its term, for looking through */
	size_t mention_count;
	/* of the segment that is being read: */
	struct segment_word words[SEGMENT_WORDS];
	size_t word_count;
	uint32_t terms[SEGMENT_WORDS * WORD_TERMS]; /* of its words, each once */
	size_t segment_term_count;
	struct together *together; /* of its terms; not all of them are of different words */
	size_t together_count, together_room, together_found;
	enum language language;
	float field;
	bool title, wanted; /* the text is one; it is of a demand */
	struct clause clause;
	size_t sentence;     /* number of the one that is being read */
	bool aside, scope;   /* it has such a word */
	uint64_t asides[BITS_WORDS(SENTENCES_MOST)]; /* which sentences are beside the matter */
};

/* The segment that is being read has the term. */
static inline bool topic_has_term(const struct topic *topic, uint32_t term)
{
	return topic->present[term] == topic->segment;
}

/* The segment has a term more. */
void topic_add_term(struct topic *topic, uint32_t term);
/* What a word says where nothing stands beside it. */
void topic_say_alone(struct topic *topic, const struct topic_word *word, struct said *said);
/* What it says in the segment that is being read: as it is known of it, or worked out in `room`. */
const struct said *topic_say(struct topic *topic, const struct topic_word *word, struct said *room);

/* Nothing is of interest any more. */
void topic_forget_interest(struct topic *topic);
/* A mark that nothing has. */
uint32_t topic_next_mark(struct topic *topic);

#endif
