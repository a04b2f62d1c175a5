# SPDX-License-Identifier: MPL-2.0
"""A small mail server for the demo: hands each message to `torv-mail receive`, as Postfix would.

    replies.py PORT PROGRAM [ARGUMENTS]

What the program ends with becomes the answer to the sender: 0 accepted, EX_TEMPFAIL (75) come
again later, anything else refused. An installation uses its real mail server; so do the tests.
It needs no root, and listens on 127.0.0.1 only.
"""

import asyncio
import signal
import sys

from aiosmtpd.smtp import SMTP

ANSWERS = {0: "250 Delivered", 75: "451 Try again later", 64: "451 The receiver is set up wrongly"}
MOST_BYTES = 25 * 1024 * 1024


class ToProgram:
    """One message, one run of the program for each recipient; the last bad news is the answer."""

    def __init__(self, command):
        self.command = command

    async def handle_DATA(self, _server, _session, envelope):
        answer = ANSWERS[0]
        for recipient in envelope.rcpt_tos:
            status = await self.deliver(envelope, recipient)
            print(f"from <{envelope.mail_from}> to <{recipient}>: status {status}", flush=True)
            if status != 0:
                answer = ANSWERS.get(status, "550 Refused")
        return answer

    async def deliver(self, envelope, recipient):
        # What Postfix's pipe(8) adds with flags=DR.
        head = f"Return-Path: <{envelope.mail_from}>\r\nDelivered-To: {recipient}\r\n".encode()
        child = await asyncio.create_subprocess_exec(*self.command, stdin=asyncio.subprocess.PIPE)
        await child.communicate(head + envelope.original_content)
        return child.returncode


async def serve(port, command):
    loop = asyncio.get_running_loop()
    stop = loop.create_future()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set_result, None)
    handler = ToProgram(command)
    server = await loop.create_server(
        lambda: SMTP(handler, hostname="localhost", data_size_limit=MOST_BYTES, enable_SMTPUTF8=True, loop=loop),
        "127.0.0.1", port)
    async with server:
        await stop


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2:]))
