/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Pictures of what an enterprise supplies: one page for each offering, where they are added, described,
 * put in order and taken away. A picture that was good is kept even when its words are missing: nobody has
 * to choose a file twice; others see it once it is described.
 */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/offering.h"
#include "lib/offering_image.h"
#include "lib/rate.h"

#define PICTURES_AN_HOUR 60

static struct image_hand hand_of(const struct req *req)
{
	return (struct image_hand){req->user->id, req->user->organisation_id};
}

/* Each picture's words are a field of their own, because they stand on one page. */
static const char *alternative_name(struct req *req, int64_t id)
{
	return arena_printf(req->mem, "alternative_%" PRId64, id);
}

/* ---- the page ---- */

static void add_forms(struct req *req, json_t *images)
{
	json_t *image;
	size_t i;

	json_array_foreach(images, i, image) {
		json_t *form = json_object();
		const char *name = alternative_name(req, json_integer_value(json_object_get(image, "id")));
		const char *stored = json_string_value(json_object_get(image, "alternative"));
		/* only one form of the page was sent; the others show what is stored */
		if (req->form_sent && form_list(req, name)[0] == NULL)
			json_object_set_new(form, name, json_pack("{s:s, s:s, s:s, s:b, s:s, s:b}", "name", name, "value", stored,
				"problem", "", "has_problem", 0, "meanwhile", "", "has_meanwhile", 0));
		else
			form_show(req, form, name, stored);
		json_object_set(image, "words", json_object_get(form, name));
		json_decref(form);
		json_object_set_new(image, "number", json_integer((json_int_t)i + 1));
		json_object_set_new(image, "is_first", json_boolean(i == 0));
		json_object_set_new(image, "is_last", json_boolean(i + 1 == json_array_size(images)));
	}
}

static enum err offering_gone(struct req *req, enum err err, int64_t id)
{
	return form_gone(req, err, &(struct gone){"offering-deleted", "offering", id, N_("%s deleted this (%s)."), false});
}

static enum err picture_gone(struct req *req, enum err err)
{
	return form_gone(req, err, &(struct gone){"image-deleted", "image", path_int(req, "id"),
		N_("%s took this picture away (%s)."), false});
}

static enum err show(struct req *req, int64_t offering_id)
{
	OWNED(json_decrefp) json_t *form = json_object();
	OWNED(json_decrefp) json_t *all = NULL;
	struct offering offering;

	TRY(offering_gone(req, offering_find(req->db, req->mem, offering_id, req->user->organisation_id, &offering), offering_id));
	TRY(offering_image_models(req->db, req->mem, req->user->organisation_id, true, &all));
	json_t *images = offering_images_of(all, offering.id);
	add_forms(req, images);
	form_show(req, form, "picture", "");
	form_show(req, form, "alternative", "");
	size_t count = json_array_size(images);
	return render(req, "my_pictures",
		json_pack("{s:I, s:s, s:o, s:b, s:b, s:i, s:O}", "id", (json_int_t)offering.id, "title",
			offering.title, "images", images, "has_images", count > 0, "is_full",
			count >= OFFERING_IMAGES_MOST, "most", OFFERING_IMAGES_MOST, "form", form));
}

enum err pictures_show(struct req *req)
{
	return show(req, path_int(req, "id"));
}

/* The same after a picture's own form did not pass. */
enum err picture_again(struct req *req)
{
	int64_t offering_id;

	TRY(picture_gone(req, offering_image_offering(req->db, req->mem, path_int(req, "id"), req->user->organisation_id,
		&offering_id)));
	return show(req, offering_id);
}

/* ---- adding ---- */

static const char *refused_as(enum refusal refusal)
{
	return refusal == REFUSED_KIND ? N_("This is no picture that we can read. Choose a JPEG, PNG, WebP or GIF file.")
				       : refusal_text(refusal);
}

/* The words are looked at before the file: decoding takes its time. */
static enum err read_picture(struct req *req, struct offering_image *out)
{
	size_t count;
	const struct upload *files = form_files(req, "picture", &count);
	enum refusal refusal;

