/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A snapshot: the collection made ready for search and matching. Internal to the engine
 * (search_index.c, search*.c, matching*.c, demand.c); the other rooms see search.h and matching.h.
 *
 * Three kinds of things have a vector of terms: documents (an enterprise has one for its pitch and one for each
 * offering), lines, and CPV codes. Postings tell the other way round which enterprises, lines and codes have a
 * term; those of enterprises know the words of their names and descriptions, too.
 *
 * A snapshot never changes once it is made. What has changed since stands in a small one upon it: things that
 * are new or changed, with the words that are new, and who of the large one is left out. It borrows places,
 * codes and the thesaurus. Whoever reads goes through both (snapshot.below); words and terms have the
 * same numbers in both.
 */
#ifndef TORV_SNAPSHOT_H
#define TORV_SNAPSHOT_H

#include "lib/collection.h"
#include "lib/common_kinds.h"
#include "lib/document_vectors.h"
#include "lib/matching_weights.h"
#include "lib/postings.h"
#include "lib/thesaurus.h"
#include "lib/vocabulary.h"

#define PLACES_MOST 128
#define NO_PLACE 255

struct place_set {
	uint64_t bits[PLACES_MOST / 64];
};

static inline bool place_set_has(const struct place_set *set, unsigned place)
{
	return (set->bits[place / 64] >> (place % 64) & 1) != 0;
}

static inline void place_set_add(struct place_set *set, unsigned place)
{
	set->bits[place / 64] |= UINT64_C(1) << (place % 64);
}

struct place { /* a municipality; its number is its place in the list */
	const char *code, *name, *region_code, *region_name;
	const char *key; /* of the name (place_name.h): it is held to what somebody types */
	uint8_t region;  /* number of the first place that has the same region */
	struct place_set neighbours;
};

/* How much of a term a thing has, 0 to 1: less in a text than in a title, and so on. In four bytes: the term above, the
 * weight in 255ths, rounded up, below. They sort by term, and of one term by weight. (Documents, of which there are
 * most, take less: document_vectors.h.) */
typedef uint32_t weighted_term;

static inline weighted_term weighted(uint32_t term, uint8_t weight)
{
	return term << 8 | weight;
}

static inline uint32_t weighted_number(weighted_term weighted)
{
	return weighted >> 8;
}

static inline uint8_t weighted_byte(weighted_term weighted)
{
	return (uint8_t)(weighted & 0xff);
}

/* 0 to 1. */
static inline float byte_weight(uint8_t weight)
{
	return (float)weight * (1.0F / (float)WEIGHT_WHOLE);
}

static inline float weighted_weight(weighted_term weighted)
{
	return byte_weight(weighted_byte(weighted));
}

/* A range of some array: [from, from + count) */
struct span {
	uint32_t from, count;
};

/* The vectors of lines or of codes, each ascending by term, and the postings. */
struct vectors {
	struct span *of; /* by thing, into terms */
	weighted_term *terms;
	uint32_t count, room; /* things */
	uint32_t term_count, term_room;
	struct span *postings; /* by term, into posted */
	uint32_t posted_terms; /* that have postings: later ones are in no vector */
	weighted_term *posted; /* things in the place of terms, ascending */
};

/* For the tests: words as a vector; returns how many, at most words.count. */
uint32_t document_words_read(struct document_terms words, weighted_term *out);

#define NO_LABELS UINT16_MAX /* there are fewer codes, as there are fewer kinds (document_vectors.h) */

/* An enterprise's first document is its pitch, the others are its offerings. */
#define PITCH_DOCUMENT 0
enum document_kind { DOCUMENT_PITCH, DOCUMENT_OFFERING };

struct document {
	/* of an offering: */
	uint32_t first_code;    /* in snapshot.document_codes; those beyond DOCUMENT_CODES_MOST are not kept */
	uint32_t capacity;      /* document_capacity */
	uint32_t area : 30;     /* where it is delivered: number in snapshot.areas */
	bool product : 1;
	bool untold : 1;        /* where it is delivered: it may be anywhere */
	int16_t lead_time_days; /* -1: not told */
	uint8_t code_count;
	uint8_t kind;           /* enum document_kind */
};

