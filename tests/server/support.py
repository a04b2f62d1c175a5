# SPDX-License-Identifier: MPL-2.0
"""What the server tests share: one MariaDB for all of them, and sites that are set up per test.

Run by tests/server/run, which sets TORV_BUILD (the build folder; its stage/ has Torv's data).
"""

import os
import shutil
import socket
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(SOURCE, "contrib"))

import load  # noqa: E402
from servers.database import Database  # noqa: E402
from servers.processes import Processes, answers, free_port  # noqa: E402
from servers.torv import Torv  # noqa: E402
from servers.web import WebServer  # noqa: E402

BUILD = os.environ.get("TORV_BUILD", os.path.join(SOURCE, "build"))
STAGE = os.path.join(BUILD, "stage")
ARTIFACTS = os.path.join(BUILD, "artifacts", "server")

# A page that says where to go next says it to whoever asked: an answer that belongs to another request
# is seen. PAGE is a whole page, whose end must come too.
ECHO = "/language/da?next=/"
PAGE = "/words"


class ServerTest(unittest.TestCase):
    """A migrated database, and torv.conf; a test starts what it is about."""

    durable = False  # whether the database keeps what it has committed when the machine goes down

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="torv-test-")
        os.chmod(cls.folder, 0o711)
        os.makedirs(ARTIFACTS, exist_ok=True)
        cls.logs = os.path.join(ARTIFACTS, cls.__name__)
        shutil.rmtree(cls.logs, ignore_errors=True)
        cls.base = Processes(cls.logs)
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.addClassCleanup(cls.base.stop)
        cls.database = Database(cls.folder, cls.folder)
        cls.database.prepare()
        cls.database.start(cls.base, safe=cls.durable)
        cls.torv = Torv(cls.folder, cls.folder, BUILD, STAGE)
        cls.torv.configure("http://127.0.0.1", cls.database.socket, 25)
        cls.torv.run("migrate")

    def setUp(self):
        self.processes = Processes(self.logs)
        self.addCleanup(self.processes.stop)

    def start_torv(self, threads=8, **settings):
        """torv-fcgi on its own socket, ready."""
        if os.path.exists(self.torv.socket):
            os.unlink(self.torv.socket)
        self.torv.configure("http://127.0.0.1", self.database.socket, 25, threads=str(threads), **settings)
        self.torv.start_fcgi(self.processes)
        self.torv.fcgi_ready()
        return self.torv.fcgi

    def start_web(self, kind, **options):
        web = WebServer(kind, self.logs, tempfile.mkdtemp(dir=self.folder), self.torv.socket, STAGE,
                        free_port(18080), **options)
        os.chmod(os.path.dirname(web.folder), 0o711)
        web.start(self.processes)
        web.ready()
        return web


def echoes(number, count):
    """Requests of client `number`, alternately one that tells whom its answer is for and a whole page."""
    for turn in range(count):
        word = f"ord{number}x{turn}x"
        if turn % 2 == 0:
            yield load.Request(ECHO + word, status=303, expect=word.encode())
        else:
            yield load.Request(PAGE, expect=b"</html>")


def listening(path):
    """A Unix socket as systemd or spawn-fcgi would hand it on; its owner closes it."""
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    if os.path.exists(path):
        os.unlink(path)
    server.bind(path)
    os.chmod(path, 0o666)
    server.listen(1024)
    return server


ACTIVATE = """
import os, sys
socket, program = int(sys.argv[1]), sys.argv[2]
os.dup2(socket, 3, inheritable=True) if socket != 3 else os.set_inheritable(3, True)
os.execve(program, [program], dict(os.environ, LISTEN_FDS="1", LISTEN_PID=str(os.getpid())))
"""


def start_activated(test, server):
    """torv-fcgi the way systemd starts it: the socket is descriptor 3, LISTEN_PID is its own number. It
    outlives the thread that started it: a test replaces it from a thread of its own."""
    return test.processes.start(
        "torv-fcgi-activated", [sys.executable, "-c", ACTIVATE, server.fileno(), test.torv.program("torv-fcgi")],
        env=test.torv.env, pass_fds=(server.fileno(),), tied=False)


__all__ = ["ARTIFACTS", "BUILD", "ECHO", "PAGE", "SOURCE", "STAGE", "ServerTest", "answers", "echoes", "free_port",
           "listening", "start_activated"]
