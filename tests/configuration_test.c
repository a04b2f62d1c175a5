/* SPDX-License-Identifier: MPL-2.0 */
/* torv.conf: what is read, what is refused, and that all that is wrong is told at once. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/colour.h"
#include "lib/configuration.h"

#define REQUIRED                                                                                   \
	"site_url = \"https://torv.example\"\n"                                                    \
	"site_owner = \"Eksempel Kommune\"\n"                                                      \
	"contact_email = \"torv@kommune.example\"\n"                                               \
	"secret_key_file = \"credential:secret.key\"\n"                                            \
	"mail_from = \"torv@torv.example\"\n"                                                      \
	"reply_domain = \"svar.torv.example\"\n"
#define AFTER_REQUIRED 7 /* the first line behind it */

#define KEY_BYTES "0123456789abcdef0123456789abcdef"

/* A folder with the files of one test; it is $CREDENTIALS_DIRECTORY too. */
struct folder {
	char path[64];
	char told[4096]; /* what was reported, a line each */
	struct configuration *configuration;
};

/* configuration_open reports without an argument of ours. */
static struct folder *listening;

static void put(const struct folder *folder, const char *name, const char *text)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", folder->path, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static int make_folder(void **state)
{
	static struct folder folder;

	folder = (struct folder){.path = "/tmp/torv-configuration-XXXXXX"};
	*state = listening = &folder;
	if (mkdtemp(folder.path) == NULL)
		return -1;
	setenv("CREDENTIALS_DIRECTORY", folder.path, 1);
	put(&folder, "secret.key", KEY_BYTES);
	return 0;
}

static int remove_folder(void **state)
{
	static const char *const names[] = {"torv.conf", "secret.key", "password", "empty"};
	struct folder *folder = *state;
	char path[128];

	configuration_close(&folder->configuration);
	unsetenv("CREDENTIALS_DIRECTORY");
	unsetenv("TORV_CONF");
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", folder->path, names[i]);
		unlink(path);
	}
	return rmdir(folder->path);
}

static void hear(const char *line)
{
	size_t used = strlen(listening->told);

	snprintf(listening->told + used, sizeof listening->told - used, "%s\n", line);
}

static enum err reading(struct folder *folder, const char *text)
{
	char path[128];

	put(folder, "torv.conf", text);
	snprintf(path, sizeof path, "%s/torv.conf", folder->path);
	folder->told[0] = '\0';
	return configuration_open(path, hear, &folder->configuration);
}

static const struct configuration *read_well(struct folder *folder, const char *text)
{
	enum err err = reading(folder, text);

	assert_string_equal(folder->told, "");
	assert_int_equal(err, OK);
	return folder->configuration;
}

static void assert_told(const struct folder *folder, int line, const char *key, const char *words)
{
	char wanted[256];

	if (line > 0)
		snprintf(wanted, sizeof wanted, "%s/torv.conf:%d: %s: %s", folder->path, line, key, words);
	else
		snprintf(wanted, sizeof wanted, "%s/torv.conf: %s: %s", folder->path, key, words);
	if (strstr(folder->told, wanted) == NULL)
		fail_msg("\"%s\" is not in what was told:\n%s", wanted, folder->told);
}

/* How many lines were told. */
static size_t told(const struct folder *folder)
{
	size_t count = 0;

	for (const char *c = folder->told; *c != '\0'; c++)
		count += *c == '\n';
	return count;
}

/* The one line behind what is required is wrong, and nothing else is. */
static void assert_refused(struct folder *folder, const char *line, const char *key, const char *words)
{
	char text[1024];

	snprintf(text, sizeof text, "%s%s\n", REQUIRED, line);
	assert_int_equal(reading(folder, text), INVALID);
	assert_null(folder->configuration);
	assert_told(folder, AFTER_REQUIRED, key, words);
	assert_int_equal(told(folder), 1);
}

/* ---- what is right ---- */

