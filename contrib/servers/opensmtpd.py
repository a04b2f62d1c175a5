# SPDX-License-Identifier: MPL-2.0
"""A real OpenSMTPD of our own that hands the mail of one domain to `torv-mail receive`, with the lines of
contrib/opensmtpd."""

import os

from .apart import Room
from .files import shipped
from .postfix import PIPE_USER
from .processes import answers

CONFIGURATION = """
listen on 127.0.0.1 port {port} hostname mx.{domain}
smtp max-message-size "25M"
bounce warn-interval 1d
"""


class OpenSmtpd:
    def __init__(self, folder, domain, port, receive):
        self.folder = os.path.join(folder, "opensmtpd")
        self.port = port
        os.makedirs(self.folder, exist_ok=True)
        for path in (folder, self.folder):
            os.chmod(path, 0o755)
        self.room = Room(self.folder, "sbin/smtpd", ["opensmtpd", "opensmtpq"])
        for path in ("var-lib/opensmtpd/empty", "spool/smtpd"):
            os.makedirs(os.path.join(self.folder, path), exist_ok=True)
        os.chmod(os.path.join(self.folder, "spool", "smtpd"), 0o711)
        with open(os.path.join(self.folder, "etc", "smtpd.conf"), "w", encoding="utf-8") as file:
            file.write(CONFIGURATION.format(port=port, domain=domain)
                       + shipped("opensmtpd", "smtpd.conf",
                                 {"svar\\.torv\\.example": domain.replace(".", "\\."),
                                  '"@" = torv': f'"@" = {PIPE_USER}',
                                  "/usr/local/bin/torv-mail receive": " ".join(receive)}))
        os.chmod(os.path.join(self.folder, "etc", "smtpd.conf"), 0o644)

    def start(self, processes):
        self.process = processes.start("opensmtpd", self.room.command("/usr/sbin/smtpd", "-dv"))
        self.process.wait_until(lambda: answers(self.port))

    def log(self):
        return self.process.last_words(200)
