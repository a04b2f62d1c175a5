# SPDX-License-Identifier: MPL-2.0
# fcgi/: the web face. Everything but main is a library, so that tests run pages through the route table.

bin_PROGRAMS += fcgi/torv-fcgi
fcgi_torv_fcgi_SOURCES = fcgi/torv_fcgi.c
fcgi_torv_fcgi_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(FCGI_CFLAGS)
fcgi_torv_fcgi_LDADD = fcgi/libfcgiface.a $(EXPORT_LIBS) $(TORV_LIBS) $(FCGI_LIBS)

noinst_LIBRARIES += fcgi/libfcgiface.a
fcgi_libfcgiface_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(FCGI_CFLAGS)
fcgi_libfcgiface_a_SOURCES =
fcgi_libfcgiface_a_SOURCES += fcgi/error_page.c
fcgi_libfcgiface_a_SOURCES += fcgi/form.c fcgi/form.h
fcgi_libfcgiface_a_SOURCES += fcgi/form_show.c
fcgi_libfcgiface_a_SOURCES += fcgi/listen.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_account.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_admin.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_cpv.c
fcgi_libfcgiface_a_SOURCES += fcgi/line_view.c fcgi/line_view.h
fcgi_libfcgiface_a_SOURCES += fcgi/page_answer.c fcgi/page_answer.h
fcgi_libfcgiface_a_SOURCES += fcgi/page_line.c fcgi/page_line.h
fcgi_libfcgiface_a_SOURCES += fcgi/page_line_board.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_line_form.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_line_steps.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_plan.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_plan_year.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_login.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_messages.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_my.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_my_municipality.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_profile.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_offering.c
fcgi_libfcgiface_a_SOURCES += fcgi/page_review.c
fcgi_libfcgiface_a_SOURCES += fcgi/telling.h
fcgi_libfcgiface_a_SOURCES += fcgi/page_register.c
fcgi_libfcgiface_a_SOURCES += fcgi/session_cookie.c fcgi/session_cookie.h
fcgi_libfcgiface_a_SOURCES += fcgi/page_site.c fcgi/pages.h
fcgi_libfcgiface_a_SOURCES += fcgi/render.c
fcgi_libfcgiface_a_SOURCES += fcgi/request.c fcgi/request.h
fcgi_libfcgiface_a_SOURCES += fcgi/response.c fcgi/response.h
fcgi_libfcgiface_a_SOURCES += fcgi/route.c fcgi/route.h
fcgi_libfcgiface_a_SOURCES += fcgi/routes.c
fcgi_libfcgiface_a_SOURCES += fcgi/serve.c fcgi/serve.h
fcgi_libfcgiface_a_SOURCES += fcgi/site.c fcgi/site.h
