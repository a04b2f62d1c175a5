# SPDX-License-Identifier: MPL-2.0
# fcgi/: the web face.