_Static_assert(sizeof(struct document) == 16, "four to a line of the cache");

#define DOCUMENT_AREAS_MOST ((UINT32_C(1) << 30) - 1)
#define DOCUMENT_CODES_MOST UINT8_MAX
#define CAPACITY_UNTOLD UINT32_MAX
#define CAPACITY_THOUSANDS (UINT32_C(1) << 31) /* what stands below it are thousands */

static inline struct span document_codes(const struct document *document)
{
	return (struct span){document->first_code, document->code_count};
}

/* In DKK, -1: not told. From two thousand million on it is known by thousands, to more than a form takes. */
static inline int64_t document_capacity(const struct document *document)
{
	uint32_t capacity = document->capacity;

	if (capacity == CAPACITY_UNTOLD)
		return -1;
	return capacity < CAPACITY_THOUSANDS ? (int64_t)capacity : (int64_t)(capacity - CAPACITY_THOUSANDS) * 1000;
}

struct enterprise_entry { /* numbered in the order of names */
	int64_t id;
	uint8_t place; /* seat; NO_PLACE when it is unknown */
	bool rsv;
	bool may_take_reserved; /* § 54 */
	struct span documents;
};

/* A demand made ready, see demand.h. */
struct prepared;

struct line_entry { /* numbered by nearest end of dialogue */
	int64_t id;
	uint8_t place;
	bool reserved, in_tender;
	day dialogue_ends;
	const struct prepared *prepared;
};

struct code_entry {
	cpv_number code;
	const struct code_entry *above; /* the nearest; NULL for a division */
	const char *names[LANGUAGES];
};

struct directory;
struct index_file;
struct tally;
struct name_order; /* names as bytes that are compared (snapshot_names.h) */
struct called;

struct snapshot {
	struct arena *mem; /* of names, prepared demands and small lists */
	int64_t revision, unlisted; /* collection.h */
	/* Of the index that it is put into: how many it had before, and how many when its whole came. */
	int64_t version, whole_since;
	size_t changes; /* how many things changed since what is below was read */
	/* What it stands upon, NULL when it is whole, and who of there is left out: replaced, or gone. */
	struct snapshot *below;
	uint64_t *enterprises_gone, *lines_gone;
	unsigned holders; /* who keeps it open; under the mutex of the index */
	bool borrows;     /* places, codes and the thesaurus, though nothing is below any more */
	struct index_name name;  /* by which the database knows it, when it is whole (index_kept.h) */
	struct index_file *file; /* that its arrays stand in; NULL: they are its own */
	struct vocabulary *vocabulary;
	struct place places[PLACES_MOST];
	unsigned place_count;
	struct code_entry *codes;
	uint32_t code_count;
	struct thesaurus *thesaurus;
	double weights[WEIGHTS]; /* of the formula */
	struct vectors code_vectors; /* of the codes' labels, by their number in codes */
	struct document_vectors code_labels; /* by the same: what has the code is described by these words */
	struct enterprise_entry *enterprises;
	uint32_t enterprise_count;
	struct document *documents;
	struct place_set *areas; /* where offerings are delivered: each such set once */
	uint32_t area_count;
	struct document_vectors document_vectors;
	cpv_number *document_codes;
	uint16_t *document_labels; /* of each of these: in code_labels; NO_LABELS: its code is not known */
	uint32_t document_code_count, document_code_room;
	struct line_entry *lines;
	uint32_t line_count;
	uint32_t *enterprises_by_id, *lines_by_id; /* numbers, ascending by id */
	uint64_t *orders;        /* by enterprise, when it stands upon another one */
	struct name_order *names; /* when it may be stood upon */
	struct vectors line_vectors;
	struct postings line_postings;
	struct directory *directory;
	struct called *called; /* the enterprises by name and CVR number */
	struct common_kinds common_kinds;
	size_t offering_count;
	/* of it and what is below: */
	struct tally *all; /* by facet, without any filter */
	size_t all_enterprises, all_offerings, all_lines;
};