static void what_is_required_is_enough(void **state)
{
	const struct configuration *c = read_well(*state, REQUIRED);

	assert_string_equal(c->site_url, "https://torv.example");
	assert_true(c->secure_cookies);
	assert_string_equal(c->site_name, "Torv");
	assert_string_equal(c->site_colour, "#0b5d4e");
	assert_null(c->site_logo);
	assert_null(c->db_socket);
	assert_string_equal(c->db_host, "localhost");
	assert_int_equal(c->db_port, 3306);
	assert_string_equal(c->db_password, "");
	assert_false(c->db_tls);
	assert_int_equal(c->language, DANISH);
	assert_int_equal(c->body_limit, 1048576);
	assert_int_equal(c->upload_limit, 26214400);
	assert_int_equal(c->smtp_tls, SMTP_TLS_TRY);
	assert_null(c->smtp_user);
	assert_true(c->match_threshold > 44.9 && c->match_threshold < 45.1);
	assert_int_equal(c->log_target, LOG_TO_SYSLOG);
}

static void every_value_that_is_given_takes_the_place_of_the_default(void **state)
{
	const struct configuration *c = read_well(*state, REQUIRED
		"# a comment, and a quote inside a value\n"
		"site_name = \"Torvet \\\"Syd\\\"\"\n"
		"site_colour = \"#1E3A8A\"\n"
		"language = \"nl\"\n"
		"db_socket = \"/run/mysqld/mysqld.sock\"\n"
		"threads = \"256\"\n"
		"smtp_tls = \"required\"\n"
		"smtp_port = \"587\"\n"
		"match_threshold = \"0\"\n"
		"log_level = \"debug\"\n");

	assert_string_equal(c->site_name, "Torvet \"Syd\"");
	assert_string_equal(c->site_colour, "#1E3A8A");
	assert_int_equal(c->language, DUTCH);
	assert_string_equal(c->db_socket, "/run/mysqld/mysqld.sock");
	assert_int_equal(c->threads, 256);
	assert_int_equal(c->smtp_tls, SMTP_TLS_REQUIRED);
	assert_int_equal(c->smtp_port, 587);
	assert_true(c->match_threshold < 0.1);
	assert_int_equal(c->log_level, LOG_LEVEL_DEBUG);
}

static void without_a_path_torv_conf_in_the_environment_is_read(void **state)
{
	struct folder *folder = *state;
	char path[128];

	put(folder, "torv.conf", REQUIRED);
	snprintf(path, sizeof path, "%s/torv.conf", folder->path);
	setenv("TORV_CONF", path, 1);
	assert_int_equal(configuration_open(NULL, hear, &folder->configuration), OK);
	assert_string_equal(folder->configuration->site_owner, "Eksempel Kommune");
}

static void without_tls_on_the_site_cookies_may_go_without_it(void **state)
{
	const struct configuration *c = read_well(*state,
		"site_url = \"http://127.0.0.1:8080\"\n"
		"site_owner = \"Eksempel Kommune\"\n"
		"contact_email = \"torv@kommune.example\"\n"
		"secret_key_file = \"credential:secret.key\"\n"
		"mail_from = \"torv@torv.example\"\n"
		"reply_domain = \"svar.torv.example\"\n");

	assert_false(c->secure_cookies);
}

/* ---- what is wrong ---- */

static void a_file_that_is_not_there_is_told(void **state)
{
	struct folder *folder = *state;

	assert_int_equal(configuration_open("/nonexistent/torv.conf", hear, &folder->configuration), INVALID);
	assert_non_null(strstr(folder->told, "/nonexistent/torv.conf: the file cannot be read: No such file"));
}

static void every_key_that_is_missing_is_told(void **state)
{
	struct folder *folder = *state;

	assert_int_equal(reading(folder, "site_name = \"Torv\"\n"), INVALID);
	assert_told(folder, 0, "site_url", "is missing");
	assert_told(folder, 0, "site_owner", "is missing");
	assert_told(folder, 0, "contact_email", "is missing");
	assert_told(folder, 0, "secret_key_file", "is missing");
	assert_told(folder, 0, "mail_from", "is missing");
	assert_told(folder, 0, "reply_domain", "is missing");
	assert_int_equal(told(folder), 6);
}

