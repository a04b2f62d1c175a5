/* SPDX-License-Identifier: MPL-2.0 */
/* The sample data: complete against its sources, obedient to Torv's rules, alive on every day. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/sample.h"
#include "lib/account.h"
#include "lib/reference.h"
#include "lib/search_index.h"
#include "lib/text.h"
#include "lib/tsv.h"
#include "tests/support.h"

static const char *in_source(struct house *house, const char *path)
{
	return arena_printf(house->mem, "%s/%s", getenv("TORV_SOURCE"), path);
}

static enum err load(struct house *house, const char *directory, struct sample_loaded *loaded,
	struct file_faults *faults)
{
	OWNED(match_index_close) struct match_index *index = NULL;
	struct sample sample = {.db = house->db, .mem = house->mem, .directory = directory, .faults = faults};

	*faults = (struct file_faults){.mem = house->mem};
	assert_int_equal(reference_write(house->db, house->mem, in_source(house, "sql/reference"), NULL, NULL), OK);
	assert_int_equal(match_index_open(house->db, NULL, &index), OK);
	sample.telling = (struct telling){.configuration = house->configuration, .index = index};
	return sample_load(&sample, loaded);
}

static struct sample_loaded load_ours(struct house *house)
{
	struct sample_loaded loaded;
	struct file_faults faults;
	enum err err = load(house, in_source(house, "sql/sample"), &loaded, &faults);

	if (err != OK)
		fail_msg("%s: %s:%zu: %s", err_name(err), faults.count > 0 ? faults.at[0].file : "",
			faults.count > 0 ? faults.at[0].line : 0, faults.count > 0 ? faults.at[0].text : "");
	return loaded;
}

/* A copy of the sample's folder, to be damaged. */
static const char *copy_of_ours(struct house *house)
{
	const char *copy = arena_printf(house->mem, "%s/sample", house->folder);

	assert_int_equal(system(arena_printf(house->mem, "rm -rf '%s' && cp -r '%s' '%s' && chmod -R u+w '%s'", copy,
				 in_source(house, "sql/sample"), copy, copy)),
		0);
	return copy;
}

static int reset(void **state)
{
	struct house *house = *state;

	house_sql(house, "DELETE FROM setting WHERE name = 'sample'");
	return house_reset(state);
}

static void the_sample_fills_an_empty_installation_and_publishes_lines_that_find_enterprises(void **state)
{
	struct house *house = *state;
	struct sample_loaded loaded = load_ours(house);

	assert_int_equal(loaded.municipalities, 17);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM organisation WHERE kind = 'municipality'"), 17);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM enterprise"), loaded.enterprises);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM offering"), loaded.offerings);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM plan_line"), loaded.lines);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM plan_line WHERE status = 'published'"), loaded.published);
	assert_true(loaded.published > 0 && loaded.published < loaded.lines);
	assert_true(loaded.told >= loaded.published);
	assert_int_equal(house_count(house, "SELECT COUNT(DISTINCT kind) FROM outbox"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox WHERE kind = 'match'"), loaded.told);
}

static void the_buyer_in_kolding_asks_for_honey_and_the_demo_enterprise_is_told(void **state)
{
	struct house *house = *state;

	load_ours(house);
	assert_int_equal(house_count(house,
				 "SELECT COUNT(*) FROM outbox x JOIN account a ON a.id = x.account_id"
				 " WHERE a.email = 'kontakt@beeliving.example' AND x.kind = 'match'"
				 " AND x.model LIKE '%%Honning til gaver%%'"),
		1);
	assert_int_equal(house_count(house,
				 "SELECT COUNT(*) FROM plan_line l WHERE status = 'published' AND NOT EXISTS"
				 " (SELECT 1 FROM line_match m WHERE m.line_id = l.id)"),
		0);
}

static void every_enterprise_of_the_report_is_there_under_its_name_but_the_one_that_lost_it(void **state)
{
	static const char *const columns[] = {"municipality_code", "enterprise"};
	struct house *house = *state;
	struct file_faults faults = {.mem = house->mem};
	struct tsv listed;

	load_ours(house);
	assert_int_equal(tsv_read(house->mem, shared_path(house, "data/soev_bilag1.tsv"), 1u << 20, columns, 2,
				 &faults, &listed),
		OK);
	assert_int_equal(listed.rows, 74);
	for (size_t i = 0; i < listed.rows; i++) {
		const char *name = tsv_field(&listed, i, "enterprise");
		int64_t expected = strcmp(name, "ApS") == 0 ? 0 : 1;

		if (house_count(house, "SELECT COUNT(*) FROM organisation WHERE name = BINARY \"%s\"", name) != expected)
			fail_msg("%s is not there %lld times", name, (long long)expected);
	}
}

static void every_product_that_the_sources_name_is_offered_by_who_supplies_it(void **state)
{
	static const char *const columns[] = {"enterprise", "product_da"};
	struct house *house = *state;
	struct file_faults faults = {.mem = house->mem};
	struct tsv products;

	load_ours(house);
	assert_int_equal(tsv_read(house->mem, shared_path(house, "data/soev_products.tsv"), 1u << 20, columns, 2,
				 &faults, &products),
		OK);
	for (size_t i = 0; i < products.rows; i++) {
		const char *name = tsv_field(&products, i, "enterprise");
		const char *stem = arena_text_n(house->mem, name, strcspn(name, " "));
		const char *word = tsv_field(&products, i, "product_da");
		const char *beginning = arena_text_n(house->mem, word, strcspn(word, " ,") < 6 ? strcspn(word, " ,") : 6);

		if (name[0] == '(')
			continue; /* the source does not say who */
		if (house_count(house,
			    "SELECT COUNT(*) FROM offering f JOIN organisation o ON o.id = f.organisation_id"
			    " WHERE o.name LIKE \"%s%%\" AND CONCAT(f.title, ' ', f.text) LIKE \"%%%s%%\"",
			    stem, beginning) == 0)
			fail_msg("%s does not offer %s", name, word);
	}
}

static void some_enterprises_show_what_they_supply_and_most_motifs_are_there(void **state)
{
	struct house *house = *state;

	load_ours(house);
	assert_true(house_count(house, "SELECT COUNT(*) FROM image WHERE alternative <> ''") >= 15);
	assert_true(house_count(house, "SELECT COUNT(DISTINCT alternative) FROM image") >= 4);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM image_size"),
		4 * house_count(house, "SELECT COUNT(*) FROM image"));
}

