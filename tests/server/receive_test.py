# SPDX-License-Identifier: MPL-2.0
"""Replies through a real Postfix, set up with the lines of contrib/postfix: taken, refused, kept."""

import hashlib
import os
import secrets
import shutil
import smtplib
import unittest

from support import ServerTest

from servers.postfix import PIPE_USER, Postfix
from servers.processes import free_port, wait_for
from servers.torv import REPLY_DOMAIN

MARKET = """
INSERT IGNORE INTO region VALUES ('1083', 'Region Syddanmark');
INSERT IGNORE INTO municipality VALUES ('0621', 'Kolding', 'kolding', '1083', 'DK032', 55.49, 9.47);
INSERT INTO organisation (id, kind, name, slug, municipality_code, created_at) VALUES
  (901, 'municipality', 'Kolding Kommune', 'kolding-kommune', '0621', NOW()),
  (902, 'enterprise', 'Kantinen', 'kantinen', '0621', NOW());
INSERT INTO enterprise (organisation_id, status, description, changed_at) VALUES (902, 'approved', '', NOW());
INSERT INTO account (id, email, name, confirmed_at, created_at) VALUES
  (901, 'buyer@example.org', 'Bo', NOW(), NOW()), (902, 'owner@example.org', 'Anna', NOW(), NOW());
INSERT INTO membership (account_id, organisation_id, role, created_at) VALUES
  (901, 901, 'buyer', NOW()), (902, 902, 'owner', NOW());
INSERT INTO plan (id, organisation_id, year, title, created_at) VALUES (901, 901, 2027, 'Plan', NOW());
"""

LINE = """
INSERT INTO plan_line (plan_id, status, title, text, procedure_kind, contact_name, contact_email, created_by,
  created_at, changed_at, published_at)
VALUES (901, 'published', 'Kantinedrift', '', 'direct', 'Bo', 'buyer@example.org', 901, NOW(), NOW(), NOW());
INSERT INTO line_match (line_id, organisation_id, score, reasons, status, notified_at, answer_words)
SELECT MAX(id), 902, 80, '[]', 'notified', NOW(), '' FROM plan_line;
INSERT INTO token (hash, purpose, account_id, subject_id, created_at, expires_at)
SELECT UNHEX('{hash}'), 'match', 902, MAX(id), UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL 1 DAY FROM line_match;
SELECT MAX(id) FROM line_match;
"""


class Replies(ServerTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        os.chmod(cls.folder, 0o755)
        cls.database.ask(MARKET)
        program = shutil.copy(cls.torv.program("torv-mail"), cls.folder)
        data = shutil.copytree(cls.torv.data_directory, os.path.join(cls.folder, "data"))
        for path in (cls.torv.configuration, cls.torv.key):
            shutil.chown(path, PIPE_USER)
        cls.postfix = Postfix(cls.folder, REPLY_DOMAIN, free_port(12525), [
            "/usr/bin/env", f"TORV_CONF={cls.torv.configuration}", f"TORV_DATADIR={data}", program, "receive"])
        cls.postfix.start(cls.base)

    def given_match(self):
        """A match that the enterprise was told of: its id, and the reply address of that mail."""
        token = secrets.token_hex(16)
        digest = hashlib.blake2b(bytes.fromhex(token), digest_size=32).hexdigest()
        [[match]] = self.database.ask(LINE.format(hash=digest))
        return match, f"svar+{token}@{REPLY_DOMAIN}"

    def send(self, address, text, sender="owner@example.org", message_id=None):
        message_id = message_id or f"<{secrets.token_hex(8)}@example.org>"
        with smtplib.SMTP("127.0.0.1", self.postfix.port, timeout=20) as server:
            server.sendmail(sender, [address], (
                f"From: Anna <owner@example.org>\nTo: {address}\nSubject: SV: Kantinedrift\n"
                f"Message-ID: {message_id}\nContent-Type: text/plain; charset=utf-8\n"
                f"Content-Transfer-Encoding: 8bit\n\n{text}\n").encode())

    def status(self, match):
        return self.database.ask(f"SELECT status FROM line_match WHERE id = {match}")[0][0]

    def wait_for_log(self, words):
        wait_for(f"“{words}” in Postfix's log", lambda: words in self.postfix.log(), 20)

    def wait_for_status(self, match, status):
        try:
            wait_for(f"the match to be {status}", lambda: self.status(match) == status, 20)
        except Exception as trouble:
            raise AssertionError(f"{trouble}\n{self.postfix.waiting()}\n{self.postfix.log()}") from trouble

    def test_a_yes_by_smtp_answers_the_match(self):
        match, address = self.given_match()
        self.send(address, "Ja tak, vi glæder os.\n\nDen 3. marts 2027 kl. 10.12 skrev Torv:\n> Kolding")
        self.wait_for_status(match, "interested")
        self.assertEqual(self.database.ask(f"SELECT answer_words FROM line_match WHERE id = {match}"),
                         [["vi glæder os."]])

    def test_a_bounce_with_an_empty_sender_decides_nothing(self):
        match, address = self.given_match()
        self.send(address, "Ja", sender="", message_id="<bounce@example.org>")
        wait_for("the message to be noted", lambda: self.database.ask(
            "SELECT outcome FROM inbound_message WHERE message_id = 'bounce@example.org'") == [["automatic"]], 20)
        self.assertEqual(self.status(match), "notified")

    def test_a_guessed_address_is_refused_in_the_dialogue(self):
        for address in (f"svar+0123@{REPLY_DOMAIN}", f"svar@{REPLY_DOMAIN}", f"nobody@{REPLY_DOMAIN}"):
            with self.assertRaises(smtplib.SMTPRecipientsRefused):
                self.send(address, "Ja")

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