/* Takes what it needs; the collection may go away. */
struct snapshot *snapshot_open(const struct collection *collection);
/* What changed since `below` was made (collection.h), upon it; holds it open. */
struct snapshot *snapshot_upon(struct snapshot *below, const struct collection *changes);
/* One who holds it less; the last one closes it. */
void snapshot_close(struct snapshot **snapshot);
size_t snapshot_size(const struct snapshot *snapshot);

/* Where an enterprise stands in the order of names: of what is compared the lower comes first. */
uint64_t snapshot_order(const struct snapshot *snapshot, uint32_t enterprise);

/* The same for lines: nearest end of dialogue first, those without one last. */
uint64_t snapshot_line_order(const struct line_entry *line);

/* The number of an enterprise or a line in this part; false when it is not there. */
bool snapshot_enterprise(const struct snapshot *snapshot, int64_t id, uint32_t *number);
bool snapshot_line(const struct snapshot *snapshot, int64_t id, uint32_t *number);

/* Where it is and is not left out: the part, or NULL. */
const struct snapshot *snapshot_find_enterprise(const struct snapshot *snapshot, int64_t id,
	uint32_t *number);
const struct snapshot *snapshot_find_line(const struct snapshot *snapshot, int64_t id, uint32_t *number);

/* NO_PLACE when there is none with this code (or it is NULL). */
unsigned snapshot_place(const struct snapshot *snapshot, const char *code);

/* 0 when it is not 8 digits. */
cpv_number cpv_number_of(const char *code);
/* Digits that say something: 55510000 has 4. */
unsigned cpv_depth(cpv_number code);
/* How many digits both begin with. */
unsigned cpv_common(cpv_number a, cpv_number b);
/* How close the nearest of some codes comes to this one, 0 to 1: 1 when it is the same or under it. */
double codes_closeness(cpv_number code, const cpv_number *codes, size_t count);
/* The entry of a code; NULL when the table does not have it. */
const struct code_entry *snapshot_code(const struct snapshot *snapshot, cpv_number code);
/* The code itself or the nearest above it that the table has, of at least `digits` digits. */
const struct code_entry *snapshot_group(const struct snapshot *snapshot, cpv_number code,
	unsigned digits);

/* One enterprise, in the snapshot or beside it. */
struct supplier {
	struct enterprise_entry entry;
	const struct document *documents;
	const struct document_vector *vectors; /* by document */
	const uint16_t *units;
	const cpv_number *codes;
	const uint16_t *labels; /* of the codes */
	const struct document_vectors *code_labels;
	const struct place_set *areas;
};

static inline bool supplier_delivers(const struct supplier *supplier, const struct document *document, unsigned place)
{
	return place_set_has(&supplier->areas[document->area], place);
}

static inline struct document_terms supplier_kinds(const struct supplier *supplier, uint32_t document)
{
	return document_kinds(supplier->units, supplier->vectors[document]);
}

/* Those of its own texts; what its codes are called stands once for all that have the code. */
static inline struct document_terms supplier_words(const struct supplier *supplier, uint32_t document)
{
	return document_words(supplier->units, supplier->vectors[document]);
}

/* The words of a code, by its place in supplier.codes. */
static inline struct document_terms supplier_labels(const struct supplier *supplier, uint32_t code)
{
	uint16_t number = supplier->labels[code];

	return number == NO_LABELS ? (struct document_terms){.count = 0} :
		document_words(supplier->code_labels->units, supplier->code_labels->of[number]);
}

struct supplier snapshot_supplier(const struct snapshot *snapshot, uint32_t enterprise);

/* An enterprise that is not (or not as it is now) in the snapshot, read with its vocabulary. */
struct supplier snapshot_stranger(const struct snapshot *snapshot, struct arena *mem,
	const struct collection *collection);

#endif
