# SPDX-License-Identifier: MPL-2.0
"""What the tests with mail servers share: a municipality, an enterprise that was told of a line, and letters."""

import hashlib
import os
import secrets
import shutil
import smtplib
import ssl

from support import ServerTest

from servers.postfix import PIPE_USER
from servers.processes import wait_for
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


class ReplyTest(ServerTest):
    """`server` is what hands mail to torv-mail: it has a port and a log(). `authority`: the certificate that it
    must show; then letters come over TLS."""

    server = None
    authority = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        os.chmod(cls.folder, 0o755)
        cls.database.ask(MARKET)
        cls.program = shutil.copy(cls.torv.program("torv-mail"), cls.folder)
        cls.data = shutil.copytree(cls.torv.data_directory, os.path.join(cls.folder, "data"))
        cls.give_to_pipe_user()

    @classmethod
    def give_to_pipe_user(cls):
        for path in (cls.torv.configuration, cls.torv.key):
            shutil.chown(path, PIPE_USER)

    @classmethod
    def receive_command(cls):
        return ["/usr/bin/env", f"TORV_CONF={cls.torv.configuration}", f"TORV_DATADIR={cls.data}", cls.program,
                "receive"]

    def given_match(self):
        """A match that the enterprise was told of: its id, and the reply address of that mail."""
        token = secrets.token_hex(16)
        digest = hashlib.blake2b(bytes.fromhex(token), digest_size=32).hexdigest()
        [[match]] = self.database.ask(LINE.format(hash=digest))
        return match, f"svar+{token}@{REPLY_DOMAIN}"

    def send(self, address, text, sender="owner@example.org", message_id=None):
        message_id = message_id or f"<{secrets.token_hex(8)}@example.org>"
        with smtplib.SMTP("localhost", self.server.port, timeout=20) as server:
            if self.authority is not None:
                server.starttls(context=ssl.create_default_context(cafile=self.authority))
            server.sendmail(sender, [address], (
                f"From: Anna <owner@example.org>\nTo: {address}\nSubject: SV: Kantinedrift\n"
                f"Message-ID: {message_id}\nContent-Type: text/plain; charset=utf-8\n"
                f"Content-Transfer-Encoding: 8bit\n\n{text}\n").encode())

    def status(self, match):
        return self.database.ask(f"SELECT status FROM line_match WHERE id = {match}")[0][0]

    def wait_for_log(self, words):
        wait_for(f"“{words}” in the server's log", lambda: words in self.server.log(), 20)

    def wait_for_status(self, match, status):
        try:
            wait_for(f"the match to be {status}", lambda: self.status(match) == status, 20)
        except Exception as trouble:
            raise AssertionError(f"{trouble}\n{self.server.log()}") from trouble


class EveryServer:
    """What every mail server must do with a reply."""

    def test_a_yes_answers_the_match(self):
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
