# SPDX-License-Identifier: MPL-2.0
# fcgi/static/: what the web server hands out under /static/, made by build.mjs from DKFDS (npm) and
# ours into $(builddir)/static, where torv-fcgi and a web server of the demo and the tests find it.
# The packages are fetched once per build directory; STATIC_MODULES names a folder that has them
# already (a machine without a registry).

EXTRA_DIST += \
	fcgi/static/build.mjs \
	fcgi/static/torv.js \
	fcgi/static/images/mark.svg \
	fcgi/static/scss/torv.scss \
	fcgi/static/scss/own/_base.scss \
	fcgi/static/scss/own/_blocks.scss \
	fcgi/static/scss/own/_forms.scss \
	fcgi/static/scss/own/_frame.scss \
	fcgi/static/scss/own/_print.scss \
	fcgi/static/scss/own/_subjects.scss
STATIC_PACKAGES = fcgi/static/package.json fcgi/static/package-lock.json fcgi/static/.npmrc
EXTRA_DIST += $(STATIC_PACKAGES)

STATIC_MODULES = fcgi/modules/node_modules

fcgi/modules/node_modules: $(STATIC_PACKAGES)
	$(AM_V_GEN)$(MKDIR_P) fcgi/modules && \
	for file in $(STATIC_PACKAGES); do cp -f "$(srcdir)/$$file" fcgi/modules/ || exit 1; done && \
	(cd fcgi/modules && $(NPM) ci --loglevel=error --ignore-scripts --omit=optional) && touch $@

# Anew when something that it is made from has changed: our sources, and the templates, because they
# say which icons are needed.
all-local: static-files
static-files: $(STATIC_MODULES)
	$(AM_V_at)if test ! -f static/manifest.json || test -n "`find $(srcdir)/fcgi/static \
		$(srcdir)/fcgi/templates $(STATIC_MODULES)/.package-lock.json -type f -newer static/manifest.json`"; then \
		echo "  GEN      static/" && $(NODE) $(srcdir)/fcgi/static/build.mjs $(srcdir)/fcgi/static \
		$(srcdir)/fcgi/templates $(STATIC_MODULES) static; fi

install-data-local: install-static
install-static: static-files
	$(MKDIR_P) "$(DESTDIR)$(pkgdatadir)/static"
	$(INSTALL_DATA) static/* "$(DESTDIR)$(pkgdatadir)/static"

uninstall-local: uninstall-static
uninstall-static:
	rm -rf "$(DESTDIR)$(pkgdatadir)/static"

clean-local: clean-static
clean-static:
	rm -rf static static.new

distclean-local: distclean-static
distclean-static:
	rm -rf fcgi/modules

.PHONY: static-files install-static uninstall-static clean-static distclean-static