static void made_up_cvr_numbers_are_valid_and_in_a_range_that_nobody_has(void **state)
{
	struct house *house = *state;

	load_ours(house);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM organisation WHERE kind = 'enterprise' AND"
					    " (cvr IS NULL OR cvr NOT LIKE '99%%')"),
		0);
}

static void every_mail_address_is_under_example(void **state)
{
	struct house *house = *state;

	load_ours(house);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM account WHERE email NOT LIKE '%%.example'"), 0);
	assert_int_equal(
		house_count(house, "SELECT COUNT(*) FROM enterprise WHERE contact_email NOT LIKE '%%.example'"), 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM plan_line WHERE contact_email NOT LIKE '%%.example'"), 0);
}

static void each_demo_account_logs_in_with_the_demo_password(void **state)
{
	static const char *const emails[] = {"koeber@kolding.example", "koordinator@kolding.example",
		"kontakt@beeliving.example", "admin@torv.example"};
	struct house *house = *state;
	struct account account;

	load_ours(house);
	for (size_t i = 0; i < sizeof emails / sizeof emails[0]; i++)
		assert_int_equal(account_log_in(house->db, house->mem, emails[i], SAMPLE_PASSWORD, &account), OK);
	assert_true(account.is_administrator);
}

static void the_review_has_cases_of_each_kind_and_all_of_them_are_invented(void **state)
{
	struct house *house = *state;

	load_ours(house);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM enterprise WHERE status = 'submitted'"), 2);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM enterprise WHERE status = 'changes_requested'"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM enterprise WHERE status = 'draft'"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM review WHERE words <> '' AND due_on > CURRENT_DATE"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM enterprise e JOIN organisation o ON"
					    " o.id = e.organisation_id WHERE e.status <> 'approved' AND o.name"
					    " NOT LIKE '%%(opdigtet)' AND o.name NOT LIKE 'Skovbørnenes Snedkeri%%'"),
		0);
}

static void dates_lie_ahead_and_some_lines_are_reserved(void **state)
{
	struct house *house = *state;

	load_ours(house);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM plan_line WHERE status = 'published' AND"
					    " (dialogue_ends IS NULL OR dialogue_ends < CURRENT_DATE + INTERVAL 10 DAY)"),
		0);
	assert_true(house_count(house, "SELECT COUNT(*) FROM plan_line WHERE reserved") >= 3);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM plan_line l JOIN plan p ON p.id = l.plan_id"
					    " WHERE contract_starts IS NOT NULL AND YEAR(contract_starts) <> p.year"),
		0);
}

static void a_second_load_does_nothing(void **state)
{
	struct house *house = *state;
	struct sample_loaded loaded;
	int64_t mails;

	load_ours(house);
	mails = house_count(house, "SELECT COUNT(*) FROM outbox");
	loaded = load_ours(house);
	assert_true(loaded.already);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM outbox"), mails);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM enterprise"), loaded.enterprises);
}

