/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The configuration. One table says what keys there are, what they may hold and what they are when
 * they are left out; torv.conf(5) describes them for people. libconfuse reads the file; every value is
 * read as text and checked here, so that all errors come at once, each with its line and key.
 */
#include "lib/configuration.h"

#include <confuse.h>
#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/colour.h"
#include "lib/text.h"

enum kind {
	TEXT,    /* any text; an empty fallback makes it optional */
	URL,     /* http:// or https://, no slash at its end */
	COLOUR,  /* #rrggbb, dark enough for white text */
	EMAIL,
	HOST,    /* a domain */
	LOCAL,   /* what stands before +TOKEN@domain (RFC 5321: at most 64 bytes with the token) */
	NUMBER,  /* unsigned, within bounds */
	BYTES,   /* size_t, within bounds */
	SCORE,   /* double, within bounds */
	YES_NO,
	CHOICE,  /* an enum: the position in `choices` */
	SECRET,  /* the name of a file whose first line is the value */
	KEY_FILE /* the name of a file with the installation's key */
};

struct key {
	const char *name;
	enum kind kind;
	size_t place;         /* in struct configuration */
	const char *fallback; /* NULL: must be given; "": may be left out */
	long low, high;
	const char *const *choices;
};

static const char *const languages[] = {"da", "en", "nl", NULL};
static const char *const tls_modes[] = {"never", "try", "required", NULL};
static const char *const log_targets[] = {"stderr", "syslog", NULL};
static const char *const log_levels[] = {"error", "warning", "info", "debug", NULL};

#define PLACE(member) offsetof(struct configuration, member)
#define PORTS 1, 65535

static const struct key keys[] = {
	{"site_url", URL, PLACE(site_url), NULL, 0, 0, NULL},
	{"site_name", TEXT, PLACE(site_name), "Torv", 0, 0, NULL},
	{"site_logo", TEXT, PLACE(site_logo), "", 0, 0, NULL},
	{"site_colour", COLOUR, PLACE(site_colour), "#0b5d4e", 0, 0, NULL},
	{"site_owner", TEXT, PLACE(site_owner), NULL, 0, 0, NULL},
	{"contact_email", EMAIL, PLACE(contact_email), NULL, 0, 0, NULL},
	{"language", CHOICE, PLACE(language), "da", 0, 0, languages},
	{"time_zone", TEXT, PLACE(time_zone), "Europe/Copenhagen", 0, 0, NULL},
	{"secret_key_file", KEY_FILE, PLACE(key), NULL, 0, 0, NULL},
	{"match_threshold", SCORE, PLACE(match_threshold), "45", 0, 100, NULL},
	{"purchase_ceiling_dkk", NUMBER, PLACE(purchase_ceiling_dkk), "500000", 1, 1000000000, NULL},
	{"db_socket", TEXT, PLACE(db_socket), "", 0, 0, NULL},
	{"db_host", TEXT, PLACE(db_host), "localhost", 0, 0, NULL},
	{"db_port", NUMBER, PLACE(db_port), "3306", PORTS, NULL},
	{"db_name", TEXT, PLACE(db_name), "torv", 0, 0, NULL},
	{"db_user", TEXT, PLACE(db_user), "torv", 0, 0, NULL},
	{"db_password_file", SECRET, PLACE(db_password), "", 0, 0, NULL},
	{"db_tls", YES_NO, PLACE(db_tls), "no", 0, 0, NULL},
	{"db_tls_ca", TEXT, PLACE(db_tls_ca), "", 0, 0, NULL},
	{"index_folder", TEXT, PLACE(index_folder), "", 0, 0, NULL},
	{"listen", TEXT, PLACE(listen), "unix:/run/torv/torv.sock", 0, 0, NULL},
	{"threads", NUMBER, PLACE(threads), "8", 1, 256, NULL},
	{"body_limit", BYTES, PLACE(body_limit), "1048576", 65536, 104857600, NULL},
	{"upload_limit", BYTES, PLACE(upload_limit), "26214400", 1048576, 209715200, NULL},
	{"mail_from", EMAIL, PLACE(mail_from), NULL, 0, 0, NULL},
	{"mail_from_name", TEXT, PLACE(mail_from_name), "Torv", 0, 0, NULL},
	{"reply_domain", HOST, PLACE(reply_domain), NULL, 0, 0, NULL},
	{"reply_local", LOCAL, PLACE(reply_local), "svar", 0, 0, NULL},
	{"bounce_local", LOCAL, PLACE(bounce_local), "bounce", 0, 0, NULL},
	{"unsubscribe_local", LOCAL, PLACE(unsubscribe_local), "afmeld", 0, 0, NULL},
	{"authserv_id", TEXT, PLACE(authserv_id), "", 0, 0, NULL},
	{"keep_mail_days", NUMBER, PLACE(keep_mail_days), "90", 30, 36500, NULL},
	{"keep_conversation_days", NUMBER, PLACE(keep_conversation_days), "730", 30, 36500, NULL},
	{"replies_per_hour", NUMBER, PLACE(replies_per_hour), "1000", 1, 1000000, NULL},
	{"mail_per_minute", NUMBER, PLACE(mail_per_minute), "300", 0, 1000000, NULL},
	{"mail_per_domain", NUMBER, PLACE(mail_per_domain), "60", 0, 1000000, NULL},
	{"smtp_host", TEXT, PLACE(smtp_host), "localhost", 0, 0, NULL},
	{"smtp_port", NUMBER, PLACE(smtp_port), "25", PORTS, NULL},
	{"smtp_tls", CHOICE, PLACE(smtp_tls), "try", 0, 0, tls_modes},
	{"smtp_user", TEXT, PLACE(smtp_user), "", 0, 0, NULL},
	{"smtp_password_file", SECRET, PLACE(smtp_password), "", 0, 0, NULL},
	{"smtp_ca", TEXT, PLACE(smtp_ca), "", 0, 0, NULL},
	{"smtp_timeout", NUMBER, PLACE(smtp_timeout), "30", 1, 600, NULL},
	{"log_target", CHOICE, PLACE(log_target), "syslog", 0, 0, log_targets},
	{"log_level", CHOICE, PLACE(log_level), "info", 0, 0, log_levels},
};

