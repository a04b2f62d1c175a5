# SPDX-License-Identifier: MPL-2.0
"""Processes of ours: started in the foreground, watched, and stopped by number, the newest first."""

import ctypes
import os
import signal
import socket
import subprocess
import time


class Trouble(Exception):
    """Something a person has to know; its text is the message."""


def wait_for(what, condition, seconds=20.0, pause=0.05):
    """Returns condition()'s first true value; Trouble when there is none in time."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise Trouble(f"{what}: nothing after {seconds:.0f} seconds")
        time.sleep(pause)


# Ports that this program has chosen: each is promised to it by a name that others see, and that goes
# when the program ends. So two demos that start at the same moment choose different ports.
PROMISED = {}


def free_port(wanted, taken=()):
    """The first port from `wanted` on that nobody listens on or was promised; `taken` are promised, too."""
    for port in range(wanted, min(wanted + 200, 65536)):
        if port in taken or port in PROMISED:
            continue
        promise = socket.socket(socket.AF_UNIX)
        try:
            promise.bind(f"\0torv-port-{port}")
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))
        except OSError:
            promise.close()
            continue
        PROMISED[port] = promise
        return port
    raise Trouble(f"no free port from {wanted} on")


def answers(address):
    """Whether somebody accepts at a port of 127.0.0.1 or at the path of a Unix socket."""
    family = socket.AF_INET if isinstance(address, int) else socket.AF_UNIX
    with socket.socket(family) as probe:
        probe.settimeout(2)
        try:
            probe.connect(("127.0.0.1", address) if isinstance(address, int) else address)
        except OSError:
            return False
        return True


PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


def end_with_starter():
    """Even when we are killed and can stop nothing: the kernel tells the process that its starter, the
    thread that is in here, has gone."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Process:
    """One of them. Its output goes to a log file."""

    def __init__(self, name, command, log, env=None, pass_fds=(), tied=True):
        self.name = name
        self.log = log
        self.stopping = False
        with open(log, "ab") as out:
            # A session of its own: Ctrl-C reaches us, and we stop the servers in their order.
            self.child = subprocess.Popen(
                [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=out,
                stderr=subprocess.STDOUT, env=env, pass_fds=pass_fds, start_new_session=True,
                preexec_fn=end_with_starter if tied else None)

    @property
    def pid(self):
        return self.child.pid

    def alive(self):
        return self.child.poll() is None

    def last_words(self, lines=15):
        with open(self.log, "r", encoding="utf-8", errors="replace") as file:
            return "".join(file.readlines()[-lines:])

    def wait_until(self, condition, seconds=30.0):
        """Until it is ready for us; Trouble with its last words when it ends or takes too long."""
        def ready():
            if not self.alive():
                raise Trouble(f"{self.name} ended with status {self.child.returncode}:\n{self.last_words()}")
            return condition()
        try:
            return wait_for(self.name, ready, seconds)
        except Trouble as trouble:
            if self.alive():
                raise Trouble(f"{trouble}\n{self.last_words()}") from None
            raise

    def send(self, number):
        if self.alive():
            os.kill(self.pid, number)

    def stop(self, seconds=15.0, number=signal.SIGTERM):
        """Asks it to end, and ends it when it does not. Returns its status."""
        self.stopping = True
        self.send(number)
        try:
            return self.child.wait(seconds)
        except subprocess.TimeoutExpired:
            self.send(signal.SIGKILL)
            return self.child.wait()


class Processes:
    """All of them, as a context: whatever happens inside, they are stopped when it is left."""

    def __init__(self, logs):
        self.logs = logs
        self.running = []
        os.makedirs(logs, exist_ok=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self, name, command, **options):
        process = Process(name, command, os.path.join(self.logs, f"{name}.log"), **options)
        self.running.append(process)
        return process

    def ended(self):
        """Those that ended though nobody asked them to."""
        return [process for process in self.running if not process.alive() and not process.stopping]

    def stop(self):
        while self.running:
            self.running.pop().stop()
