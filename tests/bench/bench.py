# SPDX-License-Identifier: MPL-2.0
"""How fast Torv's pages are: requests a second and milliseconds through nginx, each page beside nginx
sending a static file of the same size, in the same run on the same machine.

    bench.py [--short] [--enterprises N]

Pages are those of the sample; with N, the directory search of an installation with so many more enterprises, the
market on which tests/bench/search and match measure in memory (100,000 take half a minute to load). The same search
again and again is what many do who follow one link: visitors share a page for a second (fcgi/page_cache.h). "searches"
are all different, words and filters, so that each is found and made: at first, when none of them was asked before, and
then the same ones again. By then torv-fcgi has read what cards show of all enterprises (fcgi/card_cache.h); how long
that took after the start is said above the table, and so is how long programs take to start.
Clients keep their connections. Every answer is counted and looked at; one that is wrong or does not
come fails the run, because a fast wrong answer is worth nothing. Mail out and in: mail.py.
"""

import multiprocessing
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.dont_write_bytecode = True
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(SOURCE, "contrib"))

import mail  # noqa: E402
from servers.database import Database  # noqa: E402
from servers.processes import Processes, Trouble, free_port  # noqa: E402
from servers.torv import Torv  # noqa: E402
from servers.web import WebServer  # noqa: E402

BUILD = os.environ["TORV_BUILD"]
CLIENTS = 8
MOST = 200000  # requests of one client, whatever the time
SEARCHES = ["kantine", "rengøring", "cykelværksted", "vask af tøj"]
TEXTS = 60000  # to search for; fewer are different
FIRST_SECONDS = 2  # of searches that nobody asked before: while the list lasts
SCRIPT = """
local paths, at = {{}}, 0
for line in io.lines("{paths}") do paths[#paths + 1] = line end
function setup(thread) thread:set("start", at); at = at + {apart} end
function init() at = start end
request = function() at = at % #paths + 1; return wrk.format("GET", paths[at]) end
"""


class Connection:
    """HTTP/1.1 with as little of our own work as may be: this client shares the machine."""

    def __init__(self, port, path):
        self.port = port
        self.socket = None
        self.request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
        self.rest = b""

    def ask(self):
        """Status line and body of the next answer; a server may end a connection after many."""
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), 10)
        self.socket.sendall(self.request)
        head = self._until(b"\r\n\r\n")
        lower = head.lower()
        if b"transfer-encoding: chunked" in lower:
            body = b""
            while True:
                size = int(self._until(b"\r\n"), 16)
                body += self._take(size)
                self._take(2)
                if size == 0:
                    break
        else:
            start = lower.index(b"content-length:") + 15
            body = self._take(int(lower[start:lower.index(b"\r", start)]))
        if b"connection: close" in lower:
            self.socket.close()
            self.socket = None
        return head.split(b"\r\n", 1)[0], body

    def _more(self):
        data = self.socket.recv(262144)
        if not data:
            raise OSError("the connection was closed")
        self.rest += data

    def _until(self, mark):
        while mark not in self.rest:
            self._more()
        head, self.rest = self.rest.split(mark, 1)
        return head + mark if mark != b"\r\n" else head

    def _take(self, size):
        while len(self.rest) < size:
            self._more()
        data, self.rest = self.rest[:size], self.rest[size:]
        return data


def client(port, path, end, seconds, answers):
    """Asks until the time is over; puts the times of right answers, and the first wrong one, if any."""
    times, wrong = [], None
    try:
        connection = Connection(port, path)
        stop = time.monotonic() + seconds
        while time.monotonic() < stop and len(times) < MOST and wrong is None:
            began = time.perf_counter()
            status, body = connection.ask()
            times.append(time.perf_counter() - began)
            if b" 200 " not in status or not body.endswith(end):
                wrong = f"{path}: {status!r} {body[-100:]!r}"
    except OSError as error:
        wrong = f"{path}: {error}"
    answers.put((times, wrong))


