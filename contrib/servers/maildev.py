# SPDX-License-Identifier: MPL-2.0
"""MailDev: the mailbox of everybody in the demo and in the browser tests, and its API."""

import json
import os
import urllib.request

from .processes import Trouble, answers, wait_for


class Mailbox:
    def __init__(self, folder, packages, web_port, smtp_port):
        self.mails = os.path.join(folder, "mails")
        self.program = os.path.join(packages, "node_modules", "maildev", "bin", "maildev")
        self.web_port = web_port
        self.smtp_port = smtp_port
        self.process = None
        os.makedirs(self.mails, exist_ok=True)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.web_port}"

    def start(self, processes):
        if not os.path.exists(self.program):
            raise Trouble(f"MailDev is missing: {self.program}")
        self.process = processes.start("maildev", [
            "node", self.program, "--ip", "127.0.0.1", "--smtp", self.smtp_port, "--web", self.web_port,
            "--mail-directory", self.mails])

    def ready(self):
        self.process.wait_until(lambda: answers(self.web_port) and answers(self.smtp_port))

    def all(self):
        """Every mail, the oldest first, as MailDev's API gives it."""
        with urllib.request.urlopen(f"{self.url}/email", timeout=10) as answer:
            mails = json.load(answer)
        return sorted(mails, key=lambda mail: mail["time"])

    def find(self, to, condition=lambda mail: True):
        """The newest mail to this address that fits; None when there is none."""
        for mail in reversed(self.all()):
            if any(one["address"] == to for one in mail["to"]) and condition(mail):
                return mail
        return None

    def wait(self, to, condition=lambda mail: True, seconds=20.0):
        return wait_for(f"a mail to {to}", lambda: self.find(to, condition), seconds, 0.2)


def reply_address(mail):
    """Where an answer to this mail goes; None when it cannot be answered."""
    return mail["replyTo"][0]["address"] if mail.get("replyTo") else None
