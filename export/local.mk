# SPDX-License-Identifier: MPL-2.0
# export/: the file face (Excel out, code lists in) and the program `torv`.
