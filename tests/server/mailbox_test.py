# SPDX-License-Identifier: MPL-2.0
"""Replies from a mailbox: a real Dovecot and a real fetchmail, set up with the files of contrib/fetchmail."""

import os
import unittest

from replies import ReplyTest

from servers.mailbox import Mailbox
from servers.processes import free_port, wait_for


class FromAMailbox(ReplyTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = cls.mailbox = Mailbox(cls.folder, free_port(15993), cls.receive_command())
        cls.mailbox.start(cls.base)

    def put(self, name, address, text, head=""):
        self.mailbox.put(name, (f"Return-Path: <owner@example.org>\r\n{head}From: Anna <owner@example.org>\r\n"
                                f"To: {address}\r\nSubject: SV: Kantinedrift\r\nMessage-ID: <{name}@example.org>\r\n"
                                "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                                f"{text}\r\n").encode())

    def wait_until_gone(self, name):
        try:
            wait_for(f"{name} to leave the mailbox",
                     lambda: not any(each.startswith(name) for each in self.mailbox.holds()), 30)
        except Exception as trouble:
            raise AssertionError(f"{trouble}\n{self.mailbox.log()}") from trouble

    def test_a_yes_is_taken_from_the_mailbox_and_leaves_it(self):
        match, address = self.given_match()
        self.put("yes", address, "Ja tak, på mandag.")
        self.wait_for_status(match, "interested")
        self.assertEqual(self.database.ask(f"SELECT answer_words FROM line_match WHERE id = {match}"),
                         [["på mandag."]])
        self.wait_until_gone("yes")

    def test_what_is_not_for_torv_is_kept_beside(self):
        self.put("spam", "torv-svar@kommune.example", "Køb billigt")
        self.wait_until_gone("spam")
        kept = os.listdir(self.mailbox.path("other-mail"))
        self.assertEqual(len(kept), 1)
        with open(self.mailbox.path(f"other-mail/{kept[0]}"), encoding="utf-8") as file:
            self.assertIn("Køb billigt", file.read())

    def test_a_reply_stays_in_the_mailbox_while_the_database_is_away(self):
        match, address = self.given_match()
        self.database.stop()
        try:
            self.put("later", address, "Nej tak")
            wait_for("fetchmail to have tried", lambda: "could not be taken now" in self.mailbox.log(), 30)
            self.assertTrue(any(each.startswith("later") for each in self.mailbox.holds()))
        finally:
            self.database.start(self.base, safe=False)
        self.wait_for_status(match, "declined")
        self.wait_until_gone("later")


if __name__ == "__main__":
    unittest.main()
