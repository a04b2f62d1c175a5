# SPDX-License-Identifier: MPL-2.0
# contrib/: the two commands (demo, check) and what an installation copies.
