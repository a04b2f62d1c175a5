# SPDX-License-Identifier: MPL-2.0
# po/: translations of the English source texts.
