# SPDX-License-Identifier: MPL-2.0
"""One whole site: database, Torv, web server, mailbox and the server that takes replies.

Data that is to stay lies in `folder`. Sockets, and what the web server writes, lie in a folder of
their own under /tmp, because a socket's name has only 107 bytes; it goes when the site stops.
"""

import os
import shutil
import sys
import tempfile
import urllib.error
import urllib.request

from .database import Database
from .maildev import Mailbox
from .processes import Processes, answers, free_port, wait_for
from .torv import Torv
from .web import WebServer

HERE = os.path.dirname(os.path.abspath(__file__))

# aiosmtpd is Debian's, so it wants Debian's Python.
PYTHON = "/usr/bin/python3" if os.access("/usr/bin/python3", os.X_OK) else sys.executable


class Site:
    """with Site(...) as site: what was started is stopped when the block is left."""

    def __init__(self, folder, build, data_directory, packages, web="nginx", ports=None):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        self.folder = folder
        self.run = tempfile.mkdtemp(prefix="torv-")
        self.processes = Processes(os.path.join(folder, "log"))
        self.ports = self._free_ports(ports or {})
        self.database = Database(folder, self._private("database"))
        self.torv = Torv(folder, self.run, build, data_directory)
        self.mailbox = Mailbox(folder, packages, self.ports["mailbox"], self.ports["smtp"])
        self.web = WebServer(web, self.processes.logs, self.run, self.torv.socket, data_directory,
                             self.ports["web"])
        self.replies = None

    @staticmethod
    def _free_ports(wanted):
        first = {"web": 8080, "mailbox": 1080, "smtp": 1025, "replies": 2525}
        first.update(wanted)
        taken = {}
        for name, port in first.items():
            taken[name] = free_port(port, taken.values())
        return taken

    def _private(self, name):
        """A folder that only we get into, even when the web server must get into its parent."""
        path = os.path.join(self.run, name)
        os.mkdir(path, 0o700)
        return path

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.processes.stop()
        shutil.rmtree(self.run, ignore_errors=True)

    @property
    def url(self):
        return self.web.url

    def configure(self, **more):
        self.torv.configure(self.url, self.database.socket, self.ports["smtp"], **more)

    def start(self):
        """Everything but the database, which is up and migrated by now; each waits for the others."""
        self.torv.start_fcgi(self.processes)
        self.mailbox.start(self.processes)
        self.web.start(self.processes)
        self.start_replies()
        self.torv.fcgi_ready()
        self.web.ready()
        self.mailbox.ready()
        self.torv.start_sender(self.processes)
        self.replies.wait_until(lambda: answers(self.ports["replies"]))
        wait_for("the site", self.healthy, 20)

    def start_replies(self):
        self.replies = self.processes.start("replies", [
            PYTHON, "-B", os.path.join(HERE, "replies.py"), self.ports["replies"],
            self.torv.program("torv-mail"), "receive"], env=self.torv.env)

    def healthy(self):
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=10) as answer:
                return answer.status == 200
        except (urllib.error.HTTPError, OSError):
            return False
