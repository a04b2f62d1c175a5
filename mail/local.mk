# SPDX-License-Identifier: MPL-2.0
# mail/: the mail face. Composes and sends the outbox, receives replies.

bin_PROGRAMS += mail/torv-mail
mail_torv_mail_SOURCES = mail/torv_mail.c mail/command.h mail/connect.c
mail_torv_mail_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(MAIL_CFLAGS)
mail_torv_mail_LDADD = mail/libmail.a $(TORV_LIBS) $(MAIL_LIBS)

# All but the program itself, so that the tests link it too.
noinst_LIBRARIES += mail/libmail.a
mail_libmail_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(MAIL_CFLAGS)
mail_libmail_a_SOURCES =
mail_libmail_a_SOURCES += mail/command_digest.c
mail_libmail_a_SOURCES += mail/command_send.c
mail_libmail_a_SOURCES += mail/authentication.c mail/authentication.h
mail_libmail_a_SOURCES += mail/charset.c mail/charset.h
mail_libmail_a_SOURCES += mail/flowed.c mail/flowed.h
mail_libmail_a_SOURCES += mail/header_value.c mail/header_value.h
mail_libmail_a_SOURCES += mail/mime_files.c mail/mime_files.h
mail_libmail_a_SOURCES += mail/mime_limits.c mail/mime_limits.h
mail_libmail_a_SOURCES += mail/mime_text.c mail/mime_text.h
mail_libmail_a_SOURCES += mail/receive.c mail/receive.h
mail_libmail_a_SOURCES += mail/receive_act.c
mail_libmail_a_SOURCES += mail/receive_automatic.c mail/receive_automatic.h
mail_libmail_a_SOURCES += mail/receive_message.c mail/receive_message.h
mail_libmail_a_SOURCES += mail/receive_take.c
mail_libmail_a_SOURCES += mail/reply_decision.c mail/reply_decision.h
mail_libmail_a_SOURCES += mail/reply_marks.c mail/reply_marks.h
mail_libmail_a_SOURCES += mail/reply_phrases.c mail/reply_phrases.h
mail_libmail_a_SOURCES += mail/reply_reason.c
mail_libmail_a_SOURCES += mail/reply_text.c mail/reply_text.h
mail_libmail_a_SOURCES += mail/report.c mail/report.h
mail_libmail_a_SOURCES += mail/report_words.c
mail_libmail_a_SOURCES += mail/compose.c mail/compose.h
mail_libmail_a_SOURCES += mail/mail_digest.c
mail_libmail_a_SOURCES += mail/mail_headers.c mail/mail_headers.h
mail_libmail_a_SOURCES += mail/mail_model.c mail/mail_model.h
mail_libmail_a_SOURCES += mail/mail_texts.c mail/mail_texts.h
mail_libmail_a_SOURCES += mail/preview.c
mail_libmail_a_SOURCES += mail/send.c mail/send.h
mail_libmail_a_SOURCES += mail/send_ration.c mail/send_ration.h
mail_libmail_a_SOURCES += mail/send_refused.c mail/send_refused.h
mail_libmail_a_SOURCES += mail/smtp.c mail/smtp.h
mail_libmail_a_SOURCES += mail/smtp_tls.c mail/smtp_tls.h

MAIL_CFLAGS = $(GMIME_CFLAGS) $(ESMTP_CFLAGS) $(OPENSSL_CFLAGS)
MAIL_LIBS = $(GMIME_LIBS) $(ESMTP_LIBS) $(OPENSSL_LIBS)

# What stands in mail/templates is a mail, a part of one or sample data, and is installed.
EXTRA_DIST += mail/templates

install-data-local: install-mails
install-mails:
	$(MKDIR_P) "$(DESTDIR)$(pkgdatadir)/templates/mail"
	$(INSTALL_DATA) $(srcdir)/mail/templates/*.html $(srcdir)/mail/templates/*.txt \
		$(srcdir)/mail/templates/samples.json "$(DESTDIR)$(pkgdatadir)/templates/mail"

uninstall-local: uninstall-mails
uninstall-mails:
	rm -rf "$(DESTDIR)$(pkgdatadir)/templates/mail"

.PHONY: install-mails uninstall-mails
