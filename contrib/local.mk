# SPDX-License-Identifier: MPL-2.0
# contrib/: the two commands (demo, check), the servers they run, and what an installation copies.

EXTRA_DIST += \
	contrib/check contrib/demo \
	contrib/install-packages \
	contrib/apache/torv.conf contrib/apache/torv-site.conf \
	contrib/nginx/torv.conf contrib/nginx/torv-site.conf \
	contrib/npm/package.json contrib/npm/package-lock.json contrib/npm/.npmrc \
	contrib/exim/README.md contrib/exim/router contrib/exim/transport \
	contrib/fetchmail/README.md contrib/fetchmail/fetchmailrc contrib/fetchmail/torv-deliver \
	contrib/fetchmail/torv-fetchmail.service \
	contrib/opensmtpd/README.md contrib/opensmtpd/smtpd.conf \
	contrib/servers/__init__.py contrib/servers/database.py contrib/servers/demo.py \
	contrib/servers/apart.py contrib/servers/certificate.py contrib/servers/exim.py contrib/servers/files.py contrib/servers/mailbox.py \
	contrib/servers/opensmtpd.py \
	contrib/servers/maildev.py contrib/servers/postfix.py contrib/servers/processes.py contrib/servers/replies.py \
	contrib/servers/torv_site.py contrib/servers/torv.py contrib/servers/web.py

# What an installation copies or starts: the units where systemd looks for them, the rest as examples.
SYSTEMD_UNITS_MADE = contrib/systemd/torv-fcgi.service contrib/systemd/torv-mail.service \
	contrib/systemd/torv-digest.service
systemdsystemunit_DATA = contrib/systemd/torv-fcgi.socket contrib/systemd/torv-digest.timer $(SYSTEMD_UNITS_MADE)
dist_doc_DATA = contrib/torv.conf.example

MAKE_UNIT = $(AM_V_GEN)$(MKDIR_P) contrib/systemd && \
	sed 's|[@]bindir[@]|$(bindir)|g' $(srcdir)/$@.in >$@.new && mv $@.new $@
contrib/systemd/torv-fcgi.service: contrib/systemd/torv-fcgi.service.in Makefile
	$(MAKE_UNIT)
contrib/systemd/torv-mail.service: contrib/systemd/torv-mail.service.in Makefile
	$(MAKE_UNIT)
contrib/systemd/torv-digest.service: contrib/systemd/torv-digest.service.in Makefile
	$(MAKE_UNIT)

CLEANFILES += $(SYSTEMD_UNITS_MADE)
EXTRA_DIST += contrib/systemd/torv-fcgi.socket contrib/systemd/torv-fcgi.service.in \
	contrib/systemd/torv-digest.timer contrib/systemd/torv-digest.service.in \
	contrib/systemd/torv-mail.service.in contrib/systemd/torv.sysusers contrib/systemd/torv.tmpfiles

# How a mail server hands replies over, and how it signs.
EXTRA_DIST += contrib/dkim/README.md
EXTRA_DIST += contrib/postfix/README.md contrib/postfix/main.cf contrib/postfix/master.cf
