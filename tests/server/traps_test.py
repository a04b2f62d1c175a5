# SPDX-License-Identifier: MPL-2.0
"""The traps of FastCGI behind real web servers: each was seen with a smaller program once, and none
may come back. The bodies are checked, because the usual sign is an empty page with status 200."""

import unittest

import load
from support import PAGE, ServerTest, echoes

NGINX_KEEPS_NONE = (("fastcgi_keep_conn on", "fastcgi_keep_conn off"),)
APACHE_REUSES = (("nocanon timeout=60", "nocanon enablereuse=on timeout=60"),)

BODY = b"x=" + b"y" * 30000


def bodies_nobody_reads(number, count):
    """POSTs to a page that takes none, each followed by another request: an unread rest would spoil it."""
    for echo in echoes(number, count):
        yield load.Request(PAGE, status=405, expect=b"</html>", body=BODY,
                           headers={"Content-Type": "application/x-www-form-urlencoded"})
        yield echo


class Traps(ServerTest):
    def all_right(self, tally, count):
        self.assertEqual(tally.bad, 0, str(tally))
        self.assertEqual(tally.right, count)

    def kept_alive_clients_are_all_answered(self, kind, changes=()):
        self.start_torv(threads=4)
        web = self.start_web(kind, changes=changes)
        tally = load.run(web.port, 16, lambda number: echoes(number, 25))
        self.all_right(tally, 16 * 25)

    def test_sixteen_kept_alive_clients_are_answered_by_four_threads_behind_nginx(self):
        self.kept_alive_clients_are_all_answered("nginx")

    def test_sixteen_kept_alive_clients_are_answered_by_four_threads_behind_an_nginx_that_keeps_no_connection(self):
        self.kept_alive_clients_are_all_answered("nginx", NGINX_KEEPS_NONE)

    def test_sixteen_kept_alive_clients_are_answered_by_four_threads_behind_apache(self):
        self.kept_alive_clients_are_all_answered("apache")

    def test_sixteen_kept_alive_clients_are_answered_by_four_threads_behind_an_apache_that_reuses_connections(self):
        self.kept_alive_clients_are_all_answered("apache", APACHE_REUSES)

    def test_sixteen_clients_that_keep_nothing_are_answered_by_four_threads(self):
        self.start_torv(threads=4)
        web = self.start_web("nginx")
        tally = load.run(web.port, 16, lambda number: echoes(number, 25), keep_alive=False)
        self.all_right(tally, 16 * 25)

    def test_a_body_that_no_page_reads_spoils_no_answer_on_connections_that_nginx_keeps(self):
        self.start_torv(threads=4)
        web = self.start_web("nginx")
        tally = load.run(web.port, 16, lambda number: bodies_nobody_reads(number, 200))
        self.all_right(tally, 16 * 200 * 2)

    def test_a_body_that_no_page_reads_spoils_no_answer_on_connections_that_apache_reuses(self):
        self.start_torv(threads=4)
        web = self.start_web("apache", changes=APACHE_REUSES)
        tally = load.run(web.port, 16, lambda number: bodies_nobody_reads(number, 200))
        self.all_right(tally, 16 * 200 * 2)

    def test_connections_that_are_kept_idle_leave_the_threads_to_others(self):
        self.start_torv(threads=1)
        first, second = (self.start_web("nginx") for _ in range(2))
        for _ in range(2):  # each keeps what it has opened while the other asks
            for web in (first, second):
                self.all_right(load.run(web.port, 4, lambda number: echoes(number, 5)), 4 * 5)


if __name__ == "__main__":
    unittest.main()
