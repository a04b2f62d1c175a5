/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/authentication.h"

#include <string.h>

#include "lib/text.h"
#include "mail/header_value.h"

static const char *past_blanks(const char *text)
{
	return text + strspn(text, " ");
}

/* "dmarc = fail ...", "dmarc/1=fail": behind a semicolon. */
static bool says_dmarc_failed(const char *result)
{
	result = past_blanks(result);
	if (!text_starts(result, "dmarc"))
		return false;
	result = past_blanks(result + strlen("dmarc"));
	if (*result == '/')
		result = past_blanks(result + 1 + strspn(result + 1, " 0123456789"));
	if (*result != '=')
		return false;
	result = past_blanks(result + 1);
	return text_starts(result, "fail") && strcspn(result, " ;") == strlen("fail");
}

/* The authserv-id is the first word, and may be quoted. Exchange Online writes none: the first word is a
 * result already. */
static bool is_by(const char *results, const char *authserv_id)
{
	size_t length = strlen(authserv_id);

	results = past_blanks(results);
	if (strcmp(authserv_id, AUTHSERV_WITHOUT_ID) == 0)
		return results[strcspn(results, " ;=")] == '=';
	results += *results == '"';
	return g_ascii_strncasecmp(results, authserv_id, length) == 0 &&
	       strchr("\" ;", results[length]) != NULL;
}

static bool line_failed(struct arena *mem, const char *value, const char *authserv_id)
{
	const char *results = header_plain(mem, value);

	if (!is_by(results, authserv_id))
		return false;
	for (const char *at = strchr(results, ';'); at != NULL; at = strchr(at + 1, ';'))
		if (says_dmarc_failed(at + 1))
			return true;
	return false;
}

bool authentication_failed(struct arena *mem, GMimeMessage *message, const char *authserv_id)
{
	GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(message));

	if (text_is_blank(authserv_id))
		return false;
	for (int i = 0; i < g_mime_header_list_get_count(headers); i++) {
		GMimeHeader *header = g_mime_header_list_get_header_at(headers, i);
		const char *value = g_mime_header_get_value(header);
		if (g_ascii_strcasecmp(g_mime_header_get_name(header), "Authentication-Results") == 0 &&
			value != NULL && line_failed(mem, value, authserv_id))
			return true;
	}
	return false;
}
