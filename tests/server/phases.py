# SPDX-License-Identifier: MPL-2.0
"""A mail server that fails in one phase of a session, in one manner, the first time it comes to it; after
that it does what it should. With STARTTLS and AUTH. What it has promised for (250 to the end of DATA, sent
or not) is in `taken`.
"""

import re
import socket
import ssl
import threading

from listener import Listener
from servers.processes import free_port

PHASES = ("greeting", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "end of DATA", "QUIT")
MANNERS = ("drop", "later", "refuse", "silence")

GOOD = {"greeting": "220 localhost ESMTP", "MAIL": "250 2.1.0 ok", "RCPT": "250 2.1.5 ok",
        "DATA": "354 go ahead", "end of DATA": "250 2.0.0 taken", "QUIT": "221 2.0.0 bye",
        "STARTTLS": "220 2.0.0 ready", "AUTH": "235 2.7.0 welcome"}
LATER = {"greeting": "421 4.3.2 too busy", "EHLO": "421 4.3.2 too busy", "STARTTLS": "454 4.7.0 not now",
         "AUTH": "454 4.7.0 not now"}
REFUSE = {"greeting": "554 5.3.2 no mail here", "EHLO": "550 5.7.1 not you", "AUTH": "535 5.7.8 wrong"}


def ids(taken):
    """How often each message is among them, by its Message-ID."""
    names = [re.search(rb"^Message-I[dD]: (<[^>]*>)", text, re.M).group(1).decode() for text in taken]
    return {name: names.count(name) for name in set(names)}


class Broken(Exception):
    """The session ends here."""


class Server(Listener):
    def __init__(self, certificate, phase, manner):
        self.port = free_port(12700)
        super().__init__(socket.create_server(("127.0.0.1", self.port)))
        self.phase, self.manner = phase, manner
        self.failures = 1
        self.taken = []
        self.silence = threading.Event()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate + ".pem", certificate + ".key")

    def stop(self):
        self.silence.set()
        super().stop()

    def serve(self, connection):
        session = Session(self, connection)
        try:
            session.run()
        except (Broken, OSError):
            pass
        session.close()


class Session:
    def __init__(self, server, connection):
        self.server = server
        self.connection = connection
        self.lines = connection.makefile("rb")
        self.secure = False

    def close(self):
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.connection.close()

    def say(self, text):
        self.connection.sendall(text.encode() + b"\r\n")

    def fails(self, phase):
        """Fails when it is this phase's turn; True: it has said so, and the session goes on."""
        server = self.server
        if phase != server.phase or server.failures == 0:
            return False
        server.failures -= 1
        if server.manner == "drop":
            raise Broken
        if server.manner == "silence":
            server.silence.wait(30)
            raise Broken
        if server.manner == "later":
            self.say(LATER.get(phase, "451 4.3.0 try again"))
        else:
            self.say(REFUSE.get(phase, "554 5.7.1 not this"))
        if phase in ("greeting", "EHLO") and server.manner == "later":
            raise Broken
        return True

    def answer(self, phase):
        if self.fails(phase):
            return False
        self.say(GOOD[phase])
        return True

    def run(self):
        self.answer("greeting")
        for line in self.lines:
            verb = line.split()[0].decode().upper() if line.split() else ""
            if verb in ("EHLO", "HELO"):
                self.hello()
            elif verb == "STARTTLS":
                if self.answer("STARTTLS"):
                    self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
                    self.secure = True
                    return self.rest()
            else:
                self.command(verb)
        return None

    def rest(self):
        self.lines = self.connection.makefile("rb")
        for line in self.lines:
            verb = line.split()[0].decode().upper() if line.split() else ""
            self.hello() if verb in ("EHLO", "HELO") else self.command(verb)

    def hello(self):
        if self.fails("EHLO"):
            return
        self.say("250-localhost\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n"
                 + ("250 AUTH PLAIN" if self.secure else "250 STARTTLS"))

    def command(self, verb):
        if verb == "DATA":
            if self.answer("DATA"):
                self.text()
        elif verb == "QUIT":
            self.answer("QUIT")
            raise Broken
        elif verb in GOOD:
            self.answer(verb)
        else:
            self.say("250 2.0.0 ok" if verb == "RSET" else "502 5.5.2 what?")

    def text(self):
        text = b""
        for line in self.lines:
            if line == b".\r\n":
                break
            text += line
        else:
            raise Broken  # the text was never ended
        server = self.server
        failing = server.phase == "end of DATA" and server.failures > 0
        if not failing or server.manner in ("drop", "silence"):
            server.taken.append(text)  # the worst case: it has it, and nobody is told
        self.answer("end of DATA")
