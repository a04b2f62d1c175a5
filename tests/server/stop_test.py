# SPDX-License-Identifier: MPL-2.0
"""torv-fcgi starts by --listen, by spawn-fcgi and by a systemd socket, stops when it is told to, and
loses no request when it is replaced."""

import os
import signal
import socket
import struct
import threading
import time
import unittest
import urllib.request

import load
from support import PAGE, ServerTest, answers, echoes, listening, start_activated

RELOADS = 6


def get(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read()


def half_request(path):
    """A connection on which a request has begun and does not go on; its owner closes it."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.connect(path)
    connection.sendall(struct.pack("!BBHHBx", 1, 1, 1, 8, 0))  # FCGI_BEGIN_REQUEST, without its eight bytes
    return connection


class Starts(ServerTest):
    def serves(self, kind="nginx"):
        web = self.start_web(kind)
        self.assertIn(b"</html>", get(web.url + PAGE))

    def test_it_listens_where_the_option_says(self):
        if os.path.exists(self.torv.socket):
            os.unlink(self.torv.socket)
        self.torv.configure("http://127.0.0.1", self.database.socket, 25, listen="127.0.0.1:1")
        self.torv.start_fcgi(self.processes, "--listen", f"unix:{self.torv.socket}")
        self.torv.fcgi_ready()
        self.serves()

    def test_spawn_fcgi_starts_it(self):
        self.torv.configure("http://127.0.0.1", self.database.socket, 25)
        # -n: in the foreground, so that it is ours to stop
        self.torv.fcgi = self.processes.start(
            "spawn-fcgi", ["spawn-fcgi", "-n", "-s", self.torv.socket, "-M", "0666", "--",
                           self.torv.program("torv-fcgi")], env=self.torv.env)
        self.torv.fcgi_ready()
        self.serves()

    def test_systemd_starts_it_by_its_socket(self):
        if os.path.exists(self.torv.socket):
            os.unlink(self.torv.socket)
        self.torv.configure("http://127.0.0.1", self.database.socket, 25)
        activation = self.processes.start(
            "systemd-socket-activate", ["systemd-socket-activate", "-E", "TORV_CONF", "-E", "TORV_DATADIR", "-l",
                                        self.torv.socket, self.torv.program("torv-fcgi")], env=self.torv.env)
        activation.wait_until(lambda: os.path.exists(self.torv.socket))
        os.chmod(self.torv.socket, 0o666)
        self.serves("apache")


    def test_the_next_one_takes_the_index_that_it_kept(self):
        kept = os.path.join(self.folder, "kept")
        os.mkdir(kept, 0o700)
        taken = "from the file where they were kept"
        first = self.start_torv(index_folder=kept)
        first.wait_until(lambda: os.path.exists(os.path.join(kept, "index")))
        self.assertNotIn(taken, first.last_words(1000))
        self.assertEqual(first.stop(10), 0)
        second = self.start_torv(index_folder=kept)
        self.assertIn(taken, second.last_words(1000))
        self.serves()


class Stops(ServerTest):
    def test_an_idle_one_ends_within_two_seconds(self):
        torv = self.start_torv(threads=8)
        began = time.monotonic()
        self.assertEqual(torv.stop(10), 0)
        self.assertLess(time.monotonic() - began, 2.0)
        self.assertFalse(answers(self.torv.socket))

    def test_the_signal_of_fastcgi_ends_it_too(self):
        torv = self.start_torv(threads=4)
        torv.stopping = True
        torv.send(signal.SIGUSR1)
        self.assertEqual(torv.child.wait(10), 0)

    def test_a_file_that_is_no_socket_is_not_taken_for_a_stale_one(self):
        self.torv.configure("http://127.0.0.1", self.database.socket, 25)
        precious = f"{self.torv.socket}.txt"
        with open(precious, "w", encoding="utf-8") as file:
            file.write("precious")
        torv = self.processes.start(
            "torv-fcgi", [self.torv.program("torv-fcgi"), "--listen", f"unix:{precious}"], env=self.torv.env)
        torv.stopping = True
        self.assertNotEqual(torv.child.wait(20), 0)
        with open(precious, encoding="utf-8") as file:
            self.assertEqual(file.read(), "precious")

    def test_one_that_has_kept_connections_ends_within_two_seconds(self):
        torv = self.start_torv(threads=4)
        web = self.start_web("nginx", keepalive=8)
        load.run(web.port, 8, lambda number: echoes(number, 4))
        began = time.monotonic()
        self.assertEqual(torv.stop(10), 0)
        self.assertLess(time.monotonic() - began, 2.0)

    def test_replacing_it_under_load_loses_no_request(self):
        with listening(self.torv.socket) as server:
            self.torv.configure("http://127.0.0.1", self.database.socket, 25, threads="8")
            self.current = start_activated(self, server)
            web = self.start_web("nginx")
            get(web.url + PAGE)
            done = threading.Event()
            replacer = threading.Thread(target=self.replace, args=(server, done))
            replacer.start()
            tally = load.run(web.port, 8, lambda number: self.until(done, number))
            replacer.join()
        self.assertEqual(tally.bad, 0, str(tally))
        self.assertGreater(tally.right, RELOADS * 8)
        self.assertEqual(self.statuses, [0] * RELOADS)

    def test_reloading_it_under_load_loses_no_request(self):
        torv = self.start_torv()
        web = self.start_web("nginx")
        done = threading.Event()
        reloader = threading.Thread(target=self.reload, args=(torv, done))
        reloader.start()
        tally = load.run(web.port, 8, lambda number: self.until(done, number))
        reloader.join()
        self.assertEqual(tally.bad, 0, str(tally))
        self.assertGreater(tally.right, RELOADS * 8)
        self.assertEqual(torv.last_words(100000).count("reloaded"), RELOADS)

    def test_a_reload_while_a_request_takes_long_lets_nobody_wait_on_a_kept_connection(self):
        torv = self.start_torv(threads=2)
        web = self.start_web("nginx")
        self.assertEqual(load.run(web.port, 8, lambda number: echoes(number, 8)).bad, 0)
        with half_request(self.torv.socket):
            torv.send(signal.SIGHUP)
            torv.wait_until(lambda: torv.last_words(100000).count("all cards were read") == 2)
            time.sleep(0.5)  # both crews work: the old one is told to stop now
            tally = load.run(web.port, 8, lambda number: echoes(number, 8))
            self.assertEqual(torv.last_words(100000).count("reloaded"), 0)
        self.assertEqual(tally.bad, 0, str(tally))
        torv.wait_until(lambda: "reloaded" in torv.last_words(100))

    @staticmethod
    def reload(torv, done):
        try:
            for turn in range(1, RELOADS + 1):
                torv.send(signal.SIGHUP)
                torv.wait_until(lambda: torv.last_words(100000).count("reloaded") >= turn)
        finally:
            done.set()

    def test_a_reload_with_a_wrong_configuration_leaves_it_as_it_was(self):
        torv = self.start_torv()
        web = self.start_web("nginx")
        with open(self.torv.configuration, "a", encoding="utf-8") as file:
            file.write('threads = "many"\n')
        torv.send(signal.SIGHUP)
        torv.wait_until(lambda: "going on with what was" in torv.last_words(100))
        self.assertIn(b"</html>", get(web.url + PAGE))

    def replace(self, server, done):
        """As `systemctl restart`: the old one is told to end, the next one takes the same socket."""
        self.statuses = []
        try:
            for _ in range(RELOADS):
                time.sleep(0.3)
                old = self.current
                old.stopping = True
                old.send(signal.SIGTERM)
                self.statuses.append(old.child.wait(20))
                self.current = start_activated(self, server)
            time.sleep(0.5)
        finally:
            done.set()

    @staticmethod
    def until(done, number):
        for echo in echoes(number, 5000):
            if done.is_set():
                return
            yield echo


if __name__ == "__main__":
    unittest.main()
