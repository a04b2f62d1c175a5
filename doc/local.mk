# SPDX-License-Identifier: MPL-2.0
# doc/: man pages and pictures.
