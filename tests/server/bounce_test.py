# SPDX-License-Identifier: MPL-2.0
"""What could not be delivered, all the way round: torv-mail send, a real Postfix with TLS, a server that knows no
such user, Postfix's report on it, torv-mail receive."""

import unittest

from aiosmtpd.controller import Controller
from replies import ReplyTest
from support import free_port

from servers.certificate import make_certificate
from servers.postfix import Postfix
from servers.processes import wait_for
from servers.torv import REPLY_DOMAIN


class NobodyThere:
    """A mail server for addresses that it does not have, or that are full just now."""

    async def handle_RCPT(self, _server, _session, _envelope, address, _options):
        return "552 5.2.2 Mailbox full" if address.startswith("full") else "550 5.1.1 No such user"


class Bounces(ReplyTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.elsewhere = Controller(NobodyThere(), hostname="127.0.0.1", port=free_port(16525))
        cls.elsewhere.start()
        cls.addClassCleanup(cls.elsewhere.stop)
        certificate = make_certificate(cls.folder, "postfix", "localhost")
        cls.server = Postfix(cls.folder, REPLY_DOMAIN, free_port(12525), cls.receive_command(), certificate,
                             {"gone.example": cls.elsewhere.port})
        cls.server.start(cls.base)
        cls.torv.configure("http://127.0.0.1", cls.database.socket, cls.server.port, smtp_host="localhost",
                           smtp_tls="required", smtp_ca=certificate + ".pem")
        cls.give_to_pipe_user()
        cls.database.ask("INSERT INTO membership (account_id, organisation_id, role, created_at)"
                         " VALUES (901, 901, 'coordinator', NOW())")

    def mail(self, address):
        """A mail of Torv's to a new member of the enterprise leaves."""
        self.torv.run("account", "create", address, "Den nye")
        self.database.ask("INSERT INTO membership (account_id, organisation_id, role, created_at)"
                          f" SELECT id, 902, 'member', NOW() FROM account WHERE email = '{address}'")
        self.torv.run("send", "--once", program="torv-mail")

    def returned(self, address):
        [[row]] = self.database.ask("SELECT CONCAT(status, ' ', COALESCE(returned_as, ''), ' ', returned_status)"
                                    f" FROM outbox WHERE recipient_address = '{address}'")
        return row

    def wait_for_return(self, address, expected):
        try:
            wait_for("the report", lambda: self.returned(address) == expected, 30)
        except Exception as trouble:
            raise AssertionError(f"{trouble}\n{self.returned(address)}\n{self.server.log()}") from trouble

    def test_an_address_that_does_not_exist_gets_no_more_mail_and_the_coordinator_is_told(self):
        self.mail("nobody@gone.example")
        self.wait_for_return("nobody@gone.example", "sent hard 5.1.1")
        self.assertEqual(self.database.ask("SELECT reason FROM suppression WHERE address = 'nobody@gone.example'"),
                         [["bounce"]])
        self.assertEqual(self.database.ask(
            "SELECT recipient_address, JSON_VALUE(model, '$.address') FROM outbox WHERE kind = 'undeliverable'"),
                         [["buyer@example.org", "nobody@gone.example"]])
        self.assertIn("starttls=1", self.server.log())

    def test_a_full_mailbox_is_counted_only(self):
        self.mail("full@gone.example")
        self.wait_for_return("full@gone.example", "sent soft 5.2.2")
        self.assertEqual(self.database.ask("SELECT COUNT(*) FROM suppression WHERE address = 'full@gone.example'"),
                         [["0"]])


if __name__ == "__main__":
    unittest.main()