def measure(port, path, end, seconds):
    """Requests a second, median and 99th percentile in milliseconds."""
    answers = multiprocessing.Queue()
    clients = [multiprocessing.Process(target=client, args=(port, path, end, seconds, answers))
               for _ in range(CLIENTS)]
    began = time.perf_counter()
    for one in clients:
        one.start()
    results = [answers.get(timeout=seconds + 30) for _ in clients]
    took = time.perf_counter() - began
    for one in clients:
        one.join()
    wrong = [what for _, what in results if what]
    if wrong:
        raise Trouble("\n".join(wrong))
    times = sorted(value for some, _ in results for value in some)
    return len(times) / took, 1000 * times[len(times) // 2], 1000 * times[int(len(times) * 0.99)]


def wrk(port, path, seconds, *options):
    """Requests a second, and how many in all, by wrk, which takes less of the machine than our own clients and looks at no answer: its
    answers that are not 2xx and its broken connections fail the run."""
    url = f"http://127.0.0.1:{port}{path}"
    told = subprocess.run(["wrk", "-t", "2", "-c", "16", "-d", f"{seconds:g}s", *options, url], capture_output=True,
                          text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise Trouble(f"wrk {path}:\n{told}")
    return float(re.search(r"Requests/sec:\s*([\d.]+)", told).group(1)), int(re.search(r"(\d+) requests in", told).group(1))


class Bench:
    def __init__(self, processes, folder, enterprises):
        self.folder = folder
        self.database = Database(folder, folder)
        self.database.prepare()
        if enterprises > 0:
            self.database.memory = "1G"
        self.database.start(processes)
        self.torv = Torv(folder, folder, BUILD, os.path.join(BUILD, "stage"))
        kept = os.path.join(folder, "index")
        os.mkdir(kept, 0o700)
        self.torv.configure("http://127.0.0.1", self.database.socket, 25, index_folder=kept)
        self.torv.run("migrate")
        self.torv.run("import", "sample")
        self.enterprises = enterprises
        if enterprises > 0:
            self.fill()
        first, again = self.search_seconds(), self.search_seconds()
        began = time.monotonic()
        self.torv.start_fcgi(processes)
        self.torv.fcgi_ready(30.0 if enterprises == 0 else 300.0)
        self.starts = (f"torv search took {first:.2f} s, and {again:.2f} s with the index that the first one kept; "
                       f"torv-fcgi took requests after {time.monotonic() - began:.2f} s")
        share = os.path.join(folder, "share")
        for part in ("static", "errors"):
            shutil.copytree(os.path.join(BUILD, "stage", part), os.path.join(share, part))
        self.web = WebServer("nginx", folder, folder, self.torv.socket, share, free_port(18080))
        # As root the web server's files are a copy of their own.
        own = os.path.join(self.web.folder, "share")
        self.static = os.path.join(own if os.path.isdir(own) else share, "static")
        self.web.start(processes)
        self.web.ready()

    def search_seconds(self):
        """From the start of the program to its end."""
        began = time.monotonic()
        self.torv.run("search", SEARCHES[0])
        return time.monotonic() - began

    def cards_read(self):
        """Waits until torv-fcgi has read the cards of all enterprises; what it says of it."""
        said = re.compile(r"all cards were read in \d+ ms")
        self.torv.fcgi.wait_until(lambda: said.search(self.torv.fcgi.last_words(1000)), 120)
        return said.search(self.torv.fcgi.last_words(1000)).group(0)

    def fill(self):
        """The market's rows into the database."""
        with subprocess.Popen([os.path.join(BUILD, "tests", "bench", "fill"), str(self.enterprises)],
                              stdout=subprocess.PIPE) as rows:
            self.database.load(rows.stdout)
        if rows.returncode != 0:
            raise Trouble(f"tests/bench/fill: {rows.returncode}")

    def pages(self):
        if self.enterprises > 0:
            return [(words, f"/enterprises?words={urllib.parse.quote(words)}") for words in SEARCHES]
        line = self.database.ask("SELECT MIN(id) FROM plan_line WHERE status = 'published'")[0][0]
        return [("front page", "/"), ("directory search", "/enterprises?words=kantine"), ("a line", f"/lines/{line}")]

    def compare(self, name, path, seconds):
        """A line of the table: the page, and a file of its size."""
        status, body = Connection(self.web.port, path).ask()
        if b" 200 " not in status:
            raise Trouble(f"{path}: {status!r}")
        with open(os.path.join(self.static, "bench.html"), "wb") as file:
            file.write(body)
        os.chmod(file.name, 0o644)
        measure(self.web.port, path, b"</html>\n", 0.3)
        page = measure(self.web.port, path, b"</html>\n", seconds)
        static = measure(self.web.port, "/static/bench.html", b"</html>\n", seconds)
        print(f"{name:18} {len(body):7} {page[0]:8.0f} {page[1]:8.2f} {page[2]:8.2f}"
              f" {static[0]:10.0f} {static[1]:8.2f} {static[2]:8.2f}", flush=True)
        page, static = (wrk(self.web.port, each, max(1, int(seconds)))[0] for each in (path, "/static/bench.html"))
        print(f"{'  by wrk':18} {'':7} {page:8.0f} {'':8} {'':8} {static:10.0f}", flush=True)


    def searches(self):
        """A file of paths, each a search that is in it once."""
        said = subprocess.run([os.path.join(BUILD, "tests", "bench", "fill"), str(self.enterprises), str(TEXTS)],
                              capture_output=True, text=True, check=True).stdout
        places = [row[0] for row in self.database.ask("SELECT code FROM municipality ORDER BY code")]
        paths = []
        for number, words in enumerate(dict.fromkeys(said.splitlines())):
            path = f"/enterprises?words={urllib.parse.quote(words)}"
            if number % 4 == 1:
                path += f"&delivers_to={places[number % len(places)]}"
            elif number % 8 == 2:
                path += "&kind=service"
            paths.append(path)
        name = os.path.join(self.folder, "searches")
        with open(name, "w", encoding="utf-8") as file:
            file.writelines(path + "\n" for path in paths)
        return name, len(paths)

    def different(self, seconds):
        """Lines of the table for searches that are all different."""
        name, count = self.searches()
        script = os.path.join(self.folder, "searches.lua")
        with open(script, "w", encoding="utf-8") as file:
            file.write(SCRIPT.format(paths=name, apart=count // 2))
        for turn, length in (("at first", FIRST_SECONDS), ("again", FIRST_SECONDS), ("all of them", seconds)):
            page, asked = wrk(self.web.port, "/", length, "-s", script)
            if turn == "at first" and asked > count:
                raise Trouble(f"{asked} searches were asked at first, and only {count} are different")
            print(f"{turn:18} {'':7} {page:8.0f}   ({asked} of {count} searches)", flush=True)


def main(seconds, enterprises):
    folder = tempfile.mkdtemp(prefix="torv-bench-")
    os.chmod(folder, 0o711)
    try:
        with Processes(os.path.join(folder, "log")) as processes:
            bench = Bench(processes, folder, enterprises)
            if enterprises > 0:
                print(f"{enterprises} enterprises; {bench.cards_read()}")
                print(bench.starts)
            print(f"{CLIENTS} clients, {seconds:g} s each, {os.cpu_count()} cores shared with the clients")
            print(f"{'':18} {'':7} {'torv':>8} {'median':>8} {'p99':>8} {'static':>10} {'median':>8} {'p99':>8}")
            print(f"{'':18} {'bytes':>7} {'req/s':>8} {'ms':>8} {'ms':>8} {'req/s':>10} {'ms':>8} {'ms':>8}")
            for name, path in bench.pages():
                bench.compare(name, path, seconds)
            if enterprises > 0:
                print("\ndifferent searches, by wrk:")
                bench.different(max(1.0, seconds))
            if enterprises == 0:
                mail.report(bench.torv, bench.database, processes, BUILD, seconds < 5)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    try:
        given = sys.argv[1:]
        main(2.0 if "--short" in given else 10.0,
             int(given[given.index("--enterprises") + 1]) if "--enterprises" in given else 0)
    except Trouble as trouble:
        print(f"bench: {trouble}", file=sys.stderr)
        sys.exit(1)
