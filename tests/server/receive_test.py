# SPDX-License-Identifier: MPL-2.0
"""Replies over TLS through a real Postfix, set up with the lines of contrib/postfix: taken, refused, kept."""

import unittest

from replies import EveryServer, ReplyTest

from servers.certificate import make_certificate
from servers.postfix import Postfix
from servers.processes import free_port, wait_for
from servers.torv import REPLY_DOMAIN


class Replies(EveryServer, ReplyTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        certificate = make_certificate(cls.folder, "postfix", "localhost")
        cls.authority = certificate + ".pem"
        cls.server = cls.postfix = Postfix(cls.folder, REPLY_DOMAIN, free_port(12525), cls.receive_command(),
                                           certificate)
        cls.postfix.start(cls.base)

    def test_an_unknown_token_bounces_as_an_unknown_user(self):
        address = f"svar+{'f' * 32}@{REPLY_DOMAIN}"
        self.send(address, "Ja")
        self.wait_for_log(f"to=<{address}>")
        line = next(line for line in self.postfix.log().splitlines() if f"to=<{address}>" in line)
        self.assertIn("dsn=5.1.1, status=bounced", line)

    def test_a_reply_waits_at_the_mail_server_while_the_database_is_away(self):
        match, address = self.given_match()
        self.database.stop()
        try:
            self.send(address, "Nej tak")
            self.wait_for_log(f"to=<{address}>")
            self.assertIn("status=deferred", self.postfix.log())
        finally:
            self.database.start(self.base, safe=False)
        self.wait_for_status(match, "declined")

    def test_a_message_that_is_handed_over_again_is_one(self):
        match, address = self.given_match()
        for _ in range(3):
            self.send(address, "Ja", message_id="<again@example.org>")
        wait_for("three hand-overs", lambda: self.postfix.log().count(f"to=<{address}>") == 3, 20)
        self.assertEqual(self.status(match), "interested")
        self.assertEqual(self.database.ask(
            "SELECT COUNT(*) FROM inbound_message WHERE message_id = 'again@example.org'"), [["1"]])


if __name__ == "__main__":
    unittest.main()
