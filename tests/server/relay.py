# SPDX-License-Identifier: MPL-2.0
"""A real Postfix in both directions: with STARTTLS and AUTH it takes Torv's mail to example.org, which
lands in a Maildir; without, only replies, as contrib/postfix says. And a proxy before it that breaks lines.

Whether a password is right Postfix asks of a server that speaks Dovecot's protocol; here that is a thread.
"""

import base64
import email
import email.policy
import os
import shutil
import socket
import threading

from listener import Listener
from servers.certificate import make_certificate
from servers.postfix import PIPE_USER, Postfix
from servers.processes import free_port

USER, PASSWORD = "torv", "en sætning til prøven"
MAIL_DOMAIN = "example.org"

MAIN = """
smtpd_tls_security_level = may
smtpd_tls_cert_file = {certificate}.pem
smtpd_tls_key_file = {certificate}.key
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {passwords}
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
virtual_mailbox_domains =
virtual_mailbox_base = {mail}
virtual_mailbox_maps = static:inbox/
virtual_minimum_uid = 100
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
smtpd_client_connection_rate_limit = 0
in_flow_delay = 0
"""

MASTER = "virtual unix - n n - - virtual\n"


class Passwords(Listener):
    """Dovecot's authentication protocol 1.1, PLAIN only."""

    def __init__(self, path):
        super().__init__(socket.socket(socket.AF_UNIX))
        self.server.bind(path)
        os.chmod(path, 0o666)
        self.server.listen(50)
        self.right = self.wrong = 0

    def serve(self, connection):
        with connection, connection.makefile("rwb") as lines:
            lines.write(b"VERSION\t1\t1\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\n"
                        b"COOKIE\t0123456789abcdef0123456789abcdef\nDONE\n")
            lines.flush()
            for line in lines:
                fields = line.decode().rstrip("\n").split("\t")
                if fields[0] != "AUTH":
                    continue
                given = next(field[5:] for field in fields if field.startswith("resp="))
                _, user, password = base64.b64decode(given).decode().split("\0")
                good = (user, password) == (USER, PASSWORD)
                self.right += good
                self.wrong += not good
                lines.write(f"{'OK' if good else 'FAIL'}\t{fields[1]}\tuser={user}\n".encode())
                lines.flush()


class Relay(Postfix):
    def __init__(self, folder, domain, port, receive):
        super().__init__(folder, domain, port, receive)
        self.certificate = make_certificate(self.settings, "relay", "localhost")
        self.mail = os.path.join(self.folder, "mail")
        os.makedirs(self.mail)
        shutil.chown(self.mail, PIPE_USER)
        owner = os.stat(self.mail)
        self._append("main.cf", MAIN.format(certificate=self.certificate, mail=self.mail,
                                            passwords=os.path.join(self.folder, "passwords"), uid=owner.st_uid,
                                            gid=65534))
        self._append("master.cf", MASTER)
        self._append("torv_transport", f"{MAIL_DOMAIN} virtual:\n")
        self.passwords = None

    def _append(self, name, text):
        """Adds lines to a file; a setting that it has already is left out there, or Postfix warns."""
        path = os.path.join(self.settings, name)
        names = {line.split(" =")[0] for line in text.splitlines() if " =" in line}
        with open(path, encoding="utf-8") as file:
            kept = [line for line in file if line.split(" =")[0] not in names]
        with open(path, "w", encoding="utf-8") as file:
            file.write("".join(kept) + text)

    def start(self, processes):
        self.passwords = Passwords(os.path.join(self.folder, "passwords"))
        self.passwords.start()
        super().start(processes)

    def idle(self):
        return "Mail queue is empty" in self.waiting()

    def arrived(self):
        """{Message-ID: how often it arrived}."""
        counts = {}
        for message in self.letters():
            name = message["Message-ID"]
            counts[name] = counts.get(name, 0) + 1
        return counts

    def letters(self):
        new = os.path.join(self.mail, "inbox", "new")
        for name in sorted(os.listdir(new)) if os.path.isdir(new) else []:
            with open(os.path.join(new, name), "rb") as file:
                yield email.message_from_binary_file(file, policy=email.policy.default)


class BreakingLine(Listener):
    """A proxy to a port of 127.0.0.1. Of each connection it may cut the line after some bytes of one
    direction; what the other side had sent by then is gone with it."""

    def __init__(self, target, random, often):
        self.port = free_port(12600)
        super().__init__(socket.create_server(("127.0.0.1", self.port)))
        self.target, self.random, self.often = target, random, often
        self.cuts = 0

    def expect(self):
        """The direction in which it breaks, and after how many bytes; None: it holds."""
        if self.random.random() >= self.often:
            return (None,)
        # most of a session is the texts; the steps before and after them are some hundred bytes
        direction, most = self.random.choice("io"), self.random.choice((60, 600, 3000, 30000, 150000))
        return ((direction, self.random.randrange(most)),)

    def serve(self, client, cut):
        try:
            server = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            client.close()
            return
        ends = [threading.Thread(target=self.pump, args=(client, server, cut, "o"), daemon=True),
                threading.Thread(target=self.pump, args=(server, client, cut, "i"), daemon=True)]
        for end in ends:
            end.start()
        for end in ends:
            end.join()
        client.close()
        server.close()

    def pump(self, source, sink, cut, direction):
        left = cut[1] if cut and cut[0] == direction else None
        try:
            while data := source.recv(65536):
                if left is not None and len(data) >= left:
                    sink.sendall(data[:left])
                    self.cuts += 1
                    break
                sink.sendall(data)
                left = None if left is None else left - len(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