	if (count == 0)
		form_problem(req, "picture", N_("Choose a picture."));
	else if (form_check(req) != OK)
		form_problem(req, "picture", N_("Choose your files again: a browser does not keep them."));
	TRY(form_check(req));
	TRY(offering_image_make(req->mem, &files[0], out, &refusal));
	if (refusal != TAKEN)
		form_problem(req, "picture", refused_as(refusal));
	return form_check(req);
}

enum err picture_add_post(struct req *req)
{
	const char *person = arena_printf(req->mem, "account %" PRId64, req->user->id);
	int64_t offering_id = path_int(req, "id");
	const char *words = form_line(req, "alternative", 0, IMAGE_ALTERNATIVE_MAX);
	struct image_hand hand = hand_of(req);
	struct offering_image image;
	struct offering offering;
	int64_t id;

	TRY(offering_gone(req, offering_find(req->db, req->mem, offering_id, req->user->organisation_id, &offering), offering_id));
	TRY(rate_allow(req->db, "picture", person, PICTURES_AN_HOUR, 3600));
	TRY(read_picture(req, &image));
	enum err err = offering_image_add(req->db, req->mem, &hand, offering.id, &image, words, &id);
	if (err == CONFLICT)
		return refuse(req, CONFLICT, N_("There are six pictures already. Take one away first."));
	TRY(err);
	notice(req, text_is_blank(words) ? tr(req, "The picture is here. Write what is seen on it, then others see it too.")
					 : tr(req, "The picture is added."));
	return redirect(req, "/my/offerings/%" PRId64 "/pictures", offering.id);
}

/* ---- one picture ---- */

/* The words are kept whichever button was pressed. */
static enum err save_and(struct req *req, const struct image_hand *hand, int64_t id)
{
	if (form_flag(req, "delete")) {
		notice(req, tr(req, "The picture is taken away."));
		return offering_image_delete(req->db, req->mem, hand, id);
	}
	const char *name = alternative_name(req, id);
	const char *words = form_line(req, name, form_flag(req, "forward") ? 0 : 1, IMAGE_ALTERNATIVE_MAX);
	TRY(form_check(req));
	TRY(offering_image_describe(req->db, req->mem, hand, id, words));
	notice(req, tr(req, "Your changes are saved."));
	return form_flag(req, "forward") ? offering_image_forward(req->db, req->mem, hand, id) : OK;
}

enum err picture_post(struct req *req)
{
	int64_t id = path_int(req, "id"), offering_id;
	struct image_hand hand = hand_of(req);

	TRY(picture_gone(req, offering_image_offering(req->db, req->mem, id, hand.organisation_id, &offering_id)));
	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(save_and(req, &hand, id));
	TRY(tx_commit(&tx));
	return redirect(req, "/my/offerings/%" PRId64 "/pictures", offering_id);
}

static struct image_reader reader(const struct req *req)
{
	if (req->user == NULL)
		return (struct image_reader){.municipality_code = ""};
	return (struct image_reader){
		.organisation_id = req->user->organisation_id,
		.municipality_code = (req->user->who & COORDINATOR) != 0 ? req->user->municipality_code : "",
		.administrator = (req->user->who & ADMINISTRATOR) != 0,
	};
}

/* The file behind the address. The address is made of the content, so it never changes; but it is kept for a
 * day only, because an enterprise that leaves takes its pictures along. */
enum err picture_file(struct req *req)
{
	struct image_reader asks = reader(req);
	struct document document;
	bool is_public;

	TRY(image_find(req->db, req->mem, path_text(req, "hash"), &asks, &document, &is_public));
	req->response.type = document.type;
	req->response.is_picture = true;
	req->response.cacheable = true;
	add_header(req, "Cache-Control", arena_printf(req->mem, "%s, max-age=86400, immutable", is_public ? "public" : "private"));
	buffer_add(&req->response.body, document.bytes, document.size);
	return OK;
}
