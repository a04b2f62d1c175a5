# SPDX-License-Identifier: MPL-2.0
# fcgi/: the web face. Everything but main is a library, so that tests run pages through the route table.

bin_PROGRAMS += fcgi/torv-fcgi
fcgi_torv_fcgi_SOURCES = fcgi/torv_fcgi.c
fcgi_torv_fcgi_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(FCGI_CFLAGS)
fcgi_torv_fcgi_LDADD = fcgi/libfcgiface.a $(EXPORT_LIBS) mail/libmail.a $(TORV_LIBS) $(FCGI_LIBS)

noinst_LIBRARIES += fcgi/libfcgiface.a
fcgi_libfcgiface_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(FCGI_CFLAGS)
fcgi_libfcgiface_a_SOURCES =
fcgi_libfcgiface_a_SOURCES += fcgi/card_cache.c fcgi/card_cache.h
fcgi_libfcgiface_a_SOURCES += fcgi/card_fill.c
fcgi_libfcgiface_a_SOURCES += fcgi/card_stencils.c fcgi/card_stencils.h
fcgi_libfcgiface_a_SOURCES += fcgi/body.c fcgi/body.h
fcgi_libfcgiface_a_SOURCES += fcgi/connections.c fcgi/connections.h
fcgi_libfcgiface_a_SOURCES += fcgi/error_page.c
fcgi_libfcgiface_a_SOURCES += fcgi/error_words.c fcgi/error_words.h
fcgi_libfcgiface_a_SOURCES += fcgi/form.c fcgi/form.h
fcgi_libfcgiface_a_SOURCES += fcgi/field_labels.c
fcgi_libfcgiface_a_SOURCES += fcgi/form_gone.c
fcgi_libfcgiface_a_SOURCES += fcgi/form_meanwhile.c
fcgi_libfcgiface_a_SOURCES += fcgi/form_show.c
fcgi_libfcgiface_a_SOURCES += fcgi/kept_form.c fcgi/kept_form.h
fcgi_libfcgiface_a_SOURCES += fcgi/listen.c
fcgi_libfcgiface_a_SOURCES += fcgi/multipart.c fcgi/multipart.h
fcgi_libfcgiface_a_SOURCES += fcgi/page_account.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_admin.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_audit.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_admin_mail.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_cache.c fcgi/page_cache.h
fcgi_libfcgiface_a_SOURCES += fcgi/page_close.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_colleagues.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_cpv.c
fcgi_libfcgiface_a_SOURCES += fcgi/line_view.c fcgi/line_view.h
fcgi_libfcgiface_a_SOURCES += fcgi/page_admin_held.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_answer.c fcgi/page_answer.h
fcgi_libfcgiface_a_SOURCES += fcgi/page_answer_undo.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_report.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_waiting.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_line.c fcgi/page_line.h
fcgi_libfcgiface_a_SOURCES += fcgi/page_line_board.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_line_form.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_line_partners.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_line_steps.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_picture.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_plan.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_plan_year.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_directory.c fcgi/filters.c fcgi/filters.h fcgi/filters_typed.c
fcgi_libfcgiface_a_SOURCES += fcgi/nothing_found.c fcgi/nothing_found.h
fcgi_libfcgiface_a_SOURCES += fcgi/page_enterprise.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_field.c fcgi/page_field.h
fcgi_libfcgiface_a_SOURCES += fcgi/page_field_goals.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_follow.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_home.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_lines.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_search.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_statistics.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_login.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_event.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_facts.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_mail.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_messages.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_my.c fcgi/page_my.h
fcgi_libfcgiface_a_SOURCES += fcgi/page_my_news.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_my_municipality.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_profile.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_offering.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_withdraw.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_purchase.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_review.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_words.c
fcgi_libfcgiface_a_SOURCES += fcgi/telling.h
fcgi_libfcgiface_a_SOURCES += fcgi/page_register.c
fcgi_libfcgiface_a_SOURCES += fcgi/session_cookie.c fcgi/session_cookie.h
fcgi_libfcgiface_a_SOURCES += fcgi/page_site.c fcgi/pages.h
fcgi_libfcgiface_a_SOURCES += fcgi/records.c fcgi/records.h
fcgi_libfcgiface_a_SOURCES += fcgi/render.c
fcgi_libfcgiface_a_SOURCES += fcgi/request.c fcgi/request.h
fcgi_libfcgiface_a_SOURCES += fcgi/response.c fcgi/response.h
fcgi_libfcgiface_a_SOURCES += fcgi/route.c fcgi/route.h
fcgi_libfcgiface_a_SOURCES += fcgi/routes.c
fcgi_libfcgiface_a_SOURCES += fcgi/serve.c fcgi/serve.h
fcgi_libfcgiface_a_SOURCES += fcgi/site.c fcgi/site.h

# The pages that the web server shows by itself, when Torv cannot be asked.
noinst_PROGRAMS += fcgi/write-error-pages
fcgi_write_error_pages_SOURCES = fcgi/write_error_pages.c
fcgi_write_error_pages_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS)
fcgi_write_error_pages_LDADD = fcgi/libfcgiface.a $(TORV_LIBS)

all-local: errors/written
errors/written: fcgi/write-error-pages$(EXEEXT) $(catalogue_DATA) $(srcdir)/fcgi/templates/error_static.html \
		$(srcdir)/fcgi/templates/mark.html static/manifest.json
	$(AM_V_at)$(MKDIR_P) errors
	$(AM_V_GEN)fcgi/write-error-pages po $(srcdir)/fcgi/templates static/manifest.json errors && touch $@
static/manifest.json: static-files

install-data-local: install-errors
install-errors: errors/written
	$(MKDIR_P) "$(DESTDIR)$(pkgdatadir)/errors"
	$(INSTALL_DATA) errors/*.html "$(DESTDIR)$(pkgdatadir)/errors"

uninstall-local: uninstall-errors
uninstall-errors:
	rm -rf "$(DESTDIR)$(pkgdatadir)/errors"

clean-local: clean-errors
clean-errors:
	rm -rf errors

.PHONY: install-errors uninstall-errors clean-errors
