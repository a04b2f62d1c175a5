/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/visit.h"

#include <string.h>

enum err visit_note(struct db *db, struct arena *mem, int64_t account_id, int64_t organisation_id,
	moment *since)
{
	moment now = clock_now();
	struct row *row;

	TRY(db_do(db, Q_VISIT_NOTE,
		ARGS(db_int(account_id), db_int(organisation_id), db_moment(now), db_moment(now - VISIT_PAUSE)), NULL));
	TRY(db_one(db, mem, Q_VISIT_PREVIOUS, ARGS(db_int(account_id), db_int(organisation_id)), &row));
	*since = row_moment(row, "previous_at");
	return OK;
}

const char *visit_since_text(struct arena *mem, const struct reader *reader, moment since, day today)
{
	static const char *const weekdays[] = {N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
		N_("Monday"), N_("Tuesday"), N_("Wednesday")}; /* 1 January 1970 was a Thursday */
	day on = day_of(since);

	if (on >= today)
		return translate(reader->catalogues, reader->language, N_("earlier today"));
	if (on == today - 1)
		return translate(reader->catalogues, reader->language, N_("yesterday"));
	if (on > today - 7)
		return translate(reader->catalogues, reader->language, weekdays[on % 7]);
	return day_text(mem, on, language_code(reader->language));
}

/* Those with is_new first; both parts keep their order. */
static void new_ones_first(json_t *list)
{
	json_t *sorted = json_array(), *item;
	size_t i;

	for (int wanted = 1; wanted >= 0; wanted--)
		json_array_foreach(list, i, item)
			if (json_is_true(json_object_get(item, "is_new")) == (wanted == 1))
				json_array_append(sorted, item);
	json_array_clear(list);
	json_array_extend(list, sorted);
	json_decref(sorted);
}

size_t visit_mark_new(struct arena *mem, json_t *list, const char *name, moment since)
{
	const char *then = since == NO_MOMENT ? NULL : moment_iso(mem, since);
	json_t *item;
	size_t i, count = 0;

	json_array_foreach(list, i, item) {
		const char *when = json_string_value(json_object_get(item, name));
		bool is_new = then != NULL && when != NULL && strcmp(when, then) >= 0;
		json_object_set_new(item, "is_new", json_boolean(is_new));
		count += is_new;
	}
	new_ones_first(list);
	return count;
}

static const struct row *news_of(const struct rows *news, const json_t *line)
{
	for (size_t i = 0; i < news->count; i++)
		if (row_int(news->at[i], "id") == json_integer_value(json_object_get(line, "id")))
			return news->at[i];
	return NULL;
}

static int64_t add_count(json_t *line, struct arena *mem, const struct row *news, const char *name)
{
	int64_t count = news == NULL ? 0 : row_int(news, name);

	json_object_set_new(line, arena_printf(mem, "new_%s", name), json_integer((json_int_t)count));
	json_object_set_new(line, arena_printf(mem, "has_new_%s", name), json_boolean(count > 0));
	return count;
}

enum err visit_mark_lines(struct db *db, struct arena *mem, int64_t organisation_id, moment since,
	json_t *lines, int64_t *answers)
{
	struct rows news = {.count = 0};
	json_t *line;
	size_t i;

	*answers = 0;
	if (since != NO_MOMENT)
		TRY(db_list(db, mem, Q_VISIT_LINE_NEWS, ARGS(db_moment(since), db_moment(since),
			db_moment(since), db_moment(since), db_int(organisation_id)), &news));
	json_array_foreach(lines, i, line) {
		const struct row *row = news_of(&news, line);
		int64_t interested = add_count(line, mem, row, "interested");
		int64_t declined = add_count(line, mem, row, "declined");
		int64_t questions = add_count(line, mem, row, "questions");
		add_count(line, mem, row, "opened");
		json_object_set_new(line, "is_new", json_boolean(interested + declined + questions > 0));
		*answers += interested + declined;
	}
	new_ones_first(lines);
	return OK;
}
