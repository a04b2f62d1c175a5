# SPDX-License-Identifier: MPL-2.0
# po/: translations of the English source texts, a file for each subject and language, so that people
# who write different pages do not meet in one file. `po/texts missing da` prints what is not translated
# yet, ready to be filled in; `po/texts check` (a test) tells every fault.

DANISH =
DANISH += po/da/account.po
DANISH += po/da/admin.po
DANISH += po/da/enterprise.po
DANISH += po/da/error.po
DANISH += po/da/export.po
DANISH += po/da/field.po
DANISH += po/da/form.po
DANISH += po/da/layout.po
DANISH += po/da/leaving.po
DANISH += po/da/mail.po
DANISH += po/da/mailing.po
DANISH += po/da/match.po
DANISH += po/da/message.po
DANISH += po/da/my.po
DANISH += po/da/plan.po
DANISH += po/da/public.po
DANISH += po/da/reply.po
DANISH += po/da/review.po
DANISH += po/da/statistics.po
DUTCH =
DUTCH += po/nl/account.po
DUTCH += po/nl/admin.po
DUTCH += po/nl/enterprise.po
DUTCH += po/nl/error.po
DUTCH += po/nl/export.po
DUTCH += po/nl/field.po
DUTCH += po/nl/form.po
DUTCH += po/nl/layout.po
DUTCH += po/nl/leaving.po
DUTCH += po/nl/mail.po
DUTCH += po/nl/mailing.po
DUTCH += po/nl/match.po
DUTCH += po/nl/message.po
DUTCH += po/nl/my.po
DUTCH += po/nl/plan.po
DUTCH += po/nl/public.po
DUTCH += po/nl/reply.po
DUTCH += po/nl/review.po
DUTCH += po/nl/statistics.po
# The source texts are English; a municipality that wants other words writes them here.
ENGLISH =
ENGLISH += po/en/changes.po

po/da.mo: $(DANISH)
	$(AM_V_GEN)MSGCAT='$(MSGCAT)' MSGFMT='$(MSGFMT)' $(SHELL) $(srcdir)/po/make-catalogue $@ $(srcdir) $(DANISH)
po/nl.mo: $(DUTCH)
	$(AM_V_GEN)MSGCAT='$(MSGCAT)' MSGFMT='$(MSGFMT)' $(SHELL) $(srcdir)/po/make-catalogue $@ $(srcdir) $(DUTCH)
po/en.mo: $(ENGLISH)
	$(AM_V_GEN)MSGCAT='$(MSGCAT)' MSGFMT='$(MSGFMT)' $(SHELL) $(srcdir)/po/make-catalogue $@ $(srcdir) $(ENGLISH)

cataloguedir = $(pkgdatadir)/locale
catalogue_DATA = po/da.mo po/nl.mo po/en.mo
CLEANFILES += $(catalogue_DATA)
EXTRA_DIST += po/texts po/make-catalogue $(DANISH) $(DUTCH) $(ENGLISH)
