#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""A mail server on a loopback port for the tests (python3-aiosmtpd), that fails on demand.

usage: smtp_sink.py FOLDER [--tls CERT KEY] [--auth USER PASSWORD]

Writes its port to FOLDER/port when it listens. Each message it takes becomes FOLDER/NNNNN.eml, the bytes
as they came, with the envelope in FOLDER/NNNNN.to. It ends when its standard input does.

The local part of a recipient says what shall happen to it:
  later       450 to RCPT                 refused      550 to RCPT
  later-data  451 at the end of DATA      refused-data 554 at the end of DATA
  dropped     the message is taken, and the connection ends without an answer
"""
import argparse
import asyncio
import logging
import os
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

RCPT = {"later": "450 4.2.1 mailbox busy", "refused": "550 5.1.1 no such user"}
DATA = {"later-data": "451 4.3.0 try again", "refused-data": "554 5.7.1 not wanted"}


class Sink:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name in RCPT:
            return RCPT[name]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].split("@")[0]
        if name in DATA:
            return DATA[name]
        self.count += 1
        path = os.path.join(self.folder, "%05d" % self.count)
        with open(path + ".eml", "wb") as out:
            out.write(envelope.original_content)
        with open(path + ".to", "w", encoding="utf-8") as out:
            out.write("%s %s\n" % (envelope.mail_from, " ".join(envelope.rcpt_tos)))
        if name == "dropped":
            server.transport.abort()
        return "250 2.0.0 taken"


def authenticator(user, password):
    def check(server, session, envelope, mechanism, data):
        good = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=good, handled=False)
    return check


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--tls", nargs=2)
    parser.add_argument("--auth", nargs=2)
    arguments = parser.parse_args()
    options = {"hostname": "localhost", "enable_SMTPUTF8": False}
    if arguments.tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*arguments.tls)
        options.update(tls_context=context)
    if arguments.auth:
        options.update(authenticator=authenticator(*arguments.auth), auth_required=True,
                       auth_require_tls=bool(arguments.tls))
    sink = Sink(arguments.folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(sink, **options), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    path = os.path.join(arguments.folder, "port")
    with open(path + ".new", "w", encoding="ascii") as out:
        out.write("%d\n" % port)
    os.rename(path + ".new", path)
    await loop.run_in_executor(None, sys.stdin.buffer.read)


# what goes wrong here is what the tests asked for; they look at what came of it
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")
asyncio.run(main())
