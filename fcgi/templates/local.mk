# SPDX-License-Identifier: MPL-2.0
# fcgi/templates/: whatever stands there is a page or a part of one, and is installed.

EXTRA_DIST += fcgi/templates

install-data-local: install-pages
install-pages:
	$(MKDIR_P) "$(DESTDIR)$(pkgdatadir)/templates/fcgi"
	$(INSTALL_DATA) $(srcdir)/fcgi/templates/*.html $(srcdir)/fcgi/templates/*.txt \
		"$(DESTDIR)$(pkgdatadir)/templates/fcgi"

uninstall-local: uninstall-pages
uninstall-pages:
	rm -rf "$(DESTDIR)$(pkgdatadir)/templates/fcgi"

.PHONY: install-pages uninstall-pages
