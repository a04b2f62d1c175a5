# SPDX-License-Identifier: MPL-2.0
# mail/: the mail face. Composes and sends the outbox, receives replies.

bin_PROGRAMS += mail/torv-mail
mail_torv_mail_SOURCES = mail/torv_mail.c mail/command.h
mail_torv_mail_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(MAIL_CFLAGS)
mail_torv_mail_LDADD = mail/libmail.a $(TORV_LIBS) $(MAIL_LIBS)

# All but the program itself, so that the tests link it too.
noinst_LIBRARIES += mail/libmail.a
mail_libmail_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(MAIL_CFLAGS)
mail_libmail_a_SOURCES =

MAIL_CFLAGS = $(GMIME_CFLAGS) $(ESMTP_CFLAGS)
MAIL_LIBS = $(GMIME_LIBS) $(ESMTP_LIBS)
