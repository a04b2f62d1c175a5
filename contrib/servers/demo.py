# SPDX-License-Identifier: MPL-2.0
"""contrib/demo, once everything is installed and built: makes the site, tells how to get in, and
keeps it running until Ctrl-C."""

import argparse
import fcntl
import json
import os
import re
import shlex
import shutil
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from servers.maildev import reply_address  # noqa: E402
from servers.processes import Trouble, wait_for  # noqa: E402
from servers.torv_site import Site  # noqa: E402


def step(text):
    print(f"* {text}", flush=True)


def options():
    parser = argparse.ArgumentParser(prog="contrib/demo")
    parser.add_argument("--apache", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--port", type=int)
    parser.add_argument("--folder")
    parser.add_argument("--build", required=True, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.port is not None and not 1024 <= chosen.port <= 65000:
        parser.error("--port: a number from 1024 to 65000")
    chosen.folder = os.path.abspath(chosen.folder or os.path.join(chosen.build, "demo"))
    return chosen


def lock(folder):
    """One demo at a time in a folder. The lock goes with the process, however it ends."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    file = open(os.path.join(folder, "lock"), "a", encoding="utf-8")  # pylint: disable=consider-using-with
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Trouble(f"A demo is running with the data in {folder}.\n"
                      "Another one beside it: contrib/demo --folder SOMEWHERE-ELSE") from None
    return file


def empty(folder):
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name == "lock":
            continue
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)


class Ports:
    """The ports of the last time, so that links in older mails still lead here."""

    def __init__(self, folder):
        self.file = os.path.join(folder, "ports.json")

    def wanted(self, web):
        ports = {}
        if os.path.exists(self.file):
            with open(self.file, encoding="utf-8") as file:
                ports = json.load(file)
        if web is not None:
            ports["web"] = web
        return ports

    def keep(self, ports):
        with open(self.file, "w", encoding="utf-8") as file:
            json.dump(ports, file)


def load(site):
    """The schema, and the sample data the first time; what the import said about them."""
    about = os.path.join(site.folder, "sample.txt")
    step("Bringing the database up to date")
    site.torv.run("migrate")
    if not os.path.exists(about):
        step("Loading the sample data")
        said = site.torv.run("import", "sample")
        with open(about + ".new", "w", encoding="utf-8") as file:
            file.write(said)
        os.rename(about + ".new", about)
    with open(about, encoding="utf-8") as file:
        return file.read().strip()


def answerable(site, about, patient):
    """The newest match mail to the demo's enterprise, else to another one, as the mailbox has it. Who is
    patient takes another one's only when all mail is sent, and theirs was not among it."""
    [(waiting,)] = site.database.ask("SELECT COUNT(*) FROM outbox WHERE status IN ('queued', 'claimed')")
    named = re.search(r"(\S+@\S+)\s+enterprise", about)
    sent = site.database.ask("SELECT message_id FROM outbox WHERE kind = 'match' AND status = 'sent' ORDER BY id DESC")
    mails = {mail.get("messageId"): mail for mail in site.mailbox.all() if reply_address(mail)}
    found = [mails[message_id] for (message_id,) in sent if message_id in mails]
    own = [mail for mail in found if named and mail["to"][0]["address"] == named[1]]
    return (own or (found if int(waiting) == 0 or not patient else []) or [None])[0]


def tell(site, about, seconds):
    print(f"\nTorv is ready ({seconds:.0f} s).\n")
    print(f"  The site       {site.url}/")
    print(f"  The mailbox    {site.mailbox.url}/   all mail to everybody ends here")
    print(f"  Data and logs  {site.folder}\n")
    if about:
        print(f"{about}\n")
    try:
        mail = wait_for("a match mail", lambda: answerable(site, about, True), 10, 0.2)
    except Trouble:
        mail = answerable(site, about, False)
    if mail is None:
        print("No match mail has been sent yet. Publish a plan line as the buyer, then start the demo again\n"
              "to see how it is answered by mail.")
    else:
        sender = mail["to"][0]["address"]
        print(f"Answer the mail \"{mail['subject']}\" as the enterprise would from its mail program:\n")
        print(f"  swaks --server 127.0.0.1:{site.ports['replies']} --from {sender} --to {reply_address(mail)} \\\n"
              f"        --h-Subject {shlex.quote('Re: ' + mail['subject'])} --body ja\n")
    print("Ctrl-C stops everything; the next start goes on with the same data.", flush=True)


def keep_running(site):
    while True:
        time.sleep(0.5)
        for process in site.processes.ended():
            raise Trouble(f"{process.name} ended by itself (status {process.child.returncode}). "
                          f"Its log, {process.log}, ends with\n{process.last_words()}")


def main():
    began = time.monotonic()
    chosen = options()
    held = lock(chosen.folder)
    if chosen.fresh:
        step("Throwing the demo's data away")
        empty(chosen.folder)
    ports = Ports(chosen.folder)
    with Site(chosen.folder, chosen.build, os.path.join(chosen.build, "stage"),
              os.path.join(chosen.build, "npm"), "apache" if chosen.apache else "nginx",
              ports.wanted(chosen.port)) as site:
        ports.keep(site.ports)
        if site.database.prepare():
            step("Making a database of our own")
        step("Starting MariaDB")
        site.database.start(site.processes)
        kept = os.path.join(chosen.folder, "index")
        os.makedirs(kept, mode=0o700, exist_ok=True)
        site.configure(index_folder=kept)
        about = load(site)
        step(f"Starting Torv, {site.web.kind}, the mailbox and the mail server for replies")
        site.start()
        tell(site, about, time.monotonic() - began)
        try:
            keep_running(site)
        finally:
            print("\n* Stopping", flush=True)
    held.close()


def leave(_number, _frame):
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGINT, leave)
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, leave)
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(0)
    except Trouble as trouble:
        print(f"contrib/demo: {trouble}", file=sys.stderr)
        sys.exit(1)
