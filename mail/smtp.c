/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A libesmtp session. What the library does that nobody expects, and what is done about it:
 *
 *   - It ends well when the line broke or AUTH failed; only the status of each message tells. After a
 *     failed AUTH it goes on without one, and the server's 530 to MAIL, or its "relay access denied" to
 *     RCPT, is then about us. So a refusal at MAIL is never held against the message (but 552: too
 *     large), nor one at RCPT when AUTH did not succeed.
 *   - It tells of a message's status also when the line broke instead of an answer, with the code 0.
 *   - It reads errno after our callback; a callback that sets it makes the library hang up before the
 *     end of the text. That is how a message is held back at the last moment.
 *   - It would send DATA for a recipient that was refused, unless all recipients are required.
 *   - A broken line raises SIGPIPE; the program ignores it (torv_mail.c).
 *   - After STARTTLS it may wait for an answer to what it has not sent yet: smtp_tls.c.
 *   - 44 ms for each message without TCP_NODELAY: connect.c.
 */
#include <stddef.h>

#include <auth-client.h>
#include <errno.h>
#include <openssl/ssl.h> /* before libesmtp.h, which then declares smtp_starttls_set_ctx */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <libesmtp.h>

#include "lib/log.h"
#include "lib/text.h"
#include "mail/smtp.h"
#include "mail/smtp_tls.h"

#define TOO_LARGE_FOR_SERVER 552

/* One message while it is sent. */
struct transfer {
	struct session *session;
	size_t index;
	smtp_message_t message;
	smtp_recipient_t recipient;
	bool given; /* the text, to the library */
	bool ended; /* so the server may have taken it */
};

struct session {
	const struct configuration *configuration;
	const struct smtp_watch *watch;
	struct smtp_mail *mails;
	size_t count;
	struct transfer *transfers;
	smtp_session_t smtp;
	auth_context_t auth;
	struct tls tls;
	bool encrypted;
	bool no_starttls; /* required, and not offered */
	bool logged_in;   /* AUTH was answered with 235, or is not wanted */
	char last_reply[SMTP_REASON_SIZE];
};

void smtp_start(void)
{
	auth_client_init();
}

/* The server's words as one line of printable ASCII: they end up in the database and in logs. */
static void set_reason(char reason[SMTP_REASON_SIZE], int code, const char *words)
{
	size_t length = 0;

	if (code != 0)
		length = (size_t)snprintf(reason, SMTP_REASON_SIZE, "%d ", code);
	for (const char *p = words != NULL ? words : ""; *p != '\0' && length + 1 < SMTP_REASON_SIZE; p++)
		reason[length++] = *p >= ' ' && *p <= '~' ? *p : ' ';
	while (length > 0 && reason[length - 1] == ' ')
		length--;
	reason[length] = '\0';
}

static void settle(struct transfer *transfer, enum smtp_outcome outcome, const smtp_status_t *status)
{
	struct session *session = transfer->session;
	struct smtp_mail *mail = &session->mails[transfer->index];

	char words[SMTP_REASON_SIZE];

	mail->outcome = outcome;
	mail->reason[0] = '\0';
	if (outcome != SMTP_TAKEN) {
		/* the library has taken a detailed code (RFC 3463) out of the words: it says most of all */
		if (status->enh_class > 0)
			snprintf(words, sizeof words, "%d.%d.%d %s", status->enh_class, status->enh_subject,
				status->enh_detail, status->text != NULL ? status->text : "");
		else
			snprintf(words, sizeof words, "%s", status->text != NULL ? status->text : "");
		set_reason(mail->reason, status->code, words);
	}
	session->watch->answered(session->watch->context, transfer->index);
}

/* ---- what libesmtp calls ---- */

/* Gives the text in one piece. Asked for more, it has come to the end: the last moment to hold back. */
static const char *read_message(void **context, int *length, void *arg)
{
	(void)context;
	struct transfer *transfer = arg;
	const struct session *session = transfer->session;
	const struct smtp_mail *mail = &session->mails[transfer->index];

	if (length == NULL) {
		transfer->given = false;
		return NULL;
	}
	if (!transfer->given) {
		transfer->given = true;
		*length = (int)mail->size;
		return mail->bytes;
	}
	*length = 0;
	transfer->ended = session->watch->may_end(session->watch->context, transfer->index);
	errno = transfer->ended ? 0 : ECANCELED;
	return NULL;
}

/* When the line breaks the library tells of it as of an answer, but with the code 0. */
static bool is_refusal(const smtp_status_t *status)
{
	return status->code / 100 == 4 || status->code / 100 == 5;
}

