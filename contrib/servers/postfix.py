# SPDX-License-Identifier: MPL-2.0
"""A real Postfix of our own that hands the mail of one domain to `torv-mail receive`.

Its settings, queue and log lie in a folder of its own; it listens on one port of 127.0.0.1 and sends
nothing anywhere. What concerns Torv in them are the lines of contrib/postfix, as an installation copies
them. Its master wants root, so only the tests use it; contrib/demo has replies.py.
"""

import os
import re
import shutil
import subprocess

from .database import program
from .files import shipped
from .processes import Trouble, answers

# pipe(8) refuses to run a program as root.
PIPE_USER = "nobody"
DAEMONS = "/usr/lib/postfix/sbin"
SHIPPED_DOMAIN = "svar.torv.example"

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = {commands}
daemon_directory = {daemons}
maillog_file = {folder}/log/postfix.log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.{domain}
mydestination =
alias_maps =
alias_database =
local_recipient_maps =
mynetworks = 127.0.0.0/8
default_transport = error:this server sends nothing
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions =
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
# the sender of a bounce is not ours to reach
bounce_queue_lifetime = 0
"""

MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup   unix  n - n 60 1 pickup
cleanup  unix  n - n -  0 cleanup
qmgr     unix  n - n 1  1 qmgr
tlsmgr   unix  - - n 1000? 1 tlsmgr
rewrite  unix  - - n -  - trivial-rewrite
bounce   unix  - - n -  0 bounce
defer    unix  - - n -  0 bounce
trace    unix  - - n -  0 bounce
verify   unix  - - n -  1 verify
flush    unix  n - n 1000? 0 flush
proxymap unix  - - n -  - proxymap
showq    unix  n - n -  - showq
error    unix  - - n -  - error
retry    unix  - - n -  - error
discard  unix  - - n -  - discard
anvil    unix  - - n -  1 anvil
scache   unix  - - n -  1 scache
smtp     unix  - - n -  - smtp
postlog  unix-dgram n - n - 1 postlogd
"""


TLS = """
smtpd_tls_cert_file = {certificate}.pem
smtpd_tls_key_file = {certificate}.key
smtpd_tls_security_level = encrypt
"""


class Postfix:
    """receive: the words of the command that takes a message; none may hold a blank. certificate: its path
    without ending; then nobody talks to it without TLS. onward: domains that it passes on, each to a port of
    127.0.0.1."""

    def __init__(self, folder, domain, port, receive, certificate=None, onward=None):
        self.folder = os.path.join(folder, "postfix")
        self.port = port
        self.process = None
        if os.getuid() != 0:
            raise Trouble("The tests with a real Postfix need root: its master process does. "
                          "Run them as root, or in a container.")
        for name in ("queue", "data", "etc", "log"):
            os.makedirs(os.path.join(self.folder, name), exist_ok=True)
        for path in (folder, self.folder):
            os.chmod(path, 0o755)
        shutil.chown(os.path.join(self.folder, "data"), "postfix")
        self._write("main.cf", MAIN.format(folder=self.folder, domain=domain, daemons=DAEMONS,
                                           commands="/usr/sbin")
                    + shipped("postfix", "main.cf", {
                        f"relay_domains = {SHIPPED_DOMAIN}": " ".join(["relay_domains =", domain, *(onward or {})]),
                        "/etc/postfix": self.settings})
                    + (TLS.format(certificate=certificate) if certificate else ""))
        self._write("master.cf", MASTER.format(port=port)
                    + shipped("postfix", "master.cf", {"user=torv": f"user={PIPE_USER}",
                                            "/usr/local/bin/torv-mail receive": " ".join(receive)}))
        self._write("torv_recipients.regexp", f"/^(svar|bounce|afmeld)\\+[0-9a-fA-F]{{32}}@{re.escape(domain)}$/ OK\n"
                    + "".join(f"/@{re.escape(other)}$/ OK\n" for other in onward or {}))
        self._write("torv_transport", f"{domain} torv:\n"
                    + "".join(f"{other} smtp:[127.0.0.1]:{where}\n" for other, where in (onward or {}).items()))

    @property
    def settings(self):
        return os.path.join(self.folder, "etc")

    def _write(self, name, text):
        with open(os.path.join(self.settings, name), "w", encoding="utf-8") as file:
            file.write(text)

    def start(self, processes):
        # `postfix start` would leave it to itself in the background; the master's own -d does not.
        subprocess.run([program("postmap"), "-c", self.settings, f"hash:{self.settings}/torv_transport"],
                       check=True)
        checked = subprocess.run([program("postfix"), "-c", self.settings, "check"], capture_output=True,
                                 text=True, check=False)
        if checked.returncode != 0:
            raise Trouble(f"postfix check: {checked.stdout}{checked.stderr}{self.log()}")
        self.process = processes.start("postfix", [f"{DAEMONS}/master", "-c", self.settings, "-d"])
        try:
            self.process.wait_until(lambda: answers(self.port))
        except Trouble as trouble:
            raise Trouble(f"{trouble}\n{self.log()}") from None

    def waiting(self):
        """What its queue holds, for a test's message when a mail did not get through."""
        done = subprocess.run([program("postqueue"), "-c", self.settings, "-p"], capture_output=True,
                              text=True, check=False)
        return done.stdout

    @property
    def log_path(self):
        return os.path.join(self.folder, "log", "postfix.log")

    def log(self):
        if not os.path.exists(self.log_path):
            return ""
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            return file.read()
