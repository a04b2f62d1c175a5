/* SPDX-License-Identifier: MPL-2.0 */
/* Files in conversations: kept whole, named in the mails, given to nobody who is no party. */
#include <string.h>

#include "lib/attachment.h"
#include "lib/conversation.h"
#include "tests/files.h"
#include "tests/market.h"

/* A file that needs several pieces, with bytes of all values. */
static struct upload given_long_text(struct house *house)
{
	size_t size = ((size_t)2 << 20) + 12345;
	char *bytes = arena_alloc(house->mem, size);

	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)('a' + i % 23 + i / 4096 % 3);
	return (struct upload){.name = "lang.txt", .bytes = bytes, .size = size};
}

static enum err write_with(struct house *house, const struct market *market, const struct upload *uploads,
	size_t count, const char *text, int64_t *id)
{
	struct attachment *attachments;

	TRY(attachments_check(house->mem, uploads, count, IMAGE_MEMORY_AMPLE, &attachments));
	return conversation_start(house->db, house->mem, house->configuration,
		&(struct conversation_start){
			.author_id = market->buyer,
			.from_organisation = market->municipality,
			.to_organisation = market->enterprise,
			.subject = "Kantinen",
			.text = text,
			.attachments = attachments,
			.attachment_count = count,
		},
		id);
}

static int64_t attachment_id(struct house *house, const char *name)
{
	return house_count(house, "SELECT id FROM attachment WHERE name = '%s'", name);
}

static void what_was_sent_comes_out_as_it_was(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct upload uploads[] = {given_pdf(), given_long_text(house)};
	struct document document;
	const char *name;
	int64_t id;

	assert_int_equal(write_with(house, &market, uploads, 2, "Se her.", &id), OK);
	assert_int_equal(attachment_find(house->db, house->mem, attachment_id(house, "lang.txt"), market.enterprise,
				 &name, &document), OK);
	assert_string_equal(name, "lang.txt");
	assert_string_equal(document.type, "text/plain");
	assert_int_equal(document.size, uploads[1].size);
	assert_memory_equal(document.bytes, uploads[1].bytes, document.size);
	assert_int_equal(house_count(house, "SELECT MAX(LENGTH(bytes)) FROM document_piece"), 1 << 20);
}

static void nobody_but_the_parties_gets_a_file(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct upload upload = given_pdf();
	struct document document;
	const char *name;
	int64_t id;

	assert_int_equal(write_with(house, &market, &upload, 1, "Se her.", &id), OK);
	int64_t file = attachment_id(house, "Tilbud.pdf");
	assert_int_equal(attachment_find(house->db, house->mem, file, market.municipality, &name, &document), OK);
	assert_int_equal(attachment_find(house->db, house->mem, file, market.other, &name, &document), NOT_FOUND);
	assert_int_equal(attachment_find(house->db, house->mem, file, 0, &name, &document), NOT_FOUND);
	assert_int_equal(attachment_find(house->db, house->mem, file + 1, market.municipality, &name, &document),
		NOT_FOUND);
}

static void a_file_without_a_word_is_a_message_and_nothing_at_all_is_none(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct upload good = given_pdf(), bad = given_file("x.html", "<!DOCTYPE html><html></html>");
	int64_t id;

	assert_int_equal(write_with(house, &market, NULL, 0, "", &id), INVALID);
	assert_int_equal(write_with(house, &market, &bad, 1, "", &id), INVALID);
	assert_int_equal(write_with(house, &market, &good, 1, "", &id), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM conversation"), 1);
}

static void a_refused_file_stands_in_the_conversation_with_the_reason(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct upload uploads[] = {given_file("x.html", "<!DOCTYPE html><html></html>"), given_pdf()};
	OWNED(json_decrefp) json_t *model = NULL;
	struct document document;
	const char *name;
	int64_t id;

	assert_int_equal(write_with(house, &market, uploads, 2, "To filer.", &id), OK);
	assert_int_equal(conversation_show(house->db, house->mem, id, market.enterprise, "da", &model), OK);
	json_t *message = json_array_get(json_object_get(model, "messages"), 0);
	json_t *list = json_object_get(message, "attachments");
	assert_int_equal(json_array_size(list), 2);
	json_t *refused = json_array_get(list, 0), *kept = json_array_get(list, 1);
	assert_false(json_is_true(json_object_get(refused, "is_kept")));
	assert_string_equal(json_string_value(json_object_get(refused, "refusal")), refusal_text(REFUSED_KIND));
	assert_true(json_is_true(json_object_get(kept, "is_kept")));
	assert_string_equal(json_string_value(json_object_get(kept, "size_text")), "1 KB");
	assert_int_equal(attachment_find(house->db, house->mem, attachment_id(house, "x.html"), market.enterprise,
				 &name, &document), NOT_FOUND);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM document"), 1);
}

static void the_mail_names_the_files(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct upload upload = given_pdf();
	int64_t id;

	assert_int_equal(write_with(house, &market, &upload, 1, "Se her.", &id), OK);
	assert_string_equal(mailed(house, "contact", "attachments[0].name"), "Tilbud.pdf");
	assert_int_equal(strtoll(mailed(house, "contact", "attachments[0].id"), NULL, 10),
		attachment_id(house, "Tilbud.pdf"));
}

static void files_that_nothing_leads_to_are_swept_and_others_stay(void **state)
{
	struct house *house = *state;
	struct market market = given_market(house);
	struct upload uploads[] = {given_pdf(), given_long_text(house)};
	int64_t id;

	assert_int_equal(write_with(house, &market, uploads, 2, "Se her.", &id), OK);
	house_sql(house, "DELETE FROM attachment WHERE name = 'lang.txt'");
	assert_int_equal(document_sweep(house->db), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM document"), 2); /* it may be on its way into a message */
	house_sql(house, "UPDATE document SET created_at = created_at - INTERVAL 2 HOUR");
	assert_int_equal(document_sweep(house->db), OK);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM document"), 1);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM document_piece"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(what_was_sent_comes_out_as_it_was, house_reset),
		cmocka_unit_test_setup(nobody_but_the_parties_gets_a_file, house_reset),
		cmocka_unit_test_setup(a_file_without_a_word_is_a_message_and_nothing_at_all_is_none, house_reset),
		cmocka_unit_test_setup(a_refused_file_stands_in_the_conversation_with_the_reason, house_reset),
		cmocka_unit_test_setup(the_mail_names_the_files, house_reset),
		cmocka_unit_test_setup(files_that_nothing_leads_to_are_swept_and_others_stay, house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