#define KEYS (sizeof keys / sizeof keys[0])

/* One reading of the file. The parser's callbacks have no argument of ours, hence `now`. */
struct reading {
	const char *path;
	struct configuration *out;
	void (*report)(const char *line);
	bool wrong;
	bool given[KEYS];
	int stopped_at; /* the line where the parser gave up; 0: it did not */
};

static _Thread_local struct reading *now;

static void FORMAT(4, 5) complain(struct reading *reading, int line, const char *key, const char *format, ...)
{
	char message[256], text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	if (line > 0)
		snprintf(text, sizeof text, "%s:%d: %s: %s", reading->path, line, key, message);
	else
		snprintf(text, sizeof text, "%s: %s: %s", reading->path, key, message);
	reading->wrong = true;
	reading->report(text);
}

/* ---- files with secrets ---- */

static char *secret_path(struct arena *mem, const char *value)
{
	const char *directory = getenv("CREDENTIALS_DIRECTORY");

	if (!text_starts(value, "credential:"))
		return arena_text(mem, value);
	return directory == NULL ? NULL : arena_printf(mem, "%s/%s", directory, value + strlen("credential:"));
}

static const char *read_secret(struct arena *mem, const char *path)
{
	char line[1024];
	FILE *file = fopen(path, "re");

	if (file == NULL)
		return NULL;
	bool read = fgets(line, sizeof line, file) != NULL;
	fclose(file);
	if (!read)
		return NULL;
	line[strcspn(line, "\r\n")] = '\0';
	return arena_text(mem, line);
}

/* ---- storing a value; NULL when it is right, else what it must be ---- */

static const char *check_number(const struct key *key, const char *value, int64_t *number, struct arena *mem)
{
	if (text_to_int(value, key->low, key->high, number))
		return NULL;
	return arena_printf(mem, "must be a whole number from %ld to %ld", key->low, key->high);
}

static const char *store_choice(const struct key *key, const char *value, void *place, struct arena *mem)
{
	OWNED(buffer_close) struct buffer wanted = {0};

	for (int i = 0; key->choices[i] != NULL; i++) {
		if (strcmp(value, key->choices[i]) == 0) {
			memcpy(place, &i, sizeof i); /* our enums are ints: their values are positions */
			return NULL;
		}
		buffer_printf(&wanted, "%s%s", i == 0 ? "" : ", ", key->choices[i]);
	}
	return arena_printf(mem, "must be one of %s", wanted.bytes);
}

static const char *store_secret(const char *value, void *place, struct arena *mem)
{
	const char *path = secret_path(mem, value), *secret = "";

	if (path == NULL)
		return "needs systemd's LoadCredential= ($CREDENTIALS_DIRECTORY is not set)";
	if (*path != '\0' && (secret = read_secret(mem, path)) == NULL)
		return arena_printf(mem, "the file %s cannot be read or is empty", path);
	memcpy(place, &secret, sizeof secret);
	return NULL;
}

static const char *store_key(const char *value, void *place, struct arena *mem)
{
	const char *path = secret_path(mem, value);

	if (path == NULL)
		return "needs systemd's LoadCredential= ($CREDENTIALS_DIRECTORY is not set)";
	if (secret_key_read(path, place) != OK)
		return arena_printf(mem, "the file %s must be readable and hold at least %d bytes "
					 "(head -c 32 /dev/urandom)", path, SECRET_KEY_SIZE);
	return NULL;
}

