# SPDX-License-Identifier: MPL-2.0
"""A load client that counts: every request ends as right, wrong or hung, none is lost sight of.

Tools that only report what came back hide the requests that never did (see HACKING.md), so this one
knows beforehand how many it sends. Bounded in number and in time.
"""

import collections
import http.client
import socket
import threading
import time

HUNG = 10.0  # seconds without an answer


class Tally:
    """What became of the requests: right, wrong, hung; and the first few that were not right."""

    def __init__(self):
        self.lock = threading.Lock()
        self.counts = collections.Counter()
        self.examples = []
        self.seconds = []

    def add(self, kind, seconds, what=""):
        with self.lock:
            self.counts[kind] += 1
            self.seconds.append(seconds)
            if kind != "right" and len(self.examples) < 5:
                self.examples.append(what)

    @property
    def right(self):
        return self.counts["right"]

    @property
    def bad(self):
        return self.counts["wrong"] + self.counts["hung"]

    def percentile(self, part):
        """Seconds; part 0.5 is the median."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))]

    def __str__(self):
        return f"{dict(self.counts)} {self.examples}"


class Request:
    """What to send, and what a right answer is: its status, and bytes that it has, in Location or body."""

    def __init__(self, path, status=200, expect=b"", body=None, headers=None):
        self.path = path
        self.status = status
        self.expect = expect
        self.body = body
        self.headers = headers or {}

    def send(self, connection):
        """None when the answer is right, else what was wrong with it."""
        connection.request("GET" if self.body is None else "POST", self.path, self.body, self.headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != self.status:
            return f"{self.path}: status {answer.status} instead of {self.status}: {text[:200]!r}"
        if self.expect not in (answer.getheader("Location") or "").encode() + text:
            return f"{self.path}: {self.expect!r} is not in {text[:200]!r}"
        return None


def client(port, requests, tally, keep_alive, before=None):
    """One client: its requests one after another, on one connection as long as it is kept."""
    connection = None
    for request in requests:
        if before is not None:
            before()
        began = time.monotonic()
        try:
            if connection is None:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=HUNG)
            wrong = request.send(connection)
            tally.add("wrong" if wrong else "right", time.monotonic() - began, wrong)
        except (socket.timeout, TimeoutError):
            tally.add("hung", time.monotonic() - began, f"{request.path}: no answer")
            connection = close(connection)
        except (OSError, http.client.HTTPException) as error:
            tally.add("wrong", time.monotonic() - began, f"{request.path}: {error!r}")
            connection = close(connection)
        if not keep_alive:
            connection = close(connection)
    close(connection)


def close(connection):
    if connection is not None:
        connection.close()


def run(port, clients, make_requests, keep_alive=True):
    """clients threads, each with make_requests(number of the client); returns the Tally."""
    tally = Tally()
    threads = [threading.Thread(target=client, args=(port, make_requests(number), tally, keep_alive))
               for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally
