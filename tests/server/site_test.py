# SPDX-License-Identifier: MPL-2.0
"""What a site does at its edges: too much input, no database, /health, static files."""

import gzip
import http.client
import json
import os
import re
import signal
import socket
import time
import unittest

from support import PAGE, SOURCE, STAGE, ServerTest

KINDS = ("nginx", "apache")


def ask(port, path, body=None, headers=None, method=None):
    """Status, headers and body of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method or ("GET" if body is None else "POST"), path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def static_files():
    """Paths of the static files, as a browser asks for them."""
    root = os.path.join(STAGE, "static")
    for folder, _, names in os.walk(root):
        for name in names:
            yield "/static/" + os.path.relpath(os.path.join(folder, name), root)


class Edges(ServerTest):
    def test_a_body_over_the_limit_is_answered_with_413_and_a_page(self):
        self.start_torv(body_limit="65536")
        for kind in KINDS:
            with self.subTest(kind):
                web = self.start_web(kind)
                status, headers, body = ask(web.port, "/login", b"x=" + b"y" * 100000,
                                            {"Content-Type": "application/x-www-form-urlencoded"})
                self.assertEqual(status, 413)
                self.assertIn("text/html", headers["Content-Type"])
                self.assertIn(b"</html>", body)
                # and the next one on this server is well
                self.assertEqual(ask(web.port, PAGE)[0], 200)

    def test_a_body_at_the_limit_is_read(self):
        self.start_torv(body_limit="65536")
        web = self.start_web("nginx")
        status, _, _ = ask(web.port, "/login", b"x=" + b"y" * 65534,
                           {"Content-Type": "application/x-www-form-urlencoded"})
        self.assertNotEqual(status, 413)

    def test_a_form_with_files_may_be_larger_where_files_are_taken_and_only_there(self):
        self.start_torv(upload_limit="4194304")
        form = {"Content-Type": "multipart/form-data; boundary=limit"}
        file = (b"--limit\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\n%s"
                b"\r\n--limit--\r\n")
        for kind in KINDS:
            with self.subTest(kind):
                web = self.start_web(kind)
                # read to its end and understood: refused because nobody is logged in
                self.assertEqual(ask(web.port, "/messages/1", file % (b"x" * 3000000), form)[0], 403)
                self.assertEqual(ask(web.port, "/messages/1", file % (b"x" * 5000000), form)[0], 413)
                self.assertEqual(ask(web.port, "/login", file % (b"x" * 3000000), form)[0], 413)
                self.assertEqual(ask(web.port, "/login", file % b"x", form)[0], 400)
                self.assertEqual(ask(web.port, PAGE)[0], 200)

    def assert_says(self, web, sent, status, *words):
        """What the web server answers by itself is a page that says it in all languages."""
        with socket.create_connection(("127.0.0.1", web.port), timeout=20) as connection:
            connection.sendall(sent)
            answer = http.client.HTTPResponse(connection)
            answer.begin()
            body = answer.read().decode()
        self.assertEqual(answer.status, status)
        self.assertIn("text/html", answer.headers["Content-Type"])
        self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
        for word in words:
            self.assertIn(word, body)
        self.assertNotIn("Apache", body)
        self.assertNotIn("<center>", body)

    @staticmethod
    def limit(kind):
        """The most that the snippet lets a body have, as it stands there."""
        name = {"nginx": "client_max_body_size", "apache": "LimitRequestBody"}[kind]
        with open(os.path.join(SOURCE, "contrib", kind, "torv.conf"), encoding="utf-8") as file:
            return re.search(rf"^{name} (\w+)", file.read(), re.M)[1]

    def test_what_the_web_server_refuses_by_itself_is_said_in_all_languages(self):
        self.start_torv()
        for kind in KINDS:
            with self.subTest(kind):
                web = self.start_web(kind, changes=[(self.limit(kind), "4000")])
                self.assert_says(web, b"POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                 b"Content-Length: 5000\r\n\r\n" + b"x" * 5000, 413,
                                 "fylder for meget", "too large", "te groot")
                self.assert_says(web, b"GET /words%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                                 400, "ikke læse", "could not read", "niet lezen")

    def test_a_torv_that_is_gone_is_said_in_all_languages(self):
        torv = self.start_torv()
        webs = {kind: self.start_web(kind) for kind in KINDS}
        torv.stop()
        for kind, web in webs.items():
            with self.subTest(kind):
                self.assert_says(web, b"GET /words HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                                 503, "svarer ikke", "not answering", "antwoordt niet")

    def test_pages_carry_the_headers_that_protect_them(self):
        self.start_torv()
        for kind in KINDS:
            with self.subTest(kind):
                _, headers, _ = ask(self.start_web(kind).port, PAGE)
                policy = headers["Content-Security-Policy"]
                self.assertIn("default-src 'none'", policy)
                self.assertNotIn("unsafe-inline", policy)
                self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
                self.assertIn("frame-ancestors 'none'", policy)
                self.assertIsNotNone(headers["Referrer-Policy"])

    def test_an_unknown_path_is_a_page_of_ours_with_404(self):
        self.start_torv()
        for kind in KINDS:
            with self.subTest(kind):
                status, headers, body = ask(self.start_web(kind).port, "/no/such%2Fpage?x=1")
                self.assertEqual(status, 404)
                self.assertIn("text/html", headers["Content-Type"])
                self.assertIn(b"Torv", body)

    def test_a_long_address_and_strange_bytes_in_it_are_answered(self):
        self.start_torv()
        web = self.start_web("nginx")
        for path in (PAGE + "?q=" + "a" * 4000, PAGE + "?q=%00%ff%fe", "/%ff", PAGE + "?%"):
            with self.subTest(path[:30]):
                self.assertIn(ask(web.port, path)[0], (200, 400, 404, 414))


class Health(ServerTest):
    def health(self, web):
        status, headers, body = ask(web.port, "/health", headers={"Accept": "application/json"})
        self.assertIn("application/json", headers["Content-Type"])
        return status, json.loads(body)

    def test_it_says_that_the_database_and_the_queue_are_well(self):
        self.start_torv()
        status, said = self.health(self.start_web("nginx"))
        self.assertEqual(status, 200)
        self.assertEqual((said["well"], said["database_well"], said["queue_well"]), (True, True, True))

    def test_without_the_database_pages_say_503_and_with_it_they_are_back(self):
        self.start_torv(threads=2)
        web = self.start_web("nginx")
        for path in ("/enterprises", "/statistics"):
            self.assertEqual(ask(web.port, path)[0], 200)
        self.database.stop()
        # The directory is in memory, for whoever is not logged in.
        self.assertEqual(ask(web.port, "/enterprises")[0], 200)
        # Another day than before: what visitors saw within the last second is kept.
        for path in ("/statistics?as_of=2025-12-31", "/enterprises/somebody", "/health"):
            began = time.monotonic()
            status, headers, body = ask(web.port, path)
            self.assertEqual(status, 503, path)
            self.assertLess(time.monotonic() - began, 5.0)
            self.assertIn("text/html", headers["Content-Type"])
            self.assertIn(b"</html>", body)
        status, said = self.health(web)
        self.assertEqual(status, 503)
        self.assertEqual((said["well"], said["database_well"]), (False, False))

        self.database.start(self.base, safe=False)
        # Each thread has its own connection with its own prepared statements; all must be back.
        for turn in range(12):
            status, _, body = ask(web.port, f"/statistics?as_of=2025-06-{turn + 1:02}")
            self.assertEqual(status, 200, f"turn {turn}: {body[:300]!r}")
        self.assertEqual(ask(web.port, "/health")[0], 200)

    def test_a_database_that_hangs_is_told_as_one_that_is_away(self):
        self.start_torv()
        web = self.start_web("nginx")
        self.assertEqual(ask(web.port, "/enterprises")[0], 200)
        self.database.process.send(signal.SIGSTOP)
        try:
            status, headers, body = ask(web.port, "/health")
        finally:
            self.database.process.send(signal.SIGCONT)
        self.assertEqual(status, 503)
        self.assertIn(b"</html>", body)
        self.assertEqual(ask(web.port, "/enterprises")[0], 200)


class Static(ServerTest):
    def test_every_file_is_kept_for_a_year_and_typed(self):
        self.start_torv()
        paths = [path for path in static_files() if re.search(r"-[0-9a-f]{10}\.\w+$", path)]
        self.assertGreater(len(paths), 3)
        for kind in KINDS:
            web = self.start_web(kind)
            for path in paths:
                with self.subTest(kind + path):
                    status, headers, _ = ask(web.port, path)
                    self.assertEqual(status, 200)
                    self.assertEqual(headers["Cache-Control"], "public, max-age=31536000, immutable")
                    self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
                    self.assertNotIn(headers["Content-Type"], (None, "application/octet-stream"))

    def test_a_file_that_is_not_there_is_not_kept(self):
        self.start_torv()
        for kind in KINDS:
            with self.subTest(kind):
                status, headers, _ = ask(self.start_web(kind).port, "/static/none-00000000.css")
                self.assertEqual(status, 404)
                self.assertIsNone(headers["Cache-Control"])

    def test_the_style_sheet_comes_compressed(self):
        self.start_torv()
        path = max((path for path in static_files() if path.endswith(".css")),
                   key=lambda path: os.path.getsize(STAGE + path))
        with open(STAGE + path, "rb") as file:
            plain = file.read()
        for kind in KINDS:
            with self.subTest(kind):
                _, headers, body = ask(self.start_web(kind).port, path, headers={"Accept-Encoding": "gzip"})
                self.assertEqual(headers["Content-Encoding"], "gzip")
                self.assertEqual(gzip.decompress(body), plain)

    def test_nothing_beside_the_static_folder_is_served(self):
        self.start_torv()
        for kind in KINDS:
            with self.subTest(kind):
                port = self.start_web(kind).port
                for path in ("/static/../sql/migrations/0001_reference.sql",
                             "/static/%2e%2e/sql/migrations/0001_reference.sql", "/static/"):
                    status, _, body = ask(port, path)
                    self.assertIn(status, (400, 403, 404))
                    self.assertNotIn(b"CREATE TABLE", body)


if __name__ == "__main__":
    unittest.main()
