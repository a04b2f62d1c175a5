# SPDX-License-Identifier: MPL-2.0
# contrib/: the two commands (demo, check), the servers they run, and what an installation copies.

EXTRA_DIST += \
	contrib/demo \
	contrib/install-packages \
	contrib/apache/torv.conf contrib/apache/torv-site.conf \
	contrib/nginx/torv.conf contrib/nginx/torv-site.conf \
	contrib/npm/package.json contrib/npm/package-lock.json contrib/npm/.npmrc \
	contrib/servers/__init__.py contrib/servers/database.py contrib/servers/demo.py \
	contrib/servers/maildev.py contrib/servers/processes.py contrib/servers/replies.py \
	contrib/servers/torv_site.py contrib/servers/torv.py contrib/servers/web.py
