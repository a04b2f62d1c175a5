# SPDX-License-Identifier: MPL-2.0
"""`torv-mail send` against servers that fail: in each phase of a session, by a line that breaks anywhere,
and by being killed. What was queued arrives; it arrives once, or is marked to be in doubt.

The seed of the large one is printed; TORV_SEED sets it.
"""

import os
import random
import shutil
import signal
import smtplib
import ssl
import subprocess
import time
import unittest

from support import ServerTest

import phases
from relay import MAIL_DOMAIN, PASSWORD, USER, BreakingLine, Relay
from servers.certificate import make_certificate
from servers.postfix import PIPE_USER
from servers.processes import free_port, wait_for
from servers.torv import REPLY_DOMAIN

MESSAGES = 1000
KILLS = 100
POWER_MESSAGES = 300
POWER_CUTS = 5

# As lib/outbox.c would queue them: a kind without a topic or a secret.
QUEUE = """
INSERT INTO outbox (kind, recipient_address, recipient_name, language, model, message_id, created_at, next_attempt_at)
SELECT 'account-exists', CONCAT('m', seq, '@{domain}'), 'Anna Åkjær', 'da', '{{}}',
  CONCAT('{name}-', seq, '@{reply}'), UTC_TIMESTAMP(), UTC_TIMESTAMP()
FROM seq_1_to_{count}
"""
# A minute, or the ten of a claim, have passed.
LATER = ("UPDATE outbox SET next_attempt_at = UTC_TIMESTAMP() WHERE sent_at IS NULL AND status IN ('queued', 'doubtful');"
         "UPDATE outbox SET claimed_until = UTC_TIMESTAMP() - INTERVAL 1 SECOND WHERE claimed_by IS NOT NULL")


