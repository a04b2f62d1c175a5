# SPDX-License-Identifier: MPL-2.0
# mail/: the mail face. Composes and sends the outbox, receives replies.