/* Buttons carry white text on it, so a colour that is too light would shut people out. */
static const char *check_colour(const char *value, struct arena *mem)
{
	if (!colour_is_wellformed(value))
		return "must be a colour like #0b5d4e";
	double contrast = colour_contrast_to_white(value);
	if (contrast >= CONTRAST_OF_TEXT)
		return NULL;
	/* rounded down, so that 4.49 does not read as 4.5 */
	return arena_printf(mem, "must be darker: white text on %s has a contrast of %.2f to 1, and WCAG 2.1 "
				 "asks for %.1f", value, (double)(int)(contrast * 100.0) / 100.0, CONTRAST_OF_TEXT);
}

static bool is_url(const char *value)
{
	size_t length = strlen(value);

	return (text_starts(value, "http://") || text_starts(value, "https://")) && length > 10 &&
	       value[length - 1] != '/' && strpbrk(value, " \t\"<>") == NULL;
}

static bool is_local(const char *value)
{
	size_t length = strlen(value);

	return length > 0 && length < 32 &&
	       strspn(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_") == length &&
	       value[0] != '.' && value[length - 1] != '.';
}

static bool is_loopback(const char *host)
{
	return text_equal(host, "localhost") || text_equal(host, "::1") || text_starts(host, "127.");
}

/* A text of the right form, or what it must be. */
static const char *check_text(const struct key *key, const char *value, struct arena *mem)
{
	switch (key->kind) {
	case URL: return is_url(value) ? NULL : "must be http://… or https://…, without a slash at its end";
	case COLOUR: return check_colour(value, mem);
	case EMAIL: return text_is_email(value) ? NULL : "must be an e-mail address";
	case HOST:
		return text_is_email(arena_printf(mem, "x@%s", value)) ? NULL : "must be a domain name";
	case LOCAL:
		return is_local(value) ? NULL : "must be at most 31 letters, digits, dots, hyphens and underscores";
	default:
		if (key->fallback == NULL && text_is_blank(value))
			return "must not be empty";
		return text_is_utf8(value, strlen(value)) ? NULL : "must be UTF-8";
	}
}

static const char *store_text(const struct key *key, const char *value, void *place, struct arena *mem)
{
	const char *wrong = check_text(key, value, mem);

	if (wrong == NULL) {
		const char *copy = *value == '\0' ? NULL : arena_text(mem, value);
		memcpy(place, &copy, sizeof copy);
	}
	return wrong;
}

static const char *store_number(const struct key *key, const char *value, void *place, struct arena *mem)
{
	int64_t number;
	const char *wrong = check_number(key, value, &number, mem);

	if (wrong != NULL)
		return wrong;
	if (key->kind == NUMBER)
		memcpy(place, &(unsigned){(unsigned)number}, sizeof(unsigned));
	else if (key->kind == BYTES)
		memcpy(place, &(size_t){(size_t)number}, sizeof(size_t));
	else
		memcpy(place, &(double){(double)number}, sizeof(double));
	return NULL;
}

static const char *store_yes_no(const char *value, void *place)
{
	bool yes = strcmp(value, "yes") == 0;

	if (!yes && strcmp(value, "no") != 0)
		return "must be yes or no";
	memcpy(place, &yes, sizeof yes);
	return NULL;
}

static const char *store(const struct key *key, const char *value, struct configuration *out)
{
	void *place = (char *)out + key->place;

	switch (key->kind) {
	case NUMBER:
	case BYTES:
	case SCORE: return store_number(key, value, place, out->mem);
	case YES_NO: return store_yes_no(value, place);
	case CHOICE: return store_choice(key, value, place, out->mem);
	case SECRET: return store_secret(value, place, out->mem);
	case KEY_FILE: return store_key(value, place, out->mem);
	default: return store_text(key, value, place, out->mem);
	}
}

/* ---- reading the file ---- */

static size_t position(const char *name)
{
	size_t i = 0;

	while (i < KEYS && strcmp(keys[i].name, name) != 0)
		i++;
	return i;
}

/* libconfuse calls this with each value, while it still knows the line. */
static int take(cfg_t *cfg, cfg_opt_t *opt)
{
	size_t i = position(opt->name);

	now->given[i] = true;
	const char *wrong = store(&keys[i], cfg_opt_getstr(opt), now->out);
	if (wrong != NULL)
		complain(now, cfg->line, keys[i].name, "%s", wrong);
	return 0;
}

/* libconfuse calls this when it cannot read on: a key that is not there, or a line that is no key. */
static void stop(cfg_t *cfg, const char *format, va_list args)
{
	char message[200];

	vsnprintf(message, sizeof message, format, args);
	now->stopped_at = cfg->line;
	complain(now, cfg->line, "cannot read this line", "%s", message);
}

/* Blanks out the line so that the next reading gets past it. False when there is no such line. */
static bool blank_line(char *text, int line)
{
	for (; line > 1 && text != NULL; line--)
		text = (text = strchr(text, '\n')) == NULL ? NULL : text + 1;
	if (text == NULL || *text == '\0' || *text == '\n')
		return false;
	memset(text, ' ', strcspn(text, "\n"));
	return true;
}

static void parse_once(struct reading *reading, const char *text)
{
	cfg_opt_t opts[KEYS + 1] = {0};

	for (size_t i = 0; i < KEYS; i++)
		opts[i] = (cfg_opt_t)CFG_STR(keys[i].name, NULL, CFGF_NONE);
	opts[KEYS] = (cfg_opt_t)CFG_END();
	cfg_t *cfg = cfg_init(opts, CFGF_NONE);
	for (size_t i = 0; i < KEYS; i++)
		cfg_set_validate_func(cfg, keys[i].name, take);
	cfg_set_error_function(cfg, stop);
	reading->stopped_at = 0;
	now = reading;
	cfg_parse_buf(cfg, text);
	now = NULL;
	cfg_free(cfg);
}

/* Reads again past each line that cannot be read, so that all errors are told. An error that was told
 * already would be told again: readings after the first only tell of lines behind the last stop. */
static void parse(struct reading *reading, char *text)
{
	parse_once(reading, text);
	while (reading->stopped_at > 0 && blank_line(text, reading->stopped_at)) {
		char *from = text;
		for (int line = reading->stopped_at; line > 0 && from != NULL; line--)
			from = (from = strchr(from, '\n')) == NULL ? NULL : from + 1;
		if (from == NULL)
			return;
		/* what was read is blanked too; line numbers stay as they are */
		for (char *c = text; c < from; c++)
			if (*c != '\n')
				*c = ' ';
		parse_once(reading, text);
	}
}

static char *read_file(struct arena *mem, const char *path)
{
	OWNED(buffer_close) struct buffer text = {0};
	char piece[4096];
	size_t size;
	FILE *file = fopen(path, "re");

	if (file == NULL)
		return NULL;
	while ((size = fread(piece, 1, sizeof piece, file)) > 0)
		buffer_add(&text, piece, size);
	fclose(file);
	return arena_text(mem, text.bytes != NULL ? text.bytes : "");
}

static void fill_in(struct reading *reading)
{
	struct configuration *out = reading->out;

	for (size_t i = 0; i < KEYS; i++) {
		if (reading->given[i])
			continue;
		if (keys[i].fallback == NULL)
			complain(reading, 0, keys[i].name, "is missing");
		else
			store(&keys[i], keys[i].fallback, out);
	}
	if (out->db_tls && out->db_tls_ca == NULL)
		complain(reading, 0, "db_tls_ca", "is missing: db_tls = yes verifies the server's certificate");
	if (out->smtp_user != NULL && *out->smtp_password == '\0')
		complain(reading, 0, "smtp_password_file", "is missing: smtp_user is given");
	if (out->smtp_tls == SMTP_TLS_NEVER && out->smtp_host != NULL && !is_loopback(out->smtp_host))
		complain(reading, 0, "smtp_tls",
			"never is for a mail server on this machine (localhost, 127.0.0.1, ::1)");
	out->secure_cookies = out->site_url != NULL && text_starts(out->site_url, "https://");
	const char *data = getenv("TORV_DATADIR");
	out->data_directory = arena_text(out->mem, data != NULL ? data : TORV_DATADIR);
}

enum err configuration_open(const char *path, void (*report)(const char *line),
	struct configuration **out)
{
	struct arena *mem = arena_open();
	struct configuration *configuration = arena_alloc(mem, sizeof *configuration);
	struct reading reading = {.out = configuration, .report = report};

	configuration->mem = mem;
	*out = configuration;
	if (path == NULL)
		path = getenv("TORV_CONF");
	reading.path = path != NULL ? path : TORV_SYSCONFDIR "/torv.conf";
	char *text = read_file(mem, reading.path);
	if (text == NULL) {
		complain(&reading, 0, "the file cannot be read", "%s", strerror(errno));
	} else {
		parse(&reading, text);
		fill_in(&reading);
	}
	if (!reading.wrong)
		return OK;
	configuration_close(out);
	return INVALID;
}

void configuration_close(struct configuration **configuration)
{
	if (*configuration == NULL)
		return;
	struct arena *mem = (*configuration)->mem;
	*configuration = NULL;
	arena_close(&mem);
}
