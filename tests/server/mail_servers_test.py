# SPDX-License-Identifier: MPL-2.0
"""Replies through a real Exim and a real OpenSMTPD, set up with the lines of contrib/exim and contrib/opensmtpd."""

import unittest

from replies import EveryServer, ReplyTest

from servers.exim import Exim
from servers.opensmtpd import OpenSmtpd
from servers.processes import free_port
from servers.torv import REPLY_DOMAIN


class Shared(EveryServer):
    """What these two must do, besides."""

    def test_an_unknown_token_is_given_back(self):
        self.send(f"svar+{'f' * 32}@{REPLY_DOMAIN}", "Ja")
        self.wait_for_log(self.GIVEN_BACK)
        self.assertEqual(self.database.ask("SELECT COUNT(*) FROM inbound_message WHERE message_id LIKE 'f%f'"), [["0"]])

    def test_a_reply_waits_at_the_mail_server_while_the_database_is_away(self):
        match, address = self.given_match()
        self.database.stop()
        try:
            self.send(address, "Nej tak")
            self.wait_for_log(self.DEFERRED)
        finally:
            self.database.start(self.base, safe=False)
        self.wait_for_status(match, "declined")


class WithExim(Shared, ReplyTest):
    DEFERRED = "defer"
    GIVEN_BACK = "returned 67"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = Exim(cls.folder, REPLY_DOMAIN, free_port(13525), cls.receive_command())
        cls.server.start(cls.base)


class WithOpenSmtpd(Shared, ReplyTest):
    DEFERRED = "TempFail"
    GIVEN_BACK = "PermFail"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = OpenSmtpd(cls.folder, REPLY_DOMAIN, free_port(14525), cls.receive_command())
        cls.server.start(cls.base)


if __name__ == "__main__":
    unittest.main()