static void all_errors_are_told_at_once_each_with_its_line(void **state)
{
	struct folder *folder = *state;

	assert_int_equal(reading(folder,
		"site_url = \"https://torv.example/\"\n"           /* 1: a slash at its end */
		"site_owner = \"\"\n"                              /* 2: empty */
		"\n"
		"colour = \"#0b5d4e\"\n"                           /* 4: no such key */
		"contact_email = \"torv at kommune.example\"\n"    /* 5: no address */
		"secret_key_file = \"credential:secret.key\"\n"
		"mail_from = \"torv@torv.example\"\n"
		"threads = \"none\"\n"                             /* 8: no number */
		"smtp_tls = \"perhaps\"\n"                         /* 9: no such choice */
		"mail_form_name = \"Torv\"\n"                      /* 10: no such key */
		"reply_domain = \"svar torv\"\n"                   /* 11: no domain */
		"db_tls = \"yes\"\n"), INVALID);                   /* and db_tls_ca is missing */
	assert_told(folder, 1, "site_url", "must be http://… or https://…");
	assert_told(folder, 2, "site_owner", "must not be empty");
	assert_told(folder, 4, "cannot read this line", "no such option 'colour'");
	assert_told(folder, 5, "contact_email", "must be an e-mail address");
	assert_told(folder, 8, "threads", "must be a whole number from 1 to 256");
	assert_told(folder, 9, "smtp_tls", "must be one of never, try, required");
	assert_told(folder, 10, "cannot read this line", "no such option 'mail_form_name'");
	assert_told(folder, 11, "reply_domain", "must be a domain name");
	assert_told(folder, 0, "db_tls_ca", "is missing");
	assert_int_equal(told(folder), 9);
}

static void mail_leaves_the_machine_under_tls_only(void **state)
{
	struct folder *folder = *state;

	assert_int_equal(reading(folder, REQUIRED "smtp_tls = \"never\"\nsmtp_host = \"mail.kommune.example\"\n"),
		INVALID);
	assert_told(folder, 0, "smtp_tls", "never is for a mail server on this machine");
}

static void an_address_of_replies_begins_with_what_can_stand_in_one(void **state)
{
	assert_refused(*state, "bounce_local = \"ret ur\"", "bounce_local", "must be at most 31 letters");
}

static void an_unknown_key_is_refused(void **state)
{
	assert_refused(*state, "treads = \"8\"", "cannot read this line", "no such option 'treads'");
}

static void numbers_keep_within_their_bounds(void **state)
{
	assert_refused(*state, "threads = \"0\"", "threads", "must be a whole number from 1 to 256");
	assert_refused(*state, "threads = \"257\"", "threads", "must be a whole number from 1 to 256");
	assert_refused(*state, "db_port = \"65536\"", "db_port", "must be a whole number from 1 to 65535");
	assert_refused(*state, "body_limit = \"1\"", "body_limit", "must be a whole number from 65536");
	assert_refused(*state, "match_threshold = \"101\"", "match_threshold", "must be a whole number from 0 to 100");
	assert_refused(*state, "smtp_timeout = \"30s\"", "smtp_timeout", "must be a whole number from 1 to 600");
}

static void choices_are_taken_as_they_are_written(void **state)
{
	assert_refused(*state, "language = \"de\"", "language", "must be one of da, en, nl");
	assert_refused(*state, "log_target = \"file\"", "log_target", "must be one of stderr, syslog");
	assert_refused(*state, "db_tls = \"true\"", "db_tls", "must be yes or no");
}

static void a_login_at_the_mail_server_needs_its_password(void **state)
{
	struct folder *folder = *state;

	assert_int_equal(reading(folder, REQUIRED "smtp_user = \"torv\"\n"), INVALID);
	assert_told(folder, 0, "smtp_password_file", "is missing: smtp_user is given");
}

/* ---- the colour ---- */

static void contrast_is_what_wcag_says(void **state)
{
	(void)state;
	assert_true(colour_contrast_to_white("#ffffff") > 0.999 && colour_contrast_to_white("#ffffff") < 1.001);
	assert_true(colour_contrast_to_white("#000000") > 20.99 && colour_contrast_to_white("#000000") < 21.01);
	/* the two greys that stand on either side of 4.5, and a red of which its channels weigh unequally */
	assert_true(colour_contrast_to_white("#767676") > 4.54 && colour_contrast_to_white("#767676") < 4.55);
	assert_true(colour_contrast_to_white("#777777") > 4.47 && colour_contrast_to_white("#777777") < 4.48);
	assert_true(colour_contrast_to_white("#ff0000") > 3.99 && colour_contrast_to_white("#ff0000") < 4.00);
}

