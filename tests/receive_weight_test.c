/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What `torv-mail receive` takes for the largest messages, of shapes that a mail program or an enemy writes: less than 64 MB
 * and less than a second of the processor, which is not the clock: others may run beside it. All but storing the message is
 * measured with an address that is nobody's.
 */
#include "tests/receiving.h"

#include <sodium.h>
#include <sys/resource.h>
#include <unistd.h>

#include "lib/text.h"
#include "tests/files.h"

/* AddressSanitizer keeps what is freed for a while, and is slow. */
#ifdef __SANITIZE_ADDRESS__ /* gcc */
#define SANITIZED 1
#elif defined(__has_feature)
#define SANITIZED __has_feature(address_sanitizer)
#else
#define SANITIZED 0
#endif
enum { MEGABYTES = SANITIZED ? 400 : 64, MILLISECONDS = SANITIZED ? 30000 : 1000 };

#define LARGEST ((size_t)(SANITIZED ? 3 : 25) * 1024 * 1024)
#define NOBODYS "0123456789abcdef0123456789abcdef"

/* ---- measuring ---- */

static struct rusage used(void)
{
	struct rusage usage;

	assert_int_equal(getrusage(RUSAGE_CHILDREN, &usage), 0);
	return usage;
}

static long milliseconds(const struct rusage *usage)
{
	return 1000 * (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
	       (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1000;
}

/* By fork, not by system(): what that starts begins with all the memory that the test itself ever took. What is forked
 * begins with what the test has now, also with what it has freed and not given back yet. */
static int run(const char *command)
{
	int status = 0;

	memory_give_back();
	pid_t child = fork();

	if (child == 0) {
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	assert_true(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* Hands the message over and looks at what that took; `name` tells which one was too heavy. */
static void weigh(struct house *house, const char *name, struct buffer *message, int wanted)
{
	const char *command = receiving(house, "", message->bytes, message->length);

	buffer_close(message);
	struct rusage before = used();
	int status = run(command);
	struct rusage after = used();
	if (status != wanted)
		fail_msg("%s: status %d", name, status);
	if (after.ru_maxrss / 1024 >= MEGABYTES)
		fail_msg("%s: %ld MB", name, after.ru_maxrss / 1024);
	if (milliseconds(&after) - milliseconds(&before) >= MILLISECONDS)
		fail_msg("%s: %ld ms", name, milliseconds(&after) - milliseconds(&before));
}

static void begin(struct buffer *message, const char *token, const char *headers)
{
	buffer_printf(message, "From: owner@example.org\nTo: svar+%s@torv.example\nSubject: x\n%s", token, headers);
}

/* ---- texts ---- */

static const struct {
	const char *name;
	const char *headers; /* and what stands before */
	const char *again;   /* as often as there is room */
} shapes[] = {
	{"prose", "Content-Type: text/plain\n\n", "Vi vil gerne vide mere om det, tak.\n"},
	{"one line", "Content-Type: text/plain; charset=utf-8\n\n", "æ"},
	{"nothing", "\n", "\n"},
	{"marks on a letter", "Content-Type: text/plain; charset=utf-8\n\na", "\xcc\x81\xcc\xa7"},
	{"attributions", "Content-Type: text/plain\n\n", "Den 3\n"},
	{"closings", "Content-Type: text/plain\n\n", "mvh\n"},
	{"headers of Outlook", "Content-Type: text/plain\n\n", "Fra: x\n"},
	{"quotation in quotation", "Content-Type: text/plain; format=flowed\n\n", ">>>>>>>>>>>> og \n"},
	{"quoted-printable", "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n", "=C3=A6=\n"},
	{"paragraphs", "Content-Type: text/html\n\n", "<p>x"},
	{"entities", "Content-Type: text/html\n\n", "&aring;&#229;&nosuch;"},
	{"comments", "Content-Type: text/html\n\n", "<!-- x "},
	{"tables", "Content-Type: text/html\n\n", "<table><tr><td>a<td>b</table>"},
	{"hidden", "Content-Type: text/html\n\n", "<span style=\"display:none\">"},
	{"open attributes", "Content-Type: text/html\n\n", "<a href=\"x>"},
	{"forwarded", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nJa\n--b\nContent-Type: message/rfc822\n\n"
		      "Subject: x\n\n", "hello\n"},
};

static void a_large_text_takes_little_whatever_its_shape(void **state)
{
	struct house *house = *state;

	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
		OWNED(buffer_close) struct buffer message = {0};
		begin(&message, NOBODYS, shapes[i].headers);
		while (message.length + strlen(shapes[i].again) <= LARGEST)
			buffer_text(&message, shapes[i].again);
		weigh(house, shapes[i].name, &message, EX_NOUSER);
	}
}

static void many_parts_take_little(void **state)
{
	OWNED(buffer_close) struct buffer message = {0};

	begin(&message, NOBODYS, "Content-Type: multipart/mixed; boundary=b\n\n");
	for (int i = 0; i < 1900; i++) {
		buffer_text(&message, "--b\nContent-Type: text/html\n\n");
		for (int line = 0; line < (SANITIZED ? 60 : 800); line++)
			buffer_text(&message, "<p>Vi vil gerne\n");
	}
	weigh(*state, "parts", &message, EX_NOUSER);
}

static void what_would_take_more_is_refused_as_data(void **state)
{
	static const struct {
		const char *headers, *again;
	} heavy[] = {
		{"Content-Type: multipart/mixed; boundary=b\n\n", "text in none of the parts\n"},
		{"Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n"},
		{"Cc: ", "a:"},
		{"", "X: y\n"},
	};

	for (size_t i = 0; i < sizeof heavy / sizeof heavy[0]; i++) {
		OWNED(buffer_close) struct buffer message = {0};
		begin(&message, NOBODYS, heavy[i].headers);
		while (message.length + strlen(heavy[i].again) <= LARGEST)
			buffer_text(&message, heavy[i].again);
		weigh(*state, heavy[i].again, &message, EX_DATAERR);
	}
}

/* ---- files ---- */

/* In lines, as base64 goes through the mail. */
static void attach(struct buffer *message, const char *name, const void *bytes, size_t size)
{
	char line[80];

	buffer_printf(message, "--b\nContent-Type: application/octet-stream; name=%s\nContent-Transfer-Encoding: base64\n\n",
		name);
	for (size_t at = 0; at < size; at += 57) {
		size_t piece = size - at < 57 ? size - at : 57;
		sodium_bin2base64(line, sizeof line, (const unsigned char *)bytes + at, piece, sodium_base64_VARIANT_ORIGINAL);
		buffer_printf(message, "%s\n", line);
	}
}

static void attach_pdf(struct house *house, struct buffer *message, size_t size)
{
	char *pdf = arena_alloc(house->mem, size);

	memset(pdf, 'A', size);
	memcpy(pdf, "%PDF-1.4\n", 9);
	attach(message, "plan.pdf", pdf, size);
}

static int64_t kept_files(struct house *house)
{
	return house_count(house, "SELECT COUNT(*) FROM attachment WHERE document_id IS NOT NULL");
}

static void begin_message(struct house *house, struct buffer *message)
{
	struct market market = given_market(house);

	begin(message, issue(house, TOKEN_CONVERSATION, market.owner, begun_conversation(house, &market)),
		"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nMenuer\n");
}

static void two_files_of_nine_megabytes_are_kept_and_take_little(void **state)
{
	struct house *house = *state;
	OWNED(buffer_close) struct buffer message = {0};

	begin_message(house, &message);
	attach_pdf(house, &message, (size_t)9 << 20);
	attach_pdf(house, &message, (size_t)9 << 20);
	buffer_text(&message, "--b--\n");
	weigh(house, "files", &message, EX_OK);
	assert_int_equal(kept_files(house), 2);
}

/* Pictures of 12 million pixels beside a large file: all of them unpacked would be 48 MB each. */
static void large_pictures_are_kept_and_take_little(void **state)
{
	static const enum file_kind kinds[] = {FILE_JPEG, FILE_PNG, FILE_WEBP};
	struct house *house = *state;
	OWNED(buffer_close) struct buffer message = {0};

	begin_message(house, &message);
	attach_pdf(house, &message, (size_t)9 << 20);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct upload picture = given_picture(house->mem, kinds[i], SANITIZED ? 2000 : 4000, SANITIZED ? 1500 : 3000);
		attach(&message, picture.name, picture.bytes, picture.size);
	}
	buffer_text(&message, "--b--\n");
	weigh(house, "pictures", &message, EX_OK);
	assert_int_equal(kept_files(house), 4);
}

static void a_picture_that_would_take_too_much_is_named_with_what_to_do(void **state)
{
	struct house *house = *state;
	struct upload picture = given_picture_in_passes(house->mem, FILE_PNG, 4000, 3000);
	OWNED(buffer_close) struct buffer message = {0};

	begin_message(house, &message);
	attach(&message, picture.name, picture.bytes, picture.size);
	buffer_text(&message, "--b--\n");
	weigh(house, "interlaced", &message, EX_OK);
	assert_int_equal(kept_files(house), 0);
	assert_string_equal(house_text(house, "SELECT refusal FROM attachment"), "memory");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, house_reset)
	const struct CMUnitTest tests[] = {
		TEST(a_large_text_takes_little_whatever_its_shape),
		TEST(many_parts_take_little),
		TEST(what_would_take_more_is_refused_as_data),
		TEST(two_files_of_nine_megabytes_are_kept_and_take_little),
		TEST(large_pictures_are_kept_and_take_little),
		TEST(a_picture_that_would_take_too_much_is_named_with_what_to_do),
	};
	return cmocka_run_group_tests(tests, house_open, house_close);
}
