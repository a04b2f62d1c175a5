/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a file is. libmagic looks at the content; an office document is a ZIP archive, so its directory
 * is read to see which one it is and whether a program is in it. Nothing is unpacked here.
 */
#include "lib/upload.h"

#include <magic.h>
#include <string.h>
#include <zip.h>

#include "lib/log.h"
#include "lib/text.h"
#include "lib/translate.h"

#define ENDINGS 6

static const struct {
	const char *type;
	const char *endings[ENDINGS]; /* the first is the one we write; ends with NULL */
} kinds[] = {
	[FILE_UNKNOWN] = {"application/octet-stream", {"bin", NULL}},
	[FILE_PDF] = {"application/pdf", {"pdf", NULL}},
	[FILE_DOCX] = {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", {"docx", NULL}},
	[FILE_XLSX] = {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {"xlsx", NULL}},
	[FILE_PPTX] = {"application/vnd.openxmlformats-officedocument.presentationml.presentation", {"pptx", NULL}},
	[FILE_ODT] = {"application/vnd.oasis.opendocument.text", {"odt", NULL}},
	[FILE_ODS] = {"application/vnd.oasis.opendocument.spreadsheet", {"ods", NULL}},
	[FILE_ODP] = {"application/vnd.oasis.opendocument.presentation", {"odp", NULL}},
	[FILE_TEXT] = {"text/plain", {"txt", "csv", "tsv", "md", NULL}},
	[FILE_JPEG] = {"image/jpeg", {"jpg", "jpeg", NULL}},
	[FILE_PNG] = {"image/png", {"png", NULL}},
	[FILE_GIF] = {"image/gif", {"gif", NULL}},
	[FILE_WEBP] = {"image/webp", {"webp", NULL}},
};

#define KINDS (sizeof kinds / sizeof kinds[0])

const char *refusal_text(enum refusal refusal)
{
	switch (refusal) {
	case TAKEN: return "";
	case REFUSED_EMPTY: return N_("The file is empty.");
	case REFUSED_LARGE: return N_("The file is larger than 10 MB.");
	case REFUSED_KIND:
		return N_("We cannot take this kind of file. We take PDF, Word, Excel, PowerPoint and OpenDocument "
			  "files, pictures (JPEG, PNG, WebP, GIF) and plain text.");
	case REFUSED_BROKEN: return N_("The file is damaged: it cannot be read to its end.");
	case REFUSED_PIXELS: return N_("The picture has more than 50 million pixels. Make it smaller first.");
	case REFUSED_MACROS: return N_("There are macros in the file. Save it without them, or as PDF.");
	case REFUSED_MEMORY:
		return N_("The picture is too large for the way in which it is saved. Save it as an ordinary JPEG file, "
			  "or make it smaller, and send it again.");
	case REFUSED_SUM:
		return N_("The pictures of this message are too large together. Send this one in a message of its own, "
			  "or make it smaller first.");
	case REFUSED_MANY: return N_("There are more files than a message may have.");
	}
	return "";
}

bool file_kind_is_image(enum file_kind kind)
{
	return kind >= FILE_JPEG;
}

const char *file_kind_type(enum file_kind kind)
{
	return kinds[kind].type;
}

/* ---- office documents ---- */

/* The kind that an OpenDocument file names in its first entry, which is stored unpacked (ODF 1.2, part 3). */
static enum file_kind open_document_kind(zip_t *zip)
{
	char type[100] = "";
	enum file_kind kind = FILE_UNKNOWN;
	zip_file_t *file = zip_fopen(zip, "mimetype", 0);

	if (file == NULL)
		return FILE_UNKNOWN;
	zip_int64_t size = zip_fread(file, type, sizeof type - 1);
	zip_fclose(file);
	for (enum file_kind i = FILE_ODT; i <= FILE_ODP && size > 0; i++) {
		if (strcmp(type, kinds[i].type) == 0)
			kind = i;
	}
	return kind;
}

static bool has_entry(zip_t *zip, const char *name)
{
	return zip_name_locate(zip, name, ZIP_FL_NOCASE) >= 0;
}

/* A program in it: VBA in Office files, Basic or scripts in OpenDocument. */
static bool has_macros(zip_t *zip)
{
	for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
		const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);
		if (name != NULL && (strstr(name, "vbaProject") != NULL || text_starts(name, "Basic/") ||
					    text_starts(name, "Scripts/")))
			return true;
	}
	return false;
}

static enum file_kind archive_kind(zip_t *zip)
{
	if (has_entry(zip, "word/document.xml"))
		return FILE_DOCX;
	if (has_entry(zip, "xl/workbook.xml"))
		return FILE_XLSX;
	if (has_entry(zip, "ppt/presentation.xml"))
		return FILE_PPTX;
	return open_document_kind(zip);
}

static enum refusal check_archive(const struct upload *upload, enum file_kind *kind)
{
	zip_source_t *source = zip_source_buffer_create(upload->bytes, upload->size, 0, NULL);
	zip_t *zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, NULL);

	if (zip == NULL) {
		zip_source_free(source);
		return REFUSED_BROKEN;
	}
	*kind = archive_kind(zip);
	bool macros = has_macros(zip);
	zip_discard(zip);
	if (*kind == FILE_UNKNOWN)
		return REFUSED_KIND;
	return macros ? REFUSED_MACROS : TAKEN;
}

/* ---- all kinds ---- */

