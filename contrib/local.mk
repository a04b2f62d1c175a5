# SPDX-License-Identifier: MPL-2.0
# contrib/: the two commands (demo, check) and what an installation copies.

EXTRA_DIST += contrib/install-packages contrib/npm/package.json contrib/npm/package-lock.json contrib/npm/.npmrc