static void mail_status(smtp_message_t message)
{
	const smtp_status_t *status = smtp_reverse_path_status(message);

	if (!is_refusal(status))
		return;
	settle(smtp_message_get_application_data(message),
		status->code == TOO_LARGE_FOR_SERVER ? SMTP_REFUSED : SMTP_LATER, status);
}

static void recipient_status(smtp_recipient_t recipient)
{
	const smtp_status_t *status = smtp_recipient_status(recipient);

	if (!is_refusal(status))
		return;
	struct transfer *transfer = smtp_recipient_get_application_data(recipient);
	transfer->session->mails[transfer->index].at_recipient = true;
	settle(transfer,
		status->code / 100 == 5 && transfer->session->logged_in ? SMTP_REFUSED : SMTP_LATER, status);
}

static void message_status(smtp_message_t message)
{
	const smtp_status_t *status = smtp_message_transfer_status(message);
	enum smtp_outcome outcome = status->code / 100 == 5 ? SMTP_REFUSED : SMTP_LATER;

	if (status->code / 100 == 2)
		outcome = SMTP_TAKEN;
	else if (!is_refusal(status))
		return; /* the line broke: in doubt */
	settle(smtp_message_get_application_data(message), outcome, status);
}

static void on_event(smtp_session_t smtp, int event, void *arg, ...)
{
	(void)smtp;
	struct session *session = arg;
	va_list args;

	va_start(args, arg);
	switch (event) {
	case SMTP_EV_MAILSTATUS:
		(void)va_arg(args, const char *);
		mail_status(va_arg(args, smtp_message_t));
		break;
	case SMTP_EV_RCPTSTATUS:
		(void)va_arg(args, const char *);
		recipient_status(va_arg(args, smtp_recipient_t));
		break;
	case SMTP_EV_MESSAGESENT:
		message_status(va_arg(args, smtp_message_t));
		break;
	case SMTP_EV_STARTTLS_OK:
		session->encrypted = true;
		break;
	case SMTP_EV_EXTNA_STARTTLS:
		session->no_starttls = true;
		break;
	case SMTP_EV_WRONG_PEER_CERTIFICATE:
		/* the handshake has found the configured name in it; libesmtp compares with another */
		*va_arg(args, int *) = 1;
		break;
	default: /* all others refuse by themselves */
		break;
	}
	va_end(args);
}

/* Keeps the server's last words for the case that the session ends without a status. */
static void on_traffic(const char *bytes, int length, int writing, void *arg)
{
	struct session *session = arg;
	char line[SMTP_REASON_SIZE];

	if (writing != SMTP_CB_READING || length <= 0)
		return;
	if (length > 3 && strncmp(bytes, "235", 3) == 0)
		session->logged_in = true; /* RFC 4954; no event tells */
	snprintf(line, sizeof line, "%.*s", length, bytes);
	set_reason(session->last_reply, 0, line);
}

/* Name and password; the password only over TLS, or where TLS is switched off on purpose. */
static int give_credentials(auth_client_request_t request, char **result, int fields, void *arg)
{
	const struct session *session = arg;
	const struct configuration *configuration = session->configuration;

	if (!session->encrypted && configuration->smtp_tls != SMTP_TLS_NEVER)
		return 0;
	for (int i = 0; i < fields; i++) {
		const char *value = NULL;

		if ((request[i].flags & AUTH_USER) != 0)
			value = configuration->smtp_user;
		else if ((request[i].flags & AUTH_PASS) != 0)
			value = configuration->smtp_password;
		result[i] = (char *)value; /* read only; the library's type has no const */
	}
	return 1;
}

/* ---- setting up ---- */

static void set_time_limits(const struct session *session)
{
	static const int steps[] = {Timeout_GREETING, Timeout_ENVELOPE, Timeout_DATA, Timeout_TRANSFER,
		Timeout_DATA2};
	long milliseconds = (long)session->configuration->smtp_timeout * 1000;

	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		smtp_set_timeout(session->smtp, steps[i] | Timeout_OVERRIDE_RFC2822_MINIMUM, milliseconds);
}

/* The name we greet with: this machine's when it is a full one, else the mail domain (RFC 5321, 4.1.4). */
static void set_own_name(const struct session *session)
{
	char name[256] = "";

	if (gethostname(name, sizeof name - 1) != 0 || strchr(name, '.') == NULL)
		snprintf(name, sizeof name, "%s", session->configuration->reply_domain);
	smtp_set_hostname(session->smtp, name);
}

static enum err set_security(struct session *session)
{
	const struct configuration *configuration = session->configuration;

