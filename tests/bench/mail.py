# SPDX-License-Identifier: MPL-2.0
"""How fast mail goes out and comes in: one libesmtp session of ours (smtp.c) beside Postfix's own
smtp-source, and `torv-mail send --once`, which also claims, composes and records each mail in the database,
durably; all to the same smtp-sink in one run with texts of one size. And milliseconds of a whole
`torv-mail receive` per message.
"""

import hashlib
import os
import secrets
import subprocess
import time

from servers.database import program
from servers.processes import Trouble, answers, free_port
from servers.torv import REPLY_DOMAIN

SIZE = 3600  # of a mail with text and HTML

QUEUE = """
INSERT INTO outbox (kind, recipient_address, recipient_name, language, model, message_id, created_at, next_attempt_at)
SELECT 'account-exists', CONCAT('m', seq, '@example.org'), 'Anna Åkjær', 'da', '{{}}',
  CONCAT('bench-', seq, '@{domain}'), UTC_TIMESTAMP(), UTC_TIMESTAMP()
FROM seq_1_to_{count}
"""
TOKEN = """
INSERT INTO token (hash, purpose, account_id, subject_id, created_at, expires_at)
SELECT UNHEX('{hash}'), 'match', s.account_id, m.id, UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL 1 DAY
FROM line_match m JOIN membership s ON s.organisation_id = m.organisation_id
JOIN account a ON a.id = s.account_id AND a.confirmed_at IS NOT NULL
JOIN plan_line l ON l.id = m.line_id AND l.status IN ('published', 'dialogue')
ORDER BY m.id LIMIT 1;
SELECT a.email FROM token t JOIN account a ON a.id = t.account_id WHERE t.hash = UNHEX('{hash}')
"""
REPLY = """From: Anna <{sender}>
To: {address}
Subject: SV: Kantinedrift
Message-ID: <{name}@example.org>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{words}

Den 3. marts 2027 kl. 10.12 skrev Torv <torv@torv.example>:
> Kolding Kommune planlægger et indkøb, der kan passe til jer.
"""


def timed(command, **options):
    began = time.perf_counter()
    subprocess.run(command, check=True, stdin=options.pop("stdin", subprocess.DEVNULL), stdout=subprocess.DEVNULL,
                   **options)
    return time.perf_counter() - began


def sending(torv, database, processes, build, count):
    """Messages a second: (libesmtp, smtp-source, torv-mail send)."""
    port = free_port(12800)
    sink = ["-u", "nobody"] if os.getuid() == 0 else []
    processes.start("smtp-sink", [program("smtp-sink"), *sink, f"127.0.0.1:{port}", "100"]).wait_until(
        lambda: answers(port))
    library = subprocess.run([os.path.join(build, "tests", "bench", "smtp"), str(port), str(count), str(SIZE)],
                             check=True, capture_output=True, text=True)
    source = timed([program("smtp-source"), "-d", "-s", "1", "-m", str(count), "-l", str(SIZE), "-f",
                    "torv@torv.example", "-t", "m@example.org", f"127.0.0.1:{port}"])
    torv.configure("http://127.0.0.1", database.socket, port, mail_per_minute="0", mail_per_domain="0",
                   log_level="warning")
    database.ask("DELETE FROM outbox")
    mails = count // 10
    database.ask(QUEUE.format(domain=REPLY_DOMAIN, count=mails))
    program_time = timed([torv.program("torv-mail"), "send", "--once"], env=torv.env)
    sent = int(database.ask("SELECT COUNT(*) FROM outbox WHERE status = 'sent'")[0][0])
    if sent != mails:
        raise Trouble(f"only {sent} of {mails} mails were sent")
    return float(library.stdout), count / source, mails / program_time


def receiving(torv, database, count):
    """Milliseconds of the median, and of the slowest, of `count` messages: the process and all it does."""
    token = secrets.token_hex(16)
    rows = database.ask(TOKEN.format(hash=hashlib.blake2b(bytes.fromhex(token), digest_size=32).hexdigest()))
    if not rows:
        raise Trouble("the sample data have no match to answer")
    address = f"svar+{token}@{REPLY_DOMAIN}"
    times = []
    for number in range(count):
        text = REPLY.format(sender=rows[0][0], address=address, name=f"bench-{number}",
                            words="Ja tak" if number % 2 else "Hvornår skal det begynde?")
        path = os.path.join(torv.folder, "reply.eml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        with open(path, "rb") as message:
            times.append(timed([torv.program("torv-mail"), "receive", "--recipient", address], env=torv.env,
                               stdin=message))
    times.sort()
    return 1000 * times[len(times) // 2], 1000 * times[-1]


# The largest messages: what stands before, and what is there again and again.
LARGEST = 25 * 1024 * 1024
LARGE = {
    "prose": ("Content-Type: text/plain; charset=utf-8\n\n", "Vi vil gerne vide mere om det, tak.\n"),
    "quotation": ("Content-Type: text/plain; format=flowed\n\n", ">>>>>>>>>>>> Kolding skrev \n"),
    "HTML": ("Content-Type: text/html; charset=utf-8\n\n", "<p>Vi vil gerne&nbsp;vide <b>mere</b></p>\n"),
    "a file": ("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nJa\n--b\nContent-Type: application/pdf\n"
               "Content-Transfer-Encoding: base64\n\n", "JVBERi0xLjQKMSAwIG9iago8PD4+CmVuZG9iagp0cmFpbGVyCjw8Pj4K\n"),
}


def weighing(torv):
    """Name, milliseconds of the processor and megabytes of `torv-mail receive` for each of them; to an address that is
    nobody's, so that it is not stored."""
    address = f"svar+{secrets.token_hex(16)}@{REPLY_DOMAIN}"
    path = os.path.join(torv.folder, "large.eml")
    for name, (head, again) in LARGE.items():
        head = f"From: <a@example.org>\nTo: <{address}>\nSubject: x\n{head}"
        with open(path, "w", encoding="utf-8") as file:
            file.write(head)
            for _ in range((LARGEST - len(head)) // len(again) // 1000):  # no more of our own memory than is needed
                file.write(again * 1000)
        with open(path, "rb") as message:
            child = subprocess.Popen([torv.program("torv-mail"), "receive"], env=torv.env, stdin=message,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != os.EX_NOUSER:
            raise Trouble(f"{name}: torv-mail receive ended with {status}")
        yield name, 1000 * (used.ru_utime + used.ru_stime), used.ru_maxrss / 1024


def report(torv, database, processes, build, short):
    library, source, program_rate = sending(torv, database, processes, build, 2000 if short else 10000)
    print(f"\nmail out, {SIZE} bytes: libesmtp {library:.0f} a second, smtp-source {source:.0f}; ratio "
          f"{library / source:.2f}. torv-mail send, each mail recorded durably: {program_rate:.0f}", flush=True)
    median, slowest = receiving(torv, database, 20 if short else 100)
    print(f"mail in: torv-mail receive {median:.1f} ms a message (median), {slowest:.1f} ms the slowest", flush=True)
    for name, milliseconds, megabytes in weighing(torv):
        print(f"mail in: 25 MB of {name}: {milliseconds:.0f} ms of the processor, {megabytes:.0f} MB", flush=True)
