# SPDX-License-Identifier: MPL-2.0
# doc/: man pages and pictures.
dist_man_MANS += doc/torv.1
dist_man_MANS += doc/torv.conf.5
dist_man_MANS += doc/torv-mail.1
dist_man_MANS += doc/torv-fcgi.8
EXTRA_DIST += doc/front-page.png