static void a_colour_that_white_text_cannot_be_read_on_is_refused(void **state)
{
	assert_refused(*state, "site_colour = \"#777777\"", "site_colour",
		"must be darker: white text on #777777 has a contrast of 4.47 to 1, and WCAG 2.1 asks for 4.5");
	assert_refused(*state, "site_colour = \"#ffd700\"", "site_colour", "must be darker");
}

static void the_lightest_readable_grey_is_taken(void **state)
{
	assert_string_equal(read_well(*state, REQUIRED "site_colour = \"#767676\"\n")->site_colour, "#767676");
}

static void what_is_no_colour_is_refused(void **state)
{
	assert_refused(*state, "site_colour = \"green\"", "site_colour", "must be a colour like #0b5d4e");
	assert_refused(*state, "site_colour = \"#0b5d4\"", "site_colour", "must be a colour like #0b5d4e");
	assert_refused(*state, "site_colour = \"#0b5d4g\"", "site_colour", "must be a colour like #0b5d4e");
}

/* ---- secrets ---- */

static void a_password_is_the_first_line_of_its_file(void **state)
{
	struct folder *folder = *state;
	char text[1024];

	put(folder, "password", "correct horse\r\nsecond line\n");
	snprintf(text, sizeof text, REQUIRED "db_password_file = \"%s/password\"\n", folder->path);
	assert_string_equal(read_well(folder, text)->db_password, "correct horse");
}

static void a_credential_is_looked_for_where_systemd_puts_it(void **state)
{
	struct folder *folder = *state;

	put(folder, "password", "battery staple");
	const struct configuration *c =
		read_well(folder, REQUIRED "smtp_user = \"torv\"\nsmtp_password_file = \"credential:password\"\n");
	assert_string_equal(c->smtp_password, "battery staple");
	assert_memory_equal(c->key.bytes, KEY_BYTES, SECRET_KEY_SIZE);
}

static void a_credential_without_systemd_is_told(void **state)
{
	struct folder *folder = *state;

	unsetenv("CREDENTIALS_DIRECTORY");
	assert_int_equal(reading(folder, REQUIRED), INVALID);
	assert_told(folder, 4, "secret_key_file", "needs systemd's LoadCredential=");
}

static void a_secret_that_cannot_be_read_is_told(void **state)
{
	struct folder *folder = *state;

	put(folder, "empty", "");
	assert_refused(folder, "db_password_file = \"credential:nowhere\"", "db_password_file", "the file ");
	assert_refused(folder, "db_password_file = \"credential:empty\"", "db_password_file", "the file ");
}

static void a_key_that_is_too_short_is_told_without_being_shown(void **state)
{
	struct folder *folder = *state;

	put(folder, "secret.key", "0123456789abcdef");
	assert_int_equal(reading(folder, REQUIRED), INVALID);
	assert_told(folder, 4, "secret_key_file", "the file ");
	assert_non_null(strstr(folder->told, "hold at least 32 bytes"));
	assert_null(strstr(folder->told, "0123456789abcdef"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_required_is_enough),
		TEST(every_value_that_is_given_takes_the_place_of_the_default),
		TEST(without_a_path_torv_conf_in_the_environment_is_read),
		TEST(without_tls_on_the_site_cookies_may_go_without_it),
		TEST(a_file_that_is_not_there_is_told),
		TEST(every_key_that_is_missing_is_told),
		TEST(all_errors_are_told_at_once_each_with_its_line),
		TEST(mail_leaves_the_machine_under_tls_only),
		TEST(an_address_of_replies_begins_with_what_can_stand_in_one),
		TEST(an_unknown_key_is_refused),
		TEST(numbers_keep_within_their_bounds),
		TEST(choices_are_taken_as_they_are_written),
		TEST(a_login_at_the_mail_server_needs_its_password),
		TEST(contrast_is_what_wcag_says),
		TEST(a_colour_that_white_text_cannot_be_read_on_is_refused),
		TEST(the_lightest_readable_grey_is_taken),
		TEST(what_is_no_colour_is_refused),
		TEST(a_password_is_the_first_line_of_its_file),
		TEST(a_credential_is_looked_for_where_systemd_puts_it),
		TEST(a_credential_without_systemd_is_told),
		TEST(a_secret_that_cannot_be_read_is_told),
		TEST(a_key_that_is_too_short_is_told_without_being_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