	session->logged_in = configuration->smtp_user == NULL;
	if (configuration->smtp_user != NULL) {
		session->auth = auth_create_context();
		auth_set_mechanism_flags(session->auth, AUTH_PLUGIN_PLAIN, 0);
		auth_set_interact_cb(session->auth, give_credentials, session);
		smtp_auth_set_context(session->smtp, session->auth);
	}
	if (configuration->smtp_tls == SMTP_TLS_NEVER) {
		smtp_starttls_enable(session->smtp, Starttls_DISABLED);
		return OK;
	}
	TRY(tls_open(configuration, &session->tls));
	smtp_starttls_set_ctx(session->smtp, session->tls.context);
	smtp_starttls_enable(session->smtp, configuration->smtp_tls == SMTP_TLS_REQUIRED
		? Starttls_REQUIRED : Starttls_ENABLED);
	return OK;
}

static void add_mail(struct session *session, size_t index)
{
	struct smtp_mail *mail = &session->mails[index];
	struct transfer *transfer = &session->transfers[index];

	mail->outcome = SMTP_UNTRIED;
	mail->reason[0] = '\0';
	*transfer = (struct transfer){.session = session, .index = index};
	transfer->message = smtp_add_message(session->smtp);
	smtp_set_reverse_path(transfer->message, mail->from);
	smtp_set_messagecb(transfer->message, read_message, transfer);
	smtp_message_set_application_data_release(transfer->message, transfer, NULL);
	transfer->recipient = smtp_add_recipient(transfer->message, mail->to);
	smtp_recipient_set_application_data_release(transfer->recipient, transfer, NULL);
}

static enum err session_open(struct session *session, struct arena *mem)
{
	const struct configuration *configuration = session->configuration;

	session->smtp = smtp_create_session();
	session->transfers = arena_array(mem, session->count, sizeof *session->transfers);
	smtp_set_server(session->smtp,
		arena_printf(mem, "%s:%u", configuration->smtp_host, configuration->smtp_port));
	smtp_set_eventcb(session->smtp, on_event, session);
	smtp_set_monitorcb(session->smtp, on_traffic, session, 0);
	smtp_option_require_all_recipients(session->smtp, 1);
	set_own_name(session);
	set_time_limits(session);
	TRY(set_security(session));
	for (size_t i = 0; i < session->count; i++)
		add_mail(session, i);
	return OK;
}

static void session_close(struct session *session)
{
	smtp_destroy_session(session->smtp);
	if (session->auth != NULL)
		auth_destroy_context(session->auth);
	tls_close(&session->tls);
}

/* ---- after the session ---- */

/* Why it ended before all had an answer, as precisely as is known. */
static void explain(const struct session *session, int smtp_error, char problem[SMTP_REASON_SIZE])
{
	char words[200];

	if (session->no_starttls)
		snprintf(problem, SMTP_REASON_SIZE, "the server offers no STARTTLS");
	else if (session->tls.problem[0] != '\0')
		snprintf(problem, SMTP_REASON_SIZE, "%s", session->tls.problem);
	else if (session->last_reply[0] == '4' || session->last_reply[0] == '5')
		snprintf(problem, SMTP_REASON_SIZE, "%s", session->last_reply);
	else
		snprintf(problem, SMTP_REASON_SIZE, "%s", smtp_error != 0
			? smtp_strerror(smtp_error, words, sizeof words) : "the server hung up or did not answer in time");
}

/* Marks those whose text was ended and that got no answer. Counts those without an answer. */
static size_t left_over(struct session *session, const char *problem)
{
	size_t left = 0;

	for (size_t i = 0; i < session->count; i++) {
		struct smtp_mail *mail = &session->mails[i];

		if (mail->outcome != SMTP_UNTRIED)
			continue;
		if (session->transfers[i].ended)
			mail->outcome = SMTP_IN_DOUBT;
		set_reason(mail->reason, 0, problem);
		left++;
	}
	return left;
}

enum err smtp_deliver(const struct configuration *configuration, struct smtp_mail *mails, size_t count,
	const struct smtp_watch *watch, char problem[SMTP_REASON_SIZE])
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct session session = {
		.configuration = configuration,
		.watch = watch,
		.mails = mails,
		.count = count,
	};
	enum err err = session_open(&session, mem);
	int smtp_error = 0;

	problem[0] = '\0';
	if (err == OK && !smtp_start_session(session.smtp))
		smtp_error = smtp_errno();
	if (err == OK)
		explain(&session, smtp_error, problem);
	else
		snprintf(problem, SMTP_REASON_SIZE, "TLS cannot be set up");
	if (left_over(&session, problem) > 0)
		err = UNAVAILABLE;
	session_close(&session);
	return err;
}