class Sending(ServerTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        os.chmod(cls.folder, 0o755)
        password = os.path.join(cls.folder, "smtp-password")
        with open(password, "w", encoding="utf-8") as file:
            file.write(PASSWORD + "\n")
        cls.settings = {"smtp_host": "localhost", "smtp_tls": "required", "smtp_user": USER,
                        "smtp_password_file": password, "mail_per_minute": "0", "mail_per_domain": "0"}

    def setUp(self):
        super().setUp()
        self.database.ask("DELETE FROM outbox")

    def configure(self, port, ca, **more):
        self.torv.configure("http://127.0.0.1", self.database.socket, port,
                            **{**self.settings, "smtp_ca": ca, **more})

    def queue(self, name, count):
        self.database.ask(QUEUE.format(domain=MAIL_DOMAIN, reply=REPLY_DOMAIN, name=name, count=count))

    def sender(self):
        return subprocess.Popen([self.torv.program("torv-mail"), "send", "--once"], env=self.torv.env,
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def send(self):
        self.assertIn(self.sender().wait(60), (0, 75))

    def send_all(self, rounds=40):
        """Until nothing waits any more; time passes between two tries."""
        for _ in range(rounds):
            self.database.ask(LATER)
            self.send()
            if self.waiting() == 0:
                return
        self.fail(f"{self.waiting()} mails still wait: " + str(self.database.ask(
            "SELECT status, last_error, COUNT(*) FROM outbox GROUP BY status, last_error")))

    def waiting(self):
        return int(self.database.ask("SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND status <> 'failed'")[0][0])

    def statuses(self):
        return {f"<{name}>": status for name, status in
                self.database.ask("SELECT message_id, status FROM outbox")}

    def story(self, name):
        return self.database.ask(f"SELECT * FROM outbox WHERE message_id = '{name.strip('<>')}'")

    def check(self, arrived):
        """Each once; more often only when it is marked."""
        statuses = self.statuses()
        self.assertEqual(set(arrived), set(statuses))
        for name, count in arrived.items():
            if count > 1 and statuses[name] != "doubtful":
                self.fail(f"{name} arrived {count} times and is not marked: {self.story(name)}")
            self.assertIn(statuses[name], ("sent", "doubtful"), name)
        return sum(count > 1 for count in arrived.values()), sum(s == "doubtful" for s in statuses.values())


class EachPhase(Sending):
    """Three mails; the first attempt fails in one phase, in one manner."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.certificate = make_certificate(cls.folder, "phases", "localhost")

    def try_phase(self, phase, manner):
        server = phases.Server(self.certificate, phase, manner)
        server.start()
        self.addCleanup(server.stop)
        self.database.ask("DELETE FROM outbox")
        self.configure(server.port, self.certificate + ".pem", smtp_timeout="1")
        self.queue("phase", 3)
        self.send()
        self.assertEqual(server.failures, 0, "the server had no occasion to fail")
        first = self.database.ask("SELECT status, attempts, last_error FROM outbox ORDER BY id")
        self.send_all()
        return first, phases.ids(server.taken)

    def test_what_fails_for_now_is_sent_later_once_or_marked(self):
        for phase in phases.PHASES:
            for manner in ("drop", "later"):
                with self.subTest(phase=phase, manner=manner):
                    first, arrived = self.try_phase(phase, manner)
                    twice, marked = self.check(arrived)
                    doubt = phase == "end of DATA" and manner == "drop"
                    self.assertEqual((twice, marked), (1, 1) if doubt else (0, 0))
                    if phase == "QUIT":
                        self.assertEqual({row[0] for row in first}, {"sent"})

    def test_a_server_that_falls_silent_is_left(self):
        for phase in phases.PHASES:
            with self.subTest(phase=phase):
                _, arrived = self.try_phase(phase, "silence")
                twice, marked = self.check(arrived)
                self.assertEqual((twice, marked), (1, 1) if phase == "end of DATA" else (0, 0))

    def test_what_is_refused_for_good_stops_only_when_it_is_about_the_message(self):
        for phase in phases.PHASES:
            with self.subTest(phase=phase):
                first, arrived = self.try_phase(phase, "refuse")
                if phase in ("RCPT", "end of DATA", "DATA"):
                    self.assertEqual(first[0], ["failed", "1", "554 5.7.1 not this"])
                    self.assertEqual(sorted(arrived.values()), [1, 1])
                else:
                    self.assertEqual(self.check(arrived), (0, 0))


class PowerCut(Sending):
    """Sender and database end at the same instant, in the midst of their work, and begin again."""

    durable = True

    def power_fails(self):
        for process in (self.running, self.database.process.child):
            process.send_signal(signal.SIGKILL)
        self.running.wait()
        self.database.process.child.wait()
        self.database.start(self.base, safe=True)

    def test_what_was_committed_is_there_again_and_nothing_is_lost(self):
        seed = int(os.environ.get("TORV_SEED", random.randrange(1 << 32)))
        print(f"\nTORV_SEED={seed}", flush=True)
        chance = random.Random(seed)
        keys = make_certificate(self.folder, "phases", "localhost")
        server = phases.Server(keys, None, None)
        server.start()
        self.addCleanup(server.stop)
        self.configure(server.port, keys + ".pem")
        self.torv.run("check")  # it would say that this database does not keep what it commits
        self.queue("power", POWER_MESSAGES)
        for _ in range(POWER_CUTS):
            self.running = self.sender()
            time.sleep(chance.uniform(0.05, 0.4))
            self.power_fails()
            self.database.ask(LATER)
        left = self.waiting()
        self.send_all()
        twice, marked = self.check(phases.ids(server.taken))
        print(f"{POWER_MESSAGES} mails, {POWER_CUTS} power cuts ({left} were left after them): {marked} marked, "
              f"{twice} of them arrived twice or more", flush=True)


class RealPostfix(Sending):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        program = shutil.copy(cls.torv.program("torv-mail"), cls.folder)
        data = shutil.copytree(cls.torv.data_directory, os.path.join(cls.folder, "data"))
        for path in (cls.torv.configuration, cls.torv.key):
            shutil.chown(path, PIPE_USER)
        cls.postfix = Relay(cls.folder, REPLY_DOMAIN, free_port(12525), [
            "/usr/bin/env", f"TORV_CONF={cls.torv.configuration}", f"TORV_DATADIR={data}", program, "receive"])
        cls.postfix.start(cls.base)
        cls.addClassCleanup(cls.postfix.passwords.stop)
        cls.addClassCleanup(lambda: shutil.copy(cls.postfix.log_path, cls.logs))

    def setUp(self):
        super().setUp()
        shutil.rmtree(os.path.join(self.postfix.mail, "inbox"), ignore_errors=True)

    def to_postfix(self, port=None, **more):
        self.configure(port or self.postfix.port, self.postfix.certificate + ".pem", **more)

    def story(self, name):
        lines = self.postfix.log().splitlines()
        numbers = {line.split()[5] for line in lines if f"message-id={name}" in line}
        return super().story(name), [line for line in lines if len(line.split()) > 5 and line.split()[5] in numbers]

    def arrived(self):
        wait_for("Postfix to deliver", self.postfix.idle, 60, 0.2)
        return self.postfix.arrived()

    def test_mail_goes_out_over_tls_with_the_password_and_is_what_was_composed(self):
        self.to_postfix()
        self.queue("one", 20)
        before = self.postfix.passwords.right
        self.send()
        self.assertEqual(self.check(self.arrived()), (0, 0))
        self.assertGreater(self.postfix.passwords.right, before)
        letter = next(iter(self.postfix.letters()))
        self.assertIn("with ESMTPSA", str(letter["Received"]))  # RFC 3848: TLS and AUTH
        self.assertEqual(letter["To"].addresses[0].display_name, "Anna Åkjær")
        self.assertRegex(letter["Return-Path"], rf"<bounce\+[0-9a-f]{{32}}@{REPLY_DOMAIN}>")
        self.assertIn("Anna Åkjær", letter.get_body(("plain",)).get_content())

    def test_without_the_password_nothing_goes_and_nothing_is_lost(self):
        wrong = os.path.join(self.folder, "wrong")
        with open(wrong, "w", encoding="utf-8") as file:
            file.write("something else\n")
        self.to_postfix(smtp_password_file=wrong)
        self.queue("wrong", 3)
        self.send()
        self.assertEqual(self.arrived(), {})
        self.assertEqual(self.waiting(), 3)
        self.to_postfix()
        self.send_all()
        self.assertEqual(self.check(self.arrived()), (0, 0))

    def test_a_reply_over_tls_reaches_torv_and_a_stranger_may_not_relay(self):
        trusted = ssl.create_default_context(cafile=self.postfix.certificate + ".pem")
        with smtplib.SMTP("localhost", self.postfix.port, timeout=20) as server:
            server.starttls(context=trusted)
            with self.assertRaises(smtplib.SMTPRecipientsRefused):
                server.sendmail("anna@example.net", [f"bo@{MAIL_DOMAIN}"], "Subject: x\n\nx\n")
            server.sendmail("anna@example.net", [f"svar+{'e' * 32}@{REPLY_DOMAIN}"], "Subject: x\n\nJa\n")
        wait_for("the token to be unknown", lambda: "status=bounced" in self.postfix.log(), 20)

    def test_killed_a_hundred_times_over_lines_that_break_nothing_is_lost(self):
        seed = int(os.environ.get("TORV_SEED", random.randrange(1 << 32)))
        print(f"\nTORV_SEED={seed}", flush=True)
        chance = random.Random(seed)
        line = BreakingLine(self.postfix.port, chance, 0.3)
        line.start()
        self.addCleanup(line.stop)
        self.to_postfix(line.port, smtp_timeout="5")
        self.queue("killed", MESSAGES)
        for _ in range(KILLS):
            sender = self.sender()
            time.sleep(chance.uniform(0.02, 0.25))
            sender.send_signal(signal.SIGKILL)
            sender.wait()
            self.database.ask(LATER)
        left = self.waiting()
        self.send_all()
        twice, marked = self.check(self.arrived())
        print(f"{MESSAGES} mails, {KILLS} kills ({left} were left after them), {line.cuts} lines cut: "
              f"{marked} marked, {twice} of them arrived twice or more", flush=True)
        self.assertLess(left, MESSAGES, "the kills came too early to be any")


if __name__ == "__main__":
    unittest.main()