/* Text that some program would run or draw is not plain text. */
static bool is_plain_text(const char *type)
{
	static const char *const active[] = {"text/html", "text/xml", "text/x-shellscript", "text/x-php",
		"text/x-perl", "text/x-python", "text/x-script.python", "text/x-ruby", "text/x-msdos-batch",
		"text/javascript", "text/x-wine-extension-reg", "text/PGP", NULL};

	for (size_t i = 0; active[i] != NULL; i++) {
		if (strcmp(type, active[i]) == 0)
			return false;
	}
	return text_starts(type, "text/") || strcmp(type, "application/csv") == 0;
}

static enum file_kind kind_of_type(const char *type)
{
	for (enum file_kind i = FILE_PDF; i < KINDS; i++) {
		if (i != FILE_TEXT && strcmp(type, kinds[i].type) == 0)
			return i;
	}
	return is_plain_text(type) ? FILE_TEXT : FILE_UNKNOWN;
}

/* A handle belongs to one thread, and opening one only maps the system's database. */
static enum err ask_magic(const struct upload *upload, enum file_kind *kind)
{
	magic_t magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR);

	if (magic == NULL || magic_load(magic, NULL) != 0) {
		log_error("libmagic does not start: %s", magic == NULL ? "no memory" : magic_error(magic));
		if (magic != NULL)
			magic_close(magic);
		return FAILED;
	}
	const char *type = magic_buffer(magic, upload->bytes, upload->size);
	*kind = type == NULL ? FILE_UNKNOWN : kind_of_type(type);
	magic_close(magic);
	return OK;
}

enum err upload_kind(const struct upload *upload, enum file_kind *kind, enum refusal *refusal)
{
	*kind = FILE_UNKNOWN;
	*refusal = upload->size == 0 ? REFUSED_EMPTY : upload->size > UPLOAD_LONGEST ? REFUSED_LARGE : TAKEN;
	if (*refusal != TAKEN)
		return OK;
	if (upload->size > 4 && memcmp(upload->bytes, "PK\3\4", 4) == 0) {
		*refusal = check_archive(upload, kind);
		return OK;
	}
	TRY(ask_magic(upload, kind));
	if (*kind == FILE_UNKNOWN || (*kind >= FILE_DOCX && *kind <= FILE_ODP)) /* those are archives */
		*refusal = REFUSED_KIND;
	return OK;
}

/* ---- names ---- */

/* Invisible, or turning the text around them: "gpj.exe" may look like "exe.jpg" (Unicode TR 36). */
static bool deceives(const char *at)
{
	const unsigned char *c = (const unsigned char *)at;

	if (c[0] == 0xe2 && c[1] == 0x80)
		return (c[2] >= 0x8b && c[2] <= 0x8f) || (c[2] >= 0xa8 && c[2] <= 0xae);
	if (c[0] == 0xe2 && c[1] == 0x81)
		return c[2] >= 0xa0 && c[2] <= 0xaf;
	return c[0] == 0xef && c[1] == 0xbb && c[2] == 0xbf;
}

static const char *after_last(const char *text, char c)
{
	const char *found = strrchr(text, c);

	return found == NULL ? text : found + 1;
}

/* The last part of a path, without what a file system or a header could stumble over. */
static char *plain_name(struct arena *mem, const char *name)
{
	const char *line = name == NULL ? NULL : text_tidy_line(mem, name, strlen(name));
	const char *from = line == NULL ? "" : after_last(after_last(line, '/'), '\\');
	char *plain = arena_alloc(mem, strlen(from) + 1), *to = plain;

	for (; *from != '\0'; from++) {
		if (deceives(from))
			from += 2;
		else if (to > plain || (*from != '.' && *from != ' '))
			*to++ = strchr("<>:\"|?*;", *from) != NULL ? '-' : *from;
	}
	while (to > plain && (to[-1] == '.' || to[-1] == ' '))
		*--to = '\0';
	return plain;
}

static bool ends_as(const char *folded, enum file_kind kind)
{
	for (size_t i = 0; kinds[kind].endings[i] != NULL; i++) {
		if (strcmp(folded, kinds[kind].endings[i]) == 0)
			return true;
	}
	return false;
}

static bool ends_as_image(const char *folded)
{
	return ends_as(folded, FILE_JPEG) || ends_as(folded, FILE_PNG) || ends_as(folded, FILE_GIF) ||
	       ends_as(folded, FILE_WEBP);
}

/* The first `length` characters. */
static char *first_characters(struct arena *mem, const char *text, size_t length)
{
	size_t bytes = 0;

	while (text[bytes] != '\0' && (length > 0 || ((unsigned char)text[bytes] & 0xc0) == 0x80)) {
		if (((unsigned char)text[bytes] & 0xc0) != 0x80)
			length--;
		bytes++;
	}
	return arena_text_n(mem, text, bytes);
}

char *upload_name(struct arena *mem, const char *name, enum file_kind kind)
{
	char *plain = plain_name(mem, name), *dot = strrchr(plain, '.');
	const char *folded = dot == NULL ? "" : text_fold(mem, dot + 1);
	const char *ending = kinds[kind].endings[0];

	if (kind == FILE_UNKNOWN) /* it is not kept; people see what it was called */
		return first_characters(mem, *plain == '\0' ? "file" : plain, UPLOAD_NAME_LONGEST);
	if (ends_as(folded, kind))
		ending = arena_text(mem, dot + 1);
	else if (!file_kind_is_image(kind) || !ends_as_image(folded))
		dot = NULL; /* the true ending stands behind the false one, which is not hidden */
	if (dot != NULL)
		*dot = '\0';
	size_t room = UPLOAD_NAME_LONGEST - 1 - text_length(ending);
	return arena_printf(mem, "%s.%s", first_characters(mem, *plain == '\0' ? "file" : plain, room), ending);
}