static void a_load_that_was_interrupted_while_publishing_goes_on(void **state)
{
	struct house *house = *state;
	struct sample_loaded loaded = load_ours(house);

	house_sql(house, "UPDATE setting SET value = 'publishing' WHERE name = 'sample';"
			 "DELETE FROM line_match;"
			 "UPDATE plan_line SET status = 'draft', published_at = NULL WHERE title = 'Vask af byskilte'");
	loaded = load_ours(house);
	assert_false(loaded.already);
	assert_int_equal(loaded.published, 1);
	assert_string_equal(house_text(house, "SELECT value FROM setting WHERE name = 'sample'"), "loaded");
}

static void an_installation_in_use_is_left_alone(void **state)
{
	struct house *house = *state;
	struct sample_loaded loaded;
	struct file_faults faults;

	given_enterprise(house, "Den Virkelige", "0621");
	assert_int_equal(load(house, in_source(house, "sql/sample"), &loaded, &faults), CONFLICT);
	assert_int_equal(faults.count, 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM organisation"), 1);
}

static void a_row_that_the_rules_refuse_is_told_and_nothing_is_loaded(void **state)
{
	struct house *house = *state;
	const char *copy = copy_of_ours(house);
	struct sample_loaded loaded;
	struct file_faults faults;

	assert_int_equal(system(arena_printf(house->mem, "sed -i '4s/\\t99/\\t12/' '%s/enterprises.tsv'", copy)), 0);
	assert_int_equal(load(house, copy, &loaded, &faults), INVALID);
	assert_int_equal(faults.count, 1);
	assert_int_equal(faults.at[0].line, 4);
	assert_non_null(strstr(faults.at[0].file, "enterprises.tsv"));
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM account"), 0);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM organisation"), 0);
}

/* The map of the demo's coordinator has entries in every state, contacts in several months, and somebody who waits. */
static void the_coordinator_of_the_demo_has_a_map_to_look_at(void **state)
{
	struct house *house = *state;

	load_ours(house);
	const char *own = house_text(house, "SELECT organisation_id FROM membership m JOIN account a ON a.id = m.account_id"
		" WHERE a.email = 'koordinator@kolding.example'");
	assert_int_equal(house_count(house, "SELECT COUNT(DISTINCT state) FROM field_entry WHERE organisation_id = %s", own), 5);
	assert_true(house_count(house, "SELECT COUNT(DISTINCT e.happened_on) FROM field_event e JOIN field_entry f"
		" ON f.id = e.entry_id WHERE f.organisation_id = %s AND e.kind = 'visited'", own) >= 5);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM field_entry WHERE organisation_id = %s AND"
		" next_contact_on < CURDATE()", own), 1);
	assert_true(house_count(house, "SELECT COUNT(*) FROM field_goal WHERE organisation_id = %s", own) >= 3);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM field_entry WHERE contact_email <> '' AND"
		" contact_email NOT LIKE '%%.example'"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_sample_fills_an_empty_installation_and_publishes_lines_that_find_enterprises, reset),
		cmocka_unit_test_setup(the_buyer_in_kolding_asks_for_honey_and_the_demo_enterprise_is_told, reset),
		cmocka_unit_test_setup(every_enterprise_of_the_report_is_there_under_its_name_but_the_one_that_lost_it, reset),
		cmocka_unit_test_setup(every_product_that_the_sources_name_is_offered_by_who_supplies_it, reset),
		cmocka_unit_test_setup(some_enterprises_show_what_they_supply_and_most_motifs_are_there, reset),
		cmocka_unit_test_setup(made_up_cvr_numbers_are_valid_and_in_a_range_that_nobody_has, reset),
		cmocka_unit_test_setup(every_mail_address_is_under_example, reset),
		cmocka_unit_test_setup(each_demo_account_logs_in_with_the_demo_password, reset),
		cmocka_unit_test_setup(the_review_has_cases_of_each_kind_and_all_of_them_are_invented, reset),
		cmocka_unit_test_setup(dates_lie_ahead_and_some_lines_are_reserved, reset),
		cmocka_unit_test_setup(a_second_load_does_nothing, reset),
		cmocka_unit_test_setup(a_load_that_was_interrupted_while_publishing_goes_on, reset),
		cmocka_unit_test_setup(an_installation_in_use_is_left_alone, reset),
		cmocka_unit_test_setup(a_row_that_the_rules_refuse_is_told_and_nothing_is_loaded, reset),
		cmocka_unit_test_setup(the_coordinator_of_the_demo_has_a_map_to_look_at, reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
